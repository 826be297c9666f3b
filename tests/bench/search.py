"""``python -m tests.bench.search [N …]``: BriefPress's search against Material's own, on the same N briefings in one run.

Both sites stand on a local server that compresses as GitHub Pages does, and are searched in headless Chromium with the same
forty queries. Machines are noisy, and a local network is fast: read the ratios, and the bytes. It needs Linux.
"""

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Final

import click
import msgspec
from playwright.sync_api import Browser
from rich.console import Console

from tests.bench.corpus import MARKED, Plan, make_plan
from tests.bench.search_browser import (
    Answer,
    Tool,
    Warm,
    cold,
    median,
    next_page,
    percentile_95,
    warm,
)
from tests.bench.search_queries import make_queries
from tests.bench.search_sites import Site, make_briefpress, make_material
from tests.bench.server import counted_server
from tests.bench.table import print_table
from tests.browser import open_browser

BRIEFPRESS: Final = Tool(
    name="BriefPress",
    opens="/",
    field="#bp-search input[type=search]",
    result="#bp-search .bp-result",
    nothing="#bp-search .bp-nothing",
    nothing_says="",
    listens="input",
    first="index.html",
    files=("/assets/search/",),
)
MATERIAL: Final = Tool(
    name="Material",
    opens="/",
    field="[data-md-component=search-query]",
    result=".md-search-result__item",
    nothing=".md-search-result__meta",
    nothing_says="No matching documents",
    listens="keyup",
    first="index.html",
    files=("/search/", "/assets/javascripts/workers/", "/assets/javascripts/lunr/"),
)
MAKERS: Final = {"BriefPress": make_briefpress, "Material": make_material}
LOOKED: Final = 10
"""How many queries follow a look at the page, and the first search in a file."""


class Measured(msgspec.Struct, frozen=True):
    """All that was found out of one tool."""

    site: Site
    cold: list[Answer]
    after_a_look: list[Answer]
    warm: Warm
    next_page: list[Answer]
    from_file: list[Answer]
    ranked: list[int]
    """For each marker, how many of its briefings stand first."""


def measure(browser: Browser, tool: Tool, site: Site, plan: Plan) -> Measured:
    """Search a site in all ways."""
    queries = make_queries(plan)
    second = f"briefings/{plan.headings[0].id}/"
    few = queries[:LOOKED]
    with counted_server(site.folder) as served:
        base = served.address
        first = cold(browser, tool, base, queries, "load", served)
        later = cold(browser, tool, base, few, "networkidle", served)
        many = warm(browser, tool, base, queries, [marker.word for marker in plan.markers])
        following = next_page(browser, tool, base, second, queries, served)
    # A file has no server that could say what it sent.
    file = cold(browser, tool, f"{site.edition.as_uri()}/", few, "load") if site.edition else []
    return Measured(site, first, later, many, following, file, [_first_ones(many, plan, place) for place in (0, 1)])


def _first_ones(many: Warm, plan: Plan, place: int) -> int:
    """How many of the first briefings found are those in which the marker stands."""
    marker = plan.markers[place]
    found = [address.partition("/briefings/")[2].partition("/")[0] for address in many.found[marker.word]]
    return len(set(list(dict.fromkeys(filter(None, found)))[:MARKED]) & set(marker.briefings))


def rows_of(measured: Measured) -> dict[str, float | str]:
    """The rows of the table, by what they say. A text is not compared."""
    rows: dict[str, float | str] = {}
    if measured.site.seconds is not None:
        rows["search index, s of the build"] = measured.site.seconds
    rows["whole build, MB of memory at most"] = measured.site.megabytes
    rows["first search, kB moved"] = statistics.median(answer.kilobytes for answer in measured.cold)
    rows["first search and page, kB moved"] = statistics.median(answer.kilobytes_in_all for answer in measured.cold)
    rows["cold, until one can type, ms, median"] = statistics.median(answer.opening for answer in measured.cold)
    parts = {
        "cold, at once": measured.cold,
        "cold, after a look": measured.after_a_look,
        "cold, from file://": measured.from_file,
        "warm": measured.warm.answers,
        "next page, at once": measured.next_page,
    }
    for name, answers in parts.items():
        if answers:
            rows[f"{name}, ms, median"] = median(answers)
            rows[f"{name}, ms, p95"] = percentile_95(answers)
    rows["after all searches, MB of the page"] = measured.warm.megabytes
    rows["queries asked cold, warm, next page"] = ", ".join(
        str(len(answers)) for answers in (measured.cold, measured.warm.answers, measured.next_page)
    )
    found = [answer.is_found for answer in measured.warm.answers]
    rows["warm queries that found something"] = f"{sum(found)} of {len(found)}"
    rows["briefings with a rare word among the first five"] = ", ".join(map(str, measured.ranked))
    return rows


def lines_of(found: dict[str, Measured]) -> list[list[str]]:
    """The table: what, one column for each tool, and how many times the last is the first."""
    columns = [rows_of(measured) for measured in found.values()]
    lines = [["", *found, *(["ratio"] if len(found) == 2 else [])]]
    for name in dict.fromkeys(name for column in columns for name in column):
        values = [column.get(name, "–") for column in columns]
        line = [name, *map(_told, values)]
        if len(found) == 2:
            ours, theirs = values
            line.append(
                f"{theirs / ours:.3g} ×" if isinstance(ours, float) and isinstance(theirs, float) and ours else ""
            )
        lines.append(line)
    return lines


def _told(value: float | str) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def as_markdown(briefings: int, lines: list[list[str]]) -> str:
    """The table as a section of a page."""
    first, *rest = lines
    under = ["---", *["---:"] * (len(first) - 1)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in (first, under, *rest))
    return f"## {briefings:,} briefings\n\n`python -m tests.bench.search {briefings}`\n\n{table}\n"


@click.command()
@click.argument("sizes", nargs=-1, type=click.IntRange(min=100))
@click.option("--only", type=click.Choice(list(MAKERS)), help="Measure one tool alone.")
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path), help="Write the tables as Markdown, too.")
def main(sizes: tuple[int, ...], only: str | None, write: Path | None) -> None:
    """Measure search on sites with so many briefings (1000 when none are named)."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 120)
    sections = []
    for briefings in sizes or (1000,):
        plan = make_plan(briefings)
        found = {}
        with tempfile.TemporaryDirectory() as temporary:
            sites = {name: make(Path(temporary) / name, plan) for name, make in MAKERS.items() if only in (None, name)}
            with open_browser() as browser:
                for tool in (BRIEFPRESS, MATERIAL):
                    if tool.name in sites:
                        found[tool.name] = measure(browser, tool, sites[tool.name], plan)
        lines = lines_of(found)
        print_table(console, f"{briefings:,} briefings", lines[0], lines[1:])
        sections.append(as_markdown(briefings, lines))
    if write:
        write.write_text("\n".join(sections), "utf-8")


if __name__ == "__main__":
    main()
