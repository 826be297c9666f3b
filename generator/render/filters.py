"""The filters of templates: they depend on nothing but a catalog, so what they say of a constant is worked out when a template is compiled."""

from collections.abc import Callable
from functools import partial
from gettext import GNUTranslations
from typing import Any

from markupsafe import Markup, escape

from generator import markup
from generator.render.icons import icon
from generator.render.labels import LABELS, tlp_label
from generator.render.words import said

_CUT = 80


def filters(catalog: GNUTranslations) -> dict[str, Callable[..., Any]]:
    """The filters of templates whose labels come from this catalog; ``{{ "Sources"|_ }}`` is such a label."""
    return {
        "_": partial(said, catalog),
        "label": _labels(catalog),
        "tlp_label": tlp_label,
        "icon": icon,
        "plain": markup.plain,
        "cut": cut,
    }


def cut(text: str, length: int = _CUT) -> str:
    """The text on one line, cut at a word to at most ``length`` characters."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return f"{line[:length].rpartition(' ')[0].rstrip(' ,;:.–—') or line[: length - 1]}…"


def _labels(catalog: GNUTranslations) -> Callable[[str, str], Markup]:
    labels = {group: {word: said(catalog, text) for word, text in table.items()} for group, table in LABELS.items()}

    def label(word: str, group: str) -> Markup:
        return labels[group].get(word) or escape(word)

    return label
