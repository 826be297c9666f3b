"""What a generator is to the benchmark: how its site is written, built and looked at."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec

from tests.bench.corpus import Document, Plan, documents, yaml_lines
from tests.bench.peers.shell import Shell
from tests.bench.peers.words import names

SITE: Final = "site"
"""The folder below a peer's own in which its finished site lies, whoever it is."""


class NotInstalledError(Exception):
    """A peer can't be had here; the message says why, for people."""


class Corpus(msgspec.Struct, frozen=True):
    """The same for everyone."""

    plan: Plan
    documents: tuple[tuple[str, Document], ...]
    """Every briefing by its id, in order of date."""
    shell: Shell
    names: dict[str, dict[str, dict[str, str]]]
    """Names by registry, id and language."""
    titles: dict[str, str]
    """Of briefings, by their ids."""
    referring: dict[str, list[tuple[str, str]]]
    """Who updates or answers an item: by its reference, ``updates`` or ``answers`` and the reference of the other."""


class Step(msgspec.Struct, frozen=True):
    """One command of a build."""

    does: str
    """``pages``, ``search``, or ``all`` where one command makes both."""
    command: list[str]
    environment: dict[str, str] = {}


class Peer(msgspec.Struct, frozen=True):
    """A generator, and whatever must be added to it so that its site can be searched."""

    name: str
    does: str
    """What it does here, in a sentence, for readers of the table."""
    write: Callable[[Path, Corpus], None]
    """Write its site into a new folder."""
    rewrite: Callable[[Path, Corpus, int], None]
    """Write one briefing of its site anew, by its place among all."""
    steps: Callable[[Path, Path], list[Step]]
    """The commands that build the site of a folder, with what is installed in another. NotInstalledError when it can't be had."""
    version: Callable[[Path], str]
    """Names and versions of what was installed."""
    is_searchable: Callable[[Path, int], bool]
    """Whether the index in a finished site holds so many briefings."""
    caches: tuple[str, ...] = ()
    """Folders below its own that a build leaves for the next, its site aside."""
    remembers: bool = False
    """Whether a second process takes anything from what a first one has left."""
    limit: int | None = None
    """How many briefings are in its reach; None for as many as one likes."""
    beyond: str = ""
    """What happens beyond that."""


def make_corpus(plan: Plan, shell: Shell) -> Corpus:
    """All briefings, made once for all peers."""
    every = tuple(documents(plan))
    referring: dict[str, list[tuple[str, str]]] = {}
    for briefing_id, document in every:
        for fact in document["key_facts"]:
            for word, targets in (("updates", [fact.get("updates")]), ("answers", fact.get("answers", []))):
                for target in filter(None, targets):
                    referring.setdefault(target, []).append((word, f"{briefing_id}#{fact['id']}"))
    titles = {heading.id: heading.title for heading in plan.headings}
    return Corpus(plan, every, shell, names(plan), titles, referring)


def edited(corpus: Corpus, place: int, word: str) -> Corpus:
    """The corpus after an edit: a fact of one briefing begins with another word."""
    briefing_id, document = corpus.documents[place]
    first, *others = document["key_facts"]
    fact = first | {"text": " ".join((word, *first["text"].split(" ")[1:]))}
    changed = (briefing_id, document | {"key_facts": [fact, *others]})
    documents = (*corpus.documents[:place], changed, *corpus.documents[place + 1 :])
    return msgspec.structs.replace(corpus, documents=documents)


def front_matter(document: Document) -> str:
    """A file of a briefing as generators with front matter have it: the contract's YAML, and the pages that collect it."""
    collected = "".join(f"{name}: {json.dumps(ids)}\n" for name, ids in collected_on(document).items())
    return f"---\n{''.join(yaml_lines(document))}{collected}---\n"


def collected_on(document: Document) -> dict[str, list[str]]:
    """The pages on which a briefing is collected, beside those of its topics: ids by their kind."""
    actors = [actor for fact in document["key_facts"] for actor in fact.get("attributed_to", [])]
    actors += [reply["by"] for fact in document["key_facts"] for reply in fact.get("responses", [])]
    actors += [quote["speaker"] for quote in document["quotes"]]
    return {
        "years": [document["date"][:4]],
        "actors": list(dict.fromkeys(actors)),
        "indicators": list(dict.fromkeys(figure["indicator"] for figure in document["figures"])),
    }


def items_of(document: Document) -> list[dict[str, Any]]:
    """Everything on the page that has an anchor."""
    return [item for kind in ("key_facts", "quotes", "figures", "open_questions", "sources") for item in document[kind]]
