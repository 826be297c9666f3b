"""What a contributor sees while writing: every saved change in the browser, every mistake over the last good page."""

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.settings import clock
from generator.starter import new_site

PATIENCE = 30_000  # milliseconds; a machine with other work to do is slow


@pytest.fixture
def site(tmp_path: Path) -> Path:
    new_site(tmp_path / "site", clock())
    return tmp_path / "site"


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """The site under ``briefpress serve``."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # In the background of a script interrupts are ignored, and children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    command = [sys.executable, "-u", "-m", "generator", "serve", "--port", str(port), "--folder", str(site)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("http://"):
                break
        yield f"http://127.0.0.1:{port}/"
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(15) == 0
        finally:
            process.kill()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


def briefing_of(site: Path) -> Path:
    return next((site / "briefings").glob("*/*.yml"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def served(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        content: bytes = answer.read()
    return content


def test_an_edit_shows_and_a_mistake_lies_over_the_last_good_page_until_it_is_mended(
    site: Path, address: str, page: Page
) -> None:
    path = briefing_of(site)
    page.goto(f"{address}briefings/{path.stem}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("A first briefing")

    edit(path, "A first briefing", "Another headline")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Another headline", timeout=PATIENCE)

    edit(path, "status: unverified", "status: unverifed")
    problems = page.get_by_role("alert")
    expect(problems).to_contain_text(f"{path.relative_to(site)}:", timeout=PATIENCE)
    expect(problems).to_contain_text("did you mean “unverified”?")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Another headline")
    page.reload()
    expect(problems).to_contain_text("did you mean “unverified”?", timeout=PATIENCE)

    edit(path, "status: unverifed", "status: unverified")
    expect(problems).to_have_count(0, timeout=PATIENCE)

    edit(site / "docs" / "index.md", "# Our briefings", "# The desk’s briefings")
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text("The desk’s briefings", timeout=PATIENCE)


def test_an_edit_of_the_content_alone_shows_without_loading_the_page_anew(site: Path, address: str, page: Page) -> None:
    path = briefing_of(site)
    with page.expect_response(lambda answer: answer.request.resource_type == "fetch") as remembered:
        page.goto(f"{address}briefings/{path.stem}/")
    remembered.value.finished()
    page.evaluate("window.wasHere = document.querySelector('article').wasHere = true")
    with page.expect_response(lambda answer: answer.request.resource_type == "fetch") as followed:
        edit(site / "docs" / "index.md", "# Our briefings", "# The desk’s briefings")
    followed.value.finished()
    assert page.evaluate("document.querySelector('article').wasHere")  # the edit was of another page

    edit(path, "status: unverified", "status: corroborated")
    expect(page.locator(".bp-fact .bp-badge").first).to_contain_text("Corroborated", timeout=PATIENCE)
    assert page.evaluate("window.wasHere")

    edit(path, "A first briefing", "Another headline")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Another headline", timeout=PATIENCE)
    assert page.title().startswith("Another headline")


def test_an_edit_shows_that_was_built_before_the_page_listened(site: Path, address: str, page: Page) -> None:
    path = briefing_of(site)

    def edit_first(route: Route) -> None:
        edit(path, "A first briefing", "Another headline")
        while b'data-build="2"' not in served(address):
            time.sleep(0.05)
        route.continue_()

    page.route("**/live.js", edit_first, times=1)
    page.goto(f"{address}briefings/{path.stem}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Another headline", timeout=PATIENCE)


def test_only_the_local_name_and_files_of_the_site_are_served(site: Path, address: str) -> None:
    secret = site / ".briefpress" / "secret.txt"
    secret.write_text("secret", "utf-8")
    for path in ("..%2fsecret.txt", "../secret.txt", "%2e%2e/secret.txt", "assets/%00"):
        with pytest.raises(urllib.error.HTTPError) as answer:
            urllib.request.urlopen(address + path)
        assert answer.value.code == 404
        answer.value.close()
    stranger = urllib.request.Request(address, headers={"Host": "attacker.example"})
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(stranger)
    assert answer.value.code == 403
    answer.value.close()


def test_a_link_out_of_the_site_is_not_followed(site: Path, address: str) -> None:
    (site / ".briefpress" / "site" / "out").symlink_to(site / "mkdocs.yml")
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(f"{address}out")
    assert answer.value.code == 404
    answer.value.close()
    shutil.rmtree(site / ".briefpress", ignore_errors=True)
