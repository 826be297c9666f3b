"""HTML → PDF by a Chromium that is installed: headless, in a profile of its own, and without any network."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

VARIABLE: Final = "CHROMIUM"
"""The environment variable that names the browser."""
_NAMES: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
_PLAYWRIGHT: Final = {
    "darwin": "Library/Caches/ms-playwright",
    "win32": "AppData/Local/ms-playwright",
}
_PLAYWRIGHT_PROGRAMS: Final = (
    "chromium*-*/*/chrome",
    "chromium*-*/*/headless_shell",
    "chromium*-*/*/chrome-headless-shell",
    "chromium*-*/*/*.app/Contents/MacOS/*",
    "chromium*-*/*/*.exe",
)
_FLAGS: Final = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # whatever it asks for, there is no network
    "--font-render-hinting=none",  # letters stand where the font says, and not where some screen has pixels
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)
_SECONDS: Final = 120
_DATE: Final = re.compile(rb"(/(?:Creation|Mod)Date \(D:)[0-9]{14}(\+00'00'\))")
_NODE: Final = re.compile(rb"(?<=\(node)[0-9]{8}(?=\))")
_CREATOR: Final = re.compile(rb"/Creator \((?:[^()\\]|\\.){10,}\)", re.DOTALL)


class PrintError(Exception):
    """There is no PDF; the message says why and what to do, for people."""


def print_pdf(html: str, today: date) -> bytes:
    """The document as a PDF that was made on a day. PrintError when there is no browser, or it fails."""
    browser = find_browser()
    with TemporaryDirectory(prefix="briefpress-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "briefing.html").write_text(html, encoding="utf-8")
        _run(browser, folder)
        try:
            content = (folder / "briefing.pdf").read_bytes()
        except FileNotFoundError:
            content = b""
    if not content.startswith(b"%PDF-"):
        raise PrintError(f"{browser} has written no PDF; try another Chromium or Chrome: {VARIABLE} names it")
    return _without_traces(content, today)


def find_browser() -> str:
    """The browser to print with: the one that ``CHROMIUM`` names, one on the PATH, or Playwright's. PrintError without one."""
    if chosen := os.environ.get(VARIABLE):
        if found := shutil.which(chosen):
            return found
        raise PrintError(f"{VARIABLE} is “{chosen}”, which is no program; it names a Chromium, Chrome or Edge")
    found = next(filter(None, map(shutil.which, _NAMES)), None) or next(_of_playwright(), None)
    if not found:
        raise PrintError(
            "a PDF needs a Chromium, Chrome or Edge, and none was found; install one (Debian: apt install chromium), or name its "
            f"program in the variable {VARIABLE}"
        )
    return found


def _of_playwright() -> Iterator[str]:
    default = Path.home() / _PLAYWRIGHT.get(sys.platform, ".cache/ms-playwright")
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or default)
    for pattern in _PLAYWRIGHT_PROGRAMS:
        yield from (str(path) for path in sorted(folder.glob(pattern), reverse=True) if os.access(path, os.X_OK))


def _run(browser: str, folder: Path) -> None:
    # As root, Chromium starts only without its sandbox; the document's own policy lets nothing in it run.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    command = [
        browser,
        *_FLAGS,
        *(["--no-sandbox"] if is_root else []),
        f"--user-data-dir={folder / 'profile'}",
        f"--print-to-pdf={folder / 'briefing.pdf'}",
        (folder / "briefing.html").as_uri(),
    ]
    silent = subprocess.DEVNULL
    try:
        subprocess.run(command, stdin=silent, stdout=silent, stderr=silent, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise PrintError(f"{browser} has not printed within {_SECONDS} seconds, and was stopped; try again") from None
    except OSError as error:
        raise PrintError(f"{browser} can't be started: {error.strerror or error}; {VARIABLE} names another") from None


def _without_traces(pdf: bytes, today: date) -> bytes:
    """The PDF without what differs from machine to machine and from run to run. Nothing changes its place: an index names them.

    The day becomes that of the clock, the name of the system leaves, and the cells of tables, which Chromium numbers from
    where it happens to stand, are numbered from 1.
    """
    pdf = _DATE.sub(rb"\g<1>" + today.strftime("%Y%m%d").encode() + rb"000000\g<2>", pdf)
    pdf = _CREATOR.sub(lambda found: b"/Creator (BriefPress)".ljust(len(found[0])), pdf, count=1)
    before = min(map(int, _NODE.findall(pdf)), default=1) - 1
    return _NODE.sub(lambda found: b"%08d" % (int(found[0]) - before), pdf)
