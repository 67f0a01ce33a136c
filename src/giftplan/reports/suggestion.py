"""Ideas for one partner's touch: ranked, each with its reasons, and what rules the others out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giftplan.book.book import Book
from giftplan.errors import CannotWorkError
from giftplan.planning.ideas import Against
from giftplan.planning.ideas import Ideas
from giftplan.planning.ideas import Pick
from giftplan.planning.ideas import Ranked
from giftplan.planning.ideas import Ranking
from giftplan.planning.ideas import Wish
from giftplan.planning.outcome import OPEN
from giftplan.planning.outcome import BlockedTouch
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.plan import Planner
from giftplan.planning.plan import left_out
from giftplan.planning.plan import settings_of
from giftplan.planning.progress import order_by
from giftplan.planning.subject import value_level
from giftplan.records.catalogue import Idea
from giftplan.records.contact import Contact
from giftplan.records.partner import Partner

Touched = PlannedTouch | BlockedTouch


@dataclass(frozen=True, slots=True)
class Suggested:
    """An idea that nothing rules out, and what speaks for it and against it."""

    idea: Idea
    money: Decimal
    """What it may cost, in the home currency, VAT and extras included."""
    order_by: date
    """The last day to order it, by its own lead days."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What could be given to a partner at a touch; for a card there are no ideas, and the touch says why."""

    partner: Partner
    year: int
    currency: str
    touch: Touched | None
    """None where the partner has no touch that year."""
    contact: Contact | None
    ideas: tuple[Suggested, ...]
    ruled_out: tuple[tuple[Idea, Against], ...]
    others: tuple[str, ...]
    """The partner's further touches that year that are still to come."""
    left_out: tuple[str, ...]

    @property
    def common(self) -> tuple[str, ...]:
        """The reasons that all ideas share: they rank none of them before another."""
        if len(self.ideas) < 2:
            return ()
        first = self.ideas[0].reasons
        return tuple(reason for reason in first if all(reason in idea.reasons for idea in self.ideas))


class _Listening(Ideas):
    """Remembers what each touch was looked for with."""

    def __init__(self, book: Book, year: int) -> None:
        super().__init__(book, settings_of(book), year)
        self.wishes: dict[str, Wish] = {}

    def choose(self, wish: Wish) -> Pick:
        """As a plan chooses."""
        self.wishes[wish.touch.id] = wish
        return super().choose(wish)


def suggestion_for(book: Book, partner: Partner, years: Sequence[int], as_of: date, touch: str | None) -> Suggestion:
    """The ideas for that touch, else for the partner's next one that is a gift, as a plan sees them.

    Of several years the first in which such a touch is still to come. Raises `CannotWorkError` where nothing can be
    planned, or where the partner does not get that touch.
    """
    every = [_of_year(book, partner, year, as_of, touch) for year in years]
    return next((found for found in every if _is_open(found.touch)), every[0])


def _of_year(book: Book, partner: Partner, year: int, as_of: date, touch: str | None) -> Suggestion:
    ideas = _Listening(book, year)
    planner = Planner(book, settings_of(book), year, as_of, ideas)
    _, touches, blocked = planner.plan(partner)
    every: list[Touched] = [*touches, *blocked]
    chosen = _named(every, partner, year, touch) if touch else _next(every)
    wish = ideas.wishes.get(chosen.touch) if isinstance(chosen, PlannedTouch) and _is_gift_to_come(chosen) else None
    ranking = ideas.ranking(wish) if wish else Ranking((), ())
    return Suggestion(
        partner=partner,
        year=year,
        currency=planner.settings.currency,
        touch=chosen,
        contact=partner.contact(chosen.recipient or "") if isinstance(chosen, PlannedTouch) else None,
        ideas=tuple(_suggested(ranked, wish, planner) for ranked in ranking.possible) if wish else (),
        ruled_out=ranking.ruled_out,
        others=tuple(found.touch for found in every if found is not chosen and _is_open(found)),
        left_out=left_out(book),
    )


def _named(touches: list[Touched], partner: Partner, year: int, name: str) -> Touched:
    for touch in touches:
        if touch.touch == name:
            return touch
    theirs = ", ".join(touch.touch for touch in touches) or "none"
    raise CannotWorkError(f"{partner.id} does not get {name} in {year}: the touches of that year are {theirs}")


def _is_gift_to_come(touch: PlannedTouch) -> bool:
    return _is_open(touch) and touch.form != "card"


def _is_open(touch: Touched | None) -> bool:
    return isinstance(touch, PlannedTouch) and touch.status in OPEN


def _next(touches: list[Touched]) -> Touched | None:
    """The first touch still to come that is a gift, else the first still to come, else the last."""
    open_ones = [touch for touch in touches if _is_open(touch)]
    gifts = [touch for touch in open_ones if isinstance(touch, PlannedTouch) and _is_gift_to_come(touch)]
    return next(iter([*gifts, *open_ones]), touches[-1] if touches else None)


def _suggested(ranked: Ranked, wish: Wish, planner: Planner) -> Suggested:
    order = order_by("gift", ranked.idea, wish.day, planner.settings, planner.almanac)
    reachable = value_level(min(ranked.money, ranked.idea.price.max), planner.settings.value_levels)
    reasons = (*_late(order, planner.as_of), *_reasons(ranked, wish, reachable))
    return Suggested(ranked.idea, ranked.money, order, reasons)


def _late(order: date, as_of: date) -> tuple[str, ...]:
    return (f"comes too late: to be ordered by {order.isoformat()}",) if order < as_of else ()


def _reasons(ranked: Ranked, wish: Wish, level: str) -> list[str]:
    """What ranked it, in the order in which it counts. `level`: the value that this idea can reach with the money."""
    idea, custom = ranked.idea, ranked.custom
    likes = {word for interest in wish.contact.interests for word in interest.tags}
    shared = sorted(likes.intersection(idea.interests))
    reasons = [f"against it, a custom ({ruled.words})" for ruled in custom.avoid]
    reasons += [f"for an interest in {', '.join(shared)}"] if shared else []
    reasons += [f"of a kind that {wish.touch.name} asks for"] if idea.kind in wish.touch.kinds else []
    reasons += ["against it, the same touch was of that kind last year"] if idea.kind == wish.last_kind else []
    preferred = [ruled for ruled in custom.prefer if not ruled.match.value or level in ruled.match.value]
    reasons += [f"a custom prefers it ({ruled.words})" for ruled in preferred]
    reasons += [f"in sight for {idea.lasts}", f"for {'a team' if idea.audience == 'team' else 'one person'}"]
    reasons += [f"{idea.personalisation} personalisation"] if idea.personalisation != "none" else []
    reasons += ["against it, a colleague there gets it this year"] if idea.id in wish.colleagues else []
    reasons += [f"to know ({ruled.words})" for ruled in custom.know]
    return reasons
