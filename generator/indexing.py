"""Which parts of the search must be made again."""

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from generator.filling import Site, documents_again
from generator.memory import PageMemory
from generator.search.files import Made, Search, search_begun
from generator.search.index import Shard
from generator.search.indexed import Key
from generator.views.plan import Planned

_NAME: Final = "documents"


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """The documents of a shard, packed, in their order."""

    digests: list[bytes]
    contents: list[bytes]


def indexing_begun(
    site: Site,
    pages: list[Planned],
    generated: Mapping[str, PageMemory],
    handwritten: list[tuple[Key, bytes]],
    has_search: bool,
) -> Callable[[], Search]:
    """The search of a site whose pages are filled, made while other things are done: what this gives waits for it.

    Without ``has_search``, the one that is there, if it is whole.
    """
    earlier = site.earlier.shards if site.earlier else {}
    if not has_search:
        return lambda: Search(earlier if all(_keep(site, made.shard) for made in earlier.values()) else {}, 0)
    for key, content in handwritten:
        site.spool.put(key.digest, content)
    keys = [key for key, _ in handwritten] + [key for memory in generated.values() for key in memory.documents]
    by_address = {page.address: page for page in pages}
    finished = search_begun(
        keys,
        lambda name, wanted: _load(site, name, wanted, by_address),
        site.settings,
        site.pool,
        site.stage.place.put,
        lambda shard: _keep(site, shard),
        earlier,
    )
    return lambda: _staged(site, finished(), earlier)


def _staged(site: Site, search: Search, earlier: Mapping[str, Made]) -> Search:
    """The same, when the stage knows the files of what was made anew."""
    shards: dict[str, Made] = {}
    for name, made in search.shards.items():
        if earlier.get(name) is not made:
            for path in made.shard.files:
                site.stage.staged(path, made.shard.changed.get(path))
            # The stage knows the marks now; the next build would read them in vain.
            made = msgspec.structs.replace(made, shard=msgspec.structs.replace(made.shard, changed={}))
        shards[name] = made
    return Search(shards, search.indexed)


def _keep(site: Site, shard: Shard) -> bool:
    return all(site.stage.keep(path) for path in shard.files)


def _load(site: Site, name: str, wanted: list[Key], pages: Mapping[str, Planned]) -> list[bytes]:
    """The packed documents of a shard: made in this build, or kept from another one, or made from their pages again."""
    kept = site.cache.read(f"{_NAME}-{name}", _Kept) if site.cache and site.earlier else None
    known = dict(zip(kept.digests, kept.contents, strict=True)) if kept else {}
    contents: list[bytes] = []
    for key in wanted:
        content = known.get(key.digest) or site.spool.get(key.digest)
        if content is None:
            for other, found in documents_again(site, pages[key.address]):
                site.spool.put(other.digest, found)
            content = site.spool.get(key.digest)
        assert content is not None, key
        contents.append(content)
    if site.cache is not None:
        site.cache.write(f"{_NAME}-{name}", _Kept([key.digest for key in wanted], contents))
    return contents
