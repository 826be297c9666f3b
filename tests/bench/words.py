"""Invented French and English with the statistics of real text, the same on every machine.

The frequent words are the dossier's own; behind them stand thousands of words made of syllables, each about as frequent
as its rank says (Zipf). Function words stand before them in natural proportion, elided before a vowel as French wants.
"""

import re
from bisect import bisect
from collections import Counter
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, Final, TypeVar

import msgspec
import yaml

from generator.names import fold

Thing = TypeVar("Thing")

ROOT: Final = Path(__file__).parents[2]
INVENTED: Final = 20_000
"""How many words each language has beside those of the dossier."""
LONGER_RANK: Final = 20
"""How frequent the longer words are: a word of this rank stands in about half of all briefings."""


class Rare(msgspec.Struct, frozen=True):
    """A word that prose never holds unless asked to, and a frequent one that begins with its letters and has another stem."""

    word: str
    longer: str


RARE: Final = {"en": Rare("caldor", "caldormine"), "fr": Rare("velmar", "velmarque")}

# How often in a hundred what stands before a content word, and, after a slash, instead of it before a vowel.
_JOINTS: Final = {
    "en": "37 , 16 the, 6 of the, 6 of, 5 a/an, 4 in the, 3 in, 6 and, 5 to, 3 that, 2 for, 2 is, 2 was, 1 with the, 1 by, 1 from",
    "fr": "30 , 9 de/d’, 9 la/l’, 8 le/l’, 7 les, 5 des, 5 de la/de l’, 4 du/de l’, 5 et, 3 à, 3 en, 3 que/qu’, 2 un, 2 une, "
    "2 ne/n’, 1 dans, 1 se/s’, 1 par",
}
# Of syllables, their beginnings, vowels and ends, and the ends of words; what stands twice is twice as frequent.
_SYLLABLES: Final = {
    "en": (
        "b,c,d,f,g,h,j,k,l,m,n,p,r,s,t,v,w,b,d,l,m,n,p,r,s,t,br,cr,dr,fr,gr,pr,tr,bl,cl,pl,sl,st,sp,sh,ch,th",
        "a,e,i,o,u,a,e,i,o,ea,ee,oo,ai,ou",
        ",,,,,,n,r,s,t,l,m,nd,nt,rt,st,ck",
        ",,,s,s,ed,ing,er,ly,ness,tion,ment",
    ),
    "fr": (
        "b,c,d,f,g,j,l,m,n,p,r,s,t,v,b,d,l,m,n,p,r,s,t,ch,br,cr,dr,fr,gr,pr,tr,bl,cl,fl,pl",
        "a,e,i,o,u,a,e,i,é,é,è,ê,ou,on,an,in,eu,oi,au",
        ",,,,,,,,r,l,s,t",
        ",,e,s,es,é,ée,és,ement,ation,eur,ité,aient",
    ),
}
_VOWELS: Final = {"en": "aeiou", "fr": "aeiouyh"}
# Elided words, and the targets of links.
_LEFT_OUT: Final = re.compile(r"\b(?:[ldnsjcmt]|qu|jusqu|lorsqu)[’']|\]\([^)]*\)", re.IGNORECASE)


class Language(msgspec.Struct, frozen=True):
    """All that prose in a language is made of."""

    code: str
    words: tuple[str, ...]
    """The most frequent first."""
    weights: tuple[float, ...]
    """Cumulative: of the first word, of the first two, …"""
    joints: tuple[tuple[str, str], ...]
    """What stands before a word: before a consonant, before a vowel."""
    joint_weights: tuple[int, ...]


def make_language(code: str) -> Language:
    """French (``fr``) or English (``en``)."""
    frequent = _dossier_words(code)
    frequent.insert(LONGER_RANK, RARE[code].longer)
    words = frequent + _invented(code, {*frequent, RARE[code].word})
    # Only divisions and sums: powers may differ in the last digit from one machine to the next.
    weights = tuple(accumulate(1 / (rank + 2.7) for rank in range(1, len(words) + 1)))
    shares, joints = zip(*_joints(code), strict=True)
    return Language(code, tuple(words), weights, joints, tuple(accumulate(shares)))


def prose(language: Language, random: Random, count: int, also: str = "") -> str:
    """Sentences of about so many content words, function words aside; ``also`` takes the place of one of them."""
    words = [_choose(language.words, language.weights, random) for _ in range(count)]
    if also:
        words[int(random.random() * count)] = also
    sentences: list[list[str]] = [[]]
    for left in range(count, 0, -1):
        if len(sentences[-1]) > 5 + random.random() * 8 and left > 2:
            sentences.append([])
        sentences[-1].append(_joined(words[count - left], language, random))
    return " ".join(f"{text[0].upper()}{text[1:]}." for text in map(" ".join, sentences))


def phrase(language: Language, random: Random, count: int) -> str:
    """Some words without a full stop, as in a title."""
    text = " ".join(_joined(_choose(language.words, language.weights, random), language, random) for _ in range(count))
    return text[0].upper() + text[1:]


def number(language: Language, random: Random) -> str:
    """A number as people of that language write it: 12 000 with a space that doesn't break, 12,000."""
    kind = random.random()
    if kind < 0.25:
        return str(1990 + int(random.random() * 35))
    if kind < 0.5:
        return str(2 + int(random.random() * 900))
    thousands, rest = 1 + int(random.random() * 900), int(random.random() * 10) * 100
    separator = "," if language.code == "en" else ("\u202f" if kind < 0.75 else "\u00a0")
    return f"{thousands}{separator}{rest:03}"


def pick(things: tuple[Thing, ...] | list[Thing], random: Random) -> Thing:
    """One of them, each as likely as the next."""
    # Of all that random offers, Python promises the same numbers for ever of random() only.
    return things[int(random.random() * len(things))]


def _choose(things: tuple[Thing, ...], weights: tuple[float, ...] | tuple[int, ...], random: Random) -> Thing:
    return things[bisect(weights, random.random() * weights[-1], hi=len(weights) - 1)]


def _joined(word: str, language: Language, random: Random) -> str:
    if random.random() < 0.02:
        return f"{number(language, random)} {word}"
    before_consonant, before_vowel = _choose(language.joints, language.joint_weights, random)
    if fold(word[0]) not in _VOWELS[language.code]:
        return before_consonant + word
    # Some people type the straight apostrophe.
    return (before_vowel.replace("’", "'") if random.random() < 0.1 else before_vowel) + word


def _joints(code: str) -> list[tuple[int, tuple[str, str]]]:
    found = []
    for entry in _JOINTS[code].split(", "):
        share, _, words = entry.partition(" ")
        before_consonant, _, before_vowel = words.partition("/")
        pair = (before_consonant, before_vowel or before_consonant)
        found.append((int(share), (_spaced(pair[0]), _spaced(pair[1]))))
    return found


def _spaced(words: str) -> str:
    return words if not words or words.endswith("’") else f"{words} "


def _dossier_words(code: str) -> list[str]:
    """The content words of this repository's briefings in a language, the most frequent first."""
    grammar = {word for _, joints in _joints(code) for joint in joints for word in joint.split()}
    seen: Counter[str] = Counter()
    for path in sorted((ROOT / "briefings").glob("2*/*.yml")):
        document = yaml.load(path.read_bytes(), yaml.CBaseLoader)
        if document.get("lang", "en") == code:
            for text in _texts(document):
                seen.update(re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*", _LEFT_OUT.sub("", text)))
    total: Counter[str] = Counter()
    for word, times in seen.items():
        small = word.lower()
        # Capitalised everywhere is a name; else it stood at the start of a sentence.
        total[small if small in seen else word] += times
    return sorted((word for word in total if word.lower() not in grammar), key=lambda word: (-total[word], word))


def _texts(document: dict[str, Any]) -> list[str]:
    """What the briefing says in its own language: quotes and titles of sources may be in another."""
    items = [item for kind in ("key_facts", "figures", "open_questions") for item in document.get(kind, [])]
    fields = ("text", "label", "counts", "note", "question", "why", "settled_by")
    return [
        document["title"],
        document["summary"],
        *(item[field] for item in items for field in fields if field in item),
    ]


def _invented(code: str, taken: set[str]) -> list[str]:
    onsets, nuclei, codas, endings = (part.split(",") for part in _SYLLABLES[code])
    random = Random(f"words of {code}")
    words: list[str] = []
    while len(words) < INVENTED:
        # Frequent words are short.
        length = 1 + int(random.random() * (2 if len(words) < INVENTED // 10 else 3))
        syllables = [pick(onsets, random) + pick(nuclei, random) + pick(codas, random) for _ in range(length)]
        word = "".join(syllables) + pick(endings, random)
        if len(word) > 3 and word not in taken:
            taken.add(word)
            words.append(word)
    return words
