"""What to give: ideas of the catalogue that nothing rules out, ranked by what is known of the person."""

from collections.abc import Callable
from collections.abc import Container
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from decimal import Decimal

from giftplan.book.book import Book
from giftplan.planning.customs import Custom
from giftplan.planning.customs import Customs
from giftplan.planning.matching import is_welcome
from giftplan.planning.matching import moments
from giftplan.planning.matching import restricted_by
from giftplan.planning.matching import value_level
from giftplan.planning.rendezvous import weight_of
from giftplan.records.catalogue import Idea
from giftplan.records.contact import Contact
from giftplan.records.partner import Partner
from giftplan.records.policy import Policy
from giftplan.records.settings import Settings
from giftplan.records.touch import Touch

NEVER_AN_IDEA = frozenset({"card", "cash", "voucher"})
"""A card goes with everything; money and what stands for it is no gift to a partner."""
_LASTS = {"days": 0, "weeks": 1, "months": 2, "years": 3}
_PERSONALISATION = {"none": 0, "light": 1, "strong": 2}


@dataclass(frozen=True, slots=True)
class Wish:
    """What an idea is looked for: for whom, when, and with how much money for each kind of gift."""

    partner: Partner
    contact: Contact
    touch: Touch
    day: date
    kinds: Container[str] | None
    """The only kinds that may be given (an alternative), or None for all that the policy does not refuse."""
    policy: Policy
    money: Callable[[str], Decimal]
    """What an idea of that kind may cost."""
    had: Container[str]
    last_kind: str | None
    colleagues: Container[str]
    """What somebody else there is planned to be given this year."""


@dataclass(frozen=True, slots=True)
class Pick:
    """The idea that ranks first, and what ruled the others out."""

    idea: Idea | None
    because: str
    ruled_out: Mapping[str, tuple[str, ...]]


class _Prices:
    """What an idea of each kind may cost, and the level of that value: asked for every idea, worked out once."""

    def __init__(self, wish: Wish, settings: Settings) -> None:
        self._wish = wish
        self._levels = settings.value_levels
        self._known: dict[str, tuple[Decimal, str]] = {}

    def of(self, kind: str) -> tuple[Decimal, str]:
        """Amount in the home currency, and its level."""
        if kind not in self._known:
            amount = self._wish.money(kind)
            self._known[kind] = amount, value_level(amount, self._levels)
        return self._known[kind]


Rank = tuple[int, int, int, int, int, int, int, int]


@dataclass
class Ideas:
    """Chooses from one book's catalogue, for one year."""

    book: Book
    settings: Settings
    year: int
    _customs: Customs = field(init=False)

    def __post_init__(self) -> None:
        self._customs = Customs(self.book, self.settings)

    def choose(self, wish: Wish) -> Pick:
        """The best idea that nothing rules out."""
        ruled_out: dict[str, list[str]] = {}
        possible: list[tuple[Rank, Idea]] = []
        likes = {word for interest in wish.contact.interests for word in interest.tags}
        owner = self.settings.member(wish.partner.owner)
        ours = likes.intersection(owner.interests if owner else ())
        during = moments(wish.partner, wish.day)
        prices = _Prices(wish, self.settings)
        for idea in self.book.catalogue.values():
            if reason := self._ruled_out(idea, wish, prices, during):
                ruled_out.setdefault(reason, []).append(idea.id)
            else:
                custom = self._customs.of(idea, wish.partner, prices.of(idea.kind)[1], during)
                possible.append((_rank(idea, wish, custom, likes, ours), idea))
        best = self._best(possible, wish)
        because = _because(best, wish, likes) if best else _most(ruled_out)
        return Pick(best, because, {reason: tuple(ideas) for reason, ideas in ruled_out.items()})

    def _best(self, possible: list[tuple[Rank, Idea]], wish: Wish) -> Idea | None:
        """The first by rank; among equals a hash decides, so that not every partner gets the same thing."""
        highest = max((rank for rank, _ in possible), default=None)
        equals = [idea for rank, idea in possible if rank == highest]
        key = f"{wish.partner.id}/{wish.touch.id}/{self.year}"
        return max(equals, key=lambda idea: weight_of(f"{key}/{idea.id}"), default=None)

    def _ruled_out(self, idea: Idea, wish: Wish, prices: _Prices, during: frozenset[str]) -> str | None:
        if idea.kind in NEVER_AN_IDEA:
            return "no gift to a partner"
        if wish.kinds is not None and idea.kind not in wish.kinds:
            return "not of a kind that is welcome here"
        if idea.kind in wish.policy.refuses:
            return f"their policy refuses this kind ({idea.kind})"
        if idea.price.min >= prices.of(idea.kind)[0]:
            return "dearer than the money of this touch"
        if idea.id in wish.had:
            return "had in the last three years, or planned earlier this year"
        vocabulary = self.book.vocabulary
        if name := restricted_by(wish.contact, vocabulary, idea.tags, idea.contains):
            return f"a declared restriction ({name})"
        return self._against_custom(self._customs.of(idea, wish.partner, prices.of(idea.kind)[1], during), wish)

    def _against_custom(self, custom: Custom, wish: Wish) -> str | None:
        if custom.never is not None:
            return f"the custom there: {custom.never.why}"
        for rule in custom.ask:
            if rule.restriction in wish.contact.restrictions:
                return f"a declared restriction ({rule.restriction})"
            if not is_welcome(rule, wish.contact, self.book.vocabulary):
                return f"to be asked about first: {rule.why}"
        return None


def _rank(idea: Idea, wish: Wish, custom: Custom, likes: set[str], ours: set[str]) -> Rank:
    """Read from the left: the first difference decides, and more is better."""
    fits_touch = (idea.kind in wish.touch.kinds) - (idea.kind == wish.last_kind)
    return (
        -custom.avoid,
        len(ours.intersection(idea.interests)),
        len(likes.intersection(idea.interests)),
        fits_touch + custom.prefer,
        _LASTS[idea.lasts],
        idea.audience == "person",
        _PERSONALISATION[idea.personalisation],
        idea.id not in wish.colleagues,
    )


def _because(idea: Idea, wish: Wish, likes: set[str]) -> str:
    shared = sorted(likes.intersection(idea.interests))
    why = f"for an interest in {', '.join(shared)}" if shared else f"lasts {idea.lasts}"
    if idea.kind in wish.touch.kinds:
        why += f", of a kind that {wish.touch.name} asks for ({idea.kind})"
    return f"{idea.name}: {why}"


def _most(ruled_out: Mapping[str, list[str]]) -> str:
    if not ruled_out:
        return "no idea: the catalogue is empty"
    reason, ideas = max(ruled_out.items(), key=lambda entry: len(entry[1]))
    return f"no idea left; most ({len(ideas)}) are out: {reason}"
