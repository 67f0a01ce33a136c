"""`giftplan register YEAR`."""

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
    from giftplan.cli.context import Context
    from giftplan.reports.register import Register

FORMATS = ("table", "csv", "json", "markdown", "xlsx")
_AT = "As it stood then: a revision, or a day as 2026-03-31."


def register(
    year: Annotated[str, typer.Argument(metavar="YEAR", help="The year; of a fiscal year, one of its two.")],
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day of a fiscal year.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Its last day.")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="REV", help=_AT)] = None,
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
      giftplan register 2026
      giftplan register 2026 --from 2025-07-01 --to 2026-06-30 --format csv
      giftplan register 2025 --country JP --format markdown

    What was declined or sent back stays in it, and counts in no sum. With --at an auditor gets the register of any
    past day, as git kept it: --at 2026-03-31.
    """
    from giftplan.cli.context import choose  # what a register needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.filters import Filters
    from giftplan.cli.filters import gift_filter
    from giftplan.cli.filters import said
    from giftplan.cli.periods import period_of
    from giftplan.cli.revisions import state_at
    from giftplan.errors import CannotWorkError
    from giftplan.output.csv.table import DIALECTS
    from giftplan.reports.register import register_of

    choose(form, FORMATS, "--format")
    choose(csv_dialect, DIALECTS, "--csv-dialect")
    period = period_of(year, first, last)
    call = context(data, as_of, output, color, quiet)
    state = state_at(call, at, as_of)
    filters = Filters(partner, tier, owner, country, month)
    wanted = gift_filter(state.book, filters) if any(filters) else None
    settings = state.book.settings
    if settings is None:
        raise CannotWorkError("settings.yaml cannot be used, and it says in which currency we count: giftplan check")
    made = register_of(state.book, settings, period, state.as_of, state.revision, wanted, call.folder)
    again = ["giftplan", "register", year, *said({"--from": first, "--to": last, "--at": at, "--as-of": as_of})]
    _answer(call, made, form, csv_dialect, " ".join([*again, *filters.said()]))
    if state.note:
        call.note(state.note)
    return 0


def _answer(call: "Context", made: "Register", form: str, dialect: str, again: str) -> None:
    from giftplan.output.register_words import notes_of

    if form == "table":
        from giftplan.output.screen.register import register_screen

        call.show(register_screen(made, call.width, again))
        return
    if form == "xlsx":
        call.write_bytes(_workbook(made))
    else:
        call.write(_text(made, form, dialect))
    for note in notes_of(made):
        call.note(note)


def _text(made: "Register", form: str, dialect: str) -> str:
    from giftplan.output.csv.register import register_csv
    from giftplan.output.csv.table import DIALECTS
    from giftplan.output.json.register import register_json
    from giftplan.output.markdown.register import register_markdown

    if form == "csv":
        return register_csv(made, DIALECTS[dialect])
    return register_json(made) if form == "json" else register_markdown(made)


def _workbook(made: "Register") -> bytes:
    """The register as a workbook. Raises `CannotWorkError` where the library for it was not installed."""
    from giftplan.errors import CannotWorkError

    try:
        from giftplan.output.xlsx import register_xlsx
    except ModuleNotFoundError as error:
        raise CannotWorkError(
            "a workbook needs one more package: pip install XlsxWriter (giftplan[xlsx] brings it)"
        ) from error
    return register_xlsx(made)
