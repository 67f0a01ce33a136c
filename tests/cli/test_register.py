"""The register adds up to the cent, holds every offer that was turned down, and stands as it stood on any past day."""

import csv
import json
import re
import subprocess
import sys
from datetime import date
from datetime import datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.terminal import call
from tests.cli.test_main import inside
from tests.conftest import DataFolder
from tests.conftest import gift
from tests.repository import Repository

DAY = "2026-12-31"
LIMITS = """\
    name: France
    limits:
      - id: fr-vat
        country: FR
        side: giver
        topic: vat
        amount: 73
        currency: EUR
        per: recipient-year
        effect: VAT on the year's gifts to that person is not recoverable
        level: warn
        from: 2021-01-01
        until: 2025-12-31
        source: {title: A law, seen: 2026-11-21}
      - id: fr-statement
        country: FR
        side: giver
        topic: declaration
        amount: 100
        currency: EUR
        per: company-year
        effect: The year's gifts go on the statement 2067
        level: inform
        confidence: high
        source: {title: A law, seen: 2026-11-21}
    """


@pytest.fixture
def folder(data_folder: DataFolder) -> DataFolder:
    """Five gifts to Rivoli: two kept, one turned down, one called off, one still to come; and one that came to us."""
    data_folder.add("limits/fr.yaml", LIMITS)
    data_folder.add("gifts/2026/a.yaml", gift(value="68.00", extras="4.90", invoice="F-1", card="{handwritten: true}"))
    data_folder.add("gifts/2026/b.yaml", gift(date="2026-05-20", nature="=Tea tin", value="30.00", kind="food"))
    data_folder.add("gifts/2026/c.yaml", gift(date="2026-06-02", nature="Vase", value="40.00", outcome="declined"))
    data_folder.add("gifts/2026/d.yaml", gift(date="2026-06-03", nature="Bowl", value="41.00", outcome="cancelled"))
    data_folder.add(
        "gifts/2026/e.yaml",
        gift(date="2026-09-01", nature="Sweets", value="15.50", direction="received", recipients="[paul]"),
    )
    data_folder.add("gifts/2027/f.yaml", gift(date="2027-02-16", nature="Book", value="20.00"))
    return data_folder


def register(folder: DataFolder, *arguments: str, day: str = DAY) -> str:
    done = inside("register", "2026", *arguments, "--data", str(folder.root), "--as-of", day)
    assert done.returncode == 0, done.stderr
    return done.stdout


def as_json(folder: DataFolder, *arguments: str, day: str = DAY) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(register(folder, *arguments, "--format", "json", day=day))
    return found


def test_json_has_the_shape_of_the_contract(folder: DataFolder) -> None:
    answer = as_json(folder)
    assert (answer["schema"], answer["year"], answer["currency"]) == ("giftplan/register/1", 2026, "EUR")
    first = answer["entries"][0]
    expected = {
        "date": "2026-02-17",
        "direction": "given",
        "partner": "rivoli",
        "company": "Rivoli",
        "country": "IT",
        "recipients": ["anna"],
        "people": 1,
        "nature": "Engraved pen",
        "kind": "desk",
        "value": "68.00",
        "extras": "4.90",
        "currency": "EUR",
        "value_home": "72.90",
        "outcome": "accepted",
        "authorisation": None,
        "card": True,
        "path": "data/gifts/2026/a.yaml",
    }
    assert {key: first[key] for key in expected} == expected
    assert first["invoice"] == "F-1"
    assert answer["totals"] == {"given": "102.90", "received": "15.50", "entries": 4, "cancelled": 1, "to_come": 0}


def test_what_was_turned_down_is_an_entry_and_in_no_sum(folder: DataFolder) -> None:
    answer = as_json(folder)
    assert [(entry["nature"], entry["outcome"]) for entry in answer["entries"]] == [
        ("Engraved pen", "accepted"),
        ("=Tea tin", "accepted"),
        ("Vase", "declined"),
        ("Sweets", "accepted"),
    ]
    assert answer["people"][0]["counted"] == "102.90"


def test_a_person_s_sum_stands_against_the_limit_of_that_day(folder: DataFolder) -> None:
    (sum_,) = as_json(folder)["people"]
    expected = {
        "partner": "rivoli",
        "contact": "anna",
        "limit": "fr-vat",
        "counted": "102.90",
        "amount": "73.00",
        "left": "-29.90",
        "confirmed": False,
        "passed": True,
        "period": "2026",
    }
    assert {key: sum_[key] for key in expected} == expected


def test_the_company_s_sum_says_what_to_declare(folder: DataFolder) -> None:
    (sum_,) = as_json(folder)["companies"]
    assert (sum_["limit"], sum_["counted"], sum_["passed"], sum_["partner"]) == ("fr-statement", "102.90", True, None)
    assert sum_["effect"] == "The year's gifts go on the statement 2067"
    assert "102.90 of 100.00 EUR. The year's gifts go on the statement 2067" in " ".join(register(folder).split())


def test_sums_grow_with_the_days(folder: DataFolder) -> None:
    answer = as_json(folder, day="2026-03-01")
    assert answer["totals"] == {"given": "72.90", "received": "0.00", "entries": 1, "cancelled": 1, "to_come": 3}
    assert [one["counted"] for one in answer["people"]] == ["72.90"]


def test_a_fiscal_year_of_its_own(folder: DataFolder) -> None:
    answer = as_json(folder, "--from", "2026-05-01", "--to", "2027-04-30", day="2027-12-31")
    assert [entry["date"] for entry in answer["entries"]] == ["2026-05-20", "2026-06-02", "2026-09-01", "2027-02-16"]
    assert (answer["from"], answer["to"]) == ("2026-05-01", "2027-04-30")
    # The law's year stays the calendar's, whatever ours is called: what was given in February 2026 counts.
    assert [(one["period"], one["counted"]) for one in answer["people"]] == [("2026", "102.90"), ("2027", "20.00")]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--from", "2026-05-01", "--to", "2026-04-30"), "write them in order"),
        (("--from", "2020-01-01"), "longer than two years"),
        (("--from", "2024-07-01", "--to", "2025-06-30"), "call the fiscal year after one of its days"),
        (("--partner", "rivli"), "did you mean 'rivoli'"),
        (("--from", ""), "--from '' is no day"),
        (("--to", ""), "--to '' is no day"),
        (("--at", "2026-13-45"), "--at '2026-13-45' is no day of the calendar"),
        (("--at", "2026-02-30"), "is no day of the calendar"),
        (("--at", "31/03/2026"), "write one as 2026-01-05"),
        (("--month", "13"), "--month '13'"),
        (("--format", "xls"), "did you mean 'xlsx'"),
    ],
)
def test_a_wrong_call_is_told(folder: DataFolder, arguments: tuple[str, ...], says: str) -> None:
    done = inside("register", "2026", *arguments, "--data", str(folder.root))
    assert (done.returncode, done.stdout, says in done.stderr) == (2, "", True), done.stderr


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (("--partner", "rivoli"), 4),
        (("--country", "IT"), 4),
        (("--tier", "none"), 4),
        (("--tier", "1"), 0),
        (("--owner", "paul"), 0),
        (("--month", "6"), 1),
        (("--month", "2", "--month", "9"), 2),
    ],
)
def test_filters_choose_entries(folder: DataFolder, arguments: tuple[str, ...], count: int) -> None:
    assert len(as_json(folder, *arguments)["entries"]) == count


def test_a_partner_whose_file_cannot_be_read_stays_in_the_register(folder: DataFolder) -> None:
    folder.add("partners/rivoli.yaml", "name: [\n")
    answer = as_json(folder)
    assert [entry["company"] for entry in answer["entries"]] == ["rivoli"] * 4
    assert answer["left_out"] == ["partners/rivoli.yaml"]
    assert "Left out: 1 file that cannot be used (partners/rivoli.yaml)" in register(folder)


def test_a_currency_without_a_rate_is_in_no_sum_and_said(folder: DataFolder) -> None:
    folder.add("gifts/2026/g.yaml", gift(date="2026-04-02", nature="Clock", value="5000", currency="JPY"))
    answer = as_json(folder)
    assert [entry["value_home"] for entry in answer["entries"] if entry["currency"] == "JPY"] == [None]
    assert answer["totals"]["given"] == "102.90"
    assert "In no sum, since nobody wrote down a rate: data/gifts/2026/g.yaml" in register(folder)


def test_the_rate_of_the_day_counts_and_not_today_s(folder: DataFolder) -> None:
    folder.extend("settings.yaml", "rates: {CHF: 2}\n")
    folder.add("gifts/2026/g.yaml", gift(date="2026-04-02", value="10", currency="CHF", rate="1.0512"))
    assert "10.51" in [entry["value_home"] for entry in as_json(folder)["entries"]]


def test_what_was_set_aside_and_what_nobody_declared_is_told(folder: DataFolder) -> None:
    waiver = "[{rule: GP206, why: agreed by finance, by: claire, until: 2026-02-17}]"
    folder.add("gifts/2026/a.yaml", gift(waivers=waiver))
    folder.add(
        "gifts/2026/e.yaml",
        gift(date="2026-09-01", nature="Wine", value="80", direction="received", recipients="[paul]", kind="drink"),
    )
    shown = " ".join(register(folder).split())
    assert "Set aside for Engraved pen, rivoli, 2026-02-17, 20.00 (data/gifts/2026/a.yaml): GP206 by claire" in shown
    assert "Undeclared, above our own 50.00: Wine, rivoli, 2026-09-01, 80.00" in shown


def test_counted_and_left_are_the_amount_to_the_cent(folder: DataFolder) -> None:
    folder.add("gifts/2026/a.yaml", gift(value="34.13", shared_by="2"))
    folder.remove("gifts/2026/b.yaml")
    (sum_,) = as_json(folder)["people"]
    assert (sum_["counted"], sum_["left"]) == ("17.07", "55.93")


def test_a_breach_is_marked(folder: DataFolder) -> None:
    waiver = "[{rule: GP108, why: the rule was new to us, by: claire, until: 2026-02-17}]"
    folder.add("gifts/2026/a.yaml", gift(waivers=waiver))
    answer = as_json(folder)
    assert [entry["breach"] for entry in answer["entries"]] == [True, False, False, False]
    assert answer["entries"][0]["waivers"] == [
        {"rule": "GP108", "why": "the rule was new to us", "by": "claire", "until": "2026-02-17"}
    ]
    assert "Breach, a limit of the law was passed: Engraved pen, rivoli, 2026-02-17, 20.00 (" in " ".join(
        register(folder).split()
    )


def test_what_their_compliance_granted_stands_beside_the_gift(folder: DataFolder) -> None:
    granted = (
        "{asked: 2026-01-02, answered: 2026-01-09, answer: granted, max: 50, until: 2026-12-31, reference: mail 7}"
    )
    folder.extend("partners/rivoli.yaml", f"authorisations: [{granted}]\n")
    found = {entry["nature"]: entry["authorisation"] for entry in as_json(folder)["entries"]}
    assert found == {"Engraved pen": None, "=Tea tin": "mail 7", "Vase": "mail 7", "Sweets": None}


# For programs and spreadsheets


def rows_of(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=delimiter))


def test_csv_holds_every_gift_and_adds_up(folder: DataFolder) -> None:
    rows = rows_of(register(folder, "--format", "csv"))
    kept = [row for row in rows if row["direction"] == "given" and row["outcome"] == "accepted"]
    assert sum(Decimal(row["value_home"]) for row in kept) == Decimal("102.90")
    assert [row["nature"] for row in rows] == ["Engraved pen", "'=Tea tin", "Vase", "Sweets"]
    assert rows[0]["vat_home"] == "12.15"
    assert {"why", "authorisation", "waivers", "invoice", "breach", "path"} <= rows[0].keys()


def test_csv_for_a_french_spreadsheet_keeps_every_digit(folder: DataFolder) -> None:
    folder.add("gifts/2026/g.yaml", gift(date="2026-04-02", value="10", currency="CHF", rate="1.0512"))
    text = register(folder, "--format", "csv", "--csv-dialect", "excel-fr")
    assert text.startswith("\ufeffdate;direction;")
    row = next(row for row in rows_of(text, ";") if row["currency"] == "CHF")
    assert (row["value"], row["rate"], row["value_home"]) == ("10,00", "1,0512", "10,51")


@pytest.fixture
def workbook(folder: DataFolder, tmp_path: Path) -> Any:
    """The register as a real spreadsheet reads it."""
    file = tmp_path / "register.xlsx"
    register(folder, "--format", "xlsx", "--output", str(file))
    return load_workbook(file)


def test_a_spreadsheet_has_days_and_numbers(workbook: Any) -> None:
    sheet = workbook["Register"]
    names = [cell.value for cell in sheet[1]]
    first = dict(zip(names, (cell.value for cell in sheet[2]), strict=True))
    assert first["date"] == datetime(2026, 2, 17)  # noqa: DTZ001 - a spreadsheet's day has no time zone
    assert (first["value"], first["value_home"], first["people"]) == (68, 72.9, 1)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:{sheet.cell(5, len(names)).coordinate}")
    assert sheet.cell(3, names.index("nature") + 1).value == "=Tea tin"
    assert sheet.cell(3, names.index("nature") + 1).data_type == "s"


def computed(sheet: Any, formula: str) -> Decimal:
    """What a spreadsheet makes of our sums: SUMIFS over columns of the sheet, added up."""
    total = Decimal(0)
    for inside_it in re.findall(r"SUMIFS\(([^)]*)\)", formula):
        amounts, *conditions = inside_it.replace("$", "").split(",")
        wanted = [(sheet[cells], word.strip('"')) for cells, word in zip(*[iter(conditions)] * 2, strict=True)]
        for number, (cell,) in enumerate(sheet[amounts]):
            if all(cells[number][0].value == word for cells, word in wanted) and cell.value is not None:
                total += Decimal(str(cell.value))
    return total


def test_its_sums_are_those_of_the_register_and_hold_nothing_that_was_turned_down(
    workbook: Any, folder: DataFolder, tmp_path: Path
) -> None:
    sheet, totals = workbook["Register"], as_json(folder)["totals"]
    place = [cell.value for cell in sheet[1]].index("value_home") + 1
    shown = load_workbook(tmp_path / "register.xlsx", data_only=True)["Register"]
    for row, way in ((7, "given"), (8, "received")):
        assert sheet.cell(row, 1).value == f"Sum {way}"
        assert computed(sheet, sheet.cell(row, place).value) == Decimal(totals[way])
        assert shown.cell(row, place).value == pytest.approx(float(totals[way]))
    assert computed(sheet, sheet.cell(7, place + 1).value) == Decimal("17.15")


def test_its_second_sheet_has_the_limits(workbook: Any) -> None:
    rows = [[cell.value for cell in row] for row in workbook["Limits"].rows]
    person = dict(zip(rows[0], rows[1], strict=True))
    assert (person["person"], person["limit"], person["counted"], person["left"]) == (
        "Anna Rossi",
        "fr-vat",
        102.9,
        -29.9,
    )
    assert (person["confirmed"], person["passed"]) == ("no", "yes")
    assert rows[2][3] == "fr-statement"


def test_the_same_register_is_the_same_file(folder: DataFolder, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("one.xlsx", "two.xlsx")]
    for file in files:
        register(folder, "--format", "xlsx", "--output", str(file))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_workbook_goes_through_a_pipe(folder: DataFolder) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "giftplan", "register", "2026", "--data", str(folder.root), "--format", "xlsx"],
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith(b"PK")


def test_markdown_has_every_entry_and_every_sum(folder: DataFolder) -> None:
    text = register(folder, "--format", "markdown")
    assert "| 2026\\-06\\-02 | given | rivoli | Rivoli |" in text
    assert "## Limits" in text
    assert "fr\\-vat" in text


# As it stood


def committed(repository: Repository, day: str) -> str:
    repository.git("add", "-A")
    stamp = f"{day}T12:00:00+00:00"
    repository.git("commit", "-q", "-m", day, GIT_AUTHOR_DATE=stamp, GIT_COMMITTER_DATE=stamp)
    return repository.git("rev-parse", "HEAD").strip()


@pytest.fixture
def history(folder: DataFolder, repository: Repository) -> tuple[Repository, list[str]]:
    """March: one gift. June: one declined as well. July: somebody rewrote the declined one out of the register."""
    for path in sorted(folder.root.rglob("*.yaml")):
        if "gifts" not in path.parts:
            repository.write(str(path.relative_to(folder.root)), path.read_text("utf-8"))
    repository.write("gifts/2026/a.yaml", gift(value="20.00"))
    commits = [committed(repository, "2026-03-31")]
    repository.write("gifts/2026/c.yaml", gift(date="2026-06-02", nature="Vase", outcome="declined"))
    repository.write("gifts/2026/f.yaml", gift(date="2026-09-01", nature="Book"))
    commits.append(committed(repository, "2026-06-30"))
    (repository.root / "gifts/2026/c.yaml").unlink()
    commits.append(committed(repository, "2026-07-15"))
    return repository, commits


def natures(repository: Repository, *arguments: str) -> list[str]:
    done = inside("register", "2026", "--format", "json", *arguments, "--data", str(repository.root))
    assert done.returncode == 0, done.stderr
    return [entry["nature"] for entry in json.loads(done.stdout)["entries"]]


def test_an_auditor_gets_the_register_of_a_past_day(history: tuple[Repository, list[str]]) -> None:
    repository, commits = history
    assert natures(repository, "--at", commits[0]) == ["Engraved pen"]
    assert natures(repository, "--at", "HEAD~1") == ["Engraved pen", "Vase"]
    assert natures(repository, "--at", "2026-07-01") == ["Engraved pen", "Vase"]
    assert natures(repository, "--at", "2026-04-15") == ["Engraved pen"]
    # What was ordered on 30 June for 1 September had come by 10 September, had nobody taken a later commit for it.
    assert natures(repository, "--at", "2026-07-14") == ["Engraved pen", "Vase"]
    assert natures(repository, "--at", "2026-09-10") == ["Engraved pen", "Book"]
    assert natures(repository, "--as-of", "2026-12-31") == ["Engraved pen", "Book"]


def test_it_says_which_state_it_is(history: tuple[Repository, list[str]]) -> None:
    repository, commits = history
    done = inside("register", "2026", "--at", "2026-07-01", "--data", str(repository.root))
    assert f"as it stood at {commits[1][:7]} of 2026-06-30" in " ".join(done.stdout.split())


def test_a_branch_that_was_merged_later_is_not_in_it(history: tuple[Repository, list[str]]) -> None:
    repository, commits = history
    repository.git("checkout", "-q", "-b", "side", commits[0])
    repository.write("gifts/2026/side.yaml", gift(date="2026-04-02", nature="Only on the branch"))
    committed(repository, "2026-04-02")
    repository.git("checkout", "-q", "main")
    stamp = "2026-08-01T12:00:00+00:00"
    repository.git("merge", "-q", "--no-ff", "side", GIT_AUTHOR_DATE=stamp, GIT_COMMITTER_DATE=stamp)
    assert natures(repository, "--at", "2026-07-01") == ["Engraved pen", "Vase"]
    assert "Only on the branch" in natures(repository, "--at", "2026-08-01")


def test_a_commit_that_claims_to_be_older_than_the_one_before_is_told(history: tuple[Repository, list[str]]) -> None:
    repository, _ = history
    repository.write("gifts/2026/a.yaml", gift(value="2.00"))
    committed(repository, "2026-04-01")
    done = inside("register", "2026", "--at", "HEAD", "--data", str(repository.root))
    assert "says that it is of 2026-04-01, and is older than the commit before it" in done.stderr
    assert "older" not in inside("register", "2026", "--at", "HEAD~1", "--data", str(repository.root)).stderr


def test_a_shallow_clone_says_what_it_lacks(history: tuple[Repository, list[str]], tmp_path: Path) -> None:
    repository, _ = history
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repository.top}", tmp_path / "clone"], check=True)
    done = inside("register", "2026", "--at", "2026-04-15", "--data", str(tmp_path / "clone" / "data"))
    assert (done.returncode, "git fetch --unshallow" in done.stderr) == (3, True)


def test_the_last_line_asks_for_the_same_register(history: tuple[Repository, list[str]]) -> None:
    repository, _ = history
    done = inside("register", "2026", "--at", "2026-07-01", "--month", "2", "--data", str(repository.root))
    last = " ".join(done.stdout.split())
    assert last.endswith(
        "For finance: giftplan register 2026 --at 2026-07-01 --month 2 --format xlsx --output register.xlsx"
    )


def test_what_was_ordered_then_had_not_come_yet(history: tuple[Repository, list[str]]) -> None:
    repository, commits = history
    assert "Book" not in natures(repository, "--at", commits[1])
    assert "Book" in natures(repository, "--at", commits[1], "--as-of", "2026-10-01")


@pytest.mark.parametrize(
    ("at", "says"),
    [("v9", "git knows no revision 'v9'"), ("--help", "git knows no revision"), ("2020-01-01", "no commit made by")],
)
def test_a_state_that_git_has_not(history: tuple[Repository, list[str]], at: str, says: str) -> None:
    repository, _ = history
    done = inside("register", "2026", f"--at={at}", "--data", str(repository.root))
    assert (done.returncode, done.stdout, says in done.stderr) == (3, "", True), done.stderr


def test_a_register_needs_no_tiers(folder: DataFolder) -> None:
    folder.remove("tiers.yaml")
    assert as_json(folder)["totals"]["given"] == "102.90"


def test_without_settings_there_is_none(folder: DataFolder) -> None:
    folder.add("settings.yaml", "company: [\n")
    done = inside("register", "2026", "--data", str(folder.root))
    assert (done.returncode, done.stdout, "settings.yaml cannot be used" in done.stderr) == (3, "", True)


def test_outside_a_repository_there_is_no_past(folder: DataFolder) -> None:
    done = inside("register", "2026", "--at", "HEAD", "--data", str(folder.root))
    assert (done.returncode, done.stdout) == (3, "")
    assert "git" in done.stderr


def test_the_example_s_year_is_worth_what_the_plan_says_was_spent() -> None:
    day = ("--as-of", "2026-10-06")
    plan = json.loads(call("plan", "2026", *day, "--format", "json").stdout)
    answer = json.loads(call("register", "2026", *day, "--format", "json").stdout)
    ordered = sum(
        (Decimal(touch["budget"]) for touch in plan["touches"] if touch["status"] == "ordered"), start=Decimal(0)
    )
    assert Decimal(answer["totals"]["given"]) == Decimal(plan["totals"]["spent"]) - ordered
    assert all(date.fromisoformat(entry["date"]) <= date(2026, 10, 6) for entry in answer["entries"])
