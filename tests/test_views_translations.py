"""A translation is a page of its own, but nothing is counted twice."""

from typing import Any

from generator.corpus import Corpus
from generator.views.languages import best_language
from tests.corpora import corpus, slot, views

FRENCH = """
    title: Titre
    lang: fr
    topics: [war]
    related: [later]
    sources: [{id: s, title: Journal, publisher: Presse}]
    key_facts: [{id: f, text: Un fait., status: unverified, attributed_to: [nato], sources: [s]}]
    figures: [{id: n, label: Soldats, value: 10, as_of: 2024-01, indicator: soldiers}]
    open_questions: [{id: q, question: Pourquoi ?}, {id: only-french, question: Combien ?}]
"""
ENGLISH = """
    title: Title
    lang: en
    topics: [war]
    translation_of: original
    sources: [{id: s, title: Journal, publisher: Presse}]
    key_facts: [{id: f, text: A fact., status: unverified, attributed_to: [nato], sources: [s]}]
    figures: [{id: n, label: Soldiers, value: 10, as_of: 2024-01, indicator: soldiers}]
    open_questions: [{id: q, question: Why?}]
"""
LATER = """
    title: Later
    lang: en
    date: 2024-02-01
    related: [original, translated]
    key_facts: [{id: a, text: Because., status: confirmed, answers: [translated#q], updates: original#f}]
"""
ACTORS = "nato: {name: {en: NATO, fr: OTAN}}"
TOPICS = "war: {name: {fr: Guerre, en: War}}"


def both(language: str = "en", **changed: str) -> Corpus:
    files = {"original": FRENCH, "translated": ENGLISH, "later": LATER} | changed
    return corpus(files, language, actors=ACTORS, topics=TOPICS)


def addresses(links: Any) -> list[str]:
    return [getattr(link, "pointer", link).address for link in links]


def test_lists_hold_each_briefing_once_in_the_sites_language() -> None:
    shown = views(both())
    assert addresses(shown["briefings/2024/"].briefings) == ["briefings/later/", "briefings/translated/"]
    assert addresses(shown["topics/war/"].briefings) == ["briefings/translated/"]
    assert addresses(views(both("fr"))["topics/war/"].briefings) == ["briefings/original/"]


def test_items_are_gathered_once_in_the_sites_language() -> None:
    shown = views(both())
    assert addresses(act for _, acts in shown["actors/nato/"].years for act in acts) == ["briefings/translated/#f"]
    assert addresses(shown["indicators/soldiers/"].series) == ["briefings/translated/#n"]
    assert shown["indicators/soldiers/"].series[0].figure.label.text == "Soldiers"
    board = slot(both(), "questions").questions
    assert [(q.pointer.address, q.question.state) for q in board] == [
        ("briefings/original/#only-french", "open"),
        ("briefings/translated/#q", "answered"),
    ]
    assert board[0].question.question.lang == "fr"
    publishers = slot(both(), "sources").publishers
    assert [[s.pointer.address for s in publisher.sources] for publisher in publishers] == [["briefings/translated/#s"]]


def test_both_languages_have_a_page_and_name_each_other() -> None:
    shown = views(both())
    for address in ("briefings/original/", "briefings/translated/"):
        languages = [(link.lang, link.address, link.is_original) for link in shown[address].languages]
        assert languages == [("fr", "briefings/original/", True), ("en", "briefings/translated/", False)]
    assert shown["briefings/later/"].languages == ()
    assert [link.lang for link in shown["briefings/2024/"].briefings[1].translations] == ["fr"]


def test_names_come_in_the_language_of_the_page() -> None:
    shown = views(both())
    french, english = shown["briefings/original/"], shown["briefings/translated/"]
    assert (french.topics[0].name.text, english.topics[0].name.text) == ("Guerre", "War")
    assert (french.facts[0].attributed_to[0].name.text, french.facts[0].attributed_to[0].name.lang) == ("OTAN", "fr")
    assert english.facts[0].attributed_to[0].name.text == shown["actors/nato/"].name.text == "NATO"


def test_a_translations_item_has_the_answers_and_updates_of_the_original() -> None:
    shown = views(both())
    for address in ("briefings/original/", "briefings/translated/"):
        assert shown[address].questions[0].state == "answered"
        assert addresses(shown[address].questions[0].answered_by) == ["briefings/later/#a"]
        assert shown[address].facts[0].updated_by.address == "briefings/later/#a"


def test_pointers_and_neighbours_lead_to_the_version_in_the_language_of_the_page() -> None:
    later_in_french = LATER.replace("lang: en", "lang: fr\n    translation_of: later").replace("Because", "Parce que")
    shown = views(both(later_fr=later_in_french))
    for page, suffix in (("later", "translated"), ("later_fr", "original")):
        view = shown[f"briefings/{page}/"]
        assert (view.facts[0].ladder.steps[0].address, view.facts[0].answers[0].address) == (
            f"briefings/{suffix}/#f",
            f"briefings/{suffix}/#q",
        )
        assert view.older.address == f"briefings/{suffix}/"
        assert addresses(view.related) == [f"briefings/{suffix}/"]
    assert shown["briefings/original/"].newer.address == "briefings/later_fr/"


def test_an_answer_written_in_both_languages_is_one_answer() -> None:
    answers = "key_facts: [{{id: a, text: So., kind: judgement, answers: [{{question: {}#q, partly: true}}]}}]\n"
    shown = views(
        corpus(
            {
                "asks": "open_questions: [{id: q, question: Why?}]",
                "says": answers.format("asks"),
                "sagt": "lang: de\ntranslation_of: says\n" + answers.format("asks"),
            }
        )
    )
    question = shown["briefings/asks/"].questions[0]
    assert (question.state, addresses(question.answered_by)) == ("partly-answered", ["briefings/says/#a"])


def test_the_translation_of_a_withdrawn_original_stands_for_itself() -> None:
    withdrawn = FRENCH + "    state: withdrawn\n    changes: [{date: 2024-01-02, kind: retraction, note: Faux.}]\n"
    german = ENGLISH.replace("lang: en", "lang: de").replace("Title", "Titel")
    shown = views(both(original=withdrawn, german=german))
    assert addresses(shown["briefings/2024/"].briefings) == ["briefings/later/", "briefings/translated/"]
    assert addresses(act for _, acts in shown["actors/nato/"].years for act in acts) == ["briefings/translated/#f"]
    assert [link.lang for link in shown["briefings/german/"].languages] == ["en", "de"]
    assert shown["briefings/later/"].facts[0].ladder.steps[0].is_withdrawn


def test_a_translation_that_is_not_shown_leaves_no_trace() -> None:
    secret = ENGLISH + "    tlp: red\n"
    without = corpus({"original": FRENCH, "later": LATER}, actors=ACTORS, topics=TOPICS)
    assert views(both(translated=secret)) == views(without)


def test_a_translation_learns_from_the_original_why_a_question_is_moot() -> None:
    moot = FRENCH.replace("question: Pourquoi ?", "question: Pourquoi ?, state: moot, moot_because: Dépassé.")
    question = views(both(original=moot))["briefings/translated/"].questions[0]
    assert (question.state, question.moot_because.text, question.moot_because.lang) == ("moot", "Dépassé.", "fr")


def test_two_translations_in_one_language_each_point_to_themselves() -> None:
    own = ENGLISH.replace("status: unverified", "status: unverified, answers: [q]")
    shown = views(both(translated=own, twice=own))
    assert shown["briefings/twice/"].facts[0].answers[0].address == "briefings/twice/#q"
    assert shown["briefings/twice/"].facts[0].answers[0].is_here


def test_a_language_is_matched_by_its_base_where_the_tag_differs() -> None:
    assert best_language(("en", "fr-CA", "fr"), ("fr-CH", "en")) == "fr"
    assert best_language(("en", "fr-CA"), ("fr", "en")) == "fr-CA"
    assert best_language(("en", "fr"), ("EN", "fr")) == "en"
    assert best_language(("de",), ("fr", "en")) is None


def test_a_label_that_lacks_the_pages_language_comes_in_the_sites_then_in_the_first() -> None:
    def actor_name(names: str) -> str:
        whole = corpus({"b": "lang: fr\n" + SAID}, actors=f"x: {{name: {names}}}")
        return str(views(whole)["briefings/b/"].quotes[0].speaker.name.text)

    assert actor_name("{de: Ix, en: Ex, fr: Icks}") == "Icks"
    assert actor_name("{de: Ix, en: Ex}") == "Ex"
    assert actor_name("{de: Ix, it: Ics}") == "Ix"
    assert actor_name("X") == "X"


SAID = "quotes: [{id: q, text: Oui., speaker: x}]"
