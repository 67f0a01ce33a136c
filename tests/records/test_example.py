"""One file of each kind, with every field in it, read field by field."""

from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from dataclasses import asdict
from dataclasses import fields
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.rules.engine import judge

EXAMPLE = Path(__file__).parent / "example"
SEEN = date(2026, 11, 21)


@pytest.fixture(scope="module")
def book() -> Book:
    return load(DiskTree(EXAMPLE))


def exactly(value: Any) -> Any:
    """The value with the type of everything in it, so that 1 is not True, and 68 is not 68.00."""
    if isinstance(value, dict):
        return {key: exactly(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return type(value).__name__, [exactly(inner) for inner in value]
    return type(value).__name__, str(value)


def read_as(record: Any, expected: dict[str, Any]) -> bool:
    """Is the record these fields, each of the right type?"""
    assert exactly(asdict(record)) == exactly(expected)
    return True


def test_nothing_is_wrong_in_the_example(book: Book) -> None:
    assert book.problems == ()
    about_files = ("GP001", "GP002", "GP003", "GP004", "GP005", "GP006")
    assert [found for found in judge(book, date(2026, 6, 30)).findings if found.rule in about_files] == []


def test_settings(book: Book) -> None:
    rates = {"CHF": "1.05", "GBP": "1.17", "USD": "0.92", "JPY": "0.0061", "CNY": "0.13", "NOK": "0.086"}
    rates |= {"SEK": "0.088", "SAR": "0.245", "AED": "0.25", "INR": "0.011"}
    claire = {"id": "claire", "name": "Claire Morel", "email": "claire@atelier-nord.example", "role": "compliance"}
    assert read_as(
        book.settings,
        {
            "company": "Atelier Nord",
            "country": "FR",
            "currency": "EUR",
            "sector": "manufacturing",
            "rates": {currency: Decimal(rate) for currency, rate in rates.items()},
            "team": ({**claire, "interests": ("writing",)},),
            "vat_percent": Decimal(20),
            "delivery_days": ("tue", "wed", "thu"),
            "min_days_between_touches": 42,
            "value_levels": {
                "token": Decimal(10),
                "modest": Decimal(30),
                "mid": Decimal(60),
                "premium": Decimal(100),
            },
            "smallest_gift": Decimal(10),
            "lead_days": 15,
            "received_limit": Decimal(50),
            "given_limit": Decimal(150),
            "keep_within_tax": True,
            "campaigns": ({"start": date(2026, 3, 2), "until": date(2026, 3, 13), "what": "spring catalogue"},),
            "rules": {},
            "judged_from": date(2025, 1, 1),
            "concentration": {"watch": Decimal("0.25"), "alarm": Decimal("0.40")},
            "review_months": 12,
            "retention_months": 36,
        },
    )


@pytest.mark.parametrize(
    ("number", "name", "percent", "budget", "touches"),
    [
        (1, "Strategic", ("0.3", "0.5"), ("150", "500"), (4, 4)),
        (2, "Important", ("0.1", "0.3"), ("50", "150"), (2, 3)),
        (3, "Transactional", ("0.05", "0.1"), ("0", "29.99"), (1, 2)),
    ],
)
def test_tiers(
    book: Book, number: int, name: str, percent: tuple[str, str], budget: tuple[str, str], touches: tuple[int, int]
) -> None:
    assert list(book.tiers) == [1, 2, 3]
    assert read_as(
        book.tiers[number],
        {
            "tier": number,
            "name": name,
            "lifetime_percent": {"min": Decimal(percent[0]), "max": Decimal(percent[1])},
            "budget": {"min": Decimal(budget[0]), "max": Decimal(budget[1])},
            "touches": {"min": touches[0], "max": touches[1]},
        },
    )


def test_touches(book: Book) -> None:
    assert [touch.id for touch in book.touches] == ["Q1", "Q2", "Q3", "Q4"]
    assert read_as(
        book.touches[0],
        {
            "id": "Q1",
            "name": "Opening surprise",
            "months": (2, 3),
            "weight": 30,
            "priority": 1,
            "kinds": ("desk", "organisation", "book"),
            "idea": "a useful desk object, out of the blue, to go with the year's new projects",
        },
    )


def test_the_catalogue(book: Book) -> None:
    assert list(book.catalogue) == ["engraved-pen"]
    assert read_as(
        book.catalogue["engraved-pen"],
        {
            "id": "engraved-pen",
            "name": "Engraved fountain pen",
            "kind": "desk",
            "price": {"min": Decimal(45), "max": Decimal(95)},
            "audience": "person",
            "lasts": "years",
            "personalisation": "strong",
            "interests": ("writing", "stationery"),
            "tags": ("pen",),
            "contains": (),
            "lead_days": 15,
            "note": "engraving in the recipient's initials, never in our logo",
        },
    )


POLICY = {
    "gifts": "limited",
    "limit": Decimal(100),
    "per": "year",
    "currency": None,
    "at_most": 3,
    "recurring": True,
    "accepts": ("service", "donation"),
    "refuses": ("experience",),
    "asked": "procurement",
    "verified": (date(2026, 1, 15),),
    "source": "procurement's e-mail of 2026-01-15",
    "document": None,
}
AUTHORISATION = {
    "asked": date(2026, 1, 20),
    "answered": date(2026, 1, 28),
    "answer": "granted",
    "max": Decimal(80),
    "until": date(2026, 12, 31),
    "reference": "mail of 2026-01-28",
}
CONTACT = {
    "id": "jean",
    "name": "Jean Lefèvre",
    "role": "Managing director",
    "language": "fr",
    "interests": (
        {"topic": "fountain pens", "tags": ("writing",), "source": "conversation", "noted": date(2025, 9, 12)},
    ),
    "restrictions": ("no-alcohol",),
    "accepts": (),
    "formerly": None,
    "left": None,
}
MEETING = {
    "asked": date(2026, 1, 10),
    "by": "them",
    "held": date(2026, 1, 22),
    "note": "long talk about their niche",
}
FEEDBACK = {"date": date(2025, 11, 20), "score": 5, "note": "delighted with the delivery", "resolved": None}
SIGNAL = {"date": date(2025, 12, 10), "what": "leader of its niche in three countries", "source": "meeting"}
WAIVER = {"rule": "GP206", "why": "strategic until the 2027 tender", "by": "claire", "until": date(2026, 12, 31)}


def test_a_partner(book: Book) -> None:
    assert list(book.partners) == ["maison-lefevre"]
    assert read_as(
        book.partners["maison-lefevre"],
        {
            "id": "maison-lefevre",
            "path": "partners/maison-lefevre.yaml",
            "name": "Maison Lefèvre",
            "country": "FR",
            "contacts": (CONTACT,),
            "subdivision": None,
            "sector": "retail",
            "tier": {1900: 1},
            "owner": "claire",
            "since": date(2014, 3, 1),
            "relation": "client",
            "status": "active",
            "departed": None,
            "lifetime_value": ({"amount": Decimal(84000), "basis": "realised", "as_of": date(2025, 12, 31)},),
            "revenue": {2024: Decimal(31000), 2025: Decimal(42000)},
            "policy": (POLICY,),
            "authorisations": (AUTHORISATION,),
            "sensitive": ({"start": date(2026, 3, 1), "until": date(2026, 4, 15), "what": "negotiation"},),
            "causes": ("river clean-up",),
            "events": ({"name": "Trade fair", "date": date(2026, 5, 21)},),
            "quiet": ({"start": date(2026, 6, 22), "until": date(2026, 7, 3), "why": "stock-taking"},),
            "ties": "none",
            "disclosed": None,
            "referred_by": None,
            "meetings": (MEETING,),
            "feedback": (FEEDBACK,),
            "attachment": ("first-trust",),
            "signals": (SIGNAL,),
            "reviewed": date(2026, 1, 10),
            "touches": {
                2026: {
                    "Q2": {"date": date(2026, 5, 21), "skip": False, "why": "we meet at the fair"},
                    "Q3": {"date": None, "skip": True, "why": "they move offices that month"},
                }
            },
            "waivers": (WAIVER,),
        },
    )


def test_a_gift(book: Book) -> None:
    assert len(book.gifts) == 1
    assert read_as(
        book.gifts[0],
        {
            "path": "gifts/2026/2026-02-17-maison-lefevre.yaml",
            "index": None,
            "partner": "maison-lefevre",
            "date": date(2026, 2, 17),
            "recipients": ("jean",),
            "nature": "Engraved fountain pen",
            "value": Decimal("68.00"),
            "direction": "given",
            "touch": "Q1",
            "shared_by": None,
            "why": "he writes every order by hand",
            "gift": "engraved-pen",
            "kind": "desk",
            "extras": Decimal("4.90"),
            "vat_percent": Decimal(20),
            "currency": "EUR",
            "rate": None,
            "by": "claire",
            "approved": None,
            "supplier": None,
            "quantity": 1,
            "colour": "navy",
            "wrapping": "ivory",
            "logo": "none",
            "ink": None,
            "delivery": "shipped",
            "tags": ("pen",),
            "contains": (),
            "card": {"handwritten": True, "reason": "thanks", "by": "claire", "text": None},
            "outcome": "accepted",
            "reaction": {"date": date(2026, 2, 20), "how": "delighted", "note": None},
            "recorded": date(2026, 2, 18),
            "declared": None,
            "thanked": None,
            "invoice": "F-2026-0112",
            "waivers": (),
        },
    )


def test_a_culture(book: Book) -> None:
    unset = ("tags", "contains", "colour", "wrapping", "value", "kind", "logo", "delivery", "ink", "during", "sector")
    assert len(book.cultures) == 1
    assert read_as(
        book.cultures[0],
        {
            "path": "cultures/cn.yaml",
            "name": "China",
            "countries": ("CN",),
            "reviewed": SEEN,
            "rules": (
                {
                    "id": "set-of-four",
                    "level": "never",
                    "scope": "general",
                    "restriction": None,
                    "match": {"quantity": (4,), "origin": (), "any_of": (), **dict.fromkeys(unset, ())},
                    "why": "four sounds like death",
                    "instead": "three, six or eight",
                    "exception": None,
                    "asking": "rude",
                    "confidence": "high",
                    "source": {"title": "A guide", "url": "https://example.org/four", "seen": SEEN},
                    "also": (),
                },
            ),
            "windows": (
                window("mid-autumn", "Mid-Autumn Festival", (-28, -2), "prefer", "mooncakes are sent before it"),
                window("tomb-sweeping", "Tomb-Sweeping Day", (-1, 1), "avoid", "a day for the dead"),
            ),
        },
    )


def window(name: str, holiday: str, days: tuple[int, int], level: str, why: str) -> dict[str, Any]:
    unset: dict[str, Any] = {"country": None, "easter": None, "weekdays": ()}
    return {
        "id": name,
        "when": {"holiday": holiday, "start": days[0], "end": days[1], **unset},
        "level": level,
        "why": why,
        "source": {"title": "A guide", "url": None, "seen": SEEN},
        "confidence": "medium",
        "exception": None,
        "also": (),
    }


def test_the_vocabulary(book: Book) -> None:
    fine = ("conversation", "meeting", "colleague", "assistant", "press", "professional-network", "company")
    assert read_as(
        book.vocabulary,
        {
            "tags": ("pen", "clock", "flowers"),
            "contents": ("alcohol", "pork", "gelatine", "leather", "leather-pig"),
            "colours": {"white": ("ivory", "cream"), "blue": ("navy",)},
            "restrictions": {
                "no-alcohol": {"contains": ("alcohol",), "tags": (), "quantity": ()},
                "no-pork": {"contains": ("pork", "gelatine", "leather-pig"), "tags": (), "quantity": ()},
                "no-clocks": {"contains": (), "tags": ("clock",), "quantity": (4,)},
            },
            "implies": {"flowers": ("pen",)},
            "holidays": {"CN": ("Mid-Autumn Festival",)},
            "sectors": {
                "retail": "ordinary",
                "manufacturing": "ordinary",
                "banking": "regulated",
                "pharma": "regulated",
                "health": "ordinary",
            },
            "interests": ("writing", "tea", "sport", "stationery"),
            "sources": dict.fromkeys(fine, "fine") | dict.fromkeys(("personal-account", "family", "gossip"), "private"),
        },
    )


def test_limits(book: Book) -> None:
    assert len(book.limits) == 1
    assert read_as(
        book.limits[0],
        {
            "path": "limits/fr.yaml",
            "name": "France",
            "limits": (
                {
                    "id": "vat-recovery",
                    "country": "FR",
                    "side": "giver",
                    "giver_sector": (),
                    "recipient_sector": (),
                    "kinds": (),
                    "not_kinds": (),
                    "topic": "vat",
                    "amount": Decimal(73),
                    "below": False,
                    "currency": "EUR",
                    "includes": ("vat", "extras"),
                    "per": "recipient-year",
                    "effect": "VAT on the year's gifts to that person is not recoverable",
                    "level": "warn",
                    "days": None,
                    "start": date(2021, 1, 1),
                    "until": None,
                    "confidence": "high",
                    "note": None,
                    "source": {"title": "Code général des impôts", "url": "https://example.org/vat", "seen": SEEN},
                },
            ),
        },
    )


def test_a_calendar(book: Book) -> None:
    assert list(book.calendars) == [2026]
    weekend = ("sat", "sun")
    assert read_as(
        book.calendars[2026],
        {
            "path": "calendar/2026.yaml",
            "source": "holidays 0.109",
            "written": SEEN,
            "countries": {
                "FR": {
                    "weekend": weekend,
                    "days": {date(2026, 1, 1): "New Year's Day", date(2026, 4, 6): "Easter Monday"},
                },
                "DE-BY": {"weekend": weekend, "days": {date(2026, 1, 6): "Epiphany"}},
            },
            "ours": {},
        },
    )


def records_in(value: Any) -> Iterator[Any]:
    """Every record in a value, however deep."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for inner in value:
            yield from records_in(inner)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from records_in(getattr(value, field.name))


def test_no_record_can_be_changed(book: Book) -> None:
    kept = (book.settings, book.tiers, book.touches, book.catalogue, book.vocabulary, book.cultures, book.limits)
    found = list(records_in((*kept, book.calendars, book.partners, book.gifts)))
    assert {type(record).__name__ for record in found} > {"Settings", "Tier", "Touch", "Idea", "Vocabulary", "Culture"}
    for record in found:
        for field in fields(record):
            with pytest.raises(FrozenInstanceError):
                setattr(record, field.name, None)
        assert not hasattr(record, "__dict__")
