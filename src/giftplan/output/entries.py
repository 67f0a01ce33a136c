"""The columns of the register where every one of them has room: CSV, a spreadsheet, Markdown."""

from collections.abc import Callable
from collections.abc import Sequence
from typing import NamedTuple

from giftplan.money import ZERO
from giftplan.money import round_to_cent
from giftplan.output.csv.table import Value
from giftplan.reports.register import Entry
from giftplan.reports.register import Register
from giftplan.reports.register_sums import CompanySum
from giftplan.reports.register_sums import PersonSum


class EntryColumn(NamedTuple):
    """A column of the register: its name, and what stands in it."""

    name: str
    of: Callable[[Entry], Value]
    is_money: bool = False


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


def _waivers(entry: Entry) -> str:
    return "; ".join(f"{w.rule} by {w.by} until {w.until}: {w.why}" for w in entry.gift.waivers)


def _approved(entry: Entry) -> str | None:
    approved = entry.gift.approved
    return f"{approved.by} on {approved.date}" if approved else None


COLUMNS: tuple[EntryColumn, ...] = (
    EntryColumn("date", lambda entry: entry.gift.date),
    EntryColumn("direction", lambda entry: entry.gift.direction),
    EntryColumn("partner", lambda entry: entry.gift.partner),
    EntryColumn("company", lambda entry: entry.company),
    EntryColumn("country", lambda entry: entry.partner.country if entry.partner else None),
    EntryColumn("recipients", lambda entry: ", ".join(entry.recipients)),
    EntryColumn("people", lambda entry: entry.gift.people),
    EntryColumn("nature", lambda entry: entry.gift.nature),
    EntryColumn("kind", lambda entry: entry.kind),
    EntryColumn("value", lambda entry: entry.gift.value, is_money=True),
    EntryColumn("extras", lambda entry: entry.gift.extras or ZERO, is_money=True),
    EntryColumn("currency", lambda entry: entry.currency),
    EntryColumn("rate", lambda entry: entry.gift.rate),
    EntryColumn("value_home", lambda entry: entry.value_home, is_money=True),
    EntryColumn("vat_home", lambda entry: entry.vat_home, is_money=True),
    EntryColumn("outcome", lambda entry: entry.gift.outcome),
    EntryColumn("why", lambda entry: entry.gift.why),
    EntryColumn("authorisation", lambda entry: entry.authorisation),
    EntryColumn("approved", _approved),
    EntryColumn("declared", lambda entry: entry.gift.declared),
    EntryColumn("card", lambda entry: _yes(entry.has_card)),
    EntryColumn("breach", lambda entry: _yes(entry.is_breach)),
    EntryColumn("waivers", _waivers),
    EntryColumn("invoice", lambda entry: entry.gift.invoice),
    EntryColumn("supplier", lambda entry: entry.gift.supplier),
    EntryColumn("by", lambda entry: entry.gift.by),
    EntryColumn("recorded", lambda entry: entry.gift.recorded),
    EntryColumn("path", lambda entry: entry.path),
)

SUM_COLUMNS = (
    *("partner", "company", "person", "limit", "period", "counted", "amount", "left", "currency"),
    *("confirmed", "passed", "effect"),
)
SUM_MONEY = frozenset({"counted", "amount", "left"})


def sum_rows(register: Register) -> list[Sequence[Value]]:
    """For each person and limit, then for our company and each limit on a year's gifts, what it comes to."""
    sums: list[PersonSum | CompanySum] = [*register.people, *register.companies]
    return [_sum_row(one) for one in sums]


def _sum_row(one: PersonSum | CompanySum) -> Sequence[Value]:
    partner = one.partner
    person = one.contact.name if isinstance(one, PersonSum) else None
    return (
        partner.id if partner else None,
        partner.name if partner else None,
        person,
        one.limit.id,
        one.period,
        round_to_cent(one.counted),
        one.amount,
        one.left,
        one.limit.currency,
        _yes(one.confirmed),
        _yes(one.is_passed),
        one.limit.effect,
    )
