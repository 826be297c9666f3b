"""Which pages a site has beside its hand-written ones, and what each of them shows."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from generator.corpus import Corpus
from generator.pages import Page
from generator.settings import Settings
from generator.tables import Table
from generator.views.actor import ActorView, actor_view
from generator.views.addresses import (
    actor_address,
    briefing_address,
    claim_address,
    indicator_address,
    timeline_address,
    topic_address,
    year_address,
)
from generator.views.also import namesakes
from generator.views.briefing import briefing_view
from generator.views.claims import ClaimView, MovedView, claim_view, moved_view
from generator.views.dated import TABLES as DATED_TABLES
from generator.views.gathered import indicator_view, topic_view, year_view
from generator.views.index import TABLES, Index, index_of
from generator.views.page_values import BriefingView, IndicatorView, TopicView, YearView
from generator.views.scene import Scene, briefing_scene, site_scene
from generator.views.standing import TABLES as STANDING_TABLES
from generator.views.timeline import TimelineView, timeline_view
from generator.views.versions import TABLES as VERSION_TABLES

VIEWS: Final[dict[str, type[Any]]] = {
    "briefing": BriefingView,
    "year": YearView,
    "topic": TopicView,
    "actor": ActorView,
    "indicator": IndicatorView,
    "claim": ClaimView,
    "moved": MovedView,
    "timeline": TimelineView,
}
"""What each kind of page shows."""


class Planned(msgspec.Struct, frozen=True, order=True):
    """A page to be made from a frame."""

    address: str
    kind: str
    name: str
    """The id of what it shows."""


def planned(corpus: Corpus) -> list[Planned]:
    """Every page to be made from a frame, in the order of the addresses; ``corpus`` is what may be shown."""
    index = index_of(corpus)
    known: list[Planned] | None = index.__dict__.get("_planned")
    if known is None:
        known = index.__dict__["_planned"] = _planned(corpus, index)
    return known


def plan_as_known(corpus: Corpus, pages: list[Planned]) -> None:
    """Take it from an earlier build of the same corpus which pages there are."""
    index_of(corpus).__dict__["_planned"] = pages


def _planned(corpus: Corpus, index: Index) -> list[Planned]:
    return sorted(
        [
            *(Planned(briefing_address(b), "briefing", b) for b in corpus.briefings),
            *(Planned(year_address(year), "year", year) for year in index.years),
            *(Planned(topic_address(topic), "topic", topic) for topic in index.briefings_on),
            *(Planned(actor_address(actor), "actor", actor) for actor in index.mentions),
            *(Planned(indicator_address(name), "indicator", name) for name in index.series),
            *(Planned(claim_address(name), "claim", name) for name in index.claims),
            *(Planned(claim_address(name), "moved", name) for name in index.moved),
            *(Planned(timeline_address(when), "timeline", when) for when in index.dated.beside),
        ]
    )


def view_of(page: Planned, scene: Scene) -> Any:
    """What a page shows; ``scene`` is that of the site."""
    match page.kind:
        case "briefing":
            return briefing_view(briefing_scene(scene, page.name), page.name)
        case "year":
            return year_view(scene, page.name)
        case "topic":
            return topic_view(scene, page.name)
        case "actor":
            return actor_view(scene, page.name)
        case "claim":
            return claim_view(scene, page.name)
        case "moved":
            return moved_view(scene, page.name)
        case "timeline":
            return timeline_view(scene, page.name)
        case _:
            return indicator_view(scene, page.name)


def plan(corpus: Corpus, settings: Settings) -> list[Page]:
    """Every page with its view."""
    scene = site_scene(corpus, settings)
    return [Page(page.address, page.kind, view_of(page, scene)) for page in planned(corpus)]


def view_tables(corpus: Corpus, settings: Settings) -> Iterator[Table[Any, Any]]:
    """The tables across briefings that views are made from."""
    scene = site_scene(corpus, settings)
    yield from (getattr(scene.index, name) for name in TABLES)
    yield from (getattr(scene.versions, name) for name in VERSION_TABLES)
    yield from (getattr(scene.index.dated, name) for name in DATED_TABLES)
    yield from (getattr(scene.index.standing, name) for name in STANDING_TABLES)
    yield namesakes(scene)
