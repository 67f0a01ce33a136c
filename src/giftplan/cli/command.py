"""What the table of commands says of each command."""

from typing import NamedTuple

GROUPS = ("Plan", "Record", "Know", "Repository")


class Command(NamedTuple):
    """One command: `giftplan.cli.<name>` has a function of that name (`import_` for import, a word of Python).

    `takes` is what completion offers for its words, one after the other: year, partner, country, rule, or nothing of
    ours.
    """

    name: str
    group: str
    summary: str
    takes: str
    options: tuple[str, ...]
    formats: tuple[str, ...] = ()
