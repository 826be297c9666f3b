"""The shipped site in English and French: a reader goes from one to the other and back, and meets no word of the wrong frame."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.end_to_end.test_reading import ENGLISH, FRENCH

NAMES = {"BriefPress", "English", "Français", "CC BY 4.0", "Material for MkDocs", "briefpress"}
"""What is the same in both languages, as names are."""
COGNATES = {"Briefings", "Questions", "Sources", "Corrections", "Navigation", "logo"}


def switch(page: Page, name: str) -> None:
    """Go to the page in another language, as a reader does who uses a mouse."""
    page.locator(".md-select").hover()
    page.locator(".md-select").get_by_role("link", name=name).click()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.mark.parametrize(
    "path",
    [
        "",
        "questions/",
        "briefings/",
        f"briefings/{ENGLISH}/",
        f"briefings/{FRENCH}/",
        "topics/kursk/",
        "timeline/2024-10/",
    ],
)
def test_the_switch_leads_to_the_same_page_and_back(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    switch(page, "Français")
    expect(page).to_have_url(f"{address}fr/{path}")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    switch(page, "English")
    expect(page).to_have_url(address + path)
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_page_without_a_counterpart_leads_to_the_home_page(page: Page, address: str) -> None:
    page.goto(f"{address}contribute/writing/")
    switch(page, "Français")
    expect(page).to_have_url(f"{address}fr/")
    page.get_by_role("link", name="Contribuer").first.click()
    expect(page).to_have_url(f"{address}contribute/")


def test_the_switch_is_reached_with_the_keyboard_and_without_javascript(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{address}topics/kursk/")
        page.locator(".md-select button").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}fr/topics/kursk/")


def test_each_site_is_searched_in_its_language(page: Page, address: str) -> None:
    page.goto(f"{address}fr/")
    page.keyboard.press("/")
    dialog = page.locator("#bp-search")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("Koursk")
    link = dialog.locator("a[href*='/briefings/']").first
    expect(link).to_be_visible()
    assert (link.get_attribute("href") or "").startswith(
        (f"{address}fr/", "../", "briefings/", "/briefpress/fr/", "./")
    )
    assert "Close" not in dialog.inner_text()


class Frame(HTMLParser):
    """All words of a page outside its article: text, and what attributes say."""

    def __init__(self) -> None:
        super().__init__()
        self.words: set[str] = set()
        self._article = 0
        self._script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._script = tag if tag in ("script", "style") else ""
        self._article += tag == "article"
        if not self._article:
            self.words |= {
                value for name, value in attrs if name in ("title", "aria-label", "alt", "placeholder") and value
            }

    def handle_endtag(self, tag: str) -> None:
        self._article -= tag == "article"
        self._script = ""

    def handle_data(self, data: str) -> None:
        if self._script == "script" and '"translations"' in data:
            self.words |= set(json.loads(data)["translations"].values())
        elif not self._article and not self._script:
            self.words.add(" ".join(data.split()))


def words_around(path: Path) -> set[str]:
    frame = Frame()
    frame.feed(path.read_text("utf-8"))
    return {word for word in frame.words if re.search(r"[^\W\d_]", word)}


@pytest.mark.parametrize("path", ["index.html", "claims/index.html", "topics/kursk/index.html", "404.html"])
def test_no_word_of_the_frame_is_the_same_in_both_languages_but_names(dossier: Path, path: str) -> None:
    english, french = words_around(dossier / path), words_around(dossier / "fr" / path)
    heading = re.findall(r"<h1[^>]*>([^<]*)", (dossier / path).read_text("utf-8"))
    assert len(french) > 25
    assert english & french - {word.strip() for word in heading} <= NAMES | COGNATES
