"""Room for words in a drawing that is as wide as its reader's screen lets it be: which of them meet others, and from what width on they don't."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

NARROW: Final = 280
"""Pixels of a drawing on a phone."""
WIDE: Final = 560
"""Where there is more room: the style sheet shows more words from there on."""
_LETTER: Final = 6.6
_BOLD: Final = 7.1
_BROAD: Final = 13.5
"""Pixels of a letter at 13 pixels, a little too many; the last for scripts whose letters are squares."""


def width_of(text: str, is_bold: bool = False) -> int:
    """About how wide a text is."""
    usual = _BOLD if is_bold else _LETTER
    return round(sum(_BROAD if character > "\u2e7f" else usual for character in text))


class Box(msgspec.Struct, frozen=True):
    """A rectangle: across from a place, in pixels; down from the top of the drawing."""

    left: int
    top: int
    right: int
    bottom: int


class Boxes:
    """What stands in a drawing. Places are per cent of its width, so what is apart on a narrow one is so on a wider one."""

    def __init__(
        self, marks: Iterable[tuple[float, Box]], times: Iterable[tuple[float, float, int]], height: int
    ) -> None:
        """``times`` are lines from one place to another at some height: no words may cross those of other marks."""
        self._height = height
        self._marks = list(marks)
        self._times = list(times)
        self._narrow: list[tuple[float, Box]] = []
        self._all: list[tuple[float, Box]] = []

    def takes(self, own: int, x: float, box: Box) -> bool | None:
        """Put a mark's words there, if there is room: whether only in a wide drawing; None where there is none in that either."""
        if not all(self._has_room(own, x, box, width, self._all) for width in (WIDE, 2 * WIDE)):
            return None
        is_wide = not self._has_room(own, x, box, NARROW, self._narrow)
        self._all.append((x, box))
        if not is_wide:
            self._narrow.append((x, box))
        return is_wide

    def takes_narrow(self, own: int, x: float, box: Box) -> bool:
        """Put a mark's words where they are shown only in a narrow drawing, if there is room."""
        has_room = self._has_room(own, x, box, NARROW, self._narrow)
        if has_room:
            self._narrow.append((x, box))
        return has_room

    def _has_room(self, own: int, x: float, box: Box, width: int, words: Sequence[tuple[float, Box]]) -> bool:
        left, right = x * width / 100 + box.left, x * width / 100 + box.right
        if left < 0 or right > width or box.top < 0 or box.bottom > self._height:
            return False
        for place, other in (*self._others(own), *words):
            if box.top < other.bottom and other.top < box.bottom:
                at = place * width / 100
                if left < at + other.right and at + other.left < right:
                    return False
        return not any(
            box.top < y + 2 and y - 2 < box.bottom and left < end * width / 100 and start * width / 100 < right
            for turn, (start, end, y) in enumerate(self._times)
            if turn != own
        )

    def _others(self, own: int) -> list[tuple[float, Box]]:
        return self._marks[:own] + self._marks[own + 1 :]
