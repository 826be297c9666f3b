"""What can be found, and the files that find it."""

import json
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pagefind_bin import get_executable

from generator.build import BuildError, finish_rendering
from generator.search import index, pagefind
from generator.search.documents import Document, Item
from generator.search.index import shards_of
from generator.search.indexed import Key, indexed
from generator.search.pagefind import SearchError, binding_of, run_pagefind, unpacked
from generator.search.pieces import FOLDER
from generator.views.visible import visible
from tests import corpora
from tests.searchable import write_searchable
from tests.searching import Searching, documents_in, searching
from tests.tiny_site import checked, rendering, settings_of, tree, write_site

HOSTILE = [
    '"><script>alert(1)</script>',
    "</p><meta data-pagefind-filter='kind:x'>",
    "___PAGEFIND_WEIGHT___9 word",
    "{{ 7 * 7 }}",
]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    chosen = settings_of(write_searchable(tmp_path_factory.mktemp("searchable") / "site"), today=date(2025, 1, 1))
    return documents_in(visible(checked(chosen).corpus, chosen), chosen)


def document(address: str, text: str, lang: str = "en", kind: str = "fact", date: str = "2024-01-01") -> Document:
    return Document(address, "briefing", text, lang, date, (Item("title", text), Item(kind, text, "x")))


def entries(made: Searching) -> dict[str, dict[str, Any]]:
    return {entry["address"]: entry for entry in made.entries.values()}


def test_every_item_of_a_briefing_can_be_found_by_its_kind_and_anchor(documents: list[Document]) -> None:
    briefing = next(found for found in documents if found.address == "briefings/2024-10-28-evenement/")
    assert [(item.kind, item.id, item.word) for item in briefing.items] == [
        ("title", "", ""),
        ("summary", "", ""),
        ("fact", "troupes", "contested"),
        ("fact", "gain", "unverified"),
        ("quote", "mots", ""),
        ("figure", "effectif", "forecast"),
        ("question", "retour", "open"),
        ("source", "depeche", ""),
    ]
    assert briefing.items[5].text == "Soldats attendus · 12\u202f000\u00a0soldats"
    assert (briefing.topics, briefing.actors) == (("Ports",), ("Volodymyr Zelensky",))


def test_topics_actors_and_indicators_can_be_found_by_their_names(documents: list[Document]) -> None:
    found = {(found.kind, found.title) for found in documents if found.kind != "briefing"}
    assert {("topic", "Ports"), ("actor", "Volodymyr Zelensky"), ("indicator", "Ships that wait")} <= found


def test_drafts_withdrawn_briefings_and_higher_labels_leave_no_trace(documents: list[Document]) -> None:
    found = searching(documents)
    assert found.entries
    assert found.pieces
    for path, content in found.files.items():
        text = unpacked(content) if "/index/" in path else content
        assert b"xylophone" not in text.lower(), path


def test_a_preview_with_drafts_does_not_search_them(tmp_path: Path) -> None:
    chosen = settings_of(write_searchable(tmp_path / "site"), today=date(2025, 1, 1), drafts=True, ceiling="red")
    found = documents_in(visible(checked(chosen).corpus, chosen), chosen)
    states = [found.title for found in found if "Xylophone" in found.title]
    assert states == ["Xylophone amber"]


def test_the_order_in_which_documents_come_changes_no_byte(documents: list[Document]) -> None:
    assert searching(documents) == searching(list(reversed(documents)))


def test_two_topics_of_one_name_are_two_values_of_the_filter(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "site")
    (folder / "briefings/registry/topics.yml").write_text("ports:\n  name: Ports\nharbours:\n  name: Ports\n", "utf-8")
    path = folder / "briefings/2024-03-02-port.yml"
    path.write_text(path.read_text("utf-8").replace("[ports]", "[harbours]"), "utf-8")
    chosen = settings_of(folder)
    found = documents_in(visible(checked(chosen).corpus, chosen), chosen)
    assert {name for found in found for name in found.topics} == {"Ports", "Ports (ports)"}


def test_an_entry_says_where_each_item_ends_and_nothing_that_is_empty(documents: list[Document]) -> None:
    entry = entries(searching(documents))["briefings/2023-05-01-ministry/"]
    assert entry["title"] == "The ministry reports on its deployments"
    items = entry["items"]
    assert isinstance(items, list)
    ends = [item["end"] for item in items]
    assert ends == sorted(set(ends))
    assert all("" not in item.values() for item in items)


def test_an_entry_that_changes_gets_another_name() -> None:
    before, after = (searching([document("a/", text)]) for text in ("État", "état"))
    assert entries(before)["a/"]["title"] != entries(after)["a/"]["title"]
    assert not before.entries.keys() & after.entries.keys()


def test_two_documents_of_one_text_are_two_results() -> None:
    made = searching([document("a/", "Same words"), document("b/", "Same words")])
    assert set(entries(made)) == {"a/", "b/"}


def test_addresses_have_the_form_of_the_site() -> None:
    assert set(entries(searching([document("briefings/a/", "Words")], corpora.settings(form="files")))) == {
        "briefings/a.html"
    }


class _Words(HTMLParser):
    """What Pagefind reads: the words, and the values of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data.split()


@settings(max_examples=60)
@given(st.sampled_from(HOSTILE) | st.text())
def test_no_text_is_markup_for_the_indexer(text: str) -> None:
    items = (Item("title", text), Item("fact", "Word", text))
    hostile = Document("a/", "briefing", text, "en", "2024-01-01", items, (text,), (text,))
    reader = _Words()
    one = indexed(hostile, "folders")
    assert one is not None
    reader.feed(one.html)
    assert set(reader.tags) == {"html", "body", "p"}
    assert all(word.isalnum() or word.isascii() is False for word in reader.words)
    assert not any("PAGEFIND" in word for word in reader.words)


def table_of(made: Searching) -> dict[str, Any]:
    (name,) = (name for name in made.pieces if name.startswith("x0_") and name.endswith(".facets"))
    table: dict[str, Any] = json.loads(unpacked(made.pieces[name]))
    return table


def test_hostile_names_are_values_of_facets_as_they_are_written() -> None:
    hostile = [
        Document(f"{n}/", "briefing", "Title", "en", "2024", (Item("title", "Title"),), (text,))
        for n, text in enumerate(HOSTILE)
    ]
    assert all(["topic", text] in table_of(searching(hostile))["values"] for text in HOSTILE)


def test_a_table_of_facets_says_what_pages_and_their_items_have() -> None:
    items = (Item("title", "One"), Item("fact", "Two three", "x", "confirmed"), Item("question", "Four", "y", "open"))
    table = table_of(searching([Document("a/", "briefing", "One", "fr-CA", "2024-01-01", items, ("T",), ("A", "B"))]))
    named = [tuple(value) for value in table["values"]]
    assert [[named[place] for place in page] for page in table["pages"]] == [
        [("kind", "briefing"), ("language", "fr"), ("year", "2024"), ("topic", "T"), ("actor", "A"), ("actor", "B")]
    ]
    assert [[named[place] for place in one] for one in table["classes"]] == [
        [],
        [("kind", "fact"), ("status", "confirmed")],
        [("kind", "question"), ("state", "open")],
    ]
    assert table["items"] == [[0, 1, 1, 3, 2, 4]]


def test_the_search_is_made_again_only_for_other_documents() -> None:
    one, two = ([document("a/", text)] for text in ("One", "Two"))
    first = searching(one)
    assert first.search.indexed == 1
    earlier = first.search.shards
    again = searching(one, earlier=earlier)
    assert (again.search.indexed, again.search.shards["x0"] is earlier["x0"]) == (0, True)
    assert searching(two, earlier=earlier).search.indexed == 1
    assert searching(two, earlier=earlier).files == searching(two).files
    assert searching(one, corpora.settings(form="files"), earlier=earlier).search.indexed == 1


def test_a_search_whose_files_somebody_deleted_is_made_again() -> None:
    first = searching([document("a/", "One")])
    again = searching([document("a/", "One")], earlier=first.search.shards, is_there=False)
    assert (again.search.indexed, again.files) == (1, first.files)


def test_another_page_of_results_is_known_to_the_search() -> None:
    first = searching([document("a/", "One")])
    moved = searching([document("a/", "One")], page="find/", earlier=first.search.shards)
    assert moved.search.indexed == 0
    assert {path for path in moved.files if moved.files[path] != first.files[path]} == {f"{FOLDER}search.js"}


def test_files_of_an_index_are_the_same_every_time() -> None:
    found = [document(f"{number}/", f"word{number}", date=f"20{number:02}-01-01") for number in range(10, 40)]
    found = [
        msgspec.structs.replace(one, topics=(f"topic {one.title}",), actors=("A", "B", one.title)) for one in found
    ]
    assert all(searching(found) == searching(found) for _ in range(3))


def test_shards_are_cut_between_months_and_keep_their_order() -> None:
    days = ["", *(f"2005-{month:02}-01" for month in range(1, 11) for _ in range(index.SHARD * 13 // 24))]
    cut = list(shards_of([Key(day, f"{n}/", "en", "briefing", b"") for n, day in enumerate(days)]))
    assert [one.date for shard in cut for one in shard] == days
    months = [{one.date[:7] for one in shard} for shard in cut]
    assert months[:3] == [{"", "2005-01"}, {"2005-02", "2005-03"}, {"2005-04", "2005-05"}]
    assert [len(shard) >= index.SHARD for shard in cut[1:-1]] == [True] * 4


def test_the_manual_has_a_shard_of_its_own() -> None:
    made = searching([document("a/", "Word"), Document("b/", "page", "Word", "en", "", (Item("page", "Word"),))])
    assert {name.partition("-")[0] for name in made.entries} == {"m", "x0"}


def test_a_briefing_of_this_month_leaves_the_pieces_of_earlier_months_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SHARD", 2)
    old = [document(f"{month}/", f"word{month}", date=f"2005-0{month}-01") for month in range(1, 7)]
    before, after = searching(old), searching([*old, document("new/", "newest", date="2005-06-02")])
    changed = before.pieces.keys() ^ after.pieces.keys()
    assert changed
    assert all(name.startswith(("start_", "x3_")) for name in changed)


def test_on_a_disk_every_piece_hands_itself_over() -> None:
    chosen = corpora.settings(form="files")
    files = searching([document("briefings/a/", "One & </script>")], chosen, "search.html").files
    assert {path.rsplit(".", 1)[1] for path in files} == {"js"}
    assert f"{FOLDER}worker.js" not in files
    for path, content in files.items():
        if "/index/" in path or "/entries/" in path:
            name = path.removeprefix(FOLDER).removesuffix(".js")
            assert content.startswith(f'briefpress.offline.take("{name}",'.encode())


SCRIPT = "let wasm_bindgen=(function(exports){%s})({__proto__:null});"
KNOWN = "".join(f"exports.{name}={name};" for name in pagefind._CALLED)


def test_another_pagefind_stops_the_build_and_says_what_is_missing() -> None:
    assert binding_of("a;" + SCRIPT % KNOWN + "b;") == SCRIPT % KNOWN
    with pytest.raises(SearchError, match=r"^Pagefind’s script has changed: its binding of WebAssembly is not in it; "):
        binding_of("export{search};")
    with pytest.raises(SearchError, match=r"^Pagefind’s script has changed: “load_index_chunk” is not in it; "):
        binding_of(SCRIPT % KNOWN.replace("exports.load_index_chunk", "exports.load_chunk"))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Pagefind takes memory in another way")
def test_pagefind_takes_memory_as_it_is_told_to() -> None:
    told = subprocess.run(
        [get_executable(), "--version"],
        env={"_RJEM_MALLOC_CONF": f"{pagefind._MEMORY},abort_conf:true"},
        capture_output=True,
    )
    assert (told.returncode, told.stderr) == (0, b"")
    unknown = subprocess.run(
        [get_executable(), "--version"], env={"_RJEM_MALLOC_CONF": "unknown:1"}, capture_output=True
    )
    assert b"unknown:1" in unknown.stderr, "this Pagefind has another allocator"


@pytest.mark.parametrize("program", ["/bin/false", "/nowhere/pagefind"])
def test_a_pagefind_that_does_not_run_stops_the_build_and_the_old_site_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str
) -> None:
    folder = write_site(tmp_path / "site")
    chosen = settings_of(folder)
    finish_rendering(chosen, checked(chosen), rendering())
    before = tree(folder / "site")
    monkeypatch.setattr(pagefind, "get_executable", lambda: Path(program))
    with pytest.raises(BuildError, match=r"^Pagefind "):
        finish_rendering(chosen, checked(chosen), rendering())
    assert tree(folder / "site") == before


def test_a_document_without_words_is_none() -> None:
    assert indexed(document("a/", "— … !"), "folders") is None
    found = searching([document("a/", "— … !")])
    assert (found.search.shards, found.entries, found.pieces) == ({}, {}, {})


def test_an_index_of_nothing_is_no_index() -> None:
    for pages in ([], [("a", "<html><body></body></html>")]):
        with pytest.raises(SearchError, match=r"^Pagefind found nothing to index$"):
            run_pagefind("x0", pages)
