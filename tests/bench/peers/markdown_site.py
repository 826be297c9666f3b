"""A site of Markdown, for MkDocs and for Zensical: all briefings, and the pages that collect them.

It is written before the clock starts, so these two have the work of putting data into Markdown for nothing.
"""

from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any, Final

import yaml

from generator.views.long import LINES, LONG
from tests.bench.corpus import Document
from tests.bench.peers.markdown import day, month_of, page_of, plain
from tests.bench.peers.peer import Corpus, collected_on

_HEAD: Final = "---\nhide: [navigation, toc]\n---\n\n"
_LIST: Final = "---\nhide: [navigation, toc]\nsearch: {exclude: true}\n---\n\n"
"""A page that only lists others is not found by what it lists, here as in BriefPress."""
_NOT_SEARCHED: Final = "{: data-search-exclude }"
_HAND_WRITTEN: Final = ("index", "briefings", "questions", "topics", "actors", "indicators", "sources")
_LATEST: Final = 6


def write_site(folder: Path, corpus: Corpus) -> None:
    """Write the site into a new folder, with the settings of a new site of BriefPress."""
    docs = folder / "docs"
    (docs / "briefings").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(_configuration(), sort_keys=False), "utf-8")
    for briefing_id, document in corpus.documents:
        _write(docs / "briefings" / f"{briefing_id}.md", _HEAD + page_of(briefing_id, document, corpus))
    for path, text in _collections(corpus):
        (docs / path).parent.mkdir(exist_ok=True)
        _write(docs / path, text)


def rewrite(folder: Path, corpus: Corpus, place: int) -> None:
    """Write one briefing of the site anew, and the pages that hold its words."""
    briefing_id, document = corpus.documents[place]
    _write(folder / "docs" / "briefings" / f"{briefing_id}.md", _HEAD + page_of(briefing_id, document, corpus))
    for path, text in _collections(corpus):
        if (folder / "docs" / path).read_text("utf-8") != text:
            _write(folder / "docs" / path, text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _configuration() -> dict[str, Any]:
    starter = files("generator.starter").joinpath("site", "mkdocs.yml").read_text("utf-8")
    configuration: dict[str, Any] = yaml.safe_load(starter)
    configuration["plugins"] = [{"search": {"lang": ["en", "fr"]}}]
    # Only these are in the navigation, which would else fill every page.
    configuration["nav"] = [f"{name}.md" for name in _HAND_WRITTEN]
    configuration["validation"] = {"nav": {"omitted_files": "ignore"}}
    for ours in ("logo", "favicon"):
        del configuration["theme"][ours]
    return configuration


def _collections(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Every page but the briefings' own, by its file."""
    newest = corpus.documents[::-1]
    latest = "\n".join(_card(one, "") for one in newest[:_LATEST])
    yield "index.md", f"{_LIST}# Our briefings\n\nWhat is known, who says so, and how sure it is.\n\n{latest}\n"
    years = _grouped((document["date"][:4], one) for one in newest for document in [one[1]])
    listed = _grouped((document["date"][:4], one) for one in newest[:LINES] for document in [one[1]])
    parts = [f"## [{year}](years/{year}.md) {len(years[year])}\n\n{_lines(listed.get(year, []), '')}" for year in years]
    yield "briefings.md", _joined(_LIST.rstrip(), "# Briefings", *parts)
    for year, ones in years.items():
        yield f"years/{year}.md", _joined(_LIST.rstrip(), f"# Briefings of {year}", *_year(ones))
    for kind in ("topics", "actors", "indicators"):
        yield from _collected(kind, corpus, newest, list(years))
    yield "questions.md", _joined(_LIST.rstrip(), "# What is still open", *_newest(_questions(newest, ""), "", years))
    every = ((source["publisher"], (one, source)) for one in newest for source in one[1]["sources"])
    sources = _grouped(islice(every, LONG))
    publishers = (
        f"## {plain(publisher)}\n\n{_bullets(_source(one, source) for one, source in listed)}"
        for publisher, listed in sources.items()
    )
    yield "sources.md", _joined(_LIST.rstrip(), "# Sources", *publishers)


_Briefing = tuple[str, Document]


def _year(newest: list[_Briefing]) -> Iterator[str]:
    """The briefings of a year: as cards or, where there are many, with a line for each."""
    if len(newest) <= LONG:
        yield from (_card(one, "../") for one in newest)
        return
    for month, ones in _grouped((one[1]["date"][:7], one) for one in newest).items():
        yield f"## {month_of(month, 'en')}\n\n{_lines(ones, '../')}"


def _collected(kind: str, corpus: Corpus, newest: Iterable[_Briefing], years: list[str]) -> Iterator[tuple[str, str]]:
    """The pages of one kind, and the list of them."""
    found = _grouped(
        (name, one) for one in newest for name in (collected_on(one[1]) | {"topics": one[1]["topics"]})[kind]
    )
    names = {name: plain(corpus.names[kind][name]["en"]) for name in sorted(found)}
    entries = _bullets(f"[{label}]({kind}/{name}.md) {len(found[name])}" for name, label in names.items())
    yield f"{kind}.md", _joined(_LIST.rstrip(), f"# {kind.capitalize()}", entries)
    for name, label in names.items():
        if kind == "topics":
            parts = [f"## Briefings {_NOT_SEARCHED}", *(_card(one, "../") for one in found[name][:LONG])]
            parts += _rest(len(found[name]), "../", years)
            parts += [f"## Questions {_NOT_SEARCHED}", *_newest(_questions(found[name], "../"), "../", years)]
        elif kind == "actors":
            parts = []
            for does in ("asserted", "replied", "said"):
                parts.append(f"## {does.capitalize()} {_NOT_SEARCHED}")
                parts += _newest([line for one in found[name] for line in _deeds(name, does, one)], "../", years)
        else:
            figures = (line for one in found[name] for line in _figures(name, one))
            parts = [f"## Items {_NOT_SEARCHED}", _bullets(figures)]
        yield f"{kind}/{name}.md", _joined(_HEAD.rstrip(), f"# {label}", *parts)


def _deeds(name: str, does: str, one: _Briefing) -> Iterator[str]:
    """The items of a briefing in which an actor does something."""
    document = one[1]
    for fact in document["key_facts"]:
        replying = [reply["by"] for reply in fact.get("responses", [])]
        if name in {"asserted": fact.get("attributed_to", []), "replied": replying}.get(does, ()):
            yield _item(one, fact["text"], fact["id"], "../")
    for quote in document["quotes"]:
        if does == "said" and quote["speaker"] == name:
            yield _item(one, quote["text"], quote["id"], "../")


def _figures(name: str, one: _Briefing) -> Iterator[str]:
    """The figures of an indicator in a briefing."""
    for figure in one[1]["figures"]:
        if figure["indicator"] == name:
            yield _item(one, f"{figure['label']}: {figure['value']}", figure["id"], "../")


def _newest(lines: list[str], root: str, years: Iterable[str]) -> list[str]:
    """The newest of a list, and how many there are."""
    return [_bullets(lines[:LONG]), *_rest(len(lines), root, years)]


def _rest(total: int, root: str, years: Iterable[str]) -> list[str]:
    if total <= LONG:
        return []
    links = " ".join(f"[{year}]({root}years/{year}.md)" for year in years)
    return [f"The newest {LONG} of {total:,}.", f"Every briefing, by year: {links}"]


def _item(one: _Briefing, words: str, identifier: str, root: str) -> str:
    return f"{day(one[1]['date'], 'en')} [{plain(words)}]({root}briefings/{one[0]}.md#{identifier})"


def _questions(newest: Iterable[_Briefing], root: str) -> list[str]:
    return [
        _item(one, question["question"], question["id"], root)
        for one in newest
        for question in one[1]["open_questions"]
    ]


def _source(one: _Briefing, source: Document) -> str:
    place = f"briefings/{one[0]}.md#{source['id']}"
    return f"[{plain(source['title'])}]({source['url']}), cited in [{plain(one[1]['title'])}]({place})"


def _card(one: _Briefing, root: str) -> str:
    briefing_id, document = one
    title = f"**[{plain(document['title'])}]({root}briefings/{briefing_id}.md)**"
    return f"{day(document['date'], 'en')} {title}\n\n{plain(document['summary'])}\n"


def _lines(ones: Iterable[_Briefing], root: str) -> str:
    return _bullets(
        f"{day(document['date'], 'en')} [{plain(document['title'])}]({root}briefings/{briefing_id}.md)"
        for briefing_id, document in ones
    )


def _grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _joined(*blocks: str) -> str:
    return "\n\n".join(blocks) + "\n"
