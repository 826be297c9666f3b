"""An executor that can't be used, or is lost, is told in a sentence."""

import re
import socket
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import pytest
from distributed.scheduler import KilledWorker

from generator.build import BuildError
from generator.executor import Cluster, open_executor
from generator.executor import _check as check
from generator.pool import Pool, PoolError
from tests.clusters import Blind, Noted, folder, made, scheduler
from tests.stores import s3, s3_server
from tests.test_cli_check import Run, run
from tests.tiny_site import settings_of

__all__ = ["folder", "run", "s3", "s3_server", "scheduler"]  # fixtures


def test_workers_with_another_program_are_told(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.executor.program", lambda: b"another")
    with pytest.raises(PoolError, match="has another BriefPress than this machine"), open_executor(scheduler):
        pass


def test_a_worker_without_briefpress_is_told() -> None:
    class Client:
        def wait_for_workers(self, number: int, timeout: float) -> None: ...

        def run(self, function: object, asked: str, on_error: str) -> dict[str, Any]:
            return {"tcp://w1": ModuleNotFoundError("No module named 'generator'", name="generator")}

    with pytest.raises(
        PoolError, match="the worker at tcp://w1 has no BriefPress: install there what is installed here"
    ):
        check(Client(), "dask://x:1")


def test_a_cluster_that_is_lost_is_told(scheduler: str) -> None:
    class Client:
        def get_executor(self, **options: object) -> None: ...

        def nthreads(self) -> dict[str, int]:
            return {}

    cluster = Cluster(Client())
    cluster.look()
    with pytest.raises(PoolError, match="all workers of the cluster are gone"):
        cluster.look()
    for error, told in (
        (CancelledError(), "the scheduler at dask://.* is gone"),
        (
            KilledWorker("a-job", None, 3),  # type: ignore[arg-type]  # of a worker only its name is told
            "workers of dask://.* ended again and again",
        ),
    ):
        with pytest.raises(PoolError, match=told), open_executor(scheduler):
            raise error


def test_what_is_no_scheduler_is_told_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.executor._PATIENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"dask://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(PoolError, match="it doesn't answer as a Dask scheduler does"), open_executor(address):
            pass


def test_workers_that_see_another_disk_or_no_store_are_told(folder: Path) -> None:
    settings = settings_of(folder)
    with pytest.raises(BuildError, match=r"w2 can't be used: it doesn't see what is put beside .*same on all machines"):
        made(settings, Blind(False))
    with pytest.raises(BuildError, match="w2 can't be used: no way"):
        made(settings, Blind(OSError("no way")))
    with pytest.raises(BuildError, match="w2 can't be used: it doesn't find there what is put from here"):
        made(settings_of(folder, store=str(folder.parent / "www")), Blind(False))
    assert not settings.site.exists()


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (
            ["--executor", "dask://127.0.0.1:9"],
            1,
            "there is no scheduler at dask://127.0.0.1:9: Connection refused; start one",
        ),
        (["--executor", "dask:127.0.0.1"], 2, "is no address of an executor; write dask://HOST:PORT"),
        (["--executor", "ray://127.0.0.1:9"], 2, "is no address of an executor"),
        (["--executor", "dask://127.0.0.1:9", "--processes", "2"], 2, "--processes is for this machine"),
        (["--output", "nowhere://x"], 2, "there is no such kind of store"),
        (["--output", "memory://x", "--processes", "2"], 1, "memory://x is the memory of one process"),
        (["--output", "s3://no-such-bucket", "--processes", "1"], 1, "there is no such bucket"),
    ],
)
def test_what_can_t_be_used_is_one_sentence(
    run: Run, folder: Path, s3: str, options: list[str], code: int, told: str
) -> None:
    result = run(folder, "build", *options)
    assert (result.returncode, result.stdout) == (code, "")
    assert told in " ".join(re.sub(r"[│╭╰─╮╯]", " ", result.stderr).split())
    assert "Traceback" not in result.stderr


def test_little_work_does_not_go_to_the_cluster() -> None:
    noted = Noted(Blind(True))
    pool = Pool(noted, worthwhile=50)
    for entries, jobs in ((49, 0), (50, 2)):
        assert list(pool.map(len, [[1], [1, 2]], (list[int], int), entries)) == [1, 2]
        assert noted.jobs == jobs
