"""The small chart beside a figure: those nearest to it in its series, as dots without words."""

from typing import Final

import msgspec
from markupsafe import Markup

from generator.outline import AHEAD
from generator.render.moments import plain_number
from generator.render.scales import Extent, around, extent
from generator.render.series import natures_in_words
from generator.render.words import Words
from generator.views.index import NEARBY
from generator.views.values import FigureView

_WIDTH: Final = 120
_HEIGHT: Final = 44
_EDGE: Final = 6


class Sparkline(msgspec.Struct, frozen=True):
    """What there is to draw, in a field of 120 × 44."""

    solid: str
    """The places of dots, as a path."""
    hollow: tuple[tuple[str, str], ...]
    """Those of forecasts and targets."""
    own: tuple[str, str]
    is_hollow: bool
    """Whether the own one is among them."""
    total: int
    """How many of them tell what was or is."""
    ahead: Markup
    """How many forecasts and targets, in words; empty for none."""
    is_part: bool
    """There may be more of them in the series."""
    lowest: str
    """Of what was or is; of forecasts and targets where there is nothing else."""
    highest: str


def sparkline_of(figure: FigureView, words: Words) -> Sparkline:
    """The small chart of a figure that has others nearby. On thousands of pages, so with quick numbers: a tenth of a pixel is enough."""
    points = figure.nearby
    lows = [point.minimum or point.value or point.maximum for point in points]
    highs = [point.maximum or point.value or point.minimum for point in points]
    ahead = [point.nature in AHEAD for point in points]
    dots = _dots([extent(point.when) for point in points], list(map(float, lows)), list(map(float, highs)))
    hollow = tuple(dot for dot, is_ahead in zip(dots, ahead, strict=True) if is_ahead)
    settled = [place for place, is_ahead in enumerate(ahead) if not is_ahead]
    told = settled or range(len(points))
    return Sparkline(
        "".join([f"M{x} {y}h0" for x, y in dict.fromkeys(dots) if (x, y) not in hollow]),
        hollow,
        dots[figure.place],
        ahead[figure.place],
        len(settled),
        natures_in_words((point.nature for point in points if point.nature in AHEAD), words) if hollow else Markup(),
        len(points) >= NEARBY,
        plain_number(min((lows[place] for place in told), key=float), words.locale),
        plain_number(max((highs[place] for place in told), key=float), words.locale),
    )


def _dots(times: list[Extent], lows: list[float], highs: list[float]) -> list[tuple[str, str]]:
    base, top = min(lows), max(highs)
    # As in the large chart zero is in it, unless that would leave the dots no room.
    if base == top or 4 * (top - base) > max(abs(base), abs(top)):
        base, top = min(base, 0), max(top, 0)
    whole = around(times)
    start, across = whole.start, (_WIDTH - 2 * _EDGE) / (whole.end - whole.start)
    # Fractions of it, for numbers may lie so near that a factor would be infinite.
    room = top - base or 1
    ground, height = _HEIGHT - _EDGE, _HEIGHT - 2 * _EDGE
    return [
        (
            f"{_EDGE + across * ((time.start + time.end) / 2 - start):.1f}",
            f"{ground - height * (((low + high) / 2 - base) / room):.1f}",
        )
        for time, low, high in zip(times, lows, highs, strict=True)
    ]
