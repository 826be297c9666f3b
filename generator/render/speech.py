"""What templates may call: labels, dates, numbers and links, each in the language and from the place of one page."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final

from markupsafe import Markup, escape

from generator import markup
from generator.form import Form
from generator.render import links, moments
from generator.render.amounts import amount
from generator.render.chart import chart_of
from generator.render.environment import macros
from generator.render.series import sentences
from generator.render.sparkline import sparkline_of
from generator.render.terms import Lexicon, lexicon
from generator.render.words import Words, direction, language_name, tongue
from generator.views.addresses import briefing_address, series_address, timeline_address, year_address
from generator.views.values import ListedItem, Prose, Text

Names = Mapping[str, Any]
_REPEATED: Final = ("badge", "tlp", "section_heading", "named", "all_named", "cite", "place", "topics_of", "counts_of")
"""Macros whose outcome is remembered: it comes again on page after page, and depends on nothing but their arguments."""
_REMEMBERED: Final = 2048
"""How many outcomes of each: their arguments are what contributors write, and must not fill the memory."""
_MACROS: Final = {
    "parts": "parts",
    "choices": "choices",
    "cards": "card",
    "ladders": "ladder",
    "facts": "fact",
    "quotes": "quote",
    "sparklines": "sparkline",
    "figures": "figure",
    "charts": "chart",
    "questions": "question",
    "sources": "source",
    "latest_figures": "latest-figures",
    "listed": "listed",
    "dated": "dated",
    "acts": "act",
}
"""The files of macros, by the name under which templates find them; each uses only those before it."""


@lru_cache(maxsize=64)
def names(
    words: Words,
    root: str | None,
    form: Form = "folders",
    glossary: str = "",
    stands_alone: bool = False,
    online: str = "",
) -> Names:
    """The names that templates use, beside a view: the same for all pages in a language from which ``root`` leads to the
    site's root; ``stands_alone`` for a page that has no site around it, ``online`` where the site stands, if that is to be printed."""
    known = lexicon(glossary)
    href = partial(links.href, root=root, form=form)
    spoken = _spoken(words) | {
        "stands_alone": stands_alone,
        "href": href,
        "online": online,
        "way": partial(links.way, href=href),
        "printed": partial(links.printed, online=online),
        "prose": _prose(href, known),
        "plainly": _plainly(known),
    }
    spoken["links"] = macros("link", words.catalog, spoken)
    repeated = macros("repeated", words.catalog, spoken)
    # Typed: markup and the same characters as plain text are equal as keys, and must not be taken for each other.
    spoken |= {name: lru_cache(_REMEMBERED, typed=True)(getattr(repeated, name)) for name in _REPEATED}
    for name, file in _MACROS.items():
        spoken[name] = macros(file, words.catalog, spoken)
    return MappingProxyType(spoken)


@lru_cache(maxsize=64)
def _spoken(words: Words) -> dict[str, Any]:
    locale, around = words.locale, words.lang
    return {
        "ngettext": _counting(words),
        "moment": partial(moments.moment, locale=locale),
        "period": partial(moments.period, locale=locale),
        "digits": lambda count: moments.plain_number(str(count), locale),
        "file_size": partial(moments.file_size, locale=locale),
        "amount": partial(amount, words=words),
        "chart_of": partial(chart_of, words=words),
        "sentences": partial(sentences, words=words),
        "sparkline_of": partial(sparkline_of, words=words),
        "around": around,
        "tongue": partial(tongue, around=around),
        "ground": _ground(around),
        "is_foreign": lambda lang: lang.lower() != around.lower(),
        "language": partial(language_name, locale=locale),
        "language_first": lambda lang: capital(language_name(lang, locale)),
        "own_name": lambda lang: capital(language_name(lang, lang)),
        "is_web": links.is_web,
        "page_of": links.page_of,
        "anchor_of": links.anchor_of,
        "by_briefing": by_briefing,
        "numbered": partial(enumerate, start=1),
        "briefing_address": briefing_address,
        "year_address": year_address,
        "series_address": series_address,
        "timeline_address": timeline_address,
        "plural_samples": moments.plural_samples(locale),
    }


def capital(words: str) -> str:
    """The words as they stand at the start of a line."""
    return words[:1].upper() + words[1:]


def by_briefing(items: Iterable[ListedItem]) -> list[tuple[str, list[ListedItem]]]:
    """Items that follow each other and stand in one briefing, with the address of its page."""
    return [(page, list(found)) for page, found in groupby(items, lambda item: links.page_of(item.pointer.address))]


def _ground(lang: str) -> Markup:
    """The attributes of the element around everything: the frame around it is in the site's language."""
    is_turned = direction(lang) == "rtl"
    return Markup(' lang="{}"{}').format(lang, Markup(' dir="rtl"') if is_turned else "")


def _counting(words: Words) -> Callable[[str, str, int], Markup]:
    def count(singular: str, plural: str, number: int, shown: str = "") -> Markup:
        return words.count(singular, plural, number, number=shown or moments.plain_number(str(number), words.locale))

    return count


def _prose(href: Callable[[str], str], known: Lexicon) -> Callable[[Prose, str], str]:
    plainly = _plainly(known)

    def prose(text: Prose, base: str) -> str:
        if markup.is_plain(text.text):
            return plainly(text)
        terms = known.of(text.lang)
        return markup.html(text.text, links.targets(text, base, href), terms.marker() if terms else escape)

    return prose


def _plainly(known: Lexicon) -> Callable[[Text | Prose], str]:
    def plainly(text: Text | Prose) -> str:
        terms = known.of(text.lang)
        # Plain words are escaped by the template, as any others.
        return terms.marker()(text.text) if terms else text.text

    return plainly
