"""The figures of an indicator as a file for spreadsheets and programs: CSV as RFC 4180 has it, with the names of the YAML's fields.

A spreadsheet takes a text that begins with one of a few signs for a formula, and runs it. Whatever contributors write freely gets an
apostrophe before such a sign (OWASP, “CSV Injection”); also within the text, after what begins a new cell where fields are separated by
semicolons or tabs, as Excel has it in many languages. Numbers, dates and words of the contract can't be formulas, and stay as they are: a
negative number is a number.
"""

import csv
import re
from io import StringIO
from typing import Final

from generator.markup import plain
from generator.settings import Settings
from generator.views.page_values import IndicatorView
from generator.views.values import FigureView, ListedItem, Prose

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NEW_CELL: Final = re.compile(r"([;\t\r\n][;\s\"]*)([=+\-@＝＋－＠])?")
"""Between separator and sign there may be blanks, and quotation marks, which CSV has of its own. It matches without a sign, too: to
look back would take long in a text of nothing but blanks."""
_COLUMNS: Final = (
    "as_of", "period", "reported_on", "value", "min", "max", "display", "precision", "unit", "nature", "attributed_to", "label", "counts", "note",
    "lang", "source", "briefing", "briefing_title", "briefing_date", "address",
)  # fmt: skip


def series_file(view: IndicatorView, settings: Settings) -> bytes:
    """The table of an indicator's page. It begins with a byte order mark, without which Excel takes UTF-8 for something else."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_row(one, one.figure, settings) for one in view.series if one.figure)
    return text.getvalue().encode("utf-8-sig")


def _row(entry: ListedItem, figure: FigureView, settings: Settings) -> list[str]:
    at = entry.pointer
    row = {
        "as_of": figure.as_of,
        "period": figure.period,
        "reported_on": figure.reported_on,
        "value": figure.value,
        "min": figure.minimum,
        "max": figure.maximum,
        "display": harmless(figure.display),
        "precision": figure.precision,
        "unit": harmless(figure.unit),
        "nature": figure.nature,
        "attributed_to": harmless("; ".join(named.name.text for named in figure.attributed_to)),
        "label": harmless(_words(figure.label)),
        "counts": harmless(_words(figure.counts)),
        "note": harmless(_words(figure.note)),
        "lang": figure.label.lang,
        "source": harmless(figure.source.title if figure.source else ""),
        "briefing": at.address.partition("#")[0].strip("/").rpartition("/")[2],
        "briefing_title": harmless(at.briefing.text),
        "briefing_date": at.date,
        "address": f"{settings.url}{at.address}",
    }
    return [row[column] for column in _COLUMNS]


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    marked = _NEW_CELL.sub(lambda found: f"{found[1]}'{found[2]}" if found[2] else found[1], text)
    return f"'{marked}" if marked.startswith(_FORMULA) else marked


def _words(text: Prose | None) -> str:
    return plain(text.text) if text else ""
