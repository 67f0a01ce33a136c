"""`register --format csv`."""

from giftplan.output.csv.table import Dialect
from giftplan.output.csv.table import table
from giftplan.output.entries import COLUMNS
from giftplan.reports.register import Register


def register_csv(register: Register, dialect: Dialect) -> str:
    """One row a gift."""
    rows = [[column.of(entry) for column in COLUMNS] for entry in register.entries]
    return table([column.name for column in COLUMNS], rows, dialect)
