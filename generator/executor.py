"""The workers of a Dask cluster as an executor of ``concurrent.futures``."""

import logging
import re
import socket
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from typing import Any, Final

from generator.cache import program
from generator.pool import Elsewhere, PoolError

_ADDRESS: Final = re.compile(r"dask://(?P<host>\[[0-9a-fA-F:.]+\]|[^\s/@:\[\]]+):(?P<port>[0-9]{1,5})/?")
_PATIENCE: Final = 10
"""Seconds for a scheduler to answer, and for its first worker to come."""
_GREETING: Final = 100_000
"""Bytes that Dask's are fewer than."""
_RETRIES: Final = 2
"""How often a job is tried again that failed on a worker. Dask itself gives another one the jobs of a worker that is gone."""
_ASKED: Final = "__import__('generator.cache', fromlist=['program']).program()"
"""As text: what workers are asked first must not need anything that they may lack."""


class ExecutorError(PoolError):
    """The address names no executor that can be used here; the message is for people."""


class Cluster(Elsewhere):
    """The workers of a scheduler. Every job is done by the same program as this one, or not at all."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor = client.get_executor(retries=_RETRIES, pure=False)
        self.cores = sum(client.nthreads().values())

        self._is_deserted = False

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        """Have a function called by any worker."""
        future: Future[Any] = self._executor.submit(_run_alike, program(), function, *arguments, **named)
        return future

    def everywhere(self, function: Callable[[], Any]) -> dict[str, Any]:
        """What a function gives on each worker."""
        return dict(self._client.run(function, on_error="return"))

    def look(self) -> None:
        """PoolError when there was no worker at the last look, either: one that was killed is soon started again."""
        was, self._is_deserted = self._is_deserted, not self._client.nthreads()
        if was and self._is_deserted:
            raise PoolError("all workers of the cluster are gone; start some, and build again")


@contextmanager
def open_executor(address: str) -> Iterator[Elsewhere]:
    """The executor that an address names, such as ``dask://HOST:PORT``, with workers that can do this program's work.

    ExecutorError when the address or a package is the mistake; PoolError when nobody answers there, when the workers can't be used, and
    when they are lost within the context.
    """
    host, port = _host_and_port(address)
    try:
        import dask
        import distributed
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise ExecutorError("for --executor a package is missing: pip install 'briefpress[cluster]'") from None
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told by our own sentences
    # A shard of the search is a large job, and meant to be.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
        client = _connected(distributed, address, host, port)
        try:
            _check(client, address)
            yield Cluster(client)
        except KilledWorker:
            raise PoolError(
                f"workers of {address} ended again and again over the same work, perhaps because memory ran out"
            ) from None
        except CancelledError:
            raise PoolError(f"the scheduler at {address} is gone, and with it the work that was under way") from None
        finally:
            client.close(timeout=_PATIENCE)


def _host_and_port(address: str) -> tuple[str, int]:
    found = _ADDRESS.fullmatch(address)
    if found is None or not 0 < int(found["port"]) < 1 << 16:
        raise ExecutorError(
            f"“{address}” is no address of an executor; write dask://HOST:PORT, that of a Dask scheduler"
        )
    return found["host"], int(found["port"])


def _connected(distributed: Any, address: str, host: str, port: int) -> Any:
    try:
        _greeted(host.strip("[]"), port)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", distributed.versions.VersionMismatchWarning)  # told by ourselves
            return distributed.Client(f"tcp://{host}:{port}", timeout=_PATIENCE, set_as_default=False)
    except OSError as error:
        reason = getattr(error, "strerror", None) or "it doesn't answer as a Dask scheduler does"
        raise PoolError(
            f"there is no scheduler at {address}: {reason}; start one with “dask scheduler”, and workers with “dask worker”"
        ) from None


def _greeted(host: str, port: int) -> None:
    """OSError unless somebody listens there and speaks first, in short, as Dask does: who never does would be waited for without end."""
    with socket.create_connection((host, port), _PATIENCE) as connection:
        connection.settimeout(_PATIENCE)
        greeting = connection.recv(8, socket.MSG_WAITALL)
    if len(greeting) < 8 or int.from_bytes(greeting, "little") > _GREETING:
        raise OSError


def _check(client: Any, address: str) -> None:
    """PoolError unless there are workers and all of them run this program: others could make another site."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise PoolError(
            f"the scheduler at {address} has no workers; start some with “dask worker {address.removeprefix('dask://')}”"
        ) from None
    for worker, found in client.run(eval, _ASKED, on_error="return").items():
        if isinstance(found, ModuleNotFoundError) and found.name == "generator":
            raise PoolError(f"the worker at {worker} has no BriefPress: install there what is installed here")
        if found != program():
            raise PoolError(
                f"the worker at {worker} has another BriefPress than this machine, or other versions of what it needs: install the "
                "same on both, then start the worker again"
            )


def _run_alike(expected: bytes, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Workers may come while a build is under way."""
    if program() != expected:
        raise PoolError("a worker that came later has another BriefPress than this machine: install the same on both")
    return function(*arguments, **named)
