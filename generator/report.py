"""Problems → text for people, JSON for programs, annotations for GitHub. Returns text; prints nothing."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
from rich.console import Console
from rich.text import Text

from generator.problem import Problem

FORMATS = ("text", "json", "github")
_STYLES = {"error": "bold red", "warning": "bold yellow"}
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def print_text(console: Console, problems: Sequence[Problem], folder: Path, files: int) -> None:
    """Each problem with its place, its sentence and the line that it is about, a caret below; then the count."""
    lines_of = lru_cache(maxsize=4)(lambda path: _lines(folder / path))
    for problem in problems:
        console.print(_heading(problem), soft_wrap=True)
        for line in _excerpt(problem, lines_of, console.width):
            console.print(line, soft_wrap=True)
    console.print(_count(problems, files), soft_wrap=True)


def _heading(problem: Problem) -> Text:
    place = f"{problem.path}:{problem.line}:{problem.column}: "
    return Text.assemble((place, "bold"), (f"{problem.level}: ", _STYLES[problem.level]), safe(problem.sentence()), (f" [{problem.rule}]", "dim"))


def _excerpt(problem: Problem, lines_of: Callable[[str], list[str]], width: int) -> list[Text]:
    """The offending line and a caret under the place, cut so that both fit the terminal."""
    lines = lines_of(problem.path)
    if not 0 < problem.line <= len(lines):
        return []
    gutter = f"{problem.line:>5} │ "
    room = max(20, width - len(gutter))
    line = safe(lines[problem.line - 1].expandtabs(1))
    column = min(problem.column, len(line) + 1) - 1
    start = max(0, column - room // 2) if len(line) > room else 0
    shown = line[start : start + room]
    if not shown.strip():
        return []
    return [
        Text.assemble((gutter, "dim"), shown),
        Text.assemble((" " * 5 + " │ ", "dim"), " " * (column - start), ("^", _STYLES[problem.level])),
    ]


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return []
    return text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")


def _count(problems: Sequence[Problem], files: int) -> Text:
    levels = Counter(problem.level for problem in problems)
    if not problems:
        return Text(f"{_number(files, 'file')}, no problem", style="bold green")
    parts = [_number(levels[level], level) for level in ("error", "warning") if levels[level]]
    places = len({problem.path for problem in problems})
    style = "bold red" if levels["error"] else "bold yellow"
    return Text(f"{' and '.join(parts)} in {_number(places, 'file')} of {files}", style=style)


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def safe(text: str) -> str:
    """A stranger's text for a terminal or a log: control and direction characters as their code points."""
    return _UNSAFE.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


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
    rows = [f"**{_count(problems, files)}**", ""]
    if problems:
        rows += ["| place | level | problem |", "|---|---|---|"]
        rows += [
            f"| `{_cell(p.path)}:{p.line}:{p.column}` | {p.level} | {_markdown(p.sentence())} |" for p in problems
        ]
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return safe(text).replace("`", "'").replace("|", "\\|").replace("\n", " ")


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()#+!|<>~@&:-])", r"\\\1", safe(text).replace("\n", " "))
