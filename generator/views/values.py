"""What items and lists show: plain, comparable values. Dates, numbers and words of the contract stay as they were written;
rendering puts them into the page's language. No value can hold itself, so the garbage collector need not watch them
(``gc=False``). What whole pages show stands in ``page_values``, on timelines in ``dated_values``, in slots in ``slot_values``."""

import msgspec

from generator.outline import Point


class Text(msgspec.Struct, frozen=True, gc=False):
    """Plain words and their language."""

    text: str
    lang: str


class Prose(msgspec.Struct, frozen=True, gc=False):
    """Markup, its language, and what its links need to find their way."""

    text: str
    lang: str
    home: str
    """The id of the briefing that it stands in: ``#item`` is an item of that one."""
    lost: tuple[str, ...] = ()
    """Targets of links whose briefing is withdrawn: they lead to its notice, without an anchor."""


class Named(msgspec.Struct, frozen=True, gc=False):
    """An actor, a topic or an indicator by its name; ``address`` is empty where it has no page."""

    name: Text
    address: str = ""


class SourceLink(msgspec.Struct, frozen=True, gc=False):
    """A numbered source cited on the page: ``[3]``."""

    number: int
    id: str
    title: str


class Pointer(msgspec.Struct, frozen=True, gc=False):
    """An item of a briefing, referred to from elsewhere."""

    address: str
    """The page with the anchor; for a withdrawn briefing the page alone."""
    words: Text
    """The item's own words, plain; the briefing's title where it is withdrawn."""
    briefing: Text
    """The title of its briefing."""
    date: str
    """The day of its briefing."""
    status: str = ""
    """The status of a fact."""
    kind: str = ""
    """The kind of a fact."""
    likelihood: str = ""
    now: str = ""
    """The status of the newest fact that revises it, or its kind if it has none; empty where nothing does."""
    is_withdrawn: bool = False
    is_partial: bool = False
    """For an answer: only partly one."""
    is_here: bool = False
    """On the same briefing's page."""


class Step(msgspec.Struct, frozen=True, gc=False):
    """A fact of a claim, in one line on the page of another one."""

    address: str
    """The fact; the notice, where its briefing is withdrawn."""
    date: str
    """The day of its briefing."""
    status: str
    kind: str
    by: tuple[Text, ...]
    """Who says so, in few and short words: the first of those to whom it is attributed, or else where its sources come from."""
    others: int
    """How many more there are."""
    skipped: int = 0
    """How many facts between the step before and this one are left out."""
    is_withdrawn: bool = False
    is_here: bool = False
    """On the same briefing's page."""
    is_this: bool = False
    """The fact itself that shows the ladder."""
    words: Text | None = None
    """Its own, plain, a few of them; only where they are shown."""
    likelihood: str = ""


class Ladder(msgspec.Struct, frozen=True, gc=False):
    """What a fact revises and what revises it, from the first fact of their claim to the newest; of a long line not all."""

    address: str
    """The page of the claim."""
    steps: tuple[Step, ...]


class ResponseView(msgspec.Struct, frozen=True, gc=False):
    """A reply to a fact."""

    by: Named
    stance: str
    date: str
    text: Text | None
    sources: tuple[SourceLink, ...]


class FactView(msgspec.Struct, frozen=True, gc=False):
    """A key fact with everything that surrounds it."""

    id: str
    text: Prose
    kind: str
    status: str
    date: str
    place: str
    attributed_to: tuple[Named, ...]
    responses: tuple[ResponseView, ...]
    sources: tuple[SourceLink, ...]
    credibility: str
    likelihood: str
    confidence: str
    basis: Prose | None
    updated_by: Step | None
    """The newest fact that revises it, with words."""
    answers: tuple[Pointer, ...]
    ladder: Ladder | None = None
    """None for a fact that neither revises another one nor is revised."""
    origins: int = 0
    """From how many independent origins its sources come; 0 where that says nothing."""


class TranslationView(msgspec.Struct, frozen=True, gc=False):
    """A quote in another language."""

    text: Text
    by: str
    """A name, ``machine``, or empty."""


class QuoteView(msgspec.Struct, frozen=True, gc=False):
    """A quote: its words, who said them when, and translations (the page's language first)."""

    id: str
    text: Text
    speaker: Named
    role: Text | None
    date: str
    context: str
    translations: tuple[TranslationView, ...]
    source: SourceLink | None


class FigureView(msgspec.Struct, frozen=True, gc=False):
    """A figure: digits as written (``value``, or ``minimum`` and ``maximum``), or words (``display``)."""

    id: str
    label: Prose
    value: str
    minimum: str
    maximum: str
    display: str
    unit: str
    counts: Prose | None
    precision: str
    nature: str
    as_of: str
    period: str
    reported_on: str
    attributed_to: tuple[Named, ...]
    indicator: Named | None
    source: SourceLink | None
    note: Prose | None
    nearby: tuple[Point, ...] = ()
    """The figures nearest to it in the series of its indicator, itself among them: on the page of its briefing, where they are enough for
    a chart."""
    place: int = 0
    """Which of them it is."""


class QuestionView(msgspec.Struct, frozen=True, gc=False):
    """An open question and what has been found since."""

    id: str
    question: Prose
    why: Prose | None
    settled_by: Prose | None
    state: str
    """``open``, ``partly-answered``, ``answered`` or ``moot``."""
    moot_because: Prose | None
    answered_by: tuple[Pointer, ...]
    since: str = ""
    """The day of the briefing that asks it."""


class Citation(msgspec.Struct, frozen=True, gc=False):
    """A link back from a source to an item that cites it."""

    id: str
    words: str


class SourceView(msgspec.Struct, frozen=True, gc=False):
    """A numbered source."""

    number: int
    id: str
    title: Text
    publisher: str
    author: str
    url: str
    archive_url: str
    date: str
    accessed: str
    kind: str
    reliability: str
    origin: str
    extract: Text | None
    sha256: str
    cited_by: tuple[Citation, ...]


class ChangeView(msgspec.Struct, frozen=True, gc=False):
    """An entry of the public change log."""

    date: str
    kind: str
    note: Prose
    item: str
    """The anchor of the item concerned; empty where there is none, or it is gone."""


class BriefingLine(msgspec.Struct, frozen=True, gc=False):
    """A briefing in a list that has one line for each."""

    address: str
    title: Text
    date: str
    is_withdrawn: bool
    is_draft: bool
    translations: tuple["LanguageLink", ...]


class BriefingLink(BriefingLine, frozen=True, gc=False):
    """A briefing in a list, as a card."""

    summary: Prose | None
    """None for a withdrawn briefing."""
    tlp: str
    topics: tuple[Named, ...]
    counts: tuple[int, int, int, int]
    """How many key facts, quotes, figures and open questions it holds."""


class LanguageLink(msgspec.Struct, frozen=True, gc=False):
    """The same briefing in another language."""

    lang: str
    address: str
    title: str
    is_original: bool


class ListedItem(msgspec.Struct, frozen=True, gc=False):
    """A fact, quote, figure or question on another page than its briefing's."""

    pointer: Pointer
    fact: FactView | None = None
    quote: QuoteView | None = None
    figure: FigureView | None = None
    question: QuestionView | None = None


class Rest(msgspec.Struct, frozen=True, gc=False):
    """Where readers find what a list has no room for."""

    years: tuple[str, ...]
    """Every year of the site, newest first: the archives of all have every briefing."""
    search: str
    """The address of a search for it, with a filter that others may be added to; empty where no search finds just that."""


class Lines(msgspec.Struct, frozen=True, gc=False):
    """The briefings of a year or a month, newest first, with one line for each."""

    when: str
    briefings: tuple[BriefingLine, ...]
