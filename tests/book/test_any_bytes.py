"""Any bytes in any file give findings or values, never an exception, within a second."""

import textwrap
from datetime import date
from datetime import timedelta
from pathlib import Path

from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from giftplan.book.book import load
from giftplan.book.decoding import MAX_BYTES
from giftplan.rules.engine import judge
from tests.conftest import MINIMAL
from tests.trees import BytesTree

EXAMPLE = Path(__file__).parents[1] / "records" / "example"
WRITTEN = {file.relative_to(EXAMPLE).as_posix(): file.read_bytes() for file in sorted(EXAMPLE.rglob("*.yaml"))}
OTHERS = {path: textwrap.dedent(text).encode() for path, text in MINIMAL.items()}
PATHS = st.sampled_from(sorted(WRITTEN))
SECOND = timedelta(seconds=1)


def judged(path: str, data: bytes) -> None:
    """Read and judge a folder in which one file holds these bytes: every finding has a place in its file, and words."""
    files = {**OTHERS, path: data}
    for finding in judge(load(BytesTree(files)), date(2026, 6, 30)).findings:
        text = files.get(finding.path, b"").decode("utf-8", "replace")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= finding.line <= len(lines), finding
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1, finding
        assert finding.message, finding
        assert finding.why, finding
        assert finding.fix, finding


@given(PATHS, st.binary(max_size=300))
@example("partners/maison-lefevre.yaml", b"\xef\xbb\xbf")
@settings(max_examples=150, deadline=SECOND)
def test_any_bytes(path: str, data: bytes) -> None:
    judged(path, data)


@given(PATHS, st.text(alphabet="abn:-?[]{},&*!|>'\"%@`#~<=. \n\r\t\\012é\u00a0\u200b\u202e", max_size=120))
@example("settings.yaml", "[")
@example("settings.yaml", "? ")
@example("gifts/2026/2026-02-17-maison-lefevre.yaml", "- [")
@settings(max_examples=300, deadline=SECOND)
def test_any_text(path: str, text: str) -> None:
    judged(path, text.encode())


@st.composite
def torn(draw: st.DrawFn) -> tuple[str, bytes]:
    """A real file with a part taken out, moved, doubled or overwritten."""
    path = draw(PATHS)
    data = WRITTEN[path]
    start, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
    piece = draw(st.one_of(st.just(b""), st.just(data[start:end] * 2), st.binary(max_size=8)))
    return path, data[:start] + piece + data[end:]


@given(torn())
@settings(max_examples=300, deadline=SECOND)
def test_a_real_file_that_was_torn(file: tuple[str, bytes]) -> None:
    judged(*file)


ENTRIES = (
    "- {{partner: rivoli, date: 2026-02-17, recipients: [anna], nature: Pen, value: 1e9, kind: desk}}",
    "- {{id: a{0}, name: A, kind: desk, price: {{min: 2, max: 1}}}}",
    "- {{id: a, name: A}}",
    "- ",
    "- [",
    "k{0}: v",
    "  {0}: v",
    "? a",
    '"a": "',
    "#",
    "a: |",
    "\t",
    "<<<<<<<",
    "- - - -",
    "é",
)


@given(PATHS, st.sampled_from(["", "contacts:\n", "rules:\n", "team:\n"]), st.sampled_from(ENTRIES))
@settings(max_examples=60, deadline=SECOND)
def test_the_same_over_and_over(path: str, head: str, entry: str) -> None:
    """A thousand lines, each as wrong as the one before."""
    judged(path, (head + "".join(f"{entry.format(number)}\n" for number in range(1_000))).encode())


@given(PATHS, st.sampled_from([b"a", b"#", b"\n", b" ", b"- ", b"a: ", b"[", b"'", b'"', b"\xc3", b"\x00", b"&", b"%"]))
@settings(max_examples=30, deadline=5 * SECOND)
def test_as_much_as_a_file_may_hold(path: str, piece: bytes) -> None:
    judged(path, piece * (MAX_BYTES // len(piece)))
