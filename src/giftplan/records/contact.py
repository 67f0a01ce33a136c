"""The people at a partner: what they like, and what they declared about objects."""

from datetime import date
from typing import Annotated

from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.named import Informant
from giftplan.records.named import Liking
from giftplan.records.named import Restriction
from giftplan.records.named import Welcome
from giftplan.records.scalars import Day
from giftplan.records.scalars import Id
from giftplan.records.scalars import Text
from giftplan.records.scalars import written_as


@record
class Interest(Record):
    """Something a person likes, who told us and when. `tags` are words of the vocabulary."""

    topic: Text
    """What they like, in their words."""
    tags: tuple[Liking, ...] = ()
    """Words of the vocabulary, by which ideas are found."""
    source: Informant | None = None
    """Who told us: a word of the vocabulary."""
    noted: Day | None = None
    """The day on which it was written down."""


@record
class FormerRole(Record):
    """Who this person was at another partner: limits per person follow the person."""

    partner: Id
    """The id of the partner where they were."""
    contact: Id
    """Their id in that partner's file."""


@record
class Contact(Record):
    """A person. `restrictions` and `accepts` are what they declared about objects; why is never written down."""

    id: Id
    """A short name, as in jean: gifts name it."""
    name: Text
    """As on an envelope."""
    role: Text | None = None
    """What they do there."""
    language: Annotated[str, *written_as(r"[a-z]{2}", "fr")] | None = None
    """The one to write the card in, as two small letters: fr."""
    interests: tuple[Interest, ...] = ()
    """What they told us, with where and when we heard it."""
    restrictions: tuple[Restriction, ...] = ()
    """What a gift must not be or contain, as they declared it; never why."""
    accepts: tuple[Welcome, ...] = ()
    """What they declared as welcome: silences a culture's question about it."""
    formerly: FormerRole | None = None
    """Who they were at another partner: limits per person follow the person."""
    left: Day | None = None
    """The day on which they left; nobody whom a record names is ever deleted."""

    def is_there(self, day: date) -> bool:
        """Does the person still work there on that day?"""
        return self.left is None or day < self.left
