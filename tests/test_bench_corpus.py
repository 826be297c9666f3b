"""The site of the search benchmark is what it says: valid, the same every time, with its markers in their places."""

import re
from datetime import date
from pathlib import Path

import pytest

from generator.check import check_site
from generator.settings import read_settings
from tests.bench.corpus import MARKED, Plan, make_plan, write_site

BRIEFINGS = 40


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(BRIEFINGS)


@pytest.fixture(scope="module")
def folder(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("corpus") / "site"
    write_site(written, plan)
    return written


def texts(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in sorted((folder / "briefings").glob("2*/*.yml"))}


def test_it_passes_the_check_without_a_warning(folder: Path) -> None:
    assert check_site(read_settings(folder, today=date(2025, 1, 1))).problems == ()
    assert len(texts(folder)) == BRIEFINGS


def test_it_is_half_french_and_half_english_and_spans_ten_years(folder: Path, plan: Plan) -> None:
    languages = [re.findall(r"^lang: (\w+)$", text, re.MULTILINE) for text in texts(folder).values()]
    assert sorted(languages) == [["en"]] * (BRIEFINGS // 2) + [["fr"]] * (BRIEFINGS // 2)
    assert {heading.day.year for heading in plan.headings} == set(range(2015, 2025))


def test_a_briefing_has_about_five_kilobytes(folder: Path) -> None:
    sizes = [len(text.encode()) for text in texts(folder).values()]
    assert 4500 < sum(sizes) / len(sizes) < 6000


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_site(tmp_path / "again", make_plan(BRIEFINGS))
    files = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
    again = {path.relative_to(tmp_path / "again"): path.read_bytes() for path in (tmp_path / "again").rglob("*.*")}
    assert again == files


def test_another_seed_gives_other_briefings(plan: Plan) -> None:
    assert make_plan(BRIEFINGS, seed=2).headings != plan.headings


def test_a_marker_stands_once_in_each_of_its_briefings_and_in_no_other(folder: Path, plan: Plan) -> None:
    assert [marker.language for marker in plan.markers] == ["en", "fr"]
    for marker in plan.markers:
        found = {
            name: len(re.findall(rf"\b{marker.word}\b", text, re.IGNORECASE)) for name, text in texts(folder).items()
        }
        assert {name: times for name, times in found.items() if times} == dict.fromkeys(marker.briefings, 1)
        assert len(marker.briefings) == MARKED


def test_a_frequent_word_begins_like_the_marker(folder: Path, plan: Plan) -> None:
    for marker in plan.markers:
        assert marker.longer.startswith(marker.word)
        holding = [name for name, text in texts(folder).items() if marker.longer in text.lower()]
        assert len(holding) > MARKED
