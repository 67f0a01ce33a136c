"""`touches.yaml`: the moments of the year at which we give."""

from typing import Annotated

from pydantic import Field
from pydantic import PlainValidator
from pydantic import WithJsonSchema
from pydantic import model_validator

from giftplan.records import shapes
from giftplan.records.base import Record
from giftplan.records.base import no_repeats
from giftplan.records.base import record
from giftplan.records.base import refuse
from giftplan.records.numbers import read_whole
from giftplan.records.scalars import Count
from giftplan.records.scalars import Text
from giftplan.records.words import NO_TOUCH
from giftplan.records.words import GiftKind


def _read_month(value: object) -> int:
    month = read_whole(value) if isinstance(value, str) else 0
    if not 1 <= month <= 12:
        raise refuse("month", "a month is a number: write 1 to 12")
    return month


Month = Annotated[int, PlainValidator(_read_month), WithJsonSchema(shapes.MONTH)]


@record
class Touch(Record):
    """One touch of the year.

    `months` hold its day; `weight` shares the year's allowance out; `priority` (1 is first) says which
    touches a tier with fewer keeps. Source of the shipped four: the founding article's yearly planning.
    """

    id: Text
    """A short name, as in Q1: gifts and partners name it."""
    name: Text
    """What it is called."""
    months: Annotated[tuple[Month, ...], Field(min_length=1)]
    """The months that hold its day, from 1 to 12."""
    weight: Count
    """Its part of the year's allowance, beside the weights of the others."""
    priority: Count
    """Which touches a tier with fewer keeps: 1 is the first."""
    kinds: tuple[GiftKind, ...] = ()
    """Kinds of gift that suit it, the best first."""
    idea: Text | None = None
    """What it is meant to be."""

    @model_validator(mode="after")
    def _makes_sense(self) -> "Touch":
        if self.id == NO_TOUCH:
            message = f"'{NO_TOUCH}' is what a gift outside the calendar says: give the touch another id"
            raise refuse("touch", message, ("id",))
        no_repeats("months", self.months)
        return self
