"""Documents → the files of the search: Pagefind's index of their words, and an entry for each document with the words themselves."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import accumulate, groupby
from typing import Final

import msgspec

from generator.form import Form
from generator.render.links import href
from generator.search.documents import WEIGHTS, Document, Item
from generator.search.facets import facet_table
from generator.search.pagefind import digest_of, packed, run_pagefind
from generator.search.words import alternates, words

SHARD: Final = 1_200
"""How many documents an index has at least before the next year begins another: what Pagefind takes for a search grows with the
square of them, and for making the index with their number."""
MANUAL: Final = "m"
"""The shard of hand-written pages."""
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


class _Found(Item, frozen=True, omit_defaults=True, kw_only=True):
    """An item in an entry."""

    end: int
    """The place of the word after its last one, counted from the start of the document."""


class _Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the browser gets of a document that it found."""

    address: str
    kind: str
    title: str
    lang: str
    items: tuple[_Found, ...]
    date: str = ""


class _Indexed(msgspec.Struct, frozen=True):
    """A document on its way into the index."""

    document: Document
    entry: bytes
    html: str
    ends: list[int]


class _Shard(msgspec.Struct, frozen=True):
    """What a browser must know of a shard before it can ask it."""

    name: str
    facets: str
    """The name of the piece that holds its table of facets."""
    languages: list[str]
    spoken: list[int]
    """Of each document the place of its language in that list."""
    size: int
    """How many bytes of what follows are this shard's."""


def make_index(documents: Iterable[Document], form: Form = "folders") -> Index:
    """The index of a site in a form; the same documents give the same bytes. SearchError when it can't be made."""
    entries: dict[str, bytes] = {}
    pieces: dict[str, bytes] = {}
    shards: list[_Shard] = []
    metas: list[bytes] = []
    code, binding = b"", ""
    for name, shard in named_shards(documents):
        if not (found := dict(_indexed(shard, form))):
            continue
        bundle = run_pagefind(name, [(identifier, one.html) for identifier, one in found.items()])
        kept = [one.document for one in found.values()]
        table = packed(msgspec.json.encode(facet_table(kept, [one.ends for one in found.values()])))
        facets = f"{name}_{digest_of(table)}.facets"
        languages = sorted({document.lang.partition("-")[0] for document in kept})
        spoken = [languages.index(document.lang.partition("-")[0]) for document in kept]
        shards.append(_Shard(name, facets, languages, spoken, len(bundle.meta)))
        metas.append(bundle.meta)
        entries |= {f"{name}-{identifier}": one.entry for identifier, one in found.items()}
        pieces |= bundle.pieces | {facets: table}
        code, binding = bundle.code, bundle.binding
    if not shards:
        return Index("", {}, {}, b"", "")
    # One piece for all shards: a browser asks for few things at a time.
    head = msgspec.json.encode(shards)
    content = packed(b"".join((len(head).to_bytes(4, "big"), head, *metas)))
    start = f"start_{digest_of(content)}.pf_meta"
    return Index(start, pieces | {start: content}, entries, code, binding)


def named_shards(documents: Iterable[Document]) -> Iterator[tuple[str, list[Document]]]:
    """The shards by their names: the manual first, which a browser counts for less, then all else from the oldest to the newest."""
    in_order = sorted(documents, key=lambda document: (document.date, document.address, document.lang))
    manual = [document for document in in_order if document.kind == "page"]
    if manual:
        yield MANUAL, manual
    rest = [document for document in in_order if document.kind != "page"]
    yield from ((f"x{number}", shard) for number, shard in enumerate(shards_of(rest)))


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


def _indexed(shard: list[Document], form: Form) -> Iterator[tuple[str, _Indexed]]:
    """What becomes of each document that has words, under the id of its entry."""
    taken: set[str] = set()
    for document in shard:
        spoken = [_spoken(f"{item.text} {item.more}", document.lang) for item in document.items]
        if any(spoken):
            ends = list(accumulate(map(len, spoken)))
            entry = msgspec.json.encode(_entry(document, ends, form))
            identifier = _identifier(entry, taken)
            taken.add(identifier)
            yield identifier, _Indexed(document, entry, _html(document, spoken), ends)


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


def _entry(document: Document, ends: list[int], form: Form) -> _Entry:
    found = tuple(
        _Found(**msgspec.structs.asdict(item), end=end) for item, end in zip(document.items, ends, strict=True)
    )
    address = href(document.address, "", form=form)
    return _Entry(address, document.kind, document.title, document.lang, found, document.date)


def _html(document: Document, spoken: list[list[str]]) -> str:
    """A page with nothing but the words.

    It has no title, for Pagefind lifts a title that only starts like a word above every text that has the word itself; and no
    filters, which would count pages where only another item than the one that was found has the value.
    """
    text = "".join(
        f'<p data-pagefind-weight="{WEIGHTS[item.kind]}">{" ".join(said)}</p>'
        for item, said in zip(document.items, spoken, strict=True)
    )
    return f"<html><body data-pagefind-body>{text}</body></html>"
