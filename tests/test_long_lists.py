"""Lists that would grow with the site: they show the newest, say how many there are, and lead to the rest."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from generator.corpus import Corpus
from generator.render.page import render, render_slot
from generator.views.long import LINES, LONG
from tests.corpora import corpus, pages, settings, slot, views
from tests.golden.reading import Reading

MANY = 130
TOPICS = "war: {name: War}\nfront: {name: Front line, parent: war}"
ACTORS = "nato: {name: {en: NATO & all, fr: OTAN}}"
BRIEFING = """\
date: {day}
topics: [{topic}]
key_facts: [{{id: f, text: Fact {number}., status: confirmed, attributed_to: [nato]}}]
quotes: [{{id: q, text: Words., speaker: nato}}]
open_questions: [{{id: q1, question: Question {number}?{moot}}}]
"""


def briefings(count: int = MANY, days: int = 1, moot: int = 0, topic: str = "front") -> dict[str, str]:
    """Briefings from New Year's Day on, every few days; the questions of the newest are moot."""
    texts = {}
    for number in range(count):
        values = {"day": date(2023, 1, 1) + timedelta(days * number), "number": number, "topic": topic}
        values["moot"] = ", state: moot, moot_because: Gone." if number >= count - moot else ""
        texts[f"b{number:03}"] = BRIEFING.format(**values)
    return texts


def site(language: str = "en", **chosen: Any) -> Corpus:
    return corpus(briefings(**chosen), language, topics=TOPICS, actors=ACTORS)


def page(whole: Corpus, address: str, search: str = "") -> Reading:
    chosen = settings(language=whole.language, search=search)
    (found,) = (one for one in pages(whole, chosen) if one.address == address)
    return Reading(str(render(found, chosen).content))


def board(whole: Corpus, search: str = "", **options: str) -> Reading:
    chosen = settings(language=whole.language, search=search)
    return Reading(str(render_slot(slot(whole, "questions", search, **options), "", chosen)))


def words(reading: Reading) -> str:
    return " ".join(reading.text.split())


def test_a_long_topic_lists_the_newest_and_counts_all() -> None:
    view = views(site())["topics/front/"]
    assert [link.title.text for link in view.briefings] == [f"b{n:03}" for n in range(MANY - 1, MANY - 1 - LONG, -1)]
    assert len(view.questions) == LONG
    assert (view.totals["questions"], view.totals["briefings"]) == (MANY, MANY)
    assert "The newest 50 of 130." in words(page(site(), "topics/front/"))


def test_open_questions_of_a_topic_come_before_newer_ones_that_are_settled() -> None:
    whole = site(moot=MANY - 20)
    states = [listed.question.state for listed in views(whole)["topics/front/"].questions]
    assert states == ["open"] * 20 + ["moot"] * (LONG - 20)
    assert "The first 50 of 130, open ones before others." in words(page(whole, "topics/front/"))


def test_a_long_page_of_an_actor_lists_the_newest_acts_and_counts_all() -> None:
    view = views(site())["actors/nato/"]
    assert view.totals == {"asserted": MANY, "said": MANY}
    acts = [act for _, found in view.years for act in found]
    assert len(acts) == LONG
    assert [act.text.text for act in acts if act.role == "asserted"] == [
        f"Fact {n}." for n in range(MANY - 1, MANY - 1 - LONG // 2, -1)
    ]
    reading = page(site(), "actors/nato/")
    assert "Asserted 130 Said 130" in words(reading)
    assert words(reading).count("The newest 50 of 260.") == 1


def test_a_long_topic_lists_the_claims_and_figures_that_changed_last_and_counts_all() -> None:
    more = {}
    for number in range(60):
        fact = f"{{id: f, text: Fact., status: unverified, updates: b{number:03}#f}}"
        figure = f"{{id: n, label: L, value: 1, indicator: i{number:02}, as_of: 2024}}"
        more[f"c{number:02}"] = f"date: 2024-02-01\ntopics: [front]\nkey_facts: [{fact}]\nfigures: [{figure}]"
    whole = corpus(briefings() | more, topics=TOPICS, actors=ACTORS)
    view = views(whole)["topics/front/"]
    assert (len(view.claims), len(view.figures)) == (LONG, LONG)
    assert view.totals == {"claims": 60, "figures": 60, "questions": MANY, "briefings": MANY + 60}
    reading = page(whole, "topics/front/", "search/")
    assert words(reading).count("The newest 50 of 60.") == 3  # and so many dated items
    assert "../../search/?topic=Front+line&kind=figure&sort=date" in reading.every("href", "a")


def test_the_question_board_lists_the_newest_of_each_state_and_counts_all() -> None:
    whole = site(count=MANY + 110, moot=110)
    view = slot(whole, "questions")
    assert view.totals == {"open": MANY, "moot": 110}
    assert len(view.questions) == 2 * LONG
    assert "Open questions 130" in words(board(whole))
    assert "The newest 50 of 110." in words(board(whole))


def test_as_many_questions_are_listed_as_are_asked_for() -> None:
    reading = board(site(), limit="120")
    assert len([c for c in reading.every("class") if c.startswith("bp-item ")]) == 120
    assert "newest" not in reading.text
    assert "Open questions 130" in words(reading)


@pytest.mark.parametrize("address", ["topics/front/", "actors/nato/"])
def test_what_a_list_leaves_out_is_in_the_archives_of_the_years(address: str) -> None:
    whole = site(days=5)
    links = set(page(whole, address).every("href", "a"))
    assert {"../../briefings/2023/", "../../briefings/2024/"} <= links
    archives = [set(page(whole, f"briefings/{year}/").every("href", "a")) for year in ("2023", "2024")]
    assert {f"../../briefings/b{n:03}/" for n in range(MANY)} <= archives[0] | archives[1]


def test_a_search_for_the_rest_has_its_filters_set() -> None:
    actor = page(site(), "actors/nato/", "search/").every("href", "a")
    assert "../../search/?actor=NATO+%26+all&sort=date" in actor
    topic = page(site(), "topics/front/", "search.html").every("href", "a")
    assert {
        "../../search.html?topic=Front+line&sort=date",
        "../../search.html?topic=Front+line&kind=question&sort=date",
    } <= {*topic}
    assert "search/?kind=question&state=open&sort=date" in board(site(), "search/").every("href", "a")
    assert "search/?kind=question&topic=Front+line&state=open&sort=date" in board(
        site(), "search/", topic="front"
    ).every("href", "a")


def test_no_search_is_offered_that_would_find_less_than_the_list() -> None:
    # A search for a topic doesn't find what is on narrower ones; and a site may have no page of the search.
    assert "The newest 50 of 130." in words(page(site(), "topics/war/", "search/"))
    for reading in (page(site(), "topics/war/", "search/"), page(site(), "topics/front/"), board(site(), topic="war")):
        assert not [link for link in reading.every("href", "a") if "search" in link or "?" in link]


def test_a_short_list_says_nothing_of_a_rest() -> None:
    whole = site(count=LONG)
    actor = page(site(count=LONG // 2), "actors/nato/")
    for reading in (page(whole, "topics/front/", "search/"), actor, board(whole)):
        assert "bp-rest" not in reading.every("class")
    assert views(whole)["topics/front/"].rest is None


def test_a_long_year_is_whole_with_a_line_for_each_briefing_month_by_month() -> None:
    whole = site(count=365)
    view = views(whole)["briefings/2023/"]
    assert not view.briefings
    assert [(month.when, len(month.briefings)) for month in view.months][::11] == [("2023-12", 31), ("2023-01", 31)]
    listed = [line.title.text for month in view.months for line in month.briefings]
    assert listed == [f"b{n:03}" for n in range(364, -1, -1)]
    reading = page(whole, "briefings/2023/")
    assert {f"../../briefings/b{n:03}/" for n in range(365)} <= set(reading.every("href", "a"))
    assert {"#_2023-12", "#_2023-01"} <= set(reading.every("href", "a"))
    assert not reading.faults


def test_a_year_of_usual_length_has_cards() -> None:
    view = views(site(count=LONG))["briefings/2023/"]
    assert (len(view.briefings), view.months) == (LONG, ())


def test_the_archive_lists_the_newest_and_counts_all() -> None:
    view = slot(site(count=LINES + 100), "archive")
    assert sum(len(year.briefings) for year in view.years) == LINES
    assert sum(view.totals.values()) == LINES + 100


def test_the_series_of_an_indicator_is_always_whole() -> None:
    figure = "figures: [{id: n, label: L, value: 1, indicator: dead}]"
    whole = corpus({f"b{n:03}": f"date: 2023-01-{n % 28 + 1:02}\n{figure}" for n in range(MANY)})
    assert len(views(whole)["indicators/dead/"].series) == MANY


def test_long_lists_speak_french_where_the_site_does() -> None:
    whole = site("fr", count=1_100, days=0)
    topic = page(whole, "topics/front/", "search/")
    assert "50 entrées sur 1\u202f100\u00a0: les plus récentes." in topic.text
    assert "50 questions sur 1\u202f100, d’abord celles qui restent ouvertes." in topic.text
    assert "Rechercher dans l’ensemble" in topic.text
    assert "Tous les briefings, par année\u00a0:" in topic.text
    year = render_year(whole)
    assert re.search(r'<h2 id="_2023-01"><time datetime="2023-01">janvier 2023</time></h2>', year)


def render_year(whole: Corpus) -> str:
    chosen = settings(language=whole.language)
    (found,) = (one for one in pages(whole, chosen) if one.address == "briefings/2023/")
    return str(render(found, chosen).content)
