"""A change in a few sentences: what it does to whom, for how much, whether it may, and what compliance answers for."""

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence

from giftplan.money import ZERO
from giftplan.output.change import Sides
from giftplan.output.change_words import ARROW
from giftplan.output.change_words import signed
from giftplan.output.words import counted
from giftplan.output.words import listed
from giftplan.output.words import money
from giftplan.records.gift import Gift
from giftplan.reports.change.whole import Change
from giftplan.reports.change.whole import PlanChange

_VERBS = (("added", "adds"), ("moved", "moves"), ("changed", "alters"), ("removed", "takes away"))
_KINDS = (
    ("limit", "limit of the law", "limits of the law"),
    ("culture", "custom", "customs"),
    ("tier", "tier", "tiers"),
)
_OURS = (("settings", "our own settings"), ("vocabulary", "the vocabulary"))


def summary_words(change: Change) -> str:
    """What it does: to whom, and for how much."""
    plan = change.plan
    if plan is None:
        return f"What it does to the plan cannot be told: {change.no_plan}."
    told = (_touch_words(plan, change), _budget_words(plan))
    parts = [*_partner_words(change), *filter(None, told), *_entry_words(change)]
    later = "" if plan.touches else _later_words(change)
    if not parts and plan.left_out:
        rest = f"all but {counted(plan.left_out, 'partner')}, of whom something cannot be read"
        return f"For {rest}, the plan of {plan.year} stays as it is.{later}"
    if not parts:
        return f"This change leaves the plan of {plan.year} as it is ({_sums(plan)}{_without_words(plan)}).{later}"
    return f"This change {_joined(parts)}. The plan of {plan.year}: {_sums(plan)}{_without_words(plan)}.{later}"


def _sums(plan: PlanChange) -> str:
    after = f"{money(plan.after)} {plan.currency}"
    if not plan.is_comparable:
        return f"{money(plan.before)} {plan.currency_before} {ARROW} {after}"
    if plan.before == plan.after:
        return after
    return f"{money(plan.before)} {ARROW} {after} ({signed(plan.after - plan.before)})"


def _without_words(plan: PlanChange) -> str:
    if not plan.left_out:
        return ""
    return f", without {counted(plan.left_out, 'partner')} of whom something cannot be read"


def _later_words(change: Change) -> str:
    later = next((plan for plan in change.plans[1:] if plan.touches), None)
    return f" That of {later.year} changes: {_sums(later)}." if later else ""


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _touch_words(plan: PlanChange, change: Change) -> str:
    live = [found for found in plan.touches if not found.is_over]
    counts = Counter[str](found.change for found in live)
    told = [(verb, counts[word]) for word, verb in _VERBS if counts[word]]
    if not told:
        return ""
    words = [f"{verb} {counted(number, 'touch', 'touches')}" for verb, number in told]
    partners = dict.fromkeys(change.directory.company(found.partner) for found in live)
    return f"{_joined(words)} ({listed(partners, 4)})"


def _budget_words(plan: PlanChange) -> str:
    return f"gives {counted(len(plan.budgets), 'partner')} another budget" if plan.budgets and not plan.touches else ""


def _partner_words(change: Change) -> Iterator[str]:
    """Who comes and who goes."""
    for word, verb in (("added", "brings in"), ("removed", "takes out")):
        names = [found.now.name for found in change.partners if found.change == word]
        if names:
            yield f"{verb} {counted(len(names), 'partner')} ({listed(names, 4)})"


_ENTRIES = (("removed", "removes"), ("edited", "edits"), ("erased", "erases somebody from"), ("added", "writes down"))


def _entry_words(change: Change) -> Iterator[str]:
    """What it does to gifts that are written down, and of whom."""
    for word, verb in _ENTRIES:
        found = [entry.now for entry in change.entries if entry.change == word]
        if found:
            people = dict.fromkeys(change.directory.company(gift.partner) for gift in found)
            worth = _worth(found, change.directory.currency) if word == "added" else ""
            amount = f"{worth}, " if worth else ""
            yield f"{verb} {counted(len(found), 'gift')} ({amount}{listed(people, 4)})"


def _worth(gifts: Sequence[Gift], home: str) -> str:
    """What they cost together, where they are all in one currency."""
    currencies = {gift.currency for gift in gifts}
    if len(currencies) > 1:
        return ""
    total = sum((gift.value + (gift.extras or ZERO) for gift in gifts), start=ZERO)
    return f"{money(total)} {currencies.pop() or home}".strip()


def verdict_words(change: Change, sides: Sides) -> str:
    """Whether it may be merged."""
    if errors := change.findings.count("error"):
        return f"It may not be merged as it is: {_brought(change, 'error', errors)}.{_asks(change, sides)}"
    if change.may_not_be_known:
        return "Nobody can say whether it may be merged: not everything can be read."
    start = _set_aside(change) or "Nothing in it breaks a rule."
    if warnings := change.findings.count("warning"):
        return f"{start} Read first: {_brought(change, 'warning', warnings)}.{_asks(change, sides)}"
    return f"{start}{_asks(change, sides)}"


def _set_aside(change: Change) -> str:
    """Which rules it breaks with somebody's leave; nothing where it sets none aside."""
    new = [waiver for waiver in change.waivers if waiver.change != "removed"]
    words = dict.fromkeys(
        f"{found.code} ({change.directory.company(found.partner)}), by {found.now.by}" for found in new
    )
    return f"It sets aside {listed(words, 6)}." if words else ""


def _brought(change: Change, level: str, number: int) -> str:
    changed = sum(finding.level == level for finding in change.findings.changed)
    words = f"it brings {counted(number - changed, level)}" if number > changed else ""
    other = f"{counted(changed, level)} that was there says something else" if changed == 1 else ""
    other = f"{counted(changed, level)} that were there say something else" if changed > 1 else other
    return " and ".join(filter(None, (words, other)))


def _asks(change: Change, sides: Sides) -> str:
    if change.is_first:
        return f" But {sides.base} has nothing to compare it with."
    return " Compliance has to agree first." if change.needs_a_yes else ""


def compliance_words(change: Change) -> str:
    """What a compliance officer answers for; empty where nothing is."""
    return "; ".join(_of_compliance(change)) if change.asks_compliance else ""


def _of_compliance(change: Change) -> Iterator[str]:
    counts = Counter(entry.change for entry in change.entries if entry.is_alarm or entry.change == "erased")
    for word in ("edited", "removed"):
        if counts[word]:
            yield f"{counted(counts[word], 'entry', 'entries')} of the register {word}"
    if counts["erased"]:
        yield f"{counted(counts['erased'], 'entry', 'entries')} in which somebody was erased on request"
    if change.policies:
        yield f"gift rules of {listed(dict.fromkeys(change.directory.company(p.of[0]) for p in change.policies), 4)}"
    for found in change.decisive_partners:
        yield f"{change.directory.company(found.now.id)}: {listed(found.decisive, 4)}"
    yield from _fact_words(change)
    yield from _waiver_words(change)


def _fact_words(change: Change) -> Iterator[str]:
    kinds: Counter[str] = Counter()
    for fact in change.facts:
        kinds[fact.kind] += fact.count if fact.is_for_compliance else 0
    yield from (counted(kinds[kind], one, many) for kind, one, many in _KINDS if kinds[kind])
    yield from (words for kind, words in _OURS if kinds[kind])


def _waiver_words(change: Change) -> Iterator[str]:
    waived = Counter[str](waiver.change for waiver in change.waivers)
    for word, said in (("added", "new"), ("changed", "changed"), ("removed", "gone")):
        if waived[word]:
            yield f"{counted(waived[word], 'waiver')} {said}"
