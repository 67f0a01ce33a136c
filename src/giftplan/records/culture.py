"""`cultures/*.yaml`: what a gift means in a country, with sources."""

from typing import Annotated
from typing import Literal

from pydantic import Field
from pydantic import PlainValidator
from pydantic import WithJsonSchema
from pydantic import model_validator

from giftplan.records import shapes
from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.base import refuse
from giftplan.records.named import Colour
from giftplan.records.named import Content
from giftplan.records.named import Restriction
from giftplan.records.named import Sector
from giftplan.records.named import Tag
from giftplan.records.named import Wrapping
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
    """What it is called."""
    url: Text | None = None
    """Its address."""
    seen: Day
    """The day on which it was seen there."""


def _read_quantity(value: object) -> int | str:
    if value in ("even", "odd"):
        return str(value)
    if not isinstance(value, str):
        raise refuse("quantity", "a quantity is a number, even or odd: write one of them")
    return read_count(value)


Quantity = Annotated[int | str, PlainValidator(_read_quantity), WithJsonSchema(shapes.QUANTITY)]


@record
class Match(Record):
    """Which gifts a rule speaks of: every key that is given must hold, a list means any of it."""

    tags: OneOrMany[Tag] = ()
    """What the gift is."""
    contains: OneOrMany[Content] = ()
    """What is in it."""
    quantity: OneOrMany[Quantity] = ()
    """How many pieces: numbers, even or odd."""
    colour: OneOrMany[Colour] = ()
    """Of the object; a colour stands for its shades."""
    wrapping: OneOrMany[Wrapping] = ()
    """The colour of its wrapping, or none."""
    value: OneOrMany[ValueLevel] = ()
    """How much it costs, by the value levels of settings.yaml."""
    kind: OneOrMany[GiftKind] = ()
    """What kind of gift it is."""
    logo: OneOrMany[Logo] = ()
    """Our logo on it."""
    delivery: OneOrMany[Delivery] = ()
    """Sent, or handed over."""
    ink: OneOrMany[Colour] = ()
    """The colour of the card's ink."""
    during: OneOrMany[Moment] = ()
    """When the gift arrives."""
    sector: OneOrMany[Sector] = ()
    """The partner's."""
    origin: OneOrMany[Literal["abroad"]] = ()
    """Abroad: our country is another than the partner's."""
    any_of: "tuple[Match, ...]" = ()
    """Alternatives: one of them is enough."""

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
    """A short name: findings name it."""
    level: Level
    """How strictly it is meant."""
    scope: Literal["general", "ask", "law"] = "general"
    """General, true for some people (ask), or law."""
    restriction: Restriction | None = None
    """Where it is true for some people: what one of them would declare."""
    match: Match | None = None
    """Which gifts it speaks of; without it, advice for the hand-over."""
    why: Text
    """What it means there."""
    instead: Text | None = None
    """What to do instead."""
    exception: Text | None = None
    """When it does not hold."""
    asking: Literal["rude"] | None = None
    """Is it rude there to ask how a gift was liked?"""
    confidence: Confidence = "medium"
    """How sure the source is."""
    source: Source
    """Where it is from."""
    also: OneOrMany[Text] = ()
    """Other customs that this one covers."""


def _read_edge(value: object) -> int | tuple[int, int]:
    if not isinstance(value, str):
        raise refuse("edge", "this is no day: write a number of days, or month and day as in 08-01")
    is_day = len(value) == 5 and value[2] == "-"
    return read_month_day(value) if is_day else read_offset(value)


Edge = Annotated[int | tuple[int, int], PlainValidator(_read_edge), WithJsonSchema(shapes.EDGE)]


@record
class When(Record):
    """The days of a window, as written; `planning` turns it into the days of a year."""

    holiday: Text | None = None
    """The English name of a holiday; `from` and `to` are counted from it."""
    country: Country | None = None
    """Of that holiday, where it is another's."""
    easter: Literal["western", "orthodox"] | None = None
    """Which Easter; `from` and `to` are counted from it."""
    weekdays: OneOrMany[Weekday] = ()
    """Days of the week, all year round."""
    start: Annotated[Edge | None, Field(alias="from")] = None
    """Days before (-28) or after a holiday, or month and day (08-01)."""
    end: Annotated[Edge | None, Field(alias="to")] = None
    """Days before or after (2) a holiday, or month and day (08-31)."""

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
    """A short name: reasons name it."""
    when: When
    """Which days."""
    level: Level
    """How strictly it is meant."""
    why: Text
    """What it means there."""
    source: Source
    """Where it is from."""
    confidence: Confidence = "medium"
    """How sure the source is."""
    exception: Text | None = None
    """When it does not hold."""
    also: OneOrMany[Text] = ()
    """Other customs that this one covers."""


CultureCountry = Annotated[
    str, *written_as(r"[A-Z]{2}|\*", "CN, or * for everywhere"), shapes.Names("country or everywhere")
]


@record
class Culture(Record):
    """The customs of one country, of several that share them, or of everywhere (`*`)."""

    path: str
    name: Text
    """Of the country, or of those who share these customs."""
    countries: OneOrMany[CultureCountry]
    """For which countries it speaks, as two capitals; * is everywhere."""
    reviewed: Day | None = None
    """The day on which somebody last read it through."""
    rules: tuple[CultureRule, ...] = ()
    """Customs, courtesies and laws."""
    windows: tuple[Window, ...] = ()
    """Good and bad days of the year."""

    def speaks_for(self, country: str) -> bool:
        """Do these customs hold in `country`?"""
        return country in self.countries or "*" in self.countries
