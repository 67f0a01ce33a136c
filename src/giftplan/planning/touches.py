"""Which touches of the year a partner gets: its tier's number, its own decisions, what was given."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from giftplan.planning.history import History
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.partner import TouchDecision
from giftplan.records.tier import Tier
from giftplan.records.touch import Touch

FAREWELL_MONTHS = 12
"""So long after a departure a plan keeps its one card, one may ask why, and a goodbye is not too late."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One touch of one partner's year. `given` is what served it, ordered gifts among it."""

    touch: Touch
    decision: TouchDecision | None
    given: tuple[Gift, ...]

    @property
    def is_skipped(self) -> bool:
        """Did somebody decide to leave it out, and was nothing given for it all the same?"""
        return self.decision is not None and self.decision.skip and not self.given


def days_of(touch: Touch, year: int) -> list[date]:
    """Every day of the touch's months."""
    return [
        date(year, month, day)
        for month in sorted(set(touch.months))
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
    ]


def last_day(touch: Touch, year: int) -> date:
    """The day on which the touch's months are over."""
    month = max(touch.months)
    return date(year, month, calendar.monthrange(year, month)[1])


def slots_of(partner: Partner, tier: Tier | None, touches: Sequence[Touch], year: int, history: History) -> list[Slot]:
    """The touches of a partner's year, in the order of the calendar."""
    chosen = {touch.id for touch in _chosen(partner, tier, touches, year, history)}
    slots = [Slot(t, partner.decision(year, t.id), history.serving(t.id, year)) for t in touches]
    kept = [slot for slot in slots if slot.touch.id in chosen or slot.decision or slot.given]
    return sorted(kept, key=lambda slot: min(slot.touch.months))


def _chosen(
    partner: Partner, tier: Tier | None, touches: Sequence[Touch], year: int, history: History
) -> Sequence[Touch]:
    by_priority = sorted(touches, key=lambda touch: touch.priority)
    if partner.has_left(year) and partner.departed is not None:
        return _farewell(partner.departed.date, by_priority, year, history)
    if partner.status == "prospect" or tier is None:
        if history.in_year(year):
            return []
        since = partner.since or date.min
        return [touch for touch in by_priority if last_day(touch, year) > since][:1]
    return by_priority[: tier.touches.max]


def _farewell(left: date, by_priority: Sequence[Touch], year: int, history: History) -> Sequence[Touch]:
    """One card, once: in the year of the departure where a touch is left in it, else in the next."""
    if any(gift.date >= left for gift in history.given):
        return []
    for possible in range(left.year, year + 1):
        until = left + relativedelta(months=FAREWELL_MONTHS)
        after = [touch for touch in by_priority if left < last_day(touch, possible) <= until]
        if after:
            return after[:1] if possible == year else []
    return []
