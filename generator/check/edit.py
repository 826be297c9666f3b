"""A check after an edit that changes the words of a few briefings and nothing else: it looks at little, and finds the same."""

import os
import stat
from collections.abc import Collection

import msgspec

from generator.changes import changes, corpus_tables
from generator.check.between import Known
from generator.check.reading import Reading, Source, document_of, reading_of
from generator.check.site import Checked, check_between
from generator.corpus import Corpus, replaced
from generator.load.folder import Stamp, content_of, is_registry, is_text, stem_of
from generator.outline import Outline
from generator.problem import Problem
from generator.settings import Settings


class _Edited(msgspec.Struct, frozen=True):
    """What was read anew."""

    readings: dict[str, Reading]
    outlines: dict[str, Outline]


def check_edit(settings: Settings, earlier: Checked, paths: Collection[str]) -> Checked | None:
    """The check of a site in which nothing but the files at some paths is another since an earlier check; None where that one
    tells too little, or what a briefing has to do with others has changed, or there is an error."""
    is_other_site = earlier.corpus.language != settings.main_language or earlier.day != settings.today.isoformat()
    if is_other_site or len(earlier.readings) != earlier.files:
        return None
    edited = _read(settings, earlier, paths)
    if edited is None:
        return None
    contents = {name: edited.readings[earlier.corpus.paths[name]].packed for name in edited.outlines}
    corpus = replaced(earlier.corpus, contents, edited.outlines)
    for name in ("actor_names", "units", "circles", "_actor_ids"):
        if name in earlier.corpus.__dict__:
            corpus.__dict__[name] = earlier.corpus.__dict__[name]
    return _between(settings, earlier, corpus, edited)


def _read(settings: Settings, earlier: Checked, paths: Collection[str]) -> _Edited | None:
    edited = _Edited({}, {})
    for path in paths:
        known = earlier.readings.get(path)
        if known is None or known.outline is None or is_registry(path) or not is_text(path):
            return None
        try:
            found = os.lstat(settings.folder / path)
            content = content_of(settings.folder, path)
        except OSError:
            return None
        if not stat.S_ISREG(found.st_mode) or earlier.corpus.paths.get(stem_of(path)) != path:
            return None
        # The file was just written: the next full check reads it again.
        source = Source(path, content, Stamp(-1, found.st_mtime_ns, found.st_ctime_ns, found.st_ino))
        reading = reading_of(source, document_of(source), settings.today)
        if reading is None or reading.outline is None or reading.outline.links != known.outline.links:
            return None
        edited.readings[path] = reading
        edited.outlines[stem_of(path)] = reading.outline
    return edited


def _between(settings: Settings, earlier: Checked, corpus: Corpus, edited: _Edited) -> Checked:
    """The rules between files, on what was edited and on what looked at it."""
    stale = changes(earlier.corpus, corpus, list(edited.outlines), corpus_tables)
    readings = earlier.readings | edited.readings
    known = Known(corpus, dict.fromkeys(corpus.outlines, frozenset()), frozenset(), frozenset())
    problems: list[Problem] = []
    looked_at: set[str] = set()
    for path, reading in readings.items():
        if reading.outline is None or (reading.seen is not None and stale.isdisjoint(reading.seen)):
            continue
        found, seen = check_between(settings, known, path)
        readings[path] = msgspec.structs.replace(reading, seen=seen)
        problems += (*reading.problems, *found)
        looked_at.add(path)
    corpus.briefings.pack_up()
    others = (problem for problem in earlier.problems if problem.path not in looked_at)
    digests = earlier.digests | {name: edited.readings[corpus.paths[name]].digest for name in edited.outlines}
    return msgspec.structs.replace(
        earlier,
        corpus=corpus,
        problems=tuple(sorted((*others, *problems))),
        parsed=len(edited.readings),
        readings=readings,
        digests=digests,
    )
