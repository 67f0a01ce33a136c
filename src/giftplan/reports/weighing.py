"""What a gift means before it is written down: limit by limit, and what `check` says of it."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giftplan.book.book import Book
from giftplan.money import ZERO
from giftplan.planning.basis import TAX_TOPICS
from giftplan.planning.ideas import Ideas
from giftplan.planning.outcome import OPEN
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.passing import Counted
from giftplan.planning.passing import Passing
from giftplan.planning.plan import Planner
from giftplan.planning.plan import plannable
from giftplan.planning.sensitive import sensitive_period
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings
from giftplan.rules._rule import LEVELS
from giftplan.rules.asked import Asked
from giftplan.rules.compliance.policy import PolicySum
from giftplan.rules.engine import Finding
from giftplan.rules.engine import judge
from giftplan.rules.judged import Judged
from giftplan.rules.judged import Relation

OK = "ok"
_SPAN = {
    "gift": "a gift",
    "recipient-year": "a person and year",
    "recipient-12-months": "a person in twelve months",
    "company-year": "a year, all gifts together",
}
_POLICY_SPAN = {
    "gift": "a gift",
    "year": "a year",
    "person-gift": "a gift, for each person",
    "person-year": "a year, for each person",
}
_FAMILIES = {
    "touch": ("GP302", "GP309"),
    "their policy": ("GP101", "GP103", "GP104", "GP105", "GP114"),
    "sensitive": ("GP403", "GP407"),
    "your budget": ("GP202", "GP203", "GP205", "GP206"),
    "culture": ("GP401", "GP402", "GP406"),
    "ours": ("GP107", "GP111", "GP117"),
}
"""Of which row a finding decides the state."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that the gift was held against, in words, and how it came out: ok, what is left, or a level."""

    subject: str
    words: str
    state: str = OK


@dataclass(frozen=True, slots=True)
class Weighed:
    """A gift, not written yet. `findings` are those that there would be with it, and are not without it."""

    gift: Gift
    partner: Partner
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]

    @property
    def is_refused(self) -> bool:
        """Has it an error that nobody set aside?"""
        return any(finding.level == "error" for finding in self.findings)


def weigh(before: Book, after: Book, gift: Gift, as_of: date) -> Weighed:
    """Hold a gift, which `after` has and `before` has not, against everything that counts it."""
    partner = after.partners[gift.partner]
    known = {_key(finding) for finding in judge(before, as_of, places=False).findings}
    every = judge(after, as_of, places=False).findings
    new = tuple(f for f in every if f.path == gift.path or (f.level != "advice" and _key(f) not in known))
    asked = Asked(after, as_of)
    relation = next(found for found in asked.relations if found.partner is partner)
    judged = next((found for found in _all(relation) if found.gift is gift), None)
    rows = [] if judged is None else _rows(_Case(before, asked, relation, judged, new))
    return Weighed(gift, partner, tuple(rows), tuple(sorted(new, key=lambda f: (LEVELS.index(f.level), f.rule))))


def _key(finding: Finding) -> tuple[str, str, str | None]:
    """What stays the same of a finding when a sum in its words grows."""
    return finding.rule, finding.path, finding.partner


def _all(relation: Relation) -> Iterable[Judged]:
    return (*relation.offered, *relation.given, *relation.received)


@dataclass(frozen=True)
class _Case:
    """The gift among all that is known, and what is found wrong with it."""

    before: Book
    asked: Asked
    relation: Relation
    judged: Judged
    findings: tuple[Finding, ...]

    @property
    def gift(self) -> Gift:
        return self.judged.gift

    @property
    def settings(self) -> Settings:
        return self.asked.settings

    def state(self, subject: str, otherwise: str = OK) -> str:
        """The gravest finding about a subject."""
        levels = [f.level for f in self.findings if f.rule in _FAMILIES[subject]]
        return min(levels, key=LEVELS.index) if levels else otherwise


def _rows(case: _Case) -> list[Row]:
    if case.gift.direction == "received":
        return [_own_limit(case, case.settings.received_limit, "without declaring it")]
    rows = [_touch(case), _policy(case), _moment(case), _budget(case), *_limits(case)]
    return [*rows, _own_limit(case, case.settings.given_limit, "without a second person's approval"), _culture(case)]


def _touch(case: _Case) -> Row:
    touch, year = case.judged.touch, case.gift.date.year
    if touch is None:
        return Row("touch", "outside the calendar", case.state("touch"))
    if case.relation.partner not in plannable(case.before):
        return Row("touch", f"fills {touch}", case.state("touch"))
    planner = Planner(case.before, case.settings, year, case.asked.as_of, Ideas(case.before, case.settings, year))
    _, touches, blocked = planner.plan(case.before.partners[case.gift.partner])
    every: list[PlannedTouch | BlockedTouch] = [*touches, *blocked]
    planned = next((found for found in every if found.touch == touch), None)
    return Row("touch", _fills(touch, planned), case.state("touch"))


def _fills(touch: str, planned: PlannedTouch | BlockedTouch | None) -> str:
    if planned is None:
        return f"fills {touch}, which is not planned for them"
    if isinstance(planned, BlockedTouch):
        return f"fills {touch}, for which no day was left ({planned.reason})"
    day = planned.day.isoformat() if planned.day else ""
    if planned.status in OPEN:
        return f"fills {touch}, planned for {day} ({planned.form})"
    if planned.status in ("done", "ordered"):
        return f"one more for {touch}, {planned.status} on {day}: {planned.note}"
    return f"fills {touch}, which was {planned.status}"


def _policy(case: _Case) -> Row:
    return Row("their policy", _policy_words(case), case.state("their policy"))


def _policy_words(case: _Case) -> str:
    policy, gift = case.judged.policy, case.gift
    if not case.judged.is_object:
        return "a card is always welcome"
    if policy is None:
        return f"not verified by {gift.date.isoformat()}"
    seen = policy.verified_by(gift.date)
    verified = f"verified {seen.isoformat()}" if seen else "not verified"
    if policy.limit is not None and case.asked.exchange.rate(policy.currency) is not None:
        sums = PolicySum(case.relation, case.judged, policy, case.asked.exchange)
        return f"{sums.counted:,.2f} of {policy.limit:,.2f} {sums.currency} {_POLICY_SPAN[policy.per]}, {verified}"
    if policy.gifts == "refused":
        return f"refuses gifts, accepts {', '.join(policy.accepts) or 'cards alone'}, {verified}"
    if policy.gifts == "approval":
        granted = [found for found in case.relation.partner.authorisations if found.covers(gift.date)]
        return f"wants an approval: {'granted' if granted else 'none covers that day'}"
    return f"gifts are {policy.gifts}, {verified}"


def _moment(case: _Case) -> Row:
    period = sensitive_period(case.relation.partner, case.gift.date)
    if period is None:
        return Row("negotiation", "none open on that day", case.state("sensitive"))
    return Row("negotiation", f"a {period.what} is open until {period.until.isoformat()}", case.state("sensitive"))


def _budget(case: _Case) -> Row:
    year, home = case.gift.date.year, case.settings.currency
    spent = sum((found.cost for found in case.relation.in_year(year)), start=ZERO)
    allowed = case.asked.allowance_on(case.relation.partner, case.gift.date)
    why = f": {allowed.reason}" if allowed.bound_by == "status" else ""
    words = f"{spent:,.2f} of {allowed.amount:,.2f} {home} in {year}{why}"
    return Row("your budget", words, case.state("your budget"))


def _limits(case: _Case) -> Iterator[Row]:
    passing = Passing(case.asked.limits)
    for counted in passing.counting(case.gift, case.relation.partner):
        limit = counted.found.limit
        if limit.level == "inform" and not counted.is_passed:
            continue
        yield Row(_law(counted), _counted_words(case, counted), _left(counted))


def _law(counted: Counted) -> str:
    limit = counted.found.limit
    return f"{'tax' if limit.topic in TAX_TOPICS else 'law'} ({limit.country or 'everywhere'})"


def _counted_words(case: _Case, counted: Counted) -> str:
    limit = counted.found.limit
    who = f"{counted.contact.name}: " if counted.contact and len(case.judged.people) > 1 else ""
    sure = "" if counted.found.confirmed else f", to be confirmed for {case.gift.date.year}"
    span = _SPAN[limit.per or "gift"]
    below = "below " if limit.below else ""
    amount = limit.amount or ZERO
    return f"{who}{counted.total:,.2f} of {below}{amount:,.2f} {limit.currency or ''} {span}{sure} ({limit.id})"


def _left(counted: Counted) -> str:
    limit = counted.found.limit
    if counted.is_passed:
        return {"refuse": "error", "warn": "warning"}.get(limit.level, "to declare")
    return f"{(limit.amount or ZERO) - counted.total:,.2f} left"


def _own_limit(case: _Case, limit: Decimal, without: str) -> Row:
    words = f"{case.judged.cost:,.2f} of {limit:,.2f} {case.settings.currency} {without}"
    return Row("our own rule", words, case.state("ours"))


def _culture(case: _Case) -> Row:
    spoken = any(finding.rule in _FAMILIES["culture"] for finding in case.findings)
    is_open = any(finding.rule == "GP408" for finding in case.findings)
    words = "something is against it" if spoken else "nothing against it"
    words += ", as far as the record says" if is_open else ""
    return Row(f"culture ({case.relation.partner.country})", words, case.state("culture"))
