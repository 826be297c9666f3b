"""A real browser for tests and pictures: an installed Chromium, or Playwright's own."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserType, Error, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BASE = "/briefpress/"
"""The path of ``site_url`` in the shipped ``mkdocs.yml``."""
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed_browser() -> str | None:
    """Where the machine's own Chromium is, if there is one."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def open_browser(is_shell: bool = False) -> Iterator[Browser]:
    """Headless Chromium, as a shell without a window's parts if there is one; a missing one is a failure that says what to do."""
    with sync_playwright() as playwright:
        try:
            shell = _open_shell(playwright.chromium) if is_shell else None
            browser = shell or playwright.chromium.launch(executable_path=installed_browser(), args=FLAGS)
        except Exception as error:
            raise RuntimeError("no Chromium starts here; run “make browser”, which installs one") from error
        try:
            yield browser
        finally:
            browser.close()


def _open_shell(chromium: BrowserType) -> Browser | None:
    """The same engine without a window's parts, in which a page of its own costs a third: Debian's, or Playwright's own."""
    try:
        return chromium.launch(executable_path=shutil.which("chromium-headless-shell"), args=FLAGS)
    except Error:
        return None


class _Handler(http.server.SimpleHTTPRequestHandler):
    """The site's files below a base path, as on a project page of a forge."""

    base: str

    def __init__(self, *arguments: Any, base: str, **options: Any) -> None:
        self.base = base
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        """Nothing outside the base path is there."""
        return super().translate_path("/" + path.removeprefix(self.base) if path.startswith(self.base) else "/nowhere")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not found."""
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are not worth a line each."""


@contextmanager
def served(site: Path, base: str = BASE) -> Iterator[str]:
    """A folder at a local address, which ends in a slash."""
    handler = functools.partial(_Handler, directory=str(site), base=base)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{base}"
        server.shutdown()
