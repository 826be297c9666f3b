"""The form in which a site hands a browser the pieces of its search.

For a site of files, which a browser opens from a disk, where nothing can be fetched: each piece becomes a script that hands itself
over, and the pages run what otherwise a worker runs.
"""

import json
from base64 import b64encode
from typing import Final

from generator.form import Form

FOLDER: Final = "assets/search/"
"""Where everything of the search stands in the site."""


def piece_file(name: str, content: bytes, form: Form) -> tuple[str, bytes]:
    """The path and the bytes of a piece."""
    if form == "folders":
        return f"{FOLDER}{name}", content
    return f"{FOLDER}{name}.js", _call(name, json.dumps(b64encode(content).decode()))


def entry_file(identifier: str, entry: bytes, form: Form) -> tuple[str, bytes]:
    """The path and the bytes of what a browser gets of a document that it found; ``entry`` is JSON."""
    if form == "folders":
        return f"{FOLDER}entries/{identifier}.json", entry
    return f"{FOLDER}entries/{identifier}.js", _call(f"entries/{identifier}", entry.decode())


def _call(name: str, value: str) -> bytes:
    return f"briefpress.offline.take({json.dumps(name)},{value});\n".encode()
