"""Drafts, the Traffic Light Protocol and withdrawal: what a build may not show leaves no trace."""

import msgspec
import pytest

from generator.corpus import Corpus
from generator.views.visible import visible
from tests.corpora import briefing, corpus, pages, settings, slot, views

QUESTION = """
    topics: [open]
    key_facts: [{id: f, text: Seen., status: unverified, attributed_to: [Visible Person]}]
    open_questions: [{id: q, question: Why?}]
"""
ANSWER = """
    title: SECRET title
    date: 2024-02-01
    tlp: amber
    topics: [closed]
    sources: [{id: s, title: SECRET source, publisher: SECRET publisher}]
    key_facts:
      - {id: a, text: SECRET answer., status: confirmed, answers: [public#q], updates: public#f, attributed_to: [Secret Person]}
    figures: [{id: n, label: SECRET figure, value: 1, indicator: secret-count}]
"""
TOPICS = """
    open: {name: Open}
    closed: {name: Closed}
    unused: {name: Unused}
"""


def with_secret() -> Corpus:
    return corpus({"public": QUESTION, "hidden": ANSWER}, topics=TOPICS, actors="nobody: {name: Nobody}")


def written(whole: Corpus, **changed: str) -> bytes:
    chosen = settings(**changed)
    slots = [
        slot(whole, name) for name in ("latest", "archive", "questions", "sources", "topics", "actors", "indicators")
    ]
    return msgspec.json.encode([pages(whole, chosen), slots])


def test_what_is_above_the_ceiling_changes_not_a_byte() -> None:
    public_alone = corpus({"public": QUESTION}, topics=TOPICS, actors="nobody: {name: Nobody}")
    assert written(with_secret()) == written(public_alone)
    assert b"SECRET" not in written(with_secret())


def test_a_higher_ceiling_shows_it() -> None:
    shown = views(with_secret(), ceiling="amber")
    assert shown["briefings/public/"].questions[0].state == "answered"
    assert shown["briefings/public/"].facts[0].updated_by.address == "briefings/hidden/#a"
    assert {"actors/secret-person/", "topics/closed/", "indicators/secret-count/"} <= set(shown)


@pytest.mark.parametrize(("ceiling", "is_shown"), [("green", False), ("amber", True), ("amber+strict", True)])
def test_the_ceiling_itself_is_still_shown(ceiling: str, is_shown: bool) -> None:
    assert ("hidden" in visible(with_secret(), settings(ceiling=ceiling)).briefings) == is_shown


def test_registry_entries_that_nothing_visible_names_have_no_page() -> None:
    shown = views(with_secret())
    assert [address for address in shown if address.startswith(("topics", "actors", "indicators"))] == [
        "actors/visible-person/",
        "topics/open/",
    ]


def test_a_draft_is_shown_only_when_asked_for_and_says_so() -> None:
    whole = corpus({"done": QUESTION, "sketch": "state: draft\nkey_facts: [{text: Maybe., kind: assumption}]"})
    assert "briefings/sketch/" not in views(whole)
    shown = views(whole, drafts=True)
    assert shown["briefings/sketch/"].state == "draft"
    assert [link.is_draft for link in shown["briefings/2024/"].briefings] == [True, False]


WITHDRAWN = """
    title: Called back
    state: withdrawn
    topics: [gone]
    authors: [SECRET author]
    related: [other]
    review_by: 2024-03-01
    changes:
      - {date: 2024-01-02, kind: minor, note: SECRET older change.}
      - {date: 2024-01-03, kind: retraction, note: We were wrong., item: f}
    sources: [{id: s, title: SECRET source}]
    key_facts: [{id: f, text: SECRET fact., status: confirmed, attributed_to: [Gone Person], answers: [other#q]}]
    figures: [{id: n, label: SECRET figure, value: 1, indicator: gone-count}]
"""
OTHER = """
    related: [back]
    key_facts: [{id: f, text: "See [there](back#f) and [here](#q), or <https://example.org/#f>.", status: unverified, updates: back#f}]
    open_questions: [{id: q, question: Why?}]
"""


def test_a_withdrawn_briefing_keeps_its_title_and_the_reason_and_nothing_else() -> None:
    whole = corpus({"back": WITHDRAWN, "other": OTHER})
    notice = views(whole)["briefings/back/"]
    assert (notice.title, notice.state, notice.summary, notice.is_due) == ("Called back", "withdrawn", None, False)
    assert [(change.note.text, change.item) for change in notice.changes] == [("We were wrong.", "")]
    lists = (notice.authors, notice.topics, notice.facts, notice.figures, notice.sources, notice.related)
    assert lists == ((),) * 6
    assert (notice.older, notice.newer, notice.edit_address) == (None, None, "")
    assert b"SECRET" not in written(whole)


def test_a_withdrawn_briefing_is_in_no_list_and_its_answers_are_none() -> None:
    whole = corpus({"back": WITHDRAWN, "other": OTHER})
    shown = views(whole)
    assert sorted(shown) == ["briefings/2024/", "briefings/back/", "briefings/other/", "claims/back_f/"]
    assert [link.address for link in shown["briefings/2024/"].briefings] == ["briefings/other/"]
    assert shown["briefings/other/"].questions[0].state == "open"


def test_references_to_a_withdrawn_briefing_lead_to_its_notice() -> None:
    shown = views(corpus({"back": WITHDRAWN, "other": OTHER}))["briefings/other/"]
    oldest = shown.facts[0].ladder.steps[0]
    assert (oldest.address, oldest.by, oldest.is_withdrawn) == ("briefings/back/", (), True)
    assert shown.facts[0].text.lost == ("back#f",)
    assert [(line.title.text, line.is_withdrawn) for line in shown.related] == [("Called back", True)]


def test_the_reason_is_the_newest_change_whichever_way_the_log_is_written() -> None:
    log = "state: withdrawn\nchanges: [{entries}]".replace("{entries}", "{}")
    early, late = [f"{{date: 2024-01-0{day}, kind: retraction, note: day {day}}}" for day in (2, 3)]
    for entries in (f"{early}, {late}", f"{late}, {early}"):
        view = views(corpus({"back": log.format(entries)}))["briefings/back/"]
        assert [change.note.text for change in view.changes] == ["day 3"]


def test_changes_of_one_day_follow_the_files_direction() -> None:
    log = """
        changes:
          - {date: 2024-01-03, kind: minor, note: third}
          - {date: 2024-01-03, kind: minor, note: second}
          - {date: 2024-01-01, kind: minor, note: first}
    """
    assert [c.note.text for c in views(corpus({"b": log}))["briefings/b/"].changes] == ["third", "second", "first"]


def test_a_withdrawn_briefing_needs_no_items() -> None:
    assert briefing("back", "state: withdrawn").key_facts == ()
    assert views(corpus({"back": "state: withdrawn"}))["briefings/back/"].changes == ()
