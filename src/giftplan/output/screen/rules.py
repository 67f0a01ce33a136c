"""`explain` on a screen: one rule, or the list."""

from collections.abc import Iterable
from collections.abc import Sequence

from giftplan.output.findings.concise import STYLES
from giftplan.output.screen.line import BLANK
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import line
from giftplan.output.screen.line import paragraph
from giftplan.output.words import counted
from giftplan.reports.explanation import Explanation

READING_WIDTH = 80


def rule_screen(rule: Explanation, width: int | None) -> list[Line]:
    """One rule: what it says, why, what it flags, what to do, and how to set it aside on purpose."""
    across = min(width or READING_WIDTH, 100)
    head = line(
        Span(f"{rule.code} {rule.name}", "bold"), " · ", Span(rule.level, STYLES[rule.level]), f" · {rule.family}"
    )
    lines = [head, BLANK, *paragraph(rule.says, across)]
    for title, text in (*rule.parts, ("To set it aside", rule.set_aside)):
        lines += [BLANK, line(Span(title, "bold")), *paragraph(text, across, "  ")]
    return lines


def rules_screen(rules: Sequence[Explanation], width: int | None) -> list[Line]:
    """Every rule by family: code, level, name and what it says."""
    across = min(width or READING_WIDTH, 120)
    lines = [line(Span(f"The rules of giftplan check · {counted(len(rules), 'rule')}", "bold"))]
    for family in dict.fromkeys(rule.family for rule in rules):
        lines += [BLANK, line(Span(family, "bold"))]
        lines += [row for rule in rules if rule.family == family for row in _row(rule, across)]
    return [*lines, BLANK, line("What one means, with an example: giftplan explain GP403")]


def _row(rule: Explanation, width: int) -> Iterable[Line]:
    head = (f" {rule.code}  ", Span(f"{rule.level:<8}", STYLES[rule.level]))
    return paragraph(f"{rule.name}: {rule.says}", width, " " * 16, *head)
