"""What stands in for the engine and for Pagefind where a test builds many sites: a moment instead of a second each."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from shutil import copyfile

import pytest

from generator.engine import FRAMES_FOLDER, check_docs, switch_of
from generator.search.pagefind import Bundle, SearchError
from generator.settings import Settings
from tests.tiny_site import ASSETS, FRAME_HTML


@contextmanager
def stubs(pagefind: bool = True) -> Iterator[None]:
    """Builds in the meantime run neither, or no engine alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.begun.engine_started", engine_started)
        if pagefind:
            patch.setattr("generator.search.index.run_pagefind", run_pagefind)
        yield


@contextmanager
def engine_started(settings: Settings, engine: str, work: Path, strict: bool = False) -> Iterator[Callable[[], Path]]:
    """It does all when somebody waits for it."""
    yield partial(run_engine, settings, engine, work, strict)


def run_engine(settings: Settings, engine: str, work: Path, strict: bool = False) -> Path:
    """Pages and frames are what stands in ``docs/``, with the site's name around it."""
    check_docs(settings)
    output = work / "output"
    links = (f'<a href="{one["link"]}" hreflang="{one["lang"]}">{one["name"]}</a>' for one in switch_of(settings))
    switch = "".join(links)
    for place in sorted(settings.docs.rglob("*")):
        path = place.relative_to(settings.docs)
        if not place.is_file():
            continue
        if place.suffix != ".md":
            (output / path).parent.mkdir(parents=True, exist_ok=True)
            copyfile(place, output / path)
            continue
        target = output / (path.parent if path.stem == "index" else path.with_suffix("")) / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        text = place.read_text("utf-8") + switch
        if path.parts[0] == FRAMES_FOLDER:
            html = FRAME_HTML.replace("</body>", f"<p>{settings.name}</p>{text}</body>")
        else:
            html = f"<html><head><meta charset=utf-8></head><body><article><h1>{path.stem}</h1><p>{text}</p></article>{settings.name}</body></html>"
        target.write_text(html, "utf-8")
    (output / "assets").mkdir()
    for name in ASSETS:
        (output / name).write_text("")
    return output


def run_pagefind(name: str, pages: Iterable[tuple[str, str]]) -> Bundle:
    """An index that finds nothing, and is another one for other pages."""
    pages = list(pages)
    if not pages:
        raise SearchError("Pagefind found nothing to index")
    digest = sha256(repr((name, pages)).encode()).hexdigest()
    pieces = {f"{name}_{digest[:7]}.pf_index": digest.encode()}
    return Bundle(digest.encode(), pieces, b"code", "let wasm_bindgen;")
