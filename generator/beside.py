"""What a site has beside its pages: the theme's files, the search, the schema, the sitemap, and the edition to download."""

from collections.abc import Iterable, Mapping
from typing import Final

from generator.corpus import Corpus
from generator.filling import Site
from generator.form import file_of
from generator.languages import folders_beside, home_of
from generator.model.json_schema import schema_text
from generator.problem import Problem
from generator.render.help import SCRIPT, help_script
from generator.rendering import Rendering
from generator.search.files import Search, common_files
from generator.settings import Settings
from generator.sitemap import make_sitemap, make_sitemap_index
from generator.sources import source_name
from generator.views.addresses import download_address
from generator.views.plan import Planned

SCHEMA: Final = "schema/briefing-1.json"
SITEMAP: Final = "sitemap.xml"


def add_files(site: Site, rendering: Rendering, pages: list[Planned], handwritten: Iterable[str]) -> set[str]:
    """Put everything that is no page and no part of the search into the new site: the paths."""
    return _add(site, rendering.files | _own_files(site.settings, site.scene.corpus, pages, handwritten))


def add_search(site: Site, search: Search) -> set[str]:
    """Put what searches into the new site: the paths, with those of what is searched."""
    common = _add(site, common_files(search, site.settings))
    return common | {path for one in search.shards.values() for path in one.shard.files}


def _add(site: Site, files: Mapping[str, bytes]) -> set[str]:
    for path, content in sorted(files.items()):
        site.stage.add(path, content)
    return set(files)


def _own_files(
    settings: Settings, corpus: Corpus, pages: list[Planned], handwritten: Iterable[str]
) -> dict[str, bytes]:
    """What the site publishes beside its pages."""
    files = {SCHEMA: schema_text().encode(), SCRIPT: help_script(settings)}
    if (edition := settings.edition) and not settings.below:
        address = download_address(edition.name)
        files[address] = edition.place.read_bytes()
        files[f"{address}.sha256"] = f"{edition.sha256}  {edition.name}\n".encode()
    if settings.url and settings.form == "folders":
        heads = corpus.outlines
        listed = [page for page in pages if page.kind != "moved" and _is_at_home(page, settings, corpus)]
        days = {page.address: heads[page.name].head.changed if page.kind == "briefing" else "" for page in listed}
        files |= _sitemaps(settings, make_sitemap(settings.url, days, handwritten))
    return files


def _sitemaps(settings: Settings, own: bytes) -> dict[str, bytes]:
    """The sitemap of a language, which in the main one of several leads to those of the others."""
    if not settings.languages or settings.below:
        return {SITEMAP: own}
    main, *others = settings.languages
    name = f"sitemap-{main.tag}.xml"
    index = make_sitemap_index([f"{main.url}{name}", *(f"{other.url}{SITEMAP}" for other in others)])
    return {name: own, SITEMAP: index}


def _is_at_home(page: Planned, settings: Settings, corpus: Corpus) -> bool:
    """Whether it is this language's site on which search engines shall find the page."""
    if page.kind != "briefing" or not settings.languages:
        return True
    home = home_of(corpus.lang_of(corpus.outlines[page.name].links), settings)
    return home is None or home.below == settings.below


def collisions(pages: list[Planned], beside: Iterable[str], files: Iterable[str], settings: Settings) -> list[Problem]:
    """Every two pages with one address, or files that come with pages; letters' case counts for nothing, as on a reader's disk it may."""
    names = {path.casefold(): path for path in files}
    problems = [
        _taken(path, folder, settings)
        for folder in folders_beside(settings)
        for path in files
        if path.startswith(folder)
    ]
    for address in (*(page.address for page in pages), *beside):
        file = file_of(address, settings.form)
        if other := names.get(file.casefold()):
            name = source_name(other, settings.docs, settings.form) or other
            message = f"the address {address} is that of a page made from the briefings, too"
            problems.append(Problem(name, 1, 1, "same-address", "error", "", message, "rename the file"))
        names[file.casefold()] = address
    return sorted(problems)


def _taken(path: str, folder: str, settings: Settings) -> Problem:
    name = source_name(path, settings.docs, settings.form) or path
    message = f"the folder {folder} is that of the site in another language"
    return Problem(name, 1, 1, "same-address", "error", "", message, "rename the folder")
