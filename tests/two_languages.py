"""The tiny site in two languages: English, and French in ``fr/``."""

import re
from pathlib import Path
from posixpath import dirname, join, normpath

from tests.tiny_site import FRAME, KINDS, tree, write_site

FRENCH = """\
INHERIT: mkdocs.yml
site_description: En français
docs_dir: docs.fr
theme:
  language: fr
nav:
  - Accueil: index.md
  - À propos (en anglais): briefpress:en/about/
"""
TRANSLATION = """\
title: Premier jour de la fermeture
date: 2024-03-01
lang: fr
translation_of: 2024-03-01-port
summary: En bref.
topics: [ports]
key_facts:
  - id: closed
    text: Le port est fermé.
    status: confirmed
    sources: [a, b]
sources:
  - id: a
    title: Avis aux navigateurs
    url: https://example.org/notice
  - id: b
    title: Registre du port
    url: https://example.org/register
"""
TRANSLATED = "2024-03-01-port-fr"


def write_two_languages(folder: Path) -> Path:
    """A site's folder that builds without a warning: the first briefing has a translation, the page *About* has none."""
    write_site(folder)
    files = {
        "mkdocs.fr.yml": FRENCH,
        "docs.fr/index.md": "# Les derniers\n\n<!-- briefpress: latest limit=3 -->\n\n[En anglais](briefpress:en/about/)\n",
        f"briefings/{TRANSLATED}.yml": TRANSLATION,
    }
    files |= {f"docs.fr/frames/{kind}.md": FRAME for kind in KINDS}
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def assert_switches_lead_there(site: Path) -> None:
    """Each page but that for lost readers leads to itself in both languages, or to the home page of one that doesn't have it."""
    files = {path for path in tree(site) if path.endswith(".html") and not path.endswith("404.html")}
    for path in files:
        html = (site / path).read_text("utf-8")
        assert 'href="briefpress:' not in html
        links = re.findall(r'href="([^"]+)" lang="(\w+)" hreflang="\w+"', html)[:2]
        targets = {lang: _file(normpath(join(dirname(path), link))) for link, lang in links}
        own = path.removeprefix("fr/")
        assert targets["en"] == (own if own in files else "index.html")
        assert targets["fr"] == (f"fr/{own}" if f"fr/{own}" in files else "fr/index.html")


def _file(target: str) -> str:
    return target if target.endswith(".html") else normpath(f"{target}/index.html")
