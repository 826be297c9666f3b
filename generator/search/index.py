"""Documents → the files of the search: Pagefind's index of their words, and an entry for each document with the words themselves."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from typing import Final

import msgspec

from generator.form import Form
from generator.render.links import href
from generator.search.documents import WEIGHTS, Document, Item
from generator.search.offline import PAGEFIND, offline_files
from generator.search.pagefind import run_pagefind, unpacked
from generator.search.words import alternates, words

FOLDER: Final = "assets/search/"
"""Where everything of the search stands in the site, beside the script that asks it."""
_KEPT: Final = {"pagefind-entry.json", "wasm.unknown.pagefind"}
_SCRIPTS: Final[dict[Form, str]] = {"folders": "pagefind-worker.js", "files": PAGEFIND}
"""What runs Pagefind: no worker can be started from a disk."""
_FRAGMENT: Final = "fragment/"


class _Found(msgspec.Struct, frozen=True, omit_defaults=True):
    """An item in an entry: ``end`` is the place of the word after its last one, counted from the start of the document."""

    kind: str
    text: str
    end: int
    id: str = ""
    word: str = ""
    by: str = ""
    date: str = ""
    more: str = ""


class _Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the browser gets of a document that it found."""

    address: str
    kind: str
    title: str
    lang: str
    items: tuple[_Found, ...]
    date: str = ""


def search_files(documents: Iterable[Document], form: Form = "folders") -> dict[str, bytes]:
    """The index and the entries by their path in the site; the same documents give the same bytes. SearchError when it can't be made."""
    # By date, so that the order by date, which the index holds, is a row of numbers that packs well.
    in_order = sorted(documents, key=lambda document: (document.date, document.address))
    entries: dict[str, bytes] = {}
    pages: list[tuple[str, str]] = []
    for document in in_order:
        spoken = [_spoken(f"{item.text} {item.more}", document.lang) for item in document.items]
        if not any(spoken):
            continue
        entry = msgspec.json.encode(_entry(document, spoken, form))
        # The digest of the entry is in the address, so that the id that Pagefind gives the page changes with either.
        address = f"{document.address}?{sha256(entry).hexdigest()[:16]}"
        entries[address] = entry
        pages.append((address, _html(document, spoken)))
    if not pages:
        return {}
    files = dict(_files(run_pagefind(pages), entries, _SCRIPTS[form]))
    return dict(sorted(offline_files(files, FOLDER) if form == "files" else files.items()))


def _spoken(text: str, lang: str) -> list[str]:
    # What follows must not tear a phrase apart.
    return words(text, lang) + alternates(text, lang)


def _files(bundle: dict[str, bytes], entries: dict[str, bytes], script: str) -> Iterator[tuple[str, bytes]]:
    for path, content in bundle.items():
        if path.startswith(_FRAGMENT):
            # Pagefind's own fragment holds the words as they were indexed, which nobody wants to read.
            identifier = path.removeprefix(_FRAGMENT).removesuffix(".pf_fragment")
            yield f"{FOLDER}entries/{identifier}.json", entries[json.loads(unpacked(content))["url"]]
        elif path in _KEPT or path == script or path.endswith((".pf_meta", ".pf_index", ".pf_filter")):
            yield FOLDER + path, content


def _entry(document: Document, spoken: list[list[str]], form: Form) -> _Entry:
    end, found = 0, []
    for item, said in zip(document.items, spoken, strict=True):
        end += len(said)
        found.append(_Found(item.kind, item.text, end, item.id, item.word, item.by, item.date, item.more))
    return _Entry(
        href(document.address, "", form=form), document.kind, document.title, document.lang, tuple(found), document.date
    )


def _html(document: Document, spoken: list[list[str]]) -> str:
    """A page with nothing but the words, and the values that filters and the order by date need.

    It has no title, for Pagefind lifts a title that only starts like a word above every text that has the word itself.
    """
    facts = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">' for name, value in _filters(document)
    )
    date = f'<meta data-pagefind-sort="date[content]" content="{escape(document.date)}">' if document.date else ""
    text = "".join(
        f'<p data-pagefind-weight="{WEIGHTS[item.kind]}">{" ".join(said)}</p>'
        for item, said in zip(document.items, spoken, strict=True)
    )
    return f"<html><body data-pagefind-body>{date}{facts}{text}</body></html>"


def _filters(document: Document) -> list[tuple[str, str]]:
    values = {("language", document.lang.partition("-")[0]), ("kind", document.kind)}
    if document.date:
        values.add(("year", document.date[:4]))
    values |= {("topic", topic) for topic in document.topics} | {("actor", actor) for actor in document.actors}
    for item in document.items:
        values |= set(_filters_of(item))
    return sorted(values)


def _filters_of(item: Item) -> Iterator[tuple[str, str]]:
    if item.kind not in ("title", "summary", "page", "section"):
        yield "kind", item.kind
    if item.kind == "fact" and item.word:
        yield "status", item.word
    if item.kind == "question":
        yield "state", item.word
