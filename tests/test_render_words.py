"""Labels in the page's language: complete in English and French, and in the site's language for all others."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, get_args

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from jinja2.ext import extract_from_ast

from generator.model import types
from generator.render.labels import LABELS, tlp_label
from generator.render.words import CATALOGS, direction, language_name, locale_of, tongue, words_for

KEYWORDS = {"_": None, "N_": None, "NN_": (1, 2), "say": None, "ngettext": (1, 2), "count": (1, 2)}
PLACES = re.compile(r"%\((\w+)\)s")
ROOT = CATALOGS.parents[1]
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
BREAKING = re.compile(r"« | (?:[:;?!](?!\S)|»)")
"""A space at which a line of French would break before a sign, or after one that opens."""


def catalog(language: str) -> Catalog:
    with (CATALOGS / language / "LC_MESSAGES" / "briefpress.po").open("rb") as file:
        return read_po(file, locale=language)


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """A text, or a text for one and a text for many."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def messages(language: str) -> list[Message]:
    return [message for message in catalog(language) if message.id]


def labels_in(file: BinaryIO, *_: Any, **__: Any) -> Iterator[tuple[int, str, Any, list[str]]]:
    """What a template says by ``ngettext`` and by the filter ``_``, which Babel doesn't know."""
    template = Environment(trim_blocks=True, lstrip_blocks=True).parse(file.read().decode())
    for line, keyword, message in extract_from_ast(template, ["ngettext"]):
        yield line, keyword, message, []
    for label in template.find_all(nodes.Filter):
        if label.name == "_":
            assert isinstance(label.node, nodes.Const), (
                f"no label, but something else is translated in line {label.lineno}"
            )
            yield label.lineno, label.name, label.node.value, []


@pytest.fixture(scope="module")
def used() -> set[tuple[str, ...]]:
    return {
        forms(found[2])
        for found in extract_from_dir(
            CATALOGS.parent,
            [("render/**.py", "python"), ("search/**.py", "python"), ("templates/**.html", f"{__name__}:labels_in")],
            keywords=KEYWORDS,
        )
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_catalog_has_every_label_that_is_used_and_no_other(used: set[tuple[str, ...]], language: str) -> None:
    assert {forms(message.id) for message in messages(language)} == used
    assert not catalog(language).obsolete


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_label_is_translated_for_sure_and_keeps_its_places(language: str) -> None:
    for message in messages(language):
        places = set(PLACES.findall(forms(message.id)[0]))
        assert not message.fuzzy, message.id
        assert len(forms(message.string)) == len(forms(message.id))
        assert all(string and set(PLACES.findall(string)) == places for string in forms(message.string)), message.id


def test_the_english_catalog_says_what_the_templates_say() -> None:
    assert all(forms(message.string) == forms(message.id) for message in messages("en"))


def test_no_line_of_french_breaks_before_a_sign() -> None:
    labels = [string for message in messages("fr") for string in forms(message.string)]
    pages = [path.read_text("utf-8") for path in (*(ROOT / "docs.fr").rglob("*.md"), ROOT / "mkdocs.fr.yml")]
    assert [text for text in (*labels, *pages) if BREAKING.search(CODE.sub("", text))] == []


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("status", types.FactStatus),
        ("kind", types.FactKind),
        ("stance", types.Stance),
        ("likelihood", types.Likelihood),
        ("confidence", types.Confidence),
        ("reliability", types.Reliability),
        ("credibility", types.Credibility),
        ("nature", types.Nature),
        ("source", types.SourceKind),
        ("change", types.ChangeKind),
        ("actor", types.ActorKind),
    ],
)
def test_every_word_of_the_contract_has_a_label(group: str, words: object) -> None:
    assert set(LABELS[group]) == set(get_args(words))


def test_tlp_labels_are_never_translated() -> None:
    assert [tlp_label(level) for level in types.TLP_LEVELS] == [
        "TLP:CLEAR",
        "TLP:GREEN",
        "TLP:AMBER",
        "TLP:AMBER+STRICT",
        "TLP:RED",
    ]


def test_labels_come_in_the_language_of_the_page() -> None:
    assert words_for("fr", "en").say("Confirmed") == "Confirmé"
    assert words_for("fr-CA", "en").say("Key facts") == "Faits clés"
    assert words_for("fr", "en").count("%(number)s quote", "%(number)s quotes", 0, number="0") == "0 citation"
    assert words_for("en", "fr").count("%(number)s quote", "%(number)s quotes", 0, number="0") == "0 quotes"


def test_a_language_without_a_catalog_takes_the_words_of_the_site() -> None:
    assert words_for("ar", "fr").lang == "fr"
    assert words_for("ar", "de").lang == "en"
    assert words_for("de", "fr").locale == "fr"


def test_values_in_a_label_are_escaped() -> None:
    assert words_for("en", "en").say("By %(authors)s", authors="<b>") == "By &lt;b&gt;"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("az-Arab", "rtl"),
        ("en", "ltr"),
        ("ar-x-mine", "rtl"),
        ("xx", "ltr"),
        ("tlh", "ltr"),
    ],
)
def test_the_direction_of_writing_follows_the_script(lang: str, expected: str) -> None:
    assert direction(lang) == expected


def test_only_a_text_in_another_language_says_so() -> None:
    assert tongue("fr", "fr") == tongue("FR", "fr") == ""
    assert tongue("en", "fr") == ' lang="en"'
    assert tongue("ar", "fr") == ' lang="ar" dir="rtl"'
    assert tongue("fr", "ar") == ' lang="fr" dir="ltr"'


def test_languages_are_named_in_the_language_of_the_page() -> None:
    assert (language_name("en", "fr"), language_name("ar", "en_001"), language_name("tlh", "en")) == (
        "anglais",
        "Arabic",
        "Klingon",
    )
    assert language_name("sl-rozaj-biske-1994", "en") == "Slovenian"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("pt-BR", "português (Brasil)"),
        ("zh-Hant", "中文 (繁體)"),
        ("en-GB", "English (United Kingdom)"),
        ("tlh", "Klingon"),
        ("qaa", "qaa"),
    ],
)
def test_every_language_has_a_name_of_its_own(tag: str, name: str) -> None:
    assert language_name(tag, tag) == name
    assert str(locale_of("zh-Hant-TW")) == "zh_Hant_TW"
