"""Words and numbers against the extract of the source that they come from."""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

_QUOTATION_MARKS = re.compile("[\"'`´‘’‚‛“”„‟«»‹›′″「」『』]+")
_DASHES = re.compile("[-‐‑‒–—―−]+")
_OMISSION = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.")
_GROUPS = r"[0-9]{1,3}(?P<separator>[\s_.,'’٬])[0-9]{3}(?:(?P=separator)[0-9]{3})*(?![0-9])"
_INDIAN_GROUPS = r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])"
_NUMBER = re.compile(
    rf"(?<![0-9])(?:(?P<whole>{_GROUPS}|{_INDIAN_GROUPS}|[0-9]+)(?:[.,٫](?P<fraction>[0-9]+))?)(?![0-9])"
)
MAXIMUM_DIGITS = 40
"""A longer run of digits in an extract is no number that a figure could hold."""


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


@lru_cache(maxsize=64)
def _normal(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    text = _DASHES.sub("-", _QUOTATION_MARKS.sub("'", text))
    return re.sub(r"\s*'\s*", "'", " ".join(text.split())).strip().strip("'")


def number_occurs(number: str, extract: str) -> bool:
    """Whether a number occurs in an extract, with group separators of any style and a decimal comma or point."""
    return abs(Decimal(number)) in _numbers(extract)


@lru_cache(maxsize=64)
def _numbers(extract: str) -> frozenset[Decimal]:
    """Every number that the digits of an extract can be read as: “12,000” is twelve thousand, or twelve."""
    ascii_digits = re.sub(r"(?![0-9])\d", lambda digit: str(int(digit[0])), extract)
    found: set[Decimal] = set()
    for match in _NUMBER.finditer(ascii_digits):
        whole, fraction = re.sub("[^0-9]", "", match["whole"]), match["fraction"] or ""
        if len(whole) + len(fraction) <= MAXIMUM_DIGITS:
            found.add(Decimal(f"{whole}.{fraction}0"))
        if match["separator"] and match["separator"] in ".," and not fraction:
            head, *tail = re.split("[.,]", match["whole"])
            if len(tail) == 1:
                found.add(Decimal(f"{head}.{tail[0]}"))
    return frozenset(found)
