"""`budget --format json`."""

from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import document
from giftplan.reports.budget import Budget
from giftplan.reports.budget import GroupBudget
from giftplan.reports.budget import Money
from giftplan.reports.budget import MonthBudget
from giftplan.reports.budget import PartnerBudget
from giftplan.reports.vat import Loss
from giftplan.reports.vat import Vat


def budget_json(budget: Budget) -> str:
    """The whole budget, and each loss of VAT with its limit."""
    fields: Fields = {
        "year": budget.plan.year,
        "as_of": budget.plan.as_of.isoformat(),
        "currency": budget.plan.currency,
        "only_months": list(budget.only) or None,
        "partners": [_partner(one) for one in budget.partners],
        "tiers": [_group("tier", group) for group in budget.tiers],
        "owners": [_group("owner", group) for group in budget.owners],
        "months": [_month(month) for month in budget.months],
        "vat": _vat(budget.vat),
        "totals": {"partners": len(budget.partners), **_money(budget.total)},
    }
    return document("budget/1", fields)


def _money(money: Money) -> Fields:
    return {
        "allowance": amount_or_null(money.allowance),
        "planned": amount_or_null(money.planned),
        "spent": amount_or_null(money.spent),
        "left": amount_or_null(money.left),
    }


def _partner(one: PartnerBudget) -> Fields:
    return {
        "partner": one.row.partner.id,
        "name": one.row.partner.name,
        "tier": one.row.tier,
        "owner": one.row.partner.owner,
        **_money(one.money),
        "bound_by": one.row.bound_by,
        "vat_recoverable": amount_or_null(one.vat.recoverable),
        "vat_lost": amount_or_null(one.vat.lost),
        "vat_unknown": amount_or_null(one.vat.unknown),
    }


def _group(name: str, group: GroupBudget) -> Fields:
    return {name: group.key, "partners": group.partners, **_money(group.money)}


def _month(one: MonthBudget) -> Fields:
    year, month = one.month
    return {
        "month": f"{year:04}-{month:02}",
        "planned": amount_or_null(one.planned),
        "spent": amount_or_null(one.spent),
    }


def _vat(vat: Vat) -> Fields:
    return {
        "recoverable": amount_or_null(vat.sums.recoverable),
        "lost": amount_or_null(vat.sums.lost),
        "unknown": amount_or_null(vat.sums.unknown),
        "unconfirmed": list(vat.unconfirmed),
        "has_rule": vat.has_rule,
        "without_rate": list(vat.without_rate),
        "persons": [_loss(loss) for loss in vat.losses],
    }


def _loss(loss: Loss) -> Fields:
    limit = loss.found.limit
    return {
        "partner": loss.partner,
        "person": loss.contact,
        "name": loss.name,
        "people": loss.people,
        "gift": loss.gift.path if loss.gift else None,
        "limit": limit.id,
        "per": limit.per,
        "counted": amount_or_null(loss.counted),
        "amount": amount_or_null(limit.amount),
        "currency": limit.currency,
        "confirmed": loss.found.confirmed,
        "vat_lost": amount_or_null(loss.vat),
        "effect": limit.effect,
    }
