"""Does a culture's rule speak of this gift: yes, no, or unknown, where the gift does not say.

What a gift does not state makes a rule unknown: it is asked about, never passed.
"""

from collections.abc import Callable
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from giftplan.records.contact import Contact
from giftplan.records.culture import CultureRule
from giftplan.records.culture import Match
from giftplan.records.partner import Partner
from giftplan.records.settings import ValueLevels
from giftplan.records.vocabulary import RestrictionWords
from giftplan.records.vocabulary import Vocabulary


class Answer(Enum):
    """Does a rule match?"""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of a gift and its moment. None is 'not stated'; empty tags and contents are 'none'."""

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


def answer(match: Match, subject: Subject, shades: Mapping[str, str]) -> Answer:
    """Whether `match` holds for `subject`. `shades` lead from a shade to its colour (navy to blue)."""
    unsure = False
    for said in _answers(match, subject, shades):
        if said is Answer.NO:
            return Answer.NO
        unsure = unsure or said is Answer.UNKNOWN
    return Answer.UNKNOWN if unsure else Answer.YES


def _answers(match: Match, subject: Subject, shades: Mapping[str, str]) -> Iterable[Answer]:
    """One answer for each key that the match gives."""
    for key, compare in _KEYS:
        if wanted := getattr(match, key):
            there = getattr(subject, key)
            yield Answer.UNKNOWN if there is None else _said(compare(wanted, there, shades))
    if match.origin:
        yield Answer.UNKNOWN if subject.abroad is None else _said(subject.abroad)
    if match.any_of:
        yield _any(answer(alternative, subject, shades) for alternative in match.any_of)


def _said(holds: bool) -> Answer:
    return Answer.YES if holds else Answer.NO


def _any(answers: Iterable[Answer]) -> Answer:
    found = set(answers)
    if Answer.YES in found:
        return Answer.YES
    return Answer.UNKNOWN if Answer.UNKNOWN in found else Answer.NO


def _overlap(wanted: Iterable[str], there: frozenset[str], _: Mapping[str, str]) -> bool:
    return not there.isdisjoint(wanted)


def _one_of(wanted: Container[str], there: str, _: Mapping[str, str]) -> bool:
    return there in wanted


def _quantity(wanted: Iterable[int | str], there: int, _: Mapping[str, str]) -> bool:
    parity = "odd" if there % 2 else "even"
    return any(number in (there, parity) for number in wanted)


def _colour(wanted: Container[str], there: str, shades: Mapping[str, str]) -> bool:
    return there in wanted or shades.get(there, there) in wanted


_KEYS: tuple[tuple[str, Callable[[Any, Any, Mapping[str, str]], bool]], ...] = (
    ("tags", _overlap),
    ("contains", _overlap),
    ("kind", _one_of),
    ("during", _overlap),
    ("value", _one_of),
    ("quantity", _quantity),
    ("colour", _colour),
    ("wrapping", _colour),
    ("ink", _colour),
    ("logo", _one_of),
    ("delivery", _one_of),
    ("sector", _one_of),
)


def shades_of(vocabulary: Vocabulary) -> dict[str, str]:
    """Each shade with its colour."""
    return {shade: colour for colour, shades in vocabulary.colours.items() for shade in shades}


def restricted_by(
    contact: Contact, vocabulary: Vocabulary, tags: Container[str], contains: Container[str]
) -> str | None:
    """The restriction this person declared that something with these tags and contents ignores; None if none."""
    for name in contact.restrictions:
        words = vocabulary.restrictions.get(name, _NO_WORDS)
        if any(word in contains for word in words.contains) or any(word in tags for word in words.tags):
            return name
    return None


_NO_WORDS = RestrictionWords()


def is_welcome(rule: CultureRule, contact: Contact, vocabulary: Vocabulary) -> bool:
    """Did the person declare as welcome what this `ask` rule is careful about? A law is never silenced."""
    if rule.scope != "ask" or not contact.accepts:
        return False
    words = vocabulary.restrictions.get(rule.restriction or "", _NO_WORDS)
    spoken_of: set[Any] = {rule.restriction, *words.contains, *words.tags}
    if rule.match is not None:
        spoken_of.update(rule.match.tags, rule.match.contains)
    return any(word in spoken_of for word in contact.accepts)
