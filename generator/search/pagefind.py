"""Pagefind, run as its command: lean pages in a stated order → the files of an index, the same bytes on any machine.

Run on a folder, Pagefind takes the pages as the disk lists them, and its filters in the order of a random hash; both get into
the bytes (Pagefind 1.5.2). So it is run as a service, which takes the pages in our order, and the filters are sorted afterwards.
"""

import gzip
import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from threading import Thread
from typing import IO, Any, Final

import cbor2
from pagefind_bin import get_executable

LANGUAGE: Final = "mul"
"""ISO 639-2 for “multiple languages”: Pagefind knows no stemmer for it, and leaves our words as they are."""
CHUNK: Final = 20_000
"""How many places of words a piece of the index holds, roughly."""
_MARK: Final = b"pagefind_dcd"
"""What Pagefind puts before the content of each of its compressed files."""
_ENTRY: Final = "pagefind-entry.json"
_LAST: Final = 1


class SearchError(Exception):
    """The index could not be made; the message says why, for people."""


def run_pagefind(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Index pages, each its address and its lean HTML, and return the files of Pagefind's bundle by their path.

    SearchError when Pagefind can't be started or fails.
    """
    files = _serve(_messages(pages))
    if LANGUAGE not in json.loads(files.get(_ENTRY, b"{}")).get("languages", {}):
        raise SearchError("Pagefind found nothing to index")
    return _in_order(files)


def unpacked(content: bytes) -> bytes:
    """What a compressed file of Pagefind's holds."""
    return gzip.decompress(content).removeprefix(_MARK)


def packed(content: bytes) -> bytes:
    """The same, the other way round; the same bytes every time."""
    return gzip.compress(_MARK + content, mtime=0)


def _messages(pages: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    yield _message(0, type="NewIndex", config={"force_language": LANGUAGE})
    for address, html in pages:
        yield _message(0, type="AddFile", index_id=0, url=address, file_contents=html)
    # Not WriteFiles: its answer comes before the last bytes are on the disk.
    yield _message(_LAST, type="GetFiles", index_id=0)


def _message(number: int, **payload: Any) -> bytes:
    return b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b","


def _serve(messages: Iterable[bytes]) -> dict[str, bytes]:
    """The files that Pagefind answers with."""
    try:
        process = subprocess.Popen(
            [get_executable(), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK)},
        )
    except OSError as error:
        raise SearchError(
            f"Pagefind can't be started: {error.strerror}; it comes with the package pagefind_bin"
        ) from None
    assert process.stdin is not None
    assert process.stdout is not None
    # Pagefind ends at the end of its input, done or not: it stays open until the last answer is there.
    writer = Thread(target=_write, args=(process.stdin, messages), daemon=True)
    writer.start()
    try:
        for answer in _answers(process.stdout):
            said = answer["payload"]
            if said["type"] == "Error":
                raise SearchError(f"Pagefind could not index the site: {said.get('message')}")
            if answer["message_id"] == _LAST:
                return {file["path"]: b64decode(file["content"]) for file in said["files"]}
    finally:
        process.kill()
        writer.join()
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        process.wait()
    raise SearchError("Pagefind ended before the index was made")


def _write(stream: IO[bytes], messages: Iterable[bytes]) -> None:
    # Where Pagefind has ended, what it said, or that it said nothing, tells more than that nobody listens.
    with suppress(OSError):
        for message in messages:
            stream.write(message)
        stream.flush()


def _answers(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """What Pagefind answers; each answer is Base64 and ends with a comma."""
    pieces: list[bytes] = []
    while piece := os.read(stream.fileno(), 1 << 20):
        *ends, rest = piece.split(b",")
        for end in ends:
            yield json.loads(b64decode(b"".join((*pieces, end))))
            pieces = []
        pieces.append(rest)


def _in_order(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with the values of filters, and the filters themselves, sorted; names that hold a digest follow."""
    entry = json.loads(files.pop(_ENTRY))
    language = entry["languages"][LANGUAGE]
    meta_name = f"pagefind.{language['hash']}.pf_meta"
    meta = cbor2.loads(unpacked(files.pop(meta_name)))
    filters = meta[3]
    for pair in filters:
        name, values = cbor2.loads(unpacked(files.pop(f"filter/{pair[1]}.pf_filter")))
        content = packed(cbor2.dumps([name, sorted(values)]))
        pair[1] = f"{LANGUAGE}_{_digest(content)}"
        files[f"filter/{pair[1]}.pf_filter"] = content
    filters.sort()
    content = packed(cbor2.dumps(meta))
    language["hash"] = f"{LANGUAGE}_{_digest(content)}"
    files[f"pagefind.{language['hash']}.pf_meta"] = content
    files[_ENTRY] = json.dumps(entry, separators=(",", ":")).encode()
    return dict(sorted(files.items()))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:10]
