"""The server of ``briefpress serve``: what leaves it."""

import socket
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.serve.server import Handler, Server
from generator.serve.work import Board, State


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
