"""A whole site's YAML: every file read, every rule applied, every problem of all files told at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from generator.check.between import Known, check_names, check_parents, faults_between
from generator.check.clock import faults_of_dates
from generator.check.within import faults_within
from generator.corpus import Corpus, in_order
from generator.load.document import Document, locate, not_read, read_briefing, read_registry
from generator.load.folder import content_of, list_files, stem_of, unreadable
from generator.load.structure import not_broken
from generator.model.briefing import Briefing
from generator.model.registry import Registry
from generator.problem import Fault, Level, Problem
from generator.rules import level_of
from generator.settings import Settings

MAXIMUM_PROBLEMS = 500
"""More problems of one kind of check are not told of one file: nobody reads them, and a hostile file must not cost minutes."""


class Checked(msgspec.Struct, frozen=True):
    """All that a site's YAML says, and all that is wrong with it. With errors, the corpus is not fit to be built."""

    corpus: Corpus
    problems: tuple[Problem, ...]
    """Sorted by file and place."""
    files: int
    """How many files were read."""

    @property
    def errors(self) -> int:
        """How many problems stop the build."""
        return sum(problem.level == "error" for problem in self.problems)


def check_site(settings: Settings) -> Checked:
    """Everything in the site's ``briefings/`` against every rule of the contract."""
    listing = list_files(settings.folder)
    registries = [_read(settings, path, read_registry) for path in listing.registries]
    documents = [_read(settings, path, read_briefing) for path in listing.briefings]
    corpus = make_corpus(documents, registries, settings.language)
    problems = list(listing.problems)
    for document in (*registries, *documents):
        problems += document.problems
    problems += _registry_problems(settings, corpus.registry, registries)
    known = _known(corpus, documents, registries)
    for document in documents:
        problems += _briefing_problems(settings, known, document)
    return Checked(corpus, tuple(sorted(problems)), len(documents) + len(registries))


def make_corpus(documents: Iterable[Document], registries: Iterable[Document], language: str) -> Corpus:
    """The corpus of the files that could be read."""
    read: dict[str, tuple[str, Briefing]] = {}
    for document in documents:
        if isinstance(document.content, Briefing):
            read.setdefault(stem_of(document.path), (document.path, document.content))
    entries: dict[str, Any] = {stem_of(document.path): document.content or {} for document in registries}
    briefings = in_order((name, briefing) for name, (_, briefing) in read.items())
    return Corpus(briefings, Registry(**entries), language, {name: path for name, (path, _) in read.items()})


def _read(settings: Settings, path: str, read: Callable[[str, bytes], Document]) -> Document:
    try:
        content = content_of(settings.folder, path)
    except OSError as error:
        return not_read(path, unreadable(path, error))
    return read(path, content)


def _known(corpus: Corpus, documents: list[Document], registries: list[Document]) -> Known:
    return Known(
        corpus,
        {stem_of(document.path): document.broken for document in documents},
        {stem_of(document.path) for document in documents if document.vague},
        {stem_of(document.path) for document in registries if document.vague},
    )


def _briefing_problems(settings: Settings, known: Known, document: Document) -> list[Problem]:
    """The rules that look at a whole briefing, on one that could be read."""
    briefing, briefing_id = document.content, stem_of(document.path)
    if not isinstance(briefing, Briefing):
        return []
    faults: list[Fault] = []
    checks = [
        faults_within(briefing, briefing_id, document.given_ids, document.vague),
        faults_of_dates(briefing, settings.today),
    ]
    if known.corpus.paths[briefing_id] == document.path:
        checks.append(faults_between(known, briefing_id))
    for check in checks:
        faults += _first(not_broken(check, document.broken))
    return locate(settings.folder, document.path, faults, level_of)


def _registry_problems(settings: Settings, registry: Registry, registries: list[Document]) -> list[Problem]:
    checks = {"actors": check_names(registry.actors or {}), "topics": check_parents(registry.topics or {})}
    problems: list[Problem] = []
    for document in registries:
        faults: Iterable[Fault] = checks.get(stem_of(document.path), ())
        told = (fault for fault in faults if not (document.vague and fault.rule == "unknown-topic"))
        problems += locate(settings.folder, document.path, _first(not_broken(told, document.broken)), level_of)
    return problems


def _first(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The first faults of each level, and that there are more: warnings never hide an error."""
    told = Counter[Level]()
    for fault in faults:
        level = level_of(fault.rule)
        told[level] += 1
        if told[level] <= MAXIMUM_PROBLEMS:
            yield fault
        elif told[level] == MAXIMUM_PROBLEMS + 1:
            message = f"more {level}s than the {MAXIMUM_PROBLEMS} above are not told"
            yield Fault(fault.path, "more-problems", message, "mend those first")
            if level == "error":
                return
