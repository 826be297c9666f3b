"""The words beside the marks of a chart, where there is room for them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from generator.render.amounts import amount
from generator.render.boxes import Box, Boxes, width_of
from generator.render.filters import cut
from generator.render.marks import Label, Mark, box_of
from generator.render.words import Words

_MOST: Final = 14
"""Of more marks only these have words of their own: the lowest, the highest, and the newest."""
_WHO: Final = 30
"""Letters of who says so."""


def labelled(
    marks: Sequence[Mark], extremes: set[str], names: Mapping[str, str], height: int, words: Words
) -> tuple[Mark, ...]:
    """The marks with their words where there is room for them: first those of the extremes, then the newest. On a phone, if not for
    all of them, then for the number. ``names`` has the short name of everybody who says so."""
    boxes = Boxes(
        [(mark.x, box_of(mark)) for mark in marks],
        [(mark.start, mark.end, mark.middle) for mark in marks],
        height,
    )
    order = sorted(range(len(marks)), key=lambda place: (marks[place].entry.pointer.address not in extremes, -place))
    order = order[:_MOST]
    labels: dict[int, list[Label]] = {place: [] for place in range(len(marks))}
    for place in order:
        labels[place] += _placed(boxes, place, marks[place], _possible(marks[place], words, names))
    for place in order:
        alone = list(_possible(marks[place], words))
        if not labels[place]:
            labels[place] += _placed(boxes, place, marks[place], alone)
        if all(label.room for label in labels[place]):
            labels[place] += _placed(boxes, place, marks[place], alone, is_narrow=True)
    return tuple(msgspec.structs.replace(mark, labels=tuple(labels[place])) for place, mark in enumerate(marks))


def _placed(
    boxes: Boxes, place: int, mark: Mark, possible: Iterable[tuple[Label, Box]], is_narrow: bool = False
) -> list[Label]:
    """The first of some labels for which there is room, if there is any."""
    for label, box in possible:
        if is_narrow and boxes.takes_narrow(place, mark.x, box):
            return [msgspec.structs.replace(label, room="narrow")]
        if not is_narrow and (is_wide := boxes.takes(place, mark.x, box)) is not None:
            return [msgspec.structs.replace(label, room="wide" if is_wide else "")]
    return []


def _possible(mark: Mark, words: Words, names: Mapping[str, str] | None = None) -> Iterator[tuple[Label, Box]]:
    """A mark's words, in each of the places where they may stand: right, left, above and below; then a little higher or lower. Without
    names only its number."""
    figure = mark.entry.figure
    assert figure is not None, "a mark is a figure"
    number = amount(figure, words).striptags()
    who = cut(", ".join(names[named.name.text] for named in figure.attributed_to), _WHO) if names else ""
    width = max(width_of(number, is_bold=True), width_of(who))
    own, shift, line = box_of(mark), mark.shift, 15 if who else 0
    # Beside a mark the words leave its own line of time free: one line is above it, the other below.
    up, step = -5 if who or mark.start < mark.end else 4, 20 if who else 0
    for x, y, anchor, below in (
        (11, mark.middle + up, "start", step),
        (-11, mark.middle + up, "end", step),
        (0, own.top - 6 - line, "middle", line),
        (0, own.bottom + 13, "middle", line),
        (9, mark.middle - 11 - line, "start", line),
        (9, mark.middle + 18, "start", line),
        (-9, mark.middle - 11 - line, "end", line),
        (-9, mark.middle + 18, "end", line),
    ):
        left = shift + x - {"start": 0, "end": width, "middle": width // 2}[anchor]
        yield Label(number, who, shift + x, y, anchor, below), Box(left, y - 11, left + width, y + below + 4)
