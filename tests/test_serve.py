"""``briefpress serve`` behind the browser: what leaves its server, and which changes it notices."""

import socket
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.serve.server import Handler, Server
from generator.serve.work import Board, Changed, State, Watch
from tests.tiny_site import settings_of, write_site


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def port(tmp_path: Path, board: Board) -> Iterator[int]:
    (tmp_path / "index.html").write_text("<html><body>Words.</body></html>", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free: int = probe.getsockname()[1]
    with Server(("127.0.0.1", free), tmp_path, "/", board) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield free
        board.close()
        server.shutdown()


def asked(port: int, path: str) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port))
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    return client


def test_no_part_of_an_answer_waits_for_the_browser(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    answer = Handler.do_GET

    def watched(handler: Handler) -> None:
        seen.append(bool(handler.connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
        answer(handler)

    monkeypatch.setattr(Handler, "do_GET", watched)
    assert b"Words." in said(port, "/")
    assert seen == [True]


def said(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as found:
        content: bytes = found.read()
    return content


def test_a_page_knows_of_which_build_it_is(port: int, board: Board) -> None:
    board.show(State(7, "", ()))
    assert b'data-build="7"' in said(port, "/")


def test_news_does_not_wait_for_more(port: int, board: Board) -> None:
    with asked(port, "/__briefpress/news") as client, client.makefile("rb") as lines:
        while lines.readline() != b"\r\n":
            pass
        assert lines.readline().startswith(b'data: {"build":0,')
        board.show(State(1, "", ()))
        assert lines.readline() == b"\n"
        assert lines.readline().startswith(b'data: {"build":1,')


DAY = "briefings/2024-03-01-port.yml"
LATER = "briefings/2024-03-02-port.yml"
NEW = "briefings/2024-03-03-port.yml"
PATIENCE = 60.0


def all_of(watch: Watch, paths: set[str]) -> Changed:
    """Changes until these were among them."""
    found = Changed(True, frozenset())
    while not found.paths >= paths:
        changed = watch.next(PATIENCE)
        assert changed is not None
        found = found.and_also(changed)
    return found


def test_a_change_that_came_before_anybody_watched_is_noticed(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "tiny")
    watch = Watch(settings_of(folder))
    (folder / DAY).write_text("another", "utf-8")
    (folder / LATER).rename(folder / NEW)
    with watch:
        assert all_of(watch, {DAY, LATER, NEW}) == Changed(True, frozenset({DAY, LATER, NEW}))
        (folder / NEW).write_text("another", "utf-8")
        assert all_of(watch, {NEW}) == Changed(True, frozenset({NEW}))
    with_docs = Watch(settings_of(folder))
    (folder / "docs" / "index.md").write_text("Words.", "utf-8")
    with with_docs:
        changed = with_docs.next(PATIENCE)
        assert changed is not None
        assert not changed.only_briefings
