"""What a build makes that takes over what an earlier one has made is what a first build makes, with the real engine and search."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.build import BuildError, BuildOptions, build
from generator.engine import ENGINES
from generator.output import Stage, Written
from generator.serve.work import Board, Changed, Work
from generator.settings import Settings
from tests.searchable import write_searchable
from tests.stubs import stubs
from tests.tiny_site import settings_of, tree

KEPT = BuildOptions(is_kept=True)
DAY = "briefings/2024-03-01-port.yml"
SHORT = "briefings/2024-03-05-short.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_searchable(tmp_path / "source")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def edit_a_page(folder: Path) -> None:
    replace(folder / "docs/about.md", "A slot", "Today a slot")


def edit_the_configuration(folder: Path) -> None:
    replace(folder / "mkdocs.yml", "Tiny", "Small")


def edit_the_theme(folder: Path) -> None:
    (folder / "overrides").mkdir(exist_ok=True)
    (folder / "overrides/main.html").write_text(
        '{% extends "briefpress.html" %}{% block extrahead %}{{ super() }}<meta name="x" content="y">{% endblock %}',
        "utf-8",
    )
    replace(folder / "mkdocs.yml", "theme: {", "theme: {custom_dir: overrides, ")


def edit_a_fact(folder: Path) -> None:
    replace(folder / DAY, "is closed", "is shut")


@pytest.mark.parametrize("engine", ENGINES)
def test_after_edits_of_every_kind_a_site_is_the_one_that_a_first_build_makes(folder: Path, engine: str) -> None:
    settings = settings_of(folder)
    build(settings, engine, options=KEPT)
    for edit, filled in ((edit_a_fact, 2), (edit_a_page, 0), (edit_the_configuration, 17), (edit_the_theme, 17)):
        edit(folder)
        assert build(settings_of(folder), engine, options=KEPT).statistics.filled == filled, edit
    fresh = settings_of(folder, site=folder.with_name("fresh"))
    build(fresh, engine)
    assert tree(settings.site) == tree(fresh.site)
    assert b'<meta name="x" content="y">' in (settings.site / "topics/ports/index.html").read_bytes()


def test_what_did_not_change_is_not_even_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with stubs():
        build(settings_of(folder), options=KEPT)
        read: list[Path] = []
        read_bytes = Path.read_bytes

        def noted(self: Path) -> bytes:
            read.append(self)
            return read_bytes(self)

        monkeypatch.setattr(Path, "read_bytes", noted)
        build(settings_of(folder), options=KEPT)
    pages = {path.name for path in read if path.is_relative_to(folder / "site") and path.suffix == ".html"}
    assert pages == set()


@pytest.fixture(params=["kept", "watched"])
def again(request: pytest.FixtureRequest, folder: Path) -> Iterator[Callable[[], None]]:
    """Builds the site again, in either way; BuildError where it can't be."""

    def settings() -> Settings:
        return settings_of(folder)

    work = Work(settings, "mkdocs", Board())

    def run() -> None:
        if request.param == "kept":
            build(settings(), options=KEPT)
            return
        outcome = work.run(Changed(True, frozenset({DAY, SHORT})))
        if isinstance(outcome, Exception):
            raise outcome
        work.complete()

    with stubs():
        yield run
    work.close()


@pytest.mark.parametrize("moment", range(6))
def test_a_site_that_was_replaced_only_in_part_is_put_right_by_the_next_build(
    folder: Path, again: Callable[[], None], monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    again()
    before = tree(folder / "site")
    replace(folder / DAY, "Day 1 of the closure", "The first day")  # which six other pages name
    left = moment
    done = Path.replace

    def full(self: Path, target: Any) -> Path:
        nonlocal left
        if Path(target).is_relative_to(folder / "site"):
            if not left:
                raise OSError(28, "No space left on device", str(target))
            left -= 1
        return done(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(BuildError, match="No space left on device"):
            again()
    replace(folder / DAY, "The first day", "Day 1 of the closure")
    again()
    assert tree(folder / "site") == before


def test_a_briefing_may_go_after_a_site_was_not_replaced(
    folder: Path, again: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    again()
    (folder / SHORT).write_text(
        "title: Short\ndate: 2024-03-05\nsummary: In short.\ntopics: [ports]\nopen_questions: [{question: Why?}]\n",
        "utf-8",
    )
    again()
    replace(folder / DAY, "Day 1 of the closure", "The first day")

    def full(self: Stage, briefings: int) -> Written:
        raise OSError(28, "No space left on device", str(self.site))

    with monkeypatch.context() as patch:
        patch.setattr(Stage, "install", full)
        with pytest.raises(BuildError, match="No space left on device"):
            again()
    (folder / SHORT).unlink()
    again()
    assert not (folder / "site/briefings/2024-03-05-short").exists()
    assert "The first day" in (folder / "site/index.html").read_text("utf-8")
