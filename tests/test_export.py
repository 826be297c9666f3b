"""``briefpress export``: what the reader of a file that travels can rely on."""

import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from generator.export import UnknownBriefingError, export
from generator.pages import Page
from generator.render.file import pieces_of, render_file
from generator.settings import read_settings
from tests.conftest import Site
from tests.golden.reading import Reading
from tests.golden.views import BRIEFING, SETTINGS
from tests.test_cli_check import WRONG, Run, run
from tests.test_render_hostile import HOSTILE, poisoned, tags

__all__ = ["run"]  # the fixture

CLEAR = """\
title: Port closed
date: 2024-03-01
summary: The port is closed, says the [register](#closed) and [the earlier one](older).
topics: [ports]
related: [older]
sources: [{id: s, title: Notice to mariners, url: "https://example.org/notice"}]
key_facts: [{id: closed, text: It is closed., status: unverified, sources: [s], attributed_to: [Harbour Office]}]
open_questions: [{id: until, question: Until when?}]
"""
OLDER = CLEAR.replace("Port closed", "Port open").replace(" and [the earlier one](older)", "").replace("related", "#")
RED = """\
title: Secret answer
date: 2024-03-02
summary: It opens soon.
tlp: red
sources: [{id: s, title: A wire, url: "https://example.org/wire"}]
key_facts: [{id: opens, text: It opens in May., status: unverified, sources: [s], answers: ["clear#until"], updates: "clear#closed"}]
"""
WITHDRAWN = CLEAR + 'state: withdrawn\nchanges: [{date: 2024-03-05, kind: retraction, note: "It never closed."}]\n'
FILES = {
    "/mkdocs.yml": "site_name: Harbour\nsite_url: https://example.org/harbour/\ncopyright: <b>Text</b>&copy; <a href=https://example.org/by>CC BY</a>\n",
    "clear.yml": CLEAR,
    "older.yml": OLDER,
    "red.yml": RED,
    "gone.yml": WITHDRAWN.replace("related: [older]\n", "").replace(" and [the earlier one](older)", ""),
    "clair.yml": CLEAR.replace("(older)", "(#closed)").replace("related: [older]", "lang: fr\ntranslation_of: clear"),
    "draft.yml": OLDER + "state: draft\n",
}


@pytest.fixture
def folder(site: Site) -> Path:
    return site(FILES)


def exported(folder: Path, briefing_id: str, **chosen: object) -> str:
    return export(read_settings(folder, **chosen), briefing_id).content.decode()


def body(html: str) -> str:
    return re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


def style(html: str) -> str:
    found = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize("poison", HOSTILE)
def test_hostile_text_in_every_field_of_a_file_is_only_text(poison: str) -> None:
    named = msgspec.structs.replace(SETTINGS, name=poison)
    html = render_file(Page(BRIEFING.address, "briefing", poisoned(BRIEFING, poison)), named)
    reading = Reading(body(html))
    assert poison in reading.text
    assert [fault for fault in reading.faults if "!doctype" not in fault] == []
    assert tags(body(html)) <= tags(body(render_file(Page(BRIEFING.address, "briefing", BRIEFING), SETTINGS)))
    assert not [link for link in reading.every("href") if not link.startswith(("#", "https://", "http://"))]
    margins = re.findall(r"^  --bp-(?:title|tlp|site): (.*);$", style(html), re.MULTILINE)
    assert len(margins) == 3
    assert all(re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\[0-9a-f]{6})*"', words) for words in margins)


@pytest.mark.parametrize(
    "html", ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', '<a href="javascript:alert(1)">x</a>']
)
def test_of_a_licence_only_words_and_web_addresses_come_into_a_file(html: str) -> None:
    assert all(piece.address == "" for piece in pieces_of(html))
    named = msgspec.structs.replace(SETTINGS, copyright=html)
    reading = Reading(body(render_file(Page(BRIEFING.address, "briefing", BRIEFING), named)))
    assert not {"script", "img"} & {tag for tag, _ in reading.elements}


def test_a_file_holds_everything_and_refers_to_nothing_but_itself_the_site_and_the_sources(folder: Path) -> None:
    html = exported(folder, "clear")
    reading = Reading(body(html))
    assert {tag for tag, _ in reading.elements} & {
        "script",
        "img",
        "iframe",
        "object",
        "video",
        "base",
        "form",
    } == set()
    assert [attributes["rel"] for tag, attributes in reading.elements if tag == "link"] == ["canonical"]
    assert reading.every("src") == []
    ids = set(reading.every("id"))
    for link in reading.every("href"):
        assert link.removeprefix("#") in ids or link.startswith(
            ("https://example.org/harbour/", "https://example.org/")
        )
    assert set(re.findall(r"url\(\"?(.{20})", style(html))) == {"data:font/woff2;base"}
    assert "@import" not in style(html)
    policy = reading.every("content", "meta")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in policy


def test_links_to_other_pages_are_absolute_and_those_within_the_file_stay_anchors(folder: Path) -> None:
    links = Reading(body(exported(folder, "clear"))).every("href", "a")
    assert "https://example.org/harbour/briefings/older/" in links
    assert "https://example.org/harbour/actors/harbour-office/" in links
    assert "#closed" in links


def test_without_an_address_of_the_site_what_would_lead_there_is_plain_text(folder: Path) -> None:
    reading = Reading(body(exported(folder, "clear", url="")))
    assert {link for link in reading.every("href") if not link.startswith("#")} == {
        "https://example.org/notice",
        "https://example.org/by",
    }
    assert "the earlier one" in reading.text
    assert "Harbour Office" in reading.text
    assert reading.every("hreflang") == []
    assert "It may have been corrected since." in reading.text


def test_a_file_says_how_far_it_may_travel_and_where_it_comes_from(folder: Path) -> None:
    text = Reading(body(exported(folder, "clear"))).text
    assert text.index("TLP:CLEAR") < text.index("The port is closed") < text.rindex("TLP:CLEAR")
    assert text.count("TLP:CLEAR") == 2
    foot = " ".join(text[text.rindex("Harbour\n") :].split())
    assert foot.startswith(
        "Harbour https://example.org/harbour/briefings/clear/ As it stood on 1 January 2025. Later corrections are at the address "
        "above. Text© CC BY"
    )


def test_what_only_a_site_can_use_is_not_in_a_file(folder: Path) -> None:
    html = body(exported(folder, "clear"))
    assert "bp-beside" not in html
    assert "bp-edit" not in html


def test_a_file_speaks_the_language_of_its_briefing(folder: Path) -> None:
    html = exported(folder, "clair")
    assert '<html lang="fr">' in html
    assert "État au 1er janvier 2025." in Reading(html).text


def test_what_stands_above_the_ceiling_is_unknown_and_leaves_no_trace(folder: Path) -> None:
    html = exported(folder, "clear")
    assert "Secret" not in html
    assert "May" not in Reading(body(html)).text.replace("Later", "")
    with pytest.raises(UnknownBriefingError) as error:
        exported(folder, "red")
    assert "Secret" not in str(error.value)
    with pytest.raises(UnknownBriefingError, match="there is no briefing “redd”") as error:
        exported(folder, "redd")
    assert "“red”" not in str(error.value)
    assert Reading(body(exported(folder, "red", ceiling="red"))).text.count("TLP:RED") == 2


def test_a_draft_is_unknown_unless_drafts_are_asked_for(folder: Path) -> None:
    with pytest.raises(UnknownBriefingError):
        exported(folder, "draft")
    assert "This briefing is not published yet." in exported(folder, "draft", drafts=True)


def test_a_withdrawn_briefing_is_its_notice(folder: Path) -> None:
    text = Reading(body(exported(folder, "gone"))).text
    assert "This briefing has been withdrawn." in text
    assert "It never closed." in text
    assert "It is closed." not in text


@pytest.mark.parametrize(
    ("words", "fonts"),
    [("plain", 2), ("œuvre", 2), ("Wałęsa", 4), ("북한", 2)],
    ids=["English", "French", "Polish", "Korean"],
)
def test_a_file_carries_only_the_fonts_that_its_text_needs(folder: Path, words: str, fonts: int) -> None:
    (folder / "briefings" / "older.yml").write_text(OLDER.replace("Port open", words), "utf-8")
    assert style(exported(folder, "older")).count("@font-face") == fonts


def test_the_italic_font_comes_with_italics(folder: Path) -> None:
    (folder / "briefings" / "older.yml").write_text(OLDER.replace("It is closed.", "It *is* closed."), "utf-8")
    assert style(exported(folder, "older")).count("@font-face") == 3


def test_the_same_briefing_gives_the_same_bytes(folder: Path) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "generator", "export", "clear", "-C", str(folder), "-o", "-"],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Seoul"), ("2", "America/Lima"))
    }
    assert outputs == {exported(folder, "clear").encode()}


def test_the_file_is_named_after_the_briefing_or_as_asked(run: Run, folder: Path) -> None:
    result = run(folder, "export", "clear")
    assert (result.returncode, result.stderr) == (0, "")
    assert re.fullmatch(r"clear\.html \(\d+ kB\)\n", result.stdout)
    assert run(folder, "export", "clear", "-o", "x.html").returncode == 0
    assert (folder / "x.html").read_bytes() == (folder / "clear.html").read_bytes()
    assert [path.name for path in folder.iterdir() if "briefpress" in path.name] == []


def test_a_wrong_id_is_told_with_the_nearest_right_one_and_writes_nothing(run: Run, folder: Path) -> None:
    result = run(folder, "export", "oldre")
    assert result.returncode == 2
    assert result.stderr.endswith("Error: there is no briefing “oldre” to export; did you mean “older”?\n")
    assert not list(folder.glob("*.html"))


def test_a_briefing_with_an_error_stops_an_export_as_it_stops_a_build(run: Run, folder: Path) -> None:
    (folder / "briefings" / "other.yml").write_text(WRONG)
    (folder / "clear.html").write_text("old")
    result = run(folder, "export", "clear")
    assert result.returncode == 1
    assert "briefings/other.yml:7:" in result.stderr
    assert result.stderr.endswith("briefpress: the briefings have problems; nothing was exported\n")
    assert (folder / "clear.html").read_text() == "old"


@pytest.mark.parametrize("place", ["briefings", "no/such/folder/x.html", "mkdocs.yml/x.html"])
def test_a_place_that_can_t_be_written_is_told_in_a_sentence(run: Run, folder: Path, place: str) -> None:
    result = run(folder, "export", "clear", "-o", place)
    assert result.returncode == 1
    assert result.stderr.startswith("briefpress: ")
    assert place in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--to", "pdf"], ["-o", "x.pdf"]])
def test_without_a_browser_a_pdf_is_refused_in_a_sentence(
    run: Run, folder: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    result = run(folder, "export", "clear", *arguments, PATH="", PLAYWRIGHT_BROWSERS_PATH=str(folder))
    assert result.returncode == 1
    assert result.stderr == (
        "briefpress: a PDF needs a Chromium, Chrome or Edge, and none was found; install one (Debian: apt install chromium), or name "
        "its program in the variable CHROMIUM\n"
    )
    assert not list(folder.glob("*.pdf"))
