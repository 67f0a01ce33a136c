"""What a country's customs say of a gift that is recorded, to the people who got it."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import Literal
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.planning.matching import Answer
from giftplan.planning.matching import Verdict
from giftplan.planning.matching import answer
from giftplan.planning.matching import verdict_of
from giftplan.planning.subject import Subject
from giftplan.planning.subject import Words
from giftplan.planning.subject import subject_of
from giftplan.records.contact import Contact
from giftplan.records.culture import Culture
from giftplan.records.culture import CultureRule
from giftplan.records.culture import Match
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings

_GRAVEST_FIRST = (Verdict.DECLARED, Verdict.HOLDS, Verdict.ASK, Verdict.UNKNOWN)
_OF_THINGS = ("tags", "contains", "kind", "colour", "wrapping", "ink", "logo", "quantity")
SENSITIVE = frozenset({"negotiation", "tender", "renewal", "dispute", "crisis"})


class _Ruled(NamedTuple):
    culture: Culture
    rule: CultureRule
    match: Match
    things: frozenset[str]
    """Tags and contents of which the gift must have one, where the match names any."""
    of_things: bool
    of_kinds: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """A custom that speaks of a gift: it holds, has to be asked about, or the record leaves it open."""

    culture: Culture
    rule: CultureRule
    match: Match
    verdict: Verdict
    in_calm: bool
    """Would it match without what is open on that day: a negotiation, a tender, a crisis?"""


@dataclass
class Opinions:
    """The customs of a book, held against one gift after another."""

    book: Book
    settings: Settings
    words: Words = field(init=False)
    _by_country: dict[str, list[_Ruled]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = Words(self.book.vocabulary)

    def subject(self, gift: Gift, partner: Partner) -> Subject:
        """The gift on its day, as rules look at it."""
        return subject_of(gift, partner, self.book, self.settings, self.words)

    def of(self, subject: Subject, partner: Partner, people: Sequence[Contact]) -> Iterator[Opinion]:
        """Every custom there that is not silent about it; for several people, what is gravest for one of them."""
        has = None if subject.contains is None else subject.contains | (subject.tags or frozenset())
        spared = _spared_by(subject)
        for culture, rule, match, things, of_things, of_kinds in self._rules(partner.country):
            is_elsewhere = has is not None and things and has.isdisjoint(things)
            if is_elsewhere or (spared and not (of_kinds or (of_things and spared != "all"))):
                continue
            answered = answer(match, subject, self.words.shades)
            if answered is Answer.NO:
                continue
            said = {verdict_of(rule, answered, one, self.book.vocabulary) for one in people}
            gravest = next((found for found in _GRAVEST_FIRST if found in said), None)
            if gravest is not None:
                yield Opinion(culture, rule, match, gravest, self._in_calm(match, subject))

    def _in_calm(self, match: Match, subject: Subject) -> bool:
        if moments_in(match).isdisjoint(SENSITIVE):
            return True
        calm = replace(subject, during=(subject.during or frozenset()) - SENSITIVE)
        return answer(match, calm, self.words.shades) is Answer.YES

    def _rules(self, country: str) -> list[_Ruled]:
        if country not in self._by_country:
            self._by_country[country] = [
                _ruled(culture, rule, match)
                for culture in self.book.cultures_of(country)
                for rule in culture.rules
                if rule.level in ("never", "avoid") and (match := rule.match) is not None
            ]
        return self._by_country[country]


def _ruled(culture: Culture, rule: CultureRule, match: Match) -> _Ruled:
    things = frozenset((*match.tags, *match.contains))
    return _Ruled(culture, rule, match, things, speaks_of_things(match), _names_kinds(match))


def speaks_of_things(match: Match) -> bool:
    """Does it look at the thing itself? What looks at the moment, the money or the sector alone spares cards."""
    return any(getattr(match, key) for key in _OF_THINGS) or any(map(speaks_of_things, match.any_of))


def _names_kinds(match: Match) -> bool:
    return bool(match.kind) or any(map(_names_kinds, match.any_of))


_Spared = Literal["", "most", "all"]
"""Which customs a card is spared: those that do not look at the thing; one of which nothing is stated, all of them."""


def _spared_by(subject: Subject) -> _Spared:
    if subject.kind != "card":
        return ""
    stated = (subject.tags, subject.contains, subject.colour, subject.wrapping, subject.ink, subject.logo)
    return "most" if any(stated) or subject.quantity else "all"


def moments_in(match: Match) -> frozenset[str]:
    """The moments that a match names, in whichever alternative."""
    return frozenset(match.during).union(*map(moments_in, match.any_of))
