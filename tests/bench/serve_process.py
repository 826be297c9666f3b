"""``briefpress serve`` as a process of its own: its address, what happens in it, and what it takes."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

import msgspec

from tests.bench.memory import below, megabytes
from tests.bench.serve_command import MARK, Moment

Found = TypeVar("Found")

LIMIT: Final = 120.0
"""Seconds after which what was waited for has failed …"""
FIRST_LIMIT: Final = 1800.0
"""… and the first build has."""
_ROOT: Final = Path(__file__).parents[2]


class ServeError(Exception):
    """The command has ended, or what was waited for doesn't come."""


class Serving:
    """The running command, and all moments that it has told."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-u", "-m", "tests.bench.serve_command", "serve", "-C", str(folder)]
        self._process = subprocess.Popen(
            [*command, "--port", str(port)],
            cwd=_ROOT,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._changed = threading.Condition()
        self._moments: list[Moment] = []
        self._said: list[str] = []
        self._is_over = False
        self.address = ""
        """Where the site is served, with a slash at the end, as soon as it is."""
        self._reader = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> Self:
        self._reader.start()
        try:
            self._wait(lambda: self.address or None, "an address", FIRST_LIMIT)
        except BaseException:
            self._kill()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(LIMIT)
        except BaseException:
            self._kill()
            raise
        finally:
            self._reader.join()

    def _kill(self) -> None:
        """End it, and the processes that it can't end any more."""
        children = below(self._process.pid)
        self._process.kill()
        for pid in children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.wait()

    def moment(self, what: str, since: float) -> Moment:
        """The first moment of a kind after a time. ServeError when it doesn't come."""

        def found() -> Moment | None:
            return next((moment for moment in self._moments if moment.what == what and moment.at >= since), None)

        return self._wait(found, what)

    def rest(self) -> None:
        """Wait until nothing is done any more: the search has followed the last build."""

        def found() -> Moment | None:
            last = self._moments[-1]
            return last if last.what in ("built", "followed") and not last.is_stale else None

        self._wait(found, "rest")

    def megabytes(self) -> float:
        """Memory of the command and of all processes below it, what they share counted once."""
        return megabytes([self._process.pid, *below(self._process.pid)])

    def _wait(self, found: Callable[[], Found | None], what: str, patience: float = LIMIT) -> Found:
        with self._changed:
            self._changed.wait_for(lambda: found() or self._is_over, patience)
            if (outcome := found()) is None:
                raise ServeError(f"serve doesn’t tell “{what}”:\n{''.join(self._said[-20:])}")
            return outcome

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._changed:
                if line.startswith(MARK):
                    self._moments.append(msgspec.json.decode(line.removeprefix(MARK), type=Moment))
                else:
                    self._said.append(line)
                if line.startswith("http://"):
                    self.address = line.split()[0]
                self._changed.notify_all()
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
