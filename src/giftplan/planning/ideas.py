"""What to give: ideas of the catalogue that nothing rules out, ranked by what is known of the person."""

from collections import Counter
from collections.abc import Callable
from collections.abc import Container
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.planning.customs import Custom
from giftplan.planning.customs import Customs
from giftplan.planning.matching import Verdict
from giftplan.planning.matching import for_person
from giftplan.planning.matching import restricted_by
from giftplan.planning.rendezvous import weight_of
from giftplan.planning.subject import moments
from giftplan.planning.subject import value_level
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


class Against(NamedTuple):
    """What rules an idea out: the rule of `check` that would speak (or `price`), and the reason."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pick:
    """The idea that ranks first, and why; without one, what ruled most out."""

    idea: Idea | None
    because: str


class Ranked(NamedTuple):
    """An idea that nothing rules out, with what its customs say and the money it may cost."""

    idea: Idea
    custom: Custom
    money: Decimal
    rank: "Rank"


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every idea of the catalogue: what is possible, the best first, and what is not."""

    possible: tuple[Ranked, ...]
    ruled_out: tuple[tuple[Idea, Against], ...]


Rank = tuple[int, int, int, int, int, int, int, int]


@dataclass
class Ideas:
    """Chooses from one book's catalogue, for one year."""

    book: Book
    settings: Settings
    year: int
    customs: Customs = field(init=False)
    by_name: Mapping[str, str] = field(init=False)
    """The id of each idea, by its name without capitals: how a gift may be written down."""
    _kinds: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        ideas = self.book.catalogue.values()
        self.customs = Customs(self.book, self.settings)
        self.by_name = {idea.name.casefold(): idea.id for idea in ideas}
        self._kinds = frozenset(idea.kind for idea in ideas)

    def choose(self, wish: Wish) -> Pick:
        """The best idea that nothing rules out."""
        possible, ruled_out = self._sift(wish)
        highest = max((ranked.rank for ranked in possible), default=None)
        equals = [ranked.idea for ranked in possible if ranked.rank == highest]
        best = max(equals, key=lambda idea: self._lot(wish, idea), default=None)
        return Pick(best, _because(best, wish) if best else _most([against for _, against in ruled_out]))

    def ranking(self, wish: Wish) -> Ranking:
        """Every idea, the one that `choose` takes first."""
        possible, ruled_out = self._sift(wish)
        possible.sort(key=lambda ranked: (ranked.rank, self._lot(wish, ranked.idea)), reverse=True)
        return Ranking(tuple(possible), tuple(ruled_out))

    def _lot(self, wish: Wish, idea: Idea) -> int:
        """Among equals a hash decides, so that not every partner gets the same thing."""
        return weight_of(f"{wish.partner.id}/{wish.touch.id}/{self.year}/{idea.id}")

    def _sift(self, wish: Wish) -> tuple[list[Ranked], list[tuple[Idea, Against]]]:
        if unknown := self._unknown_restriction(wish.contact):
            return [], [(idea, unknown) for idea in self.book.catalogue.values()]
        ruled_out: list[tuple[Idea, Against]] = []
        possible: list[Ranked] = []
        likes, ours = _likes(wish), self._shared_with_us(wish)
        said = self.customs.here(wish.partner, moments(wish.partner, wish.day))
        prices = {kind: wish.money(kind) for kind in self._kinds}
        levels = {kind: value_level(money, self.settings.value_levels) for kind, money in prices.items()}
        for idea in self.book.catalogue.values():
            money = prices[idea.kind]
            if against := self._against(idea, wish, money):
                ruled_out.append((idea, against))
                continue
            custom = said(idea, levels[idea.kind])
            if against := self._against_custom(custom, wish):
                ruled_out.append((idea, against))
            else:
                possible.append(Ranked(idea, custom, money, _rank(idea, wish, custom, likes, ours)))
        return possible, ruled_out

    def _unknown_restriction(self, contact: Contact) -> Against | None:
        """Where nobody can look up what a person declared, nothing can be said to respect it."""
        known = self.book.vocabulary.restrictions
        name = next((name for name in contact.restrictions if name not in known), None)
        if name is None:
            return None
        return Against("restriction-ignored", f"a declared restriction that the vocabulary does not know ({name})")

    def _shared_with_us(self, wish: Wish) -> set[str]:
        owner = self.settings.member(wish.partner.owner)
        return _likes(wish).intersection(owner.interests if owner else ())

    def _against(self, idea: Idea, wish: Wish, money: Decimal) -> Against | None:
        if idea.kind in NEVER_AN_IDEA:
            return Against("cash-equivalent", "no gift to a partner")
        if wish.kinds is not None and idea.kind not in wish.kinds:
            if wish.policy.gifts == "refused":
                return Against("gift-refused", "not of a kind that is welcome here")
            return Against("tax-threshold-passed", "it would pass a tax limit, which a service does not count for")
        if idea.kind in wish.policy.refuses:
            return Against("kind-refused", f"their policy refuses this kind ({idea.kind})")
        if idea.price.min >= money:
            return Against("price", "dearer than the money of this touch")
        if idea.id in wish.had:
            return Against("repeated-gift", "had in the last three years, or planned earlier this year")
        if name := restricted_by(wish.contact, self.book.vocabulary, self.customs.subject(idea)):
            return Against("restriction-ignored", f"a declared restriction ({name})")
        return None

    def _against_custom(self, custom: Custom, wish: Wish) -> Against | None:
        if custom.never is not None:
            return Against("cultural-taboo", f"a custom there ({custom.never.words})")
        for ruled in custom.ask:
            said = for_person(ruled.rule, wish.contact, self.book.vocabulary)
            if said is Verdict.DECLARED:
                return Against("restriction-ignored", f"a declared restriction ({ruled.rule.restriction})")
            if said is Verdict.ASK:
                rule = "cultural-taboo" if ruled.rule.level == "never" else "cultural-caution"
                return Against(rule, f"to be asked about first ({ruled.words})")
        return None


def _likes(wish: Wish) -> set[str]:
    return {word for interest in wish.contact.interests for word in interest.tags}


def _rank(idea: Idea, wish: Wish, custom: Custom, likes: set[str], ours: set[str]) -> Rank:
    """Read from the left: the first difference decides, and more is better."""
    fits_touch = (idea.kind in wish.touch.kinds) - (idea.kind == wish.last_kind)
    return (
        -len(custom.avoid),
        len(ours.intersection(idea.interests)),
        len(likes.intersection(idea.interests)),
        fits_touch + len(custom.prefer),
        _LASTS[idea.lasts],
        idea.audience == "person",
        _PERSONALISATION[idea.personalisation],
        idea.id not in wish.colleagues,
    )


def _because(idea: Idea, wish: Wish) -> str:
    shared = sorted(_likes(wish).intersection(idea.interests))
    why = f"for an interest in {', '.join(shared)}" if shared else f"lasts {idea.lasts}"
    if idea.kind in wish.touch.kinds:
        why += f", of a kind that {wish.touch.name} asks for ({idea.kind})"
    return f"{idea.name}: {why}"


def _most(ruled_out: list[Against]) -> str:
    if not ruled_out:
        return "no idea: the catalogue is empty"
    ((reason, count),) = Counter(against.reason for against in ruled_out).most_common(1)
    return f"no idea left; most ({count}) are out: {reason}"
