"""The dossier, built once for all tests of a run, and a browser."""

import fcntl
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import open_browser, served

ROOT = Path(__file__).parents[2]


def briefpress(*arguments: str, folder: Path = ROOT, expected: int = 0) -> str:
    """Run the command as a user does; what it printed."""
    finished = subprocess.run(
        [sys.executable, "-m", "generator", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert finished.returncode == expected, finished.stdout + finished.stderr
    return finished.stdout + finished.stderr


def copy_of_the_site(folder: Path, is_french: bool = False) -> Path:
    """What git would clone of the site: its configuration, pages and briefings. In English alone, as a rule: that is built sooner."""
    folder.mkdir(parents=True)
    for name in ("mkdocs.yml", "glossary.yml", *(["mkdocs.fr.yml"] if is_french else [])):
        shutil.copy(ROOT / name, folder)
    for name in ("docs", "docs.fr", "briefings") if is_french else ("docs", "briefings"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def once(name: str, build: Callable[[Path], None], shared: Path) -> Path:
    """A site that is built once; workers of one run share it."""
    site = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (site / "index.html").exists():
            build(site)
    return site


@pytest.fixture(scope="session")
def dossier(shared: Path) -> Path:
    """The shipped site in both languages, built with MkDocs."""
    return once("dossier", _build_dossier, shared)


def _build_dossier(site: Path) -> None:
    briefpress("build", "--output", str(site))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with open_browser(is_shell=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(dossier: Path) -> Iterator[str]:
    """Where the dossier is served, with a slash at the end."""
    with served(dossier) as found:
        yield found


class Visit:
    """A page in a browser, and everything that went wrong on the way."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self._note("error", str(error)))
        page.on("request", lambda request: self._request(request.url, address))

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")

    def _request(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.complaints.append(f"a request left the host: {url}")
