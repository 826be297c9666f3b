"""The whole contract, used: the site in ``tests/site`` has every field and every value, and nothing to complain about."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.check import Checked, check_site
from generator.model.briefing import Briefing
from generator.model.registry import Actor, Indicator, Topic
from generator.model.shape import Choice, Either, Record, Scalar, Sequence, Shape, Table, shape_of
from generator.settings import read_settings

SITE = Path(__file__).parent / "site"


def checked() -> Checked:
    return check_site(read_settings(SITE))


def promised(shape: Shape, place: str) -> Iterator[str]:
    """Every field and value that the model knows, as a path: ``key_facts.kind=forecast``."""
    match shape:
        case Record():
            for field in shape.fields.values():
                yield f"{place}.{field.name}"
                yield from promised(field.shape, f"{place}.{field.name}")
        case Choice():
            yield from (f"{place}={value}" for value in shape.values)
        case Sequence():
            yield from promised(shape.entry, place)
        case Table():
            yield from promised(shape.value, f"{place}.*")
        case Either():
            yield f"{place} as {shape.scalar.leaf}"
            yield from promised(shape.other, f"{place}.")
        case Scalar(leaf="boolean"):
            yield from (f"{place}={value}" for value in (True, False))


def used(value: Any, shape: Shape, place: str) -> Iterator[str]:
    """What of it a value of the corpus uses."""
    match shape:
        case Record():
            for field in shape.fields.values():
                found = getattr(value, field.name)
                if found not in (None, (), {}):
                    yield f"{place}.{field.name}"
                    yield from used(found, field.shape, f"{place}.{field.name}")
        case Sequence():
            for entry in value:
                yield from used(entry, shape.entry, place)
        case Table():
            for entry in value.values():
                yield from used(entry, shape.value, f"{place}.*")
        case Either():
            if isinstance(value, str):
                yield f"{place} as {shape.scalar.leaf}"
            else:
                yield from used(value, shape.other, f"{place}.")
        case _:
            yield f"{place}={value}"


def test_site_with_every_field_has_no_problem() -> None:
    assert checked().problems == ()


def test_site_uses_every_field_and_every_value_of_the_contract() -> None:
    corpus = checked().corpus
    entries: list[tuple[type, dict[str, Any]]] = [
        (Briefing, corpus.briefings),
        (Actor, corpus.registry.actors or {}),
        (Topic, corpus.registry.topics or {}),
        (Indicator, corpus.registry.indicators or {}),
    ]
    expected = {path for struct, _ in entries for path in promised(shape_of(struct), struct.__name__)}
    found = {
        path
        for struct, values in entries
        for value in values.values()
        for path in used(value, shape_of(struct), struct.__name__)
    }
    assert sorted(expected - found) == []


def test_site_holds_a_script_written_from_right_to_left_and_one_without_an_alphabet() -> None:
    texts = " ".join(quote.text for briefing in checked().corpus.briefings.values() for quote in briefing.quotes)
    assert any("\u0600" <= letter <= "\u06ff" for letter in texts)
    assert any("\uac00" <= letter <= "\ud7a3" for letter in texts)
