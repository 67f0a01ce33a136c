"""The data folder as one whole: one bad file never hides another, and every good record is there."""

import gc
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.book.book import load
from giftplan.book.problem import TOP
from giftplan.book.trees import DiskTree
from giftplan.rules.engine import judge
from tests.book.corpus import BYTES
from tests.book.corpus import KEPT
from tests.book.corpus import PARTNER
from tests.book.corpus import STRUCTURE
from tests.conftest import GIFT
from tests.conftest import DataFolder
from tests.conftest import gift

EXAMPLE = Path(__file__).parents[1] / "records" / "example"
CULTURE = "name: {name}\ncountries: [{code}]\n"


def found(folder: DataFolder) -> list[tuple[str, str, int]]:
    """Every problem of the folder: which file, which rule, which line."""
    return [(problem.path, problem.code, problem.spot.line) for problem in folder.load().problems]


def test_a_folder_that_is_all_well(data_folder: DataFolder) -> None:
    book = data_folder.load()
    assert book.problems == ()
    assert book.lost == frozenset()
    assert book.files == 5
    assert (list(book.tiers), [touch.id for touch in book.touches]) == ([1, 2, 3], ["Q1", "Q2", "Q3", "Q4"])
    assert list(book.partners) == ["rivoli"]


def test_the_whole_corpus_in_one_folder_hides_nothing(data_folder: DataFolder) -> None:
    """Everything that can be wrong with a file, in one folder, beside what is good."""
    expected: dict[str, tuple[str, int, int]] = {}
    for number, bad in enumerate([*BYTES, *STRUCTURE]):
        path = f"partners/bad-{number}.yaml"
        data_folder.add(path, bad.data)
        expected[path] = (bad.code, bad.line, bad.column)
    for number, odd in enumerate(KEPT):
        data_folder.add(f"catalogue/odd-{number}.yaml", odd.data)
        expected[f"catalogue/odd-{number}.yaml"] = ("GP005", *TOP[:2])
    strange_files(data_folder.root / "partners")
    for number in range(5):
        data_folder.add(f"partners/good-{number}.yaml", PARTNER)
    data_folder.add(GIFT, gift())
    book = data_folder.load()
    named = {problem.path for problem in book.problems}
    assert set(expected) <= named
    assert {path for path in named if "good" in path or "rivoli" in path} == set()
    assert {f"partners/{name}.yaml" for name in ("folder", "pipe", "round", "nowhere", "endless")} <= named
    assert set(book.partners) == {"rivoli", *(f"good-{number}" for number in range(5))}
    assert [read.nature for read in book.gifts] == ["Engraved pen"]
    assert judge(book, date(2026, 6, 30)).count("error") >= len(expected)


def strange_files(folder: Path) -> None:
    """What lies in a folder under a file's name and is none."""
    (folder / "folder.yaml").mkdir()
    os.mkfifo(folder / "pipe.yaml")
    (folder / "round.yaml").symlink_to("round.yaml")
    (folder / "nowhere.yaml").symlink_to("nobody.yaml")
    (folder / "endless.yaml").symlink_to("/dev/zero")


def test_problems_stand_in_the_order_of_files_and_lines(data_folder: DataFolder) -> None:
    data_folder.add("partners/b.yaml", f"{PARTNER}x: 1\ny: 2\n")
    data_folder.add("partners/a.yaml", "name: A: B\n")
    data_folder.add("catalogue.yaml", "a: 1\n")
    assert [(path, line) for path, _, line in found(data_folder)] == [
        ("catalogue.yaml", 1),
        ("partners/a.yaml", 1),
        ("partners/b.yaml", 5),
        ("partners/b.yaml", 6),
    ]


@pytest.mark.parametrize("suffix", ["yaml", "yml"])
def test_both_suffixes_are_read_for_every_kind(tmp_path: Path, suffix: str) -> None:
    folder = DataFolder(tmp_path / "data")
    for file in EXAMPLE.rglob("*.yaml"):
        folder.add(file.relative_to(EXAMPLE).with_suffix(f".{suffix}").as_posix(), file.read_bytes())
    book = folder.load()
    assert book.problems == ()
    assert (len(book.tiers), len(book.catalogue), len(book.gifts), len(book.calendars)) == (3, 1, 1, 1)
    assert book.settings is not None
    assert book.file("settings") == f"settings.{suffix}"


@pytest.mark.parametrize("stem", ["rivoli", "a", "7", "2026-02-17-rivoli", "a1-b2"])
def test_a_files_stem_is_the_records_id(data_folder: DataFolder, stem: str) -> None:
    data_folder.add(f"partners/{stem}.yaml", PARTNER)
    assert data_folder.load().partners[stem].id == stem


NO_IDS = [
    "Maison Lefevre",
    "maison_lefevre",
    "maison--lefevre",
    "-maison",
    "maison-",
    "Maison",
    "lefèvre",
    "lefe\u0300vre",
    "a.b",
    "a\nb",
    "[a]",
    "\u0661",
]


@pytest.mark.parametrize("stem", NO_IDS)
def test_a_file_name_that_is_no_id_is_named_and_not_read(data_folder: DataFolder, stem: str) -> None:
    data_folder.add(f"partners/{stem}.yaml", PARTNER)
    book = data_folder.load()
    assert [(problem.path, problem.code) for problem in book.problems] == [(f"partners/{stem}.yaml", "GP005")]
    assert re.match(r"Rename it to partners/[a-z0-9]+(-[a-z0-9]+)*\.yaml: use", book.problems[0].fix)
    assert list(book.partners) == ["rivoli"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("partners/a.yaml", "partners/a.yml"),
        ("settings.yaml", "settings.yml"),
        ("gifts/2026/a.yaml", "gifts/2026/a.yml"),
        ("cultures/cn.yaml", "cultures/cn.yml"),
        ("calendar/2026.yaml", "calendar/2026.yml"),
    ],
)
def test_two_files_of_one_id_are_told_apart(data_folder: DataFolder, one: str, other: str) -> None:
    for path in (one, other):
        if not (data_folder.root / path).exists():
            data_folder.add(path, "{}")
    twins = [problem for problem in data_folder.load().problems if problem.code == "GP005"]
    assert [problem.path for problem in twins] == [other]
    assert one in twins[0].why


def test_the_same_name_in_two_folders_is_two_records(data_folder: DataFolder) -> None:
    for path in ("gifts/2025/a.yaml", "gifts/2026/a.yaml"):
        data_folder.add(path, gift(date=f"{path[6:10]}-02-17"))
    data_folder.add("cultures/cn.yaml", CULTURE.format(name="China", code="CN"))
    data_folder.add("cultures/shared/cn.yaml", CULTURE.format(name="China as well", code="CN"))
    book = data_folder.load()
    assert book.problems == ()
    assert (len(book.gifts), len(book.cultures)) == (2, 2)


NOWHERE = [
    ("setings.yaml", "Did you mean 'settings.yaml'?"),
    ("budget.yaml", "settings.yaml, tiers.yaml"),
    ("gift/2026/a.yaml", "Did you mean 'gifts/2026/a.yaml'?"),
    ("partner/a.yml", "Did you mean 'partners/a.yml'?"),
    ("letters/thanks.yaml", "cultures, limits, partners"),
    ("gifts/a.yaml", "gifts/2026/2026-02-17-maison-lefevre.yaml"),
    ("gifts/26/a.yaml", "gifts/2026/"),
    ("gifts/2026/q1/a.yaml", "gifts/2026/"),
    ("gifts/\u0662\u0660\u0662\u0666/a.yaml", "gifts/2026/"),
    ("partners/old/a.yaml", "partners/maison-lefevre.yaml"),
    ("cultures/asia/cn.yaml", "Move it to where its like lives"),
    ("calendar/fr/2026.yaml", "calendar/2026.yaml"),
    ("calendar/26.yaml", "calendar/2026.yaml"),
    ("calendar/next.yaml", "calendar/2026.yaml"),
]


@pytest.mark.parametrize(("path", "fix"), NOWHERE)
def test_a_file_where_no_record_lives_is_never_left_out_without_a_word(
    data_folder: DataFolder, path: str, fix: str
) -> None:
    data_folder.add(path, PARTNER)
    problems = data_folder.load().problems
    assert [(problem.path, problem.code, problem.spot) for problem in problems] == [(path, "GP005", TOP)]
    assert fix in problems[0].fix


def test_a_gift_of_another_year_is_named_at_its_date(data_folder: DataFolder) -> None:
    data_folder.add("gifts/2026/a.yaml", gift(date="2025-12-20"))
    book = data_folder.load()
    assert [(problem.path, problem.code, tuple(problem.spot)) for problem in book.problems] == [
        ("gifts/2026/a.yaml", "GP005", (2, 7, 10))
    ]
    assert "gifts/2025/" in book.problems[0].fix


def test_one_gift_of_another_year_in_a_list_is_named_at_its_date(data_folder: DataFolder) -> None:
    row = "- {partner: rivoli, date: %s, recipients: [anna], nature: Pen, value: 20, kind: desk}\n"
    data_folder.add("gifts/2025/all.yaml", row % "2025-01-01" + row % "2026-01-01" + row % "2025-12-31")
    book = data_folder.load()
    assert [(problem.code, problem.spot.line, problem.spot.column) for problem in book.problems] == [("GP005", 2, 27)]


@pytest.mark.parametrize("path", ["settings.yaml", "tiers.yaml", "touches.yaml"])
def test_what_nothing_can_be_planned_without_is_missed(data_folder: DataFolder, path: str) -> None:
    data_folder.remove(path)
    book = data_folder.load()
    assert [(problem.path, problem.code) for problem in book.problems] == [(path, "GP003")]
    assert "missing" in book.problems[0].message
    assert list(book.partners) == ["rivoli"]


def test_an_empty_folder_is_not_all_well(tmp_path: Path) -> None:
    paths = [problem.path for problem in load(DiskTree(tmp_path)).problems]
    assert paths == ["settings.yaml", "tiers.yaml", "touches.yaml"]


def test_a_folder_that_is_nowhere_is_not_all_well(tmp_path: Path) -> None:
    paths = [problem.path for problem in load(DiskTree(tmp_path / "nowhere")).problems]
    assert paths == [".", "settings.yaml", "tiers.yaml", "touches.yaml"]


@pytest.mark.parametrize("text", ["company: [", "company: Atelier Nord\n", "", "- a\n", "company: \x00"])
def test_a_broken_settings_file_is_one_problem_and_the_rest_is_read(data_folder: DataFolder, text: str) -> None:
    data_folder.add("settings.yaml", text)
    data_folder.add(GIFT, gift())
    book = data_folder.load()
    assert {problem.path for problem in book.problems} == {"settings.yaml"}
    assert not [problem for problem in book.problems if "this file is missing" in problem.message]
    assert book.settings is None
    assert (len(book.tiers), len(book.touches), list(book.partners), len(book.gifts)) == (3, 4, ["rivoli"], 1)
    assert judge(book, date(2026, 6, 30)).count("error") == len(book.problems)


@pytest.fixture
def world(data_folder: DataFolder) -> DataFolder:
    """Customs and limits of several countries; the giver is in France, the partner in Italy."""
    for code in ("FR", "IT", "JP"):
        data_folder.add(f"cultures/{code.lower()}.yaml", CULTURE.format(name=code, code=code))
        data_folder.add(f"limits/{code.lower()}.yaml", f"name: {code}\n")
    data_folder.add("cultures/shared/any.yaml", CULTURE.format(name="any", code="'*'"))
    data_folder.add("cultures/shared/asia.yaml", CULTURE.format(name="asia", code="JP, CN"))
    data_folder.add("limits/shared/eu.yaml", "name: eu\n")
    return data_folder


def test_check_reads_every_country(world: DataFolder) -> None:
    book = world.load()
    assert [culture.name for culture in book.cultures] == ["FR", "IT", "JP", "any", "asia"]
    assert [file.name for file in book.limits] == ["FR", "IT", "JP", "eu"]
    assert book.files == 14


def test_a_plan_reads_only_the_countries_in_use(world: DataFolder) -> None:
    world.add("cultures/cn.yaml", "name: [broken\n")
    book = world.load(whole=False)
    assert [culture.name for culture in book.cultures] == ["FR", "IT", "any", "asia"]
    assert [file.name for file in book.limits] == ["FR", "IT", "eu"]
    assert book.problems == ()
    assert book.files == 12


def test_a_broken_file_of_a_country_in_use_is_not_passed_over(world: DataFolder) -> None:
    world.add("cultures/it.yaml", "name: [broken\n")
    assert [problem.path for problem in world.load(whole=False).problems] == ["cultures/it.yaml"]


def test_gifts_of_a_partner_stand_by_day(data_folder: DataFolder) -> None:
    for name, day in (("c", "2026-02-17"), ("b", "2026-09-01"), ("a", "2026-05-21"), ("d", "2026-02-17")):
        data_folder.add(f"gifts/2026/{name}.yaml", gift(date=day, nature=name))
    data_folder.add(
        "gifts/2025/x.yaml", gift(date="2025-11-18", nature="x", direction="received", recipients="[claire]")
    )
    data_folder.add("gifts/2026/y.yaml", gift(partner="other", nature="y"))
    book = data_folder.load()
    assert [read.nature for read in book.gifts_of("rivoli")] == ["x", "c", "d", "a", "b"]
    assert [read.nature for read in book.gifts_of("other")] == ["y"]
    assert book.gifts_of("nobody") == ()


def test_a_gift_is_of_its_own_kind_or_of_its_ideas(data_folder: DataFolder) -> None:
    data_folder.add("catalogue.yaml", "- {id: pen, name: Pen, kind: desk, price: {min: 5, max: 9}}\n")
    kinds = [
        ("a", {"kind": "book", "gift": "pen"}),
        ("b", {"kind": "", "gift": "pen"}),
        ("c", {"kind": "", "gift": "x"}),
    ]
    for name, fields in kinds:
        data_folder.add(f"gifts/2026/{name}.yaml", gift(**fields))
    book = data_folder.load()
    assert [book.kind_of(read) for read in book.gifts] == ["book", "desk", "other"]
    assert [book.idea_of(read) for read in book.gifts] == [book.catalogue["pen"], book.catalogue["pen"], None]


def test_a_place_is_found_again_in_a_file(data_folder: DataFolder) -> None:
    book = data_folder.load()
    path = "partners/rivoli.yaml"
    assert tuple(book.spot(path, ("country",))) == (2, 10, 2)
    assert tuple(book.spot(path, ("country",), on_key=True)) == (2, 1, 7)
    assert book.spot(path, ("owner",)).line == 1
    assert book.spot("partners/nobody.yaml", ("name",)) == TOP


def test_reading_leaves_the_interpreter_as_it_was(data_folder: DataFolder) -> None:
    assert gc.isenabled()
    data_folder.load()
    assert gc.isenabled()


ODD_VALUES: list[Any] = [
    None,
    "",
    "x",
    "-1",
    "0",
    "9" * 30,
    "1e9",
    "2026-02-30",
    "true",
    "*",
    "NO",
    "2026",
    "\0",
    [],
    {},
    [None],
    [[]],
    [{}],
    ["a"],
    {"": ""},
    {"a": None},
    {"2026": None},
    {"a": {"b": {"c": "d"}}},
]
ODD_KEYS = ["", "x y", "0", "self", "__class__", "[key]", "path", "index", "id", "from"]


class AsWritten(yaml.SafeLoader):
    """Every scalar as the text that it is."""


AsWritten.yaml_implicit_resolvers = {}
SHIPPED = {
    file.relative_to(EXAMPLE).as_posix(): yaml.load(file.read_text(encoding="utf-8"), AsWritten)
    for file in sorted(EXAMPLE.rglob("*.yaml"))
}


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside a value."""
    yield at
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ()):
        yield from places(inner, (*at, key))


def replaced(value: Any, at: tuple[Any, ...], new: Any) -> Any:
    """The value with another one at that place; a `Key` renames the field there."""
    if not at:
        return value if isinstance(new, Key) else new
    if len(at) == 1 and isinstance(new, Key) and isinstance(value, dict):
        return {(new if key == at[0] else key): inner for key, inner in value.items()}
    changed = copy(value)
    changed[at[0]] = replaced(value[at[0]], at[1:], new)
    return changed


class Key(str):
    """Another name for a field."""


PLACES = [(path, at) for path, value in SHIPPED.items() for at in places(value)]


@given(st.sampled_from(PLACES), st.sampled_from([*ODD_VALUES, *map(Key, ODD_KEYS)]))
@settings(max_examples=400, deadline=None)
def test_any_damage_is_told_in_words_at_a_place(place: tuple[str, tuple[Any, ...]], new: Any) -> None:
    path, at = place
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "data"
        shutil.copytree(EXAMPLE, root)
        (root / path).write_text(json.dumps(replaced(SHIPPED[path], at, new)), encoding="utf-8")
        findings = judge(load(DiskTree(root)), date(2026, 6, 30)).findings
        lines = {file: len((root / file).read_text(encoding="utf-8").splitlines()) for file in SHIPPED}
    for finding in findings:
        said = f"{finding.message} {finding.why} {finding.fix}"
        assert not re.search(r"Input should|pydantic|\{\{|\bNone\b|Decimal|<class", said), said
        assert 1 <= finding.line <= lines[finding.path]
        assert finding.column >= 1
