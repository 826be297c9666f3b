"""What a build may show: whatever is left out here is unknown to every page, list, search and feed."""

import msgspec

from generator.corpus import Briefings, Corpus, is_above
from generator.model.briefing import Briefing, Change
from generator.outline import ItemLinks, Links, Outline, outline_of
from generator.settings import Settings


def visible(corpus: Corpus, settings: Settings) -> Corpus:
    """The corpus without what this build may not show.

    Drafts are left out unless asked for, and so is whatever stands above the ceiling. A withdrawn briefing keeps its
    title and the reason, and its place in claims. The registries stay whole: what nothing visible names has no page.
    """
    shown: dict[str, Briefing | bytes] = {}
    outlines: dict[str, Outline] = {}
    for briefing_id, outline in corpus.outlines.items():
        links = outline.links
        if (settings.drafts or links.state != "draft") and not is_above(links.tlp, settings.ceiling):
            shown[briefing_id], outlines[briefing_id] = corpus.briefings.packed(briefing_id), outline
            if links.state == "withdrawn":
                notice = shown[briefing_id] = _notice(corpus.briefings[briefing_id])
                outlines[briefing_id] = _outline_of(notice, links)
    paths = {b: path for b, path in corpus.paths.items() if b in outlines and outlines[b].links.state != "withdrawn"}
    return msgspec.structs.replace(
        corpus, briefings=Briefings(shown), paths=paths, known_outlines=outlines, shown_in=settings.language
    )


def _outline_of(notice: Briefing, links: Links) -> Outline:
    """The outline of a notice: without a word, its facts still join what they revised and what revises them."""
    found = outline_of(notice)
    steps = tuple(ItemLinks(item.kind, item.id, updates=item.updates) for item in links.items if item.updates)
    return msgspec.structs.replace(found, links=msgspec.structs.replace(found.links, items=steps))


def newest_first(changes: tuple[Change, ...]) -> list[Change]:
    """A change log from its newest entry to its oldest.

    Entries of one day are taken in the order of the file: from old to new, unless its first entry is later than its
    last.
    """
    is_newest_first = bool(changes) and changes[0].date > changes[-1].date
    written = list(changes) if is_newest_first else list(reversed(changes))
    return sorted(written, key=lambda change: change.date, reverse=True)


def _notice(briefing: Briefing) -> Briefing:
    """What is left of a withdrawn briefing: its title and the reason, which is its newest change."""
    return Briefing(
        title=briefing.title,
        date=briefing.date,
        summary="",
        lang=briefing.lang,
        state=briefing.state,
        tlp=briefing.tlp,
        translation_of=briefing.translation_of,
        changes=tuple(newest_first(briefing.changes)[:1]),
    )
