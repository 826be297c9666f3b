"""Which files of ``briefings/`` are read, and what is told of the others."""

import os
import socket
from pathlib import Path

import pytest

from generator.check import check_site
from generator.load.folder import MAXIMUM_FOLDERS
from generator.settings import read_settings
from tests.conftest import GOOD, Site, Told


@pytest.mark.parametrize(
    "name",
    [
        "a.yml",
        "0.yml",
        "2024-10-28-a.yaml",
        "2024/10/a.yml",
        "Any Folder/é/a.yml",
        "registry.yml",
        "registry-2024/a.yml",
        f"{'a' * 120}.yml",
        "20245.yml",
        "con-1.yml",
    ],
)
def test_a_briefing_is_read_in_any_folder_under_its_stem(name: str, site: Site) -> None:
    checked = check_site(read_settings(site({name: GOOD})))
    assert checked.problems == ()
    assert list(checked.corpus.briefings) == [Path(name).stem]


@pytest.mark.parametrize(
    "stem",
    [
        "A",
        "a_b",
        "a b",
        "a.b",
        "é",
        "-a",
        "a" * 121,
        "2024",
        "0000",
        "index",
        "con",
        "prn",
        "aux",
        "nul",
        "com1",
        "lpt9",
    ],
)
def test_a_stem_that_is_no_id_is_an_error(stem: str, told: Told) -> None:
    assert told({f"2024/{stem}.yml": GOOD}) == [f"2024/{stem}.yml:1 wrong-file-name"]


@pytest.mark.parametrize(
    "name",
    [
        "_a.yml",
        ".a.yml",
        "_x/a b.yml",
        ".git/config",
        "a/_b/c.txt",
        "README.md",
        "a/README.md",
        "registry/README.md",
        "registry/_a.yml",
        "registry/.a",
    ],
)
def test_skipped_files_are_not_mentioned(name: str, told: Told) -> None:
    assert told({name: "\0", "a.yml": GOOD}) == []


@pytest.mark.parametrize("name", ["notes.txt", "a.YML", "a.yml~", "yml", "readme.md", "a.json", "2024/data.csv"])
def test_other_files_get_a_warning_that_they_are_not_read(name: str, told: Told) -> None:
    assert told({name: "x", "a.yml": GOOD}) == [f"{name}:1 not-read"]


@pytest.mark.parametrize(
    "name", ["actor.yml", "places.yml", "topics.json", "notes.txt", "actors", "more/actors.yml", "2024-10-28-a.yml"]
)
def test_any_other_file_among_the_registries_is_an_error(name: str, told: Told) -> None:
    assert told({f"registry/{name}": GOOD, "a.yml": GOOD}) == [f"registry/{name}:1 unknown-registry"]


def test_two_files_with_one_id_are_an_error_that_names_both(site: Site) -> None:
    problems = check_site(
        read_settings(
            site(
                {
                    "2024/a.yml": GOOD,
                    "2025/a.yaml": GOOD,
                    "registry/topics.yml": "a: {name: A}\n",
                    "registry/topics.yaml": "a: {name: A}\n",
                }
            )
        )
    ).problems
    assert [(problem.path, problem.rule) for problem in problems] == [
        ("briefings/2025/a.yaml", "same-id"),
        ("briefings/registry/topics.yml", "same-id"),
    ]
    assert "briefings/2024/a.yml" in problems[0].message


def test_links_and_special_files_are_errors_and_are_never_opened(site: Site, told: Told) -> None:
    folder = site({"a.yml": GOOD}) / "briefings"
    (folder / "link.yml").symlink_to(folder / "a.yml")
    (folder / "nowhere").symlink_to("nowhere-at-all")
    (folder / "outside").symlink_to("/etc")
    os.mkfifo(folder / "pipe.yml")
    with socket.socket(socket.AF_UNIX) as listener:
        before = Path.cwd()
        os.chdir(folder)
        listener.bind("socket.yml")
        os.chdir(before)
    (folder / "_skipped").symlink_to("/etc")
    assert told({}) == [
        f"{name}:1 special-file" for name in ("link.yml", "nowhere", "outside", "pipe.yml", "socket.yml")
    ]


def test_folders_without_end_are_an_error(site: Site, told: Told) -> None:
    site({"a.yml": GOOD, "x/" * (MAXIMUM_FOLDERS + 3) + "b.yml": GOOD})
    assert [problem.split()[1] for problem in told({})] == ["special-file"]


def test_a_file_that_may_not_be_read_is_one_problem_among_others(
    site: Site, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    site({"locked.yml": GOOD, "a.yml": f"{GOOD}related: [locked]\nlang: xx\n"})
    open_file = Path.open

    def refuse(self: Path, *args: str, **kwargs: str) -> object:
        if self.name == "locked.yml":
            raise PermissionError(13, "Permission denied")
        return open_file(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    assert told({}) == ["a.yml:9 wrong-language", "locked.yml:1 special-file"]


def test_names_that_are_no_text_are_told_in_letters_that_can_be_printed(site: Site) -> None:
    folder = site({"a.yml": GOOD})
    for name in (b"\xff.yml", b"a\nb.yml", "\u202etxt.yml".encode(), b"\x1b[31m/a.yml", b"x\xe9/not read"):
        path = Path(os.fsdecode(os.fsencode(folder / "briefings") + b"/" + name))
        path.parent.mkdir(exist_ok=True)
        path.write_text(GOOD if name != b"\x1b[31m/a.yml" else "")
    problems = check_site(read_settings(folder)).problems
    assert all(text.isprintable() for problem in problems for text in (problem.path, problem.message))
    assert {problem.rule for problem in problems} == {"wrong-file-name", "not-read", "no-document", "same-id"}


def test_a_site_without_the_folder_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: T\n")
    assert [problem.rule for problem in check_site(read_settings(tmp_path)).problems] == ["no-briefings"]


def test_the_order_of_files_on_the_disk_does_not_matter(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site({f"{name}.yml": GOOD + "lang: xx\n" for name in "cabd"})
    expected = check_site(read_settings(folder))
    scan = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: _Reversed(list(scan(path))))
    found = check_site(read_settings(folder))
    assert (found.problems, list(found.corpus.briefings)) == (expected.problems, list(expected.corpus.briefings))


class _Reversed(list[os.DirEntry[str]]):
    def __enter__(self) -> "list[os.DirEntry[str]]":
        return self[::-1]

    def __exit__(self, *_: object) -> None: ...
