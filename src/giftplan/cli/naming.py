"""Partners and people named on the command line."""

from collections.abc import Iterable

from giftplan.book.book import Book
from giftplan.book.suggest import as_clause
from giftplan.book.suggest import closest
from giftplan.book.suggest import did_you_mean
from giftplan.cli.context import choose
from giftplan.errors import CannotWorkError
from giftplan.errors import UsageError
from giftplan.output.words import listed
from giftplan.planning.plan import plannable
from giftplan.records.contact import Contact
from giftplan.records.country_names import country_named
from giftplan.records.country_names import country_names
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings


def partner_named(book: Book, name: str) -> Partner:
    """The partner of that id. Raises `UsageError` where there is none, `CannotWorkError` where it cannot be read."""
    if book.is_lost(f"partners/{name}"):
        raise CannotWorkError(f"the file of '{name}' cannot be used: giftplan check says why")
    if name not in book.partners:
        hint = did_you_mean(name, book.partners, "the ids are the names of the files in partners/")
        raise UsageError(f"no partner '{name}': {as_clause(hint)}")
    return book.partners[name]


def plannable_partner(book: Book, name: str) -> Partner:
    """As `partner_named`; raises `CannotWorkError` also where its tier or country does not exist."""
    found = partner_named(book, name)
    if found not in plannable(book):
        raise CannotWorkError(f"nothing can be planned for '{name}': giftplan check says why")
    return found


def contacts_named(partner: Partner, names: Iterable[str], option: str) -> list[str]:
    """The ids of these contacts, each named by id or by its whole name."""
    by_name = {contact.name: contact.id for contact in partner.contacts}
    ids = [contact.id for contact in partner.contacts]
    return [by_name.get(name) or choose(name, ids, option) for name in names]


def members_named(settings: Settings, names: Iterable[str], option: str) -> list[str]:
    """The ids of these members of our team, each named by id or by its whole name."""
    by_name = {member.name: member.id for member in settings.team}
    ids = [member.id for member in settings.team]
    return [by_name.get(name) or choose(name, ids, option) for name in names]


def country_coded(text: str) -> str:
    """The two letters of a country named by its code, or in English or French. Raises `UsageError`."""
    code = country_named(text)
    if code is None:
        guess = closest(text, country_names(), cutoff=0.75)
        hint = (
            f"did you mean {country_names()[guess]}?" if guess else "write its two letters as in ISO 3166-1, such as CN"
        )
        raise UsageError(f"no country '{text}': {hint}")
    return code


def contact_named(partner: Partner, name: str) -> Contact:
    """The contact of that id at that partner. Raises `UsageError` where there is none."""
    contact = partner.contact(name)
    if contact is None:
        ids = [known.id for known in partner.contacts]
        hint = did_you_mean(name, ids, f"its contacts are {listed(ids)}")
        raise UsageError(f"no contact '{name}' at {partner.id}: {as_clause(hint)}")
    return contact
