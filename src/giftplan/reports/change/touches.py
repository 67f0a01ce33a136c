"""Two plans of one year -> the touches and budgets that are not what they were."""

from collections.abc import Container
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from giftplan.money import ZERO
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import BudgetRow
from giftplan.planning.outcome import Plan
from giftplan.planning.outcome import PlannedTouch
from giftplan.reports.change.names import Names

_SETTLED = frozenset({"done", "ordered", "skipped"})
"""What somebody did or decided; the other states follow from the day on which one looks."""
_OF_DAYS = ("removed, ", "drawn ")
"""How reasons begin that say which days were left, in the planner's words."""
_NOTED = ("quiet days", "skipped in the partner's file")
"""Reasons after which somebody's own words follow: the plan shows them, a comment that all read does not."""


def _day_words(reason: str) -> str:
    """What took days, without their list."""
    return _without_notes(reason.removeprefix(_OF_DAYS[0]).rpartition(": ")[0])


def _without_notes(reason: str) -> str:
    return next((known for known in _NOTED if reason.startswith(known)), reason)


@dataclass(frozen=True, slots=True)
class TouchChange:
    """A touch that is not what it was; the partner is called as in after. One of the two sides has it."""

    change: Literal["added", "moved", "changed", "removed"]
    partner: str
    touch: str
    before: PlannedTouch | None
    after: PlannedTouch | None

    @property
    def cost(self) -> Decimal:
        """By how much its money rises; negative where it falls. In the home currency."""
        return (self.after.budget if self.after else ZERO) - (self.before.budget if self.before else ZERO)

    @property
    def is_over(self) -> bool:
        """Are its months over, so that nobody will get anything for it?"""
        known = self.after or self.before
        return known is not None and known.status == "missed"

    @property
    def because(self) -> str:
        """The reason that explains it best, empty where none is new; without what somebody wrote beside it.

        Of a touch that moved: what takes the earlier day, or took the later one; else the reason for its form.
        """
        if self.after is None:
            return ""
        if self.change == "moved" and self.before:
            return self._of_the_day(self.before, self.after)
        new = self._decided(self.after)
        told = self.after.because if self.before is None or self.after.because in new else next(iter(new), "")
        return _without_notes(told)

    def _of_the_day(self, before: PlannedTouch, after: PlannedTouch) -> str:
        took = [reason for reason in after.reasons if reason not in before.reasons and str(before.day) in reason]
        freed = [reason for reason in before.reasons if reason not in after.reasons and str(after.day) in reason]
        if took:
            return _day_words(took[0])
        return f"no longer {_day_words(freed[0])}" if freed else next(iter(self._decided(after)), "")

    def _decided(self, after: PlannedTouch) -> list[str]:
        known = self.before.reasons if self.before else ()
        return [reason for reason in after.reasons if reason not in known and not reason.startswith(_OF_DAYS)]


@dataclass(frozen=True, slots=True)
class BudgetChange:
    """A partner's year of money that is not what it was; None where it has none. In the home currency."""

    partner: str
    before: BudgetRow | None
    after: BudgetRow | None


def touch_changes(before: Plan, after: Plan, names: Names, unknown: Container[str]) -> Iterator[TouchChange]:
    """What became of each touch, in the order of partners and of the year."""
    there = {(names.now(touch.partner), touch.touch): _named(touch, names) for touch in before.touches}
    here = {(touch.partner, touch.touch): touch for touch in after.touches}
    for key in _in_order(before, after, {*there, *here}):
        earlier, later = there.get(key), here.get(key)
        change = _compared(earlier, later) if earlier and later else "added" if later else "removed"
        if change and key[0] not in unknown:
            yield TouchChange(change, *key, earlier, later)


def _named(touch: PlannedTouch, names: Names) -> PlannedTouch:
    """As it is called now; who was erased is nobody else, and no reason says how they were called."""
    if not names.renamed and not names.people:
        return touch
    recipient = names.people.get((touch.partner, touch.recipient or ""), touch.recipient)
    told = tuple(reason for reason in touch.reasons if not names.repeats(reason))
    return replace(touch, partner=names.now(touch.partner), recipient=recipient, reasons=told)


def newly_blocked(before: Plan, after: Plan, names: Names, unknown: Container[str]) -> Iterator[BlockedTouch]:
    """The touches for which a day was left before, or that nobody had, and none is now."""
    earlier = {(names.now(touch.partner), touch.touch) for touch in before.blocked}
    for touch in after.blocked:
        if touch.partner not in unknown and (touch.partner, touch.touch) not in earlier:
            yield touch


def _in_order(before: Plan, after: Plan, keys: set[tuple[str, str]]) -> list[tuple[str, str]]:
    places = {name: place for place, name in enumerate(dict.fromkeys((*after.touch_ids, *before.touch_ids)))}
    return sorted(keys, key=lambda key: (key[0], places.get(key[1], len(places)), key[1]))


def _compared(before: PlannedTouch, after: PlannedTouch) -> Literal["moved", "changed"] | None:
    """What it is called that they are different; nothing where that follows from the day, or its months are over."""
    if _facts(before) == _facts(after) or before.status == after.status == "missed":
        return None
    is_the_same_kind = (before.form, _settled(before)) == (after.form, _settled(after))
    return "moved" if before.day != after.day and is_the_same_kind else "changed"


def _facts(touch: PlannedTouch) -> tuple[object, ...]:
    return touch.day, touch.form, touch.recipient, touch.budget, touch.idea, _settled(touch)


def _settled(touch: PlannedTouch) -> str | None:
    return touch.status if touch.status in _SETTLED else None


def budget_changes(before: Plan, after: Plan, names: Names, unknown: Container[str]) -> Iterator[BudgetChange]:
    """The partners whose allowance, or what of it can be used, is not what it was; by id."""
    there = {names.now(row.partner.id): row for row in before.budgets}
    here = {row.partner.id: row for row in after.budgets}
    for partner in sorted({*there, *here}):
        earlier, later = there.get(partner), here.get(partner)
        if partner not in unknown and _money(earlier) != _money(later):
            yield BudgetChange(partner, earlier, later)


def _money(row: BudgetRow | None) -> tuple[Decimal, Decimal]:
    """Who has no allowance, and who is not there, may spend the same."""
    return (row.allowance.amount, row.usable) if row else (ZERO, ZERO)


def without(plan: Plan, partners: Container[str]) -> Plan:
    """The plan of all others."""
    return replace(
        plan,
        budgets=tuple(row for row in plan.budgets if row.partner.id not in partners),
        touches=tuple(touch for touch in plan.touches if touch.partner not in partners),
        blocked=tuple(touch for touch in plan.blocked if touch.partner not in partners),
    )
