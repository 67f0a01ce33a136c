"""The rows of what a gift means: each thing that it is held against, and how it came out."""

from collections.abc import Iterator
from decimal import Decimal

from giftplan.money import ZERO
from giftplan.money import round_to_cent
from giftplan.planning.basis import TAX_TOPICS
from giftplan.planning.basis import is_passed
from giftplan.planning.history import home_rate
from giftplan.planning.ideas import Ideas
from giftplan.planning.in_force import InForce
from giftplan.planning.outcome import OPEN
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.passing import whole
from giftplan.planning.plan import Planner
from giftplan.planning.plan import plannable
from giftplan.planning.sensitive import sensitive_period
from giftplan.records.contact import Contact
from giftplan.records.limit import PER_PERSON
from giftplan.records.policy import Policy
from giftplan.reports.weighing_case import FAMILIES
from giftplan.reports.weighing_case import OK
from giftplan.reports.weighing_case import WAIVED
from giftplan.reports.weighing_case import Case
from giftplan.reports.weighing_case import Row
from giftplan.rules.compliance.policy import PolicySum
from giftplan.rules.judged import Judged

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


def rows_of(case: Case) -> Iterator[Row]:
    """Everything that the gift is held against, in the order in which a person thinks of it."""
    judged = case.judged
    if judged is None or case.gift.outcome == "cancelled":
        yield Row("outcome", "called off: no entry of the register, and no sum counts it")
        return
    if home_rate(case.gift, case.asked.exchange) is None:
        yield Row("amounts", f"cannot be told: no rate for {case.gift.currency}", "error")
        return
    if case.gift.direction == "received":
        yield from _told(case, "kind")
        yield _own_rule(case, judged, case.settings.received_limit, "without declaring it")
        return
    if not case.gift.given:
        yield Row("outcome", f"{case.gift.outcome}: it stays in the register, and no sum counts it")
    else:
        yield _touch(case, judged)
    yield from _people(case, judged)
    yield Row("their policy", _policy_words(case, judged), case.state("their policy"))
    yield _moment(case)
    yield from (row for subject in ("the day", "kind") for row in _told(case, subject))
    if case.gift.given:
        yield _budget(case)
        yield from _limits(case, judged)
    yield _own_rule(case, judged, case.settings.given_limit, "without a second person's approval")
    yield _culture(case)


def _told(case: Case, subject: str) -> Iterator[Row]:
    """What is told of only where something is found."""
    if found := case.found(subject):
        yield Row(subject, found[0].message, case.state(subject))


def _touch(case: Case, judged: Judged) -> Row:
    touch = judged.touch
    if touch is None:
        return Row("touch", "outside the calendar", case.state("touch"))
    if case.partner not in plannable(case.before):
        return Row("touch", f"fills {touch}", case.state("touch"))
    year = case.gift.date.year
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


def _people(case: Case, judged: Judged) -> Iterator[Row]:
    """Who has left is told: no rule forbids it, and it is nearly always a slip."""
    for contact in judged.people:
        if contact.left is not None and not contact.is_there(case.gift.date):
            yield Row("person", f"{contact.name} left on {contact.left.isoformat()}", "warning")


def _policy_words(case: Case, judged: Judged) -> str:
    policy, gift = judged.policy, case.gift
    if not judged.is_object:
        return "a card is always welcome"
    if policy is None:
        return f"not verified by {gift.date.isoformat()}"
    seen = policy.verified_by(gift.date)
    verified = f"verified {seen.isoformat()}" if seen else "not verified"
    verified += ", too long ago" if any(finding.rule == "GP102" for finding in case.findings) else ""
    if policy.gifts == "refused":
        return f"refuses gifts, accepts {', '.join(policy.accepts) or 'cards alone'}, {verified}"
    if policy.gifts == "approval":
        granted = [found for found in case.partner.authorisations if found.covers(gift.date)]
        most = max((found.max for found in granted if found.max is not None), default=None)
        is_free = any(found.max is None for found in granted)
        up_to = f", up to {most:,.2f} {case.settings.currency}" if most is not None and not is_free else ""
        return f"wants an approval: {f'granted{up_to}' if granted else 'none covers that day'}"
    if policy.limit is not None and case.asked.exchange.rate(policy.currency) is not None:
        counted = _policy_sum(case, judged, policy)
        currency = policy.currency or case.settings.currency
        return f"{counted:,.2f} of {policy.limit:,.2f} {currency} {_POLICY_SPAN[policy.per]}, {verified}"
    return f"gifts are {policy.gifts}, {verified}"


def _policy_sum(case: Case, judged: Judged, policy: Policy) -> Decimal:
    """What their limit counts with this gift, and with those of the year that come after it."""
    counts = [judged]
    if case.gift.given and policy.per in ("year", "person-year"):
        people = set(case.gift.recipients)
        later = (found for found in case.relation.in_year(case.gift.date.year) if found.gift.order > case.gift.order)
        counts += [found for found in later if policy.per == "year" or people & set(found.gift.recipients)]
    sums = (PolicySum(case.relation, found, policy, case.asked.exchange).counted for found in counts)
    return round_to_cent(max(sums))


def _moment(case: Case) -> Row:
    period = sensitive_period(case.partner, case.gift.date)
    words = f"a {period.what} is open until {period.until.isoformat()}" if period else "none open on that day"
    return Row("negotiation", words, case.state("negotiation"))


def _budget(case: Case) -> Row:
    year, home = case.gift.date.year, case.settings.currency
    spent = sum((found.cost for found in case.relation.in_year(year)), start=ZERO)
    allowed = case.asked.allowance_on(case.partner, case.gift.date)
    why = f": {allowed.reason}" if allowed.bound_by == "status" else ""
    words = f"{spent:,.2f} of {allowed.amount:,.2f} {home} in {year}{why}"
    is_over = spent > allowed.amount and case.partner.status != "prospect"
    return Row("your budget", words, case.state("your budget", "warning" if is_over else OK))


def _limits(case: Case, judged: Judged) -> Iterator[Row]:
    """Each limit of law and tax that counts the gift, with all that it counts in its period."""
    limits = case.asked.limits
    for found in limits.in_force.on(case.partner, case.gift.date):
        limit = found.limit
        has_amount = limit.amount is not None and limit.level != "exempt"
        if not has_amount or limits.exchange.rate(limit.currency) is None or not limits.counted(limit, case.gift):
            continue
        for contact in judged.people if limit.per in PER_PERSON else judged.people[:1]:
            counted = whole(limits, limit, case.partner, contact, case.gift)
            if limit.level != "inform" or is_passed(limit, counted):
                yield _limit(case, judged, found, contact, counted)


def _limit(case: Case, judged: Judged, found: InForce, contact: Contact, counted: Decimal) -> Row:
    limit, amount = found.limit, found.limit.amount or ZERO
    who = f"{contact.name}: " if len(judged.people) > 1 and limit.per in PER_PERSON else ""
    sure = "" if found.confirmed else f", to be confirmed for {case.gift.date.year}"
    so_far = round_to_cent(counted)
    below = "below " if limit.below else ""
    words = f"{who}{so_far:,.2f} of {below}{amount:,.2f} {limit.currency or ''} {_SPAN[limit.per or 'gift']}{sure}"
    state = f"{amount - so_far:,.2f} left"
    if is_passed(limit, counted):
        state = {"refuse": "error", "warn": "warning"}.get(limit.level, "to declare")
        state = WAIVED if case.waived.intersection(FAMILIES["tax and law"]) else state
    subject = f"{'tax' if limit.topic in TAX_TOPICS else 'law'} ({limit.country or 'everywhere'})"
    return Row(subject, f"{words} ({limit.id})", state)


def _own_rule(case: Case, judged: Judged, limit: Decimal, without: str) -> Row:
    words = f"{judged.cost:,.2f} of {limit:,.2f} {case.settings.currency} {without}"
    return Row("our own rule", words, case.state("our own rule"))


def _culture(case: Case) -> Row:
    unknown = any(finding.rule == "GP404" for finding in case.findings)
    words = "something is against it" if case.found("culture") else "nothing against it"
    words = "no file speaks for that country: only what holds everywhere was looked at" if unknown else words
    words += ", as far as the record says" if any(finding.rule == "GP408" for finding in case.findings) else ""
    return Row(f"culture ({case.partner.country})", words, case.state("culture"))
