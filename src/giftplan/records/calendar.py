"""`calendar/<year>.yaml`: public holidays, written down once so that everybody plans from the same days."""

from typing import Annotated

from pydantic import Field
from pydantic import StringConstraints

from giftplan.records.base import Day
from giftplan.records.base import Record
from giftplan.records.base import Text
from giftplan.records.base import record
from giftplan.records.words import Weekday

Region = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")]
"""A country (DE) or a part of one (DE-BY)."""


@record
class RegionDays(Record):
    """The weekend of a country or region, and its public holidays of the year by day."""

    weekend: tuple[Weekday, ...] = ("sat", "sun")
    days: dict[Day, Text] = Field(default_factory=dict)


@record
class CalendarYear(Record):
    """One year's holidays. `ours` are days of our own on which we do not work."""

    source: Text | None = None
    written: Day | None = None
    countries: dict[Region, RegionDays] = Field(default_factory=dict)
    ours: dict[Day, Text] = Field(default_factory=dict)
