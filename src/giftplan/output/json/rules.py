"""`explain --format json`."""

from collections.abc import Iterable

from giftplan.output.json.document import document
from giftplan.reports.explanation import Explanation


def rules_json(rules: Iterable[Explanation]) -> str:
    """The rules, each with its parts."""
    return document("explain/1", {"rules": [_rule(rule) for rule in rules]})


def _rule(rule: Explanation) -> dict[str, str]:
    parts = {title.lower().replace(" ", "_"): text for title, text in rule.parts}
    return {
        "rule": rule.code,
        "name": rule.name,
        "level": rule.level,
        "family": rule.family,
        "says": rule.says,
        **parts,
        "set_aside": rule.set_aside,
    }
