"""The finished site and what is known of a store → what must be sent and removed, in which order."""

import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from hashlib import md5
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Final, TypeVar

import msgspec

from generator.files import File, described
from generator.output import MARKER, briefings_of
from generator.publish.record import JOURNAL, MANIFEST, Known, page_count, read_known
from generator.settings import Settings
from generator.store.base import Listed, Store, check_path
from generator.store.folder import FolderStore
from generator.store.headers import is_named_by_content

_OURS: Final = frozenset({MARKER, MANIFEST, JOURNAL})
_ENTRIES: Final = "assets/search/entries/"
_SITEMAP: Final = "/sitemap.xml"
"""That of a language of the site."""
_FEEDS: Final = (".xml", ".xml.gz", ".rss", ".atom", "robots.txt", "feed.json")
"""What leads robots and readers' programs to pages, if it stands at the root."""
Item = TypeVar("Item")


class PublishError(Exception):
    """The site was not published, or not wholly; the message says why and what to do, for people."""


class Plan(msgspec.Struct, frozen=True):
    """What a publication has to do."""

    files: tuple[File, ...]
    """The whole site, sorted by path."""
    sendings: tuple[tuple[File, ...], ...]
    """Stages: each begins when the one before has ended."""
    removals: tuple[tuple[str, ...], ...]
    """Stages, after all of the others."""
    obstacles: tuple[str, ...]
    """Old files that stand in the way of new ones, as a file where a folder comes: they leave before anything comes."""
    uncertain: tuple[str, ...]
    """Sorted: what this and earlier publications that were interrupted change."""
    is_recorded: bool
    """Whether the store's manifest says all that already."""

    @property
    def sent(self) -> list[File]:
        """All that is sent, in order."""
        return [file for stage in self.sendings for file in stage]

    @property
    def removed(self) -> list[str]:
        """All that is removed, in order."""
        return [*self.obstacles, *(path for stage in self.removals for path in stage)]


def make_plan(settings: Settings, store: Store, compare: bool = False, allow_fewer: bool = False) -> Plan:
    """What makes a store hold the site of the settings; nothing is changed.

    PublishError when there is no finished site, when it has so few pages that this looks like a mistake, or when it can't go
    there. With ``compare``, what the manifest says of files' content is not believed.
    """
    check_place(settings, store)
    places = site_files(settings.site)
    files = described(places)
    known = read_known(store)
    if not allow_fewer:
        check_pages(page_count(places), known.pages, store, "nothing was sent. If it is meant, add --allow-fewer")
    listing = store.listing() if compare or not known.is_certain else None
    if listing is None:
        changed = [file for file in files if known.files.get(file.path) != file]
    else:
        believed = {} if compare else known.files
        changed = [
            file
            for file in files
            if believed.get(file.path) != file and not _has(store, file, places[file.path], listing)
        ]
    return plan_of(files, changed, known, listing)


def plan_of(files: tuple[File, ...], changed: list[File], known: Known, listing: Container[str] | None = None) -> Plan:
    """What makes a store hold files, of which it has all that have not ``changed``; with a ``listing``, nothing else is there."""
    ours = {file.path for file in files} | _OURS
    gone = sorted(path for path in known.ours - ours if listing is None or path in listing)
    obstacles = tuple(_in_the_way(gone, [file.path for file in changed]))
    late = sorted(set(gone).difference(obstacles))
    return Plan(
        files=files,
        sendings=tuple(_stages(changed, lambda file: _order(file.path))),
        removals=tuple(reversed(_stages(late, _order))),
        obstacles=obstacles,
        uncertain=tuple(sorted({*(file.path for file in changed), *gone, *(known.ours - known.files.keys())})),
        is_recorded=known.is_certain and not changed and tuple(known.files.values()) == files,
    )


def check_place(settings: Settings, store: Store) -> None:
    """PublishError when a folder is no place for the site: it, or what it is made of, would be overwritten."""
    if not isinstance(store, FolderStore):
        return
    for source in (settings.site, *settings.sources):
        if store.folder.is_relative_to(source.resolve()) or source.resolve().is_relative_to(store.folder):
            what = "the site itself is there" if source == settings.site else f"{source} is what it is made of"
            raise PublishError(f"the site can't be published to {store.folder}, for {what}; name another folder")


def site_files(site: Path) -> dict[str, Path]:
    """Every file of a finished site by its path. PublishError when there is none, or when something else is in it."""
    if not briefings_of(site) or not (site / "index.html").is_file():
        raise PublishError(f"there is no finished site in {site}; make it with “briefpress build”")
    files = {}
    for above, folders, names in os.walk(site):
        for place in (Path(above) / name for name in (*folders, *names)):
            if place.is_symlink():
                raise PublishError(f"{place} is a link, and none is followed; build the site anew")
        for place in (Path(above) / name for name in names):
            path = place.relative_to(site).as_posix()
            if path not in _OURS and place.name != MARKER:
                check_path(path)
                files[path] = place
    return files


def check_pages(pages: int, last: int, store: Store, outcome: str) -> None:
    """As for a folder: a site that lost most of its pages is a failure, until somebody says that it is meant."""
    if 2 * pages < last:
        raise PublishError(
            f"{store.address} has {last:,} pages, this site only {pages:,}: that is taken for a mistake, and {outcome}"
        )


def _has(store: Store, file: File, place: Path, listing: Mapping[str, Listed]) -> bool:
    """Whether a store holds the file as it is: only its content can tell, or a checksum of it."""
    listed = listing.get(file.path)
    if listed is None or listed.size != file.size:
        return False
    if listed.md5:
        return listed.md5 == md5(place.read_bytes(), usedforsecurity=False).hexdigest()
    return store.is_near and store.read(file.path) == place.read_bytes()


def _order(path: str) -> tuple[int, int]:
    """What a page needs comes before it, and what leads to it behind it.

    What is named by its content is needed by other assets; those by pages; of pages the deepest come first, for lists stand above
    what they list. The home page and what robots read are last.
    """
    if is_named_by_content(path) or _ENTRIES in path:
        return 0, 0
    if path == "index.html" or ("/" not in path and path.endswith(_FEEDS)) or path.endswith(_SITEMAP):
        return 3, 0
    if path.endswith(".html"):
        return 2, -path.count("/")
    return 1, 0


def _stages(items: Iterable[Item], key: Callable[[Item], tuple[int, int]]) -> list[tuple[Item, ...]]:
    return [tuple(stage) for _, stage in groupby(sorted(items, key=key), key)]


def _in_the_way(gone: Iterable[str], coming: Iterable[str]) -> Iterator[str]:
    """Old files that are above or below a new one in a folder, or are the same there because letters' case counts for nothing."""
    files = {path.casefold() for path in coming}
    taken = files | {str(above) for path in files for above in PurePosixPath(path).parents}
    for path in gone:
        above = (str(folder) for folder in PurePosixPath(path.casefold()).parents)
        if path.casefold() in taken or any(folder in files for folder in above):
            yield path
