"""Ids: which are allowed, and the ones derived from an item's own words."""

import re

from generator.markup import plain
from generator.model.briefing import Figure, Item, KeyFact, OpenQuestion, Quote
from generator.model.leaves import BRIEFING_ID
from generator.names import is_device, slug

_RESERVED = re.compile(r"index|[0-9]{4}")


def is_reserved(briefing_id: str) -> bool:
    """Whether a briefing can't have this id: ``index``, a year alone, or a name that Windows keeps for devices."""
    return is_device(briefing_id) or _RESERVED.fullmatch(briefing_id) is not None


def is_briefing_id(text: str) -> bool:
    """Whether a file's stem is an id of the contract's form."""
    return len(text) <= 120 and re.fullmatch(BRIEFING_ID, text) is not None


def derived_id(item: Item) -> str:
    """An id from the item's own words: stable whatever its place in the file, and fit for an address.

    Kind of item, then its first words in ASCII; where a script leaves no letters, eight hexadecimal digits of a hash.
    """
    kind, words = _own_words(item)
    return slug(words, f"{kind}-")


def _own_words(item: Item) -> tuple[str, str]:
    match item:
        case KeyFact():
            return "fact", plain(item.text)
        case Quote():
            return "quote", item.text
        case Figure():
            return "figure", plain(item.label)
        case OpenQuestion():
            return "question", plain(item.question)
