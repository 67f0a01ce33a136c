"""`giftplan portfolio`."""

from typing import TYPE_CHECKING
from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import Output
from giftplan.cli.options import Quiet

if TYPE_CHECKING:
    from giftplan.book.book import Book
    from giftplan.cli.context import Context

FORMATS = ("table", "json", "markdown")


def portfolio(
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="ID", help="As if this partner were not there (repeatable)."),
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="Every line, however many there are.")] = False,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "table",
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan portfolio                        who carries us, waits, or left
      giftplan portfolio --without nordwind     the same as if it were not there
      giftplan portfolio --format json --output portfolio.json
    """
    from giftplan.cli.context import choose  # what a portfolio needs takes time to import: not for --help
    from giftplan.cli.context import context

    choose(form, FORMATS, "--format")
    call = context(data, as_of, output, color, quiet)
    book = call.book(whole=False)
    if without:
        _without(call, book, without, whole, form)
    else:
        _every(call, book, whole, form)
    return 0


def _every(call: "Context", book: "Book", whole: bool, form: str) -> None:
    from giftplan.output.json.portfolio import portfolio_json
    from giftplan.output.markdown.portfolio import portfolio_markdown
    from giftplan.output.portfolio import left_out_notes
    from giftplan.output.screen.portfolio import portfolio_screen
    from giftplan.reports.portfolio.whole import portfolio_of

    found = portfolio_of(book, call.as_of)
    if form == "table":
        call.show(portfolio_screen(found, call.width, whole))
        return
    call.write(portfolio_json(found) if form == "json" else portfolio_markdown(found))
    for note in left_out_notes(found.left_out):
        call.note(note)


def _without(call: "Context", book: "Book", names: list[str], whole: bool, form: str) -> None:
    from giftplan.cli.naming import partner_named
    from giftplan.output.json.portfolio import without_json
    from giftplan.output.markdown.portfolio import without_markdown
    from giftplan.output.portfolio import left_out_notes
    from giftplan.output.screen.portfolio_without import without_screen
    from giftplan.reports.portfolio.without import without_of

    found = without_of(book, [partner_named(book, name) for name in names], call.as_of)
    if form == "table":
        call.show(without_screen(found, call.width, whole))
        return
    call.write(without_json(found) if form == "json" else without_markdown(found))
    for note in left_out_notes(found.left_out):
        call.note(note)
