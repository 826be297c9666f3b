"""The model's types as a small tree of shapes, which the checks, the JSON Schema and the field reference all walk."""

from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from generator.model.leaves import LEAVES, Leaf


class Scalar(msgspec.Struct, frozen=True):
    """One scalar of a kind from the table of leaves."""

    leaf: str

    @property
    def kind(self) -> Leaf:
        """The kind's entry in the table."""
        return LEAVES[self.leaf]


class Choice(msgspec.Struct, frozen=True):
    """One of the listed words."""

    values: tuple[str, ...]


class Sequence(msgspec.Struct, frozen=True):
    """A list whose entries have one shape."""

    entry: "Shape"


class Table(msgspec.Struct, frozen=True):
    """A map whose keys are contributors' own, such as languages."""

    key: Scalar
    value: "Shape"


class Field(msgspec.Struct, frozen=True):
    """One named field of a record."""

    name: str
    shape: "Shape"
    required: bool
    default: str
    description: str


class Record(msgspec.Struct, frozen=True):
    """A map with the fields of one struct of the model."""

    struct: type[msgspec.Struct]
    fields: dict[str, Field]


class Either(msgspec.Struct, frozen=True):
    """A scalar, or else a map or record."""

    scalar: Scalar
    other: "Table | Record"


Shape = Scalar | Choice | Sequence | Table | Record | Either


@cache
def shape_of(struct: type[msgspec.Struct]) -> Record:
    """The shape of a struct of the model."""
    hints = get_type_hints(struct, include_extras=True)
    return Record(struct, {f.name: _field(f, hints[f.name]) for f in msgspec.structs.fields(struct)})


def _field(field: msgspec.structs.FieldInfo, hint: Any) -> Field:
    default = str(field.default).lower() if isinstance(field.default, str | bool) else ""
    meta = next(m for m in get_args(hint)[1:] if isinstance(m, Meta) and m.description)
    return Field(field.name, _shape(hint), field.required, default, meta.description or "")


def _shape(hint: Any) -> Shape:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        for meta in arguments[1:]:
            if isinstance(meta, Meta) and meta.extra and "leaf" in meta.extra:
                return Scalar(meta.extra["leaf"])
        return _shape(arguments[0])
    if origin is Literal:
        return Choice(arguments)
    if origin is tuple:
        return Sequence(_shape(arguments[0]))
    if origin is dict:
        key = _shape(arguments[0])
        assert isinstance(key, Scalar)
        return Table(key, _shape(arguments[1]))
    if origin in (Union, UnionType):
        return _either([_shape(argument) for argument in arguments if argument is not NoneType])
    return shape_of(hint)


def _either(shapes: list[Shape]) -> Shape:
    if len(shapes) == 1:
        return shapes[0]
    scalar, other = shapes
    assert isinstance(scalar, Scalar)
    assert isinstance(other, Table | Record)
    return Either(scalar, other)
