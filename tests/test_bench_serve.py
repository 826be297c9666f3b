"""The benchmark of serve: its tables say what was measured, and its edits are of one word.

No server or browser is started here; ``make bench-serve`` does that.
"""

from pathlib import Path

import pytest

from tests.bench.corpus import Plan, make_plan, write_site
from tests.bench.serve import Measured, lines_of, memory_of, percentile
from tests.bench.serve_edits import Editor, Look, Sample, slope

BRIEFINGS = 12


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(BRIEFINGS)


def test_an_edit_changes_one_word_of_one_briefing(plan: Plan, tmp_path: Path) -> None:
    write_site(tmp_path / "site", plan)
    before = {path: path.read_text("utf-8") for path in (tmp_path / "site" / "briefings").rglob("*.yml")}
    word, _ = Editor(tmp_path / "site", plan, "http://127.0.0.1/").write(3)
    after = {path: path.read_text("utf-8") for path in before}
    [path] = [path for path in before if after[path] != before[path]]
    assert path.stem == plan.headings[3].id
    new, old = after[path].split(), before[path].split()
    assert [one for one, other in zip(new, old, strict=True) if one != other] == [word]


def test_words_are_new_and_places_are_spread_and_the_same_each_time(plan: Plan, tmp_path: Path) -> None:
    write_site(tmp_path / "site", plan)
    editor = Editor(tmp_path / "site", plan, "http://127.0.0.1/")
    assert len({editor.write(0)[0] for _ in range(5)}) == 5
    assert editor.chosen(4) == Editor(tmp_path / "site", plan, "").chosen(4)
    assert [place // 3 for place in sorted(editor.chosen(4))] == [0, 1, 2, 3]
    assert set(editor.chosen(100)) == set(range(BRIEFINGS))


def test_the_legs_of_an_edit_add_up_and_a_reload_is_what_it_is_compared_with() -> None:
    seconds = {"noticed": 0.1, "building": 0.1, "built": 0.5, "reloading": 0.5, "shown": 1.0, "painted": 0.8}
    edit = Sample(seconds, {"check": 0.1, "fill": 0.2})
    reload = Sample({"reloading": 0.0, "painted": 0.2, "shown": 0.5})
    rows = {line[0].strip(): line[1:] for line in lines_of(Measured([reload], {"at rest": [edit, edit]}, []))}
    assert rows["a reload without an edit"] == ["0.500", "0.500", "0.500", "1.00", ""]
    assert rows["an edit at rest"] == ["1.000", "1.000", "1.000", "2.00", ""]
    assert rows["until it is painted"][-2:] == ["4.00", "80%"]
    assert rows["building"][-1] == "40%"
    assert rows["fill"][-1] == "20%"
    assert rows["showing it"][0] == "0.500"


def test_nine_of_ten_are_not_slower_than_the_ninetieth_percentile() -> None:
    assert percentile([float(number) for number in range(1, 21)], 90) == 18
    assert percentile([3.0, 1.0], 90) == 3
    assert percentile([2.0], 90) == 2


def test_memory_is_told_in_ratio_and_its_growth_is_that_of_later_edits() -> None:
    looks = [Look(1, 100.0), *(Look(edits, 120 + edits / 100) for edits in range(25, 501, 25))]
    assert slope(looks) == pytest.approx(1)
    assert slope(looks[:1]) == 0
    assert memory_of(looks) == [
        ["after the first edit", "100.0", "1.00"],
        ["after 100 edits", "121.0", "1.21"],
        ["after 500 edits", "125.0", "1.25"],
        ["growth with each 100 edits", "1.00", "0.0100"],
    ]
