"""Whether a finished site is what the table compares: every text and anchor of a briefing on its page, and an index of them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from tests.bench.corpus import Document
from tests.bench.peers.peer import SITE, Corpus, Peer, items_of

_NOT_SAID: Final = frozenset(
    {"id", "date", "as_of", "lang", "kind", "status", "nature", "precision", "reliability", "value", "confidence"}
    | {"likelihood", "stance", "attributed_to", "by", "speaker", "indicator", "source", "updates", "answers", "topics"}
)
"""Words of the contract and references: a page may say them in words of its own."""


class DishonestError(Exception):
    """A site lacks what it should hold; the message says what."""


def check_site(peer: Peer, folder: Path, corpus: Corpus) -> None:
    """DishonestError when the first, the middle or the last briefing is not whole on its page, or cannot be searched."""
    site = folder / SITE
    for place in (0, len(corpus.documents) // 2, -1):
        check_page(page_of(site, corpus.documents[place][0]), corpus.documents[place][1])
    if not peer.is_searchable(site, len(corpus.documents)):
        raise DishonestError("the index of the search does not hold every briefing")


def check_page(html: str, document: Document) -> None:
    """DishonestError when a text, an anchor or a link of the briefing is not on its page."""
    page = _Page(html)
    for text in _texts(document):
        if _even(text) not in page.text:
            raise DishonestError(f"a page lacks “{text}”")
    for item in items_of(document):
        if item["id"] not in page.ids:
            raise DishonestError(f"a page has no anchor “{item['id']}”")
        for reference in (item.get("updates"), *item.get("answers", [])):
            if reference and not any(link.endswith(reference.replace("#", "/#")) for link in page.links):
                raise DishonestError(f"a page has no link to “{reference}”")
    if missing := {source["url"] for source in document["sources"]} - page.links:
        raise DishonestError(f"a page has no link to the sources {', '.join(missing)}")


def page_of(site: Path, briefing_id: str) -> str:
    """A briefing's page in a finished site."""
    return (site / "briefings" / briefing_id / "index.html").read_text("utf-8")


class _Page(HTMLParser):
    """A page's words, anchors and links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self._words: list[str] = []
        self.feed(html)
        self.text = _even("".join(self._words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name == "href":
                self.links.add(value or "")

    def handle_data(self, data: str) -> None:
        self._words.append(data)


def _texts(document: Document) -> Iterator[str]:
    for key, value in document.items():
        if isinstance(value, dict):
            yield from _texts(value)
        elif isinstance(value, list):
            for entry in value:
                if isinstance(entry, dict):
                    yield from _texts(entry)
                elif key == "authors":
                    yield entry
        elif key not in _NOT_SAID and key != "url":
            yield value


def _even(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
