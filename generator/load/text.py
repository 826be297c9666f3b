"""Bytes → text: UTF-8, one kind of line end, no control characters."""

import re
from itertools import islice

from generator.problem import Problem

MAXIMUM_BYTES = 1024 * 1024

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_STAND_IN = "\ufffd"
MAXIMUM_TOLD = 100
"""More control characters of one file are not told: it is no text at all."""


def forbidden(text: str) -> re.Match[str] | None:
    """The first character that no text may hold: a control character, a surrogate, U+FFFE or U+FFFF."""
    return _FORBIDDEN.search(text)


_INVISIBLE = re.compile("[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def invisible(text: str) -> re.Match[str] | None:
    """The first bidirectional or zero-width control character; the joiners U+200C and U+200D are needed to write."""
    return _INVISIBLE.search(text)


_USUAL = re.compile(
    "[ -~\n\u00a0-\u061b\u061d-\u180d\u180f-\u200a\u200c\u200d\u2010-\u2027\u202f-\u205f\u2070-\ud7ff"
    "\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*+"
)


def is_usual(text: str) -> bool:
    """Whether nothing in a text needs a second look: a character that it may not hold or that can't be seen, a tab, or
    what YAML 1.1 takes for the end of a line. To ask for the usual ones first is far faster than to look for others."""
    return _USUAL.fullmatch(text) is not None


def character_name(character: str) -> str:
    """A character that can't be shown, by its code point."""
    return f"U+{ord(character):04X}"


def decode(path: str, content: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file with LF line ends, without its byte order mark; None when it can't be read at all.

    Forbidden characters are told and replaced, so that what else is wrong with the file is found in the same run.
    """
    if len(content) > MAXIMUM_BYTES:
        return None, [
            _problem(
                path,
                1,
                1,
                "file-too-large",
                "the file is larger than 1 MiB",
                "split the briefing, or leave out what nobody reads",
            )
        ]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = content[: fault.start].decode("utf-8").removeprefix("\ufeff")
        byte = f"the byte 0x{content[fault.start]:02x} here is not UTF-8"
        return None, [_problem(path, *_position(before, len(before)), "not-utf-8", byte, "save the file as UTF-8")]
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if is_usual(text) or not _FORBIDDEN.search(text):
        return text, []
    problems = [
        _problem(
            path,
            *_position(text, match.start()),
            "control-character",
            f"the character {character_name(match[0])} can't stand in a text",
            "delete it",
        )
        for match in islice(_FORBIDDEN.finditer(text), MAXIMUM_TOLD)
    ]
    return _FORBIDDEN.sub(_STAND_IN, text), problems


def _position(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _problem(path: str, line: int, column: int, rule: str, message: str, hint: str) -> Problem:
    return Problem(printable(path), line, column, rule, "error", "", message, hint)


def printable(path: str) -> str:
    """A file's name for a message. Names are a stranger's too: what is not UTF-8 or can't be printed is shown as escapes."""
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
