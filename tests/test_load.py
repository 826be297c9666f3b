"""A file as a whole: which texts are read, and that a text means what it says."""

import re

import pytest

from generator.load.document import read_briefing, read_registry
from generator.model.briefing import Answer, KeyFact, Range, Rendering
from generator.problem import Problem
from tests.conftest import FACT, GOOD, HEAD, SOURCES, content, rules

ITEM = HEAD + "open_questions:\n- question: Q?\n"


def first(text: str | bytes) -> Problem:
    return read_briefing("briefings/x.yml", text.encode() if isinstance(text, str) else text).problems[0]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("1984", "1984"),
        ("no", "no"),
        ("2024-10-28", "2024-10-28"),
        ("12_000", "12_000"),
        ("1:30", "1:30"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("true", "true"),
        ("'null'", "null"),
        ('"~"', "~"),
        ("nullify", "nullify"),
        ("=", "="),
        ("  spaces around \t ", "spaces around"),
        ("'  spaces in quotes  '", "spaces in quotes"),
        ('"\\u00a0 wide spaces \\u3000"', "wide spaces"),
        ("|\n  two\n  lines\n", "two\nlines"),
        (">-\n  one\n  line\n", "one line"),
        ("one\n  line", "one line"),
        ("a # comment", "a"),
        ("a#b", "a#b"),
        ("'it''s'", "it's"),
        ('"tab\\tnewline\\n\\"quote\\" \\u00e9"', 'tab\tnewline\n"quote" é'),
        ("😀 ＡＢＣ 文", "😀 ＡＢＣ 文"),
        ("a\u2028b\u2029c", "a\u2028b\u2029c"),
        ("zero\u200cwidth\u200djoiners", "zero\u200cwidth\u200djoiners"),
    ],
)
def test_a_text_is_what_is_written(written: str, title: str) -> None:
    assert content(ITEM.replace("title: A title", f"title: {written}")).title == title


def test_types_come_from_the_contract_not_from_the_look() -> None:
    briefing = content(
        ITEM
        + "lang: no\ntopics: [2024, on]\nauthors: [1, ~.1]\nkey_facts:\n- {text: yes, status: unverified, credibility: 1, date: 2024}\n"
        "figures:\n- {label: 3, value: 1e6, display: 12_000, sha: }\n".replace(", sha: ", "")
    )
    assert (briefing.lang, briefing.topics, briefing.authors) == ("no", ("2024", "on"), ("1", "~.1"))
    assert (briefing.key_facts[0].text, briefing.key_facts[0].credibility, briefing.key_facts[0].date) == (
        "yes",
        "1",
        "2024",
    )
    assert (briefing.figures[0].label, briefing.figures[0].value, briefing.figures[0].display) == ("3", "1e6", "12_000")


def test_digits_are_kept_as_written() -> None:
    figure = content(HEAD + "figures:\n- {label: L, value: {min: 1.50, max: 2E3}}\n").figures[0]
    assert figure.value == Range(min="1.50", max="2E3")


def test_alternatives_are_told_apart_by_their_form() -> None:
    fact = content(GOOD.replace("sources: [s]", "answers: [a, {question: b#c, partly: true}, '#d']")).key_facts[0]
    assert fact.answers == ("a", Answer(question="b#c", partly=True), "#d")
    quote = content(
        HEAD + "quotes:\n- {text: T, speaker: A, translations: {fr: U, de: {text: V, by: machine}}}\n"
    ).quotes[0]
    assert quote.translations == {"fr": "U", "de": Rendering(text="V", by="machine")}


@pytest.mark.parametrize(
    "optional",
    [
        "lang:",
        "topics:",
        "topics: []",
        "changes:",
        "tlp:",
        "state: ''",
        "review_by: ' '",
        "related: # later",
        "quotes: []",
    ],
)
def test_an_optional_field_left_empty_is_absent(optional: str) -> None:
    assert content(f"{ITEM}{optional}\n") == content(ITEM)


@pytest.mark.parametrize("required", ["title:", "title: ''", "title: '  '", "title: # later", "title: |\n"])
def test_a_required_field_left_empty_is_missing(required: str) -> None:
    assert rules(ITEM.replace("title: A title", required)) == ["missing-field"]


@pytest.mark.parametrize("null", ["null", "Null", "NULL", "nUlL", "~"])
@pytest.mark.parametrize(
    "place", ["title: {}", "lang: {}", "authors: [{}]", "authors:\n- {}", "figures: [{{label: L, value: {}}}]", "{}: x"]
)
def test_a_plain_null_is_an_error_everywhere(null: str, place: str) -> None:
    field = place.format(null)
    text = ITEM.replace("title: A title", field) if field.startswith("title") else f"{ITEM}{field}\n"
    assert rules(text) == ["null"]


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_and_a_byte_order_mark_change_nothing(ending: str, mark: str) -> None:
    text = GOOD.replace("A summary.", "|\n  Two\n  lines")
    assert content(mark + text.replace("\n", ending)) == content(text)


def test_positions_are_the_same_with_any_line_endings_and_a_byte_order_mark() -> None:
    text = GOOD.replace("unverified", "unsure")
    assert first("\ufeff" + text.replace("\n", "\r\n")) == first(text)


def test_columns_count_characters() -> None:
    problem = first(HEAD + "key_facts: [{text: 😀 é 文, status: unsure}]\n")
    assert (problem.line, problem.column) == (4, 35)


@pytest.mark.parametrize("code", [0x00, 0x08, 0x0B, 0x0C, 0x0E, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0xFFFE, 0xFFFF])
def test_control_characters_are_errors_raw_and_escaped(code: int) -> None:
    assert rules(ITEM.replace("A title", f"A {chr(code)} title")) == ["control-character"]
    assert rules(ITEM.replace("A title", f'"A title\\u{code:04x}"')) == ["control-character"]
    assert rules(ITEM.replace("A title", f'"A title"\n"a\\u{code:04x}": b')) == ["control-character"]


def test_surrogates_are_errors_raw_and_escaped() -> None:
    assert rules(ITEM.encode().replace(b"A title", b"A \xed\xa0\x80")) == ["not-utf-8"]
    assert rules(ITEM.replace("A title", '"\\ud800"')) == ["yaml-syntax"]


@pytest.mark.parametrize("code", [0x061C, 0x200B, 0x200E, 0x200F, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF])
def test_bidirectional_and_zero_width_controls_are_warnings(code: int) -> None:
    assert rules(ITEM.replace("A title", f"A {chr(code)}title")) == ["invisible-character"]
    assert rules(ITEM.replace("A title", f'"A \\u{code:04x}title"')) == ["invisible-character"]


@pytest.mark.parametrize("content_", ["utf-16", "utf-32", "latin-1", "cp1252"])
def test_other_encodings_are_errors(content_: str) -> None:
    assert rules(ITEM.replace("A title", "Café").encode(content_))[0] == "not-utf-8"


def test_a_file_of_one_mebibyte_is_read_and_a_larger_one_is_not() -> None:
    assert rules(ITEM + "#" * (1024 * 1024 - len(ITEM))) == []
    assert rules(ITEM + "#" * (1024 * 1024 - len(ITEM) + 1)) == ["file-too-large"]


def test_thirty_two_levels_are_read_and_one_more_is_not() -> None:
    assert rules(f"{ITEM}x: {'[' * 31}{']' * 31}\n") == ["unknown-field"]
    assert rules(f"{ITEM}x: {'[' * 32}{']' * 32}\n") == ["too-deep"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "no-document"),
        ("# nothing\n", "no-document"),
        ("---\n", "no-document"),
        ("---\n...\n", "no-document"),
        (f"{ITEM}---\n", "second-document"),
        (f"{ITEM}...\n---\n{ITEM}", "second-document"),
        (f"{ITEM}--- # empty\n", "second-document"),
    ],
)
def test_a_file_holds_one_document(text: str, rule: str) -> None:
    assert rules(text) == [rule]


@pytest.mark.parametrize("text", [f"---\n{ITEM}", f"{ITEM}...\n", f"# a\n--- # b\n{ITEM}...\n# c\n"])
def test_the_marks_of_one_document_are_allowed(text: str) -> None:
    assert content(text) == content(ITEM)


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("lang: &a en", "anchor"),
        ("&a lang: en", "anchor"),
        ("topics: &a [b]", "anchor"),
        ("lang: *a", "alias"),
        ("*a : b", "alias"),
        ("<<: {lang: en}", "merge-key"),
        ("lang: !!str en", "tag"),
        ("lang: !en", "tag"),
        ("lang: ! en", "tag"),
        ("topics: !!seq [a]", "tag"),
        ("!!str lang: en", "tag"),
    ],
)
def test_each_forbidden_part_of_yaml_has_its_own_hint(field: str, rule: str) -> None:
    found = read_briefing("briefings/x.yml", f"{ITEM}{field}\n".encode()).problems
    assert rule in [problem.rule for problem in found]
    assert all(problem.hint for problem in found)


def test_what_stands_beside_a_forbidden_part_is_still_checked() -> None:
    assert rules(f"%YAML 1.1\n---\n{ITEM}lang: &a xx\ntlp: white\n---\n") == [
        "directive",
        "anchor",
        "wrong-value",
        "second-document",
    ]


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("- {", "- \n  {"),
        '{"title": "T", "date": "2024-10-28", "summary": "S", "quotes": [{"text": "a", "speaker": "b"}]}',
    ],
)
def test_block_flow_and_json_are_all_read(text: str) -> None:
    assert content(text).title


def test_a_duplicate_field_is_told_and_the_first_one_counts() -> None:
    document = read_briefing("briefings/x.yml", f"{ITEM}title: Another\n".encode())
    assert [problem.rule for problem in document.problems] == ["duplicate-key"]
    assert getattr(document.content, "title", "") == "A title"


def test_a_misspelt_field_is_one_problem_though_the_right_one_is_missing() -> None:
    assert rules(ITEM.replace("title", "tittle")) == ["unknown-field"]


def test_all_faults_of_a_file_are_told_in_the_order_of_their_places() -> None:
    text = "title:\ndate: 1\nsummary: S\nlang: xx\ntlp: white\ncolour: red\nkey_facts:\n- text: T\n  date: 0\n- status: x\n"
    found = read_briefing("briefings/x.yml", text.encode()).problems
    assert [(p.line, p.rule) for p in found] == [
        (1, "missing-field"),
        (2, "wrong-day"),
        (4, "wrong-language"),
        (5, "wrong-value"),
        (6, "unknown-field"),
        (9, "wrong-date"),
        (10, "missing-field"),
        (10, "wrong-value"),
    ]


def test_an_item_is_named_by_its_id_and_its_place_counts_from_one() -> None:
    assert first(GOOD.replace("unverified", "unsure")).where == 'key_facts[1] "f" > status'


def test_an_empty_reference_before_a_comment_that_looks_like_one_gets_a_hint() -> None:
    problem = first(f"{GOOD}- text: T\n  status: unverified\n  updates: #e\n")
    assert (problem.rule, problem.hint) == ("commented-reference", 'put it in quotes: "#e"')


def test_an_empty_text_before_a_comment_is_only_empty() -> None:
    assert content(ITEM + "lang: #en\n") == content(ITEM)


def test_a_registry_is_read_into_its_entries() -> None:
    actors = read_registry("briefings/registry/actors.yml", b"a: {name: A, aliases: [B]}\n2b: {name: {en: X, fr: Y}}\n")
    assert actors.problems == ()
    assert isinstance(actors.content, dict)
    assert list(actors.content) == ["a", "2b"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A: {name: A}\n", "wrong-id"),
        ("a b: {name: A}\n", "wrong-id"),
        ("a: {}\n", "missing-field"),
        ("a:\n", "missing-field"),
        ("a: {name: {}}\n", "missing-field"),
        ("a: {name: {xx: A}}\n", "wrong-language"),
        ("a: {name: [A]}\n", "wrong-type"),
        ("a: A\n", "wrong-type"),
        ("a: {name: A, kind: city}\n", "wrong-value"),
        ("a: {name: A, wikidata: P42}\n", "wrong-id"),
        ("a: {name: A, url: example.org}\n", "wrong-url"),
        ("a: {name: A, aliases: B}\n", "wrong-type"),
        ("a: {name: A, alias: [B]}\n", "unknown-field"),
        ("", "no-document"),
        ("- a\n", "no-document"),
        ("a: {name: A}\na: {name: B}\n", "duplicate-key"),
        ("null: {name: A}\n", "null"),
    ],
)
def test_a_broken_registry_is_told_once(text: str, rule: str) -> None:
    assert [problem.rule for problem in read_registry("briefings/registry/actors.yml", text.encode()).problems] == [
        rule
    ]


def test_ids_are_derived_from_words_whatever_the_place() -> None:
    items = [
        "- {text: 'The *first* fact, told.', status: unverified}\n",
        "- {text: 세 번째, status: unverified}\n",
        "- {text: '☃', status: unverified}\n",
    ]
    orders = [content(HEAD + "key_facts:\n" + "".join(order)).key_facts for order in (items, items[::-1])]
    assert [fact.id for fact in orders[0]] == [fact.id for fact in reversed(orders[1])]
    assert orders[0][0].id == "fact-the-first-fact-told"


def test_each_kind_of_item_has_its_own_derived_ids() -> None:
    briefing = content(
        HEAD
        + "key_facts: [{text: T, status: unverified}]\nquotes: [{text: T, speaker: A}]\nfigures: [{label: T, display: d}]\nopen_questions: [{question: T}]\n"
    )
    ids = [
        item.id
        for items in (briefing.key_facts, briefing.quotes, briefing.figures, briefing.open_questions)
        for item in items
    ]
    assert ids == ["fact-t", "quote-t", "figure-t", "question-t"]


def test_defaults_are_filled_in() -> None:
    briefing = content(SOURCES + HEAD + FACT)
    fact = briefing.key_facts[0]
    assert (briefing.state, briefing.tlp, briefing.lang) == ("published", "clear", None)
    assert isinstance(fact, KeyFact)
    assert (fact.kind, fact.date, fact.answers) == ("fact", None, ())


@pytest.mark.parametrize(
    "lines",
    [
        "authors: [a, # why]\n  b\nlang: en\n",
        "summary: |\n  – id: a text\nauthors: [a\n",
        "summary: 'see:this\n",
        "summary: See\n  10:30 and\n  https://example.org: here\n",
    ],
)
def test_what_is_no_slip_is_not_taken_for_one(lines: str) -> None:
    problem = first(lines)
    assert problem.rule == "yaml-syntax"
    assert not re.search("comment|space|entry", problem.sentence())
