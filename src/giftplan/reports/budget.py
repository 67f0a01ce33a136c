"""A year's money: what was allowed, what is planned and spent, what is left; by partner, tier, owner and month."""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giftplan.book.book import Book
from giftplan.money import ZERO
from giftplan.planning.history import cost
from giftplan.planning.outcome import OPEN
from giftplan.planning.outcome import BudgetRow
from giftplan.planning.outcome import Plan
from giftplan.planning.plan import settings_of
from giftplan.records.gift import Gift
from giftplan.reports.vat import Vat
from giftplan.reports.vat import VatSums
from giftplan.reports.vat import vat_of

Key = int | str | None
"""A tier's number or an owner's id; None for partners that have none."""
Month = tuple[int, int]
"""A year and a month: a touch may be moved over the turn of the year."""


@dataclass(frozen=True, slots=True)
class Money:
    """Sums in the home currency, extras and VAT included.

    `planned` and `spent` are those of the months asked for; `allowance`, `left` (allowance less what was spent, which
    may be negative) and `over` (what is planned and spent above the allowance) always those of the year.
    """

    allowance: Decimal
    planned: Decimal
    spent: Decimal
    left: Decimal
    over: Decimal


@dataclass(frozen=True, slots=True)
class PartnerBudget:
    """One partner's year."""

    row: BudgetRow
    money: Money
    vat: VatSums

    @property
    def is_prospect(self) -> bool:
        """Has it no allowance yet? A token before business is no matter of one."""
        return self.row.partner.status == "prospect"


@dataclass(frozen=True, slots=True)
class GroupBudget:
    """The partners of one tier, or of one owner."""

    key: Key
    partners: int
    money: Money


@dataclass(frozen=True, slots=True)
class MonthBudget:
    """What is planned for a month, and was spent in it: gifts by the day they arrive."""

    month: Month
    planned: Decimal
    spent: Decimal


@dataclass(frozen=True, slots=True)
class Budget:
    """A year, or some of its months: `only` is empty for the whole year."""

    plan: Plan
    only: tuple[int, ...]
    partners: tuple[PartnerBudget, ...]
    tiers: tuple[GroupBudget, ...]
    owners: tuple[GroupBudget, ...]
    months: tuple[MonthBudget, ...]
    total: Money
    vat: Vat


def budget_of(book: Book, plan: Plan, only: Collection[int] = ()) -> Budget:
    """The money of a plan's partners; of these months only, where some are given."""
    settings = settings_of(book)
    gifts = {row.partner.id: _gifts(book, row, plan.year, only) for row in plan.budgets}
    spent = {
        name: [(gift.date, cost(gift, settings.exchange)) for gift in of_partner] for name, of_partner in gifts.items()
    }
    planned: dict[str, list[tuple[date, Decimal]]] = {name: [] for name in gifts}
    for touch in plan.touches:
        if touch.status in OPEN and touch.day is not None and (not only or touch.day.month in only):
            planned[touch.partner].append((touch.day, touch.budget))
    vat = vat_of(book, settings, [row.partner for row in plan.budgets], plan.year, only)
    partners = tuple(
        PartnerBudget(row, _money(row, planned[row.partner.id], spent[row.partner.id]), vat.of(row.partner.id))
        for row in plan.budgets
    )
    return Budget(
        plan=plan,
        only=tuple(sorted(only)),
        partners=partners,
        tiers=_groups(partners, lambda row: row.tier),
        owners=_groups(partners, lambda row: row.partner.owner),
        months=_months(plan.year, only, planned.values(), spent.values()),
        total=_together(partners),
        vat=vat,
    )


def _gifts(book: Book, row: BudgetRow, year: int, only: Collection[int]) -> list[Gift]:
    """What was given to a partner, or is ordered for it, in these months."""
    of_year = (gift for gift in book.gifts_of(row.partner.id) if gift.given and gift.date.year == year)
    return [gift for gift in of_year if not only or gift.date.month in only]


_Amounts = Iterable[tuple[date, Decimal]]


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, start=ZERO)


def _money(row: BudgetRow, planned: _Amounts, spent: _Amounts) -> Money:
    allowance = row.allowance.amount
    over = ZERO if row.partner.status == "prospect" else max(ZERO, row.planned + row.spent - allowance)
    return Money(allowance, _sum(a for _, a in planned), _sum(a for _, a in spent), row.left, over)


def _together(partners: Collection[PartnerBudget]) -> Money:
    """Several partners' money. They are over only where they are so together."""
    allowance = _sum(one.money.allowance for one in partners)
    used = _sum(one.row.planned + one.row.spent for one in partners if not one.is_prospect)
    return Money(
        allowance=allowance,
        planned=_sum(one.money.planned for one in partners),
        spent=_sum(one.money.spent for one in partners),
        left=_sum(one.money.left for one in partners),
        over=max(ZERO, used - allowance),
    )


def _groups(partners: Iterable[PartnerBudget], key_of: Callable[[BudgetRow], Key]) -> tuple[GroupBudget, ...]:
    """The partners by their keys, in order; those without one last."""
    found: dict[Key, list[PartnerBudget]] = {}
    for one in partners:
        found.setdefault(key_of(one.row) or None, []).append(one)
    return tuple(GroupBudget(key, len(found[key]), _together(found[key])) for key in sorted(found, key=_in_order))


def _in_order(key: Key) -> tuple[bool, int, str]:
    return key is None, key if isinstance(key, int) else 0, key if isinstance(key, str) else ""


def _months(
    year: int, only: Collection[int], planned: Iterable[_Amounts], spent: Iterable[_Amounts]
) -> tuple[MonthBudget, ...]:
    """The year's months, and those of a year beside it into which a touch was moved."""
    sums: dict[Month, list[Decimal]] = {(year, month): [ZERO, ZERO] for month in only or range(1, 13)}
    for place, every in enumerate((planned, spent)):
        for amounts in every:
            for day, amount in amounts:
                if amount or day.year == year:
                    sums.setdefault((day.year, day.month), [ZERO, ZERO])[place] += amount
    return tuple(MonthBudget(month, *sums[month]) for month in sorted(sums))
