"""Where a site goes: into a folder, or into a store."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol, Self

import msgspec

from generator.output import OutputError, Stage, Written, check_site_folder
from generator.place import Mark, Put
from generator.pool import Pool
from generator.publish.stage import StoreStage
from generator.settings import Settings
from generator.store.address import open_store

_TOKEN: Final = ".token"


class Place(Protocol):
    """Where files are put until they become the site. It can be handed to any process that works for the build."""

    @property
    def put(self) -> Put:
        """Take files of the new site."""

    def holds(self, path: str, content: bytes) -> bool:
        """Whether a file was put here."""


class Taking(Protocol):
    """Takes the files of a site, and knows which are right as they are."""

    @property
    def place(self) -> Place:
        """Where files are put by whoever makes them."""

    def add(self, path: str, content: bytes) -> None:
        """A file of the new site."""

    def staged(self, path: str, mark: Mark | None) -> None:
        """Say that a file was put in the place, with its mark if it differs from the site's."""

    def keep(self, path: str) -> bool:
        """Say that the site's file is right as an earlier build left it; False when it isn't there as it was."""

    def marks(self) -> dict[str, Mark]:
        """The files of the site that was installed, as the next build can know them again."""


class Staging(Taking, Protocol):
    """Takes a site until it is whole and checked. A context: what is left of it goes at the end."""

    folder: Path
    """On this machine: what the build itself puts aside."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def check(self, briefings: int, pages: int) -> None:
        """OutputError or PublishError when the site would lose so much that it looks like a mistake."""

    def install(self, briefings: int) -> Written:
        """Make the site what was staged and kept."""


class Part:
    """What lies in one folder of a site that is staged as a whole, by its paths there: the pages of one language."""

    def __init__(self, stage: Staging, folder: str, others: tuple[str, ...]) -> None:
        """``others`` are the folders in it that are parts of their own."""
        self._stage = stage
        self._folder = folder
        self._others = others
        self.place: Place = PlaceOfPart(stage.place, folder)

    def add(self, path: str, content: bytes) -> None:
        """A file of the new site."""
        self._stage.add(f"{self._folder}{path}", content)

    def staged(self, path: str, mark: Mark | None) -> None:
        """Say that a file was put in the place."""
        self._stage.staged(f"{self._folder}{path}", mark)

    def keep(self, path: str) -> bool:
        """Say that the site's file is right as an earlier build left it."""
        return self._stage.keep(f"{self._folder}{path}")

    def marks(self) -> dict[str, Mark]:
        """The files of the part that was installed."""
        within = len(self._folder)
        return {
            path[within:]: mark
            for path, mark in self._stage.marks().items()
            if path.startswith(self._folder) and not path.startswith(self._others)
        }


class PlaceOfPart(msgspec.Struct, frozen=True):
    """Where the files of a part are put."""

    whole: Any
    """The place of the whole site."""
    folder: str

    def put(self, files: Mapping[str, bytes]) -> dict[str, Mark]:
        """Take files of the new site."""
        marks = self.whole.put({f"{self.folder}{path}": content for path, content in files.items()})
        return {path[len(self.folder) :]: mark for path, mark in marks.items()}

    def holds(self, path: str, content: bytes) -> bool:
        """Whether a file was put here."""
        return bool(self.whole.holds(f"{self.folder}{path}", content))


def check_destination(settings: Settings, pool: Pool | None = None) -> None:
    """OutputError when the site can't go where it should, or those who work for the build can't put it there."""
    if not settings.store:
        check_site_folder(settings.site, *settings.sources)
    elif pool is not None and not pool.is_alone and not (store := open_store(settings.store)).is_shared:
        raise OutputError(
            f"{store.address} is the memory of one process, and several work for this build: name a folder or another store, or "
            "build with “--processes 1”"
        )


@contextmanager
def open_stage(settings: Settings, pool: Pool, left: Mapping[str, Mark], is_trusted: bool) -> Iterator[Staging]:
    """What takes the site of the settings; ``left`` are the files that an earlier build left there.

    OutputError unless everyone who works for the build sees what is put there.
    """
    with _stage_of(settings, pool, left, is_trusted) as stage:
        if pool.is_elsewhere:
            _check_sight(stage, pool, settings)
        yield stage


def _stage_of(settings: Settings, pool: Pool, left: Mapping[str, Mark], is_trusted: bool) -> Staging:
    if not settings.store:
        return Stage(settings.site, left, is_trusted, pool.is_elsewhere)
    return StoreStage(open_store(settings.store), os.urandom(16).hex(), left)


def _check_sight(stage: Staging, pool: Pool, settings: Settings) -> None:
    token = os.urandom(16)
    stage.place.put({_TOKEN: token})
    for worker, answer in pool.everywhere(partial(stage.place.holds, _TOKEN, token)).items():
        if answer is True:
            continue
        if isinstance(answer, Exception):
            reason = str(answer)
        elif settings.store:
            reason = "it doesn't find there what is put from here"
        else:
            reason = (
                f"it doesn't see what is put beside {settings.site}; name a folder that is the same on all machines of the cluster, or "
                "a store such as s3://bucket/folder"
            )
        raise OutputError(f"the worker at {worker} can't be used: {reason}")
