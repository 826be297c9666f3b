"""How problems are told: to people, to programs, and on a forge; and that no stranger's text does anything there."""

import io
import json
import os
import re
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from generator.problem import Problem
from generator.report import as_annotations, as_json, as_summary, safe
from generator.terminal import print_text

NASTY = "a\x1b[31m\u202eb\u200bc\x07\x9b\r\nd%0A::error::e|f`g<script>@h"
EXAMPLE = Problem("briefings/a.yml", 2, 7, "wrong-day", "error", "date", "“1” is not a day", "write 2024-10-28")
HOSTILE = Problem(f"briefings/{NASTY}.yml", 1, 1, "not-read", "warning", NASTY, NASTY, NASTY)


def text(folder: Path, *problems: Problem, width: int = 100, **console: bool) -> str:
    out = io.StringIO()
    print_text(Console(file=out, width=width, highlight=False, **console), problems, folder, 3)  # type: ignore[arg-type]
    return out.getvalue()


def example(tmp_path: Path, content: bytes, line: int, column: int, width: int = 40) -> list[str]:
    """The two lines below a problem: what stands in the file, and the caret."""
    (tmp_path / "a.yml").write_bytes(content)
    problem = Problem("a.yml", line, column, "wrong-day", "error", "", "m")
    return text(tmp_path, problem, width=width).splitlines()[1:-1]


@pytest.mark.parametrize("width", [40, 100])
def test_a_problem_is_its_place_its_sentence_its_line_and_a_caret(width: int, tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings" / "a.yml").write_text("title: T\ndate: 1\n")
    assert text(tmp_path, EXAMPLE, width=width) == (
        "briefings/a.yml:2:7: error: date: “1” is not a day; write 2024-10-28 [wrong-day]\n"
        "    2 │ date: 1\n"
        "      │       ^\n"
        "1 error in 1 file of 3\n"
    )


def test_there_are_colours_only_on_a_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in text(tmp_path, EXAMPLE)
    assert "\x1b[" in text(tmp_path, EXAMPLE, force_terminal=True)


def test_a_clean_site_is_one_line(tmp_path: Path) -> None:
    assert text(tmp_path) == "3 files, no problem\n"


def test_the_count_tells_errors_from_warnings(tmp_path: Path) -> None:
    other = Problem("b.yml", 1, 1, "not-read", "warning", "", "m")
    assert text(tmp_path, EXAMPLE, EXAMPLE, other).splitlines()[-1] == "2 errors and 1 warning in 2 files of 3"


@pytest.mark.parametrize("column", [1, 20, 150, 299, 300])
def test_a_long_line_is_cut_around_the_place(column: int, tmp_path: Path) -> None:
    line = "".join(chr(ord("a") + n % 26) for n in range(300))
    shown, caret = example(tmp_path, line.encode(), 1, column)
    assert len(shown) <= 40
    assert shown[caret.index("^")] == line[column - 1]


def test_the_caret_stands_below_its_character_in_wide_scripts(tmp_path: Path) -> None:
    shown, caret = example(tmp_path, "title: 세 번째 x".encode(), 1, 13)
    assert (shown, caret) == ("    1 │ title: 세 번째 x", f"      │ {' ' * 15}^")


def test_the_caret_stands_below_its_character_after_what_cannot_be_shown(tmp_path: Path) -> None:
    shown, caret = example(tmp_path, "a\tb\u202ec d".encode(), 1, 5)
    assert (shown, caret) == ("    1 │ a b<U+202E>c d", f"      │ {' ' * 11}^")


@pytest.mark.parametrize(("line", "column"), [(9, 1), (2, 1), (1, 99)])
def test_a_place_at_or_after_the_end_is_no_trouble(line: int, column: int, tmp_path: Path) -> None:
    assert len(example(tmp_path, b"title\n", line, column)) in (0, 2)


def test_lines_of_links_and_pipes_are_not_shown(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "link.yml").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "pipe.yml")
    for name in ("link.yml", "pipe.yml", "nothing.yml", "."):
        assert len(text(tmp_path, Problem(name, 1, 1, "special-file", "error", "", "m")).splitlines()) == 2


def test_nothing_that_a_stranger_wrote_reaches_the_terminal_raw(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    (tmp_path / "briefings" / "b.yml").write_text(f"{NASTY}\n")
    out = text(tmp_path, HOSTILE, Problem("briefings/b.yml", 1, 3, "not-read", "warning", "", "[bold]m[/bold]"))
    assert not set(out) & set("\x1b\u202e\u200b\x07\x9b\r")
    assert out.count("\n") == 5
    assert "[bold]m[/bold]" in out


@pytest.mark.parametrize(
    "code", [0x00, 0x1B, 0x7F, 0x9B, 0x061C, 0x180E, 0x200B, 0x200F, 0x2028, 0x202E, 0x2069, 0xD800, 0xFEFF, 0xFFFF]
)
def test_control_and_direction_characters_are_shown_by_their_number(code: int) -> None:
    assert safe(f"a{chr(code)}b") == f"a<U+{code:04X}>b"


def test_json_has_every_field_of_every_problem() -> None:
    problems = json.loads(as_json([EXAMPLE, HOSTILE]))
    assert problems["version"] == 1
    assert [Problem(**problem) for problem in problems["problems"]] == [EXAMPLE, HOSTILE]


def test_annotations_are_one_line_each_and_name_the_place() -> None:
    assert (
        as_annotations([EXAMPLE])
        == "::error file=briefings/a.yml,line=2,col=7,title=wrong-day::date: “1” is not a day; write 2024-10-28"
    )


def test_no_text_ends_an_annotation_or_starts_another() -> None:
    annotation = as_annotations([HOSTILE])
    assert len(annotation.splitlines()) == 1
    assert re.fullmatch(r"::warning file=[^:,\n]+,line=1,col=1,title=not-read::[^\n\r]+", annotation)
    assert "d%250A" in annotation
    assert "%0A" in annotation


def test_the_summary_is_a_table_of_all_problems() -> None:
    summary = as_summary([EXAMPLE] * 50, 3)
    assert summary.startswith("**50 errors in 1 file of 3**\n\n| place | level | problem |\n|---|---|---|\n")
    assert summary.count("\n| `briefings/a.yml:2:7` | error |") == 50


def test_a_clean_summary_is_one_line() -> None:
    assert as_summary([], 3) == "**3 files, no problem**\n"


def test_no_text_is_markup_in_the_summary() -> None:
    html = MarkdownIt("commonmark").enable("table").render(as_summary([HOSTILE], 3))
    assert set(re.findall(r"<(\w+)", html)) == {"p", "strong", "table", "thead", "tbody", "tr", "th", "td", "code"}
    assert html.count("<tr>") == 2
    assert "d%0A::error::e|f`g<script>@h" in unescape(html)


def test_a_summary_stays_within_what_the_forge_takes() -> None:
    summary = as_summary([HOSTILE] * 20_000, 3)
    assert len(summary.encode()) < 1024 * 1024
    assert re.search(r"\nand [0-9,]+ problems more\n$", summary)
