"""Slots in hand-written pages."""

from pathlib import Path
from textwrap import dedent

import pytest
from markupsafe import Markup

from generator.slots import Slot, fill_slots, find_slots, read_slot
from generator.views.slots import SlotError


def render(name: str, options: dict[str, str], root: str) -> Markup:
    if name != "latest":
        raise SlotError(f"there is no slot “{name}”")
    return Markup(f"<ul>{root}{sorted(options.items())}</ul>")


def filled(tmp_path: Path, files: dict[str, str], pages: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    done, problems = fill_slots(pages, tmp_path, render)
    return done, [f"{p.path}:{p.line}:{p.column}: {p.sentence()}".replace(tmp_path.name, "docs") for p in problems]


def test_a_slot_has_a_name_and_options() -> None:
    assert read_slot(" latest ") == ("latest", {})
    assert read_slot('questions state=open  topic="the front"') == (
        "questions",
        {"state": "open", "topic": "the front"},
    )


@pytest.mark.parametrize(
    "text", ["", "Latest", "latest limit", "latest limit = 6", "latest 6", 'latest limit="6', "latest limit=6 limit=7"]
)
def test_anything_else_is_told(text: str) -> None:
    with pytest.raises(SlotError):
        read_slot(text)


def test_slots_are_found_with_line_and_column() -> None:
    text = "# A\n\n<!-- briefpress: latest\n     limit=6 -->\n- <!--briefpress:actors-->\n"
    assert find_slots(text) == [Slot("latest limit=6", 3, 1), Slot("actors", 5, 3)]


def test_slots_shown_as_code_are_none() -> None:
    text = """\
    `<!-- briefpress: a -->` and ``a ` <!-- briefpress: b -->``

    ```html
    <!-- briefpress: c -->
    ~~~
    ```

    ~~~~
    ~~~
    <!-- briefpress: d -->
    ~~~~

        <!-- briefpress: e -->

    > ```
    > <!-- briefpress: f -->
    > ```

    <!-- briefpress: found -->
    """
    assert [slot.text for slot in find_slots(dedent(text))] == ["found"]


def test_a_slot_is_replaced_and_knows_the_way_to_the_root(tmp_path: Path) -> None:
    pages = {
        "index.html": "a<!-- briefpress: latest -->b",
        "x/y/index.html": "<!--briefpress: latest limit=6 -->",
        "404.html": "-",
    }
    done, problems = filled(tmp_path, {"index.md": "<!-- briefpress: latest -->"}, pages)
    assert done == {"index.html": "a<ul>[]</ul>b", "x/y/index.html": "<ul>../../[('limit', '6')]</ul>", "404.html": "-"}
    assert problems == []


def test_what_a_slot_brings_is_not_looked_at_again(tmp_path: Path) -> None:
    slot = "<!-- briefpress: latest -->"
    done, _ = fill_slots({"index.html": slot}, tmp_path, lambda name, options, root: Markup(slot))
    assert done == {"index.html": slot}


def test_escaped_slots_of_a_page_about_slots_stay(tmp_path: Path) -> None:
    text = "<code>&lt;!-- briefpress: latest --&gt;</code>"
    assert filled(tmp_path, {"index.md": "`<!-- briefpress: latest -->`"}, {"index.html": text}) == (
        {"index.html": text},
        [],
    )


def test_every_wrong_slot_of_every_page_is_told_at_its_place(tmp_path: Path) -> None:
    wrong, broken = "<!-- briefpress: lastest -->", "<!-- briefpress: latest 6 -->"
    files = {"index.md": f"# A\n\n{wrong}\n\n`{wrong}`\n\n  {wrong}\n", "sub/index.md": f"{broken}\n"}
    pages = {"index.html": f"{wrong}{wrong}", "sub/index.html": broken}
    _, problems = filled(tmp_path, files, pages)
    assert problems == [
        "docs/index.md:3:1: slot “lastest”: there is no slot “lastest”",
        "docs/index.md:7:3: slot “lastest”: there is no slot “lastest”",
        "docs/sub/index.md:1:1: slot “latest 6”: a slot is a name and options, such as <!-- briefpress: latest limit=6 -->",
    ]


def test_a_slot_that_the_engine_swallowed_is_told(tmp_path: Path) -> None:
    _, problems = filled(tmp_path, {"about.md": "\n<!-- briefpress: latest -->"}, {"about/index.html": "<p>"})
    assert problems == [
        "docs/about.md:2:1: slot “latest”: the engine left this slot out of the page; a slot stands in a line of its own"
    ]
