"""Plain data → the model's structs, for data in which nothing is wrong; anything else is left to ``structure``.

Each shape of the model becomes one function, made once. What it would have to tell, it doubts: the answer is None, and the
walk of ``structure`` says what is wrong. Both ask the same table of leaves, so they accept the same.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import msgspec

from generator.model.shape import Choice, Either, Record, Scalar, Sequence, Shape, Table, shape_of

_Struct = TypeVar("_Struct", bound=msgspec.Struct)
_Fit = Callable[[Any], Any]


class _DoubtError(Exception):
    """A value is not as the shape wants it."""


def fitting(data: Any, struct: type[_Struct]) -> _Struct | None:
    """The struct that the data makes, when every value is right; fields that are left empty are absent."""
    try:
        found = _fit_of(struct)(data)
    except (_DoubtError, KeyError, TypeError):  # a wrong value, an unknown field or word, a missing field
        return None
    assert isinstance(found, struct)
    return found


@cache
def _fit_of(struct: type[msgspec.Struct]) -> _Fit:
    return _fit(shape_of(struct))


def _fit(shape: Shape) -> _Fit:
    """The function that takes a value of a shape, or raises."""
    match shape:
        case Scalar():
            return _scalar(shape)
        case Choice():
            return {value: value for value in shape.values}.__getitem__
        case Either():
            return _either(_fit(shape.scalar), _fit(shape.other))
        case Sequence():
            return _sequence(_fit(shape.entry))
        case Table():
            return _table(_fit(shape.key), _fit(shape.value))
        case Record():
            return _record(shape.struct, {name: _fit(field.shape) for name, field in shape.fields.items()})


def _scalar(shape: Scalar) -> _Fit:
    check, length = shape.kind.check, shape.kind.length

    def text(data: Any) -> str:
        if data.__class__ is str and 0 < len(data) <= length:
            return data
        raise _DoubtError

    def scalar(data: Any) -> str:
        if data.__class__ is str and data and check(data) is None:
            return data
        raise _DoubtError

    if shape.leaf == "boolean":
        return {"true": True, "false": False}.__getitem__
    return text if length else scalar


def _either(scalar: _Fit, other: _Fit) -> _Fit:
    return lambda data: scalar(data) if data.__class__ is str else other(data)


def _sequence(entry: _Fit) -> _Fit:
    def sequence(data: Any) -> tuple[Any, ...]:
        if data.__class__ is not list:
            raise _DoubtError
        return tuple([entry(value) for value in data])

    return sequence


def _table(key: _Fit, value: _Fit) -> _Fit:
    def table(data: Any) -> dict[str, Any]:
        if data.__class__ is not dict:
            raise _DoubtError
        return {key(name): value(entry) for name, entry in data.items()}

    return table


def _record(struct: type[msgspec.Struct], fields: dict[str, _Fit]) -> _Fit:
    def record(data: Any) -> msgspec.Struct:
        if data.__class__ is not dict:
            raise _DoubtError
        found: dict[str, Any] = {}
        for name, value in data.items():
            fit = fields[name]
            if value != "":
                found[name] = fit(value)
        return struct(**found)

    return record
