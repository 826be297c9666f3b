"""libyaml's complaints in calm words: what a contributor most likely did, and what to write instead."""

import re
from typing import Any

from generator.problem import Fault

_QUOTE = "put the whole text in quotes"

# libyaml's own words (scanner.c, parser.c, reader.c in 0.2.5) → what is wrong, what to do.
_EXPLANATIONS = (
    ("mapping values are not allowed", "a “: ” inside a text starts a new field", f"{_QUOTE}, or check the indentation"),
    ("could not find expected ':'", "a field's name stands here without its “:”", "write “name: value”, or indent the line to continue the text above"),
    ("cannot start any token", "a text can't start with this character", _QUOTE),
    ("unexpected end of stream", "a quotation mark is opened and never closed", "close it, or double it inside the text"),
    ("unexpected document indicator", "a quotation mark is opened and never closed", "close it, or double it inside the text"),
    ("found unknown escape character", "this backslash starts an escape that YAML doesn't know", "write \\\\ for a backslash, or use single quotes"),
    ("did not find expected hexdecimal number", "this escape needs hexadecimal digits", "write \\u and four of them, or use single quotes"),
    ("invalid Unicode character escape code", "this escape names no character", "write the character itself"),
    ("did not find expected key", "this line doesn't fit the lines above it", "check its indentation, and quotation marks inside quoted text"),
    ("did not find expected '-' indicator", "this line doesn't fit the list above it", "start it with “- ”, or check its indentation"),
    ("did not find expected ',' or ']'", "a list in brackets is not closed, or lacks a comma", "close it with “]”"),
    ("did not find expected ',' or '}'", "a map in braces is not closed, or lacks a comma", "close it with “}”"),
    ("block sequence entries are not allowed", "a list can't start on this line", "start the list on a line of its own"),
    ("block mapping values are not allowed", "a field can't start on this line", "start it on a line of its own"),
    ("found a tab character", "a tab can't indent a line", "use spaces"),
    ("undefined tag handle", "a text can't start with “!”", _QUOTE),
    ("undefined alias", "a text can't start with “*”", _QUOTE),
    ("alphabetic or numeric character", "a text can't start with “&” or “*”", _QUOTE),
    ("did not find expected tag URI", "a text can't start with “!”", _QUOTE),
    ("did not find expected whitespace or line break", "a text can't start with this character", _QUOTE),
    ("did not find expected comment or line break", "nothing may follow “|” or “>” on this line", "start the text on the next line"),
    ("did not find expected node content", "a value is missing here", "write it, or leave the field out"),
    ("did not find expected <document start>", "the document ends above this line", "check the indentation of this line"),
    ("directive", "a line can't start with “%”", f"{_QUOTE}, or indent it"),
    ("control characters are not allowed", "a control character stands here", "delete it"),
)  # fmt: skip


def explain(error: Any, text: str, position: tuple[int, int]) -> Fault:
    """The fault for a syntax error of libyaml's at a position of the text."""
    technical = f"{error.problem or ''} {error.context or ''}"
    if _tab_indents(text, position[0]):
        return Fault((), "yaml-syntax", "a tab can't indent a line", "use spaces")
    for words, message, hint in _EXPLANATIONS:
        if words in technical:
            return Fault((), "yaml-syntax", message, hint)
    return Fault((), "yaml-syntax", f"this is not YAML: {error.problem}", "see the field reference for an example")


def _tab_indents(text: str, line: int) -> bool:
    lines = text.split("\n")
    return any(re.match(r" *\t", candidate) for candidate in lines[max(0, line - 2) : line])
