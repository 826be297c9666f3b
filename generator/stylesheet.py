"""Our style sheets, each about one thing → one file: a browser shows nothing of a page before it has them all."""

import re
from typing import Final

STYLESHEET: Final = "assets/briefpress.css"
_FOLDER: Final = "assets/styles"
SHEETS: Final = (
    "fonts",
    "chrome",
    "base",
    "items",
    "lists",
    "charts",
    "claims",
    "dossiers",
    "aids",
    "print",
    "search",
    "marking",
)
"""In their order: of two rules of the same weight, the later one holds."""
_COMMENT: Final = re.compile(r"/\*.*?\*/\n*", re.DOTALL)


def with_stylesheet(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a site with one style sheet in the place of those that it is made of; what a site adds to them comes last."""
    sheets = {path: content for path, content in files.items() if path.startswith(f"{_FOLDER}/")}
    if not sheets:
        return files
    known = [f"{_FOLDER}/{name}.css" for name in SHEETS]
    joined = plain("".join(sheets[path].decode() for path in (*known, *sorted(sheets.keys() - set(known)))))
    return {path: content for path, content in files.items() if path not in sheets} | {STYLESHEET: joined.encode()}


def plain(css: str) -> str:
    """Style without its comments."""
    return _COMMENT.sub("", css)
