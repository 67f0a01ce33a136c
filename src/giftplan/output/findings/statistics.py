"""`check --statistics`: how many findings each rule has."""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from giftplan.output.findings.concise import STYLES
from giftplan.output.findings.concise import summary
from giftplan.output.findings.shown import Shown
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import line
from giftplan.rules._rule import LEVELS
from giftplan.rules._rule import Level
from giftplan.rules.engine import Report


class Count(NamedTuple):
    """How often a rule found something at a level, shown or not."""

    rule: str
    name: str
    level: Level
    findings: int


def by_rule(report: Report) -> list[Count]:
    """The rules that found something: errors first, then the most frequent."""
    found = Counter((finding.rule, finding.name, finding.level) for finding in report.findings)
    counts = [Count(*which, count) for which, count in found.items()]
    return sorted(counts, key=lambda count: (LEVELS.index(count.level), -count.findings, count.rule))


def statistics_screen(shown: Shown) -> list[Line]:
    """A line a rule, then the summary."""
    counts = by_rule(shown.report)
    across = max((len(f"{count.findings:,}") for count in counts), default=0)
    return [*(_row(count, across) for count in counts), line(summary(replace(shown, findings=shown.report.findings)))]


def _row(count: Count, across: int) -> Line:
    level = Span(f"{count.level:<8}", STYLES[count.level])
    return line(f" {count.findings:>{across},}  ", level, f"{count.rule} {count.name}")
