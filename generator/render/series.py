"""The figures of an indicator in sentences: what their chart says, for whoever doesn't see it, and for everybody else."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

from generator.render.amounts import amount
from generator.render.chart import NATURES
from generator.render.labels import NN_
from generator.render.marks import high_of, low_of, numbered, short_name, when_of
from generator.render.moments import period, plain_number
from generator.render.words import Words, tongue
from generator.views.values import FigureView, ListedItem, Named

_COUNTED: Final = {
    "observed": NN_("%(number)s observation", "%(number)s observations"),
    "estimate": NN_("%(number)s estimate", "%(number)s estimates"),
    "claim": NN_("%(number)s claim", "%(number)s claims"),
    "forecast": NN_("%(number)s forecast", "%(number)s forecasts"),
    "target": NN_("%(number)s target", "%(number)s targets"),
    "plain": NN_("%(number)s of no stated nature", "%(number)s of no stated nature"),
}

_ALIKE: Final = NN_("%(number)s figure: %(first)s.", "%(number)s figures of the same value, the first: %(first)s.")
_APART: Final = NN_(
    "%(number)s figure, from %(lowest)s to %(highest)s.", "%(number)s figures, from %(lowest)s to %(highest)s."
)
_WITHOUT: Final = NN_(
    "%(number)s figure gives no number and stands only in the table.",
    "%(number)s figures give no number and stand only in the table.",
)


def sentences(series: Sequence[ListedItem], unit: str, words: Words) -> tuple[Markup, ...]:
    """How many figures there are, from which to which, what the latest says, of what nature they are, and how many have no number."""
    found = numbered(series)
    said = [*_range(found, unit, words), *_natures(found, words)] if found else []
    if without := len(series) - len(found):
        said.append(_count(words, _WITHOUT, without))
    return tuple(said)


def _range(found: list[tuple[ListedItem, FigureView]], unit: str, words: Words) -> list[Markup]:
    lowest = min(found, key=lambda one: low_of(one[1]))
    highest = max(found, key=lambda one: high_of(one[1]))
    first, latest = found[0], found[-1]
    if len(found) == 1 or low_of(lowest[1]) == high_of(highest[1]):
        return [_count(words, _ALIKE, len(found), first=_said(*first, unit, words))]
    values = {"lowest": _said(*lowest, unit, words), "highest": _said(*highest, unit, words)}
    sentence = _count(words, _APART, len(found), **values)
    if latest is highest:
        return [sentence, words.say("The highest is also the latest.")]
    if latest is lowest:
        return [sentence, words.say("The lowest is also the latest.")]
    return [sentence, words.say("The latest is %(latest)s.", latest=_said(*latest, unit, words))]


def _natures(found: list[tuple[ListedItem, FigureView]], words: Words) -> list[Markup]:
    counts = Counter(figure.nature or "plain" for _, figure in found)
    if set(counts) == {"plain"} or len(found) == 1:
        return []
    parts = Markup(", ").join(_count(words, _COUNTED[nature], counts[nature]) for nature in NATURES if counts[nature])
    return [words.say("Of what nature: %(natures)s.", natures=parts)]


def _count(words: Words, messages: tuple[str, str], total: int, **values: Markup) -> Markup:
    return words.count(*messages, total, number=plain_number(str(total), words.locale), **values)


def _said(entry: ListedItem, figure: FigureView, unit: str, words: Words) -> Markup:
    """A figure with its day and who says so: “about 10,000 (28 October 2024, Pentagon)”."""
    number = amount(figure, words)
    if unit:
        number = Markup("{}\u00a0{}").format(number, unit)
    about = [
        period(when_of(entry, figure), words.locale),
        *(_name(named, words) for named in figure.attributed_to),
    ]
    return Markup("{} ({})").format(number, Markup(", ").join(about))


def _name(named: Named, words: Words) -> Markup:
    attributes = tongue(named.name.lang, words.lang)
    name = escape(short_name(named))
    return Markup("<span{}>{}</span>").format(attributes, name) if attributes else name
