"""What comes out of a printer: a topic, a briefing and an actor on A4, each item whole, with addresses, and the label on every sheet."""

import io
import re

import msgspec
import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.end_to_end.test_exporting import A4
from tests.end_to_end.test_reading import ENGLISH

ONLINE = "https://briefpress.github.io/briefpress/"
TOPIC = "topics/kursk/"
ITEMS = {
    TOPIC: ".bp-line, .bp-figures tbody tr, .bp-question, .bp-card, .bp-dated",
    f"briefings/{ENGLISH}/": ".bp-fact, .bp-quote, .bp-figures tbody tr, .bp-question, .bp-source",
    "actors/nis/": ".bp-act",
}


WORDS = ".bp-text, .bp-line__title, .bp-dated__words, .bp-figure__label, .bp-source__title"


READ = """([items, words]) => {
    document.querySelectorAll(".bp-unseen").forEach(one => one.remove());
    const own = item => (item.querySelector(words) || item).innerText;
    const sections = [...document.querySelectorAll(".bp-section")].filter(one => one.querySelector(items));
    return [
        [...document.querySelectorAll(items)].map(item => [own(item), item.innerText]),
        sections.map(one => [one.querySelector("h2").innerText, own(one.querySelector(items))]),
        [...document.querySelectorAll(".bp-card__title a")].map(one => [one.innerText, one.getAttribute("href")]),
    ];
}"""


SHOWN = "(all) => all.map((one) => one.getClientRects().length > 0)"
SCHEMES = {"light": "default", "dark": "slate"}
COLOURS = """() => ["h1", "h2", "p", "p a", "code", ".highlight span"].map(
    (selector) => getComputedStyle(document.querySelector(`article ${selector}`)).color)"""


class Paper(msgspec.Struct):
    """A page in print, as plain letters and digits: what stands for a mark or a space in a PDF differs."""

    sheets: list[str]
    items: list[tuple[str, str]]
    """The first words of each, and the last."""
    headings: list[tuple[str, str]]
    """Of each section, and the first words of its first item."""
    cards: list[tuple[str, str]]
    """The title of each briefing, and where it leads."""


@pytest.fixture(scope="module")
def papers(browser: Browser, address: str) -> dict[str, Paper]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        return {path: printed(context.new_page(), address, path) for path in ITEMS}


def printed(page: Page, address: str, path: str) -> Paper:
    page.goto(address + path)
    page.emulate_media(media="print")
    items, headings, cards = page.evaluate(READ, [ITEMS[path], WORDS])
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in reader.pages} == {A4}
    return Paper(
        [letters(sheet.extract_text()) for sheet in reader.pages],
        [(letters(words)[:16], letters(whole)[-8:]) for words, whole in items],
        [(letters(heading), letters(first)[:16]) for heading, first in headings],
        [(letters(title), letters(where)) for title, where in cards],
    )


def letters(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", text)


@pytest.mark.parametrize("path", ITEMS)
def test_every_sheet_has_the_label_and_there_is_nothing_to_press(papers: dict[str, Paper], path: str) -> None:
    sheets = papers[path].sheets
    assert len(sheets) > 1
    for number, text in enumerate(sheets, 1):
        assert f"{number}{len(sheets)}" in text
        assert text.count("TLPCLEAR") >= 2
        assert len(text) > 100, "an empty sheet"
    whole = "".join(sheets)
    assert letters(f"{ONLINE}{path}") in whole
    for word in ("Skip to content", "Suggest a change", "Back to top", "All topics", "Search among"):
        assert letters(word) not in whole, word


@pytest.mark.parametrize("path", ITEMS)
def test_no_item_is_cut(papers: dict[str, Paper], path: str) -> None:
    assert len(papers[path].items) > 10
    for first, last in papers[path].items:
        assert any(first in sheet and last in sheet for sheet in papers[path].sheets), (first, last)


@pytest.mark.parametrize("path", ITEMS)
def test_a_heading_stands_on_the_sheet_of_what_follows(papers: dict[str, Paper], path: str) -> None:
    for heading, first in papers[path].headings:
        assert any(heading in sheet and first in sheet for sheet in papers[path].sheets), (heading, first)


def test_numbers_of_sources_are_printed_only_where_the_sources_are(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.emulate_media(media="print")
        for path in ITEMS:
            page.goto(address + path)
            numbers = page.locator(".bp-page .bp-cite").evaluate_all(SHOWN)
            assert numbers
            assert set(numbers) == {path.startswith("briefings/")}, path


def test_a_page_is_printed_dark_on_light_whatever_the_screen_was(browser: Browser, address: str) -> None:
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        colours = []
        for scheme in ("light", "dark"):
            page.emulate_media(media="screen", color_scheme=scheme)
            page.goto(f"{address}contribute/writing/")
            expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
            page.emulate_media(media="print", color_scheme=scheme)
            page.wait_for_timeout(300)  # the theme fades its colours
            colours.append(page.evaluate(COLOURS))
        assert colours[0] == colours[1]


def test_a_printed_topic_names_every_briefing_by_its_number_and_its_address(papers: dict[str, Paper]) -> None:
    whole = "".join(papers[TOPIC].sheets)
    assert len(papers[TOPIC].cards) == 4
    for number, (title, where) in enumerate(papers[TOPIC].cards, 1):
        assert f"{number}{title}{letters(ONLINE)}{where}" in whole
    assert letters(f"{ONLINE}indicators/soldiers-killed/") in whole
