"""Pages → bytes."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from generator.fill import Filled, Unfilled, fill_chunk
from generator.frames import make_frames
from generator.pages import Page
from generator.place import Mark
from generator.settings import Settings
from generator.views.also import Also
from tests.corpora import corpus, pages, settings
from tests.tiny_site import FRAME_HTML, KINDS

HOSTILE = "</div><script>alert(1)</script> {{ page.title }} <!-- briefpress: latest --> it’s & “so”"
TEXT = """
title: '{title}'
key_facts:
  - text: So it is.
    status: unverified
    attributed_to: ['{title}']
"""


def planned(title: str = "Title") -> list[Page]:
    return pages(
        corpus({"one": TEXT.format(title=title), "two": "key_facts: [{text: And so., status: unverified}]"}), settings()
    )


def fill(planned_pages: list[Page], chosen: Settings | None = None) -> tuple[dict[str, Filled], dict[str, bytes]]:
    """What is told of each page, by address, and its bytes, by file."""
    frames = make_frames(dict.fromkeys(KINDS, FRAME_HTML), KINDS)
    files: dict[str, bytes] = {}

    def put(given: Mapping[str, bytes]) -> dict[str, Mark]:
        files.update(given)
        return {path: Mark(len(content), path) for path, content in given.items() if len(path) % 2 == 0}

    unfilled = [Unfilled(page.address, page.frame, msgspec.msgpack.encode(page.view), Also()) for page in planned_pages]
    return {one.address: one for one in fill_chunk(unfilled, frames, chosen or settings(), put)}, files


def test_each_page_is_made_from_its_view_and_its_frame() -> None:
    told, files = fill(planned())
    assert list(told) == ["actors/title/", "briefings/2024/", "briefings/one/", "briefings/two/"]
    assert list(files) == [f"{address}index.html" for address in told]
    assert b"So it is." in files["briefings/one/index.html"]
    assert b"Content-Security-Policy" in files["actors/title/index.html"]


def test_who_takes_a_page_says_how_it_is_known_again_if_it_is_another_than_before() -> None:
    told, files = fill(planned())
    assert {f"{address}index.html": one.mark for address, one in told.items()} == {
        file: None if len(file) % 2 else Mark(len(content), file) for file, content in files.items()
    }


def test_text_of_a_briefing_is_never_markup_a_hole_or_a_slot() -> None:
    content = fill(planned(HOSTILE))[1]["briefings/one/index.html"].decode()
    assert "<script" not in content
    assert "<!-- briefpress" not in content
    assert (
        "&lt;/div&gt;&lt;script&gt;alert(1)&lt;/script&gt; {{ page.title }} &lt;!-- briefpress: latest --&gt;"
        in content
    )


def test_ids_and_links_of_each_page_are_known_without_its_bytes() -> None:
    told = fill(planned())[0]["briefings/one/"]
    assert "so-it-is" in told.ids or any("so" in name for name in told.ids)
    assert any(target.startswith("actors/title/index.html") for target in told.targets)


def test_what_a_search_finds_of_a_page_comes_with_it() -> None:
    told, _ = fill(planned())
    found = {address: [key.kind for key, _ in one.documents] for address, one in told.items()}
    assert found == {
        "actors/title/": ["actor"],
        "briefings/2024/": [],
        "briefings/one/": ["briefing"],
        "briefings/two/": ["briefing"],
    }


def test_the_site_s_folder_is_in_no_page() -> None:
    folder = Path("/no one/else")
    _, files = fill(planned(), settings(folder=folder, docs=folder / "docs", site=folder / "site"))
    assert len(files) == 4
    assert not any(b"no one" in content for content in files.values())
