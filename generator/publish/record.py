"""What a publication leaves beside the site: a manifest of the files that it knows there, and a journal while it is under way."""

from collections.abc import Iterable
from typing import Annotated, Final, TypeVar

import msgspec
from msgspec import Meta

from generator.files import File
from generator.store.base import Store, StoreError, check_path

MANIFEST: Final = ".briefpress-manifest.json"
JOURNAL: Final = ".briefpress-publishing.json"
FORMAT: Final = 1


class Manifest(msgspec.Struct, frozen=True):
    """Every file of the last whole publication, as it was sent."""

    format: int
    files: tuple[File, ...]
    """Sorted by path."""


class Journal(msgspec.Struct, frozen=True):
    """What a publication is about to send or remove: until it has ended, nobody knows what these files hold."""

    format: int
    publication: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
    """A number of its own, by which it notices another one."""
    paths: tuple[str, ...]
    """Sorted."""


class Known(msgspec.Struct, frozen=True):
    """What is known of a store before anything is sent."""

    is_certain: bool
    """Whether the last publication is known and has ended."""
    files: dict[str, File]
    """Files that hold what the last publication sent, by path."""
    ours: frozenset[str]
    """Every path that a publication may have sent."""
    pages: int
    """How many pages the last whole publication had."""


Record = TypeVar("Record", Manifest, Journal)


def read_known(store: Store) -> Known:
    """What the records in a store say. One that can't be read, or is of another version, says nothing."""
    manifest = _decoded(store.read(MANIFEST), Manifest)
    content = store.read(JOURNAL)
    journal = _decoded(content, Journal)
    uncertain = frozenset(journal.paths if journal else ())
    sent = {file.path: file for file in manifest.files} if manifest else {}
    is_lost = content is not None and journal is None
    return Known(
        is_certain=manifest is not None and content is None,
        files={} if is_lost else {path: file for path, file in sent.items() if path not in uncertain},
        ours=uncertain | sent.keys(),
        pages=page_count(sent),
    )


def read_journal(store: Store) -> Journal | None:
    """The journal of a publication that is under way or was interrupted; None when there is none."""
    return _decoded(store.read(JOURNAL), Journal)


def written(record: Manifest | Journal) -> bytes:
    """A record as a file."""
    return msgspec.json.encode(record) + b"\n"


def page_count(paths: Iterable[str]) -> int:
    """How many of the files are pages."""
    return sum(path.endswith(".html") for path in paths)


def _decoded(content: bytes | None, kind: type[Record]) -> Record | None:
    """The paths in it are a stranger's: whoever can write there could make us remove what they name."""
    try:
        record = msgspec.json.decode(content or b"", type=kind)
        for path in record.paths if isinstance(record, Journal) else (file.path for file in record.files):
            check_path(path)
    except (msgspec.MsgspecError, RecursionError, StoreError):
        return None
    return record if record.format == FORMAT else None
