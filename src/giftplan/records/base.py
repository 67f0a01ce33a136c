"""What all records are made of: closed, frozen, slim; and how a record refuses what it cannot hold."""

from collections.abc import Sequence
from dataclasses import FrozenInstanceError
from datetime import date
from typing import Any
from typing import Self
from typing import TypeVar
from typing import cast
from typing import dataclass_transform

from pydantic import ConfigDict
from pydantic import Field
from pydantic import model_validator
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

T = TypeVar("T")


class Record:
    """Base of every record: it never changes, and a key that is written without a value counts as not written.

    What `dataclass` would write anew for each of fifty classes, and compile at every start, stands here once.
    """

    __slots__ = ()

    def __setattr__(self, name: str, _: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field '{name}'")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field '{name}'")

    def __repr__(self) -> str:
        values = zip(_field_names(type(self)), self._values(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in values)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and type(other) is type(self) and other._values() == self._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in _field_names(type(self)))

    def replaced(self, **values: object) -> Self:
        """The same record with other values in some fields, which are taken as they are."""
        other = object.__new__(type(self))
        for name in _field_names(type(self)):
            object.__setattr__(other, name, values.get(name, getattr(self, name)))
        return other

    @model_validator(mode="before")
    @classmethod
    def _nothing_written(cls, data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            known = _written_names(cls)
            return {key: value for key, value in data.items() if value is not None or key not in known}
        return data


def _field_names(cls: type) -> tuple[str, ...]:
    names: dict[str, object] = getattr(cls, "__dataclass_fields__", {})
    return tuple(names)


_NAMES: dict[str, frozenset[str]] = {}


def _written_names(cls: type) -> frozenset[str]:
    """The names of a record's fields in a file: a name that is none of them stays, to be refused."""
    if cls.__qualname__ not in _NAMES:
        _NAMES[cls.__qualname__] = frozenset(written_fields(cls).values())
    return _NAMES[cls.__qualname__]


def written_fields(cls: type) -> dict[str, str]:
    """Each field of a record with its name in a file: `start` is written `from`."""
    hints = {
        name: hint for base in reversed(cls.__mro__) for name, hint in getattr(base, "__annotations__", {}).items()
    }
    return {name: _alias(hint) or name for name, hint in hints.items()}


def _alias(hint: Any) -> str | None:
    return next((found for part in getattr(hint, "__metadata__", ()) if (found := getattr(part, "alias", None))), None)


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
def record(cls: type[T]) -> type[T]:
    """Make a record of a class: frozen, closed to unknown keys, without a `__dict__` (thousands are held)."""
    config = ConfigDict(extra="forbid", defer_build=True, populate_by_name=False)
    made = dataclass(slots=True, kw_only=True, repr=False, eq=False, config=config)(cls)
    return cast(type[T], made)


AT = "at"


def refuse(kind: str, message: str, at: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """The error of a value that is written wrongly; `message` says how to write it, `at` where inside the record."""
    return PydanticCustomError(kind, message, {AT: at}) if at else PydanticCustomError(kind, message)


def shortened(text: str, most: int = 30) -> str:
    """As much of a text as a message can show."""
    return text if len(text) <= most else f"{text[: most - 3]}..."


def once(field: str, ids: Sequence[str]) -> None:
    """Raise where an id stands twice in a list of records."""
    index = _second(ids)
    if index is not None:
        message = f"'{ids[index]}' stands here for the second time: give one of the two another id"
        raise refuse("id", message, (field, index, "id"))


def no_repeats(field: str, words: Sequence[object]) -> None:
    """Raise where a list of words says one of them twice."""
    index = _second(words)
    if index is not None:
        raise refuse("twice", f"'{words[index]}' stands here for the second time: write it once", (field, index))


def _second(words: Sequence[object]) -> int | None:
    """The place of the first word that was there before."""
    seen: set[object] = set()
    for index, word in enumerate(words):
        if word in seen:
            return index
        seen.add(word)
    return None


def in_order(start: date | None, end: date | None, what: str) -> None:
    """Raise where a period ends before it begins."""
    if start is not None and end is not None and end < start:
        raise refuse(
            "period", f"{what} ends on {end.isoformat()}, before it begins on {start.isoformat()}: write them in order"
        )


class Range(Record):
    """Base of records with a `min` and a `max`."""

    __slots__ = ()
    min: Any
    max: Any

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if self.max < self.min:
            raise refuse("range", "the maximum is below the minimum: write the smaller one at min")
        return self


class Days(Record):
    """Base of records that last from a day (`start`) to a day (`until`), both included."""

    __slots__ = ()
    start: Any
    until: Any

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        in_order(self.start, self.until, "the period")
        return self

    def holds(self, day: date) -> bool:
        """Does it hold that day?"""
        held: bool = self.start <= day <= self.until
        return held
