"""GP506 to GP509: words that are owed, and how gifts were received. As of today, and never an error."""

from collections.abc import Iterable
from datetime import date
from datetime import timedelta

from giftplan.planning.courtesy import asking_is_rude
from giftplan.records.partner import Partner
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged
from giftplan.rules.judged import Relation

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
    for partner, by, day in unthanked_referrals(asked):
        if asked.as_of > day + A_WORD_FOR_A_REFERRAL:
            yield _unthanked(partner, by)


def unthanked_referrals(asked: Asked) -> Iterable[tuple[Partner, Partner, date]]:
    """Who was brought, by whom and when, where the one who brought it has had no word from us since."""
    known = {relation.partner.id: relation for relation in asked.relations}
    for relation in asked.relations:
        partner, referral = relation.partner, relation.partner.referred_by
        by = known.get(referral.partner) if referral else None
        if referral is None or referral.date is None or by is None or by is relation:
            continue
        if _is_unthanked(asked, by, referral.date):
            yield partner, by.partner, referral.date


def _is_unthanked(asked: Asked, by: Relation, day: date) -> bool:
    is_old = asked.settings.judged_from is not None and day < asked.settings.judged_from
    return not is_old and not by.words_since(day, asked.as_of)


def is_word_due(asked: Asked, by: Relation, day: date) -> bool:
    """Has who brought us somebody on that day had no word from us, and waited longer than 60 days for one?"""
    return asked.as_of > day + A_WORD_FOR_A_REFERRAL and _is_unthanked(asked, by, day)


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
    for gift in unanswered_gifts(asked):
        if asked.as_of > gift.day + THANKS:
            yield of_gift(
                gift,
                "date",
                f"'{gift.gift.nature}' came on {gift.day.isoformat()}, and nobody has thanked",
                "Somebody thought of us.",
                "Write a card or call, and write the day under 'thanked'",
            )


def unanswered_gifts(asked: Asked) -> Iterable[Judged]:
    """What we received and kept, and nobody has thanked for."""
    return (gift for gift in asked.received if gift.gift.is_kept and gift.gift.thanked is None)


@rule("GP508", "advice")
def reaction_unknown(asked: Asked) -> Iterable[Hit]:
    """Sixty days after a gift, no reaction is noted.

    Why it matters: without it the next gift is chosen as blindly as this one.

    Flagged: a gift of February without `reaction`, looked at in May.

    Instead: ask at the next meeting, and note it: `reaction: {date: ..., how: pleased}`. Where the customs say that
    asking is rude, as in Japan, nobody asks: what they say of it themselves is noted.
    """
    for gift in without_reaction(asked):
        if asked.as_of > gift.day + REACTION:
            yield of_gift(
                gift,
                "nature",
                f"how '{gift.gift.nature}' was received is not noted",
                "Without it the next gift is chosen as blindly as this one.",
                "Do not ask there: add 'reaction' once they speak of it"
                if asking_is_rude(asked.book, gift.partner.country)
                else "Ask at the next meeting, and add 'reaction'",
            )


def without_reaction(asked: Asked) -> Iterable[Judged]:
    """The objects that we gave, and of which nobody noted how they were received."""
    return (gift for gift in asked.given if gift.is_object and gift.gift.reaction is None)


@rule("GP509", "advice")
def bad_reaction(asked: Asked) -> Iterable[Hit]:
    """A gift was declined, sent back or made somebody uneasy, and their policy has not been verified since.

    Why it matters: something in their rules or in their taste was not known to us. Where a gift was declined or sent
    back, the plan has cards until it is.

    Flagged: `outcome: returned` in March, with a policy that was last verified in January.

    Instead: ask what was amiss, verify the policy, and add the day to `verified`.
    """
    for gift, field in unwelcome_gifts(asked):
        yield of_gift(
            gift,
            field,
            f"'{gift.gift.nature}' was not welcome, and their policy has not been verified since",
            "Something in their rules or in their taste was not known to us.",
            f"Ask what was amiss, and add the day to 'verified' in {gift.partner.path}",
        )


def unwelcome_gifts(asked: Asked) -> Iterable[tuple[Judged, tuple[str, ...]]]:
    """What was declined, sent back or made somebody uneasy before anybody verified their policy again, and the field
    that says so."""
    for gift in asked.offered:
        field = _what_went_wrong(gift)
        if field is not None and not _is_verified_since(asked, gift):
            yield gift, field


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
