"""A site's files as manifests list them: by path, size and SHA-256."""

from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta


class File(msgspec.Struct, frozen=True):
    """One file."""

    path: str
    """Below the folder of the site or the edition, with forward slashes."""
    size: Annotated[int, Meta(ge=0)]
    """In bytes."""
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


def described(files: Mapping[str, Path]) -> tuple[File, ...]:
    """Files, given by their paths in the folder, as a manifest lists them."""
    return tuple(File(path, place.stat().st_size, sha256_of(place)) for path, place in sorted(files.items()))


def sha256_of(place: Path) -> str:
    """The SHA-256 of a file in hexadecimal digits."""
    with place.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
