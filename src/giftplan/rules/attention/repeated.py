"""GP504, GP505, GP510: the same again, or straight back."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from giftplan.planning.history import Person
from giftplan.planning.history import identities
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged

SAME_AGAIN = relativedelta(years=3)
PAID_BACK = timedelta(days=30)


@rule("GP504", "warning")
def repeated_gift(asked: Asked) -> Iterable[Hit]:
    """The same person got the same thing twice within three years.

    Why it matters: the second one says that we forgot the first.

    Flagged: `gift: engraved-pen` for Jean in March 2025, and again in May 2026.

    Instead: something else; `giftplan suggest` leaves out what a person had.
    """
    had: dict[tuple[Person, str], Judged] = {}
    for gift in sorted((g for r in asked.relations for g in r.given if g.is_object), key=lambda found: found.day):
        before = None
        who = ""
        for contact in gift.people:
            key = identities(asked.book, gift.partner.id, contact)[-1], gift.thing
            last = had.get(key)
            if last is not None and last.day >= gift.day - SAME_AGAIN:
                before, who = last, contact.name
            had[key] = gift
        if before is not None and gift.is_judged:
            yield of_gift(
                gift,
                "gift" if gift.gift.gift else "nature",
                f"{who} had '{before.gift.nature}' on {before.day.isoformat()} already",
                "The second one says that we forgot the first.",
                f"Choose something else: giftplan suggest {gift.partner.id}",
            )


@rule("GP505", "advice")
def habit(asked: Asked) -> Iterable[Hit]:
    """The same kind of gift came in the same touch for the third year running.

    Why it matters: what comes every year is expected, and no longer noticed: a gesture has become a habit.

    Flagged: food in Q4 of 2024, 2025 and 2026.

    Instead: another kind, or leave the touch out once.
    """
    for relation in asked.relations:
        known = {(gift.kind, gift.touch, gift.day.year) for gift in relation.given}
        told: set[tuple[str, str, int]] = set()
        for gift in relation.judged:
            year, kind, touch = gift.day.year, gift.kind, gift.touch
            is_habit = {(kind, touch, year - 1), (kind, touch, year - 2)} <= known
            if gift.is_object and touch and is_habit and (kind, touch, year) not in told:
                told.add((kind, touch, year))
                yield of_gift(
                    gift,
                    gift.of_kind,
                    f"a gift of kind {kind} in {touch}, as in the two years before",
                    "What comes every year is expected, and no longer noticed.",
                    "Choose another kind, or leave the touch out once",
                )


@rule("GP510", "warning")
def paid_back_at_once(asked: Asked) -> Iterable[Hit]:
    """Within 30 days of a gift that we received, we gave one that is worth at least as much.

    Why it matters: it pays a kindness off like a bill, and says that we did not want to owe it.

    Flagged: a box of tea of 20 EUR received on 3 March, a pen of 45 EUR given on 17 March.

    Instead: thank by hand now; let the next gift wait for its own touch.
    """
    for relation in asked.relations:
        for gift in relation.judged:
            before = next(_just_received(relation.received, gift), None) if gift.is_object else None
            if before is not None:
                yield of_gift(
                    gift,
                    "date",
                    f"given {_soon(gift.day - before.day)} '{before.gift.nature}' came from {gift.partner.name}",
                    "It pays a kindness off like a bill.",
                    "Thank by hand now, and let the gift wait for its own touch",
                )


def _just_received(received: Iterable[Judged], gift: Judged) -> Iterator[Judged]:
    for came in received:
        if (
            came.is_object
            and came.gift.is_kept
            and timedelta(0) <= gift.day - came.day <= PAID_BACK
            and gift.cost >= came.cost > 0
        ):
            yield came


def _soon(after: timedelta) -> str:
    return {0: "on the day on which", 1: "the day after"}.get(after.days, f"{after.days} days after")
