"""What a person likes, in words, with who told us and when."""

from giftplan.output.words import month_year
from giftplan.records.contact import Interest


def interest_words(interest: Interest) -> str:
    """Tea (assistant, Oct 2025)."""
    source = plain_words(interest.source) if interest.source else "nobody wrote down who said so"
    return f"{interest.topic} ({source}, {month_year(interest.noted) if interest.noted else 'no date'})"


def plain_words(word: str) -> str:
    """A word of the vocabulary as one says it; what is none stays as it is."""
    return word.replace("-", " ") if word.isascii() and word.replace("-", "").isalpha() else word
