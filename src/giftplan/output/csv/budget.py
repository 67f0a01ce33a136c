"""`budget --format csv`."""

from giftplan.output.csv.table import Dialect
from giftplan.output.csv.table import Value
from giftplan.output.csv.table import table
from giftplan.reports.budget import Budget
from giftplan.reports.budget import PartnerBudget

BUDGET_COLUMNS = (
    *("partner", "name", "tier", "owner", "country", "allowance", "planned", "spent", "left", "currency", "bound_by"),
    *("vat_recoverable", "vat_lost", "vat_unknown"),
)


def budget_csv(budget: Budget, dialect: Dialect) -> str:
    """One row a partner."""
    return table(BUDGET_COLUMNS, [_row(one, budget.plan.currency) for one in budget.partners], dialect)


def _row(one: PartnerBudget, currency: str) -> tuple[Value, ...]:
    partner, sums = one.row.partner, one.money
    who = (partner.id, partner.name, one.row.tier, partner.owner, partner.country)
    amounts = (sums.allowance, sums.planned, sums.spent, sums.left, currency, one.row.bound_by)
    return (*who, *amounts, one.vat.recoverable, one.vat.lost, one.vat.unknown)
