"""Who is whom on the two sides of a change: partners that came, went, or have another file name now."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from giftplan.book.book import Book
from giftplan.records.partner import Partner
from giftplan.reports.change.fields import FieldChange
from giftplan.reports.change.fields import differences


@dataclass(frozen=True, slots=True)
class PartnerChange:
    """A partner's own file. Not `before`: it is new; not `after`: it is gone."""

    change: Literal["added", "removed", "renamed", "changed"]
    before: Partner | None
    after: Partner | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def now(self) -> Partner:
        """The partner as it is known last."""
        known = self.after or self.before
        assert known is not None
        return known


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of before, in the words of after."""

    renamed: dict[str, str]

    def now(self, partner: str) -> str:
        """How the partner that was called so is called now."""
        return self.renamed.get(partner, partner)


def names_of(before: Book, after: Book) -> Names:
    """Partners whose file has another name now: they are told by their company's name, or by their people."""
    gone = [partner for key, partner in before.partners.items() if key not in after.partners]
    come = [partner for key, partner in after.partners.items() if key not in before.partners]
    renamed: dict[str, str] = {}
    for is_the_same in (_same_company, _same_people):
        for partner in gone:
            if partner.id in renamed or after.is_lost(f"partners/{partner.id}"):
                continue
            found = next((new for new in come if is_the_same(partner, new) and new.id not in renamed.values()), None)
            if found is not None:
                renamed[partner.id] = found.id
    return Names(renamed)


def _same_company(one: Partner, other: Partner) -> bool:
    return (one.name.casefold(), one.country) == (other.name.casefold(), other.country)


def _same_people(one: Partner, other: Partner) -> bool:
    people = {contact.name.casefold() for contact in one.contacts}
    return one.country == other.country and people == {contact.name.casefold() for contact in other.contacts}


def partner_changes(before: Book, after: Book, names: Names, unknown: Iterable[str]) -> Iterator[PartnerChange]:
    """What became of each partner's own file, by id. Of those in `unknown`, which one side cannot read, nothing."""
    left_out = set(unknown)
    earlier = {names.now(key): partner for key, partner in before.partners.items()}
    for key in sorted({*earlier, *after.partners} - left_out):
        there, here = earlier.get(key), after.partners.get(key)
        fields = tuple(differences(there, here)) if there and here else ()
        if there is None or here is None:
            yield PartnerChange("added" if here else "removed", there, here)
        elif there.id != here.id:
            yield PartnerChange("renamed", there, here, fields)
        elif fields:
            yield PartnerChange("changed", there, here, fields)
