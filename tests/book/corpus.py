"""Files that go wrong, as an editor, a mail program, git or somebody with bad intentions leaves them behind."""

from typing import Any
from typing import NamedTuple

PARTNER = "name: Rivoli\ncountry: IT\ncontacts:\n  - {id: anna, name: Anna Rossi}\n"


class Bad(NamedTuple):
    """A file that cannot be used: the rule that says so, where, and a part of what is said about it."""

    name: str
    data: bytes
    code: str
    line: int
    column: int
    says: str


class Odd(NamedTuple):
    """A file that looks odd and is taken as the text that it is."""

    name: str
    data: bytes
    value: Any


def _bomb(levels: int) -> str:
    """Nine levels of nine aliases each: half a gigabyte, once it is followed."""
    rows = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    rows += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, levels)]
    return "\n".join(rows) + "\n"


def _merge_bomb(levels: int) -> str:
    rows = ["a0: &a0 {k0: v}"]
    rows += [f"a{level}: &a{level} {{<<: [*a{level - 1}, *a{level - 1}], k{level}: v}}" for level in range(1, levels)]
    return "\n".join(rows) + "\n"


CONFLICT = b"""\
name: Rivoli
<<<<<<< HEAD
country: IT
=======
country: FR
>>>>>>> theirs
contacts: [{id: anna, name: Anna}]
"""
CONFLICT_IN_TEXT = b"""\
name: Rivoli
note: |
  first line
<<<<<<< HEAD
  ours
=======
  theirs
>>>>>>> theirs
"""

BYTES = [
    Bad("empty", b"", "GP003", 1, 1, "a partner is empty"),
    Bad("comments only", b"# nothing\n# yet\n", "GP003", 1, 1, "a partner is empty"),
    Bad("a document of nothing", b"---\n...\n", "GP003", 1, 1, "a partner is empty"),
    Bad("byte order mark twice", b"\xef\xbb\xbf" * 2 + PARTNER.encode(), "GP001", 1, 1, "U+FEFF"),
    Bad("byte order mark inside", "name: R\ufeffivoli\n".encode(), "GP001", 1, 8, "U+FEFF"),
    Bad("utf-16", PARTNER.encode("utf-16"), "GP001", 1, 1, "UTF-16"),
    Bad("utf-16 big endian", b"\xfe\xff" + PARTNER.encode("utf-16-be"), "GP001", 1, 1, "UTF-16"),
    Bad("utf-16 without a mark", PARTNER.encode("utf-16-le"), "GP001", 1, 2, "U+0000"),
    Bad("latin-1", "name: Maison Lefèvre\n".encode("latin-1"), "GP001", 1, 17, "byte 0xe8 is not UTF-8"),
    Bad("latin-1 further down", "a: 1\r\nb: é, è\r\n".encode("latin-1"), "GP001", 2, 4, "byte 0xe9 is not UTF-8"),
    Bad("latin-1 after good text", "a: é".encode() + b" \xe8\n", "GP001", 1, 6, "byte 0xe8 is not UTF-8"),
    Bad("latin-1 after a mark", b"\xef\xbb\xbfname: Caf\xe9\n", "GP001", 1, 10, "byte 0xe9 is not UTF-8"),
    Bad("torn in a character", "name: Lefè".encode()[:-1], "GP001", 1, 10, "byte 0xc3 is not UTF-8"),
    Bad("half a surrogate pair", b"name: \xed\xa0\x80\n", "GP001", 1, 7, "byte 0xed is not UTF-8"),
    Bad("overlong", b"name: \xc0\xaf\n", "GP001", 1, 7, "byte 0xc0 is not UTF-8"),
    Bad("NUL", b"name: Rivoli\ncountry: I\x00T\n", "GP001", 2, 11, "U+0000"),
    Bad("escape", b"name: \x1b[31mRivoli\n", "GP001", 1, 7, "U+001B"),
    Bad("delete", b"name: Rivoli\x7f\n", "GP001", 1, 13, "U+007F"),
    Bad("form feed", b"name: Rivoli\n\x0ccountry: IT\n", "GP001", 2, 1, "U+000C"),
    Bad("next line", "name: Rivoli\x85country: IT\n".encode(), "GP001", 1, 13, "U+0085"),
    Bad("line separator", "name: Rivoli\u2028country: IT\n".encode(), "GP001", 1, 13, "U+2028"),
    Bad("paragraph separator", "name: Rivoli\u2029country: IT\n".encode(), "GP001", 1, 13, "U+2029"),
    Bad("no character", "name: Rivoli\uffff\n".encode(), "GP001", 1, 13, "U+FFFF"),
    Bad("after a lone carriage return", b"name: Rivoli\rcountry: [\r", "GP001", 2, 11, "bracket"),
    Bad("a surrogate by escape", b'name: "\\ud800"\n', "GP001", 1, 10, "cannot be read as YAML"),
    Bad("a document of Word", b"PK\x03\x04\x14\x00\x06\x00", "GP001", 1, 1, "Word or Excel"),
    Bad("an old document of Word", b"\xd0\xcf\x11\xe0\xa1\xb1", "GP001", 1, 1, "Word or Excel"),
    Bad("a PDF", b"%PDF-1.7\n", "GP001", 1, 1, "is a PDF, not text"),
    Bad("RTF", b"{\\rtf1\\ansi}", "GP001", 1, 1, "in RTF, not text"),
    Bad("a web page", b"<!DOCTYPE html>\n", "GP001", 1, 1, "a web page, not text"),
    Bad("a pointer", b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "GP001", 1, 1, "Git LFS"),
    Bad("ten megabytes", b"name: " + b"x" * 10_000_000, "GP001", 1, 1, "larger than 5 MB"),
    Bad("ten megabytes of lines", b"# a line\n" * 1_200_000, "GP001", 1, 1, "larger than 5 MB"),
]

STRUCTURE = [
    Bad("a text for a root", b"Rivoli\n", "GP003", 1, 1, "not fields"),
    Bad("a list for a root", b"- name: Rivoli\n", "GP003", 1, 1, "not fields"),
    Bad("a key that is null", b"~: x\n", "GP003", 1, 1, "name is missing"),
    Bad("a key that is the word null", b"name: A\nnull: x\n", "GP003", 2, 1, "name is missing"),
    Bad("a key that is a list", b"name: A\n? [a]\n: x\n", "GP003", 2, 3, "no word"),
    Bad("a key that is a mapping", b"{{a: b}: c}\n", "GP003", 1, 2, "no word"),
    Bad("no key", b"name: A\n: x\n", "GP001", 2, 1, "cannot be read as YAML"),
    Bad("a key twice", b"name: A\ncountry: IT\nname: B\n", "GP002", 3, 1, "'name' stands here for the second time"),
    Bad("a key twice, quoted", b"name: A\n'name': B\n", "GP002", 2, 1, "'name' stands here for the second time"),
    Bad("a key twice, deep", b"a:\n  b:\n    - {c: 1, d: 2, c: 3}\n", "GP002", 3, 20, "'c' stands here"),
    Bad("a key twice in another record", b"contacts:\n- id: a\n  id: b\n", "GP002", 3, 3, "'id' stands here"),
    Bad("two documents", PARTNER.encode() + b"---\nname: B\n", "GP001", 5, 1, "a second document begins here"),
    Bad("two documents of nothing", b"---\n---\n", "GP001", 2, 1, "a second document begins here"),
    Bad("text after the end", b"name: A\n...\ncountry: IT\n", "GP001", 3, 1, "cannot be read as YAML"),
    Bad("an anchor", b"name: &n Rivoli\n", "GP001", 1, 7, "anchors (&) and aliases (*) are not read"),
    Bad("an anchor on a block", b"a: &n\n  b: 1\n", "GP001", 1, 4, "anchors"),
    Bad("an anchor on a key", b"&n name: Rivoli\n", "GP001", 1, 1, "anchors"),
    Bad("an alias", b"name: A\ncountry: *n\n", "GP001", 2, 10, "put a text that begins with & or * in quotes"),
    Bad("a merge key", b"a: &n {b: 1}\nc:\n  <<: *n\n", "GP001", 1, 4, "anchors"),
    Bad("a merge key of its own", PARTNER.encode() + b"<<: {tier: 1}\n", "GP003", 5, 1, "no field '<<'"),
    Bad("an alias bomb", _bomb(9).encode(), "GP001", 1, 5, "anchors"),
    Bad("a merge bomb", _merge_bomb(30).encode(), "GP001", 1, 5, "anchors"),
    Bad("a tag", b"name: !!str 012\n", "GP001", 1, 7, "the tag tag:yaml.org,2002:str is not read"),
    Bad("a tag of python's", b"name: !!python/object/apply:os.getcwd []\n", "GP001", 1, 7, "os.getcwd is not read"),
    Bad("a tag on the root", b"!partner\nname: A\n", "GP001", 1, 1, "the tag !partner is not read"),
    Bad("a tag on a key", b"!!str name: A\n", "GP001", 1, 1, "is not read"),
    Bad("a bare tag", b"name: ! A\n", "GP001", 1, 7, "put a text that begins with ! in quotes"),
    Bad("21 lists", b"name: " + b"[" * 20 + b"]" * 20 + b"\n", "GP001", 1, 26, "nested deeper than 20 levels"),
    Bad("100,000 brackets", b"[" * 100_000, "GP001", 1, 21, "nested deeper than 20 levels"),
    Bad("100,000 closed brackets", b"[" * 100_000 + b"]" * 100_000, "GP001", 1, 21, "nested deeper than 20"),
    Bad("50,000 braces", b"{a: " * 50_000, "GP001", 1, 81, "nested deeper than 20 levels"),
    Bad("50,000 dashes", b"- " * 50_000, "GP001", 1, 41, "nested deeper than 20 levels"),
    Bad("a conflict", CONFLICT, "GP001", 2, 1, "merge conflict that nobody settled"),
    Bad("a conflict in a text", CONFLICT_IN_TEXT, "GP001", 4, 1, "merge conflict that nobody settled"),
    Bad("the end of a conflict", PARTNER.encode() + b">>>>>>> theirs\n", "GP001", 5, 1, "merge conflict"),
    Bad("a conflict of lines from Windows", CONFLICT.replace(b"\n", b"\r\n"), "GP001", 2, 1, "merge conflict"),
    Bad("a tab for an indent", b"contacts:\n\t- id: anna\n", "GP001", 2, 1, "spaces, never with tabs"),
    Bad("a quote left open", b'name: "Rivoli\ncountry: IT\n', "GP001", 1, 7, "quote or the bracket"),
    Bad("a quote left open in one line", b'name: "Rivoli', "GP001", 1, 7, "quote or the bracket"),
    Bad("a bracket left open", b"name: A\ncauses: [river\n", "GP001", 2, 9, "Close the bracket"),
    Bad("a bracket left open in one line", b"contacts: [a", "GP001", 1, 11, "Close the bracket"),
    Bad("a bracket alone", b"[", "GP001", 1, 2, "Close the bracket"),
    Bad("a bracket left open further up", b"a: [b, c\nd: e\n", "GP001", 2, 2, "Close the bracket"),
    Bad("a bracket too many", b"causes: [a]]\n", "GP001", 1, 12, "a bracket closes here that was not opened"),
    Bad("a quote in quotes", "name: 'L'Oréal'\n".encode(), "GP001", 1, 10, "in quotes of the other kind"),
    Bad("words behind quotes", b'name: "R" Srl\n', "GP001", 1, 11, "Put the whole text in quotes"),
    Bad("words behind a bar", b"name: | R\n", "GP001", 1, 9, "Begin the text on the next line"),
    Bad("a list behind a name", b"name: - R\n", "GP001", 1, 7, "a line of its own"),
    Bad("a path of Windows", b'name: "C:\\dir"\n', "GP001", 1, 10, "Put the text in single quotes"),
    Bad("a text in stars", b"name: *star*\n", "GP001", 1, 7, "begins with & or * in quotes"),
    Bad("a tab in a text", b"a: |\n  x\n\ty\n", "GP001", 3, 1, "never with tabs"),
    Bad("a line of a percentage", b"%FOO\na: b\n", "GP001", 1, 5, "begins with % in quotes"),
    Bad("a colon in a text", b"name: Rivoli: shoes\n", "GP001", 1, 13, "text that holds ': ' in quotes"),
    Bad("no space after the colon", b"name: A\ncountry:IT\nsector: x\n", "GP001", 2, 8, "a space after the colon"),
    Bad("no space after the first colon", b"name:R\ncountry: IT\n", "GP001", 1, 5, "a space after the colon"),
    Bad("a space that cannot be broken", "name:\u00a0R\na: b\n".encode(), "GP001", 1, 6, "a space that is none"),
    Bad("a wide colon", "country：FR\nname: A\n".encode(), "GP001", 1, 8, "not the colon of a field"),
    Bad("no space after the hyphen", b"contacts:\n  -id: a\n    name: A\n", "GP001", 2, 3, "'- ' before the entry"),
    Bad("a dash for a hyphen", "contacts:\n  – id: a\n    name: A\n".encode(), "GP001", 2, 3, "begins no entry"),
    Bad("no colon", b"country: IT\nname R\nsector: x\n", "GP001", 2, 1, "this line has no colon"),
    Bad("an indent that slips", b"name: A\n country: IT\n", "GP001", 2, 9, "indent"),
    Bad("an unlucky sign", b"name: @rivoli\n", "GP001", 1, 7, "begins with a sign in quotes"),
    Bad("YAML of another age", b"%YAML 2.0\n---\nname: A\n", "GP001", 1, 1, "cannot be read as YAML"),
]

KEPT = [
    Odd("byte order mark once", b"\xef\xbb\xbfname: Rivoli\n", {"name": "Rivoli"}),
    Odd("lines from Windows", b"name: Rivoli\r\ncountry: IT\r\n", {"name": "Rivoli", "country": "IT"}),
    Odd("lines from an old Macintosh", b"name: Rivoli\rcountry: IT\r", {"name": "Rivoli", "country": "IT"}),
    Odd("no newline at the end", b"name: Rivoli", {"name": "Rivoli"}),
    Odd("bidi characters", "name: a\u202eb\u2066c\n".encode(), {"name": "a\u202eb\u2066c"}),
    Odd("zero-width characters", "name: a\u200bb\u200dc\n".encode(), {"name": "a\u200bb\u200dc"}),
    Odd("a no-break space", "name: a\u00a0b\n".encode(), {"name": "a\u00a0b"}),
    Odd("beyond the basic plane", "name: \U0001f381\n".encode(), {"name": "\U0001f381"}),
    Odd("decomposed accents", "name: Lefe\u0300vre\n".encode(), {"name": "Lefe\u0300vre"}),
    Odd("controls by escapes", b'name: "\\0\\e[31m\\x7f"\n', {"name": "\0\x1b[31m\x7f"}),
    Odd("breaks by escapes", b'name: "\\N\\L\\u202e"\n', {"name": "\x85\u2028\u202e"}),
    Odd("a tab between words", b"name:\tRivoli\n", {"name": "Rivoli"}),
    Odd("one document with its marks", b"%YAML 1.2\n---\nname: A\n...\n", {"name": "A"}),
    Odd("keys that are numbers", b"1: x\n2026: y\n1.5: z\n", {"1": "x", "2026": "y", "1.5": "z"}),
    Odd("a key in quotes that is no null", b"'null': x\n", {"null": "x"}),
    Odd("keys that others read as booleans", b"on: 1\nNo: 2\ny: 3\n", {"on": "1", "No": "2", "y": "3"}),
    Odd("20 lists", b"[" * 20 + b"]" * 20, [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]),
    Odd("a marker of a conflict inside a line", b"name: see <<<<<<< HEAD\n", {"name": "see <<<<<<< HEAD"}),
    Odd("a marker of a conflict, indented", b"a: |\n  >>>>>>> b\n", {"a": ">>>>>>> b\n"}),
    Odd("text over several lines", b"a: >\n  one\n  two\nb: |\n  x\n   y\n", {"a": "one two\n", "b": "x\n y\n"}),
]

VALUES = [
    ("NO", "NO"),
    ("no", "no"),
    ("on", "on"),
    ("y", "y"),
    ("true", "true"),
    ("010", "010"),
    ("012", "012"),
    ("0o17", "0o17"),
    ("12:30", "12:30"),
    ("12:30:45", "12:30:45"),
    ("68.00", "68.00"),
    ("1_000", "1_000"),
    ("0x1F", "0x1F"),
    ("1e9999", "1e9999"),
    (".nan", ".nan"),
    (".inf", ".inf"),
    ("-5", "-5"),
    ("45,50", "45,50"),
    ("2026-02-30", "2026-02-30"),
    ("2026-02-17T10:00:00Z", "2026-02-17T10:00:00Z"),
    ("1" * 5_000, "1" * 5_000),
    ("'null'", "null"),
    ('"~"', "~"),
    ("''", ""),
    ('""', ""),
    ("|-\n  null", "null"),
    ("nULL", "nULL"),
    ("none", "none"),
    ("null", None),
    ("Null", None),
    ("NULL", None),
    ("~", None),
    ("", None),
    ("# a remark", None),
]
"""What stands after `key:`, and what is read."""
