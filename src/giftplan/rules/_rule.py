"""What a rule is, and what it yields."""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from giftplan.book.book import Book
from giftplan.book.problem import KeyPath
from giftplan.book.problem import Spot

Level = Literal["error", "warning", "advice"]
LEVELS: tuple[Level, ...] = ("error", "warning", "advice")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule does not hold, in words: what is wrong, why it matters, what to do.

    `at` is the field that is wrong (`on_key`: its name is); `spot` its place where reading already told it.
    `day` is the day of the gift that it is about, where it is about one. The engine adds the rest.
    """

    path: str
    message: str
    why: str
    fix: str
    at: KeyPath = ()
    on_key: bool = False
    spot: Spot | None = None
    partner: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule judges: the book, as of a day."""

    book: Book
    as_of: date


Check = Callable[[Asked], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. Its docstring is what `explain` prints."""

    code: str
    name: str
    level: Level
    text: str
    check: Check


RULES: dict[str, Rule] = {}


def rule(code: str, level: Level) -> Callable[[Check], Check]:
    """Register a check under its code; its name is the function's."""

    def register(check: Check) -> Check:
        name = check.__name__.replace("_", "-")
        RULES[code] = Rule(code, name, level, check.__doc__ or "", check)
        return check

    return register
