"""The figures of an indicator in sentences: what their chart says, for whoever doesn't see it, and for everybody else."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from markupsafe import Markup, escape

from generator.outline import AHEAD
from generator.render.amounts import amount
from generator.render.chart import NATURES
from generator.render.labels import N_, NN_
from generator.render.marks import high_of, in_unit, low_of, numbered, short_names
from generator.render.moments import moment, period, plain_number
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

_SOME: Final = NN_("%(number)s figure", "%(number)s figures")
_ALIKE: Final = NN_("%(figures)s: %(first)s.", "%(figures)s of the same value, the first: %(first)s.")
_APART: Final = N_("%(figures)s, from %(lowest)s to %(highest)s.")
_OTHERS: Final = NN_(
    "%(number)s figure has another unit, or none, and stands only in the table.",
    "%(number)s figures have another unit, or none, and stand only in the table.",
)
_WITHOUT: Final = NN_(
    "%(number)s figure gives no number and stands only in the table.",
    "%(number)s figures give no number and stand only in the table.",
)

Numbered = list[tuple[ListedItem, FigureView]]


def sentences(series: Sequence[ListedItem], unit: str, words: Words) -> tuple[Markup, ...]:
    """How many figures there are of what was or is, from which to which, what the latest says, and of what nature they are; what was
    forecast or aimed at; how many have another unit, and how many have no number."""
    found, names = in_unit(series, unit), short_names(series)
    settled = [one for one in found if one[1].nature not in AHEAD]
    ahead = [one for one in found if one[1].nature in AHEAD]
    said = []
    if settled:
        some = _count(words, _SOME, len(settled))
        said += [_range(settled, some, names, words), *_latest(settled, names, words), *_of_what_nature(settled, words)]
    if ahead:
        said.append(_range(ahead, _natures_of(ahead, words), names, words))
    with_number = len(numbered(series))
    if others := with_number - len(found):
        said.append(_count(words, _OTHERS, others))
    if without := len(series) - with_number:
        said.append(_count(words, _WITHOUT, without))
    return tuple(said)


def _range(found: Numbered, figures: Markup, names: Mapping[str, str], words: Words) -> Markup:
    lowest, highest = _extremes(found)
    if len(found) == 1 or low_of(lowest[1]) == high_of(highest[1]):
        first = _said(*found[0], names, words)
        return words.count(*_ALIKE, len(found), figures=figures, first=first)
    values = {"lowest": _said(*lowest, names, words), "highest": _said(*highest, names, words)}
    return words.say(_APART, figures=figures, **values)


def _latest(found: Numbered, names: Mapping[str, str], words: Words) -> list[Markup]:
    lowest, highest = _extremes(found)
    if len(found) == 1 or low_of(lowest[1]) == high_of(highest[1]):
        return []
    if found[-1] is highest:
        return [words.say("The highest is also the latest.")]
    if found[-1] is lowest:
        return [words.say("The lowest is also the latest.")]
    return [words.say("The latest is %(latest)s.", latest=_said(*found[-1], names, words))]


def _extremes(found: Numbered) -> tuple[tuple[ListedItem, FigureView], tuple[ListedItem, FigureView]]:
    return min(found, key=lambda one: low_of(one[1])), max(found, key=lambda one: high_of(one[1]))


def _of_what_nature(found: Numbered, words: Words) -> list[Markup]:
    if all(not figure.nature for _, figure in found):
        return []
    return [words.say("Of what nature: %(natures)s.", natures=_natures_of(found, words))]


def _natures_of(found: Numbered, words: Words) -> Markup:
    return natures_in_words((figure.nature for _, figure in found), words)


def natures_in_words(natures: Iterable[str], words: Words) -> Markup:
    """How many figures are of each nature: “5 estimates, 1 claim”."""
    counts = Counter(nature or "plain" for nature in natures)
    return Markup(", ").join(_count(words, _COUNTED[nature], counts[nature]) for nature in NATURES if counts[nature])


def _count(words: Words, messages: tuple[str, str], total: int) -> Markup:
    return words.count(*messages, total, number=plain_number(str(total), words.locale))


def _said(entry: ListedItem, figure: FigureView, names: Mapping[str, str], words: Words) -> Markup:
    """A figure with its day and who says so: “about 10,000 (28 October 2024, Pentagon)”."""
    number = amount(figure, words)
    if figure.unit:
        number = Markup("{}\u00a0{}").format(number, figure.unit)
    about = [_when(entry, figure, words), *(_name(named, names, words) for named in figure.attributed_to)]
    return Markup("{} ({})").format(number, Markup(", ").join(about))


def _when(entry: ListedItem, figure: FigureView, words: Words) -> Markup:
    if when := figure.as_of or figure.period:
        return period(when, words.locale)
    if figure.reported_on:
        return words.say("reported on %(day)s", day=moment(figure.reported_on, words.locale))
    return words.say("by %(day)s", day=moment(entry.pointer.date, words.locale))


def _name(named: Named, names: Mapping[str, str], words: Words) -> Markup:
    attributes = tongue(named.name.lang, words.lang)
    name = escape(names[named.name.text])
    return Markup("<span{}>{}</span>").format(attributes, name) if attributes else name
