"""Problems → JSON for programs, annotations and a summary for GitHub. Returns text; prints nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from generator.problem import Problem

FORMATS = ("text", "json", "github")
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LONGEST_SUMMARY = 1_000_000
"""GitHub takes at most 1 MiB as the summary of a step."""


def count(number: int, noun: str) -> str:
    """A number of things in words: ``1 file``, ``2 files``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def counted(problems: Sequence[Problem], files: int) -> str:
    """How many problems there are in how many files, of so many; without a problem, how many files."""
    if not problems:
        return f"{count(files, 'file')}, no problem"
    levels = Counter(problem.level for problem in problems)
    parts = [count(levels[level], level) for level in ("error", "warning") if levels[level]]
    places = len({problem.path for problem in problems})
    of_all = f" of {files:,}" if files >= places else ""
    return f"{' and '.join(parts)} in {count(places, 'file')}{of_all}"


def safe(text: str) -> str:
    """A stranger's text for a terminal or a log: control and direction characters as their code points."""
    return _UNSAFE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def one_line(text: str) -> str:
    """The same where the text may have several lines."""
    return safe(text.replace("\t", " ").replace("\n", " "))


def as_json(problems: Iterable[Problem]) -> str:
    """All problems as one JSON document: ``{"version": 1, "problems": [{path, line, column, rule, level, …}]}``."""
    document = {"version": 1, "problems": [msgspec.to_builtins(problem) for problem in problems]}
    return msgspec.json.format(msgspec.json.encode(document)).decode()


def as_annotations(problems: Iterable[Problem]) -> str:
    """GitHub's workflow commands, one a line; what a stranger wrote can neither end one nor start another."""
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    place = f"file={_property(problem.path)},line={problem.line},col={problem.column},title={_property(problem.rule)}"
    return f"::{problem.level} {place}::{_command_data(problem.sentence())}"


def _command_data(text: str) -> str:
    return safe(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _command_data(text).replace(":", "%3A").replace(",", "%2C")


def as_summary(problems: Sequence[Problem], files: int) -> str:
    """The whole list as a Markdown table for a step's summary: GitHub shows only ten annotations of a kind."""
    summary = f"**{counted(problems, files)}**\n"
    if problems:
        summary += "\n| place | level | problem |\n|---|---|---|\n"
    left = _LONGEST_SUMMARY
    for told, problem in enumerate(problems):
        row = f"| `{_cell(problem.path)}:{problem.line}:{problem.column}` | {problem.level} | {_markdown(problem.sentence())} |\n"
        left -= len(row.encode())
        if left < 0:
            return f"{summary}\nand {count(len(problems) - told, 'problem')} more\n"
        summary += row
    return summary


def _cell(text: str) -> str:
    return one_line(text).replace("`", "'").replace("|", "\\|")


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~@&:.-])", r"\\\1", one_line(text))
