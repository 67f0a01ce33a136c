"""What a rule is, and what it yields."""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from giftplan.book.problem import KeyPath
from giftplan.book.problem import Spot
from giftplan.records.partner import Partner
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged

Level = Literal["error", "warning", "advice"]
LEVELS: tuple[Level, ...] = ("error", "warning", "advice")


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule does not hold, in words: what is wrong, why it matters, what to do.

    `at` is the field that is wrong (`on_key`: its name is); `spot` its place where reading already told it.
    `day` is the day of the gift that it is about, where it is about one; `level` is given where it is milder than
    the rule's. The engine adds the rest.
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
    level: Level | None = None


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


def in_order() -> None:
    """Put the registered rules in the order of their codes, whichever module came first."""
    for code in sorted(RULES):
        RULES[code] = RULES.pop(code)


def of_gift(gift: Judged, field: str | KeyPath, message: str, why: str, fix: str, level: Level | None = None) -> Hit:
    """A hit at a field of a gift."""
    fields = (field,) if isinstance(field, str) else field
    path, partner = gift.gift.path, gift.partner.id
    return Hit(path, message, why, fix, at=gift.at(*fields), partner=partner, day=gift.day, level=level)


def tier_field(partner: Partner, year: int) -> KeyPath:
    """Where the tier of a year stands; the name, where the partner is not classed."""
    known = [entry for entry in partner.tier if entry <= year]
    return ("tier", str(max(known))) if known else ("name",)


def of_partner(
    partner: Partner, field: str | KeyPath, message: str, why: str, fix: str, level: Level | None = None
) -> Hit:
    """A hit at a field of a partner."""
    fields = (field,) if isinstance(field, str) else field
    return Hit(partner.path, message, why, fix, at=fields, partner=partner.id, level=level)
