"""Which column fills which field: by its name, or as `--map` says."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from giftplan.book.sheet import Row
from giftplan.book.suggest import as_clause
from giftplan.book.suggest import did_you_mean
from giftplan.errors import UsageError
from giftplan.records.folding import folded
from giftplan.reports.imports.fields import Field
from giftplan.reports.imports.fields import field_named
from giftplan.reports.imports.fields import field_names
from giftplan.reports.imports.fields import field_of_column

_OF_EITHER = frozenset({"nom", "name"})
"""What a column may be called that holds a company's name or a person's."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The columns of a header: their fields by position, and the names of those that are not taken."""

    fields: Mapping[int, Field]
    names: tuple[str, ...]
    not_taken: tuple[str, ...]


def mapped(words: Iterable[str]) -> dict[str, str]:
    """`--map COLUMN=FIELD`, as often as it is given; a FIELD that is empty leaves the column out."""
    found: dict[str, str] = {}
    for word in words:
        column, sign, field = word.rpartition("=")
        if not sign or not column.strip():
            raise UsageError(
                f"--map {word}: write a column and a field, as in --map Phone=why, or Phone= to leave it out"
            )
        if column.strip() in found:
            raise UsageError(f"--map {word}: the column '{column.strip()}' is mapped twice")
        found[column.strip()] = field.strip()
    return found


def match(what: str, header: Row, by_hand: Mapping[str, str]) -> Matched:
    """The field of each column. Raises `UsageError` where two columns fill one field, or a name of `--map` is none."""
    names = tuple(" ".join(cell.split()) for cell in header.cells)
    chosen = {_position(names, column): _field(what, column, field) for column, field in by_hand.items()}
    taken = {field.name for field in chosen.values() if field}
    fields: dict[int, Field] = {}
    for position, name in enumerate(names):
        own = None if position in chosen else _own(what, names, name)
        field = chosen.get(position, own if own and own.name not in taken else None)
        if field is not None:
            _once(names, fields, position, field)
            fields[position] = field
    _one_name(names, fields)
    if not fields:
        raise UsageError(
            f"no column of row {header.number} is known ({', '.join(name for name in names if name)[:200]}): name what "
            f"stands in them with --map COLUMN=FIELD; the fields are {', '.join(field_names(what))}"
        )
    return Matched(fields, names, tuple(name for i, name in enumerate(names) if name and i not in fields))


def _own(what: str, names: tuple[str, ...], name: str) -> Field | None:
    """The field that a column's name says. Beside a first name, `Nom` is the person's: the company has its own."""
    field = field_of_column(what, name) if name else None
    every = [found.name for other in names if other and (found := field_of_column(what, other))]
    if field and field.name == "name" and folded(name) in _OF_EITHER and "contacts.first_name" in every:
        if every.count("name") < 2:
            raise UsageError(
                f"'{name}' stands beside a first name, and no other column is a company's: is it the company's, write "
                f"--map '{name}=name'; else name the company's column"
            )
        return field_named(what, "contacts.last_name")
    return field


def _one_name(names: tuple[str, ...], fields: Mapping[int, Field]) -> None:
    """Raises `UsageError` where a whole name would swallow a first one."""
    by_field = {field.name: names[position] for position, field in fields.items()}
    whole, first = by_field.get("contacts.name"), by_field.get("contacts.first_name")
    if whole is not None and first is not None:
        raise UsageError(
            f"'{whole}' is read as a whole name and '{first}' as a first one: write "
            f"--map '{whole}=contacts.last_name', or leave one out with --map '{first}='"
        )


def _position(names: tuple[str, ...], column: str) -> int:
    """The place of the column of that name, however it is written."""
    exact = [i for i, name in enumerate(names) if name == column]
    found = exact or [i for i, name in enumerate(names) if name.casefold() == column.casefold()]
    if not found:
        hint = did_you_mean(column, [name for name in names if name], f"the columns are {', '.join(names)[:200]}")
        raise UsageError(f"--map {column}: the file has no such column: {as_clause(hint)}")
    if len(found) > 1:
        raise UsageError(f"--map {column}: {len(found)} columns have that name: give each a name of its own")
    return found[0]


def _field(what: str, column: str, name: str) -> Field | None:
    if not name:
        return None
    field = field_named(what, name)
    if field is None:
        known = field_names(what)
        hint = did_you_mean(name, known, f"the fields are {', '.join(known)}")
        raise UsageError(f"--map {column}={name}: no field '{name}': {as_clause(hint)}")
    return field


def _once(names: tuple[str, ...], fields: Mapping[int, Field], position: int, field: Field) -> None:
    for other, taken in fields.items():
        if taken.name == field.name:
            raise UsageError(
                f"columns {other + 1} ('{names[other]}') and {position + 1} ('{names[position]}') both say "
                f"{field.name}: leave one out with --map '{names[position]}=', or rename one where they are alike"
            )
