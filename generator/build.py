"""The order of a build, and why each step stands where it does."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import msgspec

from generator.beside import add_files, collisions
from generator.cache import Cache
from generator.check import Checked, check_site
from generator.check.edit import check_edit
from generator.destination import Staging, check_destination, open_stage
from generator.engine import EngineError
from generator.filling import Site, fill_site
from generator.frames import make_frames
from generator.handwriting import fill_handwritten
from generator.indexing import index_site
from generator.linking import broken, linked_by_file
from generator.links import Strings
from generator.memory import (
    Memory,
    PageMemory,
    digest_of,
    passing,
    recall,
    remember,
    site_cache,
    stale_keys,
    still_visible,
)
from generator.output import OutputError, Written
from generator.pool import Pool, PoolError
from generator.problem import Problem
from generator.publish.plan import PublishError
from generator.render.environment import prepare
from generator.rendered import Rendered, rendered, rendered_from
from generator.rendering import Rendering
from generator.search.files import Search
from generator.search.handwritten import search_page
from generator.search.pagefind import SearchError
from generator.settings import Settings
from generator.spool import Spool
from generator.store.base import StoreError
from generator.views.plan import planned
from generator.views.scene import site_scene
from generator.views.visible import visible


class BuildError(Exception):
    """The site was not built, and what was there is untouched. The message is for people; ``problems`` are for the report."""

    def __init__(self, message: str, problems: Iterable[Problem] = (), files: int = 0) -> None:
        super().__init__(message)
        self.problems = tuple(problems)
        self.files = files


class Statistics(msgspec.Struct, frozen=True):
    """What a build did and how long it took."""

    pages: int
    """How many pages the site has, hand-written ones among them."""
    filled: int
    """How many of them were made from frames in this build."""
    parsed: int
    """How many files of ``briefings/`` had to be parsed."""
    indexed: int
    """How many documents had to be indexed for the search."""
    written: int
    """How many files were new or had changed."""
    removed: int
    seconds: dict[str, float]
    """By stage: ``check``, ``engine``, ``fill``, ``search``, ``links``, ``write``."""


class Built(msgspec.Struct, frozen=True):
    """A finished build, and what the next one can take from it."""

    checked: Checked
    rendered: Rendered
    memory: Memory
    statistics: Statistics


class _Clock:
    """Seconds by stage; they are told and never written into the site."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.monotonic()

    def done(self, stage: str) -> None:
        now = time.monotonic()
        self.seconds[stage] = round(now - self._last, 3)
        self._last = now


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


USUAL: Final = BuildOptions()


def build(
    settings: Settings,
    engine: str = "mkdocs",
    strict: bool = False,
    previous: Built | None = None,
    only_briefings: bool = False,
    options: BuildOptions = USUAL,
    pool: Pool | None = None,
    edited: Collection[str] | None = None,
) -> Built:
    """Build the site. BuildError when it can't be, or when there are warnings and ``strict`` is asked for.

    What ``previous`` or, where builds are kept, the last one made is taken over where it is right; ``only_briefings`` says that
    nothing but ``briefings/`` has changed since ``previous``, so that the engine need not be thought of, and ``edited``, with it, nothing
    but the files at these paths.
    """
    clock = _Clock()
    pool = pool or Pool(processes=1)
    cache = site_cache(settings, engine) if options.is_kept else None
    with told_calmly():
        # Before anything that takes time.
        check_destination(settings, pool)
        earlier, memory = _earlier(settings, cache, previous)
        with _rendered(settings, engine, strict, cache, previous if only_briefings else None) as rendering:
            # While the engine works: the templates, before processes begin that would each read them; and the briefings.
            if memory is None:
                prepare()
            checked = None
            if previous is not None and only_briefings and edited is not None:
                checked = check_edit(settings, previous.checked, edited)
            if checked is None or checked.errors or (strict and checked.problems):
                checked = check(settings, strict, earlier=earlier, pool=pool)
            clock.done("check")
            pool.give_way()
            made = rendering()
        clock.done("engine")
        built = finish(settings, checked, made, memory, options, pool, clock, cache)
        if cache is not None:
            if previous is None:
                pool.close()  # nobody helps with the rest, and whoever waits takes memory
            parts = memory.parts if memory else None
            built = msgspec.structs.replace(built, memory=remember(cache, settings, built.memory, parts))
    return built


@contextmanager
def _rendered(
    settings: Settings, engine: str, strict: bool, cache: Cache | None, previous: Built | None
) -> Iterator[Callable[[], Rendered]]:
    if previous is not None:
        yield lambda: previous.rendered
        return
    with rendered(settings, engine, strict, cache) as waiting:
        yield waiting


def _earlier(settings: Settings, cache: Cache | None, previous: Built | None) -> tuple[Checked | None, Memory | None]:
    if previous is not None:
        return previous.checked, previous.memory
    return recall(cache, settings) if cache is not None else (None, None)


def check(
    settings: Settings,
    strict: bool,
    outcome: str = "nothing was built, and the old site stays as it was",
    earlier: Checked | None = None,
    pool: Pool | None = None,
) -> Checked:
    """The site's YAML. BuildError with every problem, and with the outcome, when it can't be built."""
    checked = check_site(settings, earlier, pool)
    if checked.errors or (strict and checked.problems):
        raise BuildError(f"the briefings have problems; {outcome}", checked.problems, checked.files)
    return checked


def finish_rendering(
    settings: Settings,
    checked: Checked,
    rendering: Rendering,
    options: BuildOptions = USUAL,
    earlier: Memory | None = None,
) -> Built:
    """Fill what an engine has rendered, and put the site in its place, with what an ``earlier`` build remembers."""
    made = rendered_from(rendering, settings)
    with told_calmly():
        return finish(settings, checked, made, earlier, options, Pool(processes=1), _Clock())


def finish(
    settings: Settings,
    checked: Checked,
    made: Rendered,
    earlier: Memory | None,
    options: BuildOptions,
    pool: Pool,
    clock: _Clock,
    cache: Cache | None = None,
) -> Built:
    """The same, with what an earlier build remembers."""
    check_destination(settings, pool)
    # Hidden briefings leave first: nothing below can show what it doesn't know.
    earlier = earlier if earlier is not None and earlier.settings == digest_of(settings) else None
    settings = msgspec.structs.replace(settings, search=search_page(made.rendering.pages, settings.form))
    corpus = still_visible(earlier, checked) or visible(checked.corpus, settings)
    stale = stale_keys(earlier, checked, corpus, settings)
    pages = planned(corpus, settings)
    rendering = linked_by_file(made.rendering, pages, settings) if settings.form == "files" else made.rendering
    kinds = (page.kind for page in pages)
    frames = make_frames(rendering.frames, kinds, options.has_policy, settings.form, settings.ceiling)
    known = earlier.marks if earlier else {}
    is_trusted = options.is_watched and bool(known)
    with open_stage(settings, pool, known, is_trusted) as stage, Spool(stage.folder) as spool:
        stage.check(len(corpus.outlines), len(pages) + len(rendering.pages))
        strings = earlier.strings if earlier else Strings()
        site = Site(site_scene(corpus, settings), frames, settings, stage, pool, spool, strings, cache, earlier, stale)
        handwritten, problems = fill_handwritten(site, rendering.pages, options.has_policy)
        _stop(problems, "slots")
        generated, filled = fill_site(site, pages)
        clock.done("fill")
        pool.give_way()
        search = index_site(site, pages, generated, made.documents, options.has_search)
        clock.done("search")
        found = handwritten.keys() | add_files(site, rendering, search, pages, handwritten)
        beside = {path for memory in generated.values() for path in memory.beside}
        made_here = generated.keys() | beside
        if earlier is None or not found.isdisjoint(made_here) or found | made_here != earlier.marks.keys():
            _stop(collisions(pages, sorted(beside), found, settings), "addresses")
        found |= beside
        # Links when all pages are known, and before the old site is touched.
        memories = handwritten | generated
        _stop(broken(site, memories, found, earlier), "links")
        clock.done("links")
        written = _installed(stage, len(corpus.briefings), earlier)
        memory = _memory(site, checked, memories, search)
        clock.done("write")
    statistics = Statistics(
        len(memories), filled, checked.parsed, search.indexed, written.written, written.removed, clock.seconds
    )
    return Built(checked, made, memory, statistics)


def _memory(site: Site, checked: Checked, pages: dict[str, PageMemory], search: Search) -> Memory:
    """What there is to remember of a site that was installed."""
    return Memory(
        digest_of(site.settings),
        checked,
        site.scene.corpus,
        passing(site.settings),
        site.strings,
        pages,
        site.stage.marks(),
        search.shards,
        site.earlier.parts if site.earlier else None,
    )


def _installed(stage: Staging, briefings: int, earlier: Memory | None) -> Written:
    try:
        return stage.install(briefings)
    except BaseException:
        # The site may be half the old one and half the new one: nobody knows its files any longer.
        if earlier is not None:
            earlier.marks.clear()
        raise


@contextmanager
def told_calmly() -> Iterator[None]:
    """What can go wrong without a bug of ours becomes a BuildError."""
    try:
        yield
    except (EngineError, OutputError, PoolError, PublishError, SearchError, StoreError) as error:
        raise BuildError(str(error)) from None
    except OSError as error:
        raise BuildError(f"{error.filename or 'a file'} can't be read or written: {error.strerror or error}") from None


def _stop(problems: list[Problem], what: str) -> None:
    if problems:
        raise BuildError(
            f"the site's {what} have problems; nothing was written, and the old site stays as it was", problems
        )
