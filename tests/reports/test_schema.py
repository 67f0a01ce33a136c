"""What an editor is told of each kind of file: true to the example, in words, with the ids of the folder."""

from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from giftplan.book import kinds
from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.kinds import KINDS
from giftplan.book.kinds import Kind
from giftplan.book.kinds import kind_of
from giftplan.book.trees import DiskTree
from giftplan.records import shapes
from giftplan.reports.schema.conditions import Schema
from giftplan.reports.schema.files import editor_schemas
from giftplan.reports.schema.files import globs_of
from giftplan.reports.schema.files import modeline
from giftplan.reports.schema.files import words
from giftplan.reports.schema.whole import schema_of
from tests.reports.editors import as_read
from tests.reports.editors import complaints
from tests.trees import BytesTree

DATA = Path(__file__).parents[2] / "data"
EVERY_KIND = pytest.mark.parametrize("kind", KINDS, ids=[kind.word for kind in KINDS])


@cache
def example() -> Book:
    return load(DiskTree(DATA))


@cache
def schema(kind: Kind) -> Schema:
    """The example's schema of that kind."""
    return schema_of(example(), kind)


def files_of(kind: Kind) -> list[Path]:
    """The example's files of that kind."""
    return sorted(file for glob in globs_of(kind) for file in DATA.glob(glob))


@EVERY_KIND
def test_each_is_a_json_schema(kind: Kind) -> None:
    Draft202012Validator.check_schema(schema(kind))
    assert schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@EVERY_KIND
def test_the_example_is_well(kind: Kind) -> None:
    assert files_of(kind)
    assert {file.name: complaints(schema(kind), as_read(file.read_bytes())) for file in files_of(kind)} == {
        file.name: [] for file in files_of(kind)
    }


@EVERY_KIND
def test_each_field_has_a_title_and_says_what_it_means(kind: Kind) -> None:
    records = [shape for shape in schema(kind)["$defs"].values() if "properties" in shape and "enum" not in shape]
    assert records
    for record in records:
        assert record["description"]
        for name, field in record["properties"].items():
            assert field["title"][0].isupper(), name
            assert len(field["description"]) > 4, name
            assert field["description"][-1] in ".?", name


@EVERY_KIND
def test_nothing_that_the_file_s_place_tells_can_be_written(kind: Kind) -> None:
    record = next(iter(schema(kind)["$defs"].values()))
    assert not set(kind.told) & set(record["properties"])
    assert record["additionalProperties"] is False


SHAPES = {name: shape for name, shape in vars(shapes).items() if name.isupper() and isinstance(shape, dict)}


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if "patternErrorMessage" in shape])
def test_each_type_of_value_says_how_to_write_it(name: str) -> None:
    shape = SHAPES[name]
    assert shape["patternErrorMessage"].startswith("write ")
    assert name == "TEXT" or shape["examples"]
    for one in shape.get("examples", ()):
        assert complaints(shape, one) == []


# Which files


@EVERY_KIND
def test_an_editor_is_told_the_files_that_giftplan_reads(kind: Kind) -> None:
    for glob in globs_of(kind):
        placed = kind_of(glob.replace("gifts/*", "gifts/2026").replace("*", "a"))
        assert placed is not None
        assert placed[0] is kind


def test_every_file_of_the_example_has_a_schema() -> None:
    found = {file.relative_to(DATA).as_posix() for kind in KINDS for file in files_of(kind)}
    assert found == set(DiskTree(DATA).listing().files)


def test_a_file_names_its_schema_by_the_way_to_it() -> None:
    assert modeline(kinds.PARTNER, "partners/a.yaml") == "# yaml-language-server: $schema=../.schema/partner.json"
    assert modeline(kinds.SETTINGS, "settings.yaml") == "# yaml-language-server: $schema=.schema/settings.json"
    assert modeline(kinds.GIFT, "gifts/2026/a.yaml") == "# yaml-language-server: $schema=../../.schema/gift.json"
    assert modeline(kinds.LIMITS, "limits/shared/a.yaml").endswith("=../../.schema/limits.json")


def test_the_setting_of_an_editor_names_each_schema_with_its_files() -> None:
    setting = editor_schemas("data")
    assert setting["./data/.schema/partner.json"] == ["data/partners/*.yaml", "data/partners/*.yml"]
    assert len(setting) == len(KINDS)


# Words and ids of the folder


def test_ids_and_words_are_those_of_the_folder() -> None:
    partner = schema(kinds.PARTNER)["$defs"]
    assert partner["tier"]["enum"] == ["1", 1, "2", 2, "3", 3]
    assert partner["touch"]["enum"] == ["Q1", "Q2", "Q3", "Q4"]
    assert "claire" in partner["team-member"]["enum"]
    assert "no-alcohol" in partner["restriction"]["enum"]
    assert {"alcohol", "pen", "no-alcohol"} <= set(partner["content-tag-or-restriction"]["enum"])
    gift = schema(kinds.GIFT)["$defs"]
    assert gift["touch-or-none"]["enum"] == ["Q1", "Q2", "Q3", "Q4", "none"]
    assert set(gift["idea-of-the-catalogue"]["enum"]) == set(example().catalogue)
    assert {"navy", "none"} <= set(gift["wrapping"]["enum"])
    assert "none" not in gift["colour"]["enum"]
    rules = schema(kinds.SETTINGS)["$defs"]["rule-that-is-no-error"]["enum"]
    assert "GP501" in rules
    assert "GP104" not in rules
    assert not {"maison-lefevre", "nordwind"} & {w for shape in gift.values() for w in map(str, shape.get("enum", ()))}


def test_what_cannot_be_read_leaves_its_words_open() -> None:
    names = ("settings.yaml", "tiers.yaml", "touches.yaml", "catalogue.yaml", "vocabulary.yaml")
    book = load(BytesTree(dict.fromkeys(names, b"a: [\n")))
    for kind in KINDS:
        found = schema_of(book, kind)
        Draft202012Validator.check_schema(found)
        assert not {"team-member", "tier", "touch", "idea-of-the-catalogue", "tag", "sector"} & set(found["$defs"])
        for file in files_of(kind):
            assert complaints(found, as_read(file.read_bytes())) == []


def test_the_words_of_a_command_name_every_kind() -> None:
    assert list(words()) == [
        *("settings", "tiers", "touches", "catalogue", "vocabulary", "culture", "limits"),
        *("partner", "gift", "calendar", "privacy"),
    ]
