"""Pagefind as a step after a generator that has no search of its own: its command, run on the finished pages."""

import json
from importlib.metadata import version as version_of
from pathlib import Path

from pagefind_bin import get_executable

from tests.bench.peers.peer import SITE, Step


def step() -> Step:
    """Index the pages; items are found by their headings, which have ids."""
    return Step("search", [get_executable(), "--site", SITE])


def version() -> str:
    """Its name and version."""
    return f"Pagefind {version_of('pagefind_bin')}"


def is_searchable(site: Path, briefings: int) -> bool:
    """Whether the indexes of all languages hold as many pages."""
    entry = json.loads((site / "pagefind" / "pagefind-entry.json").read_text("utf-8"))
    return sum(int(language["page_count"]) for language in entry["languages"].values()) >= briefings
