"""Who denied a claim and later confirmed it, or the other way round."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from generator.corpus import Address, Corpus
from generator.tables import Table

CONTRARY = ("confirms", "denies")
"""The stances of which each is the other's contrary."""


class Reply(msgspec.Struct, frozen=True, gc=False):
    """That somebody confirmed or denied a claim."""

    stance: str
    date: str
    is_told: bool
    """The date is not that of the reply, which nobody knows, but of the briefing that tells of it."""


class Turn(NamedTuple):
    """Somebody whose last word on a claim contradicts an earlier one."""

    claim: str
    name: str
    """As a briefing names who it is, and the id of that briefing."""
    home: str
    before: Reply
    now: Reply
    """The first of the contrary."""


def turns_of(corpus: Corpus, claims: Mapping[str, tuple[Address, ...]]) -> Table[str, tuple[Turn, ...]]:
    """The turns of every claim, by the ids of claims; those who replied first come first."""
    replies = {
        (briefing_id, item.id): item.replies
        for briefing_id, outline in corpus.outlines.items()
        for item in outline.links.items
        if item.replies
    }
    found = ((claim, tuple(_turns(corpus, claim, facts, replies))) for claim, facts in claims.items())
    return Table("turns", ((claim, turns) for claim, turns in found if turns))


def turned(corpus: Corpus, turns: Iterable[tuple[Turn, ...]]) -> Table[str, tuple[Turn, ...]]:
    """The same, by the ids of actors."""
    found: dict[str, list[Turn]] = {}
    for of_a_claim in turns:
        for turn in of_a_claim:
            found.setdefault(corpus.actor_id(turn.name), []).append(turn)
    return Table("turned", ((actor_id, tuple(own)) for actor_id, own in found.items()))


def _turns(
    corpus: Corpus,
    claim: str,
    facts: tuple[Address, ...],
    replies: Mapping[Address, tuple[tuple[str, str, str], ...]],
) -> Iterator[Turn]:
    said: dict[str, list[tuple[str, str, Reply]]] = {}
    for fact in facts:
        day = corpus.outlines[fact[0]].links.date
        for name, stance, date in replies.get(fact, ()):
            if stance in CONTRARY:
                reply = Reply(stance, date or day, not date)
                said.setdefault(corpus.actor_id(name), []).append((name, fact[0], reply))
    for own in said.values():
        own.sort(key=lambda one: one[2].date)
        name, home, last = own[-1]
        stances = [reply.stance for _, _, reply in own]
        if any(stance != last.stance for stance in stances):
            first = next(place for place, stance in enumerate(stances) if stance != last.stance)
            now = stances.index(last.stance, first)
            yield Turn(claim, name, home, own[first][2], own[now][2])
