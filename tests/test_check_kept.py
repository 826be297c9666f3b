"""A check that takes over what the last one found tells what any check tells."""

from pathlib import Path

import pytest

from generator.check import check_site
from generator.check.between import MAXIMUM_LOOKED_UP
from generator.check.kept import check_again
from generator.pool import Pool
from generator.problem import Problem
from generator.settings import read_settings
from tests.conftest import GOOD, SOURCES, Site

OTHER = GOOD.replace("2024-10-28", "2024-10-29")


def told_again(folder: Path) -> list[str]:
    """What a check tells that knows the last one; the same as one that doesn't."""
    settings = read_settings(folder)
    found = check_again(settings, Pool(processes=1)).problems
    assert found == check_site(settings).problems
    return [_short(problem) for problem in found]


def _short(problem: Problem) -> str:
    return f"{Path(problem.path).name} {problem.rule}"


@pytest.mark.parametrize(
    ("reference", "rule"),
    [
        ("related: [a]\n", "unknown-briefing"),
        ("translation_of: a\nlang: fr\n", "unknown-briefing"),
        (None, "unknown-briefing"),
    ],
)
def test_a_reference_to_a_file_that_could_not_be_read_and_is_gone_leads_nowhere(
    site: Site, reference: str | None, rule: str
) -> None:
    text = OTHER + reference if reference else OTHER.replace("A fact.", '"See [that](a#f)."')
    folder = site({"a.yml": "title: [", "b.yml": text})
    assert told_again(folder) == ["a.yml yaml-syntax"]
    (folder / "briefings/a.yml").unlink()
    assert told_again(folder) == [f"b.yml {rule}"]
    (folder / "briefings/a.yml").write_text(GOOD)
    assert told_again(folder) == []


def test_an_item_that_a_file_with_an_error_might_have_had_is_missed_when_that_is_mended(site: Site) -> None:
    folder = site({"a.yml": GOOD + "quotes: [{\n", "b.yml": OTHER.replace("A fact.", '"See [that](a#missing)."')})
    assert told_again(folder) == ["a.yml yaml-syntax"]
    (folder / "briefings/a.yml").write_text(GOOD)
    assert told_again(folder) == ["b.yml unknown-item"]


def test_a_language_that_could_not_be_read_may_turn_out_to_be_the_same(site: Site) -> None:
    folder = site({"a.yml": GOOD + "lang: x-\n", "b.yml": OTHER + "translation_of: a\nlang: en\n"})
    assert told_again(folder) == ["a.yml wrong-language"]
    (folder / "briefings/a.yml").write_text(GOOD + "lang: en\n")
    assert told_again(folder) == ["b.yml bad-translation"]


def test_an_entry_that_a_registry_with_an_error_might_have_had_is_missed_when_that_is_mended(site: Site) -> None:
    folder = site({"registry/topics.yml": "ports: [", "b.yml": GOOD + "topics: [roads]\n"})
    assert told_again(folder) == ["topics.yml yaml-syntax"]
    (folder / "briefings/registry/topics.yml").write_text("ports: {name: Ports}\n")
    assert told_again(folder) == ["b.yml unknown-topic"]


def test_a_name_that_nearly_matches_is_told_whichever_files_are_looked_at_again(site: Site) -> None:
    many = [f"Nobody {number}" for number in range(MAXIMUM_LOOKED_UP)]
    facts = "".join(
        f"- {{text: Fact {number}., status: unverified, sources: [s], attributed_to: ['{name}']}}\n"
        for number, name in enumerate([*many, "Harbour Ofice"])
    )
    head = GOOD.partition("sources:")[0] + SOURCES + "key_facts:\n"
    folder = site(
        {
            "registry/actors.yml": "office: {name: Harbour Office}\n",
            "a.yml": head + facts,
            "b.yml": head + facts.splitlines()[-1] + "\n",
        }
    )
    assert told_again(folder) == ["b.yml near-actor"]
    (folder / "briefings/b.yml").write_text((folder / "briefings/b.yml").read_text().replace("A title", "Title"))
    assert told_again(folder) == ["b.yml near-actor"]
