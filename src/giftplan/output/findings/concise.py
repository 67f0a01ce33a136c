"""One line a finding: PATH:LINE:COL: CODE message."""

from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import line
from giftplan.output.words import counted
from giftplan.output.words import visible
from giftplan.rules.engine import Finding
from giftplan.rules.engine import Report

STYLES: dict[str, Style] = {"error": "red", "warning": "yellow", "advice": "cyan"}


def concise(report: Report, shown: tuple[Finding, ...]) -> list[Line]:
    """The findings, then the summary."""
    return [*(_finding(finding) for finding in shown), line(summary(report, len(shown)))]


def _finding(finding: Finding) -> Line:
    place = f"{visible(finding.path)}:{finding.line}:{finding.column}: "
    who = f" {visible(finding.partner)}:" if finding.partner else ""
    level = Span(f"{finding.level} {finding.rule}", STYLES[finding.level])
    return line(place, level, f"{who} {visible(finding.message)}")


def summary(report: Report, shown: int) -> str:
    """2 errors, 1 warning in 231 files, 1 waived, and how many are not shown."""
    parts = [counted(report.count("error"), "error"), counted(report.count("warning"), "warning")]
    if advice := report.count("advice"):
        parts.append(f"{advice} advice")
    words = f"{', '.join(parts)} in {counted(report.files, 'file')}"
    words += f", {report.waived} waived" if report.waived else ""
    if unseen := len(report.findings) - shown:
        words += f" ({unseen} not shown: giftplan check --all)"
    return words
