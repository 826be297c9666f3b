"""Views → pages: each is what its kind's frame holds around it. A chunk of pages is a job of its own, for any process to do."""

from collections.abc import Mapping

import msgspec

from generator.form import file_of
from generator.frames import Frame
from generator.links import anchors_of_rendered
from generator.pages import Page
from generator.place import Mark, Put
from generator.render.page import render
from generator.render.social_card import SocialCard
from generator.render.spreadsheet import series_file
from generator.search.documents import documents_of
from generator.search.indexed import Key, indexed, pack
from generator.settings import Settings
from generator.views.addresses import series_address, social_card_address
from generator.views.also import Also
from generator.views.page_values import IndicatorView
from generator.views.plan import VIEWS

_DECODERS = {kind: msgspec.msgpack.Decoder(view) for kind, view in VIEWS.items()}


class Unfilled(msgspec.Struct, frozen=True, array_like=True):
    """A page to be filled."""

    address: str
    kind: str
    view: bytes
    """As MessagePack."""
    also: Also
    card: SocialCard | None = None
    """To be drawn; None where the page has no card, and where the one that lies beside it is right."""


class Filled(msgspec.Struct, frozen=True, array_like=True):
    """What there is to know of a page that was filled."""

    address: str
    mark: Mark | None
    """That of its file, if it differs from the page that was there."""
    ids: tuple[str, ...]
    targets: tuple[str, ...]
    documents: list[tuple[Key, bytes]]
    """What a search finds of it, packed."""
    beside: dict[str, Mark | None] = {}
    """Other files that come with the page, each with its mark as that of the page."""


def fill_chunk(pages: list[Unfilled], frames: Mapping[str, Frame], settings: Settings, put: Put) -> list[Filled]:
    """Fill pages: the bytes of each go where ``put`` puts them."""
    files: dict[str, bytes] = {}
    filled = [_fill(page, frames[page.kind], settings, files) for page in pages]
    marks = put(files)
    return [
        msgspec.structs.replace(
            one,
            mark=marks.get(file_of(one.address, settings.form)),
            beside={file: marks.get(file) for file in one.beside},
        )
        for one in filled
    ]


def indexed_of(page: Unfilled, settings: Settings) -> list[tuple[Key, bytes]]:
    """What a search finds of a page, packed."""
    return _indexed(_page(page), page.also, settings)


def _fill(unfilled: Unfilled, frame: Frame, settings: Settings, files: dict[str, bytes]) -> Filled:
    page = _page(unfilled)
    holes = render(page, settings)
    file = file_of(page.address, settings.form)
    anchors = anchors_of_rendered(holes.head + holes.content, file, settings.url, settings.form)
    files[file] = frame.fill(holes)
    beside = _beside(page, unfilled.card, settings)
    files.update(beside)
    documents = _indexed(page, unfilled.also, settings)
    return Filled(page.address, None, anchors.ids, anchors.targets, documents, dict.fromkeys(beside))


def _beside(page: Page, card: SocialCard | None, settings: Settings) -> dict[str, bytes]:
    """The other files that come with a page: an indicator has its figures in one, too, and a briefing may have a card."""
    if isinstance(page.view, IndicatorView):
        return {file_of(series_address(page.view.id), settings.form): series_file(page.view, settings)}
    if card is None:
        return {}
    from generator.render.drawing import picture_of  # what a site without cards does without

    return {file_of(social_card_address(page.view.id), settings.form): picture_of(card)}


def _page(unfilled: Unfilled) -> Page:
    return Page(unfilled.address, unfilled.kind, _DECODERS[unfilled.kind].decode(unfilled.view))


def _indexed(page: Page, also: Also, settings: Settings) -> list[tuple[Key, bytes]]:
    found = (indexed(document, settings.form) for document in documents_of(page, also, settings))
    return [pack(one) for one in found if one is not None]
