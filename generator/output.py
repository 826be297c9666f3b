"""The site on disk: staged beside the old one, then put in its place file by file. Nothing else writes there. And a file by itself.

A build may be killed at any moment. Until ``install`` the old site is untouched; after it has begun, every file is either the old
or the new one, whole, and the next build puts the rest in place.
"""

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import msgspec

MARKER: Final = ".briefpress.json"
"""In the site: says that BriefPress wrote the folder, and how many briefings it holds."""


class OutputError(Exception):
    """The site can't be written; the message says why and what to do, for people."""


class Written(msgspec.Struct, frozen=True):
    """What a build has changed on disk."""

    written: int
    removed: int
    unchanged: int


class Stage:
    """A folder beside the site that takes the files that differ from it. A context: what is left of it goes at the end."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.folder = site.parent / f".{site.name}.briefpress"
        self._staged: list[str] = []
        self._kept: set[str] = set()

    def __enter__(self) -> Self:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        _remove(self.folder)  # of a build that was killed
        self.folder.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _remove(self.folder)

    def add(self, path: str, content: bytes) -> None:
        """A file of the new site; it takes disk space only if the old site's differs."""
        if _has(self.site, path, content):
            self._kept.add(path)
            return
        staged = self.folder / path
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(content)
        self._staged.append(path)

    def keep(self, path: str) -> bool:
        """Say that the old site's file is right as it is; False when it is not there."""
        is_there = _is_file(self.site, path)
        if is_there:
            self._kept.add(path)
        return is_there

    def install(self, briefings: int) -> Written:
        """Make the site what was staged and kept, and nothing else. Only this touches it."""
        site = self.site
        site.mkdir(parents=True, exist_ok=True)
        # First the marker, so that a killed build leaves a folder which the next one takes for its own. It holds the old
        # count until the end: a half-made site must not pass for what there was.
        if not _is_file(site, MARKER):
            self._write_marker(0)
        # What pages load before the pages themselves, so that no reader gets a page without its style.
        for path in sorted(self._staged, key=lambda path: (path.endswith(".html"), path)):
            _make_way(site, path)
            (self.folder / path).replace(site / path)
        removed = _remove_others(site, {*self._kept, *self._staged, MARKER})
        self._write_marker(briefings)
        return Written(len(self._staged), removed, len(self._kept))

    def _write_marker(self, briefings: int) -> None:
        content = _marker(briefings)
        if not _has(self.site, MARKER, content):
            staged = self.folder / MARKER
            staged.write_bytes(content)
            _make_way(self.site, MARKER)
            staged.replace(self.site / MARKER)


def write_whole(path: Path, content: bytes) -> None:
    """A file by itself, in any folder: whoever looks sees the old one or the new one, whole."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise OutputError(f"{path} is no file; name one to write")
    staged = path.with_name(f".{path.name}.briefpress")
    try:
        staged.write_bytes(content)
        staged.replace(path)
    except OSError as error:
        with suppress(OSError):
            staged.unlink()
        raise OutputError(f"{path} can't be written: {error.strerror or error}") from None


def check_site_folder(site: Path, *sources: Path) -> None:
    """OutputError when the folder holds something that BriefPress did not write, or stands among what the site is made of."""
    for source in sources:
        if site.resolve().is_relative_to(source.resolve()) or source.resolve().is_relative_to(site.resolve()):
            raise OutputError(f"the site can't go to {site}, for {source} is what it is made of")
    if site.exists() and not site.is_dir():
        raise OutputError(f"{site} is a file; the site needs a folder")
    if site.is_dir() and any(site.iterdir()) and not _is_file(site, MARKER):
        raise OutputError(
            f"{site} holds files that BriefPress did not write, and a build would remove them: empty the folder, or choose another"
        )


def check_briefings(site: Path, briefings: int) -> None:
    """OutputError when a site would lose so much that it looks like a mistake: an empty site is a failure."""
    if not briefings:
        raise OutputError(
            "there is no briefing to build, and a site without one is taken for a mistake; the old site stays as it was"
        )
    last = briefings_of(site)
    if 2 * briefings < last:
        raise OutputError(
            f"the site in {site} has {last:,} briefings, this build only {briefings:,}: that is taken for a mistake, and the old site stays "
            f"as it was. If it is meant, delete {site} and build again"
        )


def briefings_of(site: Path) -> int:
    """How many briefings the last build wrote; 0 when there was none."""
    try:
        return int(json.loads((site / MARKER).read_bytes())["briefings"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _marker(briefings: int) -> bytes:
    return json.dumps({"version": 1, "briefings": briefings}).encode() + b"\n"


def _is_file(site: Path, path: str) -> bool:
    """Whether the site itself has the file: one that is reached through a symbolic link is not in the site."""
    place = site
    for part in Path(path).parts:
        place /= part
        if place.is_symlink():
            return False
    return place.is_file()


def _has(site: Path, path: str, content: bytes) -> bool:
    if not _is_file(site, path):
        return False
    place = site / path
    return place.stat().st_size == len(content) and place.read_bytes() == content


def _make_way(site: Path, path: str) -> None:
    """The folders of a file; whatever stands in their place or in the file's (a link, a file, a folder) goes."""
    place = site
    *folders, _ = Path(path).parts
    for part in folders:
        place /= part
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            place.unlink()
        place.mkdir(exist_ok=True)
    target = site / path
    if target.is_dir() and not target.is_symlink():
        _remove(target)


def _remove_others(site: Path, paths: Iterable[str]) -> int:
    """Remove every file that is not among the paths, then the folders that are left empty."""
    wanted = {os.path.normpath(path) for path in paths}
    removed = 0
    for folder, folders, files in os.walk(site, topdown=False):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in (*files, *links):
            place = Path(folder) / name
            if str(place.relative_to(site)) not in wanted:
                place.unlink()
                removed += 1
        if Path(folder) != site and not any(Path(folder).iterdir()):
            Path(folder).rmdir()
    return removed


def _remove(place: Path) -> None:
    if place.is_symlink() or place.is_file():
        place.unlink()
    elif place.exists():
        shutil.rmtree(place)
