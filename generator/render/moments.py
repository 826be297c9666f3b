"""Dates and numbers of the contract as a page in some language writes them; each keeps its precision and its digits."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import NumberPattern, format_decimal, parse_pattern
from babel.units import format_unit
from markupsafe import Markup, escape

_SKELETONS = {4: "y", 7: "yMMMM"}
_SHORT = {4: "y", 7: "yMMM", 10: "yMMMd"}
_LONGEST = 20


@lru_cache(maxsize=16384)
def moment(text: str, locale: str) -> Markup:
    """A year, month or day: ``2024-10`` is “October 2024”."""
    return Markup(f'<time datetime="{escape(text)}">{escape(written(text, locale))}</time>')


def written(text: str, locale: str) -> str:
    """A moment without the element around it."""
    day = _first_day(text)
    if len(text) in _SKELETONS:
        return format_skeleton(_SKELETONS[len(text)], day, locale=_known(locale))
    return _first(format_date(day, "long", _known(locale)), locale)


@lru_cache(maxsize=1024)
def short_moment(text: str, locale: str) -> str:
    """A year, month or day without the element around it, and in few letters: ``2024-10`` is “Oct 2024”."""
    return str(format_skeleton(_SHORT[len(text)], _first_day(text), locale=_known(locale)))


@lru_cache(maxsize=16384)
def period(text: str, locale: str) -> Markup:
    """A year, a month, or start and end: ``2024-10-01/2024-10-27`` is “1–27 October 2024”."""
    start, _, end = text.partition("/")
    if not end or start == end:
        return moment(start, locale)
    pair = _interval(start, end, locale)
    if pair is None:
        return Markup("{} – {}").format(moment(start, locale), moment(end, locale))
    first, last = (
        _first(format_date(_first_day(d), p, _known(locale)), locale) for d, p in zip((start, end), pair, strict=True)
    )
    words = first.rstrip(" –-—～~\u2009\u202f\u00a0")
    return Markup('<time datetime="{}">{}</time>{}<time datetime="{}">{}</time>').format(
        start, words, first[len(words) :], end, last
    )


@lru_cache(maxsize=16384)
def number(digits: str, locale: str) -> Markup:
    """A number: ``12000`` is “12,000”; zeros at the end stay."""
    return Markup('<data value="{}">{}</data>').format(digits, plain_number(digits, locale))


@lru_cache(maxsize=16384)
def plain_number(digits: str, locale: str) -> str:
    """A number without the element around it."""
    value = Decimal(digits)
    decimals = max(0, -int(value.as_tuple().exponent))
    if decimals > _LONGEST:
        return digits
    return str(format_decimal(value, _pattern(decimals), _known(locale), decimal_quantization=False))


@lru_cache(maxsize=64)
def file_size(size: int, locale: str) -> str:
    """A number of bytes, rounded: “4.2 MB”, “812 kB”; a kilobyte has a thousand."""
    unit, scale = ("megabyte", 1_000_000) if size >= 1_000_000 else ("kilobyte", 1000)
    pattern = "#,##0.0" if size < 10 * scale else "#,##0"
    return str(format_unit(size / scale, f"digital-{unit}", "short", format=pattern, locale=locale))


@lru_cache(maxsize=64)
def plural_samples(locale: str) -> tuple[tuple[str, int], ...]:
    """A number for every plural form (CLDR's word) that a short list may need: scripts choose among these forms."""
    form = _known(locale).plural_form
    found: dict[str, int] = {}
    for count in range(100):
        found.setdefault(form(count), count)
    return tuple(found.items())


@lru_cache(maxsize=64)
def _known(locale: str) -> Locale:
    """The locale of a name; finding it takes Babel as long as writing a date."""
    return Locale.parse(locale)


@lru_cache(maxsize=_LONGEST + 1)
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern(f"#,##0.{'0' * decimals}" if decimals else "#,##0")


def _first_day(text: str) -> date:
    year, month, day = [*(int(part) for part in text.split("-")), 1, 1][:3]
    return date(year, month, day)


def _first(words: str, locale: str) -> str:
    """CLDR has no ordinal for the first of the month, which French writes."""
    return re.sub(r"^1(?![0-9])", "1er", words) if locale.startswith("fr") else words


def _interval(start: str, end: str, locale: str) -> list[str] | None:
    """The two patterns with which CLDR writes an interval, months in full; None where it has none."""
    formats = _known(locale).interval_formats.get(_SKELETONS.get(len(start), "yMMMd"), {})
    differs = "y" if start[:4] != end[:4] else "M" if start[:7] != end[:7] else "d"
    pair = formats.get(differs)
    return [re.sub(r"(?<!M)M{3}(?!M)", "MMMM", pattern) for pattern in pair] if pair and len(pair) == 2 else None
