"""A change in a few sentences: what it does to whom, for how much, whether it may, and what compliance answers for."""

from collections import Counter
from collections.abc import Iterator

from giftplan.output.change import Sides
from giftplan.output.change_words import ARROW
from giftplan.output.change_words import signed
from giftplan.output.words import counted
from giftplan.output.words import listed
from giftplan.output.words import money
from giftplan.reports.change.whole import Change
from giftplan.reports.change.whole import PlanChange

_VERBS = (("added", "adds"), ("moved", "moves"), ("changed", "alters"), ("removed", "takes away"))
_KINDS = (
    ("limit", "limit of the law", "limits of the law"),
    ("culture", "custom", "customs"),
    ("tier", "tier", "tiers"),
)


def summary_words(change: Change) -> str:
    """What it does: to whom, and for how much."""
    plan = change.plan
    if plan is None:
        return f"What it does to the plan cannot be told: {change.no_plan}."
    sums = f"{money(plan.before)} {ARROW} {money(plan.after)} {plan.currency}"
    if plan.is_empty and not change.entries:
        return f"This change leaves the plan of {plan.year} as it is ({money(plan.after)} {plan.currency})."
    parts = list(filter(None, (_touch_words(plan, change), _recorded_words(change))))
    does = " and ".join(parts) or "gives other budgets"
    return f"This change {does}. The plan of {plan.year}: {sums} ({signed(plan.after - plan.before)})."


def _touch_words(plan: PlanChange, change: Change) -> str:
    counts = Counter[str](found.change for found in plan.touches)
    told = [(verb, counts[word]) for word, verb in _VERBS if counts[word]]
    if not told:
        return ""
    words = [f"{verb} {counted(number, 'touch', 'touches')}" for verb, number in told]
    partners = dict.fromkeys(change.directory.company(found.partner) for found in plan.touches)
    joined = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"{joined} ({listed(partners, 4)})"


def _recorded_words(change: Change) -> str:
    """How many gifts it writes down, and of whom."""
    new = [entry.now for entry in change.entries if entry.change == "added"]
    if not new:
        return ""
    people = dict.fromkeys(change.directory.company(gift.partner) for gift in new)
    return f"writes down {counted(len(new), 'gift')} ({listed(people, 4)})"


def verdict_words(change: Change, sides: Sides) -> str:
    """Whether it may be merged."""
    errors, warnings = (change.findings.count(level) for level in ("error", "warning"))
    if errors:
        beside = f" and {counted(warnings, 'warning')}" if warnings else ""
        return f"It may not be merged as it is: it brings {counted(errors, 'error')}{beside}."
    if change.no_plan or change.unread:
        return "Nobody can say whether it may be merged: not everything can be read."
    if change.is_first:
        return f"Nothing in it breaks a rule, but {sides.base} has nothing to compare it with."
    ask = " Compliance has to agree first." if change.alarms or change.loosened else ""
    if warnings:
        return f"It breaks no rule and brings {counted(warnings, 'warning')}: read them first.{ask}"
    return f"Nothing in it breaks a rule.{ask}"


def compliance_words(change: Change) -> str:
    """What a compliance officer answers for; empty where nothing is."""
    return ", ".join(_of_compliance(change)) if change.asks_compliance else ""


def _of_compliance(change: Change) -> Iterator[str]:
    counts = Counter(entry.change for entry in change.alarms)
    for word in ("edited", "removed"):
        if counts[word]:
            yield f"{counted(counts[word], 'entry', 'entries')} of the register {word}"
    if change.policies:
        yield f"gift rules of {listed(dict.fromkeys(change.directory.company(p.of[0]) for p in change.policies), 4)}"
    kinds = Counter(fact.kind for fact in change.facts)
    for kind, one, many in _KINDS:
        if kinds[kind]:
            yield counted(kinds[kind], one, many)
    if kinds["settings"]:
        yield "our own settings"
    waived = Counter[str](waiver.change for waiver in change.waivers)
    for word, said in (("added", "new"), ("changed", "changed"), ("removed", "gone")):
        if waived[word]:
            yield f"{counted(waived[word], 'waiver')} {said}"
