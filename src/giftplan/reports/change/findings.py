"""What `check` says of one side and not of the other. Another line, or another figure, is the same finding."""

import re
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass

from giftplan.reports.change.gifts import Gifts
from giftplan.reports.change.partners import Names
from giftplan.rules.engine import Finding

_FIGURE = re.compile(r"\d[\d.,]*")

Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class FindingChanges:
    """Findings that came and went, and how many are on both sides; those that only `--all` shows are in none."""

    new: tuple[Finding, ...]
    solved: tuple[Finding, ...]
    same: int

    def count(self, level: str) -> int:
        """How many new ones are of that level."""
        return sum(finding.level == level for finding in self.new)


def finding_changes(
    before: Iterable[Finding],
    after: Iterable[Finding],
    names: Names,
    gifts: Gifts,
    may_be_solved: Callable[[Finding], bool],
) -> FindingChanges:
    """Compare what `check` shows of both sides. What went is solved only where the later side could be judged."""
    waiting: defaultdict[Key, list[Finding]] = defaultdict(list)
    for finding in before:
        if not finding.hidden:
            waiting[_key(finding, names, gifts.moved)].append(finding)
    new: list[Finding] = []
    same = 0
    for finding in after:
        if finding.hidden:
            continue
        known = waiting[_key(finding, Names({}), {})]
        if known:
            known.pop(0)
            same += 1
        else:
            new.append(finding)
    solved = [finding for left in waiting.values() for finding in left if may_be_solved(finding)]
    return FindingChanges(tuple(_worst_first(new)), tuple(_worst_first(solved)), same)


def _key(finding: Finding, names: Names, moved: dict[str, str]) -> Key:
    """What makes it that finding; an error of reading is told by its very words."""
    partner = names.now(finding.partner or "")
    message = finding.message
    if finding.partner and partner != finding.partner:
        message = message.replace(finding.partner, partner)
    path = moved.get(finding.path, finding.path)
    if finding.path.startswith("partners/") and finding.partner:
        path = "partners/"
    is_reading = finding.rule.startswith("GP0")
    return finding.rule, path, partner, message if is_reading else _FIGURE.sub("#", message)


def _worst_first(findings: Iterable[Finding]) -> list[Finding]:
    levels = ("error", "warning", "advice")
    return sorted(findings, key=lambda found: (levels.index(found.level), found.path, found.line, found.rule))
