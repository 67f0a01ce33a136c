"""Markdown as GitHub renders it."""

import re
from collections.abc import Iterable
from collections.abc import Sequence

from giftplan.output.words import visible

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>()#+!|~&@:-])")

_LINK = re.compile(r"(www)\.", re.IGNORECASE)


def escaped(text: str) -> str:
    """A user's text as it is: nothing in it formats, links or mentions."""
    return _LINK.sub(r"\1\\.", _ACTIVE.sub(r"\\\1", visible(text)))


def code(text: str) -> str:
    """A path or a call, to be copied: nothing in it formats, whatever marks it holds."""
    shown = visible(text)
    fence = "`"
    while fence in shown:
        fence += "`"
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], right: frozenset[str] = frozenset()) -> list[str]:
    """A table's lines; its cells are already escaped."""
    rules = ["---:" if column in right else "---" for column in columns]
    return [f"| {' | '.join(cells)} |" for cells in (columns, rules, *rows)]
