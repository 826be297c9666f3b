"""One briefing as a file that travels: self-contained HTML, or a PDF of it. No engine is run, and no site is needed."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from generator.build import BuildError, check, told_calmly
from generator.corpus import Corpus
from generator.nearest import did_you_mean
from generator.output import OutputError
from generator.pages import Page
from generator.printing import PrintError, print_pdf
from generator.problem import Problem
from generator.render.file import render_file
from generator.settings import Settings
from generator.views.addresses import briefing_address
from generator.views.briefing import briefing_view
from generator.views.scene import briefing_scene, site_scene
from generator.views.visible import visible

FORMATS: Final = ("html", "pdf")


class UnknownBriefingError(Exception):
    """No briefing that may be shown has the id; the message says which one may be meant."""


class Exported(msgspec.Struct, frozen=True):
    """A finished file, and what there is to say of the briefing in it."""

    content: bytes
    warnings: tuple[Problem, ...]
    files: int
    """How many files were read."""


def export(settings: Settings, briefing_id: str, format_: str = "html", strict: bool = False) -> Exported:
    """The file of a briefing; of a withdrawn one, its notice.

    BuildError when the site's briefings have errors, or the PDF can't be made; UnknownBriefingError for an id that the same
    build would not show.
    """
    with told_calmly():
        checked = check(settings, strict, "nothing was exported")
        corpus = visible(checked.corpus, settings)
        if briefing_id not in corpus.briefings:
            raise UnknownBriefingError(_unknown(briefing_id, corpus.briefings))
        html = render_file(_page(corpus, briefing_id, settings), settings)
        try:
            content = print_pdf(html, settings.today) if format_ == "pdf" else html.encode()
        except PrintError as error:
            raise BuildError(str(error)) from None
    warnings = (problem for problem in checked.problems if problem.path == checked.corpus.paths[briefing_id])
    return Exported(content, tuple(warnings), checked.files)


def _page(corpus: Corpus, briefing_id: str, settings: Settings) -> Page:
    scene = briefing_scene(site_scene(corpus, settings), briefing_id)
    return Page(briefing_address(briefing_id), "briefing", briefing_view(scene, briefing_id))


def _unknown(briefing_id: str, known: Iterable[str]) -> str:
    hint = did_you_mean(briefing_id, known, "an id is the name of a file in briefings/ without its ending")
    return f"there is no briefing “{briefing_id}” to export; {hint}"


def write_whole(path: Path, content: bytes) -> None:
    """A file by itself, in any folder: whoever looks sees the old one or the new one, whole."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise OutputError(f"{path} is no file; name one to write")
    staged = path.with_name(f".{path.name}.briefpress")
    try:
        staged.write_bytes(content)
        staged.replace(path)
    except OSError as error:
        with suppress(OSError):
            staged.unlink()
        raise OutputError(f"{path} can't be written: {error.strerror or error}") from None
