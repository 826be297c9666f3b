"""Every kind of value: what it may be, and what it may not."""

import msgspec
import pytest

from generator.model.briefing import Briefing, Figure, KeyFact, OpenQuestion, Quote, Response, Source
from generator.model.dates import first_day, last_day
from generator.model.leaves import LEAVES
from generator.model.registry import Actor
from generator.model.shape import Scalar, Sequence, shape_of

GOOD: list[tuple[str, str]] = [
    ("day", "2024-10-28 2024-02-29 1000-01-01 9999-12-31"),
    ("date", "2024 1000 9999 2024-10 2024-02-29 2024-12-31"),
    ("period", "2024 2024-10 2023/2024 2024/2024 2024-10/2024-12 2024-10-01/2024-10-01 2024-02-29/2025-01-01"),
    (
        "number",
        "0 -0 7 12000 -3.5 0.001 1e6 1E6 1e+6 -1.5e-3 0.0 123456789012345 1e15 -1e15 1000000000000000 0.000000000000001 1e-99",
    ),
    ("boolean", "true false"),
    (
        "url",
        "http://a https://example.org HTTPS://EXAMPLE.ORG/A https://example.org:8080/a?b=c&d=(e)#f http://[::1]/ https://例え.jp/ä https://a.b/%20;x,y",
    ),
    ("language", "en fr pt-BR zh-Hant-TW sr-Latn no nb mul und de-CH-1901 zh-yue en-x-plain ES-419 ko"),
    ("briefing id", f"a 2024-10-28-a 0 a- index2 {'a' * 120}"),
    ("item id", f"a a-1 co2 {'a' * 80}"),
    ("source id", "a #a a-1"),
    ("local item id", "a #a a-1"),
    ("reference", f"a #a a#b 2024-10-28-x#y {'a' * 120}#{'b' * 80}"),
    ("topic id", "a 2024 a-b"),
    ("indicator id", "a 2024 a-b"),
    ("sha256", f"{'0' * 64} {'aB' * 32}"),
    ("wikidata", "Q1 Q42 Q123456789"),
]
BAD: list[tuple[str, str]] = [
    (
        "day",
        "2024 2024-10 2024-1-1 2023-02-29 2024-00-10 2024-10-00 2024-13-01 0999-01-01 20241028 28/10/2024 2024-10-28T10:00 ٢٠٢٤-10-28 2024-10-28-01",
    ),
    ("date", "24 20245 0999 2024-1 2024-13 2024-00 2024-02-30 2024/10 2024- today ２０２４"),
    (
        "period",
        "2024-10-28 2024/2023 2024-12/2024-11 2024/2024-10 2024-10/2024-10-28 /2024 2024/ 2024/2025/2026 2024-13 2024-02-30/2024-03-01 0999/2024",
    ),
    (
        "number",
        "12_000 12,000 0777 1:30 .inf -.inf .nan NaN Infinity +5 .5 5. 1e 0x1F 1,5 ten 12k 50% -- - 1234567890123456 1.234567890123456 1e16 -1e16 1000000000000001e0 1e999 １２ 1/2",
    ),
    ("boolean", "yes no on off True FALSE 1 0 y n"),
    (
        "url",
        'example.org //example.org /a ftp://a.b mailto:a@b.org javascript:alert(1) https:// https:///a http:a https://u@a.b https://u:p@a.b https://@a.b https://a.b:99999 https://a.b:x https://[::1 https://a<b https://a"b https://a\\b https://a^b data:,x',
    ),
    ("language", "english xx en_GB e en- -en en--GB i-klingon x-private 12 zz-ZZ en-GB-GB-x"),
    ("briefing id", f"A a_b a.b -a é a/b a#b {'a' * 121}"),
    ("item id", f"1 A -a a_b é a#b {'a' * 81}"),
    ("source id", "A 1 ## a#b"),
    ("local item id", "A 1 ## a#b"),
    ("reference", "A # a# a#1 a#b#c #B a#B https://a.b/#c a/b"),
    ("topic id", f"A a_b -a é {'a' * 121}"),
    ("indicator id", "A a_b -a é"),
    ("sha256", f"{'0' * 63} {'0' * 65} {'g' * 64}"),
    ("wikidata", "42 q42 Q0 Q-1 P42 Q4.2"),
]


@pytest.mark.parametrize(("leaf", "text"), [(leaf, text) for leaf, texts in GOOD for text in texts.split()])
def test_a_right_value_is_accepted(leaf: str, text: str) -> None:
    assert LEAVES[leaf].check(text) is None


@pytest.mark.parametrize(("leaf", "text"), [(leaf, text) for leaf, texts in BAD for text in texts.split()])
def test_a_wrong_value_is_refused_with_a_hint(leaf: str, text: str) -> None:
    complaint = LEAVES[leaf].check(text)
    assert complaint
    assert complaint.message
    assert complaint.hint


@pytest.mark.parametrize("text", ["12 000", "12\u00a0000", "12\u202f000", "12 000 000", "-1 000", "https://a b", "1 2"])
def test_white_space_is_part_of_no_number_and_no_url(text: str) -> None:
    assert LEAVES["number"].check(text)
    assert LEAVES["url"].check(f"https://example.org/{text}") is not None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("12_000", "12000"),
        ("12 000", "12000"),
        ("-12,000,000", "-12000000"),
        ("12’000", "12000"),
        ("012,000", "12000"),
        ("0777", "777"),
        ("-007", "-7"),
        ("+5", "5"),
        ("12,5", "12.5"),
        (".5", "0.5"),
        (".inf", "finite"),
        ("50 %", "unit"),
        ("1:30", "1e6"),
        ("millions", "display"),
    ],
)
def test_the_hint_for_a_number_says_what_to_write(text: str, hint: str) -> None:
    complaint = LEAVES["number"].check(text)
    assert complaint
    assert hint in complaint.hint


@pytest.mark.parametrize(
    ("text", "meant"),
    [("yes", "true"), ("On", "true"), ("no", "false"), ("OFF", "false"), ("True", "true"), ("maybe", "true or false")],
)
def test_the_hint_for_true_or_false_says_what_to_write(text: str, meant: str) -> None:
    complaint = LEAVES["boolean"].check(text)
    assert complaint
    assert complaint.hint == f"write {meant}"


@pytest.mark.parametrize(
    ("leaf", "longest"), [("text", 10_000), ("markup", 10_000), ("label", 300), ("short markup", 300), ("actor", 300)]
)
def test_a_text_has_its_greatest_length(leaf: str, longest: int) -> None:
    assert LEAVES[leaf].check("é" * longest) is None
    assert LEAVES[leaf].check("é" * (longest + 1))


def test_a_url_has_at_most_two_thousand_characters() -> None:
    start = "https://example.org/"
    assert LEAVES["url"].check(start + "a" * (2_000 - len(start))) is None
    assert LEAVES["url"].check(start + "a" * (2_001 - len(start)))


@pytest.mark.parametrize(
    ("struct", "names", "longest"),
    [
        (Briefing, "title authors", 300),
        (Briefing, "summary", 10_000),
        (Source, "title publisher author origin", 300),
        (Source, "extract", 10_000),
        (Source, "url archive_url", 2_000),
        (KeyFact, "place", 300),
        (KeyFact, "text basis", 10_000),
        (Response, "by", 300),
        (Response, "text", 10_000),
        (Quote, "speaker role", 300),
        (Quote, "text context", 10_000),
        (Figure, "label unit", 300),
        (Figure, "display counts note", 10_000),
        (OpenQuestion, "question why settled_by moot_because", 10_000),
        (Actor, "aliases", 300),
    ],
)
def test_fields_have_the_lengths_of_the_contract(struct: type[msgspec.Struct], names: str, longest: int) -> None:
    for name in names.split():
        shape = shape_of(struct).fields[name].shape
        scalar = shape.entry if isinstance(shape, Sequence) else shape
        assert isinstance(scalar, Scalar)
        text = f"https://{'a' * longest}"
        assert scalar.kind.check(text[:longest]) is None
        assert scalar.kind.check(text[: longest + 1])


def test_a_partial_date_counts_from_its_start_and_a_period_by_its_end() -> None:
    assert [first_day(text).isoformat() for text in ("2024", "2024-10", "2024-10-28")] == [
        "2024-01-01",
        "2024-10-01",
        "2024-10-28",
    ]
    assert [
        last_day(text).isoformat()
        for text in ("2024", "2024-02", "2023/2024", "2024-01/2024-04", "2024-01-01/2024-10-28")
    ] == [
        "2024-12-31",
        "2024-02-29",
        "2024-12-31",
        "2024-04-30",
        "2024-10-28",
    ]
