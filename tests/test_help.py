"""What keys do and what signs mean: one script for all pages, in the site's language."""

import json
import re

import msgspec
import pytest

from generator.render.help import help_script
from generator.render.labels import LABELS
from tests.golden.reading import Reading
from tests.golden.views import SETTINGS

GROUPS = ("status", "nature", "question")


def told(language: str) -> dict[str, str]:
    script = help_script(msgspec.structs.replace(SETTINGS, language=language)).decode()
    found: dict[str, str] = json.loads(re.findall(r"const HELP = (.*);\n", script)[0])
    return found


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_legend_has_every_sign_with_its_word(language: str) -> None:
    reading = Reading(told(language)["html"])
    assert not reading.faults
    classes = {name for value in reading.every("class") for name in value.split()}
    for group in GROUPS:
        assert {f"bp-{group}--{word}" for word in LABELS[group]} <= classes
    assert {f"bp-kind--{word}" for word in LABELS["kind"] if word != "fact"} <= classes
    assert len(reading.every("id")) == len(set(reading.every("id")))
    assert set(reading.every("aria-labelledby")) <= set(reading.every("id"))
    assert not reading.every("style")


def test_the_words_are_in_the_language_of_the_site() -> None:
    assert told("en")["label"] == "Keys and signs"
    assert told("fr")["label"] == "Touches et signes"
    assert "Corroboré" in told("fr")["html"]
    assert told("de")["lang"] == "en"


def test_the_same_site_has_the_same_script() -> None:
    assert help_script(SETTINGS) == help_script(SETTINGS)
