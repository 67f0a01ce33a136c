"""Whom to ask what is allowed: their gift policy, and the yes of their compliance office."""

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from giftplan.planning.allowance import policy_on
from giftplan.records.partner import Partner
from giftplan.records.policy import Authorisation
from giftplan.reports.agenda.desk import AHEAD
from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.task import edit
from giftplan.rules.compliance.policy import months_to_verify

ASK_POLICY = "ask policy"
ASK_APPROVAL = "ask approval"
"""What the plan notes of a touch that is a card until somebody asked."""


def to_verify(desk: Desk) -> Iterator[Task]:
    """The policies that nobody verified, and those verified too long ago."""
    for partner in desk.asked.current():
        policy, verified = policy_on(partner, desk.today)
        asked = policy.asked or "procurement or legal"
        letter = f"giftplan letter policy {partner.id}"
        write = "verified: DAY under policy, with what it says"
        if verified is None or policy.gifts == "unknown":
            day = desk.first_waiting(partner, ASK_POLICY)
            because = ("cards alone until somebody asks: the first on ", day) if day else ("nobody asked them yet",)
            is_near = day is not None and day - AHEAD <= desk.until
            by = day - AHEAD if day and is_near else None
            yield Task("verify-policy", partner, (f"Ask {asked} for their gift policy",), because, letter, write, by)
            continue
        months = months_to_verify(desk.asked, partner)
        by = verified + relativedelta(months=months)
        what = (f"Ask {asked} whether their gift policy still holds",)
        yield Task("verify-policy", partner, what, ("last verified on ", verified), letter, write, by)


def to_authorise(desk: Desk) -> Iterator[Task]:
    """Where an approval is needed: to be asked for, or asked for and not answered."""
    for partner in desk.asked.current():
        policy, verified = policy_on(partner, desk.today)
        day = desk.first_waiting(partner, ASK_APPROVAL)
        if policy.gifts != "approval" or verified is None:
            continue
        if pending := unanswered(partner, desk.today):
            what = ("Ask again for the answer to your request of ", pending.asked)
            because = ("no answer is not a yes: until it is here, cards alone",)
            write = "answered: DAY, answer: granted or refused, under authorisations"
            by, waits = pending.asked + AHEAD, ("their compliance office",)
            yield Task("await-authorisation", partner, what, because, edit(partner.id), write, by, waits)
        elif day and not _said_no(partner, desk.today, day.year):
            what = ("Ask their compliance office whether you may give on ", day)
            because = ("their policy wants an approval, and none covers that day",)
            letter = f"giftplan letter authorisation {partner.id}"
            write = "{asked: DAY} under authorisations"
            yield Task("ask-authorisation", partner, what, because, letter, write, day - AHEAD)


def unanswered(partner: Partner, today: date) -> Authorisation | None:
    """The last request to which nobody had answered by that day."""
    waiting = (
        request
        for request in partner.authorisations
        if request.asked <= today and (request.answered is None or request.answered > today)
    )
    return max(waiting, key=lambda request: request.asked, default=None)


def _said_no(partner: Partner, today: date, year: int) -> bool:
    """Did they say no for that year? A clear no is an answer: nobody insists."""
    answered = [found for found in partner.authorisations if found.answered and found.answered <= today]
    last = max(answered, key=lambda found: (found.answered or date.min, found.asked), default=None)
    return last is not None and last.answer == "refused" and (last.answered or date.min).year == year
