"""Documents → the files of the search: Pagefind's index of their words, and an entry for each document with the words themselves."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from itertools import groupby
from typing import Final

import msgspec

from generator.form import Form
from generator.render.links import href
from generator.search.documents import WEIGHTS, Document, Item
from generator.search.pagefind import digest_of, packed, run_pagefind
from generator.search.words import alternates, words

SHARD: Final = 1_200
"""How many documents an index has at least before the next year begins another: what Pagefind takes for a search grows with the
square of them, and for making the index with their number."""
_SHORT: Final = 4


class Index(msgspec.Struct, frozen=True):
    """What searches, as the browser needs it."""

    start: str
    """The name of the piece with which a search begins; empty where there is nothing to find."""
    pieces: dict[str, bytes]
    """Pieces of the index by name, compressed."""
    entries: dict[str, bytes]
    """JSON by the shard and the id of a result: ``x0-1d21``."""
    code: bytes
    binding: str


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


def make_index(documents: Iterable[Document], form: Form = "folders") -> Index:
    """The index of a site in a form; the same documents give the same bytes. SearchError when it can't be made."""
    entries: dict[str, bytes] = {}
    pieces: dict[str, bytes] = {}
    metas: list[bytes] = []
    code, binding = b"", ""
    in_order = sorted(documents, key=lambda document: (document.date, document.address))
    for number, shard in enumerate(shards_of(in_order)):
        found = dict(_pages(shard, form))
        entries |= {f"{shard_name(number)}-{identifier}": entry for identifier, (entry, _) in found.items()}
        if pages := [(identifier, html) for identifier, (_, html) in found.items()]:
            bundle = run_pagefind(shard_name(number), pages)
            metas.append(bundle.meta)
            pieces |= bundle.pieces
            code, binding = bundle.code, bundle.binding
    # One piece for all shards: a browser asks for few things at a time.
    content = packed(b"".join(len(meta).to_bytes(4, "big") + meta for meta in metas))
    start = f"start_{digest_of(content)}.pf_meta" if metas else ""
    return Index(start, pieces | ({start: content} if start else {}), entries, code, binding)


def shard_name(number: int) -> str:
    """What the names of a shard's pieces start with; the browser counts shards, too."""
    return f"x{number}"


def shards_of(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in the order of their dates, cut between years: what is written this year changes the last shard alone."""
    shard: list[Document] = []
    for _, year in groupby(documents, lambda document: document.date[:4]):
        if len(shard) >= SHARD:
            yield shard
            shard = []
        shard += year
    if shard:
        yield shard


def _pages(shard: list[Document], form: Form) -> Iterator[tuple[str, tuple[bytes, str]]]:
    """The entry of each document under its id, and its page for the indexer."""
    taken: set[str] = set()
    for document in shard:
        spoken = [_spoken(f"{item.text} {item.more}", document.lang) for item in document.items]
        if any(spoken):
            entry = msgspec.json.encode(_entry(document, spoken, form))
            identifier = _identifier(entry, taken)
            taken.add(identifier)
            yield identifier, (entry, _html(document, spoken))


def _identifier(entry: bytes, taken: set[str]) -> str:
    """As much of the entry's digest as tells it from others of its shard: a browser that kept an old one asks for the new one.

    It is short because every search begins with the ids of the whole site.
    """
    digest = sha256(entry).hexdigest()
    length = _SHORT
    while digest[:length] in taken:
        length += 1
    return digest[:length]


def _spoken(text: str, lang: str) -> list[str]:
    # What follows must not tear a phrase apart.
    return words(text, lang) + alternates(text, lang)


def _entry(document: Document, spoken: list[list[str]], form: Form) -> _Entry:
    end, found = 0, []
    for item, said in zip(document.items, spoken, strict=True):
        end += len(said)
        found.append(_Found(item.kind, item.text, end, item.id, item.word, item.by, item.date, item.more))
    address = href(document.address, "", form=form)
    return _Entry(address, document.kind, document.title, document.lang, tuple(found), document.date)


def _html(document: Document, spoken: list[list[str]]) -> str:
    """A page with nothing but the words, and the values that filters need.

    It has no title, for Pagefind lifts a title that only starts like a word above every text that has the word itself.
    """
    facts = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">' for name, value in _filters(document)
    )
    text = "".join(
        f'<p data-pagefind-weight="{WEIGHTS[item.kind]}">{" ".join(said)}</p>'
        for item, said in zip(document.items, spoken, strict=True)
    )
    return f"<html><body data-pagefind-body>{facts}{text}</body></html>"


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
