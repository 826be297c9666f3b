"""The rules of one briefing: which values go together, and what the evidence must bear."""

import pytest

from tests.conftest import GOOD, HEAD, SOURCES, Told

BASE = HEAD + SOURCES


def fact(fields: str) -> str:
    return f"{BASE}key_facts:\n- {{text: T, sources: [s], {fields}}}\n"


def figure(fields: str) -> str:
    return f"{BASE}figures:\n- {{label: L, source: s, {fields}}}\n"


def question(fields: str) -> str:
    return f"{BASE}open_questions:\n- {{question: Q, {fields}}}\n"


def rules_of(told: Told, text: str) -> list[str]:
    return [problem.split()[1] for problem in told({"a.yml": text})]


@pytest.mark.parametrize(
    "text",
    [
        fact("status: unverified"),
        fact("kind: fact, status: refuted"),
        fact("kind: assumption"),
        fact("kind: judgement"),
        fact("kind: forecast, likelihood: likely"),
        fact("kind: judgement, likelihood: unlikely, confidence: low, basis: B"),
        fact("status: unverified, confidence: high, basis: B"),
        fact("status: confirmed, responses: [{by: A, stance: confirms}]"),
        f"{HEAD}key_facts:\n- {{text: T, kind: judgement}}\n- {{text: U, kind: assumption}}\n- {{text: V, kind: forecast}}\n",
        figure("value: 1, as_of: 2024"),
        figure("value: 1, period: 2024"),
        figure("value: {min: 1}, as_of: 2024"),
        figure("value: {max: 1}, as_of: 2024"),
        figure("value: {min: 1, max: 1.0}, as_of: 2024"),
        figure("value: {min: -1e3, max: -999}, as_of: 2024"),
        figure("display: many"),
        figure("value: 1, display: one, as_of: 2024"),
        question("why: W"),
        question("state: open"),
        question("state: moot, moot_because: B"),
        f"{HEAD}state: withdrawn\nchanges:\n- {{date: 2024-10-29, kind: minor, note: N}}\n",
        f"{HEAD}state: withdrawn\nchanges:\n- {{date: 2024-10-29, kind: update, note: N, item: gone}}\n- {{date: 2024-10-29, kind: minor, note: '[N](#gone)'}}\n",
        f"{GOOD}changes:\n- {{date: 2024-10-29, kind: retraction, note: N, item: gone}}\n- {{date: 2024-10-29, kind: update, note: N, item: s}}\n",
        f"{GOOD}- text: U\n  status: unverified\n  updates: '#f'\n  sources: ['#s']\n",
        f"{GOOD}- text: U\n  status: unverified\n  updates: f\n  sources: [s]\n",
        f"{GOOD}- text: U\n  status: unverified\n  updates: a#f\n  sources: [s]\n",
        f"{GOOD}- text: U\n  status: unverified\n  updates: fact-v\n  sources: [s]\n- text: V\n  status: unverified\n  sources: [s]\n",
        GOOD.replace(
            "A summary.",
            "See [a](#f) [b](#s) [c](a) [d](a#f) [e](mailto:a@b.org) [f](https://a.b/c) <https://a.b> ![i](x.png) <b> &amp;",
        ),
    ],
)
def test_what_goes_together_is_fine(text: str, told: Told) -> None:
    assert rules_of(told, text) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (fact(""), "missing-status"),
        (fact("kind: fact"), "missing-status"),
        (fact("kind: forecast, status: unverified"), "status-not-allowed"),
        (fact("kind: assumption, status: unverified"), "status-not-allowed"),
        (fact("status: unverified, likelihood: likely"), "likelihood-not-allowed"),
        (fact("kind: assumption, likelihood: likely"), "likelihood-not-allowed"),
        (fact("status: unverified, confidence: low"), "confidence-without-basis"),
        (fact("kind: judgement, basis: B"), "confidence-without-basis"),
        (fact("status: confirmed"), "weak-confirmation"),
        (fact("status: confirmed, responses: [{by: A, stance: qualifies}]"), "weak-confirmation"),
        (f"{HEAD}key_facts:\n- {{text: T, status: unverified}}\n", "no-source"),
        (f"{HEAD}quotes:\n- {{text: T, speaker: A}}\n", "no-source"),
        (f"{HEAD}figures:\n- {{label: T, display: many}}\n", "no-source"),
        (figure("unit: km"), "no-value"),
        (figure("value: {}, as_of: 2024"), "no-value"),
        (figure("value: {}, display: many, as_of: 2024"), "no-value"),
        (figure("value: {min: 2, max: 1}, as_of: 2024"), "min-above-max"),
        (figure("value: {min: -1, max: -1.5}, as_of: 2024"), "min-above-max"),
        (figure("value: 1"), "undated-figure"),
        (figure("value: {min: 1}"), "undated-figure"),
        (figure("value: 1, reported_on: 2024-10-28"), "undated-figure"),
        (question("state: moot"), "moot-without-reason"),
        (question("moot_because: B"), "moot-without-reason"),
        (f"{HEAD}state: withdrawn\n", "no-reason"),
        (f"{HEAD}state: withdrawn\nkey_facts:\n- {{text: T, kind: assumption}}\n", "no-reason"),
        (HEAD, "no-items"),
        (f"{BASE}state: draft\n", "no-items"),
        (
            f"{HEAD}sources:\n- {{id: s, title: T, archive_url: 'https://a.b'}}\nquotes:\n- {{text: T, speaker: A, source: s}}\n",
            "source-without-address",
        ),
        (f"{GOOD}topics: [a, a]\n", "same-entry"),
        (f"{GOOD}- {{text: U, status: unverified, sources: [s, '#s']}}\n", "same-entry"),
        (
            f"{GOOD}- {{text: U, status: unverified, sources: [s], answers: [q, a#q]}}\nopen_questions: [{{id: q, question: Q}}]\n",
            "same-entry",
        ),
        (f"{GOOD}- {{text: U, status: unverified, sources: [s], attributed_to: [René, RENE]}}\n", "same-entry"),
        (f"{GOOD}- {{id: f, text: U, kind: assumption}}\n", "same-item-id"),
        (f"{GOOD}- {{id: s, text: U, kind: assumption}}\n", "same-item-id"),
        (f"{GOOD}- {{id: fact-u, text: V, kind: assumption}}\n- {{text: U, kind: assumption}}\n", "same-item-id"),
        (f"{GOOD}- {{text: U, kind: assumption}}\n- {{text: u?, kind: assumption}}\n", "same-item-id"),
        (f"{GOOD}related: [a]\n", "own-reference"),
        (f"{GOOD}translation_of: a\n", "own-reference"),
        (f"{GOOD}changes:\n- {{date: 2024-10-29, kind: update, note: N, item: gone}}\n", "unknown-item"),
        (GOOD.replace("A summary.", "See [a](#gone)"), "unknown-item"),
        (GOOD.replace("A summary.", "See [a](gone)"), "unknown-briefing"),
        (GOOD.replace("A summary.", "See [a](/b)"), "wrong-link"),
        (GOOD.replace("A summary.", "See [a](A)"), "wrong-link"),
        (GOOD.replace("A summary.", "See [a](javascript:b)"), "wrong-link"),
        (GOOD.replace("A summary.", "<javascript:b>"), "wrong-link"),
        (GOOD.replace("A summary.", "See [a](https://b@c.d)"), "wrong-link"),
        (GOOD.replace("A summary.", "See [a](b#)"), "wrong-link"),
    ],
)
def test_what_does_not_go_together_is_told_once(text: str, rules: str, told: Told) -> None:
    assert rules_of(told, text) == [rules]


@pytest.mark.parametrize(
    "text",
    [
        fact("kind: judgment, likelihood: likely"),
        fact("status: verified"),
        fact("kind: fakt, status: unverified"),
        fact("status: unverified, confidence: hihg, basis: B"),
        fact("status: confirmed, responses: [{by: A, stance: confirm}]"),
        figure("value: 1k"),
        figure("value: {min: 1k}, as_of: 2024"),
        figure("value: 1, as_of: 2024-13"),
        question("state: mooted, moot_because: B"),
        question("state: moot, moot_becuase: B"),
        BASE + "key_fact: [{text: T, status: unverified}]\n",
        BASE + "key_facts: T\n",
        BASE + "key_facts: *a\n",
        GOOD.replace("sources:\n", "source:\n"),
        GOOD.replace("{id: s,", "{ID: s,"),
        GOOD.replace("{id: s,", "{id: S,"),
        GOOD.replace("date: 2024-10-28", "date: 28 October"),
        f"{HEAD}state: withdrawn\nchanges: soon\n",
        f"{HEAD}state: withdrwan\n",
        f"{HEAD}sources:\n- {{id: s, title: T, url: a.b}}\nquotes:\n- {{text: T, speaker: A, source: s}}\n",
        GOOD.replace("sources: [s]", "sources: [S]"),
        GOOD.replace("sources: [s]", "sources: s"),
        f"{GOOD}- {{text: [U], kind: assumption}}\n- text:\n    - V\n  kind: assumption\n".replace(
            "- text:\n    - V\n  kind: assumption\n", ""
        ),
    ],
)
def test_one_mistake_is_one_problem(text: str, told: Told) -> None:
    assert len(rules_of(told, text)) == 1


@pytest.mark.parametrize(
    ("origins", "rules"),
    [
        ("publisher: A|publisher: B", []),
        ("publisher: A|publisher: á", ["weak-confirmation"]),
        ("publisher: A, origin: X|publisher: B, origin: x", ["weak-confirmation"]),
        ("publisher: A, origin: X|publisher: A, origin: Y", []),
        ("publisher: A, origin: B|publisher: B", ["weak-confirmation"]),
        ("url: 'https://a.b'|url: 'https://a.b'", []),
    ],
)
def test_ten_outlets_with_one_origin_are_one_source(origins: str, rules: list[str], told: Told) -> None:
    sources = "".join(f"- {{id: s{n}, title: T, {fields}}}\n" for n, fields in enumerate(origins.split("|")))
    assert (
        rules_of(told, f"{HEAD}sources:\n{sources}key_facts:\n- {{text: T, status: confirmed, sources: [s0, s1]}}\n")
        == rules
    )


EXTRACT = "« Nous viendrons – dit-il – avec l’aide de “nos amis” ; nous   resterons. »"


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("Nous viendrons", []),
        ("Nous viendrons - dit-il — avec l'aide de «nos amis»", []),
        ("« Nous viendrons […] nous resterons. »", []),
        ("“nos amis” ... resterons", []),
        ("[...] avec l‘aide …", []),
        ("nous\n resterons", []),
        ("nous viendrons", ["not-in-extract"]),
        ("nous resterons … Nous viendrons", ["not-in-extract"]),
        ("Nous ne viendrons", ["not-in-extract"]),
        ("Nous viendrons avec", ["not-in-extract"]),
    ],
)
def test_the_words_of_a_quote_stand_in_the_extract_of_its_source(words: str, rules: list[str], told: Told) -> None:
    text = f"{HEAD}sources:\n- id: s\n  title: T\n  publisher: P\n  extract: {EXTRACT}\nquotes:\n- speaker: A\n  source: '#s'\n  text: |\n    {words.replace(chr(10), chr(10) + '    ')}\n"
    assert rules_of(told, text) == rules


NUMBERS = "In 2024 500 of 12,000 men; 1.234.567,8 t, 3’500 kg, 1 500 000 shells, 0.5 %, 7,25 km, 1,50,000 rounds, ٣٬٠٠٠, 10 000 to 15 000."


@pytest.mark.parametrize(
    "number",
    [
        "500",
        "12000",
        "1.2e4",
        "12",
        "1234567.8",
        "3500",
        "1500000",
        "0.5",
        "0.50",
        "7.25",
        "150000",
        "3000",
        "10000",
        "15000",
        "-500",
        "2024",
    ],
)
def test_a_number_is_found_in_an_extract_however_it_is_written(number: str, told: Told) -> None:
    assert rules_of(told, _figure_beside(NUMBERS, f"value: {number}")) == []


@pytest.mark.parametrize("number", ["50", "2", "1234", "567", "000", "8", "5", "120", "1500", "12001", "202"])
def test_a_number_that_is_only_part_of_another_one_is_not_there(number: str, told: Told) -> None:
    assert rules_of(told, _figure_beside(NUMBERS, f"value: {int(number)}")) == ["number-not-in-extract"]


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ("value: {min: 10000, max: 15000}", []),
        ("value: {min: 10001, max: 15000}", ["number-not-in-extract"]),
        ("value: {min: 1, max: 2}", ["number-not-in-extract"] * 2),
        ("value: 1, display: 1’500’000 shells", ["number-not-in-extract"]),
        ("value: 1500000, display: so many", []),
        ("value: 77, display: 500 of", []),
        ("display: lots", []),
    ],
)
def test_words_will_do_in_place_of_a_number(fields: str, rules: list[str], told: Told) -> None:
    assert rules_of(told, _figure_beside(NUMBERS, fields)) == rules


def _figure_beside(extract: str, fields: str) -> str:
    return f"{HEAD}sources:\n- id: s\n  title: T\n  publisher: P\n  extract: {extract}\nfigures:\n- {{label: L, as_of: 2024, source: s, {fields}}}\n"


FUTURE = "2025-01-02"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (GOOD.replace("2024-10-28", FUTURE), 1),
        (GOOD.replace("2024-10-28", "2025-01-01"), 0),
        (f"{GOOD}review_by: 2030-01-01\n", 0),
        (f"{GOOD}changes: [{{date: {FUTURE}, kind: minor, note: N}}]\n", 1),
        (GOOD.replace("A paper", f"A paper, date: {FUTURE}, accessed: {FUTURE}"), 2),
        (GOOD.replace("A paper", "A paper, date: 2025"), 0),
        (GOOD.replace("A paper", "A paper, date: 2025-01"), 0),
        (GOOD.replace("A paper", "A paper, date: 2025-02"), 1),
        (GOOD.replace("A paper", "A paper, date: 2026"), 1),
        (fact(f"status: unverified, date: {FUTURE}"), 1),
        (fact(f"kind: judgement, date: {FUTURE}"), 1),
        (fact(f"kind: forecast, date: {FUTURE}"), 0),
        (fact(f"status: unverified, responses: [{{by: A, stance: denies, date: {FUTURE}}}]"), 1),
        (f"{BASE}quotes: [{{text: T, speaker: A, source: s, date: {FUTURE}}}]\n", 1),
        (figure(f"value: 1, as_of: {FUTURE}"), 1),
        (figure(f"value: 1, as_of: {FUTURE}, nature: forecast"), 0),
        (figure(f"value: 1, as_of: {FUTURE}, nature: target"), 0),
        (figure(f"value: 1, as_of: {FUTURE}, nature: estimate"), 1),
        (figure("value: 1, period: 2024"), 0),
        (figure("value: 1, period: 2025"), 1),
        (figure("value: 1, period: 2024-12-01/2025-01-01"), 0),
        (figure("value: 1, period: 2024-12/2025-01"), 1),
        (figure(f"value: 1, as_of: 2024, reported_on: {FUTURE}"), 1),
    ],
)
def test_a_date_after_the_clock_is_a_warning(text: str, count: int, told: Told) -> None:
    assert rules_of(told, text) == ["future-date"] * count
