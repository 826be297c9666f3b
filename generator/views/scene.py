"""The page that a view is made for, and how it names things: in its own language, with a link where there is a page."""

from collections.abc import Callable

import msgspec

from generator.corpus import Corpus
from generator.markup import links
from generator.names import fold
from generator.settings import Settings
from generator.tables import note
from generator.views.addresses import actor_address, indicator_address, topic_address
from generator.views.index import Index, index_of
from generator.views.languages import best_language
from generator.views.values import Named, Prose, SourceLink, Text
from generator.views.versions import Versions

Label = str | dict[str, str]


class Scene(msgspec.Struct, frozen=True):
    """What a view is made from, and for which page."""

    corpus: Corpus
    index: Index
    versions: Versions
    lang: str
    """The language of the page."""
    settings: Settings
    """The clock, and what else a view takes from the build."""
    briefing: str = ""
    """The briefing whose page it is; empty on any other page."""


def site_scene(corpus: Corpus, settings: Settings) -> Scene:
    """The scene of a page that gathers from many briefings: it is in the site's language."""
    index = index_of(corpus)
    return Scene(corpus, index, index.versions, settings.language, settings)


def briefing_scene(scene: Scene, briefing_id: str) -> Scene:
    """The scene of a briefing's own page."""
    return msgspec.structs.replace(scene, lang=scene.versions.langs[briefing_id], briefing=briefing_id)


def today(scene: Scene) -> str:
    """The day of the build; a page that asks for it is made again on another day."""
    note("today")
    return scene.settings.today.isoformat()


def label(scene: Scene, words: Label) -> Text:
    """A registry's label in the page's language, else in the site's, else in the first that it has.

    One without a language serves for all.
    """
    if isinstance(words, str):
        return Text(words, scene.lang)
    lang = best_language(tuple(words), (scene.lang, scene.corpus.preferred)) or next(iter(words))
    return Text(words[lang], lang)


def label_or_none(scene: Scene, words: Label | None) -> Text | None:
    """The same, where there may be none."""
    return label(scene, words) if words else None


def actor_named(scene: Scene, name: str, home: str) -> Named:
    """An actor as a briefing names it: by its registered name, or by the plain one as it is written there."""
    actor_id = scene.corpus.actor_id(name)
    actor = (scene.corpus.registry.actors or {}).get(actor_id)
    words = label(scene, actor.name) if actor and actor.name else Text(name, scene.versions.langs[home])
    return Named(words, actor_address(actor_id) if actor_id in scene.index.mentions else "")


def actors_named(scene: Scene, names: tuple[str, ...], home: str) -> tuple[Named, ...]:
    """Several actors of one briefing."""
    return tuple(actor_named(scene, name, home) for name in names)


def actor_by_id(scene: Scene, actor_id: str) -> Named:
    """An actor that has a page."""
    actor = (scene.corpus.registry.actors or {}).get(actor_id)
    if actor and actor.name:
        return Named(label(scene, actor.name), actor_address(actor_id))
    name, home = scene.index.plain_names[actor_id]
    return actor_named(scene, name, home)


def topic_named(scene: Scene, topic_id: str) -> Named:
    """A topic by its registered name, else by its id."""
    topic = (scene.corpus.registry.topics or {}).get(topic_id)
    words = label(scene, (topic and topic.name) or topic_id)
    return Named(words, topic_address(topic_id) if topic_id in scene.index.briefings_on else "")


def indicator_named(scene: Scene, indicator_id: str) -> Named:
    """An indicator by its registered name, else by its id."""
    indicator = (scene.corpus.registry.indicators or {}).get(indicator_id)
    words = label(scene, (indicator and indicator.name) or indicator_id)
    return Named(words, indicator_address(indicator_id) if indicator_id in scene.index.series else "")


def prose(scene: Scene, text: str, home: str) -> Prose:
    """Markup of a briefing, in the language of that briefing."""
    lost: tuple[str, ...] = ()
    if "[" in text:
        withdrawn = scene.versions.withdrawn
        lost = tuple(target for target in links(text) if (target.partition("#")[0] or home) in withdrawn)
    return Prose(text, scene.versions.langs[home], home, lost)


def prose_or_none(scene: Scene, text: str | None, home: str) -> Prose | None:
    """The same, where there may be none."""
    return prose(scene, text, home) if text else None


def text_or_none(scene: Scene, text: str | None, home: str) -> Text | None:
    """Plain words of a briefing, in its language, where there may be none."""
    return Text(text, scene.versions.langs[home]) if text else None


def source_links(scene: Scene, names: tuple[str, ...], home: str) -> tuple[SourceLink, ...]:
    """Sources as an item of their briefing cites them."""
    numbers, corpus = scene.index.numbers.get(home, {}), scene.corpus
    ids = [name.removeprefix("#") for name in names]
    return tuple(SourceLink(numbers[i], i, corpus.sources[(home, i)].title) for i in ids if i in numbers)


def source_link(scene: Scene, name: str | None, home: str) -> SourceLink | None:
    """The one source of an item, where it has one."""
    return next(iter(source_links(scene, (name,), home)), None) if name else None


def by_name(scene: Scene, ids: list[str], named: Callable[[Scene, str], Named]) -> list[tuple[str, Named]]:
    """Topics, actors or indicators in the order of their names, case and accents aside."""
    entries = [(entry_id, named(scene, entry_id)) for entry_id in ids]
    return sorted(entries, key=lambda entry: (fold(entry[1].name.text), entry[0]))
