"""Our style sheets become one."""

from generator.engine import THEME
from generator.stylesheet import SHEETS, STYLESHEET, plain, with_stylesheet

FOLDER = "assets/styles/"
FILES = {f"{FOLDER}{name}.css": f"/* {name} */\n.{name}{{}}\n".encode() for name in SHEETS}


def test_every_sheet_of_the_theme_has_its_place_in_the_order() -> None:
    assert {path.stem for path in (THEME / FOLDER).glob("*.css")} == set(SHEETS)
    assert len(set(SHEETS)) == len(SHEETS)


def test_the_sheets_become_one_file_in_their_order_without_comments() -> None:
    files = with_stylesheet({**FILES, "assets/logo.svg": b"logo"})
    assert files == {
        STYLESHEET: "".join(f".{name}{{}}\n" for name in SHEETS).encode(),
        "assets/logo.svg": b"logo",
    }


def test_a_sheet_that_the_site_adds_to_the_folder_comes_after_ours() -> None:
    files = with_stylesheet({**FILES, f"{FOLDER}zebra.css": b".zebra{}\n"})
    assert files[STYLESHEET].endswith(b".marking{}\n.zebra{}\n")


def test_what_is_not_made_of_sheets_stays_as_it_is() -> None:
    assert with_stylesheet({STYLESHEET: b"h1{}"}) == {STYLESHEET: b"h1{}"}


def test_a_comment_goes_and_what_stands_around_it_stays() -> None:
    assert plain("a{}/* b{} */\nc{}/**/d{}\n/* e\nf */") == "a{}c{}d{}\n"
