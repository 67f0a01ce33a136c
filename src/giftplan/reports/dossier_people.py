"""The people in a dossier: what they like and who said so, what a gift must not be, where they were before."""

from collections.abc import Iterable
from dataclasses import dataclass

from giftplan.book.book import Book
from giftplan.planning.history import identities
from giftplan.records.contact import Contact
from giftplan.records.contact import Interest
from giftplan.records.partner import Partner
from giftplan.records.settings import TeamMember
from giftplan.rules.asked import Asked
from giftplan.rules.privacy import OLD_INTEREST_MONTHS


@dataclass(frozen=True, slots=True)
class Liking:
    """Something a person likes. `is_old`: heard so long ago that it wants asking again."""

    interest: Interest
    is_old: bool


@dataclass(frozen=True, slots=True)
class FormerPost:
    """Who a person was at another partner; `company` is its name, else its id."""

    partner: str
    contact: str
    company: str


@dataclass(frozen=True, slots=True)
class PersonNotes:
    """One contact, as of a day."""

    contact: Contact
    likings: tuple[Liking, ...]
    """What was noted by that day."""
    in_common: tuple[tuple[TeamMember, tuple[str, ...]], ...]
    """Who of our team shares an interest with them, and which."""
    former: tuple[FormerPost, ...]
    has_left: bool


def people_of(asked: Asked, partner: Partner) -> tuple[PersonNotes, ...]:
    """The partner's contacts: those who are there first, then those who have left."""
    found = [_notes(asked, partner, contact) for contact in partner.contacts]
    return tuple(sorted(found, key=lambda notes: notes.has_left))


def _notes(asked: Asked, partner: Partner, contact: Contact) -> PersonNotes:
    known = [known for known in contact.interests if known.noted is None or known.noted <= asked.as_of]
    team = asked.book.settings.team if asked.book.settings else ()
    return PersonNotes(
        contact,
        likings=tuple(Liking(interest, _is_old(asked, interest)) for interest in known),
        in_common=tuple(_in_common(team, known)),
        former=tuple(_post(asked.book, *person) for person in identities(asked.book, partner.id, contact)[1:]),
        has_left=not contact.is_there(asked.as_of),
    )


def _is_old(asked: Asked, interest: Interest) -> bool:
    return interest.noted is not None and asked.is_past(interest.noted, OLD_INTEREST_MONTHS)


def _in_common(team: Iterable[TeamMember], known: Iterable[Interest]) -> Iterable[tuple[TeamMember, tuple[str, ...]]]:
    theirs = list(dict.fromkeys(tag for interest in known for tag in interest.tags))
    for member in team:
        if shared := tuple(tag for tag in theirs if tag in member.interests):
            yield member, shared


def _post(book: Book, partner: str, contact: str) -> FormerPost:
    employer = book.partners.get(partner)
    return FormerPost(partner, contact, employer.name if employer else partner)
