"""Days, dates and periods of the contract: what each accepts (ISO 8601, years 1000 to 9999), and the days that they take in."""

import re
from datetime import date
from functools import lru_cache

from generator.model.complaint import Complaint, shown

_DAY_HINT = "write a day as YYYY-MM-DD, such as 2024-10-28"
_DATE_HINT = "write a year, a month or a day: 2024, 2024-10 or 2024-10-28"
_PERIOD_HINT = "write a year, a month, or start/end of one precision: 2024, 2024-10, 2024-10-01/2024-10-27"
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


def first_day(text: str) -> date:
    """The first day of a year, month or day; a partial date counts from its start. ValueError for an impossible one."""
    year, month, day = _date_parts(text)
    return date(year, month or 1, day or 1)


def last_day(text: str) -> date:
    """The last day of a year, month, day or period; a period counts by its end. ValueError for an impossible one."""
    year, month, day = _date_parts(text.rpartition("/")[2])
    if day:
        return date(year, month, day)
    if not month or month == 12:
        return date(year, 12, 31)
    return date.fromordinal(date(year, month + 1, 1).toordinal() - 1)


def _date_parts(text: str) -> tuple[int, int, int]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = match.groups()
    if int(year) < 1000 or month == "00" or day == "00":
        raise ValueError(text)
    return int(year), int(month or 0), int(day or 0)


def _calendar(text: str, hint: str, lengths: tuple[int, ...]) -> Complaint | None:
    if not _DATE.fullmatch(text) or len(text) not in lengths:
        return Complaint(f"{shown(text)} is not a {'day' if lengths == (10,) else 'date'}", hint)
    if int(text[:4]) < 1000:
        return Complaint(f"the year of {shown(text)} is out of range", "years run from 1000 to 9999")
    return None if _is_in_calendar(text) else Complaint(f"there is no {text} in the calendar", hint)


@lru_cache(maxsize=8192)
def _is_in_calendar(text: str) -> bool:
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def check_day(text: str) -> Complaint | None:
    """What is wrong with a day, or nothing."""
    return _calendar(text, _DAY_HINT, (10,))


def check_date(text: str) -> Complaint | None:
    """What is wrong with a year, a month or a day, or nothing."""
    return _calendar(text, _DATE_HINT, (4, 7, 10))


_SPACED = re.compile(r"([0-9-]{4,10}) *(/|–|—| - | to ) *([0-9-]{4,10})")


def check_period(text: str) -> Complaint | None:
    """What is wrong with a period, or nothing."""
    if (match := _SPACED.fullmatch(text)) and text != (meant := f"{match[1]}/{match[3]}") and not check_period(meant):
        hint = "leave out the spaces around “/”" if match[2] == "/" else "put “/” between start and end"
        return Complaint(f"{shown(text)} is not a period", f"{hint}: {meant}")
    start, slash, end = text.partition("/")
    if not slash:
        if complaint := _calendar(start, _PERIOD_HINT, (4, 7)):
            return Complaint(complaint.message.replace("a date", "a period"), complaint.hint)
        return None
    if len(start) != len(end):
        return Complaint(f"{shown(text)} joins dates of two precisions", _PERIOD_HINT)
    if complaint := _calendar(start, _PERIOD_HINT, (4, 7, 10)) or _calendar(end, _PERIOD_HINT, (4, 7, 10)):
        return complaint
    if end < start:
        return Complaint(f"the period {text} ends before it starts", f"{end}/{start} would run forward")
    return None
