"""Names, markup, numbers and dates: what holds of any of them."""

import re
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from generator.check.evidence import number_occurs, words_occur
from generator.markup import html, links, marks, plain
from generator.model.dates import first_day, last_day
from generator.model.leaves import LARGEST, LEAVES
from generator.names import fold, slug
from generator.nearest import nearest
from tests.property.words import full_match

MARKED = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "*",
                "**",
                "_",
                "`",
                "``",
                "[",
                "](",
                ")",
                "![",
                "<",
                ">",
                "\\",
                "https://a.b",
                "a@b.org",
                "javascript:x",
                '"',
                "'",
                "&amp;",
                "&",
                "\n",
                " ",
                "a",
                "é",
                "<b>",
                "<!--",
                "-->",
            ]
        ),
        st.text(max_size=3),
    ),
    max_size=25,
).map("".join)


@given(st.text(max_size=80))
def test_folding_a_name_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert fold(name.upper()) == fold(name.upper().lower())


@given(st.text(max_size=200), st.integers(8, 80))
@example("İstanbul ŉ ǰ", 60)
def test_a_slug_is_fit_for_an_address_and_stays_one(name: str, length: int) -> None:
    found = slug(name, "", length)
    assert full_match("[a-z0-9]+(?:-[a-z0-9]+)*", found)
    assert len(found) <= length
    assert slug(found, "", length) == found


class _Tags(HTMLParser):
    """The elements and the text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.tags.add("comment")

    def handle_decl(self, decl: str) -> None:
        self.tags.add("declaration")

    def unknown_decl(self, data: str) -> None:
        self.tags.add("declaration")

    def handle_pi(self, data: str) -> None:
        self.tags.add("instruction")


@given(MARKED)
def test_markup_makes_only_its_own_elements_and_keeps_every_word(text: str) -> None:
    made = str(html(text, lambda target: f"/{target}"))
    tags = _Tags()
    tags.feed(made)
    tags.close()
    assert tags.tags <= {"em", "strong", "code", "a"}
    assert tags.attributes <= {"href", "title"}
    assert tags.text == plain(text)
    assert unescape(re.sub("<[^>]*>", "", made)) == plain(text)


@given(st.text(max_size=100).filter(lambda text: marks(text) == 0))
def test_a_text_without_marks_is_itself(text: str) -> None:
    assert plain(text) == text
    assert unescape(str(html(text, str))) == text
    assert links(text) == ()


@given(st.text(st.characters(exclude_characters="\r\0"), max_size=60))
def test_marks_that_are_escaped_are_no_marks(words: str) -> None:
    assert plain(re.sub(r"([*_`<\[\\])", r"\\\1", words)) == words


NUMBERS = st.decimals(-LARGEST, LARGEST, allow_nan=False, allow_infinity=False, places=3).filter(
    lambda number: len(str(abs(number)).replace(".", "").lstrip("0")) <= 15
)


@given(NUMBERS)
def test_a_number_within_bounds_is_accepted_as_written(number: Decimal) -> None:
    assert LEAVES["number"].check(f"{number:f}") is None


@given(st.one_of(st.text("0123456789.,_eE+- ", max_size=24), st.text(max_size=10), st.floats().map(str)))
def test_an_accepted_number_is_within_bounds_and_reads_as_one(text: str) -> None:
    if LEAVES["number"].check(text) is None:
        assert abs(Decimal(text)) <= LARGEST
        assert float(text) == float(Decimal(text))
        assert text.isascii()


@given(
    st.one_of(
        st.dates().map(str),
        st.text("0123456789-/", max_size=21),
        st.from_regex(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", fullmatch=True),
    )
)
def test_an_accepted_date_is_in_the_calendar(text: str) -> None:
    for leaf in ("day", "date"):
        if LEAVES[leaf].check(text) is None:
            assert first_day(text).isoformat().startswith(text)
            assert last_day(text).isoformat().startswith(text)
    if LEAVES["period"].check(text) is None:
        assert first_day(text.partition("/")[0]) <= last_day(text)


@given(st.text(max_size=60), st.sampled_from(sorted(LEAVES)))
def test_any_text_is_accepted_or_refused_in_one_line_with_a_hint(text: str, leaf: str) -> None:
    complaint = LEAVES[leaf].check(text)
    if complaint:
        assert complaint.hint
        assert "\n" not in complaint.message + complaint.hint


@given(
    st.integers(0, 10**14),
    st.integers(0, 999),
    st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "'", "’", "_", ""]),
    st.sampled_from([".", ","]),
)
def test_a_number_is_found_however_it_is_grouped(whole: int, thousandths: int, separator: str, point: str) -> None:
    if separator == point:
        separator = ""
    grouped = f"{whole:,}".replace(",", separator)
    assert number_occurs(str(whole), f"About {grouped} men.")
    if thousandths and (separator or whole < 1000):
        fraction = f"{thousandths:03}".rstrip("0")
        assert number_occurs(f"{whole}.{fraction}", f"({grouped}{point}{fraction})")


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_words_occur_in_what_is_written_around_them(words: str, before: str, after: str) -> None:
    assert words_occur(words, f"{before} {words} {after}")
    assert words_occur(f"{words} […] {after}", f"{before} {words} … {after}")


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=10))
def test_the_nearest_name_is_one_of_the_names(name: str, names: list[str]) -> None:
    assert nearest(name, names) in [None, *names]
    if name and name in names:
        assert nearest(name, names) == name
