"""Cards as pictures: ink on paper, in few colours, the same bytes from the same words."""

from io import BytesIO
from typing import Final

from PIL import Image

from generator.render.lettering import Face, drawable, width_of, wrapped, write
from generator.render.social_card import HEIGHT, WIDTH, SocialCard

_PAPER: Final = (250, 248, 243)
_INK: Final = (23, 25, 28)
_LEVELS: Final = 8
"""Shades from ink to paper."""
_LABEL_LEVELS: Final = 5
"""Shades from black to a label's colour."""
_SOFT: Final = 64
"""The level of ink of what surrounds a title."""
_HAIRLINE: Final = 190
_MARGIN: Final = 72
_INNER: Final = WIDTH - 2 * _MARGIN
_TITLE: Final = 326
"""The height around which a title stands."""
_FOOT: Final = 573
"""The height on which the words below the title stand."""
_SIZES: Final = ((116, 1), (92, 2), (80, 3), (68, 4), (60, 4))
"""Sizes of titles, each with the most lines that it may take."""
_TLP_COLOURS: Final = {"GREEN": (51, 255, 0), "AMBER": (255, 192, 0), "RED": (255, 43, 43)}
"""Those of TLP 2.0, which stand on black."""


def picture_of(card: SocialCard) -> bytes:
    """A card as a PNG file. Of words that the fonts can't write, it has none."""
    ground = Image.new("L", (WIDTH, HEIGHT), 255)
    _rules(ground)
    site, title, date, counts = (drawable(text) for text in (card.site, card.title, card.date, card.counts))
    _title(ground, title or site)
    if title:
        used = width_of(date, "text", 30)
        write(ground, (WIDTH - _MARGIN - used, 100), date, "text", 30, _SOFT)
        write(ground, (_MARGIN, 100), _line(site, "headline", 38, _INNER - used - 48), "headline", 38, 0)
    write(ground, (_MARGIN, _FOOT), _line(counts if title else date, "text", 30, _INNER - 320), "text", 30, _SOFT)
    image = ground.point([round(level * (_LEVELS - 1) / 255) for level in range(256)])
    if card.tlp:
        label = _label(card.tlp)
        image.paste(label, (WIDTH - _MARGIN - label.width, _FOOT - 36))
    image.putpalette(_palette(card.tlp))
    file = BytesIO()
    image.save(file, "PNG", bits=4, compress_level=6)
    return file.getvalue()


def _rules(ground: Image.Image) -> None:
    right = WIDTH - _MARGIN
    ground.paste(0, (_MARGIN, 126, right, 131))
    ground.paste(_HAIRLINE, (_MARGIN, 522, right, 524))


def _line(text: str, face: Face, size: int, width: float) -> str:
    """As much of a text as one line holds."""
    return wrapped(text, face, size, width, 1)[0][0]


def _title(ground: Image.Image, title: str) -> None:
    """As large as it fits."""
    for size, most in _SIZES:
        lines, is_whole = wrapped(title, "headline", size, _INNER, most)
        if is_whole:
            break
    leading = size * 1.14
    # Capitals are two thirds of a font's size: what is in the middle is what stands on the lines.
    first = _TITLE + (size * 0.66 - leading * (len(lines) - 1)) / 2
    for number, line in enumerate(lines):
        write(ground, (_MARGIN - 2, first + number * leading), line, "headline", size, 0)


def _label(tlp: str) -> Image.Image:
    """The label of the Traffic Light Protocol, in levels behind those of the ink."""
    size, inset = 28, 16
    image = Image.new("L", (round(width_of(tlp, "text", size)) + 2 * inset, 50), 0)
    write(image, (inset, 35), tlp, "text", size, 255)
    return image.point([_LEVELS + round(level * (_LABEL_LEVELS - 1) / 255) for level in range(256)])


def _palette(tlp: str) -> list[int]:
    colour = next((found for name, found in _TLP_COLOURS.items() if name in tlp), (255, 255, 255))
    return [*_ramp(_INK, _PAPER, _LEVELS), *_ramp((0, 0, 0), colour, _LABEL_LEVELS)]


def _ramp(start: tuple[int, ...], end: tuple[int, ...], levels: int) -> list[int]:
    steps = [number / (levels - 1) for number in range(levels)]
    return [round(a + (b - a) * step) for step in steps for a, b in zip(start, end, strict=True)]
