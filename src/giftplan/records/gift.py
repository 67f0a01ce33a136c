"""`gifts/<year>/*.yaml`: what was given and received, one small file a gift."""

from datetime import date
from typing import Annotated
from typing import Literal

from pydantic import Field
from pydantic import model_validator

from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.base import refuse
from giftplan.records.scalars import Amount
from giftplan.records.scalars import Count
from giftplan.records.scalars import Currency
from giftplan.records.scalars import Day
from giftplan.records.scalars import Flag
from giftplan.records.scalars import Id
from giftplan.records.scalars import Percent
from giftplan.records.scalars import Rate
from giftplan.records.scalars import Text
from giftplan.records.waiver import Waiver
from giftplan.records.words import Delivery
from giftplan.records.words import GiftKind
from giftplan.records.words import Logo

_Date = date
Order = tuple[date, str, int, int]
REACHED: frozenset[str] = frozenset({"accepted", "shared"})
"""The outcomes of a gift that was really given; the others count in no sum."""


@record
class Approval(Record):
    """Our own compliance said yes."""

    by: Id
    date: Day


@record
class Card(Record):
    """The card that went with it, or alone."""

    handwritten: Flag = True
    reason: Literal["congratulations", "thanks", "news", "event", "welcome", "farewell"] | None = None
    by: Id | None = None
    text: Text | None = None


@record
class Reaction(Record):
    """How it was received."""

    date: Day
    how: Literal["delighted", "pleased", "neutral", "uneasy"]
    note: Text | None = None


@record
class Gift(Record):
    """One gift, given or received. `value` and `extras` are for the whole gift, VAT included, in `currency`.

    `rate` is what one unit of `currency` was worth at home on that day. `index` is the gift's place in a
    file that holds several.
    """

    path: str
    index: int | None = None
    partner: Id
    date: Day
    """The day it arrives."""
    recipients: Annotated[tuple[Id, ...], Field(min_length=1)]
    nature: Text
    value: Amount
    direction: Literal["given", "received"] = "given"
    touch: Text | None = None
    shared_by: Count | None = None
    why: Text | None = None
    gift: Id | None = None
    kind: GiftKind | None = None
    extras: Amount | None = None
    vat_percent: Percent | None = None
    currency: Currency | None = None
    rate: Rate | None = None
    by: Id | None = None
    approved: Approval | None = None
    supplier: Text | None = None
    quantity: Count | None = None
    colour: Text | None = None
    wrapping: Text | None = None
    logo: Logo | None = None
    ink: Text | None = None
    delivery: Delivery | None = None
    tags: tuple[Text, ...] = ()
    contains: tuple[Text, ...] | None = None
    """What is in it; None where nobody said."""
    card: Card | None = None
    outcome: Literal["accepted", "shared", "declined", "returned", "cancelled"] = "accepted"
    reaction: Reaction | None = None
    recorded: Day | None = None
    declared: Day | None = None
    thanked: Day | None = None
    invoice: Text | None = None
    waivers: tuple[Waiver, ...] = ()

    @model_validator(mode="after")
    def _says_what_it_is(self) -> "Gift":
        if self.kind is None and self.gift is None:
            raise refuse(
                "kind",
                "nothing says what it is: write its kind (kind: desk), or which idea it is (gift: engraved-pen)",
            )
        return self

    @property
    def order(self) -> Order:
        """Where it stands among all gifts: by day, and on one day by file, `-2` after the one without a number."""
        stem = self.path.rpartition(".")[0]
        base, _, number = stem.rpartition("-")
        is_numbered = len(number) < 5 and number.isascii() and number.isdigit()
        return self.date, base if is_numbered else stem, int(number) if is_numbered else 0, self.index or 0

    def was_declared(self, today: _Date) -> bool:
        """Had our compliance been told by that day?"""
        return self.declared is not None and self.declared <= today

    @property
    def is_kept(self) -> bool:
        """Was it accepted, or shared with others, by whoever got it? What was turned down counts in no sum."""
        return self.outcome in REACHED

    @property
    def given(self) -> bool:
        """Was it really given by us: accepted, or shared with others?"""
        return self.direction == "given" and self.is_kept

    @property
    def people(self) -> int:
        """How many people it is shared by."""
        return max(self.shared_by or 1, len(set(self.recipients)))
