"""Every rule by its cases: the files of `cases/<code>.yaml`, over the small folder that is all well."""

import re
from datetime import date
from pathlib import Path
from typing import Any
from typing import NamedTuple

import pytest
import yaml

from giftplan.rules._rule import RULES
from giftplan.rules.to_come import ERRORS_TO_COME
from giftplan.rules.to_come import TO_COME
from tests.conftest import AS_OF
from tests.conftest import DataFolder
from tests.rules.conftest import Registry
from tests.rules.table import ORDER

CASES = Path(__file__).parent / "cases"
KNOWN = {"name", "files", "findings", "as_of", "encoding"}
EXPECTED = {"rule", "path", "line", "column", "says"}


class Case(NamedTuple):
    """Files over those of the small folder (null: without it), and what the rule finds in them, in order."""

    code: str
    name: str
    files: dict[str, str | None]
    findings: list[dict[str, Any]]
    as_of: date = AS_OF
    encoding: str = "utf-8"

    def write(self, folder: DataFolder) -> None:
        """Put the case's files into the folder."""
        for path, text in self.files.items():
            if text is None:
                folder.remove(path)
            else:
                folder.add(path, text.encode(self.encoding))


def cases_of(file: Path) -> list[Case]:
    """The cases of one rule."""
    return [
        Case(file.stem, **({**case, "as_of": date.fromisoformat(case["as_of"])} if "as_of" in case else case))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


FILES = sorted(CASES.glob("*.yaml"))
ALL = [case for file in FILES for case in cases_of(file)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.code}: {case.name}")
def test_a_rule_finds_what_its_case_says(data_folder: DataFolder, registry: Registry, case: Case) -> None:
    registry.register()
    case.write(data_folder)
    found = [finding for finding in data_folder.judge(case.as_of).findings if finding.rule == case.code]
    assert [(finding.rule, finding.path, finding.line) for finding in found] == [
        (expected["rule"], expected["path"], expected["line"]) for expected in case.findings
    ]
    for finding, expected in zip(found, case.findings, strict=True):
        assert expected["says"] in f"{finding.message} {finding.why} {finding.fix}"
        assert finding.column == expected.get("column", finding.column)


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.code}: {case.name}")
def test_a_case_says_what_it_expects(case: Case) -> None:
    assert case.name
    assert case.files
    for expected in case.findings:
        assert {"rule", "path", "line", "says"} <= set(expected) <= EXPECTED
        assert expected["rule"] == case.code
        assert expected["says"]


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_cases_that_pass_and_cases_that_fail(code: str) -> None:
    cases = [case for case in ALL if case.code == code]
    passing = [case for case in cases if not case.findings]
    failing = {case.findings[0]["says"] for case in cases if case.findings}
    assert passing, f"no passing case in {CASES.name}/{code}.yaml"
    assert len(failing) >= 2, f"fewer than two kinds of failing cases in {CASES.name}/{code}.yaml"


def test_every_file_of_cases_is_of_a_rule() -> None:
    assert {file.stem for file in FILES} <= set(RULES)


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
    assert list(RULES) == [code for code in ORDER if code in RULES]


def test_every_rule_of_the_table_is_there_or_to_come() -> None:
    assert sorted([*RULES, *TO_COME]) == sorted(ORDER)
    assert {code: name for code, name in TO_COME.items() if ORDER[code][0] != name} == {}
    assert {code for code in TO_COME if ORDER[code][1] == "error"} == ERRORS_TO_COME
