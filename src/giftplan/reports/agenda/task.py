"""One thing to do: for whom, by when, why, and what settles it."""

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from decimal import Decimal
from typing import Literal
from typing import get_args

from giftplan.records.contact import Contact
from giftplan.records.contact import Interest
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner

When = Literal["late", "today", "soon"]
Kind = Literal[
    "mend",
    "verify-policy",
    "ask-authorisation",
    "await-authorisation",
    "hold",
    "decide-day",
    "choose",
    "order",
    "write-card",
    "send",
    "declare",
    "disclose",
    "thank",
    "thank-referral",
    "meet",
    "goodbye",
    "ask-why",
    "debrief",
    "reaction",
    "ask-feedback",
    "visit",
    "review-tier",
    "look-again",
    "revive",
    "listen",
    "worth",
    "let-go",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which they come on one day: who is unhappy before what is to be bought."""
FIRST: frozenset[Kind] = frozenset({"mend", "debrief", "hold"})
ON_ITS_WAY: frozenset[Kind] = frozenset({"decide-day", "choose", "order", "write-card", "send"})
A_WEEK = timedelta(days=7)
LATER: frozenset[Kind] = frozenset(
    {"reaction", "ask-feedback", "visit", "review-tier", "look-again", "revive", "listen", "worth", "let-go"}
)
"""Of what is late the first thing to do, what is to reach somebody, and what can wait for an hour at a desk."""

Part = str | date | Decimal
Words = tuple[Part, ...]
"""A sentence in which days and amounts (in the home currency) are still values: each format writes them in its way."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What a handwritten card could speak of. Facts only: its sentences are the writer's own."""

    reason: Words
    """Why one writes: to thank, to wish well, to ask how they are."""
    heard: tuple[Interest, ...]
    """What this person likes, with who told us and when."""
    common: tuple[str, ...]
    """Interests that the one of us who cares for them shares."""
    lately: tuple[Words, ...]
    """What happened between us."""
    customs: tuple[str, ...]
    language: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. After `command`, and `write` in the file that it opens, it is gone from the list.

    `by` is None for what has no day; `waits` says for what it waits, where something else comes first.
    """

    kind: Kind
    partner: Partner
    what: Words
    because: Words
    command: str
    """As it is typed; words in capitals are still to be filled in."""
    write: str | None = None
    by: date | None = None
    waits: Words | None = None
    contact: Contact | None = None
    touch: str | None = None
    mention: Mention | None = None
    rule: str | None = None
    """The rule of `check` that speaks of it once it is late: where that is set aside, so is the task."""
    place: str | None = None
    """The file that the rule speaks of, where it is not the partner's."""

    def when(self, as_of: date) -> When:
        """How urgent it is on that day."""
        if self.by is None or self.by > as_of:
            return "soon"
        return "today" if self.by == as_of else "late"


def edit(name: str) -> str:
    """The command that opens a partner's file, or a gift's."""
    return f"giftplan edit {name}"


def give_card(partner: Partner, contact: Contact | None, reason: str) -> str:
    """The command that writes a card outside the calendar down."""
    whom = contact.id if contact else "WHOM"
    return f"giftplan give {partner.id} card --to {whom} --touch none --card-reason {reason}"


def file_of(gift: Gift) -> str:
    """How `edit` calls the file of a gift: by its name, and where that holds several by its path."""
    return gift.path.rpartition("/")[2].rpartition(".")[0] if gift.index is None else gift.path


def urgency(task: Task, as_of: date) -> tuple[int, date, int, str, str]:
    """Who is hurt comes first, then what is late on its way to them, what others wait for, and today; what goes out
    within a week comes before what can wait for an hour at a desk."""
    when, by = task.when(as_of), task.by or date.max
    if when == "late":
        weight = 0 if task.kind in FIRST else 1 if task.kind in ON_ITS_WAY else 5 if task.kind in LATER else 2
    else:
        weight = 3 if when == "today" else 4 if task.kind in ON_ITS_WAY and by <= as_of + A_WEEK else 6
    return weight, by, KINDS.index(task.kind), task.partner.id, task.touch or ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What to do from a day on, most urgent first."""

    as_of: date
    days: int
    currency: str
    tasks: tuple[Task, ...]
    left_out: tuple[str, ...]
    """Files that cannot be used, in which there may be more to do."""
    unpinned: tuple[tuple[int, str], ...]
    """The years and regions whose holidays no file holds: days were counted with what the program knows."""

    def count(self, when: When) -> int:
        """How many of them are that urgent."""
        return sum(task.when(self.as_of) == when for task in self.tasks)
