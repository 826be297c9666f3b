"""Values that are needed once more later in a build, and would fill the memory until then."""

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self


class Spool:
    """A file of values by their digests. A context: the file goes at the end."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / ".spool"
        self._places: dict[bytes, tuple[int, int]] = {}
        self._end = 0
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()
            with suppress(OSError):
                self._path.unlink()

    def put(self, digest: bytes, content: bytes) -> None:
        """Take a value."""
        if self._file is None:
            self._file = self._path.open("w+b")
        self._file.seek(self._end)
        self._places[digest] = self._end, len(content)
        self._end += self._file.write(content)

    def get(self, digest: bytes) -> bytes | None:
        """A value that was put; None for any other."""
        if self._file is None or digest not in self._places:
            return None
        place, length = self._places[digest]
        self._file.seek(place)
        return self._file.read(length)
