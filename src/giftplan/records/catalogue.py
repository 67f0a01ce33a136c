"""`catalogue.yaml`: gift ideas to choose from."""

from typing import Literal

from giftplan.records.base import Range
from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.named import Content
from giftplan.records.named import Liking
from giftplan.records.named import Tag
from giftplan.records.scalars import Amount
from giftplan.records.scalars import Id
from giftplan.records.scalars import Span
from giftplan.records.scalars import Text
from giftplan.records.words import GiftKind


@record
class PriceRange(Range):
    """What the idea costs, in the home currency, VAT included."""

    min: Amount
    """The least it costs, in the home currency, VAT included."""
    max: Amount
    """The most it costs, in the home currency, VAT included."""


@record
class Idea(Record):
    """One gift idea. `tags` and `contains` are what the cultures' rules and people's restrictions look at."""

    id: Id
    """A short name: gifts name it, as in engraved-pen."""
    name: Text
    """What it is called."""
    kind: GiftKind
    """What kind of gift it is."""
    price: PriceRange
    """What it costs, from and to."""
    audience: Literal["person", "team"] = "person"
    """For one person, or for a team."""
    lasts: Literal["days", "weeks", "months", "years"] = "months"
    """How long it stays in sight."""
    personalisation: Literal["none", "light", "strong"] = "none"
    """How much of it is made for one person."""
    interests: tuple[Liking, ...] = ()
    """Words of the vocabulary: whom it suits."""
    tags: tuple[Tag, ...] = ()
    """Words of the vocabulary: what it is, for customs."""
    contains: tuple[Content, ...] = ()
    """What is in it: words of the vocabulary."""
    lead_days: Span | None = None
    """Working days from ordering to arrival; the settings' where it has none."""
    note: Text | None = None
    """What to mind when ordering it."""
