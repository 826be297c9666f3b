"""Who did what: every actor that a briefing names asserts, replies, says or counts something."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.corpus import Address, Corpus
from generator.outline import ItemLinks
from generator.tables import Table

Items = Iterable[tuple[Address, ItemLinks]]


class Mention(NamedTuple):
    """What an actor did, and where that stands."""

    role: str
    """``asserted``, ``replied``, ``said`` or ``counted``."""
    address: Address
    place: int = 0
    """Which of the replies to a fact it is."""


def mentions_of(corpus: Corpus, items: Items) -> Table[str, list[Mention]]:
    """What every actor did, newest first: what has no date of its own goes by that of its briefing, and what is of one day and one
    briefing stands in the order of the file."""
    found: dict[str, dict[Mention, tuple[str, str, str]]] = {}
    for address, item in items:
        day = corpus.outlines[address[0]].links.date
        for name, mention, when in _mentions(address, item):
            found.setdefault(corpus.actor_id(name), {})[mention] = (when or day, day, address[0])
    return Table("mentions", ((actor, sorted(own, key=own.__getitem__, reverse=True)) for actor, own in found.items()))


def plain_names_of(corpus: Corpus, items: Items) -> Table[str, tuple[str, str]]:
    """The first spelling of every actor that no registry has, and the briefing in which it stands."""
    registered = corpus.registry.actors or {}
    found: dict[str, tuple[str, str]] = {}
    for address, item in items:
        for name, *_ in _mentions(address, item):
            if (actor_id := corpus.actor_id(name)) not in registered:
                found.setdefault(actor_id, (name, address[0]))
    return Table("plain_names", found)


def _mentions(address: Address, item: ItemLinks) -> Iterator[tuple[str, Mention, str]]:
    """With the names as they are written, and when it was, if that is said."""
    for role, name in item.roles:
        yield name, Mention(role, address), item.when
    for place, (name, _, date) in enumerate(item.replies):
        yield name, Mention("replied", address, place), date
