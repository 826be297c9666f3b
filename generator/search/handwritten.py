"""Hand-written pages → documents: their sections, as the engine has rendered them and before any slot is filled."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Final

from generator.form import Form
from generator.search.documents import Document, Item

_HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SILENT: Final = {"script", "style", "template", "svg", "nav", "noscript"}
_EMPTY: Final = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_BLOCKS: Final = {"dd", "div", "dt", "li", "p", "pre", "table", "td", "th", "tr"}
_SEARCH: Final = re.compile(r"<!--\s*briefpress:\s*search\s*-->")
_NOT_SEARCHED: Final = {"404.html"}


def handwritten_documents(pages: Mapping[str, str], language: str, form: Form = "folders") -> Iterator[Document]:
    """A document for each page that has text of its own; ``pages`` by path, as the engine wrote them."""
    for path, html in sorted(pages.items()):
        if path in _NOT_SEARCHED or _SEARCH.search(html):
            continue
        reader = _Reader()
        reader.feed(html)
        reader.close()
        sections = [(anchor, " ".join(text.split())) for anchor, text in reader.sections]
        title = " ".join(reader.title.split())
        items = tuple(Item("section", text, anchor) for anchor, text in sections if text)
        if title and items:
            yield Document(_address_of(path, form), "page", title, language, "", (Item("page", title), *items))


def search_page(pages: Mapping[str, str], form: Form = "folders") -> str:
    """The address of the page that holds the slot of the search; empty where none does."""
    return next((_address_of(path, form) for path, html in sorted(pages.items()) if _SEARCH.search(html)), "")


def _address_of(path: str, form: Form) -> str:
    """A folder's own page is the folder, where folders are addresses."""
    is_index = form == "folders" and (path == "index.html" or path.endswith("/index.html"))
    return path.removesuffix("index.html") if is_index else path


class _Reader(HTMLParser):
    """Takes the text of the article, section by section; what its state is, is where it stands in the page."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.sections: list[tuple[str, str]] = []
        self._open: list[str] = []
        self._article = 0
        self._silent = 0
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            self._say(" ")
            return
        if tag in _BLOCKS:
            self._say(" ")
        self._open.append(tag)
        names = dict(attrs)
        if self._silent or tag in _SILENT or "headerlink" in (names.get("class") or ""):
            self._silent += 1
        elif tag == "article":
            self._article = self._article or len(self._open)
        elif self._article and tag in _HEADINGS:
            self._heading = tag
            self.sections.append((names.get("id") or "" if tag != "h1" else "", ""))

    def handle_endtag(self, tag: str) -> None:
        # HTML may leave elements open; those end with the one around them.
        while tag in self._open:
            last = self._open.pop()
            if self._silent:
                self._silent -= 1
            elif last in _HEADINGS:
                self._heading = ""
            if len(self._open) < self._article:
                self._article = 0
            if last == tag:
                break
        if tag in _BLOCKS or tag in _HEADINGS:
            self._say(" ")

    def handle_data(self, data: str) -> None:
        self._say(data)

    def _say(self, text: str) -> None:
        if not self._article or self._silent:
            return
        if self._heading == "h1":
            self.title += text
            return
        anchor, before = self.sections.pop() if self.sections else ("", "")
        self.sections.append((anchor, before + text))
