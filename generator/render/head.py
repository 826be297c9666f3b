"""The elements of a page's ``<head>``: what search engines and other sites show of it, and where its translations are."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec
from babel import Locale
from babel.core import get_global

from generator import markup
from generator.pages import Page
from generator.render.filters import cut
from generator.render.words import locale_of
from generator.settings import Settings
from generator.views.claims import MovedView
from generator.views.page_values import BriefingView
from generator.views.values import LanguageLink

_DESCRIPTION = 160


class Alternate(msgspec.Struct, frozen=True):
    """The same page in a language; ``x-default`` for the one to show where none fits."""

    lang: str
    address: str


def head_names(page: Page, settings: Settings, href: Callable[[str], str], lang: str) -> dict[str, Any]:
    """What the template of the head shows. A page and its translations are named by where they stand online, if that is known."""
    languages = _languages(page.view)
    moved_to = page.view.to if isinstance(page.view, MovedView) else ""

    def place(address: str) -> str:
        return f"{settings.url}{address}" if settings.url else href(address)

    return {
        "description": _description(page.view),
        "canonical": f"{settings.url}{moved_to or page.address}" if settings.url else "",
        "refresh": href(moved_to) if moved_to else "",
        "alternates": [Alternate(link.lang, place(link.address)) for link in languages]
        + [Alternate("x-default", place(link.address)) for link in languages if link.is_original],
        "kind": "article" if isinstance(page.view, BriefingView) else "website",
        "og_locale": open_graph_locale(lang),
        "site_name": settings.name,
    }


def _languages(view: Any) -> tuple[LanguageLink, ...]:
    return view.languages if isinstance(view, BriefingView) and view.state != "withdrawn" else ()


def _description(view: Any) -> str:
    if isinstance(view, BriefingView):
        return cut(markup.plain(view.summary.text), _DESCRIPTION) if view.summary and view.state != "withdrawn" else ""
    text = getattr(view, "description", None) or getattr(view, "counts", None) or getattr(view, "role", None)
    return cut(text.text, _DESCRIPTION) if text else ""


@lru_cache(maxsize=256)
def open_graph_locale(lang: str) -> str:
    """Language and country as Open Graph writes them (``fr_FR``), the country being the likeliest where none is named."""
    locale = locale_of(lang)
    if locale is not None and not locale.territory:
        likely = get_global("likely_subtags").get(str(locale))
        locale = Locale.parse(likely) if likely else None
    return f"{locale.language}_{locale.territory}" if locale is not None and locale.territory else ""
