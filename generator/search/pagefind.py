"""Pagefind, run as its command: lean pages in a stated order → an index in small pieces, the same bytes on any machine.

Run on a folder, Pagefind takes the pages as the disk lists them, and that order gets into the bytes (Pagefind 1.5.2). So it is run
as a service, which takes the pages in our order.
"""

import gzip
import json
import os
import re
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from threading import Thread
from typing import IO, Any, Final

import cbor2
import msgspec
from pagefind_bin import get_executable

CHUNK: Final = 4_000
"""How many places of words a piece of the index holds, roughly."""
_MARK: Final = b"pagefind_dcd"
"""What Pagefind puts before the content of each of its compressed files."""
_ENTRY: Final = "pagefind-entry.json"
_CODE: Final = "wasm.unknown.pagefind"
_SCRIPT: Final = "pagefind.js"
_LAST: Final = 1
_BINDING: Final = re.compile(r"let wasm_bindgen=\(function\(exports\)\{.*?\}\)\(\{__proto__:null\}\);", re.S)
_CALLED: Final = (
    "init_pagefind",
    "set_ranking_weights",
    "request_indexes",
    "load_index_chunk",
    "search",
)
"""The functions of Pagefind's WebAssembly that ``browser/index.js`` calls."""
_MEMORY: Final = "narenas:1,dirty_decay_ms:1000,muzzy_decay_ms:0"
"""For jemalloc, by which Pagefind takes memory: it gives back soon what else it would keep for ten seconds, longer than it runs."""


class SearchError(Exception):
    """The index could not be made; the message says why, for people."""


class _File(msgspec.Struct, frozen=True):
    path: str
    content: bytes


class _Said(msgspec.Struct, frozen=True):
    type: str
    message: str | None = None
    files: list[_File] = []


class _Answer(msgspec.Struct, frozen=True):
    message_id: int | None
    payload: _Said


_ANSWER: Final = msgspec.json.Decoder(_Answer)


class Bundle(msgspec.Struct, frozen=True):
    """An index that Pagefind has made."""

    meta: bytes
    """With what a search begins: which pages there are, and which piece holds which words."""
    pieces: dict[str, bytes]
    """By name; they are compressed, and their names follow their content."""
    code: bytes
    """Pagefind's WebAssembly, which searches."""
    binding: str
    """The script between that and other scripts: it defines ``wasm_bindgen``."""


def run_pagefind(name: str, pages: Iterable[tuple[str, str]]) -> Bundle:
    """Index pages, each its id (letters, digits, hyphens) and its lean HTML; ``name`` comes before the names of the pieces.

    SearchError when Pagefind can't be started, fails, or is not the version that is known here.
    """
    files = _serve(_messages(name, pages))
    entry = json.loads(files.get(_ENTRY, b"{}"))
    if name not in entry.get("languages", {}):
        raise SearchError("Pagefind found nothing to index")
    meta, pieces = _with_ids(f"pagefind.{entry['languages'][name]['hash']}.pf_meta", files)
    return Bundle(meta, dict(sorted(pieces.items())), unpacked(files[_CODE]), binding_of(files[_SCRIPT].decode()))


def binding_of(script: str) -> str:
    """The part of Pagefind's script that talks to its WebAssembly. SearchError where it is not what is known here."""
    found = _BINDING.findall(script)
    missing = [name for name in _CALLED if f"exports.{name}={name}" not in "".join(found)]
    if len(found) != 1 or missing:
        what = f"“{missing[0]}” is not in it" if found else "its binding of WebAssembly is not in it"
        raise SearchError(
            f"Pagefind’s script has changed: {what}; generator/search/pagefind.py says what the search needs"
        )
    return str(found[0])


def unpacked(content: bytes) -> bytes:
    """What a compressed file of Pagefind's holds."""
    return gzip.decompress(content).removeprefix(_MARK)


@lru_cache(maxsize=4)  # while somebody writes, the same few again and again
def packed(content: bytes) -> bytes:
    """Compressed as Pagefind does it, without a time: the same bytes every time."""
    return gzip.compress(_MARK + content, mtime=0)


def digest_of(content: bytes) -> str:
    """What names a piece by its content."""
    return sha256(content).hexdigest()[:10]


def _messages(name: str, pages: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    # No language is called like that: Pagefind knows no stemmer for it, and leaves our words as they are.
    yield _message(0, type="NewIndex", config={"force_language": name})
    for identifier, html in pages:
        yield _message(0, type="AddFile", index_id=0, url=identifier, file_contents=html)
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
            env=os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK), "_RJEM_MALLOC_CONF": _MEMORY},
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
            if answer.payload.type == "Error":
                raise SearchError(f"Pagefind could not index the site: {answer.payload.message}")
            if answer.message_id == _LAST:
                return {file.path: file.content for file in answer.payload.files}
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


def _answers(stream: IO[bytes]) -> Iterator[_Answer]:
    """What Pagefind answers; each answer is Base64 and ends with a comma."""
    pieces: list[bytes] = []
    while piece := os.read(stream.fileno(), 1 << 20):
        *ends, rest = piece.split(b",")
        for end in ends:
            answer = b64decode(b"".join((*pieces, end)))
            pieces = []  # the last answer is the whole index
            yield _ANSWER.decode(answer)
        pieces.append(rest)


def _with_ids(meta_name: str, files: dict[str, bytes]) -> tuple[bytes, dict[str, bytes]]:
    """With what a search begins, and the pieces; pages have our ids."""
    meta = cbor2.loads(unpacked(files[meta_name]))
    pieces = {path.partition("/")[2]: content for path, content in files.items() if path.endswith(".pf_index")}
    for page in meta[1]:
        page[0] = json.loads(unpacked(files[f"fragment/{page[0]}.pf_fragment"]))["url"]
    return cbor2.dumps(meta), pieces
