"""The day of a touch: unpredictable for the partner, the same on every machine, stable under other changes."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from functools import cached_property

from giftplan.book.book import Book
from giftplan.planning.almanac import Almanac
from giftplan.planning.almanac import region_of
from giftplan.planning.distance import is_near
from giftplan.planning.distance import same_week
from giftplan.planning.distance import too_close
from giftplan.planning.history import History
from giftplan.planning.rendezvous import rendezvous
from giftplan.planning.sensitive import forbids_gift
from giftplan.planning.sensitive import sensitive_period
from giftplan.planning.touches import days_of
from giftplan.planning.touches import last_day
from giftplan.planning.windows import Span
from giftplan.planning.windows import holds
from giftplan.planning.windows import spans_of
from giftplan.records.culture import Window
from giftplan.records.partner import Partner
from giftplan.records.settings import Settings
from giftplan.records.touch import Touch
from giftplan.records.words import WEEKDAYS

NOT_A_DELIVERY_DAY = "not a delivery day"


@dataclass(frozen=True, slots=True)
class Choice:
    """The day of a touch, or None where none is left, with every day that was taken away and why.

    `as_card`: only days of a sensitive period were left, so it is a card. `decided`: a person chose the day.
    """

    day: date | None
    removed: Mapping[str, tuple[date, ...]]
    as_card: bool = False
    decided: bool = False
    event: str | None = None
    against: tuple[str, ...] = ()
    """What a decided day breaks."""


@dataclass(slots=True)
class _Candidates:
    """A touch's days in one region: what holds for every partner there is worked out once."""

    closed: dict[str, list[date]]
    open: list[tuple[date, str | None]]
    """Days on which a parcel could arrive, with what else speaks against each there."""


@dataclass(frozen=True, slots=True)
class OpenDays:
    """The days of a touch in a country: those on which a gift could arrive, and what took the other delivery days."""

    free: tuple[date, ...]
    taken: Mapping[str, tuple[date, ...]]


@dataclass
class Days:
    """Chooses the days of one year."""

    book: Book
    settings: Settings
    almanac: Almanac
    year: int
    _candidates: dict[tuple[str, str], _Candidates] = field(default_factory=dict)
    _windows: dict[str, list[tuple[Window, list[Span]]]] = field(default_factory=dict)

    def choose(self, partner: Partner, touch: Touch, before: date | None, history: History) -> Choice:
        """The touch's day. `before` is the planned day of the touch before it."""
        decision = partner.decision(self.year, touch.id)
        if decision is not None and decision.date is not None:
            return self._decided(partner, touch, decision.date, before, history)
        if "event" in touch.kinds and (found := self._event(partner, touch)):
            day, name = found
            return Choice(day, {}, event=name)
        return self._among_all(partner, touch, before, history)

    def _among_all(self, partner: Partner, touch: Touch, before: date | None, history: History) -> Choice:
        candidates = self._of_region(partner, touch)
        removed = {reason: tuple(days) for reason, days in candidates.closed.items()}
        taken: dict[str, list[date]] = {}
        calm: list[date] = []
        start, too_soon = self._start(partner)
        for day, reason in candidates.open:
            if why := _quiet(partner, day) or reason or (too_soon if day < start else None):
                taken.setdefault(why, []).append(day)
            else:
                calm.append(day)
        left = [day for day in calm if sensitive_period(partner, day) is None] if partner.sensitive else calm
        as_card = bool(calm) and not left
        if as_card:
            left = calm
        elif len(left) < len(calm):
            for day in calm:
                if why := _sensitive_words(partner, day):
                    taken.setdefault(why, []).append(day)
        free = self._at_a_distance(touch, left, before, history, taken)
        removed |= {reason: tuple(days) for reason, days in taken.items()}
        return Choice(rendezvous(partner.id, touch.id, free) if free else None, removed, as_card)

    def is_surely_free(self, partner: Partner, touch: Touch, earlier: Sequence[Touch], history: History) -> bool:
        """Is a day left whatever days the touches before it get? True only where nothing of the partner's takes any."""
        months, distance = days_of(touch, self.year), timedelta(days=self.settings.min_days_between_touches)
        is_bound = partner.quiet or partner.sensitive or partner.touches.get(self.year)
        if is_bound or self._start(partner)[0] > date.min or is_near(months, None, history, distance):
            return False
        first = max((last_day(before, self.year) + distance for before in earlier), default=date.min)
        free = (day for day, why in self._of_region(partner, touch).open if not why and day >= first)
        return not {day.isocalendar().week for day in free} <= history.weeks(touch.id, self.year).keys()

    def _start(self, partner: Partner) -> tuple[date, str]:
        """The first possible day, and why none before: a word of farewell, or a first card, answers something."""
        if partner.departed and partner.has_left(self.year):
            return partner.departed.date, "before the relationship ended"
        is_new = partner.status == "prospect" or partner.tier_in(self.year) is None
        return (partner.since if is_new and partner.since else date.min), "before the relationship began"

    def _at_a_distance(
        self, touch: Touch, days: Sequence[date], before: date | None, history: History, taken: dict[str, list[date]]
    ) -> list[date]:
        distance = timedelta(days=self.settings.min_days_between_touches)
        weeks = history.weeks(touch.id, self.year)
        if not (weeks or is_near(days, before, history, distance)):
            return list(days)
        free: list[date] = []
        for day in days:
            if why := too_close(day, before, history, distance) or same_week(day, weeks):
                taken.setdefault(why, []).append(day)
            else:
                free.append(day)
        return free

    def _of_region(self, partner: Partner, touch: Touch) -> _Candidates:
        region = region_of(partner.country, partner.subdivision)
        if (region, touch.id) not in self._candidates:
            self._candidates[region, touch.id] = self._work_out(region, partner.country, touch)
        return self._candidates[region, touch.id]

    def open_days(self, country: str, touch: Touch) -> OpenDays:
        """What customs, holidays and our own campaigns leave of a touch's delivery days there, for any partner."""
        found = self._work_out(country, country, touch)
        taken = {why: tuple(days) for why, days in found.closed.items() if not why.startswith(NOT_A_DELIVERY_DAY)}
        for day, why in found.open:
            if why:
                taken[why] = (*taken.get(why, ()), day)
        return OpenDays(tuple(day for day, why in found.open if not why), taken)

    def _work_out(self, region: str, country: str, touch: Touch) -> _Candidates:
        found = _Candidates({}, [])
        not_a_delivery_day = f"{NOT_A_DELIVERY_DAY} ({', '.join(self.settings.delivery_days)})"
        for day in days_of(touch, self.year):
            if WEEKDAYS[day.weekday()] not in self.settings.delivery_days:
                found.closed.setdefault(not_a_delivery_day, []).append(day)
            elif why := self.almanac.closed(region, day):
                found.closed.setdefault(why, []).append(day)
            else:
                found.open.append((day, self._campaign(day) or self._custom(country, day)))
        return found

    def _campaign(self, day: date) -> str | None:
        for campaign in self.settings.campaigns:
            if campaign.holds(day):
                return f"our own campaign ({campaign.what or 'we sell hard'})"
        return None

    def _custom(self, country: str, day: date) -> str | None:
        for window, spans in self._windows_around(country, day):
            if holds(window, day, spans):
                return f"a custom there ({window.why})"
        return None

    def _windows_around(self, country: str, day: date) -> list[tuple[Window, list[Span]]]:
        """The windows in which a gift is out of place there; those in the touches' months are worked out once."""
        span = self._span_of_the_touches
        if not span.holds(day):
            return self._out_of_place(country, Span(day, day))
        if country not in self._windows:
            self._windows[country] = self._out_of_place(country, span)
        return self._windows[country]

    def _out_of_place(self, country: str, within: Span) -> list[tuple[Window, list[Span]]]:
        return [
            (window, spans_of(window.when, country, within, self.almanac))
            for culture in self.book.cultures_of(country)
            for window in culture.windows
            if window.level in ("avoid", "never")
        ]

    @cached_property
    def _span_of_the_touches(self) -> Span:
        days = [day for touch in self.book.touches for day in days_of(touch, self.year)]
        return Span(min(days), max(days))

    def _event(self, partner: Partner, touch: Touch) -> tuple[date, str] | None:
        """The first of the partner's events in the touch's months on which a gift is not out of place."""
        for event in sorted(partner.events, key=lambda event: event.date):
            day = event.date
            if day.year != self.year or day.month not in touch.months:
                continue
            out_of_place = _quiet(partner, day) or self._campaign(day) or self._custom(partner.country, day)
            if not (out_of_place or day < self._start(partner)[0] or sensitive_period(partner, day)):
                return day, event.name
        return None

    def _decided(self, partner: Partner, touch: Touch, day: date, before: date | None, history: History) -> Choice:
        region = region_of(partner.country, partner.subdivision)
        distance = timedelta(days=self.settings.min_days_between_touches)
        breaks = (
            None if WEEKDAYS[day.weekday()] in self.settings.delivery_days else "not a delivery day of ours",
            self.almanac.closed(region, day),
            _quiet(partner, day),
            self._campaign(day),
            self._custom(partner.country, day),
            _sensitive_words(partner, day),
            too_close(day, before, history, distance),
            same_week(day, history.weeks(touch.id, self.year)),
        )
        period = sensitive_period(partner, day)
        as_card = period is not None and forbids_gift(self.book, partner, period)
        return Choice(day, {}, as_card, decided=True, against=tuple(why for why in breaks if why))


def _quiet(partner: Partner, day: date) -> str | None:
    for period in partner.quiet:
        if period.holds(day):
            return f"quiet days ({period.why})" if period.why else "quiet days"
    return None


def _sensitive_words(partner: Partner, day: date) -> str | None:
    period = sensitive_period(partner, day)
    return f"a {period.what} until {period.until.isoformat()}" if period else None
