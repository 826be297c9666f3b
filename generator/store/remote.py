"""A store that fsspec knows: a bucket, a server, the memory of this process."""

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

import fsspec
from fsspec.config import conf

from generator.store.base import AddressError, Listed, StoreError, check_path, shown
from generator.store.headers import cache_control, content_type

_THREADS: Final = 32
_BUCKETS: Final = frozenset({"abfs", "abfss", "az", "gcs", "gs", "oss", "s3", "s3a", "tos"})
"""What holds keys and no folders."""
_COPYING: Final = _BUCKETS | {"memory"}
"""What doesn't move a file in one step."""
_MD5: Final = re.compile(r"[0-9a-f]{32}")
_CREDENTIALS: Final = "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
_REASONS: Final = {
    "NoSuchBucket": "there is no such bucket; make it, or mend the address",
    "NoCredentialsError": f"there are no credentials; {_CREDENTIALS}",
    "PartialCredentialsError": f"the credentials lack a part; {_CREDENTIALS}",
    "InvalidAccessKeyId": f"the store doesn't know this access key; {_CREDENTIALS}",
    "SignatureDoesNotMatch": f"the secret is not that of the access key; {_CREDENTIALS}",
    "NotImplementedError": "this kind of store can only be read; name another",
    "PermissionError": "the store doesn't allow it; whoever publishes must be allowed to list, read, write and delete there",
    "EndpointConnectionError": "the store doesn't answer; mend the address or AWS_ENDPOINT_URL, or try again",
    "ConnectionError": "the store doesn't answer; mend the address, or try again",
    "TimeoutError": "the store doesn't answer in time; try again",
}
"""By the code that the store gave, or the name of an exception or of one that it is a kind of."""


class RemoteStore:
    """Files below an address that fsspec understands. AddressError when it doesn't, or lacks a package for it."""

    is_near = False

    def __init__(self, address: str) -> None:
        self.address = shown(address)
        self._whole = address
        self._kind = address.partition("://")[0]
        self.is_shared = self._kind != "memory"
        self._files, root = _opened(address, self._kind)
        self._root = root.rstrip("/")
        # Others may not bear to be asked by two threads.
        self.workers = _THREADS if self._files.async_impl else 1

    def __reduce__(self) -> tuple[type["RemoteStore"], tuple[str]]:
        return RemoteStore, (self._whole,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RemoteStore) and self._whole == other._whole

    def __hash__(self) -> int:
        return hash(self._whole)

    def read(self, path: str) -> bytes | None:
        """The content of a file; None when it isn't there."""
        with self._told("read", path):
            self._files.invalidate_cache()  # another process may have written it
            try:
                return bytes(self._files.cat_file(self._key(path)))
            except FileNotFoundError as error:
                if _code(error) == "NoSuchBucket":
                    raise
                return None

    def write(self, path: str, content: bytes) -> None:
        """Put a file in its place, or replace it; with its type, where we know how to tell the store."""
        key = self._key(path)
        with self._told("written", path):
            if self._kind not in _BUCKETS:
                self._files.makedirs(key.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(key, content, **_headers(self._kind, path))

    def remove(self, path: str) -> None:
        """Take a file away."""
        with self._told("removed", path):
            try:
                self._files.rm_file(self._key(path))
            except FileNotFoundError as error:
                if _code(error) == "NoSuchBucket":
                    raise

    def move(self, path: str, target: str) -> None:
        """Give a file the place of another; a store that has no such verb copies it by itself, with its type."""
        source, key = self._key(path), self._key(target)
        with self._told("moved", path):
            if self._kind in _COPYING:
                self._files.cp_file(source, key)
                self._files.rm_file(source)
            else:
                self._files.makedirs(key.rpartition("/")[0], exist_ok=True)
                self._files.mv(source, key)

    def below(self, folder: str) -> "RemoteStore":
        """What is in a folder of this store."""
        check_path(folder)
        return RemoteStore(f"{self._whole.rstrip('/')}/{folder}")

    def listing(self) -> dict[str, Listed]:
        """Every file below the address."""
        with self._told("listed", ""):
            self._files.invalidate_cache()
            try:
                found = self._files.find(self._root, detail=True)
            except FileNotFoundError as error:
                if _code(error) == "NoSuchBucket":
                    raise
                return {}
            above = f"{self._root}/"
            return {
                key.removeprefix(above): Listed(int(info["size"]), _md5(info))
                for key, info in found.items()
                if key.startswith(above) and info["type"] == "file"
            }

    def _key(self, path: str) -> str:
        check_path(path)
        return f"{self._root}/{path}"

    @contextmanager
    def _told(self, done: str, path: str) -> Iterator[None]:
        """Whatever goes wrong in a store is told as one sentence: every kind of store has exceptions of its own."""
        try:
            yield
        except StoreError:
            raise
        except Exception as error:
            place = f"{self.address}/{path}" if path else self.address
            raise StoreError(f"{place} can't be {done}: {_reason(error)}") from error


def _opened(address: str, kind: str) -> tuple[Any, str]:
    if kind in ("http", "https"):
        raise AddressError(
            f"{shown(address)} can only be read; name the store behind it, such as s3://bucket or a folder of the server"
        )
    if kind in _BUCKETS and not urlsplit(address).netloc:
        raise AddressError(f"“{shown(address)}” names no bucket; write {kind}://bucket, or {kind}://bucket/folder")
    if any(part in (".", "..") for part in address.split("/")):
        raise AddressError(f"“{shown(address)}” has “.” or “..” in it; write where the site goes without them")
    try:
        files, root = fsspec.url_to_fs(address, **_options(kind))
    except ImportError as error:
        raise AddressError(f"for {kind}:// a package is missing: {_installation(kind, error)}") from None
    except Exception as error:  # each kind of store has its own
        known = kind in fsspec.available_protocols()
        reason = _reason(error) if known else "there is no such kind of store; write s3://, file:// or a folder"
        raise AddressError(f"“{shown(address)}” can't be used: {reason}") from None
    return files, str(root)


def _options(kind: str) -> dict[str, Any]:
    if kind not in ("s3", "s3a"):
        return {}
    # As many connections as threads; what the user's configuration of fsspec says goes first.
    return {"config_kwargs": {"max_pool_connections": _THREADS} | conf.get("s3", {}).get("config_kwargs", {})}


def _installation(kind: str, error: ImportError) -> str:
    return "pip install 'briefpress[s3]'" if kind in ("s3", "s3a") else str(error)


def _headers(kind: str, path: str) -> dict[str, Any]:
    """What a file's type and the time for which it may be kept are called in a kind of store."""
    if kind in ("s3", "s3a"):
        return {"ContentType": content_type(path), "CacheControl": cache_control(path)}
    if kind in ("gs", "gcs"):
        return {"content_type": content_type(path), "fixed_key_metadata": {"cache_control": cache_control(path)}}
    return {}


def _md5(info: Mapping[str, Any]) -> str:
    """S3's ETag is one unless the file came in parts or is encrypted with a key of its own: then it equals no MD5, and nothing is lost."""
    if tag := info.get("ETag"):
        digest = str(tag).strip('"')
        return digest if _MD5.fullmatch(digest) else ""
    return b64decode(info["md5Hash"]).hex() if info.get("md5Hash") else ""


def _code(error: BaseException) -> str:
    """What a store of the kind of S3 has answered; empty where it has said nothing."""
    response = getattr(error, "response", None) or getattr(error.__cause__, "response", None) or {}
    return str(response.get("Error", {}).get("Code", "")) if isinstance(response, dict) else ""


def _reason(error: Exception) -> str:
    for name in (_code(error), *(kind.__name__ for kind in type(error).__mro__)):
        if name in _REASONS:
            return _REASONS[name]
    return str(error) or type(error).__name__
