"""Text → plain data: the subset of YAML that the contract allows, and where each value stands.

PyYAML's C parser gives a stream of events (YAML 1.1, with libyaml's positions); this module builds dictionaries, lists
and strings from it in one pass. A scalar stays the text that was written, without white space around it, and nothing
is ever resolved, so that its type can come from the contract (``lang: no`` is Norwegian).
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import yaml

from generator.load.slips import NO_BREAK_INDENT, PLAIN_SPACES, field_slip
from generator.load.syntax import Position, directive, explain
from generator.load.text import character_name, forbidden
from generator.problem import Fault, Path

try:
    from yaml.cyaml import CBaseLoader
except ImportError as missing:  # pragma: no cover
    raise ImportError(
        "PyYAML was installed without its C loader; install a PyYAML wheel, or libyaml first"
    ) from missing

MAXIMUM_DEPTH = 32
MAXIMUM_VALUES = 50_000
"""A guard against files made to exhaust the checker: ten times what the largest sensible briefing holds."""

MAXIMUM_NOTES = 500
"""More faults of one file are not told."""

_LINE_SEPARATORS = {ord("\u2028"): "\U0010fffe", ord("\u2029"): "\U0010ffff"}
"""libyaml reads YAML 1.1, where these end a line; here they are characters of a text, so they pass it under another name."""
_LINE_SEPARATORS_AGAIN = {ord(stand_in): separator for separator, stand_in in _LINE_SEPARATORS.items()}

_NO_BREAK = re.compile("[\u00a0\u2007\u202f]")
_NULLS = frozenset({"~", "null"})
_COMMENTED_REFERENCE = re.compile(r"[ \t]*(#[a-z][\w\u0300-\u036f-]{0,80})")
_COMMENT = re.compile(r"#(?<=\s#)[a-z]")
_STRUCTURE_HINT = "write “name: value”, one field on a line"


class Parsed(msgspec.Struct):
    """What one file holds, and what the subset forbids in it."""

    data: dict[str, Any]
    faults: list[tuple[Fault, Position]]
    broken: set[Path]
    """Paths whose value can't be trusted; nothing more is said about them."""
    comments: dict[Path, str]
    """Values, most of them empty, that are followed by a comment which looks like a reference."""
    indented: set[Path]
    """Fields whose line starts with a no-break space, which indents nothing."""
    values: dict[Path, Position]
    keys: dict[Path, Position]


class _StopError(Exception):
    """Reading can't go on; the fault that says why has been noted."""


def parse(text: str, with_positions: bool = False) -> Parsed | tuple[Fault, Position]:
    """Plain data of one document, or the one fault for which it can't be read.

    ``values`` and ``keys`` of the result are filled only when positions are asked for.
    """
    reader = _Reader(text, with_positions)
    try:
        reader.read()
    except yaml.MarkedYAMLError as error:
        return explain(error, text)
    except (yaml.YAMLError, ValueError):
        return Fault((), "yaml-syntax", "the file is not YAML", "see the field reference for an example"), (1, 1)
    except _StopError:
        return reader.parsed.faults[-1]
    return reader.parsed


class _Reader:
    """The state of one pass over the events of a file."""

    def __init__(self, text: str, with_positions: bool) -> None:
        self.has_separators = "\u2028" in text or "\u2029" in text
        self.text = text.translate(_LINE_SEPARATORS) if self.has_separators else text
        self.with_positions = with_positions
        self.parsed = Parsed({}, [], set(), {}, set(), {}, {})
        self.path: list[str | int] = []
        self.escapes = "\\" in text
        self.has_no_breaks = _NO_BREAK.search(text) is not None
        self.has_comments = _COMMENT.search(text) is not None
        self.left = MAXIMUM_VALUES

    def read(self) -> None:
        loader = CBaseLoader(self.text)
        try:
            events = self._events(loader)
            next(events)  # the start of the stream
            event = next(events)
            if isinstance(event, yaml.StreamEndEvent):
                self.stop("no-document", "the file is empty", _STRUCTURE_HINT, (1, 1))
            if event.version or event.tags:
                self.parsed.faults.append(directive(event.start_mark.line + 1))
            event = next(events)
            if not isinstance(event, yaml.MappingStartEvent):
                empty = isinstance(event, yaml.ScalarEvent) and not event.value
                what = "the file is empty" if empty else "the file doesn't start with a field, such as “title: …”"
                slip = field_slip(event.value) if isinstance(event, yaml.ScalarEvent) and not event.style else None
                what, hint = (slip.message, slip.hint) if slip else (what, _STRUCTURE_HINT)
                self.stop("no-document", what, hint, _position(event))
            self.parsed.data = self.mapping(event, events, 1)
            next(events)  # the end of the document
            event = next(events)
            if not isinstance(event, yaml.StreamEndEvent):
                hint = "make a second file of it, or leave out the line “---”"
                self.note("second-document", "a second document starts here", hint, _position(event))
        finally:
            loader.dispose()

    def _events(self, loader: Any) -> Iterator[Any]:
        while True:
            yield loader.get_event()

    def mapping(self, start: Any, events: Iterator[Any], depth: int) -> dict[str, Any]:
        self.open(start, depth)
        found: dict[str, Any] = {}
        path = self.path
        for key_event in events:
            if key_event.__class__ is yaml.MappingEndEvent:
                return found
            path.append("")
            key = self.key(key_event, events, found, depth)
            path[-1] = key if key is not None else "?"
            value = self.value(next(events), events, depth)
            if key is not None:
                found[key] = value
            path.pop()
        raise AssertionError("libyaml closes every mapping")

    def key(self, event: Any, events: Iterator[Any], found: dict[str, Any], depth: int) -> str | None:
        """The field's name, or None where it can't be used (what is wrong has been noted)."""
        if event.__class__ is not yaml.ScalarEvent:
            self.path[-1] = "?"
            self.note("bad-key", "a field's name must be a plain word", "put a value before the “:”", _position(event))
            self.value(event, events, depth)
            return None
        written = self.written(event)
        key = written.strip()
        self.path[-1] = key
        if event.anchor is not None or event.tag is not None:
            self.decoration(event)
        if key == "<<" and not event.style:
            self.note("merge-key", "a merge key (<<) is not allowed", "write the fields out", _position(event))
            return None
        if not key:
            self.note("bad-key", "a field's name is missing", "put a name before the “:”", _position(event))
            return None
        if not event.style and key.lower() in _NULLS:
            self.null(key, event)
            return None
        if self.escapes and (match := forbidden(written)):
            self.control(match[0], event)
            return None
        if is_indented := self.has_no_breaks and not event.style and _NO_BREAK.match(written) is not None:
            self.parsed.indented.add(tuple(self.path))
        if key in found:
            hint = f"{NO_BREAK_INDENT}; {PLAIN_SPACES}" if is_indented else "keep one of the two"
            self.note("duplicate-key", f"“{_short(key)}” stands here twice", hint, _position(event))
            return None
        if self.with_positions:
            self.parsed.keys[tuple(self.path)] = _position(event)
        return key

    def sequence(self, start: Any, events: Iterator[Any], depth: int) -> list[Any]:
        self.open(start, depth)
        found: list[Any] = []
        path = self.path
        path.append(0)
        for event in events:
            if event.__class__ is yaml.SequenceEndEvent:
                path.pop()
                return found
            path[-1] = len(found)
            found.append(self.value(event, events, depth))
        raise AssertionError("libyaml closes every sequence")

    def value(self, event: Any, events: Iterator[Any], depth: int) -> Any:
        kind = event.__class__
        self.left -= 1
        if self.left < 0:
            hint = f"at most {MAXIMUM_VALUES:,} are read; split the briefing"
            self.stop("too-many-values", "the file holds too many values", hint, _position(event))
        if self.with_positions:
            self.parsed.values[tuple(self.path)] = _position(event)
        if kind is yaml.ScalarEvent:
            return self.scalar(event)
        if kind is yaml.AliasEvent:
            hint = "write the value out; put it in quotes if it is meant as text"
            self.note(
                "alias", f"an alias (*{_short(event.anchor)}) is not allowed", hint, _position(event), broken=True
            )
            return ""
        return (self.mapping if kind is yaml.MappingStartEvent else self.sequence)(event, events, depth + 1)

    def scalar(self, event: Any) -> str:
        written = self.written(event)
        text = written.strip()
        if event.anchor is not None or event.tag is not None:
            self.decoration(event)
        if self.escapes and (match := forbidden(written)):
            self.control(match[0], event)
        elif text and not event.style and text.lower() in _NULLS:
            self.null(text, event)
            return ""
        elif self.has_comments and not event.style:
            self.comment(event)
        return text

    def comment(self, event: Any) -> None:
        if match := _COMMENTED_REFERENCE.match(self.text, event.end_mark.index):
            self.parsed.comments[tuple(self.path)] = match[1]

    def written(self, event: Any) -> str:
        """The text of a scalar, with the white space around it."""
        value: str = event.value
        return value.translate(_LINE_SEPARATORS_AGAIN) if self.has_separators else value

    def null(self, word: str, event: Any) -> None:
        hint = "leave the field out, or put the word in quotes if it is meant as text"
        self.note("null", f"“{word}” is not a value", hint, _position(event), broken=True)

    def open(self, event: Any, depth: int) -> None:
        if depth > MAXIMUM_DEPTH:
            hint = f"at most {MAXIMUM_DEPTH} levels are read"
            self.stop("too-deep", "the values are nested too deeply here", hint, _position(event))
        if event.anchor is not None or event.tag is not None:
            self.decoration(event)

    def decoration(self, event: Any) -> None:
        """An anchor or a tag. What is left of a scalar after one is hardly what was meant, so nothing is said about that."""
        broken = event.__class__ is yaml.ScalarEvent
        if event.anchor is not None:
            hint = "leave it out, or put the text in quotes"
            self.note("anchor", f"an anchor (&{_short(event.anchor)}) is not allowed", hint, _position(event), broken)
        if event.tag is not None:
            hint = "leave it out, or put the text in quotes"
            self.note("tag", f"a tag ({_short(_local(event.tag))}) is not allowed", hint, _position(event), broken)

    def control(self, character: str, event: Any) -> None:
        message = f"the character {character_name(character)} can't stand in a text, not even as an escape"
        self.note("control-character", message, "delete it", _position(event), broken=True)

    def note(self, rule: str, message: str, hint: str, position: Position, broken: bool = False) -> None:
        path = tuple(self.path)
        if len(self.parsed.faults) < MAXIMUM_NOTES:
            self.parsed.faults.append((Fault(path, rule, message, hint), position))
        if broken:
            self.parsed.broken.add(path)

    def stop(self, rule: str, message: str, hint: str, position: Position) -> None:
        self.parsed.faults.append((Fault((), rule, message, hint), position))
        raise _StopError


def _position(event: Any) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _local(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
