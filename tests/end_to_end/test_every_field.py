"""The corpus that uses every field of the contract, built for real: nothing is lost, nothing is more than text, nothing leaks."""

import json
import re
import shutil
from base64 import b64decode
from collections.abc import Callable, Iterator
from gzip import decompress as gunzip
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser

from generator.load.subset import Parsed, parse
from generator.markup import plain
from generator.model.briefing import ITEM_LISTS, Briefing
from generator.model.shape import Either, Record, Scalar, Sequence, Shape, Table, shape_of
from generator.settings import clock
from generator.starter import new_site
from tests.browser import served
from tests.end_to_end.conftest import ROOT
from tests.golden.reading import Reading
from tests.test_cli_check import Run, run

__all__ = ["run"]  # the fixture

EVERY_FIELD = "2024-10-28-every-field"
PLAIN = ("text", "label", "long label")
MARKUP = ("markup", "short markup")
Change = Callable[[str, str], str]
"""What becomes of a scalar: its kind and its text go in."""


Command = Callable[..., None]


@pytest.fixture
def briefpress(run: Run, site: Path) -> Command:
    """Runs the command for the site, without a process of its own: what many builds in a row need only once is the same for all."""

    def call(*arguments: str) -> None:
        result = run(site, *arguments)
        assert result.returncode == 0, result.stdout + result.stderr

    return call


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new site with the briefings of ``tests/site``."""
    folder = tmp_path / "site"
    new_site(folder, clock())
    shutil.rmtree(folder / "briefings")
    shutil.copytree(ROOT / "tests" / "site" / "briefings", folder / "briefings")
    return folder


def changed(data: Any, shape: Shape, change: Change) -> Any:
    """The data with every scalar changed."""
    match shape:
        case Scalar():
            return change(shape.leaf, data)
        case Either():
            return changed(data, shape.scalar if isinstance(data, str) else shape.other, change)
        case Record():
            return {name: changed(value, shape.fields[name].shape, change) for name, value in data.items()}
        case Table():
            return {key: changed(value, shape.value, change) for key, value in data.items()}
        case Sequence():
            return [changed(value, shape.entry, change) for value in data]
        case _:
            return data


def data_of(path: Path) -> dict[str, Any]:
    parsed = parse(path.read_text("utf-8"))
    assert isinstance(parsed, Parsed)
    return parsed.data


def words(html: Path) -> str:
    return " ".join(Reading(html.read_text("utf-8")).text.split())


def test_it_builds_without_a_warning_and_every_text_is_on_its_page(site: Path, briefpress: Command) -> None:
    briefpress("build", "--strict")
    shown = words(site / "site" / "briefings" / EVERY_FIELD / "index.html")
    lost: list[str] = []

    def look(leaf: str, text: str) -> str:
        expected = plain(text) if leaf in MARKUP else text
        if leaf in (*PLAIN, *MARKUP) and " ".join(expected.split()) not in shown:
            lost.append(text)
        return text

    changed(data_of(site / "briefings" / "2024" / f"{EVERY_FIELD}.yml"), shape_of(Briefing), look)
    # A figure's number stands where it has one; the words in its place would say it twice.
    assert lost in ([], ["about 10 000 men"])


def test_an_attack_in_every_field_comes_back_as_text(site: Path, briefpress: Command) -> None:
    """Each text, label and markup of the file becomes an attack of its own, and is read back from the built page."""
    path = site / "briefings" / "2024" / f"{EVERY_FIELD}.yml"
    attacks: list[str] = []

    def poison(leaf: str, text: str) -> str:
        if leaf not in (*PLAIN, *MARKUP):
            return text
        attacks.append(
            f"n{len(attacks)} </p><script>alert(1)</script> {{{{ 7*7 }}}} {{% include 'x' %}} <!-- briefpress: latest --> "
            "\"'&amp; ![i](javascript:alert(1)) =cmd|' /C calc'!A0"
        )
        return attacks[-1]

    data = changed(data_of(path), shape_of(Briefing), poison)
    for quote in data["quotes"]:
        quote["source"] = "network"  # whose extract need not hold the words of the quote
    for fact in data["key_facts"][1:]:
        fact.pop("updates", None)  # by an id that was derived from the words
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    briefpress("build")
    page = site / "site" / "briefings" / EVERY_FIELD / "index.html"
    reading, shown = Reading(page.read_text("utf-8")), words(page)
    assert [attack for attack in attacks if " ".join(attack.split()) not in shown] == []
    assert [text for text in reading.texts if text.strip() == "alert(1)"] == []
    assert not [attributes for _, attributes in reading.elements if any(name.startswith("on") for name in attributes)]
    assert [target for target in reading.every("href") if target.startswith("javascript")] == []


def test_words_without_end_are_no_wider_than_a_phone(site: Path, browser: Browser, briefpress: Command) -> None:
    path = site / "briefings" / "2024" / f"{EVERY_FIELD}.yml"
    data = changed(
        data_of(path), shape_of(Briefing), lambda leaf, text: "W" * 300 if leaf in (*PLAIN, *MARKUP) else text
    )
    for number, item in enumerate(item for name in ITEM_LISTS for item in data[name]):
        item["id"] = item.get("id") or f"item-{number}"
        item.pop("updates", None)
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    briefpress("build")
    with served(site / "site", "/") as address, browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        for place in (
            f"briefings/{EVERY_FIELD}/",
            "",
            "briefings/",
            "questions/",
            "sources/",
            "actors/",
            "actors/mark-rutte/",
        ):
            page.goto(address + place)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, place


@pytest.mark.parametrize(
    ("arguments", "there", "is_packed"),
    [
        ((), set(), True),
        (("--tlp", "amber"), {"amber"}, True),
        (("--tlp", "red"), {"amber", "amber-strict", "red"}, False),
        (("--drafts", "--tlp", "green"), {"draft"}, False),
    ],
)
def test_what_a_build_may_not_show_leaves_no_trace(
    site: Path, briefpress: Command, arguments: tuple[str, ...], there: set[str], is_packed: bool
) -> None:
    files = {"amber": "tlp-amber", "amber-strict": "tlp-amber-strict", "red": "tlp-red", "draft": "draft"}
    for marker, name in files.items():
        path = site / "briefings" / "2024" / f"{name}.yml"
        text = path.read_text("utf-8").replace("open_questions:", f"topics: [{marker}-only]\nopen_questions:", 1)
        path.write_text(text.replace("question: ", f"question: Marker-{marker}-marker ", 1), "utf-8")
        topics = site / "briefings" / "registry" / "topics.yml"
        topics.write_text(f"{topics.read_text('utf-8')}\n{marker}-only: {{name: Marker-{marker}-marker}}\n", "utf-8")
    briefpress("build", *arguments)
    files_of_site = {path.as_posix(): path.read_bytes() for path in (site / "site").rglob("*") if path.is_file()}
    assert_traces(files_of_site, files, there)
    if is_packed:
        briefpress("pack", *arguments)
        (packed,) = (site / "dist").glob("*.zip")
        with ZipFile(packed) as edition:
            assert_traces({f"/{name}": edition.read(name) for name in edition.namelist()}, files, there)


def compressed_in(content: bytes) -> Iterator[bytes]:
    """What is compressed in a file of a site: all of it, or words of a script."""
    if content.startswith(b"\x1f\x8b"):
        yield gunzip(content)
    for text in re.findall(rb'"(H4sI[A-Za-z0-9+/=]+)"', content):
        yield gunzip(b64decode(text))


def assert_traces(written: dict[str, bytes], files: dict[str, str], there: set[str]) -> None:
    """Of the markers and their files just these are in what was written; what the search has compressed is unpacked."""
    hidden = [unpacked for content in written.values() for unpacked in compressed_in(content)]
    assert len(hidden) > 2
    everything = b"".join((*written.values(), *hidden))
    # In an edition, pages are files.
    names = " ".join(written).replace(".html", "/")
    assert {marker for marker in files if f"Marker-{marker}-marker".encode() in everything} == there
    assert {marker for marker, name in files.items() if f"/{name}/" in names or f"/{marker}-only/" in names} == there
