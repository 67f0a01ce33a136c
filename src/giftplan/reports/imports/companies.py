"""Rows of partners -> one group of rows for each company, and the partner that it is in the book."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field

from giftplan.book.book import Book
from giftplan.records.base import shortened
from giftplan.records.folding import as_name
from giftplan.records.folding import id_from
from giftplan.records.partner import Partner
from giftplan.reports.imports.amounts import currency_of
from giftplan.reports.imports.cells import LONGEST_ID
from giftplan.reports.imports.cells import UNIT
from giftplan.reports.imports.outcome import RefusedError
from giftplan.reports.imports.outcome import RowError
from giftplan.reports.imports.outcome import RowRead
from giftplan.reports.imports.outcome import Told

CONTACT = "contacts."


@dataclass(slots=True)
class Company:
    """What all rows of one company give."""

    id: str
    known: Partner | None
    rows: list[RowRead] = field(default_factory=list)
    given: dict[str, Told] = field(default_factory=dict)
    said_in: dict[str, int] = field(default_factory=dict)
    """The row that gave each field first."""
    contacts: list[dict[str, Told]] = field(default_factory=list)

    def add(self, row: RowRead, home: str) -> None:
        """Take one more row. Raises `RefusedError` where it contradicts an earlier one."""
        own = _in_one_currency(row, home)
        theirs = {name: value for name, value in own.items() if not name.startswith(CONTACT) and name != "id"}
        for name, value in theirs.items():
            if self.given.get(name, value) != value and not (name == "name" and _is_same(value, self.given[name])):
                message = f"another {name} than in row {self.said_in[name]}, which is of the same company"
                raise RefusedError(message, "say the same in both, or give each company an id of its own", name)
        contact = _contact(own)
        if contact:
            self._meet(contact)
        for name, value in theirs.items():
            self.given.setdefault(name, value)
            self.said_in.setdefault(name, row.number)
        self.rows.append(row)

    def _meet(self, contact: dict[str, Told]) -> None:
        """A person once, however many rows name them."""
        for other in self.contacts:
            if other["id"] == contact["id"]:
                if any(other.get(name, value) != value for name, value in contact.items()):
                    message = f"another row says something else of {contact.get('name', contact['id'])}"
                    raise RefusedError(message, "say the same in both, or give each person an id", f"{CONTACT}name")
                other.update(contact)
                return
        self.contacts.append(contact)


class Companies:
    """The companies that the rows speak of, in their order, and the rows that could not be taken."""

    def __init__(self, book: Book, home: str) -> None:
        self.found: dict[str, Company] = {}
        self.errors: list[RowError] = []
        self._book = book
        self._home = home
        self._by_name: dict[str, list[Partner]] = {}
        for partner in book.partners.values():
            self._by_name.setdefault(as_name(partner.name), []).append(partner)

    def take(self, rows: Iterable[RowRead]) -> None:
        """Sort the rows out."""
        for row in rows:
            try:
                company = self._company(row)
                company.add(row, self._home)
                self.found.setdefault(company.id, company)
            except RefusedError as error:
                self.errors.append(told(row, error))

    def _company(self, row: RowRead) -> Company:
        """The company of a row: by its name, else by its id, else by the id that its name makes."""
        name, given = str(row.given.get("name", "")), str(row.given.get("id", ""))
        known = self._known(name, given)
        if known is not None:
            return self.found.get(known.id) or Company(known.id, known)
        made = given or _made_id(name)
        if made in self.found:
            earlier = self.found[made]
            if name and not _is_same(name, earlier.given.get("name", name)):
                message = (
                    f"the id '{made}' is that of '{earlier.given['name']}' in row {earlier.rows[0].number} already"
                )
                raise RefusedError(message, "add a column 'id' with an id for each company", "name")
            return earlier
        if made in self._book.partners:
            raise self._taken(made)
        return Company(made, None)

    def _known(self, name: str, given: str) -> Partner | None:
        named = self._by_name.get(as_name(name), []) if name else []
        if len(named) > 1:
            chosen = [partner for partner in named if partner.id == given]
            if not chosen:
                ids = ", ".join(partner.id for partner in named)
                raise RefusedError(
                    f"{len(named)} partners have that name: {ids}", "add a column 'id' that says which", "name"
                )
            return chosen[0]
        return named[0] if named else self._book.partners.get(given)

    def _taken(self, made: str) -> RefusedError:
        message = f"the id '{made}' is that of '{self._book.partners[made].name}' already"
        fix = f"add a column 'id': {made} if it is the same company, another one if it is not"
        return RefusedError(message, fix, "name")


def told(row: RowRead, error: RefusedError) -> RowError:
    """What was refused, with the row and the column that it lies in."""
    field = error.field or ""
    column = row.columns.get(field) or next(
        (column for name, column in row.columns.items() if name.partition(".")[0] == field.partition(".")[0]), None
    )
    return RowError(row.number, column, error.message, error.fix)


def _made_id(name: str) -> str:
    if not name:
        raise RefusedError("no name of a company stands in it", "fill it in, or add a column 'id'", "name")
    made = id_from(name)
    if not made or len(made) > LONGEST_ID:
        raise RefusedError(
            f"no id can be made of '{shortened(name)}'", "add a column 'id', as in maison-lefevre", "name"
        )
    return made


def _is_same(name: Told, other: Told) -> bool:
    return as_name(str(name)) == as_name(str(other))


def _in_one_currency(row: RowRead, home: str) -> dict[str, Told]:
    """The row's fields, where the currency beside an amount is the one that the field is kept in."""
    given: dict[str, Told] = {}
    for name, value in row.given.items():
        if not name.endswith(UNIT):
            given[name] = value
            continue
        amount = name.removesuffix(UNIT)
        try:
            if amount != "policy.limit":
                currency_of(str(value), home, home)
                continue
            stated = row.given.get("policy.currency")
            currency = currency_of(str(value), str(stated) if stated else None, home)
        except RefusedError as error:
            raise RefusedError(error.message, error.fix, amount) from error
        if stated or currency != home:
            given["policy.currency"] = currency
    return given


def _contact(given: dict[str, Told]) -> dict[str, Told]:
    """The person of a row; empty where it names none."""
    said = {name.removeprefix(CONTACT): value for name, value in given.items() if name.startswith(CONTACT)}
    parts = [said.pop(part, "") for part in ("first_name", "last_name")]
    name = said.get("name") or " ".join(str(part) for part in parts if part)
    if not name:
        if "id" in said:
            return said
        if said:
            raise RefusedError(
                "it says something of a person who has no name", "fill the contact's name in", f"{CONTACT}name"
            )
        return {}
    made = said.get("id") or id_from(str(name))
    if not made or len(str(made)) > LONGEST_ID:
        raise RefusedError(
            f"no id can be made of '{shortened(str(name))}'", "add a column 'contact id'", f"{CONTACT}name"
        )
    return {"id": made, "name": name} | {field: value for field, value in said.items() if field not in ("id", "name")}
