"""`giftplan receive PARTNER NATURE`."""

from typing import Annotated

import typer

from giftplan.cli import gift_options as field
from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import DryRun
from giftplan.cli.options import Quiet

Text = str | None
_TO = "Who of ours got it (repeatable)."
_DECLARED = "The day it was declared to our compliance."


def receive(
    partner: field.PartnerId,
    nature: field.Nature,
    value: field.Value = None,
    date: Annotated[Text, typer.Option("--date", metavar="DATE", help="The day it came (else today).")] = None,
    to: Annotated[list[str] | None, typer.Option("--to", metavar="ID", help=_TO)] = None,
    kind: field.Kind = None,
    why: Annotated[Text, typer.Option("--why", metavar="TEXT", help="What it was for.")] = None,
    by: Annotated[Text, typer.Option("--by", metavar="ID", help="Who of ours took it.")] = None,
    shared_by: field.SharedBy = None,
    currency: field.Currency = None,
    rate: field.Rate = None,
    quantity: field.Quantity = None,
    tag: field.Tags = None,
    contains: field.Contains = None,
    outcome: field.Outcome = None,
    declared: Annotated[Text, typer.Option("--declared", metavar="DATE", help=_DECLARED)] = None,
    thanked: Annotated[Text, typer.Option("--thanked", metavar="DATE", help="The day we thanked them.")] = None,
    dry_run: DryRun = False,
    yes: field.Yes = False,
    form: field.Form = "table",
    data: Data = None,
    as_of: AsOf = None,
    color: Color = "auto",
    quiet: Quiet = False,
) -> int:
    """Examples:

    \b
      giftplan receive sakura "Box of sweets" --kind food --value 30 --to claire
      giftplan receive sakura Wine --kind drink --value 80 --declared 2026-11-03

    What came is always written down: also money, or what we sent back (--outcome returned).
    """
    from giftplan.cli.asking import Manner
    from giftplan.cli.context import context  # what it needs takes time to import: not for --help
    from giftplan.cli.recording import record

    field.one_of(outcome, field.OUTCOMES, "--outcome")
    call = context(data, as_of, color=color, quiet=quiet)
    said = {
        "date": date,
        "recipients": field.words(to),
        "shared_by": shared_by,
        "nature": nature,
        "why": why,
        "kind": kind,
        "value": value,
        "currency": currency,
        "rate": rate,
        "by": by,
        "quantity": quantity,
        "tags": field.words(tag),
        "contains": field.words(contains),
        "outcome": outcome,
        "declared": declared,
        "thanked": thanked,
    }
    return record(call, "received", partner, said, Manner(form=form, dry_run=dry_run, yes=yes))
