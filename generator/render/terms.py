"""Terms of the glossary in texts: the first of each becomes an ``abbr`` that says what it means."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec
from markupsafe import Markup, escape

from generator.glossary import ALL, read_glossary
from generator.views.languages import best_language
from generator.views.values import Prose, Text


class Abbreviation(msgspec.Struct, frozen=True, order=True):
    """A term, and what it means in a language."""

    term: str
    meaning: str
    lang: str
    """Empty for one that means the same in all."""


class Terms:
    """The terms of one language, ready to be found in its texts: whole words, in just these letters, longer ones first."""

    def __init__(self, abbreviations: Iterable[Abbreviation]) -> None:
        self.known = {one.term: one for one in abbreviations}
        self._elements = {
            term: Markup('<abbr title="{}">{}</abbr>').format(one.meaning, term) for term, one in self.known.items()
        }
        longest_first = sorted(self.known, key=len, reverse=True)
        pattern = re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
        self._matches = pattern.finditer

    def found(self, text: str) -> list[re.Match[str]]:
        """Where they stand in a text. A match begins where a word does: to look back in the pattern itself would take longer."""
        return [match for match in self._matches(text) if not (start := match.start()) or not _in_word(text[start - 1])]

    def marker(self) -> Callable[[str], Markup]:
        """What turns the parts of one text, in turn, into HTML; of each term, only the first is marked."""
        seen: set[str] = set()

        def mark(part: str) -> Markup:
            found = self.found(part)
            if not found:
                return escape(part)
            marked, end = Markup(), 0
            for match in found:
                if match[0] not in seen:
                    seen.add(match[0])
                    marked += escape(part[end : match.start()]) + self._elements[match[0]]
                    end = match.end()
            return marked + escape(part[end:])

        return mark


class Lexicon:
    """The glossary's terms by language, each language made ready when a text in it is met."""

    def __init__(self, text: str) -> None:
        self._glossary = read_glossary(text)
        self._terms: dict[str, Terms | None] = {}

    def of(self, lang: str) -> Terms | None:
        """The terms of a language; None where there are none."""
        if lang not in self._terms:
            self._terms[lang] = self._made(lang)
        return self._terms[lang]

    def _made(self, lang: str) -> Terms | None:
        found = []
        for term, meanings in self._glossary.items():
            best = best_language(tuple(meanings), (lang,))
            if best is not None or ALL in meanings:
                found.append(Abbreviation(term, meanings[best or ALL], best or ""))
        return Terms(found) if found else None

    def used(self, texts: Iterable[Text | Prose]) -> tuple[Abbreviation, ...]:
        """The terms that stand in some texts, in order."""
        used: set[Abbreviation] = set()
        for text in texts:
            if (terms := self.of(text.lang)) is not None:
                used.update(terms.known[match[0]] for match in terms.found(text.text))
        return tuple(sorted(used))


@lru_cache(maxsize=8)
def lexicon(glossary: str) -> Lexicon:
    """The terms of a glossary, given as the text of its file."""
    return Lexicon(glossary)


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
