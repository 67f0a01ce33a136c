"""What a change does, line by line, the same on a screen and in a pull request."""

import re
from collections.abc import Iterable
from collections.abc import Iterator
from typing import NamedTuple

from giftplan.output.change_words import ARROW
from giftplan.output.change_words import fields_words
from giftplan.output.change_words import value_words
from giftplan.output.words import counted
from giftplan.output.words import dated
from giftplan.output.words import money
from giftplan.planning.outcome import BlockedTouch
from giftplan.records.gift import Gift
from giftplan.reports.change.decisions import Decision
from giftplan.reports.change.directory import Directory
from giftplan.reports.change.fields import differences
from giftplan.reports.change.partners import PartnerChange
from giftplan.reports.change.register import EntryChange
from giftplan.reports.change.touches import BudgetChange
from giftplan.reports.change.waivers import WaiverChange
from giftplan.reports.change.whole import Change
from giftplan.rules.engine import Finding


class Sides(NamedTuple):
    """What is compared with what: a base by its name and number, and the later side by its name."""

    base: str
    number: str
    short: str
    head: str
    head_number: str | None
    folder: str
    """What paths of the data begin with."""


class Item(NamedTuple):
    """One thing that is different: what it is about, in words, and where it is written."""

    label: str
    text: str
    place: str = ""
    is_bad: bool = False


KIND_LABELS = {
    "policy": "Policy",
    "authorisation": "Authorised",
    "limit": "Limit",
    "culture": "Culture",
    "tier": "Tier",
    "touch": "Touch",
    "idea": "Idea",
    "settings": "Settings",
    "vocabulary": "Words",
    "calendar": "Calendar",
}
_WORDS_OF_ENTRY = {
    "edited": "EDITED",
    "removed": "REMOVED",
    "added": "new",
    "completed": "filled in",
    "erased": "somebody erased on request:",
}
_OF_PEOPLE = frozenset({"contacts", "meetings", "feedback", "signals", "departed"})
"""Fields of a partner that speak of people: that they are different is enough."""
_ELSEWHERE = frozenset({"policy", "authorisations", "waivers"})
"""Fields of a partner that have lines of their own."""


def register_items(entries: Iterable[EntryChange], directory: Directory, folder: str) -> Iterator[Item]:
    """What became of gifts that are written down, alarms first as they come."""
    for entry in entries:
        word = _WORDS_OF_ENTRY[entry.change]
        what = _gift_words(entry.now, directory)
        said = f": {fields_words(entry.fields)}" if entry.fields else ""
        label = "Register" if entry.is_alarm else "Recorded" if entry.is_entry else "Ordered"
        yield Item(label, f"{word} {what}{said}", f"{folder}/{entry.now.path}", entry.is_alarm)


def _gift_words(gift: Gift, directory: Directory) -> str:
    """17 Feb 2026, Engraved pen, 68.00 to Jean Lefèvre (Maison Lefèvre)."""
    company = directory.company(gift.partner)
    currency = gift.currency or directory.currency
    amount = f"{money(gift.value + (gift.extras or 0))}{f' {currency}' if currency else ''}"
    if gift.direction == "received":
        return f"{dated(gift.date)}, {gift.nature}, {amount}, received from {company}"
    people = ", ".join(directory.person(gift.partner, name) for name in gift.recipients)
    return f"{dated(gift.date)}, {gift.nature}, {amount} to {people} ({company})"


def decision_items(decisions: Iterable[Decision], directory: Directory, folder: str) -> Iterator[Item]:
    """Policies, answers, limits, customs, tiers and the rest that decides, each with its line."""
    for found in decisions:
        place = f"{folder}/{found.path}:{found.line}"
        whose = " ".join(
            directory.company(name) if found.kind in ("policy", "authorisation") else name for name in found.of
        )
        head = f"{whose}: " if whose else ""
        yield Item(KIND_LABELS[found.kind], f"{head}{_decision_words(found)}", place)


def _decision_words(found: Decision) -> str:
    sense = f", {found.sense}" if found.sense else ""
    if found.change == "reworded":
        return f"{', '.join(dict.fromkeys(change.name[0] for change in found.fields))} reworded"
    if found.fields:
        return f"{fields_words(found.fields)}{sense}"
    many = f" ({counted(found.count, 'entry', 'entries')})" if found.count > 1 else ""
    return f"{'new' if found.change == 'added' else 'removed'}{many}{sense}"


def waiver_items(waivers: Iterable[WaiverChange], directory: Directory, folder: str) -> Iterator[Item]:
    """Who sets which rule aside, until when, and why."""
    for found in waivers:
        waiver = found.now
        who = (
            f"{found.code} {directory.company(found.partner)}, by {waiver.by} until {dated(waiver.until)}: {waiver.why}"
        )
        before = f" (before: {_waiver_before(found)})" if found.before and found.after else ""
        is_gone = found.change == "removed"
        text = f"no longer: {who}" if is_gone else f"{who}{before}"
        yield Item("Waived", text, f"{folder}/{found.path}:{found.line}")


def _waiver_before(found: WaiverChange) -> str:
    """What of the waiver was otherwise."""
    return fields_words(differences(found.before, found.after))


def finding_items(findings: Iterable[Finding], label: str, directory: Directory, folder: str) -> Iterator[Item]:
    """What `check` says of one side alone, or says otherwise of the other."""
    is_there = label in ("New", "Changed")
    for found in findings:
        who = f" {directory.company(found.partner)}" if found.partner else ""
        place = f"{folder}/{found.path}:{found.line}" if is_there else ""
        level = f"{found.level} " if is_there else ""
        yield Item(label, f"{level}{found.rule}{who}: {found.message}", place, is_there and found.level == "error")


def partner_items(changes: Iterable[PartnerChange], folder: str) -> Iterator[Item]:
    """Who came, who went, who is called otherwise, and which of their facts are others."""
    for found in changes:
        place = f"{folder}/{found.now.path}"
        if found.change == "erased":
            text = "; ".join(filter(None, (f"{found.now.id}: people erased on request", fields_words(found.fields))))
        elif found.change == "renamed" and found.before:
            name = f"{found.before.id} is called {found.now.id} now; the days of its touches are drawn from that name"
            text = "; ".join(filter(None, (name, _facts(found))))
        elif found.change == "changed":
            facts = _facts(found)
            if not facts:
                continue
            text = f"{found.now.id}: {facts}"
        else:
            text = f"{found.now.id} ({found.now.name}, {found.now.country}) {'is new' if found.after else 'is gone'}"
        yield Item("Partner", text, place)


def _facts(found: PartnerChange) -> str:
    told = [change for change in found.fields if change.name[0] not in _OF_PEOPLE | _ELSEWHERE]
    named = sorted({change.name[0] for change in found.fields if change.name[0] in _OF_PEOPLE})
    return "; ".join(filter(None, (fields_words(told), ", ".join(named))))


def budget_items(changes: Iterable[BudgetChange], directory: Directory) -> Iterator[Item]:
    """Allowances that are others, and what of them can be used."""
    for found in changes:
        rows = (found.before, found.after)
        allowed = [value_words(row.allowance.amount) if row else "-" for row in rows]
        usable = [value_words(row.usable) if row else "-" for row in rows]
        words = f"{allowed[0]} {ARROW} {allowed[1]}" if allowed[0] != allowed[1] else f"{allowed[1]}"
        if usable != allowed:
            words += f", of which usable {usable[0]} {ARROW} {usable[1]}" if usable[0] != usable[1] else ""
        yield Item("Budget", f"{directory.company(found.partner)}: {words}")


def blocked_items(blocked: Iterable[BlockedTouch], directory: Directory) -> Iterator[Item]:
    """Touches without a day left: what took most of their days, not why somebody wants to be left alone."""
    for touch in blocked:
        reason = re.sub(r"^quiet days \(.*\) took", "quiet days took", touch.reason, flags=re.DOTALL)
        text = f"{directory.company(touch.partner)} {touch.touch}, {reason}: {touch.mend}"
        yield Item("Blocked", text, is_bad=True)


def notes_of(change: Change, sides: Sides) -> Iterator[str]:
    """What to know of the comparison itself."""
    if change.is_first:
        yield (
            f"{sides.base} has no data folder at {sides.folder}: everything counts as new, and no entry of a register "
            "could be compared. Was the folder called otherwise there?"
        )
    if change.no_plan:
        yield f"The plans are not compared: {change.no_plan}. giftplan check says why"
    if change.unread:
        words = "; ".join(f"{sides.folder}/{path} ({_sides_words(on, sides)})" for path, on in change.unread[:6])
        more = f" and {len(change.unread) - 6} more" if len(change.unread) > 6 else ""
        yield f"Not compared, since it cannot be read: {words}{more}. What changes there is not known"
    for plan in change.plans[1:]:
        if not plan.is_empty:
            told = ((len(plan.touches), "touch", "touches"), (len(plan.budgets), "budget", "budgets"))
            counts = "".join(f"{counted(*one)}, " for one in told if one[0])
            yield (
                f"The plan of {plan.year} changes as well ({counts}{money(plan.before)} {ARROW} "
                f"{money(plan.after)} {plan.currency}): giftplan diff {sides.base} --year {plan.year}"
            )


def _sides_words(on: tuple[str, ...], sides: Sides) -> str:
    return "on both sides" if len(on) == 2 else f"at {sides.base}" if on[0] == "before" else f"in {sides.head}"
