"""The page of an actor: everything that it did, in order, and where its last word contradicts an earlier one."""

from typing import Any

from generator.corpus import Corpus
from generator.render.page import render
from generator.views.actor import WORDS, Act
from tests.corpora import corpus, pages, settings, slot, views
from tests.golden.reading import Reading
from tests.test_views_gathered import ACTORS, ACTS


def acts(whole: Corpus, actor: str) -> list[Act]:
    return [act for _, found in views(whole)[f"actors/{actor}/"].years for act in found]


def told(found: list[Act]) -> list[tuple[str, str, str]]:
    return [(act.role, act.when, act.pointer.address.removeprefix("briefings/")) for act in found]


def page(whole: Corpus, address: str) -> Reading:
    (found,) = (one for one in pages(whole, settings()) if one.address == address)
    return Reading(str(render(found, settings()).content))


def words(reading: Reading) -> str:
    return " ".join(reading.text.split())


def fact(more: str = "", **fields: Any) -> str:
    """A briefing with one fact, and whatever else."""
    written = {"id": "f", "text": "Troops.", "status": "unverified"} | fields
    return f"key_facts: [{{{', '.join(f'{key}: {value}' for key, value in written.items())}}}]\n{more}"


def test_an_actor_has_everything_that_it_asserted_replied_said_and_counted() -> None:
    later = "date: 2024-02-01\nquotes: [{id: q, text: Yes., speaker: Moscow}]"
    whole = corpus({"b": ACTS, "c": later}, actors=ACTORS)
    assert told(acts(whole, "russia")) == [
        ("said", "2024-02-01", "c/#q"),
        ("replied", "2024-01-01", "b/#f"),
        ("said", "2024-01-01", "b/#q"),
    ]
    shown = views(whole)
    assert shown["actors/russia/"].totals == {"replied": 1, "said": 2}
    assert told(acts(whole, "nato")) == [("asserted", "2024-01-01", "b/#f")]
    assert (shown["actors/nato/"].name.text, shown["actors/nato/"].role.text) == ("NATO", "Alliance")


def test_a_plain_name_has_a_page_too_and_one_only_however_it_is_spelled() -> None:
    whole = corpus({"b": ACTS}, actors=ACTORS)
    shown = views(whole)
    peskov = shown["actors/dmitri-peskov/"]
    assert (peskov.name.text, peskov.kind) == ("Dmitri Peskov", "")
    assert [act.role for act in acts(whole, "dmitri-peskov")] == ["replied", "counted"]
    named = shown["briefings/b/"].figures[0].attributed_to[0]
    assert (named.name.text, named.address) == ("DMITRI PESKOV", "actors/dmitri-peskov/")


def test_what_an_actor_did_goes_by_its_own_day_and_only_without_one_by_that_of_its_briefing() -> None:
    late = f"""\
date: 2025-05-01
{fact(attributed_to="[A]", responses="[{by: A, stance: confirms, date: 2025-04-26}]")}
quotes: [{{id: q, text: T., speaker: A, date: 2023-12}}]
figures: [{{id: n, label: L, value: 1, period: 2024-11/2024-12, attributed_to: [A]}}, {{id: m, label: L, value: 1, as_of: 2025-04-27, attributed_to: [A]}}]
"""
    early = "date: 2024-12-15\n" + fact(date="2024-12-15", attributed_to="[A]")
    found = acts(corpus({"late": late, "early": early}), "a")
    assert told(found) == [
        ("asserted", "2025-05-01", "late/#f"),
        ("counted", "2025-04-27", "late/#m"),
        ("replied", "2025-04-26", "late/#f"),
        ("counted", "2024-11/2024-12", "late/#n"),
        ("asserted", "2024-12-15", "early/#f"),
        ("said", "2023-12", "late/#q"),
    ]
    assert [act.is_told for act in found] == [True, False, False, False, False, False]
    assert [year for year, _ in views(corpus({"late": late}))["actors/a/"].years] == ["2025", "2024", "2023"]


def test_each_reply_to_a_fact_has_its_own_place_and_says_to_what_it_replied() -> None:
    replies = "[{by: A, stance: denies, text: No.}, {by: B, stance: denies}, {by: a, stance: confirms, date: 2024-06-01, text: Yes.}]"
    whole = corpus({"b": fact(responses=replies, status="contested")})
    found = acts(whole, "a")
    assert [(act.reply.stance, act.reply.text.text, act.when) for act in found if act.reply and act.reply.text] == [
        ("confirms", "Yes.", "2024-06-01"),
        ("denies", "No.", "2024-01-01"),
    ]
    assert {(act.pointer.words.text, act.pointer.status) for act in found} == {("Troops.", "contested")}
    assert "Replied Confirms Yes. to the claim: Contested Troops." in words(page(whole, "actors/a/"))
    assert [entry.count for entry in slot(whole, "actors").entries] == [2, 1]


def test_of_the_fact_replied_to_stand_a_few_words() -> None:
    long = "word " * 500
    whole = corpus({"b": fact(text=long, responses="[{by: A, stance: denies}]")})
    assert len(acts(whole, "a")[0].pointer.words.text) <= WORDS + 1


def test_what_has_been_revised_since_says_so() -> None:
    newer = "date: 2024-02-01\n" + fact(text="No troops.", updates="b#f", status="confirmed")
    whole = corpus({"b": fact(attributed_to="[A]", responses="[{by: B, stance: denies}]"), "c": newer})
    for actor in "ab":
        (act,) = acts(whole, actor)
        assert act.newest is not None
        assert (act.newest.address, act.newest.status, act.newest.words.text) == ("briefings/c/#f", "confirmed", "No troops.")  # fmt: skip
    assert acts(corpus({"b": fact(attributed_to="[A]")}), "a")[0].newest is None


def test_an_actor_is_told_in_the_site_s_language_and_by_the_days_of_the_original() -> None:
    original = (
        f"lang: fr\n{fact(text='Des troupes.', date='2024-01', responses='[{by: A, stance: denies, text: Non.}]')}"
    )
    translation = f"translation_of: b\nlang: en\n{fact(responses='[{by: A, stance: denies, text: No.}]')}"
    found = acts(corpus({"b": original, "c": translation}), "a")
    assert told(found) == [("replied", "2024-01-01", "c/#f")]
    assert found[0].reply is not None
    assert found[0].reply.text is not None
    assert found[0].reply.text.text == "No."
    without = acts(corpus({"b": original, "c": f"translation_of: b\nlang: en\n{fact()}"}), "a")
    assert told(without) == [("replied", "2024-01-01", "b/#f")]


TURNED = {
    "a": "date: 2024-10-28\n" + fact(responses="[{by: Russia, stance: denies}, {by: Kyiv, stance: confirms}]"),
    "b": "date: 2025-04-28\n" + fact(updates="a#f", responses="[{by: Russia, stance: confirms, date: 2025-04-26}]"),
}


def test_whoever_denied_a_claim_and_later_confirmed_it_is_told_so_on_its_own_page() -> None:
    whole = corpus(TURNED)
    (turn,) = views(whole)["actors/russia/"].turns
    assert (turn.by.name.text, turn.by.address, turn.claim) == ("Russia", "", "claims/a_f/")
    assert views(whole)["actors/kyiv/"].turns == ()
    reading = page(whole, "actors/russia/")
    assert (
        "Russia denied (by 28 October 2024): Troops. and later confirmed (26 April 2025): Troops. This claim over time"
        in words(reading)
    )
    found = reading.every("href", "a")
    assert {"../../briefings/a/#f", "../../briefings/b/#f", "../../claims/a_f/"} <= set(found)


def test_whoever_confirmed_a_claim_and_later_denied_it_is_told_so_too() -> None:
    files = {name: text.replace("denies", "x").replace("confirms", "denies") for name, text in TURNED.items()}
    whole = corpus({name: text.replace("stance: x", "stance: confirms") for name, text in files.items()})
    assert "Russia confirmed (by 28 October 2024): Troops. and later denied (26 April 2025): Troops." in words(
        page(whole, "actors/russia/")
    )


def test_a_turn_that_the_build_may_not_show_is_none() -> None:
    hidden = corpus(TURNED | {"b": "tlp: red\n" + TURNED["b"]})
    assert views(hidden)["actors/russia/"].turns == ()
    gone = "state: withdrawn\nchanges: [{date: 2025-05-01, kind: retraction, note: Gone.}]\n"
    withdrawn = corpus(TURNED | {"a": gone + TURNED["a"]})
    assert views(withdrawn)["actors/russia/"].turns == ()
    assert views(withdrawn)["claims/a_f/"].turns == ()


def test_one_turn_is_told_once_however_many_facts_were_denied() -> None:
    more = TURNED | {
        "c": "date: 2024-11-01\n" + fact(updates="a#f", responses="[{by: RUSSIA, stance: denies}]"),
        "b": TURNED["b"].replace("a#f", "c#f"),
    }
    (turn,) = views(corpus(more))["actors/russia/"].turns
    assert (turn.before.date, turn.now.date) == ("2024-10-28", "2025-04-26")
