"""Pages that gather from many briefings: those of a topic, an indicator and a year."""

from collections.abc import Iterable
from itertools import groupby

import msgspec

from generator.corpus import Address
from generator.model.registry import Indicator, Topic
from generator.views.addresses import topic_address
from generator.views.also import called
from generator.views.claims import claim_line
from generator.views.items import listed_item, series_beside
from generator.views.long import LONG, rest_of
from generator.views.page_values import IndicatorView, TopicView, YearView
from generator.views.pointers import briefing_line, briefing_link
from generator.views.scene import Scene, by_name, indicator_named, label_or_none, topic_named
from generator.views.timeline import timeline_list
from generator.views.values import BriefingLine, BriefingLink, Lines, ListedItem

QUESTION_STATES = ("open", "partly-answered", "answered", "moot")
"""In the order of the question board."""


def topic_view(scene: Scene, topic_id: str) -> TopicView:
    """What the page of a topic shows."""
    topic = (scene.corpus.registry.topics or {}).get(topic_id) or Topic(name=topic_id)
    briefings = scene.index.briefings_on.get(topic_id, [])
    questions = [question for found in questions_by_state(scene, briefings).values() for question in found]
    claims = scene.index.standing.claims_on.get(topic_id, ())
    indicators = scene.index.standing.indicators_on.get(topic_id, ())
    totals = {
        "claims": len(claims),
        "figures": len(indicators),
        "questions": len(questions),
        "briefings": len(briefings),
    }
    is_whole = max(totals.values()) <= LONG
    timeline = timeline_list(scene, topic_id, limit=LONG)
    return TopicView(
        id=topic_id,
        name=topic_named(scene, topic_id).name,
        description=label_or_none(scene, topic.description),
        parent=topic_named(scene, topic.parent) if topic.parent else None,
        children=tuple(named for _, named in by_name(scene, scene.index.sub_topics.get(topic_id, []), topic_named)),
        claims=tuple(line for line in (claim_line(scene, claim) for claim in claims[:LONG]) if line),
        figures=tuple(_latest(scene, indicator) for indicator in indicators[:LONG]),
        questions=tuple(listed_item(scene, question) for question in questions[:LONG]),
        briefings=newest_briefings(scene, briefings[-LONG:]),
        totals=totals,
        rest=None if is_whole else rest_of(scene, topic_filter(scene, topic_id)),
        timeline=timeline if timeline.total else None,
    )


def _latest(scene: Scene, indicator_id: str) -> ListedItem:
    """The latest figure of an indicator, with those beside it in the series."""
    address = scene.index.standing.latest[indicator_id]
    listed = listed_item(scene, address)
    assert listed.figure is not None  # only figures are in a series
    nearby, place = series_beside(scene, address)
    return ListedItem(listed.pointer, figure=msgspec.structs.replace(listed.figure, nearby=nearby, place=place))


def topic_filter(scene: Scene, topic_id: str) -> dict[str, str] | None:
    """What narrows a search to a topic. None where its page has more, namely what is on narrower ones."""
    return None if topic_id in scene.index.sub_topics else {"topic": called(scene, topic_address(topic_id))}


def indicator_view(scene: Scene, indicator_id: str) -> IndicatorView:
    """What the page of an indicator shows."""
    indicator = (scene.corpus.registry.indicators or {}).get(indicator_id) or Indicator(name=indicator_id)
    series = tuple(listed_item(scene, address) for address in scene.index.series[indicator_id])
    return IndicatorView(
        id=indicator_id,
        name=indicator_named(scene, indicator_id).name,
        unit=scene.corpus.units.get(indicator_id, ""),
        counts=label_or_none(scene, indicator.counts),
        description=label_or_none(scene, indicator.description),
        series=series,
    )


def year_view(scene: Scene, year: str) -> YearView:
    """What the archive of a year shows."""
    briefings, years = scene.index.years[year], tuple(reversed(scene.index.years))
    if len(briefings) <= LONG:
        return YearView(year, newest_briefings(scene, briefings), years)
    by_month = groupby(newest_lines(scene, briefings), lambda line: line.date[:7])
    return YearView(year, (), years, tuple(Lines(month, tuple(found)) for month, found in by_month))


def newest_briefings(scene: Scene, oldest_first: list[str]) -> tuple[BriefingLink, ...]:
    """A list of briefings from the newest to the oldest."""
    return tuple(briefing_link(scene, briefing_id) for briefing_id in reversed(oldest_first))


def newest_lines(scene: Scene, oldest_first: list[str]) -> tuple[BriefingLine, ...]:
    """The same with one line for each."""
    return tuple(briefing_line(scene, briefing_id) for briefing_id in reversed(oldest_first))


def questions_by_state(scene: Scene, oldest_first: Iterable[str], state: str = "") -> dict[str, list[Address]]:
    """The questions of some briefings by their state, or those of one state: newest briefing first."""
    by_state: dict[str, list[Address]] = {each: [] for each in QUESTION_STATES}
    for briefing_id in reversed(tuple(oldest_first)):
        for address in scene.index.questions.get(briefing_id, ()):
            shown = scene.versions.item_version(address, scene.lang)
            by_state[scene.index.question_state(shown)].append(shown)
    return {each: found for each, found in by_state.items() if not state or each == state}
