"""The files that ``briefpress new`` and ``briefpress init`` start from."""

import json
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from generator.names import slug
from generator.settings import Settings


class StarterError(Exception):
    """What was asked for can't be started here; the message says why, for people."""


def new_briefing(settings: Settings, title: str, language: str | None) -> Path:
    """Write a commented starter file for a briefing of today; its path. StarterError when there is one already."""
    today = settings.today
    path = settings.folder / "briefings" / str(today.year) / f"{today.isoformat()}-{slug(title)}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(briefing_text(title, today, language or settings.language))
    except FileExistsError:
        raise StarterError(f"{path.relative_to(settings.folder)} is there already; choose another title") from None
    return path


def briefing_text(title: str, today: date, language: str) -> str:
    """The starter file of a briefing."""
    text = files(__name__).joinpath("briefing.yml").read_text("utf-8")
    values = {"TITLE": json.dumps(title, ensure_ascii=False), "DATE": today.isoformat(), "LANG": language}
    values["MONTH"] = f"{today:%Y-%m}"
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def new_site(folder: Path, today: date) -> list[Path]:
    """Write a site that builds at once into a folder that is new or empty; the files written, in order.

    StarterError when the folder holds anything.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StarterError(f"{folder} is not empty; name a new folder")
    written = _copy(files(__name__).joinpath("site"), folder)
    first = folder / "briefings" / str(today.year) / f"{today.isoformat()}-a-first-briefing.yml"
    first.parent.mkdir(parents=True)
    text = briefing_text("A first briefing", today, "en").replace(
        "state: draft                # delete this line to publish\n", ""
    )
    first.write_text(text, "utf-8", newline="\n")
    return sorted([*written, first])


def _copy(source: Traversable, target: Path) -> list[Path]:
    target.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for entry in source.iterdir():
        if entry.is_dir():
            written += _copy(entry, target / entry.name)
        elif not entry.name.endswith(".pyc"):
            path = target / entry.name.replace("dot-", ".", 1) if entry.name.startswith("dot-") else target / entry.name
            path.write_bytes(entry.read_bytes())
            written.append(path)
    return written
