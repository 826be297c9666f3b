"""The benchmark's briefings as Markdown pages of a site of Material for MkDocs, with its own search."""

from pathlib import Path
from typing import Final

from tests.bench.corpus import Document, Plan, documents

_CONFIGURATION: Final = """\
site_name: Our briefings
theme: {name: material, font: false}
plugins: [{search: {lang: [en, fr]}}]
nav: [index.md]
validation: {nav: {omitted_files: ignore}}
"""

Block = tuple[int, str]
"""The level of a heading, or 0 for a paragraph, and its text."""


def write_pages(folder: Path, plan: Plan) -> None:
    """Write a new MkDocs site of all briefings. Only the home page is in its navigation, which would else fill every page."""
    pages = folder / "docs" / "briefings"
    pages.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIGURATION, "utf-8")
    (folder / "docs" / "index.md").write_text("# Our briefings\n\nWhat is known, who says so, and how sure it is.\n")
    for briefing_id, document in documents(plan):
        (pages / f"{briefing_id}.md").write_text(_markdown(_blocks(document, plan)), "utf-8")


def _blocks(document: Document, plan: Plan) -> list[Block]:
    """What a page of BriefPress says, in as many words."""
    actors = {actor: entry["name"] for actor, entry in plan.registries["actors"].items()}
    blocks = [(1, document["title"]), (0, document["summary"])]
    blocks.append((2, "Key facts"))
    for fact in document["key_facts"]:
        names = ", ".join(actors[actor] for actor in fact.get("attributed_to", []))
        terms = (fact.get("status") or fact["kind"], fact.get("date"), fact.get("place"), names, fact.get("basis"))
        blocks.append((0, _joined(fact["text"], *terms)))
        for response in fact.get("responses", []):
            blocks.append((0, _joined(actors[response["by"]], response["stance"], response["text"])))
    blocks.append((2, "Quotes"))
    for quote in document["quotes"]:
        translations = [translation["text"] for translation in quote["translations"].values()]
        blocks.append((0, _joined(quote["text"], *translations, actors[quote["speaker"]], quote["context"])))
    blocks.append((2, "Figures"))
    for figure in document["figures"]:
        blocks.append((0, _joined(figure["label"], figure["value"], figure["counts"], figure["as_of"])))
    blocks.append((2, "Open questions"))
    for question in document["open_questions"]:
        blocks.append((0, _joined(question["question"], question["why"], question["settled_by"])))
    blocks.append((2, "Sources"))
    for source in document["sources"]:
        blocks.append((0, _joined(source["title"], source["publisher"], source["date"])))
    return blocks


def _joined(*texts: str | None) -> str:
    return " — ".join(filter(None, texts))


def _markdown(blocks: list[Block]) -> str:
    return "\n\n".join(f"{'#' * level} {text}" if level else text for level, text in blocks) + "\n"
