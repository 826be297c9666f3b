"""The scripts of the search: a small one for every page, and the rest, which is fetched when someone reaches for it.

Both are plain scripts, no modules, so that a page opened from the disk can run them.
"""

import json
from pathlib import Path
from typing import Final

from generator.render.labels import LABELS, N_
from generator.render.links import href
from generator.render.words import Words, language_name, words_for
from generator.search.words import ALGORITHMS, LANGUAGES, WITHOUT_ACCENTS, stop_words
from generator.settings import Settings

SCRIPT: Final = "search.js"
KIT: Final = "kit.js"
WORKER: Final = "worker.js"
_BROWSER: Final = Path(__file__).parent / "browser"
_PARTS: Final = ("words", "marks", "engine", "results", "dialog", "page", "landing")
_PAGES: Final = {"topic": N_("Topic"), "actor": N_("Actor"), "indicator": N_("Indicator"), "page": N_("Page")}
_ITEMS: Final = {
    "fact": N_("Key fact"),
    "quote": N_("Quote"),
    "figure": N_("Figure"),
    "question": N_("Question"),
    "source": N_("Source"),
}
_FACETS: Final = {
    "kind": N_("Kind"),
    "status": N_("Status of facts"),
    "state": N_("State of questions"),
    "topic": N_("Topic"),
    "actor": N_("Actor"),
    "year": N_("Year"),
    "language": N_("Language"),
}
_SAY: Final = {
    "search": N_("Search"),
    "keys": N_("Search (/, s or Ctrl+K)"),
    "hint": N_("Facts, quotes, figures, questions, sources"),
    "close": N_("Close"),
    "all": N_("All results, with filters"),
    "moving": N_("↑ ↓ to move, Enter to follow, Esc to close"),
    "result": N_("%(number)s page"),
    "results": N_("%(number)s pages"),
    "searching": N_("Searching …"),
    "nothing": N_("Nothing was found for “%(query)s”."),
    "nothingAtAll": N_("Nothing was found."),
    "clear": N_("Clear all filters"),
    "common": N_("These words are in every text: add one that says more."),
    "near": N_("No page has all of these words. These come nearest:"),
    "spelling": N_("Check the spelling; accents don’t matter."),
    "fewer": N_("Try fewer words, or the beginning of one."),
    "unfilter": N_("Remove a filter."),
    "home": N_("Go to the home page"),
    "broken": N_("The search could not be loaded. Are you offline? Load the page again."),
    "order": N_("Order"),
    "best": N_("Best first"),
    "newest": N_("Newest first"),
    "facets": N_("Filters"),
    "more": N_("%(number)s more"),
    "next": N_("More results"),
}


def script(languages: list[str], start: str, settings: Settings) -> bytes:
    """What every page loads, in the site's language.

    ``languages`` are those that are searched, ``start`` is the piece of the index with which a search begins.
    """
    words = words_for(settings.language, settings.language)
    said = {
        "kit": KIT,
        "searched": languages,
        "start": start,
        "say": _said(_SAY, words),
        "labels": _labels(languages, words),
        "kindsOfPages": ["briefing", *_PAGES],
        "addresses": {
            "search": href(settings.search, "", form=settings.form) if settings.search else "",
            "home": href("", "", form=settings.form),
        },
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"(() => {{\nconst SETTINGS = {text};\n{_part('search')}}})();\n".encode()


def kit(languages: list[str], binding: str = "") -> bytes:
    """The rest, fetched when someone reaches for it; with Pagefind's ``binding``, for pages that search without a worker."""
    parts = [_language(code) for code in languages if code in ALGORITHMS]
    if binding:
        parts += [_index(binding), _part("offline")]
    return "".join((*parts, *map(_part, _PARTS))).encode()


def worker(binding: str) -> bytes:
    """What searches beside the page, so that typing never waits for it."""
    return (_index(binding) + _part("worker")).encode()


def _index(binding: str) -> str:
    return f"var makeIndex = (() => {{\n{binding}\n{_part('index')}return makeIndex;\n}})();\n"


def _labels(languages: list[str], words: Words) -> dict[str, dict[str, str]]:
    return {
        "item": _said({"briefing": N_("Briefing")} | _ITEMS | _PAGES, words),
        "facet": _said(_FACETS, words),
        "language": {code: language_name(code, words.locale) for code in languages},
    } | {group: _said(LABELS[group], words) for group in ("status", "kind", "question", "nature")}


def _said(table: dict[str, str], words: Words) -> dict[str, str]:
    """Unescaped: the scripts put every text into the page as text."""
    return {key: str(words.say(message).unescape()) for key, message in table.items()}


def _part(name: str) -> str:
    return (_BROWSER / f"{name}.js").read_text(encoding="utf-8")


def _language(code: str) -> str:
    """A language's stemmer and stop words, as the scripts of the search know them."""
    stemmer = (LANGUAGES / f"{code}.js").read_text(encoding="utf-8")
    name = f"{ALGORITHMS[code].capitalize()}Stemmer"
    left_out = json.dumps(" ".join(sorted(stop_words(code))), ensure_ascii=False)
    is_without_accents = json.dumps(code in WITHOUT_ACCENTS)
    return (
        f"briefpress.languages[{json.dumps(code)}] = (() => {{\nvar BaseStemmer;\n{_part('stemmer')};\n{stemmer}\n"
        f"return {{ stemmer: new {name}(), isWithoutAccents: {is_without_accents}, stopWords: new Set({left_out}.split(' ')) }};\n"
        "})();\n"
    )
