"""The published schemas: valid, described to the last field, and of one mind with the checker, as an editor sees files."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from generator.load.document import read_briefing
from generator.model import json_schema
from generator.model.briefing import ITEM_LISTS, Briefing
from generator.model.json_schema import briefing_schema, registry_schema, schema_text
from generator.model.leaves import LEAVES
from generator.model.registry import REGISTRIES
from generator.model.shape import Choice, Either, Record, Scalar, Sequence, Shape, Table, shape_of

ROOT = Path(__file__).resolve().parent.parent
NAMES = ["briefing", *REGISTRIES]


class Core(yaml.CSafeLoader):
    """Reads scalars by the core schema of YAML 1.2 (section 10.3.2), as editors do."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - PyYAML's own name and type


for tag, pattern in {
    "null": r"|~|null|Null|NULL",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), None)


def construct_int(loader: Core, node: yaml.ScalarNode) -> int:
    text = str(node.value)
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


def construct_float(loader: Core, node: yaml.ScalarNode) -> float:
    return float(str(node.value).lower().replace(".inf", "inf").replace(".nan", "nan"))


Core.add_constructor("tag:yaml.org,2002:int", construct_int)
Core.add_constructor("tag:yaml.org,2002:float", construct_float)


def seen(text: str) -> Any:
    """A file as an editor sees it."""
    return yaml.load(text, Loader=Core)


def complaints(schema: dict[str, Any], data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in Draft202012Validator(schema).iter_errors(data)]


HEADER = "title: T\ndate: 2026-03-02\nsummary: S\n"
QUESTION = "open_questions: [{question: Why}]\n"

GOOD = {
    "texts that look like something else": "title: 1984\ndate: 2026-03-02\nsummary: true\nlang: no\nauthors: [007, 1.5]\n"
    + QUESTION,
    "empty optional fields": HEADER + "lang:\ntopics:\nstate:\nreview_by:\nsources:\n" + QUESTION,
    "empty fields of items": HEADER
    + "key_facts: [{text: A, kind: , status: unverified, date: , sources: , responses: , answers: , basis: }]\n",
    "empty list of items beside another": HEADER + "key_facts: []\nquotes:\n" + QUESTION,
    "ids of digits": HEADER + "topics: [2024, 1e3]\nrelated: [20260302]\n" + QUESTION,
    "partial dates": HEADER + "sources: [{id: a, title: A, date: 2026}, {id: b, title: B, date: 2026-03}]\n" + QUESTION,
    "quoted values": 'title: "T"\ndate: "2026-03-02"\nsummary: S\nfigures: [{label: A, value: "12", period: "2026"}]\n',
    "grades, plain and quoted": HEADER
    + "key_facts: [{text: A, status: unverified, credibility: 2}, {text: B, status: unverified, credibility: '2'}]\n",
    "a range with one bound": HEADER
    + "figures: [{label: A, value: {min: 0.5}}, {label: B, value: {max: 1e6}}, {label: C, value: {min: 1, max: }}]\n",
    "words for a number": HEADER + "figures: [{label: A, display: millions}, {label: B, display: 3, value: }]\n",
    "periods": HEADER
    + "figures: [{label: A, value: 1, period: 2024/2026}, {label: B, value: 1, period: 2026-02-01/2026-03-02}]\n",
    "judgement": HEADER
    + "key_facts: [{text: A, kind: judgement, likelihood: likely, confidence: low, basis: B, status: }]\n",
    "answers": HEADER
    + "key_facts: [{text: A, status: unverified, answers: [why, 'x#why-not', {question: '#how', partly: true}]}]\n",
    "translations": HEADER + "quotes: [{text: A, speaker: B, translations: {fr: C, no: {text: 1, by: machine}}}]\n",
    "moot": HEADER
    + "open_questions: [{question: A, state: moot, moot_because: 5}, {question: B, state: open, moot_because: }]\n",
    "withdrawn": HEADER + "state: withdrawn\nchanges: [{date: 2026-03-02, kind: retraction, note: N, item: gone}]\n",
}

WRONG = {
    "nothing": "{}",
    "no title": "date: 2026-03-02\nsummary: S\n" + QUESTION,
    "empty title": "title:\ndate: 2026-03-02\nsummary: S\n" + QUESTION,
    "blank title": "title: ' '\ndate: 2026-03-02\nsummary: S\n" + QUESTION,
    "long title": f"title: {'a' * 301}\ndate: 2026-03-02\nsummary: S\n" + QUESTION,
    "title is a list": "title: [T]\ndate: 2026-03-02\nsummary: S\n" + QUESTION,
    "unknown field": HEADER + "titel: T\n" + QUESTION,
    "month for a day": "title: T\ndate: 2026-03\nsummary: S\n" + QUESTION,
    "day in words": "title: T\ndate: 2 March 2026\nsummary: S\n" + QUESTION,
    "thirteenth month": "title: T\ndate: 2026-13-02\nsummary: S\n" + QUESTION,
    "early year": HEADER + "sources: [{id: a, title: A, date: 999}]\n" + QUESTION,
    "no item": HEADER,
    "empty lists of items": HEADER + "key_facts: []\nfigures:\n",
    "list in a word": HEADER + "topics: traffic\n" + QUESTION,
    "empty entry": HEADER + "topics: [a, ]\nauthors:\n  -\n" + QUESTION,
    "same entry twice": HEADER + "topics: [a, a]\n" + QUESTION,
    "unknown state": HEADER + "state: Draft\n" + QUESTION,
    "unknown label": HEADER + "tlp: TLP:CLEAR\n" + QUESTION,
    "language in words": HEADER + "lang: french language\n" + QUESTION,
    "withdrawn without a reason": HEADER + "state: withdrawn\n" + QUESTION,
    "withdrawn with empty changes": HEADER + "state: withdrawn\nchanges:\n",
    "change without a kind": HEADER + "changes: [{date: 2026-03-02, note: N}]\n" + QUESTION,
    "source without an id": HEADER + "sources: [{title: A}]\n" + QUESTION,
    "id with capitals": HEADER + "sources: [{id: Town, title: A}]\n" + QUESTION,
    "id that starts with a digit": HEADER + "open_questions: [{id: 3rd, question: A}]\n",
    "url without a scheme": HEADER + "sources: [{id: a, title: A, url: www.example.org}]\n" + QUESTION,
    "short hash": HEADER + "sources: [{id: a, title: A, sha256: 9f86}]\n" + QUESTION,
    "reliability as a number": HEADER + "sources: [{id: a, title: A, reliability: 1}]\n" + QUESTION,
    "fact without a status": HEADER + "key_facts: [{text: A}]\n",
    "fact with an empty status": HEADER + "key_facts: [{text: A, status: }]\n",
    "unknown status": HEADER + "key_facts: [{text: A, status: denied}]\n",
    "status of a forecast": HEADER + "key_facts: [{text: A, kind: forecast, status: unverified}]\n",
    "likelihood of a fact": HEADER + "key_facts: [{text: A, status: unverified, likelihood: likely}]\n",
    "likelihood of an assumption": HEADER + "key_facts: [{text: A, kind: assumption, likelihood: likely}]\n",
    "confidence without basis": HEADER + "key_facts: [{text: A, kind: judgement, confidence: low}]\n",
    "basis without confidence": HEADER + "key_facts: [{text: A, kind: judgement, basis: B}]\n",
    "seventh grade": HEADER + "key_facts: [{text: A, status: unverified, credibility: 7}]\n",
    "response without a stance": HEADER + "key_facts: [{text: A, status: unverified, responses: [{by: B}]}]\n",
    "reference in words": HEADER + "key_facts: [{text: A, status: unverified, updates: the old one}]\n",
    "yes for true": HEADER + "key_facts: [{text: A, status: unverified, answers: [{question: q, partly: yes}]}]\n",
    "quote without a speaker": HEADER + "quotes: [{text: A}]\n",
    "translation into no language": HEADER + "quotes: [{text: A, speaker: B, translations: {the other: C}}]\n",
    "empty translation": HEADER + "quotes: [{text: A, speaker: B, translations: {fr: }}]\n",
    "figure without a value": HEADER + "figures: [{label: A}]\n",
    "figure with an empty value": HEADER + "figures: [{label: A, value: , display: }]\n",
    "range without a bound": HEADER + "figures: [{label: A, value: {}}]\n",
    "number with separators": HEADER + 'figures: [{label: A, value: "12,000"}]\n',
    "number with underscores": HEADER + "figures: [{label: A, value: 12_000}]\n",
    "number without end": HEADER + "figures: [{label: A, value: .inf}]\n",
    "number in words": HEADER + "figures: [{label: A, value: millions}]\n",
    "a day for a period": HEADER + "figures: [{label: A, value: 1, period: 2026-03-02}]\n",
    "a period of two precisions": HEADER + "figures: [{label: A, value: 1, period: 2026/2026-03}]\n",
    "moot without a reason": HEADER + "open_questions: [{question: A, state: moot}]\n",
    "reason of an open question": HEADER + "open_questions: [{question: A, moot_because: B}]\n",
}


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_a_schema(name: str) -> None:
    text = schema_text(name)
    schema = json.loads(text)
    Draft202012Validator.check_schema(schema)
    assert text.endswith("}\n")
    assert schema == (briefing_schema() if name == "briefing" else registry_schema(name))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"https://briefpress.github.io/briefpress/schema/{name}-1.json"


@pytest.mark.parametrize("name", NAMES)
def test_every_field_and_definition_is_described(name: str) -> None:
    schema = json.loads(schema_text(name))
    records = [schema, *schema["$defs"].values()]
    assert all(record["title"] and record["description"] for record in records)
    for record in records:
        for field, described in record.get("properties", {}).items():
            assert described["description"].endswith("."), (record["title"], field)


def test_every_value_of_a_list_is_described_for_both_families_of_editors() -> None:
    for schema in subschemas(briefing_schema()):
        if "enumDescriptions" in schema:
            assert len(schema["enumDescriptions"]) == len(schema["enum"])
            assert schema.get("x-intellij-enum-metadata", {}).keys() <= set(schema["enum"])


def test_completion_is_never_offered_what_the_checker_forbids() -> None:
    """Editors offer ``null`` where a type or a list of values admits it, and true and false where a type admits those."""
    texts = [schema for schema in subschemas(briefing_schema()) if "maxLength" in schema]
    assert texts
    assert [schema for schema in texts if "boolean" in schema["type"]] == []
    assert [
        s
        for s in subschemas(without_conditions(briefing_schema()))
        if "null" in s.get("type", ()) or None in s.get("enum", ())
    ] == []


def without_conditions(schema: Any) -> Any:
    """A schema without what stands below ``not``, ``if`` and ``then``, where completion doesn't look."""
    if isinstance(schema, list):
        return [without_conditions(entry) for entry in schema]
    if isinstance(schema, dict):
        return {
            name: without_conditions(part) for name, part in schema.items() if name not in ("not", "if", "then", "else")
        }
    return schema


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from subschemas(part)


@pytest.mark.parametrize("path", sorted((ROOT / "briefings").glob("2*/*.yml")), ids=lambda path: path.stem)
def test_schema_accepts_the_dossier(path: Path) -> None:
    assert complaints(briefing_schema(), seen(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", REGISTRIES)
def test_schema_accepts_the_registries(name: str) -> None:
    assert (
        complaints(registry_schema(name), seen((ROOT / f"briefings/registry/{name}.yml").read_text(encoding="utf-8")))
        == []
    )


@pytest.mark.parametrize(
    "text",
    ["A: {name: N}", "a: {}", "a: {name: }", "a: {name: N, colour: red}", "a: {name: {the other: N}}", "a: N"],
)
@pytest.mark.parametrize("name", REGISTRIES)
def test_schema_rejects_wrong_entries_of_registries(name: str, text: str) -> None:
    assert complaints(registry_schema(name), seen(text)) != []


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_schema_and_loader_accept(text: str) -> None:
    assert [problem.sentence() for problem in read_briefing("a.yml", text.encode()).problems] == []
    assert complaints(briefing_schema(), seen(text)) == []


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_schema_rejects(text: str) -> None:
    assert complaints(briefing_schema(), seen(text)) != []


SAMPLES = [
    *("a", "a-b", "a#b", '"#a"', "x1", "3a", "A", "Q42", "é", "the words", "-", "--", "a_b", "f" * 64, "0" * 63 + "a"),
    *(
        "0",
        "1",
        "7",
        "007",
        "12000",
        "12_000",
        "12.50",
        "-3.5",
        "+5",
        "1e6",
        "1E-3",
        "1e400",
        ".5",
        "5.",
        "0x1f",
        "0o17",
        "1:30",
    ),
    *(
        "999",
        "1000",
        "2026",
        "9999",
        "10000",
        "2026-03",
        "2026-13",
        "2026-03-02",
        "2026-02-30",
        "2026-3-2",
        "2026/2027",
        "2026-01/2026",
    ),
    *(
        "2026-01-01/2026-02-01",
        "2027/2026",
        ".inf",
        "-.inf",
        ".nan",
        "999999999999999",
        "1000000000000001",
        "123456789.12345678",
    ),
    *("true", "false", "True", "yes", "no", "on", "en", "fr-CA", "english", "zh-Hant", "x-a", "en_GB"),
    *("https://example.org/a?b=c#d", "http://a", "https://", "ftp://a", "www.example.org", "mailto:a@b.org", "//a"),
    *(
        "null",
        "~",
        "",
        '""',
        '"  "',
        '"2026"',
        '"12"',
        '"true"',
        "'no'",
        "[]",
        "[a]",
        "{}",
        "{a: b}",
        f"'{'a' * 301}'",
        f"'{'a' * 10001}'",
    ),
]


@pytest.mark.parametrize("required", [True, False], ids=["required", "optional"])
@pytest.mark.parametrize("leaf", [leaf for leaf in LEAVES if leaf != "registry id"])  # that one is only ever a key
def test_schema_accepts_every_scalar_that_the_loader_accepts(leaf: str, required: bool) -> None:
    schema = json_schema.Writer().value(Scalar(leaf), required)
    validator = Draft202012Validator(schema)
    for text in SAMPLES:
        written = yaml.load(text, Loader=yaml.BaseLoader)
        is_text = isinstance(written, str) and text not in ("null", "~")
        if not is_text:
            accepted = False
        elif not written.strip():
            accepted = text == "" and not required  # an empty field; quoted, it is a text to editors
        else:
            accepted = LEAVES[leaf].check(written.strip()) is None and (leaf, text) not in ODD
        assert validator.is_valid(seen(text)) or not accepted, text


ODD = {(leaf, word) for leaf in LEAVES for word in ("true", "false") if leaf.endswith("id") or leaf == "reference"}
"""What an editor underlines although the checker accepts it: an id that is the word true or false."""


def written(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from([text, json.dumps(text)])


GOOD_SCALARS = {
    **dict.fromkeys(("text", "label", "markup", "short markup", "actor"), ("The bridge", "1984", "true", "no", "3.5")),
    **dict.fromkeys(("item id", "source id", "local item id", "reference"), ("a", "b-2", "no")),
    **dict.fromkeys(("briefing id", "topic id", "indicator id", "registry id"), ("a", "20260302", "1e3")),
    "day": ("2026-03-02",),
    "date": ("2026", "2026-03", "2026-03-02"),
    "period": ("2026", "2026-03", "2025/2026"),
    "number": ("0", "-3.50", "1e6", "12000"),
    "boolean": ("true", "false"),
    "url": ("https://example.org/a", "http://example.org:80/?q=1#f"),
    "language": ("no", "en", "zh-Hant"),
    "sha256": ("9f" * 32,),
    "wikidata": ("Q42",),
}


def values(shape: Shape) -> st.SearchStrategy[str]:
    """Good values of a shape, as YAML in flow style."""
    match shape:
        case Scalar():
            return st.sampled_from(GOOD_SCALARS[shape.leaf]).flatmap(written)
        case Choice():
            return st.sampled_from(shape.values).flatmap(written)
        case Either():
            return values(shape.scalar) | values(shape.other)
        case Sequence():
            entries = st.lists(
                values(shape.entry), max_size=2, unique_by=lambda entry: json.dumps(seen(entry)).strip('"')
            )
            return entries.map(lambda found: f"[{', '.join(found)}]")
        case Table():
            keys = st.sampled_from(["no", "en", "fr"])
            return st.dictionaries(keys, values(shape.value), min_size=1, max_size=2).map(as_map)
        case Record():
            return records(shape)


def records(shape: Record) -> st.SearchStrategy[str]:
    required = {field.name: values(field.shape) for field in shape.fields.values() if field.required}
    optional = {field.name: values(field.shape) | st.just("") for field in shape.fields.values() if not field.required}
    chosen = st.sets(st.sampled_from(sorted(optional)), max_size=4) if optional else st.just(set())
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries({**required, **{name: optional[name] for name in names}})
    ).map(as_map)


def as_map(fields: dict[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"


@settings(max_examples=60, deadline=None)
@given(records(shape_of(Briefing)))
def test_schema_accepts_every_structure_that_the_loader_accepts(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_schema, "CONDITIONS", {})
        schema = briefing_schema()
    assert [problem.sentence() for problem in read_briefing("a.yml", text.encode()).problems] == []
    assert complaints(schema, seen(text)) == []


def test_at_least_one_item_is_asked_for_in_every_list() -> None:
    named = [next(iter(part["properties"])) for part in briefing_schema()["else"]["anyOf"]]
    assert named == list(ITEM_LISTS)
