"""The money of a touch: its share of the year, and everything that may lower it."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from decimal import Decimal

from giftplan.money import ZERO
from giftplan.money import floor_to_cent
from giftplan.planning.allowance import BoundBy
from giftplan.planning.basis import UNCOUNTED
from giftplan.planning.form import Standing
from giftplan.planning.form import Verdict
from giftplan.planning.form import authorisation_on
from giftplan.planning.history import cost
from giftplan.planning.limits import Limits
from giftplan.planning.limits import Planned
from giftplan.planning.touches import Slot
from giftplan.records.contact import Contact
from giftplan.records.settings import Settings

Bound = tuple[Decimal, str]
"""An amount that a touch may not pass, and whose it is."""


@dataclass
class Purse:
    """One partner's year as it is planned, touch after touch. Amounts in the home currency."""

    spent: Decimal
    objects: int
    """Gifts other than cards: given this year, and planned so far."""
    planned: list[Planned] = field(default_factory=list)
    tokens: Decimal = ZERO
    """Planned outside the allowance: a small gift before business."""
    served: dict[str, date] = field(default_factory=dict)
    ideas: dict[str, set[str]] = field(default_factory=dict)

    @property
    def planned_total(self) -> Decimal:
        """What is planned so far."""
        return sum((plan.amount for plan in self.planned), start=ZERO)


@dataclass(frozen=True, slots=True)
class Money:
    """What a touch may cost.

    `general` holds for any gift, `room` for what a tax limit counts (None where none binds), `by_kind` for the
    kinds that a limit speaks of. `tightest` is the bound that `general` comes from, where that is not the share.
    """

    general: Decimal
    room: Decimal | None
    by_kind: Mapping[str, Decimal]
    tightest: str

    def lowered_by(self, amount: Decimal) -> str:
        """What brought a touch down to that amount."""
        if amount >= self.general:
            return self.tightest
        return "the room left under the tax limits" if amount == self.room else "a limit of the law"

    def for_gift(self, kind: str) -> Decimal:
        """For a gift of that kind: the room of its recipient bounds every gift."""
        amount = self.before_tax(kind)
        return amount if self.room is None else min(amount, self.room)

    def for_alternative(self, kind: str) -> Decimal:
        """For an alternative of that kind: services and donations use no room."""
        return self.before_tax(kind) if kind in UNCOUNTED else self.for_gift(kind)

    def before_tax(self, kind: str) -> Decimal:
        """For a gift of that kind, whatever room the tax limits leave."""
        return min(self.general, self.by_kind.get(kind, self.general))


@dataclass(frozen=True)
class Treasury:
    """Works out what may be spent, for one book and year."""

    settings: Settings
    limits: Limits
    year: int

    def usable(self, standing: Standing) -> tuple[Decimal, BoundBy]:
        """The allowance, or what the giver's limits per person leave room for, if that is lower."""
        allowance = standing.allowance
        if not self.settings.keep_within_tax or standing.policy.gifts == "refused" or not allowance.amount:
            return allowance.amount, allowance.bound_by
        first = date(self.year, 1, 1)
        rooms = [self._start_room(standing, contact, first) for contact in standing.partner.contacts]
        if any(room is None for room in rooms):
            return allowance.amount, allowance.bound_by
        together = sum((room for room in rooms if room is not None), start=ZERO)
        return (together, "limit") if together < allowance.amount else (allowance.amount, allowance.bound_by)

    def _start_room(self, standing: Standing, contact: Contact, first: date) -> Decimal | None:
        if not contact.is_there(first):
            return ZERO
        partner = standing.partner
        rooms = [
            self.limits.worth_at_home(found.limit)
            if found.limit.per == "recipient-year"
            else self.limits.room(found.limit, partner, contact, first, ())
            for found in self.limits.per_person(partner, first)
        ]
        return min((room for room in rooms if room is not None), default=None)

    def room_of(self, standing: Standing, contact: Contact, day: date, purse: Purse) -> Decimal | None:
        """What this person may still be given within the giver's tax limits; None where none binds."""
        if not self.settings.keep_within_tax:
            return None
        found = self.limits.per_person(standing.partner, day)
        rooms = [self.limits.room(f.limit, standing.partner, contact, day, purse.planned) for f in found]
        return min((room for room in rooms if room is not None), default=None)

    def without_rate(self, standing: Standing, day: date) -> str | None:
        """The currency of a limit that binds here and that has no rate."""
        partner, policy = standing.partner, standing.policy
        taxes = self.limits.per_person(partner, day) if self.settings.keep_within_tax else ()
        currencies = [f.limit.currency for f in (*taxes, *self.limits.refusing(partner, day))]
        if policy.gifts == "limited" and policy.limit is not None:
            currencies.append(policy.currency)
        return next((name for name in currencies if self.settings.exchange.rate(name) is None), None)

    def money(
        self,
        standing: Standing,
        verdict: Verdict,
        share: Decimal,
        contact: Contact,
        day: date,
        purse: Purse,
        further: Iterable[Bound] = (),
    ) -> Money:
        """What a touch for this person on that day may cost."""
        bounds = [*self._bounds(standing, verdict, contact, day, purse), *further]
        room = self.room_of(standing, contact, day, purse)
        general = floor_to_cent(min([share, *(amount for amount, _ in bounds)]))
        with_tax = self.settings.keep_within_tax
        by_kind = self.limits.by_kind(standing.partner, contact, day, purse.planned, with_tax)
        return Money(general, room, by_kind, min(bounds)[1])

    def _bounds(self, standing: Standing, verdict: Verdict, contact: Contact, day: date, purse: Purse) -> list[Bound]:
        """What the allowance, the policy and our own rules allow, the tax and the law left out."""
        found: list[Bound] = [(self.settings.given_limit, "our own limit for a gift without approval")]
        if verdict.token:
            found.append((self.settings.smallest_gift, "the smallest gift: before business, a token"))
        else:
            still = standing.allowance.amount - purse.spent - (purse.planned_total - purse.tokens)
            found.append((max(ZERO, still), "what the allowance still holds"))
        granted = authorisation_on(standing.partner, day)
        if granted is not None and granted.max is not None:
            found.append((granted.max, "the authorisation's maximum"))
        found.extend(self._policy_bound(standing, contact, purse))
        return found

    def _policy_bound(self, standing: Standing, contact: Contact, purse: Purse) -> Iterable[Bound]:
        policy = standing.policy
        if policy.limit is None:
            return
        limit = self.settings.exchange.to_home(policy.limit, policy.currency)
        if limit is None:
            return
        used = ZERO
        if policy.per == "year":
            used = purse.spent + purse.planned_total
        elif policy.per == "person-year":
            used = self._used_by(standing, contact) + sum(p.amount for p in purse.planned if p.contact == contact.id)
        yield max(ZERO, floor_to_cent(limit - used)), "the limit of their policy"

    def _used_by(self, standing: Standing, contact: Contact) -> Decimal:
        gifts = standing.history.in_year(self.year)
        parts = (cost(g, self.settings.exchange) / g.people for g in gifts if contact.id in g.recipients)
        return sum(parts, start=ZERO)


def shares_of(slots: Sequence[Slot], usable: Decimal, smallest: Decimal) -> dict[str, Decimal]:
    """The share of each touch that gets money: as many touches, by priority, as leave each enough for a gift."""
    by_priority = sorted((slot.touch for slot in slots if not slot.is_skipped), key=lambda touch: touch.priority)
    for count in range(len(by_priority), 0, -1):
        chosen = by_priority[:count]
        weights = sum(touch.weight for touch in chosen)
        shares = {touch.id: floor_to_cent(usable * touch.weight / weights) for touch in chosen}
        if min(shares.values()) >= smallest:
            return shares
    return {}
