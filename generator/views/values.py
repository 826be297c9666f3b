"""What pages show: plain, comparable values. Dates, numbers and words of the contract stay as they were written;
rendering puts them into the page's language. No value can hold itself, so the garbage collector need not watch them
(``gc=False``)."""

import msgspec


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
    is_withdrawn: bool = False
    is_partial: bool = False
    """For an answer: only partly one."""
    is_here: bool = False
    """On the same briefing's page."""


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
    updates: Pointer | None
    updated_by: tuple[Pointer, ...]
    answers: tuple[Pointer, ...]


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


class ListedItem(msgspec.Struct, frozen=True, gc=False):
    """A fact, quote, figure or question on another page than its briefing's."""

    pointer: Pointer
    fact: FactView | None = None
    quote: QuoteView | None = None
    figure: FigureView | None = None
    question: QuestionView | None = None
    role: str = ""
    """On an actor's page, what the actor did: ``asserted``, ``replied``, ``said`` or ``counted``."""


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


class Rest(msgspec.Struct, frozen=True, gc=False):
    """Where readers find what a list has no room for."""

    years: tuple[str, ...]
    """Every year of the site, newest first: the archives of all have every briefing."""
    search: str
    """The address of a search for it, with a filter that others may be added to; empty where no search finds just that."""


class TopicView(msgspec.Struct, frozen=True, gc=False):
    """The page of a topic: newest first."""

    id: str
    name: Text
    description: Text | None
    parent: Named | None
    children: tuple[Named, ...]
    briefings: tuple[BriefingLink, ...]
    questions: tuple[ListedItem, ...]
    """Open ones first."""
    totals: tuple[int, int]
    """How many briefings and how many questions there are, listed or not."""
    rest: Rest | None = None
    """None where all are listed."""
    timeline: TimelineListView | None = None
    """None where nothing on the topic is dated."""


class ActorView(msgspec.Struct, frozen=True, gc=False):
    """The page of an actor: what it asserted, replied, said and counted, the newest of each first."""

    id: str
    name: Text
    kind: str
    role: Text | None
    aliases: tuple[str, ...]
    wikidata: str
    url: str
    items: tuple[ListedItem, ...]
    totals: dict[str, int]
    """How many items there are of each role, listed or not, in the order of the page."""
    rest: Rest | None = None
    """None where all are listed."""


class IndicatorView(msgspec.Struct, frozen=True, gc=False):
    """The page of an indicator: its figures as a series, from the earliest moment to the latest."""

    id: str
    name: Text
    unit: str
    counts: Text | None
    description: Text | None
    series: tuple[ListedItem, ...]


class Lines(msgspec.Struct, frozen=True, gc=False):
    """The briefings of a year or a month, newest first, with one line for each."""

    when: str
    briefings: tuple[BriefingLine, ...]


class YearView(msgspec.Struct, frozen=True, gc=False):
    """The archive of a year, newest first. It is always whole: here is every briefing that a list elsewhere leaves out."""

    year: str
    briefings: tuple[BriefingLink, ...]
    years: tuple[str, ...]
    """Every year of the site, for the way to the next one."""
    months: tuple[Lines, ...] = ()
    """In place of ``briefings``, where there are many."""


class LatestView(msgspec.Struct, frozen=True, gc=False):
    """Slot ``latest``: the newest briefings."""

    briefings: tuple[BriefingLink, ...]


class ArchiveView(msgspec.Struct, frozen=True, gc=False):
    """Slot ``archive``: every year with its briefings, newest first."""

    years: tuple[Lines, ...]
    """Of years long ago only the number of their briefings, where there are many."""
    totals: dict[str, int]
    """How many briefings each year has."""


class QuestionBoardView(msgspec.Struct, frozen=True, gc=False):
    """Slot ``questions``: the newest questions; open ones first, then partly answered, answered and moot."""

    questions: tuple[ListedItem, ...]
    totals: dict[str, int]
    """How many questions there are in each state, listed or not; empty where no more were asked for."""
    rest: Rest | None = None
    """None where all are listed that were asked for."""
    choices: Choices = Choices()
    topics: dict[str, tuple[str, ...]] = {}
    """The ids of the topics of every briefing that asks one, wider ones too, by the address of its page."""


class SourceListView(msgspec.Struct, frozen=True, gc=False):
    """Slot ``sources``: the sources of the newest briefings, by publisher."""

    publishers: tuple["PublisherView", ...]
    briefings: int = 0
    """Of how many briefings, where that is not all."""


class PublisherView(msgspec.Struct, frozen=True, gc=False):
    """The sources of one publisher, by date; an empty name for those without one."""

    name: str
    sources: tuple["ListedSource", ...]


class ListedSource(msgspec.Struct, frozen=True, gc=False):
    """A source on another page than its briefing's."""

    source: SourceView
    pointer: Pointer


class SearchView(msgspec.Struct, frozen=True, gc=False):
    """Slot ``search``: the search with its filters; there is nothing to know before someone asks."""


class DownloadView(msgspec.Struct, frozen=True, gc=False):
    """Slot ``download``: the offline edition that the site offers; without an address, what stands in its place."""

    address: str
    """Of the ZIP file; that of its SHA-256 ends in ``.sha256``."""
    name: str
    size: int
    """In bytes."""
    sha256: str
    date: str
    """The day as of which the edition was made."""
    tlp: str
    is_here: bool
    """The page itself is one of an offline edition."""
    online: str
    """Where the site stands online; empty when not known."""


class DirectoryView(msgspec.Struct, frozen=True, gc=False):
    """Slots ``topics``, ``actors`` and ``indicators``: every one of them that has a page, by name."""

    kind: str
    entries: tuple["DirectoryEntry", ...]


class DirectoryEntry(msgspec.Struct, frozen=True, gc=False):
    """A topic, actor or indicator in a list, with how many items (for a topic: briefings) its page shows."""

    named: Named
    note: Text | None
    count: int
    depth: int = 0
    """For a topic, how many wider topics stand above it."""
