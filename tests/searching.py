"""The search of documents, in memory: the files that a site would hold of it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from generator.corpus import Corpus
from generator.place import Mark
from generator.pool import Pool
from generator.search.documents import Document, documents_of
from generator.search.files import Made, Search, common_files, search_begun
from generator.search.indexed import indexed, pack
from generator.search.pieces import FOLDER
from generator.settings import Settings
from generator.views.also import also_of
from generator.views.plan import plan, planned
from generator.views.scene import site_scene
from tests.corpora import settings


class Searching(msgspec.Struct, frozen=True):
    """A search, and its files by their paths in the site."""

    search: Search
    files: dict[str, bytes]

    @property
    def entries(self) -> dict[str, dict[str, Any]]:
        """What a browser gets of each document that it found, by name."""
        return {name.rpartition(".")[0]: _json(content) for name, content in self._below("entries/")}

    @property
    def pieces(self) -> dict[str, bytes]:
        """The pieces of the index, by name."""
        return dict(self._below("index/"))

    def _below(self, folder: str) -> Iterable[tuple[str, bytes]]:
        start = FOLDER + folder
        return ((path.removeprefix(start), content) for path, content in self.files.items() if path.startswith(start))


def searching(
    documents: Iterable[Document],
    chosen: Settings | None = None,
    page: str = "search/",
    earlier: Mapping[str, Made] | None = None,
    is_there: bool = True,
) -> Searching:
    """The search of documents; with ``earlier`` shards, whose files are where they were if ``is_there``."""
    chosen = chosen or settings()
    found = (indexed(document, chosen.form) for document in documents)
    contents = dict(pack(one) for one in found if one is not None)
    files: dict[str, bytes] = {}

    def put(given: Mapping[str, bytes]) -> dict[str, Mark]:
        files.update(given)
        return {path: Mark(len(content), "") for path, content in given.items()}

    search = search_begun(
        contents,
        lambda _, keys: [contents[key] for key in keys],
        chosen,
        Pool(processes=1),
        put,
        lambda _: is_there,
        earlier or {},
    )()
    return Searching(search, files | common_files(search, msgspec.structs.replace(chosen, search=page)))


def documents_in(corpus: Corpus, chosen: Settings) -> list[Document]:
    """What can be found on the generated pages of a corpus that may be shown."""
    scene = site_scene(corpus, chosen)
    pages = zip(planned(corpus), plan(corpus, chosen), strict=True)
    return [
        document
        for it, page in pages
        for document in documents_of(page, also_of(scene, it.kind, it.name, page.view), chosen)
    ]


def _json(content: bytes) -> dict[str, Any]:
    """A piece as it is, or one that hands itself over."""
    text = content.decode()
    is_script = text.startswith("briefpress.")
    found: dict[str, Any] = json.loads(text[text.index(",") + 1 : text.rindex(")")] if is_script else text)
    return found
