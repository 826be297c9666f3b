"""Builds on a cluster: the same bytes as here, whoever is killed meanwhile, into a folder or into a store."""

import os
import signal
from hashlib import md5
from pathlib import Path
from typing import Any

import fsspec
import pytest

from generator.build import BuildError
from generator.executor import open_executor
from generator.output import MARKER
from generator.publish.plan import make_plan
from generator.publish.publish import publish
from generator.publish.record import JOURNAL, MANIFEST
from generator.rendered import rendered_from
from generator.store.address import open_store
from tests.clusters import DAYS, Noted, folder, made, scheduler
from tests.stores import s3, s3_server
from tests.tiny_site import rendering, settings_of, tree

__all__ = ["folder", "s3", "s3_server", "scheduler"]  # fixtures

RECORDS = {MANIFEST, JOURNAL}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little work in many jobs."""
    monkeypatch.setattr("generator.check.site._CHUNK", 4)
    monkeypatch.setattr("generator.filling._CHUNK", 10_000)
    monkeypatch.setattr("generator.search.index.SHARD", 10)


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
        patch.setattr("generator.build.rendered", lambda begun: rendered_from(broken, begun.settings))
        noted = Noted(executor)
        with pytest.raises(BuildError, match="links have problems"):
            made(settings, noted, is_kept=False)
        assert noted.jobs > 5
    assert moments(bucket) == before
