"""Eleventy, with Pagefind for the search: briefings as front matter, rendered by Nunjucks."""

import json
import shutil
from pathlib import Path
from typing import Final

from tests.bench.peers import pagefind
from tests.bench.peers.install import installed_by_npm, npm_version
from tests.bench.peers.peer import SITE, Corpus, NotInstalledError, Peer, Step, front_matter
from tests.bench.peers.shell import filled, with_slots, write_assets
from tests.bench.peers.words import icons, words

_TEMPLATES: Final = Path(__file__).parent / "templates" / "eleventy"
_TAGS: Final = {
    "html": '{{ lang or "en" }}',
    "lang": '{{ lang or "en" }}',
    "head": '{% include "head.njk" %}',
    "title": "{{ heading or title }} · Our briefings",
    "heading": "{{ heading or title }}",
    "content": "{{ content | safe }}",
}
_PACKAGE: Final = "@11ty/eleventy"
CONFIGURATION: Final = "eleventy.config.cjs"


def _write(folder: Path, corpus: Corpus) -> None:
    shutil.copytree(_TEMPLATES, folder)
    write_assets(corpus.shell, folder)
    (folder / "_includes" / "frame.njk").write_text(filled(corpus.shell.frame, _TAGS), "utf-8")
    for path, html in corpus.shell.pages.items():
        name = path.removesuffix("index.html").rstrip("/") or "home"
        template = with_slots(html, '{% include "slots/SLOT.njk" %}')
        (folder / f"{name}.njk").write_text(f"---\npermalink: {path}\n---\n{template}", "utf-8")
    data = {"words": words(), "icons": icons(), "names": corpus.names}
    (folder / "_data").mkdir()
    for name, content in data.items():
        (folder / "_data" / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    for place in range(len(corpus.documents)):
        _rewrite(folder, corpus, place)


def _rewrite(folder: Path, corpus: Corpus, place: int) -> None:
    briefing_id, document = corpus.documents[place]
    (folder / "briefings" / f"{briefing_id}.md").write_text(front_matter(document), "utf-8")


def _steps(folder: Path, tools: Path) -> list[Step]:
    if (node := shutil.which("node")) is None:
        raise NotInstalledError("node is not here")
    script = installed_by_npm(tools) / "node_modules" / _PACKAGE / "cmd.cjs"
    command = [node, str(script), f"--config={CONFIGURATION}", f"--output={SITE}", "--quiet"]
    return [Step("pages", command), pagefind.step()]


def _version(tools: Path) -> str:
    return f"Eleventy {npm_version(tools, _PACKAGE)}, {pagefind.version()}"


ELEVENTY: Final = Peer(
    name="Eleventy + Pagefind",
    does="briefings as front matter, Nunjucks, collections for topics, actors, indicators and years; Pagefind over its pages",
    write=_write,
    rewrite=_rewrite,
    steps=_steps,
    version=_version,
    is_searchable=pagefind.is_searchable,
    caches=(".cache",),
)
