"""`check --format sarif`: SARIF 2.1.0, which code scanning and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import quote

from giftplan import __version__
from giftplan.output.findings.shown import Shown
from giftplan.output.json.document import text_of
from giftplan.output.words import visible
from giftplan.reports.explanation import Explanation
from giftplan.reports.explanation import every_rule
from giftplan.rules._rule import RULES
from giftplan.rules._rule import Level
from giftplan.rules.engine import Finding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "advice": "note"}
_LINK = re.compile(r"(\\*)\]\(")


def sarif(shown: Shown) -> str:
    """One run, with every rule in its order and the findings that are shown."""
    positions = {code: index for index, code in enumerate(RULES)}
    run = {
        "tool": {"driver": {"name": "giftplan", "version": __version__, "rules": [*map(_rule, every_rule())]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(shown, found, mark, positions) for found, mark in _marked(shown)],
    }
    return text_of({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(rule: Explanation) -> dict[str, object]:
    parts = [f"{title}: {text}" for title, text in rule.parts]
    more = f"How to set it aside on purpose: giftplan explain {rule.code}"
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": _message(f"{rule.code} {rule.name}"),
        "fullDescription": _message(rule.says),
        "help": _message("\n\n".join([rule.says, *parts, more])),
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [rule.family.lower()]},
    }


def _result(shown: Shown, finding: Finding, mark: str, positions: dict[str, int]) -> dict[str, object]:
    message = finding.message[:1].upper() + finding.message[1:]
    region = {"startLine": finding.line, "startColumn": finding.column}
    if finding.length:
        region |= {"endLine": finding.line, "endColumn": finding.column + finding.length}
    place = {"artifactLocation": {"uri": _address(shown.path(finding))}, "region": region}
    return {
        "ruleId": finding.rule,
        "ruleIndex": positions[finding.rule],
        "level": _LEVELS[finding.level],
        "message": _message(visible(f"{message}. {finding.why} {finding.fix}")),
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"primaryLocationLineHash": mark},
    }


def _message(text: str) -> dict[str, str]:
    """A text as it is: braces would be a place to fill, and `[words](address)` a link."""
    unlinked = _LINK.sub(r"\1\1\\](", text)
    return {"text": unlinked.replace("{", "{{").replace("}", "}}")}


def _address(path: str) -> str:
    """A relative reference: a name with a colon in its first part would be taken for a scheme."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/")


def _marked(shown: Shown) -> Iterator[tuple[Finding, str]]:
    """Each finding with a mark that stays when lines above it come or go, and differs from every other's.

    It is made of the rule, the file, the partner and the words of the line; equal ones are counted. What is wrong
    with a file is told by its message, since many fields may be missing at one place; other messages tell sums and
    days, which change.
    """
    met: Counter[str] = Counter()
    for finding in shown.findings:
        words = None if finding.rule.startswith("GP0") else shown.source(finding.path, finding.line)
        what = finding.message if words is None else f"{finding.column} {' '.join(words.split())}"
        parts = (finding.rule, finding.path, finding.partner or "", what)
        mark = sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        met[mark] += 1
        yield finding, f"{mark}:{met[mark]}"
