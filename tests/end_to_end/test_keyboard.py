"""Everything can be done with a keyboard alone, and where the focus is can be seen: a walk from the first page to a chart's figure."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

MANY = 150
"""More presses of the Tab key than any page of the walk needs."""

LOOK = """(selector) => {
    const element = document.activeElement;
    // The theme hides its switches; the label after each stands for it.
    const label = element.matches("input.md-option, input.md-toggle") ? element.nextElementSibling : null;
    const marks = [element, element.closest("label, a"), label, ...element.querySelectorAll("*")].filter(Boolean);
    const isShown = (one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    };
    const isMarked = (one) => ["outlineStyle", "boxShadow"].some((name) => getComputedStyle(one)[name] !== "none") ||
        (one.matches(".bp-mark__field") && getComputedStyle(one).stroke !== "none");
    return {
        there: element.matches(selector),
        name: element.outerHTML.slice(0, 160),
        shown: marks.some(isShown),
        marked: marks.some((one) => isShown(one) && isMarked(one)),
    };
}"""
"""What the reader sees of the element that has the focus."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as context:
        yield context.new_page()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus; on the way and there, what has it can be seen and is marked."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        seen = page.evaluate(LOOK, selector)
        assert seen["shown"], seen["name"]
        assert seen["marked"], seen["name"]
        if seen["there"]:
            return
    raise AssertionError(f"the Tab key never reaches {selector} on {page.url}")


def test_a_reader_walks_from_the_first_page_to_a_figure_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    page.keyboard.press("Enter")
    tab_to(page, ".bp-card__title a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefings/*/")
    # A briefing: its sections, an item's own address, a citation.
    tab_to(page, ".bp-jump a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#_key-facts")
    tab_to(page, ".bp-item a.bp-permalink")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').matches('.bp-item')")
    # From a small chart to the large one, and from a figure in it to the briefing that gives it.
    tab_to(page, "a[href*='/indicators/'], a[href*='indicators/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicators/**")
    tab_to(page, "svg a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/briefings/*/#*")


def test_on_a_phone_the_navigation_opens_and_closes_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{address}contribute/")
        button = page.get_by_role("button", name="Navigation", exact=True)
        expect(button).to_have_attribute("aria-expanded", "false")
        # Closed, it takes no focus: the walk goes by it.
        tab_to(page, ".md-content a")
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        # The list of this part of the site lies over the first one; from there one goes back.
        expect(page.locator(":focus")).to_have_text("Contribute")
        page.keyboard.press("Enter")
        expect(page.locator(":focus")).to_have_attribute("class", re.compile("md-nav__link"))
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Space")
        tab_to(page, ".md-sidebar a[href*='timeline']")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}timeline/")


def test_the_board_is_narrowed_and_read_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}questions/")
    shown = page.locator("li.bp-question:visible")
    everything = shown.count()
    tab_to(page, "select[name=topic]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert 0 < shown.count() < everything
    tab_to(page, ".bp-choices button")
    page.keyboard.press("Enter")
    expect(shown).to_have_count(everything)
    expect(page.locator(":focus")).to_have_attribute("name", "topic")
    tab_to(page, "li.bp-question a")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda found: not found.startswith(f"{address}questions/"))
