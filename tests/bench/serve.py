"""``python -m tests.bench.serve [N …]``: what a contributor to a site of N briefings waits for after an edit, under ``serve``.

The real command follows the files, and headless Chromium shows a page; both tell the time by one clock. Then come many edits, and a
look at what they leave in memory. Machines are noisy: compare with the reload of the same pages in the same run. It needs Linux.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeVar, get_args

import click
import msgspec
from rich.console import Console

from tests.bench.corpus import Plan, make_plan, write_site
from tests.bench.serve_edits import (
    LEGS,
    Editor,
    Look,
    Sample,
    When,
    prepare,
    sample_edits,
    sample_memory,
    sample_reloads,
    slope,
)
from tests.bench.serve_process import Serving
from tests.bench.table import print_table
from tests.browser import open_browser

HEADER: Final = ("seconds", "median", "p90", "worst", "ratio", "share")
_NAMES: Final = {
    "noticed": "until the change is noticed",
    "building": "until the build begins",
    "built": "building",
    "reloading": "until the browser has the page",
    "shown": "showing it",
}
"""Of the legs, each from the end of the one before."""
Thing = TypeVar("Thing")


class Measured(msgspec.Struct, frozen=True):
    """All that was found out of a site."""

    reloads: list[Sample]
    edits: dict[When, list[Sample]]
    looks: list[Look]


def measure(folder: Path, plan: Plan, samples: int, edits: int, tell: Callable[[str], None]) -> Measured:
    """Write a site into a new folder, and follow edits of it."""
    write_site(folder, plan)
    tell(f"{len(plan.headings):,} briefings: building")
    with Serving(folder) as serving:
        editor = Editor(folder, plan, serving.address)
        found: dict[When, list[Sample]] = {}
        with open_browser() as browser, browser.new_context() as context:
            page = context.new_page()
            prepare(page)
            reloads = list(_counted(sample_reloads(page, editor, serving, samples), "reload", tell))
            for when in get_args(When):
                found[when] = list(_counted(sample_edits(page, editor, serving, samples, when), f"edit {when}", tell))
        looks = list(_counted(sample_memory(editor, serving, edits), "look at memory", tell))
    return Measured(reloads, found, looks)


def _counted(things: Iterable[Thing], what: str, tell: Callable[[str], None]) -> Iterator[Thing]:
    for number, thing in enumerate(things, 1):
        tell(f"{what} {number}")
        yield thing


def lines_of(measured: Measured) -> Iterator[list[str]]:
    """The rows of the table of times; ratios are to the median reload, shares are of the whole of their edits."""
    reload = {what: [sample.seconds[what] for sample in measured.reloads] for what in ("painted", "shown")}
    yield _line("a reload without an edit", reload["shown"], statistics.median(reload["shown"]))
    yield _line("  until it is painted", reload["painted"], statistics.median(reload["painted"]))
    for when, samples in measured.edits.items():
        whole = [sample.seconds["shown"] for sample in samples]
        painted = [sample.seconds["painted"] for sample in samples]
        yield _line(f"an edit {when}", whole, statistics.median(reload["shown"]))
        yield _line("  until it is painted", painted, statistics.median(reload["painted"]), sum(painted) / sum(whole))
        for before, leg in zip((None, *LEGS), LEGS, strict=False):
            spans = [sample.seconds[leg] - (sample.seconds[before] if before else 0) for sample in samples]
            yield _line(f"  {_NAMES[leg]}", spans, share=sum(spans) / sum(whole))
            if leg == "built":
                yield from _stages(samples, sum(whole))


def _stages(samples: list[Sample], whole: float) -> Iterator[list[str]]:
    for stage in dict.fromkeys(stage for sample in samples for stage in sample.stages):
        seconds = [sample.stages.get(stage, 0.0) for sample in samples]
        yield _line(f"    {stage}", seconds, share=sum(seconds) / whole)


def _line(name: str, seconds: list[float], reload: float | None = None, share: float | None = None) -> list[str]:
    middle = statistics.median(seconds)
    return [
        name,
        *(f"{value:.3f}" for value in (middle, percentile(seconds, 90), max(seconds))),
        f"{middle / reload:.2f}" if reload else "",
        f"{share:.0%}" if share is not None else "",
    ]


def percentile(values: list[float], percent: int) -> float:
    """The least of the values that so many in a hundred do not exceed."""
    return sorted(values)[max(0, -(-len(values) * percent // 100) - 1)]


def memory_of(looks: list[Look]) -> list[list[str]]:
    """The rows of the table of memory: in ratio to the first look."""
    first, last = looks[0], looks[-1]
    shown = {look.edits: look for look in looks if look.edits in (first.edits, 100, last.edits)}
    rows = [
        [f"after {look.edits:,} edits", f"{look.megabytes:,.1f}", f"{look.megabytes / first.megabytes:.2f}"]
        for look in shown.values()
    ]
    rows[0][0] = "after the first edit"
    growth = slope(looks)
    return [*rows, ["growth with each 100 edits", f"{growth:,.2f}", f"{growth / first.megabytes:.4f}"]]


@click.command()
@click.argument("sizes", nargs=-1, type=click.IntRange(min=10))
@click.option(
    "--samples", type=click.IntRange(min=1), default=20, show_default=True, help="Edits that a browser waits for."
)
@click.option(
    "--edits", type=click.IntRange(min=1), default=500, show_default=True, help="Edits before the last look at memory."
)
def main(sizes: tuple[int, ...], samples: int, edits: int) -> None:
    """Measure sites with so many briefings (1000 when none are named)."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    for briefings in sizes or (1000,):
        with tempfile.TemporaryDirectory() as temporary:
            found = measure(Path(temporary) / "site", make_plan(briefings), samples, edits, _tell)
        print_table(console, f"{briefings:,} briefings", HEADER, lines_of(found))
        print_table(console, "Memory, when the search has followed", ("MB", "", "ratio"), memory_of(found.looks))


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
