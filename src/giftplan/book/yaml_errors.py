"""What is wrong with a YAML text, in words. `event` is one of the parser's, with its marks."""

import re
from typing import Any

from giftplan.book.problem import DUPLICATE
from giftplan.book.problem import MISFIT
from giftplan.book.problem import TOP
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


_SPACED = "Write 'name: value', with a space after the colon"
_HINTS = (
    (
        "expected comment or line break",
        "words stand behind a | or a >",
        "Begin the text on the next line, indented; put a text that begins with | or > in quotes",
    ),
    (
        "sequence entries are not allowed",
        "a list begins in the middle of a line",
        "Begin the list on a line of its own; put a text that begins with '- ' in quotes",
    ),
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
    ("tab character", "a tab stands here", "Indent with spaces, never with tabs"),
    (
        "escape character",
        "a backslash in double quotes begins a code, and this one is none",
        "Put the text in single quotes, or write the backslash twice",
    ),
    ("scanning an a", "anchors (&) and aliases (*) are not read", "Put a text that begins with & or * in quotes"),
    ("directive", "a line that begins with % is no field", "Put a text that begins with % in quotes, or remove it"),
    ("document start", "something stands behind the end of the document", "Remove the line of three dots above it"),
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
    ("could not find expected ':'", "a field has no colon", _SPACED),
    (
        "block",
        "the indentation does not fit the lines above",
        "Begin the entries of one block in one column",
    ),
)


_GOES_ON = "did not find expected"
_AS_ONE = 'Put the whole text in quotes of the other kind, as in "L\'art du thé" or \'Chez "Léa"\''


def explained(error: Any, text: str) -> YamlError:
    """What the parser said of a text, at the line to mend. Its marks are where it began to read a thing, and stopped.

    It often notices only further down: at the end of the file that a bracket is open, a line later that a space after
    a colon is missing.
    """
    lines = text.splitlines() or [""]
    said = " ".join(part for part in (error.context, error.problem) if part)
    begun = _inside(lines, error.context_mark)
    met = _inside(lines, error.problem_mark) or begun or TOP
    words, fix = in_words(said)
    if begun and (_is_past(lines, met) or "scanning an a" in said):
        met = begun
    elif "expected ':'" in said or "mapping values" in said:
        met, words, fix = _slip_near(lines, met) or (met, words, fix)
    elif "indentation" in words and _GOES_ON in said and lines[met.line - 1][: met.column - 1].strip(" -"):
        words, fix = "the line goes on where its value has ended", _AS_ONE
        if lines[met.line - 1][met.column - 1 : met.column] in ("]", "}"):
            words, fix = "a bracket closes here that was not opened", "Remove it, or put the text in quotes"
    return YamlError(met, f"cannot be read as YAML: {words}", fix)


def _inside(lines: list[str], mark: Any) -> Spot | None:
    """Where a mark is, but not beyond the last line."""
    if mark is None:
        return None
    is_beyond = mark.line >= len(lines)
    return Spot(len(lines), len(lines[-1]) + 1) if is_beyond else Spot(mark.line + 1, mark.column + 1)


def _is_past(lines: list[str], spot: Spot) -> bool:
    """Is there nothing any more from there on?"""
    rest = [lines[spot.line - 1][spot.column - 1 :], *lines[spot.line :]]
    return not any(line.strip() for line in rest)


_SLIPS = (
    (
        r"^[ ]*(?P<it>[\u00a0\u2000-\u200b\u3000])",
        "a space that is none of YAML's stands here",
        "Delete it and type a space",
    ),
    (r"^\s*(?P<it>[–—•·*])\s", "this sign begins no entry", "Begin the entry with a hyphen and a space"),
    (r"^\s*(?P<it>-)(?=[^\s-])", "no space stands behind the hyphen", "Write '- ' before the entry"),
    (r"^\s*(?:- +)?[\w-]+(?P<it>：)", "this is not the colon of a field", _SPACED),
    (r"^\s*(?:- +)?[\w-]+:(?P<it>[\u00a0\u2000-\u200b\u3000])", "a space that is none of YAML's stands here", _SPACED),
    (r"^\s*(?:- +)?[\w-]+(?P<it>:)(?=[^ \t:/])", "no space stands behind the colon", _SPACED),
)
"""What fingers and other programs do to a line, of which the parser complains further down."""


def _slip_near(lines: list[str], met: Spot) -> tuple[Spot, str, str] | None:
    """The slip in this line or in one of the two before; else the line before without any colon."""
    near = [number for number in (met.line - 1, met.line - 2, met.line - 3) if 0 <= number < len(lines)]
    for number in near:
        for pattern, words, fix in _SLIPS:
            if found := re.match(pattern, lines[number]):
                return Spot(number + 1, found.start("it") + 1, 1), words, fix
    for number in near[1:2]:
        line = lines[number]
        if line.strip() and ":" not in line and not line.lstrip().startswith(("#", "-")):
            spot = Spot(number + 1, len(line) - len(line.lstrip()) + 1, len(line.strip()))
            return spot, "this line has no colon", _SPACED
    return None


def in_words(said: str) -> tuple[str, str]:
    """What the parser said, so that it can be understood, and what to do."""
    known = ((words, fix) for sign, words, fix in _HINTS if sign in said)
    return next(known, (said, "Compare it with a file that works"))
