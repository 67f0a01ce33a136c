"""Every rule by its cases, over a folder that is all well; and what holds for every rule's text."""

import re
from datetime import date

import pytest

from giftplan.rules import engine
from giftplan.rules._rule import RULES
from giftplan.rules.engine import Finding
from tests.conftest import AS_OF
from tests.conftest import DataFolder
from tests.rules.cases import ALL
from tests.rules.cases import CASES
from tests.rules.cases import FILES
from tests.rules.cases import Case
from tests.rules.conftest import Registry
from tests.rules.table import ORDER

assert engine.FAMILIES  # importing the engine registers every rule

EXPECTED = {"rule", "path", "line", "of", "column", "says", "partner", "level"}
every_case = pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.code}: {case.name}")


def found_in(folder: DataFolder, case: Case, day: date | None = None) -> list[Finding]:
    return [finding for finding in folder.judge(day or case.day).findings if finding.rule == case.code]


def stands_at(folder: DataFolder, finding: Finding, expected: dict[str, str]) -> bool:
    if "line" in expected:
        return finding.line == int(expected["line"])
    text = (folder.root / finding.path).read_text(encoding="utf-8").splitlines()[finding.line - 1]
    return expected["of"] in text


@every_case
def test_a_rule_finds_what_its_case_says(data_folder: DataFolder, request: pytest.FixtureRequest, case: Case) -> None:
    if case.code == "GP007":
        registry: Registry = request.getfixturevalue("registry")
        registry.register()
    case.write(data_folder)
    found = found_in(data_folder, case)
    assert [finding.path for finding in found] == [expected["path"] for expected in case.findings], found
    for finding, expected in zip(found, case.findings, strict=True):
        assert stands_at(data_folder, finding, expected), finding
        assert expected["says"] in f"{finding.message} {finding.why} {finding.fix}"
        for field in ("column", "partner", "level"):
            assert str(getattr(finding, field)) == expected.get(field, str(getattr(finding, field)))


@every_case
def test_a_case_is_made_of_files_that_can_be_read(data_folder: DataFolder, case: Case) -> None:
    """Else it would prove that nothing is found in nothing."""
    case.write(data_folder)
    if not case.code.startswith("GP0"):
        assert [finding for finding in data_folder.judge(case.day).findings if finding.rule < "GP006"] == []


@every_case
def test_an_error_never_depends_on_the_day_of_the_check(data_folder: DataFolder, case: Case) -> None:
    case.write(data_folder)
    days = (date(2025, 3, 1), case.day, date(2031, 12, 31))
    errors = [[f for f in data_folder.judge(day).findings if f.level == "error"] for day in days]
    assert errors[0] == errors[1] == errors[2]


@every_case
def test_without_settings_a_rule_is_left_out_and_nothing_breaks(data_folder: DataFolder, case: Case) -> None:
    case.write(data_folder)
    data_folder.add("settings.yaml", "company: [\n")
    found = data_folder.judge(case.day).findings
    assert [finding for finding in found if finding.rule in ("GP001", "GP003") and finding.path == "settings.yaml"]


def test_nothing_is_found_where_all_is_well(data_folder: DataFolder) -> None:
    Case("GP101", "all is well", []).write(data_folder)
    assert data_folder.judge(AS_OF).findings == ()


@every_case
def test_a_case_says_what_it_expects(case: Case) -> None:
    assert case.name
    for expected in case.findings:
        assert {"rule", "path", "says"} <= set(expected) <= EXPECTED
        assert ("line" in expected) != ("of" in expected)
        assert expected["rule"] == case.code
        assert expected["says"]


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_cases_that_pass_and_cases_that_fail(code: str) -> None:
    cases = [case for case in ALL if case.code == code]
    passing = [case for case in cases if not case.findings]
    failing = {case.name for case in cases if case.findings}
    assert passing, f"no passing case in {CASES.name}/{code}.yaml"
    assert len(failing) >= 2, f"fewer than two kinds of failing cases in {CASES.name}/{code}.yaml"


def test_every_file_of_cases_is_of_a_rule() -> None:
    assert {file.stem for file in FILES} == set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_explains_itself(code: str) -> None:
    text = RULES[code].text
    first, *_ = text.strip().splitlines()
    assert re.fullmatch(r"[A-Z].{10,}\.", first.strip())
    parts = [text.find(part) for part in ("Why it matters:", "Flagged:", "Instead:")]
    assert -1 not in parts
    assert parts == sorted(parts)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_the_name_and_level_of_the_table(code: str) -> None:
    assert (RULES[code].name, RULES[code].level) == ORDER[code]


def test_the_rules_stand_in_the_order_of_the_table() -> None:
    assert list(RULES) == list(ORDER)
