"""Lists that readers narrow, and what is new to those who come back: by two small scripts, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.end_to_end.conftest import Visit

KEY = "Object.keys(localStorage).find((key) => key.startsWith('briefpress.visits'))"
FORGET = f"""([hours, gone, old]) => {{
  const visits = JSON.parse(localStorage[{KEY}]);
  for (const visit of [visits.last, visits.current]) {{
    visit.time -= hours * 3600 * 1000;
    for (const address of Object.keys(visit.stamps)) {{
      if (gone && address.includes(gone)) delete visit.stamps[address];
      if (old && address.includes(old)) visit.stamps[address] = "2020-01-01.0";
    }}
  }}
  localStorage[{KEY}] = JSON.stringify(visits);
}}"""
# The theme has a storage of its own, and needs it.
REFUSE = """Storage.prototype.getItem = new Proxy(Storage.prototype.getItem, {
  apply(get, storage, [key]) {
    if (key.startsWith("briefpress")) throw new Error("no storage");
    return Reflect.apply(get, storage, [key]);
  },
});"""
NEWEST = "2025-09-03-seoul-raises-dead-to-2000"
OTHER = "2025-04-28-moscow-and-pyongyang-confirm"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as made:
        yield made


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def shown(page: Page) -> int:
    return page.locator(".bp-dated:visible").count()


def test_a_timeline_is_narrowed_by_topic_and_actor_and_the_address_keeps_it(page: Page, address: str) -> None:
    visit = Visit(page, address)
    page.goto(f"{address}timeline/2024-10/")
    everything = shown(page)
    page.locator("select[name=topic]").select_option("front-line")
    expect(page.get_by_role("status")).to_have_text(f"Shown: {shown(page)} of {everything}")
    assert 0 < shown(page) < everything
    assert page.url.endswith("/timeline/2024-10/?topic=front-line")
    narrowed = shown(page)
    page.locator("select[name=topic]").select_option("")
    page.locator("select[name=actor]").select_option("mark-rutte")
    assert page.url.endswith("?actor=mark-rutte")
    assert 0 < shown(page) < everything
    page.goto(f"{address}timeline/2024-10/?topic=front-line")
    assert shown(page) == narrowed
    expect(page.get_by_role("link", name="Go to The front line")).to_be_visible()
    page.locator(".bp-beside__newer").click()
    page.wait_for_url("**/timeline/2024-11/?topic=front-line")
    page.go_back()
    page.get_by_role("button", name="Show all").press("Enter")
    assert shown(page) == everything
    assert page.url.endswith("/timeline/2024-10/")
    assert not visit.complaints


def test_months_of_which_nothing_is_left_are_not_shown(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/?topic=military-aid")
    assert page.locator(".bp-span:visible").count() == page.locator(".bp-span:visible:has(.bp-dated:visible)").count()
    assert page.locator(".bp-span:visible").count() < page.locator(".bp-span").count()


def test_what_the_page_has_nothing_of_is_said(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/2023/?actor=nobody")
    page.goto(f"{address}timeline/2024-10/?actor=%3Cimg%20src=x%3E")
    assert shown(page) == 0
    expect(page.get_by_role("status")).to_contain_text("Shown: 0 of")
    assert page.locator("article img").count() == 0


def test_the_question_board_is_narrowed_to_a_topic(page: Page, address: str) -> None:
    page.goto(f"{address}questions/")
    questions = page.locator(".bp-question.bp-item:visible")
    everything = questions.count()
    page.locator("select[name=topic]").select_option("front-line")
    assert 0 < questions.count() < everything
    expect(page.get_by_role("status")).to_have_text(f"Shown: {questions.count()} of {everything}")


def test_without_scripts_a_timeline_is_whole_and_leads_to_the_topics(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}timeline/2024-10/?topic=front-line")
        assert shown(page) == page.locator(".bp-dated").count()
        assert page.locator(".bp-choices__form").is_hidden()
        expect(page.locator(".bp-choices__ways").get_by_role("link", name="The front line")).to_be_visible()
        page.goto(address)
        assert page.locator(".bp-news").is_hidden()


def test_nothing_is_new_on_the_first_visit_nor_when_nothing_has_come_since(page: Page, address: str) -> None:
    visit = Visit(page, address)
    for hours in (0, 5):
        page.goto(address)
        assert page.locator(".bp-news").is_hidden()
        page.evaluate(FORGET, [hours, "", ""])
    page.reload()
    assert page.locator(".bp-news").is_hidden()
    assert not visit.complaints


def test_what_came_and_what_changed_is_told_and_marked_until_it_is_read(page: Page, address: str) -> None:
    visit = Visit(page, address)
    page.goto(address)
    page.evaluate(FORGET, [48, NEWEST, OTHER])
    page.reload()
    news = page.locator(".bp-news")
    expect(news.locator("summary")).to_contain_text("1 new briefing, 1 updated briefing since your last visit on ")
    assert news.locator("li:visible").count() == 2
    expect(page.locator(".bp-card", has=page.locator(f"a[href*='{NEWEST}']")).locator(".bp-badge--new")).to_have_text(
        "New"
    )
    expect(
        page.locator(".bp-card", has=page.locator(f"a[href*='{OTHER}']")).locator(".bp-badge--updated")
    ).to_be_visible()
    # Who follows one of the links and comes back still finds the other.
    news.get_by_role("link").first.click()
    page.wait_for_url(f"**/{NEWEST}/")
    page.goto(address)
    assert page.locator(".bp-news li:visible").count() == 2
    page.get_by_role("button", name="Mark all as read").press("Enter")
    assert news.is_hidden()
    assert page.evaluate("document.activeElement.matches('h1, h2, h3')")
    assert page.locator(".bp-badge--new, .bp-badge--updated").count() == 0
    page.reload()
    assert news.is_hidden()
    assert not visit.complaints


def test_a_visit_that_is_over_takes_its_news_with_it(page: Page, address: str) -> None:
    page.goto(address)
    page.evaluate(FORGET, [48, NEWEST, ""])
    page.reload()
    assert page.locator(".bp-news").is_visible()
    page.evaluate(FORGET, [1, "", ""])
    page.reload()
    assert page.locator(".bp-news").is_hidden()


def test_what_comes_while_another_tab_is_open_is_not_lost(context: BrowserContext, address: str) -> None:
    first = context.new_page()
    first.goto(address)
    # The first tab stays open and knows nothing of what comes now.
    first.evaluate(FORGET, [0, NEWEST, ""])
    second = context.new_page()
    second.goto(address)
    expect(second.locator(".bp-news summary")).to_contain_text("1 new briefing since")
    first.close()
    third = context.new_page()
    third.goto(address)
    expect(third.locator(".bp-news summary")).to_contain_text("1 new briefing since")


@pytest.mark.parametrize("stored", ["null", "{}", "[", '{"last": 1, "current": {}}'])
def test_what_else_is_in_the_storage_does_no_harm(page: Page, address: str, stored: str) -> None:
    visit = Visit(page, address)
    page.goto(address)
    page.evaluate(f"(text) => {{ localStorage[{KEY}] = text; }}", stored)
    page.reload()
    page.evaluate(FORGET, [48, NEWEST, ""])
    page.reload()
    assert page.locator(".bp-news").is_visible()
    assert not visit.complaints


def test_without_a_storage_nothing_is_shown_and_nothing_goes_wrong(page: Page, address: str) -> None:
    visit = Visit(page, address)
    page.add_init_script(REFUSE)
    page.goto(address)
    page.reload()
    assert page.locator(".bp-news").is_hidden()
    assert not visit.complaints


def test_nothing_but_the_storage_knows_of_a_visit(
    context: BrowserContext, page: Page, address: str, dossier: Path
) -> None:
    page.goto(address)
    assert context.cookies() == []
    for name in ("news", "narrow"):
        text = (dossier / f"assets/{name}.js").read_text("utf-8")
        assert not [
            word
            for word in ("cookie", "fetch", "innerHTML", "XMLHttpRequest", "sendBeacon", "eval")
            if f"{word}(" in text or f".{word}" in text
        ]
