"""What the pages of briefings, years, topics and indicators show."""

import msgspec

from generator.views.claims import ClaimLine
from generator.views.dated_values import TimelineListView
from generator.views.values import (
    BriefingLine,
    BriefingLink,
    ChangeView,
    FactView,
    FigureView,
    LanguageLink,
    Lines,
    ListedItem,
    Named,
    Prose,
    QuestionView,
    QuoteView,
    Rest,
    SourceView,
    Text,
)


class BriefingView(msgspec.Struct, frozen=True, gc=False):
    """The page of a briefing. A withdrawn one has its title, ``changes`` with the reason, and nothing else."""

    id: str
    address: str
    title: str
    lang: str
    date: str
    state: str
    tlp: str
    is_due: bool
    """Due for review: ``review_by`` has passed on the day of the build."""
    review_by: str
    summary: Prose | None
    authors: tuple[str, ...]
    topics: tuple[Named, ...]
    facts: tuple[FactView, ...]
    quotes: tuple[QuoteView, ...]
    figures: tuple[FigureView, ...]
    questions: tuple[QuestionView, ...]
    sources: tuple[SourceView, ...]
    changes: tuple[ChangeView, ...]
    """Newest first."""
    related: tuple[BriefingLine, ...]
    languages: tuple[LanguageLink, ...]
    """This briefing in every language that it exists in, itself among them; empty where there is only one."""
    older: BriefingLine | None
    newer: BriefingLine | None
    edit_address: str
    """Where the YAML is edited on the forge; empty when the forge is not known."""


class TopicView(msgspec.Struct, frozen=True, gc=False):
    """The page of a topic: what is known of it and how surely, the numbers, what nobody knows, and where all that comes from."""

    id: str
    name: Text
    description: Text | None
    parent: Named | None
    children: tuple[Named, ...]
    claims: tuple[ClaimLine, ...]
    """Those of which a fact is in its briefings; that with the newest fact comes first."""
    figures: tuple[ListedItem, ...]
    """The latest figure of every indicator that its briefings count, with those beside it in the series; newest first."""
    questions: tuple[ListedItem, ...]
    """Open ones first, then newest first."""
    briefings: tuple[BriefingLink, ...]
    """Newest first."""
    totals: dict[str, int]
    """How many ``claims``, ``figures``, ``questions`` and ``briefings`` there are, listed or not."""
    rest: Rest | None = None
    """None where all are listed."""
    timeline: TimelineListView | None = None
    """None where nothing on the topic is dated."""


class IndicatorView(msgspec.Struct, frozen=True, gc=False):
    """The page of an indicator: its figures as a series, from the earliest moment to the latest."""

    id: str
    name: Text
    unit: str
    """That of the series; empty for none. A figure may have another one, and can't be compared then."""
    counts: Text | None
    description: Text | None
    series: tuple[ListedItem, ...]


class YearView(msgspec.Struct, frozen=True, gc=False):
    """The archive of a year, newest first. It is always whole: here is every briefing that a list elsewhere leaves out."""

    year: str
    briefings: tuple[BriefingLink, ...]
    years: tuple[str, ...]
    """Every year of the site, for the way to the next one."""
    months: tuple[Lines, ...] = ()
    """In place of ``briefings``, where there are many."""
