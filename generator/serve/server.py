"""A local web server for ``briefpress serve``: the site's files, the script that follows changes, and the news for it."""

import http.server
import mimetypes
import urllib.parse
from functools import partial
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

import msgspec

from generator.serve.work import Board, State

SCRIPT = "/__briefpress/live.js"
NEWS = "/__briefpress/news"


class Server(http.server.ThreadingHTTPServer):
    """Serves one site's folder under a base path to this machine only."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], site: Path, base: str, board: Board) -> None:
        self.names = {f"{name}:{address[1]}" for name in ("127.0.0.1", "localhost", "[::1]", address[0])}
        super().__init__(address, partial(Handler, site=site, base=base, board=board))


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    protocol_version = "HTTP/1.1"
    # Else the system keeps the second part of an answer back until the browser has confirmed the first, after 40 ms.
    disable_nagle_algorithm = True

    def __init__(self, *arguments: object, site: Path, base: str, board: Board) -> None:
        self.site = site
        self.base = base
        self.board = board
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """A file of the site, the script, or the news."""
        # A page of another site must not read this one through a name that leads here (DNS rebinding).
        if self.headers.get("Host", "") not in self.server.names:
            return self._send(HTTPStatus.FORBIDDEN, b"This server answers to its local name only.\n", "text/plain")
        path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path)
        if path == NEWS:
            return self._news()
        if path == SCRIPT:
            return self._send(
                HTTPStatus.OK, files("generator.serve").joinpath("live.js").read_bytes(), "text/javascript"
            )
        if path == "/" and self.base != "/":
            return self._redirect(self.base)
        return self._file(path)

    do_HEAD = do_GET  # noqa: N815  # the name that http.server looks for

    def _file(self, path: str) -> None:
        # Before the page is read: one that a build writes meanwhile is loaded again, rather than an old one left as it is.
        build = self.board.build
        place = self._place(path)
        if place is not None and place.is_dir():
            if not path.endswith("/"):
                return self._redirect(urllib.parse.quote(path) + "/")
            place = place / "index.html"
        if place is None or not place.is_file():
            missing = self.site / "404.html"
            content = missing.read_bytes() if missing.is_file() else b"Not found.\n"
            kind = "text/html" if missing.is_file() else "text/plain"
            return self._send(HTTPStatus.NOT_FOUND, _followed(content, kind, build), kind)
        kind = mimetypes.guess_type(place.name)[0] or "application/octet-stream"
        return self._send(HTTPStatus.OK, _followed(place.read_bytes(), kind, build), kind)

    def _place(self, path: str) -> Path | None:
        """The file of a path, if it lies in the site."""
        if not path.startswith(self.base) or "\0" in path:
            return None
        place = (self.site / path.removeprefix(self.base)).resolve()
        return place if place.is_relative_to(self.site.resolve()) else None

    def _news(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            for state in self.board.states():
                self.wfile.write(_event(state))
                self.wfile.flush()
        except OSError:
            return  # the page was closed

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are not worth a line each."""


def _followed(content: bytes, kind: str, build: int) -> bytes:
    """A page with the script that follows changes, which knows the build that the page is of; anything else as it is."""
    if kind != "text/html":
        return content
    script = f'<script src="{SCRIPT}" data-build="{build}" defer></script></body>'
    return content.replace(b"</body>", script.encode(), 1)


def _event(state: State | None) -> bytes:
    """A server-sent event (WHATWG HTML, 9.2); a comment to keep the connection when there is no news."""
    return b": waiting\n\n" if state is None else b"data: " + msgspec.json.encode(state) + b"\n\n"
