"""The site while it is being written: built again at every change, shown at a local address, with its problems over it.

The finished site knows nothing of this: the script that follows the changes is added on the way to the browser.
"""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from watchfiles import DefaultFilter, watch

from generator.build import BuildError, Built, build
from generator.problem import Problem
from generator.settings import CONFIGURATION, Settings, SettingsError

WORK = ".briefpress"
"""In the site's folder: where the site under work stands, apart from the one that is published."""


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


class Work:
    """Builds a site again and again, keeping what the next build can use."""

    def __init__(self, settings: Callable[[], Settings], engine: str, board: Board) -> None:
        self._settings = settings
        self._engine = engine
        self._board = board
        self._built: Built | None = None
        self._number = 0
        self._engine_is_stale = True

    def run(self, only_briefings: bool) -> Built | BuildError | SettingsError:
        """Build, and show the outcome on the board. After a failure the last good site stays."""
        self._engine_is_stale |= not only_briefings
        try:
            built = build(
                self._settings(), self._engine, previous=self._built, only_briefings=not self._engine_is_stale
            )
        except (BuildError, SettingsError) as error:
            problems = error.problems if isinstance(error, BuildError) else ()
            self._board.show(State(self._number, str(error), problems))
            return error
        self._engine_is_stale = False
        self._built = built
        self._number += built.statistics.written > 0 or built.statistics.removed > 0 or self._number == 0
        self._board.show(State(self._number, "", ()))
        return built


def changes(settings: Settings, stop: threading.Event) -> Iterator[bool]:
    """Yields whenever files of the site have changed: True when only briefings did."""
    folder = settings.folder
    watched = [path for path in (folder / "briefings", settings.docs, folder / CONFIGURATION) if path.exists()]
    for found in watch(
        *watched, watch_filter=DefaultFilter(), stop_event=stop, debounce=100, step=30, raise_interrupt=False
    ):
        yield all(Path(path).is_relative_to(folder / "briefings") for _, path in found)
