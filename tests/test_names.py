"""Ids made from names and words are parts of published addresses: these must never change."""

import pytest

from generator.names import name_id, slug


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("L’OTAN confirme l’envoi de troupes", "fact-lotan-confirme-lenvoi-de-troupes"),
        ("세 번째 사실", "fact-se-beonjjae-sasil"),
        ("Северокорейские солдаты в Курске", "fact-severokoreyskie-soldaty-v-kurske"),
        ("لا تعليق على الأمر", "fact-l-t-lyq-la-lmr"),
        ("朝鲜士兵", "fact-chaoxianshibing"),
        ("12,000 soldiers soon", "fact-12-000-soldiers-soon"),
        ("Œuvre, ß & Łódź", "fact-oeuvre-ss-lodz"),
        ("\u200d", "fact-b34b7a15"),
        ("a word " * 20, "fact-a-word-a-word-a-word-a-word-a-word-a-word-a-word-a-word-a"),
    ],
)
def test_words_of_any_script_keep_their_address(words: str, address: str) -> None:
    assert slug(words, "fact-") == address


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Jane Doe", "jane-doe"),
        ("Élodie DUPONT", "elodie-dupont"),
        ("Lee Seong-kweun", "lee-seong-kweun-1322e5"),
        ("张伟", "zhangwei-a3a0ba"),
        ("C++", "c-cedb1b"),
        ("Con", "con-1143da"),
    ],
)
def test_actors_keep_their_address(name: str, address: str) -> None:
    assert name_id(name) == address


def test_a_plain_name_never_takes_the_address_of_a_registered_actor() -> None:
    assert name_id("Jane Doe", taken=True) != name_id("Jane Doe")
