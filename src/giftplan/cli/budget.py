"""`giftplan budget YEAR`."""

from typing import TYPE_CHECKING
from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Countries
from giftplan.cli.options import Data
from giftplan.cli.options import Months
from giftplan.cli.options import Output
from giftplan.cli.options import Owners
from giftplan.cli.options import Partners
from giftplan.cli.options import Quiet
from giftplan.cli.options import Tiers

if TYPE_CHECKING:
    from giftplan.reports.budget import Budget

FORMATS = ("table", "json", "csv", "markdown")


def budget(
    year: Annotated[str, typer.Argument(metavar="YEAR", help="The year whose money it is.")],
    whole: Annotated[bool, typer.Option("--all", help="Every partner and every loss, however many.")] = False,
    partner: Partners = None,
    tier: Tiers = None,
    owner: Owners = None,
    country: Countries = None,
    month: Months = None,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "table",
    csv_dialect: Annotated[
        str, typer.Option("--csv-dialect", metavar="plain|excel-fr", help="The kind of CSV.")
    ] = "plain",
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan budget 2026                      the year's money on one screen
      giftplan budget 2026 --owner claire --month 11
      giftplan budget 2026 --format csv --output budget.csv
    """
    from giftplan.cli.context import choose  # what a budget needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.context import read_year
    from giftplan.cli.filters import Filters
    from giftplan.cli.filters import filtered
    from giftplan.cli.filters import months_of
    from giftplan.output.budget import budget_notes
    from giftplan.output.csv.table import DIALECTS
    from giftplan.output.screen.budget import budget_screen
    from giftplan.planning.plan import make_plan
    from giftplan.reports.budget import budget_of

    wanted = read_year(year)
    choose(form, FORMATS, "--format")
    choose(csv_dialect, DIALECTS, "--csv-dialect")
    only = months_of(month)
    call = context(data, as_of, output, color, quiet)
    book = call.book(whole=False)
    made = make_plan(book, wanted, call.as_of)
    plan = filtered(made, book, Filters(partner, tier, owner, country, None))
    found = budget_of(book, plan, only)
    if form == "table":
        call.show(budget_screen(found, call.width, whole))
        return 0
    call.write(_text(found, form, csv_dialect))
    for note in budget_notes(found):
        call.note(note)
    return 0


def _text(found: "Budget", form: str, dialect: str) -> str:
    from giftplan.output.csv.budget import budget_csv
    from giftplan.output.csv.table import DIALECTS
    from giftplan.output.json.budget import budget_json
    from giftplan.output.markdown.budget import budget_markdown

    if form == "csv":
        return budget_csv(found, DIALECTS[dialect])
    return budget_json(found) if form == "json" else budget_markdown(found)
