"""A local server that sends what GitHub Pages would send, and counts the bytes."""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

TEXT: Final = frozenset({".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".webmanifest"})
"""What is compressed; Pagefind's chunks are so already, and of a kind that a server doesn't know."""


class Served:
    """A folder that is served, and what has left so far."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.log: list[tuple[str, int]] = []
        """Path and bytes of every answer, headers among them."""

    def kilobytes(self, of: tuple[str, ...] = ("/",), since: int = 0) -> float:
        """What was sent of paths that begin so, of the log's entries from one on."""
        return sum(size for path, size in self.log[since:] if path.startswith(of)) / 1000


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, counted: Served, **options: Any) -> None:
        self.counted = counted
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self._answer(HTTPStatus.NOT_FOUND, b"", {})
            return
        headers = {"Content-Type": mimetypes.guess_type(path.name)[0] or "application/octet-stream"}
        headers["Cache-Control"] = "max-age=600"
        if path.suffix in TEXT:
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        self._answer(HTTPStatus.OK, _content(path), headers)

    def _answer(self, status: HTTPStatus, content: bytes, headers: dict[str, str]) -> None:
        lines = [f"HTTP/1.1 {status} {status.phrase}", f"Content-Length: {len(content)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        answer = ("\r\n".join(lines) + "\r\n\r\n").encode() + content
        # Before they leave: whoever has seen a result sees its bytes counted, too.
        self.counted.log.append((self.path, len(answer)))
        self.wfile.write(answer)

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are not worth a line each."""


@lru_cache(maxsize=4096)
def _content(path: Path) -> bytes:
    """The file as it travels: compressed once, as by the host's cache, at the level of zlib's default."""
    content = path.read_bytes()
    return gzip.compress(content, compresslevel=6) if path.suffix in TEXT else content


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no error."""


@contextmanager
def counted_server(folder: Path) -> Iterator[Served]:
    """A folder at a local address, which ends in a slash."""
    served = Served("")
    with _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder), counted=served)) as server:
        served.address = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield served
        server.shutdown()
    _content.cache_clear()
