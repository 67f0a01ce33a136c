"""A partner's own rules about gifts, and what its compliance office answered us."""

from datetime import date
from typing import Literal

from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.scalars import Amount
from giftplan.records.scalars import Currency
from giftplan.records.scalars import Day
from giftplan.records.scalars import Flag
from giftplan.records.scalars import OneOrMany
from giftplan.records.scalars import Text
from giftplan.records.scalars import Whole
from giftplan.records.words import GiftKind


@record
class Policy(Record):
    """The partner's own rules about gifts, as we verified them. `limit` is in `currency`, extras and VAT included."""

    gifts: Literal["unknown", "allowed", "limited", "approval", "refused"] = "unknown"
    """Unknown until somebody read it: cards only."""
    limit: Amount | None = None
    """The most they may take, in `currency`, extras and VAT included."""
    per: Literal["gift", "year", "person-gift", "person-year"] = "year"
    """What the limit counts; where nobody wrote it, the strictest reading."""
    currency: Currency | None = None
    """Of the limit; the home currency if absent."""
    at_most: Whole | None = None
    """Gifts a year, where it counts them."""
    recurring: Flag = True
    """False where it bars regular gifts."""
    accepts: tuple[GiftKind, ...] = ()
    """Kinds still welcome where gifts are refused: asked one by one, never assumed."""
    refuses: tuple[GiftKind, ...] = ()
    """Kinds unwelcome even where gifts are allowed."""
    asked: Text | None = None
    """Whom we asked, as in procurement."""
    verified: OneOrMany[Day] = ()
    """The day on which we read it, or a list of days."""
    source: Text | None = None
    """Where it stands, as in their e-mail of 2026-01-15."""
    document: Text | None = None
    """Where the paper is kept."""

    def verified_by(self, day: date) -> date | None:
        """The last day up to `day` on which it was verified."""
        return max((seen for seen in self.verified if seen <= day), default=None)


@record
class Authorisation(Record):
    """What their compliance office answered, in writing. `max` is in the home currency, for one gift."""

    asked: Day
    """The day on which we asked."""
    answered: Day | None = None
    """The day of their answer."""
    answer: Literal["granted", "refused"] | None = None
    """What they answered."""
    max: Amount | None = None
    """The most for one gift, in the home currency."""
    until: Day | None = None
    """The last day on which it holds."""
    reference: Text | None = None
    """Where it can be found, as in mail of 2026-01-28."""

    def covers(self, day: date) -> bool:
        """Was it granted by that day, and does it still hold?"""
        granted = self.answer == "granted" and self.answered is not None and self.answered <= day
        return granted and (self.until is None or day <= self.until)
