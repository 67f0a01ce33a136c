"""`calendar/<year>.yaml`: public holidays, written down once so that everybody plans from the same days."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field
from pydantic import model_validator

from giftplan.records import shapes
from giftplan.records.base import Record
from giftplan.records.base import no_repeats
from giftplan.records.base import record
from giftplan.records.scalars import Day
from giftplan.records.scalars import Text
from giftplan.records.scalars import written_as
from giftplan.records.words import Weekday

Region = Annotated[
    str, *written_as(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", "DE, or DE-BY for a part of it"), shapes.Names("region")
]
"""A country (DE) or a part of one (DE-BY)."""


@record
class RegionDays(Record):
    """The weekend of a country or region, and its public holidays of the year by day."""

    weekend: Annotated[tuple[Weekday, ...], Field(min_length=1)] = ("sat", "sun")
    """Days of the week on which nobody works."""
    days: dict[Day, Text] = Field(default_factory=dict)
    """Public holidays: each day with its name."""

    @model_validator(mode="after")
    def _each_day_once(self) -> "RegionDays":
        no_repeats("weekend", self.weekend)
        return self


@record
class CalendarYear(Record):
    """One year's holidays. `ours` are days of our own on which we do not work."""

    path: str
    source: Text | None = None
    """Where the days are from."""
    written: Day | None = None
    """The day on which they were written down."""
    countries: dict[Region, RegionDays] = Field(default_factory=dict)
    """By country, or a part of one: DE, DE-BY."""
    ours: dict[Day, Text] = Field(default_factory=dict)
    """Days on which we do not work: each with its reason."""

    def all_days(self) -> Iterator[tuple[tuple[str, ...], date]]:
        """Every day that is written down, with the way to it."""
        for region, known in self.countries.items():
            yield from ((("countries", region, "days", day.isoformat()), day) for day in known.days)
        yield from ((("ours", day.isoformat()), day) for day in self.ours)
