"""The bytes of an export as rows: whatever its encoding and its separator, and what is no table at all."""

import csv
from functools import partial
from io import StringIO

import pytest
from hypothesis import HealthCheck
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.book.sheet import DELIMITERS
from giftplan.book.sheet import Sheet
from giftplan.book.sheet import read_sheet
from giftplan.errors import CannotWorkError

STEADY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
KNOWN = {"name", "country", "société", "pays"}


def is_known(column: str) -> bool:
    return column.lower() in KNOWN


def read(data: bytes | str, encoding: str | None = None, delimiter: str | None = None) -> Sheet:
    return read_sheet(data.encode() if isinstance(data, str) else data, is_known, encoding, delimiter)


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


FRENCH = "Société;Pays\r\nPapeterie Élan;Côte d’Ivoire\r\n"


@pytest.mark.parametrize(
    ("data", "encoding", "guessed"),
    [
        (FRENCH.encode(), "utf-8", None),
        (b"\xef\xbb\xbf" + FRENCH.encode(), "utf-8", None),
        (FRENCH.encode("utf-16"), "utf-16", None),
        (b"\xfe\xff" + FRENCH.encode("utf-16-be"), "utf-16", None),
        (FRENCH.encode("cp1252"), "cp1252", "Société"),
    ],
)
def test_the_encoding_is_found_out(data: bytes, encoding: str, guessed: str | None) -> None:
    sheet = read(data)
    assert (sheet.encoding, sheet.guessed, sheet.delimiter) == (encoding, guessed, ";")
    assert sheet.header.cells == ("Société", "Pays")
    assert cells(sheet) == [("Papeterie Élan", "Côte d’Ivoire")]


def test_an_encoding_that_is_named_is_taken() -> None:
    assert cells(read(FRENCH.replace("’", "'").encode("cp850"), "cp850")) == [("Papeterie Élan", "Côte d'Ivoire")]
    with pytest.raises(CannotWorkError, match="not UTF-8: byte 5 "):
        read(FRENCH.encode("cp1252"), "utf-8")


@pytest.mark.parametrize("delimiter", DELIMITERS.values())
def test_the_sign_between_the_cells_is_the_one_that_gives_known_columns(delimiter: str) -> None:
    others = "a;b,c|d\te".replace(delimiter, "")
    text = f'name{delimiter}country{delimiter}"x"\n{others}{delimiter}FR{delimiter}1\n'
    sheet = read(text)
    assert (sheet.delimiter, cells(sheet)) == (delimiter, [(others, "FR", "1")])


def test_a_decimal_comma_is_no_separator() -> None:
    assert read("name;country;value\nA;FR;1,50\nB;FR;2,50\n").delimiter == ";"


def test_excels_first_line_names_the_separator_and_counts_for_no_row() -> None:
    sheet = read("sep=|\r\nname|country\r\nA;B|FR\r\n")
    assert (sheet.delimiter, sheet.header.number, sheet.rows[0].number) == ("|", 1, 2)
    assert cells(sheet) == [("A;B", "FR")]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    sheet = read('name,country\n\n"Two\nlines",FR\n,\nB,IT\n')
    assert [row.number for row in sheet.rows] == [3, 5]
    assert cells(sheet)[0] == ("Two\nlines", "FR")


def test_a_broken_quote_loses_its_row_and_no_other() -> None:
    sheet = read('name,country\nA,FR\n"B" x,IT\nC,DE\n')
    assert [(row.number, row.broken is None) for row in sheet.rows] == [(2, True), (3, False), (4, True)]
    last = read('name,country\nA,FR\n"B,IT\nC,DE\n').rows[-1]
    assert (last.number, "never closed" in (last.broken or "")) == (3, True)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "it is empty"),
        (b"\n\n", "there is no row"),
        (b"name,country\n\n", "only a header"),
        (b"PK\x03\x04rest", "it is a workbook"),
        (b"name,country\nA\0,FR\n", "zero bytes"),
        (b"name,country\n\x81\x8d,FR\n", "byte 0x81 in line 2"),
        (b"\xff\xfen", "not UTF-16"),
        (b"n" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_what_is_no_table_says_so(data: bytes, says: str) -> None:
    with pytest.raises(CannotWorkError, match=says):
        read(data)


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=12)
TABLES = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=6)
)


@STEADY
@given(
    TABLES, st.sampled_from(sorted(DELIMITERS.values())), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans()
)
@example([["=1+1", '"'], ["a\rb", "c\nd"]], ";", "\r\n", False, False)
def test_any_table_that_is_written_reads_back(
    table: list[list[str]], delimiter: str, end: str, every_quote: bool, mark: bool
) -> None:
    if end == "\n" and not every_quote:  # a return that is no end of a line is written without its quotes
        table = [[one.replace("\r", "\n") for one in row] for row in table]
    text = StringIO()
    header = ["name", "country", "x", "y", "z"][: len(table[0])]
    writer = csv.writer if not every_quote else partial(csv.writer, quoting=csv.QUOTE_ALL)
    writer(text, delimiter=delimiter, lineterminator=end).writerows([header, *table])
    rows = [row for row in table if any(one.strip() for one in row)]
    data = ("\ufeff" if mark else "").encode() + text.getvalue().encode()
    if not rows:
        with pytest.raises(CannotWorkError, match="only a header"):
            read(data)
    else:
        sheet = read(data)
        assert (sheet.delimiter, [list(found) for found in cells(sheet)]) == (delimiter, rows)
