"""`giftplan give PARTNER NATURE`."""

from typing import Annotated

import typer

from giftplan.cli import gift_options as field
from giftplan.cli.options import AsOf
from giftplan.cli.options import Color
from giftplan.cli.options import Data
from giftplan.cli.options import DryRun
from giftplan.cli.options import Quiet

Text = str | None
_WHY = "What we heard that led to it; with --waive: why the rule is set aside."
_BY = "Who of ours gave it; with --waive: who set the rule aside."
_CARD = "A handwritten card went with it, or a printed one."


def give(
    partner: field.PartnerId,
    nature: field.Nature,
    value: field.Value = None,
    date: field.Date = None,
    to: Annotated[list[str] | None, typer.Option("--to", metavar="ID", help="Who gets it (repeatable).")] = None,
    kind: field.Kind = None,
    gift: field.Idea = None,
    why: Annotated[Text, typer.Option("--why", metavar="TEXT", help=_WHY)] = None,
    by: Annotated[Text, typer.Option("--by", metavar="ID", help=_BY)] = None,
    touch: Annotated[Text, typer.Option("--touch", metavar="ID", help="Q1 ... or none (else by its day).")] = None,
    extras: field.Extras = None,
    shared_by: field.SharedBy = None,
    currency: field.Currency = None,
    rate: field.Rate = None,
    vat_percent: field.VatPercent = None,
    quantity: field.Quantity = None,
    colour: Annotated[Text, typer.Option("--colour", metavar="WORD", help="Of the object.")] = None,
    wrapping: Annotated[Text, typer.Option("--wrapping", metavar="WORD", help="Its colour, or none.")] = None,
    logo: Annotated[Text, typer.Option("--logo", metavar="WORD", help="none, discreet, prominent.")] = None,
    ink: Annotated[Text, typer.Option("--ink", metavar="WORD", help="Of the card, where it matters.")] = None,
    delivery: Annotated[Text, typer.Option("--delivery", metavar="WORD", help="shipped or in-person.")] = None,
    tag: field.Tags = None,
    contains: field.Contains = None,
    card: Annotated[bool | None, typer.Option("--card/--printed-card", help=_CARD)] = None,
    card_reason: Annotated[Text, typer.Option("--card-reason", metavar="WORD", help="thanks, news, event ...")] = None,
    card_by: Annotated[Text, typer.Option("--card-by", metavar="ID", help="Who wrote it.")] = None,
    card_text: Annotated[Text, typer.Option("--card-text", metavar="TEXT", help="What it says.")] = None,
    approved_by: Annotated[Text, typer.Option("--approved-by", metavar="ID", help="Of our compliance.")] = None,
    approved_on: Annotated[Text, typer.Option("--approved-on", metavar="DATE", help="When.")] = None,
    supplier: field.Supplier = None,
    invoice: field.Invoice = None,
    outcome: field.Outcome = None,
    reaction: Annotated[Text, typer.Option("--reaction", metavar="WORD", help="delighted, pleased ...")] = None,
    reaction_on: Annotated[Text, typer.Option("--reaction-on", metavar="DATE", help="When (else today).")] = None,
    reaction_note: Annotated[Text, typer.Option("--reaction-note", metavar="TEXT", help="In their words.")] = None,
    waive: field.Waive = None,
    heard: Annotated[Text, typer.Option("--heard", metavar="TEXT", help="As --why, beside --waive.")] = None,
    given_by: Annotated[Text, typer.Option("--given-by", metavar="ID", help="As --by, beside --waive.")] = None,
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
      giftplan give nordwind card --to anna --card-reason thanks
      giftplan give altmuehl Mint --to franziska --kind food --value 9 --card
      giftplan give nordwind metal-bookmark --to anna --value 12 --dry-run

    First it shows what the gift means, limit by limit. One with an error is refused (exit code 1), unless a rule is
    set aside on purpose: --waive GP206 --why "agreed by finance" --by claire.
    """
    from giftplan.cli.asking import Manner
    from giftplan.cli.context import context  # what it needs takes time to import: not for --help
    from giftplan.cli.recording import record
    from giftplan.cli.waiving import waivers
    from giftplan.errors import UsageError

    field.refuse_lost(waive, why=why, by=by, heard=heard, given_by=given_by)
    if reaction is None and (reaction_on or reaction_note):
        raise UsageError("--reaction-on and --reaction-note go with --reaction: delighted, pleased, neutral or uneasy")
    field.one_of(outcome, field.OUTCOMES, "--outcome")
    call = context(data, as_of, color=color, quiet=quiet)
    reacted = {"date": reaction_on or call.as_of.isoformat(), "how": reaction, "note": reaction_note}
    is_card_there = None if card is None else str(card).lower()
    said = {
        "date": date,
        "touch": touch,
        "recipients": field.words(to),
        "shared_by": shared_by,
        "nature": nature,
        "why": heard if waive else heard or why,
        "gift": gift,
        "kind": kind,
        "value": value,
        "extras": extras,
        "vat_percent": vat_percent,
        "currency": currency,
        "rate": rate,
        "by": given_by if waive else given_by or by,
        "approved": field.nested(by=approved_by, date=approved_on),
        "supplier": supplier,
        "quantity": quantity,
        "colour": colour,
        "wrapping": wrapping,
        "logo": logo,
        "ink": ink,
        "delivery": delivery,
        "tags": field.words(tag),
        "contains": field.words(contains),
        "card": field.nested(handwritten=is_card_there, reason=card_reason, by=card_by, text=card_text),
        "outcome": outcome,
        "reaction": field.nested(**reacted) if reaction else None,
        "invoice": invoice,
        "waivers": waivers(waive or [], why, by, date or call.as_of.isoformat()),
    }
    return record(call, "given", partner, said, Manner(form=form, dry_run=dry_run, yes=yes))
