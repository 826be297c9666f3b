"""``python -m tests.bench.capacity [N …]``: what sites of N invented briefings cost: time, memory, files and bytes. It needs Linux.

Each build is a process of its own. Machines are noisy: read the ratios.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click
import distributed
import msgspec

from tests.bench.corpus import make_plan, write_site
from tests.bench.memory import Finished, run_command

SIZES: Final = (1_000,)
PAGE: Final = Path(__file__).parents[2] / "docs" / "contribute" / "capacity.md"
HEADER: Final = (
    "briefings",
    "from nothing, s",
    "after an edit, s",
    "nothing new, s",
    "by a cluster here, ratio",
    "memory, MB",
    "files",
    "site, MB",
    "of it search, MB",
    "left for the next build, MB",
)
_ROOT: Final = Path(__file__).parents[2]
_TABLE: Final = re.compile(r"(?<=<!-- measured -->\n).*?(?=<!-- /measured -->)", re.S)


class Cost(msgspec.Struct, frozen=True):
    """What a site of so many briefings costs."""

    briefings: int
    cold: Finished
    edit: float
    again: float
    cluster: float
    files: int
    site: float
    search: float
    kept: float

    def cells(self, first: "Cost") -> list[str]:
        """A row of the table; in brackets what one briefing costs, compared with the smallest site."""

        def against(value: float, other: float) -> str:
            return "" if self is first else f" ({value / self.briefings / (other / first.briefings):.2f})"

        return [
            f"{self.briefings:,}",
            f"{self.cold.seconds:.1f}{against(self.cold.seconds, first.cold.seconds)}",
            f"{self.edit:.1f}{against(self.edit, first.edit)}",
            f"{self.again:.1f}{against(self.again, first.again)}",
            f"{self.cluster / self.cold.seconds:.2f}",
            f"{self.cold.peak:,.0f}{against(self.cold.peak, first.cold.peak)}",
            f"{self.files:,}{against(self.files, first.files)}",
            f"{self.site:,.1f}{against(self.site, first.site)}",
            f"{self.search:,.1f}{against(self.search, first.search)}",
            f"{self.kept:,.1f}{against(self.kept, first.kept)}",
        ]


@click.command()
@click.argument("sizes", nargs=-1, type=click.IntRange(min=10))
@click.option("--write", is_flag=True, help=f"Write the table into {PAGE.relative_to(_ROOT)}, too.")
def main(sizes: tuple[int, ...], write: bool) -> None:
    """Measure sites with so many briefings (1000 when none are named)."""
    costs = [measure(briefings) for briefings in sizes or SIZES]
    text = table(costs)
    click.echo(text)
    if write:
        PAGE.write_text(_TABLE.sub(lambda _: f"\n{text}\n", PAGE.read_text("utf-8")), "utf-8")


def measure(briefings: int) -> Cost:
    """Build a site from nothing, once more, after an edit, and by a cluster of as many processes."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "site")
        write_site(folder, make_plan(briefings))
        _tell(f"{briefings:,} briefings, from nothing")
        cold = _build(folder)
        _tell("again")
        again = _build(folder)
        newest = max((folder / "briefings").rglob("2*.yml"))
        newest.write_text(
            re.sub(r"(?m)^summary: (\W*)", r"summary: \1Zwischenruf ", newest.read_text("utf-8")), "utf-8"
        )
        _tell("after an edit")
        edit = _build(folder)
        site, kept = folder / "site", folder / ".briefpress"
        files = [path for path in site.rglob("*") if path.is_file()]
        _tell("by a cluster")
        return Cost(
            briefings,
            cold,
            edit.seconds,
            again.seconds,
            _by_cluster(folder),
            len(files),
            _megabytes(files),
            _megabytes((site / "assets" / "search").rglob("*")),
            _megabytes(kept.rglob("*")),
        )


def table(costs: list[Cost]) -> str:
    """How it was measured, and the table."""
    sizes = " ".join(str(cost.briefings) for cost in costs)
    told = (
        f'`make bench-capacity N="{sizes}"`, {datetime.now(UTC).date().isoformat()}, {len(os.sched_getaffinity(0))} cores, '
        "invented briefings of about 5 kB of YAML each."
    )
    under = ["---:"] * len(HEADER)
    rows = [cost.cells(costs[0]) for cost in costs]
    return f"{told}\n\n" + "\n".join(f"| {' | '.join(cells)} |" for cells in (HEADER, under, *rows)) + "\n"


def _build(folder: Path, *options: str) -> Finished:
    command = [sys.executable, "-P", "-m", "generator", "build", "-C", str(folder), *options]
    return run_command(command, folder, {"PYTHONPATH": str(_ROOT)})


def _by_cluster(folder: Path) -> float:
    """Seconds from nothing by workers that are processes of this machine, one for each core."""
    cores = len(os.sched_getaffinity(0))
    with distributed.LocalCluster(n_workers=cores, threads_per_worker=1, host="127.0.0.1", silence_logs=50) as cluster:  # type: ignore[no-untyped-call]
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        return _build(folder, "--output", str(folder / "by-cluster"), "--executor", address).seconds


def _megabytes(paths: Iterable[Path]) -> float:
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
