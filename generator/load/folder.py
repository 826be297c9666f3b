"""Which files of ``briefings/`` are read, and what is wrong with the others."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator.load.text import MAXIMUM_BYTES, printable
from generator.model.complaint import shown
from generator.model.identifiers import is_briefing_id, is_reserved
from generator.model.registry import REGISTRIES
from generator.nearest import did_you_mean, one_of
from generator.problem import Level, Problem

BRIEFINGS = "briefings"
REGISTRY = "registry"
_YAML = (".yml", ".yaml")
MAXIMUM_FOLDERS = 64
_MOST_FILES = 65_536
"""Most files are smaller; to have room for the largest in store takes longer than to read them."""


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """What a file system says of a file. With the same stamp, a file that had been left alone for a while has the same content."""

    size: int
    changed: int
    """Nanoseconds since 1970: of the content (mtime), and of anything about the file (ctime)."""
    touched: int
    inode: int


class Listing(msgspec.Struct, frozen=True):
    """The files to read, by path relative to the site's folder, and the problems with all others."""

    briefings: tuple[str, ...]
    registries: tuple[str, ...]
    problems: tuple[Problem, ...]
    stamps: dict[str, Stamp] = {}
    """Of each file to read."""


def list_files(site: Path) -> Listing:
    """What stands in the site's ``briefings/``, in the order of the paths."""
    briefings: list[str] = []
    registries: list[str] = []
    problems: list[Problem] = []
    if not (site / BRIEFINGS).is_dir():
        return Listing(
            (),
            (),
            (
                _problem(
                    BRIEFINGS,
                    "no-briefings",
                    "there is no folder “briefings” here",
                    "run this in the site's folder, or make one with “briefpress init”",
                ),
            ),
        )
    stamps = dict(sorted(_walk(site, BRIEFINGS, problems, 0)))
    for path in stamps:
        parent, _, name = path.rpartition("/")
        stem, dot, suffix = name.rpartition(".")
        if is_registry(path):
            if parent == f"{BRIEFINGS}/{REGISTRY}" and suffix in ("yml", "yaml") and stem in REGISTRIES:
                registries.append(path)
            elif name != "README.md":
                hint = f"only {one_of(f'{registry}.yml' for registry in REGISTRIES)} stand here"
                hint = (
                    hint
                    if stem in REGISTRIES
                    else did_you_mean(f"{stem}.yml", [f"{registry}.yml" for registry in REGISTRIES], hint)
                )
                problems.append(_problem(path, "unknown-registry", "this is not a registry", hint))
        elif f".{suffix}" in _YAML and dot:
            briefings.append(path)
            problems.extend(_name_problems(path, stem))
        elif name != "README.md":
            problems.append(
                _problem(
                    path,
                    "not-read",
                    "this file is not read",
                    "a briefing ends in .yml; start the name with “_” to keep other files here",
                    "warning",
                )
            )
    problems.extend(_twice(briefings))
    problems.extend(_twice(registries))
    return Listing(tuple(briefings), tuple(registries), tuple(sorted(problems)), stamps)


def content_of(site: Path, path: str) -> bytes:
    """The bytes of a file, or of one that is too large the first of them: enough to see that."""
    with (site / path).open("rb") as file:
        content = file.read(_MOST_FILES)
        return content if len(content) < _MOST_FILES else content + file.read(MAXIMUM_BYTES + 1 - _MOST_FILES)


def is_registry(path: str) -> bool:
    """Whether a file stands where the registries are."""
    return path.startswith(f"{BRIEFINGS}/{REGISTRY}/")


def is_text(path: str) -> bool:
    """Whether a path is text. One that isn't names no briefing, and can't be kept or sent."""
    return path.isascii() or not any("\ud800" <= character <= "\udfff" for character in path)


def stem_of(path: str) -> str:
    """The id that a file's name gives: its stem."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _walk(site: Path, folder: str, problems: list[Problem], depth: int) -> Iterator[tuple[str, Stamp]]:
    try:
        with os.scandir(site / folder) as entries:
            listed = [entry for entry in entries if not entry.name.startswith(("_", "."))]
    except OSError as error:
        problems.append(unreadable(folder, error))
        return
    for entry in listed:
        path = f"{folder}/{entry.name}"
        found = entry.stat(follow_symlinks=False)
        mode = found.st_mode
        if stat.S_ISREG(mode):
            yield path, Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        elif not stat.S_ISDIR(mode):
            what = "a link" if stat.S_ISLNK(mode) else "not a regular file"
            problems.append(_problem(path, "special-file", f"this is {what}", "put the file itself here"))
        elif depth < MAXIMUM_FOLDERS:
            yield from _walk(site, path, problems, depth + 1)
        else:
            hint = f"folders are read {MAXIMUM_FOLDERS} levels deep"
            problems.append(_problem(path, "special-file", "this folder is nested too deeply", hint))


def unreadable(path: str, error: OSError) -> Problem:
    """A file or folder that the system doesn't let us read."""
    return _problem(path, "special-file", f"this can't be read ({error.strerror})", "look at its permissions")


def _name_problems(path: str, stem: str) -> Iterator[Problem]:
    if not is_briefing_id(stem):
        hint = "use small letters a to z, digits and hyphens, and at most 120 of them"
        yield _problem(path, "wrong-file-name", f"{shown(printable(stem))} can't be the id of a briefing", hint)
    elif is_reserved(stem):
        yield _problem(
            path, "wrong-file-name", f"{shown(stem)} is a reserved name", "add a word to it, such as the day"
        )


def _twice(paths: list[str]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path in paths:
        other = first.setdefault(stem_of(path), path)
        if other != path:
            hint = "give one of the two another name"
            yield _problem(
                path, "same-id", f"{printable(other)} has the id {shown(printable(stem_of(path)), 130)} too", hint
            )


def _problem(path: str, rule: str, message: str, hint: str, level: Level = "error") -> Problem:
    return Problem(printable(path), 1, 1, rule, level, "", message, hint)
