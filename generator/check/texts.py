"""The texts of a briefing that are read as markup, and where their links may lead. Yields faults."""

import re
from collections.abc import Iterator

from generator.markup import links
from generator.model.briefing import Briefing, Figure, KeyFact, OpenQuestion, Quote
from generator.model.complaint import shown
from generator.model.leaves import BRIEFING_ID, ITEM_ID, hidden_reference, url_complaint
from generator.outline import items_of
from generator.problem import Fault, Path

_TARGET = re.compile(rf"{BRIEFING_ID}(?:#{ITEM_ID})?|#{ITEM_ID}")


def is_reference(target: str) -> bool:
    """Whether the target of a link is the name of a briefing or an item, not a url."""
    return _TARGET.fullmatch(target) is not None


def check_links(briefing: Briefing) -> Iterator[Fault]:
    """A link in markup goes to a url or to a reference."""
    for path, text in markup_of(briefing):
        for target in links(text):
            if is_reference(target):
                continue
            if complaint := url_complaint(target, ("http", "https", "mailto")):
                is_url = target.startswith(("http:", "https:", "mailto:"))
                message = complaint.message if is_url else f"a link can't go to {shown(target)}"
                hint = "link to a whole url, or to <briefing-id>, <briefing-id>#<item-id> or #<item-id>"
                if re.search(r"\.ya?ml\b|#|briefings/", target) and (hidden := hidden_reference(target)):
                    hint = f"a reference is written without path and ending: {hidden}"
                yield Fault(path, "wrong-link", message, complaint.hint if is_url else hint)


def markup_of(briefing: Briefing) -> Iterator[tuple[Path, str]]:
    """Every text of a briefing that is read as markup."""
    yield ("summary",), briefing.summary
    for place, change in enumerate(briefing.changes):
        yield ("changes", place, "note"), change.note
    for path, item in items_of(briefing):
        for name in _MARKUP_FIELDS[type(item)]:
            if text := getattr(item, name):
                yield (*path, name), text


_MARKUP_FIELDS: dict[type, tuple[str, ...]] = {
    KeyFact: ("text", "basis"),
    Quote: (),
    Figure: ("label", "counts", "note"),
    OpenQuestion: ("question", "why", "settled_by", "moot_because"),
}
