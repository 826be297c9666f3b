"""Many files of a store at a time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

Item = TypeVar("Item")


def each(
    work: Callable[[Item], None], items: Sequence[Item], workers: int, told: Callable[[], None] = lambda: None
) -> None:
    """Do the same with each, in threads if the store can bear it. After the first that fails, no other is begun."""
    if workers == 1:
        for item in items:
            work(item)
            told()
        return
    with ThreadPoolExecutor(workers) as threads:
        try:
            for future in as_completed([threads.submit(work, item) for item in items]):
                future.result()
                told()
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise
