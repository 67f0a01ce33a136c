"""`giftplan new PARTNER`."""

from typing import Annotated

import typer

from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import DryRun
from giftplan.cli.options import Quiet

Text = str | None
_CONTACT = "Somebody there, by name (repeatable)."


def new(
    partner: Annotated[
        str, typer.Argument(metavar="PARTNER", help="Its id, the name of its file: papeterie-brindille")
    ],
    name: Annotated[Text, typer.Option("--name", metavar="TEXT", help="The company's name.")] = None,
    country: Annotated[Text, typer.Option("--country", metavar="CC", help="Where it is: FR, JP ...")] = None,
    contact: Annotated[list[str] | None, typer.Option("--contact", metavar="NAME", help=_CONTACT)] = None,
    role: Annotated[Text, typer.Option("--role", metavar="TEXT", help="What the first of them does there.")] = None,
    language: Annotated[Text, typer.Option("--language", metavar="XX", help="fr, de ... to write to them.")] = None,
    sector: Annotated[Text, typer.Option("--sector", metavar="WORD", help="A word of the vocabulary.")] = None,
    tier: Annotated[Text, typer.Option("--tier", metavar="N", help="1, 2 or 3 (else not classed yet).")] = None,
    owner: Annotated[Text, typer.Option("--owner", metavar="ID", help="Who of our team looks after them.")] = None,
    since: Annotated[Text, typer.Option("--since", metavar="DATE", help="The day it began.")] = None,
    relation: Annotated[Text, typer.Option("--relation", metavar="WORD", help="client, supplier ...")] = None,
    status: Annotated[Text, typer.Option("--status", metavar="WORD", help="prospect, active (else that).")] = None,
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write it without asking.")] = False,
    form: Annotated[str, typer.Option("--format", metavar="table|json", help="How to answer.")] = "table",
    data: Data = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan new brindille --name Brindille --country FR --contact "Léa Martin"
      giftplan new sample --name Sample --country GB --contact "Ann Lee" --dry-run

    The file has a comment on each field that matters, ready to be filled in with edit.
    """
    from giftplan.cli.asking import Manner
    from giftplan.cli.context import context  # what it needs takes time to import: not for --help
    from giftplan.cli.founding import found

    said = {"name": name, "country": country, "sector": sector, "tier": tier, "owner": owner, "since": since}
    said |= {"relation": relation, "status": status}
    person = {"role": role, "language": language}
    call = context(data, as_of, color=color, quiet=quiet)
    return found(call, partner, said, contact or [], person, Manner(form=form, dry_run=dry_run, yes=yes))
