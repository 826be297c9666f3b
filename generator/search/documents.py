"""Views → documents: what a search can find on one page, item by item, in the words that readers see."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
from markupsafe import Markup

from generator.markup import plain
from generator.pages import Page
from generator.render.amounts import amount
from generator.render.labels import LABELS
from generator.render.moments import moment
from generator.render.words import Words, words_for
from generator.settings import Settings
from generator.views import values as v
from generator.views.actor import ActorView
from generator.views.also import Also, actors_of
from generator.views.page_values import BriefingView, IndicatorView, TopicView

WEIGHTS: Final = {
    "title": 10,
    "summary": 0.5,
    "quote": 1,
    "fact": 0.5,
    "figure": 0.5,
    "question": 0.5,
    "source": 0.25,
    # How to write a briefing is not what most people look for.
    "page": 0.5,
    "section": 0.05,
}
"""How much a word counts where it stands, from 0 to 10 (Pagefind's scale)."""


_TAG: Final = re.compile(r"<[^>]*>")
_SPACE: Final = re.compile(r"[ \t\r\n]+")


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of a page that is found by itself."""

    kind: str
    """``title``, ``summary``, ``fact``, ``quote``, ``figure``, ``question``, ``source``; in a hand-written page ``page``, ``section``."""
    text: str
    """Its own words."""
    id: str = ""
    """The anchor on the page; empty for the page itself."""
    word: str = ""
    """The status of a fact, the state of a question, the nature of a figure."""
    by: str = ""
    """Who says so."""
    date: str = ""
    more: str = ""
    """What else stands in it and is searched, in parts with a middle dot between them."""


class Document(msgspec.Struct, frozen=True):
    """A page as the search sees it."""

    address: str
    kind: str
    """``briefing``, ``topic``, ``actor``, ``indicator`` or ``page``."""
    title: str
    lang: str
    date: str
    items: tuple[Item, ...]
    topics: tuple[str, ...] = ()
    """By their names in the site's language."""
    actors: tuple[str, ...] = ()


def documents_of(page: Page, also: Also, settings: Settings) -> Iterator[Document]:
    """The documents of a generated page. What is a draft, withdrawn or only a list of other pages has none.

    A topic, an actor or an indicator has one in each language in which the registry names it.
    """
    if (document := _document(page, also.names, settings)) is not None:
        yield document
        for lang, name in also.titles.items():
            if name != document.title:
                yield msgspec.structs.replace(document, title=name, lang=lang, items=(Item("title", name),))


def _document(page: Page, names: dict[str, str], settings: Settings) -> Document | None:
    match page.view:
        case BriefingView(state="published") as view:
            return _briefing(view, names, words_for(view.lang, settings.language))
        case TopicView(name=name) as view:
            about = [view.description.text] if view.description else []
        case ActorView(name=name) as view:
            about = [*view.aliases, *([view.role.text] if view.role else [])]
        case IndicatorView(name=name) as view:
            about = [text.text for text in (view.counts, view.description) if text] + [view.unit]
        case _:
            return None
    summary = " · ".join(filter(None, about))
    items = (Item("title", name.text), *([Item("summary", summary)] if summary else []))
    return Document(page.address, page.frame, name.text, name.lang, "", items)


def _briefing(view: BriefingView, names: dict[str, str], words: Words) -> Document:
    items = (
        Item("title", view.title),
        Item("summary", _prose(view.summary), more=_day(view.date, words)),
        *(_fact(fact, words) for fact in view.facts),
        *(_quote(quote, words) for quote in view.quotes),
        *(_figure(figure, words) for figure in view.figures),
        *map(_question, view.questions),
        *map(_source, view.sources),
    )
    topics = tuple(_called(topic, names) for topic in view.topics)
    actors = tuple(dict.fromkeys(_called(actor, names) for actor in actors_of(view)))
    return Document(view.address, "briefing", view.title, view.lang, view.date, items, topics, actors)


def _called(named: v.Named, names: dict[str, str]) -> str:
    return names.get(named.address, named.name.text)


def _by(names: Iterable[v.Named]) -> str:
    return ", ".join(named.name.text for named in names)


def _joined(*texts: str) -> str:
    # Spaces that don't break stay: French needs them within its numbers.
    return " · ".join([line for text in texts if text and (line := _SPACE.sub(" ", text).strip())])


def _prose(text: v.Prose | None) -> str:
    return plain(text.text) if text else ""


def _label(group: str, word: str, words: Words) -> str:
    """The word of the contract as readers see it."""
    return str(words.say(LABELS[group][word]).unescape()) if word else ""


def _day(date: str, words: Words) -> str:
    """A date as it is read and as it is written, so that either finds it."""
    return _joined(Markup(_TAG.sub("", moment(date, words.locale))).unescape(), date) if date else ""


def _fact(fact: v.FactView, words: Words) -> Item:
    replies = [_joined(reply.by.name.text, reply.text.text if reply.text else "") for reply in fact.responses]
    by = _by(fact.attributed_to)
    word = _label("status", fact.status, words) or _label("kind", fact.kind, words)
    more = _joined(*replies, fact.place, by, _prose(fact.basis), _day(fact.date, words), word)
    return Item("fact", _prose(fact.text), fact.id, fact.status or fact.kind, by, fact.date, more)


def _quote(quote: v.QuoteView, words: Words) -> Item:
    by = quote.speaker.name.text
    role = quote.role.text if quote.role else ""
    translations = [other.text.text for other in quote.translations]
    more = _joined(*translations, by, role, quote.context, _day(quote.date, words))
    return Item("quote", quote.text.text, quote.id, "", by, quote.date, more)


def _figure(figure: v.FigureView, words: Words) -> Item:
    digits = Markup(_TAG.sub("", amount(figure, words))).unescape()
    number = "\u00a0".join(filter(None, (digits, figure.unit)))
    by = _by(figure.attributed_to)
    series = figure.indicator.name.text if figure.indicator else ""
    more = _joined(_prose(figure.counts), figure.display, _prose(figure.note), series, by)
    when = figure.as_of or figure.period or figure.reported_on
    return Item("figure", _joined(_prose(figure.label), number), figure.id, figure.nature, by, when, more)


def _question(question: v.QuestionView) -> Item:
    more = _joined(_prose(question.why), _prose(question.settled_by), _prose(question.moot_because))
    return Item("question", _prose(question.question), question.id, question.state, more=more)


def _source(source: v.SourceView) -> Item:
    by = ", ".join(filter(None, (source.author, source.publisher)))
    more = _joined(by, source.origin, source.extract.text if source.extract else "")
    return Item("source", source.title.text, source.id, "", by, source.date, more)
