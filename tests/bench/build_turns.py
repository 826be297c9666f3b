"""Generators taking turns at building the same briefings: with nothing there, once more, and after an edit."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, mkdtemp
from typing import Final

import msgspec

from tests.bench.memory import run_command
from tests.bench.peers.honest import DishonestError, check_site, page_of
from tests.bench.peers.peer import SITE, Corpus, NotInstalledError, Peer, edited

_WORD: Final = "Zwischenruf"
"""What no text of the corpus holds."""


class Build(msgspec.Struct, frozen=True):
    """A build in processes of its own."""

    seconds: dict[str, float]
    """By step."""
    megabytes: dict[str, float]
    """Memory at most, by step."""

    @property
    def total(self) -> float:
        """Seconds of all its steps."""
        return sum(self.seconds.values())

    @property
    def peak(self) -> float:
        """Memory at most, of all its steps."""
        return max(self.megabytes.values())


class Turn(msgspec.Struct, frozen=True):
    """What a generator did when it was its turn."""

    cold: Build
    """Without a site or a cache."""
    edit: Build
    """After one word of one briefing has changed."""
    again: Build | None
    """After nothing has; None of who does everything again anyway."""


class Measured(msgspec.Struct):
    """All turns of a generator, or why it has none."""

    peer: Peer
    version: str = ""
    turns: list[Turn] = []
    pages: int = 0
    written: float = 0
    """Megabytes of its finished site."""
    missing: str = ""
    """Why there are no turns."""

    def seconds(self, which: str, step: str = "") -> float:
        """Median of a kind of build, or of one of its steps."""
        builds = [build for turn in self.turns if (build := getattr(turn, which))]
        return float(median(build.seconds[step] if step else build.total for build in builds))


def measure(
    peers: list[Peer], corpus: Corpus, small: Corpus, turns: int, work: Path, tools: Path, tell: Callable[[str], None]
) -> list[Measured]:
    """Let the generators take turns at the corpus; each first shows that it works on a ``small`` one."""
    found = [_prepared(peer, corpus, small, work, tools, tell) for peer in peers]
    for number in range(turns):
        for measured in found:
            if not measured.missing:
                tell(f"{len(corpus.documents):,} briefings, turn {number + 1} of {turns}: {measured.peer.name}")
                _guarded(measured, partial(_take_turn, measured, corpus, number, work, tools))
    return found


def _prepared(
    peer: Peer, corpus: Corpus, small: Corpus, work: Path, tools: Path, tell: Callable[[str], None]
) -> Measured:
    measured = Measured(peer)
    if peer.limit is not None and len(corpus.documents) > peer.limit:
        measured.missing = peer.beyond
        return measured
    tell(f"preparing {peer.name}")

    def prepare() -> None:
        # Before anything is written: what is not here can't be asked for its commands.
        peer.steps(work, tools)
        with TemporaryDirectory(dir=work) as temporary:
            trial = Path(temporary) / "trial"
            peer.write(trial, small)
            build(peer, trial, tools)
            check_site(peer, trial, small)
        peer.write(work / peer.name, corpus)
        measured.version = peer.version(tools)

    _guarded(measured, prepare)
    return measured


def _guarded(measured: Measured, work: Callable[[], None]) -> None:
    """What goes wrong with a peer is said in the table, and ends nothing."""
    try:
        work()
    except NotInstalledError as error:
        measured.missing = f"not installed: {error}"
    except DishonestError as error:
        measured.missing = f"its site is not whole: {error}"
    except RuntimeError as error:
        print(error, file=sys.stderr)
        measured.missing = "it failed"


def _take_turn(measured: Measured, corpus: Corpus, number: int, work: Path, tools: Path) -> None:
    peer, folder = measured.peer, work / measured.peer.name
    place = len(corpus.documents) // 2
    _put_aside(peer, folder, work)
    peer.rewrite(folder, corpus, place)
    cold = build(peer, folder, tools)
    if not measured.turns:
        check_site(peer, folder, corpus)
        measured.pages, measured.written = _size(folder / SITE)
    again = build(peer, folder, tools) if peer.remembers else None
    word = f"{_WORD}{number}"
    peer.rewrite(folder, edited(corpus, place, word), place)
    edit = build(peer, folder, tools)
    if word not in page_of(folder / SITE, corpus.documents[place][0]):
        raise DishonestError("an edited word is not on its page")
    measured.turns.append(Turn(cold, edit, again))


def build(peer: Peer, folder: Path, tools: Path) -> Build:
    """Build a site in fresh processes. RuntimeError with what was said when it fails."""
    steps = peer.steps(folder, tools)
    # What others have written is on the disk before the clock starts.
    os.sync()
    finished = {step.does: run_command(step.command, folder, step.environment) for step in steps}
    return Build(
        {does: done.seconds for does, done in finished.items()}, {does: done.peak for does, done in finished.items()}
    )


def _put_aside(peer: Peer, folder: Path, work: Path) -> None:
    """Leave a generator nothing of its turn before. Nothing is removed until all is measured: for minutes, an ext4 without a journal
    looks at each file that was removed whenever a new one is made, whoever makes it."""
    aside = Path(mkdtemp(prefix=".aside-", dir=work))
    for name in (SITE, *peer.caches):
        with suppress(FileNotFoundError):
            (folder / name).rename(aside / name)


def _size(site: Path) -> tuple[int, float]:
    """How many pages, and how many megabytes of files."""
    files = [path for path in site.rglob("*") if path.is_file()]
    return sum(path.suffix == ".html" for path in files), sum(path.stat().st_size for path in files) / 1e6
