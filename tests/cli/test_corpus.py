"""`giftplan check` on one folder that holds everything that goes wrong with files, beside what is well."""

import json
import subprocess
from collections import Counter
from typing import Any
from typing import NamedTuple

import pytest

from tests.book.corpus import BYTES
from tests.book.corpus import KEPT
from tests.book.corpus import STRUCTURE
from tests.book.corpus import VALUES
from tests.book.test_book import strange_files
from tests.cli.terminal import call
from tests.conftest import GIFT
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift

DAY = ("--as-of", "2026-06-30")
FILES = ("GP001", "GP002", "GP003", "GP005")
GOOD = "name: {name}\ncountry: IT\ncontacts: [{{id: anna, name: Anna}}]\n"


class At(NamedTuple):
    """Where a bad file is said to be wrong, and by which rule."""

    code: str
    line: int
    column: int


AMOUNTS = {
    **dict.fromkeys(("NO", "on", "y", "12:30", "12:30:45", "1_000", "0x1F", "0o17", "1e9999", ".nan", ".inf"), False),
    **dict.fromkeys(("1e3", "45,50", "-5", "1.234", "1" * 5_000, "٤٥", "２０", "1 000", "20%", "true"), False),
    **dict.fromkeys(("010", "012", "20", "20.5", "20.50", "'20'", '"20"'), True),
}
"""What stands behind `value:`, and whether it is an amount."""

DAYS = ("2026-02-30", "2025-02-29", "2026-02-17T10:00:00Z", "2026-W08-2", "1771286400", "0001-01-01", "9999-12-31")
NAMES = ("Rivoli", "rivoli two", "x\ny", "\x1b[31m", "[a]", "%0A::error::", "é", "e\u0301", "-a", "a--b", "a%20b")


Files = dict[str, tuple[str | bytes, At | None]]
"""The content of each file, and what is wrong with it."""


def texts() -> Files:
    """Bytes and structure that no record has, and odd ones that are taken as they are (where no record lives)."""
    bad: Files = {
        f"partners/bad-{number}.yaml": (item.data, At(item.code, item.line, item.column))
        for number, item in enumerate((*BYTES, *STRUCTURE))
    }
    return bad | {f"letters/odd-{number}.yaml": (odd.data, At("GP005", 1, 1)) for number, odd in enumerate(KEPT)}


def values() -> Files:
    """Scalars that other programs take for something else: as names, as amounts, as days."""
    files: Files = {}
    for number, (written, value) in enumerate(VALUES):
        is_blank = not (value and value.strip())
        place = At("GP003", 1, 6 if written in ("", "# a remark") else 7) if is_blank else None
        files[f"partners/value-{number}.yaml"] = (GOOD.format(name=written), place)
    for number, (written, is_amount) in enumerate(AMOUNTS.items()):
        text = gift(date="2026-03-10", value=written, nature=f"Pen {number}")
        files[f"gifts/2026/amount-{number}.yaml"] = (text, None if is_amount else At("GP003", 5, 8))
    for number, written in enumerate(DAYS):
        text = gift(date=written, nature=f"Book {number}")
        files[f"gifts/2026/day-{number}.yaml"] = (text, At("GP003", 2, 7))
    return files


def names() -> Files:
    """Good records under names, and in places, where nobody would look for them."""
    wrong = (*(f"{name}.yaml" for name in NAMES), "upper.YAML", "notepad.yaml.txt", "twin.yml")
    files: Files = {f"partners/{name}": (GOOD.format(name="A"), At("GP005", 1, 1)) for name in wrong}
    files["partners/twin.yaml"] = (GOOD.format(name="A"), None)
    files["gifts/2025/elsewhere.yaml"] = (gift(date="2026-02-17", nature="Tea"), At("GP005", 2, 7))
    return files


def fill(folder: DataFolder) -> dict[str, At]:
    """Write the whole corpus; returns every file that is bad."""
    files = texts() | values() | names()
    for path, (data, _) in files.items():
        folder.add(path, data if isinstance(data, bytes) else data.encode())
    strange_files(folder.root / "partners")
    (folder.root / "privacy").symlink_to("nowhere")
    strange = ["privacy", *(f"partners/{name}.yaml" for name in ("folder", "pipe", "round", "nowhere", "endless"))]
    bad = {path: at for path, (_, at) in files.items() if at is not None} | dict.fromkeys(strange, At("GP001", 1, 1))
    return {f"data/{path}": at for path, at in bad.items()}


def findings(folder: DataFolder) -> list[dict[str, Any]]:
    done = call("check", *DAY, "--format", "json", folder=folder.root.parent)
    assert (done.returncode, done.stderr) == (1, "")
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


LEFTOVERS = (".a.yaml.swp", "#a.yaml#", "a.yaml~", "a.yaml.bak", "a.yaml.orig", ".giftplan-x", "4913")


@pytest.fixture
def corpus(data_folder: DataFolder) -> tuple[DataFolder, dict[str, At]]:
    data_folder.extend(PARTNER, "policy: {gifts: refused, verified: 2026-01-05}\n")
    data_folder.add(GIFT, gift())
    for name in LEFTOVERS:
        data_folder.add(f"partners/{name}", "not ours")
    return data_folder, fill(data_folder)


def test_every_bad_file_is_named_at_its_place_and_the_good_ones_are_judged(
    corpus: tuple[DataFolder, dict[str, At]],
) -> None:
    folder, bad = corpus
    found = findings(folder)
    reading = [entry for entry in found if entry["rule"] in FILES]
    first: dict[str, At] = {}
    for entry in reading:
        first.setdefault(entry["path"], At(entry["rule"], entry["line"], entry["column"]))
    assert first == bad
    times = Counter(entry["path"] for entry in reading if entry["rule"] in ("GP001", "GP005"))
    assert set(times.values()) == {1}, "a file that cannot be read is named once"
    judged = {(entry["rule"], entry["path"]) for entry in found}
    assert ("GP103", f"data/{GIFT}") in judged
    assert {entry["path"] for entry in found if entry["rule"] == "GP103"} >= {
        f"data/gifts/2026/amount-{number}.yaml" for number, good in enumerate(AMOUNTS.values()) if good
    }
    assert all(entry["message"] and entry["why"] and entry["fix"] for entry in found)


def test_what_is_kept_is_kept_as_it_is_written(corpus: tuple[DataFolder, dict[str, At]]) -> None:
    """NO stays Norway's letters, 012 is not ten, and a plan goes on beside two hundred bad files."""
    folder, bad = corpus
    done = call("plan", "2026", *DAY, "--format", "json", folder=folder.root.parent)
    assert done.returncode == 0
    names = {row["partner"]: row["name"] for row in json.loads(done.stdout)["budgets"]}
    kept = {f"value-{number}": value for number, (_, value) in enumerate(VALUES)}
    good = {stem: value for stem, value in kept.items() if f"data/partners/{stem}.yaml" not in bad}
    assert {stem: names[stem] for stem in good} == good
    assert "giftplan check" in done.stderr


def test_the_corpus_in_git_is_told_in_the_same_words(corpus: tuple[DataFolder, dict[str, At]]) -> None:
    """What git can hold of it: pipes and folders it cannot, and of a link it has the name."""
    folder, bad = corpus
    (folder.root / "partners" / "pipe.yaml").unlink()
    for command in (["init", "-q"], ["add", "-A", "-f"]):
        subprocess.run(["git", *command], cwd=folder.root.parent, check=True)
    done = call("check", "--staged", *DAY, "--format", "json", folder=folder.root.parent)
    staged = {entry["path"] for entry in json.loads(done.stdout)["findings"] if entry["rule"] in FILES}
    assert staged == set(bad) - {f"data/partners/{name}.yaml" for name in ("pipe", "folder")}
