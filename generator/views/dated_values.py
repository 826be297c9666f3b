"""What timelines show."""

import msgspec

from generator.views.values import Named, Text


class Amount(msgspec.Struct, frozen=True, gc=False):
    """The number of a figure and nothing of what surrounds it."""

    value: str
    minimum: str
    maximum: str
    display: str
    unit: str
    precision: str
    nature: str


class DatedItem(msgspec.Struct, frozen=True, gc=False):
    """A fact, quote or figure on a timeline."""

    address: str
    when: str
    """A year, month, day or period."""
    kind: str
    """``quote``, ``figure``, or the kind of a fact."""
    status: str
    """The status of a fact."""
    words: Text
    """The first of its own words, plain."""
    by: tuple[Named, ...]
    """Who says so."""
    topics: tuple[str, ...]
    """The ids of the topics of its briefing, wider ones too."""
    actors: tuple[str, ...]
    """The ids of all who assert it, reply to it, say or count it."""
    amount: Amount | None = None
    """Of a figure."""
    is_translated: bool = False
    """The words are a translation of the quote."""
    now: str = ""
    """The status of the newest fact that revises it, or its kind if it has none; empty where nothing does."""


class Span(msgspec.Struct, frozen=True, gc=False):
    """A month on a timeline, newest first; or what names a year alone."""

    when: str
    total: int
    """How many dated items it has, listed or not."""
    items: tuple[DatedItem, ...]


class Choices(msgspec.Struct, frozen=True, gc=False):
    """What a list can be narrowed to: topics and actors of its entries, each with its id, by name."""

    topics: tuple[tuple[str, Named], ...] = ()
    actors: tuple[tuple[str, Named], ...] = ()


class TimelineListView(msgspec.Struct, frozen=True, gc=False):
    """Slot ``timeline``, and the timeline of a topic: the newest dated items, by month."""

    spans: tuple[Span, ...]
    total: int
    """How many there are, listed or not."""
    years: dict[str, int]
    """The years of the site's timeline, newest first, with how many dated items each has. Where the list is narrowed, they are not
    counted, and none are named if all is listed."""
    choices: Choices
    narrowed: dict[str, str]
    """The ids of the topic and the actor to which it is narrowed already."""
