"""The order of a build, and why each step stands where it does."""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from generator.check import Checked, check_site
from generator.corpus import Corpus
from generator.engine import FRAMES_FOLDER, EngineError, run_engine
from generator.fill import Made, Previous, fill_page, fill_pages
from generator.form import file_of, in_folders
from generator.frames import Frame, make_frames
from generator.links import Anchors, anchors_of, broken_links, link_problem, name_files
from generator.model.json_schema import schema_text
from generator.model.registry import Registry
from generator.output import OutputError, Stage, check_briefings, check_site_folder
from generator.pages import Page
from generator.policy import with_policy
from generator.problem import Problem
from generator.render.page import render_slot
from generator.rendering import Rendering, read_rendering
from generator.search.documents import documents_of
from generator.search.files import Search, make_search
from generator.search.handwritten import handwritten_documents, search_page
from generator.search.pagefind import SearchError
from generator.settings import Settings
from generator.sitemap import make_sitemap
from generator.slots import fill_slots
from generator.sources import source_name
from generator.views.addresses import download_address
from generator.views.plan import plan
from generator.views.slots import slot_view
from generator.views.visible import visible

SCHEMA: Final = "schema/briefing-1.json"


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
    written: int
    """How many files were new or had changed."""
    removed: int
    seconds: dict[str, float]
    """By stage: ``check``, ``engine``, ``search``, ``fill``, ``links``, ``write``."""


class Built(msgspec.Struct, frozen=True):
    """A finished build, and what the next one can take from it."""

    checked: Checked
    rendering: Rendering
    pages: dict[str, Made]
    """Generated pages by address."""
    search: Search
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


def build(
    settings: Settings,
    engine: str = "mkdocs",
    strict: bool = False,
    previous: Built | None = None,
    only_briefings: bool = False,
) -> Built:
    """Build the site. BuildError when it can't be, or when there are warnings and ``strict`` is asked for.

    With ``previous``, pages whose view and frame are unchanged are not made again; ``only_briefings`` says that nothing but
    ``briefings/`` has changed since then, so that the engine need not run.
    """
    clock = _Clock()
    with told_calmly():
        # Before anything that takes time.
        check_folders(settings)
        # The briefings before the engine: a contributor's mistake is told within the second.
        checked = check(settings, strict)
        clock.done("check")
        if previous is not None and only_briefings:
            rendering = previous.rendering
        else:
            with TemporaryDirectory(prefix="briefpress-") as work:
                rendering = read_rendering(run_engine(settings, engine, Path(work), strict), settings.form)
        clock.done("engine")
    return finish(settings, checked, rendering, previous, clock=clock)


def check_folders(settings: Settings) -> None:
    """OutputError when the site can't go where it should."""
    check_site_folder(settings.site, settings.docs, settings.folder / "briefings")


def check(
    settings: Settings, strict: bool, outcome: str = "nothing was built, and the old site stays as it was"
) -> Checked:
    """The site's YAML. BuildError with every problem, and with the outcome, when it can't be built."""
    checked = check_site(settings)
    if checked.errors or (strict and checked.problems):
        raise BuildError(
            f"the briefings have problems; {outcome}",
            checked.problems,
            checked.files,
        )
    return checked


def finish(
    settings: Settings,
    checked: Checked,
    rendering: Rendering,
    previous: Built | None = None,
    has_policy: bool = True,
    clock: _Clock | None = None,
) -> Built:
    """Fill what an engine has rendered, and put the site in its place."""
    clock = clock or _Clock()
    with told_calmly():
        check_folders(settings)
        # Hidden briefings leave first: nothing below can show what it doesn't know.
        corpus = visible(checked.corpus, settings)
        check_briefings(settings.site, len(corpus.briefings))
        pages = plan(corpus, settings)
        search = _search(pages, corpus.registry, rendering, settings, previous)
        clock.done("search")
        site = _gather(settings, corpus, pages, rendering, search, has_policy)
        with Stage(settings.site) as stage:
            for path, content in sorted(site.files.items()):
                stage.add(path, content)
            made, filled = _stage_pages(stage, site, settings, previous.pages if previous else {})
            clock.done("fill")
            # Links when all pages are known, and before the old site is touched.
            anchors = site.anchors | _anchors(site, made, settings)
            broken = broken_links(anchors, {*site.files, *anchors}, settings.form)
            _stop([link_problem(link, settings.docs, settings.form) for link in broken], "links")
            clock.done("links")
            written = stage.install(len(corpus.briefings))
            clock.done("write")
    statistics = Statistics(len(anchors), filled, written.written, written.removed, clock.seconds)
    return Built(checked, rendering, made, search, statistics)


class _Site(msgspec.Struct, frozen=True):
    """The new site, but for the text of generated pages, which would fill the memory."""

    pages: list[Page]
    frames: dict[str, Frame]
    files: dict[str, bytes]
    """Hand-written pages and everything that is no page."""
    anchors: dict[str, list[Anchors]]
    """Of hand-written pages."""


def _search(
    pages: list[Page], registry: Registry, rendering: Rendering, settings: Settings, previous: Built | None
) -> Search:
    # Hand-written pages as the engine left them: what slots bring is found on the page that it comes from.
    handwritten = handwritten_documents(rendering.pages, settings.language, settings.form)
    page = search_page(rendering.pages, settings.form)
    documents = [*documents_of(pages, registry, settings), *handwritten]
    return make_search(documents, page, settings, previous.search if previous else None)


def _gather(
    settings: Settings, corpus: Corpus, pages: list[Page], rendering: Rendering, search: Search, has_policy: bool
) -> _Site:
    if settings.form == "files":
        rendering = _linked_by_file(rendering, pages, settings)
    frames = make_frames(rendering.frames, (page.frame for page in pages), has_policy, settings.form)
    # Slots before anything else of a briefing is in the page: what they bring is never looked at again.
    filled, problems = fill_slots(
        rendering.pages,
        settings.docs,
        lambda name, options, root: render_slot(slot_view(name, options, corpus, settings), root, settings),
        settings.form,
    )
    _stop(problems, "slots")
    # The policy last: its hashes are those of the finished page.
    runs_wasm = settings.form == "files"
    hand_written = {
        path: with_policy(html, runs_wasm=runs_wasm) if has_policy else html for path, html in filled.items()
    }
    encoded = {path: html.encode() for path, html in hand_written.items()}
    files = rendering.files | encoded | search.files | _own_files(settings, pages, hand_written)
    _stop(collisions(pages, files, settings), "addresses")
    anchors = {path: [anchors_of(html, path, settings.url, settings.form)] for path, html in hand_written.items()}
    return _Site(pages, frames, files, anchors)


def _linked_by_file(rendering: Rendering, pages: list[Page], settings: Settings) -> Rendering:
    """What an engine has rendered for a disk, with its links to generated pages, which it doesn't know, leading to files."""
    files = {in_folders(file): file for file in rendering.pages}
    files |= {file_of(page.address, "folders"): file_of(page.address, "files") for page in pages}
    url = settings.url
    return msgspec.structs.replace(
        rendering,
        pages={file: name_files(html, file, files, url) for file, html in rendering.pages.items()},
        frames={
            kind: name_files(html, file_of(f"{FRAMES_FOLDER}/{kind}/", "files"), files, url)
            for kind, html in rendering.frames.items()
        },
    )


def _stage_pages(stage: Stage, site: _Site, settings: Settings, previous: Previous) -> tuple[dict[str, Made], int]:
    """Every generated page, by address, and how many had to be made."""
    made: dict[str, Made] = {}
    filled = 0
    for page, memory, content in fill_pages(site.pages, site.frames, settings, previous):
        path = file_of(page.address, settings.form)
        if content is None and not stage.keep(path):
            memory, content = fill_page(page, site.frames[page.frame], settings)
        if content is not None:
            stage.add(path, content)
            filled += 1
        made[page.address] = memory
    return made, filled


def _anchors(site: _Site, made: Mapping[str, Made], settings: Settings) -> dict[str, list[Anchors]]:
    """Of generated pages: what the frame has, and what fills it."""
    return {
        file_of(page.address, settings.form): [site.frames[page.frame].anchors, made[page.address].anchors]
        for page in site.pages
    }


@contextmanager
def told_calmly() -> Iterator[None]:
    """What can go wrong without a bug of ours becomes a BuildError."""
    try:
        yield
    except (EngineError, OutputError, SearchError) as error:
        raise BuildError(str(error)) from None
    except OSError as error:
        raise BuildError(f"{error.filename or 'a file'} can't be read or written: {error.strerror or error}") from None


def _own_files(settings: Settings, pages: list[Page], hand_written: Iterable[str]) -> dict[str, bytes]:
    """What the site publishes beside its pages."""
    files = {SCHEMA: schema_text().encode()}
    if edition := settings.edition:
        address = download_address(edition.name)
        files[address] = edition.place.read_bytes()
        files[f"{address}.sha256"] = f"{edition.sha256}  {edition.name}\n".encode()
    if settings.url and settings.form == "folders":
        files["sitemap.xml"] = make_sitemap(settings.url, pages, hand_written)
    return files


def _stop(problems: list[Problem], what: str) -> None:
    if problems:
        raise BuildError(
            f"the site's {what} have problems; nothing was written, and the old site stays as it was", problems
        )


def collisions(pages: list[Page], files: Iterable[str], settings: Settings) -> list[Problem]:
    """Every two pages with one address; letters' case counts for nothing, as on a reader's disk it may."""
    names = {path.casefold(): path for path in files}
    problems = []
    for page in pages:
        file = file_of(page.address, settings.form)
        if other := names.get(file.casefold()):
            name = source_name(other, settings.docs, settings.form) or other
            message = f"the address {page.address} is that of a page made from the briefings, too"
            problems.append(Problem(name, 1, 1, "same-address", "error", "", message, "rename the file"))
        names[file.casefold()] = page.address
    return sorted(problems)
