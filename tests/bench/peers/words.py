"""What a peer's templates say beside the briefings, as data: labels in both languages, names of the registries, icons."""

from functools import cache
from typing import Any, Final

from babel.dates import get_month_names

from generator.render.icons import ICONS
from generator.render.labels import LABELS
from generator.render.words import words_for
from tests.bench.corpus import Plan

_SAID: Final = (
    "Bottom line",
    "Key facts",
    "Quotes",
    "Figures",
    "Open questions",
    "Sources",
    "Source",
    "Topics",
    "Topic",
    "Actor",
    "Indicator",
    "Briefings",
    "Series",
    "On this page",
    "Link to:",
    "Updated by",
    "Answers",
    "Answered by",
    "Replies",
    "Says so",
    "Confidence",
    "Why it matters",
    "What would settle it",
    "Cited by",
    "reliability:",
    "What",
    "Value",
    "When",
    "Who says so",
    "Series:",
    "Older",
    "Newer",
)
_PRECISION: Final = {
    "en": {"exact": "", "about": "about", "at-least": "at least"},
    "fr": {"exact": "", "about": "environ", "at-least": "au moins"},
}
_THOUSANDS: Final = {"en": ",", "fr": "\u202f"}
_TRANSLATED: Final = {
    "en": "French, machine translation from the original in English",
    "fr": "Anglais, traduction automatique de l’original en français",
}
_BY: Final = {"en": "By", "fr": "Par"}
_UPDATES: Final = {"en": "Updates", "fr": "Met à jour"}


@cache
def words() -> dict[str, dict[str, Any]]:
    """Labels by language: ``say`` by their English words, and those of the contract's words by their group."""
    table: dict[str, dict[str, Any]] = {}
    for code in ("en", "fr"):
        catalog = words_for(code, "en")
        say = {message: str(catalog.say(message).unescape()) for message in _SAID}
        groups = {
            group: {word: str(catalog.say(label).unescape()) for word, label in labels.items()}
            for group, labels in LABELS.items()
        }
        table[code] = {
            "say": say | {"By": _BY[code], "Updates": _UPDATES[code], "translated": _TRANSLATED[code]},
            "precision": _PRECISION[code],
            "thousands": _THOUSANDS[code],
            "months": [get_month_names("wide", locale=code)[month] for month in range(1, 13)],
            **groups,
        }
    return table


def names(plan: Plan) -> dict[str, dict[str, dict[str, str]]]:
    """Names by registry, id and language."""
    return {
        registry: {
            identifier: name if isinstance(name := entry["name"], dict) else {"en": name, "fr": name}
            for identifier, entry in entries.items()
        }
        for registry, entries in plan.registries.items()
    }


def icons() -> dict[str, str]:
    """Drawings by the contract's words."""
    return {name: str(drawing) for name, drawing in ICONS.items()}
