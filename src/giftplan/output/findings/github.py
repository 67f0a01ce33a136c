"""`check --format github`: annotations that a step of GitHub Actions puts beside the lines of a pull request."""

from giftplan.output.findings.concise import summary
from giftplan.output.findings.shown import Shown
from giftplan.output.words import visible
from giftplan.rules._rule import LEVELS
from giftplan.rules._rule import Level
from giftplan.rules.engine import Finding

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "advice": "notice"}


def annotations(shown: Shown) -> str:
    """A command a finding, errors first, since a step shows ten of each kind; the summary is for its log."""
    ordered = sorted(shown.findings, key=lambda finding: LEVELS.index(finding.level))
    return "".join(f"{text}\n" for text in (*(_annotation(shown, finding) for finding in ordered), summary(shown)))


def _annotation(shown: Shown, finding: Finding) -> str:
    named = {
        "title": f"{finding.rule} {finding.name}",
        "file": shown.path(finding),
        "line": str(finding.line),
        "col": str(finding.column),
    }
    if finding.length:
        named |= {"endLine": str(finding.line), "endColumn": str(finding.column + finding.length)}
    properties = ",".join(f"{name}={_property(value)}" for name, value in named.items())
    words = "\n".join(visible(text) for text in (finding.message, finding.why, finding.fix) if text)
    return f"::{_COMMANDS[finding.level]} {properties}::{_data(words)}"


def _data(text: str) -> str:
    """A text in which nothing ends the command: a line that data begin would be taken for another one."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
