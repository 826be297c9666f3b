"""The site while it is being written: built again at every change, shown at a local address, with its problems over it.

The finished site knows nothing of this: the script that follows the changes is added on the way to the browser.
"""

import gc
import stat
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Final, Self

import msgspec
from watchfiles import Change, DefaultFilter, watch

from generator.build import BuildError, BuildOptions, Built, build
from generator.configuration import SettingsError
from generator.pool import Interrupted, Pool
from generator.problem import Problem
from generator.settings import Settings, all_sources

SEARCHED_ELSEWHERE: Final = 100
"""So many documents are indexed by another process, so that a change need not wait for it."""
QUIET: Final = 1.0
"""Seconds without a change after which the search follows."""
_BEGUN: Final = 100
"""Milliseconds after which a watch that has found nothing says that it has begun."""
_IS_WATCHED: Final = DefaultFilter()


class State(msgspec.Struct, frozen=True):
    """What the browser must know: which build it should show, and what is wrong with the files since then."""

    build: int
    message: str
    problems: tuple[Problem, ...]


class Board:
    """The newest state, for every browser that waits for it."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._state = State(0, "", ())
        self._version = 0
        self._closed = False

    @property
    def build(self) -> int:
        """The build that browsers should show."""
        with self._condition:
            return self._state.build

    def show(self, state: State) -> None:
        """Make a state the newest, and wake everyone who waits."""
        with self._condition:
            self._state = state
            self._version += 1
            self._condition.notify_all()

    def close(self) -> None:
        """Send everyone away."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def states(self, patience: float = 15.0) -> Iterator[State | None]:
        """The newest state, then every one that follows; None when nothing happened for ``patience`` seconds."""
        seen = -1
        while True:
            with self._condition:
                news = self._condition.wait_for(lambda: self._closed or self._version != seen, patience)  # noqa: B023
                if self._closed:
                    return
                seen, state = self._version, self._state
            yield state if news else None


class Changed(msgspec.Struct, frozen=True):
    """What has changed in the site's folder."""

    only_briefings: bool
    """Nothing but what lies in ``briefings/``."""
    paths: frozenset[str]
    """The files in ``briefings/``, by their paths in the site's folder."""

    def and_also(self, other: "Changed") -> "Changed":
        """Both."""
        return Changed(self.only_briefings and other.only_briefings, self.paths | other.paths)


NOTHING: Final = Changed(True, frozenset())
EVERYTHING: Final = Changed(False, frozenset())


class Work:
    """Builds a site again and again, keeping what the next build can use: the pages at once, the search when nobody writes."""

    def __init__(
        self, settings: Callable[[], Settings], engine: str, board: Board, is_wanted: Callable[[], bool] = lambda: False
    ) -> None:
        """``is_wanted`` says whether files have changed since the last build was begun."""
        self._settings = settings
        self._engine = engine
        self._board = board
        self._pool = Pool()
        self._searching = Pool(worthwhile=SEARCHED_ELSEWHERE, interrupted=is_wanted)
        self._built: Built | None = None
        self._number = 0
        self._changed = NOTHING
        self.search_is_stale = False

    def run(self, changed: Changed) -> Built | BuildError | SettingsError:
        """Build the pages (at first, everything), and show the outcome on the board. After a failure the last good site stays."""
        self._changed = self._changed.and_also(changed)
        is_first = self._built is None
        options = BuildOptions(is_kept=is_first, is_watched=not is_first, has_search=is_first)
        try:
            built = build(
                self._settings(),
                self._engine,
                previous=self._built,
                only_briefings=self._changed.only_briefings,
                options=options,
                pool=self._pool,
                edited=self._changed.paths or None,
            )
        except (BuildError, SettingsError) as error:
            problems = error.problems if isinstance(error, BuildError) else ()
            self._board.show(State(self._number, str(error), problems))
            return error
        self._changed = NOTHING
        self._built = built
        self._number += built.statistics.written > 0 or built.statistics.removed > 0 or self._number == 0
        self._board.show(State(self._number, "", ()))
        if is_first:
            # What is here now stays: looking through it for what could be thrown away would take longer than a build.
            self._pool.close()
            gc.collect()
            gc.freeze()
        self.search_is_stale = not is_first
        return built

    def complete(self) -> None:
        """Make the search follow the pages, unless files change meanwhile; and leave for the next start what it can use."""
        options = BuildOptions(is_kept=True, is_watched=True)
        self.search_is_stale = False
        try:
            self._built = build(
                self._settings(),
                self._engine,
                previous=self._built,
                only_briefings=True,
                options=options,
                pool=self._searching,
                edited=(),
            )
        except Interrupted:
            self.search_is_stale = True
        except (BuildError, SettingsError):
            return  # the pages will say it

    def close(self) -> None:
        """End the processes that work for this one."""
        self._pool.close()
        self._searching.close()


class Watch:
    """The changes of a site's files, as they come; those that come before it is entered, then."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.folder
        self._watched = [path for path in all_sources(settings) if path.exists()]
        self._stamps = _stamps(self._watched)
        self._found: SimpleQueue[Changed] = SimpleQueue()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()

    def is_due(self) -> bool:
        """Whether there is a change that nobody has taken."""
        return not self._found.empty()

    def next(self, patience: float | None) -> Changed | None:
        """Waits for changes, at most so many seconds; None when there are none."""
        try:
            changed = self._found.get(timeout=patience)
        except Empty:
            return None
        while not self._found.empty():
            changed = changed.and_also(self._found.get())
        return changed

    def _look(self) -> None:
        is_begun = False
        for found in watch(
            *self._watched,
            watch_filter=_IS_WATCHED,
            stop_event=self._stop,
            debounce=50,
            step=10,
            rust_timeout=_BEGUN,
            yield_on_timeout=True,
            raise_interrupt=False,
        ):
            paths = {path for _, path in found}
            if not is_begun:
                # Processes could not be forked beside this thread, so the first build was not watched.
                paths |= {path for path, _ in self._stamps ^ _stamps(self._watched)}
                self._stamps, is_begun = set(), True
            if paths:
                self._found.put(_changed(self._folder, map(Path, paths)))


def _stamps(watched: Iterable[Path]) -> set[tuple[str, tuple[int, int]]]:
    """Each file with what is another when it has changed."""
    found = set()
    for path in (file for place in watched for file in (place.rglob("*") if place.is_dir() else (place,))):
        # A file may go while it is looked at.
        with suppress(OSError):
            status = path.stat()
            if stat.S_ISREG(status.st_mode) and _IS_WATCHED(Change.modified, str(path)):
                found.add((str(path), (status.st_mtime_ns, status.st_size)))
    return found


def _changed(folder: Path, paths: Iterable[Path]) -> Changed:
    paths = list(paths)
    within = [path for path in paths if path.is_relative_to(folder / "briefings")]
    return Changed(len(within) == len(paths), frozenset(path.relative_to(folder).as_posix() for path in within))
