"""Claims: the ledger of each, and the list of all."""

from collections.abc import Iterator
from itertools import groupby

import msgspec

from generator.corpus import Address
from generator.views.addresses import claim_address
from generator.views.items import listed_item
from generator.views.long import LONG, rest_of
from generator.views.pointers import item_pointer, pointer
from generator.views.scene import Scene, actor_named
from generator.views.turns import Reply, Turn
from generator.views.values import ListedItem, Named, Pointer, Rest, Text


class Said(msgspec.Struct, frozen=True, gc=False):
    """That somebody confirmed or denied a fact."""

    stance: str
    date: str
    is_told: bool
    """The date is that of the briefing that tells of it."""
    fact: Pointer


class TurnView(msgspec.Struct, frozen=True, gc=False):
    """Somebody who denied a fact of a claim and later confirmed one, or the other way round."""

    by: Named
    claim: str
    """The address of its page."""
    before: Said
    now: Said


class ClaimView(msgspec.Struct, frozen=True, gc=False):
    """The page of a claim."""

    id: str
    name: Text
    """What its oldest fact says, in plain words."""
    description: Text
    """What its newest fact says, in plain words."""
    statuses: tuple[str, ...]
    """On the way from the oldest fact to the newest, each where it differs from the one before; for what is no fact but a judgement
    or so, that."""
    elsewhere: tuple[str, ...]
    """The same of ``others``, each once."""
    turns: tuple[TurnView, ...]
    newest: ListedItem
    """Where it stands."""
    others: tuple[ListedItem, ...]
    """Other facts that nothing revises, newest first: it stands there, too."""
    earlier: tuple[ListedItem, ...]
    """All facts but the newest from the oldest on; those of ``others``, and those whose briefing is withdrawn, as a pointer alone."""
    skipped: int
    """How many facts after the oldest one are left out."""
    total: int
    """How many facts there are."""
    rest: Rest | None = None
    """None where all are shown."""


class MovedView(msgspec.Struct, frozen=True, gc=False):
    """The page that a claim would have if there were no older facts in it, or none were withdrawn: it leads to what there is."""

    name: Text
    """What the fact says with which it would begin, in plain words; the title of its briefing, where that is withdrawn."""
    to: str
    """The page of the claim; or the fact or notice that is left of it."""
    left: Text | None = None
    """The words of that; None where it is still a claim."""


class ClaimLine(msgspec.Struct, frozen=True, gc=False):
    """A claim in a list."""

    address: str
    newest: Pointer
    since: str
    """The day of its oldest fact's briefing."""
    total: int


class ClaimListView(msgspec.Struct, frozen=True, gc=False):
    """Slot ``claims``: the claims, that with the newest fact first."""

    claims: tuple[ClaimLine, ...]
    total: int
    """How many there are, listed or not."""
    rest: Rest | None = None
    """None where all are listed."""


def claim_view(scene: Scene, claim_id: str) -> ClaimView:
    """What the page of a claim shows."""
    facts = scene.index.claims[claim_id]
    is_whole = len(facts) <= LONG
    steps = {fact: _step(scene, fact) for fact in (facts if is_whole else (facts[0], *facts[1 - LONG :]))}
    *earlier, newest = steps
    others = [fact for fact in earlier if scene.index.lines[fact].rungs[-1].fact == fact]
    way = {facts[0], *_way_to(scene, newest)}
    words = (_word(step) for fact, step in steps.items() if step.fact and fact in way)
    return ClaimView(
        claim_id,
        claim_name(scene, claim_id),
        steps[newest].pointer.words,
        tuple(word for word, _ in groupby(words)),
        tuple(dict.fromkeys(_word(steps[fact]) for fact in reversed(others))),
        tuple(
            turn_view(scene, turn, actor_named(scene, turn.name, turn.home))
            for turn in scene.index.standing.turns.get(claim_id, ())
        ),
        newest=steps[newest],
        others=tuple(steps[fact] for fact in reversed(others)),
        earlier=tuple(ListedItem(steps[fact].pointer) if fact in others else steps[fact] for fact in earlier),
        skipped=len(facts) - len(steps),
        total=len(facts),
        rest=None if is_whole else rest_of(scene, None),
    )


def _way_to(scene: Scene, fact: Address) -> Iterator[Address]:
    """The facts to which one leads back, itself first; no more than a page shows."""
    for _ in range(LONG):
        yield fact
        rungs = [rung.fact for rung in scene.index.lines[fact].rungs]
        place = rungs.index(fact)
        if not place:
            return
        fact = rungs[place - 1]


def moved_view(scene: Scene, claim_id: str) -> MovedView:
    """What the page at another address of a claim shows."""
    moved = scene.index.moved[claim_id]
    fact, first = pointer(scene, moved.fact), pointer(scene, moved.first)
    assert fact is not None  # every fact of a claim is shown, if only as a notice
    assert first is not None
    if moved.claim:
        return MovedView(fact.words, claim_address(moved.claim))
    return MovedView(fact.words, first.address, first.words)


def claim_list(scene: Scene) -> ClaimListView:
    """The list of all claims."""
    names = list(scene.index.claims)
    is_whole = len(names) <= LONG
    lines = (claim_line(scene, name) for name in names[:LONG])
    return ClaimListView(tuple(line for line in lines if line), len(names), None if is_whole else rest_of(scene, None))


def turn_view(scene: Scene, turn: Turn, by: Named) -> TurnView:
    """A turn of somebody."""
    return TurnView(by, claim_address(turn.claim), _said(scene, turn.before), _said(scene, turn.now))


def claim_name(scene: Scene, claim_id: str) -> Text:
    """What the oldest fact of a claim says, in plain words."""
    # A withdrawn fact says nothing any more, but one that revises it does.
    pointers = (pointer(scene, fact) for fact in scene.index.claims[claim_id])
    return next(found.words for found in pointers if found and not found.is_withdrawn)


def claim_line(scene: Scene, claim_id: str) -> ClaimLine | None:
    """A claim in a list; None for one whose newest fact the build doesn't show."""
    facts = scene.index.claims[claim_id]
    newest, oldest = pointer(scene, facts[-1]), pointer(scene, facts[0])
    return ClaimLine(claim_address(claim_id), newest, oldest.date, len(facts)) if newest and oldest else None


def _word(step: ListedItem) -> str:
    return step.pointer.status or step.pointer.kind


def _step(scene: Scene, fact: Address) -> ListedItem:
    """The fact in full, without the ladder: here all of it is one."""
    found = pointer(scene, fact)
    if found is not None and found.is_withdrawn:
        return ListedItem(found)
    listed = listed_item(scene, fact)
    assert listed.fact is not None  # only facts revise facts
    return ListedItem(listed.pointer, fact=msgspec.structs.replace(listed.fact, updated_by=None, ladder=None))


def _said(scene: Scene, reply: Reply) -> Said:
    fact = item_pointer(scene, scene.versions.item_version(reply.fact, scene.lang))
    return Said(reply.stance, reply.date, reply.is_told, fact)
