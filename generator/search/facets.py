"""Documents → the table by which a browser narrows what it found: which values of which facets a page and each of its items have."""

from collections.abc import Iterable

import msgspec

from generator.search.indexed import Indexed


class FacetTable(msgspec.Struct, frozen=True):
    """The facets of the documents of a shard, in their order."""

    values: list[tuple[str, str]]
    """Every facet with every value of it; what follows names them by their place."""
    pages: list[list[int]]
    """Of each document as a whole."""
    classes: list[list[int]]
    """What items have in common: their kind, and the status or state of it."""
    items: list[list[int]]
    """Of each document, for one item after the other: the place of its class, and the word at which it ends."""


def facet_table(documents: Iterable[Indexed]) -> FacetTable:
    """The table of documents."""
    values: dict[tuple[str, str], int] = {}
    classes: dict[tuple[tuple[str, str], ...], int] = {}
    pages: list[list[int]] = []
    items: list[list[int]] = []
    for document in documents:
        pages.append([values.setdefault(value, len(values)) for value in _of_page(document)])
        row: list[int] = []
        for (kind, word), end in zip(document.kinds, document.ends, strict=True):
            row += (classes.setdefault(_of_item(kind, word), len(classes)), end)
        items.append(row)
    said = [[values.setdefault(value, len(values)) for value in one] for one in classes]
    return FacetTable(list(values), pages, said, items)


def _of_page(document: Indexed) -> list[tuple[str, str]]:
    found = [("kind", document.kind), ("language", document.lang.partition("-")[0])]
    if document.date:
        found.append(("year", document.date[:4]))
    return found + [("topic", topic) for topic in document.topics] + [("actor", actor) for actor in document.actors]


def _of_item(kind: str, word: str) -> tuple[tuple[str, str], ...]:
    """Nothing for what is no item of its own: it is found with the page."""
    match kind:
        case "title" | "summary" | "page" | "section":
            return ()
        case "fact" if word:
            return (("kind", "fact"), ("status", word))
        case "question":
            return (("kind", "question"), ("state", word))
        case _:
            return (("kind", kind),)
