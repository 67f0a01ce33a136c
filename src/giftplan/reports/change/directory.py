"""How those are called whom a change is about: companies, people, ideas."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from giftplan.book.book import Book


@dataclass(frozen=True, slots=True)
class Directory:
    """Names by id; an id that is not in it is its own name."""

    companies: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[tuple[str, str], str] = field(default_factory=dict)
    ideas: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""
    """In which amounts are that say none."""

    def company(self, partner: str) -> str:
        """A partner's name."""
        return self.companies.get(partner, partner)

    def person(self, partner: str, contact: str) -> str:
        """The name of somebody there."""
        return self.people.get((partner, contact), contact)

    def idea(self, name: str) -> str:
        """What an idea of the catalogue is."""
        return self.ideas.get(name, name)


def directory_of(*books: Book) -> Directory:
    """The names in these books; where they disagree, those of the last one."""
    partners = [partner for book in books for partner in book.partners.values()]
    return Directory(
        {partner.id: partner.name for partner in partners},
        {(partner.id, contact.id): contact.name for partner in partners for contact in partner.contacts},
        {idea.id: idea.name for book in books for idea in book.catalogue.values()},
        next((book.settings.currency for book in reversed(books) if book.settings), ""),
    )
