"""``briefpress pack``: what is in an edition, of what day it is, and when it is the same."""

import os
import shutil
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.build import BuildError
from generator.edition.archive import write_archive
from generator.edition.commit import Commit, commit_of
from generator.edition.manifest import MANIFEST, Manifest, read_manifest
from generator.edition.pack import as_of, check_names, pack
from generator.edition.verify import verify
from generator.settings import all_sources, read_settings
from tests.tiny_site import settings_of, tree, write_site

NAME = "briefpress-tiny-7-7"
DAY = date(2024, 5, 4)


@pytest.fixture(autouse=True)
def no_fixed_clock(fixed_clock: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")


def git(folder: Path, *arguments: str, **variables: str) -> str:
    configuration = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    finished = subprocess.run(
        ["git", *configuration, *arguments], cwd=folder, env=os.environ | variables, capture_output=True, check=True
    )
    return finished.stdout.decode().strip()


def committed(folder: Path) -> Path:
    """The folder as a checkout of one commit, which was made late on a day west of Greenwich."""
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    moment = "2024-05-03T23:30:00-05:00"
    git(
        folder, "commit", "--quiet", "-m", "The site", GIT_COMMITTER_DATE=moment, GIT_AUTHOR_DATE="2020-01-01T00:00:00Z"
    )
    return folder


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return committed(write_site(tmp_path_factory.mktemp("site") / "tiny"))


@pytest.fixture(scope="module")
def packed(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the checkout, made by the command."""
    folder = tmp_path_factory.mktemp("dist")
    run(checkout, folder)
    return folder / f"{NAME}-{DAY}.zip"


def run(site: Path, to: Path, **variables: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | variables
    finished = subprocess.run(
        [sys.executable, "-m", "generator", "pack", "--folder", str(site), "--to", str(to)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def manifest_in(place: Path) -> Manifest:
    with ZipFile(place) as archive:
        return read_manifest(archive.read(f"{place.stem}/{MANIFEST}"))


def test_an_edition_is_of_the_day_of_its_commit_and_says_what_it_is(checkout: Path, packed: Path) -> None:
    manifest = manifest_in(packed)
    assert (manifest.site, manifest.date) == ("Tiny {{ 7 * 7 }}", "2024-05-04")
    assert manifest.commit == git(checkout, "rev-parse", "HEAD")
    assert (manifest.tlp, manifest.drafts) == ("clear", False)
    assert [file.path for file in manifest.files if file.path.endswith(".html")] == [
        "about.html",
        "actors/harbour-office.html",
        "briefings/2024-03-01-port.html",
        "briefings/2024-03-02-port.html",
        "briefings/2024.html",
        "index.html",
        "indicators/waiting.html",
        "timeline/2024-03.html",
        "timeline/2024.html",
        "topics/ports.html",
    ]
    assert verify(packed).faults == ()
    assert sorted(path.name for path in packed.parent.iterdir()) == [packed.name, f"{packed.name}.sha256"]


def test_the_sum_beside_an_edition_is_one_that_sha256sum_reads(packed: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", f"{packed.name}.sha256"], cwd=packed.parent, check=True)


def test_a_language_that_was_not_committed_is_told_with_the_commit(checkout: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(checkout, tmp_path / "tiny"))
    (folder / "mkdocs.de.yml").write_text("INHERIT: mkdocs.yml\ntheme: {language: de}\n")
    commit = commit_of(folder, *all_sources(read_settings(folder)))
    assert commit == Commit(git(checkout, "rev-parse", "HEAD") + "+changes", None)


def test_another_checkout_of_the_commit_gives_the_same_bytes(checkout: Path, packed: Path, tmp_path: Path) -> None:
    clone = tmp_path / "un clone à part"
    git(tmp_path, "clone", "--quiet", str(checkout), str(clone))
    for path in clone.glob("docs/*.md"):
        os.utime(path, (10**9, 10**9))
        path.chmod(0o600)
    run(clone, tmp_path / "dist", TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="7")
    assert tree(tmp_path / "dist") == tree(packed.parent)
    assert git(clone, "status", "--porcelain") == ""


def test_everything_in_it_is_a_plain_file_of_that_day(packed: Path) -> None:
    with ZipFile(packed) as archive:
        entries = archive.infolist()
    assert [info.filename for info in entries] == sorted(info.filename for info in entries)
    assert {info.date_time for info in entries} == {(2024, 5, 4, 0, 0, 0)}
    assert {info.external_attr >> 16 for info in entries} == {stat.S_IFREG | 0o644}
    assert {(info.extra, info.comment, info.create_system) for info in entries} == {(b"", b"", 3)}


@pytest.mark.parametrize(("day", "shown"), [(date(1970, 1, 1), (1980, 1, 1)), (date(2200, 1, 1), (2107, 12, 31))])
def test_a_day_that_no_zip_can_name_becomes_the_nearest(tmp_path: Path, day: date, shown: tuple[int, ...]) -> None:
    write_archive(tmp_path / "a.zip", {"a/b": b""}, day)
    with ZipFile(tmp_path / "a.zip") as archive:
        assert archive.infolist()[0].date_time[:3] == shown


def test_a_clean_checkout_is_its_commit(checkout: Path) -> None:
    assert commit_of(checkout, checkout / "docs", checkout / "briefings") == Commit(
        git(checkout, "rev-parse", "HEAD"), DAY
    )


@pytest.mark.parametrize("path", ["docs/about.md", "mkdocs.yml", "briefings/new.yml", "docs/more/new.md"])
def test_a_changed_or_added_file_is_told_with_the_commit(checkout: Path, tmp_path: Path, path: str) -> None:
    folder = shutil.copytree(checkout, tmp_path / "copy")
    (folder / path).parent.mkdir(exist_ok=True)
    with (folder / path).open("a") as file:
        file.write("\n# more\n")
    commit = commit_of(folder, folder / "docs", folder / "briefings")
    assert commit == Commit(git(checkout, "rev-parse", "HEAD") + "+changes", None)


def test_what_the_site_is_not_made_of_and_what_git_ignores_changes_nothing(checkout: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(checkout, tmp_path / "copy")
    (folder / ".git/info/exclude").write_text("*.swp\n")
    (folder / "docs/about.md.swp").write_text("")
    (folder / "notes.txt").write_text("")
    assert commit_of(folder, folder / "docs", folder / "briefings") == commit_of(checkout)


def test_without_git_there_is_no_commit(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_site(tmp_path / "tiny")
    assert commit_of(folder) is None
    git(folder, "init", "--quiet")
    assert commit_of(folder) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commit_of(checkout) is None


def test_a_site_that_another_repository_does_not_hold_is_of_no_commit_of_it(checkout: Path, tmp_path: Path) -> None:
    outer = shutil.copytree(checkout, tmp_path / "outer")
    inner = write_site(outer / "inner")
    assert commit_of(inner, inner / "docs", inner / "briefings") is None


def test_the_clock_is_the_commit_s_unless_the_environment_sets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = read_settings(write_site(tmp_path / "tiny"))
    today = settings.today
    assert as_of(settings, Commit("a" * 40, DAY), tmp_path).today == DAY
    assert as_of(settings, Commit("a" * 40 + "+changes", None), tmp_path).today >= today
    assert as_of(settings, None, tmp_path).today >= today
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717200000")
    assert as_of(settings, Commit("a" * 40, DAY), tmp_path).today == date(2024, 6, 1)


def test_names_that_some_system_can_t_hold_are_told_all_at_once_by_their_files(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "tiny")
    (folder / "docs/aux.md").write_text("# A")
    (folder / "docs/What?.txt").write_text("")
    settings = settings_of(folder, form="files")
    files = ["aux.html", "What?.txt", "Index.html", "index.html", "manifest.json"]
    with pytest.raises(BuildError) as error:
        check_names(dict.fromkeys(files, folder), NAME, settings)
    assert [f"{problem.path}: {problem.message}" for problem in error.value.problems] == [
        "docs/What?.txt: the offline edition can't hold “What?.txt”: Windows holds no name with “?”",
        "docs/aux.md: the offline edition can't hold “aux.html”: Windows keeps “aux” for a device",
        f"docs/index.md: the offline edition can't hold “index.html”: “{NAME}/Index.html” is the same name where letters' case counts for nothing",
        f"manifest.json: the offline edition can't hold “manifest.json”: “{NAME}/MANIFEST.json” is the same name where letters' case counts for nothing",
    ]


def test_when_something_is_wrong_the_old_edition_stays(packed: Path, tmp_path: Path) -> None:
    folder = write_site(tmp_path / "tiny")
    shutil.copytree(packed.parent, folder / "dist")
    before = tree(folder / "dist")
    settings = settings_of(folder)
    (folder / "docs/aux.md").write_text("# A")
    with pytest.raises(BuildError, match="the names of files have problems; nothing was packed"):
        pack(settings, "mkdocs", False, folder / "dist")
    (folder / "briefings/2024-03-01-port.yml").write_text("titel: A")
    with pytest.raises(BuildError, match="the briefings have problems"):
        pack(settings, "mkdocs", False, folder / "dist")
    (folder / "file").write_text("")
    with pytest.raises(BuildError, match="can't be read or written"):
        pack(settings_of(write_site(tmp_path / "good")), "mkdocs", False, folder / "file" / "dist")
    assert tree(folder / "dist") == before
    assert not (folder / "site").exists()


@pytest.mark.parametrize("place", ["docs/dist", "briefings", "site/dist"])
def test_an_edition_does_not_go_where_the_next_build_takes_or_removes_it(tmp_path: Path, place: str) -> None:
    folder = write_site(tmp_path / "tiny")
    with pytest.raises(BuildError, match="an edition can't go to"):
        pack(settings_of(folder), "mkdocs", False, folder / place)
