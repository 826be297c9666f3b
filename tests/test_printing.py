"""Printing by a browser that may be missing, slow or broken: a small script stands in its place."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator import printing
from generator.printing import PrintError, find_browser, print_pdf

DAY = date(2025, 1, 2)
PRINTS = 'for a in "$@"; do case "$a" in --print-to-pdf=*) cat "$(dirname "$0")/given.pdf" > "${a#*=}";; esac; done\n'
Program = Callable[[str, str], Path]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Writes a script that is the only program of its name; nothing else is installed."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.setattr(printing, "_NAMES", ("our-chromium", "our-chrome"))
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    def write(name: str, script: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}")
        path.chmod(0o755)
        return path

    return write


def test_the_variable_wins_then_the_path_then_playwright(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    own = program("playwright/chromium-1200/chrome-linux/chrome", "")
    assert find_browser() == str(own)
    chrome = program("our-chrome", "")
    assert find_browser() == str(chrome)
    chromium = program("our-chromium", "")
    assert find_browser() == str(chromium)
    other = program("elsewhere", "")
    monkeypatch.setenv("CHROMIUM", str(other))
    assert find_browser() == str(other)


def test_a_variable_that_names_no_program_is_told(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program("our-chromium", "")
    monkeypatch.setenv("CHROMIUM", "/no/such/chrome")
    with pytest.raises(PrintError, match="CHROMIUM is “/no/such/chrome”, which is no program"):
        find_browser()


def test_a_browser_that_prints_nothing_is_told_without_its_own_words(
    program: Program, capfd: pytest.CaptureFixture[str]
) -> None:
    program("our-chromium", "echo noise; echo noise >&2; exit 1\n")
    with pytest.raises(PrintError, match="our-chromium has written no PDF"):
        print_pdf("<p>", DAY)
    assert capfd.readouterr() == ("", "")


def test_a_browser_that_hangs_is_stopped(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program("our-chromium", "exec sleep 60\n")
    monkeypatch.setattr(printing, "_SECONDS", 0.3)
    with pytest.raises(PrintError, match=r"has not printed within 0\.3 seconds, and was stopped"):
        print_pdf("<p>", DAY)


def test_a_program_that_can_t_run_is_told(program: Program, tmp_path: Path) -> None:
    program("our-chromium", "").write_bytes(b"\x7fELF nothing")
    with pytest.raises(PrintError, match="can't be started"):
        print_pdf("<p>", DAY)


def test_a_pdf_tells_the_day_of_the_clock_and_nothing_of_the_machine(program: Program, tmp_path: Path) -> None:
    given = (
        b"%PDF-1.4\n/Title (x)\n/Creator (Mozilla/5.0 \\(X11; Linux\\) HeadlessChrome/156)\n"
        b"/CreationDate (D:20261122213216+00'00')\n/ModDate (D:20261122213216+00'00')\n/ID (node00000406)\n/Headers [(node00000410)]\n"
    )
    (tmp_path / "given.pdf").write_bytes(given)
    program("our-chromium", PRINTS)
    made = print_pdf("<p>", DAY)
    assert len(made) == len(given)
    assert made.count(b"Date (D:20250102000000+00'00')") == 2
    assert b"/Creator (BriefPress)  " in made
    assert b"Linux" not in made
    assert b"(node00000001)" in made
    assert b"(node00000005)" in made


def test_a_browser_gets_a_profile_of_its_own_and_no_network(program: Program, tmp_path: Path) -> None:
    (tmp_path / "given.pdf").write_bytes(b"%PDF-1.4\n")
    program("our-chromium", f'printf "%s\\n" "$@" > {tmp_path}/said\n' + PRINTS)
    print_pdf("<p>", DAY)
    said = (tmp_path / "said").read_text().splitlines()
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in said
    profile = next(word.partition("=")[2] for word in said if word.startswith("--user-data-dir="))
    assert not Path(profile).exists()
