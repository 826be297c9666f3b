"""The site on disk: whole, or as it was."""

import multiprocessing
import os
import time
from pathlib import Path

import pytest

from generator.claim import LOCK
from generator.output import (
    MARKER,
    OutputError,
    Stage,
    Written,
    briefings_of,
    check_briefings,
    check_site_folder,
)
from generator.place import marks_of
from generator.removal import remove
from tests.tiny_site import tree

ONE = {"index.html": b"1", "a/index.html": b"2", "assets/x.css": b"3"}


def write(site: Path, files: dict[str, bytes], briefings: int = 1) -> Written:
    with Stage(site) as stage:
        for path, content in files.items():
            stage.add(path, content)
        return stage.install(briefings)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "out" / "site"
    write(folder, ONE)
    return folder


def pages(site: Path) -> dict[str, bytes]:
    return {path: content for path, content in tree(site).items() if path != MARKER}


def test_a_new_site_is_written_whole_and_leaves_nothing_beside_it(site: Path) -> None:
    assert pages(site) == ONE
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_unchanged_files_are_not_touched(site: Path) -> None:
    before = {path: (site / path).stat().st_mtime_ns for path in (*ONE, MARKER)}
    inodes = {path: (site / path).stat().st_ino for path in (*ONE, MARKER)}
    assert write(site, ONE) == Written(0, 0, 3)
    assert {path: (site / path).stat().st_mtime_ns for path in before} == before
    assert {path: (site / path).stat().st_ino for path in before} == inodes


def test_changed_files_are_replaced_and_others_removed(site: Path) -> None:
    new = {"index.html": b"new", "b/index.html": b"4", "assets/x.css": b"3"}
    assert write(site, new) == Written(2, 1, 1)
    assert pages(site) == new
    assert not (site / "a").exists()


def test_a_reader_who_has_a_file_open_keeps_the_old_one_whole(site: Path) -> None:
    with (site / "index.html").open("rb") as file:
        write(site, ONE | {"index.html": b"new"})
        assert file.read() == b"1"


def test_before_installation_nothing_is_touched(site: Path) -> None:
    before = tree(site)
    with Stage(site) as stage:
        stage.add("index.html", b"new")
    assert tree(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("moment", range(24))
def test_a_build_killed_at_any_moment_is_completed_by_the_next(tmp_path: Path, moment: int) -> None:
    """Each replacement of a file, and each removal, is a moment at which the process ends."""
    site, new = tmp_path / "site", {"index.html": b"new", "c/index.html": b"5", "assets/y.css": b"6"}
    write(site, ONE, briefings=7)
    child = os.fork()
    if not child:
        _end_after(moment)
        write(site, new, briefings=8)
        os._exit(0)
    os.waitpid(child, 0)
    for path, content in pages(site).items():
        assert content in (ONE.get(path), new.get(path))
    assert briefings_of(site) in (7, 8)
    check_site_folder(site)
    write(site, new, briefings=8)
    assert pages(site) == new
    assert briefings_of(site) == 8
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def _end_after(moment: int) -> None:
    left = [moment]

    def ending(function: object) -> object:
        def called(*arguments: object, **options: object) -> object:
            if not left[0]:
                os._exit(9)
            left[0] -= 1
            return function(*arguments, **options)  # type: ignore[operator]

        return called

    for name in ("replace", "unlink", "mkdir", "rmdir", "write_bytes"):
        setattr(Path, name, ending(getattr(Path, name)))


def test_a_first_build_that_was_killed_leaves_a_folder_that_the_next_one_takes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with Stage(site) as stage:
        stage.add("index.html", b"1")
        site.mkdir()
        stage._write_marker(0)
        (site / "index.html").write_bytes(b"1")
    check_site_folder(site)
    check_briefings(site, 1)


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(OutputError, match="holds files that BriefPress did not write"):
        check_site_folder(tmp_path)
    with pytest.raises(OutputError, match="is a file"):
        check_site_folder(tmp_path / "thesis.doc")


def test_an_empty_or_absent_folder_is_taken(tmp_path: Path) -> None:
    check_site_folder(tmp_path)
    check_site_folder(tmp_path / "none")


def test_the_site_can_t_go_among_its_sources_or_around_them(tmp_path: Path) -> None:
    for site in (tmp_path / "docs", tmp_path / "docs" / "site", tmp_path):
        with pytest.raises(OutputError, match="is what it is made of"):
            check_site_folder(site, tmp_path / "docs")
    check_site_folder(tmp_path / "site", tmp_path / "docs")


def test_a_site_without_a_briefing_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no briefing to build"):
        check_briefings(tmp_path, 0)


def test_losing_more_than_half_of_the_briefings_is_a_failure_that_says_how_to_go_on(tmp_path: Path) -> None:
    write(tmp_path / "site", ONE, briefings=10)
    check_briefings(tmp_path / "site", 5)
    with pytest.raises(OutputError, match=r"has 10 briefings, this build only 4: .* delete .*site and build again"):
        check_briefings(tmp_path / "site", 4)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"briefings": null}', b"\xff", b'{"briefings": "x"}'])
def test_a_damaged_marker_stops_nobody(tmp_path: Path, content: bytes) -> None:
    (tmp_path / MARKER).write_bytes(content)
    check_site_folder(tmp_path)
    check_briefings(tmp_path, 1)


def test_a_link_out_of_the_site_is_replaced_and_never_followed(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_bytes(b"2")
    (outside / "precious").write_bytes(b"!")
    (site / "a" / "index.html").unlink()
    (site / "a").rmdir()
    (site / "a").symlink_to(outside)
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(outside / "precious")
    (site / "old").symlink_to(outside)
    write(site, ONE)
    assert pages(site) == ONE
    assert not any(path.is_symlink() for path in site.rglob("*"))
    assert tree(outside) == {"index.html": b"2", "precious": b"!"}


def test_a_folder_may_become_a_file_and_a_file_a_folder(site: Path) -> None:
    new = {"a": b"file", "index.html/index.html": b"folder"}
    write(site, new)
    assert pages(site) == new
    write(site, ONE)
    assert pages(site) == ONE


def test_a_page_can_be_kept_only_if_it_is_there_as_it_was_left(site: Path) -> None:
    left = dict(marks_of(site))
    (site / "a/index.html").write_bytes(b"?")
    os.utime(site / "assets/x.css")
    with Stage(site, left | {"nowhere/index.html": left["index.html"]}) as stage:
        assert stage.keep("index.html")
        assert not any(map(stage.keep, ("nowhere/index.html", "a/index.html", "assets/x.css", "b")))
        stage.install(1)
    assert pages(site) == {"index.html": b"1"}


def test_a_page_of_nobody_knows_whom_is_not_kept(site: Path) -> None:
    with Stage(site) as stage:
        assert not stage.keep("index.html")


def test_a_site_that_nobody_else_writes_to_is_not_looked_at(site: Path) -> None:
    left = dict(marks_of(site))
    (site / "a/index.html").unlink()
    with Stage(site, left, is_trusted=True) as stage:
        assert stage.keep("a/index.html")


def test_what_is_kept_and_staged_is_known_again(site: Path) -> None:
    with Stage(site, dict(marks_of(site))) as stage:
        assert stage.keep("index.html")
        stage.add("a/index.html", b"new")
        stage.add("b/index.html", b"4")
        stage.install(1)
        marks = stage.marks()
    there = dict(marks_of(site))
    del there[MARKER]
    assert marks == there
    with Stage(site, marks) as stage:
        assert all(map(stage.keep, marks))


def _write_often(site: Path, number: int) -> None:
    for _ in range(40):
        write(site, {f"{number}/{name}": b"%d" % number for name in range(20)} | {"index.html": b"%d" % number})


def test_builds_at_once_wait_for_one_another(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_often, args=(tmp_path / "site", number)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    found = pages(tmp_path / "site")
    (last,) = set(found.values())
    assert set(found) == {"index.html", *(f"{int(last)}/{name}" for name in range(20))}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_build_keeps_its_lock_until_nothing_else_of_it_is_left(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked: list[bool] = []

    def remove_and_look(place: Path) -> None:
        locked.append((place.parent / LOCK).exists())
        remove(place)

    monkeypatch.setattr("generator.output.remove", remove_and_look)
    write(site, ONE)
    assert locked
    assert all(locked)


def test_a_build_that_was_killed_while_others_wait_keeps_nobody_from_going_on(tmp_path: Path) -> None:
    child = os.fork()
    if not child:
        with Stage(tmp_path / "site") as stage:
            stage.add("index.html", b"1")
            if not os.fork():  # a process that works for the build, and is still there when that is gone
                time.sleep(3)
            os._exit(9)
    os.waitpid(child, 0)
    start = time.monotonic()
    write(tmp_path / "site", ONE)
    assert time.monotonic() - start < 2
    assert pages(tmp_path / "site") == ONE


def test_the_marker_is_the_same_whatever_was_there_before(site: Path, tmp_path: Path) -> None:
    write(site, {"index.html": b"new"}, briefings=3)
    write(tmp_path / "fresh", {"index.html": b"new"}, briefings=3)
    assert tree(site) == tree(tmp_path / "fresh")
