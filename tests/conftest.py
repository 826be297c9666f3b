"""What every test has: a fixed clock, no network, and a way to make a small site."""

import os
import socket
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from generator.check import check_site
from generator.load.document import read_briefing
from generator.model.briefing import Briefing
from generator.settings import read_settings

TODAY = datetime(2025, 1, 1, 12, tzinfo=UTC)
"""The clock of the tests."""

# Examples are found anew in each run, but in CI, where a change must not fail for what was there before it. Machines are slow at times.
hypothesis.settings.register_profile(
    "briefpress", deadline=None, database=None, derandomize=bool(os.environ.get("CI")), print_blob=True
)
hypothesis.settings.load_profile("briefpress")

Site = Callable[[Mapping[str, str | bytes]], Path]
"""Makes a site's folder from its files: paths relative to ``briefings/``, or to the folder when they start with a slash."""


Told = Callable[[Mapping[str, str | bytes]], list[str]]


@pytest.fixture(autouse=True)
def fixed_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(TODAY.timestamp())))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that asks another host for anything fails; this machine's own addresses may be used."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test wants to connect to {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture
def site(tmp_path: Path) -> Site:
    def make(files: Mapping[str, str | bytes]) -> Path:
        (tmp_path / "briefings").mkdir(exist_ok=True)
        for name, content in {"/mkdocs.yml": "site_name: Test\n", **files}.items():
            path = tmp_path / (name[1:] if name.startswith("/") else f"briefings/{name}")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return make


HEAD = "title: A title\ndate: 2024-10-28\nsummary: A summary.\n"
SOURCES = "sources:\n- {id: s, title: A source, publisher: A paper}\n"
FACT = "key_facts:\n- {id: f, text: A fact., status: unverified, sources: [s]}\n"
GOOD = HEAD + SOURCES + FACT
"""A briefing that breaks no rule."""


def rules(text: str | bytes) -> list[str]:
    """The rules that a briefing breaks by itself, in the order of their places."""
    document = read_briefing("briefings/x.yml", text.encode() if isinstance(text, str) else text)
    return [problem.rule for problem in document.problems]


def content(text: str) -> Briefing:
    """The briefing in a text that breaks no rule."""
    document = read_briefing("briefings/x.yml", text.encode())
    assert document.problems == ()
    assert isinstance(document.content, Briefing)
    return document.content


@pytest.fixture
def told(site: Site) -> Told:
    """What a check tells of a site: ``file:line rule`` for each problem."""

    def check(files: Mapping[str, str | bytes]) -> list[str]:
        problems = check_site(read_settings(site(files))).problems
        return [f"{problem.path.removeprefix('briefings/')}:{problem.line} {problem.rule}" for problem in problems]

    return check
