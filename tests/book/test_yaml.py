"""Text -> values with their places: every input is a value, or refused with its line and column."""

import subprocess
import sys

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.book.decoding import decode
from giftplan.book.problem import TOP
from giftplan.book.problem import KeyPath
from giftplan.book.problem import YamlError
from giftplan.book.yaml import Places
from giftplan.book.yaml import Value
from giftplan.book.yaml import end_of_block
from giftplan.book.yaml import parse
from tests.book.corpus import BYTES
from tests.book.corpus import KEPT
from tests.book.corpus import STRUCTURE
from tests.book.corpus import VALUES
from tests.book.corpus import Bad
from tests.book.corpus import Odd
from tests.conftest import DataFolder


def read(data: bytes) -> tuple[Value, list[YamlError]]:
    """The value, and what was passed over."""
    passed_over: list[YamlError] = []
    return parse(decode(data), passed_over.append), passed_over


@pytest.mark.parametrize("bad", [*BYTES, *STRUCTURE], ids=lambda bad: bad.name)
def test_a_bad_file_is_refused_at_its_place(data_folder: DataFolder, bad: Bad) -> None:
    data_folder.add("partners/bad.yaml", bad.data)
    book = data_folder.load()
    found = [(problem.path, problem.code, problem.spot.line, problem.spot.column) for problem in book.problems]
    assert found == [("partners/bad.yaml", bad.code, bad.line, bad.column)]
    problem = book.problems[0]
    assert bad.says in f"{problem.message} {problem.why} {problem.fix}"
    assert book.lost == {"partners/bad.yaml"}
    assert list(book.partners) == ["rivoli"]


@pytest.mark.parametrize("odd", KEPT, ids=lambda odd: odd.name)
def test_an_odd_file_is_the_text_that_it_is(odd: Odd) -> None:
    assert read(odd.data) == (odd.value, [])


@pytest.mark.parametrize(("written", "value"), VALUES)
def test_a_scalar_is_the_text_that_is_written(written: str, value: str | None) -> None:
    assert read(f"key: {written}\n".encode()) == ({"key": value}, [])


@pytest.mark.parametrize(
    ("written", "value"), [pair for pair in VALUES if not pair[0].startswith(("|", "#")) and pair[0]]
)
def test_a_scalar_in_a_list_is_read_as_any_other(written: str, value: str | None) -> None:
    assert read(f"- {written}\n- b\n".encode()) == ([value, "b"], [])


def test_every_key_that_stands_twice_is_named() -> None:
    _, passed_over = read(b"a: 1\nb: {c: 1, c: 2}\na: 3\na: 4\n")
    assert [(error.code, error.spot.line, error.spot.column) for error in passed_over] == [
        ("GP002", 2, 11),
        ("GP002", 3, 1),
        ("GP002", 4, 1),
    ]


def test_two_entries_of_a_list_may_have_the_same_keys() -> None:
    assert read(b"- {a: 1}\n- {a: 2}\n") == ([{"a": "1"}, {"a": "2"}], [])


TEXT = """\
name: Rivoli
policy: {gifts: limited,
  accepts: [service, "a gift"]}
contacts:
  - id: anna
    interests:
      - {topic: tea}
note: |
  two
  lines
nothing:
"""
PLACES: list[tuple[KeyPath, tuple[int, int, int], tuple[int, int, int]]] = [
    (("name",), (1, 1, 4), (1, 7, 6)),
    (("policy",), (2, 1, 6), (2, 9, 1)),
    (("policy", "gifts"), (2, 10, 5), (2, 17, 7)),
    (("policy", "accepts"), (3, 3, 7), (3, 12, 1)),
    (("policy", "accepts", 1), (3, 22, 8), (3, 22, 8)),
    (("contacts", 0, "id"), (5, 5, 2), (5, 9, 4)),
    (("contacts", 0, "interests", 0, "topic"), (7, 10, 5), (7, 17, 3)),
    (("note",), (8, 1, 4), (8, 7, 0)),
    (("nothing",), (11, 1, 7), (11, 9, 0)),
    ((), (1, 1, 0), (1, 1, 0)),
]


@pytest.mark.parametrize(("path", "key", "value"), PLACES)
def test_every_key_and_value_has_its_place(
    path: KeyPath, key: tuple[int, int, int], value: tuple[int, int, int]
) -> None:
    places = Places(TEXT)
    assert tuple(places.key(path)) == key
    assert tuple(places.value(path)) == value


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("owner",), 1),
        (("policy", "limit"), 2),
        (("contacts", 0, "name"), 5),
        (("contacts", 7), 5),
        (("contacts", 0, "interests", 4, "x"), 7),
    ],
)
def test_what_is_not_written_has_the_place_of_what_is_around_it(path: KeyPath, line: int) -> None:
    assert Places(TEXT).value(path).line == line


@pytest.mark.parametrize("written", ["policy:\n  gifts: limited\n", "policy: {gifts: limited}\n"])
def test_a_list_of_one_without_its_brackets_has_its_place(written: str) -> None:
    places = Places(written)
    assert places.value(("policy", 0, "gifts")) == places.value(("policy", "gifts"))
    assert places.key(("policy", 0, "gifts")) == places.key(("policy", "gifts"))


def test_an_entry_inside_a_list_of_one_has_its_place() -> None:
    places = Places("policy:\n  accepts:\n    - service\n    - donation\n")
    assert places.value(("policy", 0, "accepts", 1)).line == 4


def test_a_text_that_broke_since_it_was_read_has_the_places_up_to_there() -> None:
    assert Places("a: 1\nb: [").value(("a",)) == (1, 4, 1)


@pytest.mark.parametrize("text", ["", "# a remark\n"])
def test_a_text_of_nothing_has_its_top_for_a_place(text: str) -> None:
    assert Places(text).value(("a",)) == TOP
    assert Places(text).key(("a",)) == TOP


def refused(error: YamlError) -> bool:
    """Is it refused with a place, and with words?"""
    return error.spot >= TOP and bool(error.message and error.fix)


def answered(text: str) -> bool:
    """Is it a value whose places can be told, or refused?"""
    passed_over: list[YamlError] = []
    try:
        value = parse(text, passed_over.append)
    except YamlError as error:
        return refused(error)
    places = Places(text)
    return only_texts(value) and all(map(refused, passed_over)) and places.value(("a", 0)) >= TOP


def answered_from_bytes(data: bytes) -> bool:
    try:
        text = decode(data)
    except YamlError as error:
        return refused(error)
    return answered(text)


def only_texts(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and only_texts(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(only_texts(inner) for inner in value)
    return value is None or isinstance(value, str)


YAML_SIGNS = st.text(alphabet="ab:-?[]{},&*!|>'\"%@`#~<=. \n\r\t\\012\ufeff\x00\x85\u2028é", max_size=60)


@given(st.binary(max_size=200))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_a_value_or_refused(data: bytes) -> None:
    assert answered_from_bytes(data)


@given(st.text(max_size=200) | YAML_SIGNS)
@example("")
@example("? ")
@example("- ? - ")
@example("%TAG ! x\n---\n")
@settings(max_examples=600, deadline=None)
def test_any_text_is_a_value_or_refused(text: str) -> None:
    assert answered_from_bytes(text.encode())


@given(st.text(max_size=100) | YAML_SIGNS)
@example("\x00")
@example("a\ufeffb: \x85")
@settings(deadline=None)
def test_a_text_that_nobody_decoded_is_a_value_or_refused(text: str) -> None:
    assert answered(text)


nested = st.recursive(
    st.none()
    | st.text(
        alphabet=st.characters(
            codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
        ),
        max_size=12,
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcdé-_ 0123", min_size=1, max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


def as_yaml(value: object) -> str:
    """A value written so that nothing of it can be taken for anything else."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{as_yaml(key)}: {as_yaml(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_yaml, value))}]"
    if value is None:
        return "null"
    return "'" + str(value).replace("'", "''") + "'"


@given(nested)
@settings(deadline=None)
def test_what_is_written_is_read_back_equal(value: object) -> None:
    assert read(as_yaml(value).encode()) == (value, [])


@pytest.mark.parametrize(
    "bad", [bad for bad in STRUCTURE if "bomb" in bad.name or "0,000" in bad.name], ids=lambda bad: bad.name
)
def test_a_bomb_is_answered_at_once(bad: Bad) -> None:
    """In a process of its own: what it would bring down is the interpreter. Its own time counts, not the machine's."""
    program = """
import sys, time
from giftplan.book.decoding import decode
from giftplan.book.problem import YamlError
from giftplan.book.yaml import parse
data = sys.stdin.buffer.read()
begun = time.process_time()
try:
    parse(decode(data), print)
except YamlError as error:
    print(error.code, *error.spot[:2], time.process_time() - begun < 1)
"""
    done = subprocess.run([sys.executable, "-c", program], input=bad.data, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.decode().split()) == (0, [bad.code, str(bad.line), str(bad.column), "True"])


BLOCKS: list[tuple[str, tuple[str, int] | None]] = [
    ("countries:\n  FR: {}\n", ("", 2)),
    ("countries:\n    FR: {}\nours: {}\n", ("ours: {}\n", 4)),
    ("source: x\ncountries:\n  FR:\n    days: {}\nours: {}\n", ("ours: {}\n", 2)),
    ("countries: {FR: {}}\n", None),
    ("countries:\n", ("", 2)),
    ("ours:\n  2026-08-10: closed\n", None),
    ("ours:\n  countries: x\n", None),
]


@pytest.mark.parametrize(("text", "after"), BLOCKS)
def test_lines_can_be_added_at_the_end_of_a_block(text: str, after: tuple[str, int] | None) -> None:
    found = end_of_block(text, "countries")
    assert (None if found is None else (text[found[0] :], found[1])) == after
