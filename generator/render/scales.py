"""Scales of charts: round numbers on one axis; years, months or days on the other."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import Final

import msgspec

from generator.model.dates import first_day, last_day

_MOST_NUMBERS: Final = 6
"""Spaces between the lines of an axis."""
_MOST_DATES: Final = 8
_SHORTEST: Final = 6
"""Days that an axis takes in at least."""
_FIRST: Final = first_day("1000").toordinal()
_YEARS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_MONTHS: Final = (1, 2, 3, 6)
_DAYS: Final = (1, 2, 7, 14)


def round_numbers(numbers: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Round numbers at equal distances that take the given ones in; zero is among them unless these are close together."""
    given = tuple(numbers)
    low, high = min(given), max(given)
    is_wide = high == low or 4 * (high - low) > max(abs(low), abs(high))
    if is_wide or low <= 0 <= high:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    high = max(high, Decimal(1)) if low == high else high
    step = next(step for step in _steps(high - low) if _last(high, step) - _first(low, step) <= _MOST_NUMBERS)
    return tuple(step * turn for turn in range(_first(low, step), _last(high, step) + 1))


def _steps(width: Decimal) -> Iterator[Decimal]:
    for power in range(width.adjusted() - 1, width.adjusted() + 3):
        yield from (Decimal(digit).scaleb(power) for digit in (1, 2, 5))


def _first(low: Decimal, step: Decimal) -> int:
    return int((low / step).to_integral_value(ROUND_FLOOR))


def _last(high: Decimal, step: Decimal) -> int:
    return int((high / step).to_integral_value(ROUND_CEILING))


class Extent(msgspec.Struct, frozen=True):
    """Some time, from the start of its first day to the end of its last: both as days since the year 1."""

    start: int
    end: int

    @property
    def middle(self) -> float:
        """Where a mark for all of it stands."""
        return (self.start + self.end) / 2


@lru_cache(maxsize=16384)
def extent(when: str) -> Extent:
    """The time that a date or a period takes in."""
    return Extent(first_day(when.partition("/")[0]).toordinal(), last_day(when).toordinal() + 1)


def around(extents: Iterable[Extent]) -> Extent:
    """The time that takes in all of them, and some days at least."""
    found = tuple(extents)
    start, end = min(one.start for one in found), max(one.end for one in found)
    missing = max(0, _SHORTEST - (end - start))
    start = max(_FIRST, start - missing // 2)
    return Extent(start, max(end, min(start + _SHORTEST, date.max.toordinal() + 1)))


def dates(whole: Extent) -> tuple[str, ...]:
    """The years, months or days that begin within some time, not too many, as the contract writes them."""
    first, last = date.fromordinal(whole.start), date.fromordinal(whole.end - 1)
    for step in _DAYS:
        if (whole.end - whole.start) // step < _MOST_DATES:
            days = range(whole.start + -whole.start % step, whole.end, step)
            return tuple(date.fromordinal(day).isoformat() for day in days)
    months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    for step in _MONTHS:
        if len(months) // step < _MOST_DATES:
            found = (f"{month // 12:04}-{month % 12 + 1:02}" for month in months if month % step == 0)
            return tuple(text for text in found if whole.start <= extent(text).start < whole.end)
    years = range(first.year, last.year + 1)
    step = next(step for step in _YEARS if len(years) // step < _MOST_DATES)
    found = (f"{year:04}" for year in years if year % step == 0)
    return tuple(text for text in found if whole.start <= extent(text).start < whole.end)
