"""The page around a peer's content: what Material renders for BriefPress, with the peer's own template tags in its holes.

So every page weighs the same whoever makes it, and a peer has its frame for nothing: it is rendered before the clock starts.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from generator.engine import run_engine
from generator.rendering import read_rendering
from generator.settings import read_settings
from generator.starter import new_site
from tests.bench.corpus import FIRST_DAY

_HOLE: Final = re.compile(r"\{\{ page\.(\w+) \}\}")
_SLOT: Final = re.compile(r"<!-- briefpress: (\w+).*?-->")
_LANGUAGE: Final = re.compile(r'(?<=<html lang=")\w+(?=")')
_OUR_SEARCH: Final = re.compile(r'<script src="([./]*)assets/search/search\.js" defer></script>')
_PAGEFIND: Final = r'<script src="\1pagefind/pagefind-ui.js" defer></script>'
FIELD: Final = (
    '<link rel="stylesheet" href="../pagefind/pagefind-ui.css"><div id="search"></div>'
    '<script>addEventListener("DOMContentLoaded", () => new PagefindUI({element: "#search", showSubResults: true}))</script>'
)
"""Pagefind's own interface on the page of the search."""


class Shell(msgspec.Struct, frozen=True):
    """What the theme has made of a site's hand-written part."""

    frame: str
    """Of a page two folders deep, with its holes."""
    pages: dict[str, str]
    """Hand-written pages by their path, with their slots."""
    files: dict[str, bytes]


def make_shell() -> Shell:
    """Render the hand-written part of a new site once."""
    with TemporaryDirectory() as temporary:
        folder, work = Path(temporary) / "site", Path(temporary) / "work"
        new_site(folder, FIRST_DAY)
        work.mkdir()
        rendering = read_rendering(run_engine(read_settings(folder), "mkdocs", work))
    # Nothing that is offered for download, and the page for lost readers is no peer's concern. None follows claims, dates or changes.
    left_out = ("404.html", *(f"{name}/index.html" for name in ("download", "claims", "timeline", "corrections")))
    pages = {path: _searched(html) for path, html in rendering.pages.items() if path not in left_out}
    return Shell(_searched(rendering.frames["briefing"]), pages, rendering.files)


def filled(html: str, tags: Mapping[str, str]) -> str:
    """The frame as a peer's template: a tag for each hole, and ``html`` for the page's language."""
    return _LANGUAGE.sub(lambda _: tags["html"], _HOLE.sub(lambda hole: tags[hole[1]], html))


def with_slots(html: str, tag: str) -> str:
    """A hand-written page as a peer's template: ``tag``, in which ``SLOT`` stands for its name, in the place of each slot. No peer
    tells readers what is new since their last visit."""
    special = {"search": FIELD, "news": ""}
    return _SLOT.sub(lambda slot: special.get(slot[1], tag.replace("SLOT", slot[1])), html)


def write_assets(shell: Shell, folder: Path) -> None:
    """Styles, scripts and fonts into a new folder."""
    for path, content in shell.files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _searched(html: str) -> str:
    if re.search(r"\{[{%#](?! page\.)", html):
        raise ValueError("the theme's page has what a template would read as its own")
    return _OUR_SEARCH.sub(_PAGEFIND, html)
