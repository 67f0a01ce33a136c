"""Fifty names that could do harm, through every screen and format, and read back by real readers of each."""

import csv
import json
import re
import subprocess
import unicodedata
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pyte
import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from giftplan.output.words import visible
from tests.cli.terminal import show
from tests.cli.test_check_formats import obeyed
from tests.cli.test_main import inside
from tests.conftest import MINIMAL
from tests.conftest import DataFolder
from tests.conftest import gift

PAYLOADS = (
    *("[red]", "[/]", "[bold red on white]x[/]", "[link=http://a]x[/link]", ":smile:", ":warning:", "\\[red]"),
    *("\x1b[2J", "\x1b[31m", "\x1b]0;title\x07", "\x1b]8;;http://a\x1b\\x\x1b]8;;\x1b\\", "\x9b1m", "\x07", "\x08\x08"),
    *("a\nb", "a\r\nb", "a\rb", "a\tb", "\x00", "\x7f", "\x85", "a\u2028b", "a\u2029b"),
    *(
        "a|b",
        "|",
        "||a||",
        "`a`",
        "```",
        "*a*",
        "_a_",
        "~~a~~",
        "<b>a</b>",
        "<!-- a",
        "&amp;",
        "![a](b)",
        "[a](http://b)",
    ),
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", '"a", "b"', "a;b", "'a"),
    *(
        "a\u202eb\u202c",
        "\u2066a\u2069",
        "a\u200bb",
        "\ufeffa",
        "e\u0301",
        "北京",
        "🎁",
        "👩\u200d💻",
        "a\u00a0b",
        "٤٥",
    ),
    *(
        "::error::a",
        "%0A::error::a",
        "%25",
        "##[error]a",
        "{0}",
        "{{a}}",
        "$a",
        "\\",
        "a\\nb",
        "https://a.example",
        "@claire",
    ),
)
FIFTY = tuple(f"{payload} q{number:02}z" for number, payload in enumerate(PAYLOADS))
"""Each ends with a mark of its own, so that no other is taken for it."""

PARTNER = """\
name: {words}
country: IT
tier: 1
lifetime_value: {{amount: 84000, basis: realised, as_of: 2025-12-31}}
policy: {{gifts: allowed, verified: 2026-01-05, source: {words}}}
contacts:
  - {{id: anna, name: {words}, interests: [{{topic: {words}, source: conversation, noted: 2026-01-05}}]}}
causes: [{words}]
quiet: [{{from: 2026-09-01, until: 2026-09-30, why: {words}}}]
touches: {{2026: {{Q2: {{skip: true, why: {words}}}}}}}
"""
CUSTOM = "  - {{id: {number}, level: know, why: {words}, source: {{title: {words}, seen: 2026-11-21}}}}\n"


def written(words: str) -> str:
    """As YAML has them: in double quotes, with codes for what may not stand there."""
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\u{ord(c):04x}" for c in words) + '"'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A folder with a partner, a gift and a custom for each of the words."""
    folder = DataFolder(tmp_path_factory.mktemp("hostile") / "data")
    for path, text in MINIMAL.items():
        folder.add(path, text)
    folder.add("catalogue.yaml", "- {id: pen, name: Pen, kind: desk, price: {min: 5, max: 90}}\n")
    customs = "".join(CUSTOM.format(number=number, words=written(words)) for number, words in enumerate(FIFTY))
    folder.add("cultures/it.yaml", f"name: Italy\ncountries: [IT]\nrules:\n{customs}")
    for number, words in enumerate(FIFTY):
        folder.add(f"partners/p-{number:02}.yaml", PARTNER.format(words=written(words)))
        record = gift(partner=f"p-{number:02}", date="2026-02-17", nature=written(words), value="20.00")
        folder.add(f"gifts/2026/p-{number:02}.yaml", record)
    return folder


Reader = Callable[[str], str]
"""What an output says, as a reader of that format understands it."""


def squeezed(text: str) -> str:
    """Without what wrapping adds; composed, as terminals show it."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def as_json(output: str) -> str:
    texts: list[str] = []

    def gather(value: object) -> None:
        if isinstance(value, str):
            texts.append(value)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            gather(inner)

    gather(json.loads(output))
    return "\0".join(texts)


def as_sarif(output: str) -> str:
    return as_json(output).replace("{{", "{").replace("}}", "}").replace("\\](", "](")


def as_csv(delimiter: str) -> Reader:
    def read(output: str) -> str:
        rows = list(csv.reader(StringIO(output.removeprefix("\ufeff"), newline=""), delimiter=delimiter, strict=True))
        assert len({len(row) for row in rows}) == 1, "every row has the same columns"
        texts = [cell for row in rows for cell in row if not re.fullmatch(r"[\d.,]*", cell)]
        assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], "a formula"
        return "\0".join(texts)

    return read


def as_markdown(output: str) -> str:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(output)
    pieces = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    assert {piece.type for piece in pieces} <= {"text", "softbreak"}
    return "".join(piece.content for piece in pieces)


def as_github(output: str) -> str:
    commands = obeyed(output)
    assert {command.name for command in commands} <= {"error", "warning", "notice"}
    assert len(commands) == output.count("\n") - 1, "a line that is no command, beside the summary"
    return "\0".join(text for command in commands for text in (command.text, *command.properties.values()))


def as_plain(output: str) -> str:
    assert {character for character in output if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp")} <= {"\n"}
    return output


WITHOUT_ALL = tuple(f"--without=p-{number:02}" for number in range(len(FIFTY)))
PROGRAMS: dict[str, tuple[tuple[str, ...], Reader, bool]] = {
    "plan json": (("plan", "2026", "--format", "json"), as_json, True),
    "plan csv": (("plan", "2026", "--format", "csv"), as_csv(","), True),
    "plan excel": (("plan", "2026", "--format", "csv", "--csv-dialect", "excel-fr"), as_csv(";"), True),
    "plan markdown": (("plan", "2026", "--format", "markdown"), as_markdown, False),
    "plan piped": (("plan", "2026"), as_plain, False),
    "plan explained": (("plan", "2026", "--explain"), as_plain, False),
    "budget json": (("budget", "2026", "--format", "json"), as_json, True),
    "budget csv": (("budget", "2026", "--format", "csv"), as_csv(","), True),
    "register json": (("register", "2026", "--format", "json"), as_json, True),
    "register csv": (("register", "2026", "--format", "csv"), as_csv(","), True),
    "register excel": (("register", "2026", "--format", "csv", "--csv-dialect", "excel-fr"), as_csv(";"), True),
    "register markdown": (("register", "2026", "--format", "markdown"), as_markdown, False),
    "register piped": (("register", "2026"), as_plain, False),
    "check json": (("check", "--all", "--format", "json"), as_json, True),
    "check concise": (("check", "--all", "--format", "concise"), as_plain, False),
    "check full": (("check", "--all", "--format", "full"), as_plain, False),
    "check github": (("check", "--all", "--format", "github"), as_github, False),
    "check sarif": (("check", "--all", "--format", "sarif"), as_sarif, False),
    "next json": (("next", "--days", "366", "--format", "json"), as_json, True),
    "next piped": (("next", "--days", "366"), as_plain, False),
    "culture json": (("culture", "IT", "--format", "json"), as_json, True),
    "culture markdown": (("culture", "IT", "--format", "markdown"), as_markdown, False),
    "culture piped": (("culture", "IT"), as_plain, False),
    "portfolio json": (("portfolio", "--format", "json"), as_json, True),
    "portfolio without json": (("portfolio", *WITHOUT_ALL, "--format", "json"), as_json, True),
    "portfolio without markdown": (("portfolio", *WITHOUT_ALL, "--format", "markdown"), as_markdown, False),
    "portfolio without piped": (("portfolio", *WITHOUT_ALL), as_plain, False),
}
"""What is asked, how the answer is read, and whether words are in it as they are (else as a person may see them)."""

DAY = ("--as-of", "2026-06-30")


def missing(said: str, raw: bool) -> list[str]:
    """The words that are not in what was read."""
    said = said if raw else squeezed(said)
    return [words for words in FIFTY if (words if raw else squeezed(visible(words))) not in said]


@pytest.mark.parametrize(("arguments", "read", "raw"), PROGRAMS.values(), ids=PROGRAMS)
def test_words_come_back_from_every_format(
    hostile: DataFolder, arguments: tuple[str, ...], read: Reader, raw: bool
) -> None:
    done = inside(*arguments, *DAY, folder=hostile.root.parent)
    assert done.returncode in (0, 1), done.stderr
    assert missing(read(done.stdout), raw) == []


def test_words_come_back_from_what_a_branch_changes(hostile: DataFolder) -> None:
    """Every partner and gift is new: on a screen, in JSON, and in a comment that no word of theirs formats."""
    office = hostile.root.parent
    for command in ("init -q -b main", "add data/settings.yaml data/tiers.yaml data/touches.yaml data/vocabulary.yaml"):
        subprocess.run(["git", *command.split()], cwd=office, check=True)
    own = ["-c", "user.name=C", "-c", "user.email=c@example.org"]
    subprocess.run(["git", *own, "commit", "-qm", "who we are"], cwd=office, check=True)

    def said(form: str) -> str:
        return inside("diff", *DAY, "--format", form, folder=office).stdout

    assert missing(as_json(said("json")), raw=True) == []
    assert missing(as_plain(said("table")), raw=False) == []
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(said("markdown"))
    pieces = [child for token in tokens if token.type == "inline" for child in token.children or ()]
    ours = {"text", "softbreak", "strong_open", "strong_close", "code_inline", "html_inline"}
    assert {piece.type for piece in pieces} <= ours
    assert {piece.content for piece in pieces if piece.type == "html_inline"} == {"<sub>", "</sub>"}
    html = [token.content.strip() for token in tokens if token.type == "html_block"]
    assert [line for line in html if not re.fullmatch(HTML_OF_A_COMMENT, line)] == []
    assert missing("".join(piece.content for piece in pieces), raw=False) == []


HTML_OF_A_COMMENT = r"<!-- giftplan diff -->|<details><summary>[\w, ]+</summary>|</details>"


def test_words_come_back_from_the_ideas_for_each_partner(hostile: DataFolder) -> None:
    shown = [inside("suggest", f"p-{number:02}", *DAY, folder=hostile.root).stdout for number in range(len(FIFTY))]
    assert missing("".join(map(as_plain, shown)), raw=False) == []
    command = ("suggest", *DAY, "--format", "json")
    told = [inside(*command, f"p-{number:02}", folder=hostile.root).stdout for number in range(len(FIFTY))]
    assert missing("\0".join(map(as_json, told)), raw=True) == []


def test_words_come_back_from_the_dossier_of_each_partner(hostile: DataFolder) -> None:
    """On a screen and on a page as a person may see them, in JSON as they are."""
    names = [f"p-{number:02}" for number in range(len(FIFTY))]

    def said(form: str) -> list[str]:
        folder = hostile.root.parent
        return [inside("show", name, *DAY, "--format", form, folder=folder).stdout for name in names]

    assert missing("".join(map(as_plain, said("table"))), raw=False) == []
    assert missing("\0".join(map(as_json, said("json"))), raw=True) == []
    pages = [
        re.sub(r"^( *- )\*\*([A-Z][A-Za-z ]+( \d{4})?)\*\*:", r"\1\2:", page, flags=re.M) for page in said("markdown")
    ]
    assert missing("".join(map(as_markdown, pages)), raw=False) == []


def test_a_spreadsheet_holds_the_words_as_texts(hostile: DataFolder, tmp_path: Path) -> None:
    """What a workbook cannot hold (a control character) stands there as a person may see it."""
    file = tmp_path / "register.xlsx"
    inside("register", "2026", *DAY, "--format", "xlsx", "--output", str(file), folder=hostile.root.parent)
    cells = [cell for sheet in load_workbook(file) for row in sheet.rows for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" and "SUMIFS" not in str(cell.value)] == []
    assert [cell.value for cell in cells if cell.hyperlink] == []
    assert missing("\0".join(str(cell.value) for cell in cells), raw=False) == []


def test_words_come_back_from_a_gift_that_is_written_down(data_folder: DataFolder) -> None:
    """Through the shell's words, the file, and the reader: what comes back is what was said."""
    sayable = [words for words in FIFTY if "\x00" not in words]
    for words in sayable:
        call = ("give", "rivoli", "--kind", "card", "--date", "2026-05-20", "--why", words, *DAY, "--yes", "--", words)
        done = inside(*call, folder=data_folder.root.parent)
        assert done.returncode == 0, (words, done.stderr, done.stdout)
        as_plain(done.stdout)
    assert {(gift.nature, gift.why) for gift in data_folder.load().gifts} == {(words, words) for words in sayable}


COLUMNS = 60
ON_A_TERMINAL = {
    "plan": ("plan", "2026", "--all"),
    "plan explained": ("plan", "2026", "--explain"),
    "check": ("check", "--all", "--format", "full"),
    "check concise": ("check", "--all", "--format", "concise"),
    "culture": ("culture", "IT"),
    "next": ("next", "--all", "--days", "366"),
    "portfolio without": ("portfolio", *WITHOUT_ALL),
}


@pytest.mark.parametrize("arguments", ON_A_TERMINAL.values(), ids=ON_A_TERMINAL)
def test_a_terminal_shows_the_words_and_obeys_none(hostile: DataFolder, arguments: tuple[str, ...]) -> None:
    obeys_none(hostile, arguments, COLUMNS)


def test_a_wide_terminal_shows_the_words_of_the_register_in_one_line_each(hostile: DataFolder) -> None:
    obeys_none(hostile, ("register", "2026"), 160)


def obeys_none(hostile: DataFolder, arguments: tuple[str, ...], columns: int) -> None:
    """A real terminal's rules decide what stands where: nothing clears it, names it, or moves its cursor."""
    output = show(*arguments, *DAY, "--color", "always", columns=columns, folder=hostile.root.parent)
    lines = output.count("\n") * 3 + 10
    screen = pyte.Screen(columns, lines)
    pyte.Stream(screen).feed(output.replace("\n", "\r\n"))
    assert (screen.title, screen.icon_name, screen.cursor.x) == ("", "", 0)
    assert set(screen.mode) == set(pyte.Screen(columns, lines).mode)
    assert missing("\n".join(screen.display), raw=False) == []
