"""A rule of the tests' own, for what holds for any rule."""

from collections.abc import Iterable
from collections.abc import Iterator

import pytest

from giftplan.rules import engine
from giftplan.rules import references
from giftplan.rules._rule import RULES
from giftplan.rules._rule import Asked
from giftplan.rules._rule import Hit
from giftplan.rules._rule import Level
from giftplan.rules._rule import Rule
from giftplan.rules._rule import rule

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

    def register(self, code: str = "GP290", level: Level = "error") -> Rule:
        """The rule, as the engine knows it now."""
        rule(code, level)(flagged)
        return RULES[code]


@pytest.fixture
def registry() -> Iterator[Registry]:
    """What a test registers is gone after it."""
    before = dict(RULES)
    yield Registry()
    RULES.clear()
    RULES.update(before)
