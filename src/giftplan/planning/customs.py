"""What a country's customs say of an idea of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field

from giftplan.book.book import Book
from giftplan.planning.matching import Answer
from giftplan.planning.matching import Subject
from giftplan.planning.matching import answer
from giftplan.planning.matching import shades_of
from giftplan.planning.sensitive import cultures_of
from giftplan.records.catalogue import Idea
from giftplan.records.culture import CultureRule
from giftplan.records.culture import Match
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings


@dataclass(frozen=True, slots=True)
class Custom:
    """What a country's customs say of one idea."""

    never: CultureRule | None
    ask: tuple[CultureRule, ...]
    avoid: int
    prefer: int

    def joined(self, other: "Custom") -> "Custom":
        """Both together."""
        never = self.never or other.never
        return Custom(never, self.ask + other.ask, self.avoid + other.avoid, self.prefer + other.prefer)


Ruled = tuple[CultureRule, Match]
"""A custom with what it matches."""


@dataclass
class Customs:
    """The customs of one book's cultures. What holds for many partners is worked out once."""

    book: Book
    settings: Settings
    _by_country: dict[str, tuple[tuple[Ruled, ...], tuple[Ruled, ...]]] = field(default_factory=dict)
    _speaking: dict[tuple[str, str], tuple[Ruled, ...]] = field(default_factory=dict)
    _of_moments: dict[tuple[object, ...], Custom] = field(default_factory=dict)
    _known: dict[tuple[object, ...], Custom] = field(default_factory=dict)
    _shades: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._shades = shades_of(self.book.vocabulary)

    def of(self, idea: Idea, partner: Partner, level: str, during: frozenset[str]) -> Custom:
        """What the customs there say of this idea, for a value of that level and at those moments."""
        key = (partner.country, partner.sector, during, level, idea.id)
        if key not in self._known:
            self._known[key] = self._joined(idea, partner, level, during)
        return self._known[key]

    def _joined(self, idea: Idea, partner: Partner, level: str, during: frozenset[str]) -> Custom:
        country = partner.country
        moment = (country, partner.sector, during, level)
        about = self._about(country, idea)
        if not about and moment in self._of_moments:
            return self._of_moments[moment]
        subject = Subject(
            tags=frozenset(idea.tags),
            contains=frozenset(idea.contains),
            kind=idea.kind,
            value=level,
            during=during,
            sector=partner.sector,
            abroad=country != self.settings.country,
        )
        if moment not in self._of_moments:
            self._of_moments[moment] = _said_by(self._holding(self._rules(country)[1], subject))
        return self._of_moments[moment].joined(_said_by(self._holding(about, subject)))

    def _holding(self, rules: Iterable[Ruled], subject: Subject) -> list[CultureRule]:
        return [rule for rule, match in rules if answer(match, subject, self._shades) is Answer.YES]

    def _about(self, country: str, idea: Idea) -> tuple[Ruled, ...]:
        """The customs there that speak of something this idea is, whatever the moment and the money."""
        key = (country, idea.id)
        if key not in self._speaking:
            itself = Subject(tags=frozenset(idea.tags), contains=frozenset(idea.contains), kind=idea.kind)
            rules = self._rules(country)[0]
            self._speaking[key] = tuple(
                (rule, match) for rule, match in rules if answer(match, itself, self._shades) is not Answer.NO
            )
        return self._speaking[key]

    def _rules(self, country: str) -> tuple[tuple[Ruled, ...], tuple[Ruled, ...]]:
        """The customs there that can be matched: those that speak of things, and those of moments and money alone."""
        if country not in self._by_country:
            every = [
                (rule, rule.match)
                for culture in cultures_of(self.book, country)
                for rule in culture.rules
                if rule.match is not None
            ]
            of_things = tuple(ruled for ruled in every if _speaks_of_things(ruled[1]))
            self._by_country[country] = of_things, tuple(ruled for ruled in every if not _speaks_of_things(ruled[1]))
        return self._by_country[country]


def _speaks_of_things(match: Match) -> bool:
    return bool(match.tags or match.contains or match.kind or match.any_of)


def _said_by(holding: Iterable[CultureRule]) -> Custom:
    rules = list(holding)
    plain = [rule for rule in rules if rule.scope != "ask"]
    return Custom(
        never=next((rule for rule in plain if rule.level == "never"), None),
        ask=tuple(rule for rule in rules if rule.scope == "ask" and rule.level in ("never", "avoid")),
        avoid=sum(rule.level == "avoid" for rule in plain),
        prefer=sum(rule.level == "prefer" for rule in plain),
    )
