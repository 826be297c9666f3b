"""All briefings and registries together: ids, references and what they lead to."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar

import msgspec

from generator.model.briefing import Briefing, Figure, Item, KeyFact, OpenQuestion, Quote, Source
from generator.model.registry import Actor, Registry
from generator.model.types import TLP_LEVELS
from generator.names import fold, name_id
from generator.outline import Head, Links, Outline, Point, items_of, outline_of
from generator.tables import Lookup, Table, kept, note

Name = TypeVar("Name", bound=Hashable)
Address = tuple[str, str]
"""An item anywhere: the briefing's id and the item's."""


class Opened(msgspec.Struct, frozen=True):
    """A briefing with its parts by their ids."""

    briefing: Briefing
    items: dict[str, Item]
    sources: dict[str, Source]


class Briefings(Table[str, Any]):
    """Briefings by id, from the oldest to the newest. Those that are packed (MessagePack) are unpacked when they are asked for."""

    _MANY: Final = 1_000
    """So many are held unpacked, each of about 10 kB; most of what gathers from many briefings does so from the newest."""

    def __init__(self, entries: Mapping[str, Briefing | bytes] | Iterable[tuple[str, Briefing | bytes]] = ()) -> None:
        super().__init__("briefing", entries)
        self._opened: dict[str, Opened] = {}

    def __getitem__(self, name: str) -> Briefing:
        found: Briefing | None = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, name: str, otherwise: Any = None) -> Any:
        """The briefing, or something else where there is none."""
        note(self.name, name)
        opened = self.opened(name)
        return otherwise if opened is None else opened.briefing

    def items(self) -> Any:
        """All briefings with their ids, one after the other."""
        return ((name, self[name]) for name in self)

    def values(self) -> Any:
        """All briefings, one after the other."""
        return (self[name] for name in self)

    def replaced(self, contents: Mapping[str, Briefing | bytes]) -> "Briefings":
        """These briefings, some of them with other contents."""
        # dict.copy would ask for each of them, and so unpack all.
        found = Briefings(zip(dict.keys(self), dict.values(self), strict=True))
        found.update(contents)
        found._opened = {name: one for name, one in self._opened.items() if name not in contents}
        return found

    def packed(self, name: str) -> Briefing | bytes:
        """A briefing as it is held."""
        found: Briefing | bytes = dict.__getitem__(self, name)
        return found

    def pack_up(self) -> None:
        """Hold no briefing unpacked that is held packed, too: nobody will ask for most of them soon."""
        self._opened.clear()

    def opened(self, name: str) -> Opened | None:
        """A briefing with its parts, without a note."""
        found = self._opened.get(name)
        if found is None and (content := dict.get(self, name)) is not None:
            if len(self._opened) >= self._MANY:
                del self._opened[next(iter(self._opened))]
            briefing = content if isinstance(content, Briefing) else _UNPACK.decode(content)
            items = {item.id or "": item for _, item in items_of(briefing)}
            found = Opened(briefing, items, {source.id: source for source in briefing.sources})
            self._opened[name] = found
        return found


_UNPACK: Final = msgspec.msgpack.Decoder(Briefing)


class Corpus(msgspec.Struct, frozen=True, dict=True):
    """What the site's YAML says, as a whole. Indexes are made when they are first asked for, and hold ids."""

    briefings: Briefings
    """By id, in the order of date and id."""
    registry: Registry
    language: str
    """The site's main language, which is that of a briefing that names none."""
    paths: dict[str, str] = {}
    """The file of each briefing, relative to the site's folder."""
    known_outlines: dict[str, Outline] = {}
    """Those that were made before."""
    shown_in: str = ""
    """The language in which pages are that gather from many briefings, if it isn't the main one."""

    @property
    def preferred(self) -> str:
        """The language in which such a page shows what there is in several."""
        return self.shown_in or self.language

    @kept
    def outlines(self) -> dict[str, Outline]:
        """The outline of every briefing; what reads it through a table is noted there."""
        known = self.known_outlines
        return {name: known.get(name) or outline_of(self.briefings[name]) for name in dict.keys(self.briefings)}

    @kept
    def heads(self) -> Lookup[str, Head]:
        """Every briefing as others name it."""
        outlines = self.outlines
        return Lookup("head", lambda name: outlines[name].head if name in outlines else None, lambda: outlines)

    @kept
    def items(self) -> Lookup[Address, Item]:
        """Every item by its address."""
        opened = self.briefings.opened

        def find(address: Address) -> Item | None:
            found = opened(address[0])
            return found.items.get(address[1]) if found else None

        return Lookup("item", find, self._item_addresses)

    @kept
    def sources(self) -> Lookup[Address, Source]:
        """Every source by its address."""
        return Lookup("source", lambda address: self.sources_of(address[0]).get(address[1]), self._source_addresses)

    @kept
    def points(self) -> Lookup[Address, Point]:
        """Where each figure with a number stands in the series of its indicator."""
        outlines = self.outlines

        def find(address: Address) -> Point | None:
            found = outlines.get(address[0])
            return found.points.get(address[1]) if found else None

        return Lookup("point", find, lambda: ((b, item) for b, outline in outlines.items() for item in outline.points))

    @kept
    def kinds(self) -> Lookup[str, dict[str, str]]:
        """The kinds of a briefing's items, by the items' ids."""
        return Lookup("kinds", self._kinds_of, lambda: self.outlines)

    def _kinds_of(self, briefing_id: str) -> dict[str, str] | None:
        outline = self.outlines.get(briefing_id)
        return {item.id: item.kind for item in outline.links.items} if outline else None

    def contents_of(self, briefing_id: str) -> dict[str, Item]:
        """The items of a briefing by their ids."""
        found = self.briefings.opened(briefing_id)
        return found.items if found else {}

    def sources_of(self, briefing_id: str) -> dict[str, Source]:
        """The sources of a briefing by their ids."""
        found = self.briefings.opened(briefing_id)
        return found.sources if found else {}

    def _item_addresses(self) -> Iterator[Address]:
        return ((b, item.id) for b, outline in self.outlines.items() for item in outline.links.items)

    def _source_addresses(self) -> Iterator[Address]:
        return ((b, source) for b in dict.keys(self.briefings) for source in self.sources_of(b))

    @kept
    def actor_names(self) -> dict[str, str]:
        """Registered actors' names and aliases, folded, and the id of the actor who bears them."""
        names: dict[str, str] = {}
        for actor_id, name in registered_names(self.registry.actors or {}):
            names.setdefault(fold(name), actor_id)
        return names

    @kept
    def units(self) -> Table[str, str]:
        """The unit of each indicator: the registry's, else that of its earliest figure with a value ("" for none)."""
        units: dict[str, str] = {}
        for outline in self.outlines.values():
            for item in outline.links.items:
                if item.indicator and item.unit is not None:
                    units.setdefault(item.indicator, item.unit)
        registered = self.registry.indicators or {}
        units |= {name: indicator.unit for name, indicator in registered.items() if indicator.unit}
        return Table("unit", units)

    @kept
    def circles(self) -> Table[Address, bool]:
        """The facts whose chain of ``updates`` leads back to themselves."""
        links = ((b, item) for b, outline in self.outlines.items() for item in outline.links.items if item.updates)
        return Table(
            "circle", dict.fromkeys(in_circles({(b, item.id): resolve(item.updates, b) for b, item in links}), True)
        )

    def actor_id(self, name: str) -> str:
        """The id of the actor that a briefing names: the registered one, or one made from the plain name."""
        ids: dict[str, str] = self.__dict__.setdefault("_actor_ids", {})
        if (found := ids.get(name)) is None:
            registered = self.registry.actors or {}
            if name in registered:
                found = name
            else:
                found = self.actor_names.get(fold(name)) or name_id(name, taken=name_id(name) in registered)
            ids[name] = found
        return found

    def lang_of(self, briefing: Briefing | Head | Links) -> str:
        """The language of a briefing's text."""
        return briefing.lang or self.language


def replaced(corpus: Corpus, contents: Mapping[str, Briefing | bytes], outlines: Mapping[str, Outline]) -> Corpus:
    """The corpus with other contents of some briefings, which stay where they are in its order."""
    known = {**corpus.outlines, **outlines}
    found = msgspec.structs.replace(corpus, briefings=corpus.briefings.replaced(contents), known_outlines=known)
    found.__dict__["outlines"] = known
    return found


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


def origin_of(source: Source) -> str:
    """Where a source of a briefing comes from in the end: its origin, else its publisher, else itself. Two sources of which that is
    the same, case and accents aside, are not independent of each other."""
    return fold(source.origin or source.publisher or f"#{source.id}")


def in_order(briefings: Iterable[tuple[str, Briefing]]) -> Briefings:
    """Briefings by id, from the oldest to the newest; those of one day by id."""
    ordered: list[tuple[str, Briefing]] = sorted(briefings, key=lambda entry: (entry[1].date, entry[0]))
    return Briefings(dict(ordered))


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
