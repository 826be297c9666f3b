"""The values that pass between views, rendering and filling."""

from typing import Any

import msgspec
from markupsafe import Markup


class Page(msgspec.Struct, frozen=True):
    """One page to be made from a frame."""

    address: str
    """Below the site's root, with a slash at the end and two levels deep: ``briefings/<id>/``, whatever the form of the site."""
    frame: str
    """Which frame it fills: the stem of a file in ``docs/frames/``."""
    view: Any
    """The struct of ``views`` that it shows: plain data, comparable, serialisable by msgspec."""


class Holes(msgspec.Struct, frozen=True):
    """What fills the holes of a frame: ``{{ page.title }}`` and so on."""

    title: str
    """The whole text of the ``<title>`` element, unescaped."""
    heading: str
    """The page's heading, unescaped, for the header that stays when the page is scrolled."""
    lang: str
    """The language of title and content (BCP 47)."""
    head: Markup
    """Elements for the ``<head>``: description, canonical and alternate links, Open Graph."""
    content: Markup
    """The page itself, within the engine's ``<article>``."""
    address: str = ""
    """Where the page stands below the root of its site: by its file, in the form of files."""
