"""Facts, quotes, figures, questions and sources as pages show them, with everything that surrounds them."""

from generator.corpus import Address
from generator.model.briefing import Figure, KeyFact, OpenQuestion, Quote, Rendering, Response, Source
from generator.outline import Point, bounds
from generator.views.ladder import ladder_of, origins_shown
from generator.views.languages import best_language
from generator.views.pointers import item_pointer, pointer
from generator.views.scene import (
    Scene,
    actor_named,
    actors_named,
    indicator_named,
    prose,
    prose_or_none,
    source_link,
    source_links,
    text_or_none,
)
from generator.views.values import (
    Citation,
    FactView,
    FigureView,
    ListedItem,
    Pointer,
    Prose,
    QuestionView,
    QuoteView,
    ResponseView,
    SourceView,
    Text,
    TranslationView,
)
from generator.views.wording import short, words_of


def fact_view(scene: Scene, home: str, fact: KeyFact) -> FactView:
    """A key fact of the briefing ``home``."""
    index, address = scene.index, scene.versions.canonical_item((home, fact.id or ""))
    newest, ladder = ladder_of(scene, address)
    return FactView(
        id=fact.id or "",
        text=prose(scene, fact.text, home),
        kind=fact.kind,
        status=fact.status or "",
        date=fact.date or "",
        place=fact.place or "",
        attributed_to=actors_named(scene, fact.attributed_to, home),
        responses=tuple(response_view(scene, home, response) for response in fact.responses),
        sources=source_links(scene, fact.sources, home),
        credibility=fact.credibility or "",
        likelihood=fact.likelihood or "",
        confidence=fact.confidence or "",
        basis=prose_or_none(scene, fact.basis, home),
        updated_by=newest,
        answers=_pointers(scene, index.answers.get(address, {})),
        ladder=ladder,
        origins=origins_shown(scene, home, fact),
    )


def _pointers(scene: Scene, addresses: dict[Address, bool]) -> tuple[Pointer, ...]:
    pointers = (pointer(scene, address, is_partial) for address, is_partial in addresses.items())
    return tuple(found for found in pointers if found)


def response_view(scene: Scene, home: str, response: Response) -> ResponseView:
    """A reply to a fact of the briefing ``home``."""
    return ResponseView(
        by=actor_named(scene, response.by, home),
        stance=response.stance,
        date=response.date or "",
        text=text_or_none(scene, response.text, home),
        sources=source_links(scene, response.sources, home),
    )


def quote_view(scene: Scene, home: str, quote: Quote) -> QuoteView:
    """A quote of the briefing ``home``; of its translations, the one in the page's language comes first."""
    first = best_language(tuple(quote.translations), (scene.lang,))
    ordered = sorted(quote.translations.items(), key=lambda entry: entry[0] != first)
    return QuoteView(
        id=quote.id or "",
        text=Text(quote.text, quote.lang or scene.versions.langs[home]),
        speaker=actor_named(scene, quote.speaker, home),
        role=text_or_none(scene, quote.role, home),
        date=quote.date or "",
        context=quote.context or "",
        translations=tuple(_translation(lang, words) for lang, words in ordered),
        source=source_link(scene, quote.source, home),
    )


def _translation(lang: str, words: str | Rendering) -> TranslationView:
    if isinstance(words, str):
        return TranslationView(Text(words, lang), "")
    return TranslationView(Text(words.text, lang), words.by or "")


def figure_view(scene: Scene, home: str, figure: Figure) -> FigureView:
    """A figure of the briefing ``home``."""
    value, minimum, maximum = bounds(figure.value)
    is_charted = scene.briefing == home and figure.indicator
    nearby, place = series_beside(scene, (home, figure.id or "")) if is_charted else ((), 0)
    return FigureView(
        id=figure.id or "",
        label=prose(scene, figure.label, home),
        value=value,
        minimum=minimum,
        maximum=maximum,
        display=figure.display or "",
        unit=figure.unit or "",
        counts=prose_or_none(scene, figure.counts, home),
        precision=figure.precision or "",
        nature=figure.nature or "",
        as_of=figure.as_of or "",
        period=figure.period or "",
        reported_on=figure.reported_on or "",
        attributed_to=actors_named(scene, figure.attributed_to, home),
        indicator=indicator_named(scene, figure.indicator) if figure.indicator else None,
        source=source_link(scene, figure.source, home),
        note=prose_or_none(scene, figure.note, home),
        nearby=nearby,
        place=place,
    )


def series_beside(scene: Scene, figure: Address) -> tuple[tuple[Point, ...], int]:
    """The figures nearest to one in its series, where they are enough for a chart, and which of them it is."""
    own = scene.versions.canonical_item(figure)
    beside: tuple[Address, ...] = scene.index.nearby.get(own, ())
    return tuple(scene.corpus.points[address] for address in beside), beside.index(own) if beside else 0


def question_view(scene: Scene, home: str, question: OpenQuestion) -> QuestionView:
    """An open question of the briefing ``home`` and what has been found since."""
    own = (home, question.id or "")
    canonical = scene.versions.canonical_item(own)
    return QuestionView(
        id=question.id or "",
        question=prose(scene, question.question, home),
        why=prose_or_none(scene, question.why, home),
        settled_by=prose_or_none(scene, question.settled_by, home),
        state=scene.index.question_state(own),
        moot_because=prose_or_none(scene, question.moot_because, home) or _moot_because(scene, canonical),
        answered_by=_pointers(scene, dict(scene.index.answered_by.get(canonical, ()))),
        since=scene.corpus.heads[canonical[0]].date,
    )


def _moot_because(scene: Scene, address: Address) -> Prose | None:
    """A translation that doesn't know yet that its question is moot takes the reason from the original."""
    question = scene.corpus.items.get(address)
    return prose_or_none(scene, question.moot_because, address[0]) if isinstance(question, OpenQuestion) else None


def source_view(scene: Scene, home: str, source: Source) -> SourceView:
    """A source of the briefing ``home``, numbered, and what cites it."""
    lang = source.lang or scene.versions.langs[home]
    citing = scene.index.citations[home].get(source.id, ())
    return SourceView(
        number=scene.index.numbers[home][source.id],
        id=source.id,
        title=Text(source.title, lang),
        publisher=source.publisher or "",
        author=source.author or "",
        url=source.url or "",
        archive_url=source.archive_url or "",
        date=source.date or "",
        accessed=source.accessed or "",
        kind=source.kind or "",
        reliability=source.reliability or "",
        origin=source.origin or "",
        extract=Text(source.extract, lang) if source.extract else None,
        sha256=source.sha256 or "",
        cited_by=tuple(Citation(item, short(words_of(scene.corpus.items[(home, item)]))) for item in citing),
    )


def listed_item(scene: Scene, address: Address) -> ListedItem:
    """An item on a page that gathers from many briefings, as the version that suits the page."""
    shown = scene.versions.item_version(address, scene.lang)
    way = item_pointer(scene, shown)
    match scene.corpus.items[shown]:
        case KeyFact() as fact:
            return ListedItem(way, fact=fact_view(scene, shown[0], fact))
        case Quote() as quote:
            return ListedItem(way, quote=quote_view(scene, shown[0], quote))
        case Figure() as figure:
            return ListedItem(way, figure=figure_view(scene, shown[0], figure))
        case OpenQuestion() as question:
            return ListedItem(way, question=question_view(scene, shown[0], question))
