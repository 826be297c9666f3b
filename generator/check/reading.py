"""Files → what each of them says, by itself: read, checked by every rule that needs no other file, and packed."""

import os
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from typing import Any, Final

import msgspec

from generator.check.clock import faults_of_dates
from generator.check.faults import first_faults
from generator.check.within import faults_within
from generator.load.document import Document, locate_in, read_briefing, read_registry
from generator.load.folder import Stamp, is_registry, stem_of
from generator.load.structure import not_broken
from generator.model.briefing import Briefing
from generator.model.registry import REGISTRIES
from generator.outline import Outline, outline_of
from generator.problem import Problem
from generator.rules import level_of

_ENCODER: Final = msgspec.msgpack.Encoder()
_REGISTRIES: Final = {name: msgspec.msgpack.Decoder(dict[str, struct]) for name, struct in REGISTRIES.items()}  # type: ignore[valid-type]


class Source(msgspec.Struct, frozen=True):
    """A file as it lies there."""

    path: str
    content: bytes
    stamp: Stamp


class Reading(msgspec.Struct, frozen=True):
    """What a file without an error says. It needs no reading again while its bytes are the same."""

    path: str
    stamp: Stamp
    digest: bytes
    """Of path and content."""
    day: str
    """The day of the build that read it."""
    packed: bytes
    """The briefing, or the entries of the registry, as MessagePack."""
    outline: Outline | None
    """Of a briefing."""
    problems: tuple[Problem, ...]
    """Warnings."""
    seen: tuple[str, ...] | None = None
    """What the rules between files looked at in other files when they found nothing to say; None when they did, or weren't asked."""

    def holds(self, today: date) -> bool:
        """Whether it would be the same on another day: what was no future date is none later."""
        return self.day == today.isoformat() or (
            self.day < today.isoformat() and not any(problem.rule == "future-date" for problem in self.problems)
        )

    def entries(self) -> Any:
        """The entries of a registry."""
        return _REGISTRIES[stem_of(self.path)].decode(self.packed)


class Read(msgspec.Struct, frozen=True):
    """A file that was read: what it says and, where there is an error in it, the document with its mended copy."""

    path: str
    digest: bytes
    reading: Reading | None
    document: Document | None


def read_sources(sources: Iterable[Source], today: date) -> list[Reading | None]:
    """What each file says; None for one with an error, which is for who will tell it."""
    return [reading_of(source, document_of(source), today) for source in sources]


def document_of(source: Source) -> Document:
    """The document in a file."""
    read = read_registry if is_registry(source.path) else read_briefing
    return read(source.path, source.content)


def reading_of(source: Source, document: Document, today: date) -> Reading | None:
    """What a document without an error says; None for any other."""
    if document.content is None or document.broken or document.vague or _has_error(document.problems):
        return None
    problems = document.problems + tuple(problems_within(source, document, today))
    if _has_error(problems):
        return None
    outline = outline_of(document.content) if isinstance(document.content, Briefing) else None
    packed = _ENCODER.encode(document.content)
    return Reading(
        source.path, source.stamp, digest_of(source), today.isoformat(), packed, outline, tuple(sorted(problems))
    )


def problems_within(source: Source, document: Document, today: date) -> list[Problem]:
    """What the rules say that look at one whole briefing."""
    briefing = document.content
    if not isinstance(briefing, Briefing):
        return []
    faults = [
        fault
        for check in (
            faults_within(briefing, stem_of(source.path), document.given_ids, document.vague),
            faults_of_dates(briefing, today),
        )
        for fault in first_faults(not_broken(check, document.broken))
    ]
    return locate_in(source.content, source.path, faults, level_of)


def digest_of(source: Source) -> bytes:
    """What tells a file from any other, its name included."""
    return blake2b(os.fsencode(source.path) + b"\0" + source.content, digest_size=16).digest()


def _has_error(problems: Iterable[Problem]) -> bool:
    return any(problem.level == "error" for problem in problems)
