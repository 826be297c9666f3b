"""The timeline: every dated fact, quote and figure once, by its own date, in lists that stay short and pages that are whole."""

import re
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from generator.check import check_site
from generator.corpus import Corpus
from generator.outline import date_of, items_of
from generator.render.page import render, render_slot
from generator.settings import read_settings
from generator.views.dated_values import DatedItem, Span
from generator.views.long import LINES, LONG
from generator.views.timeline import TimelineView
from tests.corpora import corpus, pages, settings, slot, views
from tests.golden.reading import Reading

DOSSIER = Path(__file__).parents[1]

TOPICS = "war: {name: War}\nfront: {name: Front line, parent: war}\naid: {name: Aid}"
ACTORS = "nato: {name: {en: NATO, fr: OTAN}}\nrussia: {name: Russia, aliases: [Moscow]}"
ONE = """
    date: 2024-11-05
    topics: [front]
    key_facts:
      - {id: day, text: On a *day*., status: confirmed, date: 2024-10-28, attributed_to: [nato], responses: [{by: Moscow, stance: denies}]}
      - {id: month, text: In a month., status: unverified, date: 2024-10}
      - {id: year, text: In a year., kind: judgement, date: 2024}
      - {id: undated, text: At no time., status: unverified}
    quotes:
      - {id: said, text: Niet., lang: ru, speaker: Dmitri Peskov, date: 2024-10-30, translations: {en: {text: No., by: machine}, fr: Non.}}
      - {id: unheard, text: Nothing., speaker: nato}
    figures:
      - {id: moment, label: A *moment*, value: 10000, as_of: 2024-10-27, reported_on: 2024-10-29, attributed_to: [nato]}
      - {id: span, label: A span, value: {min: 1, max: 2}, period: 2024-09-01/2024-10-27}
      - {id: whole-month, label: A whole month, value: 3, period: 2024-10}
      - {id: told, label: Told, display: millions, reported_on: 2024-10-26}
      - {id: whole-year, label: A whole year, value: 5, period: 2024}
      - {id: timeless, label: Timeless, value: 4}
    open_questions: [{id: q, question: When?}]
"""


def ids(items: Any) -> list[str]:
    return [item.address.partition("#")[2] for item in items]


def by_span(spans: tuple[Span, ...]) -> dict[str, list[str]]:
    return {span.when: ids(span.items) for span in spans}


def site(**files: str) -> Corpus:
    return corpus({"one": ONE} | files, topics=TOPICS, actors=ACTORS)


def one(name: str, whole: Corpus | None = None) -> DatedItem:
    found: list[DatedItem] = [item for span in slot(whole or site(), "timeline").spans for item in span.items]
    return next(item for item in found if item.address.endswith(f"#{name}"))


def test_every_dated_item_stands_once_by_its_own_date_and_the_newest_first() -> None:
    # A period counts by its end; what names no day comes below those that do, what names no month below the months of its year.
    assert by_span(slot(site(), "timeline").spans) == {
        "2024-10": ["whole-month", "said", "day", "moment", "span", "told", "month"],
        "2024": ["year", "whole-year"],
    }


def test_a_figure_goes_by_its_moment_else_its_period_else_the_report() -> None:
    assert [one(name).when for name in ("moment", "span", "told")] == [
        "2024-10-27",
        "2024-09-01/2024-10-27",
        "2024-10-26",
    ]


def test_a_month_s_page_and_a_year_s_page_are_whole_and_lead_to_their_neighbours() -> None:
    whole = site(
        two="key_facts: [{id: f, text: F., status: unverified, date: 2023-12}, {id: g, text: G., status: unverified, date: 2021}]"
    )
    shown = {address: view for address, view in views(whole).items() if isinstance(view, TimelineView)}
    assert list(shown) == [f"timeline/{when}/" for when in ("2021", "2023-12", "2023", "2024-10", "2024")]
    october, year = shown["timeline/2024-10/"], shown["timeline/2024/"]
    assert (len(october.spans[0].items), october.total, october.older, october.newer) == (7, 7, "2023-12", "")
    assert [(span.when, span.total, len(span.items)) for span in year.spans] == [("2024-10", 7, 7), ("2024", 2, 2)]
    assert (shown["timeline/2023/"].older, shown["timeline/2023/"].newer) == ("2021", "2024")


def test_an_item_says_what_it_is_and_who_says_so_and_leads_to_itself() -> None:
    day, quote, figure = one("day"), one("said"), one("moment")
    assert (day.address, day.kind, day.status, day.words.text) == (
        "briefings/one/#day",
        "fact",
        "confirmed",
        "On a day.",
    )
    assert [named.name.text for named in day.by] == ["NATO"]
    assert (quote.kind, quote.words.text, quote.words.lang, quote.is_translated) == ("quote", "No.", "en", True)
    assert figure.amount is not None
    assert (figure.kind, figure.words.text, figure.amount.value) == ("figure", "A moment", "10000")
    assert one("year").kind == "judgement"


def test_a_fact_that_was_revised_says_what_it_is_said_to_be_by_now() -> None:
    newer = "date: 2025-03-01\nkey_facts: [{id: taken-back, text: No., status: retracted, date: 2025-03-01, updates: one#day}]"
    whole = site(two=newer)
    assert [(one(name, whole).status, one(name, whole).now) for name in ("day", "taken-back", "month")] == [
        ("confirmed", "retracted"),
        ("retracted", ""),
        ("unverified", ""),
    ]
    words = " ".join(Reading(str(render_slot(slot(whole, "timeline"), "", settings()))).text.split())
    assert "On a day. Key fact Confirmed updated since: Retracted" in words


def test_long_words_are_cut() -> None:
    whole = corpus({"b": f"key_facts: [{{id: f, text: '{'many words ' * 90}', status: unverified, date: 2024}}]"})
    assert len(one("f", whole).words.text) < 200


def test_topics_are_those_of_the_briefing_and_wider_ones_and_actors_all_who_speak() -> None:
    assert (one("day").topics, one("day").actors) == (("front", "war"), ("nato", "russia"))
    assert one("said").actors == ("dmitri-peskov",)
    choices = slot(site(), "timeline").choices
    assert [(topic, named.name.text) for topic, named in choices.topics] == [("front", "Front line"), ("war", "War")]
    assert [actor for actor, _ in choices.actors] == ["dmitri-peskov", "nato", "russia"]


def test_a_timeline_is_narrowed_to_a_topic_and_to_an_actor() -> None:
    whole = site(
        two="topics: [aid]\nkey_facts: [{id: f, text: F., status: unverified, date: 2023-12, attributed_to: [nato]}]"
    )

    def listed(**options: str) -> list[str]:
        return [name for span in slot(whole, "timeline", **options).spans for name in ids(span.items)]

    assert listed(topic="aid") == ["f"]
    assert listed(actor="nato") == ["day", "moment", "f"]
    assert listed(actor="russia", topic="war") == ["day"]
    assert listed(actor="russia", topic="aid") == []
    assert listed(limit="2") == ["whole-month", "said"]


def test_a_topic_has_a_timeline_of_its_own_and_of_narrower_topics() -> None:
    shown = views(site(two="topics: [aid]\nopen_questions: [{question: Why?}]"))
    timeline = shown["topics/war/"].timeline
    assert (timeline.total, timeline.years, timeline.narrowed) == (9, {}, {"topic": "war"})
    assert shown["topics/aid/"].timeline is None


def test_an_item_of_two_languages_stands_once_in_that_of_the_page() -> None:
    french = "lang: fr\ntranslation_of: one\ndate: 2024-11-05\nkey_facts: [{id: day, text: Un jour., status: confirmed, date: 2024-10-28}]"
    for language, words in (("fr", "Un jour."), ("en", "On a day.")):
        whole = corpus({"one": f"lang: en{dedent(ONE)}", "un": french}, language, topics=TOPICS, actors=ACTORS)
        found = [item.words.text for span in slot(whole, "timeline").spans for item in span.items]
        assert found.count(words) == 1
        assert len(found) == 9


def test_what_may_not_be_shown_is_on_no_timeline() -> None:
    fact = "key_facts: [{id: f, text: F., status: unverified, date: 2020-01-01}]"
    hidden = {
        "draft": f"state: draft\n{fact}",
        "red": f"tlp: red\n{fact}",
        "gone": f"state: withdrawn\nchanges: [{{date: 2024-12-01, kind: retraction, note: Wrong.}}]\n{fact}",
    }
    assert not [address for address in views(corpus(hidden)) if address.startswith("timeline/")]


def many(count: int, days: int = 1) -> Corpus:
    start = date(2023, 1, 1)
    fact = (
        "topics: [front]\nkey_facts: [{{id: f, text: Fact {}., status: unverified, date: {}, attributed_to: [nato]}}]"
    )
    files = {f"b{n:04}": fact.format(n, start + timedelta(days * n)) for n in range(count)}
    return corpus(files, topics=TOPICS, actors=ACTORS)


def content(whole: Corpus, address: str) -> Reading:
    chosen = settings(language=whole.language)
    (found,) = (page for page in pages(whole, chosen) if page.address == address)
    return Reading(str(render(found, chosen).content))


def words(reading: Reading) -> str:
    return " ".join(reading.text.split())


def test_a_long_list_has_the_newest_and_leads_to_years_that_have_all() -> None:
    whole = many(400)
    view = slot(whole, "timeline")
    assert (sum(len(span.items) for span in view.spans), view.total) == (LONG, 400)
    assert view.years == {"2024": 35, "2023": 365}
    reading = Reading(str(render_slot(view, "", settings())))
    assert "The newest 50 of 400." in words(reading)
    assert {"timeline/2024/", "timeline/2023/", "timeline/2024-02/"} <= set(reading.every("href", "a"))


def test_a_long_year_is_whole_on_the_pages_of_its_months() -> None:
    whole = many(365)
    assert LINES < 365
    year = views(whole)["timeline/2023/"]
    assert ({span.total for span in year.spans}, {len(span.items) for span in year.spans}) == ({28, 30, 31}, {0})
    found = [
        link
        for month in range(1, 13)
        for link in content(whole, f"timeline/2023-{month:02}/").every("href", "a")
        if link.endswith("#f")
    ]
    assert sorted(found) == [f"../../briefings/b{n:04}/#f" for n in range(365)]


def test_the_rest_of_a_topic_s_timeline_keeps_the_topic() -> None:
    reading = content(many(LONG + 1), "topics/front/")
    assert "The newest 50 of 51." in words(reading)
    assert "../../timeline/2023/?topic=front" in reading.every("href", "a")
    assert "../../timeline/2023-02/?topic=front" in reading.every("href", "a")


def test_titles_name_the_month_in_the_language_of_the_site() -> None:
    whole = corpus({"b": "key_facts: [{id: f, text: F., status: unverified, date: 2024-10-28}]"}, "fr")
    (page,) = (page for page in pages(whole, settings(language="fr")) if page.address == "timeline/2024-10/")
    assert render(page, settings(language="fr")).title == "Chronologie\u00a0: octobre 2024 · Site"


@pytest.mark.parametrize("state", ["open", "moot"])
def test_a_question_says_since_when_it_is_asked_in_every_language(state: str) -> None:
    moot = ", state: moot, moot_because: Over." if state == "moot" else ""
    files = {
        "a": f"lang: en\ndate: 2024-10-28\nopen_questions: [{{id: q, question: Why?{moot}}}]",
        "b": f"lang: fr\ndate: 2024-10-29\ntranslation_of: a\nopen_questions: [{{id: q, question: Pourquoi ?{moot}}}]",
    }
    whole = corpus(files)
    assert [views(whole)[f"briefings/{name}/"].questions[0].since for name in "ab"] == ["2024-10-28"] * 2
    board = str(render_slot(slot(whole, "questions"), "", settings()))
    said = 'Still open</span>\n<span class="bp-item__date">since' if state == "open" else "asked on"
    assert re.search(rf'{said} <time datetime="2024-10-28">28 October 2024</time>', board)


def test_the_questions_of_a_briefing_can_be_narrowed_to_its_topics() -> None:
    view = slot(site(two="topics: [aid]\nopen_questions: [{question: Why?}]"), "questions")
    assert view.topics == {"briefings/one/": ("front", "war"), "briefings/two/": ("aid",)}
    assert [topic for topic, _ in view.choices.topics] == ["aid", "front", "war"]


@lru_cache(maxsize=1)
def dossier() -> Corpus:
    return check_site(read_settings(DOSSIER)).corpus


def test_every_dated_item_of_the_dossier_is_on_the_timeline_in_order() -> None:
    originals = [briefing for briefing in dossier().briefings.values() if briefing.translation_of is None]
    dated = [item.id or "" for briefing in originals for _, item in items_of(briefing) if date_of(item)]
    shown = [view for view in views(dossier()).values() if isinstance(view, TimelineView)]
    spans = [span for view in reversed(shown) for span in view.spans if span.when == view.when]
    listed = [item for span in spans for item in span.items]
    assert sorted(ids(listed)) == sorted(dated)
    assert len({item.address for item in listed}) == len(listed)
    days = [item.when for item in listed if len(item.when) == len("2024-10-28")]
    assert len(days) > 30
    assert days == sorted(days, reverse=True)


def test_the_first_questions_of_the_dossier_lead_to_their_later_answers_and_these_back() -> None:
    shown = views(dossier())
    first = "briefings/2024-10-28-nato-confirms-north-korean-troops/"
    answers = {question.id: [answer.address for answer in question.answered_by] for question in shown[first].questions}
    assert sum(map(len, answers.values())) >= 4
    for question, addresses in answers.items():
        for address in addresses:
            page, _, fact = address.partition("#")
            (answer,) = (found for found in shown[page].facts if found.id == fact)
            assert f"{first}#{question}" in [back.address for back in answer.answers]
            assert shown[page].date > shown[first].date
