"""Views → HTML: the one entrance of rendering."""

from typing import Any, Final

from markupsafe import Markup

from generator.form import file_of, root_of
from generator.pages import Holes, Page
from generator.render.citation import citation_of
from generator.render.environment import filled
from generator.render.filters import cut
from generator.render.head import head_names
from generator.render.moments import written
from generator.render.reading import minutes_of, texts_of
from generator.render.speech import Names, names
from generator.render.terms import lexicon
from generator.render.words import Words, words_for
from generator.settings import Settings
from generator.views.announced import CorrectionsView, NewsView
from generator.views.claims import ClaimListView, ClaimView, MovedView
from generator.views.dated_values import TimelineListView
from generator.views.page_values import BriefingView, YearView
from generator.views.slot_values import (
    ArchiveView,
    DirectoryView,
    DownloadView,
    LatestView,
    NotFoundView,
    QuestionBoardView,
    SearchView,
    SourceListView,
)
from generator.views.timeline import TimelineView

_SLOTS: Final[dict[type, str]] = {
    LatestView: "latest",
    ArchiveView: "archive",
    QuestionBoardView: "questions",
    ClaimListView: "claims",
    SourceListView: "sources",
    DirectoryView: "directory",
    SearchView: "search",
    DownloadView: "download",
    TimelineListView: "timeline-list",
    CorrectionsView: "corrections",
    NewsView: "news",
    NotFoundView: "not-found",
}


def render(page: Page, settings: Settings) -> Holes:
    """What fills the frame of a generated page."""
    view = page.view
    lang = view.lang if isinstance(view, BriefingView) else settings.language
    words = words_for(lang, settings.language)
    file = file_of(page.address, settings.form)
    root = root_of(file)
    spoken = names(words, root, settings.form, settings.glossary, online=settings.url)
    heading = _heading(view, words)
    return Holes(
        title=f"{heading} · {settings.name}",
        heading=heading,
        lang=lang,
        head=filled("head", words.catalog, {"heading": heading, **head_names(page, settings, spoken["href"], lang)}),
        content=content_of(page, words, spoken, settings),
        address=file if settings.form == "files" else page.address,
    )


def content_of(page: Page, words: Words, spoken: Names, settings: Settings) -> Markup:
    """The page itself, without anything around it; ``spoken`` is what its templates may call."""
    values = {**spoken, "view": page.view, "address": page.address}
    if isinstance(page.view, BriefingView):
        values |= {
            "citation": citation_of(page.view, words, settings),
            "minutes": minutes_of(page.view),
            "abbreviations": lexicon(settings.glossary).used(texts_of(page.view)),
        }
    return filled(_template_of(page), words.catalog, values)


def render_slot(view: Any, root: str, settings: Settings) -> Markup:
    """What takes the place of a slot in a hand-written page; ``root`` leads from that page to the site's root."""
    words = words_for(settings.language, settings.language)
    return filled(
        _SLOTS[type(view)],
        words.catalog,
        {**names(words, root, settings.form, settings.glossary, online=settings.url), "view": view},
    )


def _template_of(page: Page) -> str:
    is_withdrawn = isinstance(page.view, BriefingView) and page.view.state == "withdrawn"
    return "withdrawn" if is_withdrawn else page.frame


def _heading(view: Any, words: Words) -> str:
    if isinstance(view, BriefingView):
        return view.title
    if isinstance(view, YearView):
        return Markup(words.say("Briefings of %(year)s", year=view.year)).unescape()
    if isinstance(view, TimelineView):
        return Markup(words.say("Timeline of %(when)s", when=written(view.when, words.locale))).unescape()
    if isinstance(view, ClaimView | MovedView):
        return Markup(words.say("Claim: %(words)s", words=cut(view.name.text))).unescape()
    return str(view.name.text)
