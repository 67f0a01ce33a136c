"""'Did you mean ...?'"""

from collections.abc import Iterable
from difflib import get_close_matches


def closest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word that `word` is most likely a slip of, if any; `cutoff` says how like it must be, up to 1."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    found = get_close_matches(word[:60].lower(), list(by_lower), n=1, cutoff=cutoff)
    return by_lower[found[0]] if found else None


def as_clause(sentence: str) -> str:
    """What to do, to stand behind a colon or a comma."""
    return sentence[:1].lower() + sentence[1:]


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """The question for a word that is not known, or what to do where nothing comes near it."""
    guess = closest(word, known)
    return f"Did you mean '{guess}'?" if guess else otherwise
