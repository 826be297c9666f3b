"""Searching in a real browser: how long a reader waits, what travels, what the browser keeps.

A query is put into the field at once, as if pasted, so that one answer belongs to it; time runs from the event that the
tool listens to until the first result, or word that there is none, is laid out. Whatever a tool waits for by itself counts.
"""

import statistics
import time
from collections.abc import Iterator
from typing import Final, Literal

import msgspec
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.bench.memory import renderers
from tests.bench.search_queries import Query
from tests.bench.server import Served

LIMIT: Final = 300_000
"""Milliseconds after which a search has failed."""
BUDGET: Final = 90
"""Seconds after which no further query is asked of a slow tool …"""
ENOUGH: Final = 5
"""… that has answered so many."""


class Tool(msgspec.Struct, frozen=True):
    """A search as a reader meets it."""

    name: str
    opens: str
    """The key that opens the search."""
    field: str
    """Selector of the field into which one types."""
    result: str
    """Selector of a result, which is a link or holds one."""
    nothing: str
    """Selector of what says that nothing was found."""
    nothing_says: str
    """What it says then; empty when it is only shown then."""
    listens: str
    """The event after which it searches: ``input`` or ``keyup``."""
    first: str
    """Address of the first page, below the site's."""
    files: tuple[str, ...]
    """How the paths of all files begin that only the search needs."""


class Answer(msgspec.Struct, frozen=True):
    """What a search said to one query, and when."""

    milliseconds: float
    is_found: bool
    opening: float = 0
    """Milliseconds from the key that opens the search until one can type."""
    kilobytes: float = 0
    """What the server sent of the search's files, since the page was called until the results stood still."""
    kilobytes_in_all: float = 0
    """The same with the page and all that belongs to it."""


_WATCH: Final = """
([tool, limit]) => {
  const shown = (selector) => {
    const element = document.querySelector(selector)
    return element && element.getClientRects().length > 0 ? element : undefined
  }
  let start
  let pressed
  addEventListener('keydown', () => { pressed ??= performance.now() }, true)
  addEventListener('focusin', (event) => {
    if (event.target.matches(tool.field)) window.benchmarkOpening ??= performance.now() - pressed
  }, true)
  addEventListener(tool.listens, () => { start = performance.now() }, true)
  window.benchmarkClear = () => !shown(tool.result)
  window.benchmark = () => new Promise((resolve) => {
    start = undefined
    const end = (isFound) => {
      observer.disconnect()
      clearTimeout(timer)
      resolve(isFound === undefined ? null : [performance.now() - start, isFound])
    }
    const check = () => {
      if (start === undefined) return
      if (shown(tool.result)) end(true)
      else if (shown(tool.nothing)?.innerText.includes(tool.nothing_says)) end(false)
    }
    const observer = new MutationObserver(check)
    observer.observe(document, {subtree: true, childList: true, characterData: true, attributes: true})
    const timer = setTimeout(end, limit)
  })
}
"""


Moment = Literal["load", "networkidle"]
"""When a reader begins to search: as soon as the page is there, or after a look at it."""


def open_page(page: Page, address: str, tool: Tool, moment: Moment) -> None:
    """Load a page, and get ready to watch its search."""
    page.goto(address, wait_until=moment, timeout=LIMIT)
    page.evaluate(_WATCH, [msgspec.to_builtins(tool), LIMIT])


def open_search(page: Page, tool: Tool) -> None:
    """Open the search by its key. RuntimeError when it has no field to type into."""
    page.keyboard.press(tool.opens)
    try:
        page.wait_for_function("field => document.activeElement?.matches(field)", arg=tool.field, timeout=LIMIT)
    except PlaywrightTimeout:
        raise RuntimeError(f"{tool.name}: the key {tool.opens} doesn’t lead to {tool.field} at {page.url}") from None


def ask(page: Page, tool: Tool, query: str) -> Answer:
    """Type a query into the open search and wait for its answer. RuntimeError when there is none."""
    page.evaluate("() => { window.benchmarkAnswer = window.benchmark() }")
    page.keyboard.insert_text(query)
    if tool.listens == "keyup":
        page.keyboard.press("Shift")
    answer = page.evaluate("() => window.benchmarkAnswer")
    if answer is None:
        raise RuntimeError(f"{tool.name} says nothing to “{query}” at {page.url}")
    # What is still loaded for the results on screen is not to disturb the next query.
    page.wait_for_timeout(200)
    return Answer(float(answer[0]), answer[1])


def clear(page: Page) -> None:
    """Empty the field, and wait until the results are gone."""
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.wait_for_function("() => window.benchmarkClear()", timeout=LIMIT)


def found_addresses(page: Page, tool: Tool) -> list[str]:
    """Where the results on screen lead, the first one first."""
    addresses: list[str] = page.eval_on_selector_all(
        tool.result, "all => all.map(each => (each.matches('a') ? each : each.querySelector('a'))?.href ?? '')"
    )
    return addresses


def search_at(page: Page, tool: Tool, address: str, query: str, moment: Moment, served: Served | None) -> Answer:
    """Load a page and search in it."""
    before = len(served.log) if served else 0
    open_page(page, address, tool, moment)
    open_search(page, tool)
    answer = ask(page, tool, query)
    opening = page.evaluate("() => window.benchmarkOpening")
    sizes = (served.kilobytes(tool.files, before), served.kilobytes(since=before)) if served else (0.0, 0.0)
    return Answer(answer.milliseconds, answer.is_found, float(opening), *sizes)


def cold(
    browser: Browser, tool: Tool, base: str, queries: list[Query], moment: Moment, served: Served | None = None
) -> list[Answer]:
    """Each query in a browser that has nothing of the site yet."""

    def once(query: Query) -> Answer:
        with browser.new_context() as context:
            return search_at(context.new_page(), tool, base + tool.first, query.text, moment, served)

    once(queries[-1])  # the caches of the server and of the system are to be warm
    return [once(query) for query in _in_time(queries)]


def next_page(
    browser: Browser, tool: Tool, base: str, second: str, queries: list[Query], served: Served
) -> list[Answer]:
    """After a search, go to the second page and search there at once; then to the first again, and so on."""
    answers = []
    with browser.new_context() as context:
        page = context.new_page()
        search_at(page, tool, base + tool.first, queries[-1].text, "load", served)
        address = tool.first
        for query in _in_time(queries):
            address = second if address == tool.first else tool.first
            answers.append(search_at(page, tool, base + address, query.text, "load", served))
    return answers


class Warm(msgspec.Struct, frozen=True):
    """One page in which many things were searched for."""

    answers: list[Answer]
    megabytes: float
    """What the page and all that works for it take after all searches."""
    found: dict[str, list[str]]
    """Where the results of some queries lead."""


def warm(browser: Browser, tool: Tool, base: str, queries: list[Query], looked_at: list[str]) -> Warm:
    """All queries one after the other in one page, then those whose results are looked at."""
    answers = []
    found = {}
    with browser.new_context() as context:
        page = context.new_page()
        search_at(page, tool, base + tool.first, queries[-1].text, "networkidle", None)
        for query in _in_time(queries):
            clear(page)
            answers.append(ask(page, tool, query.text))
        memory = renderers()
        for text in looked_at:
            clear(page)
            ask(page, tool, text)
            page.wait_for_timeout(1000)
            found[text] = found_addresses(page, tool)
    return Warm(answers, memory, found)


def _in_time(queries: list[Query]) -> Iterator[Query]:
    start = time.monotonic()
    for place, query in enumerate(queries):
        if place >= ENOUGH and time.monotonic() - start > BUDGET:
            return
        yield query


def median(answers: list[Answer]) -> float:
    """Milliseconds of half of all queries that found something."""
    return statistics.median(_times(answers))


def percentile_95(answers: list[Answer]) -> float:
    """Milliseconds within which 19 of 20 queries found something: of fewer, the slowest."""
    times = sorted(_times(answers))
    return times[max(0, -(-len(times) * 95 // 100) - 1)]


def _times(answers: list[Answer]) -> list[float]:
    return [answer.milliseconds for answer in answers if answer.is_found]
