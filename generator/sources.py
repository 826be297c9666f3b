"""Which file of ``docs/`` a page of the site was made from: both engines follow one rule."""

from pathlib import Path

from generator.form import Form


def source_of(page: str, docs: Path, form: Form) -> Path | None:
    """The Markdown file of a page, which is given by its file below the site's root; None for a page of the theme."""
    folder, _, name = page.rpartition("/")
    names = []
    if form == "files" and name != "index.html":
        names = [f"{page.removesuffix('.html')}.md"]
    elif name == "index.html":
        names = [f"{folder}.md"] if folder and form == "folders" else []
        names += [f"{folder}/{name}".lstrip("/") for name in ("index.md", "README.md")]
    return next((docs / name for name in names if (docs / name).is_file()), None)


def source_name(page: str, docs: Path, form: Form) -> str:
    """The Markdown file of a page for messages, such as ``docs/index.md``; empty for a page of the theme."""
    source = source_of(page, docs, form)
    return f"{docs.name}/{source.relative_to(docs).as_posix()}" if source else ""


def line_of(text: str, source: Path | None) -> int:
    """The first line of a file that holds a text; 1 when none does."""
    lines = read_source(source).split("\n") if source else []
    return next((number for number, line in enumerate(lines, 1) if text in line), 1)


def read_source(source: Path) -> str:
    """A Markdown file as engines read it."""
    return source.read_text(encoding="utf-8-sig", errors="replace")
