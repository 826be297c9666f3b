"""Files of a site on disk: where a build puts them, and by what they are known again."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """By what a file of the site is known again: nobody has written to it while this is the same."""

    size: int
    version: str
    """On disk the moment of its last change; in a store the SHA-256 of its content."""


Put = Callable[[Mapping[str, bytes]], dict[str, Mark]]
"""Takes files of the new site by their paths: marks of those that differ from what is there, as they will stand in the site."""


class Place(msgspec.Struct, frozen=True):
    """Where a build puts files: beside the site of which they become part. Processes that work for the build put theirs there, too."""

    site: Path
    folder: Path
    is_shared: bool = False
    """Whether other machines put files here."""

    def put(self, files: Mapping[str, bytes]) -> dict[str, Mark]:
        """Stage files of the new site: they take disk space only if those of the old site differ, of which the answer has the marks."""
        there: set[str] = set()
        return {
            path: self._write(path, content, there)
            for path, content in files.items()
            if not has_file(self.site, path, content)
        }

    def holds(self, path: str, content: bytes) -> bool:
        """Whether a file was put here: on a machine that has another disk, it wasn't."""
        return has_file(self.folder, path, content)

    def _write(self, path: str, content: bytes, there: set[str]) -> Mark:
        """``there`` are folders that are known to be there."""
        folder = path.rpartition("/")[0]
        if folder not in there:
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
            there.add(folder)
        if not self.is_shared:
            return _written(f"{self.folder}/{path}", content)
        # Who is thought dead may still be writing the same file.
        new = self.folder / f".{os.urandom(8).hex()}"
        mark = _written(str(new), content)
        new.replace(self.folder / path)
        return mark


def has_file(site: Path, path: str, content: bytes) -> bool:
    """Whether the site itself has the file with this content."""
    # The quick answer first: in a new site nothing is there yet.
    if not os.path.lexists(f"{site}/{path}") or not is_file(site, path):
        return False
    place = site / path
    return place.stat().st_size == len(content) and place.read_bytes() == content


def is_file(site: Path, path: str) -> bool:
    """Whether the site itself has the file: one that is reached through a symbolic link is not in the site."""
    place = site
    for part in Path(path).parts:
        place /= part
        if place.is_symlink():
            return False
    return place.is_file()


def _written(path: str, content: bytes) -> Mark:
    with open(path, "wb") as file:  # noqa: PTH123  # a path would be taken apart for each of ten thousand files
        file.write(content)
        file.flush()
        return mark_of(os.fstat(file.fileno()))


def marks_of(site: Path) -> Iterator[tuple[str, Mark]]:
    """Every file of the site with its mark, and everything else in it that is no folder; what lies behind a link is not in it."""
    waiting = [""]
    root = str(site)  # a path would be taken apart for each of ten thousand folders
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                for entry in entries:
                    path = f"{folder}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{path}/")
                    elif entry.is_file(follow_symlinks=False):
                        yield path, mark_of(entry.stat(follow_symlinks=False))
                    else:
                        yield path, Mark(-1, "")
        except FileNotFoundError:
            continue


def mark_of(found: os.stat_result) -> Mark:
    """The mark of a file."""
    return Mark(found.st_size, str(found.st_mtime_ns))
