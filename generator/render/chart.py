"""The figures of an indicator as a chart: where each mark stands, what is written beside it, and what its axes say.

Across, places are per cent of the drawing; down, and around a mark, they are pixels: so the drawing fills whatever room it has, and its
words keep their size. Where words would meet others on a phone, they are shown only where there is more room; where they would
even there, only in the table.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Final

import msgspec

from generator.outline import Point
from generator.render.amounts import amount
from generator.render.boxes import NARROW, WIDE, Box, Boxes, width_of
from generator.render.filters import cut
from generator.render.moments import plain_number, short_moment
from generator.render.scales import Extent, around, dates, extent, round_numbers
from generator.render.words import Words
from generator.views.long import LONG
from generator.views.values import FigureView, ListedItem

HEIGHT: Final = 300
"""Of the drawing, in pixels."""
_TOP, _BOTTOM = 34, HEIGHT - 30
_MARGIN: Final = 4
"""Per cent on either side that no mark's time reaches."""
_FULLY_LABELLED: Final = 14
"""With more marks only these have words of their own: the lowest, the highest, and the newest."""
NATURES: Final = ("observed", "estimate", "claim", "forecast", "target", "plain")
"""In the order of the legend."""
_WHO: Final = 30
"""Letters of who says so."""
_SIDES: Final = (0, *(side for turn in range(1, 9) for side in (13 * turn, -13 * turn)))
"""Where a mark may stand beside its place when another one is there already."""
_HALF: Final = 6
_LONGEST: Final = 20
"""Characters of a number at an axis; a longer one is written with a power of ten."""


class Label(msgspec.Struct, frozen=True):
    """Words beside a mark: its number, and who says so."""

    number: str
    who: str
    x: int
    y: int
    """Of the lower end of the first line; both from the mark's place."""
    anchor: str
    step: int
    """How far the second line is below the first."""
    room: str = ""
    """``wide`` or ``narrow`` where it is shown only in such a drawing."""


class Mark(msgspec.Struct, frozen=True):
    """A figure in the chart: at ``x`` per cent, moved by ``shift`` pixels, so that it hides no other."""

    entry: ListedItem
    x: float
    shift: int
    low: int
    """Pixels from the top: those of its number, or of its bounds."""
    high: int
    arrow: str
    """``up`` or ``down`` where it says “at least” or “at most”."""
    start: float
    """The time that it is about, from here to ``end``."""
    end: float
    labels: tuple[Label, ...] = ()

    @property
    def middle(self) -> int:
        """The height of its line of time, and of what points to it."""
        return (self.low + self.high) // 2

    @property
    def nature(self) -> str:
        """What shape it has."""
        figure = self.entry.figure
        return (figure and figure.nature) or "plain"


class Tick(msgspec.Struct, frozen=True):
    """A line of an axis and its words."""

    place: float
    words: str
    anchor: str = "middle"
    is_wide: bool = False
    """Shown only where there is room."""
    is_zero: bool = False


class Chart(msgspec.Struct, frozen=True):
    """What there is to draw."""

    numbers: tuple[Tick, ...]
    dates: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    """In the order of the series."""
    dots: tuple[tuple[float, int], ...]
    """Older figures, of which there are too many."""
    natures: tuple[str, ...]
    """Those of the marks, for the legend."""
    signs: tuple[str, ...]
    """What else needs a word there: ``time``, ``range`` and ``bound``."""
    width: int
    """Of the words at the numbers, in pixels."""


def low_of(figure: FigureView | Point) -> Decimal:
    """The least that a figure with a number may mean, as far as it says so."""
    return Decimal(figure.minimum or figure.value or figure.maximum)


def high_of(figure: FigureView | Point) -> Decimal:
    """The most."""
    return Decimal(figure.maximum or figure.value or figure.minimum)


def numbered(series: Iterable[ListedItem]) -> list[tuple[ListedItem, FigureView]]:
    """The figures of a series that have a number."""
    return [
        (one, figure) for one in series if (figure := one.figure) and (figure.value or figure.minimum or figure.maximum)
    ]


def chart_of(series: Sequence[ListedItem], words: Words) -> Chart | None:
    """The chart of a series; None where fewer than two figures have a number."""
    found = numbered(series)
    if len(found) < 2:
        return None
    ticks = round_numbers(number for _, figure in found for number in (low_of(figure), high_of(figure)))
    times = [extent(when_of(entry, figure)) for entry, figure in found]
    spans = [extent(figure.period) if figure.period else time for (_, figure), time in zip(found, times, strict=True)]
    whole = around([*times, *spans])
    down, across = partial(_down, low=ticks[0], high=ticks[-1]), partial(_across, whole=whole)
    first, chosen = max(0, len(found) - LONG), _extremes(found)
    placed = [
        Mark(
            entry=entry,
            x=across(time.middle),
            shift=0,
            low=down(low_of(figure)),
            high=down(high_of(figure)),
            arrow=_arrow(figure),
            start=across(span.start if span.end - span.start > 1 else span.middle),
            end=across(span.end if span.end - span.start > 1 else span.middle),
        )
        for (entry, figure), time, span in zip(found, times, spans, strict=True)
    ]
    marks = _apart([mark for place, mark in enumerate(placed) if place >= first or place in chosen])
    older = (mark for place, mark in enumerate(placed[:first]) if place not in chosen)
    natures = {mark.nature for mark in marks}
    return Chart(
        numbers=tuple(Tick(down(tick), _written(tick, words), is_zero=not tick) for tick in ticks),
        dates=_date_ticks(whole, words),
        marks=_labelled(marks, {placed[place].entry.pointer.address for place in chosen}, words),
        dots=tuple(dict.fromkeys((round(mark.x * 2) / 2, mark.middle) for mark in older)),
        natures=tuple(nature for nature in NATURES if nature in natures),
        signs=tuple(_signs(marks)),
        width=max(width_of(_written(tick, words)) for tick in ticks) + 10,
    )


def when_of(entry: ListedItem, figure: FigureView) -> str:
    """The time that a figure is about; else the day on which it was told."""
    return figure.as_of or figure.period or figure.reported_on or entry.pointer.date


def _written(tick: Decimal, words: Words) -> str:
    text = format(tick, "f")
    return plain_number(text, words.locale) if len(text) <= _LONGEST else str(tick)


def _down(number: Decimal, low: Decimal, high: Decimal) -> int:
    return round(_BOTTOM - (_BOTTOM - _TOP) * float((number - low) / (high - low)))


def _across(day: float, whole: Extent) -> float:
    part = (min(day, whole.end) - whole.start) / (whole.end - whole.start)
    return round(_MARGIN + (100 - 2 * _MARGIN) * part, 2)


def _arrow(figure: FigureView) -> str:
    if figure.precision == "at-least" or (figure.minimum and not figure.maximum):
        return "up"
    return "down" if figure.precision == "at-most" or (figure.maximum and not figure.minimum) else ""


def _signs(marks: list[Mark]) -> Iterator[str]:
    if any(mark.end - mark.start > 1 for mark in marks):
        yield "time"
    if any(mark.low != mark.high for mark in marks):
        yield "range"
    if any(mark.arrow for mark in marks):
        yield "bound"


def _extremes(found: Sequence[tuple[ListedItem, FigureView]]) -> set[int]:
    """The places of the lowest and the highest figure: of several the earliest."""
    places = range(len(found))
    return {
        min(places, key=lambda place: low_of(found[place][1])),
        max(places, key=lambda place: high_of(found[place][1])),
    }


def _date_ticks(whole: Extent, words: Words) -> tuple[Tick, ...]:
    texts = dates(whole)
    named = [short_moment(text, words.locale) for text in texts]
    widest = max((width_of(name) for name in named), default=0) + 14
    each = -(-len(texts) * widest // NARROW)
    ticks = []
    for turn, (text, name) in enumerate(zip(texts, named, strict=True)):
        place = _across(extent(text).start, whole)
        anchor = "start" if place < 12 else "end" if place > 88 else "middle"
        ticks.append(Tick(place, name, anchor, is_wide=turn % each > 0))
    return tuple(ticks)


def _apart(marks: list[Mark]) -> list[Mark]:
    """Marks that would hide one another, side by side."""
    taken: list[Mark] = []
    for mark in marks:
        near = [other for other in taken if mark.high - 12 < other.low and other.high < mark.low + 12]
        sides = (side for side in _SIDES if not side or 0 <= mark.x * NARROW / 100 + side <= NARROW)
        shift = next((side for side in sides if all(_is_apart(mark, side, other) for other in near)), 0)
        taken.append(msgspec.structs.replace(mark, shift=shift) if shift else mark)
    return taken


def _is_apart(mark: Mark, side: int, other: Mark) -> bool:
    distances = [(mark.x - other.x) * width / 100 + side - other.shift for width in (NARROW, WIDE, 2 * WIDE)]
    # On the same side everywhere: where there is more room still, they can't change places either.
    return min(distances) >= 12 or max(distances) <= -12


def _labelled(marks: list[Mark], extremes: set[str], words: Words) -> tuple[Mark, ...]:
    """The marks with their words where there is room for them: first those of the extremes, then the newest. On a phone, if not for
    all of them, then for the number."""
    boxes = Boxes(
        [(mark.x, _box_of(mark)) for mark in marks],
        [(mark.start, mark.end, mark.middle) for mark in marks],
        HEIGHT - 18,
    )
    order = sorted(range(len(marks)), key=lambda place: (marks[place].entry.pointer.address not in extremes, -place))
    order = order[:_FULLY_LABELLED]
    labels: dict[int, list[Label]] = {place: [] for place in range(len(marks))}
    for place in order:
        for label, box in _possible(marks[place], words):
            if (is_wide := boxes.takes(place, marks[place].x, box)) is not None:
                labels[place].append(msgspec.structs.replace(label, room="wide" if is_wide else ""))
                break
    for place in order:
        if all(label.room for label in labels[place]):
            for label, box in _possible(marks[place], words, has_who=False):
                if boxes.takes_narrow(place, marks[place].x, box):
                    labels[place].append(msgspec.structs.replace(label, room="narrow"))
                    break
    return tuple(msgspec.structs.replace(mark, labels=tuple(labels[place])) for place, mark in enumerate(marks))


def _possible(mark: Mark, words: Words, has_who: bool = True) -> Iterator[tuple[Label, Box]]:
    """A mark's words, in each of the places where they may stand: right, left, above and below; then a little higher or lower."""
    figure = mark.entry.figure
    assert figure is not None, "a mark is a figure"
    number = amount(figure, words).striptags()
    who = ", ".join(named.name.text.partition(" (")[0] for named in figure.attributed_to) if has_who else ""
    who = cut(who, _WHO)
    width = max(width_of(number, is_bold=True), width_of(who))
    own, shift, line = _box_of(mark), mark.shift, 15 if who else 0
    # Beside a mark the words leave its own line of time free: one line is above it, the other below.
    up, step = (-5, 20) if who else (4, 0)
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


def _box_of(mark: Mark) -> Box:
    top = mark.high - (22 if mark.arrow == "up" else _HALF)
    bottom = mark.low + (22 if mark.arrow == "down" else _HALF)
    return Box(mark.shift - _HALF, top, mark.shift + _HALF, bottom)
