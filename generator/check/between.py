"""The rules between files: references, dates, audiences and registries. Each yields faults of one briefing."""

from collections.abc import Container, Iterator, Mapping

import msgspec

from generator.check.texts import is_reference, markup_of
from generator.check.within import twice
from generator.corpus import (
    Corpus,
    in_circles,
    is_above,
    kind_of,
    registered_names,
    resolve,
)
from generator.markup import links
from generator.model.briefing import Briefing, Figure, Item, KeyFact, OpenQuestion, Quote, Source
from generator.model.complaint import shown
from generator.model.registry import Actor, Topic
from generator.names import fold
from generator.nearest import did_you_mean, nearest, probable
from generator.outline import Head, answers_of, items_of
from generator.problem import Fault, Path

MAXIMUM_LOOKED_UP = 200
"""More unregistered names of one briefing are not compared with the registry: a hostile file must not cost minutes."""


class Known(msgspec.Struct, frozen=True):
    """What is in the corpus, and what can't be told because a file could not be read well enough."""

    corpus: Corpus
    broken: Mapping[str, Container[Path]]
    """The broken places of each briefing, by id; of one that can't be read at all there are none."""
    vague: Container[str]
    """Ids of briefings that exist but whose items are not all known."""
    vague_registries: Container[str]
    """Registries that exist but whose entries are not all known."""
    candidates: dict[tuple[str, type[Item] | None], list[str]] = {}
    """The ids of a briefing's items, of one kind or all, as far as a wrong reference asked for them."""
    near_actors: dict[str, str | None] = {}
    """The registered actor that each plain name looked up so far nearly matches."""


def faults_between(known: Known, briefing_id: str) -> Iterator[Fault]:
    """Every rule of this module on one briefing."""
    briefing = known.corpus.briefings[briefing_id]
    yield from check_registered(known, briefing)
    yield from check_translation(known, briefing_id, briefing)
    yield from check_related(known, briefing_id, briefing)
    yield from check_items_named(known, briefing_id, briefing)
    yield from check_markup_links(known, briefing_id, briefing)
    yield from check_actors(known, briefing)
    yield from check_units(known.corpus, briefing)


def check_registered(known: Known, briefing: Briefing) -> Iterator[Fault]:
    """Topics and indicators are in their registry, where there is one."""
    registry = known.corpus.registry
    if registry.topics is not None and "topics" not in known.vague_registries:
        for place, topic in enumerate(briefing.topics):
            if topic not in registry.topics:
                hint = did_you_mean(topic, registry.topics, "add it to briefings/registry/topics.yml")
                yield Fault(("topics", place), "unknown-topic", f"there is no topic {shown(topic)}", hint)
    if registry.indicators is not None and "indicators" not in known.vague_registries:
        for place, figure in enumerate(briefing.figures):
            if figure.indicator and figure.indicator not in registry.indicators:
                hint = did_you_mean(
                    figure.indicator, registry.indicators, "add it to briefings/registry/indicators.yml"
                )
                path = ("figures", place, "indicator")
                yield Fault(path, "unknown-indicator", f"there is no indicator {shown(figure.indicator)}", hint)


def check_translation(known: Known, briefing_id: str, briefing: Briefing) -> Iterator[Fault]:
    """A translation is of an original, in another language."""
    original_id = briefing.translation_of
    if not original_id or original_id == briefing_id:
        return
    path = ("translation_of",)
    yield from _check_target(known, briefing, original_id, path)
    corpus = known.corpus
    if (original := corpus.heads.get(original_id)) is None:
        return
    if original.translation_of:
        hint = f"name its original, {shown(original.translation_of, 130)}"
        yield Fault(path, "bad-translation", f"{shown(original_id, 130)} is itself a translation", hint)
    if (
        corpus.lang_of(original).lower() == corpus.lang_of(briefing).lower()
        and ("lang",) not in known.broken[original_id]
    ):
        message = f"{shown(original_id, 130)} is in the same language ({corpus.lang_of(briefing)})"
        yield Fault(path, "bad-translation", message, "set “lang” in one of the two", about=(("lang",),))


def check_related(known: Known, briefing_id: str, briefing: Briefing) -> Iterator[Fault]:
    """Related briefings are there."""
    for place, other in enumerate(briefing.related):
        if other != briefing_id:
            yield from _check_target(known, briefing, other, ("related", place))


def check_items_named(known: Known, briefing_id: str, briefing: Briefing) -> Iterator[Fault]:
    """Facts that are updated and questions that are answered are there, are such, and not of a later day."""
    for place, fact in enumerate(briefing.key_facts):
        path = ("key_facts", place)
        if fact.updates:
            yield from _check_item(known, briefing_id, fact.updates, (*path, "updates"), KeyFact)
            if (briefing_id, fact.id or "") in known.corpus.circles:
                hint = "let the later fact update the earlier one only"
                yield Fault((*path, "updates"), "circle", "this chain of updates leads back to this fact", hint)
        for number, (question, _) in enumerate(answers_of(fact)):
            answer_path: Path = (*path, "answers", number)
            if not isinstance(fact.answers[number], str):
                answer_path = (*answer_path, "question")
            yield from _check_item(known, briefing_id, question, answer_path, OpenQuestion)


def check_markup_links(known: Known, briefing_id: str, briefing: Briefing) -> Iterator[Fault]:
    """Links of markup to briefings and items lead somewhere."""
    for path, text in markup_of(briefing):
        for target in links(text):
            if not is_reference(target):
                continue
            if "#" in target:
                yield from _check_item(known, briefing_id, target, path, None)
            elif target != briefing_id:
                yield from _check_target(known, briefing, target, path)


def _check_target(known: Known, briefing: Briefing, other_id: str, path: Path) -> Iterator[Fault]:
    """A briefing that is referred to exists, and those who may read this one may read it too."""
    other: Head | None = known.corpus.heads.get(other_id)
    if other is None:
        if other_id not in known.broken:
            hint = did_you_mean(other_id, known.corpus.briefings)
            yield Fault(path, "unknown-briefing", f"there is no briefing {shown(other_id, 130)}", hint)
        return
    if other.state == "draft" and briefing.state == "published":
        hint = "publish that one first, or make this one a draft too"
        yield Fault(path, "draft-reference", f"{shown(other_id, 130)} is a draft", hint, about=(("state",),))
    if is_above(other.tlp, briefing.tlp):
        message = f"{shown(other_id, 130)} is TLP:{other.tlp.upper()}, and this briefing TLP:{briefing.tlp.upper()}"
        yield Fault(path, "tlp-reference", message, "leave the reference out, or raise “tlp”", about=(("tlp",),))


def _check_item(known: Known, briefing_id: str, reference: str, path: Path, kind: type[Item] | None) -> Iterator[Fault]:
    """An item that is referred to exists and is of the right kind; ``kind`` None admits any item or source."""
    corpus = known.corpus
    briefing = corpus.briefings[briefing_id]
    address = other_id, item_id = resolve(reference, briefing_id)
    if other_id != briefing_id:
        yield from _check_target(known, briefing, other_id, path)
    if (other := corpus.heads.get(other_id)) is None:
        return
    if kind and other_id != briefing_id and other.date > briefing.date:
        hint = "let the later briefing refer to the earlier one"
        yield Fault(
            path, "later-date", f"{shown(other_id, 130)} is of a later day ({other.date})", hint, about=(("date",),)
        )
    if other.state == "withdrawn":
        return  # its items may be gone
    found: Item | Source | None = corpus.items.get(address) or corpus.sources.get(address)
    if found is None:
        if other_id not in known.vague:
            hint = _item_hint(known, other_id, item_id, kind)
            if "#" not in reference and item_id in corpus.briefings:
                hint = "this names a briefing; add “#” and the id of the item"
            there = "in this briefing" if other_id == briefing_id else f"in {shown(other_id, 130)}"
            yield Fault(path, "unknown-item", f"there is no item {shown(item_id, 82)} {there}", hint)
    elif kind and not isinstance(found, kind):
        wanted = "a fact" if kind is KeyFact else "an open question"
        hint = _item_hint(known, other_id, item_id, kind)
        yield Fault(path, "unknown-item", f"{shown(item_id, 82)} is {kind_of(found)}, and {wanted} is expected", hint)


def _item_hint(known: Known, briefing_id: str, item_id: str, kind: type[Item] | None) -> str:
    if (briefing_id, kind) not in known.candidates:
        found_items = (
            item for _, item in items_of(known.corpus.briefings[briefing_id]) if kind is None or isinstance(item, kind)
        )
        known.candidates[briefing_id, kind] = [item.id or "" for item in found_items]
    items = known.candidates[briefing_id, kind]
    if found := probable(item_id, items):
        return f"did you mean “{found}”?"
    return f"it could be {', '.join(shown(item, 82) for item in items[:5])}" if 0 < len(items) <= 5 else ""


def check_actors(known: Known, briefing: Briefing) -> Iterator[Fault]:
    """No actor stands twice in a list, and a plain name isn't a misspelt registered one."""
    corpus = known.corpus
    registered = corpus.registry.actors or {}
    looked_up: set[str] = set()
    for path, item in items_of(briefing):
        if isinstance(item, KeyFact | Figure) and len(item.attributed_to) > 1:
            ids = [corpus.actor_id(name) for name in item.attributed_to]
            yield from twice((*path, "attributed_to"), item.attributed_to, ids)
    for path, name in actors_named(briefing):
        if not name or name in registered or fold(name) in corpus.actor_names:
            continue
        if name not in looked_up and len(looked_up) == MAXIMUM_LOOKED_UP:
            continue
        looked_up.add(name)
        if name not in known.near_actors:
            known.near_actors[name] = _near_actor(corpus, name)
        if found := known.near_actors[name]:
            hint = f"write {found} if you mean that actor, or add the name to the registry"
            yield Fault(path, "near-actor", f"{shown(name)} nearly matches the actor “{found}”", hint)


def actors_named(briefing: Briefing) -> Iterator[tuple[Path, str]]:
    """Every place of a briefing that names an actor."""
    for path, item in items_of(briefing):
        if isinstance(item, KeyFact | Figure):
            yield from (((*path, "attributed_to", place), name) for place, name in enumerate(item.attributed_to))
        if isinstance(item, KeyFact):
            yield from (((*path, "responses", place, "by"), reply.by) for place, reply in enumerate(item.responses))
        if isinstance(item, Quote):
            yield (*path, "speaker"), item.speaker


def _near_actor(corpus: Corpus, name: str) -> str | None:
    """The id of the registered actor that a plain name nearly matches, by its names or by its id."""
    if found := nearest(fold(name), corpus.actor_names, 0.8):
        return corpus.actor_names[found]
    return nearest(fold(name).replace(" ", "-"), corpus.registry.actors or {}, 0.8)


def check_units(corpus: Corpus, briefing: Briefing) -> Iterator[Fault]:
    """A figure has its indicator's unit: the registry's, else that of the indicator's earliest figure."""
    for place, figure in enumerate(briefing.figures):
        if figure.indicator and figure.value is not None:
            expected = corpus.units.get(figure.indicator)
            if expected is not None and (figure.unit or "") != expected:
                message = f"the unit is {shown(figure.unit) if figure.unit else 'left out'}, and that of {shown(figure.indicator)} is "
                message += shown(expected) if expected else "left out"
                hint = "use one unit in the whole series" if expected else "this series has no unit: leave “unit” out"
                item: Path = ("figures", place)
                path = (*item, "unit") if figure.unit else item
                yield Fault(path, "other-unit", message, hint, about=((*item, "unit"),))


def check_names(actors: dict[str, Actor]) -> Iterator[Fault]:
    """No two actors share a name or an alias."""
    owners: dict[str, str] = {}
    for actor_id, name in registered_names(actors):
        owner = owners.setdefault(fold(name), actor_id)
        if owner != actor_id:
            message = f"{shown(name)} is a name of “{owner}” too"
            yield Fault(
                (actor_id, *_name_path(actors[actor_id], name)), "shared-alias", message, "keep it for one of the two"
            )


def _name_path(actor: Actor, name: str) -> Path:
    if name in actor.aliases:
        return ("aliases", actor.aliases.index(name))
    if isinstance(actor.name, dict):
        return ("name", next(language for language, text in actor.name.items() if text == name))
    return ("name",)


def check_parents(topics: dict[str, Topic]) -> Iterator[Fault]:
    """The parent of a topic is there, and no topic is its own ancestor."""
    parents = {name: topic.parent for name, topic in topics.items() if topic.parent}
    circular = in_circles(parents)
    for name, parent in parents.items():
        path = (name, "parent")
        if parent not in topics:
            yield Fault(path, "unknown-topic", f"there is no topic {shown(parent)}", did_you_mean(parent, topics))
        elif name in circular:
            yield Fault(path, "circle", "this chain of parents leads back to this topic", "leave one of them out")
