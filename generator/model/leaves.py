"""The kinds of scalar that the contract knows: what each accepts, in one table.

A scalar reaches this module as the text that was written, without leading and trailing white space. Each kind has a
check that says what is wrong with a text (or nothing), a JSON Schema for editors, and words for people.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import msgspec

from generator.model.complaint import Complaint, shown
from generator.model.dates import check_date, check_day, check_period
from generator.names import slug
from generator.tags import languages

LONG = 10_000
SHORT = 300
URL_LENGTH = 2_000


class Leaf(msgspec.Struct, frozen=True):
    """One kind of scalar: its words for people, its check and its JSON Schema."""

    words: str
    check: Callable[[str], Complaint | None]
    schema: dict[str, Any]
    length: int = 0
    """Of a kind that asks for nothing else: how many characters a text may have."""


def _text(words: str, length: int) -> Leaf:
    def check(text: str) -> Complaint | None:
        if len(text) <= length:
            return None
        return Complaint(f"this text has {len(text):,} characters", f"at most {length:,} are allowed")

    return Leaf(words, check, {"type": "string", "maxLength": length}, length)


def _matching(
    pattern: str, length: int, what: str, hint: str, guess: Callable[[str], str] = lambda text: ""
) -> Callable[[str], Complaint | None]:
    """A check by a pattern; ``guess`` makes of a wrong text what may have been meant."""
    compiled = re.compile(pattern)

    def check(text: str) -> Complaint | None:
        if not compiled.fullmatch(text):
            meant = guess(text) if len(text) <= SHORT else ""
            example = f", such as “{meant}”" if compiled.fullmatch(meant) and len(meant) <= length else ""
            return Complaint(f"{shown(text)} is not {what}", hint + example)
        if len(text) > length:
            return Complaint(
                f"this {what.split(' ', 1)[1]} has {len(text):,} characters", f"at most {length} are allowed"
            )
        return None

    return check


NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE]([+-]?[0-9]+))?")
"""A number of JSON (RFC 8259)."""
MAXIMUM_DIGITS = 15
MAXIMUM_NUMBER = 100
LARGEST = Decimal("1e15")
_GROUPED = re.compile(r"(-?)0*([0-9]{1,3}([_ ,.'’\u00a0\u202f\u2009])[0-9]{3}(?:\3[0-9]{3})*)")
_PRECISIONS = {
    **dict.fromkeys(["~", "≈", "about", "around", "circa", "ca.", "c.", "some"], "about"),
    **dict.fromkeys([">", ">=", "≥", "at least", "more than", "over"], "at-least"),
    **dict.fromkeys(["<", "<=", "≤", "at most", "less than", "up to"], "at-most"),
}
_PLAIN = r"((?:0|[1-9][0-9]{0,14})(?:[_ ,'’\u00a0\u202f][0-9]{3}){0,4}(?:\.[0-9]{1,15})?)"
_RANGE = re.compile(rf"{_PLAIN}\s*(?:[-–—…/]|\.\.|to)\s*{_PLAIN}")
_ROUGHLY = re.compile(rf"({'|'.join(map(re.escape, _PRECISIONS))})\s*{_PLAIN}|{_PLAIN} ?\+", re.IGNORECASE)
_SPECIAL = re.compile(r"[+-]?\.?(?:inf(?:inity)?|nan)", re.IGNORECASE)


def _number(text: str) -> Complaint | None:
    if not (match := NUMBER.fullmatch(text)):
        return Complaint(f"{shown(text)} is not a number", _number_hint(text))
    digits = re.sub(r"[eE].*|[-.]", "", text).lstrip("0")
    significant = len(digits if "." in text else digits.rstrip("0"))
    if significant > MAXIMUM_DIGITS:
        return Complaint(f"{shown(text)} has {significant:,} significant digits", f"at most {MAXIMUM_DIGITS} are kept")
    if len(text) > MAXIMUM_NUMBER or len((match[1] or "").lstrip("+-0")) > 3:
        return Complaint(f"{shown(text)} is too long a number", "write it with fewer zeros")
    if abs(Decimal(text)) > LARGEST:
        return Complaint(f"{shown(text)} is out of range", "numbers run from -1e15 to 1e15")
    return None


def _number_hint(text: str) -> str:
    if match := _GROUPED.fullmatch(text):
        return f"write the digits without separators: {match[1]}{int(re.sub(r'[^0-9]', '', match[2]))}"
    if _SPECIAL.fullmatch(text):
        return "a number must be finite; use “display” for words"
    if re.fullmatch(r"-?[0-9]{1,15},[0-9]{1,15}", text):
        return f"write a decimal point: {text.replace(',', '.')}"
    if re.fullmatch(r"-?0[0-9]+", text) and len(text) < 40:
        return f"leave the leading zeros out: {int(text)}"
    if re.fullmatch(r"-?\.[0-9]{1,15}", text):
        return f"write a zero before the point: {text.replace('.', '0.')}"
    if text.startswith("+") and len(text) < 40 and NUMBER.fullmatch(text[1:]):
        return f"leave the plus sign out: {text[1:]}"
    if re.fullmatch(r"-?[0-9.]+ ?%", text):
        return "write the number alone, and “%” as the “unit”"
    if (match := _RANGE.fullmatch(text)) and Decimal(low := _digits(match[1])) < Decimal(high := _digits(match[2])):
        return f"write a range: {{min: {low}, max: {high}}}"
    if match := _ROUGHLY.fullmatch(text):
        return f"write {_digits(match[2] or match[3])}, and “precision: {_PRECISIONS[(match[1] or '>').lower()]}”"
    return "write a number such as 12000, -3.5 or 1e6; words belong in “display”"


def _digits(text: str) -> str:
    return re.sub(r"[^0-9.-]", "", text)


_LIKE_BOOLEAN = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


def _boolean(text: str) -> Complaint | None:
    if text in ("true", "false"):
        return None
    meant = _LIKE_BOOLEAN.get(text.lower()) or (text.lower() if text.lower() in ("true", "false") else "")
    return Complaint(f"{shown(text)} is not true or false", f"write {meant}" if meant else "write true or false")


PLAIN_URL = re.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?")


def url_complaint(text: str, schemes: tuple[str, ...] = ("http", "https")) -> Complaint | None:
    """What is wrong with a url (RFC 3986, narrowed by the contract), or nothing."""
    if len(text) <= URL_LENGTH:
        return None if PLAIN_URL.fullmatch(text) else taken_apart(text, schemes)
    return Complaint(f"this url has {len(text):,} characters", f"at most {URL_LENGTH:,} are allowed")


def taken_apart(text: str, schemes: tuple[str, ...]) -> Complaint | None:
    """What is wrong with a url by its parts; this is slow, so the plain ones, which are most of them, are accepted before."""
    expected = "write a whole address, such as https://example.org/page"
    if re.search(r"[\s<>\"\\^`{|}]", text):
        return Complaint(f"{shown(text)} holds a character that a url can't", "percent-encode it, a space as %20")
    try:
        parts = urlsplit(text)
        host, user, port = parts.hostname, parts.username, parts.port
    except ValueError:
        return Complaint(f"{shown(text)} is not a url", expected)
    if parts.scheme not in schemes:
        return Complaint(f"{shown(text)} is not a url that may be linked", expected)
    if parts.scheme == "mailto":
        if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", parts.path):
            return None
        return Complaint(f"{shown(text)} is not a mail address", "write mailto:name@example.org")
    if not host or not re.fullmatch(r"[^\s/?#@\[\]]+|[0-9a-f:.]+", host) or port == 0:
        return Complaint(f"{shown(text)} has no host", expected)
    if user is not None or "@" in parts.netloc:
        return Complaint(f"{shown(text)} holds a user name", "leave out what stands before the @")
    return None


_LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
)


@lru_cache(maxsize=1024)
def _language(text: str) -> Complaint | None:
    hint = "write a language tag such as en, fr or pt-BR (BCP 47)"
    if len(text) > 35 or not _LANGUAGE.fullmatch(text):
        if "_" in text and not _language(text.replace("_", "-")):
            hint = f"write {text.replace('_', '-')}"
        return Complaint(f"{shown(text)} is not a language tag", hint)
    if text.split("-")[0].lower() not in languages():
        return Complaint(f"there is no language “{text.split('-')[0]}” in CLDR", hint)
    return None


BRIEFING_ID = r"[a-z0-9][a-z0-9-]*"
ITEM_ID = r"[a-z][a-z0-9-]*"
REGISTRY_ID = r"[a-z0-9][a-z0-9-]*"
REFERENCE = rf"{BRIEFING_ID}#{ITEM_ID}|#?{ITEM_ID}"
_ID_HINT = "use small letters a to z, digits and hyphens"
_HIDDEN = re.compile(rf"(?:.*/)?({BRIEFING_ID})(?:\.ya?ml|\.html|/|/index\.html)?(#{ITEM_ID})?")


def hidden_reference(text: str) -> str:
    """The briefing, or the item of one, that a path or the address of a page ends in."""
    match = _HIDDEN.fullmatch(text) if len(text) <= SHORT else None
    return match[1] + (match[2] or "") if match else ""


def _as_id(text: str) -> str:
    """The id nearest to a text, which may be a reference; nothing where a part of it has no letters or digits."""
    parts = text.removeprefix("#").split("#")
    is_worded = "://" not in text and all(any(map(str.isalnum, part)) for part in parts)
    return "#".join(map(slug, parts)) if is_worded else ""


_is_reference = _matching(
    REFERENCE,
    201,
    "a reference",
    "write <briefing-id>#<item-id>, or <item-id> within this file",
    lambda text: hidden_reference(text) or _as_id(text),
)


def _reference(text: str) -> Complaint | None:
    complaint = _is_reference(text)
    if complaint and re.fullmatch(r"[0-9]{4}-[a-z0-9-]*", hidden_reference(text)):
        return Complaint(complaint.message, "this names a briefing; add “#” and the id of the item")
    return complaint


def _pattern(pattern: str, *other_types: str, **bounds: float) -> dict[str, Any]:
    """The schema of a text; unquoted, an editor takes what looks like a number for one (the bounds are for those)."""
    return {"type": ["string", *other_types] if other_types else "string", "pattern": f"^(?:{pattern})$", **bounds}


_YEAR = "[1-9][0-9]{3}"
_MONTH = rf"{_YEAR}-(?:0[1-9]|1[0-2])"
_DAY_OF_MONTH = rf"{_MONTH}-(?:0[1-9]|[12][0-9]|3[01])"
_YEARS = {"minimum": 1000, "maximum": 9999}

LEAVES: dict[str, Leaf] = {
    "text": _text("text", LONG),
    "label": _text("text, short", SHORT),
    "markup": _text("markup", LONG),
    "short markup": _text("markup, short", SHORT),
    "day": Leaf("day", check_day, _pattern(_DAY_OF_MONTH)),
    "date": Leaf("date", check_date, _pattern(rf"{_YEAR}|{_MONTH}|{_DAY_OF_MONTH}", "integer", **_YEARS)),
    "period": Leaf(
        "period",
        check_period,
        _pattern(
            "|".join([_YEAR, _MONTH, *(f"{kind}/{kind}" for kind in (_YEAR, _MONTH, _DAY_OF_MONTH))]),
            "integer",
            **_YEARS,
        ),
    ),
    "number": Leaf("number", _number, _pattern(NUMBER.pattern, "number", minimum=-1e15, maximum=1e15)),
    "boolean": Leaf("true or false", _boolean, _pattern("true|false", "boolean")),
    "url": Leaf("url", url_complaint, {"type": "string", "pattern": r"^https?://[^\s/?#@]+", "maxLength": URL_LENGTH}),
    "language": Leaf("language tag", _language, _pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")),
    "briefing id": Leaf(
        "briefing id",
        _matching(
            BRIEFING_ID,
            120,
            "a briefing id",
            _ID_HINT,
            lambda text: hidden_reference(text).partition("#")[0] or _as_id(text),
        ),
        {**_pattern(BRIEFING_ID, "number", minimum=0), "maxLength": 120},
    ),
    "item id": Leaf(
        "item id",
        _matching(ITEM_ID, 80, "an id", f"{_ID_HINT}, and start with a letter", _as_id),
        {**_pattern(ITEM_ID), "maxLength": 80},
    ),
    "source id": Leaf(
        "source id", _matching(rf"#?{ITEM_ID}", 81, "the id of a source", _ID_HINT, _as_id), _pattern(rf"#?{ITEM_ID}")
    ),
    "local item id": Leaf(
        "item id", _matching(rf"#?{ITEM_ID}", 81, "the id of an item", _ID_HINT, _as_id), _pattern(rf"#?{ITEM_ID}")
    ),
    "reference": Leaf("reference", _reference, _pattern(REFERENCE)),
    "topic id": Leaf(
        "topic id",
        _matching(REGISTRY_ID, 120, "a topic id", _ID_HINT, _as_id),
        _pattern(REGISTRY_ID, "number", minimum=0),
    ),
    "indicator id": Leaf(
        "indicator id",
        _matching(REGISTRY_ID, 120, "an indicator id", _ID_HINT, _as_id),
        _pattern(REGISTRY_ID, "number", minimum=0),
    ),
    "registry id": Leaf("id", _matching(REGISTRY_ID, 120, "an id", _ID_HINT, _as_id), _pattern(REGISTRY_ID)),
    "actor": _text("actor", SHORT),
    "sha256": Leaf(
        "SHA-256",
        _matching(r"[0-9a-fA-F]{64}", 64, "a SHA-256", "write its 64 hexadecimal digits"),
        _pattern(r"[0-9a-fA-F]{64}"),
    ),
    "wikidata": Leaf(
        "Wikidata id",
        _matching(r"Q[1-9][0-9]*", 20, "a Wikidata id", "write Q and digits: Q42"),
        _pattern(r"Q[1-9][0-9]*"),
    ),
}
