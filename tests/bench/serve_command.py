"""``python -m tests.bench.serve_command serve …``: the real command, which also says when it does what.

Each moment is a line of its output that begins with ``MARK``; the rest is a ``Moment`` as JSON.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Final

import msgspec

from generator.build import Built
from generator.cli.main import main
from generator.serve import work

MARK: Final = "moment "


class Moment(msgspec.Struct, frozen=True):
    """Something has happened."""

    what: str
    """``noticed`` a change; ``building`` and ``built``; ``following`` and ``followed``, of the search."""
    at: float
    """Seconds since 1970, by the clock that a browser's ``Date.now()`` reads, too."""
    is_stale: bool = False
    """Whether the search must still follow the pages, after what has been done."""
    stages: dict[str, float] = {}
    """Of a build that has ended well: seconds."""


def _tell(what: str, is_stale: bool = False, outcome: object = None) -> None:
    stages = outcome.statistics.seconds if isinstance(outcome, Built) else {}
    moment = Moment(what, time.time(), is_stale, stages)
    # In one write, on a line of its own: others may have written a part of theirs.
    os.write(sys.stdout.fileno(), f"\n{MARK}{msgspec.json.encode(moment).decode()}\n".encode())


def _told(method: Callable[..., Any], before: str, after: str) -> Callable[..., Any]:
    @wraps(method)
    def call(worker: work.Work, *arguments: Any) -> Any:
        _tell(before)
        outcome = method(worker, *arguments)
        _tell(after, worker.search_is_stale, outcome)
        return outcome

    return call


def _told_watch(watch: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    @wraps(watch)
    def call(*arguments: Any, **options: Any) -> Iterator[Any]:
        for found in watch(*arguments, **options):
            if found:
                _tell("noticed")
            yield found

    return call


if __name__ == "__main__":
    work.watch = _told_watch(work.watch)  # type: ignore[assignment,attr-defined]
    work.Work.run = _told(work.Work.run, "building", "built")  # type: ignore[method-assign]
    work.Work.complete = _told(work.Work.complete, "following", "followed")  # type: ignore[method-assign]
    # Who runs in the background of a script ignores it, and so would this command.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()
