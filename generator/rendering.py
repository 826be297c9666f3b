"""What an engine has written, read into values: frames, pages, and the files that pages need."""

import re
from pathlib import Path
from typing import Final

import msgspec

from generator.engine import FRAMES_FOLDER, EngineError
from generator.form import Form
from generator.stylesheet import with_stylesheet

_NOT_KEPT: Final = re.compile(
    r"sitemap\.xml(\.gz)?"  # lists the frames, and none of the generated pages
    r"|search\.json|search/search_index\.js(on)?"  # an index of the frames, too
    r"|.*\.map"
)
_NOT_OFFLINE: Final = ("404.html", "robots.txt")
"""What a server shows to lost readers and tells to robots."""
_FRAME: Final = re.compile(rf"{FRAMES_FOLDER}/(?P<kind>[^/]+)(?:/index\.html|(?P<flat>\.html))")
_ENGINE_CODE: Final = re.compile(r"assets/(?:javascripts|stylesheets)/.*\.(?:js|css)")
_AHEAD: Final = re.compile(r"""<link rel=["']?(?:prev|next)["']?[^>]*>""")
"""Firefox fetches the next page ahead, against the policy that every page carries; and no reader goes through the pages in turn."""
_SOURCE_MAP: Final = re.compile(rb"\s*(?://[#@] ?sourceMappingURL=\S*|/\*[#@] ?sourceMappingURL=[^*]*\*/)\s*$")
_MAP: Final = b"sourceMappingURL="
_BEFORE_MAP: Final = 64
"""Bytes in which a comment with that begins, and white space before it."""
_SCRIPT: Final = re.compile(r"<script(?P<attributes>\s[^>]*|)>")
_IS_FILE: Final = re.compile(r"\ssrc=")
_IS_DATA: Final = re.compile(r"""\stype=["']?application/(?:ld\+)?json\b""")
_IS_LATER: Final = re.compile(r"""\s(?:async|defer)(?=[\s=/]|$)|\stype=["']?module\b""")


class Rendering(msgspec.Struct, frozen=True):
    """An engine's output, each file by its path below the site's root."""

    pages: dict[str, str]
    """Hand-written pages and those of the theme, with their slots."""
    frames: dict[str, str]
    """By kind of page."""
    files: dict[str, bytes]
    """Everything else that belongs into the site."""


def read_rendering(output: Path, form: Form = "folders") -> Rendering:
    """Everything in a folder that an engine has written in a form. EngineError when it can't be a site of ours."""
    pages: dict[str, str] = {}
    frames: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for place in sorted(output.rglob("*")):
        path = place.relative_to(output).as_posix()
        if not place.is_file() or _NOT_KEPT.fullmatch(path) or (form == "files" and path in _NOT_OFFLINE):
            continue
        if match := _FRAME.fullmatch(path):
            if match["flat"] and form == "folders":
                raise EngineError(
                    "use_directory_urls must stay true in the site’s configuration, for every page of a briefing is a folder"
                )
            frames[match["kind"]] = _deferred(place.read_text(encoding="utf-8"))
        elif path.startswith(f"{FRAMES_FOLDER}/"):
            continue
        elif path.endswith(".html"):
            pages[path] = _deferred(_without_ahead(place.read_text(encoding="utf-8")))
        else:
            files[path] = place.read_bytes()
    html = "".join((*pages.values(), *frames.values()))
    used = {path: _without_map(path, content) for path, content in _used(files, html).items()}
    return Rendering(pages, frames, with_stylesheet(used))


def _without_ahead(html: str) -> str:
    *before, last = _AHEAD.split(html)
    return "".join((*(piece.rstrip() for piece in before), last))


def _without_map(path: str, content: bytes) -> bytes:
    """A script or a style without the name of its source map, which is its last line."""
    place = content.rfind(_MAP) if path.endswith((".js", ".css")) else -1
    if place < 0:
        return content
    # An expression that is sought from the start would look at every byte.
    start = max(0, place - _BEFORE_MAP)
    return content[:start] + _SOURCE_MAP.sub(b"\n", content[start:])


def _deferred(html: str) -> str:
    """The page with its last scripts run when all of it is there, in their order: a browser paints nothing while it waits for one.

    Scripts before one that stands in the page itself stay as they are, for it may want them.
    """
    scripts = list(_SCRIPT.finditer(html))
    while scripts and (_IS_FILE.search(scripts[-1]["attributes"]) or _IS_DATA.search(scripts[-1]["attributes"])):
        script = scripts.pop()
        if _IS_FILE.search(script["attributes"]) and not _IS_LATER.search(script["attributes"]):
            html = f"{html[: script.end() - 1]} defer{html[script.end() - 1 :]}"
    return html


def _used(files: dict[str, bytes], html: str) -> dict[str, bytes]:
    """Without the scripts and styles that the theme brings for what the site doesn't use, such as thirty languages of search."""
    return {
        path: content
        for path, content in files.items()
        if not _ENGINE_CODE.fullmatch(path) or path.rsplit("/", 1)[-1] in html
    }
