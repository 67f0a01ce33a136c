"""GP111, GP112, GP117: our own rules, for what we give, what we receive, and whom we are close to."""

from collections.abc import Iterable
from datetime import date

from giftplan.book.problem import KeyPath
from giftplan.records.gift import Approval
from giftplan.rules._rule import Hit
from giftplan.rules._rule import Level
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import of_partner
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged


@rule("GP111", "warning")
def received_undeclared(asked: Asked) -> Iterable[Hit]:
    """A gift that we received is above our own `received_limit`, and nobody declared it.

    Why it matters: what we ask of our partners we keep ourselves; a gift kept quiet looks like a favour owed.

    Flagged: a case of wine of 80 EUR received, without `declared`, where `received_limit` is 50.

    Instead: tell our compliance officer, and write the day under `declared`.
    """
    if not asked.received:
        return
    limit, home = asked.settings.received_limit, asked.settings.currency
    for gift in asked.received:
        if gift.cost > limit and not gift.gift.was_declared(asked.as_of):
            yield of_gift(
                gift,
                "value",
                f"{gift.cost:,.2f} {home} from {gift.partner.name}, above our own limit of {limit:,.2f}, undeclared",
                "A gift that is kept quiet looks like a favour owed.",
                "Tell our compliance officer, and write the day under 'declared'",
            )


@rule("GP112", "warning")
def tie_undisclosed(asked: Asked) -> Iterable[Hit]:
    """The partner is a friend or family, and nobody disclosed it to our compliance.

    Why it matters: friendship and business mix well only in daylight; another than the friend should decide on gifts.

    Flagged: `ties: friend` without a day under `disclosed`.

    Instead: say it to our compliance officer, and write the day under `disclosed`.
    """
    for partner in asked.book.partners.values():
        is_close = partner.ties != "none" and partner.status != "departed"
        if is_close and not _has_come(asked, partner.disclosed):
            yield of_partner(
                partner,
                "ties",
                f"{partner.name} is {_CLOSE[partner.ties]}, and it was not disclosed",
                "A gift between people who are close, that nobody knew of, looks like a favour at the company's cost.",
                "Tell our compliance officer, and write the day under 'disclosed'",
            )


def _has_come(asked: Asked, day: date | None) -> bool:
    """Is a day written down that is not still to come?"""
    return day is not None and day <= asked.as_of


_CLOSE = {"friend": "a friend of ours", "family": "family of ours"}


@rule("GP117", "error")
def own_approval_missing(asked: Asked) -> Iterable[Hit]:
    """A gift above our own `given_limit` went out without the approval of a second person, from compliance.

    Why it matters: two people see what one overlooks, and nobody has to defend a large gift alone. In a team of one
    there is no second person: then it is a warning.

    Flagged: 180 EUR given by claire and approved by claire, where `given_limit` is 150.

    Instead: have a team member with `role: compliance` approve it before its day, under `approved`.
    """
    for gift in asked.offered:
        limit = asked.settings.given_limit
        if gift.cost <= limit:
            continue
        wrong = _wrong_with(asked, gift, gift.gift.approved)
        if wrong is not None:
            field, what = wrong
            level: Level | None = "warning" if len(asked.settings.team) <= 1 else None
            yield of_gift(
                gift,
                field,
                f"{gift.cost:,.2f} {asked.settings.currency} is above our own limit of {limit:,.2f}, and {what}",
                "Two people see what one overlooks, and nobody has to defend a large gift alone.",
                _OUTSIDE if level else "Have a team member with role: compliance approve it first, under 'approved'",
                level,
            )


_OUTSIDE = "Let somebody outside the team look at it first, or set it aside with a waiver"


def _wrong_with(asked: Asked, gift: Judged, approved: Approval | None) -> tuple[KeyPath, str] | None:
    """The field that is wrong, and what an approval lacks; None where nothing is."""
    if approved is None:
        return ("value",), "nobody approved it"
    by: KeyPath = ("approved", "by")
    member = asked.settings.member(approved.by)
    if member is None or member.role != "compliance":
        return by, f"'{approved.by}', who approved it, does not speak for compliance"
    if approved.by == gift.gift.by:
        return by, f"'{approved.by}', who gave it, approved it as well"
    if approved.date > gift.day:
        return ("approved", "date"), f"it was approved on {approved.date.isoformat()}, after it was given"
    return None
