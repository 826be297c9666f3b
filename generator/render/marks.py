"""A figure of a series as a mark of a chart: what it says in numbers, and where it stands."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

import msgspec

from generator.outline import Point
from generator.render.boxes import Box
from generator.views.values import FigureView, ListedItem

_HALF: Final = 6
"""Pixels from the middle of a shape to its border."""
_ARROW: Final = 22


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


def in_unit(series: Iterable[ListedItem], unit: str) -> list[tuple[ListedItem, FigureView]]:
    """Those of them that have the unit of the series: only they stand on one axis, and only they can be compared."""
    return [one for one in numbered(series) if one[1].unit == unit]


def short_names(series: Sequence[ListedItem]) -> dict[str, str]:
    """The names of all who say so in a series, without what stands in brackets after them: “Service (Country)”. Where this would make
    two of them the same, the whole name."""
    every = {named.name.text for one in series if one.figure for named in one.figure.attributed_to}
    bearers = Counter(_short(name) for name in every)
    return {name: _short(name) if bearers[_short(name)] == 1 else name for name in every}


def _short(name: str) -> str:
    return name.partition(" (")[0]


def when_of(entry: ListedItem, figure: FigureView) -> str:
    """The time that a figure is about; else the day on which it was told."""
    return figure.as_of or figure.period or figure.reported_on or entry.pointer.date


def box_of(mark: Mark) -> Box:
    """The room that a mark takes."""
    top = mark.high - (_ARROW if mark.arrow == "up" else _HALF)
    bottom = mark.low + (_ARROW if mark.arrow == "down" else _HALF)
    return Box(mark.shift - _HALF, top, mark.shift + _HALF, bottom)
