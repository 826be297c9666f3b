"""What a build remembers of the site that it made, so that the next one makes only what has changed."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any, Final

import msgspec

from generator.cache import Cache, Parts
from generator.changes import changes, is_alike, touched
from generator.check.kept import keep_check, read_check
from generator.check.site import Checked, restored
from generator.corpus import Corpus, replaced
from generator.links import Packed, Strings
from generator.place import Mark
from generator.search.files import Made
from generator.search.indexed import Key
from generator.settings import Settings
from generator.tables import checksums
from generator.views.index import hand_on
from generator.views.plan import Planned, plan_as_known, planned, view_tables
from generator.views.visible import visible

_NAME: Final = "pages"
_PASSING: Final = ("folder", "site", "store", "docs", "today", "edition", "search", "others")
"""Settings that pages don't show, or that are noted where one does."""


class PageMemory(msgspec.Struct, frozen=True, array_like=True):
    """A page that is in the site."""

    seen: bytes
    """Checksums of the keys that were looked at to make it."""
    view: bytes
    """Digest of what it shows."""
    frame: bytes
    """Digest of what it stands in."""
    anchors: Packed
    documents: tuple[Key, ...]
    """What a search finds of it."""
    beside: tuple[str, ...] = ()
    """Other files that came with it."""
    card: bytes = b""
    """Digest of the words on the card that lies beside it."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    settings: bytes
    readings: list[bytes]
    """The sums of the check that it goes with."""
    registry: bytes
    passing: dict[str, str]
    planned: list[Planned]
    strings: list[str]
    pages: dict[str, PageMemory]
    marks: dict[str, Mark]
    shards: dict[str, Made]


class Memory(msgspec.Struct, frozen=True):
    """A site that was made, and what it was made of."""

    settings: bytes
    """Digest of what the settings say of pages."""
    checked: Checked
    corpus: Corpus
    """What may be shown of it."""
    passing: dict[str, str]
    """What may be different on the next day, by the key under which pages note it."""
    strings: Strings
    pages: dict[str, PageMemory]
    """By file."""
    marks: dict[str, Mark]
    shards: dict[str, Made]
    parts: Parts | None = None
    """The check as it was kept."""


def digest_of(settings: Settings) -> bytes:
    """Of what the settings say of pages."""
    fields = {name: getattr(settings, name) for name in Settings.__struct_fields__ if name not in _PASSING}
    return blake2b(msgspec.json.encode(fields), digest_size=16).digest()


def passing(settings: Settings) -> dict[str, str]:
    """What pages note when they look at it."""
    edition: Any = settings.edition
    return {
        "today": settings.today.isoformat(),
        "edition": edition.sha256 if edition else "",
        "search": settings.search,
    }


def recall(caches: Mapping[str, Cache], sites: Iterable[Settings]) -> tuple[Checked | None, dict[str, Memory]]:
    """The last check, and what it went into: the site in each language, the main one first, by where it lies. What can't be used is
    left out."""
    sites = list(sites)
    parts = read_check(caches[sites[0].below])
    checked = restored(parts.entries.values(), sites[0]) if parts else None
    if checked is None or parts is None:
        return checked, {}
    found = ((one.below, _recalled(caches[one.below], one, checked, parts)) for one in sites)
    return checked, {below: memory for below, memory in found if memory is not None}


def _recalled(cache: Cache, settings: Settings, checked: Checked, parts: Parts) -> Memory | None:
    kept = cache.read(_NAME, _Kept)
    if kept is None or kept.readings != parts.sums:
        return None
    if kept.settings != digest_of(settings) or kept.registry != checked.registry:
        return None
    corpus = visible(checked.corpus, settings)
    plan_as_known(corpus, kept.planned)
    return Memory(
        kept.settings,
        checked,
        corpus,
        kept.passing,
        Strings(kept.strings),
        kept.pages,
        kept.marks,
        kept.shards,
        parts,
    )


def still_visible(earlier: Memory | None, checked: Checked) -> Corpus | None:
    """What may be shown, where nothing but words of some briefings has changed; None where more has."""
    if earlier is None or earlier.checked.registry != checked.registry:
        return None
    was, now = earlier.checked.corpus, checked.corpus
    names = touched(earlier.checked.digests, checked.digests)
    if not is_alike(was, now, names) or any(was.paths.get(name) != now.paths.get(name) for name in names):
        return None
    shown = [name for name in names if name in earlier.corpus.outlines]
    if any(now.outlines[name].links.state == "withdrawn" for name in shown):
        return None
    contents = {name: now.briefings.packed(name) for name in shown}
    return replaced(earlier.corpus, contents, {name: now.outlines[name] for name in shown})


def stale_keys(
    earlier: Memory | None, checked: Checked, corpus: Corpus, settings: Settings
) -> tuple[bytes, ...] | None:
    """Checksums of the keys that pages noted and that are answered differently now; None where nothing can be said.

    Tables that are the same are handed on to the new corpus.
    """
    if earlier is None or earlier.checked.registry != checked.registry:
        return None
    names = touched(earlier.checked.digests, checked.digests)
    if is_alike(earlier.corpus, corpus, names):
        hand_on(earlier.corpus, corpus)

    texts = changes(earlier.corpus, corpus, names, lambda one: view_tables(one, settings))
    now = passing(settings)
    texts |= {key for key, value in now.items() if earlier.passing.get(key) != value}
    return checksums(texts)


def remember(
    caches: Mapping[str, Cache], memories: Mapping[str, Memory], earlier: Parts | None, recalled: Mapping[str, Memory]
) -> dict[str, Memory]:
    """Keep in the site's folder what there is to remember of each language, the main one first, and the check of all of them.

    ``recalled`` is what lies there.
    """
    main = next(iter(memories))
    parts = keep_check(caches[main], memories[main].checked, earlier)
    for below, memory in memories.items():
        known = recalled.get(below)
        if known is None or known.parts is None or known.parts.sums != parts.sums or not _is_same(memory, known):
            caches[below].write(_NAME, _kept(memory, parts))
    return {below: msgspec.structs.replace(memory, parts=parts) for below, memory in memories.items()}


def _kept(memory: Memory, parts: Parts) -> _Kept:
    return _Kept(
        memory.settings,
        parts.sums,
        memory.checked.registry,
        memory.passing,
        planned(memory.corpus),
        memory.strings.texts,
        memory.pages,
        memory.marks,
        memory.shards,
    )


def _is_same(memory: Memory, known: Memory) -> bool:
    """Whether what there is to remember is what is known: then it need not be written once more."""
    return (
        (memory.settings, memory.passing, memory.checked.registry)
        == (known.settings, known.passing, known.checked.registry)
        and memory.pages == known.pages
        and memory.marks == known.marks
        and memory.shards == known.shards
    )
