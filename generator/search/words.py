"""Text → the words that are searched, the same way for the index as ``browser/words.js`` does it for a query.

What counts as one word is decided here and nowhere else, so that ``l'armée`` with either apostrophe is found by ``armee``, and
``12 000`` by ``12000``. Pagefind gets words that it has nothing left to do with: small letters and digits, no accents, stemmed.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import regex
import Stemmer

LANGUAGES: Final = Path(__file__).parent / "languages"
ALGORITHMS: Final = {"en": "english", "fr": "french"}
"""Snowball's algorithm for each language that has files in ``languages/``."""
WITHOUT_ACCENTS: Final = ("en",)
"""Languages whose stemmers know no accents: foreign names lose theirs before, so that ``Bélarus`` is ``belarus`` there, too."""

_GROUPED: Final = regex.compile(r"(?<!\p{N})\d{1,3}(?:[ ,.'’]\d{3})+(?!\p{N})")
"""A number in groups of three digits: ``12 000``, ``12,000``, ``12.000``, ``12'000`` (white space has been made plain)."""
_PERHAPS_GROUPED: Final = re.compile(r"[0-9][ ,.'’][0-9]")
"""In a text whose digits are the usual ones."""
_NO_SPACES: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}"
"""Scripts that put no space between words: each character is a word."""
_WORD: Final = regex.compile(rf"[{_NO_SPACES}]|[\p{{L}}\p{{M}}\p{{N}}--[{_NO_SPACES}]]+", regex.VERSION1)
_OTHER: Final = re.compile(r"[^\0-\u024f\u2000-\u206f\u20ac]")
"""What is in none of the scripts of which Python's own expressions know the letters as well, and faster."""
_USUAL_WORD: Final = re.compile(r"[^\W_]+")
_ASCII_WORD: Final = re.compile(r"[a-z0-9]{2,}|[0-9]")
"""The same, without letters that stand alone."""
_SEPARATORS: Final = str.maketrans("", "", " ,.'’")
_LIGATURES: Final = (("œ", "oe"), ("æ", "ae"), ("ß", "ss"))
_ACCENTS: Final = re.compile(r"[\u0300-\u036f]")


def words(text: str, lang: str) -> list[str]:
    """The words of a text in a language (BCP 47), in order; those that say nothing by themselves are left out."""
    return list(filter(None, map(_stems(lang.partition("-")[0]).__getitem__, _raw_words(text))))


def alternates(text: str, lang: str) -> list[str]:
    """What else finds the words of a text: who types ``coree`` gets another stem than that of ``Corée``, and must find it, too."""
    if text.isascii():
        return []
    typed = _typed(lang.partition("-")[0])
    return [found for word in _raw_words(text) if not word.isascii() and (found := typed[word])]


@lru_cache(maxsize=4)  # words and alternates of one text are asked one after the other
def _raw_words(text: str) -> list[str]:
    if text.isascii():
        return _ASCII_WORD.findall(_joined(text.lower()) if _PERHAPS_GROUPED.search(text) else text.lower())
    plain = unicodedata.normalize("NFKC", text).lower()
    for ligature, letters in _LIGATURES:
        plain = plain.replace(ligature, letters)
    if _OTHER.search(plain):
        return _WORD.findall(_joined(plain))
    return _USUAL_WORD.findall(_joined(plain) if _PERHAPS_GROUPED.search(plain) else plain)


def _joined(plain: str) -> str:
    """The groups of a number's digits in one."""
    return _GROUPED.sub(lambda match: match[0].translate(_SEPARATORS), plain)


class _Kept(dict[str, str]):
    """What becomes of words, as it is asked for."""

    _MANY: Final = 50_000

    def __init__(self, find: Callable[[str], str]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> str:
        if len(self) >= self._MANY:
            self.clear()
        found = self[word] = self._find(word)
        return found


@cache
def _stems(code: str) -> _Kept:
    """The stems of a language's words without accents; words that it leaves out have none."""
    left_out, stem = stop_words(code), _stem(code)
    return _Kept(lambda word: "" if word in left_out or _is_left_behind(word) else stem(word))


@cache
def _typed(code: str) -> _Kept:
    """The stem of a word as it is typed without its accents, where that is another one."""
    stems, stem = _stems(code), _stem(code)

    def find(word: str) -> str:
        if word.isascii() or _is_left_behind(word):
            return ""
        typed = stem(_bare(word))
        return typed if stems[word] and typed != stems[word] else ""

    return _Kept(find)


def _is_left_behind(word: str) -> bool:
    """What an apostrophe leaves behind (l, d, s, t) is one letter; so is à."""
    return len(word) == 1 and "a" <= _bare(word) <= "z"


@cache
def _stem(code: str) -> Callable[[str], str]:
    """Stems any word of a language."""
    if code not in ALGORITHMS:
        return _bare
    stemmer = Stemmer.Stemmer(ALGORITHMS[code])
    stemmer.maxCacheSize = 0  # who asks keeps the answers, and its own way to do so takes longer than stemming
    # Accents after stemming where the algorithm needs them, as the one for French does.
    if code in WITHOUT_ACCENTS:
        return lambda word: _bare(stemmer.stemWord(_bare(word)))
    return lambda word: _bare(stemmer.stemWord(word))


@lru_cache(maxsize=10_000)
def _bare(word: str) -> str:
    return word if word.isascii() else str(_ACCENTS.sub("", unicodedata.normalize("NFD", word)))


@cache
def stop_words(code: str) -> frozenset[str]:
    """The words that are left out of the index of a language; none for one that has no list."""
    path = LANGUAGES / f"{code}.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if code in ALGORITHMS else frozenset()
