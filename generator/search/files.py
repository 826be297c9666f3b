"""Everything that a site's search consists of, made once for the same documents.

For a site of files, which a browser opens from a disk, where nothing can be fetched: each piece becomes a script that hands itself
over, and the pages run what otherwise a worker runs.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Final

import msgspec

from generator.search.documents import Document
from generator.search.index import Index, make_index
from generator.search.interface import KIT, SCRIPT, WORKER, kit, script, worker
from generator.search.pagefind import packed
from generator.settings import Settings

FOLDER: Final = "assets/search/"
"""Where everything of the search stands in the site."""
_CODE: Final = "pagefind.wasm"


class Search(msgspec.Struct, frozen=True):
    """What is searched, and the files that search it by their path in the site."""

    documents: list[Document]
    page: str
    files: dict[str, bytes]


def make_search(documents: list[Document], page: str, settings: Settings, previous: Search | None = None) -> Search:
    """The search of a site; ``page`` is the address of the page with all results, if there is one.

    What an earlier build made serves again while nothing that it finds has changed. SearchError when it fails.
    """
    if previous is not None and (previous.documents, previous.page) == (documents, page):
        return previous
    index = make_index(documents, settings.form)
    languages = sorted({document.lang.partition("-")[0] for document in documents})
    files = {SCRIPT: script(languages, page, index.start, settings)}
    if settings.form == "files":
        files |= {KIT: kit(languages, index.binding)} | dict(_handed_over(index))
    else:
        files |= {KIT: kit(languages), WORKER: worker(index.binding)} | dict(_fetched(index))
    return Search(documents, page, {FOLDER + name: content for name, content in sorted(files.items())})


def _fetched(index: Index) -> Iterator[tuple[str, bytes]]:
    yield _CODE, packed(index.code)
    yield from ((f"index/{name}", content) for name, content in index.pieces.items())
    yield from ((f"entries/{identifier}.json", entry) for identifier, entry in index.entries.items())


def _handed_over(index: Index) -> Iterator[tuple[str, bytes]]:
    """The same, each as a script that calls ``briefpress.offline.take``."""
    pieces = {_CODE: packed(index.code)} | {f"index/{name}": content for name, content in index.pieces.items()}
    for name, content in pieces.items():
        yield f"{name}.js", _call(name, json.dumps(b64encode(content).decode()))
    for identifier, entry in index.entries.items():
        yield f"entries/{identifier}.js", _call(f"entries/{identifier}", entry.decode())


def _call(name: str, value: str) -> bytes:
    return f"briefpress.offline.take({json.dumps(name)},{value});\n".encode()
