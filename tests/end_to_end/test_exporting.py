"""One briefing as a file, as its readers open it: in a browser from a folder, and as a PDF."""

from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser

from generator.markup import plain
from generator.model.briefing import Figure, OpenQuestion
from generator.outline import items_of
from tests.end_to_end.conftest import ROOT, Visit
from tests.end_to_end.test_reading import ENGLISH, FRENCH, read, violations
from tests.test_cli_check import Run, run

__all__ = ["run"]  # the fixture

A4 = (595, 842)


@pytest.mark.parametrize("name", [ENGLISH, FRENCH])
def test_a_file_opened_from_a_folder_shows_the_briefing_and_asks_nobody_for_anything(
    run: Run, browser: Browser, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "à lire" / "briefing.html"
    path.parent.mkdir()
    assert run(ROOT, "export", name, "--output", str(path)).returncode == 0
    with browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as context:
        context.set_offline(True)
        visit = Visit(context.new_page(), path.as_uri())
        visit.page.goto(path.as_uri(), wait_until="load")
        for _, item in items_of(read(name)):
            assert visit.page.locator(f"[id='{item.id}']").is_visible(), item.id
        assert visit.page.evaluate("document.fonts.check('1em \"Source Serif 4\"')")
        for scheme in ("light", "dark"):
            visit.page.emulate_media(color_scheme=scheme)
            assert violations(visit.page) == [], scheme
        assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(30, 34, 41)"
        visit.page.set_viewport_size({"width": 390, "height": 844})
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
        visit.page.locator("a.bp-cite").first.click()
        assert visit.page.url.startswith(f"{path.as_uri()}#")
        assert visit.complaints == []


def test_a_pdf_has_the_words_of_the_briefing_on_a4_with_its_label_on_every_page(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "briefing.pdf"
    assert run(ROOT, "export", ENGLISH, "--to", "pdf", "--output", str(path)).returncode == 0
    reader = pypdf.PdfReader(path)
    assert reader.pages
    for number, page in enumerate(reader.pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
        text = page.extract_text()
        assert text.count("TLP:CLEAR") >= 2
        assert f"{number} / {len(reader.pages)}" in text
    words = squeezed("".join(page.extract_text() for page in reader.pages))
    for _, item in items_of(read(ENGLISH)):
        if isinstance(item, OpenQuestion):
            assert squeezed(plain(item.question)) in words, item.id
        elif isinstance(item, Figure):
            assert squeezed(plain(item.label)) in words, item.id
    assert reader.metadata
    assert (reader.metadata.title, reader.metadata.creator) == (read(ENGLISH).title, "BriefPress")
    assert str(reader.metadata["/CreationDate"]) == "D:20250101000000+00'00'"
    root: Any = reader.root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    notes: list[Any] = [note.get_object() for page in reader.pages for note in page.annotations or []]
    links = [str(note["/A"]["/URI"]) for note in notes if "/A" in note]
    assert "https://briefpress.github.io/briefpress/topics/kursk/" in links
    assert not [link for link in links if link.startswith("file:")]


def squeezed(text: str) -> str:
    """The text without spaces, which a PDF has where its lines end, too."""
    return "".join(text.split())
