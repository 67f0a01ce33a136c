"""The table of a dossier: what was given and received, then what is planned, the oldest first."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from giftplan.output.words import dated
from giftplan.output.words import money
from giftplan.planning.outcome import PlannedTouch
from giftplan.reports.dossier import Dossier
from giftplan.reports.dossier_story import PastGift
from giftplan.reports.dossier_year import YearOf


class Row(NamedTuple):
    """One line. `amount` is in the home currency where it names no other."""

    day: date | None
    touch: str
    what: str
    who: str
    amount: str
    state: str
    reaction: str


def past_rows(dossier: Dossier) -> list[Row]:
    """Every gift and card, given and received; what is ordered stands among what is planned."""
    return [_past(past, dossier.currency) for past in dossier.gifts if not _is_to_come(past)]


def coming_rows(dossier: Dossier) -> list[Row]:
    """What is ordered, planned, missed or left out this year. What was given stands among the gifts."""
    ordered = [_past(past, dossier.currency) for past in dossier.gifts if _is_to_come(past)]
    rows = [*ordered, *_planned(dossier)]
    return sorted(rows, key=lambda row: (row.day is None, row.day or date.max, row.touch))


def _is_to_come(past: PastGift) -> bool:
    return past.state in ("ordered", "to come")


def _past(past: PastGift, home: str) -> Row:
    gift = past.gift
    amount = gift.value + (gift.extras or 0)
    currency = f" {gift.currency}" if gift.currency and gift.currency != home else ""
    worth = "card" if past.kind == "card" and not amount else f"{money(amount)}{currency}"
    state = (
        past.state if gift.direction == "given" or past.state in ("received", "to come") else f"received, {past.state}"
    )
    return Row(gift.date, past.touch or "", gift.nature, ", ".join(gift.recipients), worth, state, _reaction(past))


def _reaction(past: PastGift) -> str:
    if past.gift.direction == "received":
        return ", ".join(_answered(past)) if past.has_come else ""
    if past.reaction is not None:
        return f"{past.reaction.how}{f': {past.reaction.note}' if past.reaction.note else ''}"
    return "not noted" if past.has_come and past.kind != "card" else ""


def _answered(past: PastGift) -> Iterator[str]:
    yield f"thanked {dated(past.thanked)}" if past.thanked else "not thanked yet"
    if past.declared:
        yield f"declared {dated(past.declared)}"


def _planned(dossier: Dossier) -> Iterator[Row]:
    if not isinstance(dossier.year, YearOf):
        return
    plan = dossier.year.plan
    for touch in plan.touches:
        if touch.status not in ("done", "ordered"):
            amount = money(touch.budget) if touch.budget else "-"
            what, who = _what(dossier, touch), touch.recipient or ""
            state = "planned" if touch.status == "upcoming" else touch.status
            yield Row(touch.day, touch.touch, what, who, amount, state, "")
    for blocked in plan.blocked:
        yield Row(None, blocked.touch, "no day is left", "", "-", "blocked", "")


def _what(dossier: Dossier, touch: PlannedTouch) -> str:
    if touch.status == "skipped":
        decision = dossier.partner.decision(dossier.as_of.year, touch.touch)
        return (decision.why if decision else None) or "no reason given"
    idea = dossier.book.catalogue.get(touch.idea or "")
    if idea is not None and touch.form != "card":
        return idea.name
    if touch.form == "card":
        return f"card ({touch.note})" if touch.note else "card"
    return "no idea is left" if touch.status != "missed" else touch.form
