"""Zensical with its own search."""

import json
import sys
from importlib.metadata import version as version_of
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from tests.bench.peers.markdown_site import rewrite, write_site
from tests.bench.peers.peer import NotInstalledError, Peer, Step


def _steps(folder: Path, tools: Path) -> list[Step]:
    if find_spec("zensical") is None:
        raise NotInstalledError("Zensical is not installed")
    return [Step("all", [sys.executable, "-P", "-m", "zensical", "build", "-f", "mkdocs.yml"])]


def _version(tools: Path) -> str:
    return f"Zensical {version_of('zensical')}"


def _is_searchable(site: Path, briefings: int) -> bool:
    index = json.loads((site / "search.json").read_text("utf-8"))
    return len({entry["location"].partition("#")[0] for entry in index["items"]}) >= briefings


ZENSICAL: Final = Peer(
    name="Zensical",
    does="the Markdown that MkDocs gets; its own search",
    write=write_site,
    rewrite=rewrite,
    steps=_steps,
    version=_version,
    is_searchable=_is_searchable,
    caches=(".cache",),
    remembers=True,
    limit=1_000,
    beyond="out of reach: it takes 12 GB of memory at 3,000",
)
