"""Facts that revise facts: a claim is all of them that lead back to one fact, which gives it its name."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from generator.corpus import Address, Corpus, in_circles, resolve
from generator.outline import ItemLinks
from generator.tables import Table
from generator.views.addresses import claim_id
from generator.views.versions import Versions

WHOLE: Final = 7
"""A line of more steps is shortened: a file can hold thousands."""


class Rung(NamedTuple):
    """A fact in the line of another one."""

    fact: Address
    date: str
    """The day of its briefing."""
    skipped: int
    """How many facts between the one before and this one are left out."""


class Line(NamedTuple):
    """The way from the first fact of a claim to another one, and on to the newest that revises that, directly or by way of others."""

    claim: str
    rungs: tuple[Rung, ...]
    """Oldest first. Of a long line the first and the newest, the fact itself, and those beside it."""


class Moved(NamedTuple):
    """Where the claim is that would begin with a fact if there were no older ones, and nothing were withdrawn."""

    fact: Address
    claim: str
    """Empty where no claim is left."""
    first: Address
    """The fact with which it begins; where no claim is left, that alone."""


class Chains(NamedTuple):
    """The claims of a visible corpus, in tables."""

    claims: Table[str, tuple[Address, ...]]
    """The facts of every claim, from the oldest to the newest; that with the newest fact comes first. A fact whose briefing is
    withdrawn is one of them as long as one that is shown revises it, directly or by way of others."""
    lines: Table[Address, Line]
    """For every fact that revises another one, or is revised."""
    moved: Table[str, Moved]
    """By the ids that a claim had, or would have had, before its oldest facts were known, or others were withdrawn."""


class _Place(NamedTuple):
    """Where a fact stands. Facts of one claim are ordered by it, each before those that revise it."""

    date: str
    """The day of its briefing, or of a later one that it revises: translations of another day than their original seem to do that."""
    depth: int
    """How many facts it leads back to."""
    fact: Address


def chains_of(corpus: Corpus, versions: Versions, facts: Iterable[tuple[Address, ItemLinks]]) -> Chains:
    """The claims that facts make up, those of notices among them. The work grows as their number does, however they are chained."""
    every = _older(corpus, versions, facts)
    places, roots = _places(corpus, every)
    older = _shown(versions, every)
    found: dict[str, list[_Place]] = {}
    for fact in dict.fromkeys((*older, *older.values())):
        found.setdefault(_claim_id(corpus, roots[fact]), []).append(places[fact])
    ordered = {name: sorted(members) for name, members in found.items()}
    newest_first = sorted(ordered, key=lambda name: (ordered[name][-1].date, name), reverse=True)
    claims = {name: tuple(place.fact for place in ordered[name]) for name in newest_first}
    lines = {
        fact: Line(name, line) for name in newest_first for fact, line in _lines(corpus, ordered[name], older, roots)
    }
    moved = {
        _claim_id(corpus, fact): Moved(fact, lines[first].claim if first in lines else "", first)
        for fact, first in ((fact, roots[fact]) for fact in sorted({*every.values()}))
    }
    return Chains(
        Table("claims", claims),
        Table("lines", lines),
        Table("moved", ((name, one) for name, one in moved.items() if name not in claims)),
    )


def _older(corpus: Corpus, versions: Versions, facts: Iterable[tuple[Address, ItemLinks]]) -> dict[Address, Address]:
    """The fact that a fact revises, if the build shows it or its notice. Those that lead back to themselves lead nowhere: versions in
    two languages may say so together, each without an error."""
    found: dict[Address, Address] = {}
    for address, fact in facts:
        if fact.updates:
            target = versions.canonical_item(resolve(fact.updates, address[0]))
            found.setdefault(versions.canonical_item(address), target)
    circular = in_circles(found)
    kinds = {name: corpus.kinds.get(name, {}) for name in {target[0] for target in found.values()}}
    return {
        fact: target
        for fact, target in found.items()
        if fact not in circular and (target[0] in versions.withdrawn or kinds[target[0]].get(target[1]) == "fact")
    }


def _shown(versions: Versions, older: Mapping[Address, Address]) -> dict[Address, Address]:
    """Without the withdrawn facts to which no other one leads back: as ends of a claim they say nothing."""
    found: dict[Address, Address] = {}
    for fact in older:
        here = fact
        while here in older and here not in found and (here != fact or here[0] not in versions.withdrawn):
            found[here] = older[here]
            here = older[here]
    return found


def _places(corpus: Corpus, older: Mapping[Address, Address]) -> tuple[dict[Address, _Place], dict[Address, Address]]:
    """Where every fact stands, and the first one that it leads back to."""
    places: dict[Address, _Place] = {}
    roots: dict[Address, Address] = {}
    for start in older:
        way: list[Address] = []
        here = start
        while here not in places and here in older:
            way.append(here)
            here = older[here]
        date, depth, _ = places.setdefault(here, _Place(_date(corpus, here), 0, here))
        root = roots.setdefault(here, here)
        for fact in reversed(way):
            date, depth = max(date, _date(corpus, fact)), depth + 1
            places[fact], roots[fact] = _Place(date, depth, fact), root
    return places, roots


def _lines(
    corpus: Corpus, ordered: list[_Place], older: Mapping[Address, Address], roots: Mapping[Address, Address]
) -> Iterator[tuple[Address, tuple[Rung, ...]]]:
    """The line of every fact of a claim."""
    newer: dict[Address, Address] = {}
    """The next fact on the way to the newest."""
    ends: dict[Address, tuple[_Place, int]] = {}
    """The newest fact, and how many steps it is away."""
    for place in reversed(ordered):
        end, steps = ends.setdefault(place.fact, (place, 0))
        target = older.get(place.fact)
        if target is not None and (target not in ends or ends[target][0] < end):
            newer[target], ends[target] = place.fact, (end, steps + 1)
    for place in ordered:
        end, after = ends[place.fact]
        if place.depth + after < WHOLE:
            before = list(_followed(older, place.fact))[::-1]
            line = dict(enumerate((*before, place.fact, *_followed(newer, place.fact))))
        else:
            line = {0: roots[place.fact], place.depth: place.fact, place.depth + after: end.fact}
            if place.depth:
                line[place.depth - 1] = older[place.fact]
            if after:
                line[place.depth + 1] = newer[place.fact]
        yield place.fact, tuple(_rungs(corpus, line))


def _followed(way: Mapping[Address, Address], fact: Address) -> Iterator[Address]:
    while (further := way.get(fact)) is not None:
        yield further
        fact = further


def _rungs(corpus: Corpus, line: Mapping[int, Address]) -> Iterator[Rung]:
    before = -1
    for place, fact in sorted(line.items()):
        yield Rung(fact, _date(corpus, fact), place - before - 1)
        before = place


def _date(corpus: Corpus, fact: Address) -> str:
    return corpus.outlines[fact[0]].links.date


def _claim_id(corpus: Corpus, fact: Address) -> str:
    """After the original of a briefing, be that shown or not: its translations come and go."""
    return claim_id(corpus.outlines[fact[0]].links.translation_of or fact[0], fact[1])
