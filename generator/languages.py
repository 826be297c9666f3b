"""A site in several languages: how the pages of one lead to those of another.

An engine knows one language at a time. It writes links of our own, ``briefpress:fr`` to the same page in French and
``briefpress:fr/about/`` to a certain one, which get their way here.
"""

import re
from html import escape
from typing import Final
from urllib.parse import urlsplit

from generator.form import file_of, in_folders, root_of
from generator.problem import Problem
from generator.settings import Language, Settings
from generator.sources import line_of, source_name, source_of

SCHEME: Final = "briefpress:"
_NOT_FOUND: Final = "404.html"
"""A server shows it at any address, so all its links start at the host."""
_BEFORE: Final = r"""(?:[^"':\s>]*/)?"""
"""Zensical takes every scheme but the web's for a path, and puts the way to the root before it."""
_LINK: Final = re.compile(
    rf"""(?<=\s)href=(["']?){_BEFORE}{SCHEME}(?P<tag>[A-Za-z0-9-]+)(?:/(?P<address>[^"'#\s>]*))?(?P<anchor>#[^"'\s>]*)?\1(?=[\s>])"""
)
_IN_HEAD: Final = re.compile(rf"""<link\s[^>]*?href=["']?{_BEFORE}{SCHEME}[^>]*>\s*""")


def linked_page(html: str, file: str, settings: Settings, problems: set[Problem]) -> str:
    """A hand-written page, by its file, with the way to its counterparts; where a language has none, to its home page."""
    counterparts = [one for one in settings.languages if source_of(file, settings.folder / one.docs, settings.form)]
    head = _head(file, counterparts, settings) if len(counterparts) > 1 else ""
    html = _IN_HEAD.sub(lambda match: "", _IN_HEAD.sub(lambda match: head, html, count=1))

    def linked(match: re.Match[str]) -> str:
        language = settings.language_of(match["tag"])
        if match["address"] is None and language is not None:
            target = file if language in counterparts else "index.html"
            return f'href="{_link(file, target, language, settings)}" lang="{language.tag}"'
        return _other(match, file, settings, problems)

    return _LINK.sub(linked, html)


def linked_frame(html: str, file: str, settings: Settings, problems: set[Problem]) -> str:
    """A frame, by its file: the pages made from it stand at the same address in every language."""

    def linked(match: re.Match[str]) -> str:
        language = settings.language_of(match["tag"])
        if match["address"] is None and language is not None:
            return f'href="{root_of(file)}{way(language, settings)}{{{{ page.address }}}}" lang="{language.tag}"'
        return _other(match, file, settings, problems)

    return _LINK.sub(linked, _IN_HEAD.sub("", html))


def way(language: Language, settings: Settings) -> str:
    """The way from the root of the settings' language to that of any."""
    if language.below == settings.below:
        return ""
    return "../" * settings.below.count("/") + language.below


def home_of(lang: str, settings: Settings) -> Language | None:
    """The language of the site in which a text in ``lang`` is at home, the main one where it is in none of them; None for a site in
    one language."""
    base = lang.partition("-")[0].lower()
    near = (one for one in settings.languages if one.tag.partition("-")[0].lower() == base)
    return settings.language_of(lang) or next(near, settings.languages[0] if settings.languages else None)


def folders_beside(settings: Settings) -> tuple[str, ...]:
    """What the paths of other languages start with, seen from the root of the settings' language."""
    return tuple({"../" if settings.below else one.below for one in settings.languages if one.below != settings.below})


def _other(match: re.Match[str], file: str, settings: Settings, problems: set[Problem]) -> str:
    """A link to a certain hand-written page."""
    language = settings.language_of(match["tag"])
    address = match["address"] or ""
    docs = settings.folder / language.docs if language is not None else None
    # On a disk the page of a folder lies in it, any other beside it.
    targets = (file_of(address, settings.form), f"{address}index.html")
    target = next((one for one in targets if docs and source_of(one, docs, settings.form)), "")
    if language is not None and target:
        return f'href="{_link(file, target, language, settings)}{match["anchor"] or ""}"'
    text = f"{SCHEME}{match['tag']}/{address}"
    source = source_of(file, settings.docs, settings.form)
    configuration = settings.folder / settings.configuration
    if source is not None and text in source.read_text("utf-8", "replace"):
        name, line = source_name(file, settings.docs, settings.form), line_of(text, source)
    else:
        name, line = settings.configuration, line_of(text, configuration)
    what = "has no such page" if language is not None else "has no such language"
    problems.add(Problem(name, line, 1, "broken-link", "error", "", f"a link leads to “{text}”, and the site {what}"))
    return match[0]


def _link(file: str, target: str, language: Language, settings: Settings) -> str:
    place = target if settings.form == "files" else target.removesuffix("index.html")
    if file == _NOT_FOUND:
        return escape(f"{urlsplit(settings.languages[0].url).path or '/'}{language.below}{place}")
    return escape(f"{root_of(file)}{way(language, settings)}{place}" or "./")


def _head(file: str, counterparts: list[Language], settings: Settings) -> str:
    """For search engines: the same page in each language."""
    address = in_folders(file).removesuffix("index.html")
    places = {one.tag: f"{one.url}{address}" if one.url else _link(file, file, one, settings) for one in counterparts}
    if not counterparts[0].below:
        places["x-default"] = places[counterparts[0].tag]
    # The space keeps engines' scripts from asking for a sitemap beside each.
    return "".join(
        f'<link rel="alternate " href="{escape(place)}" hreflang="{tag}">\n' for tag, place in places.items()
    )
