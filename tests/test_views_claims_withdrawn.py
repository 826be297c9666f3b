"""Claims of which a briefing was withdrawn: what is left, and what stands at their addresses."""

from generator.render.page import render
from tests.corpora import corpus, pages, settings, views
from tests.golden.reading import Reading
from tests.test_views_claims import THREE, places, step

GONE = "state: withdrawn\nchanges: [{date: 2024-06-01, kind: retraction, note: Wrong.}]\n"


def test_withdrawing_a_step_leaves_the_claim_where_it_was() -> None:
    shown = views(corpus(THREE | {"b": GONE + step("2024-02-01", "a#f", text="SECRET")}))
    view = shown["claims/a_f/"]
    assert places(view) == ["a", "b", "c"]
    assert [one.fact is None for one in view.earlier] == [False, True]
    assert "SECRET" not in str(view)
    assert shown["claims/b_f/"].to == "claims/a_f/"
    first = shown["briefings/a/"].facts[0]
    assert first.updated_by.address == "briefings/c/#f"
    assert [(one.address, one.is_withdrawn) for one in first.ladder.steps] == [
        ("briefings/a/#f", False),
        ("briefings/b/", True),
        ("briefings/c/#f", False),
    ]


def test_withdrawing_the_newest_step_takes_it_off_and_leaves_every_address() -> None:
    shown = views(corpus(THREE | {"c": GONE + step("2024-03-01", "b#f")}))
    assert places(shown["claims/a_f/"]) == ["a", "b"]
    assert shown["claims/b_f/"].to == "claims/a_f/"
    assert shown["briefings/b/"].facts[0].updated_by is None


def test_the_address_of_a_claim_of_which_all_but_one_fact_was_withdrawn_leads_to_that() -> None:
    gone = {"b": GONE + step("2024-02-01", "a#f"), "c": GONE + step("2024-03-01", "b#f")}
    whole = corpus(THREE | gone)
    shown = {page.address: page for page in pages(whole, settings())}
    claims = {address: page.view.to for address, page in shown.items() if address.startswith("claims/")}
    assert claims == {"claims/a_f/": "briefings/a/#f", "claims/b_f/": "briefings/a/#f"}
    assert shown["briefings/a/"].view.facts[0].ladder is None
    holes = render(shown["claims/a_f/"], settings(url="https://example.org/"))
    assert '<meta http-equiv="refresh" content="0; url=../../briefings/a/#f">' in holes.head
    assert '<link rel="canonical" href="https://example.org/briefings/a/">' in holes.head
    assert "The rest of this claim has been withdrawn. This is left: Said on 2024-01-01." in " ".join(
        Reading(str(holes.content)).text.split()
    )


def test_the_address_of_a_claim_that_was_withdrawn_as_a_whole_leads_to_the_first_notice() -> None:
    shown = views(corpus({"a": GONE + step("2024-01-01"), "b": GONE + step("2024-02-01", "a#f")}))
    view = shown["claims/a_f/"]
    assert (view.name.text, view.to, view.left.text) == ("a", "briefings/a/", "a")


def test_a_withdrawn_translation_is_no_step_beside_its_original() -> None:
    translation = "lang: fr\ntranslation_of: b\n" + GONE + step("2024-02-01", "a#f")
    assert places(views(corpus(THREE | {"b-fr": translation}))["claims/a_f/"]) == ["a", "b", "c"]
