"""Bytes -> text, refusing what nobody could see to mend."""

import re
from functools import lru_cache

from giftplan.book.problem import TOP
from giftplan.book.problem import Spot
from giftplan.book.problem import YamlError

MAX_BYTES = 5_000_000
_MARK = b"\xef\xbb\xbf"

_NO_TEXT = {
    b"PK\x03\x04": "a document of Word or Excel, or another archive",
    b"\xd0\xcf\x11\xe0": "an old document of Word or Excel",
    b"%PDF": "a PDF",
    b"{\\rtf": "a document in RTF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
}
"""How files begin that other programs write."""
_POINTER = "version https://git-lfs.github.com/spec/"
_CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>) ", re.MULTILINE)
_LINE = re.compile(r"\r\n|\r|\n")


@lru_cache(maxsize=1)
def _unwanted() -> re.Pattern[str]:
    """Every character that nobody can see to mend. Nearly no file has one that is not printable: made when needed."""
    return re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def _spot_at(text: str, position: int) -> Spot:
    before = list(_LINE.finditer(text, 0, position))
    start = before[-1].end() if before else 0
    return Spot(len(before) + 1, position - start + 1)


def decode(data: bytes) -> str:
    """The file's text: UTF-8, with or without a byte order mark, without characters that nobody can see to mend."""
    if len(data) > MAX_BYTES:
        raise YamlError(TOP, f"larger than {MAX_BYTES // 1_000_000} MB", "Split it, one file a record")
    for beginning, what in _NO_TEXT.items():
        if data.startswith(beginning):
            raise YamlError(TOP, f"is {what}, not text", "Write what it says as plain text, or move it out of here")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise YamlError(TOP, "is written in UTF-16", "Save it as UTF-8")
    try:
        data = data.removeprefix(_MARK)
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode("utf-8")
        spot = _spot_at(readable, len(readable))
        raise YamlError(spot, f"byte 0x{data[error.start]:02x} is not UTF-8 text", "Save it as UTF-8") from error
    if not text.replace("\n", "").isprintable() and (unwanted := _unwanted().search(text)):
        name = f"U+{ord(unwanted[0]):04X}"
        spot = _spot_at(text, unwanted.start())
        raise YamlError(spot, f"holds a character that cannot be seen ({name})", "Delete it and type the line again")
    if text.startswith(_POINTER):
        raise YamlError(TOP, "is a pointer of Git LFS, not the file itself", "Keep small text files out of Git LFS")
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (conflict := _CONFLICT.search(text)):
        spot = _spot_at(text, conflict.start())
        raise YamlError(
            spot,
            "holds a merge conflict that nobody settled",
            "Choose one side, and delete git's marker lines",
        )
    return text
