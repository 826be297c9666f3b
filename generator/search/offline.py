"""The files of the search → the same for pages that are opened from a disk, where nothing can be fetched.

A browser lets such a page run a script from beside it, and nothing else: so each piece of the index becomes a script that hands
itself over, and Pagefind's own script asks for them in that way. What is changed in it is replaced word by word; where the words
are not there any more, the build stops.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from typing import Final

from generator.search.pagefind import SearchError

PAGEFIND: Final = "pagefind.js"
_EXPORT: Final = re.compile(r"export\{createInstance,[^{}]*\};?\s*\Z")
_CHANGES: Final = (
    # A plain script has no address of its own to ask for; the place of the index is told.
    ("import.meta.url", "undefined", 4),
    ("await fetch(queued.input)", "await briefpress.offline.fetch(queued.input)", 1),
)


def offline_files(files: dict[str, bytes], folder: str) -> Iterator[tuple[str, bytes]]:
    """The files of the search by their path in the site, for a disk; ``folder`` is where all of them stand.

    SearchError when Pagefind's script is not the one that is known here.
    """
    for path, content in files.items():
        name = path.removeprefix(folder)
        if name == PAGEFIND:
            yield path, plain_script(content.decode()).encode()
        elif name.startswith("entries/"):
            yield f"{path.removesuffix('.json')}.js", _handed_over(name.removesuffix(".json"), content.decode())
        else:
            yield f"{path}.js", _handed_over(name, json.dumps(b64encode(content).decode()))


def plain_script(module: str) -> str:
    """Pagefind's module as a plain script that gives ``briefpress.createPagefind``. SearchError when it can't be made one."""
    for words, others, times in _CHANGES:
        if (found := module.count(words)) != times:
            raise SearchError(_unknown(f"“{words}” stands in it {found} times, not {times}"))
        module = module.replace(words, others)
    script, found = _EXPORT.subn("briefpress.createPagefind=createInstance;", module)
    if found != 1:
        raise SearchError(_unknown("it doesn't end with its exports"))
    return f"(()=>{{{script}}})();\n"


def _unknown(what: str) -> str:
    return f"Pagefind's script has changed, and can't be made to work without a server: {what}; generator/search/offline.py says what it needs"


def _handed_over(name: str, value: str) -> bytes:
    return f"briefpress.offline.take({json.dumps(name)},{value});\n".encode()
