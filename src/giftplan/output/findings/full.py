"""Each finding with its line, why it matters and what to do."""

from giftplan.output.findings.concise import STYLES
from giftplan.output.findings.concise import summary
from giftplan.output.findings.shown import Shown
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.screen.line import width_of
from giftplan.output.words import visible
from giftplan.rules.engine import Finding

READING_WIDTH = 80
LONGEST = 400
"""So many characters of a line are shown: more is somebody's whole text on one line."""


def full(shown: Shown) -> list[Line]:
    """The findings, then the summary."""
    across = min(shown.width or READING_WIDTH, 100)
    lines = [found for finding in shown.findings for found in (*_finding(shown, finding, across), BLANK)]
    return [*lines, *paragraph(summary(shown), across)]


def _finding(shown: Shown, finding: Finding, width: int) -> list[Line]:
    head = line(Span(f"{finding.level} {finding.rule}", STYLES[finding.level]), f" {finding.name}")
    place = line(f"   --> {visible(shown.path(finding))}:{finding.line}:{finding.column}")
    what = paragraph(f"{_capital(finding.message)}. {finding.why}", width, "        ", "   why  ")
    fix = paragraph(finding.fix, width, "        ", "   fix  ")
    return [head, place, *_excerpt(shown, finding), *what, *fix]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _excerpt(shown: Shown, finding: Finding) -> list[Line]:
    """The line and the one before it, with the place marked underneath."""
    numbers = [number for number in (finding.line - 1, finding.line) if number > 0]
    texts = [(number, shown.source(finding.path, number)) for number in numbers]
    if texts[-1][1] is None:
        return []
    margin = len(str(finding.line))
    start = 0 if finding.column < LONGEST else finding.column - LONGEST // 2
    lines = [line(f"{number:>{margin}} | {_part(text, start)}") for number, text in texts if text is not None]
    written = texts[-1][1]
    before = width_of(_part(written[: finding.column - 1], start))
    meant = width_of(visible(written[finding.column - 1 : finding.column - 1 + min(finding.length, LONGEST)]))
    mark = Span("^" * max(1, meant), STYLES[finding.level])
    return [*lines, line(f"{' ' * margin} | {' ' * before}", mark)]


def _part(text: str, start: int) -> str:
    """A line as it is written; of a very long one, what stands around the place, and how much is left out."""
    begun = f"({start:,} characters) " if start else ""
    rest = len(text) - start - LONGEST
    return f"{begun}{visible(text[start : start + LONGEST])}" + (f" ({rest:,} more)" if rest > 0 else "")
