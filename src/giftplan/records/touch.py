"""`touches.yaml`: the moments of the year at which we give."""

from typing import Annotated

from pydantic import Field
from pydantic import PlainValidator
from pydantic import model_validator

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


Month = Annotated[int, PlainValidator(_read_month)]


@record
class Touch(Record):
    """One touch of the year.

    `months` hold its day; `weight` shares the year's allowance out; `priority` (1 is first) says which
    touches a tier with fewer keeps. Source of the shipped four: the founding article's yearly planning.
    """

    id: Text
    name: Text
    months: Annotated[tuple[Month, ...], Field(min_length=1)]
    weight: Count
    priority: Count
    kinds: tuple[GiftKind, ...] = ()
    idea: Text | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> "Touch":
        if self.id == NO_TOUCH:
            message = f"'{NO_TOUCH}' is what a gift outside the calendar says: give the touch another id"
            raise refuse("touch", message, ("id",))
        no_repeats("months", self.months)
        return self
