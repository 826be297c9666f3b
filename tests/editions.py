"""Small editions for tests, good ones and others, without a site."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from generator.edition.archive import write_archive
from generator.edition.manifest import FORMAT, MANIFEST, Manifest, written
from generator.files import File

FILES = {"index.html": b"<h1>Home</h1>", "topics/ports.html": b"<h1>Ports</h1>" * 100, "assets/a.css": b""}
NAME = "briefpress-tiny-2024-06-01"


def manifest(content: dict[str, bytes], **changes: Any) -> Manifest:
    """What an edition with these files says of itself."""
    listed = tuple(File(path, len(content[path]), sha256(content[path]).hexdigest()) for path in sorted(content))
    return msgspec.structs.replace(Manifest(FORMAT, "Tiny", "2024-06-01", "", "clear", False, listed), **changes)


def entries(content: dict[str, bytes] = FILES, **changes: Any) -> dict[str, Path | bytes]:
    """What stands in its ZIP file."""
    whole = {MANIFEST: written(manifest(content, **changes)), **content}
    return {f"{NAME}/{path}": data for path, data in whole.items()}


def edition(folder: Path, content: dict[str, bytes] = FILES, **changes: Any) -> Path:
    """A good edition in a folder; ``changes`` are fields of its manifest."""
    place = folder / f"{NAME}.zip"
    write_archive(place, entries(content, **changes), date(2024, 6, 1))
    return place
