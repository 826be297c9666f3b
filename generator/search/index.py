"""Indexed documents → shards: parts of the index that are made by themselves, and again only when one of their documents changes."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from typing import Final

import msgspec

from generator.form import Form
from generator.place import Mark, Put
from generator.search.facets import facet_table
from generator.search.indexed import Indexed, Key
from generator.search.pagefind import Bundle, digest_of, packed, run_pagefind
from generator.search.pieces import entry_file, piece_file

SHARD: Final = 1_200
"""How many documents an index has at least before the next month begins another: what Pagefind takes for a search grows with the
square of them, and what it takes to make the index, time and memory, with their number."""
MANUAL: Final = "m"
"""The shard of hand-written pages."""
_SHORT: Final = 4
_DECODER: Final = msgspec.msgpack.Decoder(Indexed)


class ShardJob(msgspec.Struct, frozen=True, array_like=True):
    """A shard to be made."""

    name: str
    documents: list[memoryview]
    """Packed, in their order."""


class Head(msgspec.Struct, frozen=True):
    """What a browser must know of a shard before it can ask it."""

    name: str
    facets: str
    """The name of the piece that holds its table of facets."""
    languages: list[str]
    spoken: list[int]
    """Of each document the place of its language in that list."""
    size: int
    """How many bytes of what follows are this shard's."""


class Shard(msgspec.Struct, frozen=True):
    """A shard whose files are in their place."""

    head: Head
    meta: bytes
    """With what a search of it begins."""
    files: list[str]
    """By their paths in the site."""
    changed: dict[str, Mark]
    """Marks of those that differ from what was there."""
    code: bytes
    binding: str


def make_shard(job: ShardJob, form: Form, put: Put) -> Shard:
    """Make a shard: the same documents give the same bytes. SearchError when it can't be made."""
    found: dict[str, Indexed] = {}
    for content in job.documents:
        document = _DECODER.decode(content)
        found[_identifier(document.entry, found)] = document
    bundle = run_pagefind(job.name, [(identifier, one.html) for identifier, one in found.items()])
    documents = list(found.values())
    table = packed(msgspec.json.encode(facet_table(documents)))
    facets = f"{job.name}_{digest_of(table)}.facets"
    files = dict(_files(job.name, found, bundle.pieces | {facets: table}, form))
    head = _head(job.name, facets, documents, bundle)
    return Shard(head, bundle.meta, list(files), put(files), bundle.code, bundle.binding)


def start_of(shards: Iterable[Shard]) -> tuple[str, bytes]:
    """The piece with which a search begins, by its name; empty where there is nothing to find.

    It is one for all shards: a browser asks for few things at a time.
    """
    shards = list(shards)
    if not shards:
        return "", b""
    head = msgspec.json.encode([shard.head for shard in shards])
    content = packed(b"".join((len(head).to_bytes(4, "big"), head, *(shard.meta for shard in shards))))
    return f"start_{digest_of(content)}.pf_meta", content


def named_shards(documents: Iterable[Key]) -> Iterator[tuple[str, list[Key]]]:
    """The shards by their names: the manual first, which a browser counts for less, then all else from the oldest to the newest."""
    in_order = sorted(documents)
    manual = [document for document in in_order if document.kind == "page"]
    if manual:
        yield MANUAL, manual
    rest = [document for document in in_order if document.kind != "page"]
    yield from ((f"x{number}", shard) for number, shard in enumerate(shards_of(rest)))


def shards_of(documents: Iterable[Key]) -> Iterator[list[Key]]:
    """Documents in the order of their dates, cut between months: what is written now changes the last shard alone."""
    shard: list[Key] = []
    # The first is about half as large, so that a site with little more than one keeps two cores busy; with more than half of the
    # documents (650), for those without a date come first, and are short.
    least = SHARD * 13 // 24
    for _, month in groupby(documents, lambda document: document.date[:7]):
        if len(shard) >= least:
            yield shard
            shard, least = [], SHARD
        shard += month
    if shard:
        yield shard


def _identifier(entry: bytes, taken: dict[str, Indexed]) -> str:
    """As much of the entry's digest as tells it from others of its shard: a browser that kept an old one asks for the new one.

    It is short because every search begins with the ids of the whole site.
    """
    digest = sha256(entry).hexdigest()
    length = _SHORT
    while digest[:length] in taken:
        length += 1
    return digest[:length]


def _files(name: str, found: dict[str, Indexed], pieces: dict[str, bytes], form: Form) -> Iterator[tuple[str, bytes]]:
    yield from (piece_file(f"index/{piece}", content, form) for piece, content in pieces.items())
    yield from (entry_file(f"{name}-{identifier}", one.entry, form) for identifier, one in found.items())


def _head(name: str, facets: str, documents: list[Indexed], bundle: Bundle) -> Head:
    languages = sorted({document.lang.partition("-")[0] for document in documents})
    spoken = [languages.index(document.lang.partition("-")[0]) for document in documents]
    return Head(name, facets, languages, spoken, len(bundle.meta))
