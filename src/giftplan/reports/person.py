"""Everything that is stored about one person, who may ask for it."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from giftplan.book.book import Book
from giftplan.book.editing import commented_lines
from giftplan.book.problem import KeyPath
from giftplan.book.yaml_spans import spans
from giftplan.planning.history import Person
from giftplan.planning.history import Persons
from giftplan.records.contact import Contact
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.reports.naming import naming_any
from giftplan.reports.naming import naming_person
from giftplan.reports.still_naming import Place
from giftplan.reports.still_naming import places_naming


@dataclass(frozen=True, slots=True)
class Role:
    """Who the person is, or was, at one partner, and up to which line of its file that is written."""

    partner: Partner
    contact: Contact
    line: int


@dataclass(frozen=True, slots=True)
class PersonFile:
    """What is stored about a person: who they are and were, what they were given, and what else names them."""

    roles: tuple[Role, ...]
    """The one that was asked for first."""
    gifts: tuple[Gift, ...]
    """Every gift to them, also one that was turned down, by day."""
    places: tuple[Place, ...]
    """Other lines that name them, and comments beside what is stored."""
    months: int | None
    """How long personal notes are kept after a relationship ends; None where the settings cannot be read."""
    until: date | None
    """The day up to which that is, where the relationship has ended."""
    left_out: tuple[str, ...]
    """Files that cannot be read, in which there may be more."""

    @property
    def contact(self) -> Contact:
        """The person, as they were asked for."""
        return self.roles[0].contact

    @property
    def partner(self) -> Partner:
        """The partner, as it was asked for."""
        return self.roles[0].partner


def person_file(
    book: Book, partner: Partner, contact: Contact, texts: Callable[[str], str], every: Iterable[tuple[str, str]]
) -> PersonFile:
    """Gathers it. `every` is each file of the data folder with its text."""
    identities = [(partner.id, contact.id), *Persons(book).every(partner.id, contact)]
    roles = tuple(_roles(book, dict.fromkeys(identities), texts))
    people = {(role.partner.id, role.contact.id) for role in roles}
    gifts = [gift for gift in book.gifts if _is_to(gift, people)]
    gifts.sort(key=lambda gift: gift.order)
    months = book.settings.retention_months if book.settings else None
    left = partner.left_on
    return PersonFile(
        roles,
        tuple(gifts),
        places=tuple(_places(book, roles, gifts, texts, every)),
        months=months,
        until=left + relativedelta(months=months) if left and months is not None else None,
        left_out=tuple(sorted(book.lost)),
    )


def _is_to(gift: Gift, people: Iterable[Person]) -> bool:
    return gift.direction == "given" and any((gift.partner, name) in people for name in gift.recipients)


def _roles(book: Book, identities: Iterable[Person], texts: Callable[[str], str]) -> Iterator[Role]:
    for partner_id, contact_id in identities:
        partner = book.partners.get(partner_id)
        contact = partner.contact(contact_id) if partner else None
        if partner and contact:
            first, _ = _lines(texts(partner.path), ("contacts", partner.contacts.index(contact)))
            yield Role(partner, contact, first)


def _lines(text: str, at: KeyPath) -> tuple[int, int]:
    """The first and the last line, from 1, of a value."""
    span = spans(text)[at]
    return len(text[: span.start + 1].splitlines()), len(text[: span.end].splitlines())


def _places(
    book: Book,
    roles: Sequence[Role],
    gifts: Iterable[Gift],
    texts: Callable[[str], str],
    every: Iterable[tuple[str, str]],
) -> Iterator[Place]:
    """What is shown as a record already is left out; a comment in it is not, and need not name anybody."""
    shown: dict[str, set[int]] = {}
    for role in roles:
        at: KeyPath = ("contacts", role.partner.contacts.index(role.contact))
        _note(shown, role.partner.path, _lines(texts(role.partner.path), at))
    for gift in gifts:
        text = texts(gift.path)
        every_line = (1, len(text.splitlines()))
        _note(shown, gift.path, every_line if gift.index is None else _lines(text, (gift.index,)))
    naming = naming_any(naming_person(role.contact.id, role.contact.name) for role in roles)
    companies = [word for role in roles for word in (role.partner.id, role.partner.name)]
    colleagues = [c.name for role in roles for c in role.partner.contacts if c.name != role.contact.name]
    naming = naming.apart_from([*companies, *colleagues, *_team(book)])
    people = [(role.partner.id, role.contact.id) for role in roles]
    for path, lines in shown.items():
        written = texts(path).splitlines()
        commented = (number for number in commented_lines(texts(path)) if number in lines)
        yield from (Place(path, number, written[number - 1]) for number in commented)
    for place in places_naming(book, naming, people, every):
        if place.line not in shown.get(place.path, ()):
            yield place


def _team(book: Book) -> Iterator[str]:
    for member in book.settings.team if book.settings else ():
        yield from (member.id, member.name)


def _note(shown: dict[str, set[int]], path: str, lines: tuple[int, int]) -> None:
    shown.setdefault(path, set()).update(range(lines[0], lines[1] + 1))
