"""Who is whom on the two sides of a change: partners whose file has another name, and people who were erased."""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date

from giftplan.book.book import Book
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.reports.erasure import is_erased
from giftplan.reports.naming import NOBODY

Person = tuple[str, str]
"""Partner and contact."""


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of before, in the words of after.

    `people` were erased on request, by partner of before and contact: nobody repeats how they were called.
    """

    renamed: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[Person, str] = field(default_factory=dict)
    erased: frozenset[str] = frozenset()
    """The names that are not to be repeated: of people, and of companies."""

    def now(self, partner: str) -> str:
        """How the partner that was called so is called now."""
        return self.renamed.get(partner, partner)

    def gift_now(self, gift: Gift) -> Gift:
        """A gift of before as it names its partner and people now."""
        people = tuple(self.people.get((gift.partner, name), name) for name in gift.recipients)
        recipients = people if gift.direction == "given" else gift.recipients
        return gift.replaced(partner=self.now(gift.partner), recipients=recipients)

    def is_erased(self, gift: Gift) -> bool:
        """Was somebody erased in that gift of before?"""
        company = self.now(gift.partner) != gift.partner and gift.partner in self.erased
        return company or any((gift.partner, name) in self.people for name in gift.recipients)

    def is_of(self, partner: Partner) -> bool:
        """Was somebody of that partner of before erased, or all of it?"""
        return partner.name in self.erased or any(person[0] == partner.id for person in self.people)

    def repeats(self, text: str) -> bool:
        """Would that text say how somebody was called who was erased?"""
        return any(name in text for name in self.erased)


def names_of(before: Book, after: Book) -> Names:
    """Partners are told by their company's name, by their people, or, where they were erased, by their gifts."""
    gone = [partner for key, partner in before.partners.items() if key not in after.partners]
    come = [partner for key, partner in after.partners.items() if key not in before.partners]
    renamed: dict[str, str] = {}
    for is_the_same in (_same_company, _same_people, _same_gifts(before, after)):
        for partner in gone:
            if partner.id in renamed or after.is_lost(f"partners/{partner.id}"):
                continue
            found = next((new for new in come if new.id not in renamed.values() and is_the_same(partner, new)), None)
            if found is not None:
                renamed[partner.id] = found.id
    return _with_erased(before, after, renamed)


def _same_company(one: Partner, other: Partner) -> bool:
    return (one.name.casefold(), one.country) == (other.name.casefold(), other.country)


def _same_people(one: Partner, other: Partner) -> bool:
    """At least half of them: somebody may have come or gone in the same change."""
    there, here = ({contact.name.casefold() for contact in partner.contacts} for partner in (one, other))
    return one.country == other.country and 2 * len(there & here) >= max(len(there), len(here))


def _same_gifts(before: Book, after: Book) -> Callable[[Partner, Partner], bool]:
    """An erased partner keeps the days of what it was given, and its country: more of them than not, or it had none."""

    def days(book: Book, partner: Partner) -> set[tuple[date, str]]:
        return {(gift.date, gift.direction) for gift in book.gifts_of(partner.id)}

    def is_the_same(one: Partner, other: Partner) -> bool:
        there, here = days(before, one), days(after, other)
        overlaps = 2 * len(there & here) >= len(there)
        return other.name == NOBODY and one.country == other.country and overlaps

    return is_the_same


def _with_erased(before: Book, after: Book, renamed: dict[str, str]) -> Names:
    """People keep their place in the file where they are erased."""
    people: dict[Person, str] = {}
    names: set[str] = set()
    for key, there in before.partners.items():
        here = after.partners.get(renamed.get(key, key))
        if here is None:
            continue
        for old, new in zip(there.contacts, here.contacts, strict=False):
            if is_erased(new) and not is_erased(old):
                people[key, old.id] = new.id
                names.add(old.name)
        if here.name == NOBODY != there.name:
            names |= {there.name, key}
    return Names(renamed, people, frozenset(names))
