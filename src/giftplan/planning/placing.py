"""Each touch of a partner's year on its day, or blocked, in the order of the calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from giftplan.planning import reasons
from giftplan.planning.days import Choice
from giftplan.planning.days import Days
from giftplan.planning.history import History
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.touches import Slot
from giftplan.records.partner import Partner


@dataclass(frozen=True, slots=True)
class Placed:
    """A touch with its day."""

    slot: Slot
    choice: Choice
    day: date


def place(
    days: Days, partner: Partner, slots: Sequence[Slot], history: History
) -> tuple[list[Placed], list[BlockedTouch]]:
    """Each touch's day; each keeps its distance from the one before it. Skipped ones are in neither list."""
    placed: list[Placed] = []
    blocked: list[BlockedTouch] = []
    before: date | None = None
    for slot in slots:
        if slot.is_skipped:
            continue
        if slot.given:
            choice = Choice(min(gift.date for gift in slot.given), {})
        else:
            choice = days.choose(partner, slot.touch, before, history)
        if choice.day is None:
            reason = reasons.of_no_day(choice.removed)
            mend = reasons.to_mend(slot.touch, partner.id, days.year, reason)
            blocked.append(BlockedTouch(partner.id, slot.touch.id, reason, mend))
        else:
            before = choice.day
            placed.append(Placed(slot, choice, choice.day))
    return placed, blocked
