"""Everything that a site's search consists of, made once for the same documents."""

import msgspec

from generator.search.documents import Document
from generator.search.index import FOLDER, search_files
from generator.search.interface import interface_files
from generator.settings import Settings


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
    scripts = {FOLDER + name: content for name, content in interface_files(documents, page, settings).items()}
    return Search(documents, page, search_files(documents, settings.form) | scripts)
