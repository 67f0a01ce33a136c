"""What became of each partner's own file: who came, who went, who is called otherwise, and what else is different."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from giftplan.book.book import Book
from giftplan.records.partner import Partner
from giftplan.reports.change.fields import FieldChange
from giftplan.reports.change.fields import differences
from giftplan.reports.change.names import Names

_DECISIVE = frozenset({"country", "sector", "ties", "disclosed", "sensitive", "status"})
_OF_A_CONTACT = frozenset({"name", "restrictions", "accepts", "formerly", "left"})
"""By these a gift is judged, or the register says to whom it went."""


@dataclass(frozen=True, slots=True)
class PartnerChange:
    """A partner's own file. Not `before`: it is new; not `after`: it is gone."""

    change: Literal["added", "removed", "renamed", "changed", "erased"]
    before: Partner | None
    after: Partner | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def now(self) -> Partner:
        """The partner as it is known last."""
        known = self.after or self.before
        assert known is not None
        return known

    @property
    def decisive(self) -> tuple[str, ...]:
        """What is different by which gifts are judged, beside its policy: fields, and those of its contacts."""
        if self.change in ("added", "removed"):
            return ()
        return tuple(dict.fromkeys(filter(None, (_decisive(change.name) for change in self.fields))))


def _decisive(name: tuple[str, ...]) -> str:
    if name[0] in _DECISIVE:
        return name[0]
    if name[0] == "contacts" and (len(name) < 3 or name[2] in _OF_A_CONTACT):
        return " ".join(name[1:]) or "contacts"
    return ""


def partner_changes(before: Book, after: Book, names: Names, unknown: Iterable[str]) -> Iterator[PartnerChange]:
    """What became of each partner's own file, by id. Of those in `unknown`, which one side cannot read, nothing."""
    left_out = set(unknown)
    earlier = {names.now(key): partner for key, partner in before.partners.items()}
    for key in sorted({*earlier, *after.partners} - left_out):
        there, here = earlier.get(key), after.partners.get(key)
        fields = tuple(differences(there, here)) if there and here else ()
        if there is None or here is None:
            yield PartnerChange("added" if here else "removed", there, here)
        elif names.is_of(there):
            yield PartnerChange("erased", None, here, tuple(one for one in fields if one.name[0] in _DECISIVE))
        elif there.id != here.id:
            yield PartnerChange("renamed", there, here, fields)
        elif fields:
            yield PartnerChange("changed", there, here, fields)
