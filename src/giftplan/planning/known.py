"""What was known on a day: a book without what was only written down about later days.

For whoever tells people how things stand. What is agreed for a day to come is known: a gift that is ordered, a meeting,
quiet and sensitive days, decisions about touches.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from giftplan.book.book import Book
from giftplan.records.contact import Contact
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.policy import Authorisation
from giftplan.records.policy import Policy
from giftplan.records.relation import Feedback

Changes = dict[str, object]


def known_on(book: Book, day: date) -> Book:
    """The same book as it was known on that day; who leaves later is still with us."""
    return _of(book, {name: _there(known, day) for name, known in _known(book, day).items()}, day)


def known_to_plan_on(book: Book, day: date) -> Book:
    """The same as it was known on that day, for a plan: which looks ahead to departures."""
    return _of(book, _known(book, day), day)


def _known(book: Book, day: date) -> dict[str, Partner]:
    return {name: _partner(partner, day) for name, partner in book.partners.items()}


def _of(book: Book, partners: dict[str, Partner], day: date) -> Book:
    """The book itself where nothing in it is of a later day."""
    gifts = tuple(_gift(gift, day) for gift in book.gifts)
    same = all(partners[name] is partner for name, partner in book.partners.items())
    is_same = same and all(one is other for one, other in zip(gifts, book.gifts, strict=True))
    return book if is_same else replace(book, partners=partners, gifts=gifts)


def _there(partner: Partner, day: date) -> Partner:
    leaves = partner.left_on is not None and partner.left_on > day
    return partner.replaced(status="active") if leaves else partner


def _by(then: date | None, day: date) -> date | None:
    return then if then is not None and then <= day else None


def _changed(record: object, values: Mapping[str, object]) -> Changes:
    """Those of the values that are others than the record's."""
    return {name: value for name, value in values.items() if value != getattr(record, name)}


def _partner(partner: Partner, day: date) -> Partner:
    referral = partner.referred_by
    changes = _changed(
        partner,
        {
            "contacts": tuple(_contact(contact, day) for contact in partner.contacts),
            "policy": tuple(_policy(policy, day) for policy in partner.policy),
            "authorisations": tuple(_answer(one, day) for one in partner.authorisations if one.asked <= day),
            "feedback": tuple(_feedback(one, day) for one in partner.feedback if one.date <= day),
            "meetings": tuple(one for one in partner.meetings if one.asked is None or one.asked <= day),
            "signals": tuple(signal for signal in partner.signals if signal.date <= day),
            "reviewed": _by(partner.reviewed, day),
            "disclosed": _by(partner.disclosed, day),
            "referred_by": referral if referral is None or referral.date is None or referral.date <= day else None,
        },
    )
    return partner.replaced(**changes) if changes else partner


def _contact(contact: Contact, day: date) -> Contact:
    heard = tuple(interest for interest in contact.interests if interest.noted is None or interest.noted <= day)
    return contact if heard == contact.interests else contact.replaced(interests=heard)


def _policy(policy: Policy, day: date) -> Policy:
    verified = tuple(seen for seen in policy.verified if seen <= day)
    return policy if verified == policy.verified else policy.replaced(verified=verified)


def _answer(one: Authorisation, day: date) -> Authorisation:
    return one if one.answered is None or one.answered <= day else one.replaced(answered=None, answer=None)


def _feedback(one: Feedback, day: date) -> Feedback:
    return one if one.resolved is None or one.resolved <= day else one.replaced(resolved=None)


def _gift(gift: Gift, day: date) -> Gift:
    is_to_come = gift.date > day and gift.recorded is not None and gift.recorded > day
    changes = _changed(
        gift,
        {
            "reaction": gift.reaction if gift.reaction is None or gift.reaction.date <= day else None,
            "thanked": _by(gift.thanked, day),
            "declared": _by(gift.declared, day),
            "recorded": _by(gift.recorded, day),
            "outcome": "accepted" if is_to_come and gift.outcome in ("declined", "returned") else gift.outcome,
        },
    )
    return gift.replaced(**changes) if changes else gift
