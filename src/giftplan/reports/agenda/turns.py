"""What comes first: nothing is given or asked for before somebody is content again, or while nobody is there."""

from collections.abc import Sequence
from dataclasses import replace

from giftplan.reports.agenda.desk import Desk
from giftplan.reports.agenda.task import Kind
from giftplan.reports.agenda.task import Task

GIVING: frozenset[Kind] = frozenset(
    {"ask-authorisation", "await-authorisation", "decide-day", "choose", "order", "write-card", "send"}
)
"""What is on the way to a gift; a card may go while something is mended, and says so."""
WITH_SOMEBODY: frozenset[Kind] = frozenset(
    {"ask-feedback", "visit", "meet", "goodbye", "thank", "thank-referral", "ask-why", "revive"}
)


def in_its_turn(task: Task, others: Sequence[Task], desk: Desk) -> Task:
    """The task, with for what it waits: somebody at the partner's, or that a complaint is mended."""
    if task.kind in WITH_SOMEBODY and task.partner.first_there(desk.today) is None:
        return replace(task, waits=("somebody whom we know there: every contact has left",))
    mending = any(other.kind == "mend" and other.partner is task.partner for other in others)
    return replace(task, waits=("mending first",)) if mending and task.kind in GIVING else task
