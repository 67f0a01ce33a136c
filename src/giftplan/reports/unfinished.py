"""The line that a file begins with while an erasure is under way: who is who, until the last file is written.

Were it interrupted, the same command finds the line and goes on with the same neutral ids.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

_MARK = re.compile(
    r"^# Not finished, run it again: giftplan forget (?P<partner>[a-z0-9-]+)(?: (?P<contact>[a-z0-9-]+))?"
    r" \(now (?P<now>[a-z0-9-]+)\)(?:\r\n|\r|\n)",
    re.MULTILINE,
)


class Unfinished(NamedTuple):
    """Who is being erased (a whole partner where `contact` is empty), and the id that takes the place."""

    partner: str
    contact: str
    now: str


def unfinished_in(text: str) -> list[Unfinished]:
    """What a file says of erasures that were interrupted."""
    return [Unfinished(found["partner"], found["contact"] or "", found["now"]) for found in _MARK.finditer(text)]


def marked(text: str, begun: Iterable[Unfinished]) -> str:
    """The text with a line on top for each erasure under way."""
    end = "\r\n" if "\r\n" in text else "\n"
    names = ((f"{one.partner} {one.contact}".rstrip(), one.now) for one in begun)
    lines = [f"# Not finished, run it again: giftplan forget {who} (now {now}){end}" for who, now in names]
    return "".join(lines) + text


def unmarked(text: str) -> str:
    """The text without those lines."""
    return _MARK.sub("", text)
