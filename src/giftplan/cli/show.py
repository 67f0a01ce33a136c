"""`giftplan show PARTNER`, and `--contact C` for one person."""

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
    from giftplan.records.partner import Partner

FORMATS = ("table", "json", "markdown")
PERSON_FORMATS = ("table", "json")


def show(
    partner: Annotated[str, typer.Argument(metavar="PARTNER", help="Its id: the name of its file.")],
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="ID", help="All that is stored about one of its people.")
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="Every gift, person and finding of any year.")] = False,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "table",
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan show nordwind                  the dossier, on one screen
      giftplan show nordwind --format markdown --output nordwind.md
      giftplan show nordwind --contact anna   all that is stored about her
    """
    from giftplan.cli.context import choose  # what it needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.naming import partner_named

    choose(form, FORMATS if contact is None else PERSON_FORMATS, "--format")
    call = context(data, as_of, output, color, quiet)
    book = call.book()
    who = partner_named(book, partner)
    if contact is None:
        _dossier(call, book, who, form, whole)
    else:
        _person(call, book, who, contact, form)
    return 0


def _dossier(call: "Context", book: "Book", who: "Partner", form: str, whole: bool) -> None:
    from giftplan.output.json.dossier import dossier_json
    from giftplan.output.markdown.dossier import dossier_markdown
    from giftplan.output.screen.dossier import dossier_screen
    from giftplan.reports.dossier import dossier_of

    found = dossier_of(book, who, call.as_of)
    if form == "table":
        call.show(dossier_screen(found, call.width, whole))
    else:
        call.write(dossier_json(found, call.shown) if form == "json" else dossier_markdown(found))


def _person(call: "Context", book: "Book", who: "Partner", contact: str, form: str) -> None:
    from giftplan.book.texts import Texts
    from giftplan.cli.naming import contact_named
    from giftplan.output.json.person import person_json
    from giftplan.output.screen.person import person_screen
    from giftplan.output.screen.person import purpose_of
    from giftplan.reports.person import person_file

    texts = Texts(book)
    found = person_file(book, who, contact_named(who, contact), texts, texts.every(call.root))
    if form == "json":
        call.write(person_json(found, purpose_of(found), call.shown))
        return
    home = book.settings.currency if book.settings else ""
    call.show(person_screen(found, home, call.shown, call.width))
