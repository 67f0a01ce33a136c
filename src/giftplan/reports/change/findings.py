"""What `check` says of one side and not of the other. Another line is the same finding; other words are told."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from giftplan.book.book import Book
from giftplan.reports.change.gifts import Gifts
from giftplan.reports.change.gifts import Place
from giftplan.reports.change.gifts import place_of
from giftplan.reports.change.names import Names
from giftplan.rules._rule import LEVELS
from giftplan.rules.engine import Finding
from giftplan.rules.engine import Report


@dataclass(frozen=True, slots=True)
class FindingChanges:
    """Findings that came and went, and how many are on both sides; those that only `--all` shows are in none.

    `changed` are on both sides, and say something else now: they count in `same`. `set_aside` went without being
    solved: a waiver, or the company's own levels, keep them from being shown.
    """

    new: tuple[Finding, ...]
    changed: tuple[Finding, ...]
    solved: tuple[Finding, ...]
    set_aside: tuple[Finding, ...]
    same: int

    @property
    def is_different(self) -> bool:
        """Does `check` say anything else of the later side?"""
        return bool(self.new or self.changed or self.solved or self.set_aside)

    def count(self, level: str) -> int:
        """How many of that level are new, or say something else."""
        return sum(finding.level == level for finding in (*self.new, *self.changed))


class _Known(NamedTuple):
    """A finding in the words of after, and what makes it that one."""

    finding: Finding
    subject: Hashable
    message: str
    day: date | None
    """That of the gift that it is about."""


def finding_changes(
    before: Book,
    after: Book,
    reports: tuple[Report | None, Report | None],
    names: Names,
    gifts: Gifts,
    may_be_solved: Callable[[Finding], bool],
) -> FindingChanges:
    """Compare what `check` shows of both sides. What went is solved only where the later side could be judged."""
    there = [known for known in _known(before, reports[0], names, gifts) if not known.finding.hidden]
    every = list(_known(after, reports[1], Names(), Gifts((), (), ())))
    same, there, new = _matched(there, [known for known in every if not known.finding.hidden], _in_the_same_words)
    changed, there, new = _matched(there, new, _of_the_same_thing)
    worse = [now for was, now in changed if LEVELS.index(now.level) < LEVELS.index(was.level)]
    hidden = {known.subject for known in every if known.finding.hidden}
    gone = [known for known in there if may_be_solved(known.finding) and not names.repeats(known.message)]
    aside = [known.finding for known in gone if _is_set_aside(known, after, reports[1], hidden)]
    return FindingChanges(
        new=_worst_first([*(known.finding for known in new), *worse]),
        changed=_worst_first(now for _, now in changed if now not in worse),
        solved=_worst_first(known.finding for known in gone if known.finding not in aside),
        set_aside=_worst_first(aside),
        same=len(same) + len(changed) - len(worse),
    )


def _matched(
    before: Iterable[_Known], after: Iterable[_Known], key: Callable[[_Known], Hashable]
) -> tuple[list[tuple[Finding, Finding]], list[_Known], list[_Known]]:
    waiting: defaultdict[Hashable, list[_Known]] = defaultdict(list)
    for known in before:
        waiting[key(known)].append(known)
    pairs: list[tuple[Finding, Finding]] = []
    new: list[_Known] = []
    for known in after:
        candidates = waiting[key(known)]
        if candidates:
            pairs.append((candidates.pop(0).finding, known.finding))
        else:
            new.append(known)
    return pairs, [known for left in waiting.values() for known in left], new


def _in_the_same_words(known: _Known) -> Hashable:
    return known.subject, known.finding.level, known.message


def _of_the_same_thing(known: _Known) -> Hashable:
    """An error of reading has no thing that it is about but its own words."""
    return (known.subject, known.message) if known.finding.rule.startswith("GP0") else known.subject


def _known(book: Book, report: Report | None, names: Names, gifts: Gifts) -> Iterator[_Known]:
    """The findings of one side; none where there is no data folder."""
    places = _GiftPlaces(book)
    for finding in report.findings if report else ():
        partner = names.now(finding.partner or "")
        message = finding.message
        if finding.partner and partner != finding.partner:
            message = re.sub(rf"\b{re.escape(finding.partner)}\b", partner, message)
        thing: Hashable = finding.path
        gift = places.at(finding)
        if finding.path.startswith("partners/") and finding.partner:
            thing = "partners/"
        elif gift:
            thing = gifts.now(gift)
        yield _Known(finding, (finding.rule, partner, thing), message, places.days.get(gift) if gift else None)


class _GiftPlaces:
    """Which gift of a file a finding is about, by its line."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.days: dict[Place, date] = {place_of(gift): gift.date for gift in book.gifts}
        self._lists: defaultdict[str, list[int]] = defaultdict(list)
        for gift in book.gifts:
            if gift.index is not None:
                self._lists[gift.path].append(gift.index)

    def at(self, finding: Finding) -> Place | None:
        """Its place; None where the finding is about no gift."""
        if not finding.path.startswith("gifts/"):
            return None
        if finding.path not in self._lists:
            return finding.path, None
        indices = sorted(self._lists[finding.path])
        lines = [self._book.spot(finding.path, (index,)).line for index in indices]
        return finding.path, indices[max(0, bisect_right(lines, finding.line) - 1)]


def _is_set_aside(known: _Known, after: Book, report: Report | None, hidden: set[Hashable]) -> bool:
    """Is it still so, and only no longer shown?"""
    finding = known.finding
    levels = after.settings.rules if after.settings else {}
    start = after.settings.judged_from if after.settings else None
    is_no_longer_judged = known.day is not None and start is not None and known.day < start
    is_silent = "silent" in (levels.get(finding.rule), levels.get(finding.name))
    waived = {rule for rule, path in report.set_aside if path == finding.path} if report else set()
    return is_silent or is_no_longer_judged or finding.rule in waived or known.subject in hidden


def _worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda found: (LEVELS.index(found.level), found.path, found.line, found.rule)))
