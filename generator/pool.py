"""Work in chunks, in this process or in several: on this machine, or wherever an executor of ``concurrent.futures`` brings it."""

import gc
import multiprocessing
import os
import sys
import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final, TypeVar

import msgspec

Job = TypeVar("Job")
Result = TypeVar("Result")
Entry = TypeVar("Entry")
_ENCODER: Final = msgspec.msgpack.Encoder()
WORTHWHILE: Final = 400
"""Fewer entries than that are not worth the start of processes, nor their way to another machine."""
_PATIENCE: Final = 0.05
"""Seconds between two looks whether there is something else to do."""
_PATIENT: Final = 15
"""Of 19: how much sooner others than a patient process get the processor."""
_SPARED: Final = 20_000
"""How many more values a process that works holds before it looks for what nobody needs: pages are made of many small ones."""
_LOOK: Final = 30
"""Seconds between two looks whether anybody is left who could do a job."""


class PoolError(Exception):
    """A process that worked for this one has ended before its work; the message is for people."""


class Interrupted(Exception):  # noqa: N818  # nothing went wrong
    """There is something else to do; what was begun is worth nothing."""


class Elsewhere(Executor, ABC):
    """An executor whose workers are other machines, or may be."""

    cores: int
    """How many jobs are worked on at a time."""

    @abstractmethod
    def everywhere(self, function: Callable[[], Any]) -> dict[str, Any]:
        """What a function gives on each worker, by its address; an exception where it raises one."""

    def look(self) -> None:
        """PoolError when nobody is left who could do what was submitted. It is called now and then by who waits for that."""


class Pool:
    """Runs functions of chunks. Its processes start with the first work that is worth them, and end with the context."""

    def __init__(
        self,
        executor: Executor | None = None,
        processes: int | None = None,
        worthwhile: int | None = None,
        interrupted: Callable[[], bool] | None = None,
        told: Callable[[int, int, str], None] = lambda done, total, what: None,
    ) -> None:
        """Work of fewer entries than ``worthwhile`` (as a rule, WORTHWHILE) is done here. Interrupted when ``interrupted`` is true
        while others work. ``told`` hears how many entries are done, of how many, and of what work."""
        self._given = executor
        self._executor: Executor | None = None
        self._is_forked = False
        self._sent: set[Future[bytes]] = set()
        self._worthwhile = WORTHWHILE if worthwhile is None else worthwhile
        self._interrupted = interrupted
        self._told = told
        self.processes = processes or (executor.cores if isinstance(executor, Elsewhere) else _cores())

    @property
    def is_alone(self) -> bool:
        """Whether this process does all work itself."""
        return self._given is None and self.processes < 2 and self._interrupted is None

    @property
    def is_elsewhere(self) -> bool:
        """Whether other machines may do it."""
        return isinstance(self._given, Elsewhere)

    def everywhere(self, function: Callable[[], Any]) -> dict[str, Any]:
        """What a function gives on each worker that may be on another machine, by its address; an exception where it raises one."""
        return self._given.everywhere(function) if isinstance(self._given, Elsewhere) else {}

    def map(
        self,
        function: Callable[[Job], Result],
        jobs: Iterable[Job],
        types: tuple[Any, Any],
        entries: int,
        ahead: int = 2,
        what: str = "Working",
        each: int = 1,
    ) -> Iterator[Result]:
        """The results of a function in the order of the jobs, so many of them for each process on their way at a time.

        ``types`` are those of job and result: they travel as MessagePack. ``entries`` says how much work it is in all. The
        function must be importable by its name, or a ``partial`` of such a one. The first jobs are on their way before the first
        result is asked for. How much of ``what`` work is done is told after each result: as many entries as it has or, when it is no
        list, ``each``.
        """
        executor = self._started(entries)
        if executor is None:
            return self._counted(map(function, jobs), entries, what, each)

        def send(job: Job) -> Future[bytes]:
            future = executor.submit(_run, function, types[0], _ENCODER.encode(job))
            self._sent.add(future)
            future.add_done_callback(self._sent.discard)
            return future

        sent = map(send, jobs)  # which keeps no job: it may be large
        with self._whole():
            waiting = deque(islice(sent, ahead * self.processes))
        return self._counted(self._results(waiting, sent, types[1]), entries, what, each)

    def _counted(self, results: Iterable[Result], entries: int, what: str, each: int) -> Iterator[Result]:
        done = 0
        for result in results:
            done = min(entries, done + (len(result) if isinstance(result, list) else each))
            self._told(done, entries, what)
            yield result

    def _results(self, waiting: deque[Future[bytes]], sent: Iterator[Future[bytes]], result_type: Any) -> Iterator[Any]:
        decoder = msgspec.msgpack.Decoder(result_type)
        try:
            while waiting:
                with self._whole():
                    result = self._result(waiting.popleft())
                yield decoder.decode(result)
                with self._whole():
                    waiting.extend(islice(sent, 1))
        finally:
            for future in waiting:
                future.cancel()

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """PoolError when a process has ended: then there will be others for what comes next."""
        try:
            yield
        except BrokenProcessPool:
            self.close()
            raise PoolError(
                "a process that worked for this build was ended, perhaps because memory ran out; “--processes 1” needs the least"
            ) from None

    def _result(self, future: Future[bytes]) -> bytes:
        while not wait((future,), _LOOK if self._interrupted is None else _PATIENCE).done:
            self.give_way()
            if isinstance(self._given, Elsewhere):
                self._given.look()
        return future.result()

    def give_way(self) -> None:
        """Interrupted when there is something else to do."""
        if self._interrupted is not None and self._interrupted():
            raise Interrupted

    def settle(self) -> None:
        """Give up what is on its way, and wait for what others have begun, but not for those who are gone."""
        wait([future for future in tuple(self._sent) if not future.cancel()], _LOOK)

    def renew(self) -> None:
        """Have what comes next done by new processes, where they are copies of this one and soon there: others hold what they needed
        for what they did before."""
        if self._is_forked:
            self.close()

    def close(self) -> None:
        """End the processes that were started here."""
        if self._given is None and self._executor is not None:
            self._executor.shutdown(cancel_futures=True)
            self._executor, self._is_forked = None, False

    def _started(self, entries: int) -> Executor | None:
        if self._given is not None:
            return self._given if entries >= self._worthwhile else None
        if self._executor is not None:
            return self._executor
        if entries < self._worthwhile or (self.processes < 2 and self._interrupted is None):
            return None
        # A forked process has everything imported already, but takes no threads along.
        self._is_forked = sys.platform == "linux" and threading.active_count() == 1
        gc.freeze()
        context = multiprocessing.get_context("fork" if self._is_forked else "spawn")
        self._executor = ProcessPoolExecutor(
            self.processes, context, _start if self._interrupted is None else _start_patiently
        )
        return self._executor


@contextmanager
def open_pool(
    executor: Executor | None = None,
    processes: int | None = None,
    told: Callable[[int, int, str], None] = lambda done, total, what: None,
) -> Iterator[Pool]:
    """A pool for the time of a build."""
    pool = Pool(executor, processes, told=told)
    try:
        yield pool
    finally:
        pool.close()


def chunks(entries: Sequence[Entry], size: int) -> Iterator[Sequence[Entry]]:
    """Entries in runs of so many."""
    return (entries[start : start + size] for start in range(0, len(entries), size))


def _cores() -> int:
    """How many cores this process may use, where the system tells it."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start() -> None:
    gc.enable()
    gc.set_threshold(_SPARED)


def _start_patiently() -> None:
    """In a process whose work can be interrupted: whatever that is for goes before."""
    _start()
    if hasattr(os, "nice"):
        os.nice(_PATIENT)


def _run(function: Callable[[Any], Any], job_type: Any, job: bytes) -> bytes:
    return _ENCODER.encode(function(msgspec.msgpack.decode(job, type=job_type)))
