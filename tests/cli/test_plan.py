"""`giftplan plan`: its JSON to the letter, the same touches in every format, filters, files, and what it leaves out."""

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.cli.terminal import GIFTPLAN
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import clean
from tests.cli.terminal import show
from tests.cli.test_main import HARMFUL
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift

DAY = "2026-10-06"
OPEN = ("upcoming", "due", "overdue")


def printed(*arguments: str, folder: Path = REPOSITORY) -> str:
    """What `plan` prints to a pipe, with its line ends as they are."""
    command = [*GIFTPLAN, "plan", *arguments]
    done = subprocess.run(command, cwd=folder, env=clean(), capture_output=True, check=True)
    return done.stdout.decode()


@lru_cache
def output(*arguments: str) -> str:
    """What it prints of the repository's data, on one and the same day."""
    return printed(*arguments, *(() if "--as-of" in arguments else ("--as-of", DAY)))


def planned(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(output(*arguments, "--format", "json"))
    return found


def part_of_2026(*filters: str, folder: Path = REPOSITORY) -> dict[str, Any]:
    """What passes these filters."""
    done = inside("plan", "2026", *filters, "--as-of", DAY, "--format", "json", folder=folder)
    assert done.returncode == 0
    found: dict[str, Any] = json.loads(done.stdout)
    return found


# The JSON, to the letter

Fits = Callable[[Any], bool]


def is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_amount(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"-?\d+\.\d\d", value) is not None


def is_day(value: Any) -> bool:
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def is_share(value: Any) -> bool:
    return isinstance(value, dict) and misfits(value, {"min": is_amount, "max": is_amount}) == []


def are_reasons(value: Any) -> bool:
    return isinstance(value, list) and value != [] and all(map(is_text, value))


def one_of(*words: object) -> Fits:
    return lambda value: value in words


def maybe(fits: Fits) -> Fits:
    return lambda value: value is None or fits(value)


def misfits(entry: Mapping[str, Any], shape: Mapping[str, Fits]) -> list[str]:
    """The keys that are missing, that should not be there, or whose values are not of their type."""
    odd = set(entry) ^ set(shape)
    return sorted(odd | {key for key in set(entry) & set(shape) if not shape[key](entry[key])})


BUDGET: Mapping[str, Fits] = {
    "partner": is_text,
    "name": is_text,
    "tier": maybe(is_count),
    "owner": maybe(is_text),
    "lifetime_value": maybe(is_amount),
    "share": maybe(is_share),
    "allowance": is_amount,
    "usable": is_amount,
    "bound_by": one_of("share", "tier", "policy", "limit", "status"),
    "planned": is_amount,
    "spent": is_amount,
    "left": is_amount,
}
TOUCH: Mapping[str, Fits] = {
    "partner": is_text,
    "touch": one_of("Q1", "Q2", "Q3", "Q4"),
    "date": maybe(is_day),
    "order_by": maybe(is_day),
    "form": one_of("gift", "alternative", "card"),
    "recipient": maybe(is_text),
    "budget": is_amount,
    "idea": maybe(is_text),
    "status": one_of("done", "ordered", "upcoming", "due", "overdue", "missed", "skipped"),
    "reasons": are_reasons,
}
BLOCKED: Mapping[str, Fits] = {"partner": is_text, "touch": TOUCH["touch"], "reason": is_text, "mend": is_text}
TOTALS: Mapping[str, Fits] = {
    "partners": is_count,
    "touches": is_count,
    "allowance": is_amount,
    "planned": is_amount,
    "spent": is_amount,
}
PLAN: Mapping[str, Fits] = {
    "schema": one_of("giftplan/plan/1"),
    "year": is_count,
    "as_of": one_of(DAY),
    "currency": one_of("EUR"),
    "budgets": lambda found: [misfits(entry, BUDGET) for entry in found] == [[]] * len(found),
    "touches": lambda found: [misfits(entry, TOUCH) for entry in found] == [[]] * len(found),
    "blocked": lambda found: [misfits(entry, BLOCKED) for entry in found] == [[]] * len(found),
    "totals": lambda found: misfits(found, TOTALS) == [],
}
BOTH_YEARS = pytest.mark.parametrize("year", ["2026", "2027"])


def cents(amounts: list[str]) -> int:
    return sum(int(amount.replace(".", "")) for amount in amounts)


@BOTH_YEARS
def test_the_json_is_to_the_letter(year: str) -> None:
    found = planned(year)
    assert misfits(found, PLAN) == []
    assert found["year"] == int(year)
    assert len(found["budgets"]) == len(list((REPOSITORY / "data" / "partners").glob("*.yaml")))


@BOTH_YEARS
def test_rows_are_in_order_and_a_touch_is_planned_or_blocked_never_both(year: str) -> None:
    found = planned(year)
    partners = [row["partner"] for row in found["budgets"]]
    assert partners == sorted(set(partners))
    for kind in ("touches", "blocked"):
        keys = [(entry["partner"], entry["touch"]) for entry in found[kind]]
        assert keys == sorted(keys)
    keys = [(entry["partner"], entry["touch"]) for kind in ("touches", "blocked") for entry in found[kind]]
    assert len(keys) == len(set(keys))
    assert {partner for partner, _ in keys} <= set(partners)


@BOTH_YEARS
def test_sums_add_up_to_the_cent(year: str) -> None:
    found = planned(year)
    assert found["totals"]["partners"] == len(found["budgets"])
    assert found["totals"]["touches"] == len(found["touches"])
    for key in ("allowance", "planned", "spent"):
        assert cents([found["totals"][key]]) == cents([row[key] for row in found["budgets"]])
    for row in found["budgets"]:
        assert cents([row["left"]]) == cents([row["allowance"]]) - cents([row["spent"]])
        coming = [touch for touch in found["touches"] if touch["partner"] == row["partner"] and touch["status"] in OPEN]
        assert cents([row["planned"]]) == cents([touch["budget"] for touch in coming])


@BOTH_YEARS
def test_days_money_and_status_go_together(year: str) -> None:
    ideas = (REPOSITORY / "data" / "catalogue.yaml").read_text(encoding="utf-8")
    touches = planned(year)["touches"]
    for touch in touches:
        assert (touch["date"] is None) == (touch["status"] == "skipped")
        assert (touch["order_by"] is None) == (touch["status"] in ("skipped", "done", "ordered"))
        assert touch["idea"] is None or f"- id: {touch['idea']}\n" in ideas
        if touch["status"] not in ("done", "ordered"):
            assert touch["form"] != "card" or touch["budget"] == "0.00"
            assert (touch["order_by"] or "") <= (touch["date"] or "")
    assert {"card", "gift"} <= {touch["form"] for touch in touches}


def test_a_touch_that_was_given_has_its_real_day_and_what_it_cost(data_folder: DataFolder) -> None:
    data_folder.extend(PARTNER, "tier: 1\n")
    data_folder.add("gifts/2026/a.yaml", gift(date="2026-02-16", value="20.00", extras="4.90"))
    data_folder.add("gifts/2026/b.yaml", gift(date="2026-11-21", value="30.00"))
    done = inside("plan", "2026", "--format", "json", "--as-of", DAY, folder=data_folder.root)
    found = json.loads(done.stdout)
    facts = {touch["touch"]: (touch["date"], touch["budget"], touch["status"]) for touch in found["touches"]}
    assert facts["Q1"] == ("2026-02-16", "24.90", "done")
    assert facts["Q4"] == ("2026-11-21", "30.00", "ordered")
    assert found["budgets"][0]["spent"] == "54.90"


# The other formats

CSV_COLUMNS = (
    *("partner", "name", "tier", "owner", "country", "touch", "date", "order_by", "form", "recipient"),
    *("budget", "currency", "idea", "status", "reason"),
)


def rows_of(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    """Every row of a CSV by its column's name; every line ends as RFC 4180 wants it."""
    assert text.endswith("\r\n")
    columns, *rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    assert tuple(columns) == CSV_COLUMNS
    return [dict(zip(columns, row, strict=True)) for row in rows]


@pytest.mark.parametrize(("dialect", "mark", "delimiter"), [("plain", "", ","), ("excel-fr", "\ufeff", ";")])
def test_the_csv_has_the_touches_of_the_json(dialect: str, mark: str, delimiter: str) -> None:
    text = output("2026", "--format", "csv", "--csv-dialect", dialect)
    assert text.startswith(f"{mark}partner")
    rows = rows_of(text.removeprefix("\ufeff"), delimiter)
    found = planned("2026")
    names = {row["partner"]: row["name"] for row in found["budgets"]}
    shared = ("partner", "touch", "date", "order_by", "form", "recipient", "idea", "status")
    expected = [tuple(touch[key] or "" for key in shared) for touch in found["touches"]]
    assert [tuple(row[key] for key in shared) for row in rows if row["status"] != "blocked"] == expected
    amounts = [touch["budget"] for touch in found["touches"]]
    decimal = {",": ".", ";": ","}[delimiter]
    assert [row["budget"] for row in rows if row["budget"]] == [amount.replace(".", decimal) for amount in amounts]
    stuck = [(row["partner"], row["touch"], row["reason"]) for row in rows if row["status"] == "blocked"]
    assert stuck == [(entry["partner"], entry["touch"], entry["reason"]) for entry in found["blocked"]]
    assert [row["name"] for row in rows] == [names[row["partner"]] for row in rows]
    assert {row["currency"] for row in rows} == {"EUR"}


def inline_text(token: Token) -> str:
    """The words of a piece of markdown; there is nothing but words in it."""
    assert [child.type for child in token.children or ()] in ([], ["text"]), token.content
    return "".join(child.content for child in token.children or ())


def table_of(text: str) -> list[list[str]]:
    """The cells of the table in a markdown text, as they are read by people."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    rows: list[list[str]] = []
    for before, token in pairwise(tokens):
        if token.type == "tr_open":
            rows.append([])
        if before.type in ("th_open", "td_open"):
            rows[-1].append(inline_text(token))
    return rows


def test_the_markdown_has_a_table_of_every_touch() -> None:
    found = planned("2026")
    text = output("2026", "--format", "markdown")
    head, *rows = table_of(text)
    assert {len(row) for row in rows} == {len(head)}
    expected = [[t["partner"], t["touch"], t["date"] or "", t["budget"], t["status"]] for t in found["touches"]]
    assert [[row[0], row[1], row[2], row[5], row[6]] for row in rows] == expected
    assert text.count("\n- ") == len(found["blocked"])


HOSTILE_NAME = r"=[red]\x1b[31m|`a`*b*\n\x9b2J\u202e<i>:smile:"
"""As YAML and Python write it between double quotes."""


@pytest.fixture
def hostile(data_folder: DataFolder) -> DataFolder:
    """A folder whose words are formulas, markup and escape sequences."""
    data_folder.add(PARTNER, f'name: "{HOSTILE_NAME}"\ncountry: FR\ntier: 1\ncontacts: [{{id: anna, name: Anna}}]\n')
    data_folder.add("gifts/2026/a.yaml", gift(nature=f'"{HOSTILE_NAME}"'))
    data_folder.add("calendar/2026.yaml", "countries: {FR: {days: {2026-01-01: New Year}}}\n")
    return data_folder


def test_hostile_words_come_back_from_json_and_csv_as_they_are(hostile: DataFolder) -> None:
    meant = HOSTILE_NAME.encode("ascii").decode("unicode_escape")
    found = json.loads(printed("2026", "--format", "json", folder=hostile.root))
    assert found["budgets"][0]["name"] == meant
    first = rows_of(printed("2026", "--format", "csv", folder=hostile.root))[0]
    assert (first["name"], first["reason"]) == (f"'{meant}", f"'{meant}")


def test_hostile_words_are_only_words_in_markdown_and_on_screens(hostile: DataFolder) -> None:
    shown = r"=[red]\x1b[31m|`a`*b*\n\x9b2J\u202e<i>:smile:"
    markdown = printed("2026", "--format", "markdown", folder=hostile.root)
    assert table_of(markdown)[1][3] == f"gift ({shown})"
    for arguments in ((), ("--explain",)):
        screen = printed("2026", *arguments, folder=hostile.root)
        assert "".join(shown.split()) in "".join(screen.split())
        assert set(HARMFUL.findall(screen)) <= {"\n"}


@pytest.mark.parametrize("form", ["json", "csv"])
def test_no_control_character_of_the_data_reaches_a_terminal(hostile: DataFolder, form: str) -> None:
    shown = show("plan", "2026", "--format", form, columns=100, folder=hostile.root)
    assert ":smile:" in shown
    assert re.findall(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", shown) == []


# Filters

Entry = Mapping[str, Any]
FILTERS: dict[str, tuple[tuple[str, ...], Callable[[Entry], bool]]] = {
    "partners": (("--partner", "sakura", "--partner", "orme"), lambda row: row["partner"] in ("orme", "sakura")),
    "tier": (("--tier", "1"), lambda row: row["tier"] == 1),
    "no tier": (("--tier", "none"), lambda row: row["tier"] is None),
    "countries": (("--country", "GB", "--country", "JP"), lambda row: row["partner"] in ("kestrel", "sakura")),
    "all at once": (
        ("--tier", "1", "--tier", "2", "--country", "DE", "--owner", "claire"),
        lambda row: row["partner"] in ("altmuehl", "nordwind"),
    ),
    "nothing left": (("--tier", "1", "--country", "US"), lambda _: False),
}


@pytest.mark.parametrize(("arguments", "passes"), FILTERS.values(), ids=FILTERS)
def test_a_filter_keeps_its_rows_as_they_are_in_the_whole(
    arguments: tuple[str, ...], passes: Callable[[Entry], bool]
) -> None:
    whole, part = planned("2026"), part_of_2026(*arguments)
    kept = {row["partner"] for row in whole["budgets"] if passes(row)}
    for kind in ("budgets", "touches", "blocked"):
        assert part[kind] == [entry for entry in whole[kind] if entry["partner"] in kept]
    assert part["totals"]["partners"] == len(kept)
    for key in ("allowance", "planned", "spent"):
        assert cents([part["totals"][key]]) == cents([row[key] for row in part["budgets"]])


def test_an_owner_keeps_its_own_partners(data_folder: DataFolder) -> None:
    for partner, owner in (("orme", "claire"), ("sakura", "paul")):
        data_folder.add(
            f"partners/{partner}.yaml", f"name: A\ncountry: FR\nowner: {owner}\ncontacts: [{{id: a, name: A}}]\n"
        )
    found = part_of_2026("--owner", "paul", folder=data_folder.root)
    assert [row["partner"] for row in found["budgets"]] == ["sakura"]
    assert {touch["partner"] for touch in found["touches"]} == {"sakura"}


def test_months_keep_the_touches_of_these_months() -> None:
    whole, part = planned("2026"), part_of_2026("--month", "9", "--month", "11")
    expected = [touch for touch in whole["touches"] if (touch["date"] or "")[5:7] in ("09", "11")]
    assert part["touches"] == expected
    assert part["totals"]["touches"] == len(expected)


def test_months_keep_what_is_blocked_in_them() -> None:
    stuck = [(entry["partner"], entry["touch"]) for entry in planned("2026")["blocked"]]
    assert ("kestrel", "Q3") in stuck
    assert [entry["partner"] for entry in part_of_2026("--month", "9")["blocked"]] == ["kestrel"]


# The screen

FOLDED = re.compile(r"\s+")


def test_an_explanation_has_every_reason() -> None:
    filters = ("--tier", "1")
    shown = output("2026", *filters, "--explain")
    said = FOLDED.sub("", shown)
    for touch in planned("2026", *filters)["touches"]:
        assert [reason for reason in touch["reasons"] if FOLDED.sub("", reason) not in said] == []
    for row in planned("2026", *filters)["budgets"]:
        assert f"\n{row['partner']} · {row['name']} · tier 1" in shown


def test_the_touches_of_the_columns_add_up_to_the_title() -> None:
    title, *rest = output("2026").splitlines()
    last = next(line for line in rest if line.startswith(" 18 partners"))
    counts = [int(count) for count in re.findall(r"(\d+) touch", last)]
    assert f" {sum(counts)} touches " in title


def test_another_day_changes_statuses_and_no_day() -> None:
    before, after = planned("2027"), planned("2027", "--as-of", "2027-09-10")
    assert after["as_of"] == "2027-09-10"
    assert [(t["partner"], t["touch"], t["date"]) for t in before["touches"]] == [
        (t["partner"], t["touch"], t["date"]) for t in after["touches"]
    ]
    assert before["blocked"] == after["blocked"]
    assert {t["status"] for t in before["touches"]} == {"upcoming"}
    assert {"missed", "upcoming"} <= {t["status"] for t in after["touches"]}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's data with 27 small partners more: 45."""
    folder = tmp_path_factory.mktemp("many")
    shutil.copytree(REPOSITORY / "data", folder / "data")
    partners = folder / "data" / "partners"
    for number in range(27):
        shutil.copy(partners / "funkelwerk.yaml", partners / f"small-{number:02}.yaml")
    assert len(list(partners.iterdir())) == 45
    return folder


def partners_shown(screen: str) -> set[str]:
    return {word for word in re.findall(r"^ ([a-z0-9-]+)", screen, re.MULTILINE) if word.startswith("small-")}


def test_many_partners_are_one_screen_summed_up_by_tier(many: Path) -> None:
    screen = show("plan", "2026", "--as-of", DAY, "--color", "never", columns=100, folder=many)
    lines = screen.splitlines()
    assert len(lines) <= 40
    assert partners_shown(screen) == set()
    assert [line.split()[:2] for line in lines if re.match(r" (1|2|3|none|all) ", line)] == [
        ["1", "5"],
        ["2", "7"],
        ["3", "30"],
        ["none", "3"],
        ["all", "45"],
    ]
    assert lines[-1] == "Every partner: giftplan plan 2026 --all"


def test_all_shows_every_partner_and_so_does_a_pipe_and_a_filter_of_few(many: Path) -> None:
    every = {f"small-{number:02}" for number in range(27)}
    whole = show("plan", "2026", "--as-of", DAY, "--all", "--color", "never", columns=100, folder=many)
    assert partners_shown(whole) == every
    assert partners_shown(inside("plan", "2026", "--as-of", DAY, folder=many).stdout) == every
    few = show("plan", "2026", "--tier", "3", "--color", "never", columns=100, folder=many)
    assert partners_shown(few) == every


# What is left out

EVERY_FORM = pytest.mark.parametrize(
    "arguments", [(), ("--explain",), ("--format", "json"), ("--format", "csv"), ("--format", "markdown")]
)


@EVERY_FORM
def test_a_broken_partner_is_named_and_the_others_are_planned(
    data_folder: DataFolder, arguments: tuple[str, ...]
) -> None:
    data_folder.add("partners/bad.yaml", "teir: 1\n")
    done = inside("plan", "2026", *arguments, folder=data_folder.root)
    assert done.returncode == 0
    assert "rivoli" in done.stdout
    said = done.stderr if "--format" in arguments else done.stdout
    assert "partners/bad.yaml" in said
    assert "giftplan check" in said
    assert "IT 2026" in said
    assert "giftplan calendar 2026" in said


def test_the_name_of_a_file_that_is_left_out_does_no_harm(data_folder: DataFolder) -> None:
    data_folder.add("partners/\x1b[31m\nbad.yaml", "teir: 1\n")
    said = inside("plan", "2026", "--format", "json", folder=data_folder.root).stderr
    assert r"\x1b[31m\nbad.yaml" in said
    assert set(HARMFUL.findall(said)) == {"\n"}


def test_notes_are_lines_beside_the_answer_and_quiet_leaves_them_out(data_folder: DataFolder) -> None:
    data_folder.add("partners/bad.yaml", "teir: 1\n")
    loud = inside("plan", "2026", "--format", "json", folder=data_folder.root)
    assert [line.startswith("giftplan: ") for line in loud.stderr.splitlines()] == [True, True]
    quiet = inside("plan", "2026", "--format", "json", "--quiet", folder=data_folder.root)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, loud.stdout, "")


@pytest.mark.parametrize("name", ["settings.yaml", "touches.yaml"])
def test_nothing_is_planned_without_what_every_plan_needs(data_folder: DataFolder, name: str) -> None:
    data_folder.extend(name, "x: [\n")
    said = refusal(inside("plan", "2026", "--format", "json", folder=data_folder.root), 3)
    assert name in said
    assert "giftplan check" in said


# Files

FORMS = [(), ("--explain",), ("--format", "json"), ("--format", "csv", "--csv-dialect", "excel-fr")]


@pytest.mark.parametrize("arguments", FORMS)
def test_a_file_gets_the_bytes_of_standard_output(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    file = tmp_path / "plan"
    assert output("2026", *arguments, "--output", str(file)) == ""
    assert file.read_bytes().decode() == output("2026", *arguments)


def test_a_file_that_is_there_is_replaced_whole_with_its_mode_and_through_its_link(data_folder: DataFolder) -> None:
    file, link = data_folder.root.parent / "plan.csv", data_folder.root.parent / "latest.csv"
    file.write_text("old\n" * 10000)
    file.chmod(0o640)
    link.symlink_to("plan.csv")
    done = inside("plan", "2026", "--format", "csv", "--quiet", "--output", "latest.csv", folder=file.parent)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    rows = rows_of(file.read_bytes().decode())
    assert {row["partner"] for row in rows} == {"rivoli"}
    assert file.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert sorted(path.name for path in file.parent.iterdir()) == ["data", "latest.csv", "plan.csv"]


@pytest.mark.parametrize("name", [".", "nowhere/plan.csv"])
def test_a_place_where_no_file_can_be_is_refused(data_folder: DataFolder, name: str) -> None:
    before = sorted(data_folder.root.parent.rglob("*"))
    said = refusal(inside("plan", "2026", "--format", "csv", "--output", name, folder=data_folder.root.parent), 3)
    assert f"{name} cannot be written" in said
    assert sorted(data_folder.root.parent.rglob("*")) == before
