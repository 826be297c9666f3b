"""The words, dates and numbers that a page takes from the project, in the page's language.

Labels come from gettext catalogs (``generator/locale/<language>/LC_MESSAGES/briefpress.po``), everything else from
CLDR. A page in a language without a catalog takes all of them in the site's language, or else in English.
"""

from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

CATALOGS = Path(__file__).parent.parent / "locale"
FALLBACK = "en"


class Words(msgspec.Struct, frozen=True):
    """The language in which a page's labels, dates and numbers are written."""

    lang: str
    """Its BCP 47 tag: the page's own, where there is a catalog for it."""
    locale: str
    """Babel's name of the locale for dates and numbers."""
    catalog: GNUTranslations

    def say(self, message: str, **values: Any) -> Markup:
        """A label, with values in the places that it names; values are escaped unless they are markup."""
        return said(self.catalog, message, **values)

    def count(self, singular: str, plural: str, total: int, **values: Any) -> Markup:
        """A label with the plural form that belongs to ``total``."""
        return _counted(self.catalog, singular, plural, total, **values)


@lru_cache(maxsize=1024)
def words_for(lang: str, site: str) -> Words:
    """The words for a page in ``lang`` of a site in ``site``."""
    for wanted in (lang, site, FALLBACK):
        if (catalog := _catalog(subtags(wanted)[0])) is not None:
            return Words(wanted, str(_everyday(locale_of(wanted) or Locale(FALLBACK))), catalog)
    raise FileNotFoundError(f"there is no catalog for {FALLBACK} in {CATALOGS}")


def subtags(lang: str) -> list[str]:
    """The parts of a language tag that say language, script and region."""
    parts = lang.replace("_", "-").split("-")
    end = next(
        (i for i, part in enumerate(parts) if i and (len(part) not in (2, 3, 4) or part[0].isdigit())), len(parts)
    )
    return [parts[0].lower(), *parts[1:end]]


@lru_cache(maxsize=1024)
def locale_of(lang: str) -> Locale | None:
    """Babel's locale for a language tag: of the whole tag, or else of the language alone; None where there is none."""
    parts = subtags(lang)
    for tag in ("-".join(parts), parts[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


@lru_cache(maxsize=1024)
def language_name(lang: str, locale: str) -> str:
    """What a language is called in the language of a locale, or in English; its tag where CLDR has no name for it."""
    named, around = locale_of(lang), locale_of(locale) or Locale(FALLBACK)
    return (named.get_display_name(around) if named else around.languages.get(subtags(lang)[0])) or lang


@lru_cache(maxsize=1024)
def direction(lang: str) -> str:
    """``rtl`` for a language written from right to left, else ``ltr``."""
    locale = locale_of(lang)
    return "rtl" if locale is not None and locale.text_direction == "rtl" else "ltr"


@lru_cache(maxsize=4096)
def tongue(lang: str, around: str) -> Markup:
    """The attributes of an element whose text is in ``lang`` within a text in ``around``: none where they are equal."""
    if lang.casefold() == around.casefold() or not lang:
        return Markup("")
    turns = direction(lang) != direction(around)
    return Markup(' lang="{}"').format(lang) + (Markup(' dir="{}"').format(direction(lang)) if turns else "")


# Typed: markup and the same characters as plain text are equal as keys, and must not be taken for each other.
@lru_cache(maxsize=4096, typed=True)
def said(catalog: GNUTranslations, message: str, **values: Any) -> Markup:
    """A label of a catalog, with values in the places that it names; values are escaped unless they are markup."""
    text = escape(catalog.gettext(message))
    return text % values if values else text


@lru_cache(maxsize=4096, typed=True)
def _counted(catalog: GNUTranslations, singular: str, plural: str, total: int, **values: Any) -> Markup:
    return escape(catalog.ngettext(singular, plural, total)) % values


def catalogs() -> list[GNUTranslations]:
    """All catalogs that there are."""
    found = (_catalog(path.name) for path in sorted(CATALOGS.iterdir()))
    return [catalog for catalog in found if catalog is not None]


@lru_cache(maxsize=64)
def _catalog(language: str) -> GNUTranslations | None:
    path = CATALOGS / language / "LC_MESSAGES" / "briefpress.po"
    if not path.is_file():
        return None
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _everyday(locale: Locale) -> Locale:
    """English of no country writes its dates as most of the world does: 28 October 2024."""
    return Locale.parse("en_001") if str(locale) == "en" else locale
