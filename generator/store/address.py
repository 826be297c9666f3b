"""An address → the store that it names."""

import re
from pathlib import Path
from typing import Final

from generator.store.base import AddressError, Store, shown
from generator.store.folder import FolderStore

_KIND: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(//)?")
"""One letter is a disk of Windows."""


def open_store(address: str) -> Store:
    """The store that an address names: a path, ``file:///…``, or what fsspec knows, such as ``s3://bucket/folder``.

    AddressError when it names none, or a package is missing. Nothing is asked of the store yet.
    """
    folder = folder_of(address)
    if folder is not None:
        return FolderStore(folder)
    from generator.store.remote import RemoteStore  # fsspec takes time to load, and a folder needs none of it

    kind, _, rest = address.partition("://")
    return RemoteStore(f"{kind.lower()}://{rest}")


def folder_of(address: str) -> Path | None:
    """The folder that an address names; None where it is that of another store. AddressError when it is neither."""
    if not address.strip():
        raise AddressError("the address is empty; name a folder, or a store such as s3://bucket/folder")
    match = _KIND.match(address)
    if match is None:
        return Path(address).expanduser()
    if "::" in address:
        raise AddressError(f"“{shown(address)}” is a chain of stores; name one")
    kind = match[1].lower()
    rest = address[match.end() :]
    if not match[2]:
        raise AddressError(f"“{address}” is no address; write {kind}://{rest.lstrip('/')}, or ./{address} for a folder")
    if kind in ("file", "local"):
        if not rest.startswith("/"):
            raise AddressError(f"“{address}” names no folder; write {kind}:///{rest} with three slashes")
        return Path(rest)
    return None
