"""Text → plain data, for the plain YAML that nearly every briefing is written in; anything else is left to ``subset``.

One regular expression takes a file apart into its lines of ``name: value`` and ``- value``, each with the block of text
below it. It knows a part of YAML so small that its meaning is beyond doubt: names of ASCII letters, texts that begin
with no sign of YAML's, quoted texts of one line without a backslash, blocks (``|`` and ``>``) with one indentation, lists
and maps in brackets on one line. Whatever isn't that, or would be told as a problem, is a doubt: the answer is None, and
PyYAML judges the file. So what is read here is read just as there, only several times as fast
(``tests/property/test_plain.py``).
"""

import re
from collections.abc import Iterator
from typing import Any

from generator.load.text import is_usual

MAXIMUM_LENGTH = 100_000
"""A longer text might hold more values than are read; each takes two characters at least."""
MAXIMUM_NESTING = 12
"""Of lines below lines, and of brackets in brackets."""

# The parts of the expressions below. A repetition of characters ends in "+": it gives nothing back, so no text takes long.
# (One of groups does not: Python 3.11.0 to 3.11.4 got some of those wrong.)
_NOT_NULL = r"(?![nN][uU][lL][lL]\b)"
_NAME = rf"{_NOT_NULL}[A-Za-z_][A-Za-z0-9_-]{{0,79}}+"
_START = rf"""{_NOT_NULL}(?:[^\s\-?:,\[\]{{}}\#&*!|>'"%@`~]|-(?=[0-9]))"""
_PLAIN = rf"{_START}[^:\#\n]*+(?:(?::(?![ \n])|(?<![ ])\#)[^:\#\n]*+)*"
_PLAIN_IN_BRACKETS = rf"{_START}[^:\#?,\[\]{{}}\n]*+(?:(?::(?![ ?,\[\]{{}}\n])|(?<![ ])\#)[^:\#?,\[\]{{}}\n]*+)*"
_QUOTED = r""""[^"\\\n]*+"|'[^'\n]*+(?:''[^'\n]*+)*'"""

_LINE = re.compile(
    rf"""
    (?:[ ]*+\#.*+\n|\n)* (?:[ ]*+\n)*                    # comments and empty lines, then lines of spaces
    (?:
        ([ ]*+)                                          # indentation
        (-[ ]++)?                                        # the dash of an entry
        (?:({_NAME}):(?=[ \n]))? [ ]*+                   # the name of a field
        (?:
            ([|>])[-+]?\n ([ ]++)                        # a block: its sign, its indentation,
            (\S.*+(?:\n++\5.*+)*)                        # its lines
        |
            ({_PLAIN} | (?:{_QUOTED})[ ]*+ | [\[{{].*+)? # or a value
            (?:(?<=[ ])\#(?![a-z]).*+)?                  # a comment, which is not like a reference
        ) \n
    |
        \Z
    |
        (.++)\n                                          # any other line
    )
    """,
    re.VERBOSE,
)
"""Matches at every start of a line, so that nothing between two matches is left out."""

_IN_BRACKETS = re.compile(rf"[ ]*+(?:({_NAME}):(?=[ ])|({_PLAIN_IN_BRACKETS}|{_QUOTED})|((?<=[ ])\#.*+|[^ ]))")
_SIGNS = frozenset("\"'[{")
_Token = tuple[str, str, str]
"""A field's name, a scalar, or a sign."""
_END = ("", "", "")


class _DoubtError(Exception):
    """The text is not as plain as this module knows it."""


def plain_data(text: str) -> dict[str, Any] | None:
    """What ``subset.parse`` finds in the text of a file, which then has no fault; None for all that is in doubt."""
    if len(text) > MAXIMUM_LENGTH or not is_usual(text):
        return None
    text = text.removeprefix("---\n")
    try:
        return _fields(text if text.endswith("\n") else f"{text}\n") or None
    except _DoubtError:
        return None


def _fields(text: str) -> dict[str, Any]:
    """The fields of a text that ends with a line end; after it, the expression matches nothing once more."""
    root: dict[str, Any] = {}
    here: Any = root  # the innermost map or list that is open, and the column of its names or dashes
    column, around = 0, list[tuple[Any, int]]()
    inner: Any
    open_field = ""  # the field of the line before, if nothing stands behind its name
    for indent, dash, name, sign, margin, lines, value, other in _LINE.findall(text):
        if not name and not dash:
            if indent or value or sign or other:
                raise _DoubtError
            break
        start = len(indent)
        if open_field:
            if start > column or (dash and start == column):
                if len(around) == MAXIMUM_NESTING:
                    raise _DoubtError
                here[open_field] = inner = [] if dash else {}
                around.append((here, column))
                here, column = inner, start
            else:
                here[open_field] = ""
            open_field = ""
        while column > start or (column == start and not dash and here.__class__ is list):
            here, column = around.pop()
        if column != start or (here.__class__ is list) != bool(dash):
            raise _DoubtError
        if dash and name:
            inner = {}
            here.append(inner)
            around.append((here, column))
            here, column = inner, start + len(dash)
        if name and name in here:
            raise _DoubtError
        if sign:
            value = _block(sign, margin, lines, column)
        elif value:
            value = _value(value) if value[0] in _SIGNS else value.strip()
        elif name:
            open_field = name
            continue
        else:
            raise _DoubtError
        if name:
            here[name] = value
        else:
            here.append(value)
    if open_field:
        here[open_field] = ""
    return root


def _block(sign: str, margin: str, lines: str, column: int) -> str:
    """The text of a block below a field or dash that stands in some column."""
    if len(margin) <= column:
        raise _DoubtError
    if "\n" in lines:
        if sign == "|":
            lines = lines.replace(f"\n{margin}", "\n")
        elif f"\n{margin} " in lines or f"\n{margin}\n" in lines:
            raise _DoubtError  # a line that stands further in is not joined to others, and one of spaces is none
        else:
            lines = re.sub(rf"\n(\n*){margin}", lambda ends: ends[1] or " ", lines)
    return lines.strip()


def _value(text: str) -> Any:
    """A value in quotes or brackets, which may be followed by spaces; behind brackets a comment may stand, too."""
    if text[0] not in "[{":
        return _scalar(text.rstrip(" "))
    tokens = iter(_IN_BRACKETS.findall(text))
    found = _node(next(tokens), tokens, 0)
    rest = next(tokens, _END)
    if rest is not _END and not rest[2].startswith("#"):
        raise _DoubtError
    return found


def _node(first: _Token, tokens: Iterator[_Token], depth: int) -> Any:
    """The value that starts with a token, of those between brackets."""
    _, scalar, sign = first
    if scalar:
        return _scalar(scalar)
    if sign == "[" and depth < MAXIMUM_NESTING:
        entries: list[Any] = []
        while sign != "]":
            entries.append(_node(next(tokens, _END), tokens, depth + 1))
            sign = _separator(tokens, "]")
        return entries
    if sign == "{" and depth < MAXIMUM_NESTING:
        fields: dict[str, Any] = {}
        while sign != "}":
            name = next(tokens, _END)[0]
            if not name or name in fields:
                raise _DoubtError
            fields[name] = _node(next(tokens, _END), tokens, depth + 1)
            sign = _separator(tokens, "}")
        return fields
    raise _DoubtError


def _separator(tokens: Iterator[_Token], closing: str) -> str:
    """The comma or closing bracket that comes next."""
    sign = next(tokens, _END)[2]
    if sign not in (",", closing):
        raise _DoubtError
    return sign


def _scalar(text: str) -> str:
    """The text of a scalar, without its quotes and the white space around it."""
    if text[0] == '"':
        return text[1:-1].strip()
    if text[0] == "'":
        return text[1:-1].replace("''", "'").strip()
    return text.strip()
