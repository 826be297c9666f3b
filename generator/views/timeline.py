"""The timeline: dated facts, quotes and figures of all briefings, by month and by year."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, groupby

import msgspec

from generator.corpus import Address
from generator.markup import plain
from generator.model.briefing import Figure, Item, KeyFact, Quote
from generator.outline import bounds, date_of
from generator.views.addresses import item_address
from generator.views.dated_values import Amount, Choices, DatedItem, Span, TimelineListView
from generator.views.languages import base_language, best_language
from generator.views.long import LINES, LONG
from generator.views.pointers import now_of
from generator.views.scene import Scene, actor_by_id, actors_named, by_name, topic_named
from generator.views.values import Named, Text
from generator.views.wording import short

WORDS = 150
"""So many characters of an item stand on a timeline: two lines on a wide page."""


class TimelineView(msgspec.Struct, frozen=True, gc=False):
    """The timeline of a year or a month, newest first. That of a month is always whole."""

    when: str
    spans: tuple[Span, ...]
    """Of a long year without their items, which stand on the pages of the months; what names a year alone comes last."""
    total: int
    choices: Choices
    older: str
    """The year or month before that has dated items; empty where there is none."""
    newer: str


def timeline_view(scene: Scene, when: str) -> TimelineView:
    """What the timeline of a year or a month shows."""
    dated = scene.index.dated
    is_year = len(when) == len("2024")
    months = [f"{when}-{month:02}" for month in range(12, 0, -1)] if is_year else []
    totals = {each: len(dated.timeline.get(each, ())) for each in (*months, when)}
    is_whole = not is_year or sum(totals.values()) <= LINES
    spans = tuple(
        Span(each, total, _items(scene, dated.timeline[each]) if is_whole or each == when else ())
        for each, total in totals.items()
        if total
    )
    choices = _choices(scene, [item for span in spans for item in span.items])
    return TimelineView(when, spans, sum(totals.values()), choices, *dated.beside[when])


def timeline_list(scene: Scene, topic: str = "", actor: str = "", limit: int = LONG) -> TimelineListView:
    """The newest dated items of all; or of a topic, of an actor, or of both."""
    dated = scene.index.dated
    if topic:
        found = list(dated.on_topic.get(topic, ()))
    else:
        found = [address for addresses in dated.timeline.values() for address in addresses]
    if actor:
        acts = {mention.address for mention in scene.index.mentions.get(actor, ())}
        found = [address for address in found if address in acts]
    items = _items(scene, found[:limit])
    spans = tuple(Span(month, 0, tuple(entries)) for month, entries in groupby(items, _month))
    narrowed = {name: value for name, value in (("topic", topic), ("actor", actor)) if value}
    if not narrowed:
        years = dict(dated.years.items())
    else:
        # How many others there are is nothing that such a list shows.
        years = dict.fromkeys(dated.years, 0) if len(found) > limit else {}
    return TimelineListView(spans, len(found), years, _choices(scene, items), narrowed)


def choices_of(scene: Scene, topics: Iterable[tuple[str, ...]]) -> tuple[tuple[str, Named], ...]:
    """The topics that entries of a list have, by name."""
    return tuple(by_name(scene, list(dict.fromkeys(chain.from_iterable(topics))), topic_named))


def topics_of(scene: Scene, briefing_id: str) -> tuple[str, ...]:
    """The topics of a briefing and all wider ones."""
    named = scene.corpus.heads[briefing_id].topics
    return tuple(dict.fromkeys(topic for name in named for topic in scene.index.topic_and_wider(name)))


def _choices(scene: Scene, items: Collection[DatedItem]) -> Choices:
    actors = dict.fromkeys(actor for item in items for actor in item.actors)
    return Choices(choices_of(scene, (item.topics for item in items)), tuple(by_name(scene, list(actors), actor_by_id)))


def _items(scene: Scene, addresses: Iterable[Address]) -> tuple[DatedItem, ...]:
    return tuple(_item(scene, address) for address in addresses)


def _item(scene: Scene, address: Address) -> DatedItem:
    """A dated item as the version that suits the page; who and when, as it stands in the version that counts."""
    shown = scene.versions.item_version(address, scene.lang)
    item, own = scene.corpus.items[shown], scene.corpus.items[address]
    actors = dict.fromkeys(scene.corpus.actor_id(name) for name in _everybody(own))
    words, is_translated = _words(scene, shown[0], item)
    return DatedItem(
        address=item_address(*shown),
        when=date_of(own),
        kind=item.kind if isinstance(item, KeyFact) else "quote" if isinstance(item, Quote) else "figure",
        status=(item.status or "") if isinstance(item, KeyFact) else "",
        words=words,
        by=actors_named(scene, _by(item), shown[0]),
        topics=topics_of(scene, address[0]),
        actors=tuple(actors),
        amount=amount_of(item) if isinstance(item, Figure) else None,
        is_translated=is_translated,
        now=now_of(scene, address) if isinstance(item, KeyFact) else "",
    )


def amount_of(figure: Figure) -> Amount:
    """The number of a figure."""
    number = bounds(figure.value)
    return Amount(*number, figure.display or "", figure.unit or "", figure.precision or "", figure.nature or "")


def _words(scene: Scene, home: str, item: Item) -> tuple[Text, bool]:
    """The first words of an item, and whether they are a translation: of a quote, the one in the page's language."""
    lang = scene.versions.langs[home]
    if isinstance(item, Quote):
        spoken = item.lang or lang
        found = best_language(tuple(item.translations), (scene.lang,))
        if found is None or base_language(spoken) == base_language(scene.lang):
            return Text(short(item.text, WORDS), spoken), False
        words = item.translations[found]
        return Text(short(words if isinstance(words, str) else words.text, WORDS), found), True
    text = item.text if isinstance(item, KeyFact) else item.label if isinstance(item, Figure) else ""
    return Text(short(plain(text), WORDS), lang), False


def _by(item: Item) -> tuple[str, ...]:
    """Who says so."""
    match item:
        case KeyFact() | Figure():
            return item.attributed_to
        case Quote():
            return (item.speaker,)
        case _:
            return ()


def _everybody(item: Item) -> Iterator[str]:
    yield from _by(item)
    if isinstance(item, KeyFact):
        yield from (reply.by for reply in item.responses)


def _month(item: DatedItem) -> str:
    return item.when.rpartition("/")[2][:7]
