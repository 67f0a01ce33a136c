"""Which currency a country has. The countries of the euro, with their source, are in `euro.tsv`."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

EURO = "EUR"
_TABLE = Path(__file__).with_name("euro.tsv")


def currency_of(country: str, day: date, known: Iterable[str]) -> str | None:
    """A country's currency on a day: the euro, or the one of the known currencies that is named after the country.

    The first two letters of a currency's code are the country's own (ISO 4217). None where neither says it.
    """
    since = euro_countries().get(country)
    if since is not None and since <= day:
        return EURO
    return next((code for code in known if code.startswith(country)), None)


@lru_cache(maxsize=1)
def euro_countries() -> dict[str, date]:
    """Every country whose currency is the euro, with the day since when."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {code: date.fromisoformat(day) for code, day in rows}
