"""`giftplan culture COUNTRY`."""

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

FORMATS = ("table", "json", "markdown")


def culture(
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="Its two letters, or its name.")],
    year: Annotated[str | None, typer.Option("--year", metavar="YEAR", help="Whose days (else this year's).")] = None,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "table",
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan culture CN                       what a gift means in China
      giftplan culture japan --year 2027        and the good and bad days of 2027
      giftplan culture SA --format markdown --output saudi-arabia.md
    """
    from giftplan.cli.context import choose  # what a card needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.context import read_year
    from giftplan.cli.naming import country_coded
    from giftplan.errors import CannotWorkError
    from giftplan.output.json.culture import culture_json
    from giftplan.output.markdown.culture import culture_markdown
    from giftplan.output.screen.culture import culture_screen
    from giftplan.reports.culture import card_of

    choose(form, FORMATS, "--format")
    call = context(data, as_of, output, color, quiet)
    wanted = call.as_of.year if year is None else read_year(year)
    book = call.book()
    if book.settings is None:
        raise CannotWorkError("settings.yaml cannot be used, and it says who gives: giftplan check says why")
    code = country_coded(country)
    card = card_of(book, book.settings, code, wanted, call.as_of)
    if form == "table":
        call.show(culture_screen(card, call.width, _somebody(book, code)))
    else:
        call.write(culture_json(card) if form == "json" else culture_markdown(card))
    return 0


def _somebody(book: "Book", country: str) -> str:
    """A partner there, for the command that comes next; or the word for one."""
    there = (partner.id for partner in book.partners.values() if partner.country == country)
    return min(there, default="PARTNER")
