"""Abbreviations that are explained where they stand, and the help on keys and signs, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.end_to_end.conftest import Visit
from tests.end_to_end.test_reading import ENGLISH, FRENCH, violations

NATO = "North Atlantic Treaty Organization"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as context:
        yield context.new_page()


def test_an_abbreviation_is_explained_to_a_finger_and_to_a_keyboard(page: Page, address: str) -> None:
    visit = Visit(page, address)
    page.goto(f"{address}briefings/{ENGLISH}/")
    abbreviation, tip = page.locator(f"abbr[title='{NATO}']").first, page.locator("#_term")
    abbreviation.click()
    expect(tip).to_be_visible()
    expect(tip).to_have_text(NATO)
    page.locator("h1").click()
    expect(tip).to_be_hidden()
    page.keyboard.press("Tab")
    abbreviation.focus()
    expect(tip).to_be_visible()
    expect(abbreviation).to_have_attribute("aria-describedby", "_term")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    assert visit.complaints == []


def test_of_each_abbreviation_one_is_a_stop_for_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}briefings/{ENGLISH}/")
    stops = page.locator("abbr[tabindex='0']").all_inner_texts()
    assert stops
    assert len(stops) == len(set(stops))
    assert page.locator("abbr").count() > len(stops)


def test_without_scripts_the_abbreviations_are_listed(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}briefings/{FRENCH}/")
        page.get_by_role("link", name=re.compile(r"^\d+ abréviations")).click()
        listed = page.locator(".bp-terms")
        expect(listed).to_be_visible()
        expect(listed).to_contain_text("Organisation du traité de l’Atlantique nord")


def test_what_keys_do_and_signs_mean_is_a_key_away(page: Page, address: str) -> None:
    visit = Visit(page, address)
    page.goto(f"{address}briefings/{ENGLISH}/")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys and signs")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Independent sources agree")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.set_viewport_size({"width": 390, "height": 844})
    button = page.get_by_role("button", name="Keys and signs")
    button.click()
    expect(dialog).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []
    page.get_by_role("button", name="Close").click()
    expect(button).to_be_focused()
    assert visit.complaints == []


def test_keys_lead_to_the_briefings_beside(page: Page, address: str) -> None:
    page.goto(f"{address}briefings/{ENGLISH}/")
    newer = page.locator(".bp-beside__newer").evaluate("link => link.href")
    page.keyboard.press("n")
    page.wait_for_url(newer)
    page.keyboard.press("p")
    expect(page).not_to_have_url(newer)


def test_keys_mean_letters_while_someone_writes(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    field = page.locator("#bp-search-page input[type=search]")
    field.click()
    page.keyboard.type("n?p")
    expect(field).to_have_value("n?p")
    expect(page.locator(".bp-help")).to_have_count(0)


def test_keys_of_one_character_can_be_switched_off(page: Page, address: str) -> None:
    page.goto(f"{address}briefings/{ENGLISH}/")
    page.keyboard.press("?")
    switch = page.get_by_role("switch")
    expect(switch).to_be_checked()
    switch.press(" ")
    page.keyboard.press("Escape")
    for is_loaded_anew in (False, True):
        if is_loaded_anew:
            page.goto(f"{address}timeline/")
        for key in ("?", "/", "s", "n"):
            page.keyboard.press(key)
        expect(page.locator("dialog[open]")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.locator("#bp-search")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keys and signs").click()
    page.get_by_role("switch").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#bp-search")).to_be_visible()
