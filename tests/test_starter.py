"""What ``briefpress new`` and ``briefpress init`` write can be used at once."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.check import check_site
from generator.cli.start import init, new
from generator.load.document import read_briefing
from generator.model.briefing import Briefing
from generator.model.shape import Either, Record, Sequence, Shape, Table, shape_of
from generator.settings import read_settings
from generator.starter import StarterError, briefing_text, new_briefing, new_site

ROOT = Path(__file__).parents[1]
TODAY = date(2024, 2, 3)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    new_site(tmp_path / "site", TODAY)
    return tmp_path / "site"


def test_a_new_site_has_no_problem(site: Path) -> None:
    checked = check_site(read_settings(site))
    assert checked.problems == ()
    assert list(checked.corpus.briefings) == ["2024-02-03-a-first-briefing"]


def test_a_new_site_is_not_written_over_anything(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StarterError, match="is not empty"):
        new_site(tmp_path, TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_init_says_what_it_wrote_and_what_to_do_next(tmp_path: Path) -> None:
    said = CliRunner().invoke(init, [str(tmp_path / "our site")], standalone_mode=False)
    assert "mkdocs.yml" in said.output
    assert f"Now: cd '{tmp_path}/our site' && briefpress serve" in said.output


@pytest.mark.parametrize(
    "name",
    [
        p.relative_to(ROOT / "docs").as_posix()
        for p in (ROOT / "docs").glob("**/*.md")
        if p.parent.name in ("docs", "frames") and p.name != "benchmarks.md"
    ],
)
def test_pages_of_a_new_site_are_those_of_the_shipped_one(name: str) -> None:
    starter = ROOT / "generator" / "starter" / "site" / "docs" / name
    if name != "index.md":  # the shipped site's first page speaks of BriefPress
        assert starter.read_bytes() == (ROOT / "docs" / name).read_bytes()


def test_a_new_briefing_is_a_draft_without_a_problem(site: Path) -> None:
    path = new_briefing(read_settings(site), "What happened", "fr")
    document = read_briefing(str(path), path.read_bytes())
    assert document.problems == ()
    assert isinstance(document.content, Briefing)
    assert (document.content.title, document.content.lang, document.content.state) == ("What happened", "fr", "draft")


def test_a_briefing_that_is_there_is_never_written_over(site: Path) -> None:
    path = new_briefing(read_settings(site), "What happened", None)
    path.write_text("mine", "utf-8")
    with pytest.raises(StarterError, match="is there already"):
        new_briefing(read_settings(site), "What happened", None)
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "said"), [([" "], "the title is empty"), (["a" * 301], "301"), (["a", "--lang", "xx"], "CLDR")]
)
def test_a_title_or_language_that_the_contract_refuses_is_told(site: Path, arguments: list[str], said: str) -> None:
    outcome = CliRunner().invoke(new, [*arguments, "--folder", str(site)])
    assert outcome.exit_code == 2
    assert said in outcome.output


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=80))
def test_any_title_comes_back_from_the_file(title: str) -> None:
    title = " ".join(title.split()) or "empty"
    briefing = read_briefing("a.yml", briefing_text(title, TODAY, "en").encode()).content
    assert isinstance(briefing, Briefing)
    assert briefing.title == title


def test_the_starter_file_shows_every_field_of_the_contract() -> None:
    words = briefing_text("a", TODAY, "en").replace("{", " ").split()
    missing = [name for name in fields_of(shape_of(Briefing)) if f"{name}:" not in words]
    # Short forms are shown for these; the long ones are for the field reference.
    assert set(missing) <= {"question", "partly", "by"}


def fields_of(shape: Shape) -> list[str]:
    match shape:
        case Record():
            return [name for field in shape.fields.values() for name in (field.name, *fields_of(field.shape))]
        case Sequence():
            return fields_of(shape.entry)
        case Table():
            return fields_of(shape.value)
        case Either():
            return fields_of(shape.other)
        case _:
            return []
