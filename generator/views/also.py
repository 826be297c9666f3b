"""What is said of a page elsewhere than on it: for searching it, a topic or an actor has one name in all briefings."""

from collections.abc import Iterator
from typing import Any

import msgspec

from generator.tables import Table, unrecorded
from generator.views import values as v
from generator.views.page_values import BriefingView
from generator.views.scene import Scene, actor_by_id, topic_named


class Also(msgspec.Struct, frozen=True, omit_defaults=True):
    """What belongs to a page and is not in its view."""

    names: dict[str, str] = {}
    """Of the topics and actors that it names, in the site's language, by the addresses of their pages."""
    titles: dict[str, str] = {}
    """Its own names in the registry, by language."""


def also_of(scene: Scene, kind: str, name: str, view: Any) -> Also:
    """The same for any page; ``scene`` is that of the site."""
    if isinstance(view, BriefingView):
        return Also({named.address: called(scene, named.address) for named in _named(view) if named.address})
    registry = scene.corpus.registry
    entries: dict[str, Any] = {"topic": registry.topics, "actor": registry.actors, "indicator": registry.indicators}
    entry = (entries.get(kind) or {}).get(name)
    return Also(titles=entry.name) if entry is not None and isinstance(entry.name, dict) else Also()


def actors_of(view: BriefingView) -> Iterator[v.Named]:
    """Everybody who says something in a briefing."""
    for fact in view.facts:
        yield from fact.attributed_to
        yield from (reply.by for reply in fact.responses)
    yield from (quote.speaker for quote in view.quotes)
    for figure in view.figures:
        yield from figure.attributed_to


def _named(view: BriefingView) -> Iterator[v.Named]:
    yield from view.topics
    yield from actors_of(view)


def namesakes(scene: Scene) -> Table[str, bool]:
    """The topics, and the actors, that bear the name of another one, but for the first of each name."""
    known: Table[str, bool] | None = scene.index.__dict__.get("_namesakes")
    if known is None:
        with unrecorded():
            known = scene.index.__dict__["_namesakes"] = Table("namesake", _find_namesakes(scene))
    return known


def _find_namesakes(scene: Scene) -> Iterator[tuple[str, bool]]:
    for kind, names in (("topics", scene.index.briefings_on), ("actors", scene.index.mentions)):
        taken: set[str] = set()
        for name in sorted(names):
            text = _name(scene, kind, name)
            if text in taken:
                yield f"{kind}/{name}/", True
            taken.add(text)


def called(scene: Scene, address: str) -> str:
    """What a search calls the topic or actor of a page; two of one name are told apart by their ids."""
    kind, _, name = address.strip("/").partition("/")
    text = _name(scene, kind, name)
    return f"{text} ({name})" if namesakes(scene).get(address) else text


def _name(scene: Scene, kind: str, name: str) -> str:
    return (topic_named if kind == "topics" else actor_by_id)(scene, name).name.text
