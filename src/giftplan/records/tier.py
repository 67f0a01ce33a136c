"""`tiers.yaml`: the partnership tiers, what share of a relationship's value they earn and how often."""

from giftplan.records.base import Range
from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.scalars import Amount
from giftplan.records.scalars import Count
from giftplan.records.scalars import Percent
from giftplan.records.scalars import Text
from giftplan.records.scalars import Whole


@record
class PercentRange(Range):
    """A share of the lifetime value, in percent (0.3 is three thousandths)."""

    min: Percent
    max: Percent


@record
class BudgetRange(Range):
    """What one partner's gifts of one year may cost, in the home currency, extras and VAT included."""

    min: Amount
    max: Amount


@record
class TouchRange(Range):
    """How many touches a year."""

    min: Whole
    max: Whole


@record
class Tier(Record):
    """One tier. Source of the shipped figures: the founding article's table of budgets by partnership level."""

    tier: Count
    name: Text
    lifetime_percent: PercentRange
    budget: BudgetRange
    touches: TouchRange
