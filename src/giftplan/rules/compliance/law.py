"""GP108, GP109, GP110, GP116: the law and the tax office, each limit as it was on the gift's day."""

from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from giftplan.money import ZERO
from giftplan.planning.passing import Counted
from giftplan.records.limit import Limit
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged
from giftplan.rules.judged import by_day


class _Held(NamedTuple):
    """A gift under a limit that counts it, for one person or for the company."""

    gift: Judged
    counted: Counted

    @property
    def limit(self) -> Limit:
        """The limit."""
        return self.counted.found.limit

    @property
    def whose(self) -> str:
        """For whom it counts."""
        contact, people = self.counted.contact, self.gift.gift.people
        if contact is None:
            to = "of our company" if self.limit.side == "giver" else f"to {self.gift.partner.name}"
            return f"the year's gifts {to}"
        if self.limit.per == "gift":
            return f"this gift, for each of {people} people" if people > 1 else f"this gift to {contact.name}"
        span = "twelve months'" if self.limit.per == "recipient-12-months" else "the year's"
        return f"{span} gifts to {contact.name}"

    @property
    def sum(self) -> str:
        """What it counts, and the amount that it passes; with a word where that is not confirmed for the day."""
        limit, amount = self.limit, self.limit.amount or ZERO
        counted = f"{self.counted.total:,.2f} {limit.currency or ''}".strip()
        sure = "" if self.counted.found.confirmed else ", to be confirmed"
        return f"{counted}, {'not below' if limit.below else 'above'} {amount:,.2f} ({limit.id}{sure})"


def _held(asked: Asked, level: str) -> Iterator[_Held]:
    """Every gift with each limit of that level that it passes, by day."""
    found = (_Held(gift, counted) for gift, counted in asked.passed if counted.found.limit.level == level)
    return iter(sorted(found, key=lambda held: by_day(held.gift)))


@rule("GP108", "error")
def legal_limit_exceeded(asked: Asked) -> Iterable[Hit]:
    """A limit that the law sets, and that may not be passed, was passed on that day.

    Why it matters: the person who receives it breaks a law or a duty by taking it. What has happened must be
    writable all the same: then the gift itself carries a waiver by compliance, and the register marks a breach.

    Flagged: 60 EUR for an official of the EU Commission, where staff may not take more than 50.

    Instead: something below the limit, a card, or nothing; `giftplan culture` shows a country's limits.
    """
    told: set[tuple[int, int]] = set()
    for held in _held(asked, "refuse"):
        key = id(held.gift), id(held.limit)
        if key not in told:
            told.add(key)
            yield of_gift(
                held.gift,
                "value",
                f"{held.whose}: {held.sum}",
                f"{held.limit.effect}.",
                "Choose something below the limit, or send a handwritten card",
            )


@rule("GP109", "warning")
def tax_threshold_passed(asked: Asked) -> Iterable[Hit]:
    """A year's gifts to a person pass a threshold of the tax law, which has a cost; said once, where they pass it.

    Why it matters: VAT or a deduction is lost on all of the year's gifts, not only on what lies above.

    Flagged: 48 and 30 EUR for the same person of a French giver, whose VAT is recoverable up to 73 EUR a year.

    Instead: give the next one to a colleague, choose a service, or accept the cost knowingly with a waiver.
    """
    for held in _once(_held(asked, "warn")):
        yield of_gift(
            held.gift,
            "value",
            f"{held.whose}: {held.sum}",
            f"{held.limit.effect}.",
            _CHEAPER if held.limit.side == "giver" and held.limit.amount else "Send a card, or ask compliance first",
        )


_CHEAPER = "Give the next one to a colleague, choose a service, or accept the cost knowingly"


@rule("GP110", "advice")
def declaration_due(asked: Asked) -> Iterable[Hit]:
    """A threshold is passed above which something has to be declared or is treated otherwise; said once.

    Why it matters: the form is easy in the year itself, and hard when the tax inspector asks for it.

    Flagged: gifts of a French company of more than 3,000 EUR in a year, which go on the statement 2067.

    Instead: hand the finding to whoever keeps the books; nothing has to be given back.
    """
    for held in _once(_held(asked, "inform")):
        fix = "Tell whoever keeps our books" if held.limit.side == "giver" else "Tell them: they may have to declare it"
        yield of_gift(held.gift, "value", f"{held.whose}: {held.sum}", f"{held.limit.effect}.", fix)


def _once(every: Iterable[_Held]) -> Iterator[_Held]:
    """Where a limit is passed: once for each person, limit and year; once a year what any gift at all is told of."""
    told: set[tuple[object, ...]] = set()
    for held in every:
        if not held.gift.gift.given:
            continue
        who: object = held.counted.person
        if held.counted.contact is None and held.limit.side == "recipient":
            who = held.gift.partner.id
        if held.limit.level == "inform" and not held.limit.amount:
            who = None
        key = (id(held.limit), who, held.gift.day.year)
        if held.counted.is_passed_here and key not in told:
            told.add(key)
            yield held


@rule("GP116", "advice")
def limit_unconfirmed(asked: Asked) -> Iterable[Hit]:
    """The limit that counted this gift has no confirmed value for that year: the last or a cautious one was applied.

    Why it matters: a revaluation can make a clean gift pass the limit, or a refused one clean.

    Flagged: a French gift of 2026, for which the VAT threshold of 2021 to 2025 was taken.

    Instead: ask your tax adviser, and write the value with its source and `confidence: high` into data/limits/.
    """
    told: set[tuple[int, int]] = set()
    for gift in sorted(asked.given, key=by_day):
        for found in asked.limits.unconfirmed(gift.partner, gift.day):
            key = id(found), gift.day.year
            if key not in told and asked.limits.counted(found, gift.gift):
                told.add(key)
                yield of_gift(
                    gift,
                    "date",
                    f"the limit {found.id} has no confirmed value for {gift.day.year}",
                    "The last known or a cautious value was applied: the real one may differ.",
                    "Ask whoever advises us on this law, and write the value with its source into data/limits/",
                )
