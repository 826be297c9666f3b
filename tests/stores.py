"""Stores for tests: a server that speaks S3 on this machine, and a store that is watched and fails when told."""

import uuid
from collections.abc import Callable, Iterator
from threading import Lock

import pytest

from generator.store.base import Listed, Store, StoreError


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of a server that speaks S3; tests that need one are skipped where it isn't installed."""
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def s3_environment(server: str) -> dict[str, str]:
    """What a process needs to use it."""
    return {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "a-key",
        "AWS_SECRET_ACCESS_KEY": "a-secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": "/nowhere",
        "AWS_SHARED_CREDENTIALS_FILE": "/nowhere",
    }


@pytest.fixture
def s3(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A new bucket, with what an environment needs to use it. Tests share a client: one takes longer to make than most tests do."""
    import s3fs

    for name, value in s3_environment(s3_server).items():
        monkeypatch.setenv(name, value)
    bucket = f"bucket-{uuid.uuid4().hex}"
    s3fs.S3FileSystem().mkdir(bucket)
    return f"s3://{bucket}"


@pytest.fixture
def own_client(s3: str) -> Iterator[None]:
    """The test's client is its own: with what the environment says then."""
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    yield
    s3fs.S3FileSystem.clear_instance_cache()


class Watched:
    """A store that notes each change, and is interrupted before the n-th."""

    def __init__(self, store: Store, changes: int | None = None, after: Callable[[], None] = lambda: None) -> None:
        self.store = store
        self.changes: list[str] = []
        """``+path``, ``-path`` and, where a file was moved, ``>path``, in order."""
        self._left = changes
        self._after = after
        self._lock = Lock()
        self.address, self.workers = store.address, store.workers
        self.is_near, self.is_shared = store.is_near, store.is_shared

    def read(self, path: str) -> bytes | None:
        return self.store.read(path)

    def listing(self) -> dict[str, Listed]:
        self.changes.append("listed")
        return self.store.listing()

    def write(self, path: str, content: bytes) -> None:
        self._change(f"+{path}", lambda: self.store.write(path, content))

    def remove(self, path: str) -> None:
        self._change(f"-{path}", lambda: self.store.remove(path))

    def move(self, path: str, target: str) -> None:
        self._change(f">{target}", lambda: self.store.move(path, target))

    def below(self, folder: str) -> Store:
        return self.store.below(folder)

    def _change(self, told: str, change: Callable[[], None]) -> None:
        with self._lock:
            if self._left is not None:
                if not self._left:
                    raise StoreError("the line is dead")
                self._left -= 1
            change()
            self.changes.append(told)
            self._after()
