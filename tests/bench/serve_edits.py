"""Edits of a site that is being served: how long until a browser shows each, and what many of them leave in memory."""

import itertools
import statistics
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final, Literal

import msgspec
from playwright.sync_api import Page

from tests.bench.corpus import Plan, document, yaml_lines
from tests.bench.serve_process import LIMIT, ServeError, Serving

When = Literal["at rest", "while the search follows"]
"""When an edit is written: after the search has followed the last one, or while it is about to."""
LEGS: Final = ("noticed", "building", "built", "reloading", "shown")
"""What happens after a file is written, one after the other; what is ``painted`` is so before its page's scripts have run."""
EACH: Final = 25
"""After so many edits memory is looked at."""
_WORD: Final = "Zwischenruf"
"""What no text of the corpus holds."""
_LOOK: Final = 0.005
# The page tells by Date.now(), which this process's clock agrees with.
_WATCH: Final = """
addEventListener("DOMContentLoaded", () => {
  const start = Date.now() - performance.now()
  const shown = Date.now()
  new PerformanceObserver((entries) => {
    const [paint] = entries.getEntriesByName("first-contentful-paint")
    if (paint) window.benchmarkMoments = {reloading: start, painted: start + paint.startTime, shown}
  }).observe({type: "paint", buffered: true})
  // A page whose content alone is another is not loaded anew.
  new MutationObserver((changes) => {
    if (!changes.some(({addedNodes}) => [...addedNodes].some(({nodeName}) => nodeName === "ARTICLE"))) return
    const reloading = Date.now()
    window.benchmarkMoments = undefined
    requestAnimationFrame(() => setTimeout(() => {
      window.benchmarkMoments = {reloading, painted: Date.now(), shown: Date.now()}
    }))
  }).observe(document.body, {subtree: true, childList: true})
})
window.EventSource = class extends EventSource {
  constructor(...address) {
    super(...address)
    this.addEventListener("message", () => { window.benchmarkListens = true }, {once: true})
  }
}
"""
_IS_SHOWN: Final = "word => window.benchmarkMoments && document.body.textContent.includes(word)"


class Sample(msgspec.Struct, frozen=True):
    """An edit, or a reload without one."""

    seconds: dict[str, float]
    """From the writing to each of the ``LEGS``, and to what is ``painted``; of a reload, to what it has of them."""
    stages: dict[str, float] = {}
    """What the build did, in seconds."""


class Look(msgspec.Struct, frozen=True):
    """Memory after some edits, when the search has followed them."""

    edits: int
    megabytes: float


class Editor:
    """Someone who changes one word of one briefing after another."""

    def __init__(self, folder: Path, plan: Plan, address: str) -> None:
        self._folder = folder
        self._plan = plan
        self._address = address
        self._numbers = itertools.count(1)

    @property
    def briefings(self) -> int:
        """How many there are."""
        return len(self._plan.headings)

    def write(self, place: int) -> tuple[str, float]:
        """Put a new word at the beginning of a fact; the word, and when that was begun."""
        word = f"{_WORD}{next(self._numbers)}"
        briefing = document(self._plan, place)
        first, *others = briefing["key_facts"]
        fact = first | {"text": " ".join((word, *first["text"].split(" ")[1:]))}
        text = "".join(yaml_lines(briefing | {"key_facts": [fact, *others]}))
        name = self._plan.headings[place].id
        path = self._folder / "briefings" / name[:4] / f"{name}.yml"
        start = time.time()
        path.write_text(text, "utf-8", newline="\n")
        return word, start

    def page_of(self, place: int) -> str:
        """Where a briefing is served."""
        return f"{self._address}briefings/{self._plan.headings[place].id}/"

    def chosen(self, number: int) -> list[int]:
        """Places of so many briefings, one of each of as many spans of time: the same on every machine."""
        random = Random(f"{self._plan.seed} edits")
        places = [int((turn + random.random()) * self.briefings / number) for turn in range(number)]
        # Nobody edits by date.
        return sorted(places, key=lambda _: random.random())


def prepare(page: Page) -> None:
    """Make a page tell when it shows what, and when it listens to news; before it goes anywhere."""
    page.add_init_script(_WATCH)


def sample_edits(page: Page, editor: Editor, serving: Serving, samples: int, when: When) -> Iterator[Sample]:
    """Edit one briefing after the other while its page is open."""
    for place in editor.chosen(samples):
        _open(page, editor.page_of(place))
        if when == "at rest":
            serving.rest()
        else:
            # Something for the search to follow.
            _, since = editor.write((place + 1) % editor.briefings)
            serving.moment("following", since)
            # The other edit has made the page reload, too.
            page.wait_for_function("() => window.benchmarkListens", timeout=LIMIT * 1000)
        word, start = editor.write(place)
        page.wait_for_function(_IS_SHOWN, arg=word, timeout=LIMIT * 1000)
        yield _sample(page, serving, start)


def sample_reloads(page: Page, editor: Editor, serving: Serving, samples: int) -> Iterator[Sample]:
    """Reload the page of one briefing after the other, with nothing changed: a browser's share."""
    serving.rest()
    for place in editor.chosen(samples):
        _open(page, editor.page_of(place))
        start = page.evaluate("() => { setTimeout(() => location.reload()); return Date.now() }")
        page.wait_for_function(
            "start => window.benchmarkMoments?.reloading >= start - 1", arg=start, timeout=LIMIT * 1000
        )
        yield Sample({what: moment - start / 1000 for what, moment in _moments(page).items()})


def sample_memory(editor: Editor, serving: Serving, edits: int) -> Iterator[Look]:
    """Write so many edits, each when the last one is served; look at memory after the first and after each ``EACH``."""
    for number, place in enumerate(editor.chosen(edits), 1):
        word, _ = editor.write(place)
        _wait_for(word, editor.page_of(place))
        if number == 1 or number % EACH == 0 or number == edits:
            serving.rest()
            yield Look(number, serving.megabytes())


def slope(looks: list[Look]) -> float:
    """Megabytes for each hundred edits: those after the first fifth, in which what is kept for the next edit comes to be."""
    later = [look for look in looks if look.edits >= looks[-1].edits / 5]
    if len(later) < 2:
        return 0.0
    return 100 * statistics.linear_regression([look.edits for look in later], [look.megabytes for look in later]).slope


def _open(page: Page, address: str) -> None:
    page.goto(address, wait_until="load", timeout=LIMIT * 1000)
    page.wait_for_function("() => window.benchmarkListens", timeout=LIMIT * 1000)


def _sample(page: Page, serving: Serving, start: float) -> Sample:
    """What has happened since an edit that the page shows now."""
    built = serving.moment("built", start)
    told = {what: serving.moment(what, start).at for what in ("noticed", "building")} | {"built": built.at}
    return Sample({what: moment - start for what, moment in (told | _moments(page)).items()}, built.stages)


def _moments(page: Page) -> dict[str, float]:
    moments: dict[str, float] = page.evaluate("window.benchmarkMoments")
    return {what: moment / 1000 for what, moment in moments.items()}


def _wait_for(word: str, address: str) -> None:
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        with urllib.request.urlopen(address) as answer:
            if word.encode() in answer.read():
                return
        time.sleep(_LOOK)
    raise ServeError(f"{address} doesn’t show “{word}”")
