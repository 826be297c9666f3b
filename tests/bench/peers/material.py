"""MkDocs with Material and its own search."""

import json
import sys
from importlib.metadata import version as version_of
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from tests.bench.peers.markdown_site import rewrite, write_site
from tests.bench.peers.peer import SITE, NotInstalledError, Peer, Step


def _steps(folder: Path, tools: Path) -> list[Step]:
    if find_spec("material") is None:
        raise NotInstalledError("Material is not installed")
    return [Step("all", [sys.executable, "-P", "-m", "mkdocs", "build", "--quiet", "--site-dir", SITE])]


def _version(tools: Path) -> str:
    return f"MkDocs {version_of('mkdocs')}, Material {version_of('mkdocs-material')}"


def _is_searchable(site: Path, briefings: int) -> bool:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    return sum("#" not in entry["location"] for entry in index["docs"]) >= briefings


MATERIAL: Final = Peer(
    name="MkDocs + Material",
    does="the same as Markdown that was written for it beforehand, pages that collect items too; its own search",
    write=write_site,
    rewrite=rewrite,
    steps=_steps,
    version=_version,
    is_searchable=_is_searchable,
)
