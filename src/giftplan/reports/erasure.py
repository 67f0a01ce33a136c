"""What is written where a person, or a partner with all its people, is erased on request.

The register keeps date, nature, value and outcome, under an id that names nobody.
"""

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from giftplan.book.book import Book
from giftplan.book.editing import Edit
from giftplan.book.editing import edited
from giftplan.book.editing import parsed
from giftplan.planning.history import Person
from giftplan.planning.history import Persons
from giftplan.records.contact import Contact
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.reports.erased_fields import Identity
from giftplan.reports.erased_fields import gift_edits
from giftplan.reports.erased_fields import own_edits
from giftplan.reports.erased_fields import reference_edits
from giftplan.reports.naming import NOBODY
from giftplan.reports.naming import Naming
from giftplan.reports.naming import naming_any
from giftplan.reports.naming import naming_company
from giftplan.reports.naming import naming_person
from giftplan.reports.unfinished import Unfinished
from giftplan.reports.unfinished import unfinished_in
from giftplan.reports.unfinished import unmarked

_PERSON = re.compile(r"person-[1-9][0-9]*")
_COMPANY = re.compile(r"erased-[1-9][0-9]*")

Texts = Callable[[str], str]
"""The text of a file of the data folder."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file's text before and after, what is changed in it, and the name that it gets."""

    path: str
    before: str
    after: str
    edits: tuple[Edit, ...]
    to: str

    @property
    def is_moved(self) -> bool:
        """Does the file get another name?"""
        return self.to != self.path


@dataclass(frozen=True, slots=True)
class Erasure:
    """Everything that an erasure writes. `own` is the partner's file, `others` come before it is finished."""

    partner: Partner
    contact: str | None
    """None where the whole partner is erased."""
    leaving: tuple[Contact, ...]
    identity: Identity
    own: Change
    others: tuple[Change, ...]
    begun: tuple[Unfinished, ...]
    naming: Naming
    shared: tuple[str, ...]
    """Gifts that others had a part in, and whose notes are erased all the same."""
    elsewhere: tuple[Person, ...]
    """Who the erased people are at other partners, where they are still stored."""

    @property
    def people(self) -> tuple[str, ...]:
        """The ids, old and new, of the people who are erased."""
        return (*self.identity.people, *self.identity.people.values())

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are erased, as they were written."""
        people = [contact.name for contact in self.leaving]
        own = [self.partner.name] if self.contact is None else []
        return tuple(name for name in (*people, *own) if name != NOBODY)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every file that changes."""
        return tuple(change for change in (self.own, *self.others) if change.before != change.after or change.is_moved)


def is_erased(contact: Contact) -> bool:
    """Is nothing kept of this person but an id that names nobody?"""
    kept = (contact.role, contact.language, contact.interests, contact.restrictions, contact.accepts)
    return contact.name == NOBODY and _PERSON.fullmatch(contact.id) is not None and not any(kept)


def erasure_of(book: Book, texts: Texts, partner: Partner, contact: str | None) -> Erasure:
    """What erasing one contact writes; without one, what erasing the whole partner writes.

    Raises `CannotWorkError` where a file is written in a way that cannot be changed safely.
    """
    before = texts(partner.path)
    pending = {one.contact: one.now for one in unfinished_in(before) if one.partner == partner.id and one.contact}
    leaving = [known for known in partner.contacts if contact in (None, known.id) and not is_erased(known)]
    people = {**pending, **dict(zip((c.id for c in leaving), _free_people(partner, pending), strict=False))}
    now = partner.id if contact else _free_company(book, texts, partner)
    naming = _naming(book, partner, leaving, pending, is_whole=contact is None)
    identity = Identity(partner.id, now, people, naming)
    own = _change(partner.path, unmarked(before), own_edits(parsed(before), identity), _moved(partner.path, identity))
    gifts = [gift for gift in book.gifts if gift.partner in (partner.id, now)]
    begun = tuple(Unfinished(partner.id, *one) for one in ([("", now)] if contact is None else people.items()))
    return Erasure(
        partner,
        contact,
        tuple(leaving),
        identity,
        own=Change(own.path, before, own.after, own.edits, own.to),
        others=tuple(_others(book, texts, gifts, identity)),
        begun=begun,
        naming=naming,
        shared=tuple(sorted({gift.path for gift in gifts if _is_shared(gift, people)})),
        elsewhere=tuple(_elsewhere(book, partner, leaving)),
    )


def _free_people(partner: Partner, pending: dict[str, str]) -> Iterator[str]:
    """person-1, person-2 ...: those that nobody there bears yet."""
    taken = {*pending.values(), *(contact.id for contact in partner.contacts)}
    return (name for number in count(1) if (name := f"person-{number}") not in taken)


def _free_company(book: Book, texts: Texts, partner: Partner) -> str:
    """erased-1, erased-2 ...: the first that is free, or that an interrupted erasure of this partner took."""
    if _COMPANY.fullmatch(partner.id) and partner.name == NOBODY:
        return partner.id
    there = {path.rpartition(".")[0]: path for path in book.tree.listing().files if path.startswith("partners/")}
    named = {gift.partner for gift in book.gifts}
    for number in count(1):
        name = f"erased-{number}"
        path = there.get(f"partners/{name}")
        if path is None and name not in named:
            return name
        if path and Unfinished(partner.id, "", name) in unfinished_in(texts(path)):
            return name
    raise AssertionError


def _naming(book: Book, partner: Partner, leaving: Iterable[Contact], pending: Iterable[str], is_whole: bool) -> Naming:
    """What names those who leave; a company that stays, its people and our team are somebody else."""
    gone = list(leaving)
    stays = [known for known in partner.contacts if known not in gone]
    namings = [naming_person(known.id, known.name) for known in gone]
    namings += [naming_person(name, name) for name in pending]
    namings += [naming_company(partner.id, partner.name)] if is_whole else []
    others = [name for known in stays for name in (known.id, known.name)]
    others += [name for member in (book.settings.team if book.settings else ()) for name in (member.id, member.name)]
    others += [] if is_whole else [partner.id, partner.name]
    return naming_any(namings).apart_from(others)


def _change(path: str, text: str, edits: Iterable[Edit], to: str) -> Change:
    wanted = tuple(edits)
    return Change(path, text, edited(path, text, wanted), wanted, to)


def _others(book: Book, texts: Texts, gifts: Iterable[Gift], identity: Identity) -> Iterator[Change]:
    """The gifts, file by file, and the partners that refer to those who are erased."""
    by_file: dict[str, list[Gift]] = {}
    for gift in gifts:
        by_file.setdefault(gift.path, []).append(gift)
    taken = set(book.tree.listing().files)
    for path, held in sorted(by_file.items()):
        text = texts(path)
        value = parsed(text)
        edits = [edit for gift in held for edit in gift_edits(value, gift.index, identity)]
        change = _change(path, text, edits, _free(_moved(path, identity), path, taken))
        taken.add(change.to)
        if change.edits or change.is_moved:
            yield change
    for partner in sorted(book.partners.values(), key=lambda partner: partner.path):
        if partner.id not in (identity.partner, identity.now) and _refers(partner, identity):
            text = texts(partner.path)
            change = _change(partner.path, text, reference_edits(parsed(text), identity), partner.path)
            if change.edits:
                yield change


def _refers(partner: Partner, identity: Identity) -> bool:
    former = [contact.formerly.partner for contact in partner.contacts if contact.formerly]
    referred = [partner.referred_by.partner] if partner.referred_by and identity.is_whole else []
    return identity.partner in (*former, *referred)


def _moved(path: str, identity: Identity) -> str:
    """The file's name with the partner's new id in it: behind a day, where it begins with one."""
    if not identity.is_whole:
        return path
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    day = re.match(r"\d{4}(?:-\d{2}-\d{2})?-", stem)
    begun = day[0] if day and folder.startswith("gifts/") else ""
    whole = rf"(?<![a-z0-9]){re.escape(identity.partner)}(?![a-z0-9])"
    rest = re.sub(whole, identity.now, stem.removeprefix(begun))
    return f"{folder}/{begun}{rest}.{suffix}"


def _free(wanted: str, path: str, taken: Iterable[str]) -> str:
    """That name, or with a number behind it where another file has it."""
    stem, _, suffix = wanted.rpartition(".")
    names = (wanted, *(f"{stem}-{number}.{suffix}" for number in range(2, 1000)))
    return next(name for name in names if name == path or name not in taken)


def _is_shared(gift: Gift, people: dict[str, str]) -> bool:
    forgotten = [name for name in gift.recipients if name in people or _PERSON.fullmatch(name)]
    is_theirs = any(name in people for name in gift.recipients)
    return gift.direction == "given" and is_theirs and len(forgotten) < len(gift.recipients)


def _elsewhere(book: Book, partner: Partner, leaving: Iterable[Contact]) -> Iterator[Person]:
    persons = Persons(book)
    for contact in leaving:
        for other, name in persons.every(partner.id, contact):
            there = book.partners[other].contact(name) if other in book.partners else None
            if other != partner.id and there and not is_erased(there):
                yield other, name
