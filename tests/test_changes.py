"""What is answered otherwise after an edit of briefings."""

from collections.abc import Mapping

import pytest

from generator.changes import changes, corpus_tables, is_alike, seen_elsewhere, touched
from generator.corpus import Corpus
from generator.tables import as_text, recording
from generator.views.plan import view_tables
from tests.corpora import corpus, settings, views

ONE = """
    title: First
    date: 2024-01-01
    key_facts:
      - {id: f, text: A fact., status: confirmed, sources: [s, t]}
      - {id: g, text: Another one., status: confirmed, sources: [s, t], attributed_to: [Jane Doe]}
    figures: [{id: n, label: Ships, value: 1, unit: ships, indicator: waiting, as_of: 2024-01-01}]
    open_questions: [{id: q, question: Why?}]
    sources: [{id: s, title: Source, publisher: A}, {id: t, title: Other source, publisher: B}]
"""
TWO = """
    title: Second
    date: 2024-01-02
    topics: [ports]
    key_facts: [{id: f, text: Nothing new., status: unverified, sources: [s]}]
    sources: [{id: s, title: Source, publisher: A}]
"""
OWN = {"briefing\tone", "citations\tone"}
"""What is said of any edit of this one."""


def changed(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]

    def read(texts: Mapping[str, str]) -> Corpus:
        return corpus(dict(texts))

    return changes(read(old), read(new), names, lambda one: (*corpus_tables(one), *view_tables(one, settings())))


@pytest.mark.parametrize(
    ("before", "after", "keys"),
    [
        ("A fact.", "A fact!", {"item\tone\tf"}),
        ("First", "The first", {"head\tone"}),
        ("{id: s, title: Source,", "{id: s, title: Sauce,", {"source\tone\ts"}),
        (
            "{id: n,",
            "{id: n2,",
            {"kinds\tone", "item\tone\tn", "item\tone\tn2", "point\tone\tn", "point\tone\tn2", "series\twaiting", "series*", "latest\twaiting", "latest*", "timeline\t2024-01", "timeline*"},
        ),
        ("value: 1,", "value: 2,", {"item\tone\tn", "point\tone\tn"}),
        ("as_of: 2024-01-01", "as_of: 2024-01-03", {"item\tone\tn", "point\tone\tn", "kinds\tone"}),
        ("unit: ships,", "unit: boats,", {"item\tone\tn", "unit\twaiting", "unit*", "kinds\tone"}),
        (
            "Jane Doe",
            "JANE DOE",
            {"item\tone\tg", "plain_names\tjane-doe", "plain_names*", "kinds\tone"},
        ),
        ("Why?}", "Why?, state: moot, moot_because: So.}", {"item\tone\tq", "moot\tone", "moot?\tone", "moot#", "moot*", "kinds\tone"}),
    ],
)  # fmt: skip
def test_an_edit_changes_the_answers_that_it_is_about_and_no_others(before: str, after: str, keys: set[str]) -> None:
    assert before in ONE
    found = changed({"one": ONE, "two": TWO}, {"one": ONE.replace(before, after), "two": TWO})
    assert OWN | keys <= found <= OWN | keys | {"kinds\tone"}


def test_an_edit_of_a_text_leaves_all_tables_across_briefings() -> None:
    old, new = corpus({"one": ONE}), corpus({"one": ONE.replace("A fact.", "A fact!")})
    assert is_alike(old, new, ["one"])
    assert not is_alike(old, corpus({"one": ONE.replace("[s, t]", "[s, t], updates: g")}), ["one"])


def test_sources_in_another_order_have_other_numbers() -> None:
    head, _, _ = ONE.partition("    sources: [{id: s")
    turned = (
        f"{head}    sources: [{{id: t, title: Other source, publisher: B}}, {{id: s, title: Source, publisher: A}}]\n"
    )
    assert changed({"one": ONE}, {"one": turned}) == OWN | {"numbers\tone"}


def test_a_new_briefing_changes_what_there_is() -> None:
    found = changed({"one": ONE}, {"one": ONE, "two": TWO})
    assert {"briefing\ttwo", "briefing?\ttwo", "briefing#", "head\ttwo", "head#", "item\ttwo\tf", "newer\tone"} <= found
    assert found == changed({"one": ONE, "two": TWO}, {"one": ONE})
    assert not found & {"briefing\tone", "head\tone", "item\tone\tf"}


def test_the_same_briefings_change_nothing() -> None:
    assert changed({"one": ONE, "two": TWO}, {"one": ONE, "two": TWO}) == set()
    assert touched({"a": b"1", "b": b"2", "c": b"3"}, {"b": b"2", "c": b"4", "d": b"5"}) == ["a", "c", "d"]


def test_what_a_briefing_says_of_itself_is_not_seen_elsewhere() -> None:
    whole = corpus({"one": ONE, "two": TWO})
    with recording() as keys:
        views(whole)
    seen = seen_elsewhere(keys, "one")
    assert not any(text.startswith(("item\tone\t", "head\tone")) for text in seen)
    assert {"head\ttwo", "item\ttwo\tf"} <= set(seen)
    assert set(seen_elsewhere(keys, "")) == set(map(as_text, keys))
