"""`giftplan show PARTNER --contact C`."""

from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import Output
from giftplan.cli.options import Quiet

FORMATS = ("table", "json")


def show(
    partner: Annotated[str, typer.Argument(metavar="PARTNER", help="Its id: the name of its file.")],
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="ID", help="Whose data: one of the partner's contacts.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "table",
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan show nordwind --contact anna   all that is stored about her
      giftplan show nordwind --contact anna --format json --output anna.json
    """
    from giftplan.book.texts import Texts
    from giftplan.cli.context import choose  # what it needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.naming import contact_named
    from giftplan.cli.naming import partner_named
    from giftplan.errors import UsageError
    from giftplan.output.json.person import person_json
    from giftplan.output.screen.person import person_screen
    from giftplan.output.screen.person import purpose_of
    from giftplan.reports.person import person_file

    choose(form, FORMATS, "--format")
    call = context(data, as_of, output, color, quiet)
    book = call.book()
    who = partner_named(book, partner)
    if contact is None:
        raise UsageError(f"--contact ID: write one of {', '.join(known.id for known in who.contacts)}")
    texts = Texts(book)
    found = person_file(book, who, contact_named(who, contact), texts, texts.every(call.root))
    if form == "json":
        call.write(person_json(found, purpose_of(found), call.shown))
        return 0
    home = book.settings.currency if book.settings else ""
    call.show(person_screen(found, home, call.shown, call.width))
    return 0
