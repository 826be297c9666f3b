"""What a build may show: whatever is left out here is unknown to every page, list, search and feed."""

import msgspec

from generator.corpus import Corpus, is_above
from generator.model.briefing import Briefing, Change
from generator.settings import Settings


def visible(corpus: Corpus, settings: Settings) -> Corpus:
    """The corpus without what this build may not show.

    Drafts are left out unless asked for, and so is whatever stands above the ceiling. A withdrawn briefing keeps its
    title and the reason. The registries stay whole: what nothing visible names has no page.
    """
    shown = {
        briefing_id: _notice(briefing) if briefing.state == "withdrawn" else briefing
        for briefing_id, briefing in corpus.briefings.items()
        if (settings.drafts or briefing.state != "draft") and not is_above(briefing.tlp, settings.ceiling)
    }
    paths = {
        briefing_id: path
        for briefing_id, path in corpus.paths.items()
        if briefing_id in shown and shown[briefing_id].state != "withdrawn"
    }
    return msgspec.structs.replace(corpus, briefings=shown, paths=paths)


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
