"""What a touch comes to: gift, alternative or card, for how much, and which idea."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from giftplan.book.book import Book
from giftplan.money import ZERO
from giftplan.planning.allowance import accepted_kinds
from giftplan.planning.basis import KINDS
from giftplan.planning.budget import Bound
from giftplan.planning.budget import Money
from giftplan.planning.budget import Purse
from giftplan.planning.budget import Treasury
from giftplan.planning.days import Choice
from giftplan.planning.form import Standing
from giftplan.planning.form import Verdict
from giftplan.planning.form import form_of
from giftplan.planning.history import gifts_to
from giftplan.planning.history import identities
from giftplan.planning.ideas import NEVER_AN_IDEA
from giftplan.planning.ideas import Ideas
from giftplan.planning.ideas import Pick
from giftplan.planning.ideas import Wish
from giftplan.planning.subject import moments
from giftplan.planning.touches import Slot
from giftplan.records.contact import Contact
from giftplan.records.settings import Settings

GIFTS = frozenset(KINDS) - NEVER_AN_IDEA
"""The kinds of which a gift can be."""
_ANYTHING = "other"
"""The kind of a gift for which no idea was found: no law spares it."""
SAME_AGAIN_YEARS = 3
"""For so many years a person is not given the same thing again."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A touch whose turn it is: its day, its person, its share, and the year as it is planned so far."""

    standing: Standing
    slot: Slot
    choice: Choice
    day: date
    contact: Contact
    share: Decimal
    alternatives: Sequence[str]
    purse: Purse


@dataclass(frozen=True, slots=True)
class Offer:
    """A touch's form, money and idea, with the reasons. `money` is in the home currency."""

    verdict: Verdict
    money: Decimal
    pick: Pick | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Offers:
    """Decides what each touch comes to, for one book and year."""

    book: Book
    settings: Settings
    treasury: Treasury
    ideas: Ideas

    def of(self, turn: Turn) -> Offer:
        """The form that the rules leave, then the money, then the idea."""
        verdict = form_of(turn.standing, turn.slot, turn.choice, turn.day, turn.purse.objects, turn.alternatives)
        if verdict.form == "card":
            return Offer(verdict, ZERO, None, (verdict.reason,))
        smallest = self.settings.smallest_gift
        share = smallest if verdict.token else turn.share
        if share < smallest:
            return _card("small budget", f"the year's money leaves no {smallest} for this touch: a card alone")
        if currency := self.treasury.without_rate(turn.standing, turn.day):
            return _card("no rate", f"a limit is written in {currency}, and settings.yaml has no rate for it")
        custom = list(self._custom(turn))
        money = self.treasury.money(turn.standing, verdict, share, turn.contact, turn.day, turn.purse, custom)
        if verdict.form == "alternative":
            return self._alternative(turn, verdict, share, money)
        kinds = GIFTS - set(turn.standing.policy.refuses)
        if money.room is not None and money.room < smallest <= _most(money.before_tax, kinds):
            return self._service(turn, money)
        return self._with_idea(turn, verdict, share, money, kinds, money.for_gift)

    def _custom(self, turn: Turn) -> Iterable[Bound]:
        """Where a custom forbids gifts above some value, or any gift to such partners: that value."""
        partner = turn.standing.partner
        most = self.ideas.customs.most(partner, moments(partner, turn.day))
        if most is not None:
            yield most[0], f"a custom there ({most[1].words})"

    def _alternative(self, turn: Turn, verdict: Verdict, share: Decimal, money: Money) -> Offer:
        accepted = accepted_kinds(turn.standing.policy.accepts)
        return self._with_idea(turn, verdict, share, money, accepted, money.for_alternative)

    def _with_idea(
        self,
        turn: Turn,
        verdict: Verdict,
        share: Decimal,
        money: Money,
        kinds: frozenset[str],
        price: Callable[[str], Decimal],
    ) -> Offer:
        pick = self._pick(turn, kinds if verdict.form == "alternative" else None, price)
        amount = price(pick.idea.kind if pick.idea else _ANYTHING)
        if pick.idea is None and verdict.form == "alternative":
            amount = _most(price, kinds)
        if amount < self.settings.smallest_gift:
            return _card("small budget", f"{money.lowered_by(amount)} leaves {amount}, too little for a gift")
        why = (verdict.reason, *_why_so_much(share, amount, money))
        return Offer(verdict, amount, pick, (*why, f"for {turn.contact.name}", pick.because))

    def _service(self, turn: Turn, money: Money) -> Offer:
        """Where this person's room under the tax limits is used up: a service uses none."""
        spent = f"{turn.contact.name} has no room left under the tax limits"
        if "service" not in turn.standing.policy.refuses:
            pick = self._pick(turn, frozenset({"service"}), money.for_alternative)
            if pick.idea is not None:
                verdict = Verdict("alternative", "", f"{spent}: a service uses none")
                amount = money.for_alternative("service")
                why = (verdict.reason, *_why_so_much(turn.share, amount, money))
                return Offer(verdict, amount, pick, (*why, f"for {turn.contact.name}", pick.because))
        return _card("tax room", f"{spent}, and no service fits")

    def _pick(self, turn: Turn, kinds: frozenset[str] | None, price: Callable[[str], Decimal]) -> Pick:
        smallest = self.settings.smallest_gift

        def money(kind: str) -> Decimal:
            amount = price(kind)
            return amount if amount >= smallest else ZERO

        wish = Wish(
            partner=turn.standing.partner,
            contact=turn.contact,
            touch=turn.slot.touch,
            day=turn.day,
            kinds=kinds,
            policy=turn.standing.policy,
            money=money,
            had=self._had(turn),
            last_kind=self._last_kind(turn),
            colleagues=frozenset().union(*turn.purse.ideas.values()),
        )
        return self.ideas.choose(wish)

    def _had(self, turn: Turn) -> frozenset[str]:
        """What this person had in the last years, or will have had earlier this year."""
        since = turn.day - relativedelta(years=SAME_AGAIN_YEARS)
        had = set(turn.purse.ideas.get(turn.contact.id, ()))
        for gift in gifts_to(self.book, identities(self.book, turn.standing.partner.id, turn.contact)):
            if gift.date >= since:
                had.add(gift.gift or self.ideas.by_name.get(gift.nature.casefold(), ""))
        return frozenset(had)

    def _last_kind(self, turn: Turn) -> str | None:
        """The kind of gift that this touch was last year."""
        history = turn.standing.history
        last = history.objects(history.serving(turn.slot.touch.id, turn.standing.year - 1))
        return self.book.kind_of(last[-1]) if last else None


def _most(price: Callable[[str], Decimal], kinds: Iterable[str]) -> Decimal:
    """The most that a gift of any of these kinds may cost."""
    return max(map(price, kinds), default=ZERO)


def _why_so_much(share: Decimal, amount: Decimal, money: Money) -> Iterable[str]:
    yield f"its share of the year is {share}"
    if amount < share:
        yield f"lowered to {amount}: {money.lowered_by(amount)}"


def _card(note: str, reason: str) -> Offer:
    return Offer(Verdict("card", note, reason), ZERO, None, (reason,))
