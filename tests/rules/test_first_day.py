"""A company's first day: ten partners typed from memory, over the knowledge that ships."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import AS_OF
from tests.conftest import DataFolder

SHIPPED = Path(__file__).parents[2] / "data"
COUNTRIES = ("FR", "DE", "CN", "SA", "US", "JP", "PE", "CH", "NO", "IT")
"""One of them without a culture of its own."""


@pytest.fixture
def first_day(tmp_path: Path) -> DataFolder:
    """The shipped data with ten new partners in place of the example."""
    folder = DataFolder(tmp_path / "data")
    example = shutil.ignore_patterns("partners", "gifts")
    shutil.copytree(SHIPPED, folder.root, ignore=example)
    for number, country in enumerate(COUNTRIES, start=1):
        text = f"name: Partner {number}\ncountry: {country}\ntier: {number % 3 + 1}\ncontacts: [{{id: a, name: A}}]\n"
        folder.add(f"partners/partner-{number}.yaml", text)
    return folder


def test_ten_partners_from_memory_make_no_noise(first_day: DataFolder) -> None:
    found = first_day.judge(AS_OF).findings
    assert [finding for finding in found if finding.level == "error"] == []
    warnings = Counter(finding.partner for finding in found if finding.level == "warning" and not finding.hidden)
    assert max(warnings.values(), default=0) <= 2
    assert [(f.rule, f.partner) for f in found if f.level == "warning"] == [("GP404", "partner-7")]


def test_advice_waits_until_it_is_asked_for(first_day: DataFolder) -> None:
    advice = [finding for finding in first_day.judge(AS_OF).findings if finding.level == "advice"]
    assert advice
    assert all(finding.hidden for finding in advice)


def test_the_first_gift_without_a_policy_is_stopped(first_day: DataFolder) -> None:
    text = "{partner: partner-1, date: 2026-06-16, recipients: [a], nature: A pen, value: 12, kind: desk}\n"
    first_day.add("gifts/2026/2026-06-16-partner-1.yaml", text)
    errors = [finding.rule for finding in first_day.judge(AS_OF).findings if finding.level == "error"]
    assert errors == ["GP101"]
