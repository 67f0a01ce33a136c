"""What a country's customs say of an idea of the catalogue."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.money import ZERO
from giftplan.planning.matching import Answer
from giftplan.planning.matching import answer
from giftplan.planning.subject import Subject
from giftplan.planning.subject import Words
from giftplan.planning.subject import idea_alone
from giftplan.records.catalogue import Idea
from giftplan.records.culture import CultureRule
from giftplan.records.culture import Match
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings


class Ruled(NamedTuple):
    """A custom that can be matched, with the name of the culture that has it."""

    culture: str
    rule: CultureRule
    match: Match
    things: frozenset[str]
    """The tags and contents of which an idea must have one; none where it names none, or only in alternatives."""

    @property
    def words(self) -> str:
        """The custom in words."""
        return f"{self.culture}: {self.rule.why}"


@dataclass(frozen=True, slots=True)
class Custom:
    """What a country's customs say of one idea."""

    never: Ruled | None
    ask: tuple[Ruled, ...]
    avoid: tuple[Ruled, ...]
    prefer: tuple[Ruled, ...]
    know: tuple[Ruled, ...]

    def joined(self, other: "Custom") -> "Custom":
        """Both together."""
        never = self.never or other.never
        avoid, prefer, know = self.avoid + other.avoid, self.prefer + other.prefer, self.know + other.know
        return Custom(never, self.ask + other.ask, avoid, prefer, know)


@dataclass
class Customs:
    """The customs of one book's cultures. What holds for many partners is worked out once."""

    book: Book
    settings: Settings
    words: Words = field(init=False)
    _subjects: dict[str, Subject] = field(default_factory=dict)
    _by_country: dict[str, tuple[tuple[Ruled, ...], tuple[Ruled, ...]]] = field(default_factory=dict)
    _speaking: dict[str, dict[str, tuple[Ruled, ...]]] = field(default_factory=dict)
    _of_moments: dict[tuple[object, ...], Custom] = field(default_factory=dict)
    _known: dict[tuple[object, ...], Custom] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = Words(self.book.vocabulary)

    def subject(self, idea: Idea) -> Subject:
        """What an idea is, whatever the moment and the money."""
        if idea.id not in self._subjects:
            self._subjects[idea.id] = idea_alone(idea, self.words)
        return self._subjects[idea.id]

    def here(self, partner: Partner, during: frozenset[str]) -> Callable[[Idea, str], Custom]:
        """What the customs there say at those moments, by idea and level of value."""
        about = self._about(partner.country)
        of_moment: dict[str, Custom] = {}

        def said(idea: Idea, level: str) -> Custom:
            if idea.id in about:
                return self.of(idea, partner, level, during)
            if level not in of_moment:
                of_moment[level] = self._of_moment(partner, level, during)
            return of_moment[level]

        return said

    def of(self, idea: Idea, partner: Partner, level: str, during: frozenset[str]) -> Custom:
        """What the customs there say of this idea, for a value of that level and at those moments."""
        key = (partner.country, partner.sector, during, level, idea.id)
        if key not in self._known:
            self._known[key] = self._joined(idea, partner, level, during)
        return self._known[key]

    def most(self, partner: Partner, during: frozenset[str]) -> tuple[Decimal, Ruled] | None:
        """The most that any gift may be worth there at those moments, with the custom that says so; None: no end.

        In the home currency, VAT included, by the value levels of the settings. Zero where nothing may be given.
        """
        levels, found = self.settings.value_levels, None
        up_to = {"premium": levels.premium, "mid": levels.mid, "modest": levels.modest, "token": levels.token}
        for level in ("lavish", *up_to):
            never = self._of_moment(partner, level, during).never or self._whatever(partner, level, during)
            if never is None:
                return (up_to[level], found) if found else None
            found = never
        return (ZERO, found) if found else None

    def _whatever(self, partner: Partner, level: str, during: frozenset[str]) -> Ruled | None:
        """A `never` that also speaks of things, but holds at those moments whatever the thing is."""
        subject = self._at(Subject(), partner, level, during)
        either = (ruled for ruled in self._rules(partner.country)[0] if ruled.match.any_of)
        return _said_by(self._holding(either, subject)).never

    def _joined(self, idea: Idea, partner: Partner, level: str, during: frozenset[str]) -> Custom:
        about = self._about(partner.country).get(idea.id, ())
        of_moment = self._of_moment(partner, level, during)
        if not about:
            return of_moment
        subject = self._at(self.subject(idea), partner, level, during)
        return of_moment.joined(_said_by(self._holding(about, subject)))

    def _of_moment(self, partner: Partner, level: str, during: frozenset[str]) -> Custom:
        """What the customs there say of any gift of that value at those moments."""
        key = (partner.country, partner.sector, during, level)
        if key not in self._of_moments:
            subject = self._at(Subject(), partner, level, during)
            self._of_moments[key] = _said_by(self._holding(self._rules(partner.country)[1], subject))
        return self._of_moments[key]

    def _at(self, subject: Subject, partner: Partner, level: str, during: frozenset[str]) -> Subject:
        abroad = partner.country != self.settings.country
        return replace(subject, value=level, during=during, sector=partner.sector, abroad=abroad)

    def _holding(self, rules: Iterable[Ruled], subject: Subject) -> list[Ruled]:
        return [ruled for ruled in rules if answer(ruled.match, subject, self.words.shades) is Answer.YES]

    def _about(self, country: str) -> dict[str, tuple[Ruled, ...]]:
        """By idea the customs there that speak of something it is, whatever the moment and the money."""
        if country not in self._speaking:
            ideas = self.book.catalogue.values()
            found = {idea.id: tuple(self._speaking_of(idea, country)) for idea in ideas}
            self._speaking[country] = {idea: rules for idea, rules in found.items() if rules}
        return self._speaking[country]

    def _speaking_of(self, idea: Idea, country: str) -> Iterator[Ruled]:
        itself, shades = self.subject(idea), self.words.shades
        has = (itself.tags or frozenset()) | (itself.contains or frozenset())
        for ruled in self._rules(country)[0]:
            is_near = not ruled.things or not ruled.things.isdisjoint(has)
            if is_near and answer(ruled.match, itself, shades) is not Answer.NO:
                yield ruled

    def _rules(self, country: str) -> tuple[tuple[Ruled, ...], tuple[Ruled, ...]]:
        """The customs there that can be matched: those that speak of things, and those of moments and money alone."""
        if country not in self._by_country:
            every = [
                Ruled(culture.name, rule, rule.match, frozenset((*rule.match.tags, *rule.match.contains)))
                for culture in self.book.cultures_of(country)
                for rule in culture.rules
                if rule.match is not None
            ]
            of_things = tuple(ruled for ruled in every if _speaks_of_things(ruled.match))
            self._by_country[country] = of_things, tuple(r for r in every if not _speaks_of_things(r.match))
        return self._by_country[country]


def _speaks_of_things(match: Match) -> bool:
    return bool(match.tags or match.contains or match.kind or match.any_of)


def _said_by(holding: Iterable[Ruled]) -> Custom:
    every = list(holding)
    plain = [ruled for ruled in every if ruled.rule.scope != "ask"]
    return Custom(
        never=next((ruled for ruled in plain if ruled.rule.level == "never"), None),
        ask=tuple(ruled for ruled in every if ruled.rule.scope == "ask" and ruled.rule.level in ("never", "avoid")),
        avoid=tuple(ruled for ruled in plain if ruled.rule.level == "avoid"),
        prefer=tuple(ruled for ruled in plain if ruled.rule.level == "prefer"),
        know=tuple(ruled for ruled in plain if ruled.rule.level == "know"),
    )
