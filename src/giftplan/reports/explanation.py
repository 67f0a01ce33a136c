"""What a rule means: its docstring, taken apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from inspect import cleandoc

from giftplan.rules import engine
from giftplan.rules._rule import RULES
from giftplan.rules._rule import Level
from giftplan.rules._rule import Rule

assert engine.FAMILIES  # importing the engine registers every rule

FAMILIES = {
    "GP0": "Files",
    "GP1": "Compliance",
    "GP2": "Proportion",
    "GP3": "Cadence",
    "GP4": "Culture",
    "GP5": "Attention",
    "GP6": "Privacy",
    "GP7": "Portfolio",
}
PARTS = ("Why it matters", "Flagged", "Instead")
_PART = re.compile(rf"^({'|'.join(PARTS)}): ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule in words. `parts` are its titles with their texts; `set_aside` says how an exception is written."""

    code: str
    name: str
    level: Level
    family: str
    says: str
    parts: tuple[tuple[str, str], ...]
    set_aside: str


def explained(rule: Rule) -> Explanation:
    """One rule's explanation."""
    says, *rest = _PART.split(cleandoc(rule.text))
    texts = [_sentence(text) for text in rest[1::2]]
    parts = tuple(zip(rest[::2], texts, strict=True))
    said = " ".join(says.split())
    return Explanation(rule.code, rule.name, rule.level, FAMILIES[rule.code[:3]], said, parts, _set_aside(rule))


def _sentence(text: str) -> str:
    words = " ".join(text.split())
    return words[:1].upper() + words[1:]


def every_rule() -> list[Explanation]:
    """All rules, in the order of their codes."""
    return [explained(rule) for rule in RULES.values()]


def codes_of(word: str) -> Sequence[str]:
    """The rules that a code (GP104), a name or the beginning of a code (GP1) stands for; none where it is unknown."""
    if word in RULES:
        return [word]
    named = [rule.code for rule in RULES.values() if rule.name == word.lower()]
    begun = [code for code in RULES if len(word) >= len("GP0") and code.startswith(word.upper())]
    return named or begun


def _set_aside(rule: Rule) -> str:
    silent = f"for the whole company, in settings.yaml: rules: {{{rule.code}: silent}}"
    if rule.code.startswith("GP0"):
        return "It cannot be set aside." if rule.level == "error" else f"By no waiver; {silent}"
    by = "by a team member with role: compliance" if rule.code.startswith("GP1") else "by a team member"
    alone = rule.code in engine.ON_THE_GIFT_ALONE
    where = "on the gift itself" if alone else "on the record where it stands, or on the partner"
    waiver = f"{where}, {by}: waivers: [{{rule: {rule.code}, why: ..., by: ..., until: 2026-12-31}}]"
    if rule.level == "error":
        return f"Only with a waiver {waiver}"
    return f"With a waiver {waiver}; {silent}"
