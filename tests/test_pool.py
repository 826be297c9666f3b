"""Work in several processes."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from generator import making
from generator import pool as pools
from generator.build import BuildError, build
from generator.pool import Pool, PoolError, chunks, open_pool
from generator.search.facets import facet_table
from generator.search.indexed import indexed
from generator.search.pagefind import SearchError
from tests.searchable import write_searchable
from tests.stubs import stubs
from tests.tiny_site import settings_of, tree

NUMBERS = (list[int], list[int])
Children = Callable[[], set[int | None]]


@pytest.fixture(autouse=True)
def everything_is_worth_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "WORTHWHILE", 1)


@pytest.fixture
def children() -> Children:
    """What this gives has the processes that were started since the test began."""
    others = {child.pid for child in multiprocessing.active_children()}
    return lambda: {child.pid for child in multiprocessing.active_children()} - others


def squares(numbers: list[int]) -> list[int]:
    return [number * number for number in numbers]


def who(numbers: list[int]) -> list[int]:
    return [os.getpid()]


def fail(numbers: list[int], error: type[Exception]) -> list[int]:
    if 3 in numbers:
        raise error("the message")
    return numbers


def end(numbers: list[int]) -> list[int]:
    """Ends its process as the system does when memory runs out."""
    if 3 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return numbers


def leave(paths: list[str]) -> bool:
    for path in paths:
        Path(path).touch()
    return True


def jobs(number: int) -> list[list[int]]:
    return [[one] for one in range(number)]


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_jobs(processes: int) -> None:
    with open_pool(processes=processes) as pool:
        assert list(pool.map(squares, jobs(50), NUMBERS, 50)) == [[n * n] for n in range(50)]
        assert list(pool.map(squares, [], NUMBERS, 50)) == []


def test_little_work_is_done_here_and_much_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "WORTHWHILE", 10)
    with open_pool(processes=2) as pool:
        assert {pid for [pid] in pool.map(who, jobs(9), NUMBERS, 9)} == {os.getpid()}
        elsewhere = {pid for [pid] in pool.map(who, jobs(10), NUMBERS, 10)}
        assert os.getpid() not in elsewhere
        assert len(elsewhere) <= 2


def test_one_process_never_starts_another() -> None:
    with open_pool(processes=1) as pool:
        assert {pid for [pid] in pool.map(who, jobs(5), NUMBERS, 10**9)} == {os.getpid()}


def test_as_many_processes_as_asked_for_on_any_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Pool(processes=3).processes == 3
    assert Pool().processes == len(os.sched_getaffinity(0))
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    assert (Pool(processes=1).processes, Pool().processes) == (1, 8)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert Pool().processes == 1


class _Counting(ThreadPoolExecutor):
    def __init__(self) -> None:
        super().__init__(2)
        self.submitted = 0

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        self.submitted += 1
        return super().submit(function, *arguments, **named)


def test_few_jobs_are_on_their_way_at_a_time() -> None:
    taken = 0

    def endless() -> Iterator[list[int]]:
        nonlocal taken
        while True:
            taken += 1
            yield [taken]

    with _Counting() as executor:
        results = Pool(executor, processes=2).map(squares, endless(), NUMBERS, 10, ahead=3)
        for number in range(1, 20):
            assert next(results) == [number * number]
            assert executor.submitted == taken <= number + 6
        del results


def test_a_renewed_pool_works_in_other_processes_and_the_old_ones_have_ended(
    children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 1)  # other tests may have left some
    with open_pool(processes=2) as pool:
        before = {pid for [pid] in pool.map(who, jobs(9), NUMBERS, 9)}
        pool.renew()
        assert children() == set()
        after = {pid for [pid] in pool.map(who, jobs(9), NUMBERS, 9)}
        assert before.isdisjoint(after)


def test_processes_that_took_long_to_start_are_not_renewed(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 2)
    with open_pool(processes=2) as pool:
        list(pool.map(who, jobs(9), NUMBERS, 9))
        before = children()
        pool.renew()
        list(pool.map(who, jobs(9), NUMBERS, 9))
        assert children() == before


@pytest.mark.parametrize("many", [0, 1_000])
def test_a_large_site_is_indexed_by_processes_that_filled_nothing_and_none_is_left_for_what_follows(
    tmp_path: Path, children: Children, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    seen: dict[str, set[int | None]] = {}

    def begun(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def begins(*arguments: Any) -> Any:
            finished = function(*arguments)
            seen[name] = children()
            return finished

        return begins

    for name in ("filling_begun", "indexing_begun", "collisions"):
        monkeypatch.setattr(making, name, begun(name, getattr(making, name)))
    monkeypatch.setattr(making, "_MANY", many)
    monkeypatch.setattr("threading.active_count", lambda: 1)  # as above
    with stubs(), open_pool(processes=2) as pool:
        build(settings_of(write_searchable(tmp_path)), pool=pool)
    assert len(seen["filling_begun"]) == len(seen["indexing_begun"]) == 2
    assert seen["filling_begun"].isdisjoint(seen["indexing_begun"]) == (many == 0)
    assert seen["collisions"] == set()


def test_work_is_on_its_way_before_its_results_are_asked_for(tmp_path: Path) -> None:
    with open_pool(processes=2) as pool:
        results = pool.map(leave, [[str(tmp_path / name)] for name in ("one", "two")], (list[str], bool), 2)
        deadline = time.monotonic() + 30
        while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]
        assert list(results) == [True, True]


def test_an_executor_of_somebody_else_stays_open() -> None:
    with ThreadPoolExecutor(1) as executor:
        with open_pool(executor) as pool:
            assert list(pool.map(squares, jobs(3), NUMBERS, 0)) == [[0], [1], [4]]
            pool.renew()
        assert executor.submit(int).result() == 0


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("error", [SearchError, OSError, KeyError])
def test_an_exception_crosses_the_border_of_processes(processes: int, error: type[Exception]) -> None:
    with open_pool(processes=processes) as pool:
        found = pool.map(partial(fail, error=error), jobs(9), NUMBERS, 9)
        assert next(found) == [0]
        with pytest.raises(error, match="the message"):
            list(found)
        assert list(pool.map(squares, jobs(2), NUMBERS, 9)) == [[0], [1]]


def test_a_process_that_was_killed_is_told_and_the_next_work_has_new_ones() -> None:
    with open_pool(processes=2) as pool:
        with pytest.raises(PoolError, match=r"^a process that worked for this build was ended, .*“--processes 1”"):
            list(pool.map(end, jobs(9), NUMBERS, 9))
        assert list(pool.map(squares, jobs(2), NUMBERS, 9)) == [[0], [1]]


def test_chunks_are_runs_of_so_many() -> None:
    assert [list(some) for some in chunks([1, 2, 3, 4, 5], 2)] == [[1, 2], [3, 4], [5]]
    assert list(chunks([], 2)) == []


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_several_processes_make_the_same_site_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    monkeypatch.setattr("generator.filling._CHUNK", 1_000)
    monkeypatch.setattr("generator.check.site._CHUNK", 1)
    if start == "spawn":
        # Threads that run already: a forked process would not have them.
        monkeypatch.setattr("threading.active_count", lambda: 2)
    folder = write_searchable(tmp_path / "source")
    with stubs(pagefind=False):
        one = settings_of(folder, site=tmp_path / "one")
        alone = build(one)
        several = settings_of(folder, site=tmp_path / "several")
        with open_pool(processes=2) as pool:
            together = build(several, pool=pool)
            assert tree(one.site) == tree(several.site)
            path = folder / "briefings/2024-03-01-port.yml"
            path.write_text(path.read_text("utf-8").replace("is closed", "is shut"), "utf-8")
            assert build(several, previous=together, pool=pool).statistics.parsed == 1
            build(one, previous=alone)
    assert tree(one.site) == tree(several.site)


def killed(pages: list[Any], **named: Any) -> list[Any]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_a_build_whose_process_was_killed_says_so_and_the_old_site_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_searchable(tmp_path / "source")
    settings = settings_of(folder)
    with stubs():
        built = build(settings)
        before = tree(settings.site)
        path = folder / "briefings/2024-03-01-port.yml"
        path.write_text(path.read_text("utf-8").replace("is closed", "is shut"), "utf-8")
        with open_pool(processes=2) as pool:
            with monkeypatch.context() as patch:
                patch.setattr("generator.filling.fill_chunk", killed)
                with pytest.raises(BuildError, match="a process that worked for this build was ended"):
                    build(settings, previous=built, pool=pool)
            assert tree(settings.site) == before
            assert [place.name for place in folder.iterdir() if place.name.startswith(".")] == []
            assert build(settings, previous=built, pool=pool).statistics.filled > 0


@pytest.mark.parametrize("wrong", ['<a href="nowhere/">x</a>', "<!-- briefpress: nothing -->"])
def test_a_mistake_that_is_found_while_others_work_leaves_nothing_of_what_they_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    def late(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            time.sleep(0.5)
            return function(*arguments, **named)

        return called

    folder = write_searchable(tmp_path)
    place = folder / "docs/about.md"
    place.write_text(f"# About\n\n{wrong}\n", "utf-8")
    monkeypatch.setattr("threading.active_count", lambda: 1)  # as above
    with stubs():
        monkeypatch.setattr("generator.fill.indexed", late(indexed))
        monkeypatch.setattr("generator.search.index.facet_table", late(facet_table))
        with open_pool(processes=2) as pool, pytest.raises(BuildError, match="have problems"):
            build(settings_of(folder), pool=pool)
    assert [one.name for one in folder.iterdir() if one.name.startswith(".")] == []
