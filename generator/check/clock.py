"""Dates later than the build's clock: a slip of the pen, unless something is forecast or aimed at."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from generator.model.briefing import Briefing, Figure, KeyFact, Quote
from generator.model.dates import first_day, last_day
from generator.outline import AHEAD, items_of
from generator.problem import Fault, Path


def faults_of_dates(briefing: Briefing, today: date) -> Iterator[Fault]:
    """A fault for each date after ``today`` (UTC); a partial date counts from its start, a period by its end."""
    for path, text in dates_of(briefing):
        if text and _day(text, path[-1] == "period") > today:
            yield Fault(path, "future-date", f"{text} is later than today ({today.isoformat()})", "check the date")


def dates_of(briefing: Briefing) -> Iterator[tuple[Path, str | None]]:
    """Every date that should have come by now; ``review_by``, forecasts and targets are left out."""
    yield ("date",), briefing.date
    for place, change in enumerate(briefing.changes):
        yield ("changes", place, "date"), change.date
    for place, source in enumerate(briefing.sources):
        yield ("sources", place, "date"), source.date
        yield ("sources", place, "accessed"), source.accessed
    for path, item in items_of(briefing):
        if isinstance(item, KeyFact):
            if item.kind != "forecast":
                yield (*path, "date"), item.date
            for place, response in enumerate(item.responses):
                yield (*path, "responses", place, "date"), response.date
        elif isinstance(item, Quote):
            yield (*path, "date"), item.date
        elif isinstance(item, Figure) and item.nature not in AHEAD:
            yield (*path, "as_of"), item.as_of
            yield (*path, "period"), item.period
            yield (*path, "reported_on"), item.reported_on


@lru_cache(maxsize=8192)
def _day(text: str, is_period: bool) -> date:
    return last_day(text) if is_period else first_day(text)
