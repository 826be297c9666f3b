"""Links within the site: what a page points to, and whether it is there."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape
from pathlib import Path
from posixpath import normpath
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

from generator.problem import Problem
from generator.sources import line_of, source_name, source_of

_TAG: Final = re.compile(r"""<[a-zA-Z](?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE: Final = re.compile(r"""\s(href|src|id|name|poster)=(?:"([^"]*)"|'([^']*)')""")
_RENDERED: Final = re.compile(r"""="(?:(?<=\sid=")([^"]*)|(?:(?<=\shref=")|(?<=\ssrc="))([^"]*))\"""")
"""Starts with characters that can be searched for fast; what must stand before them is looked at afterwards."""
_RAW: Final = re.compile(r"<(script|style)\b([^>]*)>.*?</\1\s*>|<!--.*?-->", re.I | re.S)


class Anchors(msgspec.Struct, frozen=True):
    """What a page offers to links, and where its own links lead."""

    ids: tuple[str, ...]
    targets: tuple[str, ...]
    """Each a path below the site's root, with the fragment if there is one: ``topics/x/index.html#y``."""


class Broken(msgspec.Struct, frozen=True, order=True):
    """A link that leads nowhere."""

    page: str
    """The first page that has it."""
    target: str
    others: int
    """How many other pages have it."""


def anchors_of(html: str, address: str, site_url: str = "") -> Anchors:
    """The ids of a page (or a piece of one) that stands at an address, and every place of the site that it links to.

    Only within tags: what looks like a link in the text is text.
    """
    ids: dict[str, None] = {}
    targets: dict[str, None] = {}
    for tag in _TAG.findall(_RAW.sub(r"<\1\2>", html)):
        for name, double, single in _ATTRIBUTE.findall(tag):
            value = unescape(double or single)
            if name in ("id", "name"):
                if name == "id" or tag.startswith("<a "):
                    ids[value] = None
            elif target := resolve(value, address, site_url):
                targets[target] = None
    return Anchors(tuple(ids), tuple(targets))


def anchors_of_rendered(markup: str, address: str, site_url: str) -> Anchors:
    """The same of what the generator itself has rendered: text in it has no quotation mark that isn't escaped, so no tag is sought."""
    ids: dict[str, None] = {}
    targets: dict[str, None] = {}
    for name, link in _RENDERED.findall(markup):
        if name:
            ids[name] = None
        elif target := resolve(unescape(link), address, site_url):
            targets[target] = None
    return Anchors(tuple(ids), tuple(targets))


def resolve(link: str, address: str, site_url: str = "") -> str:
    """The file in the site that a link on a page leads to, with its fragment; empty for one that leads elsewhere."""
    if site_url and link.startswith(site_url):
        link = urlsplit(site_url).path + link.removeprefix(site_url)
    elif link.startswith("#"):
        return f"{file_of(address)}#{unquote(link[1:])}" if len(link) > 1 else ""
    elif "://" in link:
        return ""
    # Pages of one depth reach a place by the same words from the root on: those are worked out once.
    depth = address.count("/")
    return _resolve(link, "-/" * depth if link.startswith("../" * depth) else address, site_url)


@lru_cache(maxsize=65_536)
def _resolve(link: str, address: str, site_url: str) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not link:
        return ""
    path = unquote(parts.path)
    if path.startswith("/"):
        base = urlsplit(site_url).path or "/"
        path = base if f"{path}/" == base else path
        if not path.startswith(base):
            return ""
        path, address = f"./{path.removeprefix(base)}", ""
    place = _file(path, address)
    return f"{place}#{unquote(parts.fragment)}" if parts.fragment else place


def _file(path: str, address: str) -> str:
    """The file that a server gives for a path on a page."""
    if not path:
        return file_of(address)
    folder = address[: address.rfind("/") + 1]
    is_folder = path.endswith("/") or path.rsplit("/", 1)[-1] in (".", "..")
    joined = normpath(f"{folder}{path}").removeprefix("./")
    if joined == ".":
        return "index.html"
    return f"{joined}/index.html" if is_folder else joined


def file_of(address: str) -> str:
    """The file of a page: an address ends in a slash, or is the file itself."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def broken_links(pages: Mapping[str, Iterable[Anchors]], files: Iterable[str]) -> list[Broken]:
    """Every place that a page (by its file) links to and that is no file of the site, or no id of its page. Sorted."""
    there = set(files)
    ids = {page: {name for part in parts for name in part.ids} for page, parts in pages.items()}
    good: set[str] = set()
    broken: dict[str, list[str]] = {}
    for page, parts in pages.items():
        for target in (target for part in parts for target in part.targets):
            if target in good:
                continue
            if target not in broken and _is_there(target, there, ids):
                good.add(target)
            else:
                broken.setdefault(target, []).append(page)
    return sorted(Broken(pages[0], target, len(pages) - 1) for target, pages in broken.items())


def _is_there(target: str, files: set[str], ids: Mapping[str, set[str]]) -> bool:
    path, _, fragment = target.partition("#")
    if path not in files:
        # A server sends a reader of "a/b" on to "a/b/".
        path = f"{path}/index.html"
    if path not in files:
        return False
    return not fragment or fragment == "top" or path not in ids or fragment in ids[path]


def link_problem(link: Broken, docs: Path) -> Problem:
    """Told of the hand-written file where there is one, at the line that seems to hold the link."""
    path, _, fragment = link.target.partition("#")
    place = f"{path.removesuffix('index.html')}{f'#{fragment}' if fragment else ''}"
    also = f"; so do {link.others} other pages" if link.others else ""
    message = f"the page links to “{place}”, which the site doesn't have{also}"
    name = source_name(link.page, docs) or link.page.removesuffix("index.html")
    line = line_of(fragment or path.removesuffix("/index.html").rsplit("/", 1)[-1], source_of(link.page, docs))
    return Problem(name, line, 1, "broken-link", "error", "", message)
