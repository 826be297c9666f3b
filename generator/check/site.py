"""A whole site's YAML: every file read, every rule applied, every problem of all files told at once."""

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

import msgspec

from generator.changes import changes, corpus_tables, seen_elsewhere, touched
from generator.check.between import Known, check_names, check_parents, faults_between
from generator.check.faults import first_faults
from generator.check.reading import (
    Reading,
    Source,
    digest_of,
    document_of,
    problems_within,
    read_sources,
)
from generator.corpus import Briefings, Corpus
from generator.load.document import Document, locate, not_read
from generator.load.folder import Listing, Stamp, content_of, is_registry, is_text, list_files, stem_of, unreadable
from generator.load.structure import not_broken
from generator.model.briefing import Briefing
from generator.model.registry import Registry
from generator.outline import Outline, outline_of, with_shared
from generator.pool import Pool, chunks
from generator.problem import Fault, Path, Problem
from generator.rules import level_of
from generator.settings import Settings
from generator.tables import recording

_CHUNK: Final = 50
_SETTLED: Final = 1_000_000_000
"""Nanoseconds after which a file system's clock tells any further change from the last one."""


class Checked(msgspec.Struct, frozen=True):
    """All that a site's YAML says, and all that is wrong with it. With errors, the corpus is not fit to be built."""

    corpus: Corpus
    problems: tuple[Problem, ...]
    """Sorted by file and place."""
    files: int
    """How many files there are."""
    parsed: int = 0
    """How many of them had to be parsed."""
    readings: dict[str, Reading] = {}
    """Of the files without an error, by path: the next check can use them."""
    digests: dict[str, bytes] = {}
    """Of every briefing that could be read, by its id."""
    registry: bytes = b""
    """What tells the registries from any others."""
    day: str = ""
    """The day of the build."""

    @property
    def errors(self) -> int:
        """How many problems stop the build."""
        return sum(problem.level == "error" for problem in self.problems)


class _File(msgspec.Struct, frozen=True):
    """A file with what it says: what holds for as long as its bytes are the same, or else the document of its copy that was mended."""

    path: str
    digest: bytes
    reading: Reading | None
    document: Document | None
    problems: tuple[Problem, ...]

    def content(self) -> Any:
        """The briefing, or the entries of the registry; None when there is none."""
        if self.document is not None:
            return self.document.content
        assert self.reading is not None
        return self.reading.entries() if is_registry(self.path) else self.reading.packed


def check_site(settings: Settings, earlier: Checked | None = None, pool: Pool | None = None) -> Checked:
    """Everything in the site's ``briefings/`` against every rule of the contract.

    What an earlier check found is taken over where it still holds; the outcome is the same without it.
    """
    listing = list_files(settings.folder)
    files, parsed = _read(settings, listing, earlier.readings if earlier else {}, pool or Pool(processes=1))
    registries = [file for file in files if is_registry(file.path)]
    briefings = [file for file in files if not is_registry(file.path)]
    corpus, digests = _corpus(briefings, registries, settings.main_language)
    registry = b"".join(os.fsencode(file.path) + file.digest for file in registries)
    problems = [*listing.problems, *(problem for file in files for problem in file.problems)]
    problems += _registry_problems(settings, corpus.registry, registries)
    checked = Checked(corpus, (), len(files), parsed, {}, digests, registry)
    stale = _stale(checked, earlier)
    known = _known(corpus, briefings, registries)
    readings = {file.path: file.reading for file in registries if file.reading}
    for file in briefings:
        reading = file.reading
        if reading is None or reading.seen is None or stale is None or not stale.isdisjoint(reading.seen):
            broken = file.document.broken if file.document else frozenset()
            found, seen = check_between(settings, known, file.path, broken)
            problems += found
            reading = msgspec.structs.replace(reading, seen=seen) if reading else None
        if reading is not None:
            readings[file.path] = reading
    # What pages are made of is unpacked anew, of what may be shown.
    corpus.briefings.pack_up()
    if len(readings) < len(files):
        # Of a file with an error nothing is kept, so the next check can't tell what others that looked at it would see now.
        readings = {path: msgspec.structs.replace(reading, seen=None) for path, reading in readings.items()}
    return msgspec.structs.replace(
        checked, problems=tuple(sorted(problems)), readings=readings, day=settings.today.isoformat()
    )


def _read(settings: Settings, listing: Listing, earlier: Mapping[str, Reading], pool: Pool) -> tuple[list[_File], int]:
    """Every file in the order of the listing, and how many had to be parsed."""
    paths = (*listing.registries, *listing.briefings)
    files: dict[str, _File] = {}
    unread: list[str] = []
    for path in paths:
        known = earlier.get(path)
        if known is not None and known.stamp == listing.stamps[path] and known.holds(settings.today):
            files[path] = _File(path, known.digest, known, None, known.problems)
        else:
            unread.append(path)
    shared: dict[Any, Any] = {}
    on_their_way: deque[list[tuple[str, Stamp]]] = deque()

    def jobs() -> Iterator[list[Source]]:
        for some in chunks(unread, _CHUNK):
            found = (_source(settings, path, listing.stamps[path], earlier.get(path), files) for path in some)
            sources = [source for source in found if source is not None]
            on_their_way.append([(source.path, source.stamp) for source in sources])
            yield sources

    parsed = 0
    function = partial(read_sources, today=settings.today)
    for readings in pool.map(function, jobs(), (list[Source], list[Reading | None]), len(unread), what="Reading"):
        for (path, stamp), reading in zip(on_their_way.popleft(), readings, strict=True):
            parsed += 1
            if reading is not None and reading.outline is not None:
                outline = with_shared(reading.outline, shared.setdefault)
                reading = msgspec.structs.replace(reading, outline=outline)
            files[path] = _parsed(settings, path, stamp, reading)
    return [files[path] for path in paths], parsed


def _source(
    settings: Settings, path: str, stamp: Stamp, known: Reading | None, files: dict[str, _File]
) -> Source | None:
    """A file to be parsed; nothing where it can't be read, or turns out to be the same as before: then it is among the files."""
    now = time.time_ns()
    try:
        content = content_of(settings.folder, path)
    except OSError as error:
        problem = unreadable(path, error)
        files[path] = _File(path, b"", None, not_read(path, problem), (problem,))
        return None
    # A stamp of just now may be that of another change within the same tick of the clock.
    is_settled = max(stamp.changed, stamp.touched) + _SETTLED < now
    source = Source(path, content, stamp if is_settled else msgspec.structs.replace(stamp, size=-1))
    if known is not None and known.digest == digest_of(source) and known.holds(settings.today):
        reading = msgspec.structs.replace(known, stamp=source.stamp)
        files[path] = _File(path, known.digest, reading, None, reading.problems)
        return None
    if not is_text(path):
        files[path] = _with_error(source, settings)
        return None
    return source


def _parsed(settings: Settings, path: str, stamp: Stamp, reading: Reading | None) -> _File:
    if reading is not None:
        return _File(path, reading.digest, reading, None, reading.problems)
    return _with_error(Source(path, content_of(settings.folder, path), stamp), settings)


def _with_error(source: Source, settings: Settings) -> _File:
    document = document_of(source)
    problems = (*document.problems, *problems_within(source, document, settings.today))
    return _File(source.path, digest_of(source), None, document, problems)


def _corpus(briefings: list[_File], registries: list[_File], language: str) -> tuple[Corpus, dict[str, bytes]]:
    """The corpus of the files that could be read, and their digests by the briefings' ids."""
    read: dict[str, _File] = {}
    for file in briefings:
        if file.document is None or isinstance(file.document.content, Briefing):
            read.setdefault(stem_of(file.path), file)
    outlines = {name: _outline(file) for name, file in read.items()}
    entries: dict[str, Any] = {stem_of(file.path): file.content() or {} for file in registries}
    ordered = sorted(read, key=lambda name: (outlines[name].links.date, name))
    corpus = Corpus(
        Briefings({name: read[name].content() for name in ordered}),
        Registry(**entries),
        language,
        {name: file.path for name, file in read.items()},
        outlines,
    )
    return corpus, {name: file.digest for name, file in read.items()}


def _outline(file: _File) -> Outline:
    if file.reading is not None and file.reading.outline is not None:
        return file.reading.outline
    content = file.content()
    assert isinstance(content, Briefing)
    return outline_of(content)


def restored(readings: Iterable[Reading], settings: Settings) -> Checked:
    """The check that left these readings, as far as the next one needs it."""
    files = [_File(one.path, one.digest, one, None, ()) for one in sorted(readings, key=lambda one: one.path)]
    registries = [file for file in files if is_registry(file.path)]
    corpus, digests = _corpus(
        [file for file in files if not is_registry(file.path)], registries, settings.main_language
    )
    registry = b"".join(os.fsencode(file.path) + file.digest for file in registries)
    return Checked(corpus, (), len(files), 0, {one.path: one for one in readings}, digests, registry)


def _stale(checked: Checked, earlier: Checked | None) -> set[str] | None:
    """What was looked at in an earlier check and is different now; None where nothing can be said of it."""
    if earlier is None or earlier.registry != checked.registry or earlier.corpus.language != checked.corpus.language:
        return None
    names = touched(earlier.digests, checked.digests)
    return changes(earlier.corpus, checked.corpus, names, corpus_tables)


def _known(corpus: Corpus, briefings: list[_File], registries: list[_File]) -> Known:
    documents = {stem_of(file.path): file.document for file in briefings}
    return Known(
        corpus,
        {name: document.broken if document else frozenset() for name, document in documents.items()},
        {name for name, document in documents.items() if document and document.vague},
        {stem_of(file.path) for file in registries if file.document and file.document.vague},
    )


def check_between(
    settings: Settings, known: Known, path: str, broken: frozenset[Path] = frozenset()
) -> tuple[list[Problem], tuple[str, ...] | None]:
    """What the rules between files say of a briefing and, when that is nothing, what they looked at."""
    briefing_id = stem_of(path)
    if known.corpus.paths.get(briefing_id) != path:
        return [], None
    with recording() as keys:
        faults = list(first_faults(not_broken(faults_between(known, briefing_id), broken)))
    if faults:
        return locate(settings.folder, path, faults, level_of), None
    return [], tuple(sorted(seen_elsewhere(keys, briefing_id)))


def _registry_problems(settings: Settings, registry: Registry, registries: list[_File]) -> list[Problem]:
    checks = {"actors": check_names(registry.actors or {}), "topics": check_parents(registry.topics or {})}
    problems: list[Problem] = []
    for file in registries:
        faults: Iterable[Fault] = checks.get(stem_of(file.path), ())
        is_vague, broken = (file.document.vague, file.document.broken) if file.document else (False, frozenset())
        told = (fault for fault in faults if not (is_vague and fault.rule == "unknown-topic"))
        problems += locate(settings.folder, file.path, first_faults(not_broken(told, broken)), level_of)
    return problems
