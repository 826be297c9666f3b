"""What the rest of a site must know of a briefing: enough for every list and every reference, without the briefing itself."""

from collections.abc import Callable, Iterator
from typing import Any, Final, Literal

import msgspec

from generator.model.briefing import ITEM_LISTS, Briefing, Figure, Item, KeyFact, OpenQuestion, Quote, Range
from generator.model.dates import last_day
from generator.model.types import Stance
from generator.problem import Path

ANNOUNCED: Final = ("update", "correction", "retraction")
"""The kinds of change that readers are told of."""
CORRECTING: Final = ("correction", "retraction")
"""Those by which a briefing says that it was wrong."""
AHEAD: Final = ("forecast", "target")
"""The natures of figures that say what shall be."""


class Head(msgspec.Struct, frozen=True, gc=False):
    """A briefing as others name it."""

    title: str
    date: str
    summary: str
    lang: str | None
    state: str
    tlp: str
    topics: tuple[str, ...]
    translation_of: str | None
    changed: str
    """The day of its last change."""
    counts: tuple[int, int, int, int]
    """How many facts, quotes, figures and open questions it has."""


# Literals, for what is read of them is one string, however often it is read.
Kind = Literal["fact", "quote", "figure", "question"]
Role = Literal["asserted", "said", "counted"]


class ItemLinks(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """What an item has to do with others."""

    kind: Kind
    id: str
    roles: tuple[tuple[Role, str], ...] = ()
    """Whom it names, as they are written, after what they do in it; those who reply stand in ``replies``."""
    replies: tuple[tuple[str, Stance, str], ...] = ()
    """Who replies to a fact, how, and when."""
    updates: str = ""
    when: str = ""
    """Its own date: a year, month or day; of a period, unless it is one of years, the last day."""
    answers: tuple[tuple[str, bool], ...] = ()
    """The questions that it answers, and whether only partly."""
    is_moot: bool = False
    """Of a question that has lost its sense."""
    indicator: str = ""
    as_of: str = ""
    """This and the rest of a figure of an indicator."""
    period: str = ""
    reported_on: str = ""
    unit: str | None = None
    """Of one with a number."""
    is_ahead: bool = False
    """It says what shall be: a forecast or a target."""


class Links(msgspec.Struct, frozen=True, gc=False):
    """What a briefing has to do with others: all that reverse indexes are made of."""

    date: str
    lang: str | None
    state: str
    tlp: str
    topics: tuple[str, ...]
    translation_of: str | None
    items: tuple[ItemLinks, ...]
    announced: tuple[str, int]
    """The day of the last change that is announced, else that of the briefing; and how many such changes there are."""
    corrections: tuple[tuple[str, str, str], ...]
    """Its corrections and retractions as they stand in the file: day, kind, and the item concerned. Of a withdrawn briefing every change."""


class Point(msgspec.Struct, frozen=True, gc=False):
    """Where a figure stands in the series of its indicator: digits as written, one number or bounds."""

    when: str
    """The date or the period that it is about; else the day on which it was told."""
    value: str
    minimum: str
    maximum: str
    nature: str


class Outline(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """All that."""

    head: Head
    links: Links
    points: dict[str, Point] = {}
    """Of the figures that have an indicator and a number, by their ids. No links: a number may change, and none of these does."""


def outline_of(briefing: Briefing) -> Outline:
    """The outline of a briefing."""
    b = briefing
    counts = len(b.key_facts), len(b.quotes), len(b.figures), len(b.open_questions)
    changed = max([b.date, *(change.date for change in b.changes)])
    head = Head(b.title, b.date, b.summary, b.lang, b.state, b.tlp, b.topics, b.translation_of, changed, counts)
    items = tuple(_links(item) for _, item in items_of(b))
    days = [change.date for change in b.changes if change.kind in ANNOUNCED]
    announced = max([b.date, *days]), len(days)
    links = Links(b.date, b.lang, b.state, b.tlp, b.topics, b.translation_of, items, announced, tuple(_corrections(b)))
    points = {
        figure.id or "": _point(figure, b.date) for figure in b.figures if figure.indicator and figure.value is not None
    }
    return Outline(head, links, points)


def with_shared(outline: Outline, share: Callable[[Any, Any], Any]) -> Outline:
    """The same outline, in which what many outlines say is held once; ``share`` is ``setdefault`` of the dict that holds it.

    Days, names, ids and who does what in an item recur in thousands of briefings, and each that is read comes as a string of its own.
    """
    head, links = outline.head, outline.links
    state, tlp, topics, day = (share(one, one) for one in (head.state, head.tlp, head.topics, head.date))
    lang, changed = share(head.lang, head.lang), share(head.changed, head.changed)
    counts = share(head.counts, head.counts)
    return Outline(
        Head(head.title, day, head.summary, lang, state, tlp, topics, head.translation_of, changed, counts),
        Links(
            day,
            lang,
            state,
            tlp,
            topics,
            links.translation_of,
            tuple(_with_shared(item, share) for item in links.items),
            share(links.announced, links.announced),
            links.corrections,
        ),
        {
            share(name, name): Point(
                share(one.when, one.when), one.value, one.minimum, one.maximum, share(one.nature, one.nature)
            )
            for name, one in outline.points.items()
        },
    )


def _with_shared(item: ItemLinks, share: Callable[[Any, Any], Any]) -> ItemLinks:
    return ItemLinks(
        item.kind,
        share(item.id, item.id),
        share(item.roles, item.roles),
        share(item.replies, item.replies),
        item.updates,
        share(item.when, item.when),
        item.answers,
        item.is_moot,
        share(item.indicator, item.indicator),
        share(item.as_of, item.as_of),
        share(item.period, item.period),
        share(item.reported_on, item.reported_on),
        share(item.unit, item.unit),
        item.is_ahead,
    )


def _corrections(briefing: Briefing) -> Iterator[tuple[str, str, str]]:
    for change in briefing.changes:
        if change.kind in CORRECTING or briefing.state == "withdrawn":
            yield change.date, change.kind, (change.item or "").removeprefix("#")


def items_of(briefing: Briefing) -> Iterator[tuple[Path, Item]]:
    """Every item of a briefing with its path."""
    for name in ITEM_LISTS:
        for place, item in enumerate(getattr(briefing, name)):
            yield (name, place), item


def date_of(item: Item) -> str:
    """When it happened, was said, or was so: a year, a month, a day, or a period; empty where the item doesn't say."""
    match item:
        case KeyFact() | Quote():
            return item.date or ""
        case Figure():
            return item.as_of or item.period or item.reported_on or ""
        case OpenQuestion():
            return ""


def answers_of(fact: KeyFact) -> Iterator[tuple[str, bool]]:
    """The questions that a fact answers, as references, and whether only partly."""
    for answer in fact.answers:
        yield (answer, False) if isinstance(answer, str) else (answer.question, answer.partly)


def bounds(value: str | Range | None) -> tuple[str, str, str]:
    """The digits of a figure as they are written: one number, or the lower and the upper bound."""
    if isinstance(value, Range):
        return "", value.min or "", value.max or ""
    return value or "", "", ""


def _point(figure: Figure, day: str) -> Point:
    when = figure.as_of or figure.period or figure.reported_on or day
    return Point(when, *bounds(figure.value), figure.nature or "")


def _links(item: Item) -> ItemLinks:
    name, when = item.id or "", _when(item)
    match item:
        case KeyFact():
            asserted: tuple[tuple[Role, str], ...] = tuple(("asserted", by) for by in item.attributed_to)
            replies = tuple((reply.by, reply.stance, reply.date or "") for reply in item.responses)
            return ItemLinks("fact", name, asserted, replies, item.updates or "", when, tuple(answers_of(item)))
        case Quote():
            return ItemLinks("quote", name, (("said", item.speaker),), when=when)
        case Figure():
            counted: tuple[tuple[Role, str], ...] = tuple(("counted", by) for by in item.attributed_to)
            if not item.indicator:
                return ItemLinks("figure", name, counted, when=when)
            return ItemLinks(
                "figure",
                name,
                counted,
                when=when,
                indicator=item.indicator,
                as_of=item.as_of or "",
                period=item.period or "",
                reported_on=item.reported_on or "",
                unit=None if item.value is None else item.unit or "",
                is_ahead=item.nature in AHEAD,
            )
        case OpenQuestion():
            return ItemLinks("question", name, is_moot=item.state == "moot")


def _when(item: Item) -> str:
    when = date_of(item)
    if isinstance(item, Figure) and item.period == when:
        end = when.rpartition("/")[2]
        return end if len(end) == len("2024") else last_day(end).isoformat()
    return when
