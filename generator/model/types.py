"""The types of the model's fields: each names its kind of scalar from the table of leaves, or its list of values."""

from typing import Annotated, Literal

from msgspec import Meta

Text = Annotated[str, Meta(extra={"leaf": "text"})]
Label = Annotated[str, Meta(extra={"leaf": "label"})]
Markup = Annotated[str, Meta(extra={"leaf": "markup"})]
ShortMarkup = Annotated[str, Meta(extra={"leaf": "short markup"})]
Day = Annotated[str, Meta(extra={"leaf": "day"})]
Date = Annotated[str, Meta(extra={"leaf": "date"})]
Period = Annotated[str, Meta(extra={"leaf": "period"})]
Number = Annotated[str, Meta(extra={"leaf": "number"})]
"""The digits as they were written."""
Url = Annotated[str, Meta(extra={"leaf": "url"})]
Language = Annotated[str, Meta(extra={"leaf": "language"})]
BriefingId = Annotated[str, Meta(extra={"leaf": "briefing id"})]
ItemId = Annotated[str, Meta(extra={"leaf": "item id"})]
SourceId = Annotated[str, Meta(extra={"leaf": "source id"})]
LocalItemId = Annotated[str, Meta(extra={"leaf": "local item id"})]
Reference = Annotated[str, Meta(extra={"leaf": "reference"})]
TopicId = Annotated[str, Meta(extra={"leaf": "topic id"})]
IndicatorId = Annotated[str, Meta(extra={"leaf": "indicator id"})]
ActorName = Annotated[str, Meta(extra={"leaf": "actor"})]
Sha256 = Annotated[str, Meta(extra={"leaf": "sha256"})]
Wikidata = Annotated[str, Meta(extra={"leaf": "wikidata"})]
Translated = Text | dict[Language, Text]
TranslatedLabel = Label | dict[Language, Label]

BriefingState = Literal["draft", "published", "withdrawn"]
Tlp = Literal["clear", "green", "amber", "amber+strict", "red"]
ChangeKind = Literal["update", "correction", "retraction", "minor", "clarification"]
SourceKind = Literal[
    "article", "statement", "social-post", "report", "dataset", "interview", "broadcast", "legal-text", "other"
]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]
FactKind = Literal["fact", "assumption", "judgement", "forecast"]
FactStatus = Literal["unverified", "corroborated", "confirmed", "contested", "refuted", "unverifiable", "retracted"]
Stance = Literal["confirms", "denies", "qualifies", "declines-to-comment", "withdraws"]
Likelihood = Literal[
    "almost-no-chance",
    "very-unlikely",
    "unlikely",
    "roughly-even-chance",
    "likely",
    "very-likely",
    "almost-certain",
]
Confidence = Literal["low", "moderate", "high"]
Precision = Literal["exact", "about", "at-least", "at-most"]
Nature = Literal["observed", "estimate", "claim", "forecast", "target"]
QuestionState = Literal["open", "moot"]
ActorKind = Literal["person", "organisation", "state", "other"]

TLP_LEVELS: tuple[str, ...] = ("clear", "green", "amber", "amber+strict", "red")
"""From the widest audience to the narrowest (FIRST, Traffic Light Protocol 2.0)."""
