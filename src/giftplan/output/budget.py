"""What a budget says in sentences, the same on the screen and in every format."""

from collections.abc import Iterator

from giftplan.money import ZERO
from giftplan.output.customs import sentence
from giftplan.output.laws import PER
from giftplan.output.screen.plan import notes_of
from giftplan.output.words import MONTHS
from giftplan.output.words import counted
from giftplan.output.words import listed
from giftplan.output.words import money
from giftplan.output.words import short_day
from giftplan.reports.budget import Budget
from giftplan.reports.budget import GroupBudget
from giftplan.reports.budget import Month
from giftplan.reports.budget import PartnerBudget
from giftplan.reports.vat import Loss
from giftplan.reports.vat import Vat


def title_words(budget: Budget) -> str:
    """How much of the allowance is used."""
    total, currency = budget.total, budget.plan.currency
    used = f"{counted(len(budget.partners), 'partner')} · {money(total.spent)} spent, {money(total.planned)} planned"
    allowed = f"{money(total.allowance)} {currency}"
    if budget.only:
        return f"{used} in {_these(budget)}, {money(total.left)} left of the year's {allowed}"
    share = f" ({(total.spent + total.planned) / total.allowance * 100:.0f} %)" if total.allowance else ""
    return f"{used} of {allowed}{share}"


def _these(budget: Budget) -> str:
    *first, last = (MONTHS[month - 1] for month in budget.only)
    return f"{', '.join(first)} and {last}" if first else last


def month_name(month: Month, year: int) -> str:
    """Feb; with its year where that is another."""
    return MONTHS[month[1] - 1] if month[0] == year else f"{MONTHS[month[1] - 1]} {month[0]}"


def key_name(group: GroupBudget) -> str:
    """A tier's number or an owner's id."""
    return "none" if group.key is None else str(group.key)


def vat_words(budget: Budget) -> str:
    """The sums of VAT, to stand behind that word."""
    sums, currency = budget.vat.sums, budget.plan.currency
    if not sums.total:
        return "in what was given and is ordered: none."
    parts = [f"{money(sums.recoverable)} recoverable", f"{money(sums.lost)} lost"]
    parts += [f"{money(sums.unknown)} unknown"] if sums.unknown else []
    return f"in what was given and is ordered: {money(sums.total)} {currency}, of which {', '.join(parts)}."


def loss_words(loss: Loss, currency: str) -> str:
    """How much VAT is lost, on whose gifts, what was counted, and why."""
    limit = loss.found.limit
    who = loss.name if loss.name is not None else counted(loss.people, "unnamed person", "unnamed people")
    day = f", {short_day(loss.gift.date)}" if loss.gift is not None else ""
    sum_ = f"{money(loss.counted)} {limit.currency or currency} {PER[limit.per or 'gift']}"
    bound = f"{'not below' if limit.below else 'above'} {money(limit.amount or ZERO)}"
    sure = "" if loss.found.confirmed else ", to be confirmed"
    whose = f"{money(loss.vat)} {currency} on {loss.partner}, {who}{day}"
    return f"{whose}: {sum_}, {bound} ({limit.id}{sure}). {sentence(limit.effect)}"


def _vat_notes(vat: Vat) -> Iterator[str]:
    """What the sums of VAT rest on, and why nobody can say whether some of it comes back."""
    if vat.unconfirmed:
        yield f"What is recoverable rests on an amount to be confirmed: {listed(vat.unconfirmed)}"
    if not vat.has_rule:
        known = "".join(f" {limit.id} says: {sentence(limit.effect)}" for limit in vat.unmeasured)
        yield (
            f"VAT unknown: data/limits/ has no VAT rule with an amount for {vat.country} that was in force then."
            f"{known} Claim nothing before you have asked whoever advises us on tax, and write the rule there"
        )
    if vat.without_rate:
        names = listed(vat.without_rate)
        yield f"VAT unknown: a limit or gift is in {names}, which has no rate. Add it to rates in settings.yaml"


def over_words(one: PartnerBudget, currency: str) -> str:
    """By how much a partner's year passes its allowance."""
    row = one.row
    used = money(row.spent + row.planned)
    return f"{row.partner.id} by {money(one.money.over)} {currency}: {used} of {money(one.money.allowance)}"


def over(budget: Budget) -> list[PartnerBudget]:
    """The partners whose year passes the allowance, the furthest first."""
    found = [one for one in budget.partners if one.money.over]
    return sorted(found, key=lambda one: (-one.money.over, one.row.partner.id))


def budget_notes(budget: Budget) -> list[str]:
    """What is said beside the figures: the months, what the VAT rests on, files left out, days that are not pinned."""
    only = [_ONLY.format(_these(budget))] if budget.only else []
    return [*only, *_vat_notes(budget.vat), *notes_of(budget.plan)]


_ONLY = "Planned, spent and VAT are those of {} alone; allowance and left are those of the whole year"
