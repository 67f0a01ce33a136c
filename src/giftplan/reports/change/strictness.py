"""Is a change stricter or looser than what was there? Told only where every field of it says the same."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from typing import Literal

from giftplan.records.base import Record
from giftplan.reports.change.fields import FieldChange

Sense = Literal["stricter", "looser"]
Rank = Callable[[Any], Decimal | int]
"""How strict a value is: the greater the stricter."""


def _amount(value: Any) -> Decimal:
    """A lower amount is stricter, and none is no bound at all."""
    return -Decimal(value) if value is not None else Decimal("-Infinity")


def _word(*words: str | None) -> Rank:
    """The later a word stands, the stricter it is."""
    return lambda value: words.index(value)


def _flag(value: Any) -> int:
    return int(bool(value))


def _day(value: Any) -> int:
    return -value.toordinal() if value else 0


def _number_of(value: Any) -> int:
    return len(value or ())


_RANKS: Mapping[str, Mapping[str, Rank]] = {
    "policy": {
        "gifts": _word("allowed", "limited", "unknown", "approval", "refused"),
        "limit": _amount,
        "at_most": _amount,
        "recurring": lambda value: -_flag(value),
        "accepts": lambda value: -_number_of(value),
        "refuses": _number_of,
    },
    "limit": {"amount": _amount, "below": _flag, "level": _word("exempt", "inform", "warn", "refuse")},
    "culture": {"level": _word("prefer", "know", "avoid", "never"), "confidence": _word("low", "medium", "high")},
    "tier": {"budget": _amount, "lifetime_percent": _amount},
    "settings": {
        "given_limit": _amount,
        "received_limit": _amount,
        "keep_within_tax": _flag,
        "rules": _word("silent", "advice", "warning", None),
        "judged_from": _day,
        "review_months": _amount,
        "min_days_between_touches": lambda value: value or 0,
    },
}
"""By kind and field. What a field that is not here does is told nowhere but in the plan, and in the findings."""
_NEUTRAL = {"policy": frozenset({"verified", "source"}), "limit": frozenset({"confidence"})}
"""Fields that say when, from where, and how surely something is known."""
BINDING = frozenset({"refuse", "warn", "inform", "never", "avoid"})
"""A limit or a custom of these levels that is new binds more, one that is taken away less."""


def sense_of(kind: str, fields: Iterable[FieldChange]) -> Sense | None:
    """What all its fields say together; nothing where one says this and another that, or nobody knows."""
    ranks = _RANKS.get(kind, {})
    told = [change for change in fields if change.name[0] not in _NEUTRAL.get(kind, frozenset())]
    found = {_compared(ranks.get(change.name[0]), change.before, change.after) for change in told}
    return found.pop() if len(found) == 1 else None


def _compared(rank: Rank | None, before: object, after: object) -> Sense | None:
    if rank is None:
        return None
    earlier, later = rank(before), rank(after)
    return "stricter" if later > earlier else "looser" if later < earlier else None


def sense_of_whole(records: Iterable[Record], is_new: bool) -> Sense | None:
    """Of entries that came or went together."""
    if not any(getattr(record, "level", None) in BINDING for record in records):
        return None
    return "stricter" if is_new else "looser"
