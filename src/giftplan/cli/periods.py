"""YEAR, --from and --to: a calendar year, or a fiscal one."""

from datetime import date
from datetime import timedelta

from giftplan.cli.context import read_day
from giftplan.cli.context import read_year
from giftplan.errors import UsageError
from giftplan.reports.register import Period

LONGEST = timedelta(days=731)
"""Two years: a first fiscal year may be long."""


def period_of(year: str, first: str | None, last: str | None) -> Period:
    """The period of a report. Raises `UsageError` where its days are not in order."""
    named = read_year(year)
    start = read_day(first, "--from") if first is not None else date(named, 1, 1)
    end = read_day(last, "--to") if last is not None else date(named, 12, 31)
    if end < start:
        raise UsageError(f"--to {end} is before --from {start}: write them in order")
    if end - start > LONGEST:
        raise UsageError(f"--from {start} --to {end} is longer than two years: no fiscal year is")
    if named not in range(start.year, end.year + 1):
        raise UsageError(f"{named} is no year from {start} to {end}: call the fiscal year after one of its days")
    return Period(named, start, end)
