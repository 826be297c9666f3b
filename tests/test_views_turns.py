"""Who turned round: each reply with its own words, and only where it is sure which one came later."""

import pytest

from generator.render.page import render
from tests.corpora import corpus, pages, settings, views
from tests.golden.reading import Reading
from tests.test_views_claims import step


def replies(*stances: str) -> str:
    """Responses such as ``Russia denies 2024-10-28``."""
    entries = [one.split() for one in stances]
    return f"[{', '.join(f'{{by: {by}, stance: {stance}' + ''.join(f', date: {day}' for day in days) + '}' for by, stance, *days in entries)}]"  # fmt: skip


def turned(told: dict[str, str]) -> dict[str, list[tuple[str, str, bool, str]]]:
    """Who turned round, and each reply: how, when, whether that is the day of the briefing, and to which fact."""
    return {
        turn.by.name.text: [
            (one.stance, one.date, one.is_told, one.fact.address[10:]) for one in (turn.before, turn.now)
        ]
        for turn in views(corpus(told))["claims/a_f/"].turns
    }


def test_whoever_denied_a_fact_of_a_claim_and_later_confirmed_one_is_named_with_both_days() -> None:
    told = {
        "a": step("2024-10-28", responses=replies("Russia denies", "Seoul confirms 2024-10-27", "Kyiv confirms")),
        "b": step("2025-04-28", "a#f", responses=replies("Russia confirms 2025-04-26", "Seoul confirms", "Kyiv denies 2025-04")),
    }  # fmt: skip
    assert turned(told) == {
        "Russia": [("denies", "2024-10-28", True, "a/#f"), ("confirms", "2025-04-26", False, "b/#f")],
        "Kyiv": [("confirms", "2024-10-28", True, "a/#f"), ("denies", "2025-04", False, "b/#f")],
    }
    (page,) = (one for one in pages(corpus(told), settings()) if one.address == "claims/a_f/")
    words = " ".join(Reading(str(render(page, settings()).content)).text.split())
    assert "Russia denied (by 28 October 2024): Said on 2024-10-28." in words
    assert "and later confirmed (26 April 2025): Said on 2025-04-28." in words
    assert "Kyiv confirmed (by 28 October 2024): Said on 2024-10-28." in words
    assert "and later denied (April 2025): Said on 2025-04-28." in words


def test_a_reply_is_told_with_the_words_to_which_it_replied() -> None:
    told = {
        "a": step("2024-01-01", text="He was killed.", responses=replies("Family denies 2024-01-01")),
        "b": step("2024-02-01", "a#f", text="He is alive.", responses=replies("Family confirms 2024-02-01")),
    }
    (turn,) = views(corpus(told))["claims/a_f/"].turns
    assert (turn.before.fact.words.text, turn.now.fact.words.text) == ("He was killed.", "He is alive.")
    (page,) = (one for one in pages(corpus(told), settings()) if one.address == "claims/a_f/")
    assert "denied it" not in Reading(str(render(page, settings()).content)).text


def test_the_last_word_counts_and_not_the_order_of_the_briefings() -> None:
    told = {
        "a": step("2024-01-01", responses=replies("Russia confirms 2023-12-01")),
        "b": step("2024-02-01", "a#f", responses=replies("Russia denies 2023-11-01")),
        "c": step("2024-03-01", "b#f", responses=replies("Russia qualifies 2024-03-01")),
    }
    assert turned(told) == {
        "Russia": [("denies", "2023-11-01", False, "b/#f"), ("confirms", "2023-12-01", False, "a/#f")]
    }


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Russia denies", "Russia confirms"),
        ("Russia denies 2024-01-01", "Russia confirms"),
        ("Russia denies 2024-01", "Russia confirms 2024-01-20"),
        ("Russia denies 2024-01-20", "Russia confirms 2024-01"),
        ("Russia denies 2024-01-20", "Russia confirms 2024-01-20"),
        ("Russia denies 2024", "Russia confirms 2024-11-01"),
    ],
)
def test_nobody_is_said_to_have_turned_round_where_it_is_not_sure_which_reply_is_the_later_one(
    first: str, then: str
) -> None:
    told = {"a": step("2024-12-01", responses=replies(first)), "b": step("2025-02-01", "a#f", responses=replies(then))}
    assert turned(told) == {}


def test_the_order_of_replies_in_a_file_says_nothing_of_when_they_were_given() -> None:
    assert turned({"a": step("2024-01-01", responses=replies("Russia denies", "Russia confirms")), "b": step("2024-02-01", "a#f")}) == {}  # fmt: skip


@pytest.mark.parametrize(
    ("last", "is_turned"),
    [
        ("withdraws 2024-03-01", False),
        ("withdraws", False),
        ("denies", False),
        ("withdraws 2024-01-15", True),
        ("confirms", True),
        ("qualifies", True),
    ],
)
def test_a_confirmation_that_was_withdrawn_or_may_have_been_followed_by_a_denial_is_no_last_word(
    last: str, is_turned: bool
) -> None:
    told = {
        "a": step("2024-01-01", responses=replies("Russia denies 2024-01-01")),
        "b": step("2024-02-01", "a#f", responses=replies("Russia confirms 2024-02-01")),
        "c": step("2024-03-01", "b#f", responses=replies(f"Russia {last}")),
    }
    assert bool(turned(told)) == is_turned
