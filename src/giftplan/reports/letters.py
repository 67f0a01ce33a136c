"""A letter to a partner: what is known of what it says. What nobody knows is None, and never invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giftplan.book.book import Book
from giftplan.errors import CannotWorkError
from giftplan.money import ZERO
from giftplan.planning.allowance import is_known
from giftplan.planning.allowance import policy_on
from giftplan.planning.outcome import PlannedTouch
from giftplan.records.contact import Contact
from giftplan.records.letter import LetterKind
from giftplan.records.letter import placeholders_of
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings
from giftplan.records.settings import TeamMember
from giftplan.reports.letter_cautions import cautions_of
from giftplan.reports.letter_touch import TouchAsked
from giftplan.reports.letter_touch import is_for
from giftplan.reports.letter_values import CARDS_ALONE
from giftplan.reports.letter_values import AskedBefore
from giftplan.reports.letter_values import CopyTo
from giftplan.reports.letter_values import Money
from giftplan.reports.letter_values import Occasion
from giftplan.reports.letter_values import Said
from giftplan.reports.letter_values import Value


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
    settings = settings_to_write(book)
    touch = asked.touch if asked and isinstance(asked.touch, PlannedTouch) else None
    policy, verified = policy_on(partner, as_of)
    is_said = is_known(policy, verified)
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
        "since": Said(verified, policy, policy.currency or settings.currency) if is_said and verified else None,
        "cards": None if is_said else CARDS_ALONE,
        "asked_before": _asked_before(partner, as_of),
        "nature": choices.nature or (_idea(book, touch) if is_for(touch, choices.contact) else None),
        "value": None if value is None else Money(value, settings.currency),
        "day": touch.day if touch and touch.day and touch.day >= as_of else None,
        "occasion": _occasion(partner, asked),
        "cause": partner.causes or None,
    }
    words = placeholders_of(kind)
    kept = {name: value for name, value in known.items() if name in words}
    cautions = tuple(cautions_of(kind, partner, as_of, asked, choices.contact))
    return Letter(kind, partner, choices.contact, choices.sender, as_of, asked, kept, cautions)


def settings_to_write(book: Book) -> Settings:
    """What any letter needs: a letter about no touch is written without a plan."""
    if book.settings is None:
        what = "settings.yaml says who writes, and it cannot be used"
        raise CannotWorkError(f"{what}: giftplan check says why")
    return book.settings


def _asked_before(partner: Partner, as_of: date) -> AskedBefore | None:
    """The last request, where nobody had answered it by that day."""
    asked = [request for request in partner.authorisations if request.asked <= as_of]
    last = max(asked, key=lambda request: request.asked, default=None)
    if last is None or (last.answered is not None and last.answered <= as_of):
        return None
    return AskedBefore(last.asked)


def planned_value(book: Book, kind: LetterKind, asked: TouchAsked | None, contact: Contact | None) -> Decimal | None:
    """What the plan has for what the letter asks, in the home currency: for that person, or for a donation."""
    touch = asked.touch if asked and isinstance(asked.touch, PlannedTouch) else None
    if touch is None or touch.budget == ZERO:
        return None
    idea = book.catalogue.get(touch.idea or "")
    is_donation = idea is not None and idea.kind == "donation"
    is_asked = is_donation if kind == "donation" else is_for(touch, contact)
    return touch.budget if is_asked else None


def _idea(book: Book, touch: PlannedTouch | None) -> str | None:
    idea = book.catalogue.get(touch.idea or "") if touch else None
    return idea.name if idea else None


def _occasion(partner: Partner, asked: TouchAsked | None) -> Occasion | None:
    if asked is None:
        return None
    day = asked.touch.day if isinstance(asked.touch, PlannedTouch) else None
    return Occasion(next((event.name for event in partner.events if event.date == day), None))
