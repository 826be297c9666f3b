"""What one build leaves for the next makes builds faster and never others, whatever becomes of it meanwhile."""

import builtins
import io
import multiprocessing
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator import cache as caches
from generator.build import BuildOptions, Built, build
from generator.cache import Cache, open_cache
from generator.check import check_site
from generator.check.kept import check_again
from generator.pool import Pool
from tests.searchable import write_searchable
from tests.stubs import stubs
from tests.tiny_site import settings_of, tree

KEPT = BuildOptions(is_kept=True)
EDITED = "briefings/2024-03-01-port.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site that was built, and edited since."""
    folder = write_searchable(tmp_path / "source")
    with stubs():
        build(settings_of(folder), options=KEPT)
    edit(folder)
    return folder


def edit(folder: Path, old: str = "is closed", new: str = "is shut") -> None:
    path = folder / EDITED
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def files(folder: Path) -> list[Path]:
    """The files of the cache."""
    return sorted(path for path in (folder / ".briefpress/cache").rglob("*") if path.is_file())


def rebuilt(folder: Path) -> Built:
    """Built again: the same site as from nothing, and once more the same."""
    with stubs():
        built = build(settings_of(folder), options=KEPT)
        fresh = folder.with_name("fresh")
        cold = build(settings_of(folder, site=fresh))
        assert tree(folder / "site") == tree(fresh)
        assert built.checked.problems == cold.checked.problems
        again = build(settings_of(folder), options=KEPT)
        assert (again.statistics.written, again.statistics.removed) == (0, 0)
    return built


def test_a_cache_spares_work(folder: Path) -> None:
    statistics = rebuilt(folder).statistics
    assert (statistics.parsed, statistics.filled) == (1, 2)


def cut(content: bytes, place: int) -> bytes:
    return content[:place]


def flip(content: bytes, place: int) -> bytes:
    changed = bytearray(content)
    changed[place % len(content)] ^= 1 << place % 8
    return bytes(changed)


@pytest.mark.parametrize("spoil", [cut, flip])
def test_a_value_that_is_not_whole_is_none(tmp_path: Path, spoil: Callable[[bytes, int], bytes]) -> None:
    cache = open_cache(tmp_path)
    value = {"a": b"1", "b": b"2" * 50}
    total = cache.write("name", value)
    place = cache.folder / "name"
    content = place.read_bytes()
    for number in range(len(content)):
        place.write_bytes(spoil(content, number))
        assert cache.read("name", dict[str, bytes]) is None
    place.write_bytes(content)
    assert cache.read("name", dict[str, bytes]) == value
    assert cache.read("name", dict[str, bytes], total) == value
    assert cache.read("name", dict[str, bytes], bytes(32)) is None


@pytest.mark.parametrize("spoil", [cut, flip])
@pytest.mark.parametrize("name", ["readings", "readings-*", "pages", "engine", "documents-x0", "documents-m"])
def test_a_cache_that_is_not_whole_makes_no_other_site(
    folder: Path, spoil: Callable[[bytes, int], bytes], name: str
) -> None:
    place = max((folder / ".briefpress/cache").glob(f"*/{name}"), key=lambda path: path.stat().st_size)
    content = place.read_bytes()
    for part in range(4):
        place.write_bytes(spoil(content, len(content) * part // 4))
        rebuilt(folder)
        edit(folder, "is shut", "is shut still")
    place.write_bytes(content)  # whole, and of an older build than the others
    rebuilt(folder)


def test_every_part_of_an_older_cache_beside_newer_ones_makes_no_other_site(folder: Path) -> None:
    old = {path: path.read_bytes() for path in files(folder)}
    rebuilt(folder)
    new = {path: path.read_bytes() for path in files(folder)}
    changed = [path for path in old if new.get(path) != old[path]]
    assert changed
    for path in changed:
        for other, content in new.items():
            other.write_bytes(content)
        path.write_bytes(old[path])
        edit(folder, "shut", "shut too")
        rebuilt(folder)


def test_a_value_of_another_name_is_none(tmp_path: Path) -> None:
    cache = open_cache(tmp_path)
    cache.write("one", [1])
    (cache.folder / "one").rename(cache.folder / "other")
    assert cache.read("other", list[int]) is None


def test_a_value_of_another_kind_is_none(tmp_path: Path) -> None:
    cache = open_cache(tmp_path)
    cache.write("one", [1])
    assert cache.read("one", list[str]) is None
    assert cache.read("one", list[int]) == [1]


def test_what_another_program_has_left_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "program", lambda: b"another version")
    statistics = rebuilt(folder).statistics
    with stubs():
        cold = build(settings_of(folder, site=folder.with_name("cold"))).statistics
    assert (statistics.parsed, statistics.filled) == (cold.parsed, cold.filled)


def test_a_program_is_its_files_and_all_that_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = caches.program()
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "thing-1.0.dist-info").mkdir()
    caches.program.cache_clear()
    try:
        with_thing = caches.program()
        (tmp_path / "thing-1.0.dist-info").rename(tmp_path / "thing-1.1.dist-info")
        caches.program.cache_clear()
        assert len({here, with_thing, caches.program()}) == 3
    finally:
        caches.program.cache_clear()


class _Trap:
    """Tells when it is unpacked by pickle."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, ("sprung",)


def test_nothing_in_a_cache_is_ever_run(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    trap = pickle.dumps(_Trap())
    one_of_each = {path.name.partition("-")[0]: path for path in files(folder)}
    assert {"readings", "pages", "engine", "documents"} <= set(one_of_each)
    for path in one_of_each.values():
        # Signed as our own: even then it is only data.
        path.write_bytes(caches._sum(path.name, trap) + trap)
        rebuilt(folder)
    assert not (tmp_path / "sprung").exists()


def forbidden(*_: object, **__: object) -> Any:
    raise AssertionError("code in a cache")


def test_a_cache_is_read_without_pickle_or_marshal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pickle.load", "pickle.loads", "marshal.load", "marshal.loads"):
        monkeypatch.setattr(name, forbidden)
    with stubs():
        assert build(settings_of(folder), options=KEPT).statistics.parsed == 1


def test_a_cache_that_says_wrong_things_is_not_asked_what_to_delete(folder: Path) -> None:
    # Whoever can write there can write to the site anyway; but a path that leads out of it is never followed.
    outside = folder.with_name("outside")
    outside.write_text("precious")
    stray = folder / "site" / "stray"
    stray.symlink_to(outside)
    rebuilt(folder)
    assert outside.read_text() == "precious"
    assert not stray.is_symlink()


@pytest.mark.parametrize("where", ["", "cache", "cache/*", "cache/*/*"])
def test_folders_and_files_in_the_place_of_one_another_are_no_cache(folder: Path, where: str) -> None:
    for place in sorted((folder / ".briefpress").glob(where)) if where else [folder / ".briefpress"]:
        if place.is_dir():
            _remove(place)
            place.write_text("a file")
        else:
            place.unlink()
            place.mkdir()
            (place / "more").write_text("?")
    rebuilt_without_a_cache(folder)


def _remove(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            _remove(path)
        else:
            path.unlink()
    folder.rmdir()


def rebuilt_without_a_cache(folder: Path) -> None:
    """Where none can be kept, the site is right all the same."""
    with stubs():
        for _ in range(2):
            build(settings_of(folder), options=KEPT)
            cold = folder.with_name("fresh")
            build(settings_of(folder, site=cold))
            assert tree(folder / "site") == tree(cold)
            checked = check_again(settings_of(folder), Pool(processes=1))
            assert checked.problems == check_site(settings_of(folder)).problems


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(28, "No space left on device")])
@pytest.mark.parametrize("modes", ["r", "w", "rw"])
def test_a_cache_that_can_t_be_read_or_written_is_no_cache(
    folder: Path, monkeypatch: pytest.MonkeyPatch, modes: str, error: OSError
) -> None:
    """As in a folder of another user, or on a disk that is full or can only be read."""
    opened = io.open

    def refuse(file: Any, mode: str = "r", *more: Any, **named: Any) -> Any:
        is_cache = isinstance(file, str | os.PathLike) and "/.briefpress/" in str(file)
        if is_cache and any(letter in modes for letter in mode.replace("b", "").replace("+", "w")):
            raise error
        return opened(file, mode, *more, **named)

    monkeypatch.setattr(io, "open", refuse)
    monkeypatch.setattr(builtins, "open", refuse)
    rebuilt_without_a_cache(folder)


@pytest.mark.parametrize("name", ["mkdir", "replace", "unlink", "iterdir"])
def test_a_folder_that_can_t_be_made_or_changed_is_no_cache(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    done = getattr(Path, name)

    def refuse(self: Path, *more: Any, **named: Any) -> Any:
        if ".briefpress" in self.parts:
            raise PermissionError(13, "Permission denied", str(self))
        return done(self, *more, **named)

    monkeypatch.setattr(Path, name, refuse)
    rebuilt_without_a_cache(folder)
    _remove_tree(folder / ".briefpress", monkeypatch, name, done)
    rebuilt_without_a_cache(folder)


def _remove_tree(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, done: Any) -> None:
    refuse = getattr(Path, name)
    monkeypatch.setattr(Path, name, done)
    _remove(folder)
    monkeypatch.setattr(Path, name, refuse)


def test_a_folder_whose_name_is_no_text_has_a_cache_too(tmp_path: Path) -> None:
    folder = write_searchable(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff")))
    with stubs():
        build(settings_of(folder), options=KEPT)
        assert build(settings_of(folder), options=KEPT).statistics.parsed == 0


def test_a_file_of_docs_whose_name_is_no_text_is_in_the_site(folder: Path) -> None:
    picture = Path(os.fsdecode(os.fsencode(folder / "docs") + b"/\xff.svg"))
    picture.write_text("<svg/>")
    rebuilt_without_a_cache(folder)
    assert (folder / "site" / picture.name).read_text() == "<svg/>"


def test_builds_with_other_options_keep_theirs_and_the_oldest_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = folder / ".briefpress/cache"
    monkeypatch.setattr("generator.cache._KEPT", 8)
    with stubs():
        for number in range(12):
            build(settings_of(folder, site=folder.with_name(f"site{number}")), options=KEPT)
        assert len(list(cache.iterdir())) == 8
        drafts = settings_of(folder, drafts=True, site=folder.with_name("drafts"))
        build(drafts, options=KEPT)
        build(settings_of(folder, site=folder.with_name("site11")), options=KEPT)
        assert build(drafts, options=KEPT).statistics.filled == 0


def test_no_version_control_and_no_backup_takes_it(folder: Path) -> None:
    assert (folder / ".briefpress/.gitignore").read_text() == "*\n"
    assert (folder / ".briefpress/CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def _remember(folder: Path, number: int, rounds: int) -> None:
    cache = Cache(folder)
    earlier = None
    for round_ in range(rounds):
        values = {f"{key}": [number, round_] for key in range(300)}
        earlier = cache.write_parts("parts", values, earlier if round_ % 2 else None)


def test_what_two_processes_write_at_once_is_all_of_one_or_nothing(tmp_path: Path) -> None:
    cache = open_cache(tmp_path)
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_remember, args=(cache.folder, number, 10)) for number in range(3)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        found = cache.read_parts("parts", list[int])
        if found is not None:
            assert len(found.entries) == 300
            assert len({tuple(value) for value in found.entries.values()}) == 1
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert not [path for path in cache.folder.iterdir() if path.name.startswith(".")]


def _build_often(folder: Path) -> None:
    with stubs():
        for _ in range(5):
            build(settings_of(folder), options=KEPT)


def test_builds_at_once_make_the_same_site(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    builders = [context.Process(target=_build_often, args=(folder,)) for _ in range(3)]
    for builder in builders:
        builder.start()
    for number in range(5):
        edit(folder, "is shut", f"is shut{number}")
    for builder in builders:
        builder.join()
        assert builder.exitcode == 0
    rebuilt(folder)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == [".briefpress"]
