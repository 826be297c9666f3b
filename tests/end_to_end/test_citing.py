"""Copying a link or a citation, of a briefing and of each of its items, in a real browser."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator.pages import Page as Shown
from generator.render.page import render
from generator.render.style import ASSETS
from tests.end_to_end.conftest import Visit
from tests.end_to_end.test_reading import ENGLISH, FRENCH, violations
from tests.golden.items import FACT
from tests.golden.views import BRIEFING, SETTINGS
from tests.test_citation import TITLES, line, plain, read_bibtex
from tests.test_render_hostile import escaped

ONLINE = "https://briefpress.github.io/briefpress/briefings/"
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', {get: () => undefined}); Document.prototype.execCommand = () => false;"  # fmt: skip


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as made:
        made.grant_permissions(["clipboard-read", "clipboard-write"])
        yield made


@pytest.fixture
def page(context: BrowserContext) -> Page:
    made = context.new_page()
    made.clock.set_fixed_time(datetime(2026, 3, 1, 12))
    return made


def cite_button(page: Page, anchor: str) -> Locator:
    return page.locator(f"[id='{anchor}'] .bp-cite-button")


def copied(page: Page, form: str) -> str:
    """What is in the clipboard when a form has been chosen in the dialog."""
    page.locator(f".bp-citer [data-form={form}]").click()
    expect(page.locator(".bp-citer__status")).to_contain_text(":")
    text: str = page.evaluate("navigator.clipboard.readText()")
    assert text == page.locator(".bp-citer__shown").input_value()
    return text


def test_an_item_is_cited_in_every_form(page: Page, address: str) -> None:
    visit = Visit(page, address)
    page.goto(f"{address}briefings/{ENGLISH}/")
    fact = page.locator("#units-in-kursk .bp-item__text > .bp-text").inner_text()
    cite_button(page, "units-in-kursk").click()
    where = f"{ONLINE}{ENGLISH}/#units-in-kursk"
    text = copied(page, "text")
    assert f"Key fact: “{fact}”." in text
    assert text.endswith(f"{where} (accessed on 1 March 2026)")
    assert copied(page, "link") == where
    key, fields = read_bibtex(copied(page, "bibtex"))
    assert key == f"{ENGLISH}_units-in-kursk"
    assert (fields["url"], fields["urldate"]) == (where, "2026-03-01")
    assert plain(f"{{{fields['note']}}}") == f"Key fact: “{fact}”"
    (csl,) = json.loads(copied(page, "csl"))
    assert (csl["id"], csl["URL"]) == (key, where)
    assert csl["accessed"] == {"date-parts": [[2026, 3, 1]]}
    assert csl["note"] == f"Key fact: “{fact}”"
    assert visit.complaints == []


def test_every_item_and_the_briefing_itself_can_be_cited(page: Page, address: str) -> None:
    page.goto(f"{address}briefings/{FRENCH}/")
    items = page.locator(".bp-briefing :is(.bp-fact, .bp-quote, .bp-figure, .bp-question)[id]")
    assert items.count() > 12
    for place in range(items.count()):
        expect(items.nth(place).locator(".bp-cite-button")).to_have_count(1)
    page.locator(".bp-head__line .bp-cite-button").click()
    text = copied(page, "text")
    assert text.startswith(page.locator(".bp-citing__text").inner_text())
    assert text.endswith(f"{ONLINE}{FRENCH}/ (consulté le 1er mars 2026)")
    expect(page.locator(".bp-citer__status")).to_have_text("Copié\xa0: Référence")
    assert "note" not in read_bibtex(copied(page, "bibtex"))[1]
    assert json.loads(copied(page, "csl"))[0]["id"] == FRENCH


def test_a_keyboard_is_enough_and_the_focus_comes_back(page: Page, address: str) -> None:
    page.goto(f"{address}briefings/{ENGLISH}/")
    button = cite_button(page, "units-in-kursk")
    button.focus()
    expect(button).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.form") == "link"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".bp-citer__status")).to_have_text("Copied: BibTeX")
    page.keyboard.press("Escape")
    expect(page.locator(".bp-citer")).to_be_hidden()
    expect(button).to_be_focused()


def test_without_a_clipboard_the_text_is_selected(context: BrowserContext, page: Page, address: str) -> None:
    context.add_init_script(NO_CLIPBOARD)
    page.goto(f"{address}briefings/{ENGLISH}/")
    cite_button(page, "units-in-kursk").click()
    page.locator(".bp-citer [data-form=link]").click()
    expect(page.locator(".bp-citer__status")).to_contain_text("Copying was refused")
    expect(page.locator(".bp-citer__shown")).to_be_focused()
    expect(page.locator(".bp-citer__shown")).to_have_accessible_name("Link")
    assert page.evaluate("getSelection().toString()") == f"{ONLINE}{ENGLISH}/#units-in-kursk"


def test_without_scripts_a_briefing_says_how_to_cite_it(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}briefings/{ENGLISH}/")
        expect(page.locator(".bp-citing__text")).to_be_visible()
        page.locator(".bp-citing summary").first.press("Enter")
        expect(page.locator(".bp-citing__bibtex")).to_be_visible()
        assert page.locator(".bp-cite-button").count() == 0


@pytest.mark.parametrize("title", TITLES)
def test_a_hostile_title_is_cited_as_the_text_that_it_is(page: Page, title: str) -> None:
    changed: dict[str, Any] = {"title": title, "authors": (title,)}
    fact = msgspec.structs.replace(FACT, text=msgspec.structs.replace(FACT.text, text=escaped(title)))
    view = msgspec.structs.replace(BRIEFING, facts=(fact,), **changed)
    content = render(Shown(BRIEFING.address, "briefing", view), SETTINGS).content
    page.set_content(f'<!doctype html><html lang="en"><body><article lang="en">{content}</article></body></html>')
    page.add_script_tag(path=ASSETS / "cite.js")
    cite_button(page, "troops-sent").click()
    shown = page.locator(".bp-citer__shown")
    page.locator(".bp-citer [data-form=bibtex]").click()
    _, fields = read_bibtex(shown.input_value())
    note = f"Key fact: “{line(title)}”"
    assert plain(fields["title"]) == plain(fields["author"]) == line(title)
    assert plain(f"{{{fields['note']}}}") == note
    page.locator(".bp-citer [data-form=csl]").click()
    (csl,) = json.loads(shown.input_value())
    assert (csl["title"], csl["author"], csl["note"]) == (line(title), [{"literal": line(title)}], note)
    assert page.locator("dialog :is(script, img, b)").count() == 0


def test_the_dialog_is_accessible_and_fits_a_phone(page: Page, address: str) -> None:
    page.goto(f"{address}briefings/{ENGLISH}/")
    cite_button(page, "units-in-kursk").click()
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = page.locator(".bp-citer").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
