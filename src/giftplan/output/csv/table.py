"""CSV (RFC 4180), safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO

from giftplan.money import round_to_cent
from giftplan.output.words import plain_money

Value = str | int | Decimal | date | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a spreadsheet of some country wants its columns and decimals."""

    delimiter: str = ","
    decimal: str = "."
    mark: str = ""


DIALECTS = {"plain": Dialect(), "excel-fr": Dialect(";", ",", "\ufeff")}


def table(columns: Sequence[str], rows: Iterable[Sequence[Value]], dialect: Dialect) -> str:
    """Rows as CSV. A text that a spreadsheet would run as a formula is defused; numbers never are."""
    text = StringIO()
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_written(value, dialect) for value in row] for row in rows)
    return dialect.mark + text.getvalue()


def _written(value: Value, dialect: Dialect) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        digits = plain_money(value) if value == round_to_cent(value) else f"{value:f}"  # a rate keeps all of them
        return digits.replace(".", dialect.decimal)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value
