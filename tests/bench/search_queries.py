"""What is searched for: queries of many kinds in both languages, from the very words of the briefings."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Final

import msgspec

from tests.bench.corpus import Plan, document
from tests.bench.words import pick

SAMPLE: Final = 400
"""In how many briefings, evenly spread, words are counted."""
_ALONE: Final = re.compile(r"(?<!\S)[^\W\d_]{4,}(?=[.?]?(?:\s|$))")
"""A word without elision, hyphen or digits: any search finds it as it stands."""
_NUMBER: Final = re.compile(r"\d{1,3}[,\u00a0\u202f]\d{3}")


class Query(msgspec.Struct, frozen=True):
    """What somebody types."""

    kind: str
    language: str
    text: str


class _Sample(msgspec.Struct, frozen=True):
    """What is known of the words of one language."""

    texts: tuple[str, ...]
    """Facts."""
    quotes: tuple[str, ...]
    common: tuple[str, ...]
    """In more than a fifth of the briefings of the language."""
    medium: tuple[str, ...]
    """In one of a hundred to one of ten."""
    rare: tuple[str, ...]
    """In one of the sample only."""


def make_queries(plan: Plan) -> list[Query]:
    """Forty queries, shuffled: whichever come first are a mix."""
    random = Random(f"{plan.seed} queries")
    found = []
    for code in plan.languages:
        sample = _sample(plan, code)
        for kind, make in _KINDS.items():
            for _ in range(_TIMES[code].get(kind, 3)):
                found.append(Query(kind, code, make(sample, random)))
    # Not shuffle(), whose order Python may change.
    return [query for _, query in sorted((random.random(), query) for query in found)]


def _sample(plan: Plan, code: str) -> _Sample:
    places = [place for place, heading in enumerate(plan.headings) if heading.language == code]
    chosen = places[:: max(1, len(places) // SAMPLE)]
    documents = [document(plan, place) for place in chosen]
    texts = [tuple(fact["text"] for fact in briefing["key_facts"]) for briefing in documents]
    counts = Counter(word for facts in texts for word in set(_ALONE.findall(" ".join(facts))))
    rare_words = {marker.word for marker in plan.markers} | {marker.longer for marker in plan.markers}
    shares = sorted(
        (count / len(documents), word) for word, count in counts.items() if word.islower() and word not in rare_words
    )
    return _Sample(
        texts=tuple(text for facts in texts for text in facts),
        quotes=tuple(quote["text"] for briefing in documents for quote in briefing["quotes"]),
        common=tuple(word for share, word in shares if share > 0.2),
        medium=tuple(word for share, word in shares if 0.01 < share <= 0.1 and counts[word] > 1),
        rare=tuple(word for _, word in shares if counts[word] == 1),
    )


def _number(sample: _Sample, random: Random) -> str:
    found = [number for text in sample.texts for number in _NUMBER.findall(text)]
    return re.sub(r"[\u00a0\u202f]", " ", pick(found, random))


def _phrase(sample: _Sample, random: Random) -> str:
    words = pick(sample.quotes, random).split()
    first = int(random.random() * (len(words) - 4))
    return " ".join(words[first : first + 4]).replace(".", "")


def _two_words(sample: _Sample, random: Random) -> str:
    words = _ALONE.findall(pick(sample.texts, random))
    return " ".join(words[:2])


def _accented(sample: _Sample, random: Random) -> str:
    return pick([word for word in sample.medium if _plain(word) != word], random)


def _plain(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


_KINDS: Final[dict[str, Callable[[_Sample, Random], str]]] = {
    "common word": lambda sample, random: pick(sample.common, random),
    "medium word": lambda sample, random: pick(sample.medium, random),
    "rare word": lambda sample, random: pick(sample.rare, random),
    "two words": _two_words,
    "number": _number,
    "phrase of a quote": _phrase,
    "accented word": _accented,
    "accents left out": lambda sample, random: _plain(_accented(sample, random)),
}
_TIMES: Final = {"en": {"accented word": 0, "accents left out": 0}, "fr": {"accented word": 2, "accents left out": 2}}
