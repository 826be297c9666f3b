"""Frames: cut once, filled for each page."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from generator.engine import EngineError
from generator.frames import make_frames
from generator.pages import Holes
from tests.tiny_site import FRAME_HTML


def page(html: str, **changed: str | Markup) -> str:
    holes = {"title": "T", "heading": "H", "lang": "fr", "head": Markup("<meta>"), "content": Markup("<p>C</p>")}
    frame = make_frames({"topic": html}, ["topic"], has_policy=False)["topic"]
    return frame.fill(Holes(**{**holes, **changed})).decode()  # type: ignore[arg-type]


def test_every_hole_is_filled() -> None:
    done = page(FRAME_HTML)
    assert '<meta charset="utf-8"><meta><title>T</title>' in done
    assert '<div lang="fr"><p>C</p></div>' in done
    assert "page." not in done


def test_plain_text_is_escaped() -> None:
    assert "<title>&lt;/title&gt;&lt;b&gt;</title>" in page(FRAME_HTML, title="</title><b>")
    assert '<div lang="&#34;&gt;">' in page(FRAME_HTML, lang='">')


def test_nothing_in_a_frame_or_in_a_text_is_run_as_a_template() -> None:
    odd = "{{ 7 * 7 }}{% raw %}{# x #}{{page.title}}"
    done = page(
        FRAME_HTML.replace("<body>", f"<body>{odd}"), title="{{ page.content }}", content=Markup("{{ page.title }}")
    )
    assert f"<body>{odd}" in done
    assert "<title>{{ page.content }}</title>" in done
    assert '<div lang="fr">{{ page.title }}</div>' in done


class Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside = ""
        self.tags = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags += 1

    def handle_data(self, data: str) -> None:
        self.inside += data


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1))
def test_any_text_comes_back_from_the_page_as_it_was(text: str) -> None:
    marked = page(FRAME_HTML, title="", content=escape(text)).split('<div lang="fr">')[1].split("</div>")[0]
    parser = Text()
    parser.feed(marked)
    parser.close()
    assert (parser.inside, parser.tags) == (text, 0)


def test_alternate_links_are_kept_from_the_theme_s_script_and_stay_what_they_are() -> None:
    assert '<link rel="alternate " hreflang="fr"' in page(
        FRAME_HTML, head=Markup('<link rel="alternate" hreflang="fr" href="x">')
    )


def test_a_missing_frame_names_the_file_to_create() -> None:
    with pytest.raises(EngineError, match=r"create docs/frames/actor\.md, docs/frames/topic\.md"):
        make_frames({"briefing": FRAME_HTML}, ["topic", "actor", "briefing"])


def test_only_the_frames_that_pages_need_must_be_there() -> None:
    assert list(make_frames({"briefing": FRAME_HTML}, ["briefing", "briefing"])) == ["briefing"]


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (FRAME_HTML.replace("{{ page.content }}", ""), "no hole page.content"),
        (
            FRAME_HTML.replace("{{ page.content }}", "{{ page.contents }}{{ page.content }}"),
            "a hole page.contents, which nothing fills",
        ),
        (FRAME_HTML.replace("briefpress.css", "own.css"), 'extends "briefpress.html"'),
    ],
)
def test_a_frame_that_would_make_bad_pages_is_refused(html: str, message: str) -> None:
    with pytest.raises(EngineError, match=rf"docs/frames/topic\.md: .*{message}"):
        make_frames({"topic": html}, ["topic"])


def test_a_link_of_the_frame_to_itself_is_one_to_each_page() -> None:
    frame = make_frames(
        {"topic": FRAME_HTML.replace("<body>", '<body><a href="#x"></a><a href="../../about/">a</a><i id="x">')},
        ["topic"],
    )["topic"]
    assert frame.anchors.targets == ("assets/briefpress.css", "about/index.html")
    assert frame.anchors.ids == ("x",)


def test_a_changed_frame_has_another_digest() -> None:
    one, other = (make_frames({"topic": html}, ["topic"])["topic"].digest for html in (FRAME_HTML, FRAME_HTML + " "))
    assert one != other
