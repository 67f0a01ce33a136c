"""--waive RULE --why ... --by ...: a rule set aside for the gift that is being written down."""

from collections.abc import Sequence

from giftplan.book.rendering import Written
from giftplan.cli.selecting import codes_named
from giftplan.errors import UsageError

NEVER_HERE = "GP108"
"""A legal limit: nobody sets it aside beforehand. What has happened is written into the gift's file by hand."""


def waivers(rules: Sequence[str], why: str | None, by: str | None, until: str) -> list[Written] | None:
    """The waivers of a gift, none where no rule is named. Raises `UsageError` where who or why is not said."""
    if not rules:
        return None
    if why is None or by is None:
        raise UsageError(f"--waive {rules[0]}: say as well who set it aside and why, with --by and --why")
    return [{"rule": code, "why": why, "by": by, "until": until} for code in map(_code, rules)]


def _code(word: str) -> str:
    codes = list(codes_named(word, "--waive: "))
    if len(codes) > 1:
        raise UsageError(f"--waive {word}: a whole family of rules; name each that is set aside, such as {codes[0]}")
    if codes[0].startswith("GP0"):
        raise UsageError(f"--waive {word}: what cannot be read or found cannot be set aside; mend it")
    if codes[0] == NEVER_HERE:
        raise UsageError(
            f"--waive {word}: a limit of the law is not set aside beforehand. If it has happened, write the file by "
            "hand with a waiver of your compliance officer: the register then marks a breach"
        )
    return codes[0]
