"""What a relationship earns in a year: proportioned to what exists, never to what is hoped for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from giftplan.money import ZERO
from giftplan.money import Exchange
from giftplan.money import floor_to_cent
from giftplan.records.partner import Partner
from giftplan.records.policy import Policy
from giftplan.records.tier import Tier

BoundBy = Literal["share", "tier", "policy", "limit", "status"]


@dataclass(frozen=True, slots=True)
class Allowance:
    """A partner's year, in the home currency.

    `base` is what the relationship is worth, None where nothing exists; `share_min` and `share_max` are the
    tier's percentages of it. The plan aims at `amount`; `check` refuses above `ceiling`, where there is one.
    """

    base: Decimal | None
    share_min: Decimal | None
    share_max: Decimal | None
    amount: Decimal
    bound_by: BoundBy
    ceiling: Decimal | None
    reason: str


def base_of(partner: Partner, year: int) -> Decimal | None:
    """The newest value that exists and is dated before the year, else the earliest that exists, else closed revenue."""
    existing = sorted((value for value in partner.lifetime_value if value.exists), key=lambda value: value.as_of)
    if existing:
        before = [value for value in existing if value.as_of < date(year, 1, 1)]
        return before[-1].amount if before else existing[0].amount
    closed = [amount for earned_in, amount in partner.revenue.items() if earned_in < year]
    return sum(closed, start=Decimal(0)) if closed else None


def has_base_before(partner: Partner, year: int) -> bool:
    """Was the base known before the year began? One written later must not condemn what was right when given."""
    existing = [value for value in partner.lifetime_value if value.exists]
    return not existing or any(value.as_of < date(year, 1, 1) for value in existing)


def policy_on(partner: Partner, day: date) -> tuple[Policy, date | None]:
    """The newest policy verified by that day, and when; else the last one written down, unverified."""
    if len(partner.policy) == 1:
        return partner.policy[0], partner.policy[0].verified_by(day)
    verified = [(seen, policy) for policy in partner.policy if (seen := policy.verified_by(day))]
    if verified:
        seen, policy = max(reversed(verified), key=lambda entry: entry[0])
        return policy, seen
    return (partner.policy[-1] if partner.policy else Policy()), None


def is_known(policy: Policy, verified: date | None) -> bool:
    """Did somebody verify it, and does it say something?"""
    return verified is not None and policy.gifts != "unknown"


def allowance_of(
    partner: Partner, tier: Tier | None, year: int, policy: Policy, exchange: Exchange, has_left: bool | None = None
) -> Allowance:
    """The allowance of planning.md's table, with what decided it. `has_left`: by the end of the year, if not given."""
    base = base_of(partner, year)
    low = high = None
    if tier is not None and base is not None:
        low = base * tier.lifetime_percent.min / 100
        high = base * tier.lifetime_percent.max / 100
    gone = partner.has_left(year) if has_left is None else has_left
    nothing = _earns_nothing(partner, tier, base, gone)
    ceiling = None
    if nothing is None and tier is not None and high is not None and has_base_before(partner, year):
        ceiling = floor_to_cent(min(high, tier.budget.max))
    decided: Decided = (ZERO, "status", nothing or "")
    if nothing is None and tier is not None and low is not None and high is not None:
        decided = _by_policy(policy, exchange, *_by_share(low, high, tier))
    return Allowance(base, _floored(low), _floored(high), *decided[:2], ceiling, decided[2])


def _floored(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else floor_to_cent(amount)


def _earns_nothing(partner: Partner, tier: Tier | None, base: Decimal | None, has_left: bool) -> str | None:
    if has_left:
        return "the relationship has ended: a word, not a gift"
    if partner.status == "prospect":
        return "a prospect: nothing exists yet that a gift could be proportioned to"
    if tier is None:
        return "not classed in a tier yet: cards only"
    if not base:
        return "no realised value and no revenue of a closed year: cards only"
    return None


Decided = tuple[Decimal, BoundBy, str]


def _by_share(low: Decimal, high: Decimal, tier: Tier) -> Decided:
    middle = (low + high) / 2
    if high < tier.budget.min:
        reason = f"its share of at most {floor_to_cent(high)} stays below tier {tier.tier}'s minimum"
        return floor_to_cent(high), "share", reason
    if tier.budget.min <= middle <= tier.budget.max:
        return floor_to_cent(middle), "share", "the middle of its share"
    nearer = tier.budget.min if middle < tier.budget.min else tier.budget.max
    return floor_to_cent(nearer), "tier", f"the middle of its share lies outside tier {tier.tier}'s budget"


def _by_policy(policy: Policy, exchange: Exchange, amount: Decimal, bound_by: BoundBy, reason: str) -> Decided:
    if policy.gifts == "refused" and not accepted_kinds(policy.accepts):
        return ZERO, "policy", "its policy refuses gifts and accepts no other kind"
    if policy.gifts == "limited" and policy.per == "year" and policy.limit is not None:
        limit = exchange.to_home(policy.limit, policy.currency)
        if limit is not None and limit < amount:
            return floor_to_cent(limit), "policy", "its policy's limit for the year"
    return amount, bound_by, reason


def accepted_kinds(kinds: Iterable[str]) -> frozenset[str]:
    """The kinds other than a card that a policy which refuses gifts still welcomes."""
    return frozenset(kinds) - {"card"}
