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
