"""`partners/<partner>.yaml`: a company we work with, and the people in it."""

from datetime import date
from typing import Annotated
from typing import Any
from typing import Literal

from pydantic import BeforeValidator
from pydantic import Field
from pydantic import WithJsonSchema
from pydantic import model_validator

from giftplan.records import shapes
from giftplan.records.base import Days
from giftplan.records.base import Record
from giftplan.records.base import once
from giftplan.records.base import record
from giftplan.records.base import refuse
from giftplan.records.contact import Contact
from giftplan.records.named import Member
from giftplan.records.named import Sector
from giftplan.records.named import TouchId
from giftplan.records.policy import Authorisation
from giftplan.records.policy import Policy
from giftplan.records.relation import Departure
from giftplan.records.relation import Feedback
from giftplan.records.relation import Meeting
from giftplan.records.relation import Referral
from giftplan.records.relation import Signal
from giftplan.records.scalars import FIRST_YEAR
from giftplan.records.scalars import Amount
from giftplan.records.scalars import Count
from giftplan.records.scalars import Country
from giftplan.records.scalars import Day
from giftplan.records.scalars import Flag
from giftplan.records.scalars import OneOrMany
from giftplan.records.scalars import Text
from giftplan.records.scalars import Year
from giftplan.records.scalars import written_as
from giftplan.records.waiver import Waiver

Tie = Literal["none", "friend", "family"]
SensitiveKind = Literal["negotiation", "tender", "renewal", "dispute", "crisis"]


@record
class LifetimeValue(Record):
    """What the relationship is worth, in the home currency. Only what exists (realised, contracted) earns a budget."""

    amount: Amount
    """In the home currency."""
    basis: Literal["realised", "contracted", "forecast"]
    """Only what exists earns a budget: realised or contracted. A forecast earns none."""
    as_of: Day
    """The day on which it was worked out."""

    @property
    def exists(self) -> bool:
        """Is it more than a hope?"""
        return self.basis != "forecast"


@record
class Period(Days):
    """Days on which not to disturb."""

    start: Annotated[Day, Field(alias="from")]
    """The first day of it."""
    until: Day
    """The last day of it, included."""
    why: Text | None = None
    """What keeps them busy, as in stock-taking."""


@record
class SensitivePeriod(Days):
    """Days on which a gift could be read as a price."""

    start: Annotated[Day, Field(alias="from")]
    """The first day of it."""
    until: Day
    """The last day of it, included."""
    what: SensitiveKind
    """What is open then."""


@record
class Event(Record):
    """A day on which we meet anyway."""

    name: Text
    """What it is called, as in Trade fair."""
    date: Day
    """Its day."""


@record
class TouchDecision(Record):
    """A person's decision that overrides the planner."""

    date: Day | None = None
    """The day on which it is to arrive."""
    skip: Flag = False
    """True where this touch is left out."""
    why: Text | None = None
    """What led to the decision."""

    @model_validator(mode="after")
    def _decides(self) -> "TouchDecision":
        if self.skip == (self.date is not None):
            raise refuse("decision", "a decision about a touch is one of two: write date: 2026-05-21, or skip: true")
        return self


def _since_ever(value: Any) -> Any:
    return {str(FIRST_YEAR): value} if isinstance(value, str) else value


TierByYear = Annotated[dict[Year, Count | None], BeforeValidator(_since_ever), WithJsonSchema(shapes.TIER_BY_YEAR)]
"""The tier from a year on; a single number holds since ever."""


@record
class Partner(Record):
    """One partner. `id` is its file's stem. `revenue` is what it bought by calendar year, in the home currency."""

    id: str
    path: str
    name: Text
    """The company's name, as it stands on their letters."""
    country: Country
    """Where it is, as two capitals (ISO 3166-1): its customs, holidays and laws count."""
    contacts: Annotated[tuple[Contact, ...], Field(min_length=1)]
    """The people there, at least one."""
    subdivision: Annotated[str, *written_as(r"[A-Z0-9]{1,3}", "BY, for Bavaria")] | None = None
    """A part of the country (ISO 3166-2), for regional holidays: BY for Bavaria."""
    sector: Sector | None = None
    """A word of the vocabulary. Regulated ones, such as banking or public, have rules of their own."""
    tier: TierByYear = Field(default_factory=dict)
    """Of tiers.yaml, or by year: {2025: 2, 2026: 1}. Without one: cards only."""
    owner: Member | None = None
    """Who of our team looks after them."""
    since: Day | None = None
    """The day on which it began."""
    relation: Literal["client", "supplier", "distributor", "referrer"] = "client"
    """What they are to us."""
    status: Literal["prospect", "active", "departed"] = "active"
    """A departed one says in `departed` when it left."""
    departed: Departure | None = None
    """How the relationship ended; required where status is departed."""
    lifetime_value: OneOrMany[LifetimeValue] = ()
    """What the relationship is worth, once or several times: a year's budget uses the newest from before it."""
    revenue: dict[Year, Amount] = Field(default_factory=dict)
    """What it bought, by calendar year, in the home currency."""
    policy: OneOrMany[Policy] = ()
    """Its own rules about gifts; a list keeps the earlier ones."""
    authorisations: tuple[Authorisation, ...] = ()
    """What their compliance office answered, in writing."""
    sensitive: tuple[SensitivePeriod, ...] = ()
    """When a gift could be read as a price."""
    causes: tuple[Text, ...] = ()
    """What it supports: where a donation could go."""
    events: tuple[Event, ...] = ()
    """Days on which we meet anyway."""
    quiet: tuple[Period, ...] = ()
    """When not to disturb them."""
    ties: Tie = "none"
    """Between somebody of theirs and somebody of ours; a tie must be disclosed."""
    disclosed: Day | None = None
    """The day on which a tie was disclosed to our compliance office."""
    referred_by: Referral | None = None
    """Which partner brought this one."""
    meetings: tuple[Meeting, ...] = ()
    """Meetings asked for, and held."""
    feedback: tuple[Feedback, ...] = ()
    """What they told us about our work."""
    attachment: tuple[Literal["first-trust", "grew-with-us", "first-times", "recommends-us", "pride"], ...] = ()
    """What binds us to them beyond money."""
    signals: tuple[Signal, ...] = ()
    """Signs that it is bigger than its tier."""
    reviewed: Day | None = None
    """The day on which its tier was last questioned."""
    touches: dict[Year, dict[TouchId, TouchDecision]] = Field(default_factory=dict)
    """By year and touch: decisions that override the planner."""
    waivers: tuple[Waiver, ...] = ()
    """Rules set aside on purpose, for this partner and its gifts."""

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
