"""A new partner's file, before the question whether to write it."""

from collections.abc import Iterable

from giftplan.output.findings.concise import STYLES
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.words import visible
from giftplan.rules.engine import Finding

READING_WIDTH = 80


def new_screen(path: str, text: str, findings: Iterable[Finding], width: int | None) -> list[Line]:
    """The file's text, and what `check` would say of it."""
    lines = [line(Span("To be written", "bold"), f": {visible(path)}")]
    lines += [line(f"  {visible(row)}") for row in text.splitlines()]
    for finding in findings:
        head = Span(f"{finding.level} {finding.rule}", STYLES[finding.level])
        words = f"{finding.message}. {finding.fix}"
        lines += [BLANK, *paragraph(words, width or READING_WIDTH, "  ", head, " ")]
    return lines
