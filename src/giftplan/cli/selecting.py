"""Rules named on the command line: by code, by name, or by the beginning of a code."""

from collections.abc import Iterable

from giftplan.book.suggest import closest
from giftplan.errors import UsageError
from giftplan.reports.explanation import codes_of
from giftplan.rules._rule import RULES


def chosen_rules(words: Iterable[str], what: str) -> frozenset[str]:
    """The codes that these words stand for; several may stand in one, with commas. Raises `UsageError`."""
    every = (part.strip() for word in words for part in word.split(","))
    return frozenset(code for word in every for code in codes_named(word, what))


def codes_named(word: str, what: str) -> Iterable[str]:
    """The codes that one word stands for. Raises `UsageError` where there is none."""
    found = codes_of(word)
    if not found:
        guess = closest(word, [*RULES, *(rule.name for rule in RULES.values())])
        hint = f"did you mean '{guess}'?" if guess else "giftplan explain lists the rules"
        raise UsageError(f"{what}no rule '{word}': {hint}")
    return found
