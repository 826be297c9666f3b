"""What browsers read is HTML as the standard has it, on every kind of page."""

import json
import subprocess
from pathlib import Path
from typing import Final

from tests.end_to_end.conftest import ROOT
from tests.end_to_end.test_reading import KINDS

VALIDATOR: Final = ROOT / ".validator" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
QUICK: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
"""For a process that ends soon, Java's thorough compiler is not worth its time; without it, more of the stack is needed."""
THEME: Final = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "Bad value “” for attribute “tabindex” on element “label”",
)
"""What Material's own templates do."""
ROLES: Final = (
    "element which has a “table” ancestor with no “role” attribute, or with a “role” attribute whose value is"
)
"""Tables that are cards on a narrow screen would be no tables for a screen reader there, so their parts say what they are."""


def complaints(*pages: Path) -> list[str]:
    """What the validator says against pages: file, line and error."""
    command = ["java", *QUICK, "-jar", str(VALIDATOR), "--format", "json", "--errors-only", *map(str, pages)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(result.stderr)["messages"]
    return [f"{found['url']}:{found.get('lastLine')}: {found['message']}" for found in messages]


def test_every_kind_of_page_is_valid_html(dossier: Path) -> None:
    paths = [address.partition("?")[0] for address in KINDS.values()]
    pages = [dossier / (path if path.endswith(".html") else f"{path}index.html") for path in paths]
    assert all(page.is_file() for page in pages)
    found = complaints(*pages)
    assert any(THEME[0] in complaint for complaint in found)
    assert [one for one in found if ROLES not in one and not any(known in one for known in THEME)] == []


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>T</title><p id=a><p id=a></html>", "utf-8")
    assert any("Duplicate ID" in complaint for complaint in complaints(page))
