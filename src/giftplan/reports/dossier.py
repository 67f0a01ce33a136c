"""`giftplan show PARTNER`: all that somebody should know before they meet a partner, as it was known on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from giftplan.book.book import Book
from giftplan.planning.allowance import policy_on
from giftplan.records.gift import Gift
from giftplan.records.partner import Event
from giftplan.records.partner import LifetimeValue
from giftplan.records.partner import Partner
from giftplan.records.partner import Period
from giftplan.records.partner import SensitivePeriod
from giftplan.records.partner import TouchDecision
from giftplan.records.policy import Authorisation
from giftplan.records.policy import Policy
from giftplan.records.relation import Departure
from giftplan.records.relation import Signal
from giftplan.records.tier import Tier
from giftplan.records.waiver import Waiver
from giftplan.reports.checklist import Checked
from giftplan.reports.checklist import Point
from giftplan.reports.checklist import PolicyKnown
from giftplan.reports.checklist import checklist_of
from giftplan.reports.dossier_people import PersonNotes
from giftplan.reports.dossier_people import people_of
from giftplan.reports.dossier_story import Heard
from giftplan.reports.dossier_story import Met
from giftplan.reports.dossier_story import OneWay
from giftplan.reports.dossier_story import PastGift
from giftplan.reports.dossier_story import feedback_of
from giftplan.reports.dossier_story import gifts_of
from giftplan.reports.dossier_story import last_met
from giftplan.reports.dossier_story import meetings_of
from giftplan.reports.dossier_story import one_way
from giftplan.reports.dossier_year import YearOf
from giftplan.reports.dossier_year import planned_services
from giftplan.reports.dossier_year import year_of
from giftplan.reports.portfolio.growth import Brought
from giftplan.reports.portfolio.growth import referrals_of
from giftplan.rules._rule import LEVELS
from giftplan.rules.asked import Asked
from giftplan.rules.compliance.policy import is_regulated
from giftplan.rules.compliance.policy import months_to_verify
from giftplan.rules.engine import Finding
from giftplan.rules.engine import judge


@dataclass(frozen=True, slots=True)
class SetAside:
    """A waiver in force, on the partner or on one of its gifts."""

    waiver: Waiver
    gift: Gift | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A partner as of a day. What came later is not in it, but what is ordered and planned."""

    book: Book
    partner: Partner
    as_of: date
    people: tuple[PersonNotes, ...]
    known: PolicyKnown
    checklist: tuple[Point, ...]
    year: YearOf | str
    """The plan of the day's year, or why there is none."""
    gifts: tuple[PastGift, ...]
    brought: tuple[Brought, ...]
    meetings: tuple[Met, ...]
    feedback: tuple[Heard, ...]
    findings: tuple[Finding, ...]
    """Of this year, and what is of no year; the gravest first."""
    older: tuple[Finding, ...]
    """What is said of gifts of years that are closed, errors left out."""

    @property
    def currency(self) -> str:
        """The home currency; empty where the settings cannot be read."""
        return self.book.settings.currency if self.book.settings else ""

    @property
    def number(self) -> int | None:
        """The tier's number in the day's year."""
        return self.partner.tier_in(self.as_of.year)

    @property
    def tier(self) -> Tier | None:
        """The tier in force in the day's year, where it exists."""
        return self.book.tiers.get(self.number or 0)

    @property
    def owner(self) -> str | None:
        """The name of who looks after the partner, else the id."""
        member = self.book.settings.member(self.partner.owner) if self.book.settings else None
        return member.name if member else self.partner.owner

    @property
    def departure(self) -> Departure | None:
        """How the relationship ended, or will."""
        return self.partner.departed if self.partner.status == "departed" else None

    @property
    def has_left(self) -> bool:
        """Was it over by that day?"""
        return self.partner.has_left_by(self.as_of)

    @property
    def value(self) -> LifetimeValue | None:
        """What the relationship was last said to be worth, a hope left out."""
        known = [value for value in self.partner.lifetime_value if value.exists and value.as_of <= self.as_of]
        return max(known, key=lambda value: value.as_of, default=None)

    @property
    def given(self) -> OneWay:
        """What they really got from us."""
        return one_way(self.gifts, "given")

    @property
    def received(self) -> OneWay:
        """What really came from them."""
        return one_way(self.gifts, "received")

    @property
    def last_met(self) -> date | None:
        """The last day on which somebody of ours was there."""
        return last_met(self.meetings, self.gifts)

    @property
    def sensitive(self) -> tuple[SensitivePeriod, ...]:
        """Days on which a gift could be read as a price: open, or to come."""
        return tuple(period for period in self.partner.sensitive if period.until >= self.as_of)

    @property
    def quiet(self) -> tuple[Period, ...]:
        """Days on which not to disturb: open, or to come."""
        return tuple(period for period in self.partner.quiet if period.until >= self.as_of)

    @property
    def events(self) -> tuple[Event, ...]:
        """Where we meet anyway, from that day on."""
        return tuple(sorted((e for e in self.partner.events if e.date >= self.as_of), key=lambda event: event.date))

    @property
    def signals(self) -> tuple[Signal, ...]:
        """Signs that it is bigger than its tier, the newest first."""
        known = (signal for signal in self.partner.signals if signal.date <= self.as_of)
        return tuple(sorted(known, key=lambda signal: signal.date, reverse=True))

    @property
    def authorisations(self) -> tuple[Authorisation, ...]:
        """What was asked by that day, the newest first."""
        asked = (given for given in self.partner.authorisations if given.asked <= self.as_of)
        return tuple(sorted(asked, key=lambda given: given.asked, reverse=True))

    @property
    def decisions(self) -> tuple[tuple[int, str, TouchDecision], ...]:
        """What somebody decided about touches of this year and later ones."""
        years = sorted(year for year in self.partner.touches if year >= self.as_of.year)
        return tuple((year, *item) for year in years for item in self.partner.touches[year].items())

    @property
    def waivers(self) -> tuple[SetAside, ...]:
        """Rules set aside: on the partner as of that day, on a gift as of the gift's."""
        own = [SetAside(waiver, None) for waiver in self.partner.waivers if waiver.until >= self.as_of]
        gifts = [past.gift for past in self.gifts]
        return (*own, *(SetAside(w, gift) for gift in gifts for w in gift.waivers if w.until >= gift.date))

    @property
    def left_out(self) -> tuple[str, ...]:
        """Files that cannot be used, in which there may be more."""
        return tuple(sorted(self.book.lost))


def dossier_of(book: Book, partner: Partner, as_of: date) -> Dossier:
    """Gathers it. Where the year cannot be planned, the rest is told."""
    asked = Asked(book, as_of)
    known, gifts = _policy(asked, partner), gifts_of(book, partner, as_of)
    findings = _findings(book, partner, as_of)
    older = tuple(finding for finding in findings if _is_older(finding, as_of))
    lost = [path for path in sorted(book.lost) if path.startswith("gifts/")]
    year = year_of(book, partner, as_of)
    services = planned_services(book, year) if isinstance(year, YearOf) else ()
    checked = Checked(
        partner, known, gifts, services, findings, lost, _lacks(book, gifts), partner.has_left_by(as_of), as_of
    )
    return Dossier(
        book=book,
        partner=partner,
        as_of=as_of,
        people=people_of(asked, partner),
        known=known,
        checklist=checklist_of(checked),
        year=year,
        gifts=gifts,
        brought=tuple(one for one in referrals_of(asked) if one.by == partner.id),
        meetings=meetings_of(partner, as_of),
        feedback=feedback_of(partner, as_of),
        findings=tuple(finding for finding in findings if finding not in older),
        older=older,
    )


def _policy(asked: Asked, partner: Partner) -> PolicyKnown:
    """The policy known by then: one that was read later only was not."""
    policy, verified = policy_on(partner, asked.as_of)
    if verified is None and policy.verified:
        policy = Policy()
    can_tell = asked.book.settings is not None and not asked.book.is_lost("vocabulary")
    months = months_to_verify(asked, partner) if can_tell else None
    is_stale = verified is not None and months is not None and asked.is_past(verified, months)
    return PolicyKnown(policy, verified, months, is_stale, is_regulated(asked, partner))


def _lacks(book: Book, gifts: Iterable[PastGift]) -> str | None:
    """What the rules would have to read to judge these gifts, and cannot."""
    if book.settings is None:
        return book.file("settings")
    is_needed = any(past.gift.kind is None for past in gifts)
    return book.file("catalogue") if is_needed and book.is_lost("catalogue") else None


def _findings(book: Book, partner: Partner, as_of: date) -> list[Finding]:
    """What the rules say of this partner, the gravest first."""
    every: Iterable[Finding] = judge(book, as_of, places=False).findings
    found = [finding for finding in every if finding.partner == partner.id or finding.path == partner.path]
    return sorted(found, key=lambda finding: (LEVELS.index(finding.level), finding.rule, finding.path))


def _is_older(finding: Finding, as_of: date) -> bool:
    """Is it about a gift of a closed year, and no error?"""
    folder, _, rest = finding.path.partition("/")
    year = rest.partition("/")[0]
    return finding.level != "error" and folder == "gifts" and year.isdigit() and int(year) < as_of.year
