"""A large site of the dossier's shape: its briefings again and again, each copy with ids of its own."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]


def write_copies(folder: Path, briefings: int) -> int:
    """Write a site with about that many briefings into a new folder; how many they are."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(ROOT / "briefings" / "registry", folder / "briefings" / "registry")
    originals = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / "briefings").glob("2*/*.yml"))}
    ids = re.compile("|".join(re.escape(name) for name in sorted(originals, key=len, reverse=True)))
    count = 0
    for copy in range(-(-briefings // len(originals))):
        for name, text in originals.items():
            if count == briefings:
                break
            place = folder / "briefings" / f"copy-{copy:04}" / f"{name}-{copy:04}.yml"
            place.parent.mkdir(exist_ok=True)
            place.write_text(ids.sub(lambda match, number=copy: f"{match[0]}-{number:04}", text), "utf-8")  # type: ignore[misc]
            count += 1
    return count
