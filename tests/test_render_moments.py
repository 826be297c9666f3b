"""Dates and numbers as each language writes them, with the precision and the digits that were given."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.leaves import LEAVES
from generator.render.amounts import amount
from generator.render.moments import moment, number, period, plain_number
from generator.render.words import words_for
from tests.golden.items import FIGURE
from tests.golden.reading import Reading

EN, FR = "en_001", "fr"


@pytest.mark.parametrize(
    ("date", "locale", "expected"),
    [
        ("2024", EN, "2024"),
        ("2024-10", EN, "October 2024"),
        ("2024-10", FR, "octobre 2024"),
        ("2024-10-28", EN, "28 October 2024"),
        ("2024-10-28", FR, "28 octobre 2024"),
        ("2024-10-01", FR, "1er octobre 2024"),
        ("2024-10-28", "en_US", "October 28, 2024"),
    ],
)
def test_a_date_keeps_its_precision(date: str, locale: str, expected: str) -> None:
    assert moment(date, locale) == f'<time datetime="{date}">{expected}</time>'


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("2024", EN, "2024"),
        ("2024-10", FR, "octobre 2024"),
        ("2024-10-01/2024-10-27", EN, "1–27 October 2024"),
        ("2024-10-01/2024-10-27", FR, "1er–27 octobre 2024"),
        ("2024-10-28/2024-11-03", EN, "28 October – 3 November 2024"),
        ("2024-12-30/2025-01-01", FR, "30 décembre 2024 – 1er janvier 2025"),
        ("2024-10/2024-11", EN, "October – November 2024"),
        ("2023/2024", FR, "2023–2024"),
        ("2024-10-01/2024-10-01", EN, "1 October 2024"),
    ],
)
def test_a_period_is_read_as_a_range(text: str, locale: str, expected: str) -> None:
    assert Reading(period(text, locale)).text.replace("\u2009", " ") == expected
    assert all(f'datetime="{end}"' in period(text, locale) for end in text.split("/"))


@pytest.mark.parametrize(
    ("digits", "english", "french"),
    [
        ("12000", "12,000", "12\u202f000"),
        ("-3.5", "-3.5", "-3,5"),
        ("1e6", "1,000,000", "1\u202f000\u202f000"),
        ("3.50", "3.50", "3,50"),
        ("0", "0", "0"),
        ("1.25E-3", "0.00125", "0,00125"),
        ("123456789012345", "123,456,789,012,345", "123\u202f456\u202f789\u202f012\u202f345"),
        ("1e-9999", "1e-9999", "1e-9999"),
    ],
)
def test_a_number_keeps_its_digits(digits: str, english: str, french: str) -> None:
    assert (plain_number(digits, EN), plain_number(digits, FR)) == (english, french)
    assert number(digits, EN) == f'<data value="{digits}">{english}</data>'


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**10), max_value=10**10))
def test_any_number_comes_back_from_its_english_form(value: object) -> None:
    assert LEAVES["number"].check(str(value)) is None
    assert plain_number(str(value), EN).replace(",", "") == str(value)


@pytest.mark.parametrize(
    ("fields", "english", "french"),
    [
        ({"value": "12000", "precision": ""}, "12,000", "12\u202f000"),
        ({"value": "10000", "precision": "about"}, "about 10,000", "environ 10\u202f000"),
        ({"value": "478", "precision": "exact"}, "exactly 478", "exactement 478"),
        ({"value": "", "minimum": "300", "maximum": "400", "precision": ""}, "300–400", "300–400"),
        ({"value": "", "minimum": "-5", "maximum": "3", "precision": ""}, "-5 to 3", "-5 à 3"),
        ({"value": "", "minimum": "100", "precision": ""}, "at least 100", "au moins 100"),
        ({"value": "", "maximum": "100", "precision": "at-most"}, "at most 100", "au plus 100"),
        ({"value": "", "minimum": "100", "precision": "about"}, "at least about 100", "au moins environ 100"),
        ({"value": "", "precision": "about"}, "", ""),
    ],
)
def test_a_figure_says_how_precise_it_is(fields: dict[str, str], english: str, french: str) -> None:
    figure = msgspec.structs.replace(FIGURE, **fields)
    said = [Reading(amount(figure, words_for(lang, lang))).text for lang in ("en", "fr")]
    assert said == [english, french]
