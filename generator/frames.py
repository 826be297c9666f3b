"""Frames: what an engine has made of ``docs/frames/<kind>.md``, cut at its holes once, and filled for each page.

A frame is cut, never run as a template: whatever else stands in it (a site's name, a script) is text and stays as it is.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import blake2b
from typing import Final

import msgspec
from markupsafe import escape

from generator.engine import EngineError
from generator.form import Form, file_of
from generator.links import Anchors, anchors_of
from generator.marking import with_marking
from generator.pages import Holes
from generator.policy import with_policy
from generator.stylesheet import STYLESHEET

_HOLE: Final = re.compile(r"\{\{ page\.(\w+) \}\}")
HOLES: Final = tuple(field.name for field in msgspec.structs.fields(Holes))
_FILLED_LATER: Final = "{}"
"""In the place of a hole, where a link leads to that nobody knows yet."""
_ALTERNATE: Final = ('rel="alternate"', 'rel="alternate "')
"""Both engines' scripts ask for a sitemap beside every ``link[rel=alternate]``, be it on another host. The space keeps them from
finding it, and changes nothing for who reads the attribute as HTML says: words between white space."""
_OWN: Final = {
    "moved": '<!doctype html>\n<html lang="{{ page.lang }}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    "{{ page.head }}<title>{{ page.title }}</title>\n</head>\n<body>\n{{ page.content }}\n</body>\n</html>\n"
}
"""Frames that need no engine: nobody stays on a page that leads to another one, and there may be many."""


class Frame(msgspec.Struct, frozen=True, dict=True):
    """A frame, ready to be filled: text and the names of holes in turn, text first and last."""

    parts: tuple[str, ...]
    anchors: Anchors
    """The frame's own ids and links; the same for every page made from it."""

    @cached_property
    def digest(self) -> bytes:
        """Tells whether a page made earlier was made from this frame."""
        return blake2b("\0".join(self.parts).encode(), digest_size=16).digest()

    def fill(self, holes: Holes) -> bytes:
        """The page. Plain text is escaped; markup comes from rendering, which escaped it."""
        parts = list(self.parts)
        for place in range(1, len(parts), 2):
            parts[place] = str(escape(getattr(holes, parts[place])))
            if self.parts[place] == "head":
                parts[place] = parts[place].replace(*_ALTERNATE)
        return "".join(parts).encode()


def make_frames(
    pages: Mapping[str, str],
    kinds: Iterable[str],
    has_policy: bool = True,
    form: Form = "folders",
    ceiling: str = "clear",
    docs: str = "docs",
) -> dict[str, Frame]:
    """The frames of the kinds of page that the site has, by kind. EngineError when one is missing or has no hole for content: it names
    the file in the folder of hand-written pages, ``docs``."""
    wanted = sorted(set(kinds))
    marked = {kind: with_marking({**pages, **_OWN}[kind], ceiling) for kind in wanted if kind in pages or kind in _OWN}
    own = {kind: Frame(_cut(marked[kind], has_policy, form), Anchors((), ())) for kind in wanted if kind in _OWN}
    wanted = [kind for kind in wanted if kind not in own]
    if missing := [kind for kind in wanted if kind not in pages]:
        files = ", ".join(f"{docs}/frames/{kind}.md" for kind in missing)
        raise EngineError(f"a frame is missing: create {files} (“briefpress init” writes them into a new site)")
    return own | {kind: _make(kind, marked[kind], has_policy, form, docs) for kind in wanted}


def _cut(html: str, has_policy: bool, form: Form) -> tuple[str, ...]:
    return tuple(_HOLE.split(with_policy(html, runs_wasm=form == "files") if has_policy else html))


def _make(kind: str, html: str, has_policy: bool, form: Form, docs: str) -> Frame:
    parts = _cut(html, has_policy, form)
    holes = parts[1::2]
    name = f"{docs}/frames/{kind}.md"
    if unknown := sorted(set(holes) - set(HOLES)):
        raise EngineError(
            f"{name}: the frame has a hole page.{unknown[0]}, which nothing fills; there are {', '.join(HOLES)}"
        )
    for hole in ("title", "head", "content"):
        if hole not in holes:
            raise EngineError(
                f"{name}: the frame has no hole page.{hole}; the page starts with “template: frame.html”, and the template prints it"
            )
    if STYLESHEET not in html:
        raise EngineError(
            f"{name}: the frame doesn't load {STYLESHEET}: a main.html of the site's own starts with {{% extends \"briefpress.html\" %}}"
        )
    return Frame(parts, _anchors(_FILLED_LATER.join(parts[::2]), file_of(f"frames/{kind}/", form), form))


def _anchors(html: str, file: str, form: Form) -> Anchors:
    """The frame stands as deep as its pages, so all its links hold for them; one to itself is one to each of them."""
    anchors = anchors_of(html, file, form=form)
    own = {f"{file}#{name}" for name in anchors.ids}
    targets = (target for target in anchors.targets if target not in own and _FILLED_LATER not in target)
    return Anchors(anchors.ids, tuple(targets))
