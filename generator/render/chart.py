"""The figures of an indicator as a chart: where each mark stands, what is written beside it, and what its axes say.

Across, places are per cent of the drawing; down, and around a mark, they are pixels: so the drawing fills whatever room it has, and its
words keep their size. Where words would meet others on a phone, they are shown only where there is more room; where they would
even there, only in the table.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Final

import msgspec

from generator.render.boxes import NARROW, WIDE, width_of
from generator.render.captions import labelled
from generator.render.marks import Mark, high_of, in_unit, low_of, short_names, when_of
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
NATURES: Final = ("observed", "estimate", "claim", "forecast", "target", "plain")
"""In the order of the legend."""
_SIDES: Final = (0, *(side for turn in range(1, 9) for side in (13 * turn, -13 * turn)))
"""Where a mark may stand beside its place when another one is there already."""
_LONGEST: Final = 20
"""Characters of a number at an axis; a longer one is written with a power of ten."""


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


def chart_of(series: Sequence[ListedItem], unit: str, words: Words) -> Chart | None:
    """The chart of a series; None where fewer than two figures have a number in its unit."""
    found = in_unit(series, unit)
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
        marks=labelled(
            marks,
            {placed[place].entry.pointer.address for place in chosen},
            short_names(series),
            HEIGHT - 18,
            words,
        ),
        dots=tuple(dict.fromkeys((round(mark.x * 2) / 2, mark.middle) for mark in older)),
        natures=tuple(nature for nature in NATURES if nature in natures),
        signs=tuple(_signs(marks)),
        width=max(width_of(_written(tick, words)) for tick in ticks) + 10,
    )


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
    ticks = []
    for text in dates(whole):
        place = _across(extent(text).start, whole)
        anchor = "start" if place < 12 else "end" if place > 88 else "middle"
        ticks.append(Tick(place, short_moment(text, words.locale), anchor))
    ticks = ticks[:: _each(ticks, WIDE)]
    each = _each(ticks, NARROW)
    return tuple(msgspec.structs.replace(tick, is_wide=turn % each > 0) for turn, tick in enumerate(ticks))


def _each(ticks: list[Tick], width: int) -> int:
    """Of how many lines only one can have words, so that these stay apart."""
    spans = []
    for tick in ticks:
        long = width_of(tick.words)
        left = tick.place * width / 100 - {"start": 0, "middle": long / 2, "end": long}[tick.anchor]
        spans.append((left, left + long + 10))
    fits = (each for each in range(1, len(ticks)) if all(a[1] <= b[0] for a, b in pairwise(spans[::each])))
    return next(fits, max(1, len(ticks)))


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
