"""`cultures/*.yaml`: what a gift means in a country, with sources."""

from typing import Annotated
from typing import Literal

from pydantic import Field
from pydantic import PlainValidator
from pydantic import model_validator

from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.base import refuse
from giftplan.records.numbers import read_count
from giftplan.records.numbers import read_offset
from giftplan.records.scalars import Country
from giftplan.records.scalars import Day
from giftplan.records.scalars import OneOrMany
from giftplan.records.scalars import Text
from giftplan.records.scalars import read_month_day
from giftplan.records.scalars import written_as
from giftplan.records.words import Confidence
from giftplan.records.words import Delivery
from giftplan.records.words import GiftKind
from giftplan.records.words import Logo
from giftplan.records.words import ValueLevel
from giftplan.records.words import Weekday

Level = Literal["never", "avoid", "prefer", "know"]
Moment = Literal["prospect", "negotiation", "tender", "renewal", "dispute", "crisis", "after-signature"]


@record
class Source(Record):
    """Where a fact comes from and when it was seen there."""

    title: Text
    url: Text | None = None
    seen: Day


def _read_quantity(value: object) -> int | str:
    if value in ("even", "odd"):
        return str(value)
    if not isinstance(value, str):
        raise refuse("quantity", "a quantity is a number, even or odd: write one of them")
    return read_count(value)


Quantity = Annotated[int | str, PlainValidator(_read_quantity)]


@record
class Match(Record):
    """Which gifts a rule speaks of: every key that is given must hold, a list means any of it."""

    tags: OneOrMany[Text] = ()
    contains: OneOrMany[Text] = ()
    quantity: OneOrMany[Quantity] = ()
    colour: OneOrMany[Text] = ()
    wrapping: OneOrMany[Text] = ()
    value: OneOrMany[ValueLevel] = ()
    kind: OneOrMany[GiftKind] = ()
    logo: OneOrMany[Logo] = ()
    delivery: OneOrMany[Delivery] = ()
    ink: OneOrMany[Text] = ()
    during: OneOrMany[Moment] = ()
    sector: OneOrMany[Text] = ()
    origin: OneOrMany[Literal["abroad"]] = ()
    any_of: "tuple[Match, ...]" = ()

    @model_validator(mode="after")
    def _says_something(self) -> "Match":
        if not any(self._values()):
            raise refuse(
                "match", "a match says at least one thing: write one, or leave match: out where nothing can be matched"
            )
        return self


@record
class CultureRule(Record):
    """One custom, courtesy or law. Without a `match` it is advice for the hand-over sheet."""

    id: Text
    level: Level
    scope: Literal["general", "ask", "law"] = "general"
    restriction: Text | None = None
    match: Match | None = None
    why: Text
    instead: Text | None = None
    exception: Text | None = None
    asking: Literal["rude"] | None = None
    """Is it rude there to ask how a gift was liked?"""
    confidence: Confidence = "medium"
    source: Source
    also: OneOrMany[Text] = ()


def _read_edge(value: object) -> int | tuple[int, int]:
    if not isinstance(value, str):
        raise refuse("edge", "this is no day: write a number of days, or month and day as in 08-01")
    is_day = len(value) == 5 and value[2] == "-"
    return read_month_day(value) if is_day else read_offset(value)


Edge = Annotated[int | tuple[int, int], PlainValidator(_read_edge)]


@record
class When(Record):
    """The days of a window, as written; `planning` turns it into the days of a year."""

    holiday: Text | None = None
    country: Country | None = None
    easter: Literal["western", "orthodox"] | None = None
    weekdays: OneOrMany[Weekday] = ()
    start: Annotated[Edge | None, Field(alias="from")] = None
    end: Annotated[Edge | None, Field(alias="to")] = None

    @model_validator(mode="after")
    def _one_form(self) -> "When":
        moved = self.holiday or self.easter
        edges = (self.start, self.end)
        if sum((bool(self.holiday), bool(self.easter), bool(self.weekdays))) > 1 or (self.country and not self.holiday):
            raise refuse(
                "when", "a window is told by a holiday, by Easter, by weekdays or by two days: write one of the four"
            )
        if self.weekdays and edges != (None, None):
            raise refuse("when", "a window of weekdays has no from and to: leave them out")
        if moved and not all(isinstance(edge, int) for edge in edges):
            raise refuse("when", "from and to are counted from that holiday: write days before (-28) and after (2)")
        if not moved and not self.weekdays and not all(isinstance(edge, tuple) for edge in edges):
            raise refuse(
                "when", "nothing says which days: write from and to as month and day, as in {from: 08-01, to: 08-31}"
            )
        if isinstance(self.start, int) and isinstance(self.end, int) and self.end < self.start:
            raise refuse("when", f"the window ends ({self.end}) before it begins ({self.start}): write them in order")
        return self


@record
class Window(Record):
    """Days on which a gift is welcome (prefer), out of place (avoid, never), or merely noted (know)."""

    id: Text
    when: When
    level: Level
    why: Text
    source: Source
    confidence: Confidence = "medium"
    exception: Text | None = None
    also: OneOrMany[Text] = ()


CultureCountry = Annotated[str, *written_as(r"[A-Z]{2}|\*", "CN, or * for everywhere")]


@record
class Culture(Record):
    """The customs of one country, of several that share them, or of everywhere (`*`)."""

    path: str
    name: Text
    countries: OneOrMany[CultureCountry]
    reviewed: Day | None = None
    rules: tuple[CultureRule, ...] = ()
    windows: tuple[Window, ...] = ()

    def speaks_for(self, country: str) -> bool:
        """Do these customs hold in `country`?"""
        return country in self.countries or "*" in self.countries
