"""The nearest right name for a wrong one."""

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

MAXIMUM_NAMES = 10_000
"""Past this many names no nearest one is looked for: a hostile file must not cost minutes."""


def nearest(name: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The first of the names that differ least from ``name`` (letters added, left out, changed or swapped), if near enough."""
    candidates = list(names)
    if len(name) > 200 or len(candidates) > MAXIMUM_NAMES:
        return None
    found = process.extractOne(name, candidates, scorer=OSA.normalized_similarity, score_cutoff=cutoff)
    return found[0] if found else None


def did_you_mean(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest right name, or says ``otherwise``."""
    found = nearest(name, names)
    return f"did you mean “{found}”?" if found else otherwise


def one_of(names: Iterable[str]) -> str:
    """The allowed names in words."""
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} or {listed[-1]}"
