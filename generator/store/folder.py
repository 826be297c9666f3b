"""A folder of this machine as a store."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath

from generator.store.base import Listed, StoreError, check_path


class FolderStore:
    """A folder, which is made when the first file is written. Each file is replaced atomically, and no link in it is followed."""

    workers = 1
    is_near = True
    is_shared = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.address = str(self.folder)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FolderStore) and self.folder == other.folder

    def __hash__(self) -> int:
        return hash(self.folder)

    def read(self, path: str) -> bytes | None:
        """The content of a file; None when it isn't there."""
        place = self._place(path)
        with _told("read", place):
            is_there = not self._obstacle(path) and place.is_file() and not place.is_symlink()
            return place.read_bytes() if is_there else None

    def write(self, path: str, content: bytes) -> None:
        """Put a file in its place, or replace it."""
        place = self._place(path)
        with _told("written", place):
            self._make_way(path)
            staged = _staged(place)
            staged.unlink(missing_ok=True)  # of a publication that was killed
            try:
                with staged.open("xb") as file:
                    file.write(content)
                staged.replace(place)
            except OSError:
                with suppress(OSError):
                    staged.unlink()
                raise

    def remove(self, path: str) -> None:
        """Take a file away, and the folders that are left empty by that."""
        place = self._place(path)
        with _told("removed", place):
            if self._obstacle(path):
                return  # so the file isn't there
            _staged(place).unlink(missing_ok=True)
            if place.is_symlink() or place.is_file():
                place.unlink()
            self._remove_empty(place)

    def move(self, path: str, target: str) -> None:
        """Give a file the place of another, and remove the folders that are left empty by that."""
        place, new = self._place(path), self._place(target)
        with _told("moved", place):
            if self._obstacle(path):
                raise StoreError(f"{place} can't be moved: it isn't there")
            self._make_way(target)
            place.replace(new)
            self._remove_empty(place)

    def listing(self) -> dict[str, Listed]:
        """Every plain file that is there."""
        if self.folder.exists() and not self.folder.is_dir():
            raise StoreError(f"{self.folder} is a file; name a folder")
        with _told("read", self.folder):
            return {
                place.relative_to(self.folder).as_posix(): Listed(place.lstat().st_size)
                for place in _files(self.folder)
            }

    def below(self, folder: str) -> "FolderStore":
        """A folder in this one."""
        return FolderStore(self._place(folder))

    def _make_way(self, path: str) -> None:
        if obstacle := self._obstacle(path):
            what = "a link, and none is followed" if obstacle.is_symlink() else "a file where the site has a folder"
            raise StoreError(f"{obstacle} is {what}: take it away, or name another folder")
        self._place(path).parent.mkdir(parents=True, exist_ok=True)

    def _remove_empty(self, place: Path) -> None:
        with suppress(OSError):  # one isn't empty, or not there
            for folder in place.parents:
                if folder == self.folder:
                    break
                folder.rmdir()

    def _place(self, path: str) -> Path:
        check_path(path)
        return self.folder / path

    def _obstacle(self, path: str) -> Path | None:
        """The first place above a file that is there and no folder: a link, or a file."""
        above = [*reversed(PurePosixPath(path).parents)]
        places = (self.folder / folder for folder in above)
        return next((place for place in places if place.is_symlink() or (place.exists() and not place.is_dir())), None)


def _files(folder: Path) -> Iterator[Path]:
    for above, _, names in os.walk(folder):
        places = (Path(above) / name for name in names)
        yield from (place for place in places if place.is_file() and not place.is_symlink())


def _staged(place: Path) -> Path:
    """Where a file stands until it is whole; its name is short, for that of the file may be as long as the disk allows."""
    return place.with_name(f".{sha256(os.fsencode(place.name)).hexdigest()[:16]}.briefpress")


@contextmanager
def _told(done: str, place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{place} can't be {done}: {error.strerror or error}") from None
