"""Names within an edition: what it is called, and which names of files every system can hold."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from generator.names import is_device, slug

LONGEST: Final = 200
"""Windows takes 260 characters for a whole path: the rest is for the folder into which a reader unpacks."""
_LONGEST_PART: Final = 255
"""Bytes of one name on most disks."""
_LONGEST_SITE: Final = 30
"""With it, a briefing's longest id still gives a path that is short enough."""
_FORBIDDEN: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f\ud800-\udfff]')


def edition_name(site: str, day: str) -> str:
    """What an edition is called: the stem of its file, and the folder in which everything stands in it."""
    return f"briefpress-{slug(site, length=_LONGEST_SITE)}-{day}"


def name_faults(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each path that not every system can hold, with the reason. Sources: Microsoft, “Naming Files, Paths, and Namespaces”; APFS."""
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in paths:
        if fault := _fault(path):
            yield path, fault
            continue
        if other := files.get(_fold(path)):
            yield path, f"“{other}” is the same name where letters' case counts for nothing"
        files.setdefault(_fold(path), path)
        for end in (place for place, character in enumerate(path) if character == "/"):
            folder = path[:end]
            if (other := folders.setdefault(_fold(folder), folder)) != folder:
                yield path, f"“{other}” is the same folder where letters' case counts for nothing"
    for key in files.keys() & folders.keys():
        yield files[key], "there is a folder of that name"


def _fold(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _fault(path: str) -> str:
    """Why a path, by itself, can't be held somewhere; empty when it can."""
    if path.startswith("/"):
        return "the path is absolute"
    if "\\" in path:
        return "there is a backslash in it"
    if match := _FORBIDDEN.search(path):
        shown = match[0] if match[0].isprintable() else f"U+{ord(match[0]):04X}"
        return f"Windows holds no name with “{shown}”"
    if len(path) > LONGEST:
        return f"the path has {len(path)} characters; an edition's have at most {LONGEST}"
    if not unicodedata.is_normalized("NFC", path):
        return "accents stand apart from their letters (the name is not in Unicode's form NFC)"
    return next(filter(None, map(_fault_of_part, path.split("/"))), "")


def _fault_of_part(part: str) -> str:
    if part in ("", ".", ".."):
        return f"“{part}” is no name"
    if part.endswith((".", " ")):
        return f"Windows holds no name that ends like “{part}”, in a dot or a space"
    if is_device(part.partition(".")[0].rstrip(" ")):
        return f"Windows keeps “{part.partition('.')[0]}” for a device"
    if len(part.encode()) > _LONGEST_PART:
        return f"one name has {len(part.encode())} bytes; disks hold at most {_LONGEST_PART}"
    return ""
