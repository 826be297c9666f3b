"""Slips of the hand that YAML takes for something else, so that libyaml complains in words that are no help, or lines below."""

import re
from collections.abc import Iterable
from typing import NamedTuple

_NO_BREAK = "[\u00a0\u2007\u202f]"
_START = "start the entry with “- ” (hyphen, space)"
NO_BREAK_INDENT = "a no-break space can't indent a line"
PLAIN_SPACES = "use plain spaces"
_FAR = 20
"""A list that is never closed is noticed within so many lines."""
_WIDE = 1_000
"""Of longer lines only so many characters are looked at: a hostile file must not cost minutes."""


class Slip(NamedTuple):
    """What was typed in a line, the column from 1, and what to type instead."""

    column: int
    message: str
    hint: str
    field: str = ""
    """The field before the “:”."""


_ENTRIES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(rf" *({_NO_BREAK})"), NO_BREAK_INDENT, PLAIN_SPACES),
    (re.compile(r" *-(\t)"), "a tab stands after the “-”", _START),
    (re.compile(rf" *-({_NO_BREAK})"), "a no-break space stands after the “-”", _START),
    (re.compile(r" *(-)(?=\w)"), "a space is missing after the “-”", _START),
    (re.compile(r" *([–—−•·‣◦]|\*(?= ))"), "“{0}” doesn't start an entry of a list", _START),
)
_FIELD = re.compile(rf" *(?:- +)*([A-Za-z_]+)(：|:{_NO_BREAK}|:(?!//)(?=\S))")
_COMMENT_IN_LIST = re.compile(r"[-:,\[]\s+([\[{])[^\]}\"']*?(?<=[\s,:\[{])(#[^\s,\]}]+)[^\n]*[\]}]")


def field_slip(line: str) -> Slip | None:
    """What stands in place of the “: ” after the name of a field."""
    if not (match := _FIELD.match(line)):
        return None
    name, typed = match.groups()
    column = match.start(2) + 1
    if typed == "：":
        return Slip(column, f"the sign after “{name}” is “：”", "write “: ” (a plain colon and a space)", name)
    if typed == ":":
        return Slip(column, f"a space is missing after “{name}:”", f"write “{name}: …”", name)
    return Slip(column + 1, f"the space after “{name}:” is a no-break space", "write a plain one", name)


def line_slip(line: str) -> Slip | None:
    """What is wrong with how a line starts: its indentation, the dash of an entry, or the “:” of a field."""
    for pattern, message, hint in _ENTRIES:
        if match := pattern.match(line):
            return Slip(match.start(1) + 1, message.format(match[1]), hint)
    return field_slip(line)


def entry_hint(text: str) -> str:
    """What to type where a text was meant as entries of a list."""
    return _START if any(pattern.match(text) for pattern, _, _ in _ENTRIES[1:]) or text.startswith("- ") else ""


def comment_in_list(lines: list[str], line: int) -> tuple[int, Slip] | None:
    """The comment that swallows the end of a list or map: the nearest one at a line (from 0) or above, and its line."""
    for number in range(line, max(-1, line - _FAR), -1):
        if match := _COMMENT_IN_LIST.search(lines[number], 0, _WIDE):
            what = "list" if match[1] == "[" else "map"
            message = f"“{match[2]}” starts a comment, so the {what} is never closed"
            is_torn = re.search(r"\w\s+$", lines[number][: match.start(2)])
            hint = "leave out the space before it" if is_torn else f'put it in quotes: "{match[2]}"'
            return number, Slip(match.start(2) + 1, message, hint)
    return None


def first_slip(lines: list[str], numbers: Iterable[int]) -> tuple[int, Slip] | None:
    """The first of the lines (from 0) that starts with a slip."""
    for number in numbers:
        if 0 <= number < len(lines) and (slip := line_slip(lines[number])):
            return number, slip
    return None
