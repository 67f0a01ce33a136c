"""Whom to ask what is allowed: their gift policy, and the yes of their compliance office."""

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from giftplan.planning.allowance import is_known
from giftplan.planning.allowance import policy_on
from giftplan.planning.form import ASK_APPROVAL
from giftplan.planning.form import ASK_POLICY
from giftplan.records.partner import Partner
from giftplan.records.policy import Authorisation
from giftplan.records.policy import Policy
from giftplan.reports.agenda.desk import AHEAD
from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.task import Words
from giftplan.reports.letter_cautions import NEAR
from giftplan.rules.attention.answers import unwelcome_gifts
from giftplan.rules.compliance.policy import months_to_verify


def to_verify(desk: Desk) -> Iterator[Task]:
    """The policies that nobody verified, and those verified too long ago."""
    unwelcome = {gift.partner.id for gift, _ in unwelcome_gifts(desk.asked)}
    for partner in desk.asked.current():
        if partner.id in unwelcome:
            continue  # what their policy says now is asked with what was amiss
        policy, verified = policy_on(partner, desk.today)
        asked = policy.asked or "procurement or legal"
        letter = f"giftplan letter policy {partner.id}"
        unread = "policy: {gifts: ..., verified: DAY}, with what they answer"
        again = f"{days_line(policy)}; what changed is a further policy"
        if verified is None or not is_known(policy, verified):
            day = desk.first_waiting(partner, ASK_POLICY)
            because = ("cards alone until somebody asks: the first on ", day) if day else (_unread(policy),)
            is_near = day is not None and day - AHEAD <= desk.until
            by = day - AHEAD if day and is_near else None
            yield Task(
                "verify-policy",
                partner,
                (f"Ask {asked} for their gift policy",),
                because,
                letter,
                unread,
                by,
                _met_first(partner),
            )
            continue
        months = months_to_verify(desk.asked, partner)
        by = verified + relativedelta(months=months)
        what = (f"Ask {asked} whether their gift policy still holds",)
        yield Task("verify-policy", partner, what, ("last verified on ", verified), letter, again, by, rule="GP102")


def _met_first(partner: Partner) -> Words | None:
    """Nobody begins with a questionnaire."""
    is_met = partner.status != "prospect" or any(meeting.held for meeting in partner.meetings)
    return None if is_met else ("a first meeting",)


def days_line(policy: Policy) -> str:
    """The line of a policy that is verified once more, as it is to stand in the file."""
    return f"verified: [{', '.join([*map(str, sorted(policy.verified)), 'DAY'])}]"


def _until_decided(partner: Partner, day: date) -> Words | None:
    """Where a decision of theirs is near that day, its end: a gift then could be read as a price."""
    near = [period for period in partner.sensitive if period.start - NEAR <= day <= period.until]
    return (
        (f"the end of the {near[0].what}, ", near[0].until, ": a gift before it could be read as a price")
        if near
        else None
    )


def _unread(policy: Policy) -> str:
    return f"asked {policy.asked}, and nothing is verified yet" if policy.asked else "nobody asked them yet"


def to_authorise(desk: Desk) -> Iterator[Task]:
    """Where an approval is needed: to be asked for, or asked for and not answered."""
    for partner in desk.asked.current():
        policy, verified = policy_on(partner, desk.today)
        day = desk.first_waiting(partner, ASK_APPROVAL)
        if policy.gifts != "approval" or verified is None:
            continue
        if not day or said_no(partner, day):
            continue
        if pending := unanswered(partner):
            what = ("Ask again for the answer to your request of ", pending.asked)
            because = ("no answer is not a yes: until it is here, cards alone",)
            write = "answered: DAY, answer: granted (or refused), in that line under authorisations"
            by, waiting = pending.asked + AHEAD, (office_of(partner, desk.today),)
            letter = f"giftplan letter authorisation {partner.id}"
            yield Task("await-authorisation", partner, what, because, letter, write, by, waiting)
        else:
            what = (f"Ask {office_of(partner, desk.today)} whether you may give on ", day)
            because = ("their policy wants an approval, and none covers that day",)
            letter, waits = f"giftplan letter authorisation {partner.id}", _until_decided(partner, day)
            write = "- {asked: DAY}, in a line under authorisations:"
            yield Task("ask-authorisation", partner, what, because, letter, write, day - AHEAD, waits)


def office_of(partner: Partner, today: date) -> str:
    """Who answers at the partner's, as far as anybody wrote it down."""
    policy, _ = policy_on(partner, today)
    return f"their {policy.asked}" if policy.asked and policy.asked[:1].islower() else "their compliance office"


def unanswered(partner: Partner) -> Authorisation | None:
    """The last request, where nobody has answered it."""
    last = max(partner.authorisations, key=lambda request: request.asked, default=None)
    return last if last is not None and last.answered is None else None


def said_no(partner: Partner, day: date) -> bool:
    """Did they say no last, and less than a year before that day? A clear no is an answer: nobody insists."""
    answered = [found for found in partner.authorisations if found.answered]
    last = max(answered, key=lambda found: (found.answered or date.min, found.asked), default=None)
    if last is None or last.answer != "refused" or last.answered is None:
        return False
    return day < last.answered + relativedelta(months=12)
