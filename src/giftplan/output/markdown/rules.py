"""`explain --format markdown`: the list that the README carries, or one rule."""

from collections.abc import Sequence

from giftplan.output.markdown.text import escaped
from giftplan.output.markdown.text import table
from giftplan.reports.explanation import Explanation


def rules_markdown(rules: Sequence[Explanation]) -> str:
    """A table of several rules."""
    rows = [(rule.code, f"`{rule.name}`", rule.level, escaped(rule.says)) for rule in rules]
    return "\n".join(table(("Code", "Name", "Level", "What it says"), rows)) + "\n"


def rule_markdown(rule: Explanation) -> str:
    """One rule."""
    lines = [f"# {rule.code} `{rule.name}`", "", f"{rule.level}, {rule.family.lower()}. {escaped(rule.says)}"]
    for title, text in (*rule.parts, ("To set it aside", rule.set_aside)):
        lines += ["", f"**{title}**: {escaped(text)}"]
    return "\n".join(lines) + "\n"
