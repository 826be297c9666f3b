"""Whatever a contributor writes comes back from the page as the characters that it is, and never as markup."""

import re
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from generator.markup import plain
from generator.pages import Page
from generator.render.environment import TEMPLATES
from generator.render.page import render, render_slot
from generator.render.speech import names
from generator.render.words import words_for
from generator.views import values as v
from tests.golden.items import FACT
from tests.golden.reading import Reading
from tests.golden.views import BRIEFING, PAGES, SETTINGS, SLOTS

HOSTILE = [
    "<script>alert(1)</script>",
    "</p></div><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% raw %}{# x #}",
    "<!-- briefpress: latest -->",
    "javascript:alert(1)",
    '" onmouseover="alert(1)" x=\'',
    "&lt;b&gt; &amp; ]]> <![CDATA[ <?php",
    "%s %(number)s %%",
]
FREE = {
    "title", "text", "place", "context", "display", "unit", "publisher", "publishers", "author", "origin", "url", "archive_url", "name", "words",
    "authors", "aliases", "edit_address", "wikidata", "sha256",
}  # fmt: skip
"""Fields that hold what contributors write, or that lead to where they say."""


def poisoned(value: Any, poison: str, name: str = "") -> Any:
    """The view with a hostile text in each field that is free."""
    if isinstance(value, v.TranslationView):
        return v.TranslationView(poisoned(value.text, poison), poison)
    if isinstance(value, v.Prose):
        return msgspec.structs.replace(value, text=escaped(poison))
    if isinstance(value, msgspec.Struct):
        fields = {field: poisoned(getattr(value, field), poison, field) for field in value.__struct_fields__}
        return type(value)(**fields)
    if isinstance(value, tuple):
        return tuple(poisoned(entry, poison, name) for entry in value)
    return poison if isinstance(value, str) and name in FREE and value else value


def escaped(poison: str) -> str:
    """The text as inline Markdown that shows just these characters."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!&" and not c.isalnum() else c for c in poison)


def tags(html: str) -> set[str]:
    return {f"{tag} {name}" for tag, attributes in Reading(html).elements for name in ("", *attributes)}


def pages_of(view: Any, kind: str) -> str:
    return str(render(Page(PAGES[kind].address, PAGES[kind].frame, view), SETTINGS).content)


@pytest.mark.parametrize("poison", HOSTILE)
@pytest.mark.parametrize("kind", PAGES)
def test_hostile_text_in_every_field_of_a_page_is_only_text(kind: str, poison: str) -> None:
    content = pages_of(poisoned(PAGES[kind].view, poison), kind)
    reading = Reading(content)
    assert poison in reading.text
    assert not reading.faults
    assert tags(content) <= tags(pages_of(PAGES[kind].view, kind))
    assert not [link for link in reading.every("href") if ":" in link and not link.startswith(("https://", "http://"))]


@pytest.mark.parametrize("poison", HOSTILE)
@pytest.mark.parametrize("slot", SLOTS)
def test_hostile_text_in_every_field_of_a_slot_is_only_text(slot: str, poison: str) -> None:
    content = str(render_slot(poisoned(SLOTS[slot], poison), "", SETTINGS))
    assert not Reading(content).faults
    assert tags(content) <= tags(str(render_slot(SLOTS[slot], "", SETTINGS)))


@pytest.mark.parametrize("poison", HOSTILE)
def test_hostile_text_stays_within_the_attributes_of_the_head(poison: str) -> None:
    view = poisoned(BRIEFING, poison)
    holes = render(Page(BRIEFING.address, "briefing", view), SETTINGS)
    reading = Reading(str(holes.head))
    assert holes.title == f"{poison} · The Site"
    assert {tag for tag, _ in reading.elements} == {"meta", "link"}
    assert poison in reading.every("content")
    assert not reading.text.strip()


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "//example.org", "/etc/passwd", "../x", "JaVaScRiPt:x"]
)
def test_a_link_to_anything_but_the_web_or_a_briefing_leads_nowhere(target: str) -> None:
    view = msgspec.structs.replace(BRIEFING, summary=v.Prose(f"[x](<{target}>)", "en", "a"))
    assert target not in Reading(pages_of(view, "briefing")).every("href")


def test_an_address_that_is_no_web_address_is_shown_and_not_linked() -> None:
    source = msgspec.structs.replace(BRIEFING.sources[0], url="javascript:alert(1)", archive_url="data:x")
    reading = Reading(pages_of(msgspec.structs.replace(BRIEFING, sources=(source,)), "briefing"))
    assert "javascript:alert(1)" in reading.text
    assert not [link for link in reading.every("href") if link.startswith(("javascript:", "data:"))]


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\t\n"), min_size=1, max_size=80
)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_comes_back_equal(words: str) -> None:
    fact = msgspec.structs.replace(FACT, text=v.Prose(words, "en", "a"), place=words)
    view = msgspec.structs.replace(
        BRIEFING,
        title=words,
        facts=(fact,),
        quotes=(msgspec.structs.replace(BRIEFING.quotes[0], text=v.Text(words, "fr")),),
    )
    holes = render(Page(BRIEFING.address, "briefing", view), SETTINGS)
    text = Reading(str(holes.content)).text
    assert text.count(words) >= 3
    assert plain(words) in text
    assert holes.title == f"{words} · The Site"


def test_no_template_goes_round_the_escaping() -> None:
    for path in TEMPLATES.glob("**/*"):
        assert not re.search(r"safe|autoescape|Markup", path.read_text(encoding="utf-8")), path.name


def test_what_is_remembered_of_markup_is_not_taken_for_plain_text() -> None:
    heading = names(words_for("en", "en"), "../../")["section_heading"]
    assert "<b>bold</b>" in heading("x", Markup("<b>bold</b>"))
    assert "<b>" not in heading("x", "<b>bold</b>")
