"""The offline edition in a reader's hands: unpacked by usual tools, opened from the disk, without any network."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, flock
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Request, expect

from generator.engine import ENGINES
from tests.browser import served
from tests.end_to_end.conftest import ROOT, Visit, briefpress, copy_of_the_site
from tests.end_to_end.test_coming_back import FORGET, NEWEST
from tests.end_to_end.test_reading import violations
from tests.end_to_end.test_two_languages import switch
from tests.tiny_site import tree

FOLDER = "À lire hors ligne (été)"
ENGLISH = "briefings/2024-10-28-nato-confirms-north-korean-troops.html"


def tool(*names: str) -> str:
    """A program by one of its names; without it there is nothing to test with."""
    found = next(filter(None, map(shutil.which, names)), None)
    assert found, f"{names[0]} is not installed; run “make unpackers”"
    return found


def by_python(place: Path, folder: Path) -> None:
    with ZipFile(place) as archive:
        archive.extractall(folder)


def by_unzip(place: Path, folder: Path) -> None:
    subprocess.run([tool("unzip"), "-q", str(place), "-d", str(folder)], check=True)


def by_7z(place: Path, folder: Path) -> None:
    command = [tool("7z", "7zz", "7za"), "x", "-bso0", f"-o{folder}", str(place)]
    subprocess.run(command, check=True)


@pytest.fixture(scope="session", params=ENGINES)
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    """The dossier's edition, in both languages and, with another engine than the usual one, in English. Workers of one run share it."""
    folder = shared / f"edition-{request.param}"
    with folder.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not folder.exists():
            is_usual = request.param == ENGINES[0]
            site = ROOT if is_usual else copy_of_the_site(tmp_path_factory.mktemp("english") / "site")
            briefpress("pack", "--engine", request.param, "--to", str(folder), folder=site)
    [place] = folder.glob("*.zip")
    return place


@pytest.fixture(scope="session")
def unpacked(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder, below one with spaces and accents in its name."""
    folder = tmp_path_factory.mktemp("disk") / FOLDER
    by_python(edition, folder)
    return folder / edition.stem


# What doesn't depend on the engine is looked at once.
once = pytest.mark.parametrize("edition", ENGINES[:1], indirect=True)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A browser without a network; what it complains of, asks of anybody or doesn't find on the disk is noted."""
    with browser.new_context(offline=True, viewport={"width": 1280, "height": 900}) as context:
        visit = Visit(context.new_page(), "file:")
        visit.page.on("requestfailed", lambda request: note_missing(visit, request))
        yield visit


def note_missing(visit: Visit, request: Request) -> None:
    """A request that the browser gave up itself, because the reader went on to another page, is no missing file."""
    if request.failure != "net::ERR_ABORTED":
        visit.complaints.append(f"{request.failure}: {request.url}")


@pytest.mark.parametrize("unpack", [by_unzip, by_7z])
def test_usual_tools_unpack_the_same_files(
    edition: Path, unpacked: Path, unpack: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    unpack(edition, tmp_path / FOLDER)
    assert tree(tmp_path / FOLDER / edition.stem) == tree(unpacked)
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == [edition.stem]
    assert not [path for path in (tmp_path / FOLDER).rglob("*") if path.is_symlink()]


@once
def test_an_edition_is_what_verify_takes_for_one(edition: Path) -> None:
    assert "each as it was packed" in briefpress("verify", str(edition))


def test_a_reader_goes_from_the_home_page_to_a_briefing_and_a_topic(unpacked: Path, visit: Visit) -> None:
    page = visit.page
    page.goto((unpacked / "index.html").as_uri(), wait_until="load")
    card = page.locator(".bp-card").first
    title = card.locator(".bp-card__title a").inner_text()
    topic = card.locator(".bp-topics a").first
    name = topic.inner_text()
    topic.click()
    expect(page.locator("h1")).to_have_text(name)
    page.get_by_role("link", name="Home").first.click()
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("h1")).to_have_text(title)
    page.get_by_role("link", name="Download").first.click()
    expect(page.locator(".bp-download")).to_contain_text("This is the offline edition of")
    assert visit.complaints == []


@once
def test_a_briefing_on_the_disk_is_cited_by_its_address_online(unpacked: Path, visit: Visit) -> None:
    page = visit.page
    page.goto((unpacked / ENGLISH).as_uri(), wait_until="load")
    page.locator("[id='units-in-kursk'] .bp-cite-button").click()
    page.locator(".bp-citer [data-form=link]").click()
    online = f"https://briefpress.github.io/briefpress/{ENGLISH.removesuffix('.html')}/#units-in-kursk"
    expect(page.locator(".bp-citer__shown")).to_have_value(online)
    expect(page.locator(".bp-citer__status")).not_to_be_empty()
    assert visit.complaints == []


@once
def test_a_timeline_on_the_disk_is_narrowed_and_what_is_new_is_told(unpacked: Path, visit: Visit) -> None:
    page = visit.page
    page.goto((unpacked / "timeline.html").as_uri(), wait_until="load")
    page.locator("select[name=topic]").select_option("front-line")
    assert page.url.endswith("/timeline.html?topic=front-line")
    page.locator(".bp-rest__years a").last.click()
    page.wait_for_url("**/timeline/2023.html?topic=front-line")
    page.goto((unpacked / "index.html").as_uri(), wait_until="load")
    page.evaluate(FORGET, [48, NEWEST, ""])
    page.reload()
    expect(page.locator(".bp-news summary")).to_contain_text("1 new briefing since your last visit on ")
    assert visit.complaints == []


def test_a_briefing_on_the_disk_looks_as_it_does_online(unpacked: Path, visit: Visit) -> None:
    page = visit.page
    page.goto((unpacked / ENGLISH).as_uri() + "#units-in-kursk", wait_until="load")
    expect(page.locator("[id='units-in-kursk']")).to_be_in_viewport()
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    fonts = page.evaluate("document.fonts.ready.then(fonts => [...fonts].filter(f => f.status == 'loaded').length)")
    assert fonts > 1
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".bp-languages").get_by_role("link", name="Français").click()
    expect(page.locator("h1")).to_contain_text("OTAN")
    assert visit.complaints == []


@once
def test_on_the_disk_the_switch_leads_to_the_other_language_and_back(unpacked: Path, visit: Visit) -> None:
    page = visit.page
    for path in ("index.html", "claims.html", ENGLISH):
        page.goto((unpacked / path).as_uri(), wait_until="load")
        switch(page, "Français")
        expect(page).to_have_url((unpacked / "fr" / path).as_uri())
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        switch(page, "English")
        expect(page).to_have_url((unpacked / path).as_uri())
    assert visit.complaints == []


@once
def test_the_browser_enforces_the_policy_on_the_disk(unpacked: Path, visit: Visit) -> None:
    visit.page.goto((unpacked / ENGLISH).as_uri(), wait_until="load")
    ran = visit.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            return Boolean(window.ran);
        }"""
    )
    assert not ran


@once
def test_a_reader_downloads_from_the_site_the_edition_that_it_offers(
    browser: Browser, edition: Path, tmp_path: Path
) -> None:
    briefpress("build", "--output", str(tmp_path / "site"), "--edition", str(edition.parent))
    with served(tmp_path / "site") as address, browser.new_context() as context:
        visit = Visit(context.new_page(), address)
        visit.page.goto(f"{address}download/", wait_until="networkidle")
        assert violations(visit.page) == []
        with visit.page.expect_download() as download:
            visit.page.get_by_role("link", name="Download the offline edition").click()
        download.value.save_as(tmp_path / edition.name)
        assert visit.complaints == []
    assert (tmp_path / edition.name).read_bytes() == edition.read_bytes()
    assert download.value.suggested_filename == edition.name


def test_every_link_and_every_file_that_a_page_needs_is_on_the_disk(unpacked: Path) -> None:
    pages = sorted(unpacked.rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        for link in re.findall(r"\s(?:href|src)=\"?([^\"\s>]+)", page.read_text("utf-8")):
            path = unquote(unescape(link).partition("#")[0].partition("?")[0])
            if path and not re.match(r"https?:|mailto:|data:", path):
                assert (page.parent / path).is_file(), (page, link)
