"""A site that is made in a store: staged in a folder of it that no page leads to, then given its place there.

Whoever works for a build puts files there himself; they come into their place without passing through here. A build may be killed at
any moment: until ``install`` the site in the store is untouched, and what comes then is what a publication does.
"""

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Final, Self

import msgspec

from generator.files import File
from generator.output import Tally, Written, check_any
from generator.place import Mark
from generator.publish.plan import PublishError, check_pages, plan_of
from generator.publish.publish import carry_out
from generator.publish.record import page_count, read_known
from generator.store.base import Store, StoreError
from generator.store.each import each

STAGED: Final = ".briefpress-staged"
"""The folder in a store below which each build has one of its own."""
_KNOWN: Final = ".known"
"""In a build's folder: what the store held when the build began."""
_WHOLE: Final = 4_000_000
"""Bytes of files that are sent together."""


class StorePlace(msgspec.Struct, frozen=True):
    """Where a build puts files: in its own folder of the store. Processes that work for the build put theirs there, too."""

    store: Store
    build: str
    has_known: bool
    """Whether there is anything that files could be equal to."""

    def put(self, files: Mapping[str, bytes]) -> dict[str, Mark]:
        """Stage files of the new site, but for those that the site has as they are; marks of what was staged."""
        known = _known(self) if self.has_known else {}
        marks = {path: Mark(len(content), sha256(content).hexdigest()) for path, content in files.items()}
        others = {path: mark for path, mark in marks.items() if known.get(path) != mark}
        staged = self.staged()
        each(lambda path: staged.write(path, files[path]), list(others), staged.workers)
        return others

    def holds(self, path: str, content: bytes) -> bool:
        """Whether a file was put here: who can't read the store, or sees another one, doesn't find it."""
        return self.staged().read(path) == content

    def staged(self) -> Store:
        """The build's folder."""
        return self.store.below(f"{STAGED}/{self.build}")


class StoreStage(Tally):
    """A folder in a store that takes the files that differ from the site there. A context: what is left of it goes at the end."""

    def __init__(self, store: Store, build: str, left: Mapping[str, Mark] | None = None) -> None:
        """``left`` are the files of an earlier build, which need not be made again while they are as they were left."""
        self.store = store
        super().__init__(left or {})
        self._build = build
        self._waiting: dict[str, bytes] = {}
        self._size = 0
        self._work = TemporaryDirectory(prefix="briefpress-")
        self.folder = Path(self._work.name)

    def __enter__(self) -> Self:
        try:
            # The first word to the store: it tells whether it can be used.
            self._known = read_known(self.store)
            self._there = {path: Mark(file.size, file.sha256) for path, file in self._known.files.items()}
            self._empty()
            self.place = StorePlace(self.store, self._build, bool(self._there))
            if self._there:
                self.place.staged().write(_KNOWN, msgspec.msgpack.encode(self._there))
        except BaseException:
            self._work.cleanup()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._work.cleanup()
        with suppress(StoreError):  # the next build tries again
            self._empty()

    def check(self, briefings: int, pages: int) -> None:
        """OutputError or PublishError when the site would lose so much that it looks like a mistake."""
        check_any(briefings)
        outcome = "nothing was changed. If it is meant, build into a folder, and publish that with --allow-fewer"
        check_pages(pages, self._known.pages, self.store, outcome)

    def add(self, path: str, content: bytes) -> None:
        """A file of the new site."""
        self._waiting[path] = content
        self._size += len(content)
        if self._size > _WHOLE:
            self._send()

    def install(self, briefings: int) -> Written:
        """Make the site what was staged and kept, and nothing else of ours."""
        self._send()
        marks = self.marks()
        self.check(briefings, page_count(marks))
        self._check_staged()
        files = tuple(File(path, mark.size, mark.version) for path, mark in sorted(marks.items()))
        changed = [file for file in files if file.path in self._staged]
        # After an interruption nobody knows which of the files that are gone are still there.
        listing = None if self._known.is_certain else self.store.listing()
        plan = plan_of(files, changed, self._known, listing)
        published = carry_out(plan, partial(_move, self.store, f"{STAGED}/{self._build}"), self.store)
        return Written(published.sent, published.removed, published.kept)

    def marks(self) -> dict[str, Mark]:
        """The files of the site, as the next build can know them again."""
        return {path: self._there[path] for path in self._kept} | self._staged

    def _send(self) -> None:
        files, self._waiting, self._size = self._waiting, {}, 0
        if files:
            marks = self.place.put(files)
            for path in files:
                self.staged(path, marks.get(path))

    def _check_staged(self) -> None:
        """PublishError when anything is gone: the site must not become half of it."""
        listing = self.place.staged().listing() if self._staged else {}
        for path, mark in self._staged.items():
            if path not in listing or listing[path].size != mark.size:
                raise PublishError(
                    f"{path} was put into {self.store.address}, and is gone: perhaps another build to the same place began meanwhile; "
                    "nothing was changed. Build again, one at a time"
                )

    def _empty(self) -> None:
        """Take away what was staged by this build, and by others that were killed."""
        paths = [f"{STAGED}/{path}" for path in self.store.below(STAGED).listing()]
        each(self.store.remove, paths, self.store.workers)


def _move(store: Store, folder: str, file: File) -> None:
    store.move(f"{folder}/{file.path}", file.path)


@lru_cache(maxsize=1)
def _known(place: StorePlace) -> dict[str, Mark]:
    """What the site held when the build began: each process that works for it asks once."""
    content = place.staged().read(_KNOWN)
    if content is None:
        raise PublishError(
            f"{place.store.address} lost what the build put there: perhaps another one to the same place began meanwhile. "
            "Build again, one at a time"
        )
    return msgspec.msgpack.decode(content, type=dict[str, Mark])
