"""Stores: what is written can be read, nothing else is touched, and what goes wrong is one sentence."""

import pickle
import sys
import uuid
from pathlib import Path

import fsspec
import pytest

from generator.store import remote
from generator.store.address import open_store
from generator.store.base import AddressError, Listed, Store, StoreError
from generator.store.folder import FolderStore, _staged
from generator.store.headers import cache_control, content_type
from generator.store.remote import RemoteStore
from tests.stores import own_client, s3, s3_server
from tests.tiny_site import tree

__all__ = ["own_client", "s3", "s3_server"]  # fixtures

NAMES = ["index.html", "a/b/c.css", "é/日本 “x”.html", "a b+c%20&?*[1]#x.txt"]


@pytest.fixture(params=["folder", "memory", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    match request.param:
        case "folder":
            return open_store(str(tmp_path / "new" / "site"))
        case "memory":
            return open_store(f"memory://{uuid.uuid4().hex}/site")
        case _:
            return open_store(f"{request.getfixturevalue('s3')}/site/")


def test_what_is_written_is_there_by_its_path_and_can_be_replaced_and_removed(store: Store) -> None:
    assert (store.listing(), store.read("index.html")) == ({}, None)
    store.remove("index.html")
    for name in NAMES:
        store.write(name, b"old")
        store.write(name, name.encode())
    assert {name: store.read(name) for name in NAMES} == {name: name.encode() for name in NAMES}
    assert {name: listed.size for name, listed in store.listing().items()} == {
        name: len(name.encode()) for name in NAMES
    }
    for name in NAMES:
        store.remove(name)
        store.remove(name)
    assert store.listing() == {}


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../x", "a/../../x", "a//b", "./a", "a/", "a\0b", "\udcff", "x" * 1025]
)
def test_no_path_leads_out_of_a_store(store: Store, path: str) -> None:
    for change in (store.read, store.remove, lambda path: store.write(path, b"")):
        with pytest.raises(StoreError):
            change(path)


def test_a_file_can_be_given_the_place_of_another(store: Store) -> None:
    work = store.below("work/é 1")
    for name in NAMES:
        work.write(name, name.encode())
        assert store.read(f"work/é 1/{name}") == name.encode()
        store.write(name, b"old")
        store.move(f"work/é 1/{name}", name)
    assert {name: store.read(name) for name in NAMES} == {name: name.encode() for name in NAMES}
    assert store.listing().keys() == set(NAMES)
    assert work.listing() == {}
    with pytest.raises(StoreError, match=r"can't be moved"):
        store.move("nowhere", "index.html")
    assert store.read("index.html") == b"index.html"


def test_a_moved_file_leaves_no_empty_folder(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.write("a/b/c", b"1")
    store.move("a/b/c", "d/e")
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_stores_of_one_address_are_equal(store: Store, tmp_path: Path) -> None:
    other = pickle.loads(pickle.dumps(store))
    assert (other, hash(other)) == (store, hash(store))
    assert store != FolderStore(tmp_path / "elsewhere")


def test_a_store_can_be_handed_to_another_process(store: Store) -> None:
    store.write("a", b"1")
    other = pickle.loads(pickle.dumps(store))
    assert other.read("a") == b"1"
    assert other.address == store.address


def test_s3_is_told_the_type_of_each_file_and_how_long_to_keep_it(s3: str) -> None:
    store = open_store(f"{s3}/site")
    for path in ("index.html", "assets/search/index/x0_29d9aee.pf_index"):
        store.write(path, b"x")
    store.write("work/index.html", b"x")
    store.below("work").write("assets/search/index/x0_29d9aee.pf_index", b"x")
    for path in ("index.html", "assets/search/index/x0_29d9aee.pf_index"):
        store.remove(path)
        store.move(f"work/{path}", path)
    files = fsspec.filesystem("s3")
    heads = [
        files.call_s3("head_object", Bucket=s3.removeprefix("s3://"), Key=f"site/{path}") for path in store.listing()
    ]
    assert [(head["ContentType"], head["CacheControl"]) for head in heads] == [
        ("application/octet-stream", "public, max-age=31536000, immutable"),
        ("text/html; charset=utf-8", "no-cache"),
    ]
    assert set(store.listing().values()) == {Listed(1, "9dd4e461268c8034f5c8564e155c67a6")}


@pytest.mark.parametrize(
    ("path", "type_", "is_kept"),
    [
        ("index.html", "text/html; charset=utf-8", False),
        ("a:b/c.HTML", "text/html; charset=utf-8", False),
        ("assets/search/search.js", "text/javascript; charset=utf-8", False),
        ("assets/search/pagefind.wasm", "application/wasm", False),
        ("assets/search/entries/x0-12345678.json", "application/json", False),
        ("assets/search/index/start_5b70b09cf5.pf_meta", "application/octet-stream", True),
        ("assets/search/index/m_032b9e15ed.facets", "application/octet-stream", True),
        ("assets/javascripts/bundle.a5f9d56c.min.js", "text/javascript; charset=utf-8", True),
        ("assets/javascripts/workers/search.0123abcd.min.js", "text/javascript; charset=utf-8", True),
        ("assets/stylesheets/main.57a0d79d.min.css", "text/css; charset=utf-8", True),
        ("assets/report.20240312.min.css", "text/css; charset=utf-8", False),
        ("assets/fonts/a.woff2", "font/woff2", False),
        ("assets/logo.svg", "image/svg+xml", False),
        ("sitemap.xml", "application/xml", False),
        ("sitemap.xml.gz", "application/octet-stream", False),
        ("LICENSE", "application/octet-stream", False),
    ],
)
def test_the_type_of_a_file_and_how_long_it_may_be_kept_follow_from_its_path(
    path: str, type_: str, is_kept: bool
) -> None:
    assert content_type(path) == type_
    assert ("immutable" in cache_control(path)) == is_kept


def test_google_s_store_is_told_the_same_in_its_own_words() -> None:
    assert remote._headers("gs", "index.html") == {
        "content_type": "text/html; charset=utf-8",
        "fixed_key_metadata": {"cache_control": "no-cache"},
    }
    assert remote._md5({"md5Hash": "ndTkYSaMgDT1yFZOFVxnpg=="}) == "9dd4e461268c8034f5c8564e155c67a6"


def test_an_etag_of_a_file_that_came_in_parts_is_no_checksum() -> None:
    assert remote._md5({"ETag": '"9dd4e461268c8034f5c8564e155c67a6-2"'}) == ""
    assert remote._md5({}) == ""


def test_no_link_in_a_folder_is_followed(tmp_path: Path) -> None:
    outside, site = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    site.mkdir()
    (outside / "precious").write_bytes(b"!")
    (site / "page").symlink_to(outside / "precious")
    (site / "folder").symlink_to(outside)
    store = FolderStore(site)
    assert store.listing() == {}
    assert store.read("page") is store.read("folder/precious") is None
    store.remove("folder/precious")
    with pytest.raises(StoreError, match="folder is a link, and none is followed: take it away"):
        store.write("folder/precious", b"?")
    store.write("page", b"new")
    assert tree(outside) == {"precious": b"!"}
    assert not (site / "page").is_symlink()


def test_a_folder_that_is_a_link_itself_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "current").symlink_to(tmp_path / "releases")
    open_store(str(tmp_path / "current")).write("a", b"1")
    assert tree(tmp_path / "releases") == {"a": b"1"}


def test_a_file_in_the_way_is_told_and_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"!")
    store = FolderStore(tmp_path)
    with pytest.raises(StoreError, match="a is a file where the site has a folder: take it away"):
        store.write("a/index.html", b"1")
    with pytest.raises(StoreError, match="a is a file; name a folder"):
        FolderStore(tmp_path / "a").listing()
    store.write("b/index.html", b"1")
    with pytest.raises(StoreError, match="can't be written"):
        store.write("b", b"1")
    store.remove("a/index.html")
    assert tree(tmp_path) == {"a": b"!", "b/index.html": b"1"}


def test_what_a_killed_publication_left_half_is_taken_away(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.write("a/index.html", b"1")
    half = _staged(tmp_path / "a" / "index.html")
    half.write_bytes(b"ha")
    store.write("a/index.html", b"2")
    assert tree(tmp_path) == {"a/index.html": b"2"}
    half.write_bytes(b"ha")
    store.remove("a/index.html")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "the address is empty"),
        (" ", "the address is empty"),
        ("s3://", "names no bucket; write s3://bucket"),
        ("s3:///folder", "names no bucket"),
        ("s3:/bucket/x", "is no address; write s3://bucket/x, or ./s3:/bucket/x for a folder"),
        ("file://srv/www", "names no folder; write file:///srv/www with three slashes"),
        ("nowhere://x", "there is no such kind of store"),
        ("https://example.org/", "can only be read; name the store behind it"),
        ("s3://bucket/../other", "has “.” or “..” in it"),
        ("simplecache::s3://bucket", "is a chain of stores; name one"),
        ("ftp://user:hush@127.0.0.1:1/www", "“ftp://127.0.0.1:1/www” can't be used: the store doesn't answer"),
        ("gs://bucket", "for gs:// a package is missing: .*gcsfs"),
    ],
)
def test_an_address_that_names_no_store_is_told_with_what_to_write(address: str, told: str) -> None:
    with pytest.raises(AddressError, match=told) as error:
        open_store(address)
    assert "hush" not in str(error.value)


def test_without_its_package_a_store_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from fsspec.registry import _registry

    monkeypatch.delitem(_registry, "s3", raising=False)
    monkeypatch.setitem(sys.modules, "s3fs", None)
    with pytest.raises(AddressError, match=r"for s3:// a package is missing: pip install 'briefpress\[s3\]'"):
        open_store("s3://bucket")


@pytest.mark.parametrize("address", ["./here", "file:///{}/here", "local:///{}/here", "C:here"])
def test_a_path_is_a_folder(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store(address.format(str(tmp_path).lstrip("/"))).write("a", b"1")
    assert sorted(tree(tmp_path)) == [f"{'C:' if address.startswith('C') else ''}here/a"]


def test_a_bucket_that_is_not_there_is_told(s3: str) -> None:
    store = open_store("s3://no-such-bucket/site")
    for change in (store.listing, lambda: store.read("a"), lambda: store.write("a", b""), lambda: store.remove("a")):
        with pytest.raises(StoreError, match="there is no such bucket; make it, or mend the address"):
            change()


@pytest.mark.usefixtures("own_client")
def test_missing_credentials_are_told(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(StoreError, match="there are no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"):
        open_store(s3).listing()


@pytest.mark.usefixtures("own_client")
def test_a_store_that_does_not_answer_is_told(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(StoreError, match="the store doesn't answer; mend the address or AWS_ENDPOINT_URL"):
        open_store(s3).listing()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError("Access Denied"), "doesn't allow it; whoever publishes must be allowed to list, read, write"),
        (TimeoutError(), "doesn't answer in time; try again"),
        (NotImplementedError(), "can only be read"),
        (ValueError("its own words"), "its own words"),
        (KeyError(), "KeyError"),
    ],
)
def test_whatever_a_store_raises_is_one_sentence(error: Exception, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = RemoteStore(f"memory://{uuid.uuid4().hex}")

    def fail(*arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(store._files, "pipe_file", fail)
    with pytest.raises(StoreError, match=rf"^memory://\w+/a can't be written: .*{told}"):
        store.write("a", b"")
