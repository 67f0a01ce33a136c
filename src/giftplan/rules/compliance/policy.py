"""GP101 to GP106: what the partner's own rules say of a gift, as they had been verified by its day."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from giftplan.money import ZERO
from giftplan.money import Exchange
from giftplan.money import settled
from giftplan.planning.allowance import accepted_kinds
from giftplan.planning.allowance import policy_on
from giftplan.records.partner import Partner
from giftplan.records.policy import Policy
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import of_partner
from giftplan.rules._rule import rule
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged
from giftplan.rules.judged import Relation


def _with_policy(asked: Asked) -> Iterator[tuple[Relation, Judged, Policy]]:
    """Every gift but a card, with the policy that had been verified by its day."""
    for relation in asked.relations:
        for gift in relation.offered:
            policy = gift.policy if gift.is_object else None
            if policy is not None:
                yield relation, gift, policy


@rule("GP101", "error")
def policy_unverified(asked: Asked) -> Iterable[Hit]:
    """Something other than a card was given before the partner's gift policy had been verified.

    Why it matters: what their rules forbid gets the person who receives it into trouble, and us with them. The
    founding article asks procurement or the legal department first.

    Flagged: a pen of 17 February for a partner whose `policy` has no `verified` day up to then.

    Instead: ask, and write the answer down with the day under `policy`; until then send a handwritten card.
    """
    for gift in asked.offered:
        if gift.is_object and gift.policy is None:
            later = min((day for policy in gift.partner.policy for day in policy.verified), default=None)
            known = f" (the first day is {later.isoformat()})" if later and later > gift.day else ""
            yield of_gift(
                gift,
                "date",
                f"no gift policy of {gift.partner.name} had been verified by {gift.day.isoformat()}{known}",
                "What their rules forbid gets the person who receives it into trouble, and us with them.",
                f"Ask procurement or legal, and write 'verified' under policy in {gift.partner.path}; else send a card",
            )


@rule("GP102", "warning")
def policy_stale(asked: Asked) -> Iterable[Hit]:
    """The partner's gift policy was last verified too long ago: more than `review_months`, half that if regulated.

    Why it matters: companies change their gift rules, most of all banks and public bodies; nobody tells us.

    Flagged: `verified: 2025-01-15`, read in June 2026, where `review_months` is 12.

    Instead: ask again, and add the day to `verified`; the earlier days stay for the gifts of their time.
    """
    for partner in asked.current():
        policy, verified = policy_on(partner, asked.as_of)
        months = months_to_verify(asked, partner)
        if verified is not None and asked.is_past(verified, months):
            yield of_partner(
                partner,
                ("policy", partner.policy.index(policy), "verified", policy.verified.index(verified)),
                f"their gift policy was last verified on {verified.isoformat()}, more than {months} months ago",
                "Companies change their gift rules, and nobody tells us.",
                "Ask again, and add the day to 'verified'; the earlier days stay",
            )


def months_to_verify(asked: Asked, partner: Partner) -> int:
    """After how many months a policy is to be verified again: half as many in a regulated sector."""
    months = asked.settings.review_months
    return max(1, months // 2) if is_regulated(asked, partner) else months


def is_regulated(asked: Asked, partner: Partner) -> bool:
    """Is the partner's sector one that is often bound by rules of its own?"""
    return asked.book.vocabulary.sectors.get(partner.sector or "") == "regulated"


@rule("GP103", "error")
def gift_refused(asked: Asked) -> Iterable[Hit]:
    """The partner's policy refuses gifts, and this kind is not among those that it accepts.

    Why it matters: they told us no. A gift all the same says that we do not listen.

    Flagged: a book for a partner whose policy says `gifts: refused` and `accepts: [service]`.

    Instead: a handwritten card, or a kind that they named under `accepts`, asked for one by one.
    """
    for _, gift, policy in _with_policy(asked):
        if policy.gifts == "refused" and gift.kind not in policy.accepts:
            accepted = ", ".join(sorted(accepted_kinds(policy.accepts))) or "nothing but a card"
            yield of_gift(
                gift,
                gift.of_kind,
                f"the policy of {gift.partner.name} refuses gifts, and accepts: {accepted}",
                "They told us no: a gift all the same says that we do not listen.",
                "Send a handwritten card, or a kind that they accept",
            )


@rule("GP104", "error")
def policy_limit_exceeded(asked: Asked) -> Iterable[Hit]:
    """The gift, or the year's gifts up to it, pass the limit of the partner's policy, extras included.

    Why it matters: whoever receives it has to refuse it, send it back or explain it.

    Flagged: gifts of 60 and 50 EUR in one year where the policy has `limit: 100` and `per: year`.

    Instead: something below the limit, or a handwritten card; a higher limit is a policy of theirs, verified anew.
    """
    for relation, gift, policy in _with_policy(asked):
        if policy.limit is None or asked.exchange.rate(policy.currency) is None:
            continue
        sums = PolicySum(relation, gift, policy, asked.exchange)
        if sums.counted > policy.limit:
            yield of_gift(
                gift,
                "value",
                f"{sums.counted:,.2f} {sums.currency} {sums.whose}, above the {policy.limit:,.2f} of their policy",
                "Whoever receives it has to refuse it, send it back or explain it.",
                "Choose something below their limit, or send a handwritten card",
            )


@dataclass(frozen=True)
class PolicySum:
    """What a policy's limit counts with a gift, in the limit's own currency, extras and VAT included.

    A gift that was turned down counts by itself alone.
    """

    relation: Relation
    gift: Judged
    policy: Policy
    exchange: Exchange

    @property
    def currency(self) -> str:
        """The limit's currency."""
        return self.policy.currency or self.exchange.home

    @property
    def counted(self) -> Decimal:
        """The sum that the limit is held against."""
        if self.policy.per == "person-year":
            return max(map(self._of_person, self.gift.gift.recipients))
        before = self._before() if self.policy.per == "year" else []
        people = self.gift.gift.people if self.policy.per == "person-gift" else 1
        return settled(sum(map(self._worth, before), start=self._worth(self.gift) / people))

    @property
    def whose(self) -> str:
        """For what it counts."""
        if self.policy.per == "person-gift":
            return "for each person"
        if self.policy.per == "gift" or not self.gift.gift.given:
            return "for this gift"
        if self.policy.per == "year":
            return "for the company this year"
        name = max(self.gift.gift.recipients, key=self._of_person)
        contact = self.gift.partner.contact(name)
        return f"for {contact.name if contact else name} this year"

    def _of_person(self, name: str) -> Decimal:
        gifts = (self.gift, *(given for given in self._before() if name in given.gift.recipients))
        return settled(sum((self._worth(given) / given.gift.people for given in gifts), start=ZERO))

    def _before(self) -> list[Judged]:
        if not self.gift.gift.given:
            return []
        year = self.relation.in_year(self.gift.day.year)
        return year[: year.index(self.gift)]

    def _worth(self, judged: Judged) -> Decimal:
        """As it was paid, where that is the limit's currency; no rate then stands between them."""
        gift = judged.gift
        if (gift.currency or self.exchange.home) == self.currency:
            return gift.value + (gift.extras or ZERO)
        return judged.cost / (self.exchange.rate(self.policy.currency) or 1)


@rule("GP105", "error")
def authorisation_missing(asked: Asked) -> Iterable[Hit]:
    """The partner's policy wants an approval, and none that was granted covers this gift's day and value.

    Why it matters: their compliance office has to be able to say that it knew before.

    Flagged: a gift of 80 EUR with an authorisation of `max: 50`, or one that ended the month before.

    Instead: ask thirty days ahead, and write the answer under `authorisations`; without it, a handwritten card.
    """
    for _, gift, policy in _with_policy(asked):
        if policy.gifts != "approval":
            continue
        covering = [found for found in gift.partner.authorisations if found.covers(gift.day)]
        if any(found.max is None or gift.cost <= found.max for found in covering):
            continue
        most = max((found.max or ZERO for found in covering), default=None)
        what = f"none that was granted covers {gift.day.isoformat()}"
        if most is not None:
            what = f"what was granted ends at {most:,.2f}: this is {gift.cost:,.2f} {asked.settings.currency}"
        yield of_gift(
            gift,
            "date" if most is None else "value",
            f"{gift.partner.name} wants an approval, and {what}",
            "Their compliance office has to be able to say that it knew before.",
            f"Ask 30 days ahead, and write the answer under authorisations in {gift.partner.path}; else send a card",
        )


@rule("GP106", "warning")
def regulated_sector(asked: Asked) -> Iterable[Hit]:
    """A partner in a regulated sector is written down as allowing gifts, and nothing says where that comes from.

    Why it matters: banks, insurers, health and public bodies seldom allow gifts freely; an auditor asks who said so.

    Flagged: `sector: banking` with `gifts: allowed` and no `source`.

    Instead: write under `source` who said it and when, or where it stands; if nobody did, `gifts: unknown`.
    """
    for partner in asked.current():
        policy, _ = policy_on(partner, asked.as_of)
        if is_regulated(asked, partner) and policy.gifts == "allowed" and not (policy.source or policy.document):
            yield of_partner(
                partner,
                ("policy", partner.policy.index(policy), "gifts"),
                f"the sector '{partner.sector}' is regulated, and nothing says who told us that gifts are allowed",
                "Such companies seldom allow gifts freely, and an auditor asks who said so.",
                "Write 'source' under policy: who said it and when, or where it stands",
            )
