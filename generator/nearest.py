"""The nearest right name for a wrong one."""

from collections.abc import Iterable

MAXIMUM_NAMES = 10_000
"""Past this many names no nearest one is looked for: a hostile file must not cost minutes."""


def nearest(name: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The first of the names that differ least from ``name`` (letters added, left out, changed or swapped), if near enough."""
    candidates = list(names)
    if len(name) > 200 or len(candidates) > MAXIMUM_NAMES:
        return None
    from rapidfuzz import process  # a fifth of what a build loads, and without mistakes it is hardly needed
    from rapidfuzz.distance import OSA

    found = process.extractOne(name, candidates, scorer=OSA.normalized_similarity, score_cutoff=cutoff)
    return found[0] if found else None


def probable(name: str, names: Iterable[str]) -> str | None:
    """The nearest name; failing that, the only one that holds ``name``, is held by it or begins like it."""
    candidates = list(names)
    if (found := nearest(name, candidates)) or not 3 <= len(name) <= 200 or len(candidates) > MAXIMUM_NAMES // 2:
        return found
    stem = name[: max(3, len(name) - 2)]
    alike = [other for other in candidates if name in other or (len(other) > 2 and other in name)]
    alike = alike or [other for other in candidates if other.startswith(stem)]
    return alike[0] if len(alike) == 1 else None


def did_you_mean(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest right name, or says ``otherwise``; both where the name is only probable."""
    candidates = list(names)
    if not (found := probable(name, candidates)):
        return otherwise
    question = f"did you mean “{found}”?"
    return f"{question} if not, {otherwise}" if otherwise and not nearest(name, candidates) else question


def one_of(names: Iterable[str]) -> str:
    """The allowed names in words."""
    listed = list(names)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} or {listed[-1]}"
