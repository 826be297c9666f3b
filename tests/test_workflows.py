"""The files of `.github/`: what a contributor, a maintainer and a fork can rely on. No test here needs a network."""

import os
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
    assert not re.search(r"\bsecrets\b|GITHUB_TOKEN", code)
    # Nor the token of its run, but for the one step that makes a release.
    releases = [part for part in parts(path) if part.get("env") == {"GH_TOKEN": "${{ github.token }}"}]
    assert code.count("github.token") == len(releases)
    assert {part["run"] for part in releases} <= {"make release"}


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
    for name in ("deploy", "release"):
        assert jobs(publish)[name]["if"] == "github.ref == 'refs/heads/main'"


def test_what_builds_the_site_cannot_publish_it_and_what_publishes_it_runs_none_of_its_code() -> None:
    build, deploy, _ = jobs(GITHUB / "workflows" / "publish.yml").values()
    assert build["permissions"] == {"contents": "read"}
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step["uses"].partition("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]


def test_what_makes_a_release_builds_nothing() -> None:
    release = jobs(GITHUB / "workflows" / "publish.yml")["release"]
    assert release["permissions"] == {"contents": "write", "id-token": "write", "attestations": "write"}
    assert [step["run"] for step in release["steps"] if "run" in step] == ["make release"]
    rule = re.search(r"^release:(.*)\n\t(.*)\n", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert rule
    assert (rule[1].partition("#")[0].strip(), rule[2]) == ("", "@sh .github/release.sh dist")


FAKE_GH = """#!/bin/sh
# Keeps one release as a file with the names of its assets.
echo "$@" >> "$RELEASES/log"
tag=$3
case "$2" in
  view) cat "$RELEASES/$tag" ;;
  create) for file in "$4" "$5"; do test -s "$file"; basename "$file"; done > "$RELEASES/$tag" ;;
  upload) grep -qxF "$(basename "$4")" "$RELEASES/$tag" && exit 1; basename "$4" >> "$RELEASES/$tag" ;;
  edit) test -f "$RELEASES/$tag" ;;
esac
"""


def test_a_release_holds_the_edition_and_its_sum_however_often_it_is_made(tmp_path: Path) -> None:
    name = "briefpress-our-site-2024-05-04.zip"
    for path, text in {"bin/gh": FAKE_GH, f"dist/{name}": "zip", f"dist/{name}.sha256": "sum"}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "bin/gh").chmod(0o755)
    (tmp_path / "releases").mkdir()
    environment = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "RELEASES": str(tmp_path / "releases")}

    def release() -> list[str]:
        command = ["sh", str(GITHUB / "release.sh"), str(tmp_path / "dist")]
        subprocess.run(command, cwd=checkout, env=os.environ | environment, check=True)
        return sorted((tmp_path / "releases" / tag).read_text().split())

    checkout = tmp_path / "checkout"
    commit = ["git", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "x"]
    subprocess.run(["git", "init", "-q", str(checkout)], check=True)
    subprocess.run(commit, cwd=checkout, check=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=checkout, capture_output=True, text=True, check=True).stdout
    tag = f"edition-2024-05-04-{head[:12]}"
    assert release() == [name, f"{name}.sha256"]
    assert f"--target {head.strip()} --latest=false" in (tmp_path / "releases/log").read_text()
    assert release() == [name, f"{name}.sha256"]
    (tmp_path / "releases" / tag).write_text(f"{name}\n")  # a run that was killed
    assert release() == [name, f"{name}.sha256"]


@each_workflow
def test_what_a_workflow_runs_can_be_run_at_home_with_make(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in commands(path):
        found = MAKE_COMMAND.fullmatch(command)
        assert found, f"only make may be called: {command}"
        assert re.search(rf"^([\w-]+ )*{found['target']}( [\w-]+)*:(?!=)", makefile, re.MULTILINE), command
        for variable in found["variables"].split():
            assert f"$({variable.partition('=')[0]}" in makefile, command
