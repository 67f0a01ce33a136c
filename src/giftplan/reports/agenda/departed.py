"""Those who left: to understand it as a team, to ask why once, and to say goodbye."""

from collections.abc import Iterator
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from giftplan.planning.touches import FAREWELL_MONTHS
from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.mention import card_for
from giftplan.reports.agenda.mention import farewell
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.task import edit
from giftplan.reports.agenda.task import give_card
from giftplan.rules.portfolio.people import A_GOODBYE
from giftplan.rules.portfolio.people import without_goodbye

A_DEBRIEF = timedelta(days=7)
A_QUESTION = timedelta(days=30)


def departures(desk: Desk) -> Iterator[Task]:
    """Those who left: to understand it as a team, to ask why once, and to say goodbye."""
    for partner in desk.book.partners.values():
        left = partner.departed if partner.status == "departed" else None
        if left is None or not left.date <= desk.today <= left.date + relativedelta(months=FAREWELL_MONTHS):
            continue
        by = "they" if left.by == "them" else "we"
        if not (left.facts and left.reading):
            yield Task(
                kind="debrief",
                partner=partner,
                what=("Talk it over with the team: facts first, then how you read them",),
                because=(f"{by} ended it on ", left.date, "; nobody is to blame, and the others stay"),
                command=edit(partner.id),
                write="facts and reading under departed",
                by=left.date + A_DEBRIEF,
            )
        if left.by == "them" and left.why == "unknown":
            yield Task(
                kind="ask-why",
                partner=partner,
                what=("Ask them why, once, and respect the answer",),
                because=("they left on ", left.date, ", and nobody told us why: they need not be unhappy"),
                command=edit(partner.id),
                write="why: under departed; 'they would rather not say' is an answer",
                by=left.date + A_QUESTION,
            )


def goodbyes(desk: Desk) -> Iterator[Task]:
    """A card for who left without a word from us, where the plan has none to come."""
    for partner, left in without_goodbye(desk.asked):
        is_time = left <= desk.today <= left + relativedelta(months=FAREWELL_MONTHS)
        if is_time and not any(desk.touches_of(partner)) and not desk.ordered.get(partner.id):
            contact, mention = card_for(desk, partner, farewell(partner))
            yield Task(
                kind="goodbye",
                partner=partner,
                what=("Write a card that thanks for the years, and asks for nothing",),
                because=("they left on ", left, ", and had no word from us since"),
                command=give_card(partner, contact, "farewell"),
                by=left + A_GOODBYE,
                contact=contact,
                mention=mention,
                rule="GP708",
            )
