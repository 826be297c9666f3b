"""Which files of ``briefings/`` are read, and what is wrong with the others."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.model.identifiers import is_briefing_id, is_reserved
from generator.model.leaves import shown
from generator.model.registry import REGISTRIES
from generator.nearest import did_you_mean, one_of
from generator.problem import Level, Problem

BRIEFINGS = "briefings"
REGISTRY = "registry"
_YAML = (".yml", ".yaml")
MAXIMUM_FOLDERS = 64


class Listing(msgspec.Struct, frozen=True):
    """The files to read, by path relative to the site's folder, and the problems with all others."""

    briefings: tuple[str, ...]
    registries: tuple[str, ...]
    problems: tuple[Problem, ...]


def list_files(site: Path) -> Listing:
    """What stands in the site's ``briefings/``, in the order of the paths."""
    briefings: list[str] = []
    registries: list[str] = []
    problems: list[Problem] = []
    if not (site / BRIEFINGS).is_dir():
        return Listing((), (), (_problem(BRIEFINGS, "no-briefings", "there is no folder “briefings” here", "run this in the site's folder, or make one with “briefpress init”"),))
    for path in sorted(_walk(site, BRIEFINGS, problems, 0)):
        parent, _, name = path.rpartition("/")
        stem, dot, suffix = name.rpartition(".")
        if parent.startswith(f"{BRIEFINGS}/{REGISTRY}"):
            if parent == f"{BRIEFINGS}/{REGISTRY}" and suffix in ("yml", "yaml") and stem in REGISTRIES:
                registries.append(path)
            elif name != "README.md":
                hint = did_you_mean(stem, REGISTRIES, f"only {one_of(f'{name}.yml' for name in REGISTRIES)} stand here")
                problems.append(_problem(path, "unknown-registry", "this is not a registry", hint))
        elif f".{suffix}" in _YAML and dot:
            briefings.append(path)
            problems.extend(_name_problems(path, stem))
        elif name != "README.md":
            problems.append(_problem(path, "not-read", "this file is not read", "a briefing ends in .yml; start the name with “_” to keep other files here", "warning"))
    problems.extend(_twice(briefings))
    problems.extend(_twice(registries))
    return Listing(tuple(briefings), tuple(registries), tuple(sorted(problems)))


def stem_of(path: str) -> str:
    """The id that a file's name gives: its stem."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _walk(site: Path, folder: str, problems: list[Problem], depth: int) -> Iterator[str]:
    with os.scandir(site / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.name.startswith(("_", ".")):
                continue
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode) and depth < MAXIMUM_FOLDERS:
                yield from _walk(site, path, problems, depth + 1)
            elif stat.S_ISREG(mode):
                yield path
            else:
                what = "a link" if stat.S_ISLNK(mode) else "not a regular file"
                problems.append(_problem(path, "special-file", f"this is {what}", "put the file itself here"))


def _name_problems(path: str, stem: str) -> Iterator[Problem]:
    if not is_briefing_id(stem):
        hint = "use small letters a to z, digits and hyphens, and at most 120 of them"
        yield _problem(path, "wrong-file-name", f"{shown(stem)} can't be the id of a briefing", hint)
    elif is_reserved(stem):
        yield _problem(path, "wrong-file-name", f"{shown(stem)} is a reserved name", "add a word to it, such as the day")


def _twice(paths: list[str]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path in paths:
        other = first.setdefault(stem_of(path), path)
        if other != path:
            hint = "give one of the two another name"
            yield _problem(path, "same-id", f"{other} has the id “{stem_of(path)}” too", hint)


def _problem(path: str, rule: str, message: str, hint: str, level: Level = "error") -> Problem:
    return Problem(_printable(path), 1, 1, rule, level, "", message, hint)


def _printable(path: str) -> str:
    """File names are a stranger's too: bytes that are not UTF-8 and control characters are shown as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode() for c in path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))
