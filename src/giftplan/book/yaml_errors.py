"""What is wrong with a YAML text, in words. `event` is one of the parser's, with its marks."""

from typing import Any

from giftplan.book.problem import DUPLICATE
from giftplan.book.problem import MISFIT
from giftplan.book.problem import Spot
from giftplan.book.problem import YamlError


def spot_of(event: Any) -> Spot:
    """Where the event's text stands."""
    start, end = event.start_mark, event.end_mark
    length = end.column - start.column if end.line == start.line else 0
    return Spot(start.line + 1, start.column + 1, length)


def not_plain(event: Any) -> YamlError:
    """An anchor, an alias or a tag: what is written elsewhere, or means more than it says."""
    if getattr(event, "tag", None) is None:
        return YamlError(
            spot_of(event),
            "anchors (&) and aliases (*) are not read",
            "Write the value out; put a text that begins with & or * in quotes",
        )
    return YamlError(
        spot_of(event), f"the tag {event.tag} is not read", "Remove it; put a text that begins with ! in quotes"
    )


def no_name(event: Any) -> YamlError:
    """A field whose name is nothing, a list or a block."""
    return YamlError(spot_of(event), "a field's name is missing, or is no word", "Write 'name: value'", MISFIT)


def twice(event: Any, key: str) -> YamlError:
    """The same field a second time in one block."""
    return YamlError(spot_of(event), f"'{key}' stands here for the second time", "Keep one of the two", DUPLICATE)


_HINTS = (
    (
        "mapping values are not allowed",
        "a second ': ' stands in this line, or the line is indented too far",
        "Put a text that holds ': ' in quotes, or indent the line as the ones above it",
    ),
    (
        "cannot start any token",
        "a tab, or a sign that cannot begin a text, stands here",
        "Indent with spaces, never with tabs; put a text that begins with a sign in quotes",
    ),
    (
        "found unexpected end of stream",
        "a quote or a bracket is open to the end of the file",
        "Close the quote or the bracket",
    ),
    (
        "while parsing a flow",
        "a bracket is not closed, or a comma is missing",
        "Close the bracket, and put commas in it",
    ),
    ("could not find expected ':'", "a field has no colon", "Write 'name: value', with a space after the colon"),
    (
        "block",
        "the indentation does not fit the lines above",
        "Begin the entries of one block in one column",
    ),
)


def in_words(said: str) -> tuple[str, str]:
    """What the parser said, so that it can be understood, and what to do."""
    known = ((words, fix) for sign, words, fix in _HINTS if sign in said)
    return next(known, (said, "Compare it with a file that works"))
