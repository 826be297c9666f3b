"""Language tags (BCP 47)."""

from functools import lru_cache


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """The first subtags of all languages that CLDR names."""
    from babel import Locale  # what a site in one language without a glossary does without

    return frozenset(Locale("en").languages)


def is_language(tag: str) -> bool:
    """Whether a tag begins with a language that CLDR names."""
    return tag.partition("-")[0].lower() in languages()
