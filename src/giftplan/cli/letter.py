"""`giftplan letter KIND PARTNER`."""

from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import Output
from giftplan.cli.options import Quiet

FORMATS = ("text", "json")


def letter(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="policy, authorisation or donation.")],
    partner: Annotated[str, typer.Argument(metavar="PARTNER", help="Its id: the name of its file.")],
    contact: Annotated[str | None, typer.Option("--contact", metavar="ID", help="To whom, or for whom.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="en|fr", help="Its language (else theirs).")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="MEMBER", help="Who signs (else its owner).")] = None,
    touch: Annotated[str | None, typer.Option("--touch", metavar="ID", help="Q4 (else the next one).")] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="YEAR", help="Of which year (else the next).")] = None,
    nature: Annotated[str | None, typer.Option("--nature", metavar="TEXT", help="What is to be given.")] = None,
    value: Annotated[str | None, typer.Option("--value", metavar="AMOUNT", help="At most, VAT included.")] = None,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to answer.")] = "text",
    data: Data = None,
    as_of: AsOf = None,
    output: Output = "-",
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan letter policy nordwind           what are your gift rules?
      giftplan letter authorisation verdier     may we give this?
      giftplan letter donation kestrel --output letter.md

    What nobody has written down yet is a blank in the letter, and never invented. A template of your own in
    data/letters/, such as policy.fr.md, takes the place of ours.
    """
    from giftplan.cli.context import choose  # what a letter needs takes time to import: not for --help
    from giftplan.cli.context import context
    from giftplan.cli.drafting import Draft
    from giftplan.cli.drafting import Wanted

    choose(form, FORMATS, "--format")
    call = context(data, as_of, output, color, quiet)
    draft = Draft(call, kind, partner, Wanted(contact, language, by, touch, year, nature, value))
    if form == "json":
        call.write(draft.as_json())
        return 0
    if call.width is None:
        call.write(draft.written.text)
    else:
        call.show(draft.as_screen(call.width))
    for note in draft.notes:
        call.note(note)
    return 0
