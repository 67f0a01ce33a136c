"""The limits and laws that speak of gifts in a country."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal
from typing import get_args

from giftplan.book.book import Book
from giftplan.planning.in_force import InForce
from giftplan.planning.in_force import in_force
from giftplan.records.limit import Limit
from giftplan.records.settings import Settings

Whose = Literal["theirs", "ours", "bribery", "everybody", "some", "their givers"]
_ORDER: tuple[Whose, ...] = get_args(Whose)
_LEVELS = {"refuse": 0, "warn": 1, "exempt": 2, "inform": 3}


@dataclass(frozen=True, slots=True)
class Law:
    """A limit in force.

    `theirs`: it speaks of who receives there; `ours`: we are givers there; `bribery`: the country's law on it, whoever
    gives; `everybody`: it holds everywhere; `some`: everywhere, for partners of some sectors; `their givers`: not us.
    """

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
        return "some" if limit.recipient_sector else "everybody"
    if limit.topic == "anti-bribery":
        return "bribery"
    if limit.side == "recipient":
        return "theirs"
    return "ours" if country == settings.country else "their givers"
