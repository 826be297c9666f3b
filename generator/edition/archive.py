"""Files → a ZIP file whose bytes depend on nothing but its files' names and content, a day, and the version of zlib."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LEVEL: Final = 6
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644 << 16
_FIRST_DAY, _LAST_DAY = date(1980, 1, 1), date(2107, 12, 31)
"""Between them lie all days that a ZIP file can name."""


def write_archive(place: Path, files: Mapping[str, Path | bytes], day: date) -> None:
    """Write a ZIP file with these files by their paths in it, sorted by path, each as of a day. OSError when it can't be written."""
    moment = min(max(day, _FIRST_DAY), _LAST_DAY)
    with ZipFile(place, "w") as archive:
        for path, content in sorted(files.items()):
            info = ZipInfo(path, (moment.year, moment.month, moment.day, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.create_system = _UNIX  # on every system
            info.external_attr = _PLAIN_FILE
            data = content if isinstance(content, bytes) else content.read_bytes()
            archive.writestr(info, data, compresslevel=_LEVEL)
