"""Whom to look at again, to hear and to see."""

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from giftplan.records.partner import Partner
from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.task import edit
from giftplan.rules.portfolio.people import HEARD_MONTHS
from giftplan.rules.portfolio.people import MET_MONTHS
from giftplan.rules.portfolio.people import last_feedback
from giftplan.rules.portfolio.people import last_met
from giftplan.rules.portfolio.people import latest
from giftplan.rules.portfolio.reviews import to_look_at_again


def _after(day: date | None, months: int) -> date | None:
    return day + relativedelta(months=months) if day else None


def to_review(desk: Desk) -> Iterator[Task]:
    """Tiers that nobody questioned for a while."""
    for partner in desk.asked.active():
        tier = partner.tier_in(desk.today.year)
        if tier is None:
            continue
        seen = partner.reviewed
        yield Task(
            kind="review-tier",
            partner=partner,
            what=(f"Question its tier, {tier}, with those who know them{_needs(partner)}",),
            because=("last questioned on ", seen) if seen else ("it was never questioned",),
            command=edit(partner.id),
            write="reviewed: DAY, whether the tier changed or not",
            by=_after(seen or partner.since, desk.settings.review_months),
            rule="GP703",
        )


def _needs(partner: Partner) -> str:
    """Where we are attached, what is asked once a year."""
    return ", and whether its needs and ours still meet" if partner.attachment else ""


def to_look_again(desk: Desk) -> Iterator[Task]:
    """Who looks bigger than its tier, where something was seen since somebody looked."""
    for partner, signs, is_new in to_look_at_again(desk.asked):
        if is_new:
            yield Task(
                kind="look-again",
                partner=partner,
                what=("Meet them, ask, and question the tier: bigger than they seem?",),
                because=("; ".join(signs),),
                command=edit(partner.id),
                write="reviewed: DAY, whether the tier changed or not",
                rule="GP704",
            )


def to_hear(desk: Desk) -> Iterator[Task]:
    """Tier 1 partners, friends and family who were not asked for a year how we do: where it is close, nobody asks."""
    for partner in desk.asked.active():
        if partner.tier_in(desk.today.year) != 1 and partner.ties == "none":
            continue
        _, heard = last_feedback(partner, desk.today)
        yield Task(
            kind="ask-feedback",
            partner=partner,
            what=("Ask how we do, from 1 to 5 and in a sentence",),
            because=("last heard on ", heard.date) if heard else ("nobody asked them yet",),
            command=edit(partner.id),
            write="{date: DAY, score: 1 to 5, note: ...} under feedback",
            by=_after(latest(heard.date if heard else None, partner.since), HEARD_MONTHS),
            rule="GP707",
        )


def to_visit(desk: Desk) -> Iterator[Task]:
    """Tier 1 and 2 partners whom nobody met in person for two years."""
    for relation in desk.asked.relations:
        partner = relation.partner
        if partner.status != "active" or partner.tier_in(desk.today.year) not in (1, 2):
            continue
        day, _ = last_met(relation, desk.today)
        yield Task(
            kind="visit",
            partner=partner,
            what=("Meet them in person",),
            because=("last met on ", day) if day else ("no meeting is written down so far",),
            command=edit(partner.id),
            write="{asked: DAY, by: us, held: DAY} under meetings",
            by=_after(latest(day, partner.since), MET_MONTHS),
            rule="GP710",
        )
