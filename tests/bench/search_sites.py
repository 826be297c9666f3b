"""The same briefings as two sites: BriefPress's, and one of Material for MkDocs with its own search.

``python -m tests.bench.search_sites briefpress|material FOLDER`` builds the one that is in a folder, and prints the seconds of
its search index; a process of its own, so that its memory can be measured.
"""

import sys
import zipfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec
from material.plugins.search.plugin import SearchPlugin
from mkdocs.commands.build import build as build_mkdocs
from mkdocs.config.base import load_config

from generator.build import build
from generator.cli.main import commands
from generator.settings import read_settings
from tests.bench.corpus import DAYS, FIRST_DAY, Plan, write_site
from tests.bench.memory import run_measured
from tests.bench.search_material import write_pages


class Site(msgspec.Struct, frozen=True):
    """A site that was built."""

    folder: Path
    seconds: float | None
    """What its search index took of the build; None when it has none."""
    megabytes: float
    """Memory of the whole build at most, the indexer's among it."""
    edition: Path | None = None
    """The unpacked offline edition."""


def make_briefpress(folder: Path, plan: Plan) -> Site:
    """Write and build BriefPress's site into a new folder."""
    write_site(folder, plan)
    done = run_measured(__spec__.name, "briefpress", str(folder))
    return Site(folder / "site", float(done.output) if done.output.strip() else None, done.peak, _edition(folder))


def make_material(folder: Path, plan: Plan) -> Site:
    """Write and build the same briefings as a site of Material for MkDocs into a new folder."""
    write_pages(folder, plan)
    done = run_measured(__spec__.name, "material", str(folder))
    return Site(folder / "site", float(done.output), done.peak)


def _edition(folder: Path) -> Path | None:
    """The site's offline edition, unpacked as a reader would; None where there is no command that makes one."""
    if "pack" not in commands.commands:
        return None
    packed = folder.with_name(f"{folder.name}-edition")
    packed.mkdir()
    run_measured("generator", "pack", "--folder", str(folder), "--to", str(packed))
    (archive,) = packed.glob("*.zip")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(packed)
    return next(packed.rglob("MANIFEST.json")).parent


def _build_briefpress(folder: Path) -> float | None:
    # The clock after the last briefing: as on the day on which it was written.
    day = FIRST_DAY.replace(year=FIRST_DAY.year + DAYS // 365)
    return build(read_settings(folder, today=day)).statistics.seconds.get("search")


def _build_material(folder: Path) -> float:
    """An ordinary build; the seconds that MkDocs spent in the search plugin."""
    seconds = 0.0

    def timed(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal seconds
            start = perf_counter()
            result = method(*arguments, **options)
            seconds += perf_counter() - start
            return result

        return call

    # Its two events; a difference of two whole builds would be lost in their noise.
    SearchPlugin.on_page_context = timed(SearchPlugin.on_page_context)
    SearchPlugin.on_post_build = timed(SearchPlugin.on_post_build)
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build_mkdocs(config)
    return seconds


if __name__ == "__main__":
    took = {"briefpress": _build_briefpress, "material": _build_material}[sys.argv[1]](Path(sys.argv[2]))
    print("" if took is None else took)
