"""A site that a build makes in a store: readers find the old one or the new one, and what is interrupted is completed."""

import re
import uuid
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.output import OutputError, Written
from generator.place import Mark
from generator.publish.plan import PublishError, make_plan
from generator.publish.publish import publish
from generator.publish.record import JOURNAL, MANIFEST
from generator.publish.stage import STAGED, StoreStage
from generator.settings import Settings
from generator.store.address import open_store
from generator.store.base import Listed, Store, StoreError
from generator.store.folder import FolderStore
from tests.stores import Watched, s3, s3_server
from tests.test_publish import FIRST, SECOND, Files, address, all_there, built, found, settings
from tests.tiny_site import tree

__all__ = ["address", "s3", "s3_server", "settings"]  # fixtures


def made(
    store: Store, files: Files, left: Mapping[str, Mark] | None = None, kept: tuple[str, ...] = ()
) -> tuple[Written, dict[str, Mark]]:
    """What a build into a store does: pages by those who work for it, all else by itself."""
    with StoreStage(store, uuid.uuid4().hex, left) as stage:
        assert all(map(stage.keep, kept))
        pages = {path: text.encode() for path, text in files.items() if path.endswith(".html") and path not in kept}
        marks = stage.place.put(pages)
        for path in pages:
            stage.staged(path, marks.get(path))
        for path in files.keys() - pages.keys() - set(kept):
            stage.add(path, files[path].encode())
        stage.check(1, len(pages))
        return stage.install(1), stage.marks()


def test_a_store_gets_the_site_and_then_only_what_has_changed(address: str) -> None:
    store = open_store(address)
    store.write("robots.txt", b"theirs")
    written, left = made(store, FIRST)
    assert written == Written(len(FIRST), 0, 0)
    assert found(store) == FIRST | {"robots.txt": "theirs"}
    watched = Watched(store)
    assert made(watched, FIRST, left) == (Written(0, 0, len(FIRST)), left)
    assert [change for change in watched.changes if STAGED not in change] == []
    written, _ = made(store, SECOND, left, kept=("assets/base.css", "404.html"))
    assert written == Written(9, 4, 3)
    assert found(store) == SECOND | {"robots.txt": "theirs"}
    assert store.read(JOURNAL) is None


def test_publications_and_builds_know_each_other_s_files(address: str, settings: Settings) -> None:
    store = open_store(address)
    publish(make_plan(built(settings, FIRST), store), settings.site, store)
    written, _ = made(store, FIRST)
    assert written == Written(0, 0, len(FIRST))
    made(store, SECOND)
    assert publish(make_plan(built(settings, SECOND), store), settings.site, store).sent == 0


def test_before_installation_readers_find_the_old_site(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "www")
    made(store, FIRST)
    before = tree(tmp_path / "www")
    with StoreStage(store, "1" * 32) as stage:
        stage.place.put({"index.html": b"new"})
        stage.add("assets/new.css", b"new" * 2_000_000)
        assert {path for path in store.listing() if path.startswith(STAGED)} == {
            f"{STAGED}/{'1' * 32}/{name}" for name in (".known", "index.html", "assets/new.css")
        }
        assert {path: content for path, content in tree(tmp_path / "www").items() if STAGED not in path} == before
    assert tree(tmp_path / "www") == before


def test_what_is_staged_gets_its_place_in_the_order_of_a_publication(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "www")
    made(store, FIRST)
    watched = Watched(store)
    made(watched, SECOND)
    changes = [change for change in watched.changes if STAGED not in change and change != "listed"]
    assert changes == [
        f"+{JOURNAL}",
        ">assets/search/entries/x0-bbbb.json",
        ">assets/search/index/start_0000002.pf_meta",
        ">assets/new.css",
        ">assets/search/search.js",
        ">briefings/a/index.html",
        ">briefings/b/index.html",
        ">briefings/index.html",
        ">index.html",
        ">sitemap.xml",
        "-briefings/gone/index.html",
        "-assets/old.css",
        "-assets/search/entries/x0-aaaa.json",
        "-assets/search/index/start_0000001.pf_meta",
        f"+{MANIFEST}",
        f"-{JOURNAL}",
    ]


@pytest.mark.parametrize("then", [SECOND, FIRST], ids=["again", "back"])
@pytest.mark.parametrize("moment", range(16))
def test_no_page_ever_lacks_a_part_and_the_next_build_completes_or_takes_back(
    tmp_path: Path, moment: int, then: Files
) -> None:
    store = FolderStore(tmp_path / "www")
    made(store, FIRST)

    def look() -> None:
        all_there(Visible(store))

    with pytest.raises(StoreError, match="the line is dead"):
        made(Watched(store, moment, look), SECOND)
    made(Watched(store, after=look), then)
    assert found(store) == then
    assert sorted(tree(tmp_path / "www").keys() - then.keys()) == [MANIFEST]


class Visible(Watched):
    """What readers come to: nothing leads them to what is staged."""

    def listing(self) -> dict[str, Listed]:
        return {path: listed for path, listed in self.store.listing().items() if not path.startswith(STAGED)}


def test_what_a_killed_build_has_staged_goes_with_the_next(address: str) -> None:
    store = open_store(address)
    dead = store.below(f"{STAGED}/{'0' * 32}")
    dead.write("index.html", b"dead")
    made(store, FIRST)
    assert found(store) == FIRST


def test_a_build_whose_files_another_one_took_away_changes_nothing(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "www")
    made(store, FIRST)
    with StoreStage(store, "1" * 32) as stage:
        marks = stage.place.put({"index.html": b"new"})
        stage.staged("index.html", marks["index.html"])
        for path in FIRST.keys() - {"index.html"}:
            stage.add(path, FIRST[path].encode())
        made(store, FIRST)
        with pytest.raises(PublishError, match=r"another one to the same place began.* Build again, one at a time"):
            stage.install(1)
    assert found(store) == FIRST


def test_only_what_is_there_as_it_was_left_is_kept(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "www")
    _, left = made(store, FIRST)
    made(store, FIRST | {"index.html": "of somebody else"})
    with StoreStage(store, "1" * 32, left) as stage:
        assert stage.keep("404.html")
        assert not stage.keep("index.html")
        assert not stage.keep("nowhere.html")
    with StoreStage(store, "1" * 32) as stage:
        assert not stage.keep("404.html")


def test_an_empty_site_or_one_that_lost_most_of_its_pages_is_refused(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "www")
    made(store, FIRST)
    with pytest.raises(PublishError, match=r"has 6 pages, this site only 1: .*nothing was changed.*with --allow-fewer"):
        made(store, {"index.html": "1"})
    with StoreStage(store, "1" * 32) as stage, pytest.raises(OutputError, match="there is no briefing to build"):
        stage.check(0, 100)
    assert found(store) == FIRST


def test_whoever_sees_another_store_doesn_t_find_what_is_put_there(tmp_path: Path) -> None:
    with StoreStage(FolderStore(tmp_path / "www"), "1" * 32) as stage:
        stage.place.put({".token": b"1"})
        assert stage.place.holds(".token", b"1")
        assert not stage.place.holds(".token", b"2")
    assert re.findall("token", str(tree(tmp_path))) == []
