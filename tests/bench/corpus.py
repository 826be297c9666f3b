"""A large site of invented briefings, French and English by turns, over ten years: the same seed gives the same bytes.

Each has about 5 kB of YAML in the dossier's shapes, follows the contract, and passes ``briefpress check`` without a warning.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import msgspec

from generator.names import slug
from generator.starter import new_site
from tests.bench.words import RARE, Language, make_language, number, phrase, pick, prose

SEED: Final = 1
FIRST_DAY: Final = date(2015, 1, 1)
DAYS: Final = 3652
MARKED: Final = 5
"""In how many briefings a marker stands."""
_PUBLISHERS: Final = (
    "Agence Centrale",
    "Daily Ledger",
    "Le Courrier",
    "Northern Post",
    "Radio Littoral",
    "The Register",
)
_STATUSES: Final = ("unverified", "unverified", "corroborated", "confirmed", "confirmed", "contested", "refuted")
_LIKELIHOODS: Final = ("unlikely", "roughly-even-chance", "likely", "very-likely")

Document = dict[str, Any]
"""A briefing in the contract's own form."""


class Marker(msgspec.Struct, frozen=True):
    """A word that stands in some briefings only, once in each; a longer word with the same beginning stands in about half of all."""

    language: str
    word: str
    longer: str
    briefings: tuple[str, ...]


class Plan(msgspec.Struct, frozen=True):
    """What must be known of all briefings to write one."""

    seed: int
    headings: tuple["Heading", ...]
    languages: dict[str, Language]
    markers: tuple[Marker, ...]
    registries: dict[str, dict[str, Document]]
    """Entries by id, by the name of their file."""


class Heading(msgspec.Struct, frozen=True):
    """A briefing's id, day, language and title."""

    id: str
    day: date
    language: str
    title: str


def make_plan(briefings: int, seed: int = SEED) -> Plan:
    """Ids, titles, registries and markers of a site with so many briefings (at least ten, so that the markers have a place)."""
    languages = {code: make_language(code) for code in ("en", "fr")}
    headings = []
    for place in range(briefings):
        day = FIRST_DAY + timedelta(days=place * DAYS // briefings)
        language = languages["en" if place % 2 else "fr"]
        title = phrase(language, Random(f"{seed} title {place}"), 6)
        headings.append(Heading(f"{day}-{slug(title, length=40)}-{place}", day, language.code, title))
    markers = []
    for code, rare in RARE.items():
        ids = [heading.id for heading in headings if heading.language == code]
        places = [(2 * turn + 1) * len(ids) // (2 * MARKED) for turn in range(MARKED)]
        markers.append(Marker(code, rare.word, rare.longer, tuple(ids[place] for place in places)))
    return Plan(seed, tuple(headings), languages, tuple(markers), _registries(briefings, languages, seed))


def write_site(folder: Path, plan: Plan) -> None:
    """Write the site into a new folder: what ``briefpress init`` writes, and the briefings instead of its first one."""
    first = next(path for path in new_site(folder, FIRST_DAY) if "/briefings/2015/" in path.as_posix())
    first.unlink()
    registry = folder / "briefings" / "registry"
    registry.mkdir()
    for name, entries in plan.registries.items():
        (registry / f"{name}.yml").write_text("".join(yaml_lines(entries)), "utf-8", newline="\n")
    for briefing_id, document in documents(plan):
        path = folder / "briefings" / briefing_id[:4] / f"{briefing_id}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(yaml_lines(document)), "utf-8", newline="\n")


def documents(plan: Plan) -> Iterator[tuple[str, Document]]:
    """Every briefing by its id, in order of date."""
    for place in range(len(plan.headings)):
        yield plan.headings[place].id, document(plan, place)


def document(plan: Plan, place: int) -> Document:
    """One briefing, the same whichever others are made."""
    heading = plan.headings[place]
    random = Random(f"{plan.seed} briefing {place}")
    language = plan.languages[heading.language]
    day = heading.day.isoformat()
    marker = next((marker.word for marker in plan.markers if heading.id in marker.briefings), "")
    sources = [_source(turn, day, language, random) for turn in range(2)]
    topics = list(plan.registries["topics"])
    first = int(random.random() * len(topics))
    return {
        "title": heading.title,
        "date": day,
        "lang": language.code,
        "summary": prose(language, random, 20),
        "topics": [topics[first], topics[(first + 1) % len(topics)]],
        "authors": [pick(("La rédaction", "The editors", "Claire Martin", "John Hale"), random)],
        "sources": sources,
        "key_facts": [_fact(turn, plan, place, random, marker if turn == 2 else "") for turn in range(4)],
        "quotes": [_quote(turn, plan, day, language, random) for turn in range(2)],
        "figures": [_figure(turn, plan, day, language, random) for turn in range(2)],
        "open_questions": [_question(turn, language, random) for turn in range(2)],
    }


def _source(turn: int, day: str, language: Language, random: Random) -> Document:
    publisher = _PUBLISHERS[(int(random.random() * 2) + 2 * turn) % len(_PUBLISHERS)]
    return {
        "id": f"source-{turn + 1}",
        "title": phrase(language, random, 6),
        "publisher": publisher,
        "url": f"https://news.example/{day}/{1000 + int(random.random() * 9000)}",
        "date": day,
        "lang": language.code,
        "kind": "article",
        "reliability": pick(("A", "B", "C", "F"), random),
    }


def _fact(turn: int, plan: Plan, place: int, random: Random, marker: str) -> Document:
    heading = plan.headings[place]
    language = plan.languages[heading.language]
    actors = list(plan.registries["actors"])
    fact: Document = {"id": f"fact-{turn + 1}", "text": prose(language, random, 16, marker)}
    if turn == 3:
        likelihood = pick(_LIKELIHOODS, random)
        fact |= {"kind": "judgement", "likelihood": likelihood, "confidence": "moderate"}
        fact |= {"basis": prose(language, random, 8), "sources": ["source-1"]}
        return fact
    fact |= {"status": pick(_STATUSES, random), "date": heading.day.isoformat()}
    fact |= {"place": phrase(language, random, 1), "attributed_to": [pick(actors, random)]}
    if fact["status"] == "contested" or turn == 0:
        stance = pick(("denies", "confirms", "declines-to-comment"), random)
        fact["responses"] = [{"by": pick(actors, random), "stance": stance, "text": prose(language, random, 8)}]
    fact["sources"] = ["source-1", "source-2"] if turn % 2 else ["source-2", "source-1"]
    # A briefing continues an earlier one in its language.
    earlier = place - 2 * (1 + int(random.random() * 40))
    if earlier >= 0 and turn == 1:
        fact["updates"] = f"{plan.headings[earlier].id}#fact-2"
    if earlier >= 0 and turn == 2 and random.random() < 0.3:
        fact["answers"] = [f"{plan.headings[earlier].id}#question-1"]
    return fact


def _quote(turn: int, plan: Plan, day: str, language: Language, random: Random) -> Document:
    other = plan.languages["fr" if language.code == "en" else "en"]
    return {
        "id": f"quote-{turn + 1}",
        "text": prose(language, random, 14),
        "speaker": pick(list(plan.registries["actors"]), random),
        "lang": language.code,
        "translations": {other.code: {"text": prose(other, random, 14), "by": "machine"}},
        "date": day,
        "context": prose(language, random, 6),
        "source": f"source-{turn + 1}",
    }


def _figure(turn: int, plan: Plan, day: str, language: Language, random: Random) -> Document:
    label = f"{phrase(language, random, 5)} {number(language, random)}"
    indicator = pick(list(plan.registries["indicators"]), random)
    return {
        "id": f"figure-{turn + 1}",
        "label": label,
        "value": str(int(random.random() * 1000) * 100 + 100),
        "counts": prose(language, random, 6),
        "precision": pick(("exact", "about", "at-least"), random),
        "nature": pick(("observed", "estimate", "claim"), random),
        "as_of": day,
        "indicator": indicator,
        "source": f"source-{turn + 1}",
    }


def _question(turn: int, language: Language, random: Random) -> Document:
    return {
        "id": f"question-{turn + 1}",
        "question": phrase(language, random, 8) + (" ?" if language.code == "fr" else "?"),
        "why": prose(language, random, 8),
        "settled_by": prose(language, random, 8),
    }


def _registries(briefings: int, languages: dict[str, Language], seed: int) -> dict[str, dict[str, Document]]:
    """Actors, topics and indicators, more of them on a larger site."""
    sizes = {"actors": 30 + briefings // 25, "topics": 8 + briefings // 100, "indicators": 10 + briefings // 50}
    registries: dict[str, dict[str, Document]] = {}
    for name, size in sizes.items():
        entries: dict[str, Document] = {}
        for turn in range(size):
            random = Random(f"{seed} {name} {turn}")
            if name == "actors":
                # Numbers keep two people's names apart.
                words = [pick(languages["fr"].words[2000:], random).capitalize() for _ in range(2)]
                entries[f"{slug(' '.join(words))}-{turn}"] = {"name": " ".join(words), "kind": "person"}
            else:
                names = {code: phrase(language, random, 3) for code, language in languages.items()}
                entries[f"{slug(names['en'], length=40)}-{turn}"] = {"name": names}
        registries[name] = entries
    return registries


_PLAIN: Final = re.compile(r"[A-Za-z][\w-]*|\d{4}-\d\d-\d\d|\d+")


def yaml_lines(mapping: Document, margin: str = "") -> Iterator[str]:
    """A mapping as lines of YAML, in the style of the dossier."""
    for key, value in mapping.items():
        if isinstance(value, dict):
            yield f"{margin}{key}:\n"
            yield from yaml_lines(value, margin + "  ")
        elif isinstance(value, list):
            yield f"{margin}{key}:\n"
            for item in value:
                yield from _item(item, margin + "  ")
        else:
            yield f"{margin}{key}: {_scalar(value, margin)}\n"


def _item(item: str | Document, margin: str) -> Iterator[str]:
    if isinstance(item, str):
        yield f"{margin}- {_scalar(item, margin)}\n"
        return
    lines = yaml_lines(item, margin + "  ")
    yield f"{margin}- {next(lines).lstrip()}"
    yield from lines


def _scalar(text: str, margin: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False) if len(text) < 60 else f">-\n{margin}  {text}"
