"""How much memory processes take, from Linux's ``/proc``: proportional set size, so that what they share counts once."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

_INTERVAL: Final = 0.05
_SPARED: Final = 50
"""How many times longer than a look the pause after it is at least."""
_LONGEST: Final = 0.5


class Finished(msgspec.Struct, frozen=True):
    """A process that has ended well."""

    output: str
    peak: float
    """Megabytes of memory that it and all processes below it took at most, looked at two to twenty times a second."""
    seconds: float
    """From its start to its end."""


def run_measured(module: str, *arguments: str) -> Finished:
    """Run ``python -m module arguments…`` in a process of its own. RuntimeError with what it said when it fails."""
    return run_command([sys.executable, "-m", module, *arguments], Path(__file__).parents[2])


def run_command(command: list[str], folder: Path, environment: Mapping[str, str] = MappingProxyType({})) -> Finished:
    """Run a command in a folder. RuntimeError with what it said when it fails."""
    # As nearly everywhere, Python keeps the modules that it has compiled.
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=usual | {"NO_MKDOCS_2_WARNING": "1"} | dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    peak = 0.0
    is_done = threading.Event()

    def watch() -> None:
        nonlocal peak
        pause = _INTERVAL
        while not is_done.wait(pause):
            look = time.thread_time()
            peak = max(peak, megabytes([process.pid, *below(process.pid)]))
            # Whoever takes much memory is not to be slowed down much by being looked at.
            pause = min(max(_INTERVAL, _SPARED * (time.thread_time() - look)), _LONGEST)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        output, errors = process.communicate()
        seconds = time.perf_counter() - start
    finally:
        is_done.set()
        watcher.join()
        process.kill()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{output}{errors}")
    return Finished(output, peak, seconds)


def renderers() -> float:
    """Megabytes of all pages that the browsers below this process show, their scripts' heaps and workers among them."""
    return megabytes([pid for pid in below(os.getpid()) if b"--type=renderer" in _read(pid, "cmdline")])


def below(pid: int) -> list[int]:
    """All processes that it has started, and those that they have."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (stat := _read(int(entry.name), "stat")):
            # The name, in brackets, may hold anything; what follows the last one doesn't.
            children.setdefault(int(stat.rpartition(b")")[2].split()[1]), []).append(int(entry.name))
    found = list(children.get(pid, []))
    for process in found:
        found += children.get(process, [])
    return found


def megabytes(pids: list[int]) -> float:
    """What processes take together; one that has ended takes nothing."""
    lines = (line for pid in pids for line in _read(pid, "smaps_rollup").splitlines() if line.startswith(b"Pss:"))
    return sum(int(line.split()[1]) for line in lines) / 1000


def _read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""
