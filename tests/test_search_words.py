"""The words that are searched: what readers type finds what is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.words import ALGORITHMS, LANGUAGES, alternates, stop_words, words

TEXTS = st.text() | st.lists(
    st.sampled_from(
        ["l’", "d'", "é", "œ", "²", "12", "000", ",.-–…", "abc", "ÉTÉ", "ﬁ", "ß", "金", "ไทย", "\xa0", "\u202f"]
    )
).map("".join)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("armée", "l'armée"),
        ("armée", "l’armée"),
        ("armee", "l’armée"),
        ("evenement", "évènement"),
        ("événement", "évènement"),
        ("nord-coréen", "Nord-Coréens"),
        ("déployée", "déployés"),
        ("12000", "12 000"),
        ("12,000", "12\u202f000"),
        ("12.000", "12\u00a0000"),
        ("12’000", "12,000"),
        ("478 km2", "478 km²"),
        ("oeuvre", "œuvre"),
        ("kim jong un", "Kim Jong-un"),
    ],
)
def test_french_is_found_however_it_is_typed(typed: str, written: str) -> None:
    assert words(typed, "fr") == words(written, "fr")


@pytest.mark.parametrize(("typed", "written"), [("Coree", "Corée"), ("deployee", "déployée"), ("attaquee", "attaquée")])
def test_french_typed_without_accents_is_found_by_another_stem(typed: str, written: str) -> None:
    assert words(typed, "fr") == alternates(written, "fr")
    assert alternates(typed, "fr") == []


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("reports", "reported"),
        ("deployment", "deployed"),
        ("Belarus", "Bélarus"),
        ("Ukraine", "Ukraine’s"),
        ("The troops", "troop"),
    ],
)
def test_english_is_found_however_it_is_typed(typed: str, written: str) -> None:
    assert words(typed, "en") == words(written, "en")


def test_a_number_is_one_word_only_where_its_groups_are_whole() -> None:
    assert words("12 000 000", "en") == ["12000000"]
    assert words("in 2023, 300 men", "en") == ["2023", "300", "men"]
    assert words("2024-10-28", "en") == ["2024", "10", "28"]
    assert words("3,5 %", "fr") == ["3", "5"]


def test_words_that_say_nothing_are_left_out_of_their_own_language_alone() -> None:
    assert words("the troops in the region", "en") == ["troop", "region"]
    assert words("the troops", "fr") == ["the", "troop"]
    assert words("l’été à l’est", "fr") == ["ete"]


def test_words_with_which_one_asks_are_left_out() -> None:
    assert words("How many soldiers were killed, and why?", "en") == words("soldiers killed", "en")
    assert words("Combien de soldats, quand, où et pourquoi ?", "fr") == words("soldats", "fr")
    assert words("No comment", "en") == words("Comment ?", "fr") == ["comment"]


def test_a_language_of_no_stemmer_keeps_its_words() -> None:
    assert words("Die Soldaten", "de-AT") == ["die", "soldaten"]
    assert words("Війська", "uk") == ["віиська"]


def test_scripts_without_spaces_give_a_word_for_each_character() -> None:
    assert words("金正恩 said", "zh") == ["金", "正", "恩", "said"]


def test_a_region_speaks_its_language() -> None:
    assert words("les armées", "fr-CA") == words("les armées", "fr")


@pytest.mark.parametrize("code", ALGORITHMS)
def test_a_language_has_all_its_files(code: str) -> None:
    assert (LANGUAGES / f"{code}.js").is_file()
    assert len(stop_words(code)) > 100
    assert all(word == word.lower() for word in stop_words(code))


@given(TEXTS, st.sampled_from(["en", "fr", "de", "zh"]))
def test_any_text_gives_words_without_spaces_and_signs(text: str, lang: str) -> None:
    for word in words(text, lang):
        assert word
        assert not set(word) & set(" \t\n<>&\"'_-.,/\\=;:")
