"""One line a finding: PATH:LINE:COL: CODE message; of an error also what to do, since it stands in the way."""

from giftplan.output.findings.shown import Shown
from giftplan.output.screen.line import Line
from giftplan.output.screen.line import Span
from giftplan.output.screen.line import Style
from giftplan.output.screen.line import line
from giftplan.output.words import counted
from giftplan.output.words import visible
from giftplan.rules.engine import Finding

STYLES: dict[str, Style] = {"error": "red", "warning": "yellow", "advice": "cyan"}


def concise(shown: Shown) -> list[Line]:
    """The findings, then the summary."""
    return [*(_finding(shown, finding) for finding in shown.findings), line(summary(shown))]


def _finding(shown: Shown, finding: Finding) -> Line:
    place = f"{visible(shown.path(finding))}:{finding.line}:{finding.column}: "
    who = f" {visible(finding.partner)}:" if finding.partner else ""
    level = Span(f"{finding.level} {finding.rule}", STYLES[finding.level])
    fix = f" - {visible(finding.fix)}" if finding.level == "error" else ""
    return line(place, level, f"{who} {visible(finding.message)}{fix}")


def summary(shown: Shown) -> str:
    """2 errors, 1 warning in 231 files, 1 waived, and how many are not shown."""
    report = shown.report
    parts = [counted(report.count("error"), "error"), counted(report.count("warning"), "warning")]
    if advice := report.count("advice"):
        parts.append(f"{advice} advice")
    words = f"{', '.join(parts)} in {counted(report.files, 'file')}"
    words += f", {report.waived} waived" if report.waived else ""
    if unseen := len(report.findings) - len(shown.findings):
        words += f" ({unseen} not shown: giftplan check --all)"
    return words
