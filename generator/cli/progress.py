"""A bar on a terminal, for what takes long; nothing anywhere else, such as in CI."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_PATIENCE: Final = 1
"""Seconds after which progress is shown."""
_PAUSE: Final = 0.1
"""Seconds between two pictures of it."""


@contextmanager
def progress(what: str = "") -> Iterator[Callable[..., None]]:
    """Call what it gives with how much is done, of how much, and of what."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    is_hidden = not sys.stderr.isatty()
    # No thread draws it: processes are started in the meantime, and they take no threads along.
    with Progress(*columns, console=console, transient=True, disable=is_hidden, auto_refresh=False) as bar:
        task = bar.add_task(what, total=None, visible=False)
        shown = time.monotonic() + _PATIENCE

        def told(done: int, total: int, description: str = what) -> None:
            nonlocal shown
            now = time.monotonic()
            if now > shown:
                shown = now + _PAUSE
                bar.update(task, completed=done, total=total, description=description, visible=True, refresh=True)

        yield told
