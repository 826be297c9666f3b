"""Plain data against the model's shape: every fault at once, and a mended copy that the model accepts.

A value that is wrong is told and left out, so that the rules that come after can still look at everything else. Where
the model can't do without it, an empty stand-in takes its place; its path is among the broken ones, about which nobody
complains again.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from generator.load.slips import NO_BREAK_INDENT, PLAIN_SPACES, entry_hint, field_slip
from generator.markup import marks
from generator.model.complaint import shown
from generator.model.leaves import LEAVES
from generator.model.shape import Choice, Either, Field, Record, Scalar, Sequence, Shape, Table
from generator.nearest import one_of, probable
from generator.problem import Fault, Path

MAXIMUM_FAULTS = 500
"""More faults of one file are not told: nobody reads them, and a hostile file must not cost minutes."""
MAXIMUM_MARKS = 20_000
"""In the markup of one file; a guard against texts made to exhaust the reader of markup."""
_ABSENT: Any = object()
_MARKUP = frozenset({"markup", "short markup"})
_COMMENTABLE = frozenset({"reference", "source id", "local item id"})


class Structure:
    """One walk over the data of one document; afterwards ``faults`` and ``broken`` say what was found."""

    def __init__(self, broken: set[Path], comments: Mapping[Path, str], indented: Container[Path]) -> None:
        self.faults: list[Fault] = []
        self.broken = broken
        self.comments = comments
        self.indented = indented
        self.marks = 0

    def mend(self, data: Any, shape: Shape, path: Path) -> Any:
        """The value as the shape wants it, or _ABSENT where it is empty or wrong."""
        if isinstance(shape, Scalar):
            return self._scalar(data, shape, path)
        if isinstance(shape, Choice):
            return self._choice(data, shape, path)
        if isinstance(shape, Either):
            return self.mend(data, shape.scalar if isinstance(data, str) else shape.other, path)
        if data == "":
            self._comment(path)
            return _ABSENT
        if isinstance(shape, Sequence):
            return self._sequence(data, shape, path)
        return self._table(data, shape, path) if isinstance(shape, Table) else self.record(data, shape, path)

    def record(self, data: Any, shape: Record, path: Path) -> Any:
        """The fields of a record; unknown ones are told, missing ones too."""
        if not isinstance(data, dict):
            hint = _record_hint(data, shape, bool(path) and isinstance(path[-1], int))
            return self._wrong(path, "wrong-type", f"{_seen(data)} stands where fields are expected", hint)
        mended: dict[str, Any] = {}
        for name, value in data.items():
            if (field := shape.fields.get(name)) is None:
                self._unknown((*path, name), shape, data)
            elif (found := self.mend(value, field.shape, (*path, name))) is not _ABSENT:
                mended[name] = found
        for field in shape.fields.values():
            if field.required and field.name not in mended:
                mended[field.name] = self._missing(field, path, field.name in data)
        return mended

    def _unknown(self, path: Path, shape: Record, data: dict[str, Any]) -> None:
        if path in self.broken or len(self.faults) >= MAXIMUM_FAULTS:
            return
        name = str(path[-1])
        meant = probable(name.lower(), shape.fields)
        if meant and meant not in data:
            self.broken.add((*path[:-1], meant))  # it isn't missing too, nor are those that look into it wrong
        hint = f"did you mean “{meant}”?" if meant else f"the fields here are {', '.join(shape.fields)}"
        if path in self.indented:
            hint = f"{NO_BREAK_INDENT}; {PLAIN_SPACES}"
        self._tell(Fault(path, "unknown-field", f"there is no field {shown(name)} here", hint, on_key=True))

    def _missing(self, field: Field, path: Path, is_empty: bool) -> Any:
        place = (*path, field.name)
        if place not in self.broken:
            message = f"“{field.name}” is {'empty' if is_empty else 'missing'}"
            where = place if is_empty else path
            self._tell(Fault(where, "missing-field", message, "it is required", on_key=is_empty))
            self.broken.add(place)
        return _stand_in(field)

    def _scalar(self, data: Any, shape: Scalar, path: Path) -> Any:
        if not isinstance(data, str):
            hint = f"if it is meant as text, put it in quotes, as it {'holds “: ”' if isinstance(data, dict) else 'starts like a list'}"
            return self._wrong(
                path, "wrong-type", f"{_seen(data)} stands where {_article(shape.kind.words)} is expected", hint
            )
        if data == "":
            if shape.leaf in _COMMENTABLE:
                self._comment(path)
            return _ABSENT
        if shape.leaf in _MARKUP and (total := self._marks(data)) > MAXIMUM_MARKS:
            hint = f"at most {MAXIMUM_MARKS:,} are read; split the briefing"
            return self._wrong(
                path, "too-many-values", f"up to here the file holds {total:,} characters that could be marks", hint
            )
        if complaint := shape.kind.check(data):
            hint = complaint.hint
            if shape.leaf == "reference" and path in self.comments and "#" not in data:
                hint = f"leave out the space before “{self.comments[path]}”, which is a comment now"
            return self._wrong(path, f"wrong-{_rule(shape.leaf)}", complaint.message, hint)
        return data == "true" if shape.leaf == "boolean" else data

    def _marks(self, text: str) -> int:
        self.marks += marks(text)
        return self.marks

    def _choice(self, data: Any, shape: Choice, path: Path) -> Any:
        if data == "":
            return _ABSENT
        if not isinstance(data, str):
            return self._wrong(
                path, "wrong-type", f"{_seen(data)} stands where one word is expected", f"write {one_of(shape.values)}"
            )
        if data not in shape.values:
            written = {value.lower(): value for value in shape.values}
            meant = probable(data.lower(), written)
            hint = f"{f'did you mean “{written[meant]}”? ' if meant else ''}it can be {one_of(shape.values)}"
            return self._wrong(path, "wrong-value", f"{shown(data)} is not one of the values", hint)
        return data

    def _sequence(self, data: Any, shape: Sequence, path: Path) -> Any:
        if not isinstance(data, list):
            hint = _list_hint(data, shape.entry)
            return self._wrong(path, "wrong-type", f"{_seen(data)} stands where a list is expected", hint)
        return [self._entry(value, shape.entry, (*path, place)) for place, value in enumerate(data)]

    def _entry(self, value: Any, shape: Shape, path: Path) -> Any:
        """One entry of a list. A broken one becomes an empty stand-in, so that the others keep their places."""
        found = self.mend(value, shape, path)
        if value == "" and path not in self.broken:
            self._wrong(path, "empty-entry", "this entry of the list is empty", "write it, or delete the “-”")
        if found is not _ABSENT:
            return found
        self.broken.add(path)
        if isinstance(shape, Record):
            return {field.name: _stand_in(field) for field in shape.fields.values() if field.required}
        return ""

    def _table(self, data: Any, shape: Table, path: Path) -> Any:
        if not isinstance(data, dict):
            in_entries = isinstance(data, list) and all(isinstance(entry, dict) for entry in data)
            hint = "leave out the “- ” before “en: …”" if in_entries else "write “en: …” on a line of its own"
            return self._wrong(path, "wrong-type", f"{_seen(data)} stands where a map is expected", hint)
        mended: dict[str, Any] = {}
        for key, value in data.items():
            place = (*path, key)
            if complaint := shape.key.kind.check(key):
                self._tell(
                    Fault(place, f"wrong-{_rule(shape.key.leaf)}", complaint.message, complaint.hint, on_key=True)
                )
                self.broken.add(place)
                continue
            found = self.mend(value, shape.value, place)
            if found is not _ABSENT:
                mended[key] = found
            elif place not in self.broken:
                self._wrong(
                    place, "missing-field", f"nothing is written for {shown(key)}", "write it, or delete the line"
                )
        if data and not mended:
            self.broken.add(path)
        return mended or _ABSENT

    def _comment(self, path: Path) -> None:
        if path in self.comments:
            word = self.comments[path]
            self._wrong(
                path,
                "commented-reference",
                f"{word} is a comment here, so the field is empty",
                f'put it in quotes: "{word}"',
            )

    def _wrong(self, path: Path, rule: str, message: str, hint: str) -> Any:
        if path not in self.broken:
            self._tell(Fault(path, rule, message, hint))
            self.broken.add(path)
        return _ABSENT

    def _tell(self, fault: Fault) -> None:
        if len(self.faults) < MAXIMUM_FAULTS:
            self.faults.append(fault)


def not_broken(faults: Iterable[Fault], broken: Iterable[Path]) -> Iterator[Fault]:
    """The faults that tell something new: not at or below a broken place, and about no value that is broken or holds one."""
    places = set(broken)
    around = {place[:length] for place in places for length in range(1, len(place))}
    for fault in faults:
        if any(path in around for path in fault.about):
            continue
        if not any(
            path[:length] in places for path in (fault.path, *fault.about) for length in range(1, len(path) + 1)
        ):
            yield fault


def _stand_in(field: Field) -> Any:
    return field.shape.values[0] if isinstance(field.shape, Choice) else ""


def _first(shape: Record) -> str:
    """The first field that a record needs, as it is written."""
    return next((f"{field.name}: …" for field in shape.fields.values() if field.required), "")


def _record_hint(data: Any, shape: Record, is_entry: bool) -> str:
    if isinstance(data, str) and (slip := field_slip(data)) and slip.field in shape.fields:
        return f"{slip.message}; {slip.hint}"
    if first := _first(shape):
        return f"start the entry with a field: “- {first}”" if is_entry else f"write its fields below it: “{first}”"
    if "min" in shape.fields and isinstance(data, list) and len(data) == 2 and all(map(_is_number, data)):
        return f"write a range: {{min: {data[0]}, max: {data[1]}}}"
    return f"the fields here are {', '.join(shape.fields)}"


def _is_number(data: Any) -> bool:
    return isinstance(data, str) and not LEAVES["number"].check(data)


def _list_hint(data: Any, entry: Shape) -> str:
    if not isinstance(data, str):
        return "start each entry with “- ”"
    if hint := entry_hint(data):
        return hint
    if isinstance(entry, Record):
        return f"start each entry with a field: “- {_first(entry)}”"
    return f"write a list: [{data}]" if len(data) <= 40 else "start each entry with “- ”"


def _seen(data: Any) -> str:
    if isinstance(data, dict):
        return "a map"
    if isinstance(data, list):
        return "a list"
    return f"the text {shown(data)}" if data else "nothing"


def _article(words: str) -> str:
    noun = words.removesuffix(", short").replace("markup", "text")
    return noun if noun == "true or false" else f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _rule(leaf: str) -> str:
    names = {"label": "text", "markup": "text", "short markup": "text", "actor": "text", "boolean": "true-or-false"}
    names |= dict.fromkeys(
        ("briefing id", "item id", "source id", "local item id", "topic id", "indicator id", "registry id", "wikidata"),
        "id",
    )
    return names.get(leaf, leaf)
