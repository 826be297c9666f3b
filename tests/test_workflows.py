"""The files of `.github/`: what a contributor, a maintainer and a fork can rely on. No test here needs a network."""

import re
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
ISSUE_CONFIG = GITHUB / "ISSUE_TEMPLATE" / "config.yml"
ISSUE_FORMS = sorted(set(ISSUE_CONFIG.parent.glob("*.y*ml")) - {ISSUE_CONFIG})
DEPENDABOT = GITHUB / "dependabot.yml"
FILES_OF_SCHEMA = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.dependabot": [DEPENDABOT],
    "vendor.github-issue-forms": ISSUE_FORMS,
    "vendor.github-issue-config": [ISSUE_CONFIG],
}
SCRIPTS = Path(sysconfig.get_path("scripts"))

PINNED_ACTION = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
MAKE_COMMAND = re.compile(r"make (?P<target>[a-z-]+)(?P<variables>( [A-Z_]+=[\w-]+)*)")

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    """Every scalar stays the text that is written: otherwise YAML 1.1 takes the key `on` for a boolean."""
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return content


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = read(path)["jobs"]
    return found


def parts(path: Path) -> Iterator[dict[str, Any]]:
    """All that can have a `uses` or a `run`: the jobs and their steps."""
    for job in jobs(path).values():
        yield job
        yield from job.get("steps", [])


def actions(path: Path) -> list[str]:
    return [part["uses"] for part in parts(path) if "uses" in part]


def commands(path: Path) -> list[str]:
    return [part["run"].strip() for part in parts(path) if "run" in part]


def assert_clean(tool: str, *arguments: str | Path) -> None:
    process = subprocess.run(
        [SCRIPTS / tool, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert process.returncode == 0, process.stdout + process.stderr


def test_there_is_something_to_check() -> None:
    assert {path.name for path in WORKFLOWS} >= {"check.yml", "publish.yml"}
    assert {path.name for path in ISSUE_FORMS} >= {"bug.yml", "correction.yml", "new-briefing.yml"}


def test_an_audit_for_known_weaknesses_finds_none() -> None:
    options = ["--offline", "--no-config", "--no-ignores", "--persona=auditor", "--strict-collection"]
    assert_clean("zizmor", *options, "--no-progress", "--color=never", *WORKFLOWS, DEPENDABOT)


@pytest.mark.parametrize("schema", FILES_OF_SCHEMA)
def test_github_can_read_the_files(schema: str) -> None:
    assert_clean("check-jsonschema", "--builtin-schema", schema, *FILES_OF_SCHEMA[schema])


@each_workflow
def test_every_action_is_pinned_by_commit_and_names_its_version(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for action in actions(path):
        assert PINNED_ACTION.fullmatch(action)
        assert re.search(rf"uses: {re.escape(action)} # v\d+\.\d+\.\d+$", text, re.MULTILINE), action


def test_one_version_of_an_action_is_used_everywhere() -> None:
    used = {action for path in WORKFLOWS for action in actions(path)}
    assert len({action.partition("@")[0] for action in used}) == len(used), sorted(used)


@each_workflow
def test_no_workflow_runs_a_strangers_code_with_our_rights(path: Path) -> None:
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(read(path)["on"])


@each_workflow
def test_no_workflow_knows_a_secret(path: Path) -> None:
    code = "\n".join(line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    assert not re.search(r"\bsecrets\b|github\.token|GITHUB_TOKEN", code)


@each_workflow
def test_every_job_names_its_permissions(path: Path) -> None:
    assert read(path)["permissions"] == {}
    for name, job in jobs(path).items():
        assert "permissions" in job, name


def test_a_pull_request_can_only_read() -> None:
    check = GITHUB / "workflows" / "check.yml"
    assert set(read(check)["on"]) == {"pull_request"}
    assert [job["permissions"] for job in jobs(check).values()] == [{"contents": "read"}] * len(jobs(check))


def test_only_main_is_published() -> None:
    publish = GITHUB / "workflows" / "publish.yml"
    assert read(publish)["on"] == {"push": {"branches": ["main"]}, "workflow_dispatch": ""}
    assert jobs(publish)["deploy"]["if"] == "github.ref == 'refs/heads/main'"


def test_what_builds_the_site_cannot_publish_it_and_what_publishes_it_runs_none_of_its_code() -> None:
    build, deploy = jobs(GITHUB / "workflows" / "publish.yml").values()
    assert build["permissions"] == {"contents": "read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step["uses"].partition("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]


@each_workflow
def test_what_a_workflow_runs_can_be_run_at_home_with_make(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in commands(path):
        found = MAKE_COMMAND.fullmatch(command)
        assert found, f"only make may be called: {command}"
        assert re.search(rf"^([\w-]+ )*{found['target']}( [\w-]+)*:(?!=)", makefile, re.MULTILINE), command
        for variable in found["variables"].split():
            assert f"$({variable.partition('=')[0]}" in makefile, command
