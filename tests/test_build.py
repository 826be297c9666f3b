"""The order of a build: everything is checked before the old site is touched. No engine runs here."""

import json
from pathlib import Path

import pytest

from generator.beside import SCHEMA
from generator.build import BuildError, Built, finish_rendering
from generator.output import MARKER
from generator.render.help import SCRIPT as HELP
from generator.rendering import Rendering
from tests.tiny_site import ASSETS, FRAME_HTML, KINDS, checked, rendering, settings_of, tree, write_site


def build(folder: Path, previous: Built | None = None, rendered: Rendering | None = None, **chosen: object) -> Built:
    settings = settings_of(folder, **chosen)
    memories = previous.memories if previous else None
    return finish_rendering(settings, checked(settings), rendered or rendering(), earlier=memories)


def files_of(site: Path) -> set[str]:
    """All files of a site but the pieces of its search index, which tests/test_search_index.py looks at."""
    return {path for path in tree(site) if not path.startswith("assets/search/")}


def complaints(error: BuildError) -> list[str]:
    return [f"{p.path}:{p.line}:{p.column}: {p.sentence()}" for p in error.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_site(tmp_path / "tiny")


def test_a_site_has_every_page_the_schema_and_a_sitemap(folder: Path) -> None:
    build(folder)
    assert sorted(files_of(folder / "site")) == [
        ".briefpress.json",
        "actors/harbour-office/index.html",
        *sorted((*ASSETS, HELP)),
        "briefings/2024-03-01-port/index.html",
        "briefings/2024-03-02-port/index.html",
        "briefings/2024/index.html",
        "index.html",
        "indicators/waiting/index.html",
        "indicators/waiting/series.csv",
        SCHEMA,
        "sitemap.xml",
        "timeline/2024-03/index.html",
        "timeline/2024/index.html",
        "topics/ports/index.html",
    ]


def test_every_page_has_a_policy_and_slots_are_filled(folder: Path) -> None:
    build(folder)
    for path, content in tree(folder / "site").items():
        if path.endswith(".html"):
            assert b'<meta http-equiv="Content-Security-Policy"' in content, path
    home = (folder / "site" / "index.html").read_text("utf-8")
    assert 'href="briefings/2024-03-02-port/"' in home
    assert "<!--" not in home


def test_without_an_address_of_the_site_there_is_no_sitemap(folder: Path) -> None:
    build(folder, url="")
    assert "sitemap.xml" not in tree(folder / "site")


def test_statistics_tell_what_was_done(folder: Path) -> None:
    first = build(folder)
    assert (first.statistics.pages, first.statistics.filled, first.statistics.removed) == (9, 8, 0)
    assert first.statistics.written == len(tree(folder / "site").keys() - {MARKER})
    assert set(first.statistics.seconds) == {"search", "fill", "links", "write"}
    again = build(folder, first)
    assert (again.statistics.filled, again.statistics.written) == (0, 0)


def test_a_build_that_continues_another_gives_the_same_bytes_as_a_fresh_one(folder: Path, tmp_path: Path) -> None:
    first = build(folder)
    text = (folder / "briefings/2024-03-01-port.yml").read_text("utf-8")
    (folder / "briefings/2024-03-01-port.yml").write_text(text.replace("Harbour Office", "Port Office"), "utf-8")
    second = build(folder, first)
    assert 0 < second.statistics.filled < 6
    build(folder, site=tmp_path / "fresh")
    assert tree(folder / "site") == tree(tmp_path / "fresh")


def test_only_pages_whose_view_has_changed_are_made_again(folder: Path) -> None:
    first = build(folder)
    path = folder / "briefings/2024-03-02-port.yml"
    path.write_text(path.read_text("utf-8").replace("Until when is it closed?", "How long?"), "utf-8")
    before = tree(folder / "site")
    assert build(folder, first).statistics.filled == 2
    after = tree(folder / "site")
    assert {name for name in after if name.endswith(".html") and after[name] != before[name]} == {
        "briefings/2024-03-02-port/index.html",
        "topics/ports/index.html",
    }


def test_a_changed_frame_makes_all_its_pages_again(folder: Path) -> None:
    first = build(folder)
    frames = dict.fromkeys(KINDS, FRAME_HTML)
    changed = rendering(frames=frames | {"briefing": FRAME_HTML + " "})
    assert build(folder, first, changed).statistics.filled == 2
    assert build(folder, first, rendering(frames=dict.fromkeys(KINDS, FRAME_HTML + " "))).statistics.filled == 8


def test_the_sitemap_has_the_day_of_a_briefing_s_last_change(folder: Path) -> None:
    path = folder / "briefings/2024-03-01-port.yml"
    change = "changes:\n  - {date: 2024-03-09, kind: correction, note: A word.}\n"
    path.write_text(path.read_text("utf-8") + change, "utf-8")
    build(folder)
    sitemap = (folder / "site/sitemap.xml").read_text("utf-8")
    assert "2024-03-01-port/</loc><lastmod>2024-03-09</lastmod>" in sitemap
    assert "2024-03-02-port/</loc><lastmod>2024-03-02</lastmod>" in sitemap
    assert "briefings/2024/</loc></url>" in sitemap


def test_a_page_that_somebody_deleted_is_made_again(folder: Path) -> None:
    first = build(folder)
    (folder / "site/topics/ports/index.html").unlink()
    assert build(folder, first).statistics.filled == 1
    assert (folder / "site/topics/ports/index.html").is_file()


def test_what_is_gone_from_the_briefings_is_gone_from_the_site(folder: Path) -> None:
    first = build(folder)
    before = tree(folder / "site").keys()
    (folder / "briefings/2024-03-02-port.yml").unlink()
    removed = build(folder, first).statistics.removed
    assert removed == len(before - tree(folder / "site").keys())
    assert {path for path in before if path not in tree(folder / "site") and "search" not in path} == {
        "briefings/2024-03-02-port/index.html"
    }
    assert not (folder / "site/briefings/2024-03-02-port").exists()
    assert json.loads((folder / "site" / MARKER).read_bytes()) == {"version": 1, "briefings": 1}


def test_the_folder_of_the_site_counts_for_nothing(folder: Path, tmp_path: Path) -> None:
    build(folder)
    build(write_site(tmp_path / "an other (folder)"))
    assert tree(folder / "site") == tree(tmp_path / "an other (folder)" / "site")


def test_wrong_slots_are_told_and_the_old_site_stays(folder: Path) -> None:
    build(folder)
    before = tree(folder / "site")
    (folder / "docs/index.md").write_text("# A\n\n<!-- briefpress: lastest -->\n", "utf-8")
    with pytest.raises(BuildError) as error:
        build(folder, rendered=rendering(pages={"index.html": "<!-- briefpress: lastest -->"}))
    assert complaints(error.value) == [
        "docs/index.md:3:1: slot “lastest”: there is no slot “lastest”; did you mean “latest”?"
    ]
    assert tree(folder / "site") == before
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_broken_links_are_told_with_their_line_and_the_old_site_stays(folder: Path) -> None:
    build(folder)
    before = tree(folder / "site")
    (folder / "docs/about.md").write_text("# A\n\nSee [this](../nowhere/) and [that](../#that).\n", "utf-8")
    pages = rendering().pages | {
        "about/index.html": '<a href="../nowhere/">this</a><a href="../#that">that</a><a href="../topics/ports/">'
    }
    with pytest.raises(BuildError) as error:
        build(
            folder,
            rendered=rendering(pages=pages, frames=dict.fromkeys(KINDS, FRAME_HTML + '<a href="../../gone.css">')),
        )
    assert sorted(complaints(error.value)) == [
        "actors/harbour-office/:1:1: the page links to “gone.css”, which the site doesn't have; so do 7 other pages",
        "docs/about.md:3:1: the page links to “#that”, which the site doesn't have",
        "docs/about.md:3:1: the page links to “nowhere/”, which the site doesn't have",
    ]
    assert tree(folder / "site") == before


def test_two_pages_with_one_address_are_told(folder: Path) -> None:
    (folder / "docs/topics").mkdir()
    (folder / "docs/topics/Ports.md").write_text("# Ports", "utf-8")
    with pytest.raises(BuildError) as error:
        build(folder, rendered=rendering(pages={"topics/Ports/index.html": "<p>"}))
    assert complaints(error.value) == [
        "docs/topics/Ports.md:1:1: the address topics/ports/ is that of a page made from the briefings, too; rename the file"
    ]


@pytest.mark.parametrize("is_later", [False, True])
def test_a_file_in_the_place_of_one_that_comes_with_a_page_is_told(folder: Path, is_later: bool) -> None:
    first = build(folder) if is_later else None
    before = tree(folder / "site") if is_later else {}
    files = {"assets/briefpress.css": b"h1{}", "indicators/waiting/series.csv": b"1"}
    with pytest.raises(BuildError) as error:
        build(folder, first, rendering(files=files))
    assert "the address indicators/waiting/series.csv is that of a page" in complaints(error.value)[0]
    assert (tree(folder / "site") if is_later else {}) == before


def test_a_page_that_later_takes_the_place_of_a_generated_one_is_told(folder: Path) -> None:
    first = build(folder)
    before = tree(folder / "site")
    with pytest.raises(BuildError, match="addresses"):
        build(folder, first, rendering(pages={**rendering().pages, "topics/ports/index.html": "<p>"}))
    assert tree(folder / "site") == before


def test_a_missing_frame_is_told(folder: Path) -> None:
    with pytest.raises(BuildError, match=r"create docs/frames/actor\.md"):
        build(folder, rendered=rendering(frames={kind: FRAME_HTML for kind in KINDS if kind != "actor"}))


def test_a_site_that_would_lose_its_briefings_stays(folder: Path) -> None:
    write_site(folder, briefings=5)
    build(folder)
    before = tree(folder / "site")
    for number in range(2, 6):
        (folder / f"briefings/2024-03-{number:02}-port.yml").unlink()
    with pytest.raises(BuildError, match="has 5 briefings, this build only 1"):
        build(folder)
    assert tree(folder / "site") == before


def test_a_site_of_drafts_alone_is_a_failure(folder: Path) -> None:
    for path in (folder / "briefings").glob("*.yml"):
        path.write_text(f"state: draft\n{path.read_text('utf-8')}", "utf-8")
    with pytest.raises(BuildError, match="no briefing to build"):
        build(folder)
    build(folder, drafts=True)
    assert (folder / "site/index.html").is_file()


def test_a_folder_that_can_t_be_written_is_told_calmly(folder: Path) -> None:
    (folder / "file").write_text("")
    with pytest.raises(BuildError, match=r"file can't be read or written: File exists"):
        build(folder, site=folder / "file" / "site")
