"""What a plan is: values for every report and screen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from giftplan.planning.allowance import Allowance
from giftplan.planning.allowance import BoundBy
from giftplan.records.partner import Partner

Form = Literal["gift", "alternative", "card"]
Status = Literal["done", "ordered", "upcoming", "due", "overdue", "missed", "skipped"]
OPEN: frozenset[Status] = frozenset({"upcoming", "due", "overdue"})


@dataclass(frozen=True, slots=True)
class PlannedTouch:
    """One touch of one partner. `budget` is in the home currency, extras and VAT included; `reasons` say why all this.

    `note` is the few words that a narrow screen has room for where there is no idea.
    """

    partner: str
    touch: str
    day: date | None
    order_by: date | None
    form: Form
    recipient: str | None
    budget: Decimal
    idea: str | None
    status: Status
    note: str
    reasons: tuple[str, ...]
    because: str
    """Of the reasons the one for its form and status."""


@dataclass(frozen=True, slots=True)
class BlockedTouch:
    """A touch for which no day is left, what took most of them, and what would mend it."""

    partner: str
    touch: str
    reason: str
    mend: str


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One partner's money for the year, in the home currency."""

    partner: Partner
    tier: int | None
    allowance: Allowance
    usable: Decimal
    bound_by: BoundBy
    planned: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """What the allowance still holds; negative where more was spent."""
        return self.allowance.amount - self.spent


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the partners and touches shown, in the home currency."""

    partners: int
    touches: int
    allowance: Decimal
    planned: Decimal
    spent: Decimal


@dataclass(frozen=True, slots=True)
class Plan:
    """A year. `touch_ids` are in the order of the year, whether or not anybody gets them.

    `left_out` are files that cannot be used; `unpinned` the years and regions whose holidays no file holds.
    """

    year: int
    as_of: date
    currency: str
    touch_ids: tuple[str, ...]
    budgets: tuple[BudgetRow, ...]
    touches: tuple[PlannedTouch, ...]
    blocked: tuple[BlockedTouch, ...]
    left_out: tuple[str, ...]
    unpinned: tuple[tuple[int, str], ...]

    @property
    def totals(self) -> Totals:
        """The sums over all rows."""
        zero = Decimal("0.00")
        return Totals(
            len(self.budgets),
            len(self.touches),
            sum((row.allowance.amount for row in self.budgets), start=zero),
            sum((row.planned for row in self.budgets), start=zero),
            sum((row.spent for row in self.budgets), start=zero),
        )
