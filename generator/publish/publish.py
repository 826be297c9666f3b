"""A plan is carried out: pages never stand there without what they need, and what is interrupted is completed by the next one."""

import uuid
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import msgspec

from generator.files import File
from generator.publish.plan import Plan, PublishError
from generator.publish.record import FORMAT, JOURNAL, MANIFEST, Journal, Manifest, read_journal, written
from generator.store.base import Store
from generator.store.each import each

Progress = Callable[[int, int], None]
"""Is called with how much is done, of how much."""


class Published(msgspec.Struct, frozen=True):
    """What a publication has done."""

    sent: int
    """In files."""
    size: int
    """Of what was sent, in bytes."""
    kept: int
    """How many files were there already as they are."""
    removed: int


def publish(plan: Plan, site: Path, store: Store, progress: Progress = lambda done, total: None) -> Published:
    """Make a store hold a site. StoreError or PublishError when something stops it: the next publication goes on from there."""
    return carry_out(plan, partial(_send, site, store), store, progress)


def carry_out(
    plan: Plan, send: Callable[[File], None], store: Store, progress: Progress = lambda done, total: None
) -> Published:
    """The same, wherever ``send`` takes a file from that it puts in its place."""
    sent, removed = plan.sent, plan.removed
    if not plan.is_recorded:
        publication = uuid.uuid4().hex
        if plan.uncertain:
            store.write(JOURNAL, written(Journal(FORMAT, publication, plan.uncertain)))
        _change(plan, send, store, progress)
        _record(plan, publication, store)
    return Published(len(sent), sum(file.size for file in sent), len(plan.files) - len(sent), len(removed))


def _change(plan: Plan, send: Callable[[File], None], store: Store, progress: Progress) -> None:
    total, done = len(plan.sent) + len(plan.removed), 0

    def told() -> None:
        nonlocal done
        done += 1
        progress(done, total)

    each(store.remove, plan.obstacles, store.workers, told)
    for sending in plan.sendings:
        each(send, sending, store.workers, told)
    for removal in plan.removals:
        each(store.remove, removal, store.workers, told)


def _send(site: Path, store: Store, file: File) -> None:
    content = (site / file.path).read_bytes()
    if sha256(content).hexdigest() != file.sha256:
        raise PublishError(f"{site} changes while it is being sent; publish again when the build is done")
    store.write(file.path, content)


def _record(plan: Plan, publication: str, store: Store) -> None:
    """Write down that this is all there now, unless another publication came between."""
    if plan.uncertain:
        found = read_journal(store)
        if found is None or found.publication != publication:
            # The other one must not believe that it was alone, either.
            paths = {*plan.uncertain, *(found.paths if found else ())}
            store.write(JOURNAL, written(Journal(FORMAT, uuid.uuid4().hex, tuple(sorted(paths)))))
            raise PublishError(
                f"another publication to {store.address} was under way: publish again, one at a time, to put right what they mixed"
            )
    store.write(MANIFEST, written(Manifest(FORMAT, plan.files)))
    if plan.uncertain:
        store.remove(JOURNAL)
