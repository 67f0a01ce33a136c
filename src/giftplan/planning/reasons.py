"""A plan's reasons, in words: why this day, why these days not, what would mend a touch that has none."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date

from giftplan.planning.days import NOT_A_DELIVERY_DAY
from giftplan.planning.days import Choice
from giftplan.records.touch import Touch

_NOT_TO_MEND = (NOT_A_DELIVERY_DAY, "a weekend day there")
_NAMED_DAYS = 6
"""Up to so many removed days are named one by one."""


def of_the_day(choice: Choice) -> Iterable[str]:
    """Why the touch comes on that day."""
    if choice.decided:
        yield "the day was decided in the partner's file"
        for broken in choice.against:
            yield f"against that day: {broken}"
        return
    if choice.event is not None:
        yield f"we meet that day: {choice.event}"
        return
    for reason, days in choice.removed.items():
        yield f"removed, {reason}: {_listed(days)}"
    if choice.day is not None:
        yield "drawn among the days left: unforeseen for them, the same on every computer"


def _listed(days: tuple[date, ...]) -> str:
    if len(days) > _NAMED_DAYS:
        return f"{len(days)} days"
    return ", ".join(day.isoformat() for day in days)


def of_no_day(removed: Mapping[str, tuple[date, ...]]) -> str:
    """What took most of the days on which a gift could have arrived."""
    took: dict[str, int] = {}
    for reason, days in removed.items():
        if not reason.startswith(_NOT_TO_MEND):
            took[_family(reason)] = took.get(_family(reason), 0) + len(days)
    if not took:
        return "no delivery day is a working day there"
    family = max(took, key=lambda name: took[name])
    reason = max((r for r in removed if _family(r) == family), key=lambda r: len(removed[r]))
    return f"{reason} took {took[family]} of {sum(took.values())} delivery days"


def _family(reason: str) -> str:
    return reason.partition(" (")[0]


def to_mend(touch: Touch, partner: str, year: int, reason: str) -> str:
    """What a person can do about a touch without a day."""
    decide = f"give {touch.id} a date under touches: {{{year}: ...}} in partners/{partner}.yaml, or skip it there"
    if reason.startswith("fewer than"):
        return f"{decide}; min_days_between_touches stands in settings.yaml"
    if reason.startswith("our own campaign"):
        return f"{decide}; campaigns stand in settings.yaml"
    if reason.startswith("no delivery day"):
        return f"{decide}; delivery_days stand in settings.yaml"
    return decide
