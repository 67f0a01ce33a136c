"""`settings.yaml`: who we are and how we work."""

from decimal import Decimal
from typing import Annotated
from typing import Literal

from pydantic import Field
from pydantic import model_validator

from giftplan.money import Exchange
from giftplan.records.base import Days
from giftplan.records.base import Record
from giftplan.records.base import once
from giftplan.records.base import record
from giftplan.records.base import refuse
from giftplan.records.named import Liking
from giftplan.records.named import RuleToChange
from giftplan.records.named import Sector
from giftplan.records.scalars import Amount
from giftplan.records.scalars import Count
from giftplan.records.scalars import Country
from giftplan.records.scalars import Currency
from giftplan.records.scalars import Day
from giftplan.records.scalars import Flag
from giftplan.records.scalars import Id
from giftplan.records.scalars import Percent
from giftplan.records.scalars import Rate
from giftplan.records.scalars import Share
from giftplan.records.scalars import Span
from giftplan.records.scalars import Text
from giftplan.records.words import Weekday


@record
class TeamMember(Record):
    """One of us. `interests` are words of the vocabulary: what we may have in common with a contact."""

    id: Id
    """A short name: partners and gifts name it."""
    name: Text
    """As below a letter."""
    email: Text | None = None
    """Where partners can answer."""
    role: Literal["manager", "compliance", "finance"] = "manager"
    """Who speaks for compliance or finance."""
    interests: tuple[Liking, ...] = ()
    """Words of the vocabulary: what they may share with a contact."""


@record
class Campaign(Days):
    """Weeks in which we sell hard: a gift then would look like part of the offer."""

    start: Annotated[Day, Field(alias="from")]
    """The first day of it."""
    until: Day
    """The last day of it, included."""
    what: Text | None = None
    """What is sold then, as in spring catalogue."""


@record
class ValueLevels(Record):
    """Upper ends of the value levels, in the home currency, VAT included; what is above `premium` is lavish."""

    token: Amount = Decimal(10)
    """A token costs up to this, in the home currency, VAT included."""
    modest: Amount = Decimal(30)
    """A modest gift costs up to this, in the home currency, VAT included."""
    mid: Amount = Decimal(60)
    """A middling gift costs up to this, in the home currency, VAT included."""
    premium: Amount = Decimal(100)
    """A premium gift costs up to this, in the home currency; above it is lavish."""

    @model_validator(mode="after")
    def _rising(self) -> "ValueLevels":
        if not self.token <= self.modest <= self.mid <= self.premium:
            raise refuse(
                "value_levels", "the value levels do not rise: write token, modest, mid and premium from small to large"
            )
        return self


@record
class Concentration(Record):
    """Shares (0.25 is a quarter) of a year's revenue from one partner at which we watch, and take alarm."""

    watch: Share = Decimal("0.25")
    """The share at which we watch, as 0.25 for a quarter."""
    alarm: Share = Decimal("0.40")
    """The share at which we take alarm, as 0.40."""


@record
class Settings(Record):
    """The giver. All amounts are in the home currency, VAT included; defaults are those of the shipped file."""

    company: Text
    """Our name."""
    country: Country
    """Where we are, as two capitals: its tax limits and working days apply to us."""
    currency: Currency
    """The home currency: amounts that name no currency are in it."""
    sector: Sector | None = None
    """Ours: some limits bind only givers of a sector."""
    rates: dict[Currency, Rate] = Field(default_factory=dict)
    """One unit of each other currency, in the home currency."""
    team: tuple[TeamMember, ...] = ()
    """Those of us who give, write and decide."""
    vat_percent: Percent = Decimal(20)
    """The home rate of VAT, in percent."""
    delivery_days: tuple[Weekday, ...] = ("tue", "wed", "thu")
    """The days of the week on which a gift should arrive."""
    min_days_between_touches: Span = 42
    """So many days lie between two touches of a partner."""
    value_levels: ValueLevels = Field(default_factory=ValueLevels)
    """Up to which price a gift is a token, modest, middling or premium."""
    smallest_gift: Amount = Decimal(10)
    """Below this an object is not worth sending: a card alone."""
    lead_days: Span = 15
    """Working days from ordering to arrival, where the catalogue says nothing else."""
    received_limit: Amount = Decimal(50)
    """What we receive above this must be declared, in the home currency."""
    given_limit: Amount = Decimal(150)
    """Above this a gift needs our own compliance: the planner never goes there by itself."""
    keep_within_tax: Flag = True
    """Plan no more for a person than the giver's tax limits leave room for."""
    campaigns: tuple[Campaign, ...] = ()
    """Weeks when we sell hard: no touch then."""
    rules: dict[RuleToChange, Literal["warning", "advice", "silent"]] = Field(default_factory=dict)
    """A check rule given another level for the whole company; never for errors."""
    judged_from: Day | None = None
    """Gifts before this day are counted, never judged: history that was imported."""
    concentration: Concentration = Field(default_factory=Concentration)
    """Shares of a year's revenue from one partner that are too much."""
    review_months: Count = 12
    """How many months old a tier review, a lifetime value or a policy check may be."""
    retention_months: Count = 36
    """How many months personal notes are kept after a relationship ends."""

    @model_validator(mode="after")
    def _team_ids_once(self) -> "Settings":
        once("team", [member.id for member in self.team])
        return self

    @property
    def exchange(self) -> Exchange:
        """The home currency with its rates."""
        return Exchange(self.currency, self.rates)

    def member(self, member_id: str | None) -> TeamMember | None:
        """The team member of that id, if there is one."""
        return next((member for member in self.team if member.id == member_id), None)
