"""Pages → bytes."""

from pathlib import Path

import msgspec

from generator.fill import Made, fill_pages
from generator.frames import make_frames
from generator.pages import Page
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


def fill(
    planned_pages: list[Page], previous: dict[str, Made] | None = None, html: str = FRAME_HTML
) -> dict[str, tuple[Made, bytes | None]]:
    frames = make_frames(dict.fromkeys(KINDS, html), KINDS)
    return {
        page.address: (made, content)
        for page, made, content in fill_pages(planned_pages, frames, settings(), previous or {})
    }


def test_each_page_is_made_from_its_view_and_its_frame() -> None:
    made = fill(planned())
    assert set(made) == {"briefings/one/", "briefings/two/", "briefings/2024/", "actors/title/"}
    assert b"So it is." in (made["briefings/one/"][1] or b"")
    assert b"Content-Security-Policy" in (made["actors/title/"][1] or b"")


def test_text_of_a_briefing_is_never_markup_a_hole_or_a_slot() -> None:
    content = (fill(planned(HOSTILE))["briefings/one/"][1] or b"").decode()
    assert "<script" not in content
    assert "<!-- briefpress" not in content
    assert (
        "&lt;/div&gt;&lt;script&gt;alert(1)&lt;/script&gt; {{ page.title }} &lt;!-- briefpress: latest --&gt;"
        in content
    )


def test_only_pages_whose_view_has_changed_are_made_again() -> None:
    first = {address: made for address, (made, _) in fill(planned()).items()}
    again = fill(planned(), first)
    assert [content for _, content in again.values()] == [None] * 4
    changed = fill([_retitled(page) for page in planned()], first)
    assert [address for address, (_, content) in changed.items() if content is not None] == ["briefings/two/"]


def _retitled(page: Page) -> Page:
    view = msgspec.structs.replace(page.view, title="Another") if page.address == "briefings/two/" else page.view
    return Page(page.address, page.frame, view)


def test_a_changed_frame_makes_all_its_pages_again() -> None:
    first = {address: made for address, (made, _) in fill(planned()).items()}
    assert all(content for _, content in fill(planned(), first, FRAME_HTML + " ").values())


def test_ids_and_links_of_each_page_are_known_without_its_bytes() -> None:
    made, _ = fill(planned())["briefings/one/"]
    assert "so-it-is" in made.anchors.ids or any("so" in name for name in made.anchors.ids)
    assert any(target.startswith("actors/title/index.html") for target in made.anchors.targets)


def test_the_site_s_folder_is_in_no_page() -> None:
    frames = make_frames(dict.fromkeys(KINDS, FRAME_HTML), KINDS)
    folder = Path("/no one/else")
    chosen = settings(folder=folder, docs=folder / "docs", site=folder / "site")
    for _, _, content in fill_pages(planned(), frames, chosen, {}):
        assert b"no one" not in (content or b"no one")
