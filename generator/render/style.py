"""The style of a page that stands alone: the site's own, with the fonts inside, but only those that its text needs."""

import re
from base64 import b64encode
from functools import lru_cache
from typing import Final

import msgspec
from markupsafe import Markup

from generator.render.environment import TEMPLATES
from generator.stylesheet import plain

ASSETS: Final = TEMPLATES.parent / "theme" / "assets"
_STYLES: Final = ASSETS / "styles"
_SHEETS: Final = (
    *(_STYLES / f"{name}.css" for name in ("base", "items", "lists", "charts", "claims", "dossiers", "aids", "print")),
    TEMPLATES / "export.css",
)
_FACE: Final = re.compile(r"@font-face \{.*?\n\}", re.DOTALL)
_NAME: Final = re.compile(r'font-family: "([^"]+)"')
_FONT_FILE: Final = re.compile(r'url\("([^"]+)"\)')
_RANGE: Final = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


class Face(msgspec.Struct, frozen=True):
    """A rule of ``fonts.css``: one file of a font."""

    rule: str
    name: str
    is_italic: bool
    characters: frozenset[str]


def style_for(text: str, has_italics: bool, names: dict[str, str]) -> Markup:
    """The style sheet for a page with this text. ``names`` are texts that the sheet prints in the margins of a sheet of paper."""
    faces = [face for face in _needed(frozenset(text)) if has_italics or not face.is_italic]
    margins = "".join(f"  --bp-{name}: {css_string(words)};\n" for name, words in names.items())
    sheet = "".join(_inlined(face.rule) for face in faces) + _sheets() + f":root {{\n{margins}}}\n"
    return Markup(sheet)  # ours; the one thing that is not is a CSS string


def css_string(text: str) -> str:
    """The text as a string of CSS: all but plain letters, digits and spaces are written as their numbers."""
    escaped = (c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):06x}" for c in text if c != "\0")
    return f'"{"".join(escaped)}"'


def _needed(characters: frozenset[str]) -> list[Face]:
    """The faces that a browser would load: for each character the last face of a font that has it."""
    needed: list[Face] = []
    left: dict[tuple[str, bool], frozenset[str]] = {}
    for face in reversed(_faces()):
        font = (face.name, face.is_italic)
        if found := face.characters & left.setdefault(font, characters):
            needed.append(face)
            left[font] -= found
    return needed


@lru_cache(maxsize=1)
def _faces() -> tuple[Face, ...]:
    rules = _FACE.findall((_STYLES / "fonts.css").read_text(encoding="utf-8"))
    return tuple(Face(rule, _NAME.findall(rule)[0], "font-style: italic" in rule, _characters(rule)) for rule in rules)


def _characters(rule: str) -> frozenset[str]:
    ranges = _RANGE.findall(rule.partition("unicode-range:")[2])
    return frozenset(chr(c) for first, last in ranges for c in range(int(first, 16), int(last or first, 16) + 1))


@lru_cache(maxsize=16)
def _inlined(rule: str) -> str:
    def data(match: re.Match[str]) -> str:
        return f'url("data:font/woff2;base64,{b64encode((ASSETS / match[1]).read_bytes()).decode()}")'

    return _FONT_FILE.sub(data, rule) + "\n"


@lru_cache(maxsize=1)
def _sheets() -> str:
    return plain("".join(path.read_text(encoding="utf-8") for path in _SHEETS))
