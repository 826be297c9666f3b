"""What fills the slots of hand-written pages: lists that gather from the whole site, in its language."""

from collections.abc import Callable, Collection
from html import unescape

import msgspec

from generator.corpus import Corpus
from generator.names import fold
from generator.nearest import did_you_mean, one_of
from generator.settings import Settings
from generator.tables import note
from generator.views.addresses import briefing_address, download_address, year_address
from generator.views.announced import CorrectionsView, NewsView, corrections_view, news_view
from generator.views.claims import ClaimListView, claim_list
from generator.views.dated_values import Choices, TimelineListView
from generator.views.gathered import QUESTION_STATES, newest_briefings, newest_lines, questions_by_state, topic_filter
from generator.views.items import listed_item, source_view
from generator.views.long import LINES, LONG, rest_of
from generator.views.pointers import source_pointer
from generator.views.scene import (
    Scene,
    actor_by_id,
    by_name,
    indicator_named,
    label_or_none,
    site_scene,
    today,
    topic_named,
)
from generator.views.slot_values import (
    ArchiveView,
    DirectoryEntry,
    DirectoryView,
    DownloadView,
    LatestView,
    ListedSource,
    NotFoundView,
    OriginView,
    PublisherView,
    QuestionBoardView,
    SearchView,
    SourceListView,
)
from generator.views.timeline import choices_of, timeline_list, topics_of
from generator.views.values import Lines, Named, Text

SlotView = (
    LatestView
    | ArchiveView
    | QuestionBoardView
    | ClaimListView
    | SourceListView
    | DirectoryView
    | SearchView
    | DownloadView
    | TimelineListView
    | CorrectionsView
    | NewsView
    | NotFoundView
)
LATEST = 6


class SlotError(Exception):
    """A slot that can't be filled as it is written; the message says why, for people."""


class Slot(msgspec.Struct, frozen=True):
    """One kind of slot: the options that it takes, and what makes its view of them."""

    options: tuple[str, ...]
    view: Callable[[Scene, dict[str, str]], SlotView]


def slot_view(name: str, options: dict[str, str], corpus: Corpus, settings: Settings) -> SlotView:
    """What a slot shows; ``corpus`` is what may be shown. SlotError when the slot isn't known or an option is wrong."""
    if name not in SLOTS:
        raise SlotError(f"there is no slot “{name}”; {did_you_mean(name, SLOTS, f'there are {one_of(SLOTS)}')}")
    slot = SLOTS[name]
    for option in options:
        if option not in slot.options:
            otherwise = f"it takes {one_of(slot.options)}" if slot.options else "it takes none"
            hint = did_you_mean(option, slot.options, otherwise)
            raise SlotError(f"the slot “{name}” has no option “{option}”; {hint}")
    return slot.view(site_scene(corpus, settings), options)


def _latest(scene: Scene, options: dict[str, str]) -> LatestView:
    limit = _limit(options) or LATEST
    return LatestView(newest_briefings(scene, list(scene.versions.order[-limit:])))


def _archive(scene: Scene, options: dict[str, str]) -> ArchiveView:
    years: list[Lines] = []
    left = LINES
    for year, briefings in reversed(scene.index.years.items()):
        listed = briefings[-left:] if left else []
        years.append(Lines(year, newest_lines(scene, listed)))
        left -= len(listed)
    return ArchiveView(tuple(years), {year: len(found) for year, found in scene.index.years.items()})


def _years(scene: Scene, options: dict[str, str]) -> DirectoryView:
    years = reversed(scene.index.years.items())
    entries = (DirectoryEntry(Named(Text(y, scene.lang), year_address(y)), None, len(ids)) for y, ids in years)
    return DirectoryView("years", tuple(entries))


def _questions(scene: Scene, options: dict[str, str]) -> QuestionBoardView:
    topic, state = options.get("topic"), options.get("state", "")
    if state and state not in QUESTION_STATES:
        hint = did_you_mean(state, QUESTION_STATES, f"a question is {one_of(QUESTION_STATES)}")
        raise SlotError(f"no question is “{state}”; {hint}")
    _check_known(scene, options)
    briefings = scene.versions.order if topic is None else scene.index.briefings_on.get(topic, [])
    by_state = questions_by_state(scene, briefings, state)
    limit = _limit(options)
    newest = [question for found in by_state.values() for question in (found if limit else found[:LONG])][:limit]
    listed = tuple(listed_item(scene, question) for question in newest)
    totals = {each: len(found) for each, found in by_state.items() if found}
    topics = {
        briefing_address(asking): topics_of(scene, scene.versions.canonical.get(asking, asking)) for asking, _ in newest
    }
    choices = Choices(topics=choices_of(scene, topics.values()))
    if limit or all(total <= LONG for total in totals.values()):
        return QuestionBoardView(listed, totals, None, choices, topics)
    narrowed = topic_filter(scene, topic) if topic else {}
    filters = None if narrowed is None else {"kind": "question", **narrowed}
    return QuestionBoardView(listed, totals, rest_of(scene, filters), choices, topics)


def _check_known(scene: Scene, options: dict[str, str]) -> None:
    """SlotError where an option names a topic or an actor that there isn't. One that has no page is no mistake."""
    registry, index = scene.corpus.registry, scene.index
    known: dict[str, Collection[str]] = {
        "topic": index.briefings_on if registry.topics is None else registry.topics,
        "actor": {**dict.fromkeys(index.mentions), **(registry.actors or {})} if "actor" in options else (),
    }
    for kind, names in known.items():
        name = options.get(kind)
        if name is not None and name not in names:
            otherwise = f"see the {kind}s of the briefings"
            raise SlotError(f"there is no {kind} “{name}”; {did_you_mean(name, names, otherwise)}")


def _timeline(scene: Scene, options: dict[str, str]) -> TimelineListView:
    _check_known(scene, options)
    return timeline_list(scene, options.get("topic", ""), options.get("actor", ""), _limit(options) or LONG)


def _sources(scene: Scene, options: dict[str, str]) -> SourceListView:
    publishers: dict[str, list[ListedSource]] = {}
    reports: dict[str, ListedSource] = {}
    newest = _with_few_sources(scene)
    for briefing_id in newest:
        shown = scene.versions.version(briefing_id, scene.lang)
        for source in scene.corpus.briefings[shown].sources:
            listed = ListedSource(source_view(scene, shown, source), source_pointer(scene, (shown, source.id)))
            publishers.setdefault(fold(source.publisher or ""), []).append(listed)
            report = _report(listed)
            if report not in reports or source.origin or not reports[report].source.origin:
                reports[report] = listed
    origins: dict[str, list[ListedSource]] = {}
    for listed in reports.values():
        origins.setdefault(_origin(listed), []).append(listed)
    views = (_publisher(listed) for _, listed in sorted(publishers.items()))
    is_all = len(newest) == len(scene.versions.order)
    return SourceListView(
        tuple(sorted(views, key=lambda view: not view.name)),
        0 if is_all else len(newest),
        reports=len(reports),
        origins=len(origins),
        shared=tuple(sorted(map(_shared, (o for o in origins.values() if len(o) > 1)), key=lambda o: -o.reports)),
    )


def _report(listed: ListedSource) -> str:
    """One report is listed in several briefings under one address; without an address each is another one."""
    return listed.source.url or listed.source.archive_url or listed.pointer.address


def _origin(listed: ListedSource) -> str:
    """One with neither origin nor publisher is its own."""
    return fold(listed.source.origin or listed.source.publisher) or _report(listed)


def _publisher(listed: list[ListedSource]) -> PublisherView:
    grades = sorted({one.source.reliability for one in listed if one.source.reliability})
    return PublisherView(listed[0].source.publisher, _by_date(listed), tuple(grades))


def _shared(listed: list[ListedSource]) -> OriginView:
    sources = [one.source for one in listed]
    name = sources[0].origin or sources[0].publisher
    publishers = {fold(source.publisher): source.publisher for source in sources if source.publisher}
    publishers.pop(fold(name), None)
    return OriginView(name, len(sources), tuple(publishers.values()), _by_date(listed))


def _with_few_sources(scene: Scene) -> list[str]:
    """The newest briefings that together have not many sources, oldest first."""
    found: list[str] = []
    left = LONG
    for briefing_id in reversed(scene.versions.order):
        left -= len(scene.index.numbers[scene.versions.version(briefing_id, scene.lang)])
        if left < 0 and found:
            break
        found.append(briefing_id)
    return found[::-1]


def _by_date(sources: list[ListedSource]) -> tuple[ListedSource, ...]:
    """Newest first, those of one date by the day of their briefing; those without a date come last."""
    newest = sources[::-1]
    newest.sort(key=lambda listed: listed.source.date, reverse=True)
    return tuple(newest)


def _topics(scene: Scene, options: dict[str, str]) -> DirectoryView:
    """Each topic before those below it. A stranger's topics may be nested without end, so nothing here calls itself."""
    registry, entries = scene.corpus.registry.topics or {}, []
    waiting = [(topic, named, 0) for topic, named in reversed(_topics_below(scene, ""))]
    while waiting:
        topic, named, depth = waiting.pop()
        note = label_or_none(scene, registry[topic].description) if topic in registry else None
        entries.append(DirectoryEntry(named, note, len(scene.index.briefings_on[topic]), depth))
        waiting += [(below, name, depth + 1) for below, name in reversed(_topics_below(scene, topic))]
    return DirectoryView("topics", tuple(entries))


def _topics_below(scene: Scene, parent: str) -> list[tuple[str, Named]]:
    return by_name(scene, scene.index.sub_topics.get(parent, []), topic_named)


def _actors(scene: Scene, options: dict[str, str]) -> DirectoryView:
    registry, mentions = scene.corpus.registry.actors or {}, scene.index.mentions
    entries = []
    for actor, named in by_name(scene, list(mentions), actor_by_id):
        note = label_or_none(scene, registry[actor].role) if actor in registry else None
        entries.append(DirectoryEntry(named, note, len(mentions[actor])))
    return DirectoryView("actors", tuple(entries))


def _indicators(scene: Scene, options: dict[str, str]) -> DirectoryView:
    registry, series = scene.corpus.registry.indicators or {}, scene.index.series
    entries = []
    for name, named in by_name(scene, list(series), indicator_named):
        note = label_or_none(scene, registry[name].description) if name in registry else None
        entries.append(DirectoryEntry(named, note, len(series[name])))
    return DirectoryView("indicators", tuple(entries))


def _download(scene: Scene, options: dict[str, str]) -> DownloadView:
    """An offline edition doesn't hold itself: there, the slot says of what day it is."""
    note("edition")
    settings = scene.settings
    if settings.form == "files":
        return DownloadView("", "", 0, "", today(scene), settings.ceiling, True, settings.url)
    if settings.edition is None:
        return DownloadView("", "", 0, "", "", "", False, settings.url)
    it = settings.edition
    # It holds all languages, and lies in the folder of the main one.
    address = "../" * settings.below.count("/") + download_address(it.name)
    return DownloadView(address, it.name, it.size, it.sha256, it.date, it.tlp, False, settings.url)


def _limit(options: dict[str, str]) -> int | None:
    text = options.get("limit")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 7 and int(text)):
        raise SlotError(f"the limit “{text}” is not a number of entries; write a whole number from 1 on")
    return int(text)


SLOTS: dict[str, Slot] = {
    "latest": Slot(("limit",), _latest),
    "archive": Slot((), _archive),
    "questions": Slot(("topic", "state", "limit"), _questions),
    "claims": Slot((), lambda scene, options: claim_list(scene)),
    "timeline": Slot(("topic", "actor", "limit"), _timeline),
    "corrections": Slot(("limit",), lambda scene, options: corrections_view(scene, _limit(options))),
    "news": Slot((), lambda scene, options: news_view(scene)),
    "sources": Slot((), _sources),
    "topics": Slot((), _topics),
    "actors": Slot((), _actors),
    "indicators": Slot((), _indicators),
    "years": Slot((), _years),
    "search": Slot((), lambda scene, options: SearchView()),
    "download": Slot((), _download),
    "not-found": Slot(("home",), lambda scene, options: NotFoundView(unescape(options.get("home", "")))),
}
"""Every slot by its name."""
