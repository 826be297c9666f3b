"""Is a ZIP file an offline edition, whole and as it was made? Any bytes give an answer; nothing is ever unpacked to a disk."""

import stat
import struct
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec

from generator.edition.manifest import LARGEST, MANIFEST, Manifest, ManifestError, read_manifest
from generator.edition.names import edition_name, name_faults
from generator.files import File, sha256_of

SUM_SUFFIX: Final = ".sha256"
_UNREADABLE: Final = (BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OverflowError, OSError)
"""What Python's zipfile raises when bytes are no ZIP file, or one that it doesn't know how to read."""
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_LOCAL_HEADER: Final = 30
_END: Final = (22, b"PK\x05\x06")
_CHUNK: Final = 1024 * 1024


class Verified(msgspec.Struct, frozen=True):
    """What a check of an edition has found."""

    faults: tuple[str, ...]
    """Everything that is wrong, in words that may hold a stranger's text; empty when the edition is as it was made."""
    manifest: Manifest | None
    """What the edition says of itself; None when that can't be read."""
    sha256: str = ""
    size: int = 0
    """Of the ZIP file, in bytes."""


def sum_line(digest: str, name: str) -> str:
    """The content of the file beside an edition, in the form of ``sha256sum``."""
    return f"{digest}  {name}\n"


def verify(place: Path) -> Verified:
    """Check a ZIP file, and the file of its SHA-256 if that lies beside it."""
    if not place.is_file():
        return Verified(("it is not a file",), None)
    try:
        digest, size = sha256_of(place), place.stat().st_size
        faults = [*_sum_faults(place, digest)]
        with ZipFile(place) as archive:
            manifest, more = _check(archive, size)
    except ManifestError as error:
        return Verified((*faults, str(error)), None, digest, size)
    except _UNREADABLE as error:
        return Verified((f"it can't be read as a ZIP file: {error}",), None)
    return Verified((*faults, *more), manifest, digest, size)


def _sum_faults(place: Path, digest: str) -> Iterator[str]:
    beside = place.with_name(place.name + SUM_SUFFIX)
    if not beside.is_file():
        return
    with beside.open("rb") as file:
        said = file.read(1024).decode("utf-8", "replace")
    if said != sum_line(digest, place.name):
        yield f"{beside.name} holds another SHA-256 or another name: this file has {digest}"


def _check(archive: ZipFile, size: int) -> tuple[Manifest | None, list[str]]:
    """Structure first: as long as it is wrong, nothing that is compressed is read."""
    entries = archive.infolist()
    if faults := [*_entry_faults(entries), *_layout_faults(archive, entries, size)]:
        return None, faults
    top = entries[0].filename.partition("/")[0]
    by_path = {info.filename.removeprefix(f"{top}/"): info for info in entries}
    if MANIFEST not in by_path:
        return None, [f"there is no {MANIFEST} in it"]
    if by_path[MANIFEST].file_size > LARGEST:
        return None, [f"{MANIFEST} has more than {LARGEST:,} bytes"]
    manifest = read_manifest(b"".join(_chunks(archive, by_path.pop(MANIFEST), LARGEST)))
    listed = {file.path: file for file in manifest.files}
    name = edition_name(manifest.site, manifest.date)
    faults = [] if top == name else [f"everything in it lies in “{top}”; by its site and date it is “{name}”"]
    faults += [f"“{path}” is in {MANIFEST}, but not in the ZIP file" for path in listed if path not in by_path]
    for path, info in by_path.items():
        fault = _file_fault(archive, info, listed[path]) if path in listed else f"{MANIFEST} doesn't list it"
        faults += [f"“{path}”: {fault}"] if fault else []
    return manifest, faults


def _entry_faults(entries: list[ZipInfo]) -> Iterator[str]:
    """What is wrong with single entries, and with their names."""
    if not entries:
        yield "there is no file in it"
    tops = {info.orig_filename.partition("/")[0] for info in entries}
    if len(tops) > 1 or any("/" not in info.orig_filename for info in entries):
        yield "not everything in it lies in one folder"
    for path, fault in name_faults(info.orig_filename for info in entries):
        yield f"“{path}”: {fault}"
    for info in entries:
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            yield f"“{info.orig_filename}”: it is a link or another special file"
        elif info.flag_bits & _ENCRYPTED:
            yield f"“{info.orig_filename}”: it is encrypted"
        elif info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield f"“{info.orig_filename}”: it is compressed in a way that not every system knows"


def _layout_faults(archive: ZipFile, entries: list[ZipInfo], size: int) -> Iterator[str]:
    """Entries follow each other, so that no two share bytes (a bomb would) and none stand between them (another tool might read those)."""
    place = 0
    for info in sorted(entries, key=lambda info: info.header_offset):
        if info.header_offset != place:
            break
        header = _bytes_at(archive, place, _LOCAL_HEADER)
        place += _LOCAL_HEADER + sum(struct.unpack("<HH", header[26:])) + info.compress_size
    length, signature = _END
    ends_well = _bytes_at(archive, size - length, len(signature)) == signature
    if place != archive.start_dir or not ends_well or archive.comment:
        yield "there are bytes in it that belong to none of its files"


def _bytes_at(archive: ZipFile, place: int, length: int) -> bytes:
    if archive.fp is None:
        raise EOFError("it is closed")
    archive.fp.seek(place)
    return archive.fp.read(length)


def _file_fault(archive: ZipFile, info: ZipInfo, file: File) -> str:
    """The sizes before the content, so that no more is ever read than the manifest says."""
    if info.file_size != file.size:
        return f"it has {info.file_size:,} bytes; {MANIFEST} says {file.size:,}"
    found = sha256()
    try:
        for chunk in _chunks(archive, info, file.size):
            found.update(chunk)
    except _UNREADABLE as error:
        return f"it can't be read: {error}"
    return "" if found.hexdigest() == file.sha256 else f"its content is not that of which {MANIFEST} has the SHA-256"


def _chunks(archive: ZipFile, info: ZipInfo, size: int) -> Iterator[bytes]:
    """The content of an entry; one byte more than ``size`` is enough to know that there are too many."""
    left = size + 1
    with archive.open(info) as file:
        while left and (chunk := file.read(min(_CHUNK, left))):
            left -= len(chunk)
            yield chunk
