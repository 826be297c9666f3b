"""The elements of a page's ``<head>``: what search engines and other sites show of it, and where its translations are."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec
from babel import Locale
from babel.core import get_global

from generator import markup
from generator.languages import home_of, way
from generator.pages import Page
from generator.render.filters import cut
from generator.render.labels import LABELS
from generator.render.links import page_of
from generator.render.moments import written
from generator.render.social_card import HEIGHT, WIDTH, social_card_of, social_card_url
from generator.render.words import Words, locale_of, words_for
from generator.settings import Language, Settings
from generator.views.claims import ClaimView, MovedView
from generator.views.page_values import BriefingView, YearView
from generator.views.timeline import TimelineView
from generator.views.values import LanguageLink

_DESCRIPTION = 160


class Alternate(msgspec.Struct, frozen=True):
    """The same page in a language; ``x-default`` for the one to show where none fits."""

    lang: str
    address: str


class Picture(msgspec.Struct, frozen=True):
    """A picture with which other sites show a link to the page."""

    address: str
    words: str
    """What is to be read on it."""
    width: int = WIDTH
    height: int = HEIGHT


def head_names(page: Page, settings: Settings, href: Callable[[str], str], lang: str) -> dict[str, Any]:
    """What the template of the head shows. A page and its translations are named by where they stand online, if that is known."""
    moved_to = page.view.to if isinstance(page.view, MovedView) else ""
    return {
        "description": _description(page.view, words_for(lang, settings.language)),
        "canonical": _canonical(page, page_of(moved_to or page.address), settings),
        "refresh": href(moved_to) if moved_to else "",
        "alternates": _alternates(page, settings, href),
        "kind": "article" if isinstance(page.view, BriefingView) else "website",
        "og_locale": open_graph_locale(lang),
        "site_name": settings.name,
        "card": _card(page, settings),
    }


def _card(page: Page, settings: Settings) -> Picture | None:
    card = social_card_of(page.view, settings)
    return Picture(social_card_url(page.view, settings), card.words) if card else None


def _canonical(page: Page, address: str, settings: Settings) -> str:
    """Where search engines shall find the page: a briefing on the site in its own language."""
    home = home_of(page.view.lang, settings) if isinstance(page.view, BriefingView) else None
    url = home.url if home else settings.url
    return f"{url}{address}" if url else ""


def _alternates(page: Page, settings: Settings, href: Callable[[str], str]) -> list[Alternate]:
    """The same page in other languages: of a briefing its translations, each on the site in its language; of a page that gathers from
    many, what stands at its address there."""

    def place(address: str, language: Language | None) -> str:
        if settings.url:
            return f"{language.url if language else settings.url}{address}"
        return href(f"{way(language, settings) if language else ''}{address}")

    if isinstance(page.view, BriefingView):
        languages = _languages(page.view)
        found = [(link.lang, place(link.address, home_of(link.lang, settings))) for link in languages]
        originals = (at for link, (_, at) in zip(languages, found, strict=True) if link.is_original)
    else:
        beside = () if isinstance(page.view, MovedView) else settings.languages
        found = [(language.tag, place(page.address, language)) for language in beside]
        originals = (at for _, at in found[:1])
    return [Alternate(tag, at) for tag, at in (*found, *(("x-default", at) for at in originals))]


def _languages(view: Any) -> tuple[LanguageLink, ...]:
    return view.languages if isinstance(view, BriefingView) and view.state != "withdrawn" else ()


def _description(view: Any, words: Words) -> str:
    if isinstance(view, BriefingView):
        return cut(markup.plain(view.summary.text), _DESCRIPTION) if view.summary and view.state != "withdrawn" else ""
    if isinstance(view, ClaimView):
        newest = view.newest.pointer
        label = LABELS["status"][newest.status] if newest.status else LABELS["kind"][newest.kind]
        return f"{words.say(label).unescape()}{words.say(': ')}{cut(view.description.text, _DESCRIPTION)}"
    if isinstance(view, YearView):
        return words.say("Briefings of %(year)s", year=view.year).unescape()
    if isinstance(view, TimelineView):
        when = written(view.when, words.locale)
        return words.say("What happened, what was said and what was counted: %(when)s", when=when).unescape()
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
