"""How a briefing is cited: forms that other programs read, whatever its title holds."""

import json
import re
from itertools import accumulate
from typing import Any

import msgspec
import pytest
from hypothesis import given

from generator.pages import Page
from generator.render.citation import ReadyCitation, citation_of
from generator.render.page import render
from generator.render.words import words_for
from generator.settings import Settings
from tests.golden.reading import Reading
from tests.golden.views import BRIEFING, SETTINGS
from tests.test_render_hostile import HOSTILE, TEXTS

MARKS = {
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
} | {f"\\{mark}": mark for mark in "#$%&_"}
TITLES = [
    *HOSTILE,
    r"A {brace, a }brace and a \backslash, 100 % of $5 & #1_2 ~ ^",
    "}, url = {https://evil.example/",
    "} @misc{other, title = {x}",
    "L’été à Koursk — “ça” 쿠르스크 中文 \u202f!",
    "line\nbreaks and\ttabs",
    "\"quotes\" and 'others'",
]


def cited(lang: str = "en", settings: Settings = SETTINGS, **changes: Any) -> ReadyCitation:
    view = msgspec.structs.replace(BRIEFING, lang=lang, **changes)
    return citation_of(view, words_for(lang, settings.language), settings)


def read_bibtex(text: str) -> tuple[str, dict[str, str]]:
    """The key and the fields of an entry, by BibTeX's own rule: braces are counted, whatever stands before them."""
    head = re.match(r"@misc\{([^,\s{}]+),", text)
    assert head is not None
    fields: dict[str, str] = {}
    rest = text[head.end() :]
    while found := re.match(r"\s*([a-z]+) = ", rest):
        rest = rest[found.end() :]
        if not rest.startswith("{"):
            word = re.findall(r"^[a-z]+", rest)[0]
            fields[found[1]], rest = word, rest[len(word) :]
        else:
            depths = accumulate({"{": 1, "}": -1}.get(character, 0) for character in rest)
            end = next(place for place, depth in enumerate(depths) if not depth)
            fields[found[1]], rest = rest[1:end], rest[end + 1 :]
        if not rest.startswith(","):
            break
        rest = rest[1:]
    assert rest.strip() == "}"
    return head[1], fields


def plain(value: str) -> str:
    """What TeX prints of a value without its outer braces."""
    return re.sub(r"\\(?:text[a-z]+\{\}|.)", lambda mark: MARKS[mark[0]], value[1:-1])


def line(text: str) -> str:
    return " ".join(text.split())


def test_a_citation_names_who_what_where_and_when() -> None:
    assert cited().text == (
        "One Author, Another. “NATO confirms troops in Russia”. The Site, 28 October 2024. "
        "https://example.org/site/briefings/2024-10-28-troops/"
    )
    assert cited("fr", authors=("E. Martin Jr.",)).text == (
        "E. Martin Jr. «\xa0NATO confirms troops in Russia\xa0». The Site, 28 octobre 2024. "
        "https://example.org/site/briefings/2024-10-28-troops/"
    )


def test_what_is_not_known_is_left_out() -> None:
    citation = cited(settings=msgspec.structs.replace(SETTINGS, url=""), authors=())
    assert citation.text == "“NATO confirms troops in Russia”. The Site, 28 October 2024."
    assert read_bibtex(citation.bibtex)[1].keys() == {"title", "year", "month", "day", "howpublished"}
    assert json.loads(citation.csl)[0].keys() == {"id", "type", "title", "issued", "container-title", "language"}


def test_bibtex_keeps_names_whole_and_braces_the_title() -> None:
    key, fields = read_bibtex(cited(authors=("Barnes and Noble", "others")).bibtex)
    assert key == "2024-10-28-troops"
    assert fields == {
        "title": "{NATO confirms troops in Russia}",
        "author": "{Barnes and Noble} and {others}",
        "year": "2024",
        "month": "oct",
        "day": "28",
        "howpublished": "The Site",
        "url": "https://example.org/site/briefings/2024-10-28-troops/",
    }


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_holds_any_title_and_any_author_as_it_is(title: str) -> None:
    named = msgspec.structs.replace(SETTINGS, name=title, url="https://example.org/{a}/\\b_%7E/")
    _, fields = read_bibtex(cited(settings=named, title=title, authors=(title, title)).bibtex)
    assert plain(fields["title"]) == line(title)
    assert fields["author"] == f"{fields['title']} and {fields['title']}"
    assert plain("{" + fields["howpublished"] + "}") == line(title)
    assert fields["url"] == "https://example.org/%7Ba%7D/%5Cb_%7E/briefings/2024-10-28-troops/"


@given(TEXTS.filter(str.strip))
def test_bibtex_and_csl_give_any_text_back(title: str) -> None:
    citation = cited(title=title, authors=(title,))
    _, fields = read_bibtex(citation.bibtex)
    assert plain(fields["title"]) == plain(fields["author"]) == line(title)
    assert json.loads(citation.csl)[0]["title"] == line(title)


@pytest.mark.parametrize("title", TITLES)
def test_csl_json_is_what_reference_managers_read(title: str) -> None:
    found = json.loads(cited(title=title, authors=(title, "NATO")).csl)
    assert found == [
        {
            "id": "2024-10-28-troops",
            "type": "webpage",
            "title": line(title),
            "author": [{"literal": line(title)}, {"literal": "NATO"}],
            "issued": {"date-parts": [[2024, 10, 28]]},
            "container-title": "The Site",
            "URL": "https://example.org/site/briefings/2024-10-28-troops/",
            "language": "en",
        }
    ]


@pytest.mark.parametrize("title", TITLES)
def test_a_citation_on_the_page_is_the_text_that_it_is(title: str) -> None:
    view = msgspec.structs.replace(BRIEFING, title=title)
    reading = Reading(str(render(Page(BRIEFING.address, "briefing", view), SETTINGS).content))
    citation = cited(title=title)
    assert not reading.faults
    for form in (citation.text, citation.bibtex, citation.csl):
        assert form in reading.text


def test_a_withdrawn_briefing_is_not_for_citing() -> None:
    view = msgspec.structs.replace(BRIEFING, state="withdrawn")
    assert "cite" not in str(render(Page(BRIEFING.address, "briefing", view), SETTINGS).content)
