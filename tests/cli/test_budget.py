"""`giftplan budget`: its JSON to the letter, the same figures in every format, filters, bars and what it leaves out."""

import csv
import json
import re
import shutil
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from giftplan.output.screen.budget import bar
from giftplan.output.screen.line import width_of
from giftplan.reports.budget import Money
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import call
from tests.cli.terminal import show
from tests.cli.test_main import HARMFUL
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.cli.test_plan import Fits
from tests.cli.test_plan import is_amount
from tests.cli.test_plan import is_count
from tests.cli.test_plan import is_text
from tests.cli.test_plan import maybe
from tests.cli.test_plan import misfits
from tests.cli.test_plan import one_of
from tests.cli.test_plan import table_of
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift

AMOUNT = re.compile(r"\d[\d,]*\.\d\d")
DAY = ("--as-of", "2026-10-06")
SOURCE = "{title: a law, url: https://example.org, seen: 2026-11-21}"
LIMIT = f"""\
name: France
limits:
  - {{id: fr-vat, country: FR, side: giver, topic: vat, amount: 73, currency: EUR, per: recipient-year, level: warn,
      effect: the VAT is lost, confidence: high, source: {SOURCE}}}
"""
TIER_2 = """\
name: Rivoli
country: IT
tier: 2
owner: paul
lifetime_value: {amount: 40000, basis: realised, as_of: 2025-12-31}
contacts: [{id: anna, name: Anna Rossi}]
"""
"""40,000 EUR earn 40 to 120, so 80."""


def printed(*arguments: str, folder: Path = REPOSITORY) -> str:
    done = inside("budget", "2026", *DAY, *arguments, folder=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


@lru_cache
def example(*arguments: str) -> str:
    """The same of the repository's data, for tests that only read it."""
    return printed(*arguments)


def answered(*arguments: str, folder: Path = REPOSITORY) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(printed(*arguments, "--format", "json", folder=folder))
    return found


def words(text: str) -> str:
    """A screen's words, wherever its lines end."""
    return " ".join(text.split())


@pytest.fixture
def folder(data_folder: DataFolder) -> DataFolder:
    """One partner of tier 2 with 80.00 EUR a year, and the French limit on VAT."""
    data_folder.add(PARTNER, TIER_2)
    data_folder.add("limits/fr.yaml", LIMIT)
    data_folder.add("calendar/2026.yaml", "countries: {FR: {days: {}}, IT: {days: {}}}\n")
    data_folder.add("calendar/2027.yaml", "countries: {FR: {days: {}}, IT: {days: {}}}\n")
    return data_folder


# The JSON, to the letter

MONEY: Mapping[str, Fits] = {"allowance": is_amount, "planned": is_amount, "spent": is_amount, "left": is_amount}
PARTNER_ROW: Mapping[str, Fits] = {
    "partner": is_text,
    "name": is_text,
    "tier": maybe(is_count),
    "owner": maybe(is_text),
    **MONEY,
    "bound_by": one_of("share", "tier", "policy", "limit", "status"),
    "vat_recoverable": is_amount,
    "vat_lost": is_amount,
    "vat_unknown": is_amount,
}
LOSS: Mapping[str, Fits] = {
    "partner": is_text,
    "person": maybe(is_text),
    "name": maybe(is_text),
    "people": is_count,
    "gift": maybe(is_text),
    "limit": is_text,
    "per": one_of("gift", "recipient-year", "recipient-12-months", "company-year"),
    "counted": is_amount,
    "amount": is_amount,
    "currency": maybe(is_text),
    "confirmed": one_of(True, False),
    "vat_lost": is_amount,
    "effect": is_text,
}
VAT: Mapping[str, Fits] = {
    "recoverable": is_amount,
    "lost": is_amount,
    "unknown": is_amount,
    "unconfirmed": lambda found: all(map(is_text, found)),
    "has_rule": lambda found: isinstance(found, bool),
    "without_rate": lambda found: all(map(is_text, found)),
    "persons": lambda found: [misfits(entry, LOSS) for entry in found] == [[]] * len(found),
}


def every(shape: Mapping[str, Fits]) -> Fits:
    return lambda found: [misfits(entry, shape) for entry in found] == [[]] * len(found)


BUDGET: Mapping[str, Fits] = {
    "schema": one_of("giftplan/budget/1"),
    "year": is_count,
    "as_of": one_of("2026-10-06"),
    "currency": one_of("EUR"),
    "only_months": lambda found: found is None or all(map(is_count, found)),
    "partners": every(PARTNER_ROW),
    "tiers": every({"tier": maybe(is_count), "partners": is_count, **MONEY}),
    "owners": every({"owner": maybe(is_text), "partners": is_count, **MONEY}),
    "months": every({"month": is_text, "planned": is_amount, "spent": is_amount}),
    "vat": lambda found: misfits(found, VAT) == [],
    "totals": lambda found: misfits(found, {"partners": is_count, **MONEY}) == [],
}


@pytest.mark.parametrize("filters", [(), ("--month", "9"), ("--tier", "none")])
def test_the_json_is_to_the_letter(filters: tuple[str, ...]) -> None:
    assert misfits(answered(*filters), BUDGET) == []


def test_it_has_the_figures_of_the_plan() -> None:
    plan = json.loads(inside("plan", "2026", *DAY, "--format", "json").stdout)
    shared = ("partner", "name", "tier", "owner", "allowance", "planned", "spent", "left", "bound_by")
    rows = answered()["partners"]
    assert [[row[key] for key in shared] for row in rows] == [[row[key] for key in shared] for row in plan["budgets"]]
    totals = answered()["totals"]
    assert {key: totals[key] for key in ("partners", "allowance", "planned", "spent")} == {
        key: value for key, value in plan["totals"].items() if key != "touches"
    }


def test_the_example_loses_the_vat_of_one_person() -> None:
    """48.00 and 27.30 for Jean Lefèvre are 75.30, above 73: a sixth of it is VAT."""
    vat = answered()["vat"]
    (loss,) = vat["persons"]
    assert (loss["partner"], loss["person"], loss["counted"], loss["vat_lost"]) == (
        "maison-lefevre",
        "jean",
        "75.30",
        "12.55",
    )
    assert (loss["limit"], loss["confirmed"]) == ("fr-vat-gift-2026", False)
    assert (vat["lost"], vat["unknown"], vat["unconfirmed"]) == ("12.55", "0.00", ["fr-vat-gift-2026"])


# The other formats


@pytest.mark.parametrize(("dialect", "delimiter", "decimal"), [("plain", ",", "."), ("excel-fr", ";", ",")])
def test_the_csv_has_the_partners_of_the_json_and_numbers_as_numbers(
    dialect: str, delimiter: str, decimal: str
) -> None:
    text = example("--format", "csv", "--csv-dialect", dialect).removeprefix("\ufeff")
    rows = list(csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    found = answered()["partners"]
    amounts = ("allowance", "planned", "spent", "left", "vat_recoverable", "vat_lost", "vat_unknown")
    assert [[row[key].replace(decimal, ".") for key in amounts] for row in rows] == [
        [row[key] for key in amounts] for row in found
    ]
    same = ("partner", "name", "tier", "owner", "bound_by")
    assert [[row[key] for key in same] for row in rows] == [[str(row[key] or "") for key in same] for row in found]
    assert {row["currency"] for row in rows} == {"EUR"}
    assert "'-9" not in text


def test_the_markdown_has_the_same_tables() -> None:
    text = example("--format", "markdown")
    found = answered()
    rows = table_of(text)
    for row in found["partners"]:
        amounts = [f"{Decimal(row[key]):,.2f}" for key in (*MONEY, "vat_recoverable", "vat_lost")]
        assert [row["partner"], *amounts] in rows
    for group in found["tiers"]:
        name = "none" if group["tier"] is None else str(group["tier"])
        assert [name, str(group["partners"]), *(f"{Decimal(group[key]):,.2f}" for key in MONEY)] in rows
    assert "12.55 EUR on maison\\-lefevre, Jean Lefèvre" in text


# The screen


def test_every_amount_of_the_json_is_on_the_screen() -> None:
    found, screen = answered(), example()
    entries = [*found["partners"], *found["tiers"], *found["owners"], found["totals"]]
    amounts = {f"{Decimal(entry[key]):,.2f}" for entry in entries for key in MONEY}
    assert amounts <= set(screen.split())


def money(allowance: str, spent: str, planned: str) -> Money:
    allowed, used = Decimal(allowance), Decimal(spent) + Decimal(planned)
    return Money(allowed, Decimal(planned), Decimal(spent), allowed - Decimal(spent), max(Decimal(0), used - allowed))


BARS = [
    ("nothing", money("80", "0", "0"), "░░░░░░░░"),
    ("half", money("80", "40", "0"), "████░░░░"),
    ("a quarter each", money("80", "20", "20"), "██▒▒░░░░"),
    ("all spent", money("80", "80", "0"), "████████"),
    ("all planned", money("80", "0", "80"), "▒▒▒▒▒▒▒▒"),
    ("a cent shows", money("80", "0.01", "0"), "█░░░░░░░"),
    ("a cent planned shows", money("80", "79.99", "0.01"), "███████▒"),
    ("a prospect's token does not fit", money("5", "4", "6"), "███████▒"),
    ("a cent left shows", money("80", "79.99", "0"), "███████░"),
    ("a cent planned beside the rest spent", money("80", "79.98", "0.01"), "██████▒░"),
]


@pytest.mark.parametrize(("sums", "shown"), [case[1:] for case in BARS], ids=[case[0] for case in BARS])
def test_a_bar(sums: Money, shown: str) -> None:
    assert bar(sums, 8) == shown


def test_more_than_the_allowance_is_said_in_words(folder: DataFolder) -> None:
    folder.add("gifts/2026/a.yaml", gift(value="92.50"))
    for columns in (60, 80):
        shown = words(show("budget", "2026", *DAY, "--color", "never", columns=columns, folder=folder.root))
        assert "Over the allowance: rivoli by 12.50 EUR: 92.50 of 80.00" in shown
    assert "over by 12.50" in printed(folder=folder.root)
    assert "- rivoli by 12.50 EUR" in printed("--format", "markdown", folder=folder.root)


def test_an_empty_allowance_says_why() -> None:
    shown = {line.split()[0]: line.split("  ")[-1] for line in example().splitlines() if line.startswith(" ")}
    assert {shown[name] for name in ("astrane", "almasa", "hautclair", "orme", "funkelwerk")} == {
        "policy",
        "prospect",
        "departed",
        "no tier",
        "no value",
    }


def test_a_screen_says_why_vat_is_lost(folder: DataFolder) -> None:
    folder.add("gifts/2026/a.yaml", gift(value="48.00"))
    folder.add("gifts/2026/b.yaml", gift(value="27.30", date="2026-11-05"))
    shown = words(printed(folder=folder.root))
    assert "VAT in what was given and is ordered: 12.55 EUR, of which 0.00 recoverable, 12.55 lost." in shown
    line = (
        "VAT lost: 12.55 EUR on rivoli, Anna Rossi: 75.30 EUR a person and year, above 73.00 (fr-vat). The VAT is lost."
    )
    assert line in shown


def test_unnamed_people_and_a_limit_per_gift_have_their_day(folder: DataFolder) -> None:
    strict = LIMIT.replace("recipient-year", "gift").replace("level: warn", "level: warn, below: true")
    folder.add("limits/fr.yaml", strict.replace("73", "20"))
    folder.add("gifts/2026/a.yaml", gift(value="60.00", shared_by="3"))
    shown = words(printed(folder=folder.root))
    assert "VAT lost: 3.34 EUR on rivoli, Anna Rossi, 17 Feb: 20.00 EUR a gift, not below 20.00 (fr-vat)." in shown
    assert "VAT lost: 6.66 EUR on rivoli, 2 unnamed people, 17 Feb: 20.00 EUR a gift" in shown


def test_without_a_rule_for_our_country_nothing_is_called_recoverable(folder: DataFolder) -> None:
    folder.remove("limits/fr.yaml")
    folder.add("gifts/2026/a.yaml", gift(value="60.00"))
    shown = words(printed(folder=folder.root))
    assert "10.00 EUR, of which 0.00 recoverable, 0.00 lost, 10.00 unknown." in shown
    assert "data/limits/ has no VAT rule with an amount for FR" in shown
    assert answered(folder=folder.root)["partners"][0]["vat_unknown"] == "10.00"


def test_a_rule_without_an_amount_is_quoted(folder: DataFolder) -> None:
    folder.add("limits/fr.yaml", LIMIT.replace("amount: 73, ", "").replace("per: recipient-year, ", ""))
    folder.add("gifts/2026/a.yaml", gift(value="60.00"))
    shown = words(printed(folder=folder.root))
    assert "that was in force then. fr-vat says: The VAT is lost. Claim nothing before" in shown


def test_without_a_rate_it_names_the_currency(folder: DataFolder) -> None:
    folder.add("gifts/2026/a.yaml", gift(value="60.00", currency="KRW"))
    assert "a limit or gift is in KRW, which has no rate" in words(printed(folder=folder.root))


def test_of_some_months_it_says_so_everywhere() -> None:
    said = "Planned, spent and VAT are those of Sep and Nov alone; allowance and left are those of the whole year"
    filters = ("--month", "11", "--month", "9")
    assert said in words(example(*filters))
    assert said in inside("budget", "2026", *DAY, *filters, "--format", "csv").stderr
    assert f"\n{said}\n" in example(*filters, "--format", "markdown")
    assert answered(*filters)["only_months"] == [9, 11]
    assert answered()["only_months"] is None


def test_some_months_keep_the_year_s_allowance_and_what_is_left() -> None:
    whole, part = answered(), answered("--month", "9", "--month", "11")
    for key in ("allowance", "left"):
        assert part["totals"][key] == whole["totals"][key]
    months = {entry["month"]: entry for entry in whole["months"]}
    assert part["months"] == [months["2026-09"], months["2026-11"]]


@pytest.mark.parametrize("columns", [1, 20, 40, 60, 72, 80, 100, 120, 200])
def test_nothing_is_wider_than_the_terminal_and_no_amount_is_cut(columns: int) -> None:
    screen = show("budget", "2026", *DAY, "--color", "never", columns=columns)
    if columns >= 60:
        assert max(map(width_of, screen.splitlines())) <= columns
    assert "…" not in screen
    assert set(AMOUNT.findall(screen)) == set(AMOUNT.findall(example()))


def test_a_narrow_screen_says_what_it_hides() -> None:
    narrow = words(show("budget", "2026", *DAY, "--color", "never", columns=40))
    assert "Hidden at this width: Partners, Used. All of it: giftplan budget 2026 --format csv" in narrow
    assert "█ spent" not in narrow
    assert "Hidden" not in show("budget", "2026", *DAY, "--color", "never", columns=80)


def test_terminals_without_utf8_have_bars_too() -> None:
    done = call("budget", "2026", *DAY, environment={"PYTHONIOENCODING": "ascii"}, encoding="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "#########======....." in done.stdout
    assert "# spent  = planned  . left" in done.stdout
    assert "\\u2592" not in done.stdout


HOSTILE = r"=[red]\x1b[31m|`a`*b*\n\x9b2J\u202e<i>:smile:"


def test_hostile_words_are_only_words(folder: DataFolder) -> None:
    quoted = f'contacts: [{{id: anna, name: "{HOSTILE}"}}]'
    folder.add(PARTNER, TIER_2.replace("contacts: [{id: anna, name: Anna Rossi}]", quoted))
    folder.add("gifts/2026/a.yaml", gift(value="90.00"))
    screen = printed(folder=folder.root)
    assert "".join(HOSTILE.split()) in "".join(screen.split())
    assert set(HARMFUL.findall(screen)) == {"\n"}
    assert set(HARMFUL.findall(printed("--format", "markdown", folder=folder.root))) == {"\n"}
    meant = HOSTILE.encode("ascii").decode("unicode_escape")
    assert answered(folder=folder.root)["vat"]["persons"][0]["name"] == meant


# Filters, many partners, and what is left out


def test_a_filter_keeps_its_rows_and_their_sums() -> None:
    whole, part = answered(), answered("--tier", "1", "--country", "FR")
    assert part["partners"] == [row for row in whole["partners"] if row["partner"] in ("hautclair", "maison-lefevre")]
    assert [group["partners"] for group in part["tiers"]] == [2]
    assert (part["vat"]["lost"], part["vat"]["recoverable"]) == ("12.55", "0.00")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's data with 27 small partners more: 45."""
    folder = tmp_path_factory.mktemp("many")
    shutil.copytree(REPOSITORY / "data", folder / "data")
    partners = folder / "data" / "partners"
    for number in range(27):
        shutil.copy(partners / "funkelwerk.yaml", partners / f"small-{number:02}.yaml")
    return folder


def test_many_partners_are_summed_up_on_a_terminal(many: Path) -> None:
    screen = show("budget", "2026", *DAY, "--color", "never", columns=100, folder=many)
    assert "small-" not in screen
    assert screen.splitlines()[-1] == "Every partner: giftplan budget 2026 --all"
    assert re.search(r"^ 45 partners ", screen, re.MULTILINE)
    assert "VAT lost: 12.55 EUR on maison-lefevre" in screen
    whole = show("budget", "2026", *DAY, "--all", "--color", "never", columns=100, folder=many)
    assert whole.count("small-") == printed(folder=many).count("small-") == 27


def test_of_many_losses_a_terminal_has_the_first_and_counts_the_rest(folder: DataFolder) -> None:
    people = ", ".join(f"{{id: p{number}, name: Person {number}}}" for number in range(12))
    folder.add(PARTNER, TIER_2.replace("{id: anna, name: Anna Rossi}", people))
    for number in range(12):
        folder.add(f"gifts/2026/g{number}.yaml", gift(recipients=f"[p{number}]", value="90.00"))
    screen = show("budget", "2026", *DAY, "--color", "never", columns=80, folder=folder.root)
    assert screen.count("VAT lost: 15.00 EUR on") == 8
    assert "VAT lost: 4 more" in screen
    assert printed(folder=folder.root).count("VAT lost: 15.00 EUR on") == 12


@pytest.mark.parametrize("form", [(), ("--format", "json"), ("--format", "csv"), ("--format", "markdown")])
def test_a_broken_partner_is_named_and_the_others_are_counted(data_folder: DataFolder, form: tuple[str, ...]) -> None:
    data_folder.add("partners/bad.yaml", "teir: 1\n")
    done = inside("budget", "2026", *DAY, *form, folder=data_folder.root)
    assert done.returncode == 0
    assert "rivoli" in done.stdout
    said = done.stderr if form else done.stdout
    assert "partners/bad.yaml" in said
    assert "giftplan calendar 2026" in said


REFUSED = [
    (("2026", "--partner", "nordwindd"), "did you mean 'nordwind'?"),
    (("2026", "--month", "13"), "a number from 1 to 12"),
    (("2026", "--format", "xlsx"), "--format 'xlsx'"),
    (("2026", "--csv-dialect", "excel"), "did you mean 'excel-fr'?"),
    (("26",), "four digits"),
]


@pytest.mark.parametrize(("arguments", "says"), REFUSED)
def test_what_names_nothing_is_refused_with_a_hint(arguments: tuple[str, ...], says: str) -> None:
    assert says in refusal(inside("budget", *arguments), 2)
