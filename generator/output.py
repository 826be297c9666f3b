"""The site on disk: staged beside the old one, then put in its place file by file. Nothing else writes there.

A build may be killed at any moment. Until ``install`` the old site is untouched; after it has begun, every file is either the old
or the new one, whole, and the next build puts the rest in place.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

import msgspec

from generator.claim import LOCK, claim
from generator.place import Mark, Place, has_file, is_file, marks_of
from generator.removal import remove, remove_files

MARKER: Final = ".briefpress.json"
"""In the site: says that BriefPress wrote the folder, and how many briefings it holds."""


class OutputError(Exception):
    """The site can't be written; the message says why and what to do, for people."""


class Written(msgspec.Struct, frozen=True):
    """What a build has changed in the site."""

    written: int
    removed: int
    unchanged: int


class Tally:
    """Which files of a new site differ from those that are there, and which are right as they are."""

    def __init__(self, known: Mapping[str, Mark]) -> None:
        """``known`` are the files of an earlier build."""
        self._left = known
        self._there: dict[str, Mark] = {}
        self._staged: dict[str, Mark] = {}
        self._kept: set[str] = set()

    def staged(self, path: str, mark: Mark | None) -> None:
        """Say that a file was put in the place of this stage, with its mark if it differs from the old site's."""
        if mark is None:
            self._kept.add(path)
        else:
            self._staged[path] = mark

    def keep(self, path: str) -> bool:
        """Say that the old site's file is right as an earlier build left it; False when it isn't there as it was."""
        mark = self._there.get(path)
        left = self._left.get(path)
        # Often they are one object, which is sooner seen than that two say the same.
        is_as_left = mark is not None and (mark is left or mark == left)
        if is_as_left:
            self._kept.add(path)
        return is_as_left


class Stage(Tally):
    """A folder beside the site that takes the files that differ from it. A context: what is left of it goes at the end, and until
    then any other build of the site waits."""

    def __init__(
        self,
        site: Path,
        known: Mapping[str, Mark] | None = None,
        is_trusted: bool = False,
        is_shared: bool = False,
    ) -> None:
        """``known`` are the files of an earlier build, which need no look into while they are as they were left. With ``is_trusted``
        nobody else writes to the site, and there is no look at it at all. ``is_shared`` says that other machines work for the build."""
        self.site = site
        self.folder = site.parent / f".{site.name}.briefpress"
        # Who still works for a build that was killed must not put anything among the files of this one.
        self.place = Place(site, self.folder / os.urandom(8).hex(), is_shared)
        super().__init__(known or {})
        self._there = dict(self._left) if is_trusted else {}
        self._is_trusted = is_trusted
        self._lock: IO[bytes] | None = None

    def __enter__(self) -> Self:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self._lock = claim(self.folder)
        self._clear()  # of what a build left that was killed
        self.place.folder.mkdir()
        if not self._is_trusted:
            self._there = dict(marks_of(self.site))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # The lock goes last: once it is gone, who waits has the folder for itself.
        with suppress(OSError):
            self._clear()
            (self.folder / LOCK).unlink()
            self.folder.rmdir()
        if self._lock is not None:
            self._lock.close()

    def _clear(self) -> None:
        for left in self.folder.iterdir():
            if left.name != LOCK:
                remove(left)

    def check(self, briefings: int, pages: int) -> None:
        """OutputError when the site would lose so much that it looks like a mistake."""
        check_briefings(self.site, briefings)

    def add(self, path: str, content: bytes) -> None:
        """A file of the new site."""
        self.staged(path, self.place.put({path: content}).get(path))

    def install(self, briefings: int) -> Written:
        """Make the site what was staged and kept, and nothing else. Only this touches it."""
        site = self.site
        if not self.place.is_shared and _is_nothing(site) and self._has_moved(briefings):
            return Written(len(self._staged), 0, 0)
        site.mkdir(parents=True, exist_ok=True)
        # First the marker, so that a killed build leaves a folder which the next one takes for its own. It holds the old
        # count until the end: a half-made site must not pass for what there was.
        if not is_file(site, MARKER):
            self._write_marker(0)
        # What pages load before the pages themselves, so that no reader gets a page without its style.
        for path in sorted(self._staged, key=lambda path: (path.endswith(".html"), path)):
            _make_way(site, path)
            (self.place.folder / path).replace(site / path)
        removed = remove_files(site, (path for path in self._others if path != MARKER))
        self._write_marker(briefings)
        return Written(len(self._staged), removed, len(self._kept))

    def _has_moved(self, briefings: int) -> bool:
        """Whether the folder of this site has taken the place of one that isn't there: at once, and sooner than file by file."""
        (self.place.folder / MARKER).write_bytes(_marker(briefings))
        with suppress(OSError):
            if self.site.exists():
                self.site.rmdir()
            self.place.folder.replace(self.site)
            return True
        return False

    def marks(self) -> dict[str, Mark]:
        """The files of the site that was installed, as the next build can know them again."""
        marks = {**self._there, **self._staged}
        for path in self._others:
            del marks[path]
        return marks

    @cached_property
    def _others(self) -> list[str]:
        """What was in the old site and is not in the new one."""
        return [path for path in self._there if path not in self._kept and path not in self._staged]

    def _write_marker(self, briefings: int) -> None:
        content = _marker(briefings)
        if not has_file(self.site, MARKER, content):
            staged = self.folder / MARKER
            staged.write_bytes(content)
            _make_way(self.site, MARKER)
            staged.replace(self.site / MARKER)


def check_site_folder(site: Path, *sources: Path) -> None:
    """OutputError when the folder holds something that BriefPress did not write, or stands among what the site is made of."""
    for source in sources:
        if site.resolve().is_relative_to(source.resolve()) or source.resolve().is_relative_to(site.resolve()):
            raise OutputError(f"the site can't go to {site}, for {source} is what it is made of")
    if site.exists() and not site.is_dir():
        raise OutputError(f"{site} is a file; the site needs a folder")
    if site.is_dir() and any(site.iterdir()) and not is_file(site, MARKER):
        raise OutputError(
            f"{site} holds files that BriefPress did not write, and a build would remove them: empty the folder, or choose another"
        )


def check_briefings(site: Path, briefings: int) -> None:
    """OutputError when a site would lose so much that it looks like a mistake: an empty site is a failure."""
    check_any(briefings)
    last = briefings_of(site)
    if 2 * briefings < last:
        raise OutputError(
            f"the site in {site} has {last:,} briefings, this build only {briefings:,}: that is taken for a mistake, and the old site stays "
            f"as it was. If it is meant, delete {site} and build again"
        )


def check_any(briefings: int) -> None:
    """OutputError when there is none."""
    if not briefings:
        raise OutputError(
            "there is no briefing to build, and a site without one is taken for a mistake; the old site stays as it was"
        )


def briefings_of(site: Path) -> int:
    """How many briefings the last build wrote; 0 when there was none."""
    try:
        return int(json.loads((site / MARKER).read_bytes())["briefings"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _is_nothing(site: Path) -> bool:
    return not site.is_symlink() and (not site.exists() or not any(site.iterdir()))


def _marker(briefings: int) -> bytes:
    return json.dumps({"version": 1, "briefings": briefings}).encode() + b"\n"


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
        remove(target)
