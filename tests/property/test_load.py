"""Whatever a file holds, reading it gives a briefing or problems with their places, and nothing else."""

import random
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.document import Document, read_briefing, read_registry
from generator.model.briefing import ITEM_LISTS, Briefing
from generator.model.identifiers import derived_id
from generator.model.leaves import ITEM_ID
from generator.rules import RULES
from tests.property.words import full_match

EXAMPLE = (Path(__file__).parent.parent / "site" / "briefings" / "2024" / "2024-10-28-every-field.yml").read_text(
    encoding="utf-8"
)
PIECES = st.sampled_from(
    [
        "&a ",
        "*a",
        "!x ",
        "<<: ",
        "? ",
        ": ",
        "- ",
        "# ",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        ",",
        "|",
        ">",
        "%",
        "@",
        "`",
        "~",
        "null",
        "\t",
        "\r",
        "\n",
        "\n---\n",
        "\n...\n",
        " ",
        "\\",
        "\x00",
        "\ufeff",
        "\u2028",
        "…",
        "id",
        "text: x",
        "\n\n  ",
    ]
)


def check_shape(document: Document, content: bytes) -> None:
    """What must hold of every document: places lie in the file, rules are known, texts are for people."""
    lines = content.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    assert list(document.problems) == sorted(document.problems)
    for problem in document.problems:
        assert problem.rule in RULES
        assert problem.level == RULES[problem.rule].level
        assert problem.message
        assert problem.hint
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert "\n" not in problem.sentence()
    if document.content is None:
        assert len(document.problems) >= 1


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    check_shape(read_briefing("briefings/a.yml", content), content)


@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=30).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    check_shape(read_briefing("briefings/a.yml", content), content)
    check_shape(read_registry("briefings/registry/actors.yml", content), content)


FIELDS = "title date summary lang topics state tlp changes sources key_facts quotes figures open_questions id text kind status responses by stance value min max answers question partly translations fr en"
NAMES = st.sampled_from(FIELDS.split())
VALUES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "2024-10-28",
            "2024",
            "s",
            "#s",
            "fact",
            "judgement",
            "true",
            "12000",
            "1e6",
            "https://a.b",
            "draft",
            "confirmed",
            "",
        ]
    ),
)
STRUCTURES: st.SearchStrategy[Any] = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(NAMES, st.text(max_size=3)), inner, max_size=8)
    ),
    max_leaves=25,
)


@given(st.dictionaries(NAMES, STRUCTURES, max_size=10), st.booleans())
def test_any_structure_is_read_or_refused(data: dict[str, Any], flow: bool) -> None:
    content = yaml.dump(
        data, Dumper=yaml.CSafeDumper, default_flow_style=flow, allow_unicode=True, sort_keys=False
    ).encode("utf-8", "surrogatepass")
    check_shape(read_briefing("briefings/a.yml", content), content)
    check_shape(read_registry("briefings/registry/topics.yml", content), content)


@settings(max_examples=60)
@given(st.randoms(use_true_random=False), st.integers(1, 4), PIECES)
def test_a_good_file_with_changes_is_read_or_refused(chance: random.Random, changes: int, piece: str) -> None:
    lines = EXAMPLE.splitlines(keepends=True)
    for _ in range(changes):
        place = chance.randrange(len(lines))
        line = lines[place]
        words = line.split(" ")
        word = chance.randrange(len(words))
        lines[place] = chance.choice(
            [
                "",
                line * 2,
                f" {line}",
                line.lstrip(),
                line[: chance.randrange(len(line) + 1)] + piece + line[chance.randrange(len(line) + 1) :],
                " ".join([*words[:word], *words[word + 1 :]]),
                " ".join([*words[:word], piece, *words[word + 1 :]]),
                chance.choice(lines),
            ]
        )
    content = "".join(lines).encode("utf-8", "surrogatepass")
    check_shape(read_briefing("briefings/a.yml", content), content)


WORDS = st.text(min_size=1, max_size=400).filter(lambda text: text.strip() != "")


@given(st.lists(WORDS, min_size=1, max_size=6, unique=True), st.randoms(use_true_random=False))
def test_derived_ids_are_made_of_words_and_not_of_places(texts: list[str], chance: random.Random) -> None:
    shuffled = chance.sample(texts, len(texts))
    first, second = ({fact.text: fact.id for fact in _read(order).key_facts} for order in (texts, shuffled))
    assert first == second
    assert all(full_match(ITEM_ID, name or "") and len(name or "") <= 80 for name in first.values())


def _read(texts: list[str]) -> Briefing:
    facts = [{"text": text, "kind": "assumption"} for text in texts]
    content = yaml.dump(
        {"title": "T", "date": "2024-10-28", "summary": "S", "key_facts": facts}, Dumper=yaml.CSafeDumper
    )
    briefing = read_briefing("briefings/a.yml", content.encode("utf-8", "surrogatepass")).content
    return briefing if isinstance(briefing, Briefing) else Briefing(title="", date="", summary="")


def test_every_item_of_the_example_has_the_id_that_its_words_give() -> None:
    briefing = read_briefing("briefings/a.yml", EXAMPLE.encode()).content
    assert isinstance(briefing, Briefing)
    items = [item for name in ITEM_LISTS for item in getattr(briefing, name)]
    derived = [item for item in items if f"id: {item.id}" not in EXAMPLE]
    assert derived
    assert all(item.id == derived_id(item) for item in derived)
