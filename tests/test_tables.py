"""Tables that tell what is read of them."""

import pytest

from generator.tables import (
    Key,
    Lookup,
    Table,
    as_text,
    checksums,
    differences,
    is_among,
    kept,
    note,
    pack_keys,
    recording,
    unrecorded,
)

ADDRESSES: dict[tuple[str, str], int] = {("a", "x"): 1, ("a", "y"): 2, ("b", "x"): 3}


def test_every_look_into_a_table_is_noted_and_only_while_it_is_recorded() -> None:
    table = Table("t", {"a": 1, "b": 2})
    assert table["a"] == 1
    with recording() as keys:
        assert (table["a"], table.get("b"), table.get("c", 0)) == (1, 2, 0)
    assert keys == {("t", "a"), ("t", "b"), ("t", "c")}
    table.get("z")
    assert ("t", "z") not in keys


def test_whether_which_and_all_are_other_questions() -> None:
    table = Table("t", {"a": 1})
    with recording() as keys:
        assert "a" in table
        assert "b" not in table
    assert keys == {("t?", "a"), ("t?", "b")}
    for look in (list, len, lambda t: list(reversed(t)), bool):
        with recording() as keys:
            look(table)
        assert keys == {("t#",)}
    for all_ in (table.items, table.values):
        with recording() as keys:
            list(all_())
        assert keys == {("t*",)}


def test_what_is_missing_is_looked_at_too() -> None:
    with recording() as keys, pytest.raises(KeyError):
        Table[str, int]("t")["a"]
    assert keys == {("t", "a")}


def test_entries_of_one_briefing_are_noted_as_one() -> None:
    table: Table[tuple[str, str], int] = Table("t", ADDRESSES)
    with recording() as keys:
        assert table[("a", "x")] == 1
        assert ("a", "z") not in table
    assert keys == {("t", "a"), ("t?", "a")}


def test_a_lookup_notes_the_whole_name() -> None:
    lookup = Lookup("l", ADDRESSES.get, lambda: ADDRESSES)
    with recording() as keys:
        assert lookup[("a", "x")] == 1
        assert ("b", "y") not in lookup
        assert lookup.get(("c", "x"), 7) == 7
        assert (list(lookup), len(lookup)) == (list(ADDRESSES), 3)
    assert keys == {("l", "a", "x"), ("l", "b", "y"), ("l", "c", "x"), ("l#",)}
    with pytest.raises(KeyError):
        lookup[("c", "x")]


def test_a_record_within_another_belongs_to_both() -> None:
    with recording() as outer:
        note("a")
        with recording() as inner:
            note("b")
        note("c")
    assert (inner, outer) == ({("b",)}, {("a",), ("b",), ("c",)})


def test_an_error_ends_a_record() -> None:
    with pytest.raises(ZeroDivisionError), recording() as keys:
        raise ZeroDivisionError
    note("a")
    assert keys == set()


class _Owner:
    def __init__(self) -> None:
        self.table = Table("t", {"a": 1})
        self.made = 0

    @kept
    def total(self) -> Table[str, int]:
        """All."""
        self.made += 1
        return Table("total", {"all": sum(self.table.values())})


def test_what_is_kept_is_made_once_and_notes_only_what_is_asked_of_it() -> None:
    owner = _Owner()
    with recording() as keys:
        assert (owner.total["all"], owner.total["all"], owner.made) == (1, 1, 1)
    assert keys == {("total", "all")}


def test_what_is_unrecorded_is_not_noted() -> None:
    with recording() as keys:
        with unrecorded():
            note("a")
        note("b")
    assert keys == {("b",)}


A, B = ("t", "a"), ("t", "b")


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ({"a": 1}, {"a": 1}, set()),
        ({"a": [1]}, {"a": [1]}, set()),
        ({"a": 1}, {"a": 2}, {A, ("t*",)}),
        ({"a": 1}, {"a": 1, "b": 2}, {B, ("t?", "b"), ("t#",), ("t*",)}),
        ({"a": 1, "b": 2}, {"b": 2}, {A, ("t?", "a"), ("t#",), ("t*",)}),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, {("t#",), ("t*",)}),
        ({"a": None}, {}, {A, ("t?", "a"), ("t#",), ("t*",)}),
        ({("a", "x"): 1}, {("a", "y"): 1}, {A, ("t?", "a"), ("t#",), ("t*",)}),
    ],
)
def test_differences_are_the_keys_that_are_answered_otherwise(
    old: dict[str, object], new: dict[str, object], keys: set[Key]
) -> None:
    with recording() as looked:
        assert set(differences(Table("t", old), Table("t", new))) == keys
    assert looked == set()


def test_keys_are_known_again_by_their_checksums() -> None:
    keys: list[Key] = [("t", "a"), ("item", "one", "f1"), ("name", "\udcff")]
    packed = pack_keys(map(as_text, keys))
    assert packed == pack_keys(map(as_text, [*keys[::-1], keys[0]]))
    for key in keys:
        assert is_among(packed, checksums([as_text(key), "another"]))
    assert not is_among(packed, checksums(["another"]))
    assert not is_among(packed, ())
    assert not is_among(pack_keys([]), checksums(map(as_text, keys)))
