"""Builds on a cluster: the same bytes as here, whoever is killed meanwhile, into a folder or into a store."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import date, timedelta
from hashlib import md5
from pathlib import Path
from typing import Any

import distributed
import fsspec
import pytest

from generator.build import BuildError, BuildOptions, Built, build
from generator.executor import open_executor
from generator.output import MARKER
from generator.pool import Elsewhere, Pool, PoolError
from generator.publish.plan import make_plan
from generator.publish.publish import publish
from generator.publish.record import JOURNAL, MANIFEST
from generator.rendered import rendered_from
from generator.settings import Settings
from generator.store.address import open_store
from tests.stores import s3, s3_environment, s3_server
from tests.test_cli_check import Run, run
from tests.tiny_site import BRIEFING, rendering, settings_of, tree, write_site

__all__ = ["run", "s3", "s3_server"]  # fixtures

BRIEFINGS = 60
DAYS = [(date(2021, 1, 5) + timedelta(days=20 * number)).isoformat() for number in range(BRIEFINGS)]
RECORDS = {MANIFEST, JOURNAL}


@pytest.fixture(scope="module")
def scheduler(s3_server: str) -> Iterator[str]:
    """The address of a scheduler with two workers, each a process of its own, that can use the store."""
    with distributed.LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
        silence_logs=50,
        env=s3_environment(s3_server),
    ) as cluster:
        yield cluster.scheduler_address.replace("tcp://", "dask://")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little work in many jobs, and no engine."""
    monkeypatch.setattr("generator.check.site._CHUNK", 4)
    monkeypatch.setattr("generator.filling._CHUNK", 10_000)
    monkeypatch.setattr("generator.search.index.SHARD", 10)
    monkeypatch.setattr("generator.build.rendered", lambda settings, *_: rendered_from(rendering(), settings))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write_site(tmp_path / "source", briefings=0)
    for number, day in enumerate(DAYS):
        text = BRIEFING.format(title=f"Day {number} of the closure", date=day)
        (folder / f"briefings/{day}-port.yml").write_text(text, "utf-8")
    return folder


class Noted(Elsewhere):
    """Workers whose jobs are counted; something happens at the n-th."""

    def __init__(self, executor: Elsewhere, at: int = 0, then: Callable[[], None] = lambda: None) -> None:
        self.jobs = 0
        self.cores = executor.cores
        self._executor = executor
        self._at, self._then = at, then

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        self.jobs += 1
        future = self._executor.submit(function, *arguments, **named)
        if self.jobs == self._at:
            self._then()
        return future

    def everywhere(self, function: Callable[[], Any]) -> dict[str, Any]:
        return self._executor.everywhere(function)


def made(settings: Settings, executor: Elsewhere | None = None, is_kept: bool = True) -> Built:
    """A build by these workers, or in this process."""
    return build(
        settings, options=BuildOptions(is_kept=is_kept), pool=Pool(executor, None if executor else 1, worthwhile=2)
    )


def here(folder: Path) -> dict[str, bytes]:
    """The site as this process makes it."""
    site = folder.parent / "here"
    made(settings_of(folder, site=site), is_kept=False)
    return {path: content for path, content in tree(site).items() if path != MARKER}


def found(address: str) -> dict[str, str]:
    """What readers find in a store: the MD5 of each file."""
    return {path: listed.md5 for path, listed in open_store(address).listing().items() if path not in RECORDS}


def sums(site: dict[str, bytes]) -> dict[str, str]:
    return {path: md5(content, usedforsecurity=False).hexdigest() for path, content in site.items()}


def edit(folder: Path, old: str = "Harbour Office", new: str = "Port Office") -> None:
    path = folder / f"briefings/{DAYS[-1]}-port.yml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_a_cluster_makes_the_same_bytes(folder: Path, scheduler: str) -> None:
    settings = settings_of(folder)
    with open_executor(scheduler) as executor:
        noted = Noted(executor)
        made(settings, noted)
        assert noted.jobs > 20
        edit(folder)
        noted = Noted(executor)
        statistics = made(settings, noted).statistics
    assert 0 < statistics.filled < 10
    assert {path: content for path, content in tree(settings.site).items() if path != MARKER} == here(folder)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == [".briefpress"]


def test_little_work_does_not_go_to_the_cluster() -> None:
    noted = Noted(Blind(True))
    pool = Pool(noted, worthwhile=50)
    for entries, jobs in ((49, 0), (50, 2)):
        assert list(pool.map(len, [[1], [1, 2]], (list[int], int), entries)) == [1, 2]
        assert noted.jobs == jobs


@pytest.mark.parametrize("moment", [8, 30])
def test_a_worker_that_is_killed_changes_nothing(folder: Path, scheduler: str, moment: int) -> None:
    settings = settings_of(folder)
    with open_executor(scheduler) as executor:
        first = next(iter(executor.everywhere(os.getpid).values()))
        made(settings, Noted(executor, moment, lambda: os.kill(first, signal.SIGKILL)), is_kept=False)
        assert first not in executor.everywhere(os.getpid).values()
    assert {path: content for path, content in tree(settings.site).items() if path != MARKER} == here(folder)


def few(folder: Path) -> None:
    """Less to send, for a server of tests is slow."""
    for day in DAYS[:-12]:
        (folder / f"briefings/{day}-port.yml").unlink()


def test_workers_put_the_site_into_a_store_and_then_only_what_has_changed(
    folder: Path, scheduler: str, s3: str
) -> None:
    bucket = f"{s3}/www"
    few(folder)
    settings = settings_of(folder, store=bucket)
    with open_executor(scheduler) as executor:
        first = next(iter(executor.everywhere(os.getpid).values()))
        made(settings, Noted(executor, 8, lambda: os.kill(first, signal.SIGKILL)))
        assert found(bucket) == sums(here(folder))
        check_types(bucket)
        assert made(settings, executor).statistics.written == 0
        edit(folder)
        before = moments(bucket)
        written = made(settings, executor).statistics.written
    assert found(bucket) == sums(here(folder))
    assert sum(moment != before.get(path) for path, moment in moments(bucket).items()) == written + 1  # the manifest
    assert 0 < written < 40
    # What "publish" finds is what it would have left.
    site = settings_of(folder, site=folder.parent / "here")
    store = open_store(bucket)
    assert publish(make_plan(site, store), site.site, store).sent == 0


def check_types(bucket: str) -> None:
    files = fsspec.filesystem("s3")
    name, _, folder = bucket.removeprefix("s3://").partition("/")
    for path, kind in {
        "index.html": "text/html; charset=utf-8",
        "assets/briefpress.css": "text/css; charset=utf-8",
    }.items():
        assert files.call_s3("head_object", Bucket=name, Key=f"{folder}/{path}")["ContentType"] == kind
    piece = next(path for path in open_store(bucket).listing() if path.endswith(".pf_index"))
    assert "immutable" in files.call_s3("head_object", Bucket=name, Key=f"{folder}/{piece}")["CacheControl"]


def moments(bucket: str) -> dict[str, Any]:
    """When each object was written last."""
    files = fsspec.filesystem("s3")
    files.invalidate_cache()
    root = bucket.removeprefix("s3://")
    return {
        path.removeprefix(f"{root}/"): (info["LastModified"], info["ETag"])
        for path, info in files.find(root, detail=True).items()
    }


def test_a_build_that_fails_leaves_the_store_as_it_was(folder: Path, scheduler: str, s3: str) -> None:
    bucket = f"{s3}/www"
    few(folder)
    settings = settings_of(folder, store=bucket)
    made(settings)
    before = moments(bucket)
    assert found(bucket) == sums(here(folder))
    pages = {
        path: html.replace("</body>", '<a href="nowhere/">x</a></body>') for path, html in rendering().pages.items()
    }
    broken = rendering(pages=pages)
    with open_executor(scheduler) as executor, pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.build.rendered", lambda settings, *_: rendered_from(broken, settings))
        noted = Noted(executor)
        with pytest.raises(BuildError, match="links have problems"):
            made(settings, noted, is_kept=False)
        assert noted.jobs > 5
    assert moments(bucket) == before


# What is told.


def test_workers_with_another_program_are_told(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.executor.program", lambda: b"another")
    with pytest.raises(PoolError, match="has another BriefPress than this machine"), open_executor(scheduler):
        pass


class Blind(Elsewhere):
    """A worker who sees something else."""

    cores = 1

    def __init__(self, answer: object) -> None:
        self._answer = answer

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_result(function(*arguments, **named))
        return future

    def everywhere(self, function: Callable[[], Any]) -> dict[str, Any]:
        return {"tcp://w1": True, "tcp://w2": self._answer}


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
