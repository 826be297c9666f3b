"""Templates as Python code, kept beside this module as Python keeps its own: each is compiled once, not at each start.

Where Python keeps nothing (``PYTHONDONTWRITEBYTECODE``, a folder that can't be written), nothing is kept here either.
"""

import marshal
import os
import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from typing import Final

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.cache import program

_SUM: Final = 32


class Compiled(BytecodeCache):
    """The code of the templates of an environment, which has a ``name``: constants are worked into the code, and they are in one
    language. What another version of the program left, or what isn't whole, is as if it weren't there."""

    def __init__(self, name: str) -> None:
        self._name = name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja: give a template's code, if it is kept."""
        with suppress(OSError):
            content = self._place(bucket).read_bytes()
            if content[:_SUM] == self._sum(bucket, content[_SUM:]):
                bucket.code = marshal.loads(content[_SUM:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja: keep a template's code."""
        if sys.dont_write_bytecode:
            return
        content = marshal.dumps(bucket.code)
        place = self._place(bucket)
        staged = place.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(self._sum(bucket, content) + content)
            staged.replace(place)
        with suppress(OSError):
            staged.unlink(missing_ok=True)

    def _place(self, bucket: Bucket) -> Path:
        return Path(cache_from_source(str(Path(__file__).with_name(f"{self._name}.{bucket.key}.html"))))

    def _sum(self, bucket: Bucket, content: bytes) -> bytes:
        made_of = f"{self._name}\0{bucket.checksum}\0".encode()
        return blake2b(made_of + content, digest_size=_SUM, key=program()).digest()
