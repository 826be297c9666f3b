"""Topics, actors, indicators, years and slots: what is gathered from many briefings."""

import msgspec
import pytest

from generator.views.slots import SLOTS, SlotError
from tests.corpora import corpus, slot, views

TOPICS = """
    world: {name: World}
    war: {name: {en: War, fr: Guerre}, parent: world, description: Wars.}
    front: {name: Front line, parent: war}
    aid: {name: Aid, parent: world}
    empty: {name: Empty, parent: world}
"""
ON_TOPICS = {
    "one": "topics: [front]\nopen_questions: [{id: q, question: One?}]",
    "two": "date: 2024-02-01\ntopics: [war, front]\nopen_questions: [{id: q, question: Two?}]",
    "three": "date: 2023-01-01\ntopics: [aid]\nopen_questions: [{id: q, question: Three?}]",
}


def test_a_topic_lists_the_briefings_of_its_sub_topics_once_and_newest_first() -> None:
    shown = views(corpus(ON_TOPICS, topics=TOPICS))
    lists = {
        topic: [link.title.text for link in shown[f"topics/{topic}/"].briefings]
        for topic in ("world", "war", "front", "aid")
    }
    assert lists == {"world": ["two", "one", "three"], "war": ["two", "one"], "front": ["two", "one"], "aid": ["three"]}
    assert [q.question.question.text for q in shown["topics/war/"].questions] == ["Two?", "One?"]


def test_a_topic_knows_the_wider_one_and_those_below_that_have_a_page() -> None:
    shown = views(corpus(ON_TOPICS, topics=TOPICS))
    world = shown["topics/world/"]
    assert ([child.name.text for child in world.children], world.parent) == (["Aid", "War"], None)
    assert shown["topics/front/"].parent.address == "topics/war/"
    assert "topics/empty/" not in shown


def test_topics_are_listed_as_a_tree() -> None:
    entries = slot(corpus(ON_TOPICS, topics=TOPICS), "topics").entries
    assert [(e.named.name.text, e.depth, e.count) for e in entries] == [
        ("World", 0, 3),
        ("Aid", 1, 1),
        ("War", 1, 2),
        ("Front line", 2, 2),
    ]


def test_without_a_registry_a_topic_is_known_by_its_id() -> None:
    shown = views(corpus(ON_TOPICS))
    assert shown["topics/war/"].name.text == "war"
    assert "topics/world/" not in shown


ACTS = """
    key_facts:
      - id: f
        text: Troops.
        status: contested
        attributed_to: [nato, Otan]
        responses: [{by: Moscow, stance: denies}, {by: Dmitri Peskov, stance: denies}]
    quotes: [{id: q, text: No., speaker: russia}]
    figures: [{id: n, label: Troops, value: 1, attributed_to: [DMITRI PESKOV]}]
"""
ACTORS = """
    nato: {name: {en: NATO, fr: OTAN}, kind: organisation, role: {en: Alliance}}
    russia: {name: Russia, aliases: [Moscow]}
"""


def test_actors_are_listed_by_name_with_how_much_they_did() -> None:
    entries = slot(corpus({"b": ACTS}, actors=ACTORS), "actors").entries
    assert [(e.named.name.text, e.count, e.note and e.note.text) for e in entries] == [
        ("Dmitri Peskov", 2, None),
        ("NATO", 1, "Alliance"),
        ("Russia", 2, None),
    ]


def figure(name: str, when: str) -> str:
    return f"{{id: {name}, label: L, value: 1, indicator: dead, {when}}}"


def test_a_series_follows_the_moment_described_then_the_report_then_the_briefing() -> None:
    late = [
        figure("end-of-month", "period: 2023-11"),
        figure("whole-year", "period: 2023"),
        figure("range", "period: 2023-10-01/2023-10-20"),
        figure("start-of-month", "as_of: 2023-11"),
        figure("undated", "unit: men"),
        figure("told-only", "reported_on: 2023-11-15"),
        figure("told-later", "as_of: 2023-12-24, reported_on: 2023-12-31"),
        figure("told-first", "as_of: 2023-12-24, reported_on: 2023-12-25"),
    ]
    files = {
        "early": f"date: 2023-12-26\nfigures: [{figure('told-between', 'as_of: 2023-12-24')}]",
        "late": f"date: 2024-01-01\nfigures: [{', '.join(late)}]",
    }
    view = views(corpus(files))["indicators/dead/"]
    assert [listed.figure.id for listed in view.series] == [
        "range",
        "start-of-month",
        "told-only",
        "end-of-month",
        "told-first",
        "told-between",
        "told-later",
        "whole-year",
        "undated",
    ]
    assert view.name.text == "dead"


def test_the_unit_of_a_series_is_that_of_its_earliest_figure_with_a_number() -> None:
    files = {
        "b1": f"date: 2023-01-01\nfigures: [{{id: n, label: L, display: many, indicator: dead, unit: men}}, {figure('m', 'as_of: 2023')}]",
        "b2": f"date: 2023-02-01\nfigures: [{figure('n', 'as_of: 2022, unit: men')}]",
    }
    assert views(corpus(files))["indicators/dead/"].unit == ""
    assert views(corpus({"b2": files["b2"]}))["indicators/dead/"].unit == "men"


def test_an_indicator_of_the_registry_brings_its_own_words() -> None:
    whole = corpus(
        {"b": f"figures: [{figure('n', 'unit: persons')}]"},
        indicators="dead: {name: Dead, unit: people, counts: Soldiers}",
    )
    shown = views(whole)
    assert (shown["indicators/dead/"].unit, shown["indicators/dead/"].counts.text) == ("people", "Soldiers")
    assert shown["briefings/b/"].figures[0].indicator.address == "indicators/dead/"
    assert [(e.named.name.text, e.count) for e in slot(whole, "indicators").entries] == [("Dead", 1)]


def nearby(files: dict[str, str], briefing: str) -> list[tuple[str, int]]:
    """For each figure of a briefing the numbers near it in its series, and which of them is its own."""
    figures = views(corpus(files))[f"briefings/{briefing}/"].figures
    return [
        (" ".join(point.value or f"{point.minimum}-{point.maximum}" for point in f.nearby), f.place) for f in figures
    ]


def month(number: int, value: str = "", more: str = "") -> str:
    told = value or f"value: {number}"
    return f"figures: [{{id: n, label: L, {told}, indicator: dead, as_of: 2024-{number:02}{more}}}]"


def test_a_figure_has_the_numbers_of_its_series_beside_it_where_there_are_three() -> None:
    files = {f"m{number}": month(number) for number in (1, 2, 3)}
    assert nearby(files, "m2") == [("1 2 3", 1)]
    assert nearby({name: files[name] for name in ("m1", "m2")}, "m2") == [("", 0)]
    files |= {"m3": month(3, "value: {min: 3, max: 4}"), "m4": month(4, "display: many")}
    assert nearby(files, "m1") == [("1 2 3-4", 0)]
    assert nearby(files, "m4") == [("", 0)]


def test_only_numbers_in_the_unit_of_the_series_stand_beside_one_another() -> None:
    files = {f"m{number}": month(number) for number in (1, 2, 3, 5)} | {"m4": month(4, more=", unit: thousand")}
    assert nearby(files, "m3") == [("1 2 3 5", 2)]
    assert nearby(files, "m4") == [("", 0)]


def test_of_a_long_series_a_figure_has_the_nearest_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.views.index.NEARBY", 4)
    files = {f"m{number}": month(number) for number in range(1, 10)}
    assert nearby(files, "m1") == [("1 2 3 4", 0)]
    assert nearby(files, "m5") == [("3 4 5 6", 2)]
    assert nearby(files, "m9") == [("6 7 8 9", 3)]


def test_a_translation_has_the_numbers_beside_its_figure_and_other_pages_do_without() -> None:
    files = {f"m{number}": month(number, more=", attributed_to: [NATO]") for number in (1, 2, 3)}
    files["fr"] = f"lang: fr\ntranslation_of: m2\n{month(2)}"
    assert nearby(files, "fr") == [("1 2 3", 1)]
    shown = views(corpus(files))
    assert [one.figure.nearby for one in shown["indicators/dead/"].series] == [(), (), ()]


def test_what_is_hidden_stands_beside_no_figure() -> None:
    files = {f"m{number}": month(number) for number in (1, 2, 3, 4)}
    files["m4"] = f"tlp: red\n{files['m4']}"
    assert nearby(files, "m2") == [("1 2 3", 1)]
    files["m3"] = f"state: withdrawn\nchanges: [{{date: 2024-01-01, kind: retraction, note: Gone.}}]\n{files['m3']}"
    assert nearby(files, "m2") == [("", 0)]


def test_each_year_has_an_archive_that_names_the_others() -> None:
    whole = corpus(ON_TOPICS)
    assert [link.title.text for link in views(whole)["briefings/2024/"].briefings] == ["two", "one"]
    assert views(whole)["briefings/2023/"].years == ("2024", "2023")
    assert [year.when for year in slot(whole, "archive").years] == ["2024", "2023"]
    assert [(e.named.address, e.count) for e in slot(whole, "years").entries] == [
        ("briefings/2024/", 2),
        ("briefings/2023/", 1),
    ]


def test_the_latest_briefings_are_six_or_as_many_as_asked_for() -> None:
    whole = corpus({f"b{day}": f"date: 2024-01-0{day}" for day in range(1, 9)})
    assert [link.title.text for link in slot(whole, "latest").briefings] == ["b8", "b7", "b6", "b5", "b4", "b3"]
    assert [link.title.text for link in slot(whole, "latest", limit="2").briefings] == ["b8", "b7"]


def test_the_question_board_goes_by_state_then_newest_first_and_can_be_narrowed() -> None:
    answer = "key_facts: [{id: a, text: So., kind: judgement, answers: [two#q]}]"
    whole = corpus(ON_TOPICS | {"four": "date: 2024-03-01\n" + answer}, topics=TOPICS)

    def board(**options: str) -> list[str]:
        return [listed.question.question.text for listed in slot(whole, "questions", **options).questions]

    assert board() == ["One?", "Three?", "Two?"]
    assert board(state="answered") == ["Two?"]
    assert board(topic="war") == ["One?", "Two?"]
    assert board(topic="empty") == []
    assert board(topic="world", state="open", limit="1") == ["One?"]


def test_sources_are_listed_by_publisher_those_without_one_last() -> None:
    files = {
        "a": "sources: [{id: s, title: No publisher}, {id: t, title: Old, publisher: Reuters, date: 2023}]",
        "b": "sources: [{id: s, title: New, publisher: REUTERS, date: 2024-01}, {id: t, title: Paper, publisher: Écho}]",
    }
    publishers = slot(corpus(files), "sources").publishers
    assert [(p.name, [s.source.title.text for s in p.sources]) for p in publishers] == [
        ("Écho", ["Paper"]),
        ("Reuters", ["New", "Old"]),
        ("", ["No publisher"]),
    ]


def test_a_report_that_several_briefings_list_counts_once_by_its_address() -> None:
    post, agency = (
        "{id: s, title: Post, url: 'https://x.example/1'}",
        "publisher: Paper, url: 'https://paper.example/2'",
    )
    files = {
        "a": f"sources: [{post}, {{id: t, title: Print, {agency}, origin: AFP}}]",
        "b": f"sources: [{post}, {{id: t, title: Print, {agency}}}]",
        "c": f"sources: [{post}, {{id: u, title: Other, publisher: AFP, archive_url: 'https://archive.example/3'}}]",
    }
    view = slot(corpus({name: f"key_facts: [{{text: T., status: unverified}}]\n{text}" for name, text in files.items()}), "sources")  # fmt: skip
    assert (view.reports, view.origins) == (3, 2)
    assert [(one.name, one.reports) for one in view.shared] == [("AFP", 2)]
    assert [one.pointer.address for one in view.shared[0].sources] == ["briefings/c/#u", "briefings/a/#t"]
    assert sum(len(publisher.sources) for publisher in view.publishers) == 6


def test_a_publisher_has_the_grades_that_its_sources_are_given() -> None:
    sources = (f"{{id: {name}, title: T, publisher: Reuters{more}}}" for name, more in {"a": ", reliability: C", "b": "", "c": ", reliability: B", "d": ", reliability: C"}.items())  # fmt: skip
    (reuters,) = slot(corpus({"x": f"sources: [{', '.join(sources)}]\nkey_facts: [{{text: T., status: unverified}}]"}), "sources").publishers  # fmt: skip
    assert reuters.grades == ("B", "C")


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("lates", {}, "there is no slot “lates”; did you mean “latest”?"),
        ("latest", {"limits": "3"}, "the slot “latest” has no option “limits”; did you mean “limit”?"),
        ("archive", {"limit": "3"}, "the slot “archive” has no option “limit”; it takes none"),
        ("latest", {"limit": "0"}, "the limit “0” is not a number of entries; write a whole number from 1 on"),
        ("latest", {"limit": "²"}, "the limit “²” is not a number of entries; write a whole number from 1 on"),
        ("questions", {"state": "opened"}, "no question is “opened”; did you mean “open”?"),
        ("questions", {"topic": "wars"}, "there is no topic “wars”; did you mean “war”?"),
        ("timeline", {"topic": "wars"}, "there is no topic “wars”; did you mean “war”?"),
        ("timeline", {"actor": "nobody"}, "there is no actor “nobody”; see the actors of the briefings"),
        ("timeline", {"limit": "0"}, "the limit “0” is not a number of entries; write a whole number from 1 on"),
        ("corrections", {"topic": "war"}, "the slot “corrections” has no option “topic”; it takes limit"),
    ],
)
def test_a_slot_that_can_not_be_filled_says_why(name: str, options: dict[str, str], message: str) -> None:
    with pytest.raises(SlotError) as raised:
        slot(corpus(ON_TOPICS, topics=TOPICS), name, **options)
    assert str(raised.value) == message


def test_every_slot_of_an_empty_site_is_empty() -> None:
    views_of_nothing = {name: msgspec.to_builtins(slot(corpus({}), name)) for name in SLOTS}
    nothing: tuple[object, ...] = (None, 0, "", (), {}, {"topics": (), "actors": ()})
    assert not [
        name
        for name, view in views_of_nothing.items()
        for field, listed in view.items()
        if field != "kind" and listed not in nothing
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("张伟", "章伟"),
        ("C++", "C#"),
        ("../../x", "x"),
        ("Jean-Pierre", "Jean Pierre"),
        ("A" * 299 + "b", "A" * 299 + "c"),
    ],
)
def test_names_that_look_alike_in_an_address_are_two_actors(one: str, other: str) -> None:
    made = corpus({"a": f"key_facts: [{{text: a, status: unverified, attributed_to: ['{one}', '{other}']}}]"})
    assert len([address for address in views(made) if address.startswith("actors/")]) == 2


@pytest.mark.parametrize(("one", "other"), [("Élodie Dupont", "elodie  DUPONT"), ("张伟", "张伟")])
def test_names_that_differ_in_case_and_accents_only_are_one_actor(one: str, other: str) -> None:
    made = corpus(
        {"a": f"key_facts: [{{text: a, status: unverified, attributed_to: ['{one}']}}]"}
        | {"b": f"key_facts: [{{text: a, status: unverified, attributed_to: ['{other}']}}]"}
    )
    assert len([address for address in views(made) if address.startswith("actors/")]) == 1


def test_no_actor_has_an_address_that_windows_keeps_for_a_device() -> None:
    made = corpus({"a": "key_facts:\n- {text: a, status: unverified, attributed_to: [Con, NUL, com1]}\n"})
    assert not {"actors/con/", "actors/nul/", "actors/com1/"} & set(views(made))


def test_topics_nested_without_end_are_listed() -> None:
    chain = "".join(f"    t{n}: {{name: T{n}, parent: t{n + 1}}}\n" for n in range(3000)) + "    t3000: {name: T3000}\n"
    entries = slot(
        corpus({"a": "topics: [t0]\nopen_questions: [{question: Why?}]"}, topics="\n" + chain), "topics"
    ).entries
    assert [entries[0].depth, entries[-1].depth, entries[-1].named.name.text] == [0, 3000, "T0"]
