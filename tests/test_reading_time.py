"""How long a briefing takes to read, told on its page."""

from typing import Any

import msgspec
import pytest

from generator.pages import Page
from generator.render.page import render
from generator.render.reading import minutes_of
from generator.views import values as v
from tests.golden.items import FACT, QUOTE, prose, text
from tests.golden.views import BRIEFING, SETTINGS

BARE = msgspec.structs.replace(BRIEFING, facts=(), quotes=(), figures=(), questions=(), summary=prose("Short."))


def minutes(**changes: Any) -> int:
    return minutes_of(msgspec.structs.replace(BARE, **changes))


def html(**changes: Any) -> str:
    return str(render(Page(BRIEFING.address, "briefing", msgspec.structs.replace(BARE, **changes)), SETTINGS).content)


@pytest.mark.parametrize(("words", "expected"), [(1, 1), (230, 1), (231, 2), (460, 2), (461, 3)])
def test_a_minute_is_for_230_words_and_counts_when_it_has_begun(words: int, expected: int) -> None:
    assert minutes(summary=prose("word " * words)) == expected


def test_every_item_counts_and_of_a_foreign_quote_its_translation() -> None:
    many = prose("word " * 230)
    fact = msgspec.structs.replace(FACT, text=many, responses=(), basis=many)
    assert minutes(summary=many, facts=(fact,)) == 3
    foreign = msgspec.structs.replace(QUOTE, text=text("mot " * 2300, "fr"), translations=(), context="")
    assert minutes(quotes=(foreign,)) == 1
    translated = msgspec.structs.replace(foreign, translations=(v.TranslationView(text("word " * 231), ""),))
    assert minutes(quotes=(translated,)) == 2


def test_a_text_without_spaces_between_words_takes_its_time_too() -> None:
    assert minutes(lang="ja", summary=prose("読" * 1000, "ja")) == 3


def test_it_is_told_in_the_language_of_the_page_and_not_for_a_withdrawn_briefing() -> None:
    assert '<span class="bp-head__time">1 minute to read</span>' in html()
    assert '<span class="bp-head__time">2 minutes de lecture</span>' in html(
        lang="fr", summary=prose("mot " * 300, "fr")
    )
    assert "bp-head__time" not in html(state="withdrawn")
