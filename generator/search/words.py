"""Text → the words that are searched, the same way for the index as ``browser/words.js`` does it for a query.

What counts as one word is decided here and nowhere else, so that ``l'armée`` with either apostrophe is found by ``armee``, and
``12 000`` by ``12000``. Pagefind gets words that it has nothing left to do with: small letters and digits, no accents, stemmed.
"""

import re
import unicodedata
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
_NO_SPACES: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}"
"""Scripts that put no space between words: each character is a word."""
_WORD: Final = regex.compile(rf"[{_NO_SPACES}]|[\p{{L}}\p{{M}}\p{{N}}--[{_NO_SPACES}]]+", regex.VERSION1)
_OTHER: Final = re.compile(r"[^\0-\u024f\u2000-\u206f\u20ac]")
"""What is in none of the scripts of which Python's own expressions know the letters as well, and faster."""
_USUAL_WORD: Final = re.compile(r"[^\W_]+")
_SEPARATORS: Final = str.maketrans("", "", " ,.'’")
_LIGATURES: Final = (("œ", "oe"), ("æ", "ae"), ("ß", "ss"))
_ACCENTS: Final = regex.compile(r"[\u0300-\u036f]")


def words(text: str, lang: str) -> list[str]:
    """The words of a text in a language (BCP 47), in order; those that say nothing by themselves are left out."""
    stems = _stems(lang.partition("-")[0])
    return [found for word in _raw_words(text) if (found := stems[word])]


def alternates(text: str, lang: str) -> list[str]:
    """What else finds the words of a text: who types ``coree`` gets another stem than that of ``Corée``, and must find it, too."""
    if text.isascii():
        return []
    stems = _stems(lang.partition("-")[0])
    accented = (word for word in _raw_words(text) if not word.isascii() and stems[word])
    return [typed for word in accented if (typed := stems.stem(_bare(word))) != stems[word]]


@lru_cache(maxsize=4)  # words and alternates of one text are asked one after the other
def _raw_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).lower()
    for ligature, letters in _LIGATURES:
        plain = plain.replace(ligature, letters)
    joined = _GROUPED.sub(lambda match: match[0].translate(_SEPARATORS), plain)
    found = _WORD.findall(joined) if _OTHER.search(joined) else _USUAL_WORD.findall(joined)
    # What an apostrophe leaves behind (l, d, s, t) is one letter; so is à.
    return [word for word in found if len(word) > 1 or not "a" <= _bare(word) <= "z"]


class _Stems(dict[str, str]):
    """The stems of a language's words without accents, as they are asked for; words that it leaves out have none."""

    _MANY: Final = 200_000

    def __init__(self, code: str) -> None:
        super().__init__()
        self._stemmer = Stemmer.Stemmer(ALGORITHMS[code]) if code in ALGORITHMS else None
        self._loses_accents_first = code in WITHOUT_ACCENTS
        self._stop_words = stop_words(code)

    def __missing__(self, word: str) -> str:
        if len(self) >= self._MANY:
            self.clear()
        found = self[word] = "" if word in self._stop_words else self.stem(word)
        return found

    def stem(self, word: str) -> str:
        """The stem of any word."""
        # Accents after stemming where the algorithm needs them, as the one for French does.
        ready = _bare(word) if self._loses_accents_first else word
        return _bare(self._stemmer.stemWord(ready) if self._stemmer else ready)


@cache
def _stems(code: str) -> _Stems:
    return _Stems(code)


@lru_cache(maxsize=10_000)
def _bare(word: str) -> str:
    return str(_ACCENTS.sub("", unicodedata.normalize("NFD", word)))


@cache
def stop_words(code: str) -> frozenset[str]:
    """The words that are left out of the index of a language; none for one that has no list."""
    path = LANGUAGES / f"{code}.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if code in ALGORITHMS else frozenset()
