"""`budget --format markdown`."""

from collections.abc import Iterable

from giftplan.output.budget import budget_notes
from giftplan.output.budget import key_name
from giftplan.output.budget import loss_words
from giftplan.output.budget import month_name
from giftplan.output.budget import over
from giftplan.output.budget import over_words
from giftplan.output.budget import title_words
from giftplan.output.budget import vat_words
from giftplan.output.markdown.text import escaped
from giftplan.output.markdown.text import table
from giftplan.output.words import money
from giftplan.reports.budget import Budget
from giftplan.reports.budget import GroupBudget
from giftplan.reports.budget import Money

_AMOUNTS = ("Allowance", "Planned", "Spent", "Left")


def budget_markdown(budget: Budget) -> str:
    """The same tables as on the screen, with the VAT of each partner."""
    currency = budget.plan.currency
    lines = [f"# Budget {budget.plan.year}", "", escaped(title_words(budget))]
    lines += _part("By tier", ("Tier", "Partners"), map(_group, budget.tiers), currency)
    lines += _part("By owner", ("Owner", "Partners"), map(_group, budget.owners), currency)
    months = [(month_name(one.month, budget.plan.year), one) for one in budget.months]
    rows = [[name, money(one.planned), money(one.spent)] for name, one in months if one.planned or one.spent]
    lines += ["", "## By month", "", *table(("Month", f"Planned ({currency})", "Spent"), rows, _right(currency))]
    partners = (
        [escaped(one.row.partner.id), *_money(one.money), money(one.vat.recoverable), money(one.vat.lost)]
        for one in budget.partners
    )
    lines += _part("By partner", ("Partner",), partners, currency, ("VAT recoverable", "VAT lost"))
    lines += ["", "## VAT", "", escaped(f"VAT {vat_words(budget)}")]
    lines += _listed("VAT lost", (loss_words(loss, currency) for loss in budget.vat.losses))
    lines += _listed("Over the allowance", (over_words(one, currency) for one in over(budget)))
    lines += [line for note in budget_notes(budget) for line in ("", escaped(note))]
    return "\n".join(lines) + "\n"


def _part(
    title: str, first: tuple[str, ...], rows: Iterable[list[str]], currency: str, last: tuple[str, ...] = ()
) -> list[str]:
    """One table; the currency stands with its first amount."""
    columns = (*first, f"{_AMOUNTS[0]} ({currency})", *_AMOUNTS[1:], *last)
    return ["", f"## {title}", "", *table(columns, rows, _right(currency))]


def _right(currency: str) -> frozenset[str]:
    """The columns of numbers."""
    with_currency = {f"{name} ({currency})" for name in _AMOUNTS}
    return frozenset({*_AMOUNTS, *with_currency, "Partners", "VAT recoverable", "VAT lost"})


def _group(group: GroupBudget) -> list[str]:
    return [escaped(key_name(group)), f"{group.partners:,}", *_money(group.money)]


def _money(sums: Money) -> list[str]:
    return [money(amount) for amount in (sums.allowance, sums.planned, sums.spent, sums.left)]


def _listed(what: str, texts: Iterable[str]) -> list[str]:
    items = [f"- {escaped(text)}" for text in texts]
    return ["", f"{what}:", "", *items] if items else []
