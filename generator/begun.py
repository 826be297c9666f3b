"""An engine at work: it begins as soon as the settings are known, if anything that it looks at is new.

This needs little of the program, so that the rest is loaded while an engine works.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import msgspec

from generator.cache import Cache, open_cache
from generator.engine import KNOWN_PLUGINS, EngineError, engine_started, read_configuration
from generator.settings import Settings, configuration_files

SOURCE: Final = "engine-source"
"""The name in a cache of what tells of what the engine's output was made that is kept there."""
_ELSEWHERE: Final = re.compile(rb"!ENV|\bhooks\b|snippets|include|b64|!relative")
"""What makes an engine look at other things, too."""


class Begun(msgspec.Struct, frozen=True):
    """An engine that works on a site, or need not."""

    settings: Settings
    cache: Cache | None
    source: bytes
    """Tells what it makes its pages of; empty where nobody can."""
    is_known: bool
    """Whether the cache holds what it would make."""
    finished: Callable[[], Path]
    """The folder of its pages, when it has ended; where it has not begun, it does now. EngineError when it fails, OSError when
    what it looks at can't be read."""


@contextmanager
def engines_begun(settings: Settings, engine: str, strict: bool, is_kept: bool) -> Iterator[dict[str, Begun]]:
    """The engine for each language of a site, by where it lies. What was made before serves again where builds are kept. With the context
    engines end, done or not."""
    with ExitStack() as stack:
        yield {
            one.below: stack.enter_context(
                engine_begun(one, engine, strict, site_cache(one, engine) if is_kept else None)
            )
            for one in (settings, *settings.others)
        }


@contextmanager
def engine_begun(settings: Settings, engine: str, strict: bool, cache: Cache | None) -> Iterator[Begun]:
    """The engine for the site in one language."""
    with ExitStack() as stack:

        def start() -> Callable[[], Path]:
            work = Path(stack.enter_context(TemporaryDirectory(prefix="briefpress-")))
            return stack.enter_context(engine_started(settings, engine, work, strict))

        try:
            source = _source_of(settings, engine, strict)
            is_known = bool(source) and cache is not None and cache.read(SOURCE, bytes) == source
            finished = (lambda: start()()) if is_known else start()
        except (EngineError, OSError) as error:
            # It is told by who waits for the engine, after what is wrong with the briefings.
            source, is_known, finished = b"", False, partial(_raise, error)
        yield Begun(settings, cache, source, is_known, finished)


def _raise(error: EngineError | OSError) -> Path:
    raise error


def site_cache(settings: Settings, engine: str) -> Cache:
    """Where a kind of build of the site in a language keeps what it remembers; in the main one, the check that it goes with, too."""
    chosen = (
        settings.form,
        settings.ceiling,
        str(settings.drafts),
        settings.store or str(settings.site),
        engine,
        settings.main_language,
        settings.configuration,
    )
    return open_cache(settings.folder, "site", *chosen)


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
