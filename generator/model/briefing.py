"""A briefing and its items, as the contract (version 1) has them.

Every field's description is shown to contributors in their editor and in the field reference. A field that was left
out is ``None`` or an empty tuple. Ids of items are always there once a file has been read: given, or derived.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from generator.model import types as t


class Briefing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One briefing: one file."""

    title: Annotated[t.Label, Meta(description="The headline.")]
    date: Annotated[t.Day, Meta(description="The day that the briefing speaks from.")]
    summary: Annotated[t.Markup, Meta(description="The bottom line up front, in one to three sentences.")]
    lang: Annotated[t.Language | None, Meta(description="The language of the text; the site's own when left out.")] = (
        None
    )
    topics: Annotated[tuple[t.TopicId, ...], Meta(description="What the briefing is about: ids of topics.")] = ()
    authors: Annotated[tuple[t.Label, ...], Meta(description="Who wrote the briefing.")] = ()
    state: Annotated[
        t.BriefingState,
        Meta(
            description="A draft is built only when asked for. A withdrawn briefing keeps its address, title and reason "
            "(its newest change), and nothing else."
        ),
    ] = "published"
    tlp: Annotated[
        t.Tlp, Meta(description="Who may read it: the Traffic Light Protocol 2.0. A build has a ceiling.")
    ] = "clear"
    translation_of: Annotated[
        t.BriefingId | None, Meta(description="The briefing of which this one is a translation.")
    ] = None
    related: Annotated[tuple[t.BriefingId, ...], Meta(description="Other briefings worth reading.")] = ()
    review_by: Annotated[t.Day | None, Meta(description="After this day the page says that it is due for review.")] = (
        None
    )
    changes: Annotated[tuple["Change", ...], Meta(description="The public change log.")] = ()
    sources: Annotated[tuple["Source", ...], Meta(description="Where what is said comes from.")] = ()
    key_facts: Annotated[tuple["KeyFact", ...], Meta(description="What is known, and how sure it is.")] = ()
    quotes: Annotated[tuple["Quote", ...], Meta(description="What was said, word for word.")] = ()
    figures: Annotated[tuple["Figure", ...], Meta(description="The numbers, and who counts what.")] = ()
    open_questions: Annotated[tuple["OpenQuestion", ...], Meta(description="What nobody knows yet.")] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of the public change log."""

    date: Annotated[t.Day, Meta(description="The day of the change.")]
    kind: Annotated[
        t.ChangeKind,
        Meta(description="An update, correction or retraction is announced; a minor change or clarification is not."),
    ]
    note: Annotated[t.Markup, Meta(description="What changed, for readers.")]
    item: Annotated[t.LocalItemId | None, Meta(description="The item concerned; for a retraction it may be gone.")] = (
        None
    )


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where something comes from."""

    id: Annotated[t.ItemId, Meta(description="The name by which items cite this source.")]
    title: Annotated[t.Label, Meta(description="The title of the article, report or post.")]
    publisher: Annotated[t.Label | None, Meta(description="Who published it.")] = None
    author: Annotated[t.Label | None, Meta(description="Who wrote it.")] = None
    url: Annotated[t.Url | None, Meta(description="Its address.")] = None
    archive_url: Annotated[t.Url | None, Meta(description="The address of an archived copy.")] = None
    date: Annotated[t.Date | None, Meta(description="When it was published.")] = None
    accessed: Annotated[t.Day | None, Meta(description="The day on which it was read.")] = None
    lang: Annotated[t.Language | None, Meta(description="Its language.")] = None
    kind: Annotated[t.SourceKind | None, Meta(description="What sort of source it is.")] = None
    reliability: Annotated[
        t.Reliability | None,
        Meta(description="The Admiralty grade of the source, from A (completely reliable) to F (cannot be judged)."),
    ] = None
    origin: Annotated[
        t.Label | None,
        Meta(description="Where the report comes from in the end, such as an agency; one origin is one source."),
    ] = None
    extract: Annotated[t.Text | None, Meta(description="The passage that matters: verbatim and short.")] = None
    sha256: Annotated[t.Sha256 | None, Meta(description="The SHA-256 of the archived copy.")] = None


class Response(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody concerned replied to a fact. A denial is a reply, never a status."""

    by: Annotated[t.ActorName, Meta(description="Who replies: an actor's id or a plain name.")]
    stance: Annotated[t.Stance, Meta(description="What the reply does to the fact.")]
    date: Annotated[t.Date | None, Meta(description="When the reply was given.")] = None
    text: Annotated[t.Text | None, Meta(description="The reply itself.")] = None
    sources: Annotated[tuple[t.SourceId, ...], Meta(description="Ids of the sources that report the reply.")] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An open question that a fact answers."""

    question: Annotated[t.Reference, Meta(description="The open question.")]
    partly: Annotated[
        bool, Meta(description="Whether the answer leaves part of the question open.", extra={"leaf": "boolean"})
    ] = False


class KeyFact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that is known, assumed, judged or forecast."""

    text: Annotated[t.Markup, Meta(description="The fact, in a sentence or two.")]
    id: Annotated[
        t.ItemId | None, Meta(description="The public anchor; derived from the item's words when left out.")
    ] = None
    kind: Annotated[t.FactKind, Meta(description="Whether it is a fact, an assumption, a judgement or a forecast.")] = (
        "fact"
    )
    status: Annotated[
        t.FactStatus | None,
        Meta(description="The weight of the evidence. Required for a fact, not allowed on anything else."),
    ] = None
    date: Annotated[t.Date | None, Meta(description="When it happened.")] = None
    place: Annotated[t.Label | None, Meta(description="Where it happened.")] = None
    attributed_to: Annotated[
        tuple[t.ActorName, ...], Meta(description="Who says so: ids of actors or plain names.")
    ] = ()
    responses: Annotated[tuple[Response, ...], Meta(description="What those concerned replied.")] = ()
    sources: Annotated[tuple[t.SourceId, ...], Meta(description="Ids of the sources that it rests on.")] = ()
    credibility: Annotated[
        t.Credibility | None,
        Meta(description="The Admiralty grade of the information, from 1 (confirmed) to 6 (cannot be judged)."),
    ] = None
    likelihood: Annotated[
        t.Likelihood | None,
        Meta(description="How likely it is, in the words of ICD 203; only on a judgement or a forecast."),
    ] = None
    confidence: Annotated[
        t.Confidence | None, Meta(description="How much the evidence bears; goes with its basis.")
    ] = None
    basis: Annotated[t.Markup | None, Meta(description="What the confidence rests on.")] = None
    updates: Annotated[t.Reference | None, Meta(description="The one earlier fact that this one revises.")] = None
    answers: Annotated[
        tuple[t.Reference | Answer, ...], Meta(description="The open questions that this fact answers.")
    ] = ()


class Rendering(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A translation of a quote, and who made it."""

    text: Annotated[t.Text, Meta(description="The translated words.")]
    by: Annotated[t.Label | None, Meta(description="Who translated it: a name, or machine.")] = None


class Quote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody said, word for word."""

    text: Annotated[t.Text, Meta(description="The words, verbatim.")]
    speaker: Annotated[t.ActorName, Meta(description="Who said them: an actor's id or a plain name.")]
    id: Annotated[
        t.ItemId | None, Meta(description="The public anchor; derived from the item's words when left out.")
    ] = None
    role: Annotated[t.Label | None, Meta(description="In what role the speaker said them.")] = None
    lang: Annotated[t.Language | None, Meta(description="The language of the words; the briefing's when left out.")] = (
        None
    )
    translations: Annotated[dict[t.Language, t.Text | Rendering], Meta(description="Translations, by language.")] = (
        msgspec.field(default_factory=dict)
    )
    date: Annotated[t.Date | None, Meta(description="When they were said.")] = None
    context: Annotated[t.Text | None, Meta(description="On what occasion they were said.")] = None
    source: Annotated[t.SourceId | None, Meta(description="The id of the source that reports them.")] = None


class Range(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number between two bounds; at least one of them."""

    min: Annotated[t.Number | None, Meta(description="The lower bound.")] = None
    max: Annotated[t.Number | None, Meta(description="The upper bound.")] = None


class Figure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A number, and who counts what."""

    label: Annotated[t.ShortMarkup, Meta(description="What the number is.")]
    id: Annotated[
        t.ItemId | None, Meta(description="The public anchor; derived from the item's words when left out.")
    ] = None
    value: Annotated[t.Number | Range | None, Meta(description="The number, or its bounds.")] = None
    display: Annotated[t.Text | None, Meta(description="The words used where there is no number.")] = None
    unit: Annotated[t.Label | None, Meta(description="The unit.")] = None
    counts: Annotated[t.Markup | None, Meta(description="What exactly is counted.")] = None
    precision: Annotated[t.Precision | None, Meta(description="How precise the number is.")] = None
    nature: Annotated[
        t.Nature | None, Meta(description="Whether it was observed, estimated, claimed, forecast or aimed at.")
    ] = None
    as_of: Annotated[t.Date | None, Meta(description="The moment that it describes.")] = None
    period: Annotated[t.Period | None, Meta(description="The time that it covers.")] = None
    reported_on: Annotated[t.Day | None, Meta(description="The day on which it was reported.")] = None
    attributed_to: Annotated[
        tuple[t.ActorName, ...], Meta(description="Who says so: ids of actors or plain names.")
    ] = ()
    indicator: Annotated[
        t.IndicatorId | None, Meta(description="The indicator; its figures in many briefings form a series.")
    ] = None
    source: Annotated[t.SourceId | None, Meta(description="The id of the source that reports it.")] = None
    note: Annotated[t.Markup | None, Meta(description="What else a reader must know.")] = None


class OpenQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What nobody knows yet. It is answered by a later fact, never by going back to edit it."""

    question: Annotated[t.Markup, Meta(description="The question.")]
    id: Annotated[
        t.ItemId | None, Meta(description="The public anchor; derived from the item's words when left out.")
    ] = None
    why: Annotated[t.Markup | None, Meta(description="Why it matters.")] = None
    settled_by: Annotated[t.Markup | None, Meta(description="What would settle it.")] = None
    state: Annotated[t.QuestionState, Meta(description="Whether the question still makes sense.")] = "open"
    moot_because: Annotated[
        t.Markup | None, Meta(description="Why it has lost its sense. Required when moot, not allowed otherwise.")
    ] = None


Item = KeyFact | Quote | Figure | OpenQuestion
ITEM_LISTS = ("key_facts", "quotes", "figures", "open_questions")
