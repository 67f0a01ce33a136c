"""`check --format json`, in the shape of cli.md."""

from giftplan.output.findings.shown import Shown
from giftplan.output.findings.statistics import by_rule
from giftplan.output.json.document import document
from giftplan.rules._rule import LEVELS
from giftplan.rules.engine import Finding


def check_json(shown: Shown) -> str:
    """The findings that are shown, and counts of all."""
    return document("check/1", _fields(shown))


def statistics_json(shown: Shown) -> str:
    """The same, with counts by rule."""
    return document("check/1", {**_fields(shown), "statistics": [count._asdict() for count in by_rule(shown.report)]})


def _fields(shown: Shown) -> dict[str, object]:
    report = shown.report
    counts: dict[str, int] = {level: report.count(level) for level in LEVELS}
    return {
        "as_of": report.as_of.isoformat(),
        "files": report.files,
        "findings": [_finding(shown, finding) for finding in shown.findings],
        "summary": {**counts, "waived": report.waived},
    }


def _finding(shown: Shown, finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "level": finding.level,
        "path": shown.path(finding),
        "line": finding.line,
        "column": finding.column,
        "partner": finding.partner,
        "message": finding.message,
        "why": finding.why,
        "fix": finding.fix,
    }
