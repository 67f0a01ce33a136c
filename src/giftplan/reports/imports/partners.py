"""Companies of an export, compared with the partners of the book."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from giftplan.book.book import Book
from giftplan.book.decoding import decode
from giftplan.book.editing import parsed
from giftplan.book.kinds import PARTNER
from giftplan.book.rendering import record_text
from giftplan.book.yaml import Value
from giftplan.records.contact import Contact
from giftplan.records.folding import as_name
from giftplan.records.partner import Partner
from giftplan.reports.imports.companies import Companies
from giftplan.reports.imports.companies import Company
from giftplan.reports.imports.companies import told
from giftplan.reports.imports.fields import PARTNER_FIELDS
from giftplan.reports.imports.outcome import Change
from giftplan.reports.imports.outcome import Entry
from giftplan.reports.imports.outcome import RefusedError
from giftplan.reports.imports.outcome import RowError
from giftplan.reports.imports.outcome import RowRead
from giftplan.reports.imports.outcome import State
from giftplan.reports.imports.outcome import Told
from giftplan.reports.imports.records import assembled
from giftplan.reports.imports.records import checked
from giftplan.reports.imports.records import completed
from giftplan.reports.imports.records import written
from giftplan.reports.imports.replacing import replaced
from giftplan.reports.imports.replacing import with_years

MARK = "\ufeff".encode()
_ORDER = {field.name: place for place, field in enumerate(PARTNER_FIELDS)}
_NEEDED = {"name": ("its name", "company"), "country": ("its country", "country"), "contacts": ("a contact", "contact")}


def partner_entries(book: Book, home: str, rows: list[RowRead], as_of: date) -> tuple[list[Entry], list[RowError]]:
    """Each company as it would be written, and the rows that could not be taken."""
    companies = Companies(book, home)
    companies.take(rows)
    entries: list[Entry] = []
    errors = companies.errors
    for company in companies.found.values():
        try:
            entries.append(_compared(book, company, as_of) if company.known else _new(book, company))
        except RefusedError as error:
            errors += [told(row, error) for row in company.rows]
    return entries, errors


def _fields(company: Company) -> dict[str, Told]:
    """What the rows give, in the order of a data file."""
    ordered = sorted(company.given, key=lambda name: _ORDER.get(name, _ORDER["policy.gifts"] - 0.5))
    found = assembled({name: company.given[name] for name in ordered})
    if company.contacts:
        found["contacts"] = list(company.contacts)
    _complain_of_halves(found)
    return found


def _complain_of_halves(found: Mapping[str, Told]) -> None:
    """What is no use without something else: nothing is guessed."""
    value = found.get("lifetime_value")
    if isinstance(value, dict) and (missing := [part for part in ("amount", "basis", "as_of") if part not in value]):
        columns = " and ".join(f"'lifetime value {part.replace('_', ' ')}'" for part in missing)
        fix = f"add {columns}: realised, contracted or forecast, and of which day"
        raise RefusedError("a lifetime value needs its amount, its basis and its day", fix, "lifetime_value.amount")
    if found.get("status") == "departed" and "departed" not in found:
        fix = "add a column 'departed on' with the day"
        raise RefusedError("nothing says when it left", fix, "status")


def _new(book: Book, company: Company) -> Entry:
    fields = _fields(company)
    for name, (what, column) in _NEEDED.items():
        if name not in fields:
            raise RefusedError(f"a new partner needs {what}", f"fill in a column '{column}'", name)
    if nameless := [str(contact["id"]) for contact in company.contacts if "name" not in contact]:
        raise RefusedError(f"the contact '{nameless[0]}' has no name", "fill in a column 'contact name'", "contacts.id")
    path = f"partners/{company.id}.yaml"
    data = record_text(fields).encode()
    record = checked(book.tree, path, PARTNER, data)
    return Entry("new", path, _rows(company), record, fields, data=data)


def _rows(company: Company) -> tuple[int, ...]:
    return tuple(row.number for row in company.rows)


def _compared(book: Book, company: Company, as_of: date) -> Entry:
    """What the rows say of a partner that is there: only what they give is looked at."""
    known = company.known
    assert known is not None
    fields = _fields(company)
    record = _as_given(book, known, fields)
    data, before = written(book.tree, known.path)
    changes: list[Change] = []
    added: dict[str, Told] = {}
    for name, value in fields.items():
        found = list(_changes(name, value, known, record, as_of))
        if found and isinstance(before, dict) and name not in before:
            added[name] = value
        changes += found
    if known.status != "departed" and "status" in fields and "status" not in added:
        added.pop("departed", None)  # one does not go without the other
    whole, taken = _rewritten(known, data, before, changes, added)
    if whole is None or not _still(book, known, whole):
        whole, taken = None, set()
    changes = [replace(change, written=_is_in(change, taken)) for change in changes]
    differs = any(not change.written for change in changes)
    state: State = "changed" if whole is not None else "differs" if differs else "same"
    return Entry(state, known.path, _rows(company), known, added, tuple(changes), whole)


def _rewritten(
    known: Partner, data: bytes, before: Value, changes: list[Change], added: Mapping[str, Told]
) -> tuple[bytes | None, set[str]]:
    """The file with plain facts replaced and further fields at its end, and which those are; None for none."""
    mark = MARK if data.startswith(MARK) else b""
    plain = [change for change in changes if change.before is not None]
    text, taken = replaced(known.path, decode(data), before, known, plain) if before is not None else ("", set())
    if taken or before is not None:
        text, years = with_years(text, parsed(text), changes)
        taken |= years
    if added and (whole := completed(text.encode(), parsed(text), record_text(added))) is not None:
        return mark + whole, taken | added.keys()
    return (mark + text.encode(), taken) if taken else (None, set())


def _is_in(change: Change, taken: set[str]) -> bool:
    return change.field in taken or (change.before is None and change.field.partition(".")[0] in taken)


def _still(book: Book, known: Partner, data: bytes) -> bool:
    """Is the file with its further fields one that can be read?"""
    try:
        checked(book.tree, known.path, PARTNER, data)
    except RefusedError:
        return False
    return True


def _as_given(book: Book, known: Partner, fields: Mapping[str, Told]) -> Partner:
    """What the rows say as a record: what a partner needs, and they leave out, is taken from the book."""
    first = known.contacts[0]
    contacts = fields.get("contacts") or [{"id": first.id, "name": first.name}]
    named: list[Told] = [{"name": one["id"], **one} for one in contacts if isinstance(one, dict)]
    whole: dict[str, Told] = {"name": known.name, "country": known.country, **fields, "contacts": named}
    record: Partner = checked(book.tree, f"partners/{known.id}.yaml", PARTNER, record_text(whole).encode())
    return record


def _changes(name: str, value: Told, known: Partner, record: Partner, as_of: date) -> Iterator[Change]:
    """In what the book and the rows differ about one field at the top level."""
    ours, theirs = getattr(known, name), getattr(record, name)
    if name == "name":
        pairs = [(name, ours if as_name(ours) != as_name(theirs) else theirs, theirs)]
    elif name == "tier":
        pairs = [(name, known.tier_in(as_of.year), record.tier_in(as_of.year))]
    elif name == "revenue":
        pairs = [(f"revenue.{year}", ours.get(year), amount) for year, amount in theirs.items()]
    elif name == "contacts":
        pairs = list(_of_people(known, value, record))
    elif name == "lifetime_value":
        pairs = [] if theirs[0] in ours else [(name, _value_of(ours), _value_of(theirs))]
    elif name in ("policy", "departed") and isinstance(value, dict):
        pairs = list(_of_block(name, value, _newest(ours), _newest(theirs)))
    elif name == "causes":
        pairs = [(name, ours if set(theirs) - set(ours) else theirs, theirs)]
    else:
        pairs = [(name, ours, theirs)]
    for field, before, after in pairs:
        if before != after:
            yield Change(field, _shown(before), _shown(after) or "", written=False)


def _of_block(name: str, value: Mapping[str, Told], ours: Any, theirs: Any) -> Iterator[tuple[str, Any, Any]]:
    for part in value:
        before, after = getattr(ours, part, None), getattr(theirs, part)
        if part == "verified" and before and set(after) <= set(before):
            continue  # a policy keeps every day on which it was verified
        yield f"{name}.{part}", before, after


def _newest(blocks: Any) -> Any:
    """The policy that was verified last; what is no list is itself."""
    if not isinstance(blocks, tuple):
        return blocks
    return max(blocks, key=lambda policy: max(policy.verified, default=date.min), default=None)


def _of_people(known: Partner, value: Told, record: Partner) -> Iterator[tuple[str, Any, Any]]:
    given = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    for said, person in zip(given, record.contacts, strict=True):
        other = _person(known, person)
        if other is None:
            yield f"contacts.{person.id}", None, person.name
            continue
        for part in said:
            if part != "id" and not (part == "name" and as_name(other.name) == as_name(person.name)):
                yield f"contacts.{other.id}.{part}", getattr(other, part), getattr(person, part)


def _person(known: Partner, person: Contact) -> Contact | None:
    """The contact of that name, else of that id."""
    named = [other for other in known.contacts if as_name(other.name) == as_name(person.name)]
    return named[0] if len(named) == 1 else known.contact(person.id)


def _value_of(values: Any) -> str | None:
    """The newest lifetime value in words."""
    newest = max(values, key=lambda value: value.as_of, default=None)
    return None if newest is None else f"{newest.amount:.2f} {newest.basis} on {newest.as_of.isoformat()}"


def _shown(value: Any) -> str | None:
    if value is None or value == ():
        return None
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return f"{value:.2f}" if isinstance(value, Decimal) else str(value)
