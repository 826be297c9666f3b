"""A build does the work that an edit asks for and no more: counted here, because a clock tells of the machine."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator import linking
from generator.build import BuildOptions, Built, build
from generator.links import Broken, broken_links
from tests.stubs import stubs
from tests.tiny_site import settings_of, tree, write_site

DAY = "briefings/2024-03-01-port.yml"
LATER = "briefings/2024-03-02-port.yml"


class Work(NamedTuple):
    """What a build did."""

    parsed: int
    filled: int
    indexed: int
    written: int
    removed: int


NOTHING = Work(0, 0, 0, 0, 0)
RENAMED = 3
"""Files of the search that have another name when a document of a shard is another: its entry, the shard's piece, and the start."""
SEARCH = RENAMED + 1
"""And the script that names the start."""
FACETS = 1
"""The table of facets, too, if the number of a document's words is another."""

Build = Callable[[], Work]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write_site(tmp_path / "tiny")
    (folder / "docs/about.md").write_text("Words.", "utf-8")
    return folder


@pytest.fixture(params=["by a fresh process", "by one that goes on"])
def again(request: pytest.FixtureRequest, folder: Path) -> Iterator[Build]:
    """Builds again: from what was kept, or from what the same process still knows."""
    last: list[Built] = []

    def made() -> Work:
        if request.param == "by a fresh process":
            built = build(settings_of(folder), options=BuildOptions(is_kept=True))
        else:
            built = build(settings_of(folder), previous=last[-1] if last else None)
        last.append(built)
        counts = built.statistics
        return Work(counts.parsed, counts.filled, counts.indexed, counts.written, counts.removed)

    with stubs():
        yield made


def made(folder: Path, again: Build, briefings: int) -> dict[str, bytes]:
    """A site of so many briefings, built once: its files."""
    write_site(folder, briefings=briefings)
    (folder / "docs/about.md").write_text("Words.", "utf-8")
    again()
    return tree(folder / "site")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def written(folder: Path, before: dict[str, bytes]) -> set[str]:
    """The files that are others now, but for those of the search, whose names follow their content."""
    after = tree(folder / "site")
    paths = {path for path in {*before, *after} if after.get(path) != before.get(path)}
    return {path for path in paths if not path.startswith("assets/search/")}


def test_a_first_build_does_everything_once(folder: Path, again: Build) -> None:
    # Two briefings and two registries; a page of each briefing, of the year, the topic, the actor and the indicator, and the timelines
    # of the year and of its month. The search finds all of them but the years and the month, and the two pages of docs/ that have
    # words; all files but the marker are written.
    assert again() == Work(parsed=4, filled=8, indexed=7, written=len(tree(folder / "site")) - 1, removed=0)


def test_without_a_change_nothing_is_done(folder: Path, again: Build) -> None:
    again()
    before = tree(folder / "site")
    stamps = {path: (folder / "site" / path).stat().st_mtime_ns for path in before}
    assert [again() for _ in range(3)] == [NOTHING] * 3
    assert {path: (folder / "site" / path).stat().st_mtime_ns for path in before} == stamps


def test_a_file_that_is_saved_without_a_change_is_no_change(folder: Path, again: Build) -> None:
    again()
    for path in (folder / "briefings").rglob("*.yml"):
        path.write_bytes(path.read_bytes())
        os.utime(path)
    assert again() == NOTHING


def test_after_an_edit_of_words_only_the_links_of_pages_that_were_made_anew_are_looked_at(
    folder: Path, again: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    def told(asked: Iterable[str], *others: Any) -> list[Broken]:
        looked_at.extend(asked)
        return broken_links(asked, *others)

    again()
    monkeypatch.setattr(linking, "broken_links", told)
    replace(folder / DAY, "The port is closed.", "The port is shut.")
    again()
    assert sorted(looked_at) == ["actors/harbour-office/index.html", "briefings/2024-03-01-port/index.html"]
    looked_at.clear()
    # What a link leads to may be gone: then all pages may have one.
    (folder / LATER).unlink()
    again()
    assert "about/index.html" in looked_at


def test_one_fact_s_text_is_an_edit_of_the_pages_that_show_it(folder: Path, again: Build) -> None:
    again()
    before = tree(folder / "site")
    replace(folder / DAY, "The port is closed.", "The port is shut.")
    work = again()
    assert written(folder, before) == {
        "briefings/2024-03-01-port/index.html",
        "actors/harbour-office/index.html",
    }
    # Of the search the shard in which the briefing is, with five documents.
    assert work == Work(parsed=1, filled=2, indexed=5, written=2 + SEARCH, removed=RENAMED)
    assert again() == NOTHING


def test_a_title_is_an_edit_of_the_pages_that_name_the_briefing(folder: Path, again: Build) -> None:
    again()
    before = tree(folder / "site")
    replace(folder / LATER, "Day 2 of the closure", "The second day")
    work = again()
    assert written(folder, before) == {
        "index.html",  # the latest
        "briefings/2024-03-01-port/index.html",  # its neighbour
        "briefings/2024-03-02-port/index.html",
        "briefings/2024/index.html",
        "topics/ports/index.html",
        "actors/harbour-office/index.html",
        "indicators/waiting/index.html",
        "indicators/waiting/series.csv",
    }
    assert work == Work(parsed=1, filled=6, indexed=5, written=8 + SEARCH + FACETS, removed=RENAMED + FACETS)


def test_a_new_briefing_is_an_edit_of_its_neighbour_of_the_lists_and_of_figures_beside_its_own(
    folder: Path, again: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.views.index.NEARBY", 3)
    before = made(folder, again, 4)
    text = (folder / LATER).read_text("utf-8").replace("2024-03-02", "2024-03-09").replace("Day 2", "Day 9")
    (folder / "briefings/2024-03-09-port.yml").write_text(text, "utf-8")
    work = again()
    assert written(folder, before) == {
        ".briefpress.json",
        "index.html",
        "sitemap.xml",
        "briefings/2024-03-04-port/index.html",
        "briefings/2024-03-09-port/index.html",
        "briefings/2024/index.html",
        "timeline/2024/index.html",
        "timeline/2024-03/index.html",
        "topics/ports/index.html",
        "actors/harbour-office/index.html",
        "indicators/waiting/index.html",
        "indicators/waiting/series.csv",
    }
    assert work == Work(parsed=1, filled=8, indexed=8, written=11 + SEARCH + FACETS, removed=RENAMED - 1 + FACETS)


def test_a_number_is_an_edit_of_its_series_and_of_the_figures_beside_it(
    folder: Path, again: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.views.index.NEARBY", 3)
    before = made(folder, again, 6)
    replace(folder / LATER, "value: 12", "value: 13")
    again()
    # Of later days each has nearer ones. Timelines tell numbers, too.
    assert written(folder, before) == {
        *(f"briefings/2024-03-{day:02}-port/index.html" for day in (1, 2, 3)),
        "indicators/waiting/index.html",
        "indicators/waiting/series.csv",
        "timeline/2024/index.html",
        "timeline/2024-03/index.html",
        "topics/ports/index.html",
    }
    assert again() == NOTHING


def test_a_briefing_that_long_lists_leave_out_is_no_edit_of_their_pages(
    folder: Path, again: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.views.gathered.LONG", 3)
    monkeypatch.setattr("generator.views.actor.LONG", 3)
    before = made(folder, again, 5)
    replace(folder / DAY, "The port is closed.", "The port is shut.")
    replace(folder / DAY, "In short.", "In other words.")
    replace(folder / DAY, "Until when is it closed?", "Until when is it shut?")
    work = again()
    assert written(folder, before) == {"briefings/2024-03-01-port/index.html"}
    assert (work.parsed, work.filled) == (1, 1)


def test_the_page_of_the_search_is_an_edit_of_the_lists_that_lead_to_it(
    folder: Path, again: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.views.gathered.LONG", 3)
    monkeypatch.setattr("generator.views.actor.LONG", 3)
    before = made(folder, again, 5)
    (folder / "docs/search.md").write_text("<!-- briefpress: search -->", "utf-8")
    work = again()
    lists = {"topics/ports/index.html", "actors/harbour-office/index.html"}
    assert written(folder, before) == lists | {"sitemap.xml", "search/index.html"}
    assert (work.parsed, work.filled) == (0, 2)
    assert b"search/?topic=Ports" in (folder / "site/topics/ports/index.html").read_bytes()
    assert again() == NOTHING


def test_a_name_in_a_registry_is_an_edit_of_the_pages_that_show_it(folder: Path, again: Build) -> None:
    again()
    before = tree(folder / "site")
    replace(folder / "briefings/registry/indicators.yml", "Ships that wait", "Waiting ships")
    work = again()
    assert written(folder, before) == {
        "briefings/2024-03-01-port/index.html",
        "briefings/2024-03-02-port/index.html",
        "indicators/waiting/index.html",
        "topics/ports/index.html",  # whose key figure is of it
    }
    assert (work.parsed, work.filled, work.indexed) == (1, 4, 5)


def test_a_dated_item_s_words_are_an_edit_of_its_month_and_of_no_other(folder: Path, again: Build) -> None:
    replace(folder / LATER, "    status: confirmed", "    status: confirmed\n    date: 2023-12-24")
    again()
    before = tree(folder / "site")
    replace(folder / LATER, "The port is closed.", "The port is shut.")
    again()
    shown = {path for path in written(folder, before) if path.startswith(("timeline/", "topics/"))}
    assert shown == {"timeline/2023-12/index.html", "timeline/2023/index.html", "topics/ports/index.html"}
    assert again() == NOTHING


def test_a_date_moves_an_item_and_takes_its_month_s_page_with_it(folder: Path, again: Build) -> None:
    replace(folder / LATER, "    status: confirmed", "    status: confirmed\n    date: 2023-12-24")
    again()
    replace(folder / LATER, "date: 2023-12-24", "date: 2022-11")
    again()
    found = tree(folder / "site")
    shown = {path.split("/")[1] for path in found if path.startswith("timeline/")}
    assert shown == {"2022", "2022-11", "2024", "2024-03"}
    assert b'href="../../timeline/2022-11/" rel="prev"' in found["timeline/2024-03/index.html"]


def test_a_page_of_docs_is_an_edit_of_itself(folder: Path, again: Build) -> None:
    again()
    before = tree(folder / "site")
    (folder / "docs/about.md").write_text("Other words.", "utf-8")
    work = again()
    assert written(folder, before) == {"about/index.html"}
    # Of the search the shard of the manual.
    assert work == Work(parsed=0, filled=0, indexed=2, written=1 + SEARCH, removed=RENAMED)
    assert again() == NOTHING


def test_a_file_that_somebody_deleted_is_written_again_and_no_other(folder: Path, again: Build) -> None:
    again()
    made = ("topics/ports/index.html", "indicators/waiting/series.csv")
    for path in (*made, "about/index.html", "schema/briefing-1.json"):
        before = tree(folder / "site")
        (folder / "site" / path).unlink()
        assert again() == Work(0, filled=int(path in made), indexed=0, written=1, removed=0)
        assert tree(folder / "site") == before


def test_a_piece_of_the_search_that_somebody_deleted_is_made_again_with_its_shard(folder: Path, again: Build) -> None:
    again()
    before = tree(folder / "site")
    next((folder / "site/assets/search/entries").glob("x0-*")).unlink()
    assert again() == Work(0, 0, indexed=5, written=1, removed=0)
    assert tree(folder / "site") == before


def test_what_somebody_put_into_the_site_is_removed(folder: Path, again: Build) -> None:
    again()
    before = tree(folder / "site")
    (folder / "site/topics/stray.html").write_text("?", "utf-8")
    assert again() == Work(0, 0, 0, 0, removed=1)
    assert tree(folder / "site") == before


def test_on_the_next_day_nothing_is_made_that_does_not_show_the_day(folder: Path) -> None:
    replace(folder / DAY, "summary:", "review_by: 2024-06-01\nsummary:")
    with stubs():
        kept = BuildOptions(is_kept=True)
        build(settings_of(folder), options=kept)
        day = settings_of(folder).today
        tomorrow = settings_of(folder, today=day.replace(day=day.day + 1))
        before = tree(folder / "site")
        found = build(tomorrow, options=kept).statistics
    assert (found.parsed, found.filled, found.indexed, found.written) == (0, 1, 0, 1)
    assert written(folder, before) == {"briefings/2024-03-01-port/index.html"}


CLAIM = """\
title: {title}
date: {date}
summary: In short.
key_facts:
  - id: said
    text: It was said on {date}.
    status: unverified
    attributed_to: [Office of {title}]
    sources: [a]
{updates}sources:
  - id: a
    title: Notice
    url: https://example.org/notice
"""


def write_claim(folder: Path, *steps: str) -> None:
    """A briefing for each step, between which others lie; each revises the one before."""
    for number, name in enumerate(steps):
        updates = f"    updates: {steps[number - 1]}#said\n" if number else ""
        text = CLAIM.format(title=name, date=f"2024-04-{number * 3 + 1:02}", updates=updates)
        (folder / f"briefings/{name}.yml").write_text(text, "utf-8")
        between = CLAIM.format(title=f"After {name}", date=f"2024-04-{number * 3 + 2:02}", updates="")
        (folder / f"briefings/after-{name}.yml").write_text(between, "utf-8")


def pages_of(*briefings: str) -> set[str]:
    return {f"briefings/{name}/index.html" for name in briefings}


def test_a_status_is_an_edit_of_the_pages_of_its_claim(folder: Path, again: Build) -> None:
    write_claim(folder, "one", "two", "three")
    (folder / "docs/claims.md").write_text("<!-- briefpress: claims -->", "utf-8")
    again()
    before = tree(folder / "site")
    replace(folder / "briefings/two.yml", "status: unverified", "status: contested")
    work = again()
    # The pages that lead on to the claim and the list of claims don't have the status, and neither have the other actors.
    assert written(folder, before) == pages_of("one", "two", "three") | {
        "claims/one_said/index.html",
        "actors/office-of-two/index.html",
    }
    assert (work.parsed, work.filled) == (1, 5)
    assert again() == NOTHING


def test_words_of_a_step_are_an_edit_of_its_briefing_and_its_claim(folder: Path, again: Build) -> None:
    write_claim(folder, "one", "two", "three")
    again()
    before = tree(folder / "site")
    replace(folder / "briefings/two.yml", "It was said", "It was told")
    work = again()
    assert written(folder, before) == pages_of("two") | {
        "actors/office-of-two/index.html",
        "claims/one_said/index.html",
        "claims/two_said/index.html",  # would lead on, if somebody had its address
    }
    assert (work.parsed, work.filled) == (1, 4)


def test_words_of_the_newest_step_are_an_edit_of_all_that_say_so(folder: Path, again: Build) -> None:
    write_claim(folder, "one", "two", "three")
    (folder / "docs/claims.md").write_text("<!-- briefpress: claims -->", "utf-8")
    again()
    before = tree(folder / "site")
    replace(folder / "briefings/three.yml", "It was said", "It was told")
    work = again()
    actors = {f"actors/office-of-{name}/index.html" for name in ("one", "two", "three")}
    assert written(folder, before) == pages_of("one", "two", "three") | actors | {
        "claims/index.html",
        "claims/one_said/index.html",
    }
    assert (work.parsed, work.filled) == (1, 7)


@pytest.mark.parametrize(("revised", "names"), [("three", ["one", "two", "three"]), ("two", ["one", "two"])])
def test_a_new_step_is_an_edit_of_the_pages_in_whose_line_it_stands(
    folder: Path, again: Build, revised: str, names: list[str]
) -> None:
    write_claim(folder, "one", "two", "three")
    again()
    before = tree(folder / "site")
    newest = folder / "briefings/after-three.yml"
    replace(newest, "    sources: [a]\n", f"    sources: [a]\n    updates: {revised}#said\n")
    work = again()
    lines = [*names, "after-three"]
    new = {".briefpress.json", "sitemap.xml", "claims/three_said/index.html"} if revised == "three" else set()
    # The record of an actor names the newest step that revises what it said; nothing revises the new one.
    assert written(folder, before) - new == pages_of(*lines) | {
        *(f"actors/office-of-{name}/index.html" for name in names),
        "claims/one_said/index.html",
    }
    assert (work.parsed, work.filled) == (1, len(lines) + len(names) + 1 + (revised == "three"))


def test_a_step_that_a_long_ladder_leaves_out_is_no_edit_of_its_page(folder: Path, again: Build) -> None:
    names = [f"step-{number}" for number in range(9)]
    write_claim(folder, *names)
    again()
    before = tree(folder / "site")
    replace(folder / "briefings/step-4.yml", "status: unverified", "status: contested")
    again()
    changed = {path for path in written(folder, before) if path.startswith("briefings/")}
    assert changed == pages_of("step-3", "step-4", "step-5")


def on_topics(folder: Path, **topics: str) -> None:
    """Put briefings on topics that have none yet."""
    registry = folder / "briefings/registry/topics.yml"
    registry.write_text(registry.read_text("utf-8") + "".join(f"{name}:\n  name: {name}\n" for name in {*topics.values()}), "utf-8")  # fmt: skip
    for name, topic in topics.items():
        replace(folder / f"briefings/{name}.yml", "summary: In short.\n", f"summary: In short.\ntopics: [{topic}]\n")


def topics_in(paths: set[str]) -> set[str]:
    return {path.split("/")[1] for path in paths if path.startswith("topics/")}


def test_the_newest_step_of_a_claim_is_an_edit_of_the_topics_of_all_its_steps_and_an_older_one_of_none(
    folder: Path, again: Build
) -> None:
    write_claim(folder, "one", "two", "three")
    on_topics(folder, one="first", two="second", three="third", **{"after-one": "apart"})
    again()
    before = tree(folder / "site")
    replace(folder / "briefings/three.yml", "status: unverified", "status: contested")
    again()
    assert topics_in(written(folder, before)) == {"first", "second", "third"}
    before = tree(folder / "site")
    replace(folder / "briefings/one.yml", "status: unverified", "status: contested")
    again()
    assert topics_in(written(folder, before)) == set()
    assert again() == NOTHING


def test_the_source_of_a_figure_is_an_edit_of_a_topic_only_where_it_is_the_latest(folder: Path, again: Build) -> None:
    again()
    for day, topics in ((DAY, set()), (LATER, {"ports"})):
        before = tree(folder / "site")
        replace(folder / day, "    source: a\n", "    source: b\n")
        again()
        assert topics_in(written(folder, before)) == topics
    assert again() == NOTHING


REPLY = """\
    responses:
      - by: {by}
        stance: {stance}
        date: {date}
"""


def test_a_reply_is_an_edit_of_the_page_of_who_replies_and_of_who_is_said_to_have_turned_round(
    folder: Path, again: Build
) -> None:
    write_claim(folder, "one", "two")
    for name, stance, date in (("one", "denies", "2024-04-01"), ("two", "denies", "2024-04-04")):
        path = folder / f"briefings/{name}.yml"
        replace(
            path, "    sources: [a]\n", "    sources: [a]\n" + REPLY.format(by="Ministry", stance=stance, date=date)
        )
    again()
    before = tree(folder / "site")
    replace(folder / "briefings/two.yml", "stance: denies", "stance: confirms")
    work = again()
    assert written(folder, before) == pages_of("two") | {"actors/ministry/index.html", "claims/one_said/index.html"}
    assert (work.parsed, work.filled) == (1, 3)
    assert b"and later confirmed (" in (folder / "site/actors/ministry/index.html").read_bytes()
    replace(folder / "briefings/two.yml", "date: 2024-04-04\n", "date: 2024-04-03\n")
    again()
    assert again() == NOTHING
