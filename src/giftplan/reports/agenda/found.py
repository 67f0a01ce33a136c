"""What `check` found and no day hangs on: still somebody's to do."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping

from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.task import Kind
from giftplan.reports.agenda.task import Task
from giftplan.reports.agenda.task import edit
from giftplan.rules.engine import Finding

TASK_OF: Mapping[str, Kind] = {
    "GP110": "declare",
    "GP111": "declare",
    "GP112": "disclose",
    "GP204": "worth",
    "GP602": "let-go",
    "GP604": "listen",
    "GP702": "revive",
}
"""Rules whose findings are a task as they are: the finding says what to do and why."""


def from_findings(desk: Desk, findings: Iterable[Finding]) -> Iterator[Task]:
    """A task for each such finding; of closed years what is left to do is to declare what came to us."""
    for finding in findings:
        kind = TASK_OF.get(finding.rule)
        partner = desk.book.partners.get(finding.partner or "")
        is_over = finding.rule != "GP111" and _is_of_a_closed_year(finding.path, desk.today.year)
        if kind is None or partner is None or is_over:
            continue
        yield Task(kind, partner, (finding.fix,), (finding.message,), edit(_file(finding.path)), _HINT[kind])


_HINT: Mapping[Kind, str] = {
    "declare": "declared: DAY, where it is a gift that came to us",
    "disclose": "disclosed: DAY",
    "worth": "lifetime_value: {amount: AMOUNT, basis: realised or contracted, as_of: DAY}",
    "let-go": "nothing: take out what was told us for a relation that is over",
    "listen": "noted: DAY, or the interest taken out",
    "revive": "nothing; if it is over, status: departed and departed: {date: DAY}",
}
"""What settles it, in the file that the finding names."""


def _file(path: str) -> str:
    """How `edit` calls the partner's file, or the gift's."""
    return path.rpartition("/")[2].rpartition(".")[0]


def _is_of_a_closed_year(path: str, year: int) -> bool:
    folder, _, rest = path.partition("/")
    return folder == "gifts" and rest.partition("/")[0] < str(year)
