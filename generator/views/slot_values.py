"""What slots show in hand-written pages."""

import msgspec

from generator.views.dated_values import Choices
from generator.views.values import BriefingLink, Lines, ListedItem, Named, Pointer, Rest, SourceView, Text


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
    """How many questions there are in each state, listed or not."""
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
    reports: int = 0
    """How many there are; one that several briefings list under one address is one."""
    origins: int = 0
    """From how many independent origins they come."""
    shared: tuple["OriginView", ...] = ()
    """The origins of more than one, those of most first."""


class PublisherView(msgspec.Struct, frozen=True, gc=False):
    """The sources of one publisher, by date; an empty name for those without one."""

    name: str
    sources: tuple["ListedSource", ...]
    grades: tuple[str, ...] = ()
    """The grades of reliability that its sources are given, the best first."""


class OriginView(msgspec.Struct, frozen=True, gc=False):
    """Where several sources come from in the end."""

    name: str
    reports: int
    publishers: tuple[str, ...]
    """Who published them, if not the origin itself."""
    sources: tuple["ListedSource", ...]
    """By date."""


class ListedSource(msgspec.Struct, frozen=True, gc=False):
    """A source on another page than its briefing's."""

    source: SourceView
    pointer: Pointer


class SearchView(msgspec.Struct, frozen=True, gc=False):
    """Slot ``search``: the search with its filters; there is nothing to know before someone asks."""


class NotFoundView(msgspec.Struct, frozen=True, gc=False):
    """Slot ``not-found``: what the page says that stands in for one that isn't there."""

    home: str
    """The way to the home page, which the engine knows."""


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
