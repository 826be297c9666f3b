"""A file with more problems than anybody reads: some are told, the rest is said to be there, and no error is lost."""

from collections import Counter

from generator.check import check_site
from generator.check.faults import MAXIMUM_PROBLEMS
from generator.settings import read_settings
from tests.conftest import HEAD, Site


def found(site: Site, facts: str) -> Counter[str]:
    checked = check_site(read_settings(site({"a.yml": HEAD + "key_facts:\n" + facts})))
    return Counter(problem.rule for problem in checked.problems)


def test_warnings_never_hide_an_error(site: Site) -> None:
    warned = "".join(f"- {{id: f{n}, text: A fact, status: unverified}}\n" for n in range(MAXIMUM_PROBLEMS + 50))
    assert found(site, f"{warned}- {{id: last, text: A fact, sources: [nowhere]}}\n") == {
        "no-source": MAXIMUM_PROBLEMS,
        "more-problems": 1,
        "missing-status": 1,
        "unknown-source": 1,
    }


def test_the_errors_that_are_not_told_are_said_to_be_there(site: Site) -> None:
    wrong = "".join(
        f"- {{id: f{n}, text: A fact, kind: assumption, status: unverified}}\n" for n in range(MAXIMUM_PROBLEMS + 50)
    )
    assert found(site, wrong) == {"status-not-allowed": MAXIMUM_PROBLEMS, "more-problems": 1}


def test_as_many_as_are_told_are_all(site: Site) -> None:
    wrong = "".join(
        f"- {{id: f{n}, text: A fact, kind: assumption, status: unverified}}\n" for n in range(MAXIMUM_PROBLEMS)
    )
    assert found(site, wrong) == {"status-not-allowed": MAXIMUM_PROBLEMS}
