"""One file → a briefing or a registry, and its problems."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path as FilePath
from typing import Any

import msgspec

from generator.load.fit import fitting
from generator.load.folder import content_of
from generator.load.plain import plain_data
from generator.load.structure import MAXIMUM_FAULTS, MAXIMUM_MARKS, Structure
from generator.load.subset import Parsed, parse
from generator.load.syntax import Position
from generator.load.text import character_name, decode, invisible, printable
from generator.markup import marks
from generator.model.briefing import ITEM_LISTS, Briefing
from generator.model.identifiers import derived_id
from generator.model.registry import REGISTRIES, Actor, Indicator, Topic
from generator.model.shape import Scalar, Table, shape_of
from generator.problem import Fault, Level, Path, Problem
from generator.rules import level_of

_LISTS_WITH_IDS = frozenset({"sources", *ITEM_LISTS})
_IDS_AND_WORDS = frozenset({"id", "text", "label", "question"})
_NO_FIELDS = frozenset({"<<", "?", ""})

Entries = dict[str, Actor] | dict[str, Topic] | dict[str, Indicator]


class Document(msgspec.Struct, frozen=True):
    """One file as it was read. ``content`` is None when the file could not be parsed; with problems it is a mended copy."""

    path: str
    content: Briefing | Entries | None
    broken: frozenset[Path]
    problems: tuple[Problem, ...]
    given_ids: frozenset[Path] = frozenset()
    """The items whose id was written, not derived."""
    vague: bool = False
    """Not all ids that the file means to hold are known, so nobody can say that one is missing."""


def not_read(path: str, problem: Problem) -> Document:
    """A file of which nothing is known but that it can't be read."""
    return Document(path, None, frozenset(), (problem,), vague=True)


def read_briefing(path: str, content: bytes) -> Document:
    """The briefing in the bytes of a file; ``path`` is only for messages."""
    text, problems = decode(path, content)
    if text is not None and not problems and (plain := plain_briefing(text)):
        briefing, given = _with_ids(plain)
        return Document(path, briefing, frozenset(), (), given)
    return _read(path, text, problems, _briefing)


def judge_briefing(path: str, content: bytes) -> Document:
    """The same as ``read_briefing``, without its short way for plain files: what the two are tested by."""
    return _read(path, *decode(path, content), _briefing)


def plain_briefing(text: str) -> Briefing | None:
    """The briefing in a text that is plain YAML and holds nothing to tell; None where that is in doubt."""
    data = plain_data(text)
    briefing = None if data is None else fitting(data, Briefing)
    return briefing if len(text) <= MAXIMUM_MARKS or marks(text) <= MAXIMUM_MARKS else None


def read_registry(path: str, content: bytes) -> Document:
    """The entries of a registry; which one is told by the file's stem."""
    struct = REGISTRIES[path.rpartition("/")[2].rpartition(".")[0]]
    return _read(path, *decode(path, content), lambda data, structure: _entries(data, structure, struct))


def locate(site: FilePath, path: str, faults: Iterable[Fault], level: Callable[[str], Level]) -> list[Problem]:
    """Faults of a file that was read before, with their positions: the file is read again, and only now located."""
    waiting = list(faults)
    return locate_in(content_of(site, path), path, waiting, level) if waiting else []


def locate_in(content: bytes, path: str, waiting: list[Fault], level: Callable[[str], Level]) -> list[Problem]:
    """The same in the bytes of the file."""
    if not waiting:
        return []
    text = decode(path, content)[0] or ""
    parsed, end = parse(text, with_positions=True), _end(text)
    if not isinstance(parsed, Parsed):
        return [_problem(path, (1, 1), fault, (1, 1), "", level(fault.rule)) for fault in waiting]
    return [
        _problem(path, end, fault, _position(parsed, fault), _where(parsed, fault.path), level(fault.rule))
        for fault in waiting
    ]


def _read(path: str, text: str | None, problems: list[Problem], build: Callable[[Any, Structure], Any]) -> Document:
    """What the judge of all files says: PyYAML, and the walk that tells every fault."""
    if text is None:
        return Document(path, None, frozenset(), tuple(problems), vague=True)
    parsed, end = parse(text), _end(text)
    if not isinstance(parsed, Parsed):
        fault, position = parsed
        return Document(
            path,
            None,
            frozenset(),
            tuple(sorted([*problems, _problem(path, end, fault, position, "", "error")])),
            vague=True,
        )
    structure = Structure(parsed.broken, parsed.comments, parsed.indented)
    built, given = build(parsed.data, structure)
    for fault, position in parsed.faults:
        problems.append(_problem(path, end, fault, position, _where(parsed, fault.path), "error"))
    faults = [*structure.faults]
    if "\\" in text or invisible(text):
        faults += islice(_invisible_characters(parsed.data, ()), MAXIMUM_FAULTS)
    if faults:
        located = parse(text, with_positions=True)
        assert isinstance(located, Parsed)
        problems += [
            _problem(path, end, f, _position(located, f), _where(located, f.path), level_of(f.rule)) for f in faults
        ]
    lost = [*structure.broken, *(fault.path for fault, _ in parsed.faults)]
    vague = any(_hides_ids(place, isinstance(built, Briefing)) for place in lost)
    return Document(path, built, frozenset(structure.broken), tuple(sorted(problems)), given, vague)


def _hides_ids(place: Path, in_briefing: bool) -> bool:
    """Whether a broken place, or one with a field that can't be used, may hold an id, or the words that an id is made of."""
    if len(place) == 1:
        return not in_briefing or place[0] in _LISTS_WITH_IDS or place[0] in _NO_FIELDS
    in_list = in_briefing and place[:1] and place[0] in _LISTS_WITH_IDS
    return bool(in_list) and (len(place) == 2 or (len(place) == 3 and place[2] in _IDS_AND_WORDS | _NO_FIELDS))


def _briefing(data: Any, structure: Structure) -> tuple[Briefing, frozenset[Path]]:
    mended = structure.record(data, shape_of(Briefing), ())
    return _with_ids(msgspec.convert(mended, Briefing))


def _with_ids(briefing: Briefing) -> tuple[Briefing, frozenset[Path]]:
    """The briefing with an id for every item, and the items whose id was given."""
    given: set[Path] = set()
    changed: dict[str, Any] = {}
    for name in ITEM_LISTS:
        items = getattr(briefing, name)
        given.update([(name, place) for place, item in enumerate(items) if item.id])
        if not all(item.id for item in items):
            changed[name] = tuple(
                item if item.id else msgspec.structs.replace(item, id=derived_id(item)) for item in items
            )
    return (msgspec.structs.replace(briefing, **changed) if changed else briefing), frozenset(given)


def _entries(data: Any, structure: Structure, struct: type[msgspec.Struct]) -> tuple[Any, frozenset[Path]]:
    mended = structure.mend(data, Table(Scalar("registry id"), shape_of(struct)), ())
    entries = mended if isinstance(mended, dict) else {}
    return {name: msgspec.convert(entry, struct) for name, entry in entries.items()}, frozenset()


def _invisible_characters(data: Any, path: Path) -> Iterator[Fault]:
    if isinstance(data, str):
        if match := invisible(data):
            message = f"the text holds a character that can't be seen ({character_name(match[0])})"
            yield Fault(path, "invisible-character", message, "delete it, unless the writing needs it")
    else:
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _invisible_characters(value, (*path, key))


def _position(parsed: Parsed, fault: Fault) -> Position:
    """Where a path stands; a place that is not in the file is shown at the nearest one around it."""
    path = fault.path
    if fault.on_key and path in parsed.keys:
        return parsed.keys[path]
    while path:
        if found := parsed.values.get(path):
            return found
        path = path[:-1]
    return (1, 1)


def _where(parsed: Parsed, path: Path) -> str:
    """A path in words, items by their own id: ``key_facts[4] "co2" > source``. Entries count from 1."""
    words: list[str] = []
    data: Any = parsed.data
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
            words[-1] += f"[{step + 1}]"
            if isinstance(data, dict) and isinstance(name := data.get("id"), str) and name:
                words[-1] += f' "{_line(name)}"'
        else:
            data = data.get(step) if isinstance(data, dict) else None
            words.append(_line(step))
    return " > ".join(words)


def _line(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _problem(path: str, end: Position, fault: Fault, position: Position, where: str, level: Level) -> Problem:
    return Problem(printable(path), *min(position, end), fault.rule, level, where, fault.message, fault.hint)


def _end(text: str) -> Position:
    """Where a text ends; to libyaml, a last line that is not ended has another one below it, which nobody sees."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")
