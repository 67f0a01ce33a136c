"""`giftplan calendar`: holidays written down once, and a file that is there keeps every byte."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.cli.terminal import call
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import DataFolder

FILE = "calendar/2028.yaml"
ADDS = ("calendar", "2028", "--as-of", "2026-06-30")


def snapshot(folder: DataFolder) -> dict[Path, bytes | None]:
    """Every file and folder, with what stands in it."""
    return {path: path.read_bytes() if path.is_file() else None for path in folder.root.parent.rglob("*")}


def test_a_dry_run_shows_the_file_and_writes_nothing(data_folder: DataFolder) -> None:
    before = snapshot(data_folder)
    done = call(*ADDS, "--dry-run", folder=data_folder.root.parent)
    assert (done.returncode, done.stderr) == (0, f"giftplan: would add FR, IT to data/{FILE}\n")
    assert snapshot(data_folder) == before
    call(*ADDS, "--quiet", folder=data_folder.root.parent)
    assert (data_folder.root / FILE).read_text(encoding="utf-8") == done.stdout


def test_what_is_written_is_read_by_plan_and_check(data_folder: DataFolder) -> None:
    plan = ("plan", "2028", "--format", "json", "--as-of", "2028-01-01")
    asks = call(*plan, folder=data_folder.root)
    years = re.findall(r"giftplan calendar (\d{4})", asks.stderr)
    assert "2028" in years
    for year in years:
        assert call("calendar", year, folder=data_folder.root).returncode == 0
    again = call(*plan, folder=data_folder.root)
    assert (again.stdout, again.stderr) == (asks.stdout, "")
    assert call("check", "--strict", "--select", "GP0", folder=data_folder.root).returncode == 0


def test_the_file_says_where_its_days_are_from(data_folder: DataFolder) -> None:
    call(*ADDS, folder=data_folder.root)
    calendar = data_folder.load().calendars[2028]
    assert calendar.source is not None
    assert re.fullmatch(r"holidays \d+\.\d+", calendar.source)
    assert calendar.written == date(2026, 6, 30)
    assert calendar.countries["FR"].days[date(2028, 7, 14)] == "National Day"
    assert (data_folder.root / FILE).stat().st_mode & 0o777 == (data_folder.root / "tiers.yaml").stat().st_mode & 0o777


def test_a_second_run_changes_nothing(data_folder: DataFolder) -> None:
    call(*ADDS, folder=data_folder.root)
    before = snapshot(data_folder)
    done = call("calendar", "2028", "--as-of", "2027-01-01", folder=data_folder.root.parent)
    assert (done.returncode, done.stdout) == (0, "")
    assert "nothing to write" in done.stderr
    assert snapshot(data_folder) == before


MENDED = "  FR:            # as agreed with the works council\n    days: {2028-01-01: 'New Year, mended'}  # one\n"
KEPT: dict[str, bytes] = {
    "a comment and days of ours": f"# a\ncountries:\n{MENDED}\n# when we close\nours: {{2028-08-10: x}}\n".encode(),
    "ours before the countries": f"ours:\n  2028-08-10: été\ncountries:\n{MENDED}".encode(),
    "no line end at its end": f"countries:\n{MENDED}".rstrip("\n").encode(),
    "an end of the document": f"---\ncountries:\n{MENDED}...\n".encode(),
    "lines of Windows": f"countries:\n{MENDED}ours: {{}}\n".replace("\n", "\r\n").encode(),
    "a byte order mark": b"\xef\xbb\xbf" + f"countries:\n{MENDED}".encode(),
    "another indent": f"countries:\n{MENDED}".replace("  ", "    ").encode(),
}


def check_kept(data_folder: DataFolder, file: Path, before: bytes) -> None:
    """A file with the mended France gains Italy; all else stays as it is."""
    file.chmod(0o640)
    done = inside(*ADDS, folder=data_folder.root)
    assert (done.returncode, "adding IT to" in done.stderr) == (0, True), done.stderr
    after = file.read_bytes()
    same = next((i for i, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(before))
    assert after.endswith(before[same:])
    assert len(after) > len(before)
    assert file.stat().st_mode & 0o777 == 0o640
    book = data_folder.load()
    assert book.problems == ()
    countries = book.calendars[2028].countries
    assert countries["FR"].days == {date(2028, 1, 1): "New Year, mended"}
    assert date(2028, 6, 2) in countries["IT"].days


@pytest.mark.parametrize("before", KEPT.values(), ids=KEPT)
def test_a_file_that_is_there_keeps_every_byte_and_gains_what_it_lacks(data_folder: DataFolder, before: bytes) -> None:
    check_kept(data_folder, data_folder.add(FILE, before), before)


def test_a_file_with_the_other_ending_gains_what_it_lacks(data_folder: DataFolder) -> None:
    before = f"countries:\n{MENDED}".encode()
    check_kept(data_folder, data_folder.add("calendar/2028.yml", before), before)
    assert not (data_folder.root / FILE).exists()


REFUSED = {
    "a block in one line": "countries: {FR: {weekend: [sat, sun]}}\n",
    "an unknown field": "countreis:\n  FR: {weekend: [sat, sun]}\n",
    "no YAML": "countries: [\n",
    "nothing": "",
}


@pytest.mark.parametrize("before", REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_added_to_is_refused(data_folder: DataFolder, before: str) -> None:
    data_folder.add(FILE, before)
    kept = snapshot(data_folder)
    assert FILE in refusal(inside(*ADDS, folder=data_folder.root.parent), 3)
    assert snapshot(data_folder) == kept


def test_the_block_that_a_refusal_asks_for_is_enough(data_folder: DataFolder) -> None:
    data_folder.add(FILE, "ours: {}\ncountries:\n")
    done = inside(*ADDS, folder=data_folder.root)
    assert done.returncode == 0, done.stderr
    assert set(data_folder.load().calendars[2028].countries) == {"FR", "IT"}


@pytest.mark.parametrize("name", ["partners/bad.yaml", "settings.yaml"])
def test_a_file_that_cannot_be_read_is_named_since_its_country_is_not_known(data_folder: DataFolder, name: str) -> None:
    data_folder.add(name, "country: [\n")
    assert name in inside(*ADDS, folder=data_folder.root).stderr
