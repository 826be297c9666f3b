"""What the visible corpus says, by what is asked of it: made once, when first asked for, of outlines; holds ids, not objects."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any, Final

import msgspec

from generator.corpus import Address, Corpus, resolve
from generator.model.briefing import Figure, Item, KeyFact, Quote
from generator.model.dates import first_day, last_day
from generator.outline import ItemLinks
from generator.tables import Lookup, Table, kept
from generator.views.chains import Chains, Line, Moved, chains_of
from generator.views.dated import TABLES as DATED_TABLES
from generator.views.dated import Dated
from generator.views.mentions import Mention, mentions_of, plain_names_of
from generator.views.standing import TABLES as STANDING_TABLES
from generator.views.standing import Standing
from generator.views.versions import TABLES as VERSION_TABLES
from generator.views.versions import Versions

TABLES: Final = (
    "claims",
    "lines",
    "moved",
    "answers",
    "answered_by",
    "moot",
    "questions",
    "mentions",
    "plain_names",
    "series",
    "nearby",
    "briefings_on",
    "sub_topics",
    "years",
)

NEARBY: Final = 16
"""So many figures of a series a small chart shows: a new one changes the pages of those beside it, and not of all."""
ENOUGH: Final = 3
"""Of fewer figures there is no small chart."""


class Index(msgspec.Struct, frozen=True, dict=True):
    """The reverse indexes of a visible corpus.

    Items are those of canonical briefings, in the order of date, id and file; only an item that a translation alone
    has stands for itself, and only as an update or an answer.
    """

    corpus: Corpus

    @kept
    def versions(self) -> Versions:
        """The translations."""
        return Versions(self.corpus)

    @kept
    def chains(self) -> Chains:
        """The facts that revise other facts."""
        return chains_of(self.corpus, self.versions, chain(self._facts(), self._withdrawn_facts()))

    @kept
    def dated(self) -> Dated:
        """What goes by dates."""
        return Dated(self.corpus, self.versions, self.briefings_on)

    @kept
    def standing(self) -> Standing:
        """Where things have come to."""
        return Standing(self.corpus, self.versions, self.claims, self.series, self.briefings_on)

    @kept
    def claims(self) -> Table[str, tuple[Address, ...]]:
        """The facts of every claim, oldest first; that with the newest fact comes first. One that is not in it has no page."""
        return self.chains.claims

    @kept
    def lines(self) -> Table[Address, Line]:
        """The line of every fact that revises another one, or is revised."""
        return self.chains.lines

    @kept
    def moved(self) -> Table[str, Moved]:
        """Other ids of claims, whose pages lead on."""
        return self.chains.moved

    @kept
    def answers(self) -> Table[Address, dict[Address, bool]]:
        """The questions that a fact answers, and whether only partly."""
        found: dict[Address, dict[Address, bool]] = {}
        for address, fact in self._facts():
            for reference, partly in fact.answers:
                question = self.versions.canonical_item(resolve(reference, address[0]))
                found.setdefault(self.versions.canonical_item(address), {}).setdefault(question, partly)
        return Table("answers", found)

    @kept
    def answered_by(self) -> Table[Address, list[tuple[Address, bool]]]:
        """The facts that answer a question, and whether only partly."""
        found: dict[Address, list[tuple[Address, bool]]] = {}
        for address, questions in self.answers.items():
            for question, partly in questions.items():
                found.setdefault(question, []).append((address, partly))
        return Table("answered_by", found)

    def question_state(self, address: Address) -> str:
        """``moot``, ``answered``, ``partly-answered`` or ``open``."""
        canonical = self.versions.canonical_item(address)
        if canonical in self.moot or address in self.moot:
            return "moot"
        answers = self.answered_by.get(canonical, [])
        if not answers:
            return "open"
        return "partly-answered" if all(partly for _, partly in answers) else "answered"

    @kept
    def moot(self) -> Table[Address, bool]:
        """The questions of every version that have lost their sense."""
        outlines = self.corpus.outlines.items()
        return Table(
            "moot", (((b, item.id), True) for b, outline in outlines for item in outline.links.items if item.is_moot)
        )

    @kept
    def questions(self) -> Table[str, list[Address]]:
        """The open questions of every canonical briefing."""
        found: dict[str, list[Address]] = {}
        for address, item in self._canonical_items():
            if item.kind == "question":
                found.setdefault(address[0], []).append(address)
        return Table("questions", found)

    @kept
    def mentions(self) -> Table[str, list[Mention]]:
        """What every actor did, newest first. An actor who is not in it has no page."""
        return mentions_of(self.corpus, self._canonical_items())

    @kept
    def plain_names(self) -> Table[str, tuple[str, str]]:
        """The first spelling of every actor that no registry has, and the briefing in which it stands."""
        return plain_names_of(self.corpus, self._canonical_items())

    @kept
    def series(self) -> Table[str, list[Address]]:
        """The figures of every indicator, by the moment described. An indicator that is not in it has no page."""
        found: dict[str, list[tuple[tuple[date, str], Address]]] = {}
        for address, item in self._canonical_items():
            if item.indicator:
                day = self.corpus.outlines[address[0]].links.date
                moment = (_moment(item, day), item.reported_on or day)
                found.setdefault(item.indicator, []).append((moment, address))
        for figures in found.values():
            figures.sort(key=lambda figure: figure[0])
        return Table("series", ((name, [address for _, address in figures]) for name, figures in found.items()))

    @kept
    def nearby(self) -> Table[Address, tuple[Address, ...]]:
        """The figures that stand nearest to one in its series, itself among them; only those with a number in the series' unit, and
        only where they are enough for a chart."""
        found: dict[Address, tuple[Address, ...]] = {}
        items, units = self._canonical_items(), self.corpus.units
        alike = {address for address, item in items if item.unit is not None and item.unit == units[item.indicator]}
        for series in self.series.values():
            figures = tuple(figure for figure in series if figure in alike)
            last = max(0, len(figures) - NEARBY)
            for place, figure in enumerate(figures if len(figures) >= ENOUGH else ()):
                start = min(max(0, place - NEARBY // 2), last)
                found[figure] = figures[start : start + NEARBY]
        return Table("nearby", found)

    @kept
    def briefings_on(self) -> Table[str, list[str]]:
        """The canonical briefings on every topic or one of its sub-topics. A topic that is not in it has no page."""
        found: dict[str, list[str]] = {}
        for briefing_id in self.versions.order:
            topics = self.corpus.outlines[briefing_id].links.topics
            for topic in dict.fromkeys(topic for name in topics for topic in self.topic_and_wider(name)):
                found.setdefault(topic, []).append(briefing_id)
        return Table("briefings_on", found)

    @kept
    def sub_topics(self) -> Table[str, list[str]]:
        """The topics with a page right below each topic; those without a wider one are under an empty id."""
        registry = self.corpus.registry.topics or {}
        found: dict[str, list[str]] = {}
        for topic in self.briefings_on:
            found.setdefault((registry[topic].parent or "") if topic in registry else "", []).append(topic)
        return Table("sub_topics", found)

    def topic_and_wider(self, topic: str) -> list[str]:
        """The topic, its parent, the parent's parent and so on."""
        registry = self.corpus.registry.topics or {}
        found: dict[str, None] = {}
        here: str | None = topic
        while here and here not in found:
            found[here] = None
            here = registry[here].parent if here in registry else None
        return list(found)

    @kept
    def years(self) -> Table[str, list[str]]:
        """The canonical briefings of every year, both oldest first."""
        found: dict[str, list[str]] = {}
        for briefing_id in self.versions.order:
            found.setdefault(self.corpus.outlines[briefing_id].links.date[:4], []).append(briefing_id)
        return Table("years", found)

    @kept
    def numbers(self) -> Lookup[str, dict[str, int]]:
        """The number of every source of a briefing, in the order of the file, from 1."""
        return Lookup("numbers", self._numbers_of, lambda: self.corpus.outlines)

    @kept
    def citations(self) -> Lookup[str, dict[str, list[str]]]:
        """The items of a briefing that cite each of its sources."""
        return Lookup("citations", self._citations_of, lambda: self.corpus.outlines)

    def _numbers_of(self, briefing_id: str) -> dict[str, int]:
        return {source: number for number, source in enumerate(self.corpus.sources_of(briefing_id), 1)}

    def _citations_of(self, briefing_id: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for item_id, item in self.corpus.contents_of(briefing_id).items():
            for source in dict.fromkeys(name.removeprefix("#") for name in sources_of(item)):
                found.setdefault(source, []).append(item_id)
        return found

    def _canonical_items(self) -> Iterator[tuple[Address, ItemLinks]]:
        for briefing_id in self.versions.order:
            for item in self.corpus.outlines[briefing_id].links.items:
                yield (briefing_id, item.id), item

    def _facts(self) -> Iterator[tuple[Address, ItemLinks]]:
        """Every fact of every version; what the canonical version says comes first."""
        for versions in self.versions.groups.values():
            for briefing_id in versions:
                for item in self.corpus.outlines[briefing_id].links.items:
                    if item.kind == "fact":
                        yield (briefing_id, item.id), item

    def _withdrawn_facts(self) -> Iterator[tuple[Address, ItemLinks]]:
        """What is left of the facts of withdrawn briefings: that they revised others."""
        for briefing_id in self.versions.withdrawn:
            for item in self.corpus.outlines[briefing_id].links.items:
                yield (briefing_id, item.id), item


def index_of(corpus: Corpus) -> Index:
    """The index of a visible corpus; it is kept with the corpus, as the corpus's own indexes are."""
    index: Index = corpus.__dict__.setdefault("_views_index", Index(corpus))
    return index


def hand_on(old: Corpus, new: Corpus) -> None:
    """Let a corpus whose briefings have as much to do with one another as in an old one use the tables of that one."""
    before, after = index_of(old), index_of(new)
    _share(old, new, ("actor_names", "units", "circles", "_actor_ids"))
    _share(before, after, (*TABLES, "_namesakes", "_planned"))
    for name, tables in (
        ("versions", (*VERSION_TABLES, "_order")),
        ("dated", (*DATED_TABLES, "_ordered")),
        ("standing", STANDING_TABLES),
    ):
        if name in before.__dict__:  # else nobody has asked for any of it
            _share(getattr(before, name), getattr(after, name), tables)


def _share(source: Any, target: Any, names: Iterable[str]) -> None:
    target.__dict__.update({name: source.__dict__[name] for name in names if name in source.__dict__})


def sources_of(item: Item) -> Iterator[str]:
    """The sources that an item cites, as they are written; those of a fact's responses too."""
    match item:
        case KeyFact():
            yield from item.sources
            for response in item.responses:
                yield from response.sources
        case Quote() | Figure():
            if item.source:
                yield item.source


def _moment(figure: ItemLinks, day: str) -> date:
    if figure.as_of:
        return first_day(figure.as_of)
    return last_day(figure.period) if figure.period else first_day(figure.reported_on or day)
