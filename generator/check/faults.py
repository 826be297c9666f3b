"""As many faults as somebody may want to read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from generator.problem import Fault, Level
from generator.rules import level_of

MAXIMUM_PROBLEMS: Final = 500
"""More problems of one kind of check are not told of one file: nobody reads them, and a hostile file must not cost minutes."""


def first_faults(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The first faults of each level, and that there are more: warnings never hide an error."""
    told = Counter[Level]()
    for fault in faults:
        level = level_of(fault.rule)
        told[level] += 1
        if told[level] <= MAXIMUM_PROBLEMS:
            yield fault
        elif told[level] == MAXIMUM_PROBLEMS + 1:
            message = f"more {level}s than the {MAXIMUM_PROBLEMS} above are not told"
            yield Fault(fault.path, "more-problems", message, "mend those first")
            if level == "error":
                return
