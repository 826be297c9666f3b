"""All briefings together: held packed, and unpacked one by one."""

from pathlib import Path

import msgspec

from generator.check import check_site
from generator.check.edit import check_edit
from generator.corpus import Briefings
from generator.model.briefing import Briefing
from generator.tables import recording
from tests.tiny_site import settings_of, write_site


def packed(title: str) -> bytes:
    return msgspec.msgpack.encode(Briefing(title=title, date="2024-01-01", summary="S"))


def test_a_briefing_in_the_place_of_another_leaves_the_others_packed() -> None:
    briefings = Briefings({"a": packed("A"), "b": packed("B"), "c": packed("C")})
    with recording() as keys:
        found = briefings.replaced({"b": packed("Other")})
    assert keys == set()
    assert list(found) == ["a", "b", "c"]
    assert {name: type(found.packed(name)) for name in found} == dict.fromkeys("abc", bytes)
    assert [found[name].title for name in found] == ["A", "Other", "C"]
    assert briefings["b"].title == "B"


def test_briefings_that_are_packed_up_are_found_as_before() -> None:
    contents: dict[str, Briefing | bytes] = {"a": packed("A"), "b": Briefing(title="B", date="2024-01-01", summary="S")}
    briefings = Briefings(contents)
    before = dict(briefings.items())
    briefings.pack_up()
    assert briefings._opened == {}
    assert dict(briefings.items()) == before


def test_however_many_briefings_are_edited_their_check_leaves_none_unpacked(tmp_path: Path) -> None:
    settings = settings_of(write_site(tmp_path, briefings=3))
    checked = check_site(settings)
    for path in sorted(checked.corpus.paths.values()):
        file = settings.folder / path
        file.write_text(file.read_text("utf-8").replace("title: ", "title: New ", 1), "utf-8")
        found = check_edit(settings, checked, {path})
        assert found is not None
        assert found.parsed == 1
        assert found.corpus.briefings._opened == {}
        checked = found
