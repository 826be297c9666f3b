"""Which of several languages serves a reader best."""

from functools import lru_cache

_NO_FIT = 3


@lru_cache(maxsize=4096)
def best_language(available: tuple[str, ...], wanted: tuple[str, ...]) -> str | None:
    """The tag among ``available`` that suits the first of the ``wanted`` languages that any suits.

    The same tag suits best, then its base language, then another tag of that base language.
    """
    for language in wanted:
        fits = {tag: _fit(tag.lower(), language.lower()) for tag in available}
        found = min(available, key=fits.__getitem__, default=None)
        if found is not None and fits[found] < _NO_FIT:
            return found
    return None


def base_language(tag: str) -> str:
    """The language of a tag, without script, region and variants."""
    return tag.partition("-")[0].lower()


def _fit(tag: str, wanted: str) -> int:
    if tag == wanted:
        return 0
    if tag == base_language(wanted):
        return 1
    return 2 if base_language(tag) == base_language(wanted) else _NO_FIT
