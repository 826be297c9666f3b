"""The reference that contributors read: complete, true to the checker, and as fresh as the model."""

import json
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import Literal, get_args, get_origin

import pytest
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

import generator.model.briefing
from generator.beside import collisions
from generator.build import BuildError
from generator.check import check_site
from generator.edition.pack import check_names
from generator.links import Packed, Strings, anchors_of, broken_links, link_problem
from generator.load.subset import MAXIMUM_DEPTH, MAXIMUM_VALUES
from generator.load.text import MAXIMUM_BYTES
from generator.model import types
from generator.model.json_schema import briefing_schema
from generator.model.leaves import LEAVES
from generator.model.meanings import KINDS, MEANINGS, Kind
from generator.model.reference import (
    EXAMPLES,
    STRUCTS,
    Example,
    examples,
    field_reference,
    groups_of_rules,
    message_reference,
)
from generator.problem import Problem
from generator.rules import RULES
from generator.settings import read_settings
from generator.slots import fill_slots, find_slots
from generator.views.plan import Planned
from generator.views.slots import SLOTS, slot_view

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*(ROOT / "docs/contribute").glob("*.md"), *(ROOT / "docs/reference").glob("*.md")])
HAND_WRITTEN = [path for path in PAGES if path.name not in ("fields.md", "messages.md")]
TOPICS = "{traffic: {name: Traffic}, old-town: {name: Old town}, old-bridge: {name: Old bridge}}"
BRIEFING = "briefings/2026/2026-03-02-bridge-closed.yml"
FIELDS = {
    "title": "The old bridge is closed",
    "date": "2026-03-02",
    "summary": "The old bridge has been closed since this morning.",
    "lang": "en",
    "topics": "[traffic]",
    "sources": """
  - {id: town-hall, title: Notice 14, publisher: Town hall}
  - {id: notice, title: Notice 15, publisher: Town hall, extract: The bridge is closed. It carried 1 200 vehicles a day.}""",
    "open_questions": "[{question: When will it open again?}]",
}
NEIGHBOURS = {
    "mkdocs.yml": "site_name: Bridges\n",
    "briefings/registry/actors.yml": "mayor: {name: Ana Ruiz}\n",
    "briefings/registry/topics.yml": "traffic: {name: Traffic}\n",
    "briefings/registry/indicators.yml": "repair-cost: {name: Cost of the repair, unit: million euros}\nvehicles-a-day: {name: Vehicles a day}\n",
    "briefings/2026/2026-02-20-cracks-found.yml": """
title: Cracks in the old bridge
date: 2026-02-20
summary: Inspectors find cracks.
lang: en
sources: [{id: report, title: Report 3, publisher: Inspectors}]
key_facts: [{id: cracks, text: Two piers have cracks., status: unverified, sources: [report]}]
open_questions: [{id: how-long, question: How long will the repair take?}]
""",
    "briefings/2026/2026-02-25-police-plan.yml": "title: Plan\ndate: 2026-02-25\nsummary: Plan.\ntlp: green\nopen_questions: [{question: Who?}]\n",
    "briefings/2026/2026-03-01-who-pays.yml": "title: Money\ndate: 2026-03-01\nsummary: Money.\nstate: draft\nopen_questions: [{question: Who?}]\n",
    "briefings/2026/2026-03-09-repair-begins.yml": """
title: The repair begins
date: 2026-03-09
summary: The repair begins.
sources: [{id: report, title: Report 4, publisher: Inspectors}]
key_facts: [{id: repair, text: The repair begins., status: unverified, sources: [report]}]
""",
}


def briefing(lines: str = "") -> str:
    """A good briefing with some lines in place of its own fields of that name."""
    own = set(re.findall(r"^([a-z_]+):", lines, re.MULTILINE))
    if own & {"key_facts", "quotes", "figures"}:
        own.add("open_questions")
    return "".join(f"{name}: {value}\n" for name, value in FIELDS.items() if name not in own) + lines + "\n"


def no_folder(site: Path) -> None:
    (site / "briefings").rename(site / "articles")


def a_link(site: Path) -> None:
    (site / "briefings/2026/link.yml").symlink_to(site / BRIEFING)


def bytes_of(content: bytes) -> Callable[[Path], None]:
    def put(site: Path) -> None:
        (site / BRIEFING).write_bytes(content)

    return put


UNSHOWN: dict[str, Callable[[Path], None]] = {
    "no-briefings": no_folder,
    "special-file": a_link,
    "file-too-large": bytes_of(b"#" * (MAXIMUM_BYTES + 1)),
    "not-utf-8": bytes_of("title: Le pont fermé".encode("latin-1")),
    "too-deep": bytes_of(f"title: {'[' * MAXIMUM_DEPTH}{']' * MAXIMUM_DEPTH}".encode()),
    "too-many-values": bytes_of(f"topics: [{'a, ' * MAXIMUM_VALUES}]".encode()),
    "more-problems": bytes_of((briefing("") + "key_facts:\n" + "- text: A\n" * 501).encode()),
    "wrong-text": bytes_of(briefing(f"title: {'a' * 301}").encode()),
}
"""What is wrong in the examples that have no lines to show."""
WHOLE = {"no-document", "directive"}


def problems_of(rule: str, example: Example, site: Path) -> list[Problem]:
    write(site, {**NEIGHBOURS, BRIEFING: briefing()})
    settings = read_settings(site, today=date(2026, 3, 20))
    if rule == "unknown-slot":
        corpus = check_site(settings).corpus
        write(site, {example.file: example.lines})
        return fill_slots(
            {"index.html": example.lines},
            site / "docs",
            lambda name, options, _: Markup(slot_view(name, options, corpus, settings)),
        )[1]
    if rule == "broken-link":
        write(site, {example.file: example.lines})
        anchors, strings = anchors_of('<a href="plan.md">the plan</a>', "index.html"), Strings()
        pages = {"index.html": (Packed(strings.pack(anchors.ids), strings.pack(anchors.targets)),)}
        found = broken_links(pages, pages.__getitem__, pages, pages, strings)
        return [link_problem(broken, site / "docs", "folders") for broken in found]
    if rule == "same-address":
        write(site, {example.file: example.lines})
        return collisions([Planned("topics/roads/", "topic", "roads")], [], ["topics/roads/index.html"], settings)
    if rule == "unportable-name":
        write(site, {example.file: example.lines})
        with pytest.raises(BuildError) as error:
            check_names({"aux.html": site / "aux.html"}, "edition", replace(settings, form="files"))
        return list(error.value.problems)
    if rule in UNSHOWN:
        UNSHOWN[rule](site)
    else:
        is_whole = rule in WHOLE or example.file.startswith("briefings/registry/")
        write(site, {example.file or BRIEFING: example.lines if is_whole else briefing(example.lines)})
    return list(check_site(settings).problems)


def write(site: Path, files: dict[str, str]) -> None:
    for path, content in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(content, encoding="utf-8")


@pytest.mark.parametrize("name", ["fields.md", "messages.md"])
def test_committed_reference_is_fresh(name: str) -> None:
    written = {"fields.md": field_reference, "messages.md": message_reference}[name]()
    committed = (ROOT / "docs/reference" / name).read_text(encoding="utf-8")
    assert committed == written, f"docs/reference/{name} is stale; run “make reference”"


def test_every_slot_and_option_is_in_the_reference() -> None:
    rows = re.findall(
        r"^\| `([a-z-]+)` \| [^|]+ \|(.*)\|$", (ROOT / "docs/reference/slots.md").read_text("utf-8"), re.MULTILINE
    )
    told = {slot: set(re.findall(r"`([a-z]+)`:", options)) for slot, options in rows}
    assert told == {name: set(slot.options) for name, slot in SLOTS.items()}


def test_every_value_of_every_list_has_a_meaning() -> None:
    lists = {name: get_args(hint) for name, hint in vars(types).items() if get_origin(hint) is Literal}
    assert {name: tuple(meanings) for name, meanings in MEANINGS.items()} == lists
    assert len(set(lists.values())) == len(lists), "two lists hold the same values: no telling which one a field has"
    assert all(meaning.strip() for meanings in MEANINGS.values() for meaning in meanings.values())


def test_every_struct_and_kind_of_scalar_is_explained() -> None:
    module = {
        value
        for value in vars(generator.model.briefing).values()
        if isinstance(value, type) and issubclass(value, Struct)
    }
    assert set(STRUCTS) == module
    assert sorted(leaf for kind in KINDS.values() for leaf in kind.leaves) == sorted(LEAVES)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_examples_of_values_are_what_they_claim(kind: Kind) -> None:
    check = LEAVES[kind.leaves[0]].check
    assert [text for text in kind.right if check(text)] == []
    assert [text for text in kind.wrong if not check(text)] == []


def test_every_rule_stands_in_a_group_and_has_an_example() -> None:
    grouped = [name for _, names in groups_of_rules() for name in names]
    assert grouped == list(RULES)
    assert list(examples()) == list(RULES)


def test_golden_examples_of_messages_are_what_the_checker_says(tmp_path: Path) -> None:
    shown = examples()
    said = {rule: messages_of(rule, example, tmp_path / rule) for rule, example in shown.items()}
    assert [rule for rule, messages in said.items() if not messages] == []
    true = {rule: replace(shown[rule], message=messages[0]) for rule, messages in said.items()}
    if "UPDATE_GOLDEN" in os.environ:
        EXAMPLES.write_text(as_yaml(true), encoding="utf-8")
    assert examples() == true, "examples.yml or docs/reference/messages.md is stale; run “make golden reference”"


def messages_of(rule: str, example: Example, site: Path) -> list[str]:
    return [problem.sentence() for problem in problems_of(rule, example, site) if problem.rule == rule]


def as_yaml(shown: dict[str, Example]) -> str:
    comment = "".join(re.findall(r"^#.*\n", EXAMPLES.read_text(encoding="utf-8"), re.MULTILINE)[:2])
    entries = []
    for rule, example in shown.items():
        file = f"  file: {example.file}\n" if example.file else ""
        lines = f"  lines: |-\n{indent(example.lines, '    ')}\n" if example.lines else ""
        entries.append(f'\n"{rule}":\n{file}{lines}  message: {json.dumps(example.message, ensure_ascii=False)}\n')
    return comment + "".join(entries)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_link_to_headings_that_exist(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s:]*)\)", prose(path)):
        file, _, anchor = target.partition("#")
        page = (path.parent / file).resolve() if file else path
        assert page.is_file(), target
        assert not anchor or anchor in anchors(page), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_hold_no_template_and_no_slot(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\{\{|\{%|\{#", text)
    assert find_slots(text) == []
    assert len(anchors(path)) == len(set(anchors(path))), "two headings have one anchor"


def test_briefings_shown_to_contributors_have_no_problem(tmp_path: Path) -> None:
    shown = {title: lines for path in HAND_WRITTEN for title, lines in blocks(path) if title.startswith("briefings/")}
    assert len(shown) >= 5
    write(tmp_path, {"mkdocs.yml": "site_name: Westhaven\n", **shown})
    problems = check_site(read_settings(tmp_path, today=date(2026, 4, 1))).problems
    assert [f"{problem.path}:{problem.line} {problem.sentence()}" for problem in problems] == []


@pytest.mark.parametrize("path", HAND_WRITTEN, ids=lambda path: path.name)
def test_pieces_of_briefings_shown_to_contributors_have_no_problem(path: Path, tmp_path: Path) -> None:
    for title, lines in blocks(path):
        if not title:
            write(tmp_path, {**NEIGHBOURS, "briefings/registry/topics.yml": TOPICS, BRIEFING: briefing(lines)})
            problems = check_site(read_settings(tmp_path, today=date(2026, 4, 1))).problems
            assert [f"{problem.sentence()} {lines}" for problem in problems if problem.level == "error"] == []


def test_editor_settings_are_those_that_the_page_shows() -> None:
    page = (ROOT / "docs/contribute/editor.md").read_text(encoding="utf-8")
    assert (ROOT / ".vscode/settings.json").read_text(encoding="utf-8") in page
    assert briefing_schema()["$id"] in page


def prose(path: Path) -> str:
    """A page without its code."""
    return re.sub(
        r"```.*?^```|(`+)(?!`).+?(?<!`)\1(?!`)", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )


def anchors(path: Path) -> list[str]:
    """The anchors that Python-Markdown gives the headings of a page."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)", text, re.MULTILINE)
    return [re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) for heading in headings]


def blocks(path: Path) -> list[tuple[str, str]]:
    """The YAML shown on a page: its title, which is empty for a piece of a briefing, and its lines."""
    return re.findall(
        r'^```yaml(?: title="([^"]+)")?\n(.*?)^```', path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
