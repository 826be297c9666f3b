"""A cluster for tests: two workers on this machine, and others that are none."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import distributed
import pytest

from generator.build import BuildOptions, Built, build
from generator.pool import Elsewhere, Pool
from generator.rendered import rendered_from
from generator.settings import Settings
from tests.stores import s3_environment
from tests.tiny_site import BRIEFING, rendering, write_site

BRIEFINGS = 60
DAYS = [(date(2021, 1, 5) + timedelta(days=20 * number)).isoformat() for number in range(BRIEFINGS)]


@pytest.fixture(scope="session")
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


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site's folder; no engine is run for it."""
    monkeypatch.setattr("generator.begun.engine_started", lambda *_: nullcontext(Path))
    monkeypatch.setattr("generator.build.rendered", lambda begun: rendered_from(rendering(), begun.settings))
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


def made(settings: Settings, executor: Elsewhere | None = None, is_kept: bool = True) -> Built:
    """A build by these workers, or in this process."""
    return build(
        settings, options=BuildOptions(is_kept=is_kept), pool=Pool(executor, None if executor else 1, worthwhile=2)
    )
