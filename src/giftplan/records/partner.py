"""`partners/<partner>.yaml`: a company we work with, and the people in it."""

from datetime import date
from typing import Annotated
from typing import Any
from typing import Literal

from pydantic import BeforeValidator
from pydantic import Field
from pydantic import model_validator

from giftplan.records.base import Days
from giftplan.records.base import Record
from giftplan.records.base import once
from giftplan.records.base import record
from giftplan.records.base import refuse
from giftplan.records.contact import Contact
from giftplan.records.numbers import read_count
from giftplan.records.policy import Authorisation
from giftplan.records.policy import Policy
from giftplan.records.scalars import FIRST_YEAR
from giftplan.records.scalars import Amount
from giftplan.records.scalars import Count
from giftplan.records.scalars import Country
from giftplan.records.scalars import Day
from giftplan.records.scalars import Flag
from giftplan.records.scalars import Id
from giftplan.records.scalars import OneOrMany
from giftplan.records.scalars import Text
from giftplan.records.scalars import Year
from giftplan.records.scalars import written_as
from giftplan.records.waiver import Waiver

Tie = Literal["none", "friend", "family"]
SensitiveKind = Literal["negotiation", "tender", "renewal", "dispute", "crisis"]


def _read_score(value: object) -> int:
    score = read_count(value) if isinstance(value, str) else 0
    if not 1 <= score <= 5:
        raise refuse("score", "a score is a number: write one from 1 (unhappy) to 5 (delighted)")
    return score


Score = Annotated[int, BeforeValidator(_read_score)]


@record
class LifetimeValue(Record):
    """What the relationship is worth, in the home currency. Only what exists (realised, contracted) earns a budget."""

    amount: Amount
    basis: Literal["realised", "contracted", "forecast"]
    as_of: Day

    @property
    def exists(self) -> bool:
        """Is it more than a hope?"""
        return self.basis != "forecast"


@record
class Period(Days):
    """Days on which not to disturb."""

    start: Annotated[Day, Field(alias="from")]
    until: Day
    why: Text | None = None


@record
class SensitivePeriod(Days):
    """Days on which a gift could be read as a price."""

    start: Annotated[Day, Field(alias="from")]
    until: Day
    what: SensitiveKind


@record
class Event(Record):
    """A day on which we meet anyway."""

    name: Text
    date: Day


@record
class Departure(Record):
    """How a relationship ended: facts apart from how we read them."""

    date: Day
    by: Literal["them", "us"] = "them"
    why: Text = "unknown"
    facts: tuple[Text, ...] = ()
    reading: tuple[Text, ...] = ()


@record
class Referral(Record):
    """Which partner brought this one."""

    partner: Id
    date: Day | None = None


@record
class Meeting(Record):
    """A meeting asked for, and held."""

    asked: Day | None = None
    by: Literal["them", "us"] = "us"
    held: Day | None = None
    note: Text | None = None


@record
class Feedback(Record):
    """What they told us, from 1 (unhappy) to 5 (delighted); a complaint has a day on which it was mended."""

    date: Day
    score: Score
    note: Text | None = None
    resolved: Day | None = None


@record
class Signal(Record):
    """A sign that a partner is bigger than its tier."""

    date: Day
    what: Text
    source: Text | None = None


@record
class TouchDecision(Record):
    """A person's decision that overrides the planner."""

    date: Day | None = None
    skip: Flag = False
    why: Text | None = None

    @model_validator(mode="after")
    def _decides(self) -> "TouchDecision":
        if self.skip == (self.date is not None):
            raise refuse("decision", "a decision about a touch is one of two: write date: 2026-05-21, or skip: true")
        return self


def _since_ever(value: Any) -> Any:
    return {str(FIRST_YEAR): value} if isinstance(value, str) else value


TierByYear = Annotated[dict[Year, Count | None], BeforeValidator(_since_ever)]
"""The tier from a year on; a single number holds since ever."""


@record
class Partner(Record):
    """One partner. `id` is its file's stem. `revenue` is what it bought by calendar year, in the home currency."""

    id: str
    path: str
    name: Text
    country: Country
    contacts: Annotated[tuple[Contact, ...], Field(min_length=1)]
    subdivision: Annotated[str, *written_as(r"[A-Z0-9]{1,3}", "BY, for Bavaria")] | None = None
    sector: Text | None = None
    tier: TierByYear = Field(default_factory=dict)
    owner: Id | None = None
    since: Day | None = None
    relation: Literal["client", "supplier", "distributor", "referrer"] = "client"
    status: Literal["prospect", "active", "departed"] = "active"
    departed: Departure | None = None
    lifetime_value: OneOrMany[LifetimeValue] = ()
    revenue: dict[Year, Amount] = Field(default_factory=dict)
    policy: OneOrMany[Policy] = ()
    authorisations: tuple[Authorisation, ...] = ()
    sensitive: tuple[SensitivePeriod, ...] = ()
    causes: tuple[Text, ...] = ()
    events: tuple[Event, ...] = ()
    quiet: tuple[Period, ...] = ()
    ties: Tie = "none"
    disclosed: Day | None = None
    referred_by: Referral | None = None
    meetings: tuple[Meeting, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    attachment: tuple[Literal["first-trust", "grew-with-us", "first-times", "recommends-us", "pride"], ...] = ()
    signals: tuple[Signal, ...] = ()
    reviewed: Day | None = None
    touches: dict[Year, dict[Text, TouchDecision]] = Field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()

    @model_validator(mode="after")
    def _makes_sense(self) -> "Partner":
        if self.status == "departed" and self.departed is None:
            message = "nothing says when it left: write departed: {date: 2026-02-01, by: them}"
            raise refuse("departed", message, ("status",))
        once("contacts", [contact.id for contact in self.contacts])
        self._names_others()
        self._decides_near_each_year()
        return self

    def _names_others(self) -> None:
        message = "it names itself: write who it was, or leave the field out"
        if self.referred_by and self.referred_by.partner == self.id:
            raise refuse("referral", message, ("referred_by", "partner"))
        for index, contact in enumerate(self.contacts):
            if contact.formerly and (contact.formerly.partner, contact.formerly.contact) == (self.id, contact.id):
                raise refuse("formerly", message, ("contacts", index, "formerly"))

    def _decides_near_each_year(self) -> None:
        """A touch may be moved over the turn of the year, and not further: that is a slip of the keyboard."""
        for year, decisions in self.touches.items():
            for touch, decision in decisions.items():
                if decision.date is not None and abs(decision.date.year - year) > 1:
                    day = decision.date.isoformat()
                    message = f"{day} is no day for a touch of {year}: write it under its own year"
                    raise refuse("decision", message, ("touches", str(year), touch, "date"))

    def tier_in(self, year: int) -> int | None:
        """The tier in force in that year; None where it is not classed yet."""
        known = [entry for entry in self.tier if entry <= year]
        return self.tier[max(known)] if known else None

    def contact(self, contact_id: str) -> Contact | None:
        """The contact of that id, if there is one."""
        return next((contact for contact in self.contacts if contact.id == contact_id), None)

    def first_there(self, day: date) -> Contact | None:
        """The first of the contacts who works there on that day."""
        return next((contact for contact in self.contacts if contact.is_there(day)), None)

    def decision(self, year: int, touch: str) -> TouchDecision | None:
        """What somebody decided about a touch of that year."""
        return self.touches.get(year, {}).get(touch)

    @property
    def left_on(self) -> date | None:
        """The day on which the relationship ended or will; None where it goes on, whatever the file kept."""
        return self.departed.date if self.status == "departed" and self.departed else None

    def has_left(self, year: int) -> bool:
        """Is the relationship over in that year, or does it end in it?"""
        return self.left_on is not None and self.left_on.year <= year

    def has_left_by(self, day: date) -> bool:
        """Is the relationship over on that day?"""
        return self.left_on is not None and self.left_on <= day
