"""libyaml's complaints in calm words: what a contributor most likely did, where, and what to write instead."""

import re
from typing import Any, Literal

from generator.load.slips import Slip, comment_in_list, first_slip
from generator.problem import Fault

Position = tuple[int, int]
"""Line and column, from 1."""

At = Literal["start", "end"]
"""Point at where the construct starts, or at where it went wrong."""

_QUOTE = "put the whole text in quotes"
_CLOSE = "close it; a text that holds one stands in quotes of the other kind"
_UNCLOSED: tuple[At, str, str] = ("start", "a quotation mark is opened here and never closed", _CLOSE)

# libyaml's own words (scanner.c, parser.c, reader.c in 0.2.5) → where to point, what is wrong, what to do.
_EXPLANATIONS: tuple[tuple[str, tuple[At, str, str]], ...] = (
    ("mapping values are not allowed", ("end", "this “: ” starts a field in the middle of a text", f"{_QUOTE}, or check the indentation")),
    ("could not find expected ':'", ("start", "this line lacks the “:” after the name of a field", "write “name: value”, or indent the line to continue the text above")),
    ("cannot start any token", ("end", "a text can't start with this character", _QUOTE)),
    ("quoted scalar found unexpected", _UNCLOSED),
    ("found unknown escape character", ("end", "this backslash starts an escape that YAML doesn't know", "write \\\\ for a backslash, or use single quotes")),
    ("did not find expected hexdecimal number", ("end", "this escape lacks hexadecimal digits", "write \\\\ for a backslash, or use single quotes")),
    ("invalid Unicode character escape code", ("end", "this escape names no character", "write the character itself")),
    ("block mapping did not find expected key", ("end", "this line doesn't fit the lines above it", "check its indentation, and whether a quoted text ends where it should")),
    ("did not find expected '-' indicator", ("end", "this line doesn't fit the list above it", "start it with “- ”, or check its indentation")),
    ("did not find expected ',' or ']'", ("start", "a list in brackets is not closed, or lacks a comma", "close it with “]”, or put the text in quotes if it only starts with “[”")),
    ("did not find expected ',' or '}'", ("start", "a map in braces is not closed, or lacks a comma", "close it with “}”, or put the text in quotes if it only starts with “{”")),
    ("block sequence entries are not allowed", ("end", "a list can't start in this place", "start it on a line of its own, or put the text in quotes")),
    ("mapping keys are not allowed", ("end", "a text can't start with “? ”", _QUOTE)),
    ("found a tab character", ("end", "a tab can't indent a line", "use spaces")),
    ("tag", ("start", "a text can't start with “!”", _QUOTE)),
    ("scanning an alias", ("start", "a text can't start with “*”", _QUOTE)),
    ("scanning an anchor", ("start", "a text can't start with “&”", _QUOTE)),
    ("scanning a block scalar", ("end", "nothing else may follow “|” or “>” on this line", "start the text on the next line, or put it in quotes")),
    ("did not find expected node content", ("end", "a value is missing here", "write it, or leave the field out")),
    ("did not find expected <document start>", ("end", "this line doesn't fit the lines above it", "check its indentation, and whether the file goes on after “...”")),
)  # fmt: skip


def explain(error: Any, text: str) -> tuple[Fault, Position]:
    """The fault for a syntax error of libyaml's, and the place to look at."""
    lines = [*text.split("\n"), ""]
    start, end = _place(error.context_mark), _place(error.problem_mark or error.context_mark)
    line, column = lines[end[0] - 1], end[1] - 1
    if line.startswith("%"):
        return directive(end[0])
    if indent := _tab(lines, end[0] - 1):
        return _fault("a tab can't indent a line", "use spaces"), indent
    technical = f"{error.context or ''} {error.problem or ''}"
    if found := _slip(technical, lines, start[0] - 1, end[0] - 1):
        number, slip = found
        return _fault(slip.message, slip.hint), (number + 1, slip.column)
    if "did not find expected key" in technical and (match := re.search(r"[\"'\]}]\s*$", line[:column])):
        closed = "quotation mark" if match[0][0] in "\"'" else "bracket"
        return _fault(f"a text goes on after its closing {closed}", f"{_QUOTE}, of a kind that it doesn't hold"), end
    for words, (at, message, hint) in _EXPLANATIONS:
        if words in technical:
            return _fault(message, hint), start if at == "start" and error.context_mark else end
    return _fault(f"this is not YAML: {error.problem}", "see the field reference for an example"), end


def _slip(technical: str, lines: list[str], start: int, end: int) -> tuple[int, Slip] | None:
    """What was most likely typed wrongly at the lines of an error, or just above."""
    if "flow" in technical:
        return comment_in_list(lines, end)
    if "quoted" in technical or "block scalar" in technical:
        return None
    return first_slip(lines, [start, end, end - 1] if "simple key" in technical else [end, end - 1])


def directive(line: int) -> tuple[Fault, Position]:
    """The fault for a line that starts with ``%``."""
    hint = "leave the line out; indent it, or put the text in quotes, if it is meant as text"
    return Fault((), "directive", "a line that starts with “%” is a YAML directive, which is not allowed", hint), (
        line,
        1,
    )


def _fault(message: str, hint: str) -> Fault:
    return Fault((), "yaml-syntax", message, hint)


def _place(mark: Any) -> Position:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _tab(lines: list[str], line: int) -> Position | None:
    """Where a tab indents the line of an error, or the one above it."""
    for number in (line - 1, line):
        if 0 <= number < len(lines) and (match := re.match(r" *\t", lines[number])):
            return number + 1, match.end()
    return None
