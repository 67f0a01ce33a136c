"""The VAT in a year's gifts, worked out by hand for each shape that a limit can have."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.planning.plan import settings_of
from giftplan.reports.vat import Loss
from giftplan.reports.vat import Vat
from giftplan.reports.vat import vat_in
from giftplan.reports.vat import vat_of
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift
from tests.planning import books
from tests.planning.books import Values
from tests.planning.portfolios import amounts
from tests.planning.portfolios import portfolios

FR: Mapping[str, str] = {"amount": "73", "per": "recipient-year", "includes": "[vat, extras]"}
NET: Mapping[str, str] = {"includes": "[extras]"}
A_GIFT: Mapping[str, str] = {"per": "gift", **NET}
SOURCE = "{title: a law, url: https://example.org, seen: 2026-11-21}"
TWO = "name: Rivoli\ncountry: IT\ncontacts: [{id: anna, name: Anna Rossi}, {id: ben, name: Ben Riva}]\n"


def rule(name: str = "vat", **fields: str) -> str:
    """A limit on VAT of a file, as France has it; a field given replaces or adds one, an empty one is left out."""
    written = {
        "id": name,
        "country": "FR",
        "side": "giver",
        "not_kinds": "[service, donation, card]",
        "topic": "vat",
        "currency": "EUR",
        "effect": "the VAT is lost",
        "level": "warn",
        "confidence": "high",
        "source": SOURCE,
        **FR,
    }
    every = {**written, **fields}
    return "  - {" + ", ".join(f"{key}: {value}" for key, value in every.items() if value) + "}\n"


def ruled(folder: DataFolder, *rules: str) -> None:
    folder.add("limits/fr.yaml", "name: France\nlimits:\n" + "".join(rules))


def give(folder: DataFolder, *gifts: str) -> None:
    for number, text in enumerate(gifts):
        year = text.partition("date: ")[2][:4]
        folder.add(f"gifts/{year}/g{number}.yaml", text)


def reckoned(folder: DataFolder, year: int = 2026, only: tuple[int, ...] = ()) -> Vat:
    """The VAT of every partner of a folder, which must be well."""
    book = folder.load()
    assert book.problems == ()
    return vat_of(book, settings_of(book), book.partners.values(), year, only)


def sums(vat: Vat) -> tuple[str, str, str]:
    """Recoverable, lost and unknown."""
    return str(vat.sums.recoverable), str(vat.sums.lost), str(vat.sums.unknown)


def told(loss: Loss) -> tuple[str, str | None, str, str, str]:
    """Whose it is, the limit, what that counted, and the VAT."""
    counted = loss.counted.quantize(Decimal("0.01"))
    return loss.partner, loss.contact, loss.found.limit.id, str(counted), str(loss.vat)


# What a gift contains

CONTAINED: list[tuple[str, dict[str, str], str]] = [
    ("the home rate of 20 % when no other is given", {"value": "60.00"}, "10.00"),
    ("extras too", {"value": "48.00", "extras": "12.00"}, "10.00"),
    ("its own rate", {"value": "21.10", "vat_percent": "5.5", "kind": "book"}, "1.10"),
    ("to the nearest cent", {"value": "20.00"}, "3.33"),
    ("half a cent up", {"value": "0.03"}, "0.01"),
    ("a rate of nothing", {"value": "60.00", "vat_percent": "0"}, "0.00"),
    ("a card", {"value": "6.00", "kind": "card"}, "0.00"),
    ("cash", {"value": "60.00", "kind": "cash"}, "0.00"),
    ("a voucher", {"value": "60.00", "kind": "voucher"}, "0.00"),
    ("a donation", {"value": "60.00", "kind": "donation"}, "0.00"),
    ("a voucher that names its rate", {"value": "60.00", "kind": "voucher", "vat_percent": "20"}, "10.00"),
    ("a service", {"value": "60.00", "kind": "service"}, "10.00"),
    ("another currency", {"value": "60.00", "currency": "CHF", "rate": "0.5"}, "5.00"),
]


@pytest.mark.parametrize(("fields", "vat"), [case[1:] for case in CONTAINED], ids=[case[0] for case in CONTAINED])
def test_the_vat_in_a_gift(data_folder: DataFolder, fields: dict[str, str], vat: str) -> None:
    give(data_folder, gift(**fields))
    book = data_folder.load()
    assert str(vat_in(book.gifts[0], book, settings_of(book))) == vat


# Each shape of a limit

Gifts = list[dict[str, str]]
TWELVE = {"amount": "500", "per": "recipient-12-months"}
OCTOBER, MARCH = {"date": "2025-10-01", "value": "300.00"}, {"date": "2026-03-01", "value": "250.00"}
SHAPES: list[tuple[str, dict[str, str], Gifts, tuple[str, str]]] = [
    ("a year's gifts at 73.00 are within 73", {}, [{"value": "73.00"}], ("12.17", "0.00")),
    ("one cent more, and all is lost", {}, [{"value": "73.01"}], ("0.00", "12.17")),
    (
        "the second gift takes the first one's VAT with it",
        {},
        [{"value": "48.00"}, {"value": "27.30", "date": "2026-11-05"}],
        ("0.00", "12.55"),
    ),
    ("extras count", {}, [{"value": "60.00", "extras": "13.20"}], ("0.00", "12.20")),
    ("extras that are left out", {"includes": "[vat]"}, [{"value": "60.00", "extras": "13.20"}], ("12.20", "0.00")),
    ("not last year's gift", {}, [{"value": "48.00"}, {"value": "48.00", "date": "2025-11-05"}], ("8.00", "0.00")),
    ("60.00 is 50 without VAT", {**NET, "amount": "50"}, [{"value": "60.00"}], ("10.00", "0.00")),
    ("60.06 is 50.05 without VAT", {**NET, "amount": "50"}, [{"value": "60.06"}], ("0.00", "10.01")),
    ("59.50 at 19 % is 50", {**NET, "amount": "50"}, [{"value": "59.50", "vat_percent": "19"}], ("9.50", "0.00")),
    ("each gift alone", {**A_GIFT, "amount": "50"}, [{"value": "60.00"}, {"value": "60.06"}], ("10.00", "10.01")),
    (
        "strictly below 50: 60.49 at 21 % is 49.99, 60.50 is 50",
        {**A_GIFT, "amount": "50", "below": "true"},
        [{"value": "60.49", "vat_percent": "21"}, {"value": "60.50", "vat_percent": "21"}],
        ("10.50", "10.50"),
    ),
    (
        "an amount of nothing takes every gift, and no service",
        {"amount": "0", "per": "gift", "level": "inform"},
        [{"value": "12.00"}, {"value": "60.00", "kind": "service"}],
        ("10.00", "2.00"),
    ),
    ("twelve months reach back over the new year", TWELVE, [OCTOBER, MARCH], ("0.00", "41.67")),
    ("and end with the day before", TWELVE, [OCTOBER, {**MARCH, "date": "2026-10-01"}], ("41.67", "0.00")),
    ("a kind that it does not count", {}, [{"value": "90.00", "kind": "service"}], ("15.00", "0.00")),
    ("only the kind that it names", {"not_kinds": "", "kinds": "[book]"}, [{"value": "90.00"}], ("15.00", "0.00")),
    ("an amount in another currency", {"currency": "CHF", "amount": "60"}, [{"value": "72.00"}], ("0.00", "12.00")),
    ("what was declined counts for nothing", {}, [{"value": "90.00", "outcome": "declined"}], ("0.00", "0.00")),
]


@pytest.mark.parametrize(
    ("fields", "gifts", "expected"), [case[1:] for case in SHAPES], ids=[case[0] for case in SHAPES]
)
def test_what_comes_back_and_what_is_lost(
    data_folder: DataFolder, fields: dict[str, str], gifts: Gifts, expected: tuple[str, str]
) -> None:
    data_folder.extend("settings.yaml", "rates: {CHF: 1.10}\n")
    ruled(data_folder, rule(**fields))
    give(data_folder, *(gift(**one) for one in gifts))
    assert sums(reckoned(data_folder)) == (*expected, "0.00")


def test_a_gift_of_the_next_year_can_take_this_year_s_vat_with_it(data_folder: DataFolder) -> None:
    """300 in October and 250 in March are 550 in twelve months: both years lose theirs."""
    ruled(data_folder, rule(**TWELVE))
    give(data_folder, gift(**OCTOBER), gift(**MARCH), gift(date="2026-12-01", value="240.00"))
    assert [told(loss) for loss in reckoned(data_folder, 2025).losses] == [("rivoli", "anna", "vat", "550.00", "50.00")]
    assert [told(loss) for loss in reckoned(data_folder, 2026).losses] == [("rivoli", "anna", "vat", "550.00", "41.67")]
    assert sums(reckoned(data_folder, 2026)) == ("40.00", "41.67", "0.00")


def test_a_loss_says_whose_it_is_what_was_counted_and_why(data_folder: DataFolder) -> None:
    ruled(data_folder, rule())
    give(data_folder, gift(value="48.00"), gift(value="27.30", date="2026-11-05"))
    (loss,) = reckoned(data_folder).losses
    assert told(loss) == ("rivoli", "anna", "vat", "75.30", "12.55")
    assert (loss.name, loss.people, loss.gift) == ("Anna Rossi", 1, None)
    assert (loss.found.limit.amount, loss.found.limit.effect) == (Decimal(73), "the VAT is lost")
    assert loss.found.confirmed


def test_a_limit_per_gift_names_the_gift(data_folder: DataFolder) -> None:
    ruled(data_folder, rule(**{**A_GIFT, "amount": "50"}))
    give(data_folder, gift(value="60.06"), gift(value="72.00", date="2026-11-05"))
    found = {loss.gift.date.isoformat(): told(loss) for loss in reckoned(data_folder).losses if loss.gift}
    assert found == {
        "2026-02-17": ("rivoli", "anna", "vat", "50.05", "10.01"),
        "2026-11-05": ("rivoli", "anna", "vat", "60.00", "12.00"),
    }


def test_some_months_have_their_own_vat_and_the_whole_year_decides(data_folder: DataFolder) -> None:
    ruled(data_folder, rule())
    give(data_folder, gift(value="48.00"), gift(value="27.30", date="2026-11-05"))
    vat = reckoned(data_folder, only=(11,))
    assert sums(vat) == ("0.00", "4.55", "0.00")
    assert [told(loss) for loss in vat.losses] == [("rivoli", "anna", "vat", "75.30", "4.55")]


def test_a_limit_of_the_company_adds_every_partner(data_folder: DataFolder) -> None:
    data_folder.add("partners/orme.yaml", "name: Orme\ncountry: FR\ncontacts: [{id: jane, name: Jane}]\n")
    ruled(data_folder, rule(amount="100", per="company-year"))
    give(data_folder, gift(value="60.00"), gift(partner="orme", recipients="[jane]", value="48.00"))
    found = [told(loss) for loss in reckoned(data_folder).losses]
    assert sorted(found) == [("orme", "jane", "vat", "108.00", "8.00"), ("rivoli", "anna", "vat", "108.00", "10.00")]


def test_a_limit_of_the_company_counts_a_shared_gift_whole(data_folder: DataFolder) -> None:
    ruled(data_folder, rule(amount="100", per="company-year"))
    give(data_folder, gift(value="120.00", shared_by="4"))
    found = [told(loss) for loss in reckoned(data_folder).losses]
    assert found == [("rivoli", "anna", "vat", "120.00", "5.00"), ("rivoli", None, "vat", "120.00", "15.00")]


def test_of_the_spans_of_twelve_months_the_fullest_is_told(data_folder: DataFolder) -> None:
    """Until January 550, from December 2026 on 700: between those two lie more than twelve months."""
    ruled(data_folder, rule(**TWELVE))
    days = {"2025-02-01": "300.00", "2026-01-15": "250.00", "2026-12-20": "300.00", "2027-02-01": "400.00"}
    give(data_folder, *(gift(date=day, value=value) for day, value in days.items()))
    assert [told(loss) for loss in reckoned(data_folder).losses] == [("rivoli", "anna", "vat", "700.00", "91.67")]


def test_vat_is_lost_once_where_two_limits_are_passed(data_folder: DataFolder) -> None:
    """A confirmed one proves it, and so it is the one that is named."""
    unsure = rule("unsure", amount="10", per="gift", confidence="low")
    ruled(data_folder, rule("company", amount="10", per="company-year"), unsure, rule("person", amount="20"))
    give(data_folder, gift(value="60.00"))
    assert [told(loss) for loss in reckoned(data_folder).losses] == [("rivoli", "anna", "person", "60.00", "10.00")]


# People

SHARED = {"recipients": "[anna, ben]", "shared_by": "3", "value": "100.00"}


def test_each_who_shares_a_gift_bears_a_part(data_folder: DataFolder) -> None:
    """16.67 of VAT: 5.56, 5.56 and 5.55. Anna has 33.33 and 50 in the year; Ben and the third have 33.33."""
    data_folder.add(PARTNER, TWO)
    ruled(data_folder, rule())
    give(data_folder, gift(**SHARED), gift(value="50.00", date="2026-11-05"))
    vat = reckoned(data_folder)
    assert [told(loss) for loss in vat.losses] == [("rivoli", "anna", "vat", "83.33", "13.89")]
    assert sums(vat) == ("11.11", "13.89", "0.00")


def test_people_who_are_not_named_are_judged_by_that_gift_alone(data_folder: DataFolder) -> None:
    data_folder.add(PARTNER, TWO)
    ruled(data_folder, rule(amount="30"))
    give(data_folder, gift(**{**SHARED, "shared_by": "5", "value": "160.00"}))
    vat = reckoned(data_folder)
    assert [(*told(loss), loss.people) for loss in vat.losses] == [
        ("rivoli", "anna", "vat", "32.00", "5.34", 1),
        ("rivoli", "ben", "vat", "32.00", "5.34", 1),
        ("rivoli", None, "vat", "32.00", "15.99", 3),
    ]
    assert vat.losses[2].gift is not None
    assert sums(vat) == ("0.00", "26.67", "0.00")


def test_more_people_than_cents(data_folder: DataFolder) -> None:
    ruled(data_folder, rule(amount="0", per="gift"))
    give(data_folder, gift(value="0.12", shared_by="900"))
    vat = reckoned(data_folder)
    assert [(loss.contact, str(loss.vat)) for loss in vat.losses] == [("anna", "0.01"), (None, "0.01")]


def test_a_limit_follows_a_person_from_one_partner_to_another(data_folder: DataFolder) -> None:
    data_folder.add("partners/orme.yaml", "name: Orme\ncountry: FR\ncontacts: [{id: a-rossi, name: Anna Rossi}]\n")
    contact = "{id: anna, name: Anna Rossi, formerly: {partner: orme, contact: a-rossi}}"
    data_folder.add(PARTNER, f"name: Rivoli\ncountry: IT\ncontacts: [{contact}]\n")
    ruled(data_folder, rule())
    give(data_folder, gift(value="42.00"), gift(partner="orme", recipients="[a-rossi]", value="36.00"))
    vat = reckoned(data_folder)
    found = [told(loss) for loss in vat.losses]
    assert sorted(found) == [("orme", "a-rossi", "vat", "78.00", "6.00"), ("rivoli", "anna", "vat", "78.00", "7.00")]
    assert (str(vat.of("orme").lost), str(vat.of("rivoli").lost)) == ("6.00", "7.00")


def test_a_recipient_whom_the_partner_s_file_does_not_know_is_a_person_all_the_same(data_folder: DataFolder) -> None:
    ruled(data_folder, rule())
    give(data_folder, *(gift(recipients="[zoe]", value="42.00", date=f"2026-0{n}-17") for n in (2, 3)))
    (loss,) = reckoned(data_folder).losses
    assert (*told(loss), loss.name) == ("rivoli", "zoe", "vat", "84.00", "14.00", "zoe")


# What an exemption spares, and what nobody knows


SPARED = rule("books", amount="30", per="gift", level="exempt", kinds="[book]", not_kinds="")
EXEMPTED = [
    ("it is not counted", "48.00", "24.00", ("12.00", "0.00", "0.00")),
    ("what the others lose is not its loss", "90.00", "24.00", ("4.00", "15.00", "0.00")),
    ("beyond its amount it is counted as all are", "12.00", "36.00", ("8.00", "0.00", "0.00")),
    ("and lost as all are", "42.00", "36.00", ("0.00", "13.00", "0.00")),
]


@pytest.mark.parametrize(
    ("pen", "book", "expected"), [case[1:] for case in EXEMPTED], ids=[case[0] for case in EXEMPTED]
)
def test_what_an_exemption_spares_comes_back(
    data_folder: DataFolder, pen: str, book: str, expected: tuple[str, str, str]
) -> None:
    ruled(data_folder, rule(), SPARED)
    give(data_folder, gift(value=pen), gift(kind="book", value=book, date="2026-11-05"))
    assert sums(reckoned(data_folder)) == expected


def test_without_a_rule_nothing_can_be_claimed(data_folder: DataFolder) -> None:
    give(data_folder, gift(value="60.00"))
    vat = reckoned(data_folder)
    assert sums(vat) == ("0.00", "0.00", "10.00")
    assert (vat.has_rule, vat.country, vat.unmeasured) == (False, "FR", ())


def test_a_rule_without_an_amount_measures_nothing_and_is_told(data_folder: DataFolder) -> None:
    words = rule("courtesy", amount="", per="", level="inform")
    everywhere = rule("anywhere", amount="", per="", level="inform", country="")
    ruled(data_folder, words, everywhere)
    give(data_folder, gift(value="60.00"))
    vat = reckoned(data_folder)
    assert sums(vat) == ("0.00", "0.00", "10.00")
    assert [limit.id for limit in vat.unmeasured] == ["courtesy"]


@pytest.mark.parametrize(
    "more",
    [{"country": "DE"}, {"side": "recipient", "country": "IT"}, {"topic": "income-tax"}, {"from": "2026-03-01"}],
)
def test_a_rule_that_is_not_about_our_vat_that_day_says_nothing(data_folder: DataFolder, more: dict[str, str]) -> None:
    ruled(data_folder, rule(**more))
    give(data_folder, gift(value="60.00"))
    assert sums(reckoned(data_folder)) == ("0.00", "0.00", "10.00")


def test_before_a_rule_begins_nothing_is_known(data_folder: DataFolder) -> None:
    ruled(data_folder, rule(**{"from": "2026-03-01"}))
    give(data_folder, gift(value="30.00"), gift(value="12.00", date="2026-11-05"))
    vat = reckoned(data_folder)
    assert sums(vat) == ("2.00", "0.00", "5.00")
    assert not vat.has_rule


@pytest.mark.parametrize(("limit", "of_gift"), [({"currency": "KRW"}, {}), ({}, {"currency": "KRW"})])
def test_without_a_rate_nothing_can_be_compared(
    data_folder: DataFolder, limit: dict[str, str], of_gift: dict[str, str]
) -> None:
    ruled(data_folder, rule(**limit))
    give(data_folder, gift(value="90.00", **of_gift))
    vat = reckoned(data_folder)
    assert sums(vat) == ("0.00", "0.00", "15.00")
    assert vat.without_rate == ("KRW",)


def test_a_limit_without_a_rate_leaves_open_what_no_other_limit_takes(data_folder: DataFolder) -> None:
    data_folder.add(PARTNER, TWO)
    ruled(data_folder, rule("home", amount="50"), rule("abroad", currency="KRW", per="gift"))
    give(data_folder, gift(value="60.00"), gift(recipients="[ben]", value="30.00"))
    assert sums(reckoned(data_folder)) == ("0.00", "10.00", "5.00")


@pytest.mark.parametrize("more", [{"confidence": "low"}, {"until": "2025-12-31"}])
def test_an_amount_that_is_not_confirmed_is_applied_and_told(data_folder: DataFolder, more: dict[str, str]) -> None:
    data_folder.add(PARTNER, TWO)
    ruled(data_folder, rule(**more))
    give(data_folder, gift(value="90.00"), gift(recipients="[ben]", value="30.00"))
    vat = reckoned(data_folder)
    assert sums(vat) == ("5.00", "15.00", "0.00")
    assert vat.unconfirmed == ("vat",)
    assert [loss.found.confirmed for loss in vat.losses] == [False]


# What always holds

LIMITS = st.lists(
    st.fixed_dictionaries(
        {
            "amount": st.one_of(st.just("0"), amounts(120)),
            "per": st.sampled_from(["gift", "recipient-year", "recipient-12-months", "company-year"]),
            "includes": st.sampled_from([["vat", "extras"], ["extras"], ["vat"], []]),
            "level": st.sampled_from(["warn", "inform", "exempt"]),
            "below": st.sampled_from(["true", "false"]),
            "confidence": st.sampled_from(["high", "low"]),
            "currency": st.sampled_from(["EUR", "USD", "KRW"]),
        }
    ),
    max_size=3,
)
SHARING = st.tuples(
    st.lists(st.sampled_from(["anna", "ben", "cleo", "zoe"]), min_size=1, max_size=3), st.sampled_from([None, "2", "7"])
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(portfolios(), LIMITS, st.lists(SHARING, min_size=5, max_size=5))
def test_no_cent_is_lost_or_found(
    portfolio: tuple[dict[str, Values], list[Values], date],
    limits: list[Values],
    sharing: list[tuple[list[str], str | None]],
) -> None:
    """The VAT of the gifts is what comes back, what is lost and what is unknown; the lost is that of the losses."""
    partners, gifts, _ = portfolio
    shared = [{**one, "recipients": who, "shared_by": count} for one, (who, count) in zip(gifts, sharing, strict=False)]
    every = [books.limit(f"vat-{number}", **limit) for number, limit in enumerate(limits)]
    book = books.book(partners, shared, limits={"name": "France", "limits": every})
    ours = settings_of(book)
    vat = vat_of(book, ours, book.partners.values(), 2026)
    contained = [vat_in(one, book, ours) for one in book.gifts if one.given and one.date.year == 2026]
    assert vat.sums.total == sum(contained)
    assert min(vat.sums.recoverable, vat.sums.lost, vat.sums.unknown) >= 0
    for partner in partners:
        assert vat.of(partner).lost == sum(loss.vat for loss in vat.losses if loss.partner == partner)
    months = [vat_of(book, ours, book.partners.values(), 2026, {month}).sums for month in range(1, 13)]
    assert sum((one.lost for one in months), start=Decimal(0)) == vat.sums.lost
    assert sum((one.recoverable for one in months), start=Decimal(0)) == vat.sums.recoverable
