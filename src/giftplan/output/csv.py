"""CSV (RFC 4180), safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from giftplan.output.words import plain_money
from giftplan.planning.outcome import Plan

Value = str | int | Decimal | None
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
        return plain_money(value).replace(".", dialect.decimal)
    if isinstance(value, int):
        return str(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


PLAN_COLUMNS = (
    *("partner", "name", "tier", "owner", "country", "touch", "date", "order_by", "form", "recipient"),
    *("budget", "currency", "idea", "status", "reason"),
)


def plan_csv(plan: Plan, dialect: Dialect) -> str:
    """One row a touch; a blocked one has its reason."""
    partners = {row.partner.id: row for row in plan.budgets}

    def head(partner: str, touch: str) -> tuple[Value, ...]:
        row = partners[partner]
        return (partner, row.partner.name, row.tier, row.partner.owner, row.partner.country, touch)

    rows: list[Sequence[Value]] = []
    for touch in plan.touches:
        days = [day.isoformat() if day else None for day in (touch.day, touch.order_by)]
        what = (touch.form, touch.recipient, touch.budget, plan.currency, touch.idea, touch.status, touch.note)
        rows.append((*head(touch.partner, touch.touch), *days, *what))
    for stuck in plan.blocked:
        nothing: tuple[Value, ...] = (None, None, None, None, None, plan.currency, None)
        rows.append((*head(stuck.partner, stuck.touch), *nothing, "blocked", stuck.reason))
    return table(PLAN_COLUMNS, rows, dialect)
