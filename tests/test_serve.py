"""The server of ``briefpress serve``: what leaves it."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.serve.server import Server
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


def test_an_answer_leaves_in_one_piece(port: int) -> None:
    # In two, the second waits until the browser has confirmed the first, which it puts off. Now and then two are read as one.
    for _ in range(20):
        with asked(port, "/") as client:
            answer = client.recv(1 << 16)
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ")
        assert body.endswith(b"</html>")


def test_a_page_knows_of_which_build_it_is(port: int, board: Board) -> None:
    board.show(State(7, "", ()))
    with asked(port, "/") as client:
        assert b'data-build="7"' in client.recv(1 << 16)


def test_news_does_not_wait_for_more(port: int, board: Board) -> None:
    with asked(port, "/__briefpress/news") as client, client.makefile("rb") as lines:
        while lines.readline() != b"\r\n":
            pass
        assert lines.readline().startswith(b'data: {"build":0,')
        board.show(State(1, "", ()))
        assert lines.readline() == b"\n"
        assert lines.readline().startswith(b'data: {"build":1,')
