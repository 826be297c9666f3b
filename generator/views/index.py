"""What the visible corpus says, by what is asked of it: made once, when first asked for; holds ids, not objects."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

import msgspec

from generator.corpus import Address, Corpus, answers_of, items_of, resolve
from generator.model.briefing import Figure, Item, KeyFact, OpenQuestion, Quote
from generator.model.dates import first_day, last_day
from generator.views.versions import Versions
from generator.views.wording import words_of

Mention = tuple[str, Address]
"""What an actor did (``asserted``, ``replied``, ``said`` or ``counted``), and the item that says so."""


class Index(msgspec.Struct, frozen=True, dict=True):
    """The reverse indexes of a visible corpus.

    Items are those of canonical briefings, in the order of date, id and file; only an item that a translation alone
    has stands for itself, and only as an update or an answer.
    """

    corpus: Corpus

    @cached_property
    def versions(self) -> Versions:
        """The translations."""
        return Versions(self.corpus)

    @cached_property
    def updates(self) -> dict[Address, Address]:
        """The fact that a fact revises."""
        found: dict[Address, Address] = {}
        for address, fact in self._facts():
            if fact.updates:
                target = self.versions.canonical_item(resolve(fact.updates, address[0]))
                found.setdefault(self.versions.canonical_item(address), target)
        return found

    @cached_property
    def updated_by(self) -> dict[Address, list[Address]]:
        """The facts that revise a fact."""
        found: dict[Address, list[Address]] = {}
        for address, target in self.updates.items():
            found.setdefault(target, []).append(address)
        return found

    @cached_property
    def answers(self) -> dict[Address, dict[Address, bool]]:
        """The questions that a fact answers, and whether only partly."""
        found: dict[Address, dict[Address, bool]] = {}
        for address, fact in self._facts():
            for reference, partly in answers_of(fact):
                question = self.versions.canonical_item(resolve(reference, address[0]))
                found.setdefault(self.versions.canonical_item(address), {}).setdefault(question, partly)
        return found

    @cached_property
    def answered_by(self) -> dict[Address, list[tuple[Address, bool]]]:
        """The facts that answer a question, and whether only partly."""
        found: dict[Address, list[tuple[Address, bool]]] = {}
        for address, questions in self.answers.items():
            for question, partly in questions.items():
                found.setdefault(question, []).append((address, partly))
        return found

    def question_state(self, address: Address) -> str:
        """``moot``, ``answered``, ``partly-answered`` or ``open``."""
        canonical = self.versions.canonical_item(address)
        versions = (self.corpus.items.get(canonical), self.corpus.items.get(address))
        if any(isinstance(item, OpenQuestion) and item.state == "moot" for item in versions):
            return "moot"
        answers = self.answered_by.get(canonical, [])
        if not answers:
            return "open"
        return "partly-answered" if all(partly for _, partly in answers) else "answered"

    @cached_property
    def questions(self) -> dict[str, list[Address]]:
        """The open questions of every canonical briefing."""
        found: dict[str, list[Address]] = {}
        for address, item in self._canonical_items():
            if isinstance(item, OpenQuestion):
                found.setdefault(address[0], []).append(address)
        return found

    @cached_property
    def mentions(self) -> dict[str, list[Mention]]:
        """What every actor did. An actor who is not in it has no page."""
        found: dict[str, dict[Mention, None]] = {}
        for address, item in self._canonical_items():
            for role, name in roles_of(item):
                found.setdefault(self.corpus.actor_id(name), {})[(role, address)] = None
        return {actor_id: list(mentions) for actor_id, mentions in found.items()}

    @cached_property
    def plain_names(self) -> dict[str, tuple[str, str]]:
        """The first spelling of every actor that no registry has, and the briefing in which it stands."""
        registered = self.corpus.registry.actors or {}
        found: dict[str, tuple[str, str]] = {}
        for address, item in self._canonical_items():
            for _, name in roles_of(item):
                if (actor_id := self.corpus.actor_id(name)) not in registered:
                    found.setdefault(actor_id, (name, address[0]))
        return found

    @cached_property
    def series(self) -> dict[str, list[Address]]:
        """The figures of every indicator, by the moment described. An indicator that is not in it has no page."""
        found: dict[str, list[tuple[tuple[date, str], Address]]] = {}
        for address, item in self._canonical_items():
            if isinstance(item, Figure) and item.indicator:
                day = self.corpus.briefings[address[0]].date
                moment = (_moment(item) or first_day(day), item.reported_on or day)
                found.setdefault(item.indicator, []).append((moment, address))
        return {
            name: [address for _, address in sorted(figures, key=lambda f: f[0])] for name, figures in found.items()
        }

    @cached_property
    def briefings_on(self) -> dict[str, list[str]]:
        """The canonical briefings on every topic or one of its sub-topics. A topic that is not in it has no page."""
        found: dict[str, list[str]] = {}
        for briefing_id in self.versions.order:
            wider = (
                topic for name in self.corpus.briefings[briefing_id].topics for topic in self.topic_and_wider(name)
            )
            for topic in dict.fromkeys(wider):
                found.setdefault(topic, []).append(briefing_id)
        return found

    @cached_property
    def sub_topics(self) -> dict[str, list[str]]:
        """The topics with a page right below each topic; those without a wider one are under an empty id."""
        registry = self.corpus.registry.topics or {}
        found: dict[str, list[str]] = {}
        for topic in self.briefings_on:
            found.setdefault((registry[topic].parent or "") if topic in registry else "", []).append(topic)
        return found

    def topic_and_wider(self, topic: str) -> list[str]:
        """The topic, its parent, the parent's parent and so on."""
        registry = self.corpus.registry.topics or {}
        found: dict[str, None] = {}
        here: str | None = topic
        while here and here not in found:
            found[here] = None
            here = registry[here].parent if here in registry else None
        return list(found)

    @cached_property
    def years(self) -> dict[str, list[str]]:
        """The canonical briefings of every year, both oldest first."""
        found: dict[str, list[str]] = {}
        for briefing_id in self.versions.order:
            found.setdefault(self.corpus.briefings[briefing_id].date[:4], []).append(briefing_id)
        return found

    @cached_property
    def words(self) -> dict[Address, str]:
        """Every item in plain words."""
        return {address: words_of(item) for address, item in self.corpus.items.items()}

    @cached_property
    def numbers(self) -> dict[str, dict[str, int]]:
        """The number of every source of every briefing, in the order of the file, from 1."""
        return {
            briefing_id: {source.id: number for number, source in enumerate(briefing.sources, 1)}
            for briefing_id, briefing in self.corpus.briefings.items()
        }

    @cached_property
    def citations(self) -> dict[Address, list[str]]:
        """The items that cite a source of their briefing."""
        found: dict[Address, list[str]] = {}
        for (briefing_id, item_id), item in self.corpus.items.items():
            for source in dict.fromkeys(name.removeprefix("#") for name in sources_of(item)):
                found.setdefault((briefing_id, source), []).append(item_id)
        return found

    def _canonical_items(self) -> Iterator[tuple[Address, Item]]:
        for briefing_id in self.versions.order:
            for _, item in items_of(self.corpus.briefings[briefing_id]):
                yield (briefing_id, item.id or ""), item

    def _facts(self) -> Iterator[tuple[Address, KeyFact]]:
        """Every fact of every version; what the canonical version says comes first."""
        for versions in self.versions.groups.values():
            for briefing_id in versions:
                for fact in self.corpus.briefings[briefing_id].key_facts:
                    yield (briefing_id, fact.id or ""), fact


def index_of(corpus: Corpus) -> Index:
    """The index of a visible corpus; it is kept with the corpus, as the corpus's own indexes are."""
    index: Index = corpus.__dict__.setdefault("_views_index", Index(corpus))
    return index


def roles_of(item: Item) -> Iterator[tuple[str, str]]:
    """Whom an item names, as they are written, and what they do in it."""
    match item:
        case KeyFact():
            yield from (("asserted", name) for name in item.attributed_to)
            yield from (("replied", response.by) for response in item.responses)
        case Quote():
            yield "said", item.speaker
        case Figure():
            yield from (("counted", name) for name in item.attributed_to)


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


def _moment(figure: Figure) -> date | None:
    if figure.as_of:
        return first_day(figure.as_of)
    return last_day(figure.period) if figure.period else None
