"""The reference for contributors, written from the model: ``fields.md`` and ``messages.md`` of ``docs/reference/``.

``python -m generator.model.reference docs/reference`` writes them anew (``make reference``).
"""

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator import rules
from generator.model.briefing import (
    Answer,
    Briefing,
    Change,
    Figure,
    KeyFact,
    OpenQuestion,
    Quote,
    Range,
    Rendering,
    Response,
    Source,
)
from generator.model.json_schema import title_of
from generator.model.meanings import KINDS, MEANINGS, Kind, list_of
from generator.model.registry import REGISTRIES
from generator.model.shape import Choice, Either, Field, Record, Scalar, Sequence, Shape, Table, shape_of

EXAMPLES = Path(__file__).with_name("examples.yml")
STRUCTS = (Briefing, Source, KeyFact, Response, Answer, Quote, Rendering, Figure, Range, OpenQuestion, Change)


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a contributor wrote and the message that follows; no lines where the fault is not in any line."""

    message: str
    lines: str = ""
    file: str = ""
    """The file, where its name or place matters."""


_FIELDS = """# Field reference

Every field that a briefing can have. A field that is left out, or left empty, is not there; only those marked *required* must be.
How to write the YAML itself, and what ids and references are, is on [its own page](yaml.md); how to weigh evidence with these
fields is in [writing a briefing](../contribute/writing.md).

Your editor can show all this while you type: see [setting up an editor](../contribute/editor.md).
"""
_REGISTRIES = """## Registries

`briefings/registry/` holds up to three files: `actors.yml`, `topics.yml` and `indicators.yml`. Each is a map of ids to entries. Where
the file of topics or indicators exists, only what it holds can be named; where it doesn't, any id will do. An actor can always be
a plain name.
"""
_MESSAGES = """# Messages

What `briefpress check` can say, by the name that stands in square brackets at the end of a message. A message names the file, the
line and the column, the place in the briefing (entries of a list count from 1, and items are named by their id), what is wrong, and what to do:

> `briefings/2026/2026-03-02-bridge-closed.yml:14:12: error: figures[1] > value: “1,200” is not a number; write the digits without separators: 1200 [wrong-number]`

An **error** stops the build: nothing is published until it is mended. A **warning** is a doubt, and may be right to leave; with
`--strict` it stops the build too. All messages of all files come at once.
"""


def field_reference() -> str:
    """The page of all fields, all lists of values and all kinds of value."""
    parts = [_FIELDS]
    parts += [_struct(shape_of(struct), "##") for struct in STRUCTS]
    parts += [_REGISTRIES, *(_struct(shape_of(struct), "###") for struct in REGISTRIES.values())]
    parts += [
        "## Lists of values\n\nThe words stand in the YAML as they are here, in every language; the site translates them.\n"
    ]
    parts += [_list(name) for name in MEANINGS]
    parts += ["## Kinds of value\n\nA value is the text that is written; what it means is decided by its field.\n"]
    parts += [_kind(name, kind) for name, kind in KINDS.items()]
    return "\n".join(parts)


def message_reference() -> str:
    """The page of all messages, in the groups of ``rules.py``."""
    parts, shown = [_MESSAGES], examples()
    for group, names in groups_of_rules():
        parts.append(f"## {group}\n")
        parts += [_rule(name, shown[name]) for name in names]
    return "\n".join(parts)


def examples() -> dict[str, Example]:
    """An example of each rule, from ``examples.yml``."""
    return msgspec.yaml.decode(EXAMPLES.read_bytes(), type=dict[str, Example])


def groups_of_rules() -> list[tuple[str, list[str]]]:
    """The rules under the comments that group them in the source of their table."""
    groups: list[tuple[str, list[str]]] = []
    for comment, name in re.findall(r'^    (?:# (.+)|"([a-z0-9-]+)": _)', inspect.getsource(rules), re.MULTILINE):
        if comment:
            groups.append((comment, []))
        else:
            groups[-1][1].append(name)
    return groups


def _struct(record: Record, level: str) -> str:
    rows = ["| field | value | default | meaning |", "|---|---|---|---|"]
    rows += [
        f"| `{field.name}` | {_type(field.shape)} | {_need(field)} | {_cell(field.description)} |"
        for field in record.fields.values()
    ]
    return f"{level} {title_of(record.struct)}\n\n{record.struct.__doc__}\n\n" + "\n".join(rows) + "\n"


def _need(field: Field) -> str:
    return "*required*" if field.required else f"`{field.default}`" if field.default else ""


def _type(shape: Shape) -> str:
    match shape:
        case Scalar():
            heading = next(name for name, kind in KINDS.items() if shape.leaf in kind.leaves)
            return f"[{shape.kind.words}](#{_anchor(heading)})"
        case Choice():
            return _link(words_of(list_of(shape.values)))
        case Sequence():
            return f"list of: {_type(shape.entry)}"
        case Table():
            return f"map of {_type(shape.key)} to {_type(shape.value)}"
        case Either():
            return f"{_type(shape.scalar)}, or {_type(shape.other)}"
        case Record():
            return _link(title_of(shape.struct))


def _link(heading: str) -> str:
    words = heading if heading[:2].isupper() else heading[0].lower() + heading[1:]
    return f"[{words}](#{_anchor(heading)})"


def words_of(name: str) -> str:
    """The name of a list of values in words: ``FactStatus`` is “Fact status”."""
    return {"Tlp": "TLP label"}.get(name) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _list(name: str) -> str:
    rows = [f"| `{value}` | {_cell(meaning)} |" for value, meaning in MEANINGS[name].items()]
    return f"### {words_of(name)}\n\n| value | meaning |\n|---|---|\n" + "\n".join(rows) + "\n"


def _kind(name: str, kind: Kind) -> str:
    lines = [f"### {name}\n", kind.meaning]
    for word, examples in (("Right", kind.right), ("Wrong", kind.wrong)):
        if examples:
            lines.append(f"\n{word}: {', '.join(f'`{example}`' for example in examples)}")
    return "\n".join(lines) + "\n"


def _rule(name: str, example: Example) -> str:
    rule = rules.RULES[name]
    return f"### {name}\n\n**{rule.level.capitalize()}.** {rule.meaning}\n\n" + "\n".join(_example(example))


def _example(example: Example) -> Iterator[str]:
    if example.file and not example.lines:
        yield f"The file `{example.file}`:\n"
    elif example.lines:
        language = "html" if example.file.endswith(".md") else "yaml"
        title = f' title="{example.file}"' if example.file else ""
        yield f"```{language}{title}\n{example.lines}\n```\n"
    yield f"> `` {example.message} ``\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _anchor(heading: str) -> str:
    return heading.lower().replace(" ", "-")


def main(folder: Path) -> None:
    """Write both pages into a folder."""
    (folder / "fields.md").write_text(field_reference(), encoding="utf-8", newline="\n")
    (folder / "messages.md").write_text(message_reference(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
