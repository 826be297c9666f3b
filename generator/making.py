"""The site in one language: what an engine has rendered, and what the briefings say, become files that wait to be installed."""

from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from generator.beside import add_files, add_search, collisions
from generator.cache import Cache
from generator.check import Checked
from generator.corpus import Corpus
from generator.destination import Taking
from generator.filling import Site, filling_begun
from generator.frames import Frame, make_frames
from generator.handwriting import fill_handwritten
from generator.indexing import indexing_begun
from generator.linking import broken, linked_by_file, linked_by_language
from generator.links import Strings
from generator.memory import Memory, PageMemory, digest_of, passing, stale_keys, still_visible
from generator.pool import Pool
from generator.problem import Problem
from generator.rendered import Rendered
from generator.rendering import Rendering
from generator.search.files import SEARCH, Search
from generator.search.handwritten import search_page
from generator.settings import Settings
from generator.spool import Spool
from generator.views.plan import Planned, planned
from generator.views.scene import site_scene
from generator.views.visible import visible

_MANY: Final = 4_000
"""Where more pages were filled, who filled them holds as much memory as is needed to index them."""


class BuildError(Exception):
    """The site was not built, and what was there is untouched. The message is for people; ``problems`` are for the report."""

    def __init__(self, message: str, problems: Iterable[Problem] = (), files: int = 0) -> None:
        super().__init__(message)
        self.problems = tuple(problems)
        self.files = files


class BuildOptions(msgspec.Struct, frozen=True):
    """How a site is built; what it becomes is the same."""

    is_kept: bool = False
    """Leave for the next build of this kind, in the site's folder, what it can use."""
    is_watched: bool = False
    """Nobody but the builds of this process writes to the site."""
    has_search: bool = True
    """Without, the search stays as it is."""
    has_policy: bool = True
    """Without, pages run what a server puts into them."""


class Material(msgspec.Struct, frozen=True):
    """What the site in a language is made from."""

    settings: Settings
    made: Rendered
    earlier: Memory | None
    """What an earlier build remembers, if it is of use."""
    cache: Cache | None


class Prepared(msgspec.Struct, frozen=True):
    """The same, when it is known which pages there will be."""

    settings: Settings
    made: Rendered
    earlier: Memory | None
    cache: Cache | None
    corpus: Corpus
    """What may be shown."""
    stale: tuple[bytes, ...] | None
    pages: list[Planned]
    rendering: Rendering
    frames: dict[str, Frame]


class Staged(msgspec.Struct, frozen=True):
    """The site in a language, when all its files wait to be installed."""

    site: Site
    pages: dict[str, PageMemory]
    """By file."""
    search: Search
    filled: int
    """How many pages were made from frames."""


def prepare_site(material: Material, checked: Checked, options: BuildOptions) -> Prepared:
    """Which pages there will be. BuildError when their links to other languages lead nowhere, EngineError when a frame is missing."""
    settings, made, earlier = material.settings, material.made, material.earlier
    # Hidden briefings leave first: nothing below can show what it doesn't know.
    earlier = earlier if earlier is not None and earlier.settings == digest_of(settings) else None
    settings = msgspec.structs.replace(settings, search=search_page(made.rendering.pages, settings.form))
    corpus = still_visible(earlier, checked) or visible(checked.corpus, settings)
    stale = stale_keys(earlier, checked, corpus, settings)
    pages = planned(corpus)
    rendering = linked_by_file(made.rendering, pages, settings) if settings.form == "files" else made.rendering
    rendering, problems = linked_by_language(rendering, settings)
    stop(problems, "links")
    kinds = (page.kind for page in pages)
    frames = make_frames(
        rendering.frames, kinds, options.has_policy, settings.form, settings.ceiling, settings.docs.name
    )
    return Prepared(settings, made, earlier, material.cache, corpus, stale, pages, rendering, frames)


def stage_site(
    prepared: Prepared,
    stage: Taking,
    pool: Pool,
    spool: Spool,
    options: BuildOptions,
    done: Callable[[str], None],
    is_last: bool,
) -> Staged:
    """Make what must be made anew, and check it. BuildError when it can't be part of a site.

    ``is_last`` says that no other language follows.
    """
    settings, earlier, pages, rendering = prepared.settings, prepared.earlier, prepared.pages, prepared.rendering
    strings = earlier.strings if earlier else Strings()
    scene = site_scene(prepared.corpus, settings)
    site = Site(scene, prepared.frames, settings, stage, pool, spool, strings, prepared.cache, earlier, prepared.stale)
    filled = filling_begun(site, pages)
    handwritten, problems = fill_handwritten(site, rendering.pages, options.has_policy)
    stop(problems, "slots")
    generated, number = filled()
    done("fill")
    pool.give_way()
    if is_last and len(pages) > _MANY:
        # They are not renewed where pages follow: what this process then writes to would be there twice, for it shares its memory with
        # new ones.
        pool.renew()
    indexed = indexing_begun(site, pages, generated, prepared.made.documents, options.has_search)
    found = handwritten.keys() | add_files(site, rendering, pages, handwritten)
    beside = {path for memory in generated.values() for path in memory.beside}
    memories = handwritten | generated
    # Links when all pages are known, and before the old site is touched. Of what searches, pages name one script.
    stop(broken(site, memories, found | beside | {SEARCH}, earlier), "links")
    done("links")
    search = indexed()
    found |= add_search(site, search)
    if is_last:
        pool.renew()
    done("search")
    made_here = generated.keys() | beside
    if earlier is None or not found.isdisjoint(made_here) or found | made_here != earlier.marks.keys():
        stop(collisions(pages, sorted(beside), found, settings), "addresses")
    return Staged(site, memories, search, number)


def memory_of(staged: Staged, checked: Checked) -> Memory:
    """What there is to remember of a site that was installed."""
    site = staged.site
    return Memory(
        digest_of(site.settings),
        checked,
        site.scene.corpus,
        passing(site.settings),
        site.strings,
        staged.pages,
        site.stage.marks(),
        staged.search.shards,
        site.earlier.parts if site.earlier else None,
    )


def stop(problems: list[Problem], what: str) -> None:
    """BuildError when there are any."""
    if problems:
        raise BuildError(
            f"the site's {what} have problems; nothing was written, and the old site stays as it was", problems
        )
