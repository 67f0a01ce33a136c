"""Does a culture's rule speak of this gift, and does it hold for this person?

What a gift does not state makes a rule unknown: it is asked about, never passed. A rule that is true for some people
only (`scope: ask`) is asked about too, unless the person said; nobody's religion, origin or gender is ever looked for.
"""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Mapping
from enum import Enum
from typing import Any

from giftplan.planning.subject import Subject
from giftplan.records.contact import Contact
from giftplan.records.culture import CultureRule
from giftplan.records.culture import Match
from giftplan.records.vocabulary import RestrictionWords
from giftplan.records.vocabulary import Vocabulary

Shades = Mapping[str, Collection[str]]
"""The colours that each shade is one of: a rule on blue holds for navy."""


class Answer(Enum):
    """Does a rule match?"""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Verdict(Enum):
    """What a rule that speaks of a gift means for the person who gets it."""

    SILENT = "it says nothing here: it does not match, or the person declared such things as welcome"
    HOLDS = "it holds"
    DECLARED = "the person declared the restriction: an error in every country"
    ASK = "true for some people: check first, or choose something neutral"
    UNKNOWN = "the gift does not say enough"


def verdict(rule: CultureRule, subject: Subject, contact: Contact, vocabulary: Vocabulary, shades: Shades) -> Verdict:
    """What this rule says of that gift to that person. A rule without a match is advice, and silent."""
    if rule.match is None:
        return Verdict.SILENT
    return verdict_of(rule, answer(rule.match, subject, shades), contact, vocabulary)


def verdict_of(rule: CultureRule, said: Answer, contact: Contact, vocabulary: Vocabulary) -> Verdict:
    """What a rule means for a person, of which it is known whether it matches."""
    if said is Answer.NO:
        return Verdict.SILENT
    personal = for_person(rule, contact, vocabulary)
    return Verdict.UNKNOWN if said is Answer.UNKNOWN and personal is not Verdict.SILENT else personal


def for_person(rule: CultureRule, contact: Contact, vocabulary: Vocabulary) -> Verdict:
    """What a rule that matches means for that person. Only `ask` rules depend on who it is; a law never does."""
    if rule.scope != "ask":
        return Verdict.HOLDS
    if rule.restriction in contact.restrictions:
        return Verdict.DECLARED
    return Verdict.SILENT if _is_welcome(rule, contact, vocabulary) else Verdict.ASK


def _is_welcome(rule: CultureRule, contact: Contact, vocabulary: Vocabulary) -> bool:
    """Did the person declare as welcome what the rule is careful about: what it names, or all that it stands for?"""
    if not contact.accepts:
        return False
    words = vocabulary.restrictions.get(rule.restriction or "", _NO_WORDS)
    stands_for = {*words.contains, *words.tags}
    named: set[Any] = {rule.restriction}
    if rule.match is not None:
        named.update(rule.match.tags, rule.match.contains)
    return not named.isdisjoint(contact.accepts) or (bool(stands_for) and stands_for.issubset(contact.accepts))


def restricted_by(contact: Contact, vocabulary: Vocabulary, subject: Subject) -> str | None:
    """The restriction this person declared that such a gift ignores; None if none."""
    for name in contact.restrictions:
        words = vocabulary.restrictions.get(name, _NO_WORDS)
        tags, contains = subject.tags or (), subject.contains or ()
        if (
            any(word in contains for word in words.contains)
            or any(word in tags for word in words.tags)
            or subject.quantity in words.quantity
        ):
            return name
    return None


_NO_WORDS = RestrictionWords()


def answer(match: Match, subject: Subject, shades: Shades) -> Answer:
    """Whether `match` holds for `subject`. `shades` lead from a shade to its colours (navy to blue)."""
    unsure = False
    for said in _answers(match, subject, shades):
        if said is Answer.NO:
            return Answer.NO
        unsure = unsure or said is Answer.UNKNOWN
    return Answer.UNKNOWN if unsure else Answer.YES


def _answers(match: Match, subject: Subject, shades: Shades) -> Iterable[Answer]:
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


def _overlap(wanted: Iterable[str], there: frozenset[str], _: Shades) -> bool:
    return not there.isdisjoint(wanted)


def _one_of(wanted: Container[str], there: str, _: Shades) -> bool:
    return there in wanted


def _quantity(wanted: Iterable[int | str], there: int, _: Shades) -> bool:
    parity = "odd" if there % 2 else "even"
    return any(number in (there, parity) for number in wanted)


def _colour(wanted: Container[str], there: str, shades: Shades) -> bool:
    return there in wanted or any(colour in wanted for colour in shades.get(there, ()))


_KEYS: tuple[tuple[str, Callable[[Any, Any, Shades], bool]], ...] = (
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
