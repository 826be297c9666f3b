"""Which pages must be made again, and what is found out while they are made."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from typing import Final

import msgspec

from generator.cache import Cache
from generator.changes import seen_elsewhere
from generator.destination import Taking
from generator.fill import Filled, Unfilled, fill_chunk, indexed_of
from generator.form import file_of
from generator.frames import Frame
from generator.links import Packed, Strings
from generator.memory import Memory, PageMemory
from generator.pool import Pool
from generator.render.social_card import card_to_draw
from generator.search.indexed import Key
from generator.settings import Settings
from generator.spool import Spool
from generator.tables import is_among, pack_keys, recording
from generator.views.addresses import social_card_address
from generator.views.also import also_of
from generator.views.plan import Planned, view_of
from generator.views.scene import Scene

_CHUNK: Final = 400_000
"""Bytes of views that are one job, each page counted as so many more."""
_EACH: Final = 6_000
_FIRST: Final = 4
"""Jobs begin at this part of that and grow, so that nobody waits long for the first one."""
_ENCODER: Final = msgspec.msgpack.Encoder()


class _Made(msgspec.Struct, frozen=True, gc=False):
    """What a page that is being filled is made of, as it will be remembered."""

    view: bytes
    seen: bytes
    frame: bytes
    card: bytes
    kept: tuple[str, ...]
    """Files beside it that are right as they are."""


class Site(msgspec.Struct, frozen=True):
    """What a site is filled from, and where it goes."""

    scene: Scene
    frames: Mapping[str, Frame]
    settings: Settings
    stage: Taking
    pool: Pool
    spool: Spool
    strings: Strings
    cache: Cache | None
    """Where values are kept for the next build."""
    earlier: Memory | None
    stale: tuple[bytes, ...] | None
    """Checksums of keys that are answered differently now; None where nothing is known."""

    def remembered(self, file: str) -> PageMemory | None:
        """What is known of a page, if all that it was made of is the same."""
        known = self.earlier.pages.get(file) if self.earlier else None
        if known is None or self.stale is None or is_among(known.seen, self.stale):
            return None
        return known


def filling_begun(site: Site, pages: Iterable[Planned]) -> Callable[[], tuple[dict[str, PageMemory], int]]:
    """Every generated page by its file, and how many were filled, made while other things are done: what this gives waits for it."""
    made, waiting = _settled(site, pages)
    views: dict[str, _Made] = {}
    function = partial(fill_chunk, frames=site.frames, settings=site.settings, put=site.stage.place.put)
    jobs = _jobs(site, waiting, made, views)
    chunks = site.pool.map(function, jobs, (list[Unfilled], list[Filled]), len(waiting), what="Filling pages")

    def finished() -> tuple[dict[str, PageMemory], int]:
        filled = 0
        for chunk in chunks:
            for one in chunk:
                file = file_of(one.address, site.settings.form)
                made[file] = _memory(site, one, views.pop(one.address))
                for path, mark in {file: one.mark, **one.beside}.items():
                    site.stage.staged(path, mark)
                filled += 1
        return made, filled

    return finished


def _settled(site: Site, pages: Iterable[Planned]) -> tuple[dict[str, PageMemory], list[Planned]]:
    """The pages that are as they were, by their files, and those that may be others. Nearly all of a large site are the former."""
    if site.earlier is None or site.stale is None:
        return {}, list(pages)
    made: dict[str, PageMemory] = {}
    waiting: list[Planned] = []
    remembered, stale, form, keep = site.earlier.pages, site.stale, site.settings.form, site.stage.keep
    digests = {kind: frame.digest for kind, frame in site.frames.items()}
    for page in pages:
        file = file_of(page.address, form)
        known = remembered.get(file)
        is_same = known is not None and known.frame == digests[page.kind] and not is_among(known.seen, stale)
        if known is not None and is_same and keep(file) and all(map(keep, known.beside)):
            made[file] = known
        else:
            waiting.append(page)
    return made, waiting


def unfilled(site: Site, page: Planned) -> tuple[Unfilled, set[tuple[str, ...]]]:
    """A page with its view, and the keys of all that this was made from."""
    with recording() as keys:
        view = view_of(page, site.scene)
        also = also_of(site.scene, page.kind, page.name, view)
    return Unfilled(page.address, page.kind, _ENCODER.encode(view), also, card_to_draw(view, site.settings)), keys


def documents_again(site: Site, page: Planned) -> list[tuple[Key, bytes]]:
    """What a search finds of a page that needs no filling."""
    return indexed_of(unfilled(site, page)[0], site.settings)


def _jobs(
    site: Site, pages: list[Planned], made: dict[str, PageMemory], views: dict[str, _Made]
) -> Iterator[list[Unfilled]]:
    """The pages that must be filled, in chunks; those whose view turns out to be the same are kept."""
    chunk: list[Unfilled] = []
    size, goal = 0, _CHUNK // _FIRST
    for page in pages:
        one, keys = unfilled(site, page)
        digest = blake2b(one.view + _ENCODER.encode(one.also), digest_size=16).digest()
        seen = pack_keys([*_own(page), *seen_elsewhere(keys, page.name if page.kind == "briefing" else "")])
        file = file_of(page.address, site.settings.form)
        known = site.earlier.pages.get(file) if site.earlier else None
        is_same = known is not None and known.view == digest and known.frame == site.frames[page.kind].digest
        if known is not None and is_same and all(map(site.stage.keep, (file, *known.beside))):
            made[file] = msgspec.structs.replace(known, seen=seen)
            continue
        card, kept = _card(site, page, one, known)
        views[page.address] = _Made(digest, seen, site.frames[page.kind].digest, card, kept)
        chunk.append(msgspec.structs.replace(one, card=None) if kept else one)
        size += len(one.view) + _EACH
        if size > goal:
            yield chunk
            chunk, size, goal = [], 0, min(_CHUNK, 2 * goal)
    if chunk:
        yield chunk


def _card(site: Site, page: Planned, one: Unfilled, known: PageMemory | None) -> tuple[bytes, tuple[str, ...]]:
    """Digest of the words on a page's card, and its file where an earlier build has drawn them: few edits change them."""
    if one.card is None:
        return b"", ()
    digest = blake2b(_ENCODER.encode(one.card), digest_size=16).digest()
    file = file_of(social_card_address(page.name), site.settings.form)
    is_drawn = known is not None and known.card == digest and site.stage.keep(file)
    return digest, (file,) if is_drawn else ()


def _own(page: Planned) -> tuple[str, ...]:
    return (f"briefing\t{page.name}",) if page.kind == "briefing" else ()


def _memory(site: Site, filled: Filled, made: _Made) -> PageMemory:
    anchors = Packed(site.strings.pack(filled.ids), site.strings.pack(filled.targets))
    documents = []
    for key, content in filled.documents:
        site.spool.put(key.digest, content)
        documents.append(key)
    beside = (*filled.beside, *made.kept)
    return PageMemory(made.seen, made.view, made.frame, anchors, tuple(documents), beside, made.card)
