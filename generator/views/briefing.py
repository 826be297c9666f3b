"""The page of a briefing, and the notice that a withdrawn one leaves."""

from generator.model.briefing import Change
from generator.views.addresses import briefing_address
from generator.views.items import fact_view, figure_view, question_view, quote_view, source_view
from generator.views.page_values import BriefingView
from generator.views.pointers import briefing_line, language_links
from generator.views.scene import Scene, prose, today, topic_named
from generator.views.values import BriefingLine, ChangeView
from generator.views.visible import newest_first


def briefing_view(scene: Scene, briefing_id: str) -> BriefingView:
    """What the page of a briefing shows; ``scene`` is that of the briefing."""
    briefing = scene.corpus.briefings[briefing_id]
    is_withdrawn = briefing.state == "withdrawn"
    older, newer = _neighbours(scene, briefing_id)
    return BriefingView(
        id=briefing_id,
        address=briefing_address(briefing_id),
        title=briefing.title,
        lang=scene.lang,
        date=briefing.date,
        state=briefing.state,
        tlp=briefing.tlp,
        is_due=bool(briefing.review_by) and (briefing.review_by or "") < today(scene),
        review_by=briefing.review_by or "",
        summary=None if is_withdrawn else prose(scene, briefing.summary, briefing_id),
        authors=briefing.authors,
        topics=tuple(topic_named(scene, topic) for topic in briefing.topics),
        facts=tuple(fact_view(scene, briefing_id, fact) for fact in briefing.key_facts),
        quotes=tuple(quote_view(scene, briefing_id, quote) for quote in briefing.quotes),
        figures=tuple(figure_view(scene, briefing_id, figure) for figure in briefing.figures),
        questions=tuple(question_view(scene, briefing_id, question) for question in briefing.open_questions),
        sources=tuple(source_view(scene, briefing_id, source) for source in briefing.sources),
        changes=tuple(_change(scene, briefing_id, change) for change in newest_first(briefing.changes)),
        related=_related(scene, briefing_id, briefing.related),
        languages=language_links(scene, briefing_id),
        older=older,
        newer=newer,
        edit_address=_edit_address(scene, briefing_id),
    )


def _neighbours(scene: Scene, briefing_id: str) -> tuple[BriefingLine | None, BriefingLine | None]:
    """The briefings before and after this one; a notice has none."""
    versions = scene.versions
    canonical = versions.canonical.get(briefing_id, "")
    older, newer = (table.get(canonical) for table in (versions.older, versions.newer))
    return (briefing_line(scene, older) if older else None), (briefing_line(scene, newer) if newer else None)


def _related(scene: Scene, briefing_id: str, ids: tuple[str, ...]) -> tuple[BriefingLine, ...]:
    """Each related briefing once, whichever of its versions are named; this one's own versions are not among them."""
    canonical, own = scene.versions.canonical, scene.versions.canonical.get(briefing_id)
    found = dict.fromkeys(canonical.get(other, other) for other in ids if other in scene.corpus.heads)
    return tuple(briefing_line(scene, other) for other in found if other != own)


def _change(scene: Scene, briefing_id: str, change: Change) -> ChangeView:
    item = (change.item or "").removeprefix("#")
    is_there = (briefing_id, item) in scene.corpus.items or (briefing_id, item) in scene.corpus.sources
    return ChangeView(change.date, change.kind, prose(scene, change.note, briefing_id), item if is_there else "")


def _edit_address(scene: Scene, briefing_id: str) -> str:
    path = scene.corpus.paths.get(briefing_id, "")
    return f"{scene.settings.edit}{path}" if scene.settings.edit and path else ""
