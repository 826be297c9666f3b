"""Words as they are set on a card: which can be drawn, how wide they are, and where their lines end.

Letters are placed one by one, by the same widths in every size, so that no library for shaping text, which one machine has and
another hasn't, decides what a card looks like."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from PIL import Image, ImageDraw, ImageFont

Face = Literal["headline", "text"]
_FONTS: Final = Path(__file__).parent / "fonts"
_UNITS: Final = 1000
"""Widths are measured in this size."""
_LONGEST: Final = 400
"""No more characters are looked at: four lines hold fewer."""
_TWINS: Final = str.maketrans({"\u202f": "\u00a0", "\u2007": "\u00a0", "\u2010": "-", "\u2011": "-"})
"""What looks alike, for characters that the fonts lack."""


def drawable(text: str) -> str:
    """The text as it can be drawn; empty where the fonts lack one of its letters."""
    composed = unicodedata.normalize("NFC", text[: 2 * _LONGEST]).translate(_TWINS)
    plain = "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")
    spaced = re.sub(r"[^\S\u00a0]+", " ", plain).strip()[:_LONGEST]
    return spaced if _characters().issuperset(spaced) else ""


def width_of(text: str, face: Face, size: float) -> float:
    """How wide a line is."""
    return _places(text, face)[-1] * size / _UNITS


def wrapped(text: str, face: Face, size: float, width: float, most: int) -> tuple[list[str], bool]:
    """Lines of about the same width, none of them wider than ``width``; and whether the text is in them, each word whole. Where not
    all of it is, the last line ends in an ellipsis."""
    lines = _broken(text, face, size, width)
    if len(lines) > most:
        return [*lines[: most - 1], _shortened(lines[most - 1], face, size, width)], False
    widest = max(width_of(word, face, size) for word in text.split(" "))
    low, high = max(width / 2, widest), width
    while high - low > size / 4:
        middle = (low + high) / 2
        if len(_broken(text, face, size, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return _broken(text, face, size, high), widest <= width


def write(image: Image.Image, place: tuple[float, float], text: str, face: Face, size: int, level: int) -> None:
    """Draw a line, whose letters stand on the place's height."""
    left, height = place
    for sign, at in zip(text, _places(text, face), strict=False):
        if not sign.isspace():
            mask, aside, above = _letter(sign, face, size)
            image.paste(level, (round(left + at * size / _UNITS) + aside, round(height) + above), mask)


def _broken(text: str, face: Face, size: float, width: float) -> list[str]:
    """Greedily; a word that is wider than a line is broken anywhere. A no-break space is a letter like others."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width_of(longer, face, size) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        if width_of(word, face, size) <= width:
            lines[-1] = word
            continue
        for sign in word:
            if lines[-1] and width_of(f"{lines[-1]}{sign}-", face, size) > width:
                lines[-1] += "-"
                lines.append("")
            lines[-1] += sign
    return lines


def _shortened(line: str, face: Face, size: float, width: float) -> str:
    """The line with an ellipsis, after a whole word where there is one."""
    whole = line
    while line and width_of(f"{line}…", face, size) > width:
        line = line[:-1]
    if line != whole and " " in line:
        line = line.rpartition(" ")[0]
    return f"{line.rstrip(' ,.:;–—-')}…"


@lru_cache(maxsize=256)
def _places(text: str, face: Face) -> tuple[float, ...]:
    """Where each letter of a line begins, and where the last one ends."""
    places, at, before = [], 0.0, ""
    for sign in text:
        at += _kerning().get(before + sign, 0) if face == "headline" else 0
        places.append(at)
        at += _width(sign, face)
        before = sign
    return (*places, at)


@lru_cache(maxsize=2048)
def _width(sign: str, face: Face) -> float:
    return _font(face, _UNITS).getlength(sign)


@lru_cache(maxsize=1024)
def _letter(sign: str, face: Face, size: int) -> tuple[Image.Image, int, int]:
    """Where a letter has ink, and where this begins seen from where the letter stands."""
    font = _font(face, size)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(sign, anchor="ls"))
    mask = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
    ImageDraw.Draw(mask).text((-left, -top), sign, fill=255, font=font, anchor="ls")
    return mask, left, top


@lru_cache(maxsize=32)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / f"{face}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1)
def _characters() -> frozenset[str]:
    """What both fonts have."""
    return frozenset((_FONTS / "characters.txt").read_text("utf-8").rstrip("\n") + " \u00a0")


@lru_cache(maxsize=1)
def _kerning() -> dict[str, int]:
    """How much closer two letters of the headline's font stand than their widths say. The file has in each line the first of two
    letters, a number, and each letter that may be the second."""
    found: dict[str, int] = {}
    for line in (_FONTS / "kerning.txt").read_text("utf-8").splitlines():
        first, closer, others = line.split(" ")
        found |= {first + other: int(closer) for other in others}
    return found
