"""What README and CONTRIBUTING promise is there."""

import re
import shutil
from pathlib import Path

import click
import pytest

from generator.check import check_site
from generator.cli.main import commands
from generator.settings import read_settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONTEXT = click.Context(commands)
COMMANDS = {
    name: command for name in commands.list_commands(CONTEXT) if (command := commands.get_command(CONTEXT, name))
}
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs" / "contribute").glob("*.md"))]


def test_the_briefing_in_the_readme_has_no_problem_beside_the_dossier(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert example
    shutil.copytree(ROOT / "briefings", tmp_path / "briefings")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    path = "briefings/2025/2025-04-28-pyongyang-confirms.yml"
    (tmp_path / path).write_text(example[1], "utf-8")
    problems = check_site(read_settings(tmp_path)).problems
    # The fixed clock of the tests stands before the day of the briefing.
    assert [problem for problem in problems if problem.path == path and problem.rule != "future-date"] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_and_target_that_a_document_names_exists(document: Path) -> None:
    text = document.read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert (
        set(re.findall(r"\bbriefpress ([a-z]+)\b(?=[` \n])", re.sub(r"pipx? install.*", "", text))) <= COMMANDS.keys()
    )
    assert set(re.findall(r"`make ([a-z]+)|^make ([a-z]+)", text, re.MULTILINE)) <= {(name, "") for name in targets} | {
        ("", name) for name in targets
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_has_help(name: str) -> None:
    assert f"`briefpress {name}" in README
    assert COMMANDS[name].help
    assert all(option.help for option in COMMANDS[name].params if isinstance(option, click.Option))


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_link_to_a_file_leads_to_one(document: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text("utf-8")):
        assert (ROOT / target).exists(), target
