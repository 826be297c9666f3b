"""Facts that revise facts: a claim is all of them that lead back to one fact, which gives it its name."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.corpus import Address, Corpus, in_circles, resolve
from generator.outline import ItemLinks
from generator.tables import Table
from generator.views.addresses import claim_id
from generator.views.versions import Versions


class Standing(NamedTuple):
    """Where a fact stands in its claim."""

    claim: str
    place: int
    newest: int
    """The place of the newest fact that revises it, directly or by way of others; its own where none does."""


class Chains(NamedTuple):
    """The claims of a visible corpus, in tables."""

    claims: Table[str, tuple[Address, ...]]
    """The facts of every claim, from the oldest to the newest; that with the newest fact comes first. A fact whose briefing is
    withdrawn is one of them as long as another one revises it."""
    claim_of: Table[Address, Standing]
    """For every fact that revises another one, or is revised."""
    moved: Table[str, str]
    """Ids that a claim had, or would have had, before its oldest facts were known, and the one that it has."""


def chains_of(corpus: Corpus, versions: Versions, facts: Iterable[tuple[Address, ItemLinks]]) -> Chains:
    """The claims that facts make up. Work that grows as their number does, however they are chained."""
    revised = _revised(versions, facts)
    origins = _origins(corpus, revised)
    shown = _shown(corpus, versions, origins)
    found: dict[str, list[tuple[str, int, Address]]] = {}
    for fact, (root, date, depth) in origins.items():
        if fact in shown:
            found.setdefault(_claim_id(corpus, root), []).append((date, depth, fact))
    steps = {name: tuple(fact for _, _, fact in sorted(members)) for name, members in found.items()}
    newest_first = sorted(found, key=lambda name: (max(found[name])[0], name), reverse=True)
    claims = {name: steps[name] for name in newest_first if len(steps[name]) > 1}
    standings = {fact: one for name, facts in claims.items() for fact, one in _standings(name, facts, revised).items()}
    moved = {
        _claim_id(corpus, fact): one.claim
        for fact, one in sorted(standings.items())
        if fact in revised and one.newest != one.place
    }
    return Chains(
        Table("claims", claims),
        Table("claim_of", standings),
        Table("moved", ((name, claim) for name, claim in moved.items() if name not in claims)),
    )


def _revised(versions: Versions, facts: Iterable[tuple[Address, ItemLinks]]) -> dict[Address, Address]:
    """The fact that a fact revises. Those that lead back to themselves lead nowhere: versions in two languages may say so together,
    each without an error."""
    found: dict[Address, Address] = {}
    for address, fact in facts:
        if fact.updates:
            target = versions.canonical_item(resolve(fact.updates, address[0]))
            found.setdefault(versions.canonical_item(address), target)
    circular = in_circles(found)
    return {fact: target for fact, target in found.items() if fact not in circular}


def _origins(corpus: Corpus, revised: Mapping[Address, Address]) -> dict[Address, tuple[Address, str, int]]:
    """For every fact the one that it leads back to, its day, and how many steps away it is. No fact is of an earlier day than one
    that it revises: only translations, of another day than the original, make it seem so."""
    found: dict[Address, tuple[Address, str, int]] = {}
    for start in revised:
        way: list[Address] = []
        here = start
        while here not in found and here in revised:
            way.append(here)
            here = revised[here]
        root, date, depth = found.setdefault(here, (here, _date(corpus, here), 0))
        for fact in reversed(way):
            date, depth = max(date, _date(corpus, fact)), depth + 1
            found[fact] = root, date, depth
    return found


def _standings(claim: str, facts: tuple[Address, ...], revised: Mapping[Address, Address]) -> dict[Address, Standing]:
    places = {fact: place for place, fact in enumerate(facts)}
    newest = list(range(len(facts)))
    for place, fact in reversed(list(enumerate(facts))):
        if (older := places.get(revised.get(fact, fact), place)) != place:
            newest[older] = max(newest[older], newest[place])
    return {fact: Standing(claim, place, newest[place]) for place, fact in enumerate(facts)}


def _shown(corpus: Corpus, versions: Versions, facts: Iterable[Address]) -> set[Address]:
    """Without what the build doesn't show; of what is withdrawn it shows the notice."""
    facts = list(facts)
    kinds = {name: corpus.kinds.get(name, {}) for name in {fact[0] for fact in facts}}
    return {fact for fact in facts if fact[0] in versions.withdrawn or kinds[fact[0]].get(fact[1]) == "fact"}


def _date(corpus: Corpus, fact: Address) -> str:
    outline = corpus.outlines.get(fact[0])
    return outline.links.date if outline else ""


def _claim_id(corpus: Corpus, fact: Address) -> str:
    """After the original of a briefing, be that shown or not: its translations come and go."""
    outline = corpus.outlines.get(fact[0])
    return claim_id((outline and outline.links.translation_of) or fact[0], fact[1])
