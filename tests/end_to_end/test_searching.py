"""What a reader can rely on when searching: in a real browser, hosted."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from unicodedata import category
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from generator.build import build
from generator.form import Form, file_of
from generator.search.words import alternates, words
from generator.settings import read_settings
from tests.browser import served
from tests.end_to_end.conftest import Visit, briefpress, once
from tests.end_to_end.test_reading import violations
from tests.searchable import BEST, FAIR, GOOD, YEARS, write_searchable, write_years

FRENCH, ENGLISH = "L’armée fait état d’un évènement à Koursk", "The ministry reports on its deployments"
GOLDEN = {
    "armée": FRENCH,
    "l’armée": FRENCH,
    "l'armée": FRENCH,
    "armee": FRENCH,
    "evenement": FRENCH,
    "événement": FRENCH,
    "évènements": FRENCH,
    "Coree": FRENCH,
    "Corée": FRENCH,
    "nord-coréens": FRENCH,
    "nord-coréen": FRENCH,
    "478 km²": FRENCH,
    "478": FRENCH,
    "déployées": FRENCH,
    "ils auront bientôt douze mille hommes": FRENCH,
    "Pyongyang reçoit": FRENCH,
    "Zurich": ENGLISH,
    "reporting": ENGLISH,
    "deploy": ENGLISH,
    "harbour unguarded": ENGLISH,
    "“leave the harbour”": ENGLISH,
}
NAMES = {
    "Zelensky": ("Volodymyr Zelensky", FRENCH),
    "muller": ("Łukasz Müller", ENGLISH),
    "łukasz MÜLLER": ("Łukasz Müller", ENGLISH),
}
QUESTIONS = {
    "How many soldiers were killed?": "North Korean soldiers killed",
    "how many casualties": "Casualties",
    "How many North Korean troops are in Russia?": "North Korean troops in Russia",
    "Combien de soldats nord-coréens ?": "Soldats nord-coréens en Russie",
    "Quand Pyongyang a-t-il confirmé ?": "Moscow, then Pyongyang, confirm that North Korean soldiers fought in Kursk",
    "Où sont les soldats nord-coréens ?": "Soldats nord-coréens en Russie",
}
"""What one may ask of the dossier."""
BOTH = ("12 000", "12000", "12,000", "12.000")
DIALOG = "#bp-search"
hosted = pytest.mark.parametrize("site", ["folders"], indirect=True, ids=["hosted"])
"""For what doesn't depend on how the pieces of the index come."""
STATUS = f"{DIALOG} .bp-search__status"


class Site(NamedTuple):
    """Where a site stands, and how its pages are named there."""

    root: str
    form: Form

    def at(self, address: str) -> str:
        """Where a page is; what follows a question mark stays."""
        path, _, rest = address.partition("?")
        return f"{self.root}{file_of(path, self.form).removesuffix('index.html')}{'?' if rest else ''}{rest}"

    @property
    def home(self) -> str:
        return f"{self.root}index.html" if self.form == "files" else self.root


@pytest.fixture(scope="session", params=["folders", "files"], ids=["hosted", "from the disk"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Site]:
    """The small site for searching: on a server, and as its offline edition, unpacked."""

    def build(place: Path) -> None:
        folder = write_searchable(tmp_path_factory.mktemp("searchable"))
        if request.param == "folders":
            briefpress("build", "--output", str(place), folder=folder)
        else:
            briefpress("pack", "--to", str(folder / "dist"), folder=folder)
            with ZipFile(next((folder / "dist").glob("*.zip"))) as edition:
                edition.extractall(folder / "unpacked")
            next((folder / "unpacked").iterdir()).rename(place)

    built = once(f"searchable {request.param} é", build, shared)
    if request.param == "files":
        yield Site(f"{built.as_uri()}/", "files")
    else:
        with served(built, "/tiny/") as address:
            yield Site(address, "folders")


@pytest.fixture(scope="session")
def years(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Site]:
    """A site of many years, whose index has a shard for every two of them."""

    def make(place: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("generator.search.index.SHARD", 6)
            build(read_settings(write_years(tmp_path_factory.mktemp("years")), site=place))

    built = once("years", make, shared)
    shards = {path.name.partition("_")[0] for path in (built / "assets/search/index").glob("x*.facets")}
    assert len(shards) > len(YEARS) // 2
    with served(built, "/tiny/") as address:
        yield Site(address, "folders")


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """A page of its own, which must give no error and ask no other host."""
    with visited(browser, site) as made:
        yield made


@pytest.fixture
def visit_years(browser: Browser, years: Site) -> Iterator[Visit]:
    """The same in the site of many years."""
    with visited(browser, years) as made:
        yield made


@contextmanager
def visited(browser: Browser, site: Site) -> Iterator[Visit]:
    """The site's first page, which with all that follow must give no error and ask no other host."""
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        made = Visit(context.new_page(), site.root)
        made.page.goto(site.home)
        yield made
        assert made.complaints == []


def titles(page: Page, query: str) -> list[str]:
    """What the dialog finds for a query."""
    field = page.locator(f"{DIALOG} input")
    if not field.is_visible():
        page.keyboard.press("/")
    field.fill("")
    field.press_sequentially(query)
    # The last key's answer, not an earlier one's.
    expect(page.locator(f"{DIALOG} .bp-results")).to_have_attribute("data-query", query)
    return page.locator(f"{DIALOG} .bp-result__title").all_inner_texts()


def test_what_is_typed_finds_what_is_written(visit: Visit) -> None:
    found = {query: titles(visit.page, query) for query in GOLDEN}
    assert {query: texts[:1] for query, texts in found.items()} == {query: [text] for query, text in GOLDEN.items()}


def test_a_question_is_answered_although_no_answer_has_its_first_words(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        found = {query: titles(page, query)[:1] for query in QUESTIONS}
        assert found == {query: [text] for query, text in QUESTIONS.items()}
        titles(page, "How many soldiers were killed?")
        figure = page.locator(f"{DIALOG} .bp-result__item", has_text="North Korean soldiers killed, according to").first
        expect(figure).to_contain_text(re.compile("Figure.*about 300", re.S))


def test_a_name_finds_who_bears_it_and_then_where_they_spoke(visit: Visit) -> None:
    assert {query: tuple(titles(visit.page, query)) for query in NAMES} == NAMES


def test_a_number_is_found_in_both_languages_however_its_digits_are_grouped(visit: Visit) -> None:
    assert [set(titles(visit.page, query)) for query in BOTH] == [{FRENCH, ENGLISH}] * len(BOTH)


@pytest.mark.parametrize("query", ["xylophone", "qqqqqq"])
def test_what_is_not_there_gives_advice_and_hidden_briefings_nothing(visit: Visit, site: Site, query: str) -> None:
    assert titles(visit.page, query) == []
    expect(visit.page.locator(".bp-nothing")).to_contain_text(f"Nothing was found for “{query}”.")
    expect(visit.page.locator(".bp-nothing a")).to_have_attribute("href", site.home)


@hosted
def test_a_word_that_is_nowhere_is_not_passed_over_in_silence(visit: Visit) -> None:
    assert titles(visit.page, "koursk qqqqqq") == [FRENCH]
    expect(visit.page.locator(STATUS)).to_have_text("No page has all of these words. These come nearest:")


@hosted
def test_the_browser_sees_the_same_words_as_the_index(visit: Visit) -> None:
    texts = [*GOLDEN, *BOTH, *(path.read_text("utf-8") for path in sorted(Path("briefings").rglob("*.yml")))]
    texts += [find_text(number) for number in range(12)]
    page = visit.page
    titles(page, "koursk")
    for lang in ("fr", "en", "fr-CA", "de", "zh"):
        heard = page.evaluate("([texts, lang]) => texts.map((text) => briefpress.words.of(text, lang))", [texts, lang])
        assert heard == [words(text, lang) for text in texts]
        every = page.evaluate(
            "([texts, lang]) => texts.map((text) => briefpress.words.every(text, lang))", [texts, lang]
        )
        for text, all_words in zip(texts, every, strict=True):
            assert set(all_words) >= set(words(text, lang)) | set(alternates(text, lang))


def find_text(number: int) -> str:
    """Letters and signs of Europe and China, the same every time; the newest scripts are not known alike everywhere."""
    ranges = ((0x20, 0x530), (0x1E00, 0x2100), (0x2150, 0x2190), (0x4E00, 0x4F00), (0xFB00, 0xFB07))
    signs = [chr(sign) for start, end in ranges for sign in range(start, end) if category(chr(sign)) != "Cn"]
    return "".join(signs[(number * 7919 + place * 104729) % len(signs)] for place in range(400))


def test_results_say_kind_status_speaker_and_date_and_lead_to_the_item(visit: Visit, site: Site) -> None:
    page = visit.page
    titles(page, "bientôt douze mille")
    item = page.locator(f"{DIALOG} .bp-result__item").first
    expect(item).to_contain_text("Quote")
    expect(item).to_contain_text("Volodymyr Zelensky · 28 October 2024")
    expect(item.locator("mark").first).to_have_text("bientôt")
    titles(page, "478")
    item = page.locator(f"{DIALOG} .bp-result__item").first
    expect(item).to_contain_text("Key fact")
    expect(item).to_contain_text("Unverified")
    item.locator("a").click()
    page.wait_for_url(site.at("briefings/2024-10-28-evenement/?highlight=478") + "#gain")
    expect(page.locator("#gain mark")).to_have_text("478")
    expect(page.locator("#gain")).to_be_in_viewport()
    # The same again leads to where one already is.
    titles(page, "478")
    item.locator("a").click()
    expect(page.locator(DIALOG)).not_to_be_visible()


@hosted
@pytest.mark.parametrize("key", ["/", "s", "Control+k"])
def test_a_key_opens_the_search_escape_closes_it_and_the_focus_returns(visit: Visit, key: str) -> None:
    page = visit.page
    link = page.locator(".md-content a").first
    link.focus()
    page.keyboard.press(key)
    expect(page.locator(f"{DIALOG} input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).not_to_be_visible()
    expect(link).to_be_focused()


@hosted
def test_arrows_walk_through_the_results_and_enter_follows(visit: Visit, site: Site) -> None:
    page = visit.page
    titles(page, "ministry")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{DIALOG} .bp-result__title").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{DIALOG} .bp-result__item a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"{DIALOG} input")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(site.at("briefings/2023-05-01-ministry/?highlight=ministry"))


@hosted
def test_keys_that_are_typed_into_a_field_stay_there(visit: Visit, site: Site) -> None:
    page = visit.page
    page.goto(site.at("search/"))
    page.locator("#bp-search-page input[name=q]").press_sequentially("sos/")
    expect(page.locator(DIALOG)).to_have_count(0)
    expect(page.locator("#bp-search-page input[name=q]")).to_have_value("sos/")


def test_a_search_with_filters_can_be_sent_to_others(visit: Visit, site: Site) -> None:
    page = visit.page
    page.goto(site.at("search/"))
    page.locator("#bp-search-page input[name=q]").fill("12000")
    results = page.locator(".bp-search-page .bp-result__title")
    expect(results).to_have_count(2)
    page.get_by_text("Forecast").first.wait_for(state="visible")
    page.locator("summary", has_text="Language").click()
    page.get_by_label("English").check()
    expect(results).to_have_text([ENGLISH])
    assert page.url == site.at("search/?q=12000&language=en")
    page.get_by_label("Key fact").check()
    expect(page.locator(".bp-search-page .bp-result__item")).to_have_count(1)
    page.goto(site.at("search/?q=12000&kind=figure"))
    expect(results).to_have_text([FRENCH])
    expect(page.get_by_label("Figure")).to_be_checked()
    page.go_back()
    expect(results).to_have_text([ENGLISH])


@hosted
def test_filters_alone_list_what_they_let_through_newest_first(visit: Visit, site: Site) -> None:
    page = visit.page
    page.goto(site.at("search/?kind=quote&sort=date"))
    expect(page.locator(".bp-search-page .bp-result__title")).to_have_text([FRENCH, ENGLISH])
    expect(page.locator(".bp-search-page .bp-result__item")).to_have_count(2)
    page.goto(site.at("search/?status=contested"))
    expect(page.locator(".bp-search-page .bp-result__item")).to_have_text(
        [re.compile("Contested.*Corée du Nord", re.S)]
    )
    page.goto(site.at("search/?q=koursk&state=answered"))
    expect(page.locator(".bp-nothing")).to_contain_text("Remove a filter.")


@hosted
@pytest.mark.parametrize("query", ["12000", "soldats"])
def test_a_count_is_what_choosing_it_shows(visit: Visit, site: Site, query: str) -> None:
    page = visit.page
    page.goto(site.at(f"search/?q={query}"))
    boxes = page.locator(".bp-facet__value")
    expect(boxes).not_to_have_count(0)
    promised = {
        (box.locator("input").get_attribute("name"), box.locator("input").get_attribute("value")): box.locator(
            ".bp-facet__count"
        ).text_content()
        for box in boxes.all()
    }
    for (name, value), count in promised.items():
        page.goto(site.at(f"search/?q={query}&{name}={value}"))
        expect(page.locator(".bp-search-page .bp-search__status")).to_have_text(re.compile(f"^{count} page"))
        expect(page.locator(".bp-search-page .bp-result")).to_have_count(int(count or 0))


@hosted
def test_choosing_more_of_one_facet_widens_and_of_two_narrows(visit: Visit, site: Site) -> None:
    page = visit.page
    results = page.locator(".bp-search-page .bp-result")
    page.goto(site.at("search/?q=12000&kind=figure&kind=fact"))
    expect(results).to_have_count(2)
    kinds = page.locator('[data-facet="kind"] label')
    expect(kinds.filter(has_text="Key fact")).to_have_text(re.compile("1$"))
    page.goto(site.at("search/?q=12000&kind=figure&language=en"))
    expect(results).to_have_count(0)
    page.goto(site.at("search/?kind=zzz&topic=%3Cimg%3E"))
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator(".bp-facet input:checked")).to_have_count(0)


@hosted
def test_dates_and_names_in_another_language_are_found(visit: Visit) -> None:
    for query in ("28 octobre 2024", "2024-10-28", "octobre 2024"):
        assert titles(visit.page, query)[:1] == [FRENCH]
    assert titles(visit.page, "2023-05-01")[:1] == [ENGLISH]
    assert titles(visit.page, "contesté")[:1] == [FRENCH]


@hosted
def test_escape_closes_at_once_and_a_key_still_opens_after_a_button_was_used(visit: Visit) -> None:
    page = visit.page
    titles(page, "koursk")
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).not_to_be_visible()
    page.keyboard.press("/")
    expect(page.locator(f"{DIALOG} input")).to_have_value("koursk")


@hosted
def test_titles_come_first(visit: Visit) -> None:
    assert titles(visit.page, "ministry")[0] == ENGLISH
    assert titles(visit.page, "Ports")[0] == "Ports"


def test_without_javascript_the_page_says_where_to_look(browser: Browser, site: Site) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.at("search/"))
        expect(page.locator("noscript a")).to_have_attribute("href", "../" if site.form == "folders" else "index.html")
        expect(page.locator(".bp-search-button")).to_have_count(0)


@hosted
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_can_be_used_by_everyone(browser: Browser, site: Site, scheme: str) -> None:
    with browser.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(site.home)
        titles(page, "soldats")
        assert violations(page) == []
        page.goto(site.at("search/?q=12000"))
        expect(page.locator(".bp-facet")).not_to_have_count(0)
        assert violations(page) == []


@hosted
def test_results_print_as_wide_as_the_paper_without_what_one_presses(visit: Visit, site: Site) -> None:
    page = visit.page
    page.goto(site.at("search/?q=12000&kind=figure&kind=fact"))
    expect(page.locator(".bp-facet")).not_to_have_count(0)
    page.emulate_media(media="print")
    expect(page.locator("#bp-search-page input[name=q]")).to_be_visible()
    for pressed in page.locator("#bp-search-page :is(select, button, summary, [type=checkbox])").all():
        expect(pressed).not_to_be_visible()
    expect(page.locator(".bp-search-page .bp-result__item").first).to_contain_text(re.compile("Figure|Key fact"))
    widths = page.locator(".bp-search-page, .bp-search__found").evaluate_all(
        "(all) => all.map((one) => one.clientWidth)"
    )
    assert widths[0] == widths[1]
    assert len(PdfReader(BytesIO(page.pdf())).pages) == 1


def test_little_is_moved_before_anyone_searches(browser: Browser, site: Site) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.removeprefix(site.root)))
        page.goto(site.home)
        page.wait_for_load_state("networkidle")
        assert [path for path in asked if path.startswith("assets/search/")] == ["assets/search/search.js"]


@pytest.mark.parametrize("missing", ["**/worker.js*", "**/index/*.pf_meta*", "**/pagefind.wasm*"])
def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(browser: Browser, site: Site, missing: str) -> None:
    if "worker" in missing and site.form == "files":
        missing = "**/index/*.pf_index*"
    with browser.new_context() as context:
        page = context.new_page()
        page.route(missing, lambda route: route.abort())
        page.goto(site.home)
        page.keyboard.press("/")
        page.locator(f"{DIALOG} input").press_sequentially("koursk")
        expect(page.locator(STATUS)).to_have_text(re.compile("could not be loaded"), timeout=15_000)
        page.unroute(missing)
        assert titles(page, "koursk") == [FRENCH]


@hosted
def test_the_page_of_a_search_that_cannot_be_loaded_says_so(browser: Browser, site: Site) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/kit.js", lambda route: route.abort())
        page.goto(site.at("search/"))
        expect(page.locator("#bp-search-page").get_by_role("status")).to_contain_text("could not be loaded")


RESULTS = ".bp-search-page .bp-result"


def all_titles(page: Page, address: str) -> list[str]:
    """What the page of the search finds, to the last result."""
    page.goto(address)
    expect(page.locator(RESULTS)).not_to_have_count(0)
    more = page.get_by_role("button", name="More results")
    while more.count():
        shown = page.locator(RESULTS).count()
        more.click()
        expect(page.locator(RESULTS).nth(shown)).to_be_visible()
    return page.locator(f"{RESULTS}__title").all_inner_texts()


def counts(page: Page, facet: str) -> dict[str, int]:
    """The values of a facet, each with how many pages it promises."""
    group = page.locator(f'[data-facet="{facet}"]')
    group.wait_for()
    values = group.locator(".bp-facet__name").all_text_contents()
    return dict(zip(values, map(int, group.locator(".bp-facet__count").all_text_contents()), strict=True))


def test_who_comes_back_from_a_result_finds_as_many_and_the_same_place(visit_years: Visit, years: Site) -> None:
    page = visit_years.page
    address = years.at("search/?q=convoy&sort=date")
    page.goto(address)
    page.get_by_role("button", name="More results").click()
    expect(page.locator(RESULTS)).to_have_count(20)
    page.locator(f"{RESULTS}__title").nth(14).scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 0
    page.locator(f"{RESULTS}__title").nth(14).click()
    page.wait_for_url(re.compile("highlight=convoy"))
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(20)
    page.wait_for_function("(place) => Math.abs(scrollY - place) < 2", arg=place)
    assert page.url == address
    page.locator("#bp-search-page input[name=q]").fill("lorries")
    expect(page.locator(RESULTS)).to_have_count(10)


def test_who_comes_back_to_an_earlier_search_finds_what_was_shown_of_it(visit_years: Visit, years: Site) -> None:
    page = visit_years.page
    page.goto(years.at("search/?q=lorries"))
    page.get_by_role("button", name="More results").click()
    expect(page.locator(RESULTS)).to_have_count(20)
    page.get_by_label("Contested").check()
    expect(page.locator(RESULTS)).to_have_count(10)
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(20)
    page.go_forward()
    expect(page.locator(RESULTS)).to_have_count(10)


def test_answers_of_all_years_are_found_the_best_or_the_newest_first(visit_years: Visit, years: Site) -> None:
    page = visit_years.page
    assert all_titles(page, years.at("search/?q=lighthouse")) == [BEST, GOOD, FAIR]
    assert all_titles(page, years.at("search/?q=lighthouse&sort=date")) == [FAIR, GOOD, BEST]
    newest = [f"Convoy of {month} {year}" for year in reversed(YEARS) for month in ("March", "February", "January")]
    newest[-3] = BEST
    assert all_titles(page, years.at("search/?q=convoy&sort=date")) == newest
    assert sorted(all_titles(page, years.at("search/?q=convoy"))) == sorted(newest)


def test_filters_and_their_counts_hold_for_all_years(visit_years: Visit, years: Site) -> None:
    page = visit_years.page
    page.goto(years.at("search/?q=lorries"))
    expect(page.locator(".bp-search-page .bp-search__status")).to_have_text(f"{3 * len(YEARS)} pages")
    assert counts(page, "status") == {"Unverified": 24, "Contested": 12}
    assert counts(page, "topic") == {"Ports": 30, "Roads": 6}
    # A whole number of times what is shown at once: there is no more then.
    assert len(all_titles(page, years.at("search/?q=lorries&topic=Ports"))) == 30
    page.go_back()
    page.locator('[data-facet="year"] summary').click()
    page.locator('[data-facet="year"] button').click()
    assert counts(page, "year") == {str(year): 3 for year in reversed(YEARS)}
    address = years.at("search/?q=lorries&status=contested&year=2013&year=2022&sort=date")
    assert all_titles(page, address) == ["Convoy of February 2022", "Convoy of February 2013"]
    assert counts(page, "status") == {"Unverified": 4, "Contested": 2}
    assert counts(page, "topic") == {"Ports": 1, "Roads": 1}
