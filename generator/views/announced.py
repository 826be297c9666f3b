"""What briefings announce of themselves: corrections for everybody to see, and what is new to who comes back."""

from itertools import islice

import msgspec

from generator.corpus import Address
from generator.model.briefing import Change
from generator.views.dated import Correction
from generator.views.long import LONG, rest_of
from generator.views.pointers import briefing_line, item_pointer, source_pointer, this_line
from generator.views.scene import Scene, prose
from generator.views.values import BriefingLine, Pointer, Prose, Rest


class CorrectionView(msgspec.Struct, frozen=True, gc=False):
    """A correction or retraction, or the reason for which a briefing was withdrawn."""

    date: str
    kind: str
    note: Prose
    briefing: BriefingLine
    item: Pointer | None
    """The item or source concerned, where it is still there."""


class CorrectionsView(msgspec.Struct, frozen=True, gc=False):
    """Slot ``corrections``: the newest of them."""

    corrections: tuple[CorrectionView, ...]
    total: int
    """How many there are, listed or not."""
    rest: Rest | None = None
    """None where all are listed that were asked for."""


class NewsLine(msgspec.Struct, frozen=True, gc=False):
    """A briefing, and what tells whether it has become another one."""

    briefing: BriefingLine
    day: str
    """That of the last change that is announced, or its own."""
    changes: int
    """How many such changes there are."""


class NewsView(msgspec.Struct, frozen=True, gc=False):
    """Slot ``news``: the briefings that came or announced a change last; a reader's browser picks what is new to the reader."""

    lines: tuple[NewsLine, ...]
    has_others: bool
    """The site has briefings that are not among them."""


def corrections_view(scene: Scene, limit: int | None) -> CorrectionsView:
    """The newest corrections; with a limit as many as it says, and no word of others."""
    every = [one for found in scene.index.dated.corrections.values() for one in found]
    listed = tuple(_correction(scene, one) for one in every[: limit or LONG])
    is_whole = limit is not None or len(every) <= LONG
    return CorrectionsView(listed, len(every), None if is_whole else rest_of(scene, None))


def news_view(scene: Scene) -> NewsView:
    """What may be new to a reader."""
    announced = scene.index.dated.announced
    newest = islice(announced.items(), LONG)
    lines = tuple(NewsLine(briefing_line(scene, b), day, changes) for b, (day, changes) in newest)
    return NewsView(lines, len(announced) > LONG)


def _correction(scene: Scene, correction: Correction) -> CorrectionView:
    """As the version of the briefing says it that suits the page, if it does."""
    first, *_ = correction.briefings
    suited = scene.versions.version(first, scene.lang)
    home = suited if suited in correction.briefings else first
    like = (change for change in scene.corpus.briefings[home].changes if _is_like(change, correction))
    change = next(islice(like, correction.place, None))
    return CorrectionView(
        date=change.date,
        kind=change.kind,
        note=prose(scene, change.note, home),
        briefing=this_line(scene, home),
        item=_concerned(scene, (home, correction.item)),
    )


def _is_like(change: Change, correction: Correction) -> bool:
    item = (change.item or "").removeprefix("#")
    return (change.date, change.kind, item) == (correction.date, correction.kind, correction.item)


def _concerned(scene: Scene, address: Address) -> Pointer | None:
    if address in scene.corpus.items:
        return item_pointer(scene, address)
    return source_pointer(scene, address) if address in scene.corpus.sources else None
