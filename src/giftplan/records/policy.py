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
    limit: Amount | None = None
    per: Literal["gift", "year", "person-gift", "person-year"] = "year"
    """What the limit counts; where nobody wrote it, the strictest reading."""
    currency: Currency | None = None
    at_most: Whole | None = None
    """Gifts a year, where it counts them."""
    recurring: Flag = True
    """False where it bars regular gifts."""
    accepts: tuple[GiftKind, ...] = ()
    """Kinds still welcome where gifts are refused: asked one by one, never assumed."""
    refuses: tuple[GiftKind, ...] = ()
    asked: Text | None = None
    verified: OneOrMany[Day] = ()
    source: Text | None = None
    document: Text | None = None

    def verified_by(self, day: date) -> date | None:
        """The last day up to `day` on which it was verified."""
        return max((seen for seen in self.verified if seen <= day), default=None)


@record
class Authorisation(Record):
    """What their compliance office answered, in writing. `max` is in the home currency, for one gift."""

    asked: Day
    answered: Day | None = None
    answer: Literal["granted", "refused"] | None = None
    max: Amount | None = None
    until: Day | None = None
    reference: Text | None = None

    def covers(self, day: date) -> bool:
        """Was it granted by that day, and does it still hold?"""
        granted = self.answer == "granted" and self.answered is not None and self.answered <= day
        return granted and (self.until is None or day <= self.until)
