"""A line of a screen: words with a style each, and how words are wrapped."""

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from giftplan.output.words import visible

Style = Literal["", "bold", "dim", "red", "yellow", "green", "cyan"]


@dataclass(frozen=True, slots=True)
class Span:
    """Some words in one style."""

    text: str
    style: Style = ""


Line = tuple[Span, ...]
BLANK: Line = ()


def line(*parts: str | Span) -> Line:
    """A line of plain words and styled ones."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


def plain(lines: Iterable[Line]) -> str:
    """The lines without their styles."""
    return "".join("".join(span.text for span in spans).rstrip() + "\n" for spans in lines)


def width_of(text: str) -> int:
    """How many columns a terminal gives the text."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # only where a text has other than plain letters

    return cell_len(text)


_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"


def chunks(text: str) -> list[str]:
    """The pieces between which a text may be broken: at spaces, after a hyphen, between Chinese characters."""
    return _chunk().findall(text)


@cache
def _chunk() -> re.Pattern[str]:
    """Takes longer to compile than most answers to print, and most of their lines need no wrapping."""
    return re.compile(rf"[^\s{_WIDE}]*?[^\W\d_]-(?=[^\W\d_])|[{_WIDE}]|[^\s{_WIDE}]+|\s+")


def wrap(text: str, width: int, used: int = 0) -> list[str]:
    """The text in lines of at most `width` columns, nothing cut: only a piece wider than that is folded.

    `used` columns of the first line are taken.
    """
    if used + width_of(text) <= width and not text.startswith(" "):
        return [text.rstrip()]
    lines = [""]
    taken = used
    for chunk in chunks(text):
        if taken and taken + width_of(chunk.rstrip()) > width and (lines[-1] or used):
            lines.append("")
            taken = 0
        if chunk.isspace():
            lines[-1] += chunk if lines[-1] or (used and len(lines) == 1) else ""
            taken += len(chunk) if lines[-1] else 0
            continue
        *full, rest = _folded(chunk, width - taken)
        for piece in full:
            lines[-1] += piece
            lines.append("")
            taken = 0
        lines[-1] += rest
        taken += width_of(rest)
    return [part.rstrip() for part in lines]


def _folded(chunk: str, width: int) -> Iterator[str]:
    piece = ""
    for character in chunk:
        if piece and width_of(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


def paragraph(text: str, width: int, indent: str = "", *first: str | Span) -> list[Line]:
    """A text of many words, wrapped and indented; `first` stands before its first line instead of the indent."""
    head = line(*(first or (indent,)))
    used = sum(width_of(span.text) for span in head)
    across = max(20, width)
    begun, *rest = wrap(visible(text), across - len(indent), max(0, used - len(indent)))
    return [(*head, Span(begun)), *(line(indent + part) for part in rest)]
