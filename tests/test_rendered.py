"""The engine runs only when something that it looks at has changed, and whenever that can't be told."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.begun import SOURCE, engine_begun
from generator.cache import open_cache
from generator.cli.build import build as command
from generator.engine import EngineError
from generator.rendered import Rendered, rendered
from tests import stubs
from tests.tiny_site import CONFIGURATION, settings_of, write_site

Render = Callable[..., Rendered]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write_site(tmp_path / "tiny")
    (folder / "overrides").mkdir()
    (folder / "overrides/main.html").write_text("{% extends 'briefpress.html' %}")
    configure(folder, "theme: {name: material", "theme: {custom_dir: overrides, name: material")
    return folder


def configure(folder: Path, old: str, new: str) -> None:
    text = (folder / "mkdocs.yml").read_text("utf-8")
    assert old in text
    (folder / "mkdocs.yml").write_text(text.replace(old, new), "utf-8")


def made(*arguments: Any) -> Rendered:
    with engine_begun(*arguments) as begun:
        return rendered(begun)


def starts(engine: Callable[..., Path]) -> Callable[..., AbstractContextManager[Callable[[], Path]]]:
    """An engine that does all when somebody waits for it."""
    return lambda *arguments: nullcontext(lambda: engine(*arguments))


@pytest.fixture
def runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., bool]:
    """Whether the engine runs for what the site's folder holds now; what comes is what it would make in any case."""
    count = 0

    def run(*arguments: Any) -> Path:
        nonlocal count
        count += 1
        return stubs.run_engine(*arguments)

    monkeypatch.setattr("generator.begun.engine_started", starts(run))

    def has_run(engine: str = "mkdocs", strict: bool = False, **chosen: Any) -> bool:
        nonlocal count
        settings = settings_of(folder, **chosen)
        count = 0
        found = made(settings, engine, strict, open_cache(folder))
        has_run = bool(count)
        fresh = made(settings, engine, strict, None)
        assert (found.rendering, found.documents) == (fresh.rendering, fresh.documents)
        return has_run

    return has_run


def test_nothing_new_is_rendered_once(runs: Callable[..., bool]) -> None:
    assert [runs(), runs(), runs()] == [True, False, False]


@pytest.mark.parametrize(
    "path", ["docs/about.md", "docs/new.md", "docs/deep/er/a.css", "overrides/main.html", "overrides/new.html"]
)
def test_another_file_is_a_reason(runs: Callable[..., bool], folder: Path, path: str) -> None:
    runs()
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text("Something else.")
    assert [runs(), runs()] == [True, False]
    (folder / path).rename((folder / path).with_stem("renamed"))
    assert [runs(), runs()] == [True, False]
    (folder / path).with_stem("renamed").unlink()
    assert [runs(), runs()] == [True, False]


def test_another_configuration_engine_address_or_strictness_is_a_reason(
    runs: Callable[..., bool], folder: Path
) -> None:
    runs()
    configure(folder, "Tiny", "Small")
    assert [runs(), runs()] == [True, False]
    for chosen in ({"strict": True}, {"engine": "zensical"}, {"url": "https://example.net/"}, {"form": "files"}):
        assert [runs(**chosen), runs(**chosen)] == [True, False]


def test_a_briefing_is_no_reason(runs: Callable[..., bool], folder: Path) -> None:
    runs()
    (folder / "briefings/2024-03-01-port.yml").unlink()
    assert not runs()


@pytest.mark.parametrize(
    "line",
    [
        "plugins: [briefpress, git-revision-date]",
        "plugins:\n  briefpress: {}\n  macros: {}",
        "hooks: [hook.py]",
        "plugins: 5",
        "plugins: [{}]",
        "markdown_extensions: [pymdownx.snippets]",
        "markdown_extensions: [markdown_include.include]",
        "extra: {key: !ENV SECRET}",
        "extra: {key: !relative }",
    ],
)
def test_what_an_engine_may_look_at_elsewhere_is_a_reason_each_time(
    runs: Callable[..., bool], folder: Path, line: str
) -> None:
    (folder / "other.yml").write_text("site_name: Other\n")
    text = CONFIGURATION.replace("plugins: [briefpress]\n", "") + f"{line}\n"
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    assert [runs(), runs()] == [True, True]


def test_what_a_configuration_inherits_is_looked_at(runs: Callable[..., bool], folder: Path) -> None:
    (folder / "other.yml").write_text("site_description: One\n")
    configure(folder, "plugins: [briefpress]", "plugins: [briefpress]\nINHERIT: other.yml")
    assert [runs(), runs()] == [True, False]
    (folder / "other.yml").write_text("site_description: Two\n")
    assert [runs(), runs()] == [True, False]


@pytest.mark.parametrize(
    "line", ["plugins: [search, briefpress]", "plugins:\n  search: {}\n  briefpress: {}", "plugins: []"]
)
def test_known_plugins_are_no_reason(runs: Callable[..., bool], folder: Path, line: str) -> None:
    configure(folder, "plugins: [briefpress]", line)
    assert [runs(), runs()] == [True, False]


def test_what_lies_behind_a_link_may_be_another_each_time(runs: Callable[..., bool], folder: Path) -> None:
    (folder / "shared").mkdir()
    (folder / "shared/a.md").write_text("Some words.")
    (folder / "docs/shared").symlink_to(folder / "shared")
    runs()
    (folder / "shared/a.md").write_text("Other words.")
    assert runs()


@pytest.mark.parametrize("is_absolute", [True, False])
def test_folders_may_lie_elsewhere(runs: Callable[..., bool], folder: Path, is_absolute: bool) -> None:
    for name in ("docs", "overrides"):
        (folder / name).rename(folder.with_name(name))
    above = folder.parent if is_absolute else Path("..")
    configure(folder, "custom_dir: overrides", f"custom_dir: {above / 'overrides'}")
    configure(folder, "site_name", f"docs_dir: {above / 'docs'}\nsite_name")
    assert [runs(), runs()] == [True, False]
    (folder.parent / "docs/index.md").write_text("Other words.")
    assert runs()
    (folder.parent / "overrides/main.html").write_text("Other words.")
    assert runs()


def test_an_engine_begins_only_when_what_it_would_make_is_not_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []

    def start(*given: Any) -> AbstractContextManager[Callable[[], Path]]:
        started.append(given)
        return stubs.engine_started(*given)

    monkeypatch.setattr("generator.begun.engine_started", start)
    cache = open_cache(folder)

    def begins_and_runs() -> tuple[bool, bool]:
        started.clear()
        with engine_begun(settings_of(folder), "mkdocs", False, cache) as begun:
            begins = bool(started)
            assert rendered(begun).rendering.pages
        return begins, bool(started)

    assert begins_and_runs() == (True, True)
    assert begins_and_runs() == (False, False)
    (cache.folder / "engine").write_bytes(b"not whole")
    assert begins_and_runs() == (False, True)
    (cache.folder / SOURCE).unlink()
    assert begins_and_runs() == (True, True)
    assert begins_and_runs() == (False, False)


def test_a_page_that_can_t_be_read_is_told_calmly(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "about.md":
            raise PermissionError(13, "Permission denied", str(path))
        return usual(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    told = CliRunner().invoke(command, ["-C", str(folder)], standalone_mode=False)
    assert (told.exception, told.return_value) == (None, 1)
    assert "about.md can't be read or written: Permission denied" in told.output


def test_engines_begin_before_the_rest_of_the_program_is_loaded() -> None:
    program = "import sys, generator.cli.main, generator.cli.build; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "generator.engine" in loaded
    assert not {"generator.build", "generator.views", "generator.render", "generator.load"} & set(loaded)


def test_an_engine_that_fails_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Path:
        raise EngineError("no")

    monkeypatch.setattr("generator.begun.engine_started", starts(fail))
    cache = open_cache(folder)
    with pytest.raises(EngineError):
        made(settings_of(folder), "mkdocs", False, cache)
    assert not cache.folder.exists()
    monkeypatch.setattr("generator.begun.engine_started", stubs.engine_started)
    assert made(settings_of(folder), "mkdocs", False, cache).rendering.pages
