"""One briefing as a file that travels: everything inside, no script, and nothing that is asked of anybody."""

from html.parser import HTMLParser

import msgspec
from markupsafe import Markup

from generator.pages import Page
from generator.policy import with_policy
from generator.render.environment import filled
from generator.render.filters import cut
from generator.render.head import head_names
from generator.render.labels import tlp_label
from generator.render.links import is_web
from generator.render.page import content_of
from generator.render.speech import names
from generator.render.style import style_for
from generator.render.words import words_for
from generator.settings import Settings

_RUNNING_TITLE = 90


class Piece(msgspec.Struct, frozen=True):
    """Some words of a licence, and where they lead; empty where they lead nowhere."""

    words: str
    address: str


def render_file(page: Page, settings: Settings) -> str:
    """The page of a briefing as one HTML document.

    Its links to other pages of the site are absolute; where the site's address is not known, they are plain words.
    """
    view, root = page.view, settings.url or None
    words = words_for(view.lang, settings.language)
    spoken = names(words, root, glossary=settings.glossary, stands_alone=True)
    content = content_of(page, words, spoken, settings)
    licence = pieces_of(settings.copyright)
    document = {
        **spoken,
        **head_names(page, settings, spoken["href"], view.lang),
        "view": view,
        "site_lang": settings.language,
        "content": content,
        "today": settings.today.isoformat(),
        "licence": licence,
    }
    printed = {
        "title": cut(view.title, _RUNNING_TITLE),
        "tlp": tlp_label(view.tlp),
        "site": settings.name,
    }
    # What is printed around the content is short, and may hold a letter that the content doesn't.
    text = Markup(filled("export", words.catalog, {**document, "style": Markup("")})).unescape()
    style = style_for(text, "<em>" in content, printed)
    return with_policy(filled("export", words.catalog, {**document, "style": style}), stands_alone=True)


def pieces_of(html: str) -> list[Piece]:
    """The words and links of a little HTML that the site's owner wrote: no tag of it comes into the file."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.pieces


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[Piece] = []
        self._address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            address = dict(attrs).get("href") or ""
            self._address = address if is_web(address) else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._address = ""

    def handle_data(self, data: str) -> None:
        self.pieces.append(Piece(data, self._address))
