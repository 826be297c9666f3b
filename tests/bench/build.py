"""``python -m tests.bench.build [N …]``: building N briefings with BriefPress and with others, by turns in one run.

What others need is installed apart, into ``.peers/``, by lock files. Machines are noisy: read the ratios. It needs Linux.
"""

import sys
import tempfile
from pathlib import Path
from typing import Final

import click
from rich.console import Console

from tests.bench.build_page import HEADER, page, rows_of, section
from tests.bench.build_turns import Measured, measure
from tests.bench.corpus import make_plan
from tests.bench.peers.briefpress import BRIEFPRESS, WITHOUT_SEARCH
from tests.bench.peers.eleventy import ELEVENTY
from tests.bench.peers.hugo import HUGO
from tests.bench.peers.material import MATERIAL
from tests.bench.peers.peer import Peer, make_corpus
from tests.bench.peers.shell import make_shell
from tests.bench.peers.zensical import ZENSICAL
from tests.bench.table import print_table

PEERS: Final[dict[str, Peer]] = {
    "briefpress": BRIEFPRESS,
    "hugo": HUGO,
    "eleventy": ELEVENTY,
    "material": MATERIAL,
    "zensical": ZENSICAL,
}
TOOLS: Final = Path(__file__).parents[2] / ".peers"
SIZES: Final = (1_000, 10_000)
TURNS: Final = 5
MANY: Final = 3_000
"""Of more briefings, one turn takes so long that it isn't repeated unasked."""
_SMALL: Final = 10


@click.command()
@click.argument("sizes", nargs=-1, type=click.IntRange(min=_SMALL))
@click.option("--only", multiple=True, type=click.Choice(list(PEERS)), help="Measure these beside BriefPress.")
@click.option(
    "--turns",
    type=click.IntRange(min=1),
    help=f"How often each builds; {TURNS} times up to {MANY:,} briefings, or once.",
)
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path), help="Write the page of the manual, too.")
def main(sizes: tuple[int, ...], only: tuple[str, ...], turns: int | None, write: Path | None) -> None:
    """Measure sites with so many briefings (1000 and 10000 when none are named)."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 200)
    peers = [peer for name, peer in PEERS.items() if not only or name in only or peer is BRIEFPRESS]
    shell = make_shell()
    small = make_corpus(make_plan(_SMALL), shell)
    sections: list[str] = []
    versions: dict[str, Measured] = {}
    for briefings in sizes or SIZES:
        repeated = turns or (TURNS if briefings <= MANY else 1)
        with tempfile.TemporaryDirectory() as work:
            # Pages alone right after the whole, so that the difference is of one mood of the machine.
            first, *others = peers
            everyone = [first, WITHOUT_SEARCH, *others]
            corpus = make_corpus(make_plan(briefings), shell)
            found = measure(everyone, corpus, small, repeated, Path(work), TOOLS, _tell)
        alone = found.pop(1)
        if found[0].missing:
            raise click.ClickException(f"BriefPress could not be measured: {found[0].missing}")
        rows = rows_of(found, alone)
        print_table(console, f"{briefings:,} briefings", HEADER, rows)
        sections.append(section(briefings, rows, repeated))
        versions = {one.peer.name: one for one in found} | {name: one for name, one in versions.items() if one.version}
    if write:
        command = f'make bench N="{" ".join(map(str, sizes or SIZES))}"'
        write.write_text(page(sections, list(versions.values()), command), "utf-8")


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
