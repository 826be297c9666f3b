"""Slots: comments such as ``<!-- briefpress: latest limit=6 -->`` in a hand-written page, in whose place rendered content comes.

They are replaced in what the engine has written of ``docs/``, in one pass, before any text of a briefing is in it: no briefing can hold one.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec
from markupsafe import Markup

from generator.form import Form, root_of
from generator.problem import Problem
from generator.sources import read_source, source_name, source_of
from generator.views.slots import SlotError

RULE: Final = "unknown-slot"
_SLOT: Final = re.compile(r"<!--\s*briefpress:(.*?)-->", re.S)
_CALL: Final = re.compile(r"\s*([a-z][a-z0-9-]*)((?:\s+[a-z][a-z0-9_-]*=(?:\"[^\"]*\"|[^\s\"]+))*)\s*")
_OPTION: Final = re.compile(r"([a-z][a-z0-9_-]*)=(?:\"([^\"]*)\"|([^\s\"]+))")
_FENCE: Final = re.compile(r"[\s>]*(`{3,}|~{3,})(.*)")
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)

Render = Callable[[str, dict[str, str], str], Markup]
"""From a slot's name, its options and the way to the site's root (``../``) to what comes in its place; SlotError says what is wrong."""


class Slot(msgspec.Struct, frozen=True):
    """A slot as it stands in a file of ``docs/``, from line and column 1."""

    text: str
    """All that stands after ``briefpress:``, white space made even."""
    line: int
    column: int


def find_slots(markdown: str) -> list[Slot]:
    """The slots of a Markdown file; those that it shows as code are none."""
    text = _without_code(markdown)
    found = []
    for match in _SLOT.finditer(text):
        before = text[: match.start()]
        found.append(Slot(_even(match[1]), before.count("\n") + 1, match.start() - (before.rfind("\n") + 1) + 1))
    return found


def read_slot(text: str) -> tuple[str, dict[str, str]]:
    """The name and the options of a slot. SlotError when that is not what stands there."""
    call = _CALL.fullmatch(text)
    if call is None:
        raise SlotError("a slot is a name and options, such as <!-- briefpress: latest limit=6 -->")
    options: dict[str, str] = {}
    for name, quoted, bare in _OPTION.findall(call[2]):
        if name in options:
            raise SlotError(f"the option “{name}” stands twice")
        options[name] = quoted or bare
    return call[1], options


def fill_slots(
    pages: Mapping[str, str], docs: Path, render: Render, form: Form = "folders"
) -> tuple[dict[str, str], list[Problem]]:
    """The pages with their slots filled, and every slot of all of them that can't be."""
    filled: dict[str, str] = {}
    problems: list[Problem] = []
    for path, html in pages.items():
        faults: list[tuple[str, str]] = []
        filled[path] = _fill_page(html, root_of(path), render, faults)
        source = source_of(path, docs, form)
        slots = _slots_of(source)
        if lost := _lost(slots, html):
            faults += [
                (slot.text, "the engine left this slot out of the page; a slot stands in a line of its own")
                for slot in lost
            ]
        problems += _placed(faults, slots, source_name(path, docs, form) or path)
    return filled, sorted(problems)


def _fill_page(html: str, root: str, render: Render, faults: list[tuple[str, str]]) -> str:
    def content(match: re.Match[str]) -> str:
        text = _even(match[1])
        try:
            name, options = read_slot(text)
            return str(render(name, options, root))
        except SlotError as error:
            faults.append((text, str(error)))
            return ""

    return _SLOT.sub(content, html)


def _placed(faults: list[tuple[str, str]], slots: list[Slot], path: str) -> Iterator[Problem]:
    """The faults of a page at the places of their slots; equal slots are told in the order in which they stand."""
    left = list(slots)
    for text, message in faults:
        slot = next((slot for slot in left if slot.text == text), Slot(text, 1, 1))
        if slot in left:
            left.remove(slot)
        yield Problem(path, slot.line, slot.column, RULE, "error", f"slot “{text}”", message)


def _slots_of(source: Path | None) -> list[Slot]:
    return find_slots(read_source(source)) if source else []


def _lost(slots: list[Slot], html: str) -> list[Slot]:
    arrived = [_even(match[1]) for match in _SLOT.finditer(html)]
    lost = []
    for slot in slots:
        if slot.text in arrived:
            arrived.remove(slot.text)
        else:
            lost.append(slot)
    return lost


def _without_code(markdown: str) -> str:
    """The text with everything that it shows as code blanked out: line by line for blocks, then within the lines."""
    lines: list[str] = []
    fence = ""
    was_blank, was_indented = True, False
    for line in markdown.split("\n"):
        mark = _FENCE.fullmatch(line)
        is_indented = line.startswith(("    ", "\t")) and (was_blank or was_indented) and not fence
        is_code = bool(fence) or mark is not None or is_indented
        if fence and mark and mark[1].startswith(fence) and not mark[2].strip():
            fence = ""
        elif not fence and mark:
            fence = mark[1]
        lines.append(" " * len(line) if is_code else line)
        was_blank, was_indented = not line.strip(), is_indented
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), "\n".join(lines))


def _even(text: str) -> str:
    return " ".join(text.split())
