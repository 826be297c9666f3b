"""The smallest whole site: two briefings, a page with a slot, and every frame."""

from datetime import date
from pathlib import Path
from typing import Any

from generator.check import Checked, check_site
from generator.rendering import Rendering
from generator.settings import Settings, read_settings

BRIEFING = """\
title: {title}
date: {date}
summary: In short.
topics: [ports]
key_facts:
  - id: closed
    text: The port is closed.
    status: confirmed
    attributed_to: [Harbour Office]
    sources: [a, b]
figures:
  - id: ships
    label: Ships that wait
    value: 12
    unit: ships
    as_of: {date}
    indicator: waiting
    source: a
open_questions:
  - id: until
    question: Until when is it closed?
sources:
  - id: a
    title: Notice to mariners
    url: https://example.org/notice
  - id: b
    title: Port register
    url: https://example.org/register
"""
CONFIGURATION = """\
site_name: Tiny {{ 7 * 7 }}
site_url: https://example.org/tiny/
theme: {name: material, variant: classic, font: false}
plugins: [briefpress]
nav: [{Home: index.md}, {About: about.md}]
"""
FRAME = "---\ntemplate: frame.html\nhide: [navigation, toc]\n---\n\n# Content\n"
KINDS = ("actor", "briefing", "claim", "indicator", "timeline", "topic", "year")
FRAME_HTML = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">{{ page.head }}<title>{{ page.title }}</title>'
    '<link rel="stylesheet" href="../../assets/briefpress.css"></head>'
    '<body><div lang="{{ page.lang }}">{{ page.content }}</div></body></html>'
)
"""What an engine makes of a frame, in one line."""
ASSETS = ("assets/briefpress.css", "assets/narrow.js", "assets/news.js")
"""Files of the theme that generated pages load."""
CLOCK = date(2024, 6, 1)


def write_site(folder: Path, briefings: int = 2) -> Path:
    """A site's folder that builds without a warning."""
    files = {
        "mkdocs.yml": CONFIGURATION,
        "docs/index.md": "# Latest\n\n<!-- briefpress: latest limit=3 -->\n\n[About](about.md)\n",
        "docs/about.md": "# About\n\nA slot is written `<!-- briefpress: latest -->`.\n",
        "briefings/registry/topics.yml": "ports:\n  name: Ports\n",
        "briefings/registry/indicators.yml": "waiting:\n  name: Ships that wait\n  unit: ships\n",
    }
    files |= {f"docs/frames/{kind}.md": FRAME for kind in KINDS}
    for number in range(1, briefings + 1):
        day = f"2024-03-{number:02}"
        files[f"briefings/{day}-port.yml"] = BRIEFING.format(title=f"Day {number} of the closure", date=day)
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def settings_of(folder: Path, **chosen: Any) -> Settings:
    """The site's settings with a fixed clock."""
    return read_settings(folder, **{"today": CLOCK, **chosen})


def rendering(**changed: Any) -> Rendering:
    """What an engine writes for the tiny site, in short: for tests that need no engine."""
    parts: dict[str, Any] = {
        "pages": {
            "index.html": "<html><head><meta charset=utf-8></head><body><!-- briefpress: latest limit=3 --></body></html>"
        },
        "frames": dict.fromkeys(KINDS, FRAME_HTML),
        "files": dict.fromkeys(ASSETS, b""),
    }
    return Rendering(**(parts | changed))


def checked(settings: Settings) -> Checked:
    """The site's briefings, which have no problem."""
    found = check_site(settings)
    assert not found.problems, found.problems
    return found


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
