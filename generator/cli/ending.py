"""How a command's process ends: at once."""

import os
import sys
from contextlib import suppress
from typing import Any, Final, NoReturn

_HELD: Final[list[Any]] = []


def hold(thing: Any) -> None:
    """Keep a large thing until the process ends: to give back its memory piece by piece takes longer than building after an edit."""
    _HELD.append(thing)


def leave(code: int) -> NoReturn:
    """End the process, whose work is done and told, without tidying up what ends with it anyway."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever listened is gone
            stream.flush()
    os._exit(code)
