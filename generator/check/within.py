"""The rules that one briefing can break by itself. Each yields its faults; none prints, raises or knows the file."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from generator.check.evidence import number_occurs, words_occur
from generator.check.texts import check_links
from generator.corpus import origin_of, resolve
from generator.model.briefing import ITEM_LISTS, Briefing, Figure, KeyFact, OpenQuestion, Quote, Range, Source
from generator.model.complaint import shown
from generator.nearest import did_you_mean
from generator.outline import answers_of, items_of
from generator.problem import Fault, Path


def faults_within(
    briefing: Briefing, briefing_id: str, given_ids: Iterable[Path], vague: bool = False
) -> Iterator[Fault]:
    """Every rule of this module on one briefing; ``given_ids`` are the items whose id was written, not derived.

    Of a ``vague`` one not all ids are known: nothing is told about names that aren't there.
    """
    yield from check_state(briefing)
    yield from check_ids(briefing, set(given_ids))
    if not vague:
        yield from check_names(briefing)
    yield from check_own_references(briefing, briefing_id)
    yield from check_lists(briefing, briefing_id)
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
            hint = "add an entry to “changes”"
            yield Fault(("state",), "no-reason", "a withdrawn briefing needs its reason", hint, about=(("changes",),))
    elif next(items_of(briefing), None) is None:
        hint = "add an entry to “key_facts”, “quotes”, “figures” or “open_questions”"
        about = (("state",), *((name,) for name in ITEM_LISTS))
        yield Fault((), "no-items", "the briefing holds no item", hint, about=about)


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
        about = tuple((*p, name) for p in (path, other) for name in ("id", "text", "label", "question"))
        yield Fault((*path, "id") if is_given else path, "same-item-id", message, hint, about=about)


def check_names(briefing: Briefing) -> Iterator[Fault]:
    """Sources and items that are named within the file are there; the items of a withdrawn one may be gone."""
    sources = {source.id: None for source in briefing.sources}
    for path, name in _cited(briefing):
        if name.removeprefix("#") not in sources:
            hint = did_you_mean(name.removeprefix("#"), sources, "add it to “sources”")
            yield Fault(path, "unknown-source", f"there is no source {shown(name, 82)}", hint)
    ids = {item.id or "": None for _, item in items_of(briefing)} | sources
    for place, change in enumerate(briefing.changes):
        if not change.item or change.kind == "retraction" or briefing.state == "withdrawn":
            continue
        if (name := change.item.removeprefix("#")) not in ids:
            hint = did_you_mean(name, ids, "a retraction may name an item that is gone")
            path = ("changes", place, "item")
            about = (("changes", place, "kind"), ("state",))
            yield Fault(path, "unknown-item", f"there is no item {shown(name, 82)}", hint, about=about)


def check_own_references(briefing: Briefing, briefing_id: str) -> Iterator[Fault]:
    """A briefing isn't related to itself, nor a translation of itself."""
    if briefing.translation_of == briefing_id:
        yield Fault(
            ("translation_of",), "own-reference", "a briefing can't be a translation of itself", "name the original"
        )
    for place, other in enumerate(briefing.related):
        if other == briefing_id:
            yield Fault(("related", place), "own-reference", "a briefing is not related to itself", "leave it out")


def _cited(briefing: Briefing) -> Iterator[tuple[Path, str]]:
    for path, item in items_of(briefing):
        if isinstance(item, KeyFact):
            yield from (((*path, "sources", i), name) for i, name in enumerate(item.sources))
            for place, response in enumerate(item.responses):
                yield from (
                    ((*path, "responses", place, "sources", i), name) for i, name in enumerate(response.sources)
                )
        elif isinstance(item, Quote | Figure) and item.source:
            yield (*path, "source"), item.source


def check_lists(briefing: Briefing, briefing_id: str) -> Iterator[Fault]:
    """No entry stands twice in a list of ids."""
    yield from twice(("topics",), briefing.topics, briefing.topics)
    yield from twice(("related",), briefing.related, briefing.related)
    for path, item in items_of(briefing):
        if isinstance(item, KeyFact):
            yield from _sources_twice((*path, "sources"), item.sources)
            for place, response in enumerate(item.responses):
                yield from _sources_twice((*path, "responses", place, "sources"), response.sources)
            questions = [question for question, _ in answers_of(item)]
            yield from twice((*path, "answers"), questions, [resolve(question, briefing_id) for question in questions])


def _sources_twice(path: Path, names: Sequence[str]) -> Iterator[Fault]:
    return twice(path, names, [name.removeprefix("#") for name in names])


def twice(path: Path, entries: Iterable[str], same: Iterable[Hashable]) -> Iterator[Fault]:
    """A fault for each entry whose counterpart in ``same`` stood in the list before."""
    keys = [*same]
    seen: set[Hashable] = set(keys)
    if len(seen) == len(keys):
        return
    seen.clear()
    for place, (entry, key) in enumerate(zip(entries, keys, strict=True)):
        if entry and key in seen:
            yield Fault(
                (*path, place), "same-entry", f"{shown(entry)} stands in this list twice", "keep one of the two"
            )
        seen.add(key)


def check_source(source: Source, path: Path) -> Iterator[Fault]:
    """A source can be found again."""
    if not source.url and not source.publisher:
        hint = "add its address, or who published it"
        yield Fault(
            path,
            "source-without-address",
            "the source has neither url nor publisher",
            hint,
            about=((*path, "url"), (*path, "publisher")),
        )


def check_fact(fact: KeyFact, path: Path, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Status, likelihood and confidence stand where they have a meaning, and the evidence bears them."""
    kind, status = (*path, "kind"), (*path, "status")
    if fact.kind == "fact" and not fact.status:
        hint = "say how strong the evidence is, such as “status: unverified”"
        yield Fault(path, "missing-status", "the fact has no status", hint, about=(kind, status))
    if fact.kind != "fact" and fact.status:
        hint = "leave it out" if fact.kind == "assumption" else "leave it out; “likelihood” says how likely it is"
        yield Fault(status, "status-not-allowed", f"{_a(fact.kind)} has no status", hint)
    if fact.likelihood and fact.kind not in ("judgement", "forecast"):
        hint = "leave it out, or say “kind: judgement” or “kind: forecast”"
        yield Fault(
            (*path, "likelihood"), "likelihood-not-allowed", f"{_a(fact.kind)} has no likelihood", hint, about=(kind,)
        )
    if bool(fact.confidence) != bool(fact.basis):
        present, missing = ("confidence", "basis") if fact.confidence else ("basis", "confidence")
        message = f"“{present}” stands here without “{missing}”"
        hint = f"add “{missing}”, or leave both out"
        yield Fault((*path, present), "confidence-without-basis", message, hint, about=((*path, missing),))
    if fact.kind == "fact" and not fact.sources:
        yield Fault(path, "no-source", "the fact has no source", "add “sources”", about=(kind, (*path, "sources")))
    if fact.kind == "fact" and fact.status == "confirmed":
        yield from _check_confirmation(fact, path, sources)


def _check_confirmation(fact: KeyFact, path: Path, sources: Mapping[str, Source]) -> Iterator[Fault]:
    cited = [name.removeprefix("#") for name in fact.sources]
    if any(response.stance == "confirms" for response in fact.responses) or any(name not in sources for name in cited):
        return
    origins = {origin_of(sources[name]) for name in cited}
    if len(origins) < 2:
        found = "rests on one independent origin" if origins else "rests on no source"
        hint = f"add {'a second origin' if origins else 'sources of two origins'}, a response that confirms, or say “unverified”"
        about = ((*path, "kind"), (*path, "sources"), (*path, "responses"))
        yield Fault((*path, "status"), "weak-confirmation", f"a confirmed fact {found}", hint, about=about)


def check_quote(quote: Quote, path: Path, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """A quote has a source, and its words occur in the source's extract."""
    if not quote.source:
        yield Fault(path, "no-source", "the quote has no source", "add “source”", about=((*path, "source"),))
    elif (extract := _extract(sources, quote.source)) and not words_occur(quote.text, extract):
        message = f"these words do not occur in the extract of {shown(quote.source)}"
        yield Fault((*path, "text"), "not-in-extract", message, "quote word for word, with […] for what is left out")


def check_figure(figure: Figure, path: Path, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """A figure has a value or words, a moment, and a source that says the number."""
    numbers, value, display = _numbers(figure), (*path, "value"), (*path, "display")
    if not numbers and figure.value:
        yield Fault(value, "no-value", "the range has no bound", "add “min” or “max”", about=(value,))
    elif not numbers and not figure.display:
        yield Fault(
            path, "no-value", "the figure has no value", "add “value”, or “display” for words", about=(value, display)
        )
    if len(numbers) == 2 and Decimal(numbers[0]) > Decimal(numbers[1]):
        yield Fault(
            (*value, "min"), "min-above-max", f"“min” is above “max”: {numbers[0]} > {numbers[1]}", "swap the two"
        )
    if figure.value is not None and not figure.as_of and not figure.period:
        hint = "add “as_of” (the moment) or “period” (the time covered)"
        about = ((*path, "as_of"), (*path, "period"))
        yield Fault(path, "undated-figure", "the figure doesn't say when it holds", hint, about=about)
    if not figure.source:
        yield Fault(path, "no-source", "the figure has no source", "add “source”", about=((*path, "source"),))
    elif extract := _extract(sources, figure.source):
        if figure.display and words_occur(figure.display, extract):
            return
        for number in numbers:
            if not number_occurs(number, extract):
                message = f"the number {number} does not occur in the extract of {shown(figure.source)}"
                hint = "check it, or give the words used as “display”"
                yield Fault(value, "number-not-in-extract", message, hint, about=(display,))


def check_question(question: OpenQuestion, path: Path) -> Iterator[Fault]:
    """A moot question says why, and only a moot one does."""
    if question.state == "moot" and not question.moot_because:
        about: Path = (*path, "moot_because")
        yield Fault(
            (*path, "state"),
            "moot-without-reason",
            "the question is moot without a reason",
            "add “moot_because”",
            about=(about,),
        )
    if question.state != "moot" and question.moot_because:
        hint, about = "say “state: moot”, or leave it out", (*path, "state")
        yield Fault((*path, "moot_because"), "moot-without-reason", "the question is not moot", hint, about=(about,))


def _numbers(figure: Figure) -> list[str]:
    if isinstance(figure.value, Range):
        return [number for number in (figure.value.min, figure.value.max) if number]
    return [figure.value] if figure.value else []


def _extract(sources: Mapping[str, Source], name: str) -> str | None:
    source = sources.get(name.removeprefix("#"))
    return source.extract if source else None


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
