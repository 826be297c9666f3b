"""What leaves a folder."""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def remove_files(site: Path, paths: Iterable[str]) -> int:
    """Remove files of a site, then the folders that are left empty; how many there were."""
    removed = 0
    folders: set[Path] = set()
    for path in paths:
        place = site / path
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            # What made way for a folder or a file of the new site is gone already.
            if not _is_within(site, place):
                continue
            place.unlink()
            removed += 1
        folders.add(place.parent)
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        _remove_empty(folder, site)
    return removed


def _is_within(site: Path, place: Path) -> bool:
    return not any(folder.is_symlink() for folder in place.parents if folder.is_relative_to(site) and folder != site)


def _remove_empty(folder: Path, site: Path) -> None:
    while folder != site and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def remove(place: Path) -> None:
    """Remove a file, a link, or a folder with all that is in it; nothing happens when it isn't there."""
    if place.is_symlink() or place.is_file():
        place.unlink()
    elif place.exists():
        shutil.rmtree(place)
