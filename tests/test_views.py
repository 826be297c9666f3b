"""What the pages of briefings show, beyond what is written in one place."""

import pytest

from generator.views.page_values import BriefingView
from tests.corpora import corpus, pages, settings, views


def page(text: str, **others: str) -> BriefingView:
    """The page of a briefing ``b``."""
    view = views(corpus({"b": text} | others))["briefings/b/"]
    assert isinstance(view, BriefingView)
    return view


SOURCED = """
    sources: [{id: late, title: Late}, {id: unused, title: Unused}, {id: early, title: Early, lang: fr}]
    key_facts:
      - id: f
        text: The *first* fact, which goes on for so long that a list of links can only show the beginning of all its words.
        status: contested
        sources: [early]
        responses: [{by: Somebody, stance: denies, sources: ["#late", early]}]
    quotes: [{id: q, text: No., speaker: Somebody, source: early}]
    figures: [{id: n, label: Losses, value: {min: 10, max: 20}, unit: men, source: late}]
"""


def test_sources_are_numbered_in_the_order_of_the_file() -> None:
    view = page(SOURCED)
    assert [(source.number, source.id) for source in view.sources] == [(1, "late"), (2, "unused"), (3, "early")]
    assert [link.number for link in view.facts[0].sources] == [3]
    assert [(link.number, link.id, link.title) for link in view.facts[0].responses[0].sources] == [
        (1, "late", "Late"),
        (3, "early", "Early"),
    ]


def test_a_source_leads_back_to_each_item_that_cites_it_once() -> None:
    late, unused, early = page(SOURCED).sources
    assert [cited.id for cited in late.cited_by] == ["f", "n"]
    assert unused.cited_by == ()
    assert [cited.id for cited in early.cited_by] == ["f", "q"]
    assert early.cited_by[0].words == "The first fact, which goes on for so long that a list of links can only show…"
    assert late.cited_by[1].words == "Losses — 10–20 men"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("value: 12000", "Losses — 12000"),
        ("value: {min: 5}", "Losses — ≥ 5"),
        ("value: {max: 5}, unit: men", "Losses — ≤ 5 men"),
        ("display: millions", "Losses — millions"),
    ],
)
def test_a_figure_in_words_is_its_label_and_value_as_written(value: str, words: str) -> None:
    view = page(f"sources: [{{id: s, title: S}}]\nfigures: [{{id: n, label: Losses, {value}, source: s}}]")
    assert view.sources[0].cited_by[0].words == words


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ("[]", "open"),
        ("[{question: b#q, partly: true}]", "partly-answered"),
        ("[{question: b#q, partly: false}]", "answered"),
        ("[b#q]", "answered"),
    ],
)
def test_a_question_is_answered_by_a_later_fact(answers: str, state: str) -> None:
    later = f"date: 2024-02-01\nkey_facts: [{{id: a, text: So., kind: judgement, answers: {answers}}}]"
    question = page("open_questions: [{id: q, question: Why?}]", later=later).questions[0]
    assert question.state == state
    assert [answer.is_partial for answer in question.answered_by] == [True] * (state == "partly-answered") + [False] * (
        state == "answered"
    )


def test_one_whole_answer_outweighs_partial_ones_and_moot_outweighs_all() -> None:
    facts = """
        key_facts:
          - {id: some, text: A., kind: judgement, answers: [{question: q, partly: true}, {question: m, partly: true}]}
          - {id: all, text: B., kind: judgement, answers: [q, m]}
        open_questions: [{id: q, question: Why?}, {id: m, question: When?, state: moot, moot_because: Never mind.}]
    """
    view = page(facts)
    assert [question.state for question in view.questions] == ["answered", "moot"]
    assert [answer.is_here for answer in view.questions[0].answered_by] == [True, True]
    assert [answer.words.text for answer in view.facts[0].answers] == ["Why?", "When?"]


def test_a_fact_points_to_what_it_revises_and_to_what_revises_it() -> None:
    old = "title: Old\ndate: 2023-01-01\nkey_facts: [{id: f, text: 'About *ten*.', status: unverified}]"
    new = "title: New\ndate: 2024-03-01\nkey_facts: [{id: f, text: Twelve., status: confirmed, updates: b#f}]"
    fact = page("key_facts: [{id: f, text: Eleven., status: contested, updates: old#f}]", old=old, new=new).facts[0]
    assert fact.ladder is not None
    assert fact.ladder.address == "claims/old_f/"
    assert [(step.address, step.date, step.status) for step in fact.ladder.steps] == [
        ("briefings/old/#f", "2023-01-01", "unverified"),
        ("briefings/b/#f", "2024-01-01", "contested"),
        ("briefings/new/#f", "2024-03-01", "confirmed"),
    ]
    assert [(step.is_this, step.is_here) for step in fact.ladder.steps] == [
        (False, False),
        (True, True),
        (False, False),
    ]
    assert fact.updated_by is not None
    assert fact.updated_by.words is not None
    assert (fact.updated_by.address, fact.updated_by.words.text) == ("briefings/new/#f", "Twelve.")


def test_neighbours_follow_date_then_id_and_skip_withdrawn_ones() -> None:
    withdrawn = "date: 2024-01-02\nstate: withdrawn\nchanges: [{date: 2024-02-01, kind: retraction, note: Wrong.}]"
    others = {"a": "date: 2024-01-02", "c": withdrawn, "d": "date: 2024-01-02", "z": "date: 2023-12-31"}
    shown = views(corpus({"b": "date: 2024-01-02"} | others))
    neighbours = {
        name: tuple(link and link.address for link in (view.older, view.newer))
        for name in "zabd"
        if (view := shown[f"briefings/{name}/"])
    }
    assert neighbours == {
        "z": (None, "briefings/a/"),
        "a": ("briefings/z/", "briefings/b/"),
        "b": ("briefings/a/", "briefings/d/"),
        "d": ("briefings/b/", None),
    }


@pytest.mark.parametrize(("day", "is_due"), [("2024-12-31", True), ("2025-01-01", False), ("2025-01-02", False)])
def test_a_briefing_is_due_once_its_day_of_review_has_passed(day: str, is_due: bool) -> None:
    assert page(f"review_by: {day}").is_due == is_due


def test_the_change_log_is_newest_first_and_its_anchors_are_there() -> None:
    view = page(
        """
        key_facts: [{id: f, text: A., kind: assumption}]
        changes:
          - {date: 2024-01-02, kind: correction, note: Older., item: "#f"}
          - {date: 2024-01-03, kind: retraction, note: Newer., item: gone}
        """
    )
    assert [(change.note.text, change.item) for change in view.changes] == [("Newer.", ""), ("Older.", "f")]


def test_a_quote_shows_the_translation_in_the_pages_language_first() -> None:
    quote = page(
        "lang: fr\nquotes: [{id: q, text: Nein., lang: de, speaker: X, translations: {en: No., fr: {text: Non., by: machine}}}]"
    ).quotes[0]
    assert quote.text.lang == "de"
    assert [(t.text.text, t.text.lang, t.by) for t in quote.translations] == [
        ("Non.", "fr", "machine"),
        ("No.", "en", ""),
    ]


def test_the_way_to_the_file_on_the_forge_is_left_out_where_the_forge_is_not_known() -> None:
    whole = corpus({"b": "authors: [Me]"})
    assert views(whole)["briefings/b/"].edit_address == "https://forge.example/team/site/edit/main/briefings/b.yml"
    assert views(whole, edit="")["briefings/b/"].edit_address == ""


def test_related_briefings_are_linked_by_their_titles() -> None:
    related = page("related: [r]", r="title: The other").related
    assert [(line.address, line.title.text) for line in related] == [("briefings/r/", "The other")]


def test_a_card_tells_what_a_briefing_holds() -> None:
    text = "topics: [t]\nkey_facts: [{text: A., kind: assumption}]\nopen_questions: [{question: Why?}]"
    cards = views(corpus({"r": text}))["briefings/2024/"].briefings
    assert [(link.address, link.counts, link.topics[0].address) for link in cards] == [
        ("briefings/r/", (1, 0, 0, 1), "topics/t/")
    ]


def test_pages_come_in_the_order_of_their_addresses_whatever_that_of_the_files() -> None:
    files = {"b": SOURCED, "a": "date: 2023-05-05\ntopics: [t]", "c": "topics: [t, s]"}
    forward, backward = (corpus(dict(sorted(files.items(), reverse=turned))) for turned in (False, True))
    made = pages(forward, settings())
    assert made == pages(backward, settings())
    assert [made_page.address for made_page in made] == sorted(made_page.address for made_page in made)
    assert {made_page.frame for made_page in made} == {"briefing", "year", "topic", "actor"}


def test_a_page_is_plain_data_that_can_be_written_down_and_compared() -> None:
    whole = corpus({"b": SOURCED})
    assert pages(whole, settings()) == pages(whole, settings())
    assert hash(views(whole)["briefings/b/"])
