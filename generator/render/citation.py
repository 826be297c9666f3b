"""How a briefing is cited: as text, for BibTeX and as CSL-JSON. An item of it is cited in the browser, from these (``cite.js``)."""

import json
import re
from typing import Any, Final

import msgspec

from generator.render.moments import written
from generator.render.words import Words
from generator.settings import Settings
from generator.views.page_values import BriefingView

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own names of the months, which its styles put into the paper's language."""
_MARKS: Final = {
    # BibTeX counts braces before it reads backslashes, so a brace of a title is a word.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {mark: f"\\{mark}" for mark in "#$%&_"}
_JSON: Final = json.JSONEncoder(ensure_ascii=False).encode
_MARK: Final = re.compile(r"[#$%&_{}\\~^]")
_IN_ADDRESSES: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
"""What an address may hold and BibTeX would read."""


class ReadyCitation(msgspec.Struct, frozen=True):
    """A citation in each of its forms, ready to be copied."""

    text: str
    bibtex: str
    csl: str


def citation_of(view: BriefingView, words: Words, settings: Settings) -> ReadyCitation:
    """How to cite a briefing. Where the site's address is not known, none is told."""
    address = f"{settings.url}{view.address}" if settings.url else ""
    title, site = _line(view.title), _line(settings.name)
    authors = [_line(author) for author in view.authors]
    return ReadyCitation(
        _text(title, authors, site, written(view.date, words.locale), address, words),
        _bibtex(view.id, title, authors, site, view.date, address),
        _csl(view, title, authors, site, address),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _text(title: str, authors: list[str], site: str, day: str, address: str, words: Words) -> str:
    quoted = str(words.say("“%(words)s”").unescape()) % {"words": title}
    named = f"{', '.join(authors).removesuffix('.')}. " if authors else ""
    return f"{named}{quoted}. {site}, {day}.{' ' if address else ''}{address}"


def _bibtex(name: str, title: str, authors: list[str], site: str, day: str, address: str) -> str:
    year, month, number = day.split("-")
    fields = {
        "title": f"{{{{{_tex(title)}}}}}",
        "author": f"{{{' and '.join(f'{{{_tex(author)}}}' for author in authors)}}}" if authors else "",
        "year": f"{{{year}}}",
        "month": _MONTHS[int(month) - 1],
        "day": f"{{{int(number)}}}",
        "howpublished": f"{{{_tex(site)}}}",
        "url": f"{{{address.translate(_IN_ADDRESSES)}}}" if address else "",
    }
    lines = ",\n".join(f"  {field} = {value}" for field, value in fields.items() if value)
    return f"@misc{{{name},\n{lines}\n}}"


def _tex(text: str) -> str:
    """The text as TeX reads it; letters of all languages stay as they are."""
    return _MARK.sub(lambda mark: _MARKS[mark[0]], text)


def _csl(view: BriefingView, title: str, authors: list[str], site: str, address: str) -> str:
    fields: dict[str, Any] = {
        "id": view.id,
        "type": "webpage",
        "title": title,
        "author": [{"literal": author} for author in authors],
        "issued": {"date-parts": [[int(part) for part in view.date.split("-")]]},
        "container-title": site,
        "URL": address,
        "language": view.lang,
    }
    lines = (f'  "{name}": {_JSON(value)}' for name, value in fields.items() if value)
    return "[{{\n{}\n}}]".format(",\n".join(lines))
