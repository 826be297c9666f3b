"""An edition that is not for everybody says so on every page."""

from pathlib import Path

import pytest

from generator.build import build
from generator.marking import with_marking
from tests.stubs import stubs
from tests.tiny_site import settings_of, write_site


def test_a_page_for_everybody_is_as_it_was() -> None:
    assert with_marking("<body><p>Words.</p></body>", "clear") == "<body><p>Words.</p></body>"


@pytest.mark.parametrize(
    ("ceiling", "label", "name"),
    [
        ("green", "TLP:GREEN", "green"),
        ("amber", "TLP:AMBER", "amber"),
        ("amber+strict", "TLP:AMBER+STRICT", "amber-strict"),
        ("red", "TLP:RED", "red"),
    ],
)
def test_the_label_stands_above_and_below_and_is_heard_once(ceiling: str, label: str, name: str) -> None:
    page = with_marking('<html><body dir="ltr"><p>&lt;/body&gt;</p></body></html>', ceiling)
    shown = f'<span class="bp-tlp bp-tlp--{name}" translate="no">{label}</span>'
    assert page == (
        f'<html><body dir="ltr"><aside class="bp-marking bp-marking--above" aria-label="TLP">{shown}</aside>'
        f'<p>&lt;/body&gt;</p><div class="bp-marking bp-marking--below" aria-hidden="true">{shown}</div></body></html>'
    )


def test_a_page_whose_end_is_not_written_is_marked_all_the_same() -> None:
    assert with_marking("<body>Words.", "red").count("TLP:RED") == 2


@pytest.mark.parametrize("ceiling", ["clear", "amber"])
def test_every_page_of_an_edition_is_marked(tmp_path: Path, ceiling: str) -> None:
    folder = write_site(tmp_path / "tiny", briefings=3)
    (folder / "docs/about.md").write_text("Words.", "utf-8")
    with stubs():
        build(settings_of(folder, ceiling=ceiling))
    pages = list((folder / "site").rglob("*.html"))
    marked = [page for page in pages if page.read_text("utf-8").count('class="bp-marking ') == 2]
    assert len(pages) > 8
    assert marked == ([] if ceiling == "clear" else pages)
