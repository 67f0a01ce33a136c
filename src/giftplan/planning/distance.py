"""How far a touch keeps from what was given: in days, and from the same week of the years before."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta

from giftplan.planning.history import History


def is_near(days: Sequence[date], before: date | None, history: History, distance: timedelta) -> bool:
    """Can anything given or planned be too close to one of these days at all? They are in order."""
    others = (*history.encounters, *((before,) if before else ()))
    return bool(days) and any(days[0] - distance < day < days[-1] + distance for day in others)


def too_close(day: date, before: date | None, history: History, distance: timedelta) -> str | None:
    """Why a day is too close to something given, or to the planned day of the touch before it; None if it is not."""
    if before is not None and timedelta(0) <= day - before < distance:
        return f"fewer than {distance.days} days after the touch before it ({before.isoformat()})"
    for given in history.encounters:
        if abs(day - given) < distance:
            return f"fewer than {distance.days} days from what was given on {given.isoformat()}"
    return None


def same_week(day: date, weeks: Mapping[int, int]) -> str | None:
    """The year in which the touch came in the same week of the year, in words; `weeks` lead to it."""
    week = day.isocalendar().week
    return f"the week of the year in which it came in {weeks[week]}" if week in weeks else None
