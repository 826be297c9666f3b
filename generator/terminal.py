"""Problems → text for people on a terminal, each with the line that it is about."""

import stat
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from generator.problem import Problem
from generator.report import counted, one_line

_STYLES = {"error": "bold red", "warning": "bold yellow"}
_LONGEST_FILE = 1024 * 1024


def print_text(console: Console, problems: Sequence[Problem], folder: Path, files: int) -> None:
    """Each problem with its place, its sentence and the line that it is about, a caret below; then the count."""
    lines_of = lru_cache(maxsize=4)(lambda path: _lines(folder / path))
    for problem in problems:
        console.print(_heading(problem), soft_wrap=True)
        for line in _excerpt(problem, lines_of, console.width):
            console.print(line, soft_wrap=True)
    levels = {problem.level for problem in problems}
    style = "bold red" if "error" in levels else "bold yellow" if levels else "bold green"
    console.print(Text(counted(problems, files), style=style), soft_wrap=True)


def _heading(problem: Problem) -> Text:
    place = f"{one_line(problem.path)}:{problem.line}:{problem.column}: "
    return Text.assemble(
        (place, "bold"),
        (f"{problem.level}: ", _STYLES[problem.level]),
        one_line(problem.sentence()),
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
    before, after = one_line(line[max(0, column - room) : column]), one_line(line[column : column + room])
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
