"""The rules that one briefing can break by itself. Each yields its faults; none prints, raises or knows the file."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from generator.check.evidence import number_occurs, words_occur
from generator.corpus import answers_of, items_of
from generator.markup import links
from generator.model.briefing import Briefing, Figure, KeyFact, OpenQuestion, Quote, Range, Source
from generator.model.leaves import BRIEFING_ID, ITEM_ID, shown, url_complaint
from generator.names import fold
from generator.nearest import did_you_mean
from generator.problem import Fault, Path

_TARGET = re.compile(rf"{BRIEFING_ID}(?:#{ITEM_ID})?|#{ITEM_ID}")


def faults_within(briefing: Briefing, briefing_id: str, given_ids: Iterable[Path]) -> Iterator[Fault]:
    """Every rule of this module on one briefing; ``given_ids`` are the items whose id was written, not derived."""
    yield from check_state(briefing)
    yield from check_ids(briefing, set(given_ids))
    yield from check_own_references(briefing, briefing_id)
    yield from check_lists(briefing)
    yield from check_links(briefing)
    for place, source in enumerate(briefing.sources):
        yield from check_source(source, ("sources", place))
    sources = {source.id: source for source in briefing.sources}
    for path, item in items_of(briefing):
        if isinstance(item, KeyFact):
            yield from check_fact(item, path, sources)
        elif isinstance(item, Quote):
            yield from check_quote(item, path, sources)
        elif isinstance(item, Figure):
            yield from check_figure(item, path, sources)
        else:
            yield from check_question(item, path)


def check_state(briefing: Briefing) -> Iterator[Fault]:
    """A withdrawn briefing says why; any other holds something."""
    if briefing.state == "withdrawn":
        if not briefing.changes:
            yield Fault(("state",), "no-reason", "a withdrawn briefing needs its reason", "add an entry to “changes”")
    elif next(items_of(briefing), None) is None:
        hint = "add an entry to “key_facts”, “quotes”, “figures” or “open_questions”"
        yield Fault((), "no-items", "the briefing holds no item", hint)


def check_ids(briefing: Briefing, given: set[Path]) -> Iterator[Fault]:
    """Ids, given or derived, are unique among the items and sources of a briefing."""
    first: dict[str, Path] = {}
    entries: list[tuple[Path, str | None]] = [(("sources", i), source.id) for i, source in enumerate(briefing.sources)]
    entries += [(path, item.id) for path, item in items_of(briefing)]
    for path, item_id in entries:
        if not item_id:
            continue
        other = first.setdefault(item_id, path)
        if other == path:
            continue
        is_given = path in given or path[0] == "sources"
        place = f"{other[0]}[{int(other[1]) + 1}]"
        hint = "give one of the two another id" if is_given else "give them ids"
        message = f"the id {shown(item_id, 82)} {'is' if is_given else 'is derived here and is'} that of {place} too"
        yield Fault((*path, "id") if is_given else path, "same-item-id", message, hint)


def check_own_references(briefing: Briefing, briefing_id: str) -> Iterator[Fault]:
    """Sources and items that are named within the file are there; a briefing isn't related to itself."""
    sources = {source.id for source in briefing.sources}
    for path, name in _cited(briefing):
        if name.removeprefix("#") not in sources:
            hint = did_you_mean(name, sources, "add it to “sources”")
            yield Fault(path, "unknown-source", f"there is no source {shown(name)}", hint)
    ids = {item.id or "" for _, item in items_of(briefing)} | sources
    for place, change in enumerate(briefing.changes):
        if change.item and change.kind != "retraction" and change.item.removeprefix("#") not in ids:
            hint = did_you_mean(change.item, ids)
            yield Fault(("changes", place, "item"), "unknown-item", f"there is no item {shown(change.item)}", hint)
    if briefing.translation_of == briefing_id:
        yield Fault(("translation_of",), "own-reference", "a briefing can't be a translation of itself", "name the original")
    for place, other in enumerate(briefing.related):
        if other == briefing_id:
            yield Fault(("related", place), "own-reference", "a briefing is not related to itself", "leave it out")


def _cited(briefing: Briefing) -> Iterator[tuple[Path, str]]:
    for path, item in items_of(briefing):
        if isinstance(item, KeyFact):
            yield from (((*path, "sources", i), name) for i, name in enumerate(item.sources))
            for place, response in enumerate(item.responses):
                yield from (((*path, "responses", place, "sources", i), name) for i, name in enumerate(response.sources))
        elif isinstance(item, Quote | Figure) and item.source:
            yield (*path, "source"), item.source


def check_lists(briefing: Briefing) -> Iterator[Fault]:
    """No entry stands twice in a list of ids."""
    lists: list[tuple[Path, Iterable[str]]] = [(("topics",), briefing.topics), (("related",), briefing.related)]
    for path, item in items_of(briefing):
        if isinstance(item, KeyFact):
            lists.append(((*path, "sources"), [name.removeprefix("#") for name in item.sources]))
            lists.append(((*path, "answers"), [question.removeprefix("#") for question, _ in answers_of(item)]))
            for i, response in enumerate(item.responses):
                lists.append(((*path, "responses", i, "sources"), [name.removeprefix("#") for name in response.sources]))
    for path, entries in lists:
        yield from twice(path, entries, entries)


def twice(path: Path, entries: Iterable[str], same: Iterable[str]) -> Iterator[Fault]:
    """A fault for each entry whose counterpart in ``same`` stood in the list before."""
    seen: set[str] = set()
    for place, (entry, key) in enumerate(zip(entries, same, strict=True)):
        if key and key in seen:
            yield Fault((*path, place), "same-entry", f"{shown(entry)} stands in this list twice", "keep one of the two")
        seen.add(key)


def check_links(briefing: Briefing) -> Iterator[Fault]:
    """A link in markup goes to a url or to a reference."""
    for path, text in markup_of(briefing):
        for target in links(text):
            if _TARGET.fullmatch(target):
                continue
            if complaint := url_complaint(target, ("http", "https", "mailto")):
                hint = "link to a whole url, or to <briefing-id>, <briefing-id>#<item-id> or #<item-id>"
                yield Fault(path, "wrong-link", f"the link can't go to {shown(target)}: {complaint.message}", hint)


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


def check_source(source: Source, path: Path) -> Iterator[Fault]:
    """A source can be found again."""
    if not source.url and not source.publisher:
        hint = "add its address, or who published it"
        yield Fault(path, "source-without-address", "the source has neither url nor publisher", hint)


def check_fact(fact: KeyFact, path: Path, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Status, likelihood and confidence stand where they have a meaning, and the evidence bears them."""
    if fact.kind == "fact" and not fact.status:
        yield Fault(path, "missing-status", "the fact has no status", "say how strong the evidence is, such as “status: unverified”")
    if fact.kind != "fact" and fact.status:
        hint = "leave it out" if fact.kind == "assumption" else "leave it out; “likelihood” says how likely it is"
        yield Fault((*path, "status"), "status-not-allowed", f"{_a(fact.kind)} has no status", hint)
    if fact.likelihood and fact.kind not in ("judgement", "forecast"):
        hint = "leave it out, or say “kind: judgement” or “kind: forecast”"
        yield Fault((*path, "likelihood"), "likelihood-not-allowed", f"{_a(fact.kind)} has no likelihood", hint)
    if bool(fact.confidence) != bool(fact.basis):
        present, missing = ("confidence", "basis") if fact.confidence else ("basis", "confidence")
        message = f"“{present}” stands here without “{missing}”"
        yield Fault((*path, present), "confidence-without-basis", message, f"add “{missing}”, or leave both out")
    if fact.kind == "fact" and not fact.sources:
        yield Fault(path, "no-source", "the fact has no source", "add “sources”")
    if fact.status == "confirmed" and not any(response.stance == "confirms" for response in fact.responses):
        origins = origins_of(fact, sources)
        if len(origins) < 2:
            found = f"rests on {len(origins)} independent origin" if origins else "rests on no source"
            hint = "add a second one, a response that confirms, or say “corroborated” or “unverified”"
            yield Fault((*path, "status"), "weak-confirmation", f"a confirmed fact {found}", hint)


def origins_of(fact: KeyFact, sources: Mapping[str, Source]) -> set[str]:
    """Where a fact's sources come from in the end: each one's origin, else its publisher, else the source itself."""
    cited = [sources[name.removeprefix("#")] for name in fact.sources if name.removeprefix("#") in sources]
    return {fold(source.origin or source.publisher or f"#{source.id}") for source in cited}


def check_quote(quote: Quote, path: Path, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """A quote has a source, and its words occur in the source's extract."""
    if not quote.source:
        yield Fault(path, "no-source", "the quote has no source", "add “source”")
    elif (extract := _extract(sources, quote.source)) and not words_occur(quote.text, extract):
        message = f"these words do not occur in the extract of {shown(quote.source)}"
        yield Fault((*path, "text"), "not-in-extract", message, "quote word for word, with […] for what is left out")


def check_figure(figure: Figure, path: Path, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """A figure has a value or words, a moment, and a source that says the number."""
    numbers = _numbers(figure)
    if not numbers and (isinstance(figure.value, Range) or not figure.display):
        message, place = ("the range has no bound", (*path, "value")) if figure.value else ("the figure has no value", path)
        yield Fault(place, "no-value", message, "add “min” or “max”" if figure.value else "add “value”, or “display” for words")
    if len(numbers) == 2 and Decimal(numbers[0]) > Decimal(numbers[1]):
        yield Fault((*path, "value", "min"), "min-above-max", f"“min” is above “max”: {numbers[0]} > {numbers[1]}", "swap the two")
    if figure.value is not None and not figure.as_of and not figure.period:
        hint = "add “as_of” (the moment) or “period” (the time covered)"
        yield Fault(path, "undated-figure", "the figure doesn't say when it holds", hint)
    if not figure.source:
        yield Fault(path, "no-source", "the figure has no source", "add “source”")
    elif extract := _extract(sources, figure.source):
        if figure.display and words_occur(figure.display, extract):
            return
        for number in numbers:
            if not number_occurs(number, extract):
                message = f"the number {number} does not occur in the extract of {shown(figure.source)}"
                yield Fault((*path, "value"), "number-not-in-extract", message, "check it, or give the words used as “display”")


def check_question(question: OpenQuestion, path: Path) -> Iterator[Fault]:
    """A moot question says why, and only a moot one does."""
    if question.state == "moot" and not question.moot_because:
        yield Fault((*path, "state"), "moot-without-reason", "the question is moot without a reason", "add “moot_because”")
    if question.state != "moot" and question.moot_because:
        hint = "say “state: moot”, or leave it out"
        yield Fault((*path, "moot_because"), "moot-without-reason", "the question is not moot", hint)


def _numbers(figure: Figure) -> list[str]:
    if isinstance(figure.value, Range):
        return [number for number in (figure.value.min, figure.value.max) if number]
    return [figure.value] if figure.value else []


def _extract(sources: Mapping[str, Source], name: str) -> str | None:
    source = sources.get(name.removeprefix("#"))
    return source.extract if source else None


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


