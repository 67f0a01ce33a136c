"""What a change to the data folder does: to whom, for how much, and whether it may."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giftplan.book.book import Book
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import Plan
from giftplan.planning.plan import make_plan
from giftplan.reports.change.decisions import Decision
from giftplan.reports.change.decisions import fact_decisions
from giftplan.reports.change.directory import Directory
from giftplan.reports.change.directory import directory_of
from giftplan.reports.change.findings import FindingChanges
from giftplan.reports.change.findings import finding_changes
from giftplan.reports.change.gifts import gifts_of
from giftplan.reports.change.names import Names
from giftplan.reports.change.names import names_of
from giftplan.reports.change.partners import PartnerChange
from giftplan.reports.change.partners import partner_changes
from giftplan.reports.change.policies import policy_decisions
from giftplan.reports.change.register import EntryChange
from giftplan.reports.change.register import entry_changes
from giftplan.reports.change.touches import BudgetChange
from giftplan.reports.change.touches import TouchChange
from giftplan.reports.change.touches import budget_changes
from giftplan.reports.change.touches import newly_blocked
from giftplan.reports.change.touches import touch_changes
from giftplan.reports.change.touches import without
from giftplan.reports.change.unread import Unread
from giftplan.reports.change.unread import speaks_of_all
from giftplan.reports.change.unread import uneven
from giftplan.reports.change.unread import unknown_partners
from giftplan.reports.change.unread import unread_files
from giftplan.reports.change.waivers import WaiverChange
from giftplan.reports.change.waivers import waiver_changes
from giftplan.rules.engine import Finding
from giftplan.rules.engine import Report
from giftplan.rules.engine import judge


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What becomes of one year's plan. Sums in the home currency, of the partners that both sides can read."""

    year: int
    currency: str
    currency_before: str
    touches: tuple[TouchChange, ...]
    budgets: tuple[BudgetChange, ...]
    blocked: tuple[BlockedTouch, ...]
    """Touches for which no day is left any more."""
    before: Decimal
    """What is planned and spent."""
    after: Decimal
    left_out: int
    """How many partners are in neither sum, since a side cannot read them."""

    @property
    def is_empty(self) -> bool:
        """Does nobody get anything else than before?"""
        return not (self.touches or self.budgets or self.blocked)

    @property
    def is_comparable(self) -> bool:
        """Are both sums in one currency?"""
        return self.currency == self.currency_before


@dataclass(frozen=True, slots=True)
class Change:
    """Everything that a change does. `plans` holds the year that was asked for, and the one after it."""

    as_of: date
    is_first: bool
    """Was there no data folder before? Then everything is new, and no entry could be compared."""
    plans: tuple[PlanChange, ...]
    no_plan: str
    """Why no plan can be compared; empty where it can."""
    partners: tuple[PartnerChange, ...]
    entries: tuple[EntryChange, ...]
    policies: tuple[Decision, ...]
    facts: tuple[Decision, ...]
    waivers: tuple[WaiverChange, ...]
    findings: FindingChanges
    unread: tuple[Unread, ...]
    directory: Directory

    @property
    def plan(self) -> PlanChange | None:
        """That of the year that was asked for."""
        return self.plans[0] if self.plans else None

    @property
    def alarms(self) -> tuple[EntryChange, ...]:
        """Entries of the register that say something else about the past, or are gone."""
        return tuple(entry for entry in self.entries if entry.is_alarm)

    @property
    def needs_a_yes(self) -> bool:
        """Does the past say something else, or may something be allowed that was not?

        Only what is stricter and nothing else certainly allows no more.
        """
        decided = (f for f in (*self.policies, *self.facts) if f.is_for_compliance and f.change != "reworded")
        waived = any(waiver.change != "removed" for waiver in self.waivers)
        told = bool(self.alarms) or waived or bool(self.decisive_partners)
        return told or any(found.sense != "stricter" for found in decided)

    @property
    def decisive_partners(self) -> tuple[PartnerChange, ...]:
        """Partners of whom something is different by which gifts are judged."""
        return tuple(change for change in self.partners if change.decisive)

    @property
    def asks_compliance(self) -> bool:
        """Is there something in it that a compliance officer answers for: policy, limits, waivers, the register?"""
        laws = any(fact.is_for_compliance for fact in self.facts)
        erased = any(entry.change == "erased" for entry in self.entries)
        return bool(self.alarms or erased or self.policies or self.waivers or laws or self.decisive_partners)

    @property
    def may_not_be_known(self) -> bool:
        """Is something of the later side not read, so that nobody can say whether it may?"""
        return bool(self.no_plan) or any("after" in file.sides for file in self.unread)

    @property
    def is_empty(self) -> bool:
        """Does it change nothing that anybody plans with, judges by or reports?"""
        found = (self.partners, self.entries, self.policies, self.facts, self.waivers, self.unread, self.no_plan)
        return not any(found) and not self.findings.is_different and all(p.is_empty for p in self.plans)


def change_of(before: Book, after: Book, years: tuple[int, ...], as_of: date) -> Change:
    """What lies between two states of the data folder, looked at on one day. Never raises on bad data."""
    names = names_of(before, after)
    unknown = unknown_partners(before, after, names)
    gifts = gifts_of(before, after, names)
    is_first = before.files == 0
    no_plan = _hindrance(before, after)
    lost = before.lost | after.lost
    return Change(
        as_of=as_of,
        is_first=is_first,
        plans=() if no_plan else tuple(_plan_change(before, after, year, as_of, names, unknown) for year in years),
        no_plan=no_plan,
        partners=tuple(partner_changes(before, after, names, unknown)),
        entries=tuple(entry_changes(gifts, as_of, lost)),
        policies=tuple(policy_decisions(before, after, names, unknown, as_of)),
        facts=() if is_first or not after.files else tuple(fact_decisions(before, after)),
        waivers=tuple(waiver_changes(before, after, names, gifts, unknown)),
        findings=finding_changes(
            before,
            after,
            (_report(before, as_of), _report(after, as_of)),
            names,
            gifts,
            _may_be_solved(before, after, unknown),
        ),
        unread=unread_files(before, after) if before.files and after.files else (),
        directory=directory_of(before, after),
    )


def _hindrance(before: Book, after: Book) -> str:
    """Why the plans of the two sides cannot be compared."""
    sides = [book for book in (before, after) if book.files]
    missing = [book for book in sides if not (book.settings and book.tiers and book.touches)]
    if missing:
        return (
            "settings.yaml, tiers.yaml or touches.yaml cannot be used on one side, and nothing is planned without them"
        )
    odd = uneven(before, after) if len(sides) == 2 else []
    return f"{', '.join(odd)} can be read on one side only, and a plan rests on it" if odd else ""


def _plan_change(
    before: Book, after: Book, year: int, as_of: date, names: Names, unknown: frozenset[str]
) -> PlanChange:
    there, here = (_plan(book, year, as_of) for book in (before, after))
    back = {old for old, new in names.renamed.items() if new in unknown}
    there, here = without(there, unknown | back), without(here, unknown)
    return PlanChange(
        year=year,
        currency=here.currency or there.currency,
        currency_before=there.currency or here.currency,
        touches=tuple(touch_changes(there, here, names, unknown)),
        budgets=tuple(budget_changes(there, here, names, unknown)),
        blocked=tuple(newly_blocked(there, here, names, unknown)),
        before=_sum(there),
        after=_sum(here),
        left_out=len(unknown),
    )


def _plan(book: Book, year: int, as_of: date) -> Plan:
    """The year's plan; one without anybody where there is no data folder."""
    if book.files:
        return make_plan(book, year, as_of)
    return Plan(year, as_of, "", (), (), (), (), (), ())


def _sum(plan: Plan) -> Decimal:
    return plan.totals.planned + plan.totals.spent


def _report(book: Book, as_of: date) -> Report | None:
    """What `check` says; where there is no data folder, nothing."""
    return judge(book, as_of, places=False) if book.files else None


def _may_be_solved(before: Book, after: Book, unknown: frozenset[str]) -> Callable[[Finding], bool]:
    """Can the later side be judged where that finding was? What it cannot read, it has no findings of."""
    newly = after.lost - before.lost

    def may(finding: Finding) -> bool:
        if finding.rule.startswith("GP0") or not newly:
            return finding.path not in newly
        is_of_all = finding.partner is None or finding.rule.startswith("GP7")
        return not is_of_all and finding.partner not in unknown and not any(map(speaks_of_all, newly))

    return may
