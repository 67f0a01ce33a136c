"""What happened between a partner and us: who brought it, meetings, what they said, and how it ended."""

from typing import Annotated
from typing import Literal

from pydantic import BeforeValidator
from pydantic import WithJsonSchema

from giftplan.records import shapes
from giftplan.records.base import Record
from giftplan.records.base import record
from giftplan.records.base import refuse
from giftplan.records.numbers import read_count
from giftplan.records.scalars import Day
from giftplan.records.scalars import Id
from giftplan.records.scalars import Text


def _read_score(value: object) -> int:
    score = read_count(value) if isinstance(value, str) else 0
    if not 1 <= score <= 5:
        raise refuse("score", "a score is a number: write one from 1 (unhappy) to 5 (delighted)")
    return score


Score = Annotated[int, BeforeValidator(_read_score), WithJsonSchema(shapes.SCORE)]


@record
class Departure(Record):
    """How a relationship ended: facts apart from how we read them."""

    date: Day
    """The day on which it ended, or will."""
    by: Literal["them", "us"] = "them"
    """Who ended it."""
    why: Text = "unknown"
    """In a word or two."""
    facts: tuple[Text, ...] = ()
    """What happened, as anybody would tell it."""
    reading: tuple[Text, ...] = ()
    """How we read it."""


@record
class Referral(Record):
    """Which partner brought this one."""

    partner: Id
    """The id of the partner who brought them: its file's name."""
    date: Day | None = None
    """The day on which they did."""


@record
class Meeting(Record):
    """A meeting asked for, and held."""

    asked: Day | None = None
    """The day on which somebody asked for it."""
    by: Literal["them", "us"] = "us"
    """Who asked for it."""
    held: Day | None = None
    """The day on which it was held."""
    note: Text | None = None
    """What was said."""


@record
class Feedback(Record):
    """What they told us, from 1 (unhappy) to 5 (delighted); a complaint has a day on which it was mended."""

    date: Day
    """The day on which they told us."""
    score: Score
    """From 1 (unhappy) to 5 (delighted)."""
    note: Text | None = None
    """What they said."""
    resolved: Day | None = None
    """The day on which a complaint was mended."""


@record
class Signal(Record):
    """A sign that a partner is bigger than its tier."""

    date: Day
    """The day on which it was seen."""
    what: Text
    """What was seen, as in leader of its niche."""
    source: Text | None = None
    """Where it was seen or heard."""
