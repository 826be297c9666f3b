"""The form of a site: pages in folders for a web server, or pages as files for a disk. Only this says in which file a page lies."""

from functools import lru_cache
from typing import Literal

from generator.names import is_device

Form = Literal["folders", "files"]
"""``folders``: a page is ``topics/x/index.html``, and links to it end in a slash. ``files``: it is ``topics/x.html``, and links name
the file, so that a browser finds it without a server."""


def file_of(address: str, form: Form) -> str:
    """The file of a page, below the site's root: an address ends in a slash, or is the file itself."""
    if address and not address.endswith("/"):
        return address if form == "folders" else _on_disk(address)
    if form == "folders" or not address:
        return f"{address}index.html"
    return _flat(address)


def in_folders(file: str) -> str:
    """The file in which a page made from Markdown lies in the other form: ``about.html`` is ``about/index.html`` there."""
    is_index = file == "index.html" or file.endswith("/index.html")
    return file if is_index else f"{file.removesuffix('.html')}/index.html"


def root_of(file: str) -> str:
    """The way from a file to the site's root: ``../`` for each folder that it lies in."""
    return "../" * file.count("/")


@lru_cache(maxsize=4096)
def _on_disk(file: str) -> str:
    """The path of a file whose folder may have a name that Windows keeps for a device."""
    *folders, name = file.split("/")
    return "/".join([*(f"{folder}_" if is_device(folder) else folder for folder in folders), name])


@lru_cache(maxsize=65_536)
def _flat(address: str) -> str:
    """No id has an underscore, so the stem of one page never becomes that of another."""
    folder, slash, stem = address[:-1].rpartition("/")
    # Windows holds no file of a device's name, whatever its ending; and an index is the first page of its folder.
    taken = is_device(stem) or stem == "index"
    return f"{folder}{slash}{stem}{'_' if taken else ''}.html"
