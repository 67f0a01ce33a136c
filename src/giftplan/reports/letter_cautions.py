"""What to think of before a letter is sent."""

from collections.abc import Iterator
from datetime import date
from datetime import timedelta

from giftplan.planning.allowance import accepted_kinds
from giftplan.planning.allowance import policy_on
from giftplan.planning.form import authorisation_on
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import PlannedTouch
from giftplan.records.contact import Contact
from giftplan.records.letter import LetterKind
from giftplan.records.partner import Partner
from giftplan.reports.letter_touch import TouchAsked
from giftplan.reports.letter_touch import is_for
from giftplan.rules.portfolio.people import is_unsettled
from giftplan.rules.portfolio.people import last_feedback

NEAR = timedelta(days=42)
"""A gift so few days before a decision of theirs could be read as a price for it."""


def _unhappy(partner: Partner, as_of: date) -> Iterator[str]:
    _, last = last_feedback(partner, as_of)
    if last is not None and is_unsettled(last):
        yield f"their last feedback, of {last.date.isoformat()}, is a {last.score}: mend first, and write then"


def _sensitive(partner: Partner, asked: TouchAsked | None) -> Iterator[str]:
    """Days on which the letter's words about no decision would be untrue."""
    day = asked.touch.day if asked and isinstance(asked.touch, PlannedTouch) else None
    for period in partner.sensitive if day else ():
        if day and period.start - NEAR <= day <= period.until:
            when = f"{period.start.isoformat()} to {period.until.isoformat()}"
            yield f"a {period.what} is near that day ({when}), and the letter says 'tied to no decision': better wait"


def cautions_of(
    kind: LetterKind, partner: Partner, as_of: date, asked: TouchAsked | None, contact: Contact | None
) -> Iterator[str]:
    """What speaks against it, or ought to come first; what is in order is not said."""
    policy, verified = policy_on(partner, as_of)
    accepted = accepted_kinds(policy.accepts)
    if kind == "donation" and "donation" in policy.refuses:
        yield "their policy does not accept donations: a clear no has been given, and asking again would press them"
    elif kind == "donation" and policy.gifts == "refused" and "donation" not in accepted:
        yield "their policy refuses gifts, and whether a donation is welcome is not written down: ask, and take a no"
    if kind != "policy":
        yield from _unhappy(partner, as_of)
        yield from _sensitive(partner, asked)
    if kind != "authorisation":
        return
    if policy.gifts == "refused" and not accepted:
        yield "their policy refuses gifts: a clear no has been given, and asking again would press them"
    elif policy.gifts == "unknown" or verified is None:
        yield f"their gift policy is not verified yet: giftplan letter policy {partner.id} asks for it first"
    touch = asked.touch if asked else None
    if isinstance(touch, PlannedTouch) and contact and not is_for(touch, contact):
        name = contact.name
        yield f"the plan for {touch.touch} is not for {name}: neither what to give nor its value is taken from it"
    if isinstance(touch, BlockedTouch):
        yield f"{touch.touch} has no day: {touch.reason}"
    elif touch and touch.day and (granted := authorisation_on(partner, touch.day)):
        until = f" until {granted.until.isoformat()}" if granted.until else ""
        yield f"an authorisation of theirs covers that day already{until}: {granted.reference or 'no reference noted'}"
