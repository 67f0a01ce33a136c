"""The people at a partner: what they like, and what they declared about objects."""

from datetime import date
from typing import Annotated

from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.scalars import Day
from giftplan.records.scalars import Id
from giftplan.records.scalars import Text
from giftplan.records.scalars import written_as


@record
class Interest(Record):
    """Something a person likes, who told us and when. `tags` are words of the vocabulary."""

    topic: Text
    tags: tuple[Text, ...] = ()
    source: Text | None = None
    noted: Day | None = None


@record
class FormerRole(Record):
    """Who this person was at another partner: limits per person follow the person."""

    partner: Id
    contact: Id


@record
class Contact(Record):
    """A person. `restrictions` and `accepts` are what they declared about objects; why is never written down."""

    id: Id
    name: Text
    role: Text | None = None
    language: Annotated[str, *written_as(r"[a-z]{2}", "fr")] | None = None
    interests: tuple[Interest, ...] = ()
    restrictions: tuple[Text, ...] = ()
    accepts: tuple[Text, ...] = ()
    formerly: FormerRole | None = None
    left: Day | None = None

    def is_there(self, day: date) -> bool:
        """Does the person still work there on that day?"""
        return self.left is None or day < self.left
