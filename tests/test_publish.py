"""``briefpress publish``: what readers and publishers can rely on while a site is sent, and after it."""

import re
import uuid
from pathlib import Path

import pytest

from generator.cli.main import commands
from generator.output import Stage
from generator.publish.plan import PublishError, make_plan
from generator.publish.publish import Published, publish
from generator.publish.record import JOURNAL, MANIFEST
from generator.settings import Settings
from generator.store.address import open_store
from generator.store.base import Store, StoreError
from generator.store.folder import FolderStore
from tests.stores import Watched, s3, s3_server
from tests.test_cli_check import Run, run
from tests.tiny_site import settings_of, tree, write_site

__all__ = ["run", "s3", "s3_server"]  # fixtures

Files = dict[str, str]
RECORDS = {MANIFEST, JOURNAL}


def page(*needed: str) -> str:
    """A page that needs other files of the site."""
    return "".join(f'<script src="/{path}"></script>' for path in needed)


ASSETS = {"assets/base.css": "1", "assets/search/search.js": "/assets/search/index/start_0000001.pf_meta"}
FIRST: Files = ASSETS | {
    "assets/search/index/start_0000001.pf_meta": "first",
    "assets/search/entries/x0-aaaa.json": "{}",
    "assets/old.css": "old",
    "index.html": page("assets/base.css", "assets/search/search.js"),
    "404.html": page("assets/base.css"),
    "sitemap.xml": "<urlset/>",
    "briefings/index.html": page("assets/base.css"),
    "briefings/a/index.html": page("assets/base.css", "assets/search/entries/x0-aaaa.json"),
    "briefings/gone/index.html": page("assets/old.css"),
    "topics/é 日.html": page("assets/base.css"),
}
SECOND: Files = ASSETS | {
    "assets/search/search.js": "/assets/search/index/start_0000002.pf_meta",
    "assets/search/index/start_0000002.pf_meta": "second",
    "assets/search/entries/x0-bbbb.json": "{}",
    "assets/new.css": "new",
    "index.html": page("assets/new.css", "assets/search/search.js"),
    "404.html": page("assets/base.css"),
    "sitemap.xml": "<urlset>2</urlset>",
    "briefings/index.html": page("assets/new.css"),
    "briefings/a/index.html": page("assets/new.css", "assets/search/entries/x0-bbbb.json"),
    "briefings/b/index.html": page("assets/new.css"),
    "topics/é 日.html": page("assets/base.css"),
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_of(write_site(tmp_path / "source", briefings=0))


@pytest.fixture(params=["folder", "memory", "s3"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    match request.param:
        case "folder":
            return str(tmp_path / "www")
        case "memory":
            return f"memory://{uuid.uuid4().hex}/www"
        case _:
            return f"{request.getfixturevalue('s3')}/www"


def built(settings: Settings, files: Files) -> Settings:
    """The site as a build leaves it."""
    with Stage(settings.site) as stage:
        for path, text in files.items():
            stage.add(path, text.encode())
        stage.install(1)
    return settings


def sent(settings: Settings, store: Store, files: Files, **options: bool) -> Published:
    """What a publication of a site with these files does."""
    settings = built(settings, files)
    return publish(make_plan(settings, store, **options), settings.site, store)


def found(store: Store) -> Files:
    """What readers find in a store."""
    return {path: (store.read(path) or b"").decode() for path in store.listing() if path not in RECORDS}


def all_there(store: Store) -> None:
    """Each page, and the script of the search, finds what it needs."""
    files = found(store)
    for path, text in files.items():
        for needed in re.findall(r"/(assets/[^\"]+)", text):
            assert needed in files, f"{path} needs {needed}"


def test_a_store_holds_the_site_and_then_gets_only_what_has_changed(address: str, settings: Settings) -> None:
    store = Watched(open_store(address))
    assert sent(settings, store, FIRST).sent == len(FIRST)
    assert found(store) == FIRST
    store.changes.clear()
    assert sent(settings, store, FIRST) == Published(0, 0, len(FIRST), 0)
    assert store.changes == []
    changed = FIRST | {"briefings/a/index.html": "new"}
    assert sent(settings, store, changed) == Published(1, 3, len(FIRST) - 1, 0)
    assert store.changes == [f"+{JOURNAL}", "+briefings/a/index.html", f"+{MANIFEST}", f"-{JOURNAL}"]
    assert found(store) == changed


def test_what_is_gone_leaves_and_what_is_someone_else_s_stays(address: str, settings: Settings) -> None:
    store = open_store(address)
    store.write("robots.txt", b"theirs")
    store.write("assets/theirs.css", b"theirs")
    sent(settings, store, FIRST)
    published = sent(settings, store, SECOND)
    assert (published.sent, published.kept, published.removed) == (9, 3, 4)
    assert found(store) == SECOND | {"robots.txt": "theirs", "assets/theirs.css": "theirs"}
    assert store.read(JOURNAL) is None


def test_what_pages_need_comes_first_the_home_page_last_and_what_is_gone_leaves_behind_it(
    tmp_path: Path, settings: Settings
) -> None:
    store = Watched(FolderStore(tmp_path / "www"))
    sent(settings, store, FIRST)
    store.changes.clear()
    sent(settings, store, SECOND)
    assert store.changes == [
        f"+{JOURNAL}",
        "+assets/search/entries/x0-bbbb.json",
        "+assets/search/index/start_0000002.pf_meta",
        "+assets/new.css",
        "+assets/search/search.js",
        "+briefings/a/index.html",
        "+briefings/b/index.html",
        "+briefings/index.html",
        "+index.html",
        "+sitemap.xml",
        "-briefings/gone/index.html",
        "-assets/old.css",
        "-assets/search/entries/x0-aaaa.json",
        "-assets/search/index/start_0000001.pf_meta",
        f"+{MANIFEST}",
        f"-{JOURNAL}",
    ]


CHANGES = 16
"""How many changes the test above has."""


@pytest.mark.parametrize("then", [SECOND, FIRST], ids=["again", "back"])
@pytest.mark.parametrize("moment", range(CHANGES))
def test_no_page_ever_lacks_a_part_and_what_is_interrupted_is_completed_or_taken_back(
    tmp_path: Path, settings: Settings, moment: int, then: Files
) -> None:
    store = FolderStore(tmp_path / "www")
    store.write("theirs.html", b"!")
    sent(settings, store, FIRST)
    all_there(store)
    with pytest.raises(StoreError, match="the line is dead"):
        sent(settings, Watched(store, moment, lambda: all_there(store)), SECOND)
    sent(settings, Watched(store, after=lambda: all_there(store)), then)
    assert found(store) == then | {"theirs.html": "!"}
    assert sent(settings, store, then).sent == 0


@pytest.mark.parametrize("moment", range(0, 15, 2))
def test_a_first_publication_that_was_interrupted_sends_only_the_rest(s3: str, settings: Settings, moment: int) -> None:
    store = open_store(s3)
    with pytest.raises(StoreError):
        sent(settings, Watched(store, moment), FIRST)
    assert sent(settings, store, FIRST).kept == max(0, min(moment - 1, len(FIRST)))
    assert found(store) == FIRST


def test_after_two_interruptions_nothing_of_either_is_left(tmp_path: Path, settings: Settings) -> None:
    store = FolderStore(tmp_path / "www")
    with pytest.raises(StoreError):
        sent(settings, Watched(store, 12), FIRST)
    with pytest.raises(StoreError):
        sent(settings, Watched(store, 4), SECOND)
    last = {"index.html": "last"}
    sent(settings, store, last)
    assert tree(tmp_path / "www").keys() == {"index.html", MANIFEST}


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format":2,"files":[]}', b"\xff", b'{"format":1,"files":[{"path":"../x","size":1,"sha256":"' + b"0" * 64 + b'"}]}'])  # fmt: skip
@pytest.mark.parametrize("record", [MANIFEST, JOURNAL])
def test_a_record_that_can_t_be_read_is_not_believed(
    tmp_path: Path, settings: Settings, record: str, content: bytes
) -> None:
    store = FolderStore(tmp_path / "www")
    sent(settings, store, FIRST)
    store.write("briefings/a/index.html", b"spoilt")
    store.write(record, content)
    assert sent(settings, store, FIRST).sent == 1
    assert found(store) == FIRST
    assert store.read(JOURNAL) is None


def test_what_somebody_changed_there_is_mended_when_asked_for(address: str, settings: Settings) -> None:
    store = open_store(address)
    sent(settings, store, FIRST)
    store.write("briefings/a/index.html", b"x" * len(FIRST["briefings/a/index.html"]))
    store.remove("index.html")
    assert sent(settings, store, FIRST).sent == 0
    published = sent(settings, store, FIRST, compare=True)
    assert found(store) == FIRST
    # What tells no checksum, and is far, is sent again.
    assert published.sent == (len(FIRST) if address.startswith("memory") else 2)


def test_a_site_that_lost_most_of_its_pages_is_not_sent_until_it_is_meant(tmp_path: Path, settings: Settings) -> None:
    store = FolderStore(tmp_path / "www")
    sent(settings, store, FIRST)
    before, fewer = tree(tmp_path / "www"), {"index.html": "1", "404.html": "2"}
    with pytest.raises(PublishError, match=r"www has 6 pages, this site only 2: .*If it is meant, add --allow-fewer"):
        sent(settings, store, fewer)
    assert tree(tmp_path / "www") == before
    sent(settings, store, fewer, allow_fewer=True)
    assert found(store) == fewer


@pytest.mark.parametrize("files", [{}, {"about.html": "1"}])
def test_what_is_no_finished_site_is_not_sent(tmp_path: Path, settings: Settings, files: Files) -> None:
    with pytest.raises(PublishError, match=r"there is no finished site in .*make it with “briefpress build”"):
        sent(settings, FolderStore(tmp_path / "www"), files)
    assert not (tmp_path / "www").exists()


def test_a_folder_that_no_build_has_made_is_not_sent(tmp_path: Path, settings: Settings) -> None:
    settings.site.mkdir()
    (settings.site / "index.html").write_text("private")
    with pytest.raises(PublishError, match="there is no finished site"):
        make_plan(settings, FolderStore(tmp_path / "www"))


def test_a_link_in_the_site_is_not_followed(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "secrets").mkdir()
    for place in ("a.html", "folder"):
        built(settings, FIRST)
        (settings.site / place).symlink_to(tmp_path / "secrets")
        with pytest.raises(PublishError, match=f"{place} is a link, and none is followed"):
            make_plan(settings, FolderStore(tmp_path / "www"))


@pytest.mark.parametrize("place", ["site", "site/www", "docs", "docs/www", "briefings", "", ".."])
def test_a_site_is_not_published_among_its_sources_or_around_them(settings: Settings, place: str) -> None:
    built(settings, FIRST)
    before = tree(settings.folder)
    with pytest.raises(PublishError, match=r"the site can't be published to .*; name another folder"):
        make_plan(settings, open_store(str(settings.folder / place)))
    assert tree(settings.folder) == before


def test_a_site_that_changes_while_it_is_sent_is_told(tmp_path: Path, settings: Settings) -> None:
    store = FolderStore(tmp_path / "www")
    plan = make_plan(built(settings, FIRST), store)
    built(settings, FIRST | {"index.html": "another"})
    with pytest.raises(PublishError, match="changes while it is being sent; publish again"):
        publish(plan, settings.site, store)
    sent(settings, store, SECOND)
    assert found(store) == SECOND


def test_two_publications_at_once_are_told_and_mended_by_the_next(tmp_path: Path, settings: Settings) -> None:
    store = FolderStore(tmp_path / "www")
    sent(settings, store, FIRST)
    second = make_plan(built(settings, SECOND), store)
    begun: list[bool] = []

    def other_begins() -> None:
        if not begun:
            begun.append(True)
            third = settings_of(settings.folder, site=tmp_path / "third")
            sent(third, store, FIRST | {"404.html": "third"})

    with pytest.raises(PublishError, match=r"another publication to .* was under way: publish again, one at a time"):
        publish(second, settings.site, Watched(store, after=other_begins))
    sent(settings, store, SECOND)
    assert found(store) == SECOND


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"x": "file"}, {"x/index.html": "page"}),
        ({"x/index.html": "page"}, {"x": "file"}),
        ({"About.html": "page"}, {"about.html": "page"}),
    ],
)
def test_a_file_may_become_a_folder_and_a_folder_a_file(
    tmp_path: Path, settings: Settings, old: Files, new: Files
) -> None:
    store = FolderStore(tmp_path / "www")
    sent(settings, store, FIRST | old)
    sent(settings, store, FIRST | new)
    assert found(store) == FIRST | new


def test_many_files_are_sent_at_a_time_and_each_stage_ends_before_the_next(s3: str, settings: Settings) -> None:
    store = Watched(open_store(s3))
    many = {f"briefings/{number}/index.html": str(number) for number in range(60)}
    many |= {f"assets/search/index/x0_{number:07x}.pf_index": str(number) for number in range(60)}
    assert sent(settings, store, FIRST | many).sent == len(FIRST) + 120
    order = [path.partition("/")[0] for path in store.changes if "/" in path]
    assert set(order[: order.count("+assets")]) == {"+assets"}
    assert {*store.changes[-4:-2]} == {"+index.html", "+sitemap.xml"}
    with pytest.raises(StoreError):
        sent(settings, Watched(open_store(s3), 20), FIRST | dict.fromkeys(many, "new"))
    sent(settings, store, SECOND, allow_fewer=True)
    assert found(store) == SECOND


# The command.


def test_the_command_says_what_it_did(run: Run, settings: Settings, tmp_path: Path) -> None:
    built(settings, FIRST)
    www = tmp_path / "www"
    size = sum(len(text.encode()) for text in FIRST.values())
    result = run(settings.folder, "publish", "../www")
    assert (result.returncode, result.stdout, result.stderr) == (
        0,
        f"{www}: 12 files sent ({size} bytes), 0 left as they are, 0 removed\n",
        "",
    )
    built(settings, FIRST | {"index.html": "12345"})
    assert run(settings.folder, "publish", "../www").stdout == (
        f"{www}: 1 file sent (5 bytes), 11 left as they are, 0 removed\n"
    )


def test_a_dry_run_tells_all_and_changes_nothing(run: Run, settings: Settings, tmp_path: Path) -> None:
    built(settings, FIRST)
    assert run(settings.folder, "publish", "../www", "--dry-run").stdout.startswith("send assets/search/")
    assert not (tmp_path / "www").exists()
    run(settings.folder, "publish", "../www")
    before = tree(tmp_path / "www")
    built(settings, SECOND)
    lines = run(settings.folder, "publish", "../www", "--dry-run").stdout.splitlines()
    assert lines[0] == "send assets/search/entries/x0-bbbb.json"
    assert lines[-2] == "remove assets/search/index/start_0000001.pf_meta"
    assert re.fullmatch(r".*www would get: 9 files sent \(\d+ bytes\), 3 left as they are, 4 removed", lines[-1])
    assert tree(tmp_path / "www") == before


def test_another_folder_can_be_named_as_the_site(run: Run, settings: Settings, tmp_path: Path) -> None:
    built(settings_of(settings.folder, site=tmp_path / "elsewhere"), FIRST)
    assert run(tmp_path, "publish", "www", "-C", "source", "--site", "elsewhere").returncode == 0
    assert found(FolderStore(tmp_path / "www")) == FIRST


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("nowhere://x", 2, "there is no such kind of store"),
        ("s3:/x", 2, "write s3://x"),
        ("docs/www", 1, "is what it is made of; name another folder"),
        ("mkdocs.yml", 1, "mkdocs.yml is a file; name a folder"),
        ("mkdocs.yml/www", 1, "can't be written: Not a directory"),
    ],
)
def test_what_goes_wrong_is_one_sentence(run: Run, settings: Settings, address: str, code: int, told: str) -> None:
    built(settings, FIRST)
    result = run(settings.folder, "publish", address)
    assert (result.returncode, result.stdout) == (code, "")
    assert told in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_a_folder_that_may_not_be_written_is_told(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built(settings, FIRST)

    def refused(place: Path, *arguments: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(place))

    monkeypatch.setattr(Path, "mkdir", refused)  # a folder's mode says nothing to root
    arguments = ["publish", "--folder", str(settings.folder), str(tmp_path / "www")]
    assert commands(arguments, standalone_mode=False) == 1
    assert "can't be written: Permission denied" in capsys.readouterr().err


def test_the_command_publishes_to_s3(run: Run, settings: Settings, s3: str) -> None:
    built(settings, FIRST)
    assert "12 files sent" in run(settings.folder, "publish", f"{s3}/www").stdout
    assert found(open_store(f"{s3}/www")) == FIRST
    result = run(settings.folder, "publish", "s3://no-such-bucket")
    assert (result.returncode, result.stderr) == (
        1,
        f"briefpress: s3://no-such-bucket/{MANIFEST} can't be read: there is no such bucket; make it, or mend the address\n",
    )
