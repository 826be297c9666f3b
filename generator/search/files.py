"""Everything that a site's search consists of; what an earlier build made of the same documents serves again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from typing import Final

import msgspec

from generator.place import Put
from generator.pool import Pool
from generator.search.index import Shard, ShardJob, make_shard, named_shards, start_of
from generator.search.indexed import Key
from generator.search.interface import KIT, SCRIPT, WORKER, kit, script, worker
from generator.search.pagefind import packed
from generator.search.pieces import FOLDER, piece_file
from generator.settings import Settings

SEARCH: Final = FOLDER + SCRIPT
"""The script that every page loads; it loads the others."""
_CODE: Final = "pagefind.wasm"
_OTHERS: Final = tuple(FOLDER + name for name in ("index/", "entries/", KIT, WORKER, _CODE))
"""With what the paths of all else begin that searches or is searched."""


class Made(msgspec.Struct, frozen=True):
    """A shard, and what it was made of."""

    digest: bytes
    shard: Shard


class Search(msgspec.Struct, frozen=True):
    """What is searched: its shards by name, from the first to the last."""

    shards: dict[str, Made]
    indexed: int
    """How many documents had to be indexed anew."""


def search_begun(
    documents: Iterable[Key],
    load: Callable[[str, list[Key]], list[bytes]],
    settings: Settings,
    pool: Pool,
    put: Put,
    keep: Callable[[Shard], bool],
    earlier: Mapping[str, Made],
) -> Callable[[], Search]:
    """The shards of documents, of which ``load`` gives the packed content by the name of their shard, made while other things are done:
    what this gives waits for them.

    A shard of the same documents as earlier is taken over if ``keep`` finds its files in their place. SearchError, then, when it fails.
    """
    named = dict(named_shards(documents))
    digests = {name: _digest_of(keys, settings) for name, keys in named.items()}
    shards: dict[str, Made] = {}
    for name, digest in digests.items():
        made = earlier.get(name)
        if made is not None and made.digest == digest and keep(made.shard):
            shards[name] = made
    # The largest first, so that the last to be done is a small one.
    missing = sorted((name for name in named if name not in shards), key=lambda name: -len(named[name]))
    jobs = (ShardJob(name, [memoryview(one) for one in load(name, named[name])]) for name in missing)
    indexed = sum(len(named[name]) for name in missing)
    function = partial(make_shard, form=settings.form, put=put)
    results = pool.map(function, jobs, (ShardJob, Shard), indexed, 1, "Indexing", indexed // max(1, len(missing)))

    def finished() -> Search:
        for name, shard in zip(missing, results, strict=True):
            shards[name] = Made(digests[name], shard)
        return Search({name: shards[name] for name in named}, indexed)

    return finished


def is_searched(path: str) -> bool:
    """Whether a file of the site is part of the search, and none to which a page links."""
    return path.startswith(_OTHERS)


def common_files(search: Search, settings: Settings) -> dict[str, bytes]:
    """What searches, by path in the site."""
    shards = [made.shard for made in search.shards.values()]
    languages = sorted({language for shard in shards for language in shard.head.languages})
    start, content = start_of(shards)
    files = {SEARCH: script(languages, start, settings)}
    binding = shards[0].binding if shards else ""
    if settings.form == "files":
        files[FOLDER + KIT] = kit(languages, binding)
    else:
        files |= {FOLDER + KIT: kit(languages), FOLDER + WORKER: worker(binding)}
    files |= dict(_code(shards, start, content, settings))
    return dict(sorted(files.items()))


def _code(shards: list[Shard], start: str, content: bytes, settings: Settings) -> Iterator[tuple[str, bytes]]:
    yield piece_file(_CODE, packed(shards[0].code if shards else b""), settings.form)
    if shards:
        yield piece_file(f"index/{start}", content, settings.form)


def _digest_of(keys: list[Key], settings: Settings) -> bytes:
    return blake2b(settings.form.encode() + b"".join(key.digest for key in keys), digest_size=16).digest()
