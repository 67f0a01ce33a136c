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
    name: Text
    email: Text | None = None
    role: Literal["manager", "compliance", "finance"] = "manager"
    interests: tuple[Text, ...] = ()


@record
class Campaign(Days):
    """Weeks in which we sell hard: a gift then would look like part of the offer."""

    start: Annotated[Day, Field(alias="from")]
    until: Day
    what: Text | None = None


@record
class ValueLevels(Record):
    """Upper ends of the value levels, in the home currency, VAT included; what is above `premium` is lavish."""

    token: Amount = Decimal(10)
    modest: Amount = Decimal(30)
    mid: Amount = Decimal(60)
    premium: Amount = Decimal(100)

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
    alarm: Share = Decimal("0.40")


@record
class Settings(Record):
    """The giver. All amounts are in the home currency, VAT included; defaults are those of the shipped file."""

    company: Text
    country: Country
    currency: Currency
    sector: Text | None = None
    rates: dict[Currency, Rate] = Field(default_factory=dict)
    """One unit of each other currency, in the home currency."""
    team: tuple[TeamMember, ...] = ()
    vat_percent: Percent = Decimal(20)
    delivery_days: tuple[Weekday, ...] = ("tue", "wed", "thu")
    """The days of the week on which a gift should arrive."""
    min_days_between_touches: Span = 42
    value_levels: ValueLevels = Field(default_factory=ValueLevels)
    smallest_gift: Amount = Decimal(10)
    """Below this an object is not worth sending: a card alone."""
    lead_days: Span = 15
    """Working days from ordering to arrival, where the catalogue says nothing else."""
    received_limit: Amount = Decimal(50)
    given_limit: Amount = Decimal(150)
    """Above this a gift needs our own compliance: the planner never goes there by itself."""
    keep_within_tax: Flag = True
    """Plan no more for a person than the giver's tax limits leave room for."""
    campaigns: tuple[Campaign, ...] = ()
    rules: dict[Text, Literal["warning", "advice", "silent"]] = Field(default_factory=dict)
    """A check rule given another level for the whole company; never for errors."""
    judged_from: Day | None = None
    """Gifts before this day are counted, never judged: history that was imported."""
    concentration: Concentration = Field(default_factory=Concentration)
    review_months: Count = 12
    retention_months: Count = 36

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
