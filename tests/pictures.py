"""``make pictures``: the README's pictures, taken from the built site."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, ViewportSize

from tests.browser import open_browser, served

ROOT = Path(__file__).parents[1]
QUERY = "pyongyang denies"
BRIEFING = "briefings/2024-10-28-nato-confirms-north-korean-troops/"


def _look(page: Page) -> None:
    """The page as it is."""


def _open_search(page: Page) -> None:
    """The search over the page, with an answer."""
    page.keyboard.press("/")
    page.locator("#bp-search input").fill(QUERY)
    page.locator(f'#bp-search [data-query="{QUERY}"] .bp-result').first.wait_for()


def _find(page: Page) -> None:
    """The page of the search with its answer and the facets."""
    page.locator(".bp-search-page .bp-result").first.wait_for()
    page.locator(".bp-facet").first.wait_for()


class Picture(NamedTuple):
    """What a picture shows."""

    path: str
    height: int
    prepare: Callable[[Page], None] = _look


PICTURES: Mapping[str, Picture] = {
    "briefing": Picture(BRIEFING, 1050),
    "claim": Picture("claims/2024-10-28-otan-confirme-troupes-nord-coreennes_units-in-kursk/", 980),
    "chart": Picture("indicators/soldiers-killed/", 900),
    "search": Picture(BRIEFING, 760, _open_search),
    "search-page": Picture("search/?q=kursk&year=2025", 900, _find),
}


def main() -> None:
    """Write ``.github/pictures/<name>.png`` for each picture."""
    folder = ROOT / ".github" / "pictures"
    folder.mkdir(exist_ok=True)
    with open_browser() as browser, served(ROOT / "site") as address:
        for name, picture in PICTURES.items():
            viewport = ViewportSize(width=1200, height=picture.height)
            page = browser.new_page(viewport=viewport, reduced_motion="reduce")
            page.goto(address + picture.path, wait_until="networkidle")
            page.wait_for_timeout(1000)  # the theme fades its tabs in
            picture.prepare(page)
            page.screenshot(path=folder / f"{name}.png")


if __name__ == "__main__":
    main()
