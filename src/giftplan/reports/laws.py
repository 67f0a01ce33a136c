"""The limits and laws that speak of gifts in a country."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from giftplan.book.book import Book
from giftplan.planning.in_force import InForce
from giftplan.planning.in_force import in_force
from giftplan.records.limit import Limit
from giftplan.records.settings import Settings

Whose = Literal["ours", "theirs", "everybody", "their givers"]
_ORDER: tuple[Whose, ...] = ("theirs", "ours", "everybody", "their givers")
_LEVELS = {"refuse": 0, "warn": 1, "exempt": 2, "inform": 3}


@dataclass(frozen=True, slots=True)
class Law:
    """A limit in force. `ours`: we are givers there; `theirs`: it speaks of who receives there."""

    in_force: InForce
    whose: Whose

    @property
    def limit(self) -> Limit:
        """The limit itself."""
        return self.in_force.limit


def laws_in(book: Book, settings: Settings, country: str, day: date) -> Iterator[Law]:
    """Every limit that can bind a gift of ours there on that day, whatever the partner's sector, and the country's
    other ones, which bind its own givers. The strictest first."""
    every = [limit for file in book.limits for limit in file.limits if limit.country in (None, country)]
    ours = [limit for limit in every if not limit.giver_sector or settings.sector in limit.giver_sector]
    found = [Law(one, _whose(one.limit, country, settings)) for one in in_force(ours, day)]
    yield from sorted(
        found, key=lambda law: (_ORDER.index(law.whose), _LEVELS[law.limit.level], law.limit.amount is None)
    )


def _whose(limit: Limit, country: str, settings: Settings) -> Whose:
    if limit.country is None:
        return "everybody"
    if limit.side == "recipient" or limit.topic == "anti-bribery":
        return "theirs"
    return "ours" if country == settings.country else "their givers"
