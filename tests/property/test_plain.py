"""The short way for plain files says nothing that PyYAML and the walk over the model's shape would not say, too.

``python -m tests.property.test_plain 100000`` tries more cases than the suite, and tells how many were read in the short way.
"""

import random
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.document import judge_briefing, plain_briefing, read_briefing
from generator.load.plain import plain_data
from generator.load.subset import Parsed, parse
from generator.load.text import decode, forbidden, invisible, is_usual
from generator.model import leaves
from tests.property.mutations import DOSSIER, FILES, mutated, some_yaml

SEEDS = st.integers(0, 2**64)


def same_data(text: str) -> bool:
    """Whether the text was read in the short way; then it must be read alike in the other."""
    content = text.encode("utf-8", "surrogatepass")
    decoded, problems = decode("briefings/a.yml", content)
    if decoded is None or problems or (data := plain_data(decoded)) is None:
        return False
    parsed = parse(decoded)
    assert isinstance(parsed, Parsed), text
    assert parsed.faults == [], text
    assert parsed.data == data, text
    assert _order(parsed.data) == _order(data), text
    return True


def _order(data: object) -> object:
    """Fields in their order, which the equality of dictionaries does not look at."""
    if isinstance(data, dict):
        return [(name, _order(value)) for name, value in data.items()]
    return [_order(value) for value in data] if isinstance(data, list) else data


def same_document(text: str) -> bool:
    """Whether the file was read in the short way; whichever way it was, the document must be the same."""
    content = text.encode("utf-8", "surrogateescape")
    assert read_briefing("briefings/a.yml", content) == judge_briefing("briefings/a.yml", content), text
    decoded, problems = decode("briefings/a.yml", content)
    return decoded is not None and not problems and plain_briefing(decoded) is not None


def yaml_of(seed: int) -> str:
    """Some YAML of a seed, as it was made or with changes."""
    chance = random.Random(seed)
    return mutated(chance, some_yaml(chance), chance.choice((0, 0, 1, 2, 3)))


def file_of(seed: int) -> str:
    """A real file with some changes."""
    chance = random.Random(seed)
    return mutated(chance, chance.choice(FILES), chance.choice((1, 1, 2, 3, 5)))


def test_every_file_of_the_tests_and_the_dossier_is_read_alike_in_both_ways() -> None:
    assert all(same_document(text) for text in DOSSIER)
    assert [same_document(text) for text in FILES].count(True) > 2 * len(DOSSIER)
    texts = [text.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for text in FILES]
    assert [same_data(text) for text in texts].count(True) > 50


@pytest.mark.parametrize(
    "text",
    [
        "a: {b: c}d",
        "a: [b]\u3000 # c",
        "a: >\n  b\n  \n  c",
        "a: >\n  b\n \n    # c\n",
        "a: |\n  b\n \n  c: d\n",
        "a: b\n  c",
        "a: b\n  c: d",
        "a:\n  b: c\n d: e",
        "a:\n    - b\n  - c",
        "a: b\n- c",
        "null: a",
        "a: Null",
        "a: null\u00a0",
        "a: ~",
        "a: b\na: c",
        "a:\na: c",
        "a: # b\na: c",
        "a: #b",
        "a: b: c",
        "a: - b",
        "a: 'b' c",
        'a: "\\u0007"',
        "a: [b, ]",
        "a: [b: c]",
        "a: {b}",
        "a: &b c",
        "a: *b",
        "a: !b c",
        "<<: {a: b}",
        "%YAML 1.1\n---\na: b",
        "a: b\n---\nc: d",
        "a: b\n...",
        "a: b\tc",
        "a: b\u2028c",
        "# a: b",
        "",
        "".join(f"{' ' * depth}a:\n" for depth in range(40)),
        "a: " + "[" * 40 + "b" + "]" * 40,
        "a: " + "[" * 50_000,
        "a: [" + "b," * 60_000 + "b]",
    ],
)
def test_what_only_looks_plain_is_left_to_pyyaml(text: str) -> None:
    assert plain_data(text) is None


def test_what_is_plain_is_read() -> None:
    text = (
        "---\n# c\na: b # c\nd: 'e''f'\ng:\n- h: >\n    i\n    j\n\n    k\n  l: |-\n    m\n     n\n\n"
        "o: [p, {q: 'r, s'}] # t\nu: v:w#x\n\ny:\nz: -1\n  # end"
    )
    read = {"a": "b", "d": "e'f", "g": [{"h": "i j\nk", "l": "m\n n"}], "o": ["p", {"q": "r, s"}], "u": "v:w#x"}
    assert plain_data(text) == read | {"y": "", "z": "-1"}
    assert same_data(text)


def test_a_usual_character_is_none_that_needs_a_second_look() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        is_special = character in "\t\u2028\u2029" or forbidden(character) or invisible(character)
        assert is_usual(character) is not bool(is_special), hex(code)


@given(st.from_regex(leaves.PLAIN_URL, fullmatch=True))
def test_a_plain_url_is_right_when_it_is_taken_apart(url: str) -> None:
    assert leaves.taken_apart(url, ("http", "https")) is None


@settings(max_examples=300)
@given(SEEDS)
def test_yaml_is_read_alike_in_both_ways(seed: int) -> None:
    same_data(yaml_of(seed))


@settings(max_examples=150)
@given(SEEDS)
def test_a_real_file_with_changes_is_read_alike_in_both_ways(seed: int) -> None:
    same_document(file_of(seed))


def main(cases: int) -> None:
    """Try so many cases of each kind."""
    start = random.randrange(2**62)
    kinds: dict[str, Callable[[int], bool]] = {
        "some YAML": lambda seed: same_data(yaml_of(seed)),
        "data of a real file": lambda seed: same_data(file_of(seed)),
        "document of a real file": lambda seed: same_document(file_of(seed)),
    }
    for name, is_plain in kinds.items():
        plain = sum(is_plain(seed) for seed in range(start, start + cases))
        print(f"{name}: {cases:,} cases from seed {start}, {plain:,} of them read in the short way, all alike in both")


if __name__ == "__main__":
    main(int(sys.argv[1]))
