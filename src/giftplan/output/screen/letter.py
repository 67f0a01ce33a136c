"""`giftplan letter` on a terminal: the letter with its lines broken where the terminal ends."""

import re

from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph

_ENTRY = re.compile(r"([-*+]|\d+[.)]) +")
_NO_BREAK = "\u00a0"
_HELD = "\ue000"
"""Stands for a space at which no line may break, as before a French question mark, while lines are broken."""


def letter_screen(text: str, width: int) -> list[Line]:
    """Every line of the letter; what follows the mark of a list's entry is indented below it."""
    return [shown for written in text.splitlines() for shown in _broken(written.expandtabs(4), width)]


def _broken(written: str, width: int) -> list[Line]:
    if not written.strip():
        return [BLANK]
    style: Span | str = ""
    if written.startswith("#"):
        mark, _, written = written.partition(" ")
        style = Span(f"{mark} ", "bold")
    elif entry := _ENTRY.match(written):
        style, written = entry[0], written[entry.end() :]
    indent = " " * len(style) if isinstance(style, str) else ""
    lines = paragraph(written.replace(_NO_BREAK, _HELD), width, indent, *([style] if style else []))
    is_heading = isinstance(style, Span)
    return [line(*(_shown(span, is_heading) for span in spans)) for spans in lines]


def _shown(span: Span, is_heading: bool) -> Span:
    return Span(span.text.replace(_HELD, _NO_BREAK), "bold" if is_heading else span.style)
