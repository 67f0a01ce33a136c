"""Gifts of an export, compared with those of the book."""

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from giftplan.book.book import Book
from giftplan.book.kinds import GIFT
from giftplan.book.rendering import record_text
from giftplan.book.suggest import as_clause
from giftplan.book.suggest import did_you_mean
from giftplan.records.base import shortened
from giftplan.records.folding import as_name
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.reports.imports.amounts import currency_of
from giftplan.reports.imports.cells import UNIT
from giftplan.reports.imports.companies import told
from giftplan.reports.imports.fields import GIFT_FIELDS
from giftplan.reports.imports.outcome import Change
from giftplan.reports.imports.outcome import Entry
from giftplan.reports.imports.outcome import RefusedError
from giftplan.reports.imports.outcome import RowError
from giftplan.reports.imports.outcome import RowRead
from giftplan.reports.imports.outcome import State
from giftplan.reports.imports.outcome import Told
from giftplan.reports.imports.records import checked

_NEEDED = ("partner", "date", "recipients", "nature", "value")
_Key = tuple[object, ...]
Member = Callable[[str], str]
"""Finds a member of our team by what is written; raises `RefusedError`."""


class GiftRows:
    """Makes gifts of rows, one file each under a name that is free."""

    def __init__(self, book: Book, home: str) -> None:
        self._book = book
        self._home = home
        self._taken = {path.rpartition(".")[0] for path in (*(gift.path for gift in book.gifts), *book.lost)}
        self._ideas = {idea.name.casefold(): idea for idea in book.catalogue.values()}
        self._companies: dict[str, list[Partner]] = defaultdict(list)
        for partner in book.partners.values():
            self._companies[as_name(partner.name)].append(partner)

    def entries(self, rows: Iterable[RowRead], member: Member) -> tuple[list[Entry], list[RowError]]:
        """Each row as a gift that is new, in the book already, or there with something else said of it.

        `member` finds a member of our team. First each gift of the book is given to a row that says the same.
        """
        read: list[tuple[RowRead, Gift, dict[str, Told]]] = []
        errors: list[RowError] = []
        for row in rows:
            try:
                fields = self._fields(row, member)
                read.append((row, self._gift(fields), fields))
            except RefusedError as error:
                errors.append(told(row, error))
        return self._sorted_out(read), errors

    def _sorted_out(self, read: list[tuple[RowRead, Gift, dict[str, Told]]]) -> list[Entry]:
        there: dict[_Key, list[Gift]] = defaultdict(list)
        for gift in self._book.gifts:
            there[_key(gift)].append(gift)
        found: dict[int, Entry] = {}
        for is_last_look in (False, True):
            for row, gift, _ in read:
                if row.number in found:
                    continue
                candidates = there[_key(gift)]
                compared = [(self._changes(row, known, gift), known) for known in candidates]
                changes, known = min(compared, key=lambda pair: len(pair[0]), default=((), None))
                if known is not None and (is_last_look or not changes):
                    candidates.remove(known)
                    state: State = "differs" if changes else "same"
                    found[row.number] = Entry(state, known.path, (row.number,), known, {}, changes)
        for row, gift, fields in read:
            if row.number not in found:
                found[row.number] = self._new(row, gift, fields)
        return [found[row.number] for row, _, _ in read]

    def _new(self, row: RowRead, gift: Gift, fields: dict[str, Told]) -> Entry:
        path = self._free(f"gifts/{gift.date.year}/{gift.date.isoformat()}-{gift.partner}")
        return Entry("new", path, (row.number,), gift, fields, data=record_text(fields).encode())

    def _free(self, stem: str) -> str:
        number, name = 1, stem
        while name in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name)
        return f"{name}.yaml"

    def _gift(self, fields: Mapping[str, Told]) -> Gift:
        path = f"gifts/{str(fields['date'])[:4]}/{fields['date']}-{fields['partner']}.yaml"
        gift: Gift = checked(self._book.tree, path, GIFT, record_text(fields).encode())
        return gift

    def _fields(self, row: RowRead, member: Member) -> dict[str, Told]:
        """The row's fields as a data file has them."""
        given = {name: value for name, value in row.given.items() if not name.endswith(UNIT)}
        for name in _NEEDED:
            if name not in given:
                raise RefusedError(f"a gift needs its {name}", f"fill in a column '{name}'", name)
        partner = self._partner(str(given["partner"]))
        given["partner"] = partner.id
        is_received = given.get("direction") == "received"
        people = given["recipients"] if isinstance(given["recipients"], list) else []
        try:
            found = [member(str(one)) if is_received else _person(partner, str(one)) for one in people]
        except RefusedError as error:
            raise RefusedError(error.message, error.fix, "recipients") from error
        given["recipients"] = list(dict.fromkeys(found))
        self._say_what_it_is(given)
        self._value(given, row.given)
        return {field.name: given[field.name] for field in GIFT_FIELDS if field.name in given}

    def _partner(self, text: str) -> Partner:
        partners = self._book.partners
        named = self._companies.get(as_name(text), [])
        if text in partners or len(named) == 1:
            return partners.get(text) or named[0]
        if named:
            ids = ", ".join(partner.id for partner in named)
            raise RefusedError(
                f"{len(named)} partners are called '{shortened(text)}'", f"write one of their ids: {ids}", "partner"
            )
        known = [word for partner in partners.values() for word in (partner.id, partner.name)]
        hint = did_you_mean(text, known, "import it first: giftplan import partners FILE.csv")
        raise RefusedError(f"no partner '{shortened(text)}'", as_clause(hint), "partner")

    def _say_what_it_is(self, given: dict[str, Told]) -> None:
        """Its kind, or the idea of the catalogue whose name is the gift's."""
        if "kind" in given or "gift" in given:
            return
        idea = self._ideas.get(str(given["nature"]).casefold())
        if idea is None:
            fix = "add a column 'kind' (desk, book, food, drink, card ...), or name an idea of the catalogue"
            raise RefusedError(f"nothing says what '{shortened(str(given['nature']))}' is", fix, "nature")
        given["gift"] = idea.id

    def _value(self, given: dict[str, Told], row: Mapping[str, Told]) -> None:
        """The currency and its rate on that day, which settings would else rewrite one day."""
        stated = str(given["currency"]) if "currency" in given else None
        for name in ("value", "extras"):
            if name + UNIT in row:
                try:
                    stated = currency_of(str(row[name + UNIT]), stated, self._home)
                except RefusedError as error:
                    raise RefusedError(error.message, error.fix, name) from error
        if stated is None or stated == self._home:
            return
        given["currency"] = stated
        rate = self._book.settings.rates.get(stated) if self._book.settings else None
        if "rate" not in given:
            if rate is None:
                fix = f"add a column 'rate', or the rate of {stated} under rates: in settings.yaml"
                raise RefusedError(f"nothing says what one {stated} is worth in {self._home}", fix, "currency")
            given["rate"] = str(rate)

    def _changes(self, row: RowRead, known: Gift, gift: Gift) -> tuple[Change, ...]:
        """In what the row says something else than the book; what it does not give is not looked at."""
        found: list[Change] = []
        for name in row.given:
            if name.endswith(UNIT):
                continue
            before, after = self._of(known, name), self._of(gift, name)
            if before != after:
                found.append(Change(name, _shown(before), _shown(after) or "", written=False))
        return tuple(found)

    def _of(self, gift: Gift, name: str) -> Any:
        if name == "kind":
            return self._book.kind_of(gift)
        if name == "currency":
            return gift.currency or self._home
        value = getattr(gift, name)
        return as_name(value) if name == "nature" else tuple(sorted(value)) if name == "recipients" else value


def _key(gift: Gift) -> _Key:
    return gift.partner, gift.date, gift.direction, as_name(gift.nature)


def _person(partner: Partner, text: str) -> str:
    for contact in partner.contacts:
        if as_name(text) in (contact.id, as_name(contact.name)):
            return contact.id
    known = [word for contact in partner.contacts for word in (contact.id, contact.name)]
    hint = did_you_mean(text, known, f"its contacts are {', '.join(contact.id for contact in partner.contacts)}")
    raise RefusedError(f"{partner.name} has no contact '{shortened(text)}'", as_clause(hint))


def _shown(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
