"""Charts in a real browser: with its own fonts, on a phone, by keyboard, and without a script."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.end_to_end.conftest import Visit

INDICATORS = ("soldiers-in-russia", "soldiers-killed", "soldiers-killed-and-wounded", "km2-gained-in-a-month")
_FONTS = "document.fonts.ready.then(() => true)"
"""Whether the page has the fonts that it needs: until then, it has others in their place."""
_WORDS = """() => [...document.querySelectorAll(".bp-chart text")].filter(text => text.getClientRects().length).map(text => {
    const box = text.getBoundingClientRect();
    return {words: text.textContent, size: parseFloat(getComputedStyle(text).fontSize), left: box.left, right: box.right, top: box.top, bottom: box.bottom};
})"""
BRIEFING = "briefings/2024-10-28-nato-confirms-north-korean-troops/"


def meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two texts stand on one another, by more than the room that a line has above and below its letters."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return bool(across > 1 and down > 5)


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("name", INDICATORS)
def test_the_words_of_a_chart_can_be_read_on_any_screen(browser: Browser, address: str, name: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{address}indicators/{name}/")
        assert page.evaluate(_FONTS)
        words = page.evaluate(_WORDS)
    assert len(words) > 5
    assert all(text["size"] >= 12 for text in words)
    assert all(text["left"] >= 0 and text["right"] <= width for text in words)
    pairs = [
        (one["words"], other["words"]) for place, one in enumerate(words) for other in words[:place] if meet(one, other)
    ]
    assert pairs == []


@pytest.mark.parametrize("has_script", [True, False])
def test_a_mark_says_all_that_it_stands_for_by_keyboard_and_by_mouse(
    browser: Browser, address: str, has_script: bool
) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=has_script) as context:
        visit = Visit(context.new_page(), address)
        page = visit.page
        page.goto(f"{address}indicators/soldiers-in-russia/")
        marks = page.locator("a.bp-mark")
        hint = page.locator(".bp-chart__hint")
        expect(marks).to_have_count(7)
        expect(hint).to_be_visible()
        marks.first.focus()
        expect(marks.first.locator(".bp-mark__says")).to_be_visible()
        expect(hint).to_be_hidden()
        page.keyboard.press("Tab")
        expect(marks.nth(1)).to_be_focused()
        expect(marks.first.locator(".bp-mark__says")).to_be_hidden()
        expect(marks.nth(1).locator(".bp-mark__says")).to_contain_text(
            "Forecast · 28 October 2024 · Volodymyr Zelensky"
        )
        marks.nth(6).locator(".bp-mark__field").hover()
        expect(marks.nth(6).locator(".bp-mark__says")).to_be_visible()
        expect(marks.nth(1).locator(".bp-mark__says")).to_be_hidden()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}{BRIEFING}#twelve-thousand-soon")
        assert visit.complaints == []


def test_on_a_phone_what_a_mark_says_is_whole_and_can_be_pointed_to(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        for name in INDICATORS:
            page.goto(f"{address}indicators/{name}/")
            assert page.evaluate(_FONTS)
            room = float(page.locator(".bp-mark__says").first.get_attribute("height") or 0)
            heights = page.locator(".bp-mark__says p").evaluate_all("(all) => all.map((one) => one.scrollHeight)")
            assert max(heights) <= room
        mark = page.locator("a.bp-mark").last
        mark.locator(".bp-mark__field").hover()
        says = mark.locator(".bp-mark__says p")
        expect(says).to_be_visible()
        says.hover()
        page.wait_for_timeout(1000)  # longer than it stays for nobody
        expect(says).to_be_visible()


def test_a_screen_reader_hears_a_group_of_links_with_their_statements(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}indicators/soldiers-killed/")
        chart = page.get_by_role("group", name="Chart: North Korean soldiers killed")
        links = chart.get_by_role("link")
        expect(links).to_have_count(5)
        expect(links.first).to_have_accessible_name(
            "at least 100 · Estimate · 19 December 2024 · National Intelligence Service (South Korea) · "
            "North Korean soldiers killed, according to the NIS"
        )


def test_the_small_chart_leads_to_the_series_and_its_file_can_be_had(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address + BRIEFING)
        page.get_by_role("link", name="Series: 6 figures, 3,000 to 15,000 · 1 forecast").first.click()
        page.wait_for_url(f"{address}indicators/soldiers-in-russia/")
        with page.expect_download() as download:
            page.get_by_role("link", name="Download these figures as CSV").click()
        text = download.value.path().read_text("utf-8-sig")
        assert len(text.splitlines()) == 8
