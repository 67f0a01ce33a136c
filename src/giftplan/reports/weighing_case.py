"""A gift among all that is known, and what a row says of it."""

from dataclasses import dataclass
from functools import cached_property

from giftplan.book.book import Book
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings
from giftplan.rules._rule import LEVELS
from giftplan.rules.asked import Asked
from giftplan.rules.engine import Finding
from giftplan.rules.judged import Judged
from giftplan.rules.judged import Relation

OK, WAIVED = "ok", "waived"
FAMILIES = {
    "touch": ("GP302", "GP309"),
    "their policy": ("GP101", "GP102", "GP103", "GP104", "GP105", "GP106", "GP114"),
    "negotiation": ("GP403", "GP407"),
    "the day": ("GP301", "GP304", "GP305"),
    "your budget": ("GP202", "GP203", "GP205", "GP206"),
    "tax and law": ("GP108", "GP109"),
    "our own rule": ("GP111", "GP117"),
    "kind": ("GP107",),
    "culture": ("GP401", "GP402", "GP404", "GP406"),
}
"""Of which row a finding, or a waiver of its rule, decides the state."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that the gift was held against, in words, and how it came out: ok, waived, what is left, or a level."""

    subject: str
    words: str
    state: str = OK


@dataclass(frozen=True)
class Case:
    """The gift among all that is known. `findings` speak of it or of its partner, `waived` are rules set aside."""

    before: Book
    asked: Asked
    gift: Gift
    partner: Partner
    findings: tuple[Finding, ...]
    waived: frozenset[str]

    @property
    def settings(self) -> Settings:
        return self.asked.settings

    @cached_property
    def relation(self) -> Relation:
        return next(found for found in self.asked.relations if found.partner is self.partner)

    @cached_property
    def judged(self) -> Judged | None:
        """None where it is called off: nothing is held against it then."""
        every = (*self.relation.offered, *self.relation.given, *self.relation.received)
        return next((found for found in every if found.gift is self.gift), None)

    def found(self, subject: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.rule in FAMILIES[subject]]

    def state(self, subject: str, otherwise: str = OK) -> str:
        """The gravest finding about a subject; else that a rule about it was set aside."""
        levels = [finding.level for finding in self.found(subject) if finding.level != "advice"]
        if levels:
            return min(levels, key=LEVELS.index)
        return WAIVED if self.waived.intersection(FAMILIES[subject]) else otherwise
