"""The figures of an indicator as CSV: everything that was written, and nothing that a spreadsheet would run."""

import csv
import re
from io import StringIO
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.form import file_of
from generator.render.spreadsheet import harmless, series_file
from generator.views import values as v
from generator.views.addresses import series_address
from tests.golden.items import FIGURE, HERE, named, pointer, prose, text
from tests.golden.views import INDICATOR, SETTINGS


def file(**fields: Any) -> bytes:
    """The file of a series of one figure."""
    listed = v.ListedItem(pointer(address=f"{HERE}#ten"), figure=msgspec.structs.replace(FIGURE, **fields))
    return series_file(msgspec.structs.replace(INDICATOR, series=(listed,)), SETTINGS)


def row(**fields: Any) -> dict[str, str]:
    """The figure's line as a program reads it back."""
    rows = list(csv.DictReader(StringIO(file(**fields).decode("utf-8-sig"), newline="")))
    assert len(rows) == 1
    return rows[0]


def test_a_figure_is_one_line_under_the_names_of_its_fields() -> None:
    assert row() == {
        "as_of": "2024-10-28",
        "period": "2024-10-01/2024-10-27",
        "reported_on": "2024-10-29",
        "value": "10000",
        "min": "",
        "max": "",
        "display": "about a brigade",
        "precision": "about",
        "unit": "soldiers",
        "nature": "estimate",
        "attributed_to": "Pentagon",
        "label": "Size of the contingent",
        "counts": "Men, a little more than a brigade",
        "note": "Raised from 3000.",
        "lang": "en",
        "source": "Message on X",
        "briefing": "2024-10-28-troops",
        "briefing_title": "Both capitals confirm",
        "briefing_date": "2025-04-28",
        "address": "https://example.org/site/briefings/2024-10-28-troops/#ten",
    }


def test_a_series_has_a_line_for_each_figure_of_the_table_with_or_without_a_number() -> None:
    lines = series_file(INDICATOR, SETTINGS).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(INDICATOR.series)


def test_lines_end_and_words_are_quoted_as_rfc_4180_has_it_and_excel_sees_that_it_is_utf_8() -> None:
    content = file(unit="km²", display='so "many",\nand more')
    assert content.startswith(b"\xef\xbb\xbfas_of,")
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == 2
    assert '"so ""many"",\nand more"' in content.decode()
    assert row(unit="km²", display='so "many",\nand more')["display"] == 'so "many",\nand more'


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_text_that_would_be_a_formula_gets_an_apostrophe_in_every_column(sign: str) -> None:
    poison = f"{sign}cmd|' /C calc'!A0"
    marked = prose(f"\\{sign}cmd|' /C calc'\\!A0" if sign.isascii() and not sign.isspace() else poison)
    found = row(
        display=poison, unit=poison, label=marked, counts=marked, note=marked, attributed_to=(named(poison), named("B")),
        source=v.SourceLink(1, "s", poison),
    )  # fmt: skip
    assert found["display"] == f"'{poison}"
    assert found["attributed_to"] == f"'{poison}; B"
    assert not [cell for cell in found.values() if cell.startswith(sign)]
    assert not [cell for cell in found.values() if cell.startswith(("=", "+", "@", "\t", "\r"))]


def test_a_negative_number_stays_a_number() -> None:
    found = row(value="", minimum="-3.5", maximum="-1e2")
    assert (found["min"], found["max"]) == ("-3.5", "-1e2")
    assert row(value="-12")["value"] == "-12"
    assert row(display="-12 or so")["display"] == "'-12 or so"


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_comes_back_equal_but_for_the_apostrophe(words: str) -> None:
    found = row(display=words)["display"]
    assert found.replace("'", "") == words.replace("'", "")
    assert harmless(found) == found


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
@pytest.mark.parametrize("before", ["x;", "x; ", "x;\t", 'x;"', "x\t", "x\n", "x\r\n"])
def test_a_text_holds_no_formula_where_semicolons_or_tabs_separate_cells(before: str, sign: str) -> None:
    assert row(unit=f"{before}{sign}cmd|'/C calc'!A0;y")["unit"] == f"{before}'{sign}cmd|'/C calc'!A0;y"
    content = file(unit=f"{before}{sign}1", attributed_to=(named("A"), named(f"{sign}1"))).decode("utf-8-sig")
    cells = [cell.strip(' "') for line in content.splitlines() for cell in re.split("[;\t]", line)]
    assert not [cell for cell in cells if cell.startswith(sign)]


def test_signs_elsewhere_in_a_text_stay_as_they_are() -> None:
    assert harmless("a-b, c=d; e + f (x@y)") == "a-b, c=d; e + f (x@y)"


def test_a_briefing_s_title_is_harmless_too() -> None:
    listed = v.ListedItem(pointer(briefing=text("@SUM(1)")), figure=FIGURE)
    content = series_file(msgspec.structs.replace(INDICATOR, series=(listed,)), SETTINGS)
    assert b",'@SUM(1)," in content


def test_in_a_site_of_files_no_folder_has_a_name_that_windows_keeps() -> None:
    assert file_of(series_address("dead"), "files") == "indicators/dead/series.csv"
    assert file_of(series_address("con"), "files") == "indicators/con_/series.csv"
    assert file_of(series_address("con"), "folders") == "indicators/con/series.csv"
