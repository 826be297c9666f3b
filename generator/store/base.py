"""What every store can do, and how files are named in one."""

import re
from typing import Final, Protocol

import msgspec

_LONGEST: Final = 1024
"""Bytes of a key in S3; others hold as much."""


class StoreError(Exception):
    """A store can't be read or written; the message says why and what to do, for people."""


class AddressError(StoreError):
    """The address names no store that can be used."""


class Listed(msgspec.Struct, frozen=True):
    """What a store tells of a file without handing it over."""

    size: int
    """In bytes."""
    md5: str = ""
    """In hexadecimal digits; empty where the store doesn't tell it."""


class Store(Protocol):
    """Files by their paths, with forward slashes. Everything may raise StoreError. A store can be pickled for another process.

    Two stores with one address are equal.
    """

    address: str
    """As messages may show it: without a password."""
    workers: int
    """How many threads may use it at a time."""
    is_near: bool
    """Whether reading a file costs less than writing it would."""
    is_shared: bool
    """Whether other processes of this machine see the same files."""

    def read(self, path: str) -> bytes | None:
        """The content of a file; None when it isn't there."""

    def write(self, path: str, content: bytes) -> None:
        """Put a file in its place, or replace it: readers get the old one or the new one, whole, where the store can do that."""

    def remove(self, path: str) -> None:
        """Take a file away; nothing happens when it isn't there."""

    def move(self, path: str, target: str) -> None:
        """Give a file the place of another, as ``write`` would: its content doesn't pass through here, where the store can do that."""

    def listing(self) -> dict[str, Listed]:
        """Every file that is there, be it ours or not."""

    def below(self, folder: str) -> "Store":
        """What is in a folder of this store, as a store: files there have the types of their paths below it."""


def check_path(path: str) -> None:
    """StoreError when a path could lead out of a store, or none can hold it."""
    if not path or path.startswith("/") or any(part in ("", ".", "..") for part in path.split("/")) or "\0" in path:
        raise StoreError(f"“{path}” is not the path of a file in a site")
    try:
        length = len(path.encode())
    except UnicodeEncodeError:
        raise StoreError(f"the name of “{path}” is no text; rename the file") from None
    if length > _LONGEST:
        raise StoreError(f"the path “{path}” has {length:,} bytes; stores hold at most {_LONGEST:,}")


def shown(address: str) -> str:
    """An address without the password that may be in it."""
    return re.sub(r"//[^/@]*@", "//", address)
