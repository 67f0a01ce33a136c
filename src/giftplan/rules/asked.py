"""What the rules are asked about: the book as of a day, and what several of them need of it, worked out once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from dateutil.relativedelta import relativedelta

from giftplan.book.book import Book
from giftplan.errors import CannotWorkError
from giftplan.money import ZERO
from giftplan.money import Exchange
from giftplan.money import round_to_cent
from giftplan.planning.allowance import Allowance
from giftplan.planning.allowance import allowance_of
from giftplan.planning.allowance import is_known
from giftplan.planning.allowance import policy_on
from giftplan.planning.history import home_rate
from giftplan.planning.history import touch_of
from giftplan.planning.limits import Limits
from giftplan.planning.opinions import Opinion
from giftplan.planning.opinions import Opinions
from giftplan.planning.passing import Counted
from giftplan.planning.passing import Passing
from giftplan.planning.subject import Subject
from giftplan.records.gift import Gift
from giftplan.records.partner import Partner
from giftplan.records.policy import Policy
from giftplan.records.settings import Settings
from giftplan.records.tier import Tier
from giftplan.rules.judged import Judged
from giftplan.rules.judged import Relation

_NOT_KNOWN = Policy()
SHORTEST_MONTH = 28


@dataclass(frozen=True)
class Asked:
    """What every rule is asked about: the book, as of a day."""

    book: Book
    as_of: date

    @property
    def settings(self) -> Settings:
        """The settings, for whoever goes through `relations`. Raises `CannotWorkError` where they cannot be read."""
        if self.book.settings is None:
            raise CannotWorkError("settings.yaml cannot be read, and a rule asked for it all the same")
        return self.book.settings

    @cached_property
    def exchange(self) -> Exchange:
        """The home currency with its rates, for whoever goes through `relations`."""
        return self.settings.exchange

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Every partner with its gifts; none without settings: they say from which day on gifts are judged."""
        if self.book.settings is None:
            return ()
        return tuple(self._relation(partner) for _, partner in sorted(self.book.partners.items()))

    def _relation(self, partner: Partner) -> Relation:
        every = [
            self._judged(gift, partner)
            for gift in self.book.gifts_of(partner.id)
            if gift.outcome != "cancelled" and (gift.kind or gift.gift in self.book.catalogue)
        ]
        ours = [gift for gift in every if gift.gift.direction == "given"]
        return Relation(
            partner,
            given=tuple(gift for gift in ours if gift.gift.given),
            offered=tuple(gift for gift in ours if gift.is_judged),
            received=tuple(gift for gift in every if gift.gift.direction == "received"),
        )

    def _judged(self, gift: Gift, partner: Partner) -> Judged:
        settings = self.settings
        rate = home_rate(gift, self.exchange)
        cost = ZERO if rate is None else round_to_cent((gift.value + (gift.extras or 0)) * rate)
        is_judged = settings.judged_from is None or gift.date >= settings.judged_from
        words = gift.nature.casefold()
        touch = touch_of(gift, self.book.touches)
        policy, verified = policy_on(partner, gift.date)
        kind = self.book.kind_of(gift)
        return Judged(
            gift=gift,
            partner=partner,
            day=gift.date,
            kind=kind,
            is_object=kind != "card",
            cost=cost,
            thing=gift.gift or self._ideas_by_name.get(words, words),
            touch=touch,
            is_encounter=kind != "card" or touch is not None,
            people=tuple(found for name in dict.fromkeys(gift.recipients) if (found := partner.contact(name))),
            policy=policy if is_known(policy, verified) else None,
            is_judged=is_judged,
        )

    @cached_property
    def _ideas_by_name(self) -> dict[str, str]:
        return {idea.name.casefold(): idea.id for idea in self.book.catalogue.values()}

    @cached_property
    def given(self) -> tuple[Judged, ...]:
        """What we really gave and is judged, partner by partner."""
        return tuple(gift for relation in self.relations for gift in relation.judged)

    @cached_property
    def offered(self) -> tuple[Judged, ...]:
        """What we gave, and what was turned down; partner by partner."""
        return tuple(gift for relation in self.relations for gift in relation.offered)

    @cached_property
    def received(self) -> tuple[Judged, ...]:
        """What came to us and is judged, partner by partner."""
        return tuple(gift for relation in self.relations for gift in relation.received if gift.is_judged)

    @cached_property
    def limits(self) -> Limits:
        """The limits of law and tax, for whoever goes through gifts."""
        return Limits(self.book, self.settings)

    @cached_property
    def passed(self) -> tuple[tuple[Judged, Counted], ...]:
        """Every gift with each limit of law and tax that it passes. Our company's sums need every partner's file."""
        if not self.relations:
            return ()
        passing = Passing(self.limits)
        every = ((gift, counted) for gift in self.offered for counted in passing.passed(gift.gift, gift.partner))
        return tuple(
            (gift, counted)
            for gift, counted in every
            if self.is_whole or counted.contact is not None or counted.found.limit.side == "recipient"
        )

    @cached_property
    def spending(self) -> tuple[tuple[Judged, Decimal, Allowance], ...]:
        """Every judged object with what the year had cost by then, itself included, and the allowance on its day."""
        found = []
        for relation in self.relations if self.book.tiers else ():
            for year in relation.years:
                spent = ZERO
                for gift in relation.in_year(year):
                    spent += gift.cost
                    if gift.is_judged and gift.is_object:
                        found.append((gift, spent, self.allowance_on(relation.partner, gift.day)))
        return tuple(found)

    def allowance_on(self, partner: Partner, day: date) -> Allowance:
        """The allowance of the day's year, by the policy of that day; none from the day of a departure on."""
        policy, verified = policy_on(partner, day)
        policy = policy if verified else _NOT_KNOWN
        has_left = partner.has_left_by(day)
        key = partner.id, day.year, id(policy), has_left
        if key not in self._allowances:
            tier, exchange = self.tier(partner, day.year), self.exchange
            self._allowances[key] = allowance_of(partner, tier, day.year, policy, exchange, has_left=has_left)
        return self._allowances[key]

    @cached_property
    def _allowances(self) -> dict[tuple[object, ...], Allowance]:
        return {}

    @cached_property
    def opinions(self) -> tuple[tuple[Judged, Subject, tuple[Opinion, ...]], ...]:
        """Gifts, as rules look at them, with the customs that are not silent; those of which there is nothing to say
        are left out."""
        if not self.relations:
            return ()
        opinions = Opinions(self.book, self.settings)
        found = []
        for gift in self.offered:
            subject = opinions.subject(gift.gift, gift.partner)
            said = tuple(opinions.of(subject, gift.partner, gift.people))
            if said or gift.partner.sensitive or any(person.restrictions for person in gift.people):
                found.append((gift, subject, said))
        return tuple(found)

    def active(self) -> Iterable[Partner]:
        """The partners with whom we work."""
        return (relation.partner for relation in self.relations if relation.partner.status == "active")

    def current(self) -> Iterable[Partner]:
        """The partners that have not left: prospects too."""
        return (relation.partner for relation in self.relations if relation.partner.status != "departed")

    def tier(self, partner: Partner, year: int) -> Tier | None:
        """The partner's tier of that year, where it is classed and the tier exists."""
        number = partner.tier_in(year)
        return None if number is None else self.book.tiers.get(number)

    def is_past(self, day: date, months: int) -> bool:
        """Is a day more than so many months before today?"""
        is_near = (self.as_of - day).days <= months * SHORTEST_MONTH  # spares most days the calendar's arithmetic
        return not is_near and day + relativedelta(months=months) < self.as_of

    @cached_property
    def is_whole(self) -> bool:
        """Could every partner's file be read? Else sums over partners would be too small."""
        return not any(path.startswith("partners/") for path in self.book.lost)
