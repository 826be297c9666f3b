"""Whatever a file of a site holds, the whole site is checked, and every problem has its place."""

import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check import check_site
from generator.rules import RULES
from generator.settings import read_settings
from tests.property.test_load import EXAMPLE

SITE = Path(__file__).parent.parent / "site"
FILES = {path.relative_to(SITE): path.read_text(encoding="utf-8") for path in sorted(SITE.rglob("*.y*ml"))}
WORDS = sorted({word.strip("{}[],") for word in EXAMPLE.split()})


@settings(max_examples=40)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_a_site_with_changes_is_checked(chance: random.Random, changes: int) -> None:
    texts = dict(FILES)
    for _ in range(changes):
        name = chance.choice([name for name in texts if name.parts[0] == "briefings"])
        words = texts[name].split(" ")
        words[chance.randrange(len(words))] = chance.choice([*WORDS, "", "\n"])
        texts[name] = " ".join(words)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_text(text, encoding="utf-8")
        problems = check_site(read_settings(Path(folder))).problems
    assert list(problems) == sorted(problems)
    for problem in problems:
        assert problem.rule in RULES
        assert problem.line <= texts[Path(problem.path)].count("\n") + 1
