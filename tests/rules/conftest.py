"""A rule of the tests' own, for what holds for any rule."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace

import pytest

from giftplan.rules import engine
from giftplan.rules import references
from giftplan.rules._rule import RULES
from giftplan.rules._rule import Hit
from giftplan.rules._rule import Level
from giftplan.rules._rule import Rule
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked

assert engine.FAMILIES  # every rule of the house is registered before one of the tests is


def flagged(asked: Asked) -> Iterable[Hit]:
    """A gift or a partner is called Flagged."""
    for partner in asked.book.partners.values():
        if partner.name == "Flagged":
            yield Hit(partner.path, "a flagged partner", "why", "fix", at=("name",), partner=partner.id)
    for gift in asked.book.gifts:
        if gift.nature == "Flagged":
            at = references.at(gift, "nature")
            yield Hit(gift.path, "a flagged gift", "why", "fix", at=at, partner=gift.partner, day=gift.date)


class Registry:
    """Registers the test's rule under any code and level."""

    def register(self, code: str = "GP290", level: Level = "error", hits: Level | None = None) -> Rule:
        """The rule, as the engine knows it now; its hits may have a level of their own."""

        def check(asked: Asked) -> Iterable[Hit]:
            return (replace(hit, level=hits) for hit in flagged(asked))

        check.__name__ = flagged.__name__
        check.__doc__ = flagged.__doc__
        rule(code, level)(check)
        return RULES[code]


@pytest.fixture
def registry() -> Iterator[Registry]:
    """The rules on files and those that the test registers; what it registers is gone after it."""
    before = dict(RULES)
    for code in before:
        if not code.startswith("GP0"):
            del RULES[code]
    yield Registry()
    RULES.clear()
    RULES.update(before)
