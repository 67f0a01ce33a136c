"""`check --format json`, in the shape of cli.md."""

from giftplan.output.findings.statistics import by_rule
from giftplan.output.json.document import document
from giftplan.rules._rule import LEVELS
from giftplan.rules.engine import Finding
from giftplan.rules.engine import Report


def check_json(report: Report, shown: tuple[Finding, ...], statistics: bool = False) -> str:
    """The findings that are shown, and counts of all; with `statistics` by rule as well."""
    counts: dict[str, int] = {level: report.count(level) for level in LEVELS}
    fields: dict[str, object] = {
        "as_of": report.as_of.isoformat(),
        "files": report.files,
        "findings": [_finding(finding) for finding in shown],
        "summary": {**counts, "waived": report.waived},
    }
    if statistics:
        fields["statistics"] = [count._asdict() for count in by_rule(report)]
    return document("check/1", fields)


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "level": finding.level,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "partner": finding.partner,
        "message": finding.message,
        "why": finding.why,
        "fix": finding.fix,
    }
