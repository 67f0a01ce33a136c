"""What a gift means before it is written down: limit by limit, and what `check` says of it."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from giftplan.book.book import Book
from giftplan.planning.plan import left_out
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.reports.weighing_case import Case
from giftplan.reports.weighing_case import Row
from giftplan.reports.weighing_rows import rows_of
from giftplan.rules._rule import LEVELS
from giftplan.rules.asked import Asked
from giftplan.rules.engine import Finding
from giftplan.rules.engine import judge

STANDING = frozenset({"GP102", "GP106", "GP112", "GP404"})
"""What was found about a partner before, and counts for each gift to it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A gift, not written yet. `findings` are those that there would be with it, and are not without it."""

    gift: Gift
    partner: Partner
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    left_out: tuple[str, ...]
    """Files that cannot be used, and that nothing here rests on."""

    @property
    def is_refused(self) -> bool:
        """Has it an error that nobody set aside?"""
        return any(finding.level == "error" for finding in self.findings)


def weigh(before: Book, after: Book, gift: Gift, as_of: date) -> Weighed:
    """Hold a gift, which `after` has and `before` has not, against everything that counts it."""
    partner = after.partners[gift.partner]
    judged = judge(after, as_of, places=False)
    new = _new(judge(before, as_of, places=False).findings, judged.findings, gift.path)
    standing = [f for f in judged.findings if f.rule in STANDING and f.path == partner.path]
    waived = frozenset(rule for rule, path in judged.set_aside if path == gift.path)
    case = Case(before, Asked(after, as_of), gift, partner, (*new, *standing), waived)
    return Weighed(gift, partner, tuple(rows_of(case)), tuple(sorted(new, key=_gravest)), left_out(after))


def _gravest(finding: Finding) -> tuple[int, str]:
    return LEVELS.index(finding.level), finding.rule


def _new(before: Iterable[Finding], after: Sequence[Finding], path: str) -> list[Finding]:
    """What the gift adds: all that is found in its own file, and elsewhere what is more than there was.

    The same rule at the same gift with a larger sum in its words is no more than there was.
    """
    known = list(before)
    counts, now = Counter(map(_key, known)), Counter(map(_key, after))
    told = {(_key(finding), finding.message) for finding in known}
    return [
        finding
        for finding in after
        if finding.path == path
        or (
            finding.level != "advice"
            and now[_key(finding)] > counts[_key(finding)]
            and (_key(finding), finding.message) not in told
        )
    ]


def _key(finding: Finding) -> tuple[str, str, str | None]:
    return finding.rule, finding.path, finding.partner
