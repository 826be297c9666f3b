"""Claims: what facts that revise facts add up to, on their pages and in the ladder of each."""

import re
from typing import Any

import pytest

from generator.render.page import render, render_slot
from generator.views.addresses import claim_address, claim_id
from generator.views.chains import WHOLE
from generator.views.long import LONG
from tests.corpora import corpus, pages, settings, slot, views
from tests.golden.reading import Reading


def step(day: str, updates: str = "", **more: str) -> str:
    """A briefing with one fact."""
    fields = {"id": "f", "text": f"Said on {day}.", "status": "unverified"} | ({"updates": updates} if updates else {})
    return f"date: {day}\nkey_facts: [{{{', '.join(f'{key}: {value}' for key, value in (fields | more).items())}}}]\n"


def chain(count: int) -> dict[str, str]:
    """As many briefings, of one day, each of which revises the one before."""
    return {f"b{n:03}": step("2024-01-01", f"b{n - 1:03}#f" if n else "") for n in range(count)}


def places(view: Any) -> list[str]:
    """The briefings of a claim's page from the first fact to where it stands."""
    return [listed.pointer.address.split("/")[1] for listed in (*view.earlier, view.newest)]


THREE = {"a": step("2024-01-01"), "b": step("2024-02-01", "a#f"), "c": step("2024-03-01", "b#f")}


def test_a_claim_has_a_page_that_tells_it_from_its_first_fact_to_its_newest() -> None:
    view = views(corpus(THREE))["claims/a_f/"]
    assert places(view) == ["a", "b", "c"]
    assert (view.name.text, view.description.text) == ("Said on 2024-01-01.", "Said on 2024-03-01.")
    assert (view.total, view.skipped, view.rest) == (3, 0, None)


def test_every_fact_of_a_claim_leads_to_all_of_it() -> None:
    shown = views(corpus(THREE))
    for own, name in enumerate("abc"):
        ladder = shown[f"briefings/{name}/"].facts[0].ladder
        assert ladder.address == "claims/a_f/"
        assert [one.address for one in ladder.steps] == [f"briefings/{name}/#f" for name in "abc"]
        assert [one.is_this for one in ladder.steps] == [place == own for place in range(3)]


def test_a_fact_says_what_the_newest_one_says_that_revises_it() -> None:
    shown = views(corpus(THREE))
    newer = [shown[f"briefings/{name}/"].facts[0].updated_by for name in "abc"]
    assert [one and one.address for one in newer] == ["briefings/c/#f", "briefings/c/#f", None]


def test_a_fact_that_stands_alone_has_neither_ladder_nor_page() -> None:
    shown = views(corpus({"a": step("2024-01-01")}))
    assert shown["briefings/a/"].facts[0].ladder is None
    assert not [address for address in shown if address.startswith("claims/")]


def test_a_claim_that_forks_is_told_once_and_no_branch_answers_for_the_other() -> None:
    fork = THREE | {"x": step("2024-04-01", "a#f")}
    shown = views(corpus(fork))
    assert places(shown["claims/a_f/"]) == ["a", "b", "c", "x"]
    newer = {name: shown[f"briefings/{name}/"].facts[0].updated_by for name in "abcx"}
    assert {name: one and one.address for name, one in newer.items()} == {
        "a": "briefings/x/#f",
        "b": "briefings/c/#f",
        "c": None,
        "x": None,
    }


def test_the_ladder_of_a_fact_in_a_fork_is_the_line_that_runs_through_it() -> None:
    fork = THREE | {"x": step("2024-04-01", "a#f"), "y": step("2024-02-15", "b#f")}
    shown = views(corpus(fork))
    lines = {name: shown[f"briefings/{name}/"].facts[0].ladder.steps for name in fork}
    assert {name: "".join(one.address.split("/")[1] for one in line) for name, line in lines.items()} == {
        "a": "ax",
        "b": "abc",
        "c": "abc",
        "x": "ax",
        "y": "aby",
    }


def test_an_older_fact_in_front_gives_the_claim_its_name_and_the_old_address_leads_on() -> None:
    before = views(corpus(THREE))
    shown = views(corpus(THREE | {"a": step("2024-01-01", "z#f"), "z": step("2023-12-01")}))
    assert places(shown["claims/z_f/"]) == ["z", "a", "b", "c"]
    claims = [address for address in before if address.startswith("claims/")]
    assert claims == ["claims/a_f/", "claims/b_f/"]
    assert {shown[address].to for address in claims} == {"claims/z_f/"}


def test_two_claims_that_become_one_are_found_at_both_addresses() -> None:
    apart = THREE | {"x": step("2024-03-01"), "y": step("2024-04-01", "x#f")}
    assert places(views(corpus(apart))["claims/x_f/"]) == ["x", "y"]
    shown = views(corpus(apart | {"x": step("2024-03-01", "b#f")}))
    assert shown["claims/x_f/"].to == "claims/a_f/"
    assert places(shown["claims/a_f/"]) == ["a", "b", "c", "x", "y"]


def test_a_claim_that_falls_apart_keeps_both_addresses() -> None:
    shown = views(corpus(THREE | {"b": step("2024-02-01"), "x": step("2024-04-01", "a#f")}))
    assert places(shown["claims/a_f/"]) == ["a", "x"]
    assert places(shown["claims/b_f/"]) == ["b", "c"]


def test_a_page_that_leads_on_does_so_without_a_script_and_is_no_place_for_search_engines() -> None:
    shown = {page.address: page for page in pages(corpus(THREE), settings())}
    holes = render(shown["claims/b_f/"], settings(url="https://example.org/"))
    assert '<meta http-equiv="refresh" content="0; url=../../claims/a_f/">' in holes.head
    assert '<link rel="canonical" href="https://example.org/claims/a_f/">' in holes.head
    assert Reading(str(holes.content)).every("href") == ["../../claims/a_f/"]


def test_a_translation_says_nothing_of_its_own_and_shows_the_claim_in_its_language() -> None:
    whole = corpus(THREE | {"b_fr".replace("_", "-"): "lang: fr\ntranslation_of: b\n" + step("2024-02-01", "a#f")})
    shown = views(whole)
    assert places(shown["claims/a_f/"]) == ["a", "b", "c"]
    ladder = shown["briefings/b-fr/"].facts[0].ladder
    assert [one.address for one in ladder.steps] == ["briefings/a/#f", "briefings/b-fr/#f", "briefings/c/#f"]
    assert [one.is_this for one in ladder.steps] == [False, True, False]


def test_a_claim_is_named_after_the_original_where_only_a_translation_is_shown() -> None:
    gone = "date: 2024-01-01\nstate: withdrawn\nchanges: [{date: 2024-01-02, kind: retraction, note: Wrong.}]\n"
    translation = "lang: fr\ntranslation_of: a\n" + step("2024-01-01")
    shown = views(corpus({"a": gone, "a-fr": translation, "b": step("2024-02-01", "a-fr#f")}))
    assert places(shown["claims/a_f/"]) == ["a-fr", "b"]


def test_a_withdrawn_fact_stays_a_step_without_its_words() -> None:
    gone = "date: 2024-01-01\nstate: withdrawn\nchanges: [{date: 2024-01-02, kind: retraction, note: Wrong.}]\n"
    shown = views(corpus(THREE | {"a": gone}))
    view = shown["claims/a_f/"]
    assert view.name.text == "Said on 2024-02-01."
    assert (view.earlier[0].pointer.address, view.earlier[0].fact) == ("briefings/a/", None)
    assert shown["briefings/c/"].facts[0].ladder.steps[0].is_withdrawn


def test_translations_that_go_round_in_a_circle_together_revise_nothing() -> None:
    both = {
        "a": "date: 2024-01-01\nkey_facts: [{id: x, text: X., kind: judgement}, {id: y, text: Y., kind: judgement, updates: x}]",
        "a-fr": "date: 2024-01-01\nlang: fr\ntranslation_of: a\nkey_facts: [{id: x, text: X., kind: judgement, updates: y}, {id: y, text: Y., kind: judgement}]",
        "b": step("2024-02-01", "a#y"),
    }
    shown = views(corpus(both))
    assert places(shown["claims/a_y/"]) == ["a", "b"]
    assert [fact.ladder is None for fact in shown["briefings/a/"].facts] == [True, False]


def test_a_long_ladder_is_shortened_in_the_middle() -> None:
    shown = views(corpus(chain(20)))
    ladder = shown["briefings/b010/"].facts[0].ladder
    assert [(one.address[10:14], one.skipped) for one in ladder.steps] == [
        ("b000", 0),
        ("b009", 8),
        ("b010", 0),
        ("b011", 0),
        ("b019", 7),
    ]
    assert [one.address[10:14] for one in shown["briefings/b000/"].facts[0].ladder.steps] == ["b000", "b001", "b019"]
    assert len(views(corpus(chain(WHOLE)))["briefings/b000/"].facts[0].ladder.steps) == WHOLE


def test_a_long_claim_has_its_first_fact_and_its_newest_and_says_how_many_there_are() -> None:
    whole = corpus(chain(LONG + 30))
    view = views(whole)["claims/b000_f/"]
    assert places(view) == ["b000", *(f"b{n:03}" for n in range(31, LONG + 30))]
    assert (view.total, view.skipped) == (LONG + 30, 30)
    (page,) = (one for one in pages(whole, settings()) if one.address == "claims/b000_f/")
    words = " ".join(Reading(str(render(page, settings()).content)).text.split())
    assert "30 more steps" in words
    assert "The newest 49 of 80." in words


def test_thousands_of_facts_that_revise_one_cost_a_few_lines_each() -> None:
    words = "word " * 1_900
    facts = "".join(f"- {{id: f{n}, text: T{n}, status: unverified, updates: one}}\n" for n in range(3_000))
    whole = corpus({"b": f"key_facts:\n- {{id: one, text: {words}, status: unverified}}\n{facts}"})
    shown = {page.address: page for page in pages(whole, settings())}
    assert len(shown) == 3
    assert {len(fact.ladder.steps) for fact in shown["briefings/b/"].view.facts} == {2}
    assert len(str(render(shown["claims/b_one/"], settings()).content)) < 150_000
    assert len(str(render(shown["briefings/b/"], settings()).content)) < 3_000 * 3_000


def test_thousands_of_facts_of_which_each_revises_the_one_before_cost_a_few_lines_each() -> None:
    words = "word " * 1_900
    facts = "".join(f"- {{id: f{n}, text: T{n}, status: unverified, updates: f{n - 1}}}\n" for n in range(1, 2_000))
    first, last = (
        f"- {{id: f{n}, text: {words}, status: unverified{more}}}\n"
        for n, more in ((0, ""), (2_000, ", updates: f1999"))
    )
    whole = corpus({"b": f"key_facts:\n{first}{facts}{last}"})
    shown = {page.address: page for page in pages(whole, settings())}
    assert {len(fact.ladder.steps) for fact in shown["briefings/b/"].view.facts} == {3, 4, 5}
    assert len(str(render(shown["claims/b_f0/"], settings()).content)) < 150_000
    assert len(str(render(shown["briefings/b/"], settings()).content)) < 2_000 * 5_000
    assert len(str(render(shown["claims/b_f7/"], settings()).content)) < 500


def test_the_statuses_of_a_claim_are_told_where_they_change() -> None:
    told = {
        "a": step("2024-01-01"),
        "b": step("2024-02-01", "a#f"),
        "c": step("2024-03-01", "b#f", status="confirmed"),
    }
    assert views(corpus(told))["claims/a_f/"].statuses == ("unverified", "confirmed")


def test_a_claim_that_forks_stands_at_every_end_and_its_statuses_are_those_on_the_way_to_the_newest() -> None:
    fork = {
        "a": step("2024-01-01"),
        "b": step("2024-02-01", "a#f", status="refuted"),
        "x": step("2024-03-01", "a#f", status="confirmed"),
    }
    (page,) = (one for one in pages(corpus(fork), settings()) if one.address == "claims/a_f/")
    view = page.view
    assert (view.statuses, view.elsewhere) == (("unverified", "confirmed"), ("refuted",))
    assert [one.pointer.address for one in (view.newest, *view.others)] == ["briefings/x/#f", "briefings/b/#f"]
    assert [(one.pointer.address, bool(one.fact)) for one in view.earlier] == [
        ("briefings/a/#f", True),
        ("briefings/b/#f", False),
    ]
    words = " ".join(Reading(str(render(page, settings()).content)).text.split())
    assert "Unverified → Confirmed Other updates: Refuted" in words
    assert words.count("Said on 2024-02-01.") == 1


def test_the_title_of_a_claim_s_page_says_that_it_is_one_and_its_description_begins_with_how_it_stands() -> None:
    refuted = {"a": step("2024-01-01", status="refuted"), "b": step("2024-02-01", "a#f", status="refuted")}
    (page,) = (one for one in pages(corpus(refuted), settings()) if one.address == "claims/a_f/")
    holes = render(page, settings())
    assert holes.title == "Claim: Said on 2024-01-01. · Site"
    assert '<meta property="og:title" content="Claim: Said on 2024-01-01.">' in holes.head
    assert '<meta name="description" content="Refuted: Said on 2024-02-01.">' in holes.head
    header = str(holes.content).partition("</header>")[0]
    assert "Refuted" in Reading(header).text
    french = render(page, settings(language="fr"))
    assert french.title == "Affirmation\u00a0: Said on 2024-01-01. · Site"
    assert 'content="Réfuté\u00a0: Said on 2024-02-01."' in french.head


@pytest.mark.parametrize(
    ("fields", "by", "others"),
    [
        ("attributed_to: [Rutte]", ["Rutte"], 0),
        ("attributed_to: [Rutte, Seoul, Kyiv, Tokyo]", ["Rutte", "Seoul"], 2),
        ("sources: [s, t, u]", ["AFP", "The Paper"], 0),
        ("attributed_to: [Rutte], sources: [s, t]", ["Rutte"], 0),
        ("kind: fact", [], 0),
    ],
)
def test_a_step_names_who_says_so_or_else_where_that_comes_from(fields: str, by: list[str], others: int) -> None:
    sources = "[{id: s, title: S, publisher: X, origin: AFP}, {id: t, title: T, publisher: The Paper}, {id: u, title: U, origin: afp}]"
    old = f"date: 2024-01-01\nkey_facts: [{{id: f, text: T., status: unverified, {fields}}}]\nsources: {sources}"
    first = views(corpus({"a": old, "b": step("2024-02-01", "a#f")}))["briefings/b/"].facts[0].ladder.steps[0]
    assert ([name.text for name in first.by], first.others) == (by, others)


@pytest.mark.parametrize(
    ("cited", "origins"),
    [
        ("[]", 0),
        ("[plain]", 0),
        ("[afp]", 1),
        ("[afp, again]", 1),
        ("[afp, paper]", 2),
        ("[paper, paper-too]", 1),
        ("[plain, plain-too]", 2),
    ],
)
def test_a_fact_says_on_how_many_origins_it_rests_where_that_says_something(cited: str, origins: int) -> None:
    sources = """
    sources:
      - {id: plain, title: Same}
      - {id: plain-too, title: Same}
      - {id: afp, title: T, publisher: X, origin: AFP}
      - {id: again, title: T, publisher: Y, origin: afp}
      - {id: paper, title: T, publisher: Paper}
      - {id: paper-too, title: T, publisher: paper}
    """
    reply = "responses: [{by: A, stance: denies, sources: [afp]}]"
    fact = f"key_facts: [{{id: f, text: T., status: unverified, sources: {cited}, {reply}}}]"
    text = "\n".join((fact, re.sub(r"(?m)^    ", "", sources)))
    assert views(corpus({"a": text}))["briefings/a/"].facts[0].origins == origins


def test_a_question_says_when_what_answered_it_is_said_to_be_something_else_by_now() -> None:
    told = {
        "q": "date: 2023-12-01\nkey_facts: [{text: T., status: unverified}]\nopen_questions: [{id: q, question: Who?}]",
        "a": step("2024-01-01", status="confirmed", answers="[q#q]"),
        "b": step("2024-02-01", "a#f", status="contested"),
        "c": step("2024-03-01", "b#f", status="refuted"),
    }
    (page,) = (one for one in pages(corpus(told), settings()) if one.address == "briefings/q/")
    (answer,) = page.view.questions[0].answered_by
    assert (answer.status, answer.now) == ("confirmed", "refuted")
    words = " ".join(Reading(str(render(page, settings()).content)).text.split())
    assert "Answered by Confirmed Said on 2024-01-01. 1 January 2024 updated since: Refuted" in words
    assert views(corpus(told))["claims/a_f/"].newest.pointer.now == ""


def test_what_is_no_fact_is_not_pointed_to_as_one() -> None:
    forecast = "date: 2024-02-01\nkey_facts: [{id: f, text: Rain., kind: forecast, likelihood: likely, updates: a#f}]"
    whole = corpus({"a": step("2024-01-01"), "b": forecast})
    shown = {page.address: page for page in pages(whole, settings())}
    updated_by = shown["briefings/a/"].view.facts[0].updated_by
    assert (updated_by.kind, updated_by.likelihood) == ("forecast", "likely")
    (line,) = slot(whole, "claims").claims
    assert (line.newest.status, line.newest.kind, line.newest.likelihood) == ("", "forecast", "likely")
    words = " ".join(Reading(str(render(shown["briefings/a/"], settings()).content)).text.split())
    assert "Forecast Likely (55–80 %) Rain. 1 February 2024" in words
    listed = " ".join(Reading(str(render_slot(slot(whole, "claims"), "", settings()))).text.split())
    assert "Forecast Likely (55–80 %) Rain." in listed


def test_the_list_of_claims_has_the_newest_change_first_and_where_each_stands() -> None:
    more = {"x": step("2024-01-15"), "y": step("2024-02-15", "x#f", status="refuted")}
    view = slot(corpus(THREE | more), "claims")
    found = [(line.address, line.newest.date, line.newest.status, line.since, line.total) for line in view.claims]
    assert found == [
        ("claims/a_f/", "2024-03-01", "unverified", "2024-01-01", 3),
        ("claims/x_f/", "2024-02-15", "refuted", "2024-01-15", 2),
    ]


def test_a_long_list_of_claims_has_the_newest_and_counts_all() -> None:
    facts = "".join(f"- {{id: f{n:02}, text: T., status: unverified}}\n" for n in range(60))
    newer = "".join(f"- {{id: g{n:02}, text: T., status: unverified, updates: f{n:02}}}\n" for n in range(60))
    view = slot(corpus({"a": f"key_facts:\n{facts}{newer}"}), "claims")
    assert (len(view.claims), view.total, view.rest.years) == (LONG, 60, ("2024",))
    assert "The newest 50 of 60." in " ".join(Reading(str(render_slot(view, "", settings()))).text.split())


def test_the_list_of_sources_says_how_many_origins_they_have() -> None:
    sources = "[{id: s, title: S, publisher: X, origin: AFP}, {id: t, title: T, publisher: AFP}, {id: u, title: U, publisher: Y, origin: afp}]"
    view = slot(corpus({"a": f"key_facts: [{{text: T., status: unverified}}]\nsources: {sources}", "b": "sources: [{id: n, title: N}]\nkey_facts: [{text: T., status: unverified}]", "c": "sources: [{id: n, title: N}]\nkey_facts: [{text: T., status: unverified}]"}), "sources")  # fmt: skip
    assert (view.reports, view.origins) == (5, 3)
    assert [(one.name, one.reports, one.publishers) for one in view.shared] == [("AFP", 3, ("X", "Y"))]
    assert [one.pointer.address for one in view.shared[0].sources] == [
        "briefings/a/#u",
        "briefings/a/#t",
        "briefings/a/#s",
    ]


def test_the_id_of_a_claim_tells_briefing_and_item_apart_and_is_never_longer_than_a_briefings() -> None:
    assert claim_id("a-b", "c") != claim_id("a", "b-c")
    longest = [claim_id("b" * 120, "i" * 80), claim_id("b" * 120, "j" * 80)]
    assert longest[0] != longest[1]
    assert {len(name) for name in longest} == {120}
    assert claim_address("a_f") == "claims/a_f/"
