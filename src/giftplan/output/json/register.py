"""`register --format json`, in the shape of cli.md, with what else the register holds of each gift."""

from giftplan.money import ZERO
from giftplan.money import round_to_cent
from giftplan.output.json.document import Fields
from giftplan.output.json.document import amount_or_null
from giftplan.output.json.document import day_or_null
from giftplan.output.json.document import document
from giftplan.output.words import plain_money
from giftplan.reports.register import Entry
from giftplan.reports.register import Register
from giftplan.reports.register_sums import CompanySum
from giftplan.reports.register_sums import PersonSum


def register_json(register: Register) -> str:
    """The register."""
    period = register.period
    fields: Fields = {
        "year": period.year,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "as_of": register.as_of.isoformat(),
        "revision": register.revision,
        "currency": register.currency,
        "entries": [_entry(entry) for entry in register.entries],
        "people": [{**_person(one), **_sum(one)} for one in register.people],
        "companies": [{"partner": one.partner.id if one.partner else None, **_sum(one)} for one in register.companies],
        "totals": {
            "given": plain_money(register.total("given")),
            "received": plain_money(register.total("received")),
            "entries": len(register.entries),
            "cancelled": register.cancelled,
            "to_come": register.to_come,
        },
        "left_out": list(register.left_out),
    }
    return document("register/1", fields)


def _entry(entry: Entry) -> Fields:
    gift = entry.gift
    return {
        "date": gift.date.isoformat(),
        "direction": gift.direction,
        "partner": gift.partner,
        "company": entry.company,
        "country": entry.partner.country if entry.partner else None,
        "recipients": list(gift.recipients),
        "people": gift.people,
        "nature": gift.nature,
        "kind": entry.kind,
        "value": plain_money(gift.value),
        "extras": plain_money(gift.extras or ZERO),
        "currency": entry.currency,
        "value_home": amount_or_null(entry.value_home),
        "outcome": gift.outcome,
        "authorisation": entry.authorisation,
        "card": entry.has_card,
        "path": entry.path,
        **_further(entry),
    }


def _further(entry: Entry) -> Fields:
    gift = entry.gift
    approved = gift.approved
    return {
        "why": gift.why,
        "rate": None if gift.rate is None else f"{gift.rate:f}",
        "vat_home": amount_or_null(entry.vat_home),
        "by": gift.by,
        "approved": {"by": approved.by, "date": approved.date.isoformat()} if approved else None,
        "declared": day_or_null(gift.declared),
        "recorded": day_or_null(gift.recorded),
        "invoice": gift.invoice,
        "supplier": gift.supplier,
        "breach": entry.is_breach,
        "waivers": [{"rule": w.rule, "why": w.why, "by": w.by, "until": w.until.isoformat()} for w in gift.waivers],
    }


def _person(one: PersonSum) -> Fields:
    return {"partner": one.partner.id, "contact": one.contact.id}


def _sum(one: PersonSum | CompanySum) -> Fields:
    return {
        "limit": one.limit.id,
        "counted": plain_money(round_to_cent(one.counted)),
        "amount": plain_money(one.amount),
        "left": plain_money(one.left),
        "confirmed": one.confirmed,
        "currency": one.limit.currency,
        "period": one.period,
        "passed": one.is_passed,
        "level": one.limit.level,
        "effect": one.limit.effect,
    }
