"""The second door, ``mkdocs build``: the same site, by the real MkDocs."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from generator.build import build
from tests.tiny_site import settings_of, tree, write_site
from tests.two_languages import write_two_languages

ROOT = Path(__file__).parents[1]
EPOCH = "1717200000"  # the tiny site's clock


def environment(folder: Path) -> dict[str, str]:
    (folder / "tmp").mkdir(exist_ok=True)
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
        "TMPDIR": str(folder / "tmp"),
    }


def mkdocs(folder: Path, *arguments: str, expected: int = 0, **variables: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-P", "-m", "mkdocs", "build", *arguments],
        cwd=folder,
        env=environment(folder) | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    said = finished.stdout + finished.stderr
    assert finished.returncode == expected, said
    assert list((folder / "tmp").iterdir()) == [], "no temporary file is left"
    return said


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site built through the first door."""
    folder = write_site(tmp_path_factory.mktemp("door") / "tiny")
    build(settings_of(folder))
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """The same in a folder of the test's own."""
    return shutil.copytree(built, tmp_path / "tiny")


def test_both_doors_give_the_same_bytes_anywhere(folder: Path) -> None:
    first = tree(folder / "site")
    shutil.rmtree(folder / "site")
    mkdocs(folder, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="7")
    assert tree(folder / "site") == first
    assert "404.html" in first


def test_both_doors_give_the_same_bytes_in_two_languages(tmp_path: Path) -> None:
    folder = write_two_languages(tmp_path / "tiny")
    build(settings_of(folder))
    first = tree(folder / "site")
    shutil.rmtree(folder / "site")
    mkdocs(folder, "--strict")
    assert tree(folder / "site") == first


def test_one_language_alone_is_not_built(tmp_path: Path) -> None:
    folder = write_two_languages(tmp_path / "tiny")
    said = mkdocs(folder, "-f", "mkdocs.fr.yml", expected=1)
    assert "mkdocs.fr.yml is one language of the site that mkdocs.yml describes" in said
    assert "Traceback" not in said
    assert not (folder / "site").exists()


def test_both_doors_continue_each_other(folder: Path) -> None:
    assert "0 files written" in mkdocs(folder)


def test_another_folder_can_be_chosen(folder: Path) -> None:
    mkdocs(folder, "--site-dir", "elsewhere", "--strict")
    assert tree(folder / "elsewhere") == tree(folder / "site")


def test_a_mistake_in_a_briefing_is_told_and_the_old_site_stays(folder: Path) -> None:
    before = tree(folder / "site")
    path = folder / "briefings/2024-03-01-port.yml"
    path.write_text(path.read_text().replace("title:", "titel:"))
    said = mkdocs(folder, expected=1)
    assert "briefings/2024-03-01-port.yml:1:1: error: " in said
    assert "did you mean “title”?" in said
    assert "Traceback" not in said
    assert tree(folder / "site") == before


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("briefings/2024-03-01-port.yml", "    url: https://example.org/notice\n", ""),  # a warning of ours
        ("docs/about.md", "# About", "# About\n\n[x](nowhere.md)"),  # a warning of MkDocs
    ],
)
def test_in_strict_mode_a_warning_leaves_the_old_site(folder: Path, path: str, old: str, new: str) -> None:
    before = tree(folder / "site")
    (folder / path).write_text((folder / path).read_text().replace(old, new))
    said = mkdocs(folder, "--strict", expected=1)
    assert "Traceback" not in said
    assert tree(folder / "site") == before


def test_a_folder_of_somebody_else_is_refused(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "thesis").write_text("!")
    assert "holds files that BriefPress did not write" in mkdocs(folder, "-d", "mine", expected=1)
    assert tree(folder / "mine") == {"thesis": b"!"}


def test_mkdocs_serve_shows_the_site_and_follows_a_briefing(folder: Path) -> None:
    with closing(socket.socket()) as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-P", "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/tiny/briefings/2024-03-01-port/"
    path = folder / "briefings/2024-03-01-port.yml"
    try:
        first = _wait_for(address, "The port is closed.")
        assert "livereload" in first
        assert "Content-Security-Policy" not in first, "it would forbid the script that reloads the page"
        path.write_text(path.read_text().replace("The port is closed.", "The port is open."))
        _wait_for(address, "The port is open.")
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str, text: str) -> str:
    html = ""
    for _ in range(150):
        time.sleep(0.1)
        try:
            with urllib.request.urlopen(address) as response:
                html = str(response.read(), "utf-8")
        except OSError:
            continue
        if text in html:
            return html
    raise AssertionError(f"{text!r} does not appear: {html[:200]}")
