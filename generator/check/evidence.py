"""Words and numbers against the extract of the source that they come from."""

import re
import unicodedata
from decimal import Decimal

_QUOTATION_MARKS = re.compile("[\"'`´‘’‚‛“”„‟«»‹›′″]+")
_DASHES = re.compile("[-‐‑‒–—―−]+")
_OMISSION = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.")
_SEPARATOR = "[\\s_.,'’\u00a0\u202f]?"


def words_occur(words: str, extract: str) -> bool:
    """Whether the words of a quote occur in an extract: quotation marks, apostrophes, dashes and white space of any
    style are equal, and the parts around an omission must follow in order."""
    whole = _normal(extract)
    position = 0
    for part in _OMISSION.split(words):
        part = _normal(part)
        found = whole.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return True


def _normal(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = _DASHES.sub("-", _QUOTATION_MARKS.sub("'", text))
    return re.sub(r"\s*'\s*", "'", " ".join(text.split())).strip().strip("'")


def number_occurs(number: str, extract: str) -> bool:
    """Whether a number occurs in an extract, with group separators of any style and a decimal comma or point."""
    value = abs(Decimal(number))
    digits, _, fraction = f"{value:f}".partition(".")
    fraction = fraction.rstrip("0")
    groups = re.findall(r"[0-9]{1,3}(?=(?:[0-9]{3})*$)", digits)
    pattern = rf"(?<![0-9])(?<![0-9][.,'’\s\u00a0\u202f]){_SEPARATOR.join(groups)}"
    pattern += rf"[.,]{fraction}0*(?![0-9])" if fraction else r"(?:[.,]0+)?(?![0-9]|[.,][0-9])"
    return re.search(pattern, extract) is not None
