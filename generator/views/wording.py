"""Items in plain words, as they are written."""

from generator.markup import plain
from generator.model.briefing import Figure, Item, KeyFact, OpenQuestion, Quote, Range

SHORT = 80


def words_of(item: Item) -> str:
    """An item in plain words: a quote's own, a figure's label and value."""
    match item:
        case KeyFact():
            return plain(item.text)
        case Quote():
            return item.text
        case Figure():
            return f"{plain(item.label)} — {_amount(item)}"
        case OpenQuestion():
            return plain(item.question)


def short(words: str, length: int = SHORT) -> str:
    """A few of the words, cut where one of them ends."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    return f"{(line[:length].rpartition(' ')[0] or line[: length - 1]).rstrip(' ,;:.–—-')}…"


def bounds(value: str | Range | None) -> tuple[str, str, str]:
    """The digits of a figure as they are written: one number, or the lower and the upper bound."""
    if isinstance(value, Range):
        return "", value.min or "", value.max or ""
    return value or "", "", ""


def _amount(figure: Figure) -> str:
    value, low, high = bounds(figure.value)
    number = value or (f"{low}–{high}" if low and high else f"≥ {low}" if low else f"≤ {high}" if high else "")
    return f"{number} {figure.unit or ''}".strip() if number else figure.display or ""
