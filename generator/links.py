"""Links within the site: what a page points to, and whether it is there."""

import re
from array import array
from collections.abc import Callable, Container, Iterable, Mapping
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from posixpath import normpath
from typing import Final
from urllib.parse import quote, unquote, urlsplit

import msgspec

from generator.form import Form, in_folders, root_of
from generator.problem import Problem
from generator.sources import line_of, source_name, source_of

_TAG: Final = re.compile(r"""<[a-zA-Z](?:[^"'<>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE: Final = re.compile(r"""\s(href|src|id|name|poster)=(?:"([^"]*)"|'([^']*)')""")
_RENDERED: Final = re.compile(r"""="(?:(?<=\sid=")([^"]*)|(?:(?<=\shref=")|(?<=\ssrc="))([^"]*))\"""")
"""Starts with characters that can be searched for fast; what must stand before them is looked at afterwards."""
_USUAL: Final = re.compile(r"((?:[a-z0-9_-]+/)+)((?:#[a-z0-9_-]+)?)")
"""What follows the way to the root in most links: nothing in it stands for anything else."""
_HREF: Final = re.compile(r"""(<a(?=\s)(?:[^"'<>]|"[^"]*"|'[^']*')*?\shref=)(?:"([^"]*)"|'([^']*)')""")
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


def anchors_of(html: str, file: str, site_url: str = "", form: Form = "folders") -> Anchors:
    """The ids of a page (or a piece of one), which lies in a file of the site, and every place of the site that it links to.

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
            elif target := resolve(value, file, site_url, form):
                targets[target] = None
    return Anchors(tuple(ids), tuple(targets))


def anchors_of_rendered(markup: str, file: str, site_url: str, form: Form = "folders") -> Anchors:
    """The same of what the generator itself has rendered: text in it has no quotation mark that isn't escaped, so no tag is sought."""
    ids: dict[str, None] = {}
    targets: dict[str, None] = {}
    for name, link in dict.fromkeys(_RENDERED.findall(markup)):
        if name:
            ids[name] = None
        elif target := resolve(unescape(link), file, site_url, form):
            targets[target] = None
    return Anchors(tuple(ids), tuple(targets))


def resolve(link: str, page: str, site_url: str = "", form: Form = "folders") -> str:
    """The file in the site that a link on a page (by its file) leads to, with its fragment; empty for one that leads elsewhere.

    On a disk nothing stands in for a folder or for the root of a host: such a link gives a path that no site has.
    """
    if site_url and link.startswith(site_url):
        if form == "files":
            return ""  # from a reader's disk that is elsewhere: the site on its host
        link = urlsplit(site_url).path + link.removeprefix(site_url)
    elif link.startswith("#"):
        return f"{page}#{unquote(link[1:])}" if len(link) > 1 else ""
    elif "://" in link:
        return ""
    # Pages of one depth reach a place by the same words from the root on: those are worked out once.
    depth = page.count("/")
    if form == "folders" and (usual := _USUAL.fullmatch(link, 3 * depth)) and link.startswith("../" * depth):
        return f"{usual[1]}index.html{usual[2]}"
    return _resolve(link, "-/" * depth if link.startswith("../" * depth) else page, site_url, form)


@lru_cache(maxsize=8_192)
def _resolve(link: str, page: str, site_url: str, form: Form) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not link:
        return ""
    path = unquote(parts.path)
    if path.startswith("/"):
        if form == "files":
            return path
        base = urlsplit(site_url).path or "/"
        path = base if f"{path}/" == base else path
        if not path.startswith(base):
            return ""
        path, page = f"./{path.removeprefix(base)}", ""
    place = _file(path, page, form)
    return f"{place}#{unquote(parts.fragment)}" if parts.fragment else place


def _file(path: str, page: str, form: Form) -> str:
    """The file that a server gives for a path on a page."""
    if not path:
        return page
    folder = page[: page.rfind("/") + 1]
    is_folder = path.endswith("/") or path.rsplit("/", 1)[-1] in (".", "..")
    joined = normpath(f"{folder}{path}").removeprefix("./")
    if is_folder and form == "files":
        return f"{joined}/"
    if joined == ".":
        return "index.html"
    return f"{joined}/index.html" if is_folder else joined


def name_files(html: str, file: str, files: Mapping[str, str], site_url: str) -> str:
    """A page of a site of files, whose own links to folders lead to files now.

    An engine names the files of the pages that it knows. It doesn't know the generated ones, so a hand-written page links to them
    by their addresses. ``files`` has, for each page's file in a site of folders, the one in this site.
    """
    here = in_folders(file)

    def named(match: re.Match[str]) -> str:
        link = unescape(match[2] or match[3] or "")
        if "://" in link or link.startswith("#") or link.partition("#")[0].endswith(".html"):
            return match[0]
        target, hash_sign, fragment = resolve(link, here, site_url).partition("#")
        found = files.get(target) or files.get(f"{target}/index.html")
        if not found:
            return match[0]
        return f'{match[1]}"{root_of(file)}{quote(found)}{hash_sign}{escape(quote(fragment))}"'

    return _HREF.sub(named, html)


class Strings:
    """Strings by number: ten thousand pages link to the same places, each of which is kept once."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts = list(texts)
        self._numbers = {text: number for number, text in enumerate(self.texts)}

    def pack(self, texts: Iterable[str]) -> bytes:
        """Numbers in place of strings; new ones are taken up."""
        found = array("I")
        for text in texts:
            number = self._numbers.get(text)
            if number is None:
                number = self._numbers[text] = len(self.texts)
                self.texts.append(text)
            found.append(number)
        return found.tobytes()

    def unpack(self, numbers: bytes) -> list[str]:
        """The strings of numbers."""
        return [self.texts[number] for number in memoryview(numbers).cast("I")]

    def number(self, text: str) -> int | None:
        """The number of a string; None for one that never came."""
        return self._numbers.get(text)


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """Anchors, as numbers of strings."""

    ids: bytes
    targets: bytes


def broken_links(
    asked: Iterable[str],
    parts: Callable[[str], tuple[Packed, ...]],
    pages: Container[str],
    files: Container[str],
    strings: Strings,
    form: Form = "folders",
) -> list[Broken]:
    """Every place that one of the pages asked for (by its file) links to and that is no file of the site, or no id of its page.
    Sorted. ``parts`` gives the anchors of any of the pages."""
    asked = list(asked)
    targets: set[int] = set()
    for page in asked:
        for part in parts(page):
            targets.update(memoryview(part.targets).cast("I"))
    lost = {target for target in targets if not _is_there(strings.texts[target], parts, pages, files, strings, form)}
    broken: dict[int, list[str]] = {}
    for page in asked if lost else ():
        found = dict.fromkeys(target for part in parts(page) for target in memoryview(part.targets).cast("I"))
        for target in found:
            if target in lost:
                broken.setdefault(target, []).append(page)
    return sorted(Broken(names[0], strings.texts[target], len(names) - 1) for target, names in broken.items())


def _is_there(
    target: str,
    parts: Callable[[str], tuple[Packed, ...]],
    pages: Container[str],
    files: Container[str],
    strings: Strings,
    form: Form,
) -> bool:
    path, _, fragment = target.partition("#")
    if path not in files and path not in pages and form == "folders":
        # A server sends a reader of "a/b" on to "a/b/".
        path = f"{path}/index.html"
    if path not in pages:
        return path in files
    if not fragment or fragment == "top":
        return True
    number = strings.number(fragment)
    return number is not None and any(number in memoryview(part.ids).cast("I") for part in parts(path))


def link_problem(link: Broken, docs: Path, form: Form) -> Problem:
    """Told of the hand-written file where there is one, at the line that seems to hold the link."""
    path, _, fragment = link.target.partition("#")
    place = f"{path.removesuffix('index.html')}{f'#{fragment}' if fragment else ''}"
    also = f"; so do {link.others} other pages" if link.others else ""
    message = f"the page links to “{place}”, which the site doesn't have{also}"
    name = source_name(link.page, docs, form) or link.page.removesuffix("index.html")
    source = source_of(link.page, docs, form)
    line = line_of(fragment or path.removesuffix("/index.html").rstrip("/").rsplit("/", 1)[-1], source)
    return Problem(name, line, 1, "broken-link", "error", "", message)
