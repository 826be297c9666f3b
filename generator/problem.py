"""What is wrong with a contributor's file: values that travel and sort, and never print or raise."""

from typing import Literal

import msgspec

Path = tuple[str | int, ...]
"""Where in a document: field names and positions from 0, such as ``("key_facts", 3, "text")``; ``()`` is the whole."""

Level = Literal["error", "warning"]


class Fault(msgspec.Struct, frozen=True):
    """One broken rule, placed by its path in the document; becomes a Problem once the path is located."""

    path: Path
    rule: str
    message: str
    hint: str = ""
    on_key: bool = False
    """Point at the field's name instead of at its value."""
    about: tuple[Path, ...] = ()
    """What else the rule looked at: where one of these is broken already, the fault tells nothing new."""


class Problem(msgspec.Struct, frozen=True, order=True):
    """One broken rule, placed in a file. Sorts by file, line and column; lines and columns count from 1."""

    path: str
    """The file, relative to the site's folder, with forward slashes."""
    line: int
    column: int
    rule: str
    level: Level
    where: str
    """The place in the document in words, such as ``key_facts[4] "co2" > source``; empty for the whole file."""
    message: str
    hint: str = ""

    def sentence(self) -> str:
        """The whole complaint in one line, without the position."""
        place = f"{self.where}: " if self.where else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"
