"""Corrections, which everybody can read in one place; and what is new to who comes back."""

from datetime import date, timedelta

from generator.render.page import render_slot
from generator.views.announced import CorrectionsView
from generator.views.long import LONG
from tests.corpora import corpus, settings, slot
from tests.golden.reading import Reading

FACT = "key_facts: [{id: f, text: The *fact*., status: unverified}]\nsources: [{id: s, title: The source}]"


def changed(*entries: str) -> str:
    return f"{FACT}\nchanges: [{', '.join(f'{{{entry}}}' for entry in entries)}]"


def told(view: CorrectionsView) -> list[tuple[str, str, str, str]]:
    return [(one.date, one.kind, one.note.text, one.briefing.address) for one in view.corrections]


def test_corrections_and_retractions_are_listed_newest_first_and_no_other_change() -> None:
    files = {
        "a": changed("date: 2024-01-02, kind: correction, note: First", "date: 2024-01-05, kind: update, note: News"),
        "b": changed(
            "date: 2024-01-03, kind: retraction, note: Second, item: gone",
            "date: 2024-01-04, kind: minor, note: Comma",
            "date: 2024-01-04, kind: clarification, note: Clearer",
        ),
    }
    assert told(slot(corpus(files), "corrections")) == [
        ("2024-01-03", "retraction", "Second", "briefings/b/"),
        ("2024-01-02", "correction", "First", "briefings/a/"),
    ]


def test_a_correction_leads_to_its_item_or_source_where_that_is_still_there() -> None:
    entries = (
        f"date: 2024-01-0{n}, kind: retraction, note: N{n}, item: {item}" for n, item in ((4, "f"), (3, "s"), (2, "x"))
    )
    view = slot(corpus({"a": changed(*entries)}), "corrections")
    assert [one.item and (one.item.address, one.item.words.text) for one in view.corrections] == [
        ("briefings/a/#f", "The fact."),
        ("briefings/a/#s", "The source"),
        None,
    ]


def test_a_withdrawn_briefing_is_a_correction_whatever_it_calls_its_reason() -> None:
    text = "state: withdrawn\nchanges: [{date: 2024-01-02, kind: correction, note: Old}, {date: 2024-01-09, kind: update, note: It was wrong}]"
    view = slot(corpus({"a": text}), "corrections")
    assert told(view) == [("2024-01-09", "update", "It was wrong", "briefings/a/")]
    assert "Withdrawn" in Reading(str(render_slot(view, "", settings()))).text


def test_a_correction_of_two_languages_is_told_once_in_that_of_the_page() -> None:
    both = "date: 2024-01-02, kind: correction, note: "
    alone = "date: 2024-01-03, kind: correction, note: "
    files = {
        "en": f"lang: en\n{changed(f'{both}Wrong', f'{both}Wrong again')}",
        "fr": f"lang: fr\ntranslation_of: en\n{changed(f'{both}Faux', f'{both}Encore faux', f'{alone}Mal traduit')}",
    }
    said = {lang: [one.note.text for one in slot(corpus(files, lang), "corrections").corrections] for lang in files}
    assert said == {"en": ["Mal traduit", "Wrong", "Wrong again"], "fr": ["Mal traduit", "Faux", "Encore faux"]}


def test_a_long_list_of_corrections_says_how_many_there_are() -> None:
    first = date(2023, 1, 1)
    entries = (f"date: {first + timedelta(n)}, kind: correction, note: N{n}" for n in range(LONG + 10))
    whole = corpus({"a": changed(*entries)})
    view = slot(whole, "corrections")
    assert (len(view.corrections), view.total) == (LONG, LONG + 10)
    assert "The newest 50 of 60." in Reading(str(render_slot(view, "", settings()))).text
    assert slot(whole, "corrections", limit="3").rest is None


def test_a_site_without_corrections_says_so() -> None:
    html = str(render_slot(slot(corpus({"a": FACT}), "corrections"), "", settings()))
    assert "Nothing has had to be corrected so far." in html


def test_news_are_told_apart_by_the_changes_that_are_announced() -> None:
    files = {
        "a": changed(
            "date: 2024-03-01, kind: minor, note: Comma", "date: 2024-03-01, kind: clarification, note: Clearer"
        ),
        "b": changed("date: 2024-02-01, kind: update, note: One", "date: 2024-02-02, kind: correction, note: Two"),
        "c": f"date: 2024-01-15\n{FACT}",
        "d": "state: withdrawn\nchanges: [{date: 2024-04-01, kind: retraction, note: Wrong}]",
    }
    view = slot(corpus(files), "news")
    assert [(line.briefing.address, line.day, line.changes) for line in view.lines] == [
        ("briefings/d/", "2024-04-01", 1),
        ("briefings/b/", "2024-02-02", 2),
        ("briefings/c/", "2024-01-15", 0),
        ("briefings/a/", "2024-01-01", 0),
    ]
    assert not view.has_others


def test_news_are_a_short_list_that_is_hidden_until_a_script_shows_it() -> None:
    whole = corpus({f"b{n:03}": FACT for n in range(LONG + 1)})
    view = slot(whole, "news")
    assert (len(view.lines), view.has_others) == (LONG, True)
    reading = Reading(str(render_slot(view, "", settings())))
    assert "hidden" in reading.elements[0][1]
    assert "data-has-others" in reading.elements[0][1]


def test_words_for_numbers_come_in_every_plural_form_of_the_language() -> None:
    for language, words in (("en", ("%(number)s new briefing", "%(number)s new briefings")), ("fr", ("%(number)s nouveau briefing", "%(number)s nouveaux briefings"))):  # fmt: skip
        view = slot(corpus({"a": FACT}, language), "news")
        (attributes,) = (
            a for _, a in Reading(str(render_slot(view, "", settings(language=language)))).elements if "data-new" in a
        )
        assert (attributes["data-new-one"], attributes["data-new-other"]) == words
