"""`tiers.yaml`: the partnership tiers, what share of a relationship's value they earn and how often."""

from pydantic import model_validator

from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.base import refuse
from giftplan.records.scalars import Amount
from giftplan.records.scalars import Count
from giftplan.records.scalars import Factor
from giftplan.records.scalars import Text
from giftplan.records.scalars import Whole


@record
class PercentRange(Record):
    """A share of the lifetime value, in percent (0.3 is three thousandths)."""

    min: Factor
    max: Factor

    @model_validator(mode="after")
    def _rising(self) -> "PercentRange":
        if self.max < self.min:
            raise refuse("range", "the maximum is below the minimum")
        return self


@record
class BudgetRange(Record):
    """What one partner's gifts of one year may cost, in the home currency, extras and VAT included."""

    min: Amount
    max: Amount

    @model_validator(mode="after")
    def _rising(self) -> "BudgetRange":
        if self.max < self.min:
            raise refuse("range", "the maximum is below the minimum")
        return self


@record
class TouchRange(Record):
    """How many touches a year."""

    min: Whole
    max: Whole

    @model_validator(mode="after")
    def _rising(self) -> "TouchRange":
        if self.max < self.min:
            raise refuse("range", "the maximum is below the minimum")
        return self


@record
class Tier(Record):
    """One tier. Source of the shipped figures: the founding article's table of budgets by partnership level."""

    tier: Count
    name: Text
    lifetime_percent: PercentRange
    budget: BudgetRange
    touches: TouchRange
