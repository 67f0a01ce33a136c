"""`limits/*.yaml`: legal and tax limits on gifts, dated, with sources."""

from datetime import date
from typing import Annotated
from typing import Literal

from pydantic import Field
from pydantic import model_validator

from giftplan.records.base import Record
from giftplan.records.base import in_order
from giftplan.records.base import once
from giftplan.records.base import record
from giftplan.records.base import refuse
from giftplan.records.culture import Source
from giftplan.records.named import Sector
from giftplan.records.scalars import Amount
from giftplan.records.scalars import Count
from giftplan.records.scalars import Country
from giftplan.records.scalars import Currency
from giftplan.records.scalars import Day
from giftplan.records.scalars import Flag
from giftplan.records.scalars import OneOrMany
from giftplan.records.scalars import Text
from giftplan.records.words import Confidence
from giftplan.records.words import GiftKind

Topic = Literal[
    "vat",
    "income-tax",
    "recipient-tax",
    "declaration",
    "sector",
    "public-official",
    "anti-bribery",
    "company-policy",
    "record",
]
Per = Literal["gift", "recipient-year", "recipient-12-months", "company-year"]
PER_PERSON: frozenset[str] = frozenset({"recipient-year", "recipient-12-months"})


@record
class Limit(Record):
    """One limit, as long as it was in force. Amounts are in `currency`; what they count is in `includes`."""

    id: Text
    """A short name: findings name it."""
    country: Country | None = None
    """Where it is law; absent where it holds everywhere."""
    side: Literal["giver", "recipient"]
    """Whose country triggers it: ours (giver) or the partner's (recipient)."""
    giver_sector: OneOrMany[Sector] = ()
    """Binds only givers of these sectors."""
    recipient_sector: OneOrMany[Sector] = ()
    """Holds only for gifts to partners of these sectors."""
    kinds: OneOrMany[GiftKind] = ()
    """Holds only for these kinds of gift."""
    not_kinds: OneOrMany[GiftKind] = ()
    """Holds for all kinds of gift but these."""
    topic: Topic
    """What it is about."""
    amount: Amount | None = None
    """In `currency`; absent where the rule has no number."""
    below: Flag = False
    """True where the gift must stay strictly below the amount."""
    currency: Currency | None = None
    """Of the amount; the home currency if absent."""
    includes: tuple[Literal["vat", "extras"], ...] = ("vat", "extras")
    """What the amount counts beside the price without VAT."""
    per: Per | None = None
    """What the amount is counted over; needed beside one."""
    effect: Text
    """What follows where it is passed."""
    level: Literal["refuse", "warn", "inform", "exempt"]
    """What is done: refuse, warn, inform; exempt takes gifts out of the others."""
    days: Count | None = None
    """Topic record: within how many days a gift must be written down."""
    start: Annotated[Day | None, Field(alias="from")] = None
    """The first day on which it is in force."""
    until: Day | None = None
    """The last day on which it is in force."""
    confidence: Confidence = "medium"
    """How sure the source is: low is shown as to be confirmed."""
    note: Text | None = None
    """What else to know."""
    source: Source
    """Where it is from."""

    @model_validator(mode="after")
    def _makes_sense(self) -> "Limit":
        in_order(self.start, self.until, "the limit")
        if self.amount is not None and self.per is None:
            raise refuse(
                "per", "nothing says what the amount is counted per: write per: gift, recipient-year or another"
            )
        if self.kinds and self.not_kinds:
            raise refuse("kinds", "a limit names the kinds it holds for or those it spares: write one of the two")
        if self.topic == "record" and self.days is None and self.level != "inform":
            raise refuse(
                "days",
                "nothing says within how many days a gift must be written down: write it, as in days: 10",
                ("topic",),
            )
        return self

    def in_force(self, day: date) -> bool:
        """Is it in force on that day?"""
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)

    @property
    def series(self) -> tuple[object, ...]:
        """What stays the same when a new value follows an old one."""
        sectors = (self.giver_sector, self.recipient_sector)
        return (
            self.country,
            self.side,
            self.topic,
            self.level,
            self.per,
            *sectors,
            self.kinds,
            self.not_kinds,
        )


@record
class LimitFile(Record):
    """The limits of a country, a sector or an international body."""

    path: str
    name: Text
    """Of the country, the sector or the body."""
    limits: tuple[Limit, ...] = ()
    """Each as long as it was in force."""

    @model_validator(mode="after")
    def _ids_once(self) -> "LimitFile":
        once("limits", [limit.id for limit in self.limits])
        return self
