"""Every rule by its cases, over a folder that is all well; and what holds for every rule's text."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pytest

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.rules import engine
from giftplan.rules._rule import RULES
from giftplan.rules.engine import Finding
from giftplan.rules.engine import judge
from tests.conftest import AS_OF
from tests.conftest import DataFolder
from tests.conftest import gift
from tests.rules.cases import ALL
from tests.rules.cases import CASES
from tests.rules.cases import FILES
from tests.rules.cases import Case
from tests.rules.conftest import Registry
from tests.rules.table import ORDER

assert engine.FAMILIES  # importing the engine registers every rule

NEED_NO_SETTINGS = {"GP112", "GP404", "GP601", "GP603", "GP604", "GP705", "GP706", "GP709"}
EXPECTED = {"rule", "path", "line", "of", "column", "says", "partner", "level"}
IDS = [f"{case.code}: {case.name}" for case in ALL]
every_case = pytest.mark.parametrize("number", range(len(ALL)), ids=IDS)


@lru_cache(maxsize=8)
def book_of(number: int) -> Book:
    """The folder of a case, read once for the tests that follow each other."""
    return load(ALL[number].tree)


def stands_at(finding: Finding, expected: dict[str, str], book: Book) -> bool:
    if "line" in expected:
        return finding.line == int(expected["line"])
    return expected["of"] in book.tree.read(finding.path).decode().splitlines()[finding.line - 1]


@every_case
def test_a_rule_finds_what_its_case_says(number: int, request: pytest.FixtureRequest) -> None:
    case = ALL[number]
    if case.code == "GP007":
        registry: Registry = request.getfixturevalue("registry")
        registry.register()
    every = judge(book_of(number), case.day).findings
    if not case.code.startswith("GP0"):  # else it would prove that nothing is found in nothing
        assert [finding for finding in every if finding.rule < "GP006"] == []
    found = [finding for finding in every if finding.rule == case.code]
    assert [finding.path for finding in found] == [expected["path"] for expected in case.findings], found
    for finding, expected in zip(found, case.findings, strict=True):
        assert stands_at(finding, expected, book_of(number)), finding
        assert expected["says"] in f"{finding.message} {finding.why} {finding.fix}"
        for field in ("column", "partner", "level"):
            assert str(getattr(finding, field)) == expected.get(field, str(getattr(finding, field)))


@every_case
def test_an_error_never_depends_on_the_day_nor_any_rule_on_lost_settings(number: int) -> None:
    case, book = ALL[number], book_of(number)
    days = (date(2025, 3, 1), case.day, date(2031, 12, 31))
    errors = [[found for found in judge(book, day).findings if found.level == "error"] for day in days]
    assert errors[0] == errors[1] == errors[2]
    without = judge(replace(book, settings=None), case.day).findings
    assert {found.rule for found in without if found.rule > "GP1"} <= NEED_NO_SETTINGS


def test_the_rules_that_need_no_settings_speak_without_them() -> None:
    books = [replace(load(case.tree), settings=None) for case in ALL if case.code in NEED_NO_SETTINGS and case.findings]
    found = {finding.rule for book in books for finding in judge(book, AS_OF).findings}
    assert found >= NEED_NO_SETTINGS


def test_settings_that_cannot_be_read_leave_out_the_rules_that_need_them(data_folder: DataFolder) -> None:
    data_folder.add("gifts/2026/a.yaml", gift())
    data_folder.extend("partners/rivoli.yaml", "ties: friend\n")
    assert {"GP101", "GP112"} <= {found.rule for found in data_folder.judge().findings}
    data_folder.add("settings.yaml", "company: [\n")
    found = {found.rule for found in data_folder.judge().findings}
    assert {"GP001", "GP112"} <= found
    assert "GP101" not in found


def test_nothing_is_found_where_all_is_well() -> None:
    assert judge(load(Case("GP101", "all is well", []).tree), AS_OF).findings == ()


def test_every_case_says_what_it_expects() -> None:
    for case in ALL:
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
