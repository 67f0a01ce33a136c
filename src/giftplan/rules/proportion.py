"""GP2: is each gift in proportion to the relationship that exists?"""

from collections.abc import Iterable
from collections.abc import Iterator
from decimal import Decimal

from giftplan.money import floor_to_cent
from giftplan.planning.allowance import Allowance
from giftplan.planning.allowance import base_of
from giftplan.planning.form import prefers_early_gift
from giftplan.records.partner import Partner
from giftplan.rules._rule import Hit
from giftplan.rules._rule import of_gift
from giftplan.rules._rule import of_partner
from giftplan.rules._rule import rule
from giftplan.rules._rule import tier_field
from giftplan.rules.asked import Asked
from giftplan.rules.judged import Judged


@rule("GP201", "warning")
def tier_not_earned(asked: Asked) -> Iterable[Hit]:
    """The partner's tier begins above what the relationship is worth: even the top of its share stays below.

    Why it matters: attention that nothing carries embarrasses the one who gets it, and is missing elsewhere.

    Flagged: tier 1, which begins at 150 EUR a year, for a lifetime value of 20,000 EUR, whose share ends at 100.

    Instead: take the tier that the message names, or correct the lifetime value; the plan gives the share meanwhile.
    """
    year = asked.as_of.year
    for partner in asked.active():
        tier, base = asked.tier(partner, year), base_of(partner, year)
        if tier is None or not base:
            continue
        top = floor_to_cent(base * tier.lifetime_percent.max / 100)
        if top < tier.budget.min:
            home = asked.settings.currency
            every = sorted(asked.book.tiers.values(), key=lambda other: other.tier)
            fits = next((t for t in every if base * t.lifetime_percent.max / 100 >= t.budget.min), None)
            yield of_partner(
                partner,
                tier_field(partner, year),
                f"tier {tier.tier} begins at {tier.budget.min:,.2f} {home}, and the share ends at {top:,.2f} {home}",
                f"Of the {base:,.2f} that exist, {tier.name} partners get {tier.lifetime_percent.max} % at most.",
                f"Take tier {fits.tier}, or correct lifetime_value" if fits else "Correct lifetime_value",
            )


@rule("GP202", "error")
def over_ceiling(asked: Asked) -> Iterable[Hit]:
    """The year's gifts, extras included, pass the most that the relationship and its tier allow.

    Why it matters: beyond that, a gift is no longer in proportion to what exists, and reads as a price.

    Flagged: 160 EUR in one year for a tier 2 partner, whose budget ends at 150.

    Instead: leave the next touch to a handwritten card; a higher tier is a decision of its own, with a review.
    """
    for gift, spent, allowance in asked.spending:
        ceiling = allowance.ceiling
        if ceiling is not None and spent > ceiling and gift.cost:
            home = asked.settings.currency
            yield of_gift(
                gift,
                "value",
                f"the year's gifts come to {spent:,.2f} {home}, above the ceiling of {ceiling:,.2f}",
                "Beyond its ceiling a gift is no longer in proportion to the relationship, and reads as a price.",
                "Choose something smaller, or send a handwritten card",
            )


@rule("GP203", "error")
def hoped_for_relation(asked: Asked) -> Iterable[Hit]:
    """An object for a prospect, or for a partner after its departure.

    Why it matters: a gift is in proportion to the relationship that exists, not to the one that is hoped for; there
    it would ask for something. A token is fine where the custom is a gift before business.

    Flagged: a book of 25 EUR for a prospect; a hamper two months after the departure.

    Instead: a handwritten card, which asks for nothing.
    """
    for gift in asked.given:
        partner = gift.partner
        if not gift.is_object:
            continue
        if partner.status == "prospect" and not _is_welcome_token(asked, gift):
            what = f"{partner.name} is a prospect: nothing exists yet that a gift could be in proportion to"
            why = "A gift before anything exists seems to ask for something."
            yield of_gift(gift, gift.of_kind, what, why, _instead(asked, partner))
        elif partner.left_on and gift.day > partner.left_on:
            what = f"{partner.name} left on {partner.left_on.isoformat()}, and this came after"
            why = "After the end a gift seems to ask them to come back."
            yield of_gift(gift, "date", what, why, "Send a handwritten card")


def _instead(asked: Asked, partner: Partner) -> str:
    if not prefers_early_gift(asked.book, partner.country):
        return "Send a handwritten card"
    most = f"{asked.settings.smallest_gift:,.2f} {asked.settings.currency}"
    return f"Send a handwritten card, or, as is the custom there, a token of at most {most}"


def _is_welcome_token(asked: Asked, gift: Judged) -> bool:
    is_small = gift.cost <= asked.settings.smallest_gift
    return is_small and prefers_early_gift(asked.book, gift.partner.country)


@rule("GP204", "warning")
def no_current_base(asked: Asked) -> Iterable[Hit]:
    """The partner's lifetime value is a forecast, or older than `review_months`; advice where there is nothing at all.

    Why it matters: only what exists earns a budget, and what existed two years ago may not any more.

    Flagged: `basis: forecast`; `as_of: 2024-12-31`, read in June 2026; neither a value nor any revenue.

    Instead: add a value that was realised or contracted, with its day; the older ones stay for their years.
    """
    for partner in asked.active():
        yield from _base_of_now(asked, partner)


def _base_of_now(asked: Asked, partner: Partner) -> Iterator[Hit]:
    fix = "Add a lifetime_value with basis: realised or contracted, and its day"
    existing = [value for value in partner.lifetime_value if value.exists]
    if not partner.lifetime_value:
        if not partner.revenue:
            why = "Without either, the plan has cards only."
            at = tier_field(partner, asked.as_of.year)
            yield of_partner(partner, at, "neither a lifetime value nor any revenue", why, fix, level="advice")
        return
    if not existing:
        what = "the lifetime value is a forecast"
        why = "A hope earns no budget"
        why += ": the revenue of closed years counts meanwhile." if partner.revenue else ": the plan has cards only."
        yield of_partner(partner, ("lifetime_value", 0, "basis"), what, why, fix)
        return
    newest = max(existing, key=lambda value: value.as_of)
    months = asked.settings.review_months
    if asked.is_past(newest.as_of, months):
        index = partner.lifetime_value.index(newest)
        what = f"the lifetime value is of {newest.as_of.isoformat()}, more than {months} months old"
        why = "The budget follows what exists, and that may have changed."
        yield of_partner(partner, ("lifetime_value", index, "as_of"), what, why, fix)


@rule("GP205", "warning")
def lavish_gift(asked: Asked) -> Iterable[Hit]:
    """One gift takes more than half of what the tier has for a whole year (tiers 1 and 2).

    Why it matters: a large gift puts the one who receives it ill at ease, and leaves nothing for the other touches.

    Flagged: 90 EUR at once for a tier 2 partner, whose budget ends at 150 a year.

    Instead: something smaller, that fits the person better; a card carries more than a price.
    """
    for gift in asked.given:
        tier = asked.tier(gift.partner, gift.day.year)
        if tier is not None and tier.tier in (1, 2) and gift.cost > tier.budget.max / 2:
            yield of_gift(
                gift,
                "value",
                f"{gift.cost:,.2f} {asked.settings.currency} at once is more than half of the {tier.budget.max:,.2f} "
                f"that tier {tier.tier} has for a year",
                "A large gift puts the one who receives it ill at ease, and leaves nothing for the other touches.",
                "Choose something smaller, that fits the person better",
            )


@rule("GP206", "warning")
def over_allowance(asked: Asked) -> Iterable[Hit]:
    """The year's gifts pass the partner's allowance, though not the ceiling; said once, at the gift that passes it.

    Why it matters: the allowance is what the plan of everybody was made with; what goes beyond is a decision.

    Flagged: 120 EUR in a year where the allowance is 100; any object where there is no base for an allowance.

    Instead: a handwritten card for the rest of the year, or a waiver that says why and until when.
    """
    told: set[tuple[str, int]] = set()
    for gift, spent, allowance in asked.spending:
        key = gift.partner.id, gift.day.year
        is_over_ceiling = allowance.ceiling is not None and spent > allowance.ceiling
        if gift.partner.status == "prospect" or is_over_ceiling or key in told:
            continue
        if spent > allowance.amount and gift.cost:
            told.add(key)
            yield of_gift(gift, "value", *_beyond(gift, spent, allowance, asked.settings.currency))


def _beyond(gift: Judged, spent: Decimal, allowance: Allowance, home: str) -> tuple[str, str, str]:
    """What is wrong, why it matters and what to do, where nothing or less was planned."""
    if allowance.bound_by == "status":
        message = f"{gift.cost:,.2f} {home}, where only cards are planned: {allowance.reason}"
        return message, "Nothing was planned for it, and nobody agreed to it.", "Send a handwritten card"
    message = f"the year's gifts come to {spent:,.2f} {home} of {allowance.amount:,.2f} allowed"
    why = f"The allowance is what the year was planned with ({allowance.reason})."
    return message, why, "Send a handwritten card for the rest of the year, or let a waiver say why"
