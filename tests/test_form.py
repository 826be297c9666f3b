"""The two forms of a site: a page per folder for a server, a page per file for a disk."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.form import file_of, in_folders, root_of
from generator.model.leaves import BRIEFING_ID, REGISTRY_ID
from generator.names import is_device
from generator.render.links import href


def test_for_a_server_a_page_is_a_folder() -> None:
    files = [file_of(address, "folders") for address in ("", "a/b/", "404.html")]
    assert files == ["index.html", "a/b/index.html", "404.html"]


def test_for_a_disk_a_page_is_a_file() -> None:
    files = [file_of(address, "files") for address in ("", "a/", "a/b/", "schema/x.json")]
    assert files == ["index.html", "a.html", "a/b.html", "schema/x.json"]


@pytest.mark.parametrize("stem", ["con", "prn", "aux", "nul", "com1", "lpt0", "index"])
def test_a_name_that_a_disk_keeps_for_itself_gets_an_underscore(stem: str) -> None:
    assert file_of(f"topics/{stem}/", "files") == f"topics/{stem}_.html"


@given(st.lists(st.from_regex(f"{BRIEFING_ID}|{REGISTRY_ID}|con|aux|index", fullmatch=True), unique=True))
def test_no_two_pages_get_one_file_and_none_that_windows_can_t_hold(ids: list[str]) -> None:
    files = [file_of(f"topics/{name}/", "files") for name in ids]
    assert len(set(files)) == len(ids)
    assert not [file for file in files if is_device(re.split(r"[/.]", file)[1])]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("", "../index.html"),
        ("topics/x/", "../topics/x.html"),
        ("topics/x/#y", "../topics/x.html#y"),
        ("topics/con/#y", "../topics/con_.html#y"),
        ("downloads/x.zip", "../downloads/x.zip"),
    ],
)
def test_a_link_on_a_disk_names_the_file(address: str, link: str) -> None:
    assert href(address, root_of(file_of("briefings/here/", "files")), "files") == link


def test_a_page_of_one_form_is_known_in_the_other() -> None:
    assert [in_folders(file) for file in ("index.html", "about.html", "a/index.html", "a/b.html")] == [
        "index.html",
        "about/index.html",
        "a/index.html",
        "a/b/index.html",
    ]
