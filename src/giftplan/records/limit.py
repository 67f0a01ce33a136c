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
    country: Country | None = None
    side: Literal["giver", "recipient"]
    giver_sector: OneOrMany[Text] = ()
    recipient_sector: OneOrMany[Text] = ()
    kinds: OneOrMany[GiftKind] = ()
    not_kinds: OneOrMany[GiftKind] = ()
    topic: Topic
    amount: Amount | None = None
    below: Flag = False
    currency: Currency | None = None
    includes: tuple[Literal["vat", "extras"], ...] = ("vat", "extras")
    per: Per | None = None
    effect: Text
    level: Literal["refuse", "warn", "inform", "exempt"]
    days: Count | None = None
    start: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    confidence: Confidence = "medium"
    note: Text | None = None
    source: Source

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
    limits: tuple[Limit, ...] = ()

    @model_validator(mode="after")
    def _ids_once(self) -> "LimitFile":
        once("limits", [limit.id for limit in self.limits])
        return self
