"""One page of each kind as a whole; `make golden` writes them anew, for a reviewer to read as a diff."""

import os
from pathlib import Path

import pytest

from generator.render.page import render, render_slot
from tests.golden.views import PAGES, SETTINGS, SLOTS

GOLDEN = Path(__file__).parent / "golden"


def compare(name: str, html: str) -> None:
    path = GOLDEN / f"{name}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(html, encoding="utf-8")
    assert html == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_the_golden_one(kind: str) -> None:
    holes = render(PAGES[kind], SETTINGS)
    compare(kind, f"<title>{holes.title}</title>\n{holes.head}\n{holes.content}\n")


@pytest.mark.parametrize("slot", SLOTS)
def test_a_slot_is_the_golden_one(slot: str) -> None:
    compare(f"slot-{slot}", f"{render_slot(SLOTS[slot], '', SETTINGS)}\n")


def test_no_golden_page_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.html")} == {*PAGES, *(f"slot-{slot}" for slot in SLOTS)}
