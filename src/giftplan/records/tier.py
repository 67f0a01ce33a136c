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
    """The least, in percent of the lifetime value."""
    max: Percent
    """The most, in percent of the lifetime value."""


@record
class BudgetRange(Range):
    """What one partner's gifts of one year may cost, in the home currency, extras and VAT included."""

    min: Amount
    """The least for a partner and a year, in the home currency, extras and VAT included."""
    max: Amount
    """The most for a partner and a year, in the home currency, extras and VAT included."""


@record
class TouchRange(Range):
    """How many touches a year."""

    min: Whole
    """At least so many touches a year."""
    max: Whole
    """At most so many touches a year."""


@record
class Tier(Record):
    """One tier. Source of the shipped figures: the founding article's table of budgets by partnership level."""

    tier: Count
    """Its number: partners name it. 1 is the first."""
    name: Text
    """What it is called."""
    lifetime_percent: PercentRange
    """Which share of the lifetime value a year of gifts may cost."""
    budget: BudgetRange
    """What a year's gifts to one partner may cost."""
    touches: TouchRange
    """How many touches a year."""
