"""Views written by hand for the tests of rendering: one that uses everything, for each kind of page and slot."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from generator.pages import Page
from generator.settings import Settings
from generator.views import values as v
from generator.views.actor import Act, ActorView
from generator.views.announced import CorrectionsView, CorrectionView, NewsLine, NewsView
from generator.views.claims import ClaimLine, ClaimListView, ClaimView, MovedView, Said, TurnView
from generator.views.dated_values import Amount, Choices, DatedItem, Span, TimelineListView
from generator.views.page_values import BriefingView, IndicatorView, TopicView, YearView
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
    SourceListView,
)
from generator.views.timeline import TimelineView
from tests.golden.items import (
    CLAIM,
    FACT,
    FIGURE,
    FORECAST,
    HERE,
    IN_SERIES,
    JUDGEMENT,
    MOOT,
    OTHER,
    QUESTION,
    QUOTE,
    RESPONSE,
    SOURCE,
    SOURCE_LINK,
    WORDS,
    named,
    pointer,
    prose,
    text,
)

SETTINGS = Settings(
    folder=Path("/site"),
    name="The Site",
    language="en",
    url="https://example.org/site/",
    repository="https://example.org/repository",
    edit="https://example.org/repository/edit/main/",
    docs=Path("/site/docs"),
    site=Path("/site/site"),
    today=date(2025, 9, 3),
)


def link(title: str = "Both capitals confirm", **changes: Any) -> v.BriefingLink:
    fields: dict[str, Any] = {
        "address": OTHER,
        "title": text(title),
        "date": "2025-04-28",
        "summary": prose("Six months later, *both* confirm."),
        "tlp": "clear",
        "is_withdrawn": False,
        "is_draft": False,
        "topics": (named("Kursk", "topics/kursk/"),),
        "counts": (4, 2, 0, 1),
        "translations": (v.LanguageLink("fr", "briefings/2025-04-28-confirmation/", "Confirmation", False),),
    }
    return v.BriefingLink(**fields | changes)


LINKS = (
    link(),
    link("Entwurf", is_draft=True, tlp="amber+strict", translations=(), topics=()),
    link("Gone", is_withdrawn=True, summary=None, topics=(), counts=(0, 0, 0, 0), translations=()),
)

LINES = tuple(
    v.BriefingLine(**{field: getattr(one, field) for field in v.BriefingLine.__struct_fields__}) for one in LINKS
)

BRIEFING = BriefingView(
    id="2024-10-28-troops",
    address=HERE,
    title="NATO confirms troops in Russia",
    lang="en",
    date="2024-10-28",
    state="published",
    tlp="clear",
    is_due=True,
    review_by="2025-01-31",
    summary=prose("Troops *are* in Russia.\nWhat they will do is [unknown](#to-do-what)."),
    authors=("One Author", "Another"),
    topics=(named("Kursk", "topics/kursk/"),),
    facts=(FACT, JUDGEMENT),
    quotes=(QUOTE,),
    figures=(IN_SERIES,),
    questions=(QUESTION, MOOT),
    sources=(SOURCE,),
    changes=(
        v.ChangeView("2024-11-02", "correction", prose("The day was *wrong*."), "troops-sent"),
        v.ChangeView("2024-10-30", "minor", prose("Spelling."), ""),
    ),
    related=(link(), link("Verschwunden", is_withdrawn=True, summary=None)),
    languages=(
        v.LanguageLink("fr", "briefings/2024-10-28-troupes/", "L’OTAN confirme", True),
        v.LanguageLink("en", HERE, "NATO confirms troops in Russia", False),
    ),
    older=link("An older one"),
    newer=link("A newer one"),
    edit_address="https://example.org/repository/edit/main/briefings/2024/2024-10-28-troops.yml",
)

IN_FULL = msgspec.structs.replace(FACT, updated_by=None, ladder=None)
QUESTIONS = (
    v.ListedItem(pointer(address=f"{HERE}#to-do-what"), question=QUESTION),
    v.ListedItem(pointer(address=f"{HERE}#moot-one"), question=MOOT),
)
AMOUNT = Amount("10000", "", "", "about a brigade", "soldiers", "about", "estimate")
DATED = (
    DatedItem(f"{HERE}#troops-sent", "2024-10-28", "fact", "corroborated", text("Troops were sent."), FACT.attributed_to, ("kursk", "war"), ("mark-rutte", "russia"), now="refuted"),
    DatedItem(f"{HERE}#balance", "2024-10", "judgement", "", text("The balance does not change."), (), ("kursk",), ()),
    DatedItem(f"{HERE}#words", "2024-10-24", "quote", "", text("Shells by the million"), (QUOTE.speaker,), ("war",), ("mark-rutte",), None, True),
    DatedItem(f"{HERE}#ten-thousand", "2024-10-01/2024-10-27", "figure", "", text("Soldats", "fr"), FIGURE.attributed_to, (), (), AMOUNT),
)  # fmt: skip
CHOICES = Choices(
    (("kursk", named("Kursk", "topics/kursk/")), ("war", named("Guerre", "topics/war/", "fr"))),
    (("mark-rutte", named("Mark Rutte", "actors/mark-rutte/")), ("russia", named("Russia", "actors/russia/"))),
)
SPANS = (Span("2024-10", 4, DATED), Span("2024", 1, DATED[1:2]))
TIMELINE = TimelineView("2024", SPANS, 5, CHOICES, "2023", "2025")
TIMELINE_LIST = TimelineListView(SPANS, 130, {"2025": 0, "2024": 0}, CHOICES, {"topic": "kursk", "actor": "a&b"})
CLAIMS = (
    ClaimLine("claims/2024-10-24-report_reported/", pointer(), "2024-10-24", 4),
    ClaimLine(
        "claims/x_y/", pointer("La guerre.", status="", kind="judgement", likelihood="unlikely"), "2024-10-24", 2
    ),
)
UNDATED = msgspec.structs.replace(FORECAST, as_of="", reported_on="", source=None)
TOPIC = TopicView(
    "kursk",
    text("Kursk region"),
    text("A region of Russia."),
    named("War", "topics/war/"),
    (named("Sudzha", "topics/sudzha/"),),
    CLAIMS,
    (
        v.ListedItem(pointer(address=f"{HERE}#ten-thousand"), figure=IN_SERIES),
        v.ListedItem(pointer(address=f"{HERE}#soon"), figure=UNDATED),
    ),
    QUESTIONS,
    LINKS,
    {"claims": 52, "figures": 2, "questions": len(QUESTIONS), "briefings": len(LINKS)},
    v.Rest(("2025", "2024"), "search/?topic=Kursk"),
    TIMELINE_LIST,
)
ACTS = (
    Act("replied", "2025-04-28", False, pointer(), kind="fact", reply=RESPONSE),
    Act("asserted", "2025-04-28", True, pointer(), FACT.text, "fact", sources=(SOURCE_LINK,), newest=pointer("Newer.")),
    Act("asserted", "2025-04", False, pointer(status="", kind="judgement"), JUDGEMENT.text, "judgement", "very-likely"),
    Act("said", "2024-10-24", False, pointer(address=f"{HERE}#words"), quote=QUOTE),
    Act("counted", "2024-10-01/2024-10-27", False, pointer(address=f"{HERE}#ten-thousand"), FIGURE.label, amount=AMOUNT, indicator=FIGURE.indicator, sources=(SOURCE_LINK,)),
)  # fmt: skip
TURNS = (
    TurnView(
        named("Russia", "actors/russia/"),
        "claims/2024-10-24-report_reported/",
        Said("denies", "2024-10-28", True, msgspec.structs.replace(pointer(address=f"{HERE}#troops-sent"), words=text("Soldats en Russie", "fr"))),
        Said("confirms", "2025-04-26", False, pointer()),
    ),
    TurnView(
        named("a spokesman"),
        "claims/x_y/",
        Said("confirms", "2024-10", False, pointer("Kursk is retaken.")),
        Said("denies", "2025-04-26", False, pointer("Kursk is not retaken.")),
    ),
)  # fmt: skip
ACTOR = ActorView(
    "mark-rutte",
    text("Mark Rutte"),
    "person",
    text("Secretary General of NATO"),
    ("Rutte", "@SecGenNATO"),
    "Q57792",
    "https://example.org/rutte",
    TURNS,
    len(TURNS),
    (("2025", ACTS[:3]), ("2024", ACTS[3:])),
    {"asserted": 2, "replied": 1, "said": 1, "counted": 1},
    v.Rest(("2025", "2024"), "search/?actor=Mark+Rutte"),
)
INDICATOR = IndicatorView(
    "soldiers-in-russia",
    text("Soldiers in Russia"),
    "soldiers",
    text("Soldiers sent."),
    text("Sources disagree."),
    tuple(v.ListedItem(pointer(address=f"{HERE}#{one.id}"), figure=one) for one in (CLAIM, FIGURE, FORECAST, WORDS)),
)
LEDGER = ClaimView(
    "2024-10-24-report_reported",
    text("Troops are reported to be in Russia."),
    text("Soldiers fought in Kursk."),
    statuses=("unverified", "judgement", "confirmed"),
    elsewhere=("refuted",),
    turns=TURNS,
    newest=v.ListedItem(pointer(), fact=IN_FULL),
    others=(v.ListedItem(pointer(status="refuted"), fact=JUDGEMENT),),
    earlier=(
        v.ListedItem(pointer("A lost title", address="briefings/2024-10-20-lost/", is_withdrawn=True)),
        v.ListedItem(pointer(address=f"{HERE}#balance"), fact=JUDGEMENT),
        v.ListedItem(pointer(status="refuted")),
    ),
    skipped=57,
    total=60,
    rest=v.Rest(("2025", "2024"), ""),
)
MOVED = MovedView(text("Troops were sent to Russia."), "claims/2024-10-24-report_reported/")
ALONE = MovedView(text("A lost title"), f"{HERE}#troops-sent", text("Des soldats ont été envoyés.", "fr"))
YEAR = YearView("2025", LINKS, ("2025", "2024"))

PAGES = {
    "briefing": Page(HERE, "briefing", BRIEFING),
    "topic": Page("topics/kursk/", "topic", TOPIC),
    "actor": Page("actors/mark-rutte/", "actor", ACTOR),
    "indicator": Page("indicators/soldiers-in-russia/", "indicator", INDICATOR),
    "year": Page("briefings/2025/", "year", YEAR),
    "claim": Page("claims/2024-10-24-report_reported/", "claim", LEDGER),
    "moved": Page("claims/2024-10-28-troops_troops-sent/", "moved", MOVED),
    "moved-to-a-fact": Page("claims/2024-10-20-lost_sent/", "moved", ALONE),
    "timeline": Page("timeline/2024/", "timeline", TIMELINE),
}
SLOTS: dict[str, Any] = {
    "latest": LatestView(LINKS),
    "archive": ArchiveView((v.Lines(YEAR.year, LINES),), {YEAR.year: len(LINES)}),
    "questions": QuestionBoardView(
        QUESTIONS, {"partly-answered": 1, "moot": 1}, None, CHOICES, {HERE: ("kursk", "war")}
    ),
    "claims": ClaimListView(CLAIMS, 52, v.Rest(("2025", "2024"), "")),
    "timeline": TimelineListView(SPANS, 5, {"2025": 1200, "2024": 5}, CHOICES, {}),
    "corrections": CorrectionsView(
        (
            CorrectionView("2024-11-02", "correction", prose("The day was *wrong*."), LINES[0], pointer(now="refuted")),
            CorrectionView("2024-11-01", "retraction", prose("Es war falsch.", "de"), LINES[2], None),
        ),
        130,
        v.Rest(("2025", "2024"), ""),
    ),
    "news": NewsView((NewsLine(LINES[0], "2025-05-02", 2), NewsLine(LINES[1], "2025-04-28", 0)), True),
    "sources": SourceListView(
        (PublisherView("X", (ListedSource(SOURCE, pointer()),), ("B", "F")), PublisherView("", ())),
        reports=3,
        origins=2,
        shared=(
            OriginView("Reuters", 2, ("Brecorder", "Ukrainska Pravda"), (ListedSource(SOURCE, pointer()),)),
            OriginView(
                "X", 2, (), (ListedSource(SOURCE, msgspec.structs.replace(pointer(), words=text("L’image", "fr"))),)
            ),
        ),
    ),
    "download": DownloadView(
        "downloads/x-2025-09-03.zip", "x-2025-09-03.zip", 4_230_000, "ab" * 32, "2025-09-03", "amber", False, ""
    ),
    "not-found": NotFoundView("/x/?a&b"),
    "topics": DirectoryView(
        "topics",
        (
            DirectoryEntry(named("War", "topics/war/"), text("La guerre.", "fr"), 12),
            DirectoryEntry(named("Kursk", "topics/kursk/"), None, 1, 1),
        ),
    ),
}
