"""Problems → text for people, JSON for programs, annotations for GitHub. Returns text; prints nothing."""

import re
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from generator.problem import Problem

FORMATS = ("text", "json", "github")
_STYLES = {"error": "bold red", "warning": "bold yellow"}
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LONGEST_FILE = 1024 * 1024
_LONGEST_SUMMARY = 1_000_000
"""GitHub takes at most 1 MiB as the summary of a step."""


def print_text(console: Console, problems: Sequence[Problem], folder: Path, files: int) -> None:
    """Each problem with its place, its sentence and the line that it is about, a caret below; then the count."""
    lines_of = lru_cache(maxsize=4)(lambda path: _lines(folder / path))
    for problem in problems:
        console.print(_heading(problem), soft_wrap=True)
        for line in _excerpt(problem, lines_of, console.width):
            console.print(line, soft_wrap=True)
    console.print(_count(problems, files), soft_wrap=True)


def _heading(problem: Problem) -> Text:
    place = f"{_line(problem.path)}:{problem.line}:{problem.column}: "
    return Text.assemble(
        (place, "bold"),
        (f"{problem.level}: ", _STYLES[problem.level]),
        _line(problem.sentence()),
        (f" [{problem.rule}]", "dim"),
    )


def _excerpt(problem: Problem, lines_of: Callable[[str], list[str]], width: int) -> list[Text]:
    """The offending line and a caret under the place, cut so that both fit the terminal."""
    lines = lines_of(problem.path)
    if not 0 < problem.line <= len(lines):
        return []
    gutter = f"{problem.line:>5} │ "
    room = max(20, width - len(gutter))
    line, column = lines[problem.line - 1], problem.column - 1
    before, after = _line(line[max(0, column - room) : column]), _line(line[column : column + room])
    if not (before + after).strip():
        return []
    kept = max(room // 2, room - cell_len(after) - 1)
    if cell_len(before) > kept:
        before = set_cell_size(before[::-1], kept)[::-1]
    after = set_cell_size(after, min(cell_len(after), room - cell_len(before)))
    return [
        Text.assemble((gutter, "dim"), before, after),
        Text.assemble((" " * 5 + " │ ", "dim"), " " * cell_len(before), ("^", _STYLES[problem.level])),
    ]


def _lines(path: Path) -> list[str]:
    """The lines of a file that is a plain one: a link isn't followed, a pipe not waited for."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return []
        with path.open("rb") as file:
            text = file.read(_LONGEST_FILE).decode("utf-8", "replace")
    except (OSError, ValueError):
        return []
    return text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")


def _count(problems: Sequence[Problem], files: int) -> Text:
    levels = Counter(problem.level for problem in problems)
    if not problems:
        return Text(f"{count(files, 'file')}, no problem", style="bold green")
    parts = [count(levels[level], level) for level in ("error", "warning") if levels[level]]
    places = len({problem.path for problem in problems})
    style = "bold red" if levels["error"] else "bold yellow"
    of_all = f" of {files:,}" if files >= places else ""
    return Text(f"{' and '.join(parts)} in {count(places, 'file')}{of_all}", style=style)


def count(number: int, noun: str) -> str:
    """A number of things in words: ``1 file``, ``2 files``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def safe(text: str) -> str:
    """A stranger's text for a terminal or a log: control and direction characters as their code points."""
    return _UNSAFE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def _line(text: str) -> str:
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
    summary = f"**{_count(problems, files)}**\n"
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
    return _line(text).replace("`", "'").replace("|", "\\|")


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~@&:.-])", r"\\\1", _line(text))
