"""What became of gifts that were written down: entries of the register first, then what is ordered or new."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from giftplan.book.problem import KeyPath
from giftplan.records.gift import Gift
from giftplan.reports.change.fields import FieldChange
from giftplan.reports.change.fields import differences
from giftplan.reports.change.gifts import Gifts

LATER = frozenset({"reaction", "thanked", "declared", "why", "invoice", "supplier", "recorded", "waivers"})
"""What is written down of a gift once it was given: filling it in takes nothing back."""


_KEPT = frozenset(
    ("date", "direction", "value", "extras", "vat_percent", "currency", "rate", "quantity", "kind", "touch", "outcome")
)
"""What stays of a gift whose people are erased on request: if that is different, somebody edited it."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """A gift that was written down, edited or removed. `is_entry`: its day had come, so that the register had it."""

    change: Literal["added", "completed", "edited", "erased", "removed"]
    before: Gift | None
    after: Gift | None
    is_entry: bool
    fields: tuple[FieldChange, ...] = ()

    @property
    def now(self) -> Gift:
        """The gift as it is known last."""
        known = self.after or self.before
        assert known is not None
        return known

    @property
    def is_alarm(self) -> bool:
        """Does the register say something else about the past?"""
        return self.is_entry and self.change in ("edited", "removed")

    @property
    def at(self) -> KeyPath:
        """Where the gift stands in its file, or the first thing that is different in it."""
        place: KeyPath = () if self.now.index is None else (self.now.index,)
        return (*place, *self.fields[0].at) if self.fields and self.after else place


def entry_changes(gifts: Gifts, as_of: date, lost: frozenset[str]) -> list[EntryChange]:
    """Every gift that is not what it was, alarms first, then by day. What lies in a `lost` file is not known."""
    return sorted(_changes(gifts, as_of, lost), key=lambda change: (not change.is_alarm, change.now.order))


def _changes(gifts: Gifts, as_of: date, lost: frozenset[str]) -> Iterator[EntryChange]:
    for gift in gifts.removed:
        if gift.path not in lost:
            yield EntryChange("removed", gift, None, gift.date <= as_of)
    change: Literal["completed", "edited", "erased"]
    for pair in gifts.pairs:
        fields = tuple(differences(pair.before, pair.after))
        if pair.is_erased:
            fields = tuple(change for change in fields if change.name[0] in _KEPT)
            change = "edited" if fields else "erased"
            yield EntryChange(change, None, pair.after, pair.before.date <= as_of, fields)
        elif fields:
            is_completed = all(change.name[0] in LATER and change.before is None for change in fields)
            change = "completed" if is_completed else "edited"
            yield EntryChange(change, pair.before, pair.after, pair.before.date <= as_of, fields)
    for gift in gifts.added:
        if gift.path not in lost:
            yield EntryChange("added", None, gift, gift.date <= as_of)
