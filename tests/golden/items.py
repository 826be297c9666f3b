"""Items of every kind, written by hand: between them they use every field."""

from typing import Any

import msgspec

from generator.outline import Point
from generator.views import values as v

HERE = "briefings/2024-10-28-troops/"
OTHER = "briefings/2025-04-28-both-confirm/"


def text(words: str, lang: str = "en") -> v.Text:
    return v.Text(words, lang)


def prose(words: str, lang: str = "en", lost: tuple[str, ...] = ()) -> v.Prose:
    return v.Prose(words, lang, "2024-10-28-troops", lost)


def named(name: str, address: str = "", lang: str = "en") -> v.Named:
    return v.Named(text(name, lang), address)


def pointer(words: str = "Soldiers fought in Kursk.", **changes: Any) -> v.Pointer:
    fields: dict[str, Any] = {
        "address": f"{OTHER}#fought",
        "words": text(words),
        "briefing": text("Both capitals confirm"),
        "date": "2025-04-28",
        "status": "confirmed",
        "kind": "fact",
    }
    return v.Pointer(**fields | changes)


SOURCE_LINK = v.SourceLink(1, "rutte-post", "Message on X")

RESPONSE = v.ResponseView(
    named("Russia", "actors/russia/"), "denies", "2024-10-28", text("« Absurde. »", "fr"), (SOURCE_LINK,)
)

LADDER = v.Ladder(
    "claims/2024-10-24-report_reported/",
    (
        v.Step("briefings/2024-10-20-lost/", "2024-10-20", "", "", (), 0, is_withdrawn=True),
        v.Step("briefings/2024-10-24-report/#reported", "2024-10-24", "unverified", "fact", (text("Reuters"),), 0, 3),
        v.Step(
            f"{HERE}#troops-sent",
            "2024-10-28",
            "corroborated",
            "fact",
            (text("Mark Rutte"), text("un officiel", "fr")),
            1,
            is_here=True,
            is_this=True,
        ),
        v.Step(f"{HERE}#balance", "2024-10-28", "", "judgement", (), 0, is_here=True),
        v.Step(f"{OTHER}#fought", "2025-04-28", "confirmed", "fact", (text("Kim Jong-un"),), 0),
    ),
)

FACT = v.FactView(
    id="troops-sent",
    text=prose("Troops *were sent* to Russia; see [the other one](2025-04-28-both-confirm#fought)."),
    kind="fact",
    status="corroborated",
    date="2024-10",
    place="Kursk region",
    attributed_to=(named("Mark Rutte", "actors/mark-rutte/"), named("an official")),
    responses=(RESPONSE,),
    sources=(SOURCE_LINK,),
    credibility="2",
    likelihood="",
    confidence="",
    basis=None,
    updated_by=msgspec.structs.replace(LADDER.steps[-1], words=text("Soldiers fought in Kursk.")),
    answers=(pointer("Which troops?", status="", kind="", is_partial=True), pointer("A lost title", is_withdrawn=True)),
    ladder=LADDER,
    origins=1,
)

JUDGEMENT = v.FactView(
    id="balance",
    text=prose("The balance does not change."),
    kind="judgement",
    status="",
    date="",
    place="",
    attributed_to=(),
    responses=(),
    sources=(),
    credibility="",
    likelihood="very-likely",
    confidence="moderate",
    basis=prose("Two independent analyses, both *dated*."),
    updated_by=None,
    answers=(),
)

QUOTE = v.QuoteView(
    id="words",
    text=text("Des obus par millions", "fr"),
    speaker=named("Volodymyr Zelensky", "actors/volodymyr-zelensky/"),
    role=text("President of Ukraine"),
    date="2024-10-28",
    context="In Reykjavik.",
    translations=(
        v.TranslationView(text("Shells by the million"), "the editors"),
        v.TranslationView(text("قذائف بالملايين", "ar"), "machine"),
        v.TranslationView(text("Granaten zu Millionen", "de"), ""),
    ),
    source=SOURCE_LINK,
)

FIGURE = v.FigureView(
    id="ten-thousand",
    label=prose("Size of the contingent"),
    value="10000",
    minimum="",
    maximum="",
    display="about a brigade",
    unit="soldiers",
    counts=prose("Men, a little more than a brigade"),
    precision="about",
    nature="estimate",
    as_of="2024-10-28",
    period="2024-10-01/2024-10-27",
    reported_on="2024-10-29",
    attributed_to=(named("Pentagon", "actors/pentagon/"),),
    indicator=named("Soldiers in Russia", "indicators/soldiers-in-russia/"),
    source=SOURCE_LINK,
    note=prose("Raised from `3000`."),
)
IN_SERIES = msgspec.structs.replace(
    FIGURE,
    nearby=(
        Point("2024-10-24", "", "3000", "", "claim"),
        Point("2024-10-28", "10000", "", "", "estimate"),
        Point("2024-12", "", "11000", "12000", "forecast"),
    ),
    place=1,
)
"""The same on its own page."""
CLAIM = msgspec.structs.replace(
    FIGURE,
    id="three-thousand",
    value="",
    minimum="3000",
    display="",
    precision="",
    nature="claim",
    as_of="2024-10-24",
    period="",
    counts=None,
    note=None,
    attributed_to=(named("United States"), named("Séoul", lang="fr")),
)
FORECAST = msgspec.structs.replace(
    CLAIM,
    id="soon",
    label=prose("Bientôt attendus", "fr"),
    maximum="12000",
    minimum="11000",
    nature="forecast",
    as_of="2024-12",
)
WORDS = msgspec.structs.replace(
    FORECAST, id="many", display="some thousands", minimum="", maximum="", nature="observed"
)


QUESTION = v.QuestionView(
    id="to-do-what",
    question=prose("To do what?"),
    why=prose("Training is not fighting."),
    settled_by=prose("An acknowledgement."),
    state="partly-answered",
    moot_because=None,
    answered_by=(
        pointer(is_partial=True, now="retracted"),
        pointer("They will fight.", status="", kind="forecast", likelihood="likely", now="judgement"),
    ),
    since="2024-10-28",
)

MOOT = v.QuestionView("moot-one", prose("Will he win?"), None, None, "moot", prose("He has won."), (), "2024-10-28")

SOURCE = v.SourceView(
    number=1,
    id="rutte-post",
    title=text("Message on X"),
    publisher="X",
    author="Mark Rutte",
    url="https://example.org/post?a=1&b=2",
    archive_url="https://example.org/archive",
    date="2024-10-28",
    accessed="2024-10-29",
    kind="social-post",
    reliability="B",
    origin="NATO",
    extract=text("Officials have briefed\nthe Allies."),
    sha256="0123456789abcdef" * 4,
    cited_by=(v.Citation("troops-sent", "Troops were sent to Russia"), v.Citation("words", "Des obus par millions")),
)
