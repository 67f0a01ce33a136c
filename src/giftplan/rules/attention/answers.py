"""GP506 to GP509: words that are owed, and how gifts were received. As of today, and never an error."""

from collections.abc import Iterable
from datetime import timedelta

from giftplan.records.partner import Partner
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged

A_WORD_FOR_A_REFERRAL = timedelta(days=60)
THANKS = timedelta(days=14)
REACTION = timedelta(days=60)


@rule("GP506", "advice")
def referral_unthanked(asked: Asked) -> Iterable[Hit]:
    """A partner brought us another one, and 60 days later has had no word from us.

    Why it matters: a client who speaks well of us is worth more than any advertisement, and wants to be seen.

    Flagged: `referred_by: {partner: nordwind, date: 2026-01-12}`, and nothing given to nordwind since.

    Instead: a handwritten card that thanks; no reward, which would make the word a sale.
    """
    known = {relation.partner.id: relation for relation in asked.relations}
    for relation in asked.relations:
        partner, referral = relation.partner, relation.partner.referred_by
        by = known.get(referral.partner) if referral else None
        if referral is None or referral.date is None or by is None or by is relation:
            continue
        is_old = asked.settings.judged_from is not None and referral.date < asked.settings.judged_from
        is_thanked = by.words_since(referral.date, asked.as_of)
        if not is_old and not is_thanked and asked.as_of > referral.date + A_WORD_FOR_A_REFERRAL:
            yield _unthanked(partner, by.partner)


def _unthanked(partner: Partner, by: Partner) -> Hit:
    """Stands at the one who was brought, and is about the one who brought it."""
    return Hit(
        partner.path,
        f"{by.name} brought us {partner.name}, and has had no word from us since",
        "Who speaks well of us wants to be seen.",
        f"Write {by.name} a card of thanks: no reward, which would make the word a sale",
        at=("referred_by", "date"),
        partner=by.id,
    )


@rule("GP507", "advice")
def gift_unanswered(asked: Asked) -> Iterable[Hit]:
    """We received a gift, and 14 days later nobody has thanked.

    Why it matters: somebody thought of us.

    Flagged: a received gift without `thanked`, two weeks old.

    Instead: a card or a call today, and the day under `thanked`.
    """
    for gift in asked.received:
        if gift.gift.is_kept and gift.gift.thanked is None and asked.as_of > gift.day + THANKS:
            yield of_gift(
                gift,
                "date",
                f"'{gift.gift.nature}' came on {gift.day.isoformat()}, and nobody has thanked",
                "Somebody thought of us.",
                "Write a card or call, and write the day under 'thanked'",
            )


@rule("GP508", "advice")
def reaction_unknown(asked: Asked) -> Iterable[Hit]:
    """Sixty days after a gift, no reaction is noted.

    Why it matters: without it the next gift is chosen as blindly as this one.

    Flagged: a gift of February without `reaction`, looked at in May.

    Instead: ask at the next meeting, and note it: `reaction: {date: ..., how: pleased}`.
    """
    for gift in asked.given:
        if gift.is_object and gift.gift.reaction is None and asked.as_of > gift.day + REACTION:
            yield of_gift(
                gift,
                "nature",
                f"how '{gift.gift.nature}' was received is not noted",
                "Without it the next gift is chosen as blindly as this one.",
                "Ask at the next meeting, and add 'reaction'",
            )


@rule("GP509", "advice")
def bad_reaction(asked: Asked) -> Iterable[Hit]:
    """A gift was declined, sent back or made somebody uneasy, and their policy has not been verified since.

    Why it matters: something in their rules or in their taste was not known to us. Where a gift was declined or sent
    back, the plan has cards until it is.

    Flagged: `outcome: returned` in March, with a policy that was last verified in January.

    Instead: ask what was amiss, verify the policy, and add the day to `verified`.
    """
    for gift in asked.offered:
        field = _what_went_wrong(gift)
        if field is not None and not _is_verified_since(asked, gift):
            yield of_gift(
                gift,
                field,
                f"'{gift.gift.nature}' was not welcome, and their policy has not been verified since",
                "Something in their rules or in their taste was not known to us.",
                f"Ask what was amiss, and add the day to 'verified' in {gift.partner.path}",
            )


def _what_went_wrong(gift: Judged) -> tuple[str, ...] | None:
    if gift.gift.outcome in ("declined", "returned"):
        return ("outcome",)
    reaction = gift.gift.reaction
    return ("reaction", "how") if reaction and reaction.how == "uneasy" else None


def _is_verified_since(asked: Asked, gift: Judged) -> bool:
    reaction = gift.gift.reaction
    known = reaction.date if reaction and reaction.how == "uneasy" else gift.day
    days = (day for policy in gift.partner.policy for day in policy.verified)
    return any(known <= day <= asked.as_of for day in days)
