"""The sites that the benchmark of builds compares say the same, and its table tells what could not be compared.

No other generator is installed or run here; `make bench` does that, and looks at what each has made.
"""

import json
import re
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bench.build import PEERS
from tests.bench.build_page import page, rows_of, section
from tests.bench.build_turns import Build, Measured, Turn
from tests.bench.corpus import Document, make_plan
from tests.bench.peers.honest import DishonestError, check_page
from tests.bench.peers.peer import Corpus, edited, items_of, make_corpus
from tests.bench.peers.shell import make_shell

BRIEFINGS = 10
LOCKS = Path(__file__).parent / "bench" / "peers"
WITH_FRONT_MATTER = {"hugo": "content/briefings", "eleventy": "briefings"}
WITH_MARKDOWN = {"material": "docs", "zensical": "docs"}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(make_plan(BRIEFINGS), make_shell())


@pytest.fixture(scope="module")
def folders(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    written = {name: tmp_path_factory.mktemp(name) / "site" for name in PEERS}
    for name, peer in PEERS.items():
        peer.write(written[name], corpus)
    return written


def texts_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {text for inner in value.values() for text in texts_in(inner)}
    if isinstance(value, list):
        return {text for inner in value for text in texts_in(inner)}
    return {str(value)}


@pytest.mark.parametrize(("name", "place"), WITH_FRONT_MATTER.items())
def test_front_matter_is_the_briefing_and_the_pages_that_collect_it(
    name: str, place: str, folders: dict[str, Path], corpus: Corpus
) -> None:
    assert len(list((folders[name] / place).glob("*.md"))) == BRIEFINGS
    for briefing_id, document in corpus.documents:
        _, front, body = (folders[name] / place / f"{briefing_id}.md").read_text("utf-8").split("---\n")
        found = yaml.load(front, yaml.CBaseLoader)
        assert not body
        assert {key: found[key] for key in document} == document
        assert found["years"] == [document["date"][:4]]
        assert {quote["speaker"] for quote in document["quotes"]} <= set(found["actors"])
        assert {figure["indicator"] for figure in document["figures"]} == set(found["indicators"])


@pytest.mark.parametrize(("name", "place"), {"hugo": "layouts/baseof.html", "eleventy": "_includes/frame.njk"}.items())
def test_the_frame_is_ours_with_tags_of_the_generator_in_its_holes(
    name: str, place: str, folders: dict[str, Path], corpus: Corpus
) -> None:
    frame = (folders[name] / place).read_text("utf-8")
    assert "{{ page." not in frame
    assert len(re.findall(r"\{[{%]", frame)) >= len(re.findall(r"\{\{ page\.", corpus.shell.frame))
    assert abs(len(frame) - len(corpus.shell.frame)) < 500
    assert "pagefind/pagefind-ui.js" in frame


@pytest.mark.parametrize("name", WITH_FRONT_MATTER)
def test_every_slot_of_a_page_written_by_hand_is_a_template(name: str, folders: dict[str, Path]) -> None:
    templates = {
        path: path.read_text("utf-8") for path in folders[name].rglob("*.*") if path.suffix in (".html", ".njk")
    }
    assert not [path for path, text in templates.items() if "<!-- briefpress:" in text]
    named = {slot for text in templates.values() for slot in re.findall(r'"slots/(\w+)\.', text)}
    assert named == {path.stem for path in templates if path.parent.name == "slots"}
    assert {"latest", "archive", "questions", "topics", "actors", "indicators", "sources"} == named


@pytest.mark.parametrize(("name", "place"), WITH_MARKDOWN.items())
def test_markdown_holds_every_anchor_and_every_text(
    name: str, place: str, folders: dict[str, Path], corpus: Corpus
) -> None:
    for briefing_id, document in corpus.documents:
        text = (folders[name] / place / "briefings" / f"{briefing_id}.md").read_text("utf-8")
        for item in items_of(document):
            assert f"{{: #{item['id']} }}" in text
        prose = {words for words in texts_in(document) if " " in words}
        assert not [words for words in prose if words not in text]


@pytest.mark.parametrize(("name", "place"), WITH_MARKDOWN.items())
def test_every_link_of_the_markdown_leads_to_a_page_that_is_there(
    name: str, place: str, folders: dict[str, Path]
) -> None:
    docs = folders[name] / place
    links = [
        (path, link)
        for path in docs.rglob("*.md")
        for link in re.findall(r"\]\(([^)#]+\.md)(?:#[^)]*)?\)", path.read_text("utf-8"))
    ]
    assert len(links) > BRIEFINGS * 10
    assert not [(path, link) for path, link in links if not (path.parent / link).is_file()]


@pytest.mark.parametrize("name", PEERS)
def test_an_edit_changes_one_briefing(name: str, folders: dict[str, Path], corpus: Corpus) -> None:
    place = BRIEFINGS // 2
    briefing_id = corpus.documents[place][0]

    def contents() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in folders[name].rglob("*") if path.is_file()}

    before = contents()
    PEERS[name].rewrite(folders[name], edited(corpus, place, "Zwischenruf"), place)
    changed = {path for path, content in contents().items() if content != before[path]}
    assert [path.stem for path in changed if path.parent.name not in ("actors",)] == [briefing_id]
    assert all(b"Zwischenruf" in path.read_bytes() for path in changed)
    PEERS[name].rewrite(folders[name], corpus, place)
    assert contents() == before


def a_page(document: Document) -> str:
    """A page that says all; a target's page has a slash."""
    items = "".join(
        f'<p id="{item["id"]}">{escape(" ".join(sorted(texts_in(item))))}</p>' for item in items_of(document)
    )
    said = f"{escape(document['title'])} {escape(document['summary'])} {' '.join(document['authors'])}"
    links = [source["url"] for source in document["sources"]]
    for fact in document["key_facts"]:
        links += [target.replace("#", "/#") for target in (fact.get("updates"), *fact.get("answers", [])) if target]
    return said + items + "".join(f'<a href="{link}">it</a>' for link in links)


def test_a_page_that_lacks_a_text_an_anchor_or_a_link_is_not_compared(corpus: Corpus) -> None:
    document = next(one for _, one in reversed(corpus.documents) if one["key_facts"][1].get("updates"))
    whole = a_page(document)
    check_page(whole, document)
    for lost in ('id="fact-1"', document["quotes"][0]["context"], document["sources"][0]["url"], "/#fact-2"):
        assert escape(lost, quote=False) in whole
        with pytest.raises(DishonestError):
            check_page(whole.replace(escape(lost, quote=False), ""), document)


def test_the_lock_files_name_no_registry() -> None:
    pip, npm = ((LOCKS / name).read_text("utf-8") for name in ("requirements.txt", "package-lock.json"))
    assert "://" not in pip
    assert "--hash=sha256:" in pip
    packages = {name: entry for name, entry in json.loads(npm)["packages"].items() if name}
    assert all("integrity" in entry and "resolved" not in entry for entry in packages.values())


def a_turn(cold: float, steps: tuple[str, ...] = ("all",)) -> Turn:
    build = Build({step: cold / len(steps) for step in steps}, dict.fromkeys(steps, 100 * cold))
    return Turn(build, build, build)


def test_the_table_has_ratios_and_says_who_was_not_there() -> None:
    ours = Measured(PEERS["briefpress"], "BriefPress 1", [a_turn(2), a_turn(4), a_turn(3)], 7, 1.5)
    alone = Measured(PEERS["briefpress"], "", [a_turn(1), a_turn(1), a_turn(1)])
    hugo = Measured(PEERS["hugo"], "Hugo 1", [a_turn(6, ("pages", "search")), a_turn(4, ("pages", "search"))], 7, 1.5)
    gone = Measured(PEERS["eleventy"], missing="not installed: npm is not here")
    first, second, third = rows_of([ours, hugo, gone], alone)
    assert first[:3] == ["BriefPress", "3.0 (1.0 + 2.0)", "1"]
    assert second[:3] == ["Hugo + Pagefind", "5.0 (2.5 + 2.5)", "2"]
    assert third[1] == "not run: not installed: npm is not here"
    text = page([section(10, [first, second, third], 3)], [ours, hugo, gone], "make bench N=10")
    assert text.startswith("# Benchmarks\n")
    assert "| Hugo + Pagefind | 5.0 (2.5 + 2.5) | 2 |" in text
    assert "## 10 briefings\n\nThe medians of 3 turns.\n" in text
    assert "## 10 briefings\n\nOne turn.\n" in section(10, [first], 1)
