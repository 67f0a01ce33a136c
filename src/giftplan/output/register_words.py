"""The register in words, the same on a screen and on a page."""

from collections.abc import Iterator
from datetime import date

from giftplan.money import round_to_cent
from giftplan.output.words import counted
from giftplan.output.words import left_out_words
from giftplan.output.words import listed
from giftplan.output.words import money
from giftplan.reports.register import Entry
from giftplan.reports.register import Register
from giftplan.reports.register_sums import CompanySum
from giftplan.reports.register_sums import PersonSum


def title_of(register: Register) -> str:
    """Which register it is."""
    return f"Register {register.period.year}"


def total_words(register: Register) -> str:
    """What it holds and what that comes to, and which state of the data was read."""
    entries = register.entries
    ways = {way: [entry for entry in entries if entry.gift.direction == way] for way in ("given", "received")}
    turned = sum(not entry.gift.is_kept for entry in entries)
    parts = [
        f"{counted(len(found), 'gift')} {way}, {money(register.total(way))} {register.currency}"
        for way, found in ways.items()
    ]
    parts += [f"{turned} turned down, in no sum"] if turned else []
    return " · ".join([*parts, *_which(register)])


def _which(register: Register) -> Iterator[str]:
    period = register.period
    if (period.start, period.end) != (date(period.year, 1, 1), date(period.year, 12, 31)):
        yield f"{period.start} to {period.end}"
    if register.is_narrowed:
        yield "a part of the register"
    if register.revision:
        yield f"as it stood at {register.revision}"


def sum_words(one: PersonSum | CompanySum) -> str:
    """72.90 of 73.00 EUR."""
    below = "below " if one.limit.below else ""
    return f"{money(round_to_cent(one.counted))} of {below}{money(one.amount)} {one.limit.currency or ''}".rstrip()


def who_words(one: PersonSum | CompanySum) -> str:
    """For whom a limit counts."""
    if isinstance(one, PersonSum):
        return f"{one.contact.name}, {one.partner.name}"
    return f"all gifts to {one.partner.name}" if one.partner else "all our gifts"


def passed_words(one: PersonSum | CompanySum) -> str:
    """What follows from passing it."""
    return f"{sum_words(one)}. {one.limit.effect}"


def notes_of(register: Register) -> list[str]:
    """What the register leaves out, and what somebody has to look at."""
    notes: list[str] = []
    if register.left_out:
        notes.append(left_out_words(register.left_out))
    if any(path.startswith("partners") for path in register.left_out):
        notes.append("Without a partner's file no sum over all gifts can be told, and a person's may be too small")
    if unknown := register.without_rate:
        paths = listed((entry.path for entry in unknown), 6)
        notes.append(f"In no sum, since nobody wrote down a rate: {paths}")
    if register.cancelled:
        notes.append(f"{counted(register.cancelled, 'gift')} called off before going out: no entry")
    if register.to_come:
        notes.append(f"{counted(register.to_come, 'gift')} ordered, no entry before the day: giftplan plan has them")
    if unsure := sorted({one.limit.id for one in (*register.people, *register.companies) if not one.confirmed}):
        notes.append(f"To be confirmed, a cautious or an earlier value was taken: {listed(unsure, 6)}")
    notes += [f"Undeclared, above our own {money(register.received_limit)}: {_named(e)}" for e in register.undeclared]
    notes += [
        f"Set aside for {_named(entry)}: {waiver.rule} by {waiver.by}, {waiver.why}"
        for entry in register.entries
        for waiver in entry.gift.waivers
    ]
    notes += [
        f"Breach, a limit of the law was passed: {_named(entry)}" for entry in register.entries if entry.is_breach
    ]
    return notes


def _named(entry: Entry) -> str:
    """Which gift it is."""
    worth = "" if entry.value_home is None else f", {money(entry.value_home)}"
    return f"{entry.gift.nature}, {entry.gift.partner}, {entry.gift.date}{worth} ({entry.path})"
