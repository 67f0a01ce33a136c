"""Books made in memory, from the values that a data folder would hold, through the real reader."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.planning.outcome import BudgetRow
from giftplan.planning.outcome import Plan
from giftplan.planning.outcome import PlannedTouch
from giftplan.planning.plan import make_plan
from tests.trees import BytesTree

Values = dict[str, Any]
AS_OF = date(2026, 1, 5)
SOURCE = {"title": "a source", "url": "https://example.org", "seen": "2026-11-21"}

SETTINGS: Values = {
    "company": "Atelier Nord",
    "country": "FR",
    "currency": "EUR",
    "sector": "manufacturing",
    "rates": {"USD": "0.92"},
    "team": [{"id": "claire", "name": "Claire Morel", "role": "compliance", "interests": ["writing"]}],
    "campaigns": [{"from": "2026-03-02", "until": "2026-03-13", "what": "spring catalogue"}],
}
TIERS: list[Values] = [
    {
        "tier": "1",
        "name": "Strategic",
        "lifetime_percent": {"min": "0.3", "max": "0.5"},
        "budget": {"min": "150", "max": "500"},
        "touches": {"min": "4", "max": "4"},
    },
    {
        "tier": "2",
        "name": "Important",
        "lifetime_percent": {"min": "0.1", "max": "0.3"},
        "budget": {"min": "50", "max": "150"},
        "touches": {"min": "2", "max": "3"},
    },
    {
        "tier": "3",
        "name": "Transactional",
        "lifetime_percent": {"min": "0.05", "max": "0.1"},
        "budget": {"min": "0", "max": "29.99"},
        "touches": {"min": "1", "max": "2"},
    },
]


def _touch(name: str, months: list[str], weight: str, priority: str, kinds: list[str]) -> Values:
    return {"id": name, "name": name, "months": months, "weight": weight, "priority": priority, "kinds": kinds}


TOUCHES = [
    _touch("Q1", ["2", "3"], "30", "1", ["desk", "organisation", "book"]),
    _touch("Q2", ["5", "6"], "20", "3", ["event", "book", "experience"]),
    _touch("Q3", ["9"], "20", "2", ["organisation", "wellbeing", "desk"]),
    _touch("Q4", ["11"], "30", "4", ["hamper", "food", "desk"]),
]


def idea(name: str, kind: str, low: str, **more: Any) -> Values:
    """An idea of the catalogue."""
    return {"id": name, "name": name.title(), "kind": kind, "price": {"min": low, "max": "150"}, **more}


CATALOGUE = [
    idea("pen", "desk", "12", tags=["pen"], interests=["writing"], lasts="years", personalisation="strong"),
    idea("notebook", "organisation", "5", interests=["writing"], lasts="months"),
    idea("novel", "book", "8", interests=["books"], lasts="months"),
    idea("wine", "drink", "9", tags=["wine"], contains=["alcohol"], interests=["wine"]),
    idea("clock", "desk", "15", tags=["clock"], lasts="years"),
    idea("biscuits", "food", "6", contains=["dairy"], lasts="weeks"),
    idea("workshop", "service", "9", lasts="days", lead_days="10"),
    idea("donation", "donation", "5", lasts="days"),
]
VOCABULARY: Values = {
    "tags": ["pen", "wine", "clock", "flowers"],
    "contents": ["alcohol", "dairy", "pork"],
    "colours": {"white": ["ivory"], "blue": ["navy"]},
    "restrictions": {"no-alcohol": {"contains": ["alcohol"]}},
    "sectors": ["retail", "public", {"banking": "regulated"}],
    "interests": ["writing", "books", "wine"],
    "sources": {"conversation": "fine"},
}


def rule(name: str, level: str, **more: Any) -> Values:
    """A culture's rule."""
    return {"id": name, "level": level, "why": f"because of {name}", "confidence": "high", "source": SOURCE, **more}


CULTURES: dict[str, Values] = {
    "cn": {
        "name": "China",
        "countries": ["CN"],
        "rules": [rule("clocks", "never", match={"tags": ["clock"]})],
        "windows": [
            {
                "id": "tomb-sweeping",
                "when": {"holiday": "Tomb-Sweeping Day", "from": "-1", "to": "1"},
                "level": "avoid",
                "why": "a day of mourning",
                "source": SOURCE,
            }
        ],
    },
    "de": {
        "name": "Germany",
        "countries": ["DE"],
        "rules": [rule("negotiation", "never", match={"during": ["negotiation", "tender"]})],
    },
    "sa": {
        "name": "Saudi Arabia",
        "countries": ["SA"],
        "rules": [
            rule("early", "prefer", match={"during": ["prospect"]}),
            rule("alcohol", "never", scope="ask", restriction="no-alcohol", match={"contains": ["alcohol"]}),
        ],
    },
}


def limit(name: str, amount: str, **more: Any) -> Values:
    """A tax limit per person and year."""
    return {
        "id": name,
        "country": "FR",
        "side": "giver",
        "topic": "vat",
        "amount": amount,
        "currency": "EUR",
        "per": "recipient-year",
        "effect": "the VAT is lost",
        "level": "warn",
        "not_kinds": ["service", "donation", "card"],
        "source": SOURCE,
        **more,
    }


LIMITS: Values = {"name": "France", "limits": [limit("vat", "73", **{"from": "2021-01-01"})]}


def partner(**more: Any) -> Values:
    """A tier 1 partner whose policy is settled: 84,000 EUR earn 252 to 420, so 336."""
    return {
        "name": "Nordwind",
        "country": "FR",
        "tier": "1",
        "owner": "claire",
        "lifetime_value": {"amount": "84000", "basis": "realised", "as_of": "2025-12-31"},
        "policy": {"gifts": "allowed", "verified": "2025-11-12"},
        "contacts": [contact("anna"), contact("ben"), contact("cleo"), contact("dora"), contact("emil")],
        **more,
    }


def contact(name: str, **more: Any) -> Values:
    """A person."""
    return {"id": name, "name": name.title(), **more}


def gift(**more: Any) -> Values:
    """A notebook given."""
    return {
        "partner": "nordwind",
        "date": "2026-02-17",
        "recipients": ["anna"],
        "nature": "A notebook",
        "kind": "organisation",
        "value": "20.00",
        **more,
    }


def written(value: Any) -> str:
    """The value as YAML that our reader takes: JSON is."""
    return json.dumps(value, ensure_ascii=False)


def files_of(
    partners: Mapping[str, Values],
    gifts: list[Values] | None = None,
    settings: Values | None = None,
    limits: Values | None = None,
    files: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The files of a data folder with these partners and gifts, on the knowledge of this module."""
    texts = {
        "settings.yaml": written({**SETTINGS, **(settings or {})}),
        "tiers.yaml": written(TIERS),
        "touches.yaml": written(TOUCHES),
        "catalogue.yaml": written(CATALOGUE),
        "vocabulary.yaml": written(VOCABULARY),
        "limits/fr.yaml": written(limits or LIMITS),
        **{f"cultures/{country}.yaml": written(culture) for country, culture in CULTURES.items()},
        **{f"partners/{name}.yaml": written(values) for name, values in partners.items()},
        **(files or {}),
    }
    for number, values in enumerate(gifts or ()):
        texts[f"gifts/{values['date'][:4]}/g{number}.yaml"] = written(values)
    return texts


def book(
    partners: Mapping[str, Values],
    gifts: list[Values] | None = None,
    settings: Values | None = None,
    limits: Values | None = None,
    files: Mapping[str, str] | None = None,
) -> Book:
    """The book of these files. It must be free of problems."""
    texts = files_of(partners, gifts, settings, limits, files)
    found = load(BytesTree({path: text.encode() for path, text in texts.items()}))
    assert found.problems == (), found.problems
    return found


def plan_of(
    values: Values,
    gifts: list[Values] | None = None,
    year: int = 2026,
    as_of: date = AS_OF,
    settings: Values | None = None,
    limits: Values | None = None,
    files: Mapping[str, str] | None = None,
) -> Plan:
    """The plan of one partner, `nordwind`."""
    return make_plan(book({"nordwind": values}, gifts, settings, limits, files), year, as_of)


def row(plan: Plan) -> BudgetRow:
    """The one budget of a plan."""
    (only,) = plan.budgets
    return only


def touch(plan: Plan, name: str) -> PlannedTouch:
    """One touch of a plan with one partner."""
    return next(found for found in plan.touches if found.touch == name)
