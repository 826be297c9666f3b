"""Links within the site."""

from collections.abc import Collection, Container, Mapping

import pytest

from generator.form import Form
from generator.links import (
    Anchors,
    Broken,
    Packed,
    Strings,
    anchors_of,
    anchors_of_rendered,
    broken_links,
    name_files,
    resolve,
)


def broken(
    pages: Mapping[str, Collection[Anchors]],
    files: Container[str],
    form: Form = "folders",
    only: Collection[str] | None = None,
) -> list[Broken]:
    strings = Strings()
    packed = {
        page: tuple(Packed(strings.pack(part.ids), strings.pack(part.targets)) for part in parts)
        for page, parts in pages.items()
    }
    return broken_links(packed if only is None else only, packed.__getitem__, packed, files, strings, form)


@pytest.mark.parametrize(
    ("link", "address", "place"),
    [
        ("", "a/b/index.html", ""),
        (".", "index.html", "index.html"),
        ("..", "a/index.html", "index.html"),
        ("../..", "a/b/index.html", "index.html"),
        ("../../c/d/", "a/b/index.html", "c/d/index.html"),
        ("../../c/d/#x", "a/b/index.html", "c/d/index.html#x"),
        ("../../assets/a.css?v=1", "a/b/index.html", "assets/a.css"),
        ("#x", "a/b/index.html", "a/b/index.html#x"),
        ("#", "a/b/index.html", ""),
        ("#%C3%A9", "a/index.html", "a/index.html#é"),
        ("./about/", "index.html", "about/index.html"),
        ("/tiny/about/", "404.html", "about/index.html"),
        ("/tiny", "404.html", "index.html"),
        ("/other/", "404.html", ""),
        ("https://example.org/tiny/a/", "x/y/index.html", "a/index.html"),
        ("https://example.org/tiny/", "x/y/index.html", "index.html"),
        ("https://example.org/elsewhere", "x/y/index.html", ""),
        ("mailto:a@example.org", "index.html", ""),
        ("//example.net/", "index.html", ""),
        ("data:image/png;base64,AA", "index.html", ""),
        ("../../../up/", "a/b/index.html", "../up/index.html"),
    ],
)
def test_a_link_leads_to_the_file_that_a_server_would_give(link: str, address: str, place: str) -> None:
    assert resolve(link, address, "https://example.org/tiny/") == place


def test_without_a_site_address_a_path_starts_at_the_root() -> None:
    assert resolve("/about/", "404.html") == "about/index.html"


def test_only_tags_have_links_and_ids() -> None:
    html = """<p id="p">href="text/" <a title='a > b "c"' href="about/">x</a><script>'<a href="no/">'</script>
    <!-- <a href="no/"> --><meta name="viewport"><a name="old"></a><img src="a.png"></p>"""
    assert anchors_of(html, "index.html") == Anchors(("p", "old"), ("about/index.html", "a.png"))


def test_rendered_markup_is_read_the_same_way() -> None:
    markup = '<p id="p"><a href="../../b/c/?x=1&amp;y#d">say &#34;id=&#34;</a><a href="#p">'
    assert anchors_of_rendered(markup, "a/b/index.html", "") == anchors_of(markup, "a/b/index.html")


def test_a_link_to_no_page_and_to_no_id_is_told_once_with_how_many_pages_have_it() -> None:
    pages = {
        "index.html": [Anchors(("top",), ("a/index.html#x", "b/index.html", "a.css", "index.html#nowhere"))],
        "a/index.html": [Anchors(("x",), ("b/index.html", "index.html#top"))],
    }
    assert broken(pages, {*pages, "a.css"}) == [
        Broken("index.html", "b/index.html", 1),
        Broken("index.html", "index.html#nowhere", 0),
    ]


def test_links_of_some_pages_alone_can_be_looked_at() -> None:
    pages = {"a/index.html": [Anchors((), ("gone", "b/index.html"))], "b/index.html": [Anchors((), ("gone", "lost"))]}
    assert broken(pages, pages, only={"b/index.html"}) == [
        Broken("b/index.html", "gone", 0),
        Broken("b/index.html", "lost", 0),
    ]


def test_strings_come_back_from_their_numbers_also_when_more_are_added() -> None:
    strings = Strings()
    first = strings.pack(["b", "a", "b"])
    again = Strings(strings.texts)
    second = again.pack(["c", "a"])
    assert (again.unpack(first), again.unpack(second)) == (["b", "a", "b"], ["c", "a"])
    assert (again.number("c"), again.number("d")) == (2, None)


def test_a_folder_without_its_slash_is_found_as_a_server_finds_it() -> None:
    assert broken({"index.html": [Anchors((), ("a",))], "a/index.html": []}, ["index.html", "a/index.html"]) == []


def test_an_anchor_in_a_file_that_is_no_page_is_believed() -> None:
    assert broken({"index.html": [Anchors((), ("a.svg#icon",))]}, ["index.html", "a.svg"]) == []


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("../c/d.html#x", "c/d.html#x"),
        ("#x", "a/b.html#x"),
        ("../c/d/", "c/d/"),
        ("./", "a/"),
        ("..", "./"),
        ("/tiny/a/b.html", "/tiny/a/b.html"),
        ("https://example.org/tiny/a/", ""),
        ("mailto:a@example.org", ""),
    ],
)
def test_on_a_disk_no_server_stands_in_for_a_folder_or_a_root(link: str, place: str) -> None:
    assert resolve(link, "a/b.html", "https://example.org/tiny/", "files") == place


def test_on_a_disk_a_link_to_a_folder_leads_nowhere() -> None:
    pages = {"index.html": [Anchors((), ("a/", "a", "a/index.html"))], "a/index.html": []}
    assert broken(pages, pages, "files") == [Broken("index.html", "a", 0), Broken("index.html", "a/", 0)]


FILES = {"topics/x/index.html": "topics/x.html", "topics/con/index.html": "topics/con_.html", "é/index.html": "é.html"}


@pytest.mark.parametrize(
    ("file", "link", "named"),
    [
        ("index.html", "topics/x/", "topics/x.html"),
        ("index.html", "topics/x", "topics/x.html"),
        ("about.html", "../topics/x/#a%C3%A9", "topics/x.html#a%C3%A9"),
        ("more/index.html", "../topics/con/", "../topics/con_.html"),
        ("more/about.html", "../../é/", "../%C3%A9.html"),
        ("about.html", "/tiny/topics/x/", "topics/x.html"),
        ("about.html", "topics.html", "topics.html"),
        ("about.html", "../nowhere/", "../nowhere/"),
        ("about.html", "#x", "#x"),
        ("about.html", "https://example.org/tiny/topics/x/", "https://example.org/tiny/topics/x/"),
    ],
)
def test_a_link_to_a_generated_page_names_its_file_on_a_disk(file: str, link: str, named: str) -> None:
    html = "<a class='a' title=\"<a href='topics/x/'\" href={}>x</a> <code>href=\"topics/x/\"</code>"
    done = name_files(html.format(f"'{link}'"), file, FILES, "https://example.org/tiny/")
    assert done.replace("'", '"') == html.format(f'"{named}"').replace("'", '"')
