"""What a store should tell browsers of a file: its type, and how long they may keep it. Both follow from the path alone."""

import re
from mimetypes import MimeTypes
from typing import Final

_TYPES: Final = MimeTypes()
"""Python's own table: that of the machine would give another site on another machine."""
_OURS: Final = {
    ".facets": "application/octet-stream",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".zip": "application/zip",
}
"""What versions of Python know differently, or not at all."""
_NAMED_BY_CONTENT: Final = re.compile(
    r"(?:[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*/)?"  # the folder of a language
    r"assets/(?:search/index/[^/]+_[0-9a-f]{7,}\.\w+|(?:stylesheets|javascripts)/.+\.[0-9a-f]{8}\.min\.(?:css|js))"
)
"""Pieces of the search, and what the engines name so. Elsewhere eight digits may be a date. The entries of the search have too few:
two versions of one may share a name."""


def content_type(path: str) -> str:
    """The media type of a file; text is UTF-8."""
    known = next((known for ending, known in _OURS.items() if path.lower().endswith(ending)), None)
    if known is None:
        guessed, encoding = _TYPES.guess_type(f"x/{path}")  # a name with a colon is no address
        known = guessed if guessed and not encoding else "application/octet-stream"
    return f"{known}; charset=utf-8" if known.startswith("text/") else known


def cache_control(path: str) -> str:
    """Kept for ever when another content has another name; else kept, but asked for again each time."""
    return "public, max-age=31536000, immutable" if is_named_by_content(path) else "no-cache"


def is_named_by_content(path: str) -> bool:
    """Whether the path has a hash of what is in the file."""
    return _NAMED_BY_CONTENT.fullmatch(path) is not None
