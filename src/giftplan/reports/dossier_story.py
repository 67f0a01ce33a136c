"""What happened between us and a partner, as it was known on a day: gifts both ways, meetings, words, referrals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from giftplan.book.book import Book
from giftplan.money import ZERO
from giftplan.planning.history import cost
from giftplan.planning.history import home_rate
from giftplan.planning.history import touch_of
from giftplan.records.gift import Gift
from giftplan.records.gift import Reaction
from giftplan.records.partner import Partner
from giftplan.records.relation import Feedback
from giftplan.records.relation import Meeting

State = Literal["given", "received", "shared", "declined", "returned", "cancelled", "ordered", "to come"]


@dataclass(frozen=True, slots=True)
class PastGift:
    """A gift given or received. `cost` (extras and VAT included) is in the home currency; None without a rate."""

    gift: Gift
    kind: str
    touch: str | None
    state: State
    cost: Decimal | None
    reaction: Reaction | None
    thanked: date | None
    declared: date | None

    @property
    def has_come(self) -> bool:
        """Did it really reach whoever it was for?"""
        return self.state in ("given", "received", "shared")


@dataclass(frozen=True, slots=True)
class OneWay:
    """What went one way and was kept, up to a day: sums in the home currency, extras included."""

    gifts: int
    value: Decimal
    """Of those gifts for which a rate is known."""
    cards: int
    since: int | None
    """The year of the first of them; None where there was nothing."""
    without_rate: int


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting that was asked for or held by a day. `is_open`: asked for, and nobody has met since."""

    asked: date | None
    by: Literal["them", "us"]
    held: date | None
    note: str | None
    agreed: date | None
    """The day to come on which it is to be held."""
    is_open: bool
    """Did they or we ask, and nobody met since, nor is a day agreed?"""


@dataclass(frozen=True, slots=True)
class Heard:
    """What they told us, and when it was mended, as far as it was by that day."""

    feedback: Feedback
    resolved: date | None


def gifts_of(book: Book, partner: Partner, as_of: date) -> tuple[PastGift, ...]:
    """Every gift given and received, by day; what is dated later is ordered."""
    return tuple(_past(book, gift, as_of) for gift in book.gifts_of(partner.id))


def _past(book: Book, gift: Gift, as_of: date) -> PastGift:
    exchange = book.settings.exchange if book.settings else None
    is_known = exchange is not None and home_rate(gift, exchange) is not None
    return PastGift(
        gift,
        kind=book.kind_of(gift),
        touch=touch_of(gift, book.touches) if gift.direction == "given" else None,
        state=_state(gift, as_of),
        cost=cost(gift, exchange) if exchange is not None and is_known else None,
        reaction=gift.reaction if gift.reaction and gift.reaction.date <= as_of else None,
        thanked=_by(gift.thanked, as_of),
        declared=_by(gift.declared, as_of),
    )


def _state(gift: Gift, as_of: date) -> State:
    if gift.outcome in ("declined", "returned", "cancelled"):
        return gift.outcome
    is_ours = gift.direction == "given"
    if gift.date > as_of:
        return "ordered" if is_ours else "to come"
    if gift.outcome == "shared":
        return "shared"
    return "given" if is_ours else "received"


def _by(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None


def one_way(gifts: Iterable[PastGift], direction: str) -> OneWay:
    """What was really given, or received. Cards are counted apart."""
    come = [past for past in gifts if past.gift.direction == direction and past.has_come]
    objects = [past for past in come if past.kind != "card"]
    return OneWay(
        gifts=len(objects),
        value=sum((past.cost for past in objects if past.cost is not None), start=ZERO),
        cards=len(come) - len(objects),
        since=min((past.gift.date.year for past in objects or come), default=None),
        without_rate=sum(past.cost is None for past in objects),
    )


def meetings_of(partner: Partner, as_of: date) -> tuple[Met, ...]:
    """What was asked for or held by that day, the newest first."""
    days = [meeting.held for meeting in partner.meetings if _by(meeting.held, as_of)]
    met = [found for meeting in partner.meetings if (found := _met(meeting, days, as_of))]
    return tuple(sorted(met, key=lambda found: found.held or found.asked or date.min, reverse=True))


def _met(meeting: Meeting, days: Iterable[date | None], as_of: date) -> Met | None:
    held, asked = _by(meeting.held, as_of), _by(meeting.asked, as_of)
    if held is None and asked is None:
        return None
    agreed = meeting.held if held is None else None
    is_open = held is None and asked is not None and not agreed and not any(day and day >= asked for day in days)
    is_told = held is not None or meeting.held is None
    return Met(asked, meeting.by, held, meeting.note if is_told else None, agreed, is_open)


def last_met(meetings: Iterable[Met], gifts: Iterable[PastGift]) -> date | None:
    """The last day on which somebody of ours was there: at a meeting, or to hand a gift over."""
    handed = (
        past.gift.date for past in gifts if past.gift.delivery == "in-person" and past.gift.given and past.has_come
    )
    return max((*(met.held for met in meetings if met.held), *handed), default=None)


def feedback_of(partner: Partner, as_of: date) -> tuple[Heard, ...]:
    """What they told us by that day, the newest first."""
    known = [Heard(said, _by(said.resolved, as_of)) for said in partner.feedback if said.date <= as_of]
    return tuple(sorted(known, key=lambda heard: heard.feedback.date, reverse=True))
