"""The command: one page of each kind, its scores, and what lowers them."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click
import msgspec
from rich.console import Console

from tests.bench.peers.install import installed_by_npm
from tests.bench.server import counted_server
from tests.bench.table import print_table
from tests.browser import FLAGS, installed_browser

TOOLS: Final = Path(__file__).parents[3] / ".peers"
KINDS: Final = ("briefings", "claims", "indicators", "topics", "actors", "timeline")
CATEGORIES: Final = {
    "performance": "Performance",
    "accessibility": "Accessibility",
    "best-practices": "Best practices",
    "seo": "SEO",
}
FIGURES: Final = {
    "first-contentful-paint": "First paint",
    "largest-contentful-paint": "Largest paint",
    "total-blocking-time": "Blocked",
    "cumulative-layout-shift": "Shift",
}
_GOOD: Final = 0.9
_MINUTES: Final = 3


class Look(msgspec.Struct, frozen=True):
    """What Lighthouse says of a page."""

    address: str
    scores: dict[str, int]
    figures: dict[str, str]
    remarks: list[str]
    """What a category would be better with."""


def pages_of(site: Path) -> list[str]:
    """The home page and the first of each kind of page, the newest of briefings."""
    first = []
    for kind in KINDS:
        found = sorted(path.parent.relative_to(site).as_posix() for path in (site / kind).glob("*/index.html"))
        first += [f"{found[-1 if kind == 'briefings' else 0]}/"] if found else []
    return ["", *first]


def look_at(tool: Path, origin: str, address: str) -> Look:
    """One page, as Lighthouse sees it from a server."""
    with tempfile.TemporaryDirectory() as temporary:
        report = Path(temporary) / "report.json"
        command = ["node", str(tool), origin + address, "--quiet", "--output=json", f"--output-path={report}"]
        command += ["--no-enable-error-reporting", "--chrome-flags=" + " ".join(("--headless", *FLAGS))]
        environment = os.environ | {"CHROME_PATH": installed_browser() or ""}
        subprocess.run(command, check=True, env=environment, timeout=60 * _MINUTES, stdout=subprocess.DEVNULL)
        found = json.loads(report.read_bytes())
    scores = {name: round(100 * (found["categories"][name]["score"] or 0)) for name in CATEGORIES}
    figures = {name: str(found["audits"][name].get("displayValue", "")).replace("\xa0", " ") for name in FIGURES}
    return Look(address, scores, figures, list(_remarks(found)))


def _remarks(found: dict[str, Any]) -> Iterator[str]:
    counted = {part["id"] for one in CATEGORIES for part in found["categories"][one]["auditRefs"] if part["weight"]}
    for name, audit in found["audits"].items():
        if name in counted and name not in FIGURES and audit["score"] is not None and audit["score"] < _GOOD:
            yield f"{name}: {audit['title']} {audit.get('displayValue', '')}".strip()


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("addresses", nargs=-1)
def main(site: Path, addresses: tuple[str, ...]) -> None:
    """Look at pages of SITE: at these, or at the home page and one of each kind."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
    folder = installed_by_npm(TOOLS, Path(__file__).parent, "lighthouse")
    tool = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    with counted_server(site) as server:
        looks = [look_at(tool, server.address, address) for address in addresses or pages_of(site)]
    header = ("Page", *CATEGORIES.values(), *FIGURES.values())
    rows = [[f"/{look.address}", *map(str, look.scores.values()), *look.figures.values()] for look in looks]
    print_table(console, "Lighthouse", header, rows)
    for remark in sorted({remark for look in looks for remark in look.remarks}):
        console.print(f"- {remark}")


if __name__ == "__main__":
    main()
