"""Each way of breaking a rule, and the whole answer of ``briefpress check`` to it.

A case is ``tests/bad/<rule>[-variant].yml``, one briefing, or a folder of that name that holds a site, for what is
between files. Beside it stands the complete output in ``.txt``; ``UPDATE_GOLDEN=1 pytest tests/test_bad.py`` writes it.
"""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.check import check
from generator.rules import RULES

BAD = Path(__file__).parent / "bad"
CASES = sorted(path.stem for path in BAD.iterdir() if path.is_dir() or path.suffix == ".yml")
MADE = {
    "file-too-large": b"# " + b"a" * 1024 * 1024,
    "too-many-values": b"topics: [" + b"a," * 50_000 + b"]\n",
}
"""Cases that are too large to be kept."""
ELSEWHERE = {"unknown-slot", "broken-link", "same-address", "unportable-name", "more-problems"}
"""Rules about what stands outside of ``briefings/`` (checked by the build), and one that takes a thousand lines to show."""


def output(case: str, folder: Path) -> str:
    if (BAD / case).is_dir():
        shutil.copytree(BAD / case, folder, symlinks=True, dirs_exist_ok=True)
    else:
        (folder / "briefings").mkdir()
        content = MADE[case] if case in MADE else (BAD / f"{case}.yml").read_bytes()
        (folder / "briefings" / f"{case}.yml").write_bytes(content)
    (folder / "mkdocs.yml").write_text("site_name: Bad\n")
    result = CliRunner(env={"COLUMNS": "100"}).invoke(check, ["--folder", str(folder)], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


def rule_of(case: str) -> str:
    return max((rule for rule in RULES if f"{case}-".startswith(f"{rule}-")), key=len, default="")


@pytest.mark.parametrize("case", [*CASES, *MADE])
def test_answer_is_exactly_the_expected_one(case: str, tmp_path: Path) -> None:
    expected, answer = BAD / f"{case}.txt", output(case, tmp_path)
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(answer, encoding="utf-8")
    assert answer == expected.read_text(encoding="utf-8")
    if case != "ten-mistakes":
        assert f"[{rule_of(case)}]" in answer


def test_every_rule_has_a_case() -> None:
    assert {rule_of(case) for case in [*CASES, *MADE] if case != "ten-mistakes"} == RULES.keys() - ELSEWHERE


def test_every_expected_answer_has_its_case() -> None:
    assert {path.stem for path in BAD.glob("*.txt")} == {*CASES, *MADE}


def test_ten_mistakes_in_one_file_are_ten_problems_at_their_lines(tmp_path: Path) -> None:
    marked = [
        n for n, line in enumerate((BAD / "ten-mistakes.yml").read_text().splitlines(), 1) if line.endswith("# wrong")
    ]
    told = [
        int(line.split(":")[1])
        for line in output("ten-mistakes", tmp_path).splitlines()
        if line.startswith("briefings/")
    ]
    assert told == marked
    assert len(told) == 10
