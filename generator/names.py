"""Names compared with case and accents aside, and names as parts of addresses."""

import hashlib
import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """The name without case, accents and double spaces: two names that fold alike are the same."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).replace("’", "'")
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


@lru_cache(maxsize=16384)
def slug(name: str, prefix: str = "", length: int = 60) -> str:
    """The name as part of an address: small ASCII letters, digits and hyphens, cut at a word.

    Where a script leaves no letters, eight hexadecimal digits of the name's SHA-256.
    """
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower().replace("'", "")).strip("-")
    if len(words) > length:
        words = words[: length + 1].rpartition("-")[0] or words[:length]
    return prefix + (words or hashlib.sha256(name.encode()).hexdigest()[:8])


_PLAIN = re.compile(r"[a-z0-9]{1,40}(?: [a-z0-9]{1,40}){0,9}")
_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$", re.IGNORECASE)


def is_device(stem: str) -> bool:
    """Whether Windows keeps the name for a device: it then holds no such file or folder, whatever the ending.

    Microsoft, “Naming Files, Paths, and Namespaces”.
    """
    return _DEVICE.fullmatch(stem) is not None


@lru_cache(maxsize=16384)
def name_id(name: str, taken: bool = False) -> str:
    """An id for a name, fit for an address: the same for names that fold alike, and for no others.

    Plain words are their own id; any other name, one that Windows keeps for a device, and one whose id is ``taken``, get six
    hexadecimal digits of a hash behind it, because different names may look alike in ASCII.
    """
    folded = fold(name)
    if _PLAIN.fullmatch(folded) and not is_device(folded) and not taken:
        return folded.replace(" ", "-")
    return f"{slug(folded)}-{hashlib.sha256(folded.encode()).hexdigest()[:6]}"
