"""What a reader can rely on, on every kind of page of the dossier."""

from collections.abc import Iterator
from pathlib import Path

import axe_core_python.sync_playwright as axe
import pytest
from playwright.sync_api import Browser, Page, expect

from generator.load.document import read_briefing
from generator.markup import plain
from generator.model.briefing import Briefing, Figure, KeyFact, OpenQuestion, Quote
from generator.outline import items_of
from tests.end_to_end.conftest import ROOT, Visit

FRENCH = "2024-10-28-otan-confirme-troupes-nord-coreennes"
ENGLISH = "2024-10-28-nato-confirms-north-korean-troops"
KINDS = {
    "home": "",
    "briefing": f"briefings/{ENGLISH}/",
    "briefing in French": "briefings/2024-12-02-725-km2-gagnes-en-novembre/",
    "briefing with words that were searched": f"briefings/{ENGLISH}/?highlight=north+korean+confirmed+kursk",
    "archive": "briefings/",
    "year": "briefings/2024/",
    "timeline": "timeline/",
    "timeline of a year": "timeline/2024/",
    "timeline of a month": "timeline/2024-10/?topic=front-line",
    "corrections": "corrections/",
    "topic": "topics/kursk/",
    "actor": "actors/mark-rutte/",
    "indicator": "indicators/soldiers-killed/",
    "claim": f"claims/{FRENCH}_units-in-kursk/",
    "claims": "claims/",
    "questions": "questions/",
    "sources": "sources/",
    "topics": "topics/",
    "actors": "actors/",
    "indicators": "indicators/",
    "download": "download/",
    "contributors": "contribute/",
    "reference": "reference/slots/",
    "not found": "404.html",
    "French home": "fr/",
    "French briefing in French": f"fr/briefings/{FRENCH}/",
    "English briefing in French": f"fr/briefings/{ENGLISH}/",
    "questions in French": "fr/questions/",
    "timeline in French": "fr/timeline/",
    "topic in French": "fr/topics/kursk/",
    "indicator in French": "fr/indicators/soldiers-killed/",
    "claim in French": f"fr/claims/{FRENCH}_units-in-kursk/",
    "corrections in French": "fr/corrections/",
    "download in French": "fr/download/",
    "search in French": "fr/search/",
    "not found in French": "fr/404.html",
}
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that look at colours."""
VIOLATIONS = """async (rules) => {
    // Who listens for another scheme has heard of it two frames later; then the theme fades its colours.
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
    const fading = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(fading.map((one) => one.finished));
    const chosen = rules.length ? {runOnly: {type: "rule", values: rules}} : {};
    const {violations} = await axe.run({...chosen, resultTypes: ["violations"]});
    return violations.map(({id, nodes}) => [id, nodes.slice(0, 3).map(({html}) => html.slice(0, 200))]);
}"""
"""Of what axe tells, only what it tells against a page leaves the browser: the rest is a megabyte."""
each_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())


def read(name: str) -> Briefing:
    path = ROOT / "briefings" / "2024" / f"{name}.yml"
    briefing = read_briefing(str(path), path.read_bytes()).content
    assert isinstance(briefing, Briefing)
    return briefing


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.mark.parametrize("name", [FRENCH, ENGLISH])
def test_the_first_briefing_shows_every_item_at_its_own_address(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}briefings/{name}/")
    for _, item in items_of(read(name)):
        match item:
            case KeyFact() | Quote():
                words = plain(item.text)
            case Figure():
                words = plain(item.label)
            case OpenQuestion():
                words = plain(item.question)
        shown = page.locator(f"[id='{item.id}']")
        assert shown.is_visible(), item.id
        assert " ".join(words.split()) in " ".join(shown.inner_text().split())


def test_the_first_briefing_has_every_kind_of_item(page: Page, address: str) -> None:
    page.goto(f"{address}briefings/{ENGLISH}/")
    briefing = read(ENGLISH)
    for section, items in (
        ("_key-facts", briefing.key_facts),
        ("_quotes", briefing.quotes),
        ("_figures", briefing.figures),
        ("_open-questions", briefing.open_questions),
    ):
        assert len(items) > 3
        assert page.locator(f"[id='{section}']").is_visible(), section


@each_kind
def test_a_page_is_accessible_and_keeps_to_its_host(browser: Browser, address: str, path: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as context:
        visit = Visit(context.new_page(), address)
        visit.page.goto(address + path, wait_until="networkidle")
        assert violations(visit.page) == []
        visit.page.emulate_media(color_scheme="dark")
        expect(visit.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        assert violations(visit.page, *OF_COLOURS) == []
        visit.page.set_viewport_size({"width": 390, "height": 844})
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert visit.complaints == []


def violations(page: Page, *rules: str) -> list[tuple[str, list[str]]]:
    """What axe says against a page, by all its rules or by some: the rule, and the first elements that break it."""
    page.evaluate(axe.Axe().axe_script)
    return [(rule, elements) for rule, elements in page.evaluate(VIOLATIONS, rules)]


def test_a_missing_page_is_found_at_any_depth(page: Page, address: str) -> None:
    page.goto(f"{address}briefings/no-such-briefing/deeper/")
    page.get_by_role("link", name="Briefings").first.click()
    assert page.url == f"{address}briefings/"


def test_a_briefing_reads_without_javascript(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}briefings/{ENGLISH}/")
        assert page.get_by_text("Today I can confirm").first.is_visible()
        page.locator(".bp-languages").get_by_role("link", name="Français").click()
        assert page.url == f"{address}briefings/{FRENCH}/"


def test_a_policy_forbids_other_hosts_in_every_page(dossier: Path) -> None:
    pages = list(dossier.rglob("*.html"))
    assert len(pages) > 50
    for path in pages:
        html = path.read_text("utf-8")
        assert '<meta http-equiv="Content-Security-Policy" content="default-src ' in html, path


def test_the_browser_enforces_the_policy(page: Page, address: str) -> None:
    page.goto(f"{address}briefings/{ENGLISH}/")
    ran = page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            return Boolean(window.ran);
        }"""
    )
    assert not ran


def test_a_claim_goes_from_denied_to_confirmed_by_those_who_denied(page: Page, address: str) -> None:
    page.goto(f"{address}briefings/{ENGLISH}/#units-in-kursk")
    ladder = []
    for anchor in ("units-in-kursk", "soldiers-in-kursk", "fought-in-kursk"):
        fact = page.locator(f"[id='{anchor}']")
        ladder.append(
            (fact.locator(".bp-item__line .bp-status").inner_text(), fact.locator(".bp-stance").all_inner_texts())
        )
        steps = fact.locator(".bp-step__link")
        expect(steps.nth(len(ladder) - 1)).to_have_attribute("aria-current", "step")
        if len(ladder) < 3:
            steps.nth(len(ladder)).click()
    assert ladder == [
        ("Unverified", ["Denies", "Denies"]),
        ("Corroborated", []),
        ("Confirmed", ["Confirms", "Confirms"]),
    ]
    fact.get_by_role("link", name="This claim over time").click()
    turns = [text.split("\n") for text in page.locator(".bp-turn").all_inner_texts()]
    assert [tuple(line.partition(": ")[0] for line in lines) for lines in turns] == [
        ("Russia denied (by 28 October 2024)", "and later confirmed (26 April 2025)"),
        ("North Korea denied (by 28 October 2024)", "and later confirmed (28 April 2025)"),
    ]
    denied, confirmed = (line.partition(": ")[2] for line in turns[0])
    assert denied.startswith("North Korean military units are deployed in the Kursk region")
    assert confirmed.startswith("North Korean soldiers fought in the Kursk region")


def test_a_claim_is_found_by_any_fact_that_it_might_have_begun_with(page: Page, address: str) -> None:
    page.goto(f"{address}claims/2025-01-23-western-officials-count-1000-dead_soldiers-in-kursk/")
    expect(page).to_have_url(f"{address}claims/{FRENCH}_units-in-kursk/")


def test_an_outdated_fact_leads_to_what_is_known_now(page: Page, address: str) -> None:
    page.goto(f"{address}briefings/{ENGLISH}/")
    page.locator("#units-in-kursk .bp-updated a").click()
    expect(page).to_have_url(f"{address}briefings/2025-04-28-moscow-and-pyongyang-confirm/#fought-in-kursk")
