"""The JSON Schema (draft 2020-12) of a briefing and of the registries, for editors and other tools.

Editors read YAML by the core schema of YAML 1.2, not by the contract: to them ``title: 1984`` is a number and an empty
field is null. The schema therefore accepts the looks that a good value can have, and leaves to ``briefpress check``
what only the written text can tell. What the checker accepts it accepts too, odd ways of writing aside (an id that
is the word ``true``, a day in a block of its own).

Three keywords beside the standard's are for editors: ``enumDescriptions`` and ``errorMessage`` are shown by VS Code and
whatever else runs yaml-language-server, ``x-intellij-enum-metadata`` by JetBrains. Completion there offers every word
that a ``type`` admits, ``null`` and ``true`` included; that is why such looks are admitted by a ``not``, or by a ``then``.
It writes a field's colon where it sees a ``type`` or an ``anyOf``, and its hover joins the titles of an ``anyOf``; that is
why alternatives are a ``oneOf`` inside an ``anyOf`` of one.
"""

import json
import re
from functools import cache
from typing import Any

import msgspec

from generator.model.briefing import ITEM_LISTS, Briefing, Figure, KeyFact, OpenQuestion, Range
from generator.model.meanings import meanings_of
from generator.model.registry import REGISTRIES
from generator.model.shape import Choice, Either, Field, Record, Scalar, Sequence, Shape, Table, shape_of
from generator.rules import RULES

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ADDRESS = "https://briefpress.github.io/briefpress/schema/{name}-1.json"

_TYPES = ("string", "number", "boolean", "array", "object")
_IDS = frozenset({"topic id", "briefing id", "source id", "reference"})
_UNQUOTED = {
    "$comment": "A text that looks like a number, true or false",
    "not": {"type": ["string", "array", "object", "null"]},
}
_EMPTY = {"$comment": "Left empty is left out", "not": {"type": list(_TYPES)}}


@cache
def schema_text(name: str = "briefing") -> str:
    """The schema as it is published: of a ``briefing``, or of the registry ``actors``, ``topics`` or ``indicators``."""
    schema = briefing_schema() if name == "briefing" else registry_schema(name)
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def briefing_schema() -> Schema:
    """The schema of a briefing's file."""
    writer = Writer()
    return _document("briefing", writer, writer.record(shape_of(Briefing)))


def registry_schema(name: str) -> Schema:
    """The schema of a registry's file."""
    writer = Writer()
    entries = writer.container(Table(Scalar("registry id"), shape_of(REGISTRIES[name])))
    words = {"title": f"Registry of {name}", "description": f"The {name} that briefings may name, by id."}
    return _document(name, writer, {**words, "type": "object", **entries})


def title_of(struct: type[msgspec.Struct]) -> str:
    """The name of a struct in words: ``KeyFact`` is a “Key fact”."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", struct.__name__).capitalize()


def _document(name: str, writer: "Writer", body: Schema) -> Schema:
    return {"$schema": DIALECT, "$id": ADDRESS.format(name=name), **body, "$defs": writer.definitions}


class Writer:
    """Writes shapes as schemas, and gathers the definitions that they refer to."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def record(self, record: Record) -> Schema:
        """A map with the fields of a struct, and what the contract asks of several of them together."""
        fields = record.fields.values()
        return {
            "title": title_of(record.struct),
            "description": record.struct.__doc__,
            "type": "object",
            "properties": {field.name: self.field(field) for field in fields},
            "required": [field.name for field in fields if field.required],
            "additionalProperties": False,
            **CONDITIONS.get(record.struct, {}),
        }

    def field(self, field: Field) -> Schema:
        """A field's value with its description and default."""
        default = {"default": field.default} if field.default else {}
        return {"description": field.description, **self.value(field.shape, field.required), **default}

    def value(self, shape: Shape, required: bool = True) -> Schema:
        """A value; one that is not required may be empty."""
        if isinstance(shape, Sequence | Table) and not required:
            kind = "array" if isinstance(shape, Sequence) else "object"
            others = [name for name in _TYPES if name != kind]
            expected = {"type": kind, "errorMessage": _SENTENCES[kind]}
            return {**self.container(shape), "if": {"type": others}, "then": expected}
        alternatives = self.alternatives(shape, required)
        if not required:
            alternatives.append(_EMPTY)
        return alternatives[0] if len(alternatives) == 1 else {"anyOf": [{"oneOf": alternatives}]}

    def alternatives(self, shape: Shape, required: bool) -> list[Schema]:
        """Every look that a value can have."""
        match shape:
            case Scalar():
                return _scalar(shape, required)
            case Choice():
                return _choice(shape.values)
            case Either():
                return [*self.alternatives(shape.scalar, required), *self.alternatives(shape.other, required)]
            case Record():
                return [self.reference(shape)]
            case Sequence():
                return [{"type": "array", **self.container(shape)}]
            case Table():
                return [{"type": "object", **self.container(shape)}]

    def container(self, shape: Sequence | Table) -> Schema:
        """What stands in a list or a map."""
        if isinstance(shape, Table):
            key = {**shape.key.kind.schema, "errorMessage": _hint(shape.key)}
            return {"propertyNames": key, "additionalProperties": self.value(shape.value)}
        entry = shape.entry.scalar if isinstance(shape.entry, Either) else shape.entry
        unique = {"uniqueItems": True} if isinstance(entry, Scalar) and entry.leaf in _IDS else {}
        return {"items": self.value(shape.entry), **unique}

    def reference(self, record: Record) -> Schema:
        """A pointer to the record's definition, which is written when it is first asked for."""
        name = record.struct.__name__
        if name not in self.definitions:
            self.definitions[name] = self.record(record)
        return {"$ref": f"#/$defs/{name}"}


def _scalar(scalar: Scalar, required: bool) -> list[Schema]:
    if hint := _hint(scalar):
        return [{**scalar.kind.schema, "errorMessage": hint}]
    blank = {"pattern": r"\S", "errorMessage": _SENTENCES["string"]} if required else {}
    return [{**scalar.kind.schema, **blank}, _UNQUOTED]


def _hint(scalar: Scalar) -> str:
    """What the checker tells whoever writes something else; nothing for a kind that takes any text."""
    complaint = scalar.kind.check("?")
    return f"{complaint.hint[0].upper()}{complaint.hint[1:]}." if complaint else ""


def _choice(values: tuple[str, ...]) -> list[Schema]:
    meanings = meanings_of(values)
    described = list(meanings.values())
    if values[0].isdigit():  # a number to editors, unless it is quoted
        quoted = {"type": "string", "pattern": f"^[{values[0]}-{values[-1]}]$"}
        return [{"enum": [int(value) for value in values], "enumDescriptions": described}, quoted]
    metadata = {value: {"description": meaning} for value, meaning in meanings.items()}
    return [{"enum": list(values), "enumDescriptions": described, "x-intellij-enum-metadata": metadata}]


_SENTENCES = {
    "string": "Write a text; it can't be empty.",
    "array": "Write a list: each entry on a line of its own that starts with “- ”.",
    "object": "Write a map, such as “en: …” on a line of its own.",
}


def _is(name: str, *values: str) -> Schema:
    return {"required": [name], "properties": {name: {"enum": list(values)}}}


def _has(name: str) -> Schema:
    return {"required": [name], "properties": {name: {"not": {"type": "null"}}}}


def _needs(rule: str, name: str, **more: Any) -> Schema:
    """A field must be there and not be empty; an editor says what the rule means."""
    message = {"errorMessage": RULES[rule].meaning}
    filled = {"if": {"type": "null"}, "then": {"type": "string", **message}}
    return {"required": [name], "properties": {name: {**more, **filled}}, **message}


def _forbids(rule: str, name: str) -> Schema:
    """A field must be left out or empty; an editor says what the rule means."""
    absent = {"type": "null", "errorMessage": RULES[rule].meaning}
    return {"properties": {name: {"if": {"type": list(_TYPES)}, "then": absent}}}


CONDITIONS: dict[type[msgspec.Struct], Schema] = {
    Briefing: {
        "if": _is("state", "withdrawn"),
        "then": _needs("no-reason", "changes", minItems=1),
        "else": {"anyOf": [_needs("no-items", name, minItems=1) for name in ITEM_LISTS]},
    },
    KeyFact: {
        "allOf": [
            {
                "if": _is("kind", "assumption", "judgement", "forecast"),
                "then": _forbids("status-not-allowed", "status"),
                "else": _needs("missing-status", "status"),
            },
            {"if": _is("kind", "judgement", "forecast"), "else": _forbids("likelihood-not-allowed", "likelihood")},
            {"if": _has("confidence"), "then": _needs("confidence-without-basis", "basis")},
            {"if": _has("basis"), "then": _needs("confidence-without-basis", "confidence")},
        ],
    },
    Figure: {"anyOf": [_needs("no-value", "value"), _needs("no-value", "display")]},
    Range: {"anyOf": [_needs("no-value", "min"), _needs("no-value", "max")]},
    OpenQuestion: {
        "if": _is("state", "moot"),
        "then": _needs("moot-without-reason", "moot_because"),
        "else": _forbids("moot-without-reason", "moot_because"),
    },
}
"""What the contract asks of several fields together, as far as a schema can say it."""
