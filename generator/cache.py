"""What one build leaves for the next in the site's folder. It makes builds faster and never others: what is there is taken only
whole, and only from the same program; anything else is as if it weren't there."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, TypeVar
from zlib import crc32

import msgspec

WORK: Final = ".briefpress"
"""In the site's folder: what is kept between builds, and the site under work of ``briefpress serve``."""
_SUM: Final = 32
_KEPT: Final = 24
"""Folders: one for each kind of build, in each language of the site."""
_PARTS: Final = 64
_DECODERS: Final[dict[Any, msgspec.msgpack.Decoder[Any]]] = {}
_ENCODER: Final = msgspec.msgpack.Encoder()
Value = TypeVar("Value")


class Cache(msgspec.Struct, frozen=True):
    """A folder of values by name."""

    folder: Path

    def read(self, name: str, type_: type[Value], expected: bytes | None = None) -> Value | None:
        """A value that ``write`` left; None where there is none, or another program wrote it, or it isn't whole.

        With ``expected``, None for any but the one that has this sum.
        """
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            return None
        total = content[:_SUM]
        if _sum(name, memoryview(content)[_SUM:]) != total or (expected is not None and expected != total):
            return None
        decoder = _DECODERS.setdefault(type_, msgspec.msgpack.Decoder(type_))
        with suppress(msgspec.MsgspecError, RecursionError):
            found: Value = decoder.decode(memoryview(content)[_SUM:])
            return found
        return None

    def write(self, name: str, value: Any) -> bytes:
        """Keep a value, if the folder can be written; whoever reads finds the old one or the new one. Its sum."""
        try:
            content = _ENCODER.encode(value)
        except UnicodeEncodeError:
            return b""  # the name of a file is no text, and none can keep it
        total = _sum(name, content)
        staged = self.folder / f".{name}.{os.getpid()}"
        try:
            make_folder(self.folder)
            with staged.open("wb") as file:
                file.write(total)
                file.write(content)
            staged.replace(self.folder / name)
        except OSError:
            with suppress(OSError):
                staged.unlink(missing_ok=True)
        return total

    def read_parts(self, name: str, type_: Any) -> "Parts | None":
        """Values by name that ``write_parts`` left, all or none: they are true together only."""
        sums = self.read(name, list[bytes])
        if sums is None or len(sums) != _PARTS:
            return None
        entries: dict[str, Any] = {}
        for number, total in enumerate(sums):
            found = self.read(f"{name}-{number}", dict[str, type_], total)
            if found is None:
                return None
            entries |= found
        return Parts(entries, sums)

    def write_parts(self, name: str, entries: Mapping[str, Any], earlier: "Parts | None") -> "Parts":
        """Keep values by name; only those parts are written in which one is another object than earlier."""
        known: Mapping[str, Any] = earlier.entries if earlier else {}
        changed = {
            _part_of(key) for key in {*known, *entries} if earlier is None or known.get(key) is not entries.get(key)
        }
        parts: dict[int, dict[str, Any]] = {number: {} for number in (changed if earlier else range(_PARTS))}
        for key, value in entries.items():
            if (number := _part_of(key)) in parts:
                parts[number][key] = value
        sums = list(earlier.sums) if earlier else [b""] * _PARTS
        for number, part in parts.items():
            sums[number] = self.write(f"{name}-{number}", part)
        if parts:
            self.write(name, sums)
        return Parts(entries, sums)


class Parts(msgspec.Struct, frozen=True):
    """Values by name, of which many are kept in one file, and the sums of these files."""

    entries: Mapping[str, Any]
    sums: list[bytes]


def _part_of(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass")) % _PARTS


def open_cache(site: Path, *variant: str) -> Cache:
    """The cache of a kind of build of the site in a folder: builds with other options keep theirs."""
    name = blake2b("\0".join(variant).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return Cache(site / WORK / "cache" / name)


def make_folder(folder: Path) -> None:
    """A folder below ``.briefpress``, which no version control and no backup takes (bford.info/cachedir)."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    base = next(parent for parent in folder.parents if parent.name == WORK)
    (base / ".gitignore").write_text("*\n", encoding="utf-8")
    (base / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n", encoding="utf-8")
    _remove_oldest(folder.parent)


def _remove_oldest(folder: Path) -> None:
    """Each combination of options has a folder; those that were used long ago go."""
    found = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime_ns)
    for old in found[:-_KEPT]:
        for path in old.iterdir():
            path.unlink()
        old.rmdir()


def _sum(name: str, content: bytes | memoryview) -> bytes:
    return blake2b(content, digest_size=_SUM, key=program(), person=name.encode()[:16]).digest()


@lru_cache(maxsize=1)
def program() -> bytes:
    """What tells this program from another version of it: its own files, and the versions of all that is installed beside it."""
    own = Path(__file__).parent
    found = blake2b(sys.version.encode(), digest_size=16)
    for folder, folders, files in os.walk(own):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            path = Path(folder, name)
            found.update(f"{path.relative_to(own)}\0".encode() + path.read_bytes())
    for name in sorted(
        {path.name for entry in sys.path if (place := Path(entry)).is_dir() for path in place.glob("*.dist-info")}
    ):
        found.update(name.encode())
    return found.digest()
