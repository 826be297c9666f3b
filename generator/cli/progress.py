"""A bar on a terminal, for what takes long; nothing anywhere else, such as in CI."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_PATIENCE: Final = 1
"""Seconds after which progress is shown."""
_PAUSE: Final = 0.1
"""Seconds between two pictures of it."""


@contextmanager
def progress(what: str = "") -> Iterator[Callable[..., None]]:
    """Call what it gives with how much is done, of how much, and of what."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    # Only now: it takes a moment, and in CI nobody sees it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # No thread draws it: processes are started in the meantime, and they take no threads along.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(what, total=None, visible=False)
        shown = time.monotonic() + _PATIENCE

        def told(done: int, total: int, description: str = what) -> None:
            nonlocal shown
            now = time.monotonic()
            if now > shown:
                shown = now + _PAUSE
                bar.update(task, completed=done, total=total, description=description, visible=True, refresh=True)

        yield told
