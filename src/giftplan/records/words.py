"""The closed lists of words that more than one record kind uses."""

from typing import Literal

GiftKind = Literal[
    "desk",
    "book",
    "event",
    "organisation",
    "wellbeing",
    "hamper",
    "food",
    "drink",
    "experience",
    "service",
    "donation",
    "card",
    "voucher",
    "cash",
    "other",
    "hospitality",
]
"""What a gift is. `hospitality` (meals, nights, entertainment) is there for the laws that speak of it."""

NO_TOUCH = "none"
"""What a gift outside the calendar says of its touch."""

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Logo = Literal["none", "discreet", "prominent"]
Delivery = Literal["shipped", "in-person"]
Confidence = Literal["high", "medium", "low"]
ValueLevel = Literal["token", "modest", "mid", "premium", "lavish"]
