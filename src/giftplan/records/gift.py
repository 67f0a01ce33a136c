"""`gifts/<year>/*.yaml`: what was given and received, one small file a gift."""

from datetime import date
from typing import Annotated
from typing import Literal

from pydantic import Field
from pydantic import model_validator

from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.base import refuse
from giftplan.records.named import Colour
from giftplan.records.named import Content
from giftplan.records.named import IdeaId
from giftplan.records.named import Member
from giftplan.records.named import Tag
from giftplan.records.named import TouchOrNone
from giftplan.records.named import Wrapping
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

    by: Member
    """A team member whose role is compliance."""
    date: Day
    """The day on which they said yes."""


@record
class Card(Record):
    """The card that went with it, or alone."""

    handwritten: Flag = True
    """False where it was printed."""
    reason: Literal["congratulations", "thanks", "news", "event", "welcome", "farewell"] | None = None
    """What it was written for."""
    by: Member | None = None
    """Who of our team wrote it."""
    text: Text | None = None
    """What stands on it."""


@record
class Reaction(Record):
    """How it was received."""

    date: Day
    """The day on which we saw or heard it."""
    how: Literal["delighted", "pleased", "neutral", "uneasy"]
    """How it was liked."""
    note: Text | None = None
    """What they said."""


@record
class Gift(Record):
    """One gift, given or received. `value` and `extras` are for the whole gift, VAT included, in `currency`.

    `rate` is what one unit of `currency` was worth at home on that day. `index` is the gift's place in a
    file that holds several.
    """

    path: str
    index: int | None = None
    partner: Id
    """The id of the partner: its file's name."""
    date: Day
    """The day it arrives."""
    recipients: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Contacts of that partner; for a received gift: members of our team."""
    nature: Text
    """What it is, as in Engraved fountain pen."""
    value: Amount
    """For the whole gift, VAT included, in `currency`."""
    direction: Literal["given", "received"] = "given"
    """Given by us, or received from them."""
    touch: TouchOrNone | None = None
    """Which touch it serves; `none` outside the calendar. If absent, the one whose months hold its date."""
    shared_by: Count | None = None
    """How many people share it, where that is more than the named ones."""
    why: Text | None = None
    """What we heard that led to it."""
    gift: IdeaId | None = None
    """The catalogue's idea, if it is one: it lends kind, tags and contents."""
    kind: GiftKind | None = None
    """What kind of gift it is; needed where `gift` names no idea."""
    extras: Amount | None = None
    """Engraving, packaging and delivery, VAT included, in `currency`."""
    vat_percent: Percent | None = None
    """VAT on it, in percent; the home rate of settings.yaml if absent."""
    currency: Currency | None = None
    """Of value and extras; the home currency if absent."""
    rate: Rate | None = None
    """One unit of the currency in the home currency, on that day."""
    by: Member | None = None
    """Who of our team gave it, or took it."""
    approved: Approval | None = None
    """Our own compliance's yes, above given_limit."""
    supplier: Text | None = None
    """Who sold it."""
    quantity: Count | None = None
    """How many pieces: some numbers mean something."""
    colour: Colour | None = None
    """Of the object: a word of the vocabulary."""
    wrapping: Wrapping | None = None
    """The colour of its wrapping, or none."""
    logo: Logo | None = None
    """Our logo on it."""
    ink: Colour | None = None
    """The colour of the card's ink, where it matters."""
    delivery: Delivery | None = None
    """Sent, or handed over."""
    tags: tuple[Tag, ...] = ()
    """Words of the vocabulary: what it is, for customs."""
    contains: tuple[Content, ...] | None = None
    """What is in it; None where nobody said."""
    card: Card | None = None
    """The card that went with it, or alone."""
    outcome: Literal["accepted", "shared", "declined", "returned", "cancelled"] = "accepted"
    """An offer that was turned down stays in the register."""
    reaction: Reaction | None = None
    """How it was received."""
    recorded: Day | None = None
    """The day on which it was written down."""
    declared: Day | None = None
    """Received gifts: the day on which it was declared."""
    thanked: Day | None = None
    """Received gifts: the day on which we thanked them."""
    invoice: Text | None = None
    """The number of the invoice."""
    waivers: tuple[Waiver, ...] = ()
    """Rules set aside on purpose, for this gift."""

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
