"""What of a corpus is answered differently after an edit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from generator.corpus import Corpus
from generator.model.briefing import Briefing
from generator.outline import items_of
from generator.tables import Key, Table, as_text, differences

Tables = Callable[[Corpus], Iterable[Table[Any, Any]]]

OF_A_BRIEFING: Final = frozenset({"briefing", "head", "kinds", "point", "item", "source", "numbers", "citations"})
"""The tables of which each entry comes from one briefing."""


def touched(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> list[str]:
    """The briefings whose file is another one, by the digests of all."""
    others = [name for name, digest in old.items() if new.get(name) != digest]
    return others + [name for name in new if name not in old]


def is_alike(old: Corpus, new: Corpus, names: Iterable[str]) -> bool:
    """Whether the briefings have as much to do with others as before: then every table across briefings is the same."""
    return all(_links(old, name) == _links(new, name) for name in names)


def changes(old: Corpus, new: Corpus, names: list[str], tables: Tables) -> set[str]:
    """The keys, as text, whose answers are others since the briefings of some names have changed.

    ``tables`` gives the tables that are made across briefings.
    """
    found: set[Key] = set()
    for name in names:
        found.update(_of_briefing(old, new, name))
    if not is_alike(old, new, names):
        for was, now in zip(tables(old), tables(new), strict=True):
            found.update(differences(was, now))
    return {as_text(key) for key in found}


def corpus_tables(corpus: Corpus) -> tuple[Table[str, str], Table[tuple[str, str], bool]]:
    """The tables of a corpus itself that are made across briefings."""
    return corpus.units, corpus.circles


def seen_elsewhere(keys: Iterable[Key], briefing_id: str) -> list[str]:
    """Keys as text, in no order, without those of a briefing itself: what is made of it is made again anyway when it changes."""
    return [as_text(key) for key in keys if key[0] not in OF_A_BRIEFING or key[1] != briefing_id]


def _links(corpus: Corpus, name: str) -> object:
    outline = corpus.outlines.get(name)
    return outline.links if outline else None


def _of_briefing(old: Corpus, new: Corpus, name: str) -> Iterator[Key]:
    was, now = old.outlines.get(name), new.outlines.get(name)
    yield "briefing", name
    yield "citations", name
    if was is None or now is None:
        yield "briefing?", name
        yield from (("briefing#",), ("head#",), ("kinds#",))
    if was is None or now is None or was.head != now.head:
        yield "head", name
    if was is None or now is None or was.links != now.links:
        yield "kinds", name
    for item in _different(was.points if was else {}, now.points if now else {}):
        yield "point", name, item
    before, after = old.briefings.get(name), new.briefings.get(name)
    for item in _different(_items(before), _items(after)):
        yield "item", name, item
    sources_before, sources_after = old.sources_of(name), new.sources_of(name)
    for source in _different(sources_before, sources_after):
        yield "source", name, source
    if list(sources_before) != list(sources_after):
        yield "numbers", name


def _items(briefing: Briefing | None) -> dict[str, object]:
    return {item.id or "": item for _, item in items_of(briefing)} if briefing else {}


def _different(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    return (name for name in {**old, **new} if old.get(name) != new.get(name))
