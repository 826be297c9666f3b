"""Pages → bytes: each generated page is its holes in its kind's frame. A page whose view and frame are unchanged is not made again."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from generator.form import file_of
from generator.frames import Frame
from generator.links import Anchors, anchors_of_rendered
from generator.pages import Page
from generator.render.page import render
from generator.settings import Settings


class Made(msgspec.Struct, frozen=True):
    """What is remembered of a page that was made: enough to know whether it must be made again, and to check its links."""

    view: Any
    frame: str
    """The digest of its frame."""
    anchors: Anchors


Previous = Mapping[str, Made]
"""The pages of an earlier build, by address."""


def fill_pages(
    pages: Iterable[Page], frames: Mapping[str, Frame], settings: Settings, previous: Previous
) -> Iterator[tuple[Page, Made, bytes | None]]:
    """Each page with what to remember of it and its bytes; None for bytes that an earlier build has made already.

    One at a time, so that memory holds one page, however many there are.
    """
    for page in pages:
        frame = frames[page.frame]
        earlier = previous.get(page.address)
        if earlier is not None and earlier.frame == frame.digest and earlier.view == page.view:
            yield page, earlier, None
        else:
            yield page, *fill_page(page, frame, settings)


def fill_page(page: Page, frame: Frame, settings: Settings) -> tuple[Made, bytes]:
    """One page, made: what to remember of it, and its bytes."""
    holes = render(page, settings)
    file = file_of(page.address, settings.form)
    anchors = anchors_of_rendered(holes.head + holes.content, file, settings.url, settings.form)
    # Ten thousand pages link to the same few places: each is kept once.
    shared = Anchors(anchors.ids, tuple(map(sys.intern, anchors.targets)))
    return Made(page.view, frame.digest, shared), frame.fill(holes)
