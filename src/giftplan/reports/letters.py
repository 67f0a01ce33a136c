"""A letter to a partner: what is known of what it says. What nobody knows is None, and never invented."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giftplan.book.book import Book
from giftplan.errors import CannotWorkError
from giftplan.money import ZERO
from giftplan.planning.allowance import accepted_kinds
from giftplan.planning.allowance import policy_on
from giftplan.planning.form import authorisation_on
from giftplan.planning.ideas import Ideas
from giftplan.planning.outcome import OPEN
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.plan import Planner
from giftplan.planning.plan import settings_of
from giftplan.records.contact import Contact
from giftplan.records.letter import LetterKind
from giftplan.records.letter import placeholders_of
from giftplan.records.partner import Partner
from giftplan.records.policy import Policy
from giftplan.records.settings import TeamMember


@dataclass(frozen=True, slots=True)
class Money:
    """An amount and its currency, VAT and extras included."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Said:
    """What they told us last about their rules, and when. `currency` is that of its limit."""

    day: date
    policy: Policy
    currency: str


@dataclass(frozen=True, slots=True)
class CopyTo:
    """The person we know, where the letter goes to somebody else of the partner's."""

    name: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """The event at which we meet; None where there is no occasion, as for most touches."""

    event: str | None


Value = str | date | Money | Said | CopyTo | Occasion | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class TouchAsked:
    """The touch of a plan that a letter asks about."""

    year: int
    touch: PlannedTouch | BlockedTouch


@dataclass(frozen=True, slots=True)
class Choices:
    """What whoever writes the letter decides: to whom, who signs, and what is to be given."""

    contact: Contact | None
    sender: TeamMember | None
    nature: str | None = None
    value: Decimal | None = None
    """In the home currency."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter can say. `known` holds every word that its template may have, None where nobody knows it."""

    kind: LetterKind
    partner: Partner
    contact: Contact | None
    sender: TeamMember | None
    as_of: date
    asked: TouchAsked | None
    known: Mapping[str, Value]
    cautions: tuple[str, ...]
    """What to think of before it is sent."""


def letter_for(
    book: Book, kind: LetterKind, partner: Partner, as_of: date, choices: Choices, asked: TouchAsked | None = None
) -> Letter:
    """What a letter of that kind can say on that day. `asked` is the touch that it is about, if it is about one."""
    settings = settings_of(book)
    touch = asked.touch if asked and isinstance(asked.touch, PlannedTouch) else None
    policy, verified = policy_on(partner, as_of)
    is_known = verified is not None and policy.gifts != "unknown"
    planned = planned_value(book, kind, asked, choices.contact)
    value = planned if choices.value is None else choices.value
    known: dict[str, Value] = {
        "company": settings.company,
        "date": as_of,
        "partner": partner.name,
        "contact": choices.contact.name if choices.contact else None,
        "sender": choices.sender.name if choices.sender else None,
        "email": choices.sender.email if choices.sender else None,
        "office": policy.asked,
        "copy": CopyTo(choices.contact.name) if choices.contact and choices.contact.name != policy.asked else None,
        "since": Said(verified, policy, policy.currency or settings.currency) if is_known and verified else None,
        "nature": choices.nature or (_idea(book, touch) if _is_for(touch, choices.contact) else None),
        "value": None if value is None else Money(value, settings.currency),
        "day": touch.day if touch else None,
        "occasion": _occasion(partner, asked),
        "cause": partner.causes or None,
    }
    words = placeholders_of(kind)
    kept = {name: value for name, value in known.items() if name in words}
    cautions = tuple(_cautions(kind, partner, as_of, asked, choices.contact))
    return Letter(kind, partner, choices.contact, choices.sender, as_of, asked, kept, cautions)


def first_there(partner: Partner, day: date) -> Contact | None:
    """The first of the contacts who works there on that day."""
    return next((contact for contact in partner.contacts if contact.is_there(day)), None)


def touch_to_ask(
    book: Book, partner: Partner, years: Sequence[int], as_of: date, name: str | None
) -> TouchAsked | None:
    """The touch of that name, else the next that is a gift or would be one with their yes, else the next of all.

    Of several years the first in which it is still to come; None where there is none. Raises `CannotWorkError` where
    the partner does not get the touch that is named, or where it is over.
    """
    every = [found for year in years for found in _touches(book, partner, year, as_of)]
    if name is not None:
        return _named(every, partner, years, name)
    coming = [found for found in every if _is_open(found)]
    return next(iter([*filter(_is_to_approve, coming), *coming]), None)


def _touches(book: Book, partner: Partner, year: int, as_of: date) -> Iterator[TouchAsked]:
    settings = settings_of(book)
    planner = Planner(book, settings, year, as_of, Ideas(book, settings, year))
    _, touches, blocked = planner.plan(partner)
    every: list[PlannedTouch | BlockedTouch] = [*touches, *blocked]
    yield from (TouchAsked(year, touch) for touch in every)


def _named(every: Sequence[TouchAsked], partner: Partner, years: Sequence[int], name: str) -> TouchAsked:
    of_name = [found for found in every if found.touch.touch == name]
    blocked = [found for found in of_name if isinstance(found.touch, BlockedTouch)]
    if found := next(iter([*filter(_is_open, of_name), *blocked]), None):
        return found
    if of_name and isinstance(over := of_name[-1].touch, PlannedTouch):
        year = of_name[-1].year
        raise CannotWorkError(f"{name} of {year} is {over.status}: only what is still to come is asked for")
    theirs = ", ".join(dict.fromkeys(found.touch.touch for found in every)) or "none"
    said = " and ".join(str(year) for year in years)
    raise CannotWorkError(f"{partner.id} does not get {name} in {said}: its touches are {theirs}")


def _is_open(found: TouchAsked) -> bool:
    return isinstance(found.touch, PlannedTouch) and found.touch.status in OPEN


def _is_to_approve(found: TouchAsked) -> bool:
    touch = found.touch
    return isinstance(touch, PlannedTouch) and (touch.form != "card" or touch.note == "ask approval")


def planned_value(book: Book, kind: LetterKind, asked: TouchAsked | None, contact: Contact | None) -> Decimal | None:
    """What the plan has for what the letter asks, in the home currency: for that person, or for a donation."""
    touch = asked.touch if asked and isinstance(asked.touch, PlannedTouch) else None
    if touch is None or touch.budget == ZERO:
        return None
    idea = book.catalogue.get(touch.idea or "")
    is_donation = idea is not None and idea.kind == "donation"
    is_asked = is_donation if kind == "donation" else _is_for(touch, contact)
    return touch.budget if is_asked else None


def _is_for(touch: PlannedTouch | None, contact: Contact | None) -> bool:
    """Did the plan choose for that person? What it chose suits nobody else's restrictions and limits."""
    return touch is not None and contact is not None and touch.recipient == contact.id


def _idea(book: Book, touch: PlannedTouch | None) -> str | None:
    idea = book.catalogue.get(touch.idea or "") if touch else None
    return idea.name if idea else None


def _occasion(partner: Partner, asked: TouchAsked | None) -> Occasion | None:
    if asked is None:
        return None
    day = asked.touch.day if isinstance(asked.touch, PlannedTouch) else None
    return Occasion(next((event.name for event in partner.events if event.date == day), None))


def _cautions(
    kind: LetterKind, partner: Partner, as_of: date, asked: TouchAsked | None, contact: Contact | None
) -> Iterator[str]:
    policy, verified = policy_on(partner, as_of)
    accepted = accepted_kinds(policy.accepts)
    if kind == "donation" and (
        "donation" in policy.refuses or (policy.gifts == "refused" and "donation" not in accepted)
    ):
        yield "their policy does not accept donations: a clear no has been given, and asking again would press them"
    if kind != "authorisation":
        return
    if policy.gifts == "refused" and not accepted:
        yield "their policy refuses gifts: a clear no has been given, and asking again would press them"
    elif policy.gifts == "unknown" or verified is None:
        yield f"their gift policy is not verified yet: giftplan letter policy {partner.id} asks for it first"
    touch = asked.touch if asked else None
    if isinstance(touch, PlannedTouch) and contact and not _is_for(touch, contact):
        name = contact.name
        yield f"the plan for {touch.touch} is not for {name}: neither what to give nor its value is taken from it"
    if isinstance(touch, BlockedTouch):
        yield f"{touch.touch} has no day: {touch.reason}"
    elif touch and touch.day and (granted := authorisation_on(partner, touch.day)):
        until = f" until {granted.until.isoformat()}" if granted.until else ""
        yield f"an authorisation of theirs covers that day already{until}: {granted.reference or 'no reference noted'}"
