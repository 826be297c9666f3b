"""An engine's output, from the engine or, while nothing that it was made of has changed, from the last time."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import msgspec

from generator.cache import Cache
from generator.engine import KNOWN_PLUGINS, EngineError, engine_started, read_configuration
from generator.rendering import Rendering, read_rendering
from generator.search.handwritten import handwritten_documents
from generator.search.indexed import Key, indexed, pack
from generator.settings import Settings, configuration_files

_NAME: Final = "engine"
_ELSEWHERE: Final = re.compile(rb"!ENV|\bhooks\b|snippets|include|b64|!relative")
"""What makes an engine look at other things, too."""


class Rendered(msgspec.Struct, frozen=True):
    """What an engine made, and of what."""

    source: bytes
    """Tells what it was made of; empty where nobody can."""
    rendering: Rendering
    documents: list[tuple[Key, bytes]]
    """What a search finds of the pages, packed."""


@contextmanager
def rendered(settings: Settings, engine: str, strict: bool, cache: Cache | None) -> Iterator[Callable[[], Rendered]]:
    """What an engine makes of the site's own pages, while other things are done: what this gives waits for it. EngineError, then,
    when it can't."""
    with ExitStack() as stack:
        try:
            waiting = _begun(stack, settings, engine, strict, cache)
        except EngineError as error:
            waiting = partial(_raise, error)
        yield waiting


def _begun(
    stack: ExitStack, settings: Settings, engine: str, strict: bool, cache: Cache | None
) -> Callable[[], Rendered]:
    source = _source_of(settings, engine, strict)
    known = cache.read(_NAME, Rendered) if cache is not None and source else None
    if known is not None and known.source == source:
        return lambda: known
    work = Path(stack.enter_context(TemporaryDirectory(prefix="briefpress-")))
    finished = stack.enter_context(engine_started(settings, engine, work, strict))

    def made() -> Rendered:
        found = rendered_from(read_rendering(finished(), settings.form), settings)
        found = msgspec.structs.replace(found, source=source)
        if cache is not None and source:
            cache.write(_NAME, found)
        return found

    return made


def _raise(error: EngineError) -> Rendered:
    raise error


def rendered_from(rendering: Rendering, settings: Settings) -> Rendered:
    """What an engine made, of nobody knows what."""
    # As the engine left them: what slots bring is found on the page that it comes from.
    documents = handwritten_documents(rendering.pages, settings.language, settings.form)
    found = (indexed(document, settings.form) for document in documents)
    return Rendered(b"", rendering, [pack(one) for one in found if one is not None])


def _source_of(settings: Settings, engine: str, strict: bool) -> bytes:
    """A digest of all that an engine looks at; nothing where it may look elsewhere."""
    configuration = b"\0".join(path.read_bytes() for path in configuration_files(settings))
    if _ELSEWHERE.search(configuration):
        return b""
    read = read_configuration(settings)
    if not _plugins_of(read) <= KNOWN_PLUGINS:
        return b""
    kind = f"{engine} {strict} {settings.form} {settings.url} {' '.join(one.tag for one in settings.languages)}\0"
    found = blake2b(kind.encode() + configuration, digest_size=16)
    theme = read.get("theme")
    own = theme.get("custom_dir") if isinstance(theme, dict) else None
    for folder in (settings.docs, *([settings.folder / str(own)] if own else [])):
        found.update(b"\0")
        for path in sorted(folder.rglob("*")):
            if path.is_symlink():
                return b""
            if path.is_file():
                content = path.read_bytes()
                found.update(f"{path.relative_to(folder)}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
                found.update(content)
    return found.digest()


def _plugins_of(configuration: dict[str, Any]) -> set[str]:
    plugins = configuration.get("plugins") or []
    if not isinstance(plugins, list | dict):
        return {str(plugins)}
    return {str(next(iter(one), "") if isinstance(one, dict) else one) for one in plugins}
