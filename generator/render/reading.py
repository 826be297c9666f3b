"""What a reader of a briefing reads, and how long that takes."""

import re
from collections.abc import Iterator
from typing import Final

from generator.views.languages import base_language
from generator.views.page_values import BriefingView
from generator.views.values import FactView, FigureView, Prose, QuestionView, QuoteView, Text

WORDS_A_MINUTE: Final = 230
_DENSE: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
"""Letters of scripts that put no spaces between words, or few: two of them count as a word."""


def minutes_of(view: BriefingView) -> int:
    """How many minutes a briefing takes, at least one. Of a quote in another language, its translation counts."""
    own = base_language(view.lang)
    words = sum(_words(text.text) for text in texts_of(view) if base_language(text.lang) == own)
    return max(1, -(-words // WORDS_A_MINUTE))


def texts_of(view: BriefingView) -> Iterator[Text | Prose]:
    """The texts of a briefing and its items, in every language that is shown; sources and the change log are not for reading."""
    if view.summary:
        yield view.summary
    for fact in view.facts:
        yield from _of_fact(fact)
    for quote in view.quotes:
        yield from _of_quote(quote, view.lang)
    for figure in view.figures:
        yield from _of_figure(figure)
    for question in view.questions:
        yield from _of_question(question)


def _of_fact(fact: FactView) -> Iterator[Text | Prose]:
    yield fact.text
    yield from (reply.text for reply in fact.responses if reply.text)
    if fact.basis:
        yield fact.basis


def _of_quote(quote: QuoteView, lang: str) -> Iterator[Text | Prose]:
    yield quote.text
    yield from (other.text for other in quote.translations)
    if quote.context:
        yield Text(quote.context, lang)


def _of_figure(figure: FigureView) -> Iterator[Text | Prose]:
    yield figure.label
    yield from (text for text in (figure.counts, figure.note) if text)


def _of_question(question: QuestionView) -> Iterator[Text | Prose]:
    yield question.question
    yield from (text for text in (question.why, question.settled_by, question.moot_because) if text)


def _words(text: str) -> int:
    spaced = len(text.split())
    return spaced if text.isascii() else spaced + len(_DENSE.findall(text)) // 2
