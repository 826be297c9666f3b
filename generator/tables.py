"""Tables that tell what is read of them: whatever was made from them need be made again only when that has changed.

While ``recording``, each look into a table is noted under a key: the table's name and the entry's. After an edit, ``differences``
gives the keys whose answers are others now. What noted none of these would be made as it was, for it is a function of what it
looked at (Mokhov, Mitchell and Peyton Jones, "Build systems à la carte", 2018, call that a verifying trace).
"""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Any, TypeVar
from zlib import crc32

Name = TypeVar("Name", bound=Hashable)
Value = TypeVar("Value")
Key = tuple[str, ...]
"""A table's name, then the parts of an entry's. A name with ``?`` at its end asks whether the entry is there; one with ``#``, which
entries there are, and in what order; one with ``*``, for all of them."""

_recorded: set[Key] | None = None


@contextmanager
def recording() -> Iterator[set[Key]]:
    """The keys of everything that is looked at in the meantime."""
    global _recorded
    outer, _recorded = _recorded, set()
    try:
        yield _recorded
    finally:
        if outer is not None:
            outer |= _recorded
        _recorded = outer


@contextmanager
def unrecorded() -> Iterator[None]:
    """For what is worked out once and kept: who asks for it notes what it is."""
    global _recorded
    outer, _recorded = _recorded, None
    try:
        yield
    finally:
        _recorded = outer


def kept(make: Callable[[Any], Value]) -> cached_property[Value]:
    """A property that is made once, without a record of what it is made of: its users look into it."""

    def unnoted(owner: Any) -> Value:
        with unrecorded():
            return make(owner)

    unnoted.__doc__ = make.__doc__
    return cached_property(unnoted)


def note(*key: str) -> None:
    """Say that something was looked at."""
    if _recorded is not None:
        _recorded.add(key)


class Table(dict[Name, Value]):
    """A dict that notes what is looked up. Entries of one briefing (an address names it first) are noted as one."""

    def __init__(self, name: str, entries: Mapping[Name, Value] | Iterable[tuple[Name, Value]] = ()) -> None:
        super().__init__(entries)
        self.name = name
        self._is_there = f"{name}?"

    def __getitem__(self, name: Name) -> Value:
        if _recorded is not None:
            _recorded.add((self.name, _first(name)))
        return super().__getitem__(name)

    def get(self, name: Name, otherwise: Any = None) -> Any:
        """The entry, or something else where there is none."""
        if _recorded is not None:
            _recorded.add((self.name, _first(name)))
        return super().get(name, otherwise)

    def __contains__(self, name: object) -> bool:
        if _recorded is not None:
            _recorded.add((self._is_there, _first(name)))
        return super().__contains__(name)

    def __iter__(self) -> Iterator[Name]:
        note(f"{self.name}#")
        return super().__iter__()

    def __reversed__(self) -> Iterator[Name]:
        note(f"{self.name}#")
        return super().__reversed__()

    def __len__(self) -> int:
        note(f"{self.name}#")
        return super().__len__()

    def items(self) -> Any:
        """All entries."""
        note(f"{self.name}*")
        return super().items()

    def values(self) -> Any:
        """The values of all entries."""
        note(f"{self.name}*")
        return super().values()


class Lookup(Mapping[Name, Value]):
    """Entries that are worked out of single briefings when they are asked for, and noted by their whole name."""

    def __init__(self, name: str, find: Callable[[Name], Value | None], names: Callable[[], Iterable[Name]]) -> None:
        self.name = name
        self._find = find
        self._names = names

    def __getitem__(self, name: Name) -> Value:
        found: Value | None = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, name: Name, otherwise: Any = None) -> Any:
        """The entry, or something else where there is none."""
        if _recorded is not None:
            _recorded.add((self.name, name) if type(name) is str else (self.name, *name))  # type: ignore[misc, arg-type]  # a string or a tuple of them
        found = self._find(name)
        return otherwise if found is None else found

    def __contains__(self, name: object) -> bool:
        return self.get(name) is not None  # type: ignore[arg-type]  # what is of another type is not found

    def __iter__(self) -> Iterator[Name]:
        note(f"{self.name}#")
        return iter(self._names())

    def __len__(self) -> int:
        note(f"{self.name}#")
        return sum(1 for _ in self._names())


def differences(old: Table[Any, Any], new: Table[Any, Any]) -> Iterator[Key]:
    """The keys of a table by which something else is found now."""
    names = list(dict.keys(new))
    if list(dict.keys(old)) != names:
        yield (f"{new.name}#",)
    is_other = False
    for name in {**dict.fromkeys(dict.keys(old)), **dict.fromkeys(names)}:
        was, now = dict.get(old, name, _absent), dict.get(new, name, _absent)
        if was is not now and was != now:
            is_other = True
            yield new.name, _first(name)
            if was is _absent or now is _absent:
                yield f"{new.name}?", _first(name)
    if is_other or list(dict.keys(old)) != names:
        yield (f"{new.name}*",)


_absent = object()


def _first(name: Any) -> str:
    return name if type(name) is str else name[0]


def as_text(key: Key) -> str:
    """A key in one string, which can be kept."""
    return "\t".join(key)


def pack_keys(texts: Iterable[str]) -> bytes:
    """Keys as checksums, which take little room. Two of one checksum only make something again that need not be."""
    return array("I", sorted({crc32(text.encode("utf-8", "surrogatepass")) for text in texts})).tobytes()


def is_among(packed: bytes, checksums: tuple[bytes, ...]) -> bool:
    """Whether any of the checksums may be one of the packed ones: one that only seems to be, across two others, does no harm."""
    for checksum in checksums:  # noqa: SIM110  # ten thousand pages, and few checksums
        if checksum in packed:
            return True
    return False


def checksums(texts: Iterable[str]) -> tuple[bytes, ...]:
    """The checksums of keys."""
    packed = pack_keys(texts)
    return tuple(packed[place : place + 4] for place in range(0, len(packed), 4))
