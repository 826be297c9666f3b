"""The rules between files: what a reference may lead to, and that one broken file is no other file's problem."""

import pytest

from generator.check import check_site
from generator.nearest import probable
from generator.settings import read_settings
from tests.conftest import FACT, GOOD, HEAD, SOURCES, Site, Told

QUESTION = f"{HEAD}open_questions:\n- {{id: q, question: Q}}\n"
LATER = "2024-10-29"


def referring(fields: str, state: str = "published", tlp: str = "clear", date: str = "2024-10-28") -> str:
    """A briefing whose one fact refers to something."""
    head = HEAD.replace("2024-10-28", date)
    return f"{head}state: {state}\ntlp: {tlp}\n{SOURCES}key_facts:\n- {{id: g, text: G, status: unverified, sources: [s], {fields}}}\n"


def rules_of(told: Told, files: dict[str, str]) -> list[str]:
    return [problem.split()[1] for problem in told(dict(files))]


@pytest.mark.parametrize(
    ("fields", "rules"),
    [
        ("updates: b#f", []),
        ("updates: b#s", ["unknown-item"]),
        ("updates: c#q", ["unknown-item"]),
        ("updates: b#gone", ["unknown-item"]),
        ("updates: gone#f", ["unknown-briefing"]),
        ("updates: f", ["unknown-item"]),
        ("answers: [c#q]", []),
        ("answers: [{question: c#q, partly: true}]", []),
        ("answers: [b#f]", ["unknown-item"]),
        ("answers: [c#gone, gone#q]", ["unknown-item", "unknown-briefing"]),
        ("answers: [{question: c#gone}]", ["unknown-item"]),
        ("answers: [c#q, c#q]", ["same-entry"]),
        ("basis: '[a](b) [b](b#f) [c](b#s) [d](c#q)', confidence: low", []),
        ("basis: '[a](gone) [b](b#gone)', confidence: low", ["unknown-briefing", "unknown-item"]),
    ],
)
def test_a_reference_leads_to_an_item_of_the_right_kind(fields: str, rules: list[str], told: Told) -> None:
    assert rules_of(told, {"a.yml": referring(fields), "b.yml": GOOD, "c.yml": QUESTION}) == rules


@pytest.mark.parametrize("field", ["text: T, basis: '[a](b#f)', confidence: low", "text: T, updates: b#fact-a-fact"])
def test_a_derived_id_is_as_good_as_a_given_one(field: str, told: Told) -> None:
    derived = GOOD.replace("id: f, ", "")
    assert (
        told(
            {
                "b.yml": derived,
                "a.yml": referring(
                    field.replace("text: T, ", "").replace("b#f'", "b#fact-a-fact'").replace("b#f)", "b#fact-a-fact)")
                ),
            }
        )
        == []
    )


@pytest.mark.parametrize("field", ["related: [{}]", "translation_of: {}"])
def test_a_briefing_that_is_named_must_be_there(field: str, told: Told) -> None:
    assert rules_of(told, {"a.yml": f"{GOOD}lang: fr\n{field.format('b')}\n", "b.yml": GOOD}) == []
    assert rules_of(told, {"a.yml": f"{GOOD}lang: fr\n{field.format('c')}\n", "b.yml": GOOD}) == ["unknown-briefing"]


@pytest.mark.parametrize("fields", ["updates: b#f", "answers: [b#q]"])
@pytest.mark.parametrize(("date", "rules"), [("2024-10-29", []), ("2024-10-28", []), ("2024-10-27", ["later-date"])])
def test_only_an_earlier_briefing_or_one_of_the_same_day_can_be_updated_or_answered(
    fields: str, date: str, rules: list[str], told: Told
) -> None:
    target = f"{GOOD}open_questions:\n- {{id: q, question: Q}}\n"
    assert rules_of(told, {"a.yml": referring(fields, date=date), "b.yml": target}) == rules
    withdrawn = f"{HEAD}state: withdrawn\nchanges: [{{date: {LATER}, kind: retraction, note: N}}]\n"
    assert rules_of(told, {"a.yml": referring(fields, date=date), "b.yml": withdrawn}) == rules


def test_a_link_or_a_related_briefing_may_be_of_a_later_day(told: Told) -> None:
    assert (
        told(
            {
                "a.yml": GOOD.replace("A summary.", "See [b](b#f).") + "related: [b]\n",
                "b.yml": GOOD.replace("2024-10-28", LATER),
            }
        )
        == []
    )


@pytest.mark.parametrize(
    "reference",
    [
        "updates: b#f",
        "updates: b#gone",
        "answers: [b#gone]",
        "basis: '[a](b#gone)', confidence: low",
        "basis: '[a](b)', confidence: low",
    ],
)
def test_references_to_a_withdrawn_briefing_stay_valid(reference: str, told: Told) -> None:
    withdrawn = f"{HEAD}state: withdrawn\nchanges: [{{date: {LATER}, kind: retraction, note: N}}]\n"
    assert told({"a.yml": referring(reference), "b.yml": withdrawn}) == []


@pytest.mark.parametrize(("state", "rules"), [("published", ["draft-reference"] * 3), ("draft", []), ("withdrawn", [])])
def test_a_published_briefing_cannot_refer_to_a_draft(state: str, rules: list[str], told: Told) -> None:
    text = (
        referring("updates: b#f, basis: '[b](b)', confidence: low", state)
        + f"related: [b]\nchanges: [{{date: {LATER}, kind: minor, note: N}}]\n"
    )
    assert rules_of(told, {"a.yml": text, "b.yml": f"{GOOD}state: draft\n"}) == rules


@pytest.mark.parametrize(
    ("own", "other", "is_wrong"),
    [
        ("clear", "green", True),
        ("green", "amber", True),
        ("amber", "amber+strict", True),
        ("amber+strict", "red", True),
        ("red", "red", False),
        ("amber", "green", False),
        ("green", "clear", False),
    ],
)
def test_a_briefing_cannot_refer_to_one_that_fewer_people_may_read(
    own: str, other: str, is_wrong: bool, told: Told
) -> None:
    files = {"a.yml": referring("updates: b#f", tlp=own) + "related: [b]\n", "b.yml": f"{GOOD}tlp: {other}\n"}
    assert rules_of(told, files) == ["tlp-reference"] * (2 if is_wrong else 0)


@pytest.mark.parametrize(
    ("original", "translation", "rules"),
    [
        ("lang: fr", "lang: en", []),
        ("lang: fr", "lang: fr", ["bad-translation"]),
        ("lang: FR", "lang: fr", ["bad-translation"]),
        ("lang: en", "", ["bad-translation"]),
        ("lang: pt", "lang: pt-BR", []),
        ("translation_of: c\nlang: fr", "lang: en", ["bad-translation"]),
    ],
)
def test_a_translation_is_of_an_original_in_another_language(
    original: str, translation: str, rules: list[str], told: Told
) -> None:
    files = {
        "a.yml": f"{GOOD}translation_of: b\n{translation}\n",
        "b.yml": f"{GOOD}{original}\n",
        "c.yml": f"{GOOD}lang: de\n",
    }
    assert rules_of(told, files) == rules


def test_the_language_of_a_briefing_that_names_none_is_that_of_the_site(told: Told) -> None:
    files = {
        "/mkdocs.yml": "site_name: T\ntheme: {name: material, language: fr}\n",
        "a.yml": f"{GOOD}translation_of: b\nlang: fr\n",
        "b.yml": GOOD,
    }
    assert told(files) == ["a.yml:8 bad-translation"]


@pytest.mark.parametrize("chain", [{"a": "b#g", "b": "a#g"}, {"a": "a#g"}, {"a": "b#g", "b": "c#g", "c": "a#g"}])
def test_a_chain_of_updates_that_leads_back_is_told_at_each_of_its_facts(chain: dict[str, str], told: Told) -> None:
    files = {f"{name}.yml": referring(f"updates: {target}") for name, target in chain.items()}
    assert rules_of(told, {**files, "z.yml": referring("updates: a#g")}) == ["circle"] * len(chain)


TOPICS = "a: {name: A}\nb: {name: B, parent: a}\n"


@pytest.mark.parametrize(
    ("files", "rules"),
    [
        ({"a.yml": f"{GOOD}topics: [anything]\n"}, []),
        ({"a.yml": f"{GOOD}topics: [a, b]\n", "registry/topics.yml": TOPICS}, []),
        ({"a.yml": f"{GOOD}topics: [a, c]\n", "registry/topics.yml": TOPICS}, ["unknown-topic"]),
        ({"a.yml": f"{GOOD}topics: [c]\n", "registry/indicators.yml": TOPICS.replace(", parent: a", "")}, []),
        ({"a.yml": GOOD, "registry/topics.yml": "a: {name: A, parent: c}\n"}, ["unknown-topic"]),
        ({"a.yml": GOOD, "registry/topics.yml": "a: {name: A, parent: a}\n"}, ["circle"]),
        (
            {
                "a.yml": GOOD,
                "registry/topics.yml": "a: {name: A, parent: b}\nb: {name: B, parent: a}\nc: {name: C, parent: a}\n",
            },
            ["circle", "circle"],
        ),
        ({"a.yml": f"{HEAD}{SOURCES}figures: [{{label: L, display: d, source: s, indicator: i}}]\n"}, []),
        (
            {
                "a.yml": f"{HEAD}{SOURCES}figures: [{{label: L, display: d, source: s, indicator: i}}]\n",
                "registry/indicators.yaml": "i: {name: I}\n",
            },
            [],
        ),
        (
            {
                "a.yml": f"{HEAD}{SOURCES}figures: [{{label: L, display: d, source: s, indicator: j}}]\n",
                "registry/indicators.yml": "i: {name: I}\n",
            },
            ["unknown-indicator"],
        ),
        (
            {"a.yml": GOOD, "registry/actors.yml": "a: {name: A, aliases: [B]}\nc: {name: C, aliases: [b]}\n"},
            ["shared-alias"],
        ),
        ({"a.yml": GOOD, "registry/actors.yml": "a: {name: {en: A, fr: É}}\nc: {name: e}\n"}, ["shared-alias"]),
        ({"a.yml": GOOD, "registry/actors.yml": "a: {name: A, aliases: [A, á]}\n"}, []),
    ],
)
def test_what_stands_in_a_registry_must_be_there_and_be_one(
    files: dict[str, str], rules: list[str], told: Told
) -> None:
    assert rules_of(told, files) == rules


ACTORS = (
    "mark-rutte: {name: {en: Mark Rutte, uk: Марк Рютте}, aliases: [Rutte]}\nsouth-korea: {name: République de Corée}\n"
)


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("mark-rutte", []),
        ("Mark Rutte", []),
        ("MARK RÜTTE", []),
        ("марк рютте", []),
        ("rutte", []),
        ("Republique de Coree", []),
        ("Somebody Else", []),
        ("Mark Ruttes", ["near-actor"]),
        ("Marc Rutte", ["near-actor"]),
        ("mark-rute", ["near-actor"]),
        ("South Korea", ["near-actor"]),
    ],
)
def test_a_plain_name_is_the_registered_actor_case_and_accents_aside(name: str, rules: list[str], told: Told) -> None:
    for item in (
        f"quotes: [{{text: T, source: s, speaker: '{name}'}}]\n",
        f"figures: [{{label: L, display: d, source: s, attributed_to: ['{name}']}}]\n",
    ):
        assert rules_of(told, {"a.yml": HEAD + SOURCES + item, "registry/actors.yml": ACTORS}) == rules
    reply = referring(f"attributed_to: ['{name}'], responses: [{{by: '{name}', stance: denies}}]")
    assert rules_of(told, {"a.yml": reply, "registry/actors.yml": ACTORS}) == rules * 2


def test_one_actor_by_two_names_stands_twice_in_a_list(told: Told) -> None:
    assert rules_of(
        told, {"a.yml": referring("attributed_to: [mark-rutte, Rutte]"), "registry/actors.yml": ACTORS}
    ) == ["same-entry"]


@pytest.mark.parametrize(
    ("units", "registered", "rules"),
    [
        (["km", "km"], "", []),
        (["km", "m"], "", ["other-unit"]),
        (["km", ""], "", ["other-unit"]),
        (["", "km"], "", ["other-unit"]),
        (["km", "km"], "m", ["other-unit", "other-unit"]),
        (["m", "km"], "m", ["other-unit"]),
    ],
)
def test_a_series_has_one_unit(units: list[str], registered: str, rules: list[str], told: Told) -> None:
    files = {
        f"{name}.yml": f"{HEAD.replace('28', str(day))}{SOURCES}figures: [{{label: L, value: 1, as_of: 2024, source: s, indicator: i, unit: {unit}}}]\n"
        for name, day, unit in zip("ba", (27, 28), units, strict=True)
    }
    registry = {"registry/indicators.yml": f"i: {{name: I, unit: {registered}}}\n"}
    assert rules_of(told, {**files, **registry}) == rules


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "\0",
        "title: [",
        "- a",
        "title: 'a",
        "key_facts: [{text: [], status: unverified}]",
        HEAD + "key_fact: []\n",
        HEAD + "<<: x\n",
    ],
)
def test_a_file_that_cannot_be_read_is_no_other_files_problem(broken: str, told: Told) -> None:
    files = {"a.yml": referring("updates: b#f, answers: [b#q]") + "related: [b]\n", "b.yml": broken}
    assert [problem for problem in told(dict(files)) if not problem.startswith("b.yml")] == []


@pytest.mark.parametrize(
    "broken", ["", "topics: [", "a:\n- b\n", "A: {name: A}\n", "*a : b\n", "a: {name: A}\n<<: x\n"]
)
def test_a_registry_that_cannot_be_read_is_no_other_files_problem(broken: str, told: Told) -> None:
    files = {"a.yml": f"{GOOD}topics: [x]\n", "registry/topics.yml": broken}
    assert {problem.partition(":")[0] for problem in told(dict(files))} == {"registry/topics.yml"}


def test_an_unrelated_mistake_hides_no_wrong_reference(told: Told) -> None:
    files = {
        "a.yml": referring("updates: b#gone") + "lang: xx\n",
        "b.yml": f"{GOOD}tlp: white\n",
        "registry/topics.yml": "a: {name: A, parent: x}\n",
        "c.yml": f"{GOOD}topics: [b]\n",
    }
    assert rules_of(told, files) == ["unknown-item", "wrong-language", "wrong-value", "unknown-topic", "unknown-topic"]


@pytest.mark.parametrize("broken", ["date: 1", "lang: xx", "state: drft", "tlp: rde"])
def test_a_broken_field_causes_no_wrong_reference_in_any_file(broken: str, told: Told) -> None:
    name = broken.partition(":")[0]
    lines = [
        line for line in f"{GOOD}lang: en\nstate: draft\ntlp: red\n".splitlines() if not line.startswith(f"{name}:")
    ]
    target = "\n".join([*lines, broken]) + "\n"
    source = "\n".join([*lines, broken, "translation_of: b", "related: [b]"]) + "\n"
    assert "draft" in source or "red" in source
    problems = rules_of(told, {"a.yml": source.replace("id: f,", "id: f, updates: b#f,"), "b.yml": target})
    assert [rule for rule in problems if not rule.startswith(("wrong-", "bad-translation"))] == []


def test_problems_of_all_files_are_told_at_once_in_order(told: Told) -> None:
    wrong = GOOD.replace("unverified", "unsure") + "related: [gone]\nlang: xx\n"
    assert told({"b/x.yml": wrong, "a/y.yml": wrong, "registry/topics.yml": "A: {name: A}\n", "z.txt": ""}) == [
        *(
            f"{path}:{problem}"
            for path in ("a/y.yml", "b/x.yml")
            for problem in ("7 wrong-value", "8 unknown-briefing", "9 wrong-language")
        ),
        "registry/topics.yml:1 wrong-id",
        "z.txt:1 not-read",
    ]


def test_the_nearest_right_name_is_told(site: Site) -> None:
    files = {
        "2024-10-28-pyongyang.yml": GOOD.replace("id: f", "id: first-fact"),
        "b.yml": f"{GOOD}related: [2024-10-28-pyonyang]\n- ".removesuffix("- "),
    }
    hints = [problem.hint for problem in check_site(read_settings(site(files))).problems]
    assert hints == ["did you mean “2024-10-28-pyongyang”?"]


def test_the_corpus_is_in_the_order_of_dates_then_ids(site: Site) -> None:
    dates = {"c": "2024-10-28", "b": "2024-10-28", "a": "2024-10-29", "d": "2023-01-01"}
    files = {f"{name}.yml": f"{HEAD.replace('2024-10-28', date)}{SOURCES}{FACT}" for name, date in dates.items()}
    assert list(check_site(read_settings(site(files))).corpus.briefings) == ["d", "b", "c", "a"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("facts", "key_facts"),
        ("tlp:amber", "amber"),
        ("deny", "denies"),
        ("denial", "denies"),
        ("co", None),
        ("north", None),
    ],
)
def test_a_name_that_is_part_of_one_other_or_begins_like_it_is_offered(name: str, meant: str | None) -> None:
    assert (
        probable(name, ["key_facts", "amber", "amber+strict", "denies", "confirms", "north-korea", "north-sea"])
        == meant
    )
