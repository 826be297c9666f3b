"""BriefPress itself, by its command line."""

import sys
from collections.abc import Callable
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Final

import msgspec

import generator
from tests.bench.corpus import write_site, yaml_lines
from tests.bench.peers.peer import Corpus, Peer, Step

_ROOT: Final = str(Path(__file__).parents[3])
_LEAST: Final = 300
"""Bytes that an index has for a briefing at the very least."""


def _write(folder: Path, corpus: Corpus) -> None:
    write_site(folder, corpus.plan)


def _rewrite(folder: Path, corpus: Corpus, place: int) -> None:
    briefing_id, document = corpus.documents[place]
    path = folder / "briefings" / briefing_id[:4] / f"{briefing_id}.yml"
    path.write_text("".join(yaml_lines(document)), "utf-8", newline="\n")


def _step(does: str, *options: str) -> Step:
    command = [sys.executable, "-P", "-m", "generator", "build", *options]
    return Step(does, command, {"PYTHONPATH": _ROOT})


def _version(tools: Path) -> str:
    return f"BriefPress {generator.__version__}, Pagefind {version_of('pagefind_bin')} as its library"


def _is_searchable(site: Path, briefings: int) -> bool:
    files = [path for path in (site / "assets" / "search").rglob("*") if path.is_file()]
    # Every word that is found stands in there, compressed or not.
    return sum(path.stat().st_size for path in files) > _LEAST * briefings


def _peer(name: str, does: str, step: Step, is_searchable: Callable[[Path, int], bool]) -> Peer:
    return Peer(
        name=name,
        does=does,
        write=_write,
        rewrite=_rewrite,
        steps=lambda folder, tools: [msgspec.structs.replace(step, command=[*step.command, "-C", str(folder)])],
        version=_version,
        is_searchable=is_searchable,
        caches=(".briefpress",),
        remembers=True,
    )


BRIEFPRESS: Final = _peer(
    "BriefPress",
    "reads YAML by its contract, checks every briefing and every link, has MkDocs render pages and frames within the build, "
    "and makes the index of its own search with Pagefind",
    _step("all"),
    _is_searchable,
)
WITHOUT_SEARCH: Final = _peer(
    "BriefPress, pages alone",
    "the same without the index of the search",
    _step("pages", "--no-search"),
    lambda site, briefings: True,
)
"""What its pages take, as the first of two steps does elsewhere; no row of its own."""
