"""The data folder as one whole: every record, look-ups between them, and every problem met in reading."""

import gc
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from functools import lru_cache
from operator import attrgetter
from typing import Any

from giftplan.book import kinds
from giftplan.book.decoding import decode
from giftplan.book.kinds import Kind
from giftplan.book.letters import problems_of_letters
from giftplan.book.placing import note_foreign_days
from giftplan.book.placing import note_missing
from giftplan.book.placing import note_wrong_year
from giftplan.book.placing import placed_files
from giftplan.book.problem import INVALID
from giftplan.book.problem import TOP
from giftplan.book.problem import KeyPath
from giftplan.book.problem import Problem
from giftplan.book.problem import Spot
from giftplan.book.problem import YamlError
from giftplan.book.reading import Reader
from giftplan.book.trees import SUFFIXES
from giftplan.book.trees import Tree
from giftplan.book.trees import UnreadableError
from giftplan.book.yaml import Places
from giftplan.records.calendar import CalendarYear
from giftplan.records.catalogue import Idea
from giftplan.records.culture import Culture
from giftplan.records.gift import Gift
from giftplan.records.limit import LimitFile
from giftplan.records.partner import Partner
from giftplan.records.privacy import PrivateWords
from giftplan.records.settings import Settings
from giftplan.records.tier import Tier
from giftplan.records.touch import Touch
from giftplan.records.vocabulary import Vocabulary


@dataclass
class Book:
    """Every record that could be read. `problems` say what could not, `lost` which files that were.

    Nothing here changes once it is read.
    """

    tree: Tree
    files: int
    problems: tuple[Problem, ...]
    lost: frozenset[str]
    settings: Settings | None = None
    tiers: dict[int, Tier] = field(default_factory=dict)
    touches: tuple[Touch, ...] = ()
    catalogue: dict[str, Idea] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    cultures: tuple[Culture, ...] = ()
    limits: tuple[LimitFile, ...] = ()
    calendars: dict[int, CalendarYear] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    gifts: tuple[Gift, ...] = ()
    private_words: tuple[PrivateWords, ...] = ()
    single_files: dict[str, str] = field(default_factory=dict)

    def is_lost(self, stem: str) -> bool:
        """Is there a file of that stem (settings, partners/rivoli) that could not be used?

        What names a record in it is then not wrong: the record is only not readable.
        """
        return any(f"{stem}{suffix}" in self.lost for suffix in SUFFIXES)

    def file(self, stem: str) -> str:
        """The path of the file of that name at the folder's top, as it is written there (.yaml or .yml)."""
        return self.single_files.get(stem, f"{stem}.yaml")

    @cached_property
    def gifts_by_partner(self) -> dict[str, tuple[Gift, ...]]:
        """Every gift and received gift of each partner, by day."""
        sorted_out: defaultdict[str, list[Gift]] = defaultdict(list)
        for gift in self.gifts:
            sorted_out[gift.partner].append(gift)
        return {partner: tuple(sorted(gifts, key=attrgetter("order"))) for partner, gifts in sorted_out.items()}

    def gifts_of(self, partner: str) -> tuple[Gift, ...]:
        """The gifts of one partner, given and received, by day."""
        return self.gifts_by_partner.get(partner, ())

    def cultures_of(self, country: str) -> list[Culture]:
        """The cultures that speak for a country: its own, shared ones, and what holds everywhere."""
        if country not in self._cultures_of:
            self._cultures_of[country] = [culture for culture in self.cultures if culture.speaks_for(country)]
        return self._cultures_of[country]

    @cached_property
    def _cultures_of(self) -> dict[str, list[Culture]]:
        return {}

    def idea_of(self, gift: Gift) -> Idea | None:
        """The catalogue's idea that a gift is, if it is one."""
        return self.catalogue.get(gift.gift) if gift.gift else None

    def kind_of(self, gift: Gift) -> str:
        """What a gift is: its own word for it, else its idea's; `other` where the idea is unknown."""
        if gift.kind:
            return gift.kind
        idea = self.idea_of(gift)
        return idea.kind if idea else "other"

    def spot(self, path: str, at: KeyPath, on_key: bool = False) -> Spot:
        """Where in a file the field at `at` stands; the file is read again, since few findings need it."""
        places = self._places(path)
        if places is None:
            return TOP
        return places.key(at) if on_key else places.value(at)

    @cached_property
    def _places(self) -> Callable[[str], Places | None]:
        """The places of one file; the last ones are kept, since findings come file by file."""

        @lru_cache(maxsize=64)
        def places(path: str) -> Places | None:
            try:
                return Places(decode(self.tree.read(path)))
            except (UnreadableError, YamlError):
                return None

        return places


def load(tree: Tree, whole: bool = True) -> Book:
    """Read a data folder. Never raises on bad data.

    `whole` false leaves out the cultures and limits of countries that no partner and not the giver is in, and
    what only `check` asks for, which reads everything.
    """
    was_on = gc.isenabled()
    gc.disable()  # tens of thousands of records that live to the end: collecting would only walk them again
    try:
        return _load(tree, whole)
    finally:
        if was_on:
            gc.enable()


def _load(tree: Tree, whole: bool) -> Book:
    reader = Reader(tree)
    listing = tree.listing()
    for path, reason in listing.closed:
        why = "What lies in it would be left out without a word."
        fix = "Put a folder here that can be read, or take it away"
        reader.lose(Problem(INVALID, path or ".", TOP, f"the folder {reason}", why, fix))
    found: defaultdict[str, list[Any]] = defaultdict(list)
    single: dict[str, str] = {}
    later: list[tuple[str, Kind, str]] = []
    for path, kind, stem in placed_files(reader, listing.files):
        if kind in (kinds.CULTURE, kinds.LIMITS, kinds.PRIVACY):
            later.append((path, kind, stem))
            continue
        if "/" not in path:
            single[stem] = path
        found[kind.model].extend(_read(reader, path, kind, stem))
    settings = next(iter(found[kinds.SETTINGS.model]), None)
    wanted = {partner.country for partner in found[kinds.PARTNER.model]} | {settings.country if settings else ""}
    skipped = 0
    for path, kind, stem in later:
        if not whole and (kind is kinds.PRIVACY or _is_elsewhere(path, stem, wanted)):
            skipped += 1
        else:
            found[kind.model].extend(_read(reader, path, kind, stem))
    note_missing(reader, single, found)
    for problem in problems_of_letters(tree, listing.letters) if whole else ():
        reader.note(problem)  # nothing is planned from a letter: no record is lost
    return _book(reader, found, len(listing.files) - skipped, settings, single)


def _is_elsewhere(path: str, stem: str, wanted: Iterable[str]) -> bool:
    return len(stem) == 2 and "/shared/" not in path and stem.upper() not in wanted


def _read(reader: Reader, path: str, kind: Kind, stem: str) -> Iterator[Any]:
    for record in reader.records(path, kind, stem):
        if kind is kinds.GIFT and str(record.date.year) != path.split("/")[1]:
            note_wrong_year(reader, record)
        if kind is kinds.CALENDAR:
            note_foreign_days(reader, path, int(stem), record)
            yield int(stem), record
        else:
            yield record


def _book(
    reader: Reader, found: dict[str, list[Any]], files: int, settings: Settings | None, single: dict[str, str]
) -> Book:
    return Book(
        tree=reader.tree,
        files=files,
        problems=tuple(sorted(reader.problems, key=lambda problem: (problem.path, problem.spot, problem.code))),
        lost=frozenset(reader.lost),
        settings=settings,
        tiers={tier.tier: tier for tier in found[kinds.TIERS.model]},
        touches=tuple(found[kinds.TOUCHES.model]),
        catalogue={idea.id: idea for idea in found[kinds.CATALOGUE.model]},
        vocabulary=next(iter(found[kinds.VOCABULARY.model]), Vocabulary()),
        cultures=tuple(found[kinds.CULTURE.model]),
        limits=tuple(found[kinds.LIMITS.model]),
        calendars=dict(found[kinds.CALENDAR.model]),
        partners={partner.id: partner for partner in found[kinds.PARTNER.model]},
        gifts=tuple(found[kinds.GIFT.model]),
        private_words=tuple(found[kinds.PRIVACY.model]),
        single_files=single,
    )
