"""The other ways in which a field may be written, and what a record answers when it is asked."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from giftplan.book.reading import adapter
from giftplan.records.contact import Contact
from giftplan.records.culture import Culture
from giftplan.records.culture import When
from giftplan.records.gift import Gift
from giftplan.records.limit import Limit
from giftplan.records.partner import LifetimeValue
from giftplan.records.partner import Partner
from giftplan.records.partner import Period
from giftplan.records.policy import Authorisation
from giftplan.records.policy import Policy
from giftplan.records.settings import Settings
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift

SOURCE = {"title": "A guide", "seen": "2026-11-21"}


def partner(folder: DataFolder, more: str) -> Partner:
    """The folder's partner, with these lines added to its file."""
    folder.extend(PARTNER, more)
    book = folder.load()
    assert book.problems == ()
    return book.partners["rivoli"]


def made(model: str, **values: Any) -> Any:
    """A record from values as the reader hands them over."""
    return adapter(model).validate_python(values)


PARTNER_FORMS: list[tuple[str, str, Any]] = [
    ("tier: 2", "tier", {1900: 2}),
    ("tier: {2025: 2, 2026: 1}", "tier", {2025: 2, 2026: 1}),
    ("tier: {2025: 2, 2026: null}", "tier", {2025: 2, 2026: None}),
    ("tier: null", "tier", {}),
    ("policy: {gifts: allowed}", "policy", (Policy(gifts="allowed"),)),
    ("policy: [{gifts: limited, limit: 80}, {gifts: refused}]", "policy", None),
    ("policy:", "policy", ()),
    ("ties: family", "ties", "family"),
    ("disclosed: 2026-01-05", "disclosed", date(2026, 1, 5)),
    ("subdivision: BY", "subdivision", "BY"),
    ("causes: [river clean-up, 'null', '012']", "causes", ("river clean-up", "null", "012")),
    ("revenue: {2024: 31000.50}", "revenue", {2024: Decimal("31000.50")}),
    ("attachment: [pride, grew-with-us]", "attachment", ("pride", "grew-with-us")),
]


@pytest.mark.parametrize(("line", "field", "value"), PARTNER_FORMS, ids=[line for line, _, _ in PARTNER_FORMS])
def test_a_partners_field_may_be_written_so(data_folder: DataFolder, line: str, field: str, value: object) -> None:
    read = getattr(partner(data_folder, f"{line}\n"), field)
    if value is None:
        assert [(policy.gifts, policy.limit) for policy in read] == [("limited", Decimal(80)), ("refused", None)]
    else:
        assert read == value


def test_only_a_name_a_country_and_a_contact_are_needed(data_folder: DataFolder) -> None:
    alone = data_folder.load().partners["rivoli"]
    assert (alone.name, alone.country, [contact.name for contact in alone.contacts]) == ("Rivoli", "IT", ["Anna Rossi"])
    assert (alone.status, alone.relation, alone.ties) == ("active", "client", "none")
    assert (alone.policy, alone.tier, alone.touches, alone.waivers) == ((), {}, {}, ())
    assert Policy().gifts == "unknown"


def test_a_departure_keeps_facts_apart_from_how_they_are_read(data_folder: DataFolder) -> None:
    read = partner(
        data_folder,
        """\
        status: departed
        departed: {date: 2026-02-01, by: them, why: unknown, facts: [no order since May], reading: [price?]}
        """,
    )
    assert read.departed is not None
    assert (read.departed.date, read.departed.by, read.departed.why) == (date(2026, 2, 1), "them", "unknown")
    assert (read.departed.facts, read.departed.reading) == (("no order since May",), ("price?",))


def test_what_was_verified_again_is_one_policy_with_several_days(data_folder: DataFolder) -> None:
    read = partner(data_folder, "policy: {gifts: limited, limit: 100, verified: [2025-01-10, 2026-01-15]}\n")
    assert read.policy[0].verified == (date(2025, 1, 10), date(2026, 1, 15))


def test_several_lifetime_values_are_kept_apart(data_folder: DataFolder) -> None:
    read = partner(
        data_folder,
        """\
        lifetime_value:
          - {amount: 80000, basis: realised, as_of: 2024-12-31}
          - {amount: 84000.50, basis: forecast, as_of: 2025-12-31}
        """,
    )
    assert [(value.amount, value.exists) for value in read.lifetime_value] == [
        (Decimal(80000), True),
        (Decimal("84000.50"), False),
    ]


def test_a_person_may_have_been_elsewhere_and_may_have_left(data_folder: DataFolder) -> None:
    data_folder.add(
        PARTNER,
        """\
        name: Rivoli
        country: IT
        referred_by: {partner: old-employer, date: 2014-02-01}
        contacts:
          - {id: anna, name: Anna Rossi, left: 2026-03-01, formerly: {partner: old-employer, contact: a-rossi}}
        """,
    )
    read = data_folder.load().partners["rivoli"]
    assert read.referred_by is not None
    assert (read.referred_by.partner, read.referred_by.date) == ("old-employer", date(2014, 2, 1))
    former = read.contacts[0].formerly
    assert former is not None
    assert (former.partner, former.contact) == ("old-employer", "a-rossi")
    assert read.contacts[0].left == date(2026, 3, 1)


def test_norway_is_a_country_and_not_a_no(data_folder: DataFolder) -> None:
    data_folder.add(PARTNER, "name: on\ncountry: NO\ncontacts: [{id: y, name: 012, language: no}]\n")
    book = data_folder.load()
    assert book.problems == ()
    read = book.partners["rivoli"]
    assert (read.name, read.country) == ("on", "NO")
    assert (read.contacts[0].id, read.contacts[0].name, read.contacts[0].language) == ("y", "012", "no")


def test_one_file_may_hold_several_gifts(data_folder: DataFolder) -> None:
    data_folder.add(
        "gifts/2025/archive.yaml",
        """\
        - {partner: rivoli, date: 2025-02-17, recipients: [anna], nature: Pen, value: 20, kind: desk}
        - {partner: rivoli, date: 2025-05-20, recipients: [anna], nature: Book, value: 15.50, kind: book}
        """,
    )
    book = data_folder.load()
    assert book.problems == ()
    assert [(read.nature, read.value, read.index) for read in book.gifts] == [
        ("Pen", Decimal(20), 0),
        ("Book", Decimal("15.50"), 1),
    ]


def test_a_received_gift_says_who_took_it_and_when_it_was_declared(data_folder: DataFolder) -> None:
    more = {"direction": "received", "recipients": "[claire]", "by": "claire", "declared": "2026-02-18"}
    data_folder.add(
        "gifts/2026/received.yaml", gift(**more, thanked="2026-02-20", approved="{by: claire, date: 2026-02-10}")
    )
    read = data_folder.load().gifts[0]
    assert (read.direction, read.by, read.recipients) == ("received", "claire", ("claire",))
    assert (read.declared, read.thanked) == (date(2026, 2, 18), date(2026, 2, 20))
    assert read.approved is not None
    assert (read.approved.by, read.approved.date) == ("claire", date(2026, 2, 10))
    assert not read.given


WINDOWS: list[tuple[dict[str, Any], tuple[Any, ...]]] = [
    ({"holiday": "Obon", "from": "-28", "to": "-2"}, ("Obon", None, None, (), -28, -2)),
    ({"holiday": "Obon", "country": "JP", "from": "0", "to": "0"}, ("Obon", "JP", None, (), 0, 0)),
    ({"from": "08-01", "to": "08-31"}, (None, None, None, (), (8, 1), (8, 31))),
    ({"from": "12-20", "to": "01-06"}, (None, None, None, (), (12, 20), (1, 6))),
    ({"easter": "western", "from": "-2", "to": "1"}, (None, None, "western", (), -2, 1)),
    ({"easter": "orthodox", "from": "-2", "to": "1"}, (None, None, "orthodox", (), -2, 1)),
    ({"weekdays": ["fri"]}, (None, None, None, ("fri",), None, None)),
    ({"weekdays": "fri"}, (None, None, None, ("fri",), None, None)),
]


@pytest.mark.parametrize(("written", "read"), WINDOWS)
def test_a_window_is_told_in_one_of_four_ways(written: dict[str, Any], read: tuple[Any, ...]) -> None:
    when: When = made("culture:When", **written)
    assert (when.holiday, when.country, when.easter, when.weekdays, when.start, when.end) == read


def test_one_value_of_a_match_stands_for_a_list_of_one() -> None:
    match = made("culture:Match", tags="pen", quantity=["4", "odd"], any_of=[{"colour": "white"}, {"ink": ["red"]}])
    assert (match.tags, match.quantity) == (("pen",), (4, "odd"))
    assert [(inner.colour, inner.ink) for inner in match.any_of] == [(("white",), ()), ((), ("red",))]


@pytest.mark.parametrize(
    "written", [["retail", {"banking": "regulated"}], {"retail": "ordinary", "banking": "regulated"}]
)
def test_sectors_are_words_or_marked_words(written: object) -> None:
    assert made("vocabulary:Vocabulary", sectors=written).sectors == {"retail": "ordinary", "banking": "regulated"}


def test_a_calendar_may_hold_days_of_our_own(data_folder: DataFolder) -> None:
    data_folder.add("calendar/2026.yaml", "ours: {2026-08-10: closed}\n")
    assert data_folder.load().calendars[2026].ours == {date(2026, 8, 10): "closed"}


NOTHING_WRITTEN: list[tuple[str, dict[str, Any]]] = [
    ("settings:Settings", {"company": "A", "country": "FR", "currency": "EUR"}),
    ("partner:Partner", {"id": "a", "path": "p", "name": "A", "country": "FR", "contacts": [{"id": "b", "name": "B"}]}),
    ("contact:Contact", {"id": "b", "name": "B"}),
    ("policy:Policy", {}),
    (
        "gift:Gift",
        {
            "path": "g",
            "partner": "a",
            "date": "2026-02-17",
            "recipients": ["b"],
            "nature": "Pen",
            "value": "1",
            "kind": "desk",
        },
    ),
    ("catalogue:Idea", {"id": "pen", "name": "Pen", "kind": "desk", "price": {"min": "1", "max": "2"}}),
    ("touch:Touch", {"id": "Q1", "name": "T", "months": ["2"], "weight": "1", "priority": "1"}),
    ("culture:Culture", {"path": "c", "name": "C", "countries": ["CN"]}),
    ("culture:CultureRule", {"id": "r", "level": "never", "why": "w", "source": SOURCE}),
    (
        "limit:Limit",
        {"id": "l", "side": "giver", "topic": "vat", "effect": "e", "level": "warn", "source": SOURCE},
    ),
    ("limit:LimitFile", {"path": "l", "name": "L"}),
    ("calendar:CalendarYear", {"path": "c"}),
    ("vocabulary:Vocabulary", {}),
]


@pytest.mark.parametrize(("model", "needed"), NOTHING_WRITTEN, ids=[model for model, _ in NOTHING_WRITTEN])
def test_a_key_without_a_value_counts_as_not_written(model: str, needed: dict[str, Any]) -> None:
    alone = made(model, **needed)
    aliases = {"start": "from"} if model == "limit:Limit" else {}
    names = [aliases.get(name, name) for name in alone.__dataclass_fields__]
    optional = [name for name in names if name not in needed]
    assert optional
    assert made(model, **needed, **dict.fromkeys(optional)) == alone


TIER_IN: list[tuple[dict[str, str], int, int | None]] = [
    ({"2025": "2", "2026": "1"}, 2024, None),
    ({"2025": "2", "2026": "1"}, 2025, 2),
    ({"2025": "2", "2026": "1"}, 2026, 1),
    ({"2026": "1", "2025": "2"}, 2030, 1),
    ({}, 2026, None),
]


@pytest.mark.parametrize(("tier", "year", "expected"), TIER_IN)
def test_the_tier_in_force_is_the_newest_from_before(tier: dict[str, str], year: int, expected: int | None) -> None:
    read: Partner = made("partner:Partner", **dict(NOTHING_WRITTEN)["partner:Partner"], tier=tier)
    assert read.tier_in(year) == expected


def test_a_partner_knows_its_contacts_and_decisions(data_folder: DataFolder) -> None:
    read = partner(data_folder, "touches: {2026: {Q2: {date: 2026-05-21}, Q3: {skip: true}}}\n")
    found = read.contact("anna")
    assert found is not None
    assert found.name == "Anna Rossi"
    assert read.contact("nobody") is None
    decided = read.decision(2026, "Q2")
    assert decided is not None
    assert decided.date == date(2026, 5, 21)
    assert read.decision(2026, "Q1") is None
    assert read.decision(2025, "Q2") is None


@pytest.mark.parametrize(("year", "left"), [(2025, False), (2026, True), (2027, True)])
def test_a_partner_has_left_from_the_year_of_its_departure(data_folder: DataFolder, year: int, left: bool) -> None:
    read = partner(data_folder, "status: departed\ndeparted: {date: 2026-02-01}\n")
    assert read.has_left(year) is left


@pytest.mark.parametrize(
    ("day", "inside"),
    [(date(2026, 6, 21), False), (date(2026, 6, 22), True), (date(2026, 7, 3), True), (date(2026, 7, 4), False)],
)
def test_a_period_holds_both_its_ends(day: date, inside: bool) -> None:
    period: Period = made("partner:Period", **{"from": "2026-06-22", "until": "2026-07-03"})
    assert period.holds(day) is inside


@pytest.mark.parametrize(
    ("day", "there"), [(date(2026, 2, 28), True), (date(2026, 3, 1), False), (date(2026, 3, 2), False)]
)
def test_a_person_is_gone_on_the_day_of_leaving(day: date, there: bool) -> None:
    person: Contact = made("contact:Contact", id="a", name="A", left="2026-03-01")
    assert person.is_there(day) is there


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        (date(2025, 1, 9), None),
        (date(2025, 1, 10), date(2025, 1, 10)),
        (date(2026, 1, 14), date(2025, 1, 10)),
        (date(2026, 12, 31), date(2026, 1, 15)),
    ],
)
def test_a_policy_was_verified_on_the_last_day_before(day: date, seen: date | None) -> None:
    policy: Policy = made("policy:Policy", verified=["2026-01-15", "2025-01-10"])
    assert policy.verified_by(day) == seen


GRANTED: dict[str, str | None] = {
    "asked": "2026-01-20",
    "answered": "2026-01-28",
    "answer": "granted",
    "until": "2026-12-31",
}
COVERS: list[tuple[dict[str, str | None], date, bool]] = [
    (GRANTED, date(2026, 1, 27), False),
    (GRANTED, date(2026, 1, 28), True),
    (GRANTED, date(2026, 12, 31), True),
    (GRANTED, date(2027, 1, 1), False),
    ({**GRANTED, "until": None}, date(2030, 1, 1), True),
    ({**GRANTED, "answer": "refused"}, date(2026, 6, 1), False),
    ({**GRANTED, "answer": None}, date(2026, 6, 1), False),
    ({**GRANTED, "answered": None}, date(2026, 6, 1), False),
]


@pytest.mark.parametrize(("written", "day", "covered"), COVERS)
def test_an_authorisation_covers_from_its_answer_to_its_end(
    written: dict[str, str | None], day: date, covered: bool
) -> None:
    authorisation: Authorisation = made("policy:Authorisation", **written)
    assert authorisation.covers(day) is covered


@pytest.mark.parametrize(("basis", "exists"), [("realised", True), ("contracted", True), ("forecast", False)])
def test_only_what_is_not_a_hope_exists(basis: str, exists: bool) -> None:
    value: LifetimeValue = made("partner:LifetimeValue", amount="1", basis=basis, as_of="2025-12-31")
    assert value.exists is exists


@pytest.mark.parametrize(
    ("start", "until", "day", "binds"),
    [
        (None, None, date(1999, 1, 1), True),
        ("2021-01-01", None, date(2020, 12, 31), False),
        ("2021-01-01", None, date(2021, 1, 1), True),
        ("2021-01-01", "2025-12-31", date(2025, 12, 31), True),
        ("2021-01-01", "2025-12-31", date(2026, 1, 1), False),
    ],
)
def test_a_limit_is_in_force_from_its_first_to_its_last_day(
    start: str | None, until: str | None, day: date, binds: bool
) -> None:
    limit: Limit = made("limit:Limit", **dict(NOTHING_WRITTEN)["limit:Limit"], **{"from": start, "until": until})
    assert limit.in_force(day) is binds


def test_a_new_value_of_a_limit_belongs_to_the_series_of_the_old_one() -> None:
    common = dict(NOTHING_WRITTEN)["limit:Limit"] | {"per": "gift"}
    old: Limit = made("limit:Limit", **common, amount="69", until="2020-12-31")
    new: Limit = made("limit:Limit", **(common | {"id": "l-2021"}), amount="73", **{"from": "2021-01-01"})
    other: Limit = made("limit:Limit", **(common | {"topic": "declaration"}), amount="73")
    assert old.series == new.series != other.series


@pytest.mark.parametrize(
    ("countries", "country", "speaks"),
    [(["CN"], "CN", True), (["CN"], "HK", False), (["SE", "NO"], "NO", True), ("*", "BR", True)],
)
def test_a_culture_speaks_for_its_countries(countries: object, country: str, speaks: bool) -> None:
    culture: Culture = made("culture:Culture", path="c", name="C", countries=countries)
    assert culture.speaks_for(country) is speaks


@pytest.mark.parametrize(
    ("outcome", "direction", "given"),
    [
        ("accepted", "given", True),
        ("shared", "given", True),
        ("declined", "given", False),
        ("returned", "given", False),
        ("cancelled", "given", False),
        ("accepted", "received", False),
    ],
)
def test_a_gift_was_given_where_we_gave_it_and_it_was_kept(outcome: str, direction: str, given: bool) -> None:
    read: Gift = made("gift:Gift", **dict(NOTHING_WRITTEN)["gift:Gift"], outcome=outcome, direction=direction)
    assert read.given is given


@pytest.mark.parametrize(
    ("recipients", "shared_by", "people"),
    [(["a"], None, 1), (["a", "b"], None, 2), (["a"], "12", 12), (["a", "b"], "1", 2)],
)
def test_a_gift_is_shared_by_the_named_and_the_others(
    recipients: list[str], shared_by: str | None, people: int
) -> None:
    written = dict(NOTHING_WRITTEN)["gift:Gift"] | {"recipients": recipients, "shared_by": shared_by}
    read: Gift = made("gift:Gift", **written)
    assert read.people == people


def test_settings_know_the_team_and_the_exchange(data_folder: DataFolder) -> None:
    settings = data_folder.load().settings
    assert isinstance(settings, Settings)
    found = settings.member("claire")
    assert found is not None
    assert (found.role, settings.team[1].role) == ("compliance", "manager")
    assert settings.member("nobody") is None
    assert settings.member(None) is None
    assert settings.exchange.home == "EUR"
