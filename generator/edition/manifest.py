"""``MANIFEST.json``: what an edition is, and every file in it with its size and SHA-256."""

from datetime import date
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from generator.files import File
from generator.model.types import Tlp

MANIFEST: Final = "MANIFEST.json"
LARGEST: Final = 64 * 1024 * 1024
"""No manifest of more bytes is read: it would name half a million files."""
FORMAT: Final = 1


class ManifestError(Exception):
    """The manifest can't be used; the message says why, for people."""


class Manifest(msgspec.Struct, frozen=True):
    """What an edition is, and its files but for the manifest itself."""

    format: int
    """The version of this form of manifest."""
    site: str
    """The site's name."""
    date: Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
    """The day as of which the edition was made."""
    commit: Annotated[str, Meta(pattern=r"^([0-9a-f]{40,64}(\+changes)?)?\Z")]
    """The git commit of the site; ``+changes`` behind it when files differed from it; empty when there was none."""
    tlp: Tlp
    """The narrowest audience whose briefings are in it (Traffic Light Protocol 2.0)."""
    drafts: bool
    """Whether drafts are in it."""
    files: tuple[File, ...]
    """Sorted by path."""


def written(manifest: Manifest) -> bytes:
    """The manifest as a file."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def read_manifest(content: bytes) -> Manifest:
    """The manifest in a file. ManifestError when that is not what the file holds."""
    try:
        version = msgspec.json.decode(content, type=_Version).format
        if version != FORMAT:
            raise ManifestError(f"{MANIFEST} has the format {version}; this BriefPress knows {FORMAT}")
        manifest = msgspec.json.decode(content, type=Manifest)
        date.fromisoformat(manifest.date)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ManifestError(f"{MANIFEST} can't be read: {error}") from None
    paths = [file.path for file in manifest.files]
    if paths != sorted(set(paths)):
        raise ManifestError(f"{MANIFEST} doesn't list each file once, sorted by path")
    return manifest


class _Version(msgspec.Struct):
    format: int
