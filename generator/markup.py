"""Inline Markdown: the one function through which markup passes, for its links, its plain words and its HTML.

Emphasis, strong, code and links (CommonMark 0.31, read by markdown-it-py) and the backslash that takes their meaning
away; whatever else a text holds (HTML, images, blocks, entities) is shown as the characters that it is.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token
from markupsafe import Markup, escape

_SPECIAL = re.compile(r"[*_`<\[\\]")
_MAY_LINK = re.compile(r"\]\(|<[A-Za-z]")
_PAIR = re.compile(r"\[[^\[\]]*\]")
MAXIMUM_LOOSE_BRACKETS = 50
"""With more opening brackets that no closing one follows at once, a text has no links: the search would take minutes."""
_TAGS = {"em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>", "strong_close": "</strong>"}


def _image_as_text(state: StateInline, silent: bool) -> bool:
    """An image is shown as the characters that it is: taken whole, before its brackets are read as a link."""
    start = state.pos
    if not state.src.startswith("![", start) or not image(state, True):
        return False
    if not silent:
        token = state.push("text", "", 0)
        token.content = state.src[start : state.pos]
    return True


@lru_cache(maxsize=2)
def _parser(with_brackets: bool) -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "backticks", "autolink", "escape"])
    if with_brackets:
        parser.enable("link").inline.ruler.before("link", "image_as_text", _image_as_text)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # targets are checked by the contract's rule
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _tokens(text: str) -> list[Token]:
    with_brackets = "](" in text and text.count("[") - len(_PAIR.findall(text)) <= MAXIMUM_LOOSE_BRACKETS
    return _parser(with_brackets).parseInline(text)[0].children or []


def marks(text: str) -> int:
    """How many characters of a markup text could be marks: what reading it costs."""
    return len(_SPECIAL.findall(text))


def is_plain(text: str) -> bool:
    """Whether a markup text has no marks at all: its HTML is the text itself, escaped."""
    return not _SPECIAL.search(text)


def links(text: str) -> tuple[str, ...]:
    """The targets of the links in a markup text, in order."""
    return _links(text) if "](" in text or "<" in text else ()


@lru_cache(maxsize=256)
def _links(text: str) -> tuple[str, ...]:
    if not _MAY_LINK.search(text):
        return ()
    return tuple(str(token.attrs["href"]) for token in _tokens(text) if token.type == "link_open")


def plain(text: str) -> str:
    """The words of a markup text without its marks."""
    if is_plain(text):
        return text
    return "".join("\n" if token.type in ("softbreak", "hardbreak") else token.content for token in _tokens(text))


def html(text: str, address_of: Callable[[str], str], words_of: Callable[[str], Markup] = escape) -> Markup:
    """The HTML of a markup text; ``address_of`` turns a link's target into an address of the page; a link without one is its words.
    ``words_of`` turns words into HTML, those of links and code aside."""
    if is_plain(text):
        return words_of(text)
    made, is_link = [], False
    for token in _tokens(text):
        is_link = token.type == "link_open" or (is_link and token.type != "link_close")
        is_words = token.type == "text" and not is_link
        made.append(words_of(token.content) if is_words else _html(token, address_of))
    return Markup("").join(made)


def _html(token: Token, address_of: Callable[[str], str]) -> Markup:
    if token.type == "code_inline":
        return Markup("<code>{}</code>").format(token.content)
    if token.type == "link_open":
        title = Markup(' title="{}"').format(token.attrs["title"]) if token.attrs.get("title") else ""
        address = address_of(str(token.attrs["href"]))
        return Markup('<a href="{}"{}>').format(address, title) if address else Markup("<a{}>").format(title)
    if token.type == "link_close":
        return Markup("</a>")
    if token.type in ("softbreak", "hardbreak"):
        return Markup("\n")
    return Markup(_TAGS[token.type]) if token.type in _TAGS else escape(token.content)
