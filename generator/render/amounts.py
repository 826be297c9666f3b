"""The number of a figure in words: “about 10,000”, “300–400”, “at least 100”."""

from typing import Final

from markupsafe import Markup

from generator.render.labels import N_
from generator.render.moments import number
from generator.render.words import Words
from generator.views.dated_values import Amount
from generator.views.values import FigureView

_PRECISION: Final = {
    "exact": N_("exactly %(number)s"),
    "about": N_("about %(number)s"),
    "at-least": N_("at least %(number)s"),
    "at-most": N_("at most %(number)s"),
}


def amount(figure: FigureView | Amount, words: Words) -> Markup:
    """The number of a figure, with its precision; empty where there is none."""
    bound = ""
    if figure.value:
        digits = number(figure.value, words.locale)
    elif figure.minimum and figure.maximum:
        digits = _range(figure, words)
    elif figure.minimum or figure.maximum:
        digits = number(figure.minimum or figure.maximum, words.locale)
        bound = "at-least" if figure.minimum else "at-most"
    else:
        return Markup("")
    for precision in dict.fromkeys((figure.precision, bound)):
        if precision in _PRECISION:
            digits = words.say(_PRECISION[precision], number=digits)
    return digits


def _range(figure: FigureView | Amount, words: Words) -> Markup:
    """A dash between two numbers, unless it could be taken for the sign of one."""
    low, high = number(figure.minimum, words.locale), number(figure.maximum, words.locale)
    if figure.minimum.startswith("-") or figure.maximum.startswith("-"):
        return words.say("%(low)s to %(high)s", low=low, high=high)
    return words.say("%(low)s–%(high)s", low=low, high=high)
