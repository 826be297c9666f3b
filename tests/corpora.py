"""Small corpora and settings for tests, from YAML written in the test."""

import re
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any

from generator.corpus import Corpus, in_order
from generator.load.document import read_briefing, read_registry
from generator.model.briefing import Briefing
from generator.model.registry import Registry
from generator.pages import Page
from generator.settings import Settings
from generator.views.plan import plan
from generator.views.slots import slot_view
from generator.views.visible import visible

HEADER = {"title": "{id}", "date": "2024-01-01", "summary": "In short."}


def briefing(briefing_id: str, text: str) -> Briefing:
    """A briefing from YAML; title (the id), date and summary are added where they are missing."""
    text = dedent(text)
    missing = [key for key in HEADER if not re.search(rf"^{key}:", text, re.MULTILINE)]
    header = "".join(f"{key}: {HEADER[key].format(id=briefing_id)}\n" for key in missing)
    document = read_briefing(f"briefings/{briefing_id}.yml", (header + text).encode())
    assert not document.problems, document.problems
    assert isinstance(document.content, Briefing)
    return document.content


def corpus(briefings: dict[str, str], language: str = "en", **registries: str) -> Corpus:
    """A corpus from YAML by id; ``actors``, ``topics`` and ``indicators`` are registries in YAML."""
    entries: dict[str, Any] = {}
    for name, text in registries.items():
        document = read_registry(f"briefings/registry/{name}.yml", dedent(text).encode())
        assert not document.problems, document.problems
        entries[name] = document.content
    read = in_order((briefing_id, briefing(briefing_id, text)) for briefing_id, text in briefings.items())
    return Corpus(read, Registry(**entries), language, {b: f"briefings/{b}.yml" for b in read})


def settings(**changed: Any) -> Settings:
    """The settings of an English site with a fixed clock."""
    usual: dict[str, Any] = {
        "folder": Path("/site"),
        "name": "Site",
        "language": "en",
        "url": "",
        "repository": "https://forge.example/team/site",
        "edit": "https://forge.example/team/site/edit/main/",
        "docs": Path("/site/docs"),
        "site": Path("/site/site"),
        "today": date(2025, 1, 1),
    }
    return Settings(**(usual | changed))


def views(whole: Corpus, **changed: Any) -> dict[str, Any]:
    """Every page's view by its address, as a build with these settings shows it."""
    chosen = settings(language=whole.language, **changed)
    return {page.address: page.view for page in pages(whole, chosen)}


def pages(whole: Corpus, chosen: Settings) -> list[Page]:
    """Every page of a build with these settings."""
    return plan(visible(whole, chosen), chosen)


def slot(whole: Corpus, name: str, search: str = "", **options: str) -> Any:
    """What a slot shows; ``search`` is the address of the search's page."""
    chosen = settings(language=whole.language, search=search)
    return slot_view(name, options, visible(whole, chosen), chosen)
