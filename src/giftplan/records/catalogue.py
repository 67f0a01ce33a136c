"""`catalogue.yaml`: gift ideas to choose from."""

from typing import Literal

from giftplan.records.base import Range
from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.scalars import Amount
from giftplan.records.scalars import Id
from giftplan.records.scalars import Span
from giftplan.records.scalars import Text
from giftplan.records.words import GiftKind


@record
class PriceRange(Range):
    """What the idea costs, in the home currency, VAT included."""

    min: Amount
    max: Amount


@record
class Idea(Record):
    """One gift idea. `tags` and `contains` are what the cultures' rules and people's restrictions look at."""

    id: Id
    name: Text
    kind: GiftKind
    price: PriceRange
    audience: Literal["person", "team"] = "person"
    lasts: Literal["days", "weeks", "months", "years"] = "months"
    """How long it stays in sight."""
    personalisation: Literal["none", "light", "strong"] = "none"
    interests: tuple[Text, ...] = ()
    tags: tuple[Text, ...] = ()
    contains: tuple[Text, ...] = ()
    lead_days: Span | None = None
    """Working days from ordering to arrival; the settings' where it has none."""
    note: Text | None = None
