"""A topic as a dossier: where its claims stand, its key figures, its questions, its briefings."""

from generator.corpus import Corpus
from generator.render.page import render
from tests.corpora import corpus, pages, settings, views
from tests.golden.reading import Reading
from tests.test_views_gathered import TOPICS


def step(day: str, topic: str, updates: str = "") -> str:
    more = f", updates: {updates}" if updates else ""
    return (
        f"date: {day}\ntopics: [{topic}]\nkey_facts: [{{id: f, text: Said on {day}., status: unverified{more}}}]\n"
        "open_questions: [{id: q, question: Why?}]\n"
    )


STEPS = {
    "a": step("2024-01-01", "front"),
    "b": step("2024-03-01", "aid", "a#f"),
    "x": step("2024-01-01", "aid"),
    "y": step("2024-02-01", "aid", "x#f"),
    "z": step("2024-04-01", "aid"),
}


def claims(whole: Corpus, topic: str) -> list[tuple[str, str, int]]:
    lines = views(whole)[f"topics/{topic}/"].claims
    return [(line.address, line.newest.address, line.total) for line in lines]


def test_a_topic_tells_where_each_claim_stands_of_which_a_fact_is_in_its_briefings() -> None:
    whole = corpus(STEPS, topics=TOPICS)
    first, second = ("claims/a_f/", "briefings/b/#f", 2), ("claims/x_f/", "briefings/y/#f", 2)
    assert claims(whole, "front") == claims(whole, "war") == [first]
    assert claims(whole, "aid") == claims(whole, "world") == [first, second]


def test_a_claim_whose_newest_step_may_not_be_shown_stands_where_it_stood() -> None:
    more = STEPS | {"c": "tlp: red\n" + step("2024-05-01", "aid", "b#f")}
    assert claims(corpus(more, topics=TOPICS), "front") == [("claims/a_f/", "briefings/b/#f", 2)]


def counted(topic: str, *figures: str) -> str:
    entries = (f"{{id: n{n}, label: L, indicator: dead, {fields}}}" for n, fields in enumerate(figures))
    return f"topics: [{topic}]\nfigures: [{', '.join(entries)}]\n"


def latest(whole: Corpus, topic: str) -> list[str]:
    return [listed.pointer.address for listed in views(whole)[f"topics/{topic}/"].figures]


def test_a_topic_has_the_latest_figure_of_each_indicator_that_its_briefings_count() -> None:
    files = {
        "a": counted("front", "value: 1, as_of: 2024-01-01", "value: 2, as_of: 2024-02-01"),
        "b": "date: 2024-03-01\n" + counted("aid", "value: 3, as_of: 2024-03-01"),
        "c": "date: 2024-03-02\ntopics: [front]\nfigures: [{id: n, label: L, value: 9, indicator: wounded, as_of: 2024-02-20}]",
    }
    whole = corpus(files, topics=TOPICS)
    assert latest(whole, "front") == ["briefings/b/#n0", "briefings/c/#n"]
    assert latest(whole, "aid") == ["briefings/b/#n0"]
    assert latest(whole, "world") == ["briefings/b/#n0", "briefings/c/#n"]
    (dead, wounded) = views(whole)["topics/front/"].figures
    assert ([point.value for point in dead.figure.nearby], dead.figure.place) == (["1", "2", "3"], 2)
    assert wounded.figure.nearby == ()


def test_what_shall_be_is_no_latest_figure_and_neither_are_words_where_there_are_numbers() -> None:
    figures = ("value: 1, as_of: 2024-01", "display: many, as_of: 2024-02", "value: 9, as_of: 2025, nature: forecast")
    assert latest(corpus({"a": counted("war", *figures)}), "war") == ["briefings/a/#n0"]
    assert latest(corpus({"a": counted("war", *figures[1:])}), "war") == ["briefings/a/#n0"]
    assert latest(corpus({"a": counted("war", figures[2])}), "war") == ["briefings/a/#n0"]


def test_of_two_figures_of_one_day_the_one_told_last_is_the_latest() -> None:
    files = {
        "a": counted("war", "value: 1, as_of: 2024-01-01, reported_on: 2024-01-03"),
        "b": "date: 2024-01-02\n" + counted("war", "value: 2, as_of: 2024-01-01"),
    }
    assert latest(corpus(files), "war") == ["briefings/a/#n0"]


def test_a_topic_tells_what_is_known_before_the_numbers_and_those_before_what_nobody_knows() -> None:
    whole = corpus(STEPS | {"n": counted("aid", "value: 1, as_of: 2024-01-01")}, topics=TOPICS)
    (page,) = (one for one in pages(whole, settings()) if one.address == "topics/aid/")
    reading = Reading(str(render(page, settings()).content))
    sections = [name for name in reading.every("aria-labelledby") if not name.startswith("_on-")]
    assert sections == ["_claims", "_figures", "_questions", "_briefings", "_timeline"]
    assert [link for link in reading.every("href", "a") if link.startswith("#")][:5] == [
        f"#{name}" for name in sections
    ]
    assert {"../../claims/a_f/", "../../indicators/dead/"} <= set(reading.every("href", "a"))


def test_on_paper_an_item_names_its_briefing_by_the_number_that_has_its_address() -> None:
    whole = corpus(STEPS, topics=TOPICS)
    chosen = settings(url="https://example.org/")
    (page,) = (one for one in pages(whole, chosen) if one.address == "topics/aid/")
    html = str(render(page, chosen).content)
    assert (
        '<span class="bp-printed">[1]</span> <a href="../../briefings/z/" data-printed="https://example.org/briefings/z/">'
        in html
    )
    assert '<a href="../../briefings/y/">y</a> <span class="bp-printed">[3]</span>' in html
    assert '<p class="bp-printed bp-head__address">https://example.org/topics/aid/</p>' in html
    assert "data-printed" not in str(render(page, settings()).content)
