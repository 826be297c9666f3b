"""An engine's output, from the engine or, while nothing that it was made of has changed, from the last time."""

from typing import Final

import msgspec

from generator.begun import SOURCE, Begun
from generator.rendering import Rendering, read_rendering
from generator.search.handwritten import handwritten_documents
from generator.search.indexed import Key, indexed, pack
from generator.settings import Settings

_NAME: Final = "engine"


class Rendered(msgspec.Struct, frozen=True):
    """What an engine made, and of what."""

    source: bytes
    """Tells what it was made of; empty where nobody can."""
    rendering: Rendering
    documents: list[tuple[Key, bytes]]
    """What a search finds of the pages, packed."""


def rendered(begun: Begun) -> Rendered:
    """What an engine has made, when it has ended. EngineError when it fails."""
    cache, source = begun.cache, begun.source
    known = cache.read(_NAME, Rendered) if cache is not None and begun.is_known else None
    if known is not None and known.source == source:
        return known
    found = rendered_from(read_rendering(begun.finished(), begun.settings.form), begun.settings)
    found = msgspec.structs.replace(found, source=source)
    if cache is not None and source:
        cache.write(_NAME, found)
        cache.write(SOURCE, source)
    return found


def rendered_from(rendering: Rendering, settings: Settings) -> Rendered:
    """What an engine made, of nobody knows what."""
    # As the engine left them: what slots bring is found on the page that it comes from.
    documents = handwritten_documents(rendering.pages, settings.language, settings.form)
    found = (indexed(document, settings.form) for document in documents)
    return Rendered(b"", rendering, [pack(one) for one in found if one is not None])
