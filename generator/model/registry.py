"""The registries: actors, topics and indicators that briefings name by id."""

from typing import Annotated

import msgspec
from msgspec import Meta

from generator.model import types as t


class Actor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person or a body that asserts, replies, speaks or counts."""

    name: Annotated[t.TranslatedLabel, Meta(description="The name: one for all languages, or one for each.")]
    kind: Annotated[
        t.ActorKind | None, Meta(description="Whether it is a person, an organisation, a state or other.")
    ] = None
    role: Annotated[t.TranslatedLabel | None, Meta(description="What the actor is known as.")] = None
    aliases: Annotated[tuple[t.Label, ...], Meta(description="Other names under which the actor is found.")] = ()
    wikidata: Annotated[t.Wikidata | None, Meta(description="The actor's item on Wikidata.")] = None
    url: Annotated[t.Url | None, Meta(description="The actor's own address.")] = None


class Topic(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A subject that briefings share."""

    name: Annotated[t.TranslatedLabel, Meta(description="The name: one for all languages, or one for each.")]
    description: Annotated[t.Translated | None, Meta(description="What the topic takes in.")] = None
    parent: Annotated[t.TopicId | None, Meta(description="The wider topic.")] = None


class Indicator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A quantity that figures of many briefings measure."""

    name: Annotated[t.TranslatedLabel, Meta(description="The name: one for all languages, or one for each.")]
    unit: Annotated[t.Label | None, Meta(description="The unit of its figures.")] = None
    counts: Annotated[t.Translated | None, Meta(description="What exactly is counted.")] = None
    description: Annotated[t.Translated | None, Meta(description="What the indicator tells, and what it doesn't.")] = (
        None
    )


class Registry(msgspec.Struct, frozen=True, kw_only=True):
    """The three registries; one whose file does not exist is None, and then any well-formed id will do."""

    actors: dict[str, Actor] | None = None
    topics: dict[str, Topic] | None = None
    indicators: dict[str, Indicator] | None = None


REGISTRIES: dict[str, type[Actor] | type[Topic] | type[Indicator]] = {
    "actors": Actor,
    "topics": Topic,
    "indicators": Indicator,
}
"""The file's stem in ``briefings/registry/`` and what each entry of it is."""
