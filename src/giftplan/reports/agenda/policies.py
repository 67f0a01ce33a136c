"""Whom to ask what is allowed: their gift policy, and the yes of their compliance office."""

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from giftplan.planning.allowance import is_known
from giftplan.planning.allowance import policy_on
from giftplan.records.partner import Partner
from giftplan.records.policy import Authorisation
from giftplan.records.policy import Policy
from giftplan.reports.agenda.desk import AHEAD
from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.task import Task
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
        unread = "policy: {gifts: ..., verified: DAY}, with what they answer"
        again = "DAY added to 'verified', the earlier days stay; what changed is a further policy"
        if verified is None or not is_known(policy, verified):
            day = desk.first_waiting(partner, ASK_POLICY)
            because = ("cards alone until somebody asks: the first on ", day) if day else (_unread(policy),)
            is_near = day is not None and day - AHEAD <= desk.until
            by = day - AHEAD if day and is_near else None
            yield Task("verify-policy", partner, (f"Ask {asked} for their gift policy",), because, letter, unread, by)
            continue
        months = months_to_verify(desk.asked, partner)
        by = verified + relativedelta(months=months)
        what = (f"Ask {asked} whether their gift policy still holds",)
        yield Task("verify-policy", partner, what, ("last verified on ", verified), letter, again, by, rule="GP102")


def _unread(policy: Policy) -> str:
    return f"asked {policy.asked}, and nothing is verified yet" if policy.asked else "nobody asked them yet"


def to_authorise(desk: Desk) -> Iterator[Task]:
    """Where an approval is needed: to be asked for, or asked for and not answered."""
    for partner in desk.asked.current():
        policy, verified = policy_on(partner, desk.today)
        day = desk.first_waiting(partner, ASK_APPROVAL)
        if policy.gifts != "approval" or verified is None:
            continue
        if not day or said_no(partner, day.year):
            continue
        if pending := unanswered(partner):
            what = ("Ask again for the answer to your request of ", pending.asked)
            because = ("no answer is not a yes: until it is here, cards alone",)
            write = "answered: DAY, answer: granted or refused, beside that request under authorisations"
            by, waits = pending.asked + AHEAD, (office_of(partner, desk.today),)
            letter = f"giftplan letter authorisation {partner.id}"
            yield Task("await-authorisation", partner, what, because, letter, write, by, waits)
        else:
            what = (f"Ask {office_of(partner, desk.today)} whether you may give on ", day)
            because = ("their policy wants an approval, and none covers that day",)
            letter = f"giftplan letter authorisation {partner.id}"
            write = "{asked: DAY} under authorisations"
            yield Task("ask-authorisation", partner, what, because, letter, write, day - AHEAD)


def office_of(partner: Partner, today: date) -> str:
    """Who answers at the partner's, as far as anybody wrote it down."""
    policy, _ = policy_on(partner, today)
    return f"their {policy.asked}" if policy.asked and policy.asked[:1].islower() else "their compliance office"


def unanswered(partner: Partner) -> Authorisation | None:
    """The last request, where nobody has answered it."""
    last = max(partner.authorisations, key=lambda request: request.asked, default=None)
    return last if last is not None and last.answered is None else None


def said_no(partner: Partner, year: int) -> bool:
    """Did they say no last, and for that year? A clear no is an answer: nobody insists."""
    answered = [found for found in partner.authorisations if found.answered]
    last = max(answered, key=lambda found: (found.answered or date.min, found.asked), default=None)
    return last is not None and last.answer == "refused" and (last.answered or date.min).year == year
