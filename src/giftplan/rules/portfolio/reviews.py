"""GP702, GP703, GP704: partners to look at again."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from giftplan.planning.allowance import base_of
from giftplan.records.partner import Partner
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_partner
from giftplan.rules._rule import rule
from giftplan.rules._rule import tier_field
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Relation

GROWTH = Decimal("1.3")


@rule("GP702", "advice")
def dormant_partner(asked: Asked) -> Iterable[Hit]:
    """An active partner with no revenue, no meeting and no touch in this calendar year or the last.

    Why it matters: a relation that nobody ends, ends by itself.

    Flagged: a partner whose last meeting was in 2023, looked at in 2026.

    Instead: a card first, which asks for nothing; if it is over, `status: departed` with its date.
    """
    last, this = asked.as_of.year - 1, asked.as_of.year
    for partner in dormant(asked):
        yield of_partner(
            partner,
            "name",
            f"no revenue, meeting or touch with {partner.name} in {last} or {this}",
            "A relation that nobody ends, ends by itself.",
            "Send a handwritten card; if it is over, write status: departed with its date",
        )


def dormant(asked: Asked) -> Iterator[Partner]:
    """The active partners, newcomers left out, with which nothing happened this calendar year or last."""
    years = (asked.as_of.year - 1, asked.as_of.year)
    for relation in asked.relations:
        partner = relation.partner
        if partner.status == "active" and not is_newcomer(partner, asked.as_of) and not _is_alive(relation, years):
            yield partner


def is_newcomer(partner: Partner, as_of: date) -> bool:
    """Have we been working with them since this calendar year or last?"""
    return partner.since is not None and partner.since.year >= as_of.year - 1


def _is_alive(relation: Relation, years: tuple[int, ...]) -> bool:
    partner = relation.partner
    met = (day for meeting in partner.meetings for day in (meeting.asked, meeting.held) if day)
    days = (*met, *(gift.day for gift in (*relation.given, *relation.received)))
    return any(partner.revenue.get(year) for year in years) or any(day.year in years for day in days)


@rule("GP703", "advice")
def tier_review_due(asked: Asked) -> Iterable[Hit]:
    """Nobody has questioned the partner's tier for `review_months`.

    Why it matters: a partner that was filed too fast stays where it was put; small ones grow unseen.

    Flagged: `tier: 3` with `reviewed: 2024-11-05`, or without any `reviewed`.

    Instead: sit down with those who know it, and write the day under `reviewed`, whether the tier changed or not.
    """
    for partner in reviews_due(asked):
        reviewed = partner.reviewed
        when = f"was last questioned on {reviewed.isoformat()}" if reviewed else "was never questioned"
        yield of_partner(
            partner,
            "reviewed" if reviewed else tier_field(partner, asked.as_of.year),
            f"the tier {when}",
            "A partner that was filed too fast stays where it was put.",
            "Look at it with those who know the partner, and write the day under 'reviewed'",
        )


def reviews_due(asked: Asked) -> Iterator[Partner]:
    """The classed partners whose tier nobody has questioned for `review_months`."""
    for partner in asked.active():
        if partner.tier_in(asked.as_of.year) is None:
            continue
        seen = partner.reviewed or partner.since
        if seen is None or asked.is_past(seen, asked.settings.review_months):
            yield partner


@rule("GP704", "advice")
def look_again(asked: Asked) -> Iterable[Hit]:
    """A partner of tier 2 or 3, or unclassed, looks bigger than its tier.

    Why it matters: a small client is never judged by its size; the one in the founding article turned out to lead
    its niche in three countries.

    Flagged: revenue that grew by 30 % between the last two closed years; a referral or a signal since `reviewed`;
    a share whose middle passes the tier's budget.

    Instead: meet them, ask, and question the tier; then write the day under `reviewed`.
    """
    for partner, signs, _ in to_look_at_again(asked):
        number = partner.tier_in(asked.as_of.year)
        yield of_partner(
            partner,
            tier_field(partner, asked.as_of.year),
            f"{'bigger than its tier?' if number else 'time to class it?'} {'; '.join(signs)}",
            "A small client is never judged by its size.",
            "Meet them, ask, and question the tier",
        )


class Look(NamedTuple):
    """A partner that looks bigger than its tier, with the signs of it in words."""

    partner: Partner
    signs: list[str]
    is_new: bool
    """Was any of them seen since its tier was questioned?"""


def to_look_at_again(asked: Asked) -> Iterator[Look]:
    """The partners of tier 2 or 3, or unclassed, that look bigger than their tier."""
    brought: dict[str, list[date | None]] = {}
    for partner in asked.book.partners.values():
        if partner.referred_by:
            brought.setdefault(partner.referred_by.partner, []).append(partner.referred_by.date)
    for partner in asked.active():
        is_first = partner.tier_in(asked.as_of.year) == 1
        signs = [] if is_first else list(_signs(asked, partner, brought.get(partner.id, [])))
        if signs:
            yield Look(partner, [sign for sign, _ in signs], any(is_new for _, is_new in signs))


def _signs(asked: Asked, partner: Partner, brought: list[date | None]) -> Iterator[tuple[str, bool]]:
    """Each sign in words, and whether it was seen since the tier was questioned."""
    year = asked.as_of.year
    before, last = partner.revenue.get(year - 2), partner.revenue.get(year - 1)
    if before and last and last >= before * GROWTH:
        grew = f"its revenue grew by {last / before - 1:.0%} from {year - 2} to {year - 1}"
        yield grew, partner.reviewed is None or partner.reviewed.year < year
    seen = partner.reviewed or date.min
    if any(day is not None and seen < day <= asked.as_of for day in brought):
        yield "it brought others since its tier was questioned", True
    for signal in partner.signals:
        if seen < signal.date <= asked.as_of:
            yield f"{signal.what} ({signal.date.isoformat()})", True
    tier, base = asked.tier(partner, year), base_of(partner, year)
    if tier is not None and base:
        middle = base * (tier.lifetime_percent.min + tier.lifetime_percent.max) / 200
        if middle > tier.budget.max:
            share = f"the middle of its share is {middle:,.2f}, and tier {tier.tier} ends at {tier.budget.max:,.2f}"
            yield share, partner.reviewed is None or partner.reviewed.year < year
