"""A folder for one process alone, for as long as that lives."""

import os
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

try:
    import fcntl
except ImportError:  # on Windows nobody waits
    fcntl = None  # type: ignore[assignment]

LOCK: Final = ".lock"
"""In the folder."""


def claim(folder: Path) -> IO[bytes]:
    """A folder for this process alone, and the file that says so until it is closed. It goes with the process, be it killed."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    while True:
        with suppress(FileExistsError):  # not exist_ok, which looks again, and may find that it has just gone
            folder.mkdir()
        try:
            lock = (folder / LOCK).open("wb")
        except FileNotFoundError:
            continue  # who was here before has just removed the folder
        if fcntl is not None:
            with suppress(OSError):  # not every file system has locks
                # Not flock(), which the processes that work for a build would hold on to.
                fcntl.lockf(lock, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock.fileno()), (folder / LOCK).stat()):
                return lock
        lock.close()
