"""The page of an actor: what it asserted, replied, said and counted, as one record by date."""

from itertools import groupby
from typing import Any

import msgspec

from generator.corpus import Address
from generator.model.briefing import Figure, Item, KeyFact, Quote
from generator.outline import date_of
from generator.views.addresses import actor_address
from generator.views.also import called
from generator.views.claims import TurnView, turn_view
from generator.views.dated_values import Amount
from generator.views.items import quote_view, response_view
from generator.views.long import LONG, rest_of
from generator.views.mentions import Mention
from generator.views.pointers import item_pointer, pointer
from generator.views.scene import (
    Scene,
    actor_by_id,
    indicator_named,
    label_or_none,
    prose,
    source_links,
)
from generator.views.timeline import amount_of
from generator.views.values import Named, Pointer, Prose, QuoteView, ResponseView, Rest, SourceLink, Text
from generator.views.wording import short

ROLES = ("asserted", "replied", "said", "counted")
"""What an actor does, in the order in which it is told how often."""


WORDS = 240
"""So many characters of a fact stand beside a reply to it, or of a newer one."""


class Act(msgspec.Struct, frozen=True, gc=False):
    """Something that an actor did."""

    role: str
    """``asserted``, ``replied``, ``said`` or ``counted``."""
    when: str
    """A year, month, day or period."""
    is_told: bool
    """The date is not its own, which nobody gives, but that of the briefing that tells of it."""
    pointer: Pointer
    """The fact, with its status, or the quote or figure."""
    text: Prose | None = None
    """Of a fact, or the label of a figure."""
    kind: str = ""
    """Of a fact."""
    likelihood: str = ""
    reply: ResponseView | None = None
    """To the fact."""
    quote: QuoteView | None = None
    amount: Amount | None = None
    indicator: Named | None = None
    sources: tuple[SourceLink, ...] = ()
    """Of what the actor did."""
    newest: Pointer | None = None
    """The newest fact that revises the fact."""


class ActorView(msgspec.Struct, frozen=True, gc=False):
    """The page of an actor."""

    id: str
    name: Text
    kind: str
    role: Text | None
    aliases: tuple[str, ...]
    wikidata: str
    url: str
    turns: tuple[TurnView, ...]
    """That on the claim with the newest fact comes first."""
    turned: int
    """How many of them there are, listed or not."""
    years: tuple[tuple[str, tuple[Act, ...]], ...]
    """What the actor did, newest first, by year."""
    totals: dict[str, int]
    """How often it did what, listed or not, by role."""
    rest: Rest | None = None
    """None where all is listed."""


def actor_view(scene: Scene, actor_id: str) -> ActorView:
    """What the page of an actor shows; one that no registry has is known by its name alone."""
    actor = (scene.corpus.registry.actors or {}).get(actor_id)
    mentions, turns = scene.index.mentions[actor_id], scene.index.standing.turned.get(actor_id, ())
    totals = {role: sum(mention.role == role for mention in mentions) for role in ROLES}
    acts = (_act(scene, mention) for mention in mentions[:LONG])
    name = actor_by_id(scene, actor_id).name
    return ActorView(
        id=actor_id,
        name=name,
        kind=(actor and actor.kind) or "",
        role=label_or_none(scene, actor.role) if actor else None,
        aliases=actor.aliases if actor else (),
        wikidata=(actor and actor.wikidata) or "",
        url=(actor and actor.url) or "",
        turns=tuple(turn_view(scene, turn, Named(name)) for turn in turns[:LONG]),
        turned=len(turns),
        years=tuple((year, tuple(found)) for year, found in groupby(acts, _year)),
        totals={role: total for role, total in totals.items() if total},
        rest=None if len(mentions) <= LONG else rest_of(scene, {"actor": called(scene, actor_address(actor_id))}),
    )


def _year(act: Act) -> str:
    return act.when.rpartition("/")[2][:4]


def _act(scene: Scene, mention: Mention) -> Act:
    """As the version says it that suits the page; when, as it stands in the version that counts."""
    own, shown = mention.address, _shown(scene, mention)
    item = scene.corpus.items[shown]
    day = scene.corpus.heads[own[0]].date
    when = _when(scene.corpus.items[own], mention)
    act = Act(mention.role, when or day, not when, _short(item_pointer(scene, shown)))
    match item:
        case KeyFact() if mention.role == "replied":
            reply = response_view(scene, shown[0], item.responses[mention.place])
            return _with(act, kind=item.kind, reply=reply, newest=_newest(scene, own))
        case KeyFact():
            said = _said(scene, shown[0], item.text, item.sources)
            return _with(act, **said, kind=item.kind, likelihood=item.likelihood or "", newest=_newest(scene, own))
        case Figure():
            said = _said(scene, shown[0], item.label, (item.source,) if item.source else ())
            series = indicator_named(scene, item.indicator) if item.indicator else None
            return _with(act, **said, amount=amount_of(item), indicator=series)
        case Quote():
            return _with(act, quote=quote_view(scene, shown[0], item))
    return act  # nobody does anything in a question


_with = msgspec.structs.replace


def _said(scene: Scene, home: str, text: str, sources: tuple[str, ...]) -> dict[str, Any]:
    return {"text": prose(scene, text, home), "sources": source_links(scene, sources, home)}


def _shown(scene: Scene, mention: Mention) -> Address:
    """The item in the language of the page; a fact in a translation that has other replies is no place to find this one."""
    own = mention.address
    shown = scene.versions.item_version(own, scene.lang)
    is_alike = shown == own or mention.role != "replied" or _replies(scene, shown) == _replies(scene, own)
    return shown if is_alike else own


def _replies(scene: Scene, fact: Address) -> list[tuple[str, str]]:
    item = scene.corpus.items[fact]
    replies = item.responses if isinstance(item, KeyFact) else ()
    return [(scene.corpus.actor_id(reply.by), reply.stance) for reply in replies]


def _when(item: Item, mention: Mention) -> str:
    if mention.role == "replied" and isinstance(item, KeyFact):
        return item.responses[mention.place].date or ""
    return date_of(item)


def _newest(scene: Scene, fact: Address) -> Pointer | None:
    line = scene.index.lines.get(fact)
    found = pointer(scene, line.rungs[-1].fact) if line and line.rungs[-1].fact != fact else None
    return _short(found) if found else None


def _short(at: Pointer) -> Pointer:
    return _with(at, words=Text(short(at.words.text, WORDS), at.words.lang))
