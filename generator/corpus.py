"""All briefings and registries together: ids, references and what they lead to."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

import msgspec

from generator.model.briefing import ITEM_LISTS, Briefing, Figure, Item, KeyFact, OpenQuestion, Quote, Source
from generator.model.registry import Actor, Registry
from generator.model.types import TLP_LEVELS
from generator.names import fold, name_id
from generator.problem import Path

Name = TypeVar("Name", bound=Hashable)
Address = tuple[str, str]
"""An item anywhere: the briefing's id and the item's."""


class Corpus(msgspec.Struct, frozen=True, dict=True):
    """What the site's YAML says, as a whole. Indexes are made when they are first asked for, and hold ids."""

    briefings: dict[str, Briefing]
    """By id, in the order of date and id."""
    registry: Registry
    language: str
    """The site's language, which is that of a briefing that names none."""
    paths: dict[str, str] = {}
    """The file of each briefing, relative to the site's folder."""

    @cached_property
    def items(self) -> dict[Address, Item]:
        """Every item by its address."""
        return {(b, item.id or ""): item for b, briefing in self.briefings.items() for _, item in items_of(briefing)}

    @cached_property
    def sources(self) -> dict[Address, Source]:
        """Every source by its address."""
        return {(b, source.id): source for b, briefing in self.briefings.items() for source in briefing.sources}

    @cached_property
    def actor_names(self) -> dict[str, str]:
        """Registered actors' names and aliases, folded, and the id of the actor who bears them."""
        names: dict[str, str] = {}
        for actor_id, name in registered_names(self.registry.actors or {}):
            names.setdefault(fold(name), actor_id)
        return names

    @cached_property
    def units(self) -> dict[str, str]:
        """The unit of each indicator: the registry's, else that of its earliest figure with a value ("" for none)."""
        units: dict[str, str] = {}
        for briefing in self.briefings.values():
            for figure in briefing.figures:
                if figure.indicator and figure.value is not None:
                    units.setdefault(figure.indicator, figure.unit or "")
        registered = self.registry.indicators or {}
        return units | {name: indicator.unit for name, indicator in registered.items() if indicator.unit}

    @cached_property
    def circles(self) -> frozenset[Address]:
        """The facts whose chain of ``updates`` leads back to themselves."""
        facts = ((address, item) for address, item in self.items.items() if isinstance(item, KeyFact))
        return in_circles({address: resolve(fact.updates, address[0]) for address, fact in facts if fact.updates})

    def actor_id(self, name: str) -> str:
        """The id of the actor that a briefing names: the registered one, or one made from the plain name."""
        registered = self.registry.actors or {}
        if name in registered:
            return name
        return self.actor_names.get(fold(name)) or name_id(name, taken=name_id(name) in registered)

    def lang_of(self, briefing: Briefing) -> str:
        """The language of a briefing's text."""
        return briefing.lang or self.language


def in_circles(leads_to: Mapping[Name, Name]) -> frozenset[Name]:
    """The names from which following ``leads_to`` returns to the start."""
    done: set[Name] = set()
    circular: set[Name] = set()
    for start in leads_to:
        way: dict[Name, None] = {}
        here = start
        while here in leads_to and here not in done and here not in way:
            way[here] = None
            here = leads_to[here]
        if here in way:
            names = list(way)
            circular.update(names[names.index(here) :])
        done.update(way)
    return frozenset(circular)


def items_of(briefing: Briefing) -> Iterator[tuple[Path, Item]]:
    """Every item of a briefing with its path."""
    for name in ITEM_LISTS:
        for place, item in enumerate(getattr(briefing, name)):
            yield (name, place), item


def registered_names(actors: dict[str, Actor]) -> Iterator[tuple[str, str]]:
    """The actor's id and name, for every name under which a registered actor is known; the id is not among them."""
    for actor_id, actor in actors.items():
        names = actor.name.values() if isinstance(actor.name, dict) else [actor.name]
        for name in (*names, *actor.aliases):
            yield actor_id, name


def resolve(reference: str, briefing_id: str) -> Address:
    """The address that a reference in a briefing names: ``<briefing-id>#<item-id>``, ``<item-id>`` or ``#<item-id>``."""
    briefing, hash_sign, item = reference.rpartition("#")
    return (briefing or briefing_id, item) if hash_sign else (briefing_id, reference)


def answers_of(fact: KeyFact) -> Iterator[tuple[str, bool]]:
    """The questions that a fact answers, as references, and whether only partly."""
    for answer in fact.answers:
        yield (answer, False) if isinstance(answer, str) else (answer.question, answer.partly)


def in_order(briefings: Iterable[tuple[str, Briefing]]) -> dict[str, Briefing]:
    """Briefings by id, from the oldest to the newest; those of one day by id."""
    return dict(sorted(briefings, key=lambda entry: (entry[1].date, entry[0])))


def is_above(tlp: str, ceiling: str) -> bool:
    """Whether a label of the Traffic Light Protocol admits fewer people than another."""
    return TLP_LEVELS.index(tlp) > TLP_LEVELS.index(ceiling)


def kind_of(item: Item | Source) -> str:
    """The item's kind as the word that messages use."""
    return _KINDS[type(item)]


_KINDS: dict[type, str] = {
    KeyFact: "a fact",
    Quote: "a quote",
    Figure: "a figure",
    OpenQuestion: "an open question",
    Source: "a source",
}
