"""Who denied a fact of a claim and later confirmed one, or the other way round."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from generator.corpus import Address, Corpus
from generator.model.dates import first_day, last_day
from generator.tables import Table

CONTRARY = ("confirms", "denies")
"""The stances of which each is the other's contrary."""
TELLING = (*CONTRARY, "withdraws")
"""Those that tell how somebody stands to a fact."""


class Reply(msgspec.Struct, frozen=True, gc=False):
    """That somebody confirmed or denied a fact."""

    stance: str
    date: str
    is_told: bool
    """The date is not that of the reply, which nobody knows, but of the briefing that tells of it: it was on that day or before."""
    fact: Address


class Turn(NamedTuple):
    """Somebody whose last word on a claim contradicts an earlier one. The facts of a claim may say different things, and so the word is
    on the fact alone to which it replies."""

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
    said: dict[str, list[tuple[str, Reply]]] = {}
    for fact in facts:
        day = corpus.outlines[fact[0]].links.date
        for name, stance, when in replies.get(fact, ()):
            if stance in TELLING:
                reply = Reply(stance, when or day, not when, fact)
                said.setdefault(corpus.actor_id(name), []).append((name, reply))
    for own in said.values():
        if found := _turn([reply for _, reply in own]):
            before, now = found
            name = next(name for name, reply in own if reply is now)
            yield Turn(claim, name, now.fact[0], before, now)


def _turn(own: list[Reply]) -> tuple[Reply, Reply] | None:
    """A reply and a later one that contradicts it; None where it is not sure that it is later, or that nothing else came after it."""
    dated = [reply for reply in own if reply.stance in CONTRARY and not reply.is_told]
    last = max(dated, key=_first, default=None)
    if last is None:
        return None
    others = [reply for reply in own if reply.stance != last.stance]
    contrary = [reply for reply in others if reply.stance in CONTRARY]
    if not contrary or max(map(_last, others)) >= _first(last):
        return None
    before = min(contrary, key=_last)
    later = (reply for reply in dated if reply.stance == last.stance and _first(reply) > _last(before))
    return before, min(later, key=_first)


def _first(reply: Reply) -> date:
    return first_day(reply.date)


def _last(reply: Reply) -> date:
    return last_day(reply.date)
