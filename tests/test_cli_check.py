"""``briefpress check`` as people and workflows run it: exit codes, options, paths, and where the answer goes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from generator.cli.main import main
from tests.conftest import GOOD, Site
from tests.tiny_site import tree

WARNED = GOOD.replace(", sources: [s]", "")
WRONG = GOOD.replace("unverified", "unsure")


class Result(NamedTuple):
    returncode: int | str | None
    stdout: str
    stderr: str


class Run(Protocol):
    def __call__(self, folder: Path, *arguments: str, **environment: str) -> Result: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``briefpress`` in a folder, as a console would."""
    monkeypatch.setenv("COLUMNS", "100")

    def call(folder: Path, *arguments: str, **environment: str) -> Result:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["briefpress", *arguments])
        with pytest.raises(SystemExit) as exit_:
            main()
        return Result(exit_.value.code, *capsys.readouterr())

    return call


@pytest.mark.parametrize(
    ("text", "arguments", "code", "last"),
    [
        (GOOD, [], 0, "1 file, no problem"),
        (WARNED, [], 0, "1 warning in 1 file of 1"),
        (WARNED, ["--strict"], 1, "1 warning in 1 file of 1"),
        (WRONG, [], 1, "1 error in 1 file of 1"),
        ("\0", ["--strict"], 1, "2 errors in 1 file of 1"),
    ],
)
def test_the_exit_code_says_whether_the_input_is_fine(
    run: Run, text: str, arguments: list[str], code: int, last: str, site: Site
) -> None:
    result = run(site({"a.yml": text}), "check", *arguments)
    assert (result.returncode, result.stdout.splitlines()[-1], result.stderr) == (code, last, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xml"], "xml"),
        (["--nonsense"], "--nonsense"),
        (["nowhere.yml"], "nowhere.yml"),
        (["/"], "is not in the site's folder"),
        (["-C", "nowhere"], "nowhere"),
        (["-C", "briefings"], "there is no mkdocs.yml"),
    ],
)
def test_wrong_usage_is_exit_code_2_and_one_message(run: Run, arguments: list[str], message: str, site: Site) -> None:
    result = run(site({"a.yml": GOOD}), "check", *arguments)
    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("configuration", ["", "site_name: [", "- a", "site_name: 3", "theme: x"])
def test_a_configuration_that_cannot_be_used_is_wrong_usage(run: Run, configuration: str, site: Site) -> None:
    result = run(site({"a.yml": GOOD, "/mkdocs.yml": configuration}), "check")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("briefpress: mkdocs.yml")
    assert len(result.stderr.splitlines()) == 1


def test_a_clock_that_is_no_number_is_wrong_usage(run: Run, site: Site) -> None:
    result = run(site({"a.yml": GOOD}), "check", SOURCE_DATE_EPOCH="yesterday")
    assert (result.returncode, result.stdout) == (2, "")
    assert "yesterday" in result.stderr


def test_a_bug_of_ours_is_exit_code_3_with_a_report_to_send(
    run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("generator.cli.check.check_again", fail)
    result = run(site({"a.yml": GOOD}), "check")
    assert (result.returncode, result.stdout) == (3, "")
    assert "KeyError: 'x'" in result.stderr
    assert "Please report it" in result.stderr


def test_no_mistake_of_a_contributor_shows_a_traceback(run: Run, site: Site) -> None:
    files: dict[str, str | bytes] = {
        "a.yml": b"\xff",
        "b.yml": "",
        "c.yml": "[",
        "d.yml": "a: *b",
        "e.yml": "title: []",
        "registry/actors.yml": "a",
        "registry/x": "",
    }
    result = run(site(files), "check")
    assert (result.returncode, result.stderr) == (1, "")


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        ([], ["2024/a", "2024/b", "c", "registry/actors"]),
        (["briefings"], ["2024/a", "2024/b", "c", "registry/actors"]),
        (["."], ["2024/a", "2024/b", "c", "registry/actors"]),
        (["briefings/2024"], ["2024/a", "2024/b"]),
        (["briefings/2024/../c.yml"], ["c"]),
        (["briefings/c.yml", "briefings/2024/b.yml"], ["2024/b", "c"]),
        (["briefings/2024/good.yml"], []),
    ],
)
def test_paths_choose_whose_problems_are_told(run: Run, paths: list[str], told: list[str], site: Site) -> None:
    files: dict[str, str | bytes] = {
        "2024/a.yml": WRONG,
        "2024/b.yml": WRONG,
        "2024/good.yml": f"{GOOD}related: [a]\n",
        "c.yml": WRONG,
        "registry/actors.yml": "a: A\n",
    }
    result = run(site(files), "check", "--format", "json", *paths)
    assert [problem["path"] for problem in json.loads(result.stdout)["problems"]] == [
        f"briefings/{name}.yml" for name in told
    ]
    assert result.returncode == int(bool(told))


def test_the_folder_may_be_named_from_anywhere(run: Run, site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, elsewhere = site({"a.yml": WRONG, "b.yml": GOOD}), tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "link").symlink_to(folder)
    for name in (str(folder), "link"):
        assert run(elsewhere, "check", "-C", name).stdout.startswith("briefings/a.yml:7:34: error: ")
        assert run(elsewhere, "check", "-C", name, f"{name}/briefings/b.yml").returncode == 0


def test_a_link_that_is_named_is_told_as_a_link(run: Run, site: Site) -> None:
    folder = site({"a.yml": GOOD})
    (folder / "briefings" / "b.yml").symlink_to("/etc/hostname")
    assert "briefings/b.yml:1:1: error: this is a link" in run(folder, "check", "briefings/b.yml").stdout


def test_json_is_one_document_and_nothing_else(run: Run, site: Site) -> None:
    clean = run(site({"a.yml": GOOD}), "check", "--format", "json")
    assert (json.loads(clean.stdout), clean.returncode) == ({"version": 1, "problems": []}, 0)


def test_on_github_every_problem_is_an_annotation_and_a_line_of_the_summary(
    run: Run, site: Site, tmp_path: Path
) -> None:
    folder, summary = site({f"a{n}.yml": WRONG for n in range(12)}), tmp_path / "summary.md"
    summary.write_text("before\n")
    result = run(folder, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))
    assert result.returncode == 1
    assert [line.split(",")[0] for line in result.stdout.splitlines()] == [
        f"::error file=briefings/a{n}.yml" for n in sorted(range(12), key=str)
    ]
    text = summary.read_text()
    assert text.startswith("before\n**12 errors in 12 files of 12**\n")
    assert text.count("| error |") == 12


def test_on_github_a_clean_site_says_so_in_the_summary_only(run: Run, site: Site, tmp_path: Path) -> None:
    result = run(site({"a.yml": GOOD}), "check", "--format", "github", GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"))
    assert (result.returncode, result.stdout) == (0, "")
    assert (tmp_path / "summary.md").read_text() == "**1 file, no problem**\n"


def test_a_console_that_knows_only_ascii_is_served(site: Site) -> None:
    variables = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
    }
    command = [sys.executable, "-m", "generator", "check"]
    result = subprocess.run(
        command, cwd=site({"a.yml": WRONG}), env=variables, capture_output=True, text=True, timeout=60, check=False
    )
    assert (result.returncode, result.stderr) == (1, "")
    assert "\\u201cunsure\\u201d" in result.stdout


def test_the_site_is_left_as_it_was_but_for_what_the_next_check_can_use(run: Run, site: Site) -> None:
    folder = site({"a.yml": WRONG})
    before = tree(folder)
    run(folder, "check")
    after = tree(folder)
    assert {path: content for path, content in after.items() if not path.startswith(".briefpress/")} == before
    # No version control and no backup takes it.
    assert after[".briefpress/.gitignore"] == b"*\n"
    assert after[".briefpress/CACHEDIR.TAG"].startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
