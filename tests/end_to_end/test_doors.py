"""Two doors, two engines, any machine: the dossier comes out the same."""

import filecmp
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.end_to_end.conftest import ROOT, briefpress, copy_of_the_site


def differences(one: Path, other: Path) -> list[str]:
    """Every path that the two folders don't share byte for byte."""
    names = [{p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} for folder in (one, other)]
    _, mismatch, errors = filecmp.cmpfiles(one, other, sorted(names[0] & names[1]), shallow=False)
    return sorted(names[0] ^ names[1]) + mismatch + errors


def test_mkdocs_build_gives_the_same_bytes(dossier: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    assert differences(dossier, tmp_path / "site") == []


def test_zensical_gives_the_same_pages(dossier: Path, tmp_path: Path) -> None:
    briefpress("build", "--engine", "zensical", "--output", str(tmp_path / "site"))
    pages = [
        sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html")) for site in (dossier, tmp_path / "site")
    ]
    assert pages[0] == pages[1]


def test_another_folder_time_zone_and_locale_give_the_same_bytes(dossier: Path, tmp_path: Path) -> None:
    folder = copy_of_the_site(tmp_path / "un dossier à part", is_french=True)
    subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=folder,
        env=os.environ | {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    assert differences(dossier, folder / "site") == []


def test_a_mistake_leaves_the_old_site_as_it_was(dossier: Path, tmp_path: Path) -> None:
    folder = copy_of_the_site(tmp_path / "site", is_french=True)
    shutil.copytree(dossier, folder / "site")
    before = {path: path.read_bytes() for path in (folder / "site").rglob("*") if path.is_file()}
    briefing = next((folder / "briefings" / "2024").glob("*.yml"))
    briefing.write_text(briefing.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    said = briefpress("build", folder=folder, expected=1)
    assert "did you mean “title”?" in said
    assert {path: path.read_bytes() for path in (folder / "site").rglob("*") if path.is_file()} == before
