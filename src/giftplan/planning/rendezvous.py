"""Rendezvous (highest-random-weight) hashing: a choice that only its own candidates decide."""

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b


def rendezvous(partner: str, touch: str, days: Iterable[date]) -> date:
    """Of these days the one with the greatest hash.

    Taking another day away never moves the touch, and no other partner's data enters.
    """
    return max(days, key=lambda day: weight_of(f"{partner}/{touch}/{day.isoformat()}"))


def weight_of(text: str) -> int:
    """The number by which highest-random-weight hashing compares."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
