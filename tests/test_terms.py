"""The glossary: what is a term in a text, and that what stands in it is only text."""

from pathlib import Path

import msgspec
import pytest
from markupsafe import escape

from generator import markup
from generator.configuration import SettingsError
from generator.glossary import GlossaryError, read_glossary
from generator.memory import digest_of
from generator.pages import Page
from generator.render.page import render, render_slot
from generator.render.terms import Abbreviation, lexicon
from generator.settings import Settings, read_settings
from generator.views import values as v
from generator.views.slot_values import LatestView
from tests.golden.items import FACT, QUOTE, RESPONSE, prose, text
from tests.golden.reading import Reading
from tests.golden.views import BRIEFING, SETTINGS, link
from tests.test_render_hostile import HOSTILE, escaped
from tests.tiny_site import write_site

GLOSSARY = """\
NATO: {en: North Atlantic Treaty Organization}
OTAN: {fr: Organisation du traité de l’Atlantique nord}
AFP: Agence France-Presse
NATO Council: {en: North Atlantic Council}
C++: {en: a language}
"""


def marked(words: str, lang: str = "en", glossary: str = GLOSSARY) -> str:
    terms = lexicon(glossary).of(lang)
    return str(markup.html(words, lambda target: target, terms.marker() if terms else escape))


def elements(html: str) -> list[str]:
    return [found["title"] for tag, found in Reading(html).elements if tag == "abbr"]


def page_with(glossary: str, **changes: object) -> str:
    settings = msgspec.structs.replace(SETTINGS, glossary=glossary)
    view = msgspec.structs.replace(BRIEFING, **changes)
    return str(render(Page(BRIEFING.address, "briefing", view), settings).content)


NATO = '<abbr title="North Atlantic Treaty Organization">NATO</abbr>'


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("NATO says so.", f"{NATO} says so."),
        ("says NATO", f"says {NATO}"),
        ("NATO and NATO again", f"{NATO} and NATO again"),
        ("(NATO), NATO’s", f"({NATO}), NATO’s"),
        ("pro-NATO", f"pro-{NATO}"),
        ("*NATO* or **NATO**", f"<em>{NATO}</em> or <strong>NATO</strong>"),
        ("a & NATO < b", f"a &amp; {NATO} &lt; b"),
        ("the NATO Council", 'the <abbr title="North Atlantic Council">NATO Council</abbr>'),
        ("C++ and C+++", '<abbr title="a language">C++</abbr> and C+++'),
    ],
)
def test_the_first_of_each_term_in_a_text_is_explained(words: str, expected: str) -> None:
    assert marked(words) == expected


@pytest.mark.parametrize("words", ["NATOs", "SNATO", "nato", "N*AT*O", "ÉNATO", "NATO_x", "OTAN", "x2NATO"])
def test_only_the_whole_word_in_the_same_letters_and_language_is_a_term(words: str) -> None:
    assert "<abbr" not in marked(words)


@pytest.mark.parametrize("words", ["[NATO](x)", "`NATO`", "[*NATO*](x)", "<https://NATO.int>", '[a](b "NATO")'])
def test_links_and_code_are_left_alone(words: str) -> None:
    assert "<abbr" not in marked(words)
    assert NATO in marked(f"{words} NATO")


def test_a_term_has_the_meaning_of_the_texts_language() -> None:
    both = "NIS: {en: service, fr: office}"
    assert [elements(marked("NIS AFP", lang, both)) for lang in ("en-GB", "fr", "de")] == [["service"], ["office"], []]
    assert elements(marked("AFP OTAN NATO", "fr-CA")) == [
        "Agence France-Presse",
        "Organisation du traité de l’Atlantique nord",
    ]


def test_all_texts_of_a_page_have_their_terms_explained_and_listed_at_its_end() -> None:
    quote = msgspec.structs.replace(
        QUOTE, text=text("L’OTAN le dit", "fr"), translations=(v.TranslationView(text("NATO says so"), ""),)
    )
    reply = msgspec.structs.replace(RESPONSE, text=text("« AFP ? »", "fr"))
    fact = msgspec.structs.replace(FACT, text=prose("NATO and *AFP*."), responses=(reply,))
    html = page_with(GLOSSARY, quotes=(quote,), facts=(fact,))
    assert sorted(elements(html)) == sorted(
        [
            "Agence France-Presse",
            "Agence France-Presse",
            "North Atlantic Treaty Organization",
            "North Atlantic Treaty Organization",
            "Organisation du traité de l’Atlantique nord",
        ]
    )
    listed = html.partition('<dl class="bp-terms">')[2].partition("</dl>")[0]
    assert Reading(listed).text.split("\n")[1:-1] == [
        "AFPAgence France-Presse",
        "NATONorth Atlantic Treaty Organization",
        "OTANOrganisation du traité de l’Atlantique nord",
    ]
    assert '<dd lang="fr">Organisation' in listed
    assert 'href="#_abbreviations">3 abbreviations</a>' in html
    assert "_abbreviations" not in page_with("")
    assert "_abbreviations" not in page_with("UNHCR: x")


def test_texts_in_lists_are_explained_too() -> None:
    view = LatestView((link(summary=prose("NATO *confirms*.")),))
    assert elements(str(render_slot(view, "", msgspec.structs.replace(SETTINGS, glossary=GLOSSARY)))) == [
        "North Atlantic Treaty Organization"
    ]


@pytest.mark.parametrize("poison", HOSTILE)
def test_hostile_text_in_the_glossary_is_only_text(poison: str) -> None:
    quoted = poison.replace("'", "''")
    html = page_with(f"'{quoted}': '{quoted}'\nNATO: '{quoted}'\n", facts=(
        msgspec.structs.replace(FACT, text=prose(f"NATO: {escaped(poison)}.")),
    ))  # fmt: skip
    reading = Reading(html)
    assert not reading.faults
    assert poison in reading.every("title", "abbr")
    assert {name for tag, found in reading.elements if tag == "abbr" for name in found} == {"title"}
    assert {tag for tag, _ in reading.elements} <= {tag for tag, _ in Reading(page_with("Troops: x")).elements}


def test_what_is_used_is_told_once_and_in_order() -> None:
    texts = (text("NATO, AFP, NATO"), prose("The [NATO](x) Council and AFP"), text("OTAN"))
    assert lexicon(GLOSSARY).used(texts) == (
        Abbreviation("AFP", "Agence France-Presse", ""),
        Abbreviation("NATO", "North Atlantic Treaty Organization", "en"),
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("- NATO\n", "glossary.yml:1: here should stand terms"),
        ("NATO: x\nNATO: y\n", "glossary.yml:2: “NATO” stands twice"),
        ("NATO: {en: x, en: y}\n", "glossary.yml:1: “en” stands twice"),
        ("NATO:\n  english: x\n", "glossary.yml:2: “english” is no language"),
        ("NATO:\n", "glossary.yml:1: a meaning is missing"),
        ("NATO: [x]\n", "glossary.yml:1: a meaning is missing"),
        ("NATO: {en: {fr: x}}\n", "glossary.yml:1: a meaning is a text, or one for each language"),
        ("NATO:\n  en: &x [*x]\n", "glossary.yml:2: a meaning is a text, or one for each language"),
        (f"NATO: {'[' * 200_000}", "glossary.yml:1: a meaning is a text, or one for each language"),
        ("NATO: \x00\n", "glossary.yml: unacceptable character"),
        ("? [a]\n: x\n", "glossary.yml:1: a term is missing"),
        ("A: x\n", "glossary.yml:1: “A” is too short"),
        ("'--': x\n", "glossary.yml:1: “--” is too short"),
        (f"NATO: {'x' * 301}\n", "glossary.yml:1: a meaning has at most 300 characters"),
        ("NATO: 'x\n", "glossary.yml:"),
        ("a: b\n---\nc: d\n", "glossary.yml:"),
    ],
)
def test_a_mistake_is_told_with_its_line(content: str, message: str) -> None:
    with pytest.raises(GlossaryError, match=message.replace(".", r"\.")):
        read_glossary(content)


def test_a_term_is_the_text_that_is_written() -> None:
    assert list(read_glossary("NO: Norway\n5G: radio\n0x10: x\n'null': y\n")) == ["NO", "5G", "0x10", "null"]
    assert read_glossary("# nothing\n") == {}


def test_a_site_takes_its_glossary_from_beside_its_configuration(tmp_path: Path) -> None:
    folder = write_site(tmp_path)
    assert read_settings(folder).glossary == ""
    (folder / "glossary.yml").write_text(GLOSSARY, "utf-8")
    with_glossary: Settings = read_settings(folder)
    assert with_glossary.glossary == GLOSSARY
    assert digest_of(with_glossary) != digest_of(msgspec.structs.replace(with_glossary, glossary=""))
    (folder / "glossary.yml").write_text("NATO:\n", "utf-8")
    with pytest.raises(SettingsError, match=r"glossary\.yml:1"):
        read_settings(folder)
