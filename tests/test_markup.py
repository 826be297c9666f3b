"""Inline markup: what is a mark, what stays the characters that it is, and where links lead."""

import re
from html import unescape

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.markup import MAXIMUM_LOOSE_BRACKETS, _tokens, html, is_plain, links, plain


def shown(text: str) -> str:
    return str(html(text, lambda target: f"/to/{target}"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("*a* **b** `c`", "<em>a</em> <strong>b</strong> <code>c</code>"),
        ("_a_ __b__ ***c***", "<em>a</em> <strong>b</strong> <em><strong>c</strong></em>"),
        ("a snake_case_name and 2*3*4 * 5", "a snake_case_name and 2<em>3</em>4 * 5"),
        ("[a *b*](c#d)", '<a href="/to/c#d">a <em>b</em></a>'),
        ("<https://a.b/c?d=e&f>", '<a href="/to/https://a.b/c?d=e&amp;f">https://a.b/c?d=e&amp;f</a>'),
        ("<a@b.org>", '<a href="/to/mailto:a@b.org">a@b.org</a>'),
        ('[a](b "c \\" d")', '<a href="/to/b" title="c &#34; d">a</a>'),
        (r"\*a\* \[b\](c)", "*a* [b](c)"),
        ("`*a* <b>`", "<code>*a* &lt;b&gt;</code>"),
        ("two\nlines", "two\nlines"),
        ("https://example.org stays", "https://example.org stays"),
    ],
)
def test_marks_become_elements(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<b>bold</b>",
        "<script>alert(1)</script>",
        "<!-- comment -->",
        "<!-- briefpress: latest -->",
        "&amp; &lt; &#60; &copy;",
        "![image](x.png)",
        '![image *a*](x.png "t")',
        "# heading",
        "- list",
        "1. list",
        "> quote",
        "    code",
        "```\ncode\n```".replace("`", "~"),
        "| a | b |",
        "---",
        "[a][b]",
        "[a]: https://b.c",
        "~~a~~ ==b== ^c^",
        "{{ a }} {% b %} {a}",
        "<a href=x onclick=y>",
        "\"quotes\" 'and' “more”",
    ],
)
def test_whatever_else_a_text_holds_is_shown_as_the_characters_that_it_is(text: str) -> None:
    without_emphasis = re.sub("</?(em|strong|code)>", "", shown(text))
    assert "<" not in without_emphasis
    assert unescape(without_emphasis).replace("*", "") == text.replace("*", "")
    assert links(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("none", ()),
        ("[a](b)", ("b",)),
        ("[a](b) and [c](#d) <https://e.f>", ("b", "#d", "https://e.f")),
        ("[a](<b c>)", ("b c",)),
        ("[a]()", ("",)),
        ("`[a](b)`", ()),
        (r"\[a](b)", ()),
        ("[a] (b)", ()),
        ("[a [b](c)](d)", ("c",)),
        ("[![i](x)](y)", ("y",)),
        ("[a](javascript:alert(1))", ("javascript:alert(1)",)),
        ("[a](b\nc)", ()),
    ],
)
def test_links_are_told_as_they_are_written(text: str, expected: tuple[str, ...]) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*a* **b** `c` [d](e)", "a b c d"),
        ("<https://a.b>", "https://a.b"),
        (r"\*a\*", "*a*"),
        ("![i](x)", "![i](x)"),
        ("two\nlines", "two\nlines"),
        ("<b>", "<b>"),
    ],
)
def test_plain_words_are_those_that_a_reader_sees(text: str, words: str) -> None:
    assert plain(text) == words


@given(
    st.text(
        st.sampled_from(list("ab12 \n\t!\"#$%&'()+,-./:;=>?@]^{|}~é—"))
        | st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
    )
)
def test_a_text_without_marks_is_what_the_parser_reads_in_it(text: str) -> None:
    assume(is_plain(text))
    assert [(token.type, token.content) for token in _tokens(text)] == ([("text", text)] if text else [])


def test_an_attribute_cannot_be_left() -> None:
    assert shown('[a](<b" onmouseover="c>)') == '<a href="/to/b&#34; onmouseover=&#34;c">a</a>'


def test_a_text_full_of_loose_brackets_has_no_links() -> None:
    assert links("[" * MAXIMUM_LOOSE_BRACKETS + "a](b)")
    assert links("[" * 2 * MAXIMUM_LOOSE_BRACKETS + "a](b)") == ()
    assert shown("[" * 100 + "a](b) *c*").endswith("a](b) <em>c</em>")
    assert len(links("[a](b) " * 500)) == 500
