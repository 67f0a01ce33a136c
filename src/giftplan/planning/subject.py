"""What a culture's rule is held against: a gift or an idea, with its moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from decimal import Decimal

from giftplan.book.book import Book
from giftplan.planning.history import home_rate
from giftplan.records.catalogue import Idea
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings
from giftplan.records.settings import ValueLevels
from giftplan.records.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of a gift and its moment. None is 'not stated'; without tags it has none."""

    tags: frozenset[str] | None = None
    contains: frozenset[str] | None = None
    quantity: int | None = None
    colour: str | None = None
    wrapping: str | None = None
    value: str | None = None
    kind: str | None = None
    logo: str | None = None
    delivery: str | None = None
    ink: str | None = None
    during: frozenset[str] | None = None
    sector: str | None = None
    abroad: bool | None = None


@dataclass
class Words:
    """What the vocabulary says about words: which others one implies, and which colours a shade is one of."""

    vocabulary: Vocabulary
    shades: dict[str, tuple[str, ...]] = field(init=False)
    _tags: frozenset[str] = field(init=False)
    _contents: frozenset[str] = field(init=False)
    _known: dict[tuple[tuple[str, ...], ...], tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shades = {}
        for colour, shades in self.vocabulary.colours.items():
            for shade in shades:
                self.shades[shade] = (*self.shades.get(shade, ()), colour)
        self._tags = frozenset(self.vocabulary.tags)
        self._contents = frozenset(self.vocabulary.contents)

    def all_of(self, tags: Iterable[str], contains: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Tags and contents with all that they imply: wine contains alcohol, calfskin is leather, honey has honey."""
        key = tuple(tags), tuple(contains)
        if key not in self._known:
            said = frozenset(key[0])
            implied = self._implied(said.union(key[1]))
            inside = said.union(implied).intersection(self._contents)
            self._known[key] = said | implied.intersection(self._tags), inside.union(key[1])
        return self._known[key]

    def _implied(self, words: Iterable[str]) -> set[str]:
        found: set[str] = set()
        left = list(words)
        while left:
            new = set(self.vocabulary.implies.get(left.pop(), ())) - found
            found |= new
            left += new
        return found


def value_level(amount: Decimal, levels: ValueLevels) -> str:
    """The level of an amount in the home currency, VAT included: token, modest, mid, premium or lavish."""
    steps = (("token", levels.token), ("modest", levels.modest), ("mid", levels.mid), ("premium", levels.premium))
    return next((name for name, up_to in steps if amount <= up_to), "lavish")


def moments(partner: Partner, day: date) -> frozenset[str]:
    """The stages of the relation that hold on that day, in the words of `during`."""
    open_now = {period.what for period in partner.sensitive if period.holds(day)}
    if partner.status == "prospect":
        return frozenset({"prospect", *open_now})
    return frozenset(open_now) or (frozenset({"after-signature"}) if partner.status == "active" else frozenset())


def idea_alone(idea: Idea, words: Words) -> Subject:
    """An idea whatever the moment and the money."""
    tags, contains = words.all_of(idea.tags, idea.contains)
    return Subject(tags=tags, contains=contains, kind=idea.kind)


def subject_of(gift: Gift, partner: Partner, book: Book, settings: Settings, words: Words) -> Subject:
    """A gift that is recorded, on its day. What its catalogue entry says holds for it as well.

    Its value counts for each of those who share it, without extras, in the home currency.
    """
    idea = book.idea_of(gift)
    lent = (idea.tags, idea.contains) if idea else ((), ())
    tags, contains = words.all_of((*gift.tags, *lent[0]), (*(gift.contains or ()), *lent[1]))
    is_stated = gift.contains is not None or idea is not None
    rate = home_rate(gift, settings.exchange)
    return Subject(
        tags=tags,
        contains=contains if contains or is_stated else None,
        quantity=gift.quantity,
        colour=gift.colour,
        wrapping=gift.wrapping,
        value=None if rate is None else value_level(gift.value * rate / gift.people, settings.value_levels),
        kind=book.kind_of(gift),
        logo=gift.logo,
        delivery=gift.delivery,
        ink=gift.ink,
        during=moments(partner, gift.date),
        sector=partner.sector,
        abroad=partner.country != settings.country,
    )
