"""The order of a build, and why each step stands where it does."""

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Final

import msgspec

from generator.begun import Begun, engines_begun, site_cache
from generator.cache import Cache
from generator.check import Checked, check_site
from generator.check.edit import check_edit
from generator.destination import Part, Staging, check_destination, open_stage
from generator.engine import EngineError
from generator.languages import folders_beside
from generator.making import BuildError as BuildError
from generator.making import BuildOptions as BuildOptions
from generator.making import Material, memory_of, prepare_site, stage_site
from generator.memory import Memory, recall, remember
from generator.output import OutputError, Written
from generator.pool import Pool, PoolError
from generator.publish.plan import PublishError
from generator.render.environment import prepare
from generator.rendered import Rendered, rendered, rendered_from
from generator.rendering import Rendering
from generator.search.pagefind import SearchError
from generator.settings import Settings
from generator.spool import Spool
from generator.store.base import StoreError


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
    rendered: dict[str, Rendered]
    """By where each language lies in the site."""
    memories: dict[str, Memory]
    """By the same."""
    statistics: Statistics


class _Clock:
    """Seconds by stage; they are told and never written into the site."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.monotonic()

    def done(self, stage: str) -> None:
        now = time.monotonic()
        self.seconds[stage] = round(self.seconds.get(stage, 0) + now - self._last, 3)
        self._last = now


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
    begun: Mapping[str, Begun] | None = None,
) -> Built:
    """Build the site. BuildError when it can't be, or when there are warnings and ``strict`` is asked for.

    What ``previous`` or, where builds are kept, the last one made is taken over where it is right; ``only_briefings`` says that
    nothing but ``briefings/`` has changed since ``previous``, so that the engine need not be thought of, and ``edited``, with it, nothing
    but the files at these paths. Engines that have ``begun`` already are waited for.
    """
    clock = _Clock()
    pool = pool or Pool(processes=1)
    # One build for all languages of a site: it is checked once, and installed as a whole.
    sites = (settings, *settings.others)
    caches = {one.below: site_cache(one, engine) for one in sites} if options.is_kept else {}
    with told_calmly():
        # Before anything that takes time.
        check_destination(settings, pool)
        earlier, memories = _earlier(sites, caches, previous)
        known = previous if only_briefings else None
        with _rendered(settings, engine, strict, options.is_kept, begun, known) as rendering:
            # While the engine works: the templates, before processes begin that would each read them; and the briefings.
            if not memories:
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
        materials = [Material(one, made[one.below], memories.get(one.below), caches.get(one.below)) for one in sites]
        built = finish(materials, checked, options, pool, clock)
        if caches:
            if previous is None:
                pool.close()  # nobody helps with the rest, and whoever waits takes memory
            remembered = memories.get(settings.below)
            recalled = memories if previous is None else {}
            kept = remember(caches, built.memories, remembered.parts if remembered else None, recalled)
            built = msgspec.structs.replace(built, memories=kept)
    return built


@contextmanager
def _rendered(
    settings: Settings,
    engine: str,
    strict: bool,
    is_kept: bool,
    begun: Mapping[str, Begun] | None,
    previous: Built | None,
) -> Iterator[Callable[[], dict[str, Rendered]]]:
    if previous is not None and previous.rendered.keys() == {one.below for one in (settings, *settings.others)}:
        yield lambda: previous.rendered
        return
    with engines_begun(settings, engine, strict, is_kept) if begun is None else nullcontext(begun) as engines:
        yield lambda: {below: rendered(one) for below, one in engines.items()}


def _earlier(
    sites: Sequence[Settings], caches: Mapping[str, Cache], previous: Built | None
) -> tuple[Checked | None, dict[str, Memory]]:
    if previous is not None:
        return previous.checked, previous.memories
    return recall(caches, sites) if caches else (None, {})


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
    earlier: Mapping[str, Memory] | None = None,
    others: Mapping[str, Rendering] | None = None,
) -> Built:
    """Fill what an engine has rendered, and put the site in its place, with what an ``earlier`` build remembers; ``others`` is what was
    rendered in the other languages, by where each lies."""
    renderings = {settings.below: rendering, **(others or {})}
    memories = earlier or {}
    materials = [
        Material(one, rendered_from(renderings[one.below], one), memories.get(one.below), None)
        for one in (settings, *settings.others)
    ]
    with told_calmly():
        return finish(materials, checked, options, Pool(processes=1), _Clock())


def finish(materials: Sequence[Material], checked: Checked, options: BuildOptions, pool: Pool, clock: _Clock) -> Built:
    """The same, from the material of each language, the main one first."""
    main = materials[0].settings
    check_destination(main, pool)
    sites = [prepare_site(material, checked, options) for material in materials]
    folders = [one.settings.below.removeprefix(main.below) for one in sites]
    known = {
        f"{folder}{path}": mark
        for folder, one in zip(folders, sites, strict=True)
        if one.earlier is not None
        for path, mark in one.earlier.marks.items()
    }
    is_trusted = options.is_watched and bool(known) and all(one.earlier is not None for one in sites)
    with open_stage(main, pool, known, is_trusted) as stage, Spool(stage.folder) as spool:
        stage.check(len(sites[0].corpus.outlines), sum(len(one.pages) + len(one.rendering.pages) for one in sites))
        staged = []
        with _settled(pool):
            for folder, one in zip(folders, sites, strict=True):
                part = Part(stage, folder, () if folder else folders_beside(main)) if len(sites) > 1 else stage
                staged.append(stage_site(one, part, pool, spool, options, clock.done, one is sites[-1]))
        written = _installed(stage, len(sites[0].corpus.briefings), [material.earlier for material in materials])
        memories = {one.site.settings.below: memory_of(one, checked) for one in staged}
        clock.done("write")
    statistics = Statistics(
        sum(len(one.pages) for one in staged),
        sum(one.filled for one in staged),
        checked.parsed,
        sum(one.search.indexed for one in staged),
        written.written,
        written.removed,
        clock.seconds,
    )
    return Built(checked, {one.settings.below: one.made for one in materials}, memories, statistics)


@contextmanager
def _settled(pool: Pool) -> Iterator[None]:
    """When a mistake is found while others work, they end before what they write to is removed."""
    try:
        yield
    except (BuildError, SearchError):
        pool.settle()
        raise


def _installed(stage: Staging, briefings: int, earlier: Sequence[Memory | None]) -> Written:
    try:
        return stage.install(briefings)
    except BaseException:
        # The site may be half the old one and half the new one: nobody knows its files any longer.
        for memory in earlier:
            if memory is not None:
                memory.marks.clear()
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
