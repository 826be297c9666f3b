"""Hand-written pages are found section by section."""

from generator.search.documents import Item
from generator.search.handwritten import handwritten_documents, search_page

PAGE = """<!doctype html><html><head><title>T</title><style>p {}</style></head><body>
<nav>Menu</nav><article class="md-content__inner">
<h1 id="writing">Writing a briefing<a class="headerlink" href="#writing">¶</a></h1>
<p>First <em>words</em>.</p><script>alert("no")</script>
<h2 id="facts">Facts<a class="headerlink" href="#facts">¶</a></h2><p>A fact<br>is a line &amp; more.<ul><li>one<li>two</ul>
<h3>Unnamed</h3><p>Last.</p></article><footer>Foot</footer></body></html>"""


def test_a_section_is_an_item_with_its_anchor_and_its_words() -> None:
    [page] = handwritten_documents({"contribute/index.html": PAGE}, "en")
    assert (page.address, page.kind, page.title, page.lang) == ("contribute/", "page", "Writing a briefing", "en")
    assert page.items == (
        Item("page", "Writing a briefing"),
        Item("section", "First words."),
        Item("section", "Facts A fact is a line & more. one two", "facts"),
        Item("section", "Unnamed Last."),
    )


def test_pages_without_words_and_the_search_itself_are_not_found() -> None:
    empty = "<article><h1>Only a title</h1></article>"
    assert list(handwritten_documents({"a.html": empty, "b.html": "<p>no article</p>"}, "en")) == []
    search = PAGE.replace("First", "<!-- briefpress: search -->")
    assert list(handwritten_documents({"404.html": PAGE, "find/index.html": search}, "en")) == []
    assert search_page({"a.html": PAGE, "find/index.html": search}) == "find/"
    assert search_page({"a.html": PAGE}) == ""


def test_the_home_page_is_the_empty_address() -> None:
    [page] = handwritten_documents({"index.html": PAGE}, "en")
    assert page.address == ""
