"""`register --format markdown`."""

from decimal import Decimal

from giftplan.output.csv.table import Value
from giftplan.output.entries import COLUMNS
from giftplan.output.entries import SUM_COLUMNS
from giftplan.output.entries import SUM_MONEY
from giftplan.output.entries import sum_rows
from giftplan.output.markdown.text import escaped
from giftplan.output.markdown.text import table
from giftplan.output.register_words import notes_of
from giftplan.output.register_words import title_of
from giftplan.output.register_words import total_words
from giftplan.output.words import money
from giftplan.reports.register import Register

_MONEY = frozenset(column.name for column in COLUMNS if column.is_money)


def register_markdown(register: Register) -> str:
    """Every column of every entry, then the sums under the limits."""
    lines = [f"# {title_of(register)}", "", escaped(total_words(register)), ""]
    rows = [[_cell(column.of(entry), column.is_money) for column in COLUMNS] for entry in register.entries]
    lines += table([escaped(column.name) for column in COLUMNS], rows, frozenset(map(escaped, _MONEY)))
    if sums := sum_rows(register):
        names = [escaped(name) for name in SUM_COLUMNS]
        cells = [[_cell(v, name in SUM_MONEY) for name, v in zip(SUM_COLUMNS, row, strict=True)] for row in sums]
        lines += ["", "## Limits", "", *table(names, cells, frozenset(map(escaped, SUM_MONEY)))]
    lines += [line for note in notes_of(register) for line in ("", escaped(note))]
    return "\n".join(lines) + "\n"


def _cell(value: Value, is_money: bool) -> str:
    if value is None:
        return ""
    return money(value) if is_money and isinstance(value, Decimal) else escaped(str(value))
