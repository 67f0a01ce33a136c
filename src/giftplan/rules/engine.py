"""Runs the rules: stamps what they yield, applies levels and waivers, puts the findings in order."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from giftplan.book.book import Book
from giftplan.book.problem import TOP
from giftplan.book.problem import KeyPath
from giftplan.records.waiver import Waiver
from giftplan.rules import attention
from giftplan.rules import cadence
from giftplan.rules import compliance
from giftplan.rules import culture
from giftplan.rules import files
from giftplan.rules import portfolio
from giftplan.rules import privacy
from giftplan.rules import proportion
from giftplan.rules import references
from giftplan.rules._rule import LEVELS
from giftplan.rules._rule import RULES
from giftplan.rules._rule import Hit
from giftplan.rules._rule import Level
from giftplan.rules._rule import Rule
from giftplan.rules._rule import in_order
from giftplan.rules.asked import Asked

FAMILIES = (files, compliance, proportion, cadence, culture, attention, privacy, portfolio)
"""Importing a family registers its rules."""
in_order()

LONGEST = 600
"""So many characters of a message are read; the rest is somebody's text."""
UNUSED_WAIVER = "GP007"
ON_THE_GIFT_ALONE = frozenset({"GP108"})
"""Rules that a partner's waiver does not set aside: each gift past a legal limit answers for itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, with its place. `path` is inside the data folder; line and column count from 1.

    `length` is how many characters are meant from there; `hidden` says that only `--all` shows it.
    """

    rule: str
    name: str
    level: Level
    path: str
    line: int
    column: int
    length: int
    partner: str | None
    message: str
    why: str
    fix: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Every finding in order of file, line and code, and what a waiver set aside."""

    as_of: date
    files: int
    findings: tuple[Finding, ...]
    set_aside: tuple[tuple[str, str], ...]
    """Rule and path of what a waiver set aside."""

    @property
    def waived(self) -> int:
        """How many findings a waiver set aside."""
        return len(self.set_aside)

    def count(self, level: Level) -> int:
        """How many findings of that level there are, shown or not."""
        return sum(finding.level == level for finding in self.findings)


@dataclass(slots=True)
class _Standing:
    """A waiver where it stands, and whether it was needed."""

    waiver: Waiver
    code: str
    path: str
    at: KeyPath
    partner: str
    as_of: date
    on_gift: bool
    counts: bool
    """May whoever wrote it set that rule aside?"""
    day: date | None = None
    """That of the gift on which it stands."""
    used: bool = False

    def covers(self, code: str, hit: Hit) -> bool:
        """Does it set this hit aside?"""
        if not self.counts or code != self.code or (hit.day or self.as_of) > self.waiver.until:
            return False
        if self.on_gift:
            record = self.at[:-2]
            return hit.path == self.path and hit.at[: len(record)] == record
        return code not in ON_THE_GIFT_ALONE and (hit.partner == self.partner or hit.path == self.path)


def judge(book: Book, as_of: date, places: bool = True) -> Report:
    """Every finding of every rule. Without `places`, to look for which takes time, those that are hidden have none."""
    asked = Asked(book, as_of)
    waivers = list(_waivers(book, as_of))
    findings: list[Finding] = []
    set_aside: list[tuple[str, str]] = []
    for rule in RULES.values():
        for hit in rule.check(asked):
            if not _is_set_aside(rule, hit, waivers):
                findings.extend(_stamped(book, rule, hit, as_of, places))
            elif _level(book, rule) is not None:
                set_aside.append((rule.code, hit.path))
    for hit in _unused(book, waivers):
        findings.extend(_stamped(book, RULES[UNUSED_WAIVER], hit, as_of, places))
    ordered = sorted(findings, key=lambda found: (found.path, found.line, found.column, found.rule, found.message))
    return Report(as_of, book.files, tuple(ordered), tuple(set_aside))


def _waivers(book: Book, as_of: date) -> Iterator[_Standing]:
    codes = references.rule_names()
    for partner in book.partners.values():
        for index, waiver in enumerate(partner.waivers):
            place: KeyPath = ("waivers", index)
            code = codes.get(waiver.rule, "")
            counts = not code.startswith("GP1") or _is_compliance(book, waiver.by)
            yield _Standing(waiver, code, partner.path, place, partner.id, as_of, on_gift=False, counts=counts)
    for gift in book.gifts:
        for index, waiver in enumerate(gift.waivers):
            place = references.at(gift, "waivers", index)
            code = codes.get(waiver.rule, "")
            counts = not code.startswith("GP1") or _is_compliance(book, waiver.by)
            yield _Standing(
                waiver, code, gift.path, place, gift.partner, as_of, on_gift=True, counts=counts, day=gift.date
            )


def _is_set_aside(rule: Rule, hit: Hit, waivers: Iterable[_Standing]) -> bool:
    """GP0 cannot be waived: a file that cannot be read helps nobody by being excused."""
    if rule.code.startswith("GP0"):
        return False
    covering = [standing for standing in waivers if standing.covers(rule.code, hit)]
    for standing in covering:
        standing.used = True
    return bool(covering)


def _unused(book: Book, waivers: Iterable[_Standing]) -> Iterator[Hit]:
    """What sets nothing aside. While a file cannot be read, rules are left out, and nobody can tell."""
    for standing in waivers if book.settings and not book.lost else ():
        is_judged = standing.day is None or _is_judged(book, standing.day)
        if (
            standing.counts
            and not standing.used
            and is_judged
            and standing.code in RULES
            and not standing.code.startswith("GP0")
        ):
            why = "An exception that is no longer needed hides the next mistake of its kind."
            message = f"this waiver of {standing.waiver.rule} sets nothing aside"
            yield Hit(
                standing.path,
                message,
                why,
                "Remove the waiver",
                standing.at,
                partner=standing.partner,
                day=standing.day,
            )


def _is_compliance(book: Book, name: str) -> bool:
    member = book.settings.member(name) if book.settings else None
    return member is not None and member.role == "compliance"


def _is_judged(book: Book, day: date) -> bool:
    start = book.settings.judged_from if book.settings else None
    return start is None or day >= start


def _stamped(book: Book, rule: Rule, hit: Hit, as_of: date, places: bool) -> Iterator[Finding]:
    """The hit with its rule's identity, level and place; nothing where the company made the rule silent."""
    usual = _level(book, rule)
    if usual is None:
        return
    level = max(usual, hit.level or usual, key=LEVELS.index)
    past = hit.day is not None and hit.day.year < as_of.year
    hidden = level == "advice" or (past and level != "error")
    spot = hit.spot or (TOP if hidden and not places else book.spot(hit.path, hit.at, hit.on_key))
    yield Finding(
        rule=rule.code,
        name=rule.name,
        level=level,
        path=hit.path,
        line=spot.line,
        column=spot.column,
        length=spot.length,
        partner=hit.partner,
        message=_readable(hit.message),
        why=_readable(hit.why),
        fix=_readable(hit.fix),
        hidden=hidden,
    )


def _readable(text: str) -> str:
    """A text without the middle of what somebody pasted into a field."""
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return f"{text[:half]} [{len(text) - 2 * half:,} characters] {text[-half:]}"


def _level(book: Book, rule: Rule) -> Level | None:
    """The rule's level, or the one that the company gave it; None where it is silent. An error keeps its level."""
    if book.settings is None or rule.level == "error":
        return rule.level
    wanted = book.settings.rules.get(rule.code) or book.settings.rules.get(rule.name)
    return None if wanted == "silent" else (wanted or rule.level)
