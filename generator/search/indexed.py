"""Documents → what goes into the index of each, by itself: its words, and what a browser shows of it when it is found."""

from hashlib import blake2b
from itertools import accumulate
from typing import Final

import msgspec

from generator.form import Form
from generator.render.links import href
from generator.search.documents import WEIGHTS, Document, Item
from generator.search.words import alternates, words

_ENCODER: Final = msgspec.msgpack.Encoder()


class Indexed(msgspec.Struct, frozen=True, array_like=True):
    """A document on its way into the index."""

    address: str
    kind: str
    lang: str
    date: str
    entry: bytes
    """JSON for the browser that found it."""
    html: str
    """Its words, for Pagefind."""
    ends: list[int]
    """The places of the words after each item's last one."""
    kinds: list[tuple[str, str]]
    """Of each item the kind, and its status or state."""
    topics: tuple[str, ...]
    actors: tuple[str, ...]


class Key(msgspec.Struct, frozen=True, array_like=True, order=True):
    """What must be known of a document to say into which part of the index it goes, and whether it is there."""

    date: str
    address: str
    lang: str
    kind: str
    digest: bytes


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


def indexed(document: Document, form: Form) -> Indexed | None:
    """What goes into the index of a document in a form of site; None when it has no words."""
    spoken = [_spoken(f"{item.text} {item.more}", document.lang) for item in document.items]
    if not any(spoken):
        return None
    ends = list(accumulate(map(len, spoken)))
    return Indexed(
        document.address,
        document.kind,
        document.lang,
        document.date,
        msgspec.json.encode(_entry(document, ends, form)),
        _html(document, spoken),
        ends,
        [(item.kind, item.word) for item in document.items],
        document.topics,
        document.actors,
    )


def pack(one: Indexed) -> tuple[Key, bytes]:
    """An indexed document as bytes, and the key to them."""
    content = _ENCODER.encode(one)
    digest = blake2b(content, digest_size=16).digest()
    return Key(one.date, one.address, one.lang, one.kind, digest), content


def _spoken(text: str, lang: str) -> list[str]:
    # What follows must not tear a phrase apart.
    return words(text, lang) + alternates(text, lang)


def _entry(document: Document, ends: list[int], form: Form) -> _Entry:
    found = tuple(
        _Found(item.kind, item.text, item.id, item.word, item.by, item.date, item.more, end=end)
        for item, end in zip(document.items, ends, strict=True)
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
