"""The small chart beside a figure: those nearest to it in its series, as dots without words."""

from decimal import Decimal

import msgspec

from generator.render.marks import high_of, low_of
from generator.render.moments import plain_number
from generator.render.scales import around, extent
from generator.render.words import Words
from generator.views.values import FigureView

_WIDTH, _HEIGHT = 120, 44
_LEFT, _TOP = 6, 6


class Sparkline(msgspec.Struct, frozen=True):
    """What there is to draw, in a field of 120 × 44."""

    solid: str
    """The places of dots, as a path."""
    hollow: tuple[tuple[float, float], ...]
    """Those of forecasts and targets."""
    own: tuple[float, float]
    is_hollow: bool
    """Whether the own one is among them."""
    total: int
    lowest: str
    highest: str


def sparkline_of(figure: FigureView, words: Words) -> Sparkline:
    """The small chart of a figure that has others nearby."""
    points = figure.nearby
    bounds = [(low_of(point), high_of(point)) for point in points]
    lowest, highest = min(low for low, _ in bounds), max(high for _, high in bounds)
    # As in the large chart zero is in it, unless that would leave the dots no room.
    is_wide = 4 * (highest - lowest) > max(abs(lowest), abs(highest))
    base, top = (min(lowest, Decimal(0)), max(highest, Decimal(0))) if is_wide else (lowest, highest)
    times = [extent(point.when) for point in points]
    whole = around(times)
    across, down = (_WIDTH - 2 * _LEFT) / (whole.end - whole.start), (_HEIGHT - 2 * _TOP) / float(top - base or 1)
    dots = [
        (
            round(_LEFT + across * (time.middle - whole.start), 1),
            round(_HEIGHT - _TOP - down * float((low + high) / 2 - base), 1),
        )
        for time, (low, high) in zip(times, bounds, strict=True)
    ]
    hollow = tuple(dot for dot, point in zip(dots, points, strict=True) if point.nature in ("forecast", "target"))
    own = dots[figure.place]
    solid = "".join(f"M{x:g} {y:g}h0" for x, y in dict.fromkeys(dots) if (x, y) not in hollow)
    said = (plain_number(format(number, "f"), words.locale) for number in (lowest, highest))
    return Sparkline(solid, hollow, own, own in hollow, len(dots), *said)
