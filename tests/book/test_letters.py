"""The templates of our letters: found, read, and told where no letter can be written from one."""

import re
from pathlib import Path
from string import Template

import pytest

from giftplan.book.letters import letter_template
from giftplan.book.shipped import BESIDE
from giftplan.book.trees import DiskTree
from giftplan.records.letter import LANGUAGES
from giftplan.records.letter import LETTER_KINDS
from giftplan.records.letter import Language
from giftplan.records.letter import LetterKind
from giftplan.records.letter import placeholders_of
from tests.conftest import DataFolder
from tests.repository import Repository

EXAMPLE = DiskTree(Path(__file__).parents[2] / "data")
POLICY = "letters/policy.en.md"


def told(folder: DataFolder) -> list[tuple[str, str, int, int, str, str]]:
    """Code, path, line, column, message and fix of each problem."""
    return [(p.code, p.path, p.spot.line, p.spot.column, p.message, p.fix) for p in folder.load().problems]


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_every_letter_is_there_in_both_languages_and_says_the_same(kind: LetterKind) -> None:
    """The same facts, questions and paragraphs: a partner is asked the same in either language."""
    english, french = (letter_template(EXAMPLE, BESIDE, kind, language) for language in LANGUAGES)
    assert (english.problems, french.problems) == ((), ())
    assert Template(english.text).get_identifiers() == Template(french.text).get_identifiers()
    assert [line[:2] for line in english.text.splitlines() if line[:1] in ("#", "-", "1", "7", "")] == [
        line[:2] for line in french.text.splitlines() if line[:1] in ("#", "-", "1", "7", "")
    ]


def test_every_word_of_the_table_stands_in_a_letter() -> None:
    for kind in LETTER_KINDS:
        template = letter_template(EXAMPLE, BESIDE, kind, "en").text
        own = {name for name in placeholders_of(kind) if (kind, name) != ("policy", "contact")}
        assert set(Template(template).get_identifiers()) == own


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_keeps_to_its_typography(language: Language) -> None:
    """A French sign of two parts stands behind a space at which no line breaks; an English one behind none."""
    for kind in LETTER_KINDS:
        text = letter_template(EXAMPLE, BESIDE, kind, language).text
        before = {text[found.start() - 1] for found in re.finditer(r"[:;?!](?!\S)", text)}
        assert before <= {"\u00a0"} if language == "fr" else not any(map(str.isspace, before))
        assert before
        assert not re.search(r"[ \u00a0]{2}|[ \u00a0]$", text, re.MULTILINE)


@pytest.mark.parametrize(("language", "line"), [("en", "for the attention of: "), ("fr", "à l'attention de\u00a0: ")])
def test_a_letter_is_addressed_to_the_company_and_greets_nobody_by_a_name_we_guessed(
    language: Language, line: str
) -> None:
    """Nobody's first name or title is known: the name stands in the address alone."""
    to, hello = ("À", "Bonjour,") if language == "fr" else ("To", "Hello,")
    reads: dict[LetterKind, str] = {"policy": "office", "authorisation": "office", "donation": "contact"}
    for kind, who in reads.items():
        lines = letter_template(EXAMPLE, BESIDE, kind, language).text.splitlines()
        assert (lines[4], lines[8]) == (f"{to} $partner, {line}${who}", hello)


@pytest.mark.parametrize("kind", ["authorisation", "donation"])
def test_an_amount_is_a_limit_in_both_languages(kind: LetterKind) -> None:
    for language, limit in zip(LANGUAGES, ("at most $value", "au plus $value"), strict=True):
        lines = letter_template(EXAMPLE, BESIDE, kind, language).text.splitlines()
        (line,) = [line for line in lines if "$value" in line]
        assert line.partition(": ")[2].partition(", ")[0] == limit


def test_a_folder_without_letters_gets_the_shipped_ones(data_folder: DataFolder) -> None:
    found = letter_template(DiskTree(data_folder.root), EXAMPLE, "donation", "fr")
    assert (found.is_own, found.language) == (False, "fr")
    assert found.text == (EXAMPLE.root / "letters" / "donation.fr.md").read_text(encoding="utf-8")


def test_a_template_of_our_own_wins_and_stands_in_for_the_other_language(data_folder: DataFolder) -> None:
    data_folder.add(POLICY, "# Ours\r\n\r\n$partner\r\n")
    tree = DiskTree(data_folder.root)
    french = letter_template(tree, EXAMPLE, "policy", "fr")
    assert (french.is_own, french.language, french.text) == (True, "en", "# Ours\n\n$partner\n")
    data_folder.add("letters/policy.fr.md", "# La nôtre\n")
    assert letter_template(tree, EXAMPLE, "policy", "fr").text == "# La nôtre\n"
    assert not letter_template(tree, EXAMPLE, "donation", "fr").is_own


def test_an_unknown_word_is_told_with_its_place_and_what_was_meant(data_folder: DataFolder) -> None:
    data_folder.add(POLICY, "# Rules\n\nTo $partner, $offise\n\n${naturre} costs $5, $$5\n")
    assert told(data_folder) == [
        ("GP003", POLICY, 3, 14, "a letter of this kind knows no '$offise'", "Did you mean 'office'?"),
        (
            *("GP003", POLICY, 5, 1, "a letter of this kind knows no '$naturre'"),
            "It knows $company, $date, $partner, $contact, $sender, $email, $office, $since, $cards, $copy; "
            "write $$ for a dollar",
        ),
        (
            *("GP003", POLICY, 5, 18, "a $ stands here alone"),
            "Write $$ for a dollar; a word that the letter fills in has no space before it, as in $partner",
        ),
    ]


@pytest.mark.parametrize("text", ["$", "a $ b", "${", "${office", "${ office}", "$é", "${}"])
def test_a_lone_dollar_is_told(data_folder: DataFolder, text: str) -> None:
    data_folder.add(POLICY, text)
    assert [problem[4] for problem in told(data_folder)] == ["a $ stands here alone"]


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "GP003", "the template is empty"),
        (b" \n\n", "GP003", "the template is empty"),
        (b"# Caf\xe9\n", "GP001", "byte 0xe9 is not UTF-8 text"),
        (b"# \x00\n", "GP001", "cannot be seen (U+0000)"),
        ("# Rules\n".encode("utf-16"), "GP001", "is written in UTF-16"),
        (b"<<<<<<< ours\n# A\n", "GP001", "a merge conflict"),
        (b"# A\n" * 1_300_000, "GP001", "larger than 5 MB"),
    ],
)
def test_bytes_that_are_no_letter_are_told(data_folder: DataFolder, data: bytes, code: str, says: str) -> None:
    data_folder.add(POLICY, data)
    ((found, _, _, _, message, _),) = told(data_folder)
    assert found == code
    assert says in message


def test_of_a_template_in_which_everything_is_wrong_the_first_is_told(data_folder: DataFolder) -> None:
    data_folder.add(POLICY, b"$ " * 2_000_000)
    found = told(data_folder)
    assert len(found) == 101
    assert found[-1][4] == "more than 100 problems in this file: the rest of them is not told"


@pytest.mark.parametrize(
    ("path", "fix"),
    [
        ("letters/polcy.en.md", "Did you mean 'letters/policy.en.md'?"),
        ("letters/policy.EN.md", "Did you mean 'letters/policy.en.md'?"),
        ("letters/donation.fr.txt", "Did you mean 'letters/donation.fr.md'?"),
        ("letters/policy.de.md", "Did you mean 'letters/policy.en.md'?"),
    ],
)
def test_a_file_that_no_letter_is_written_from_is_told(data_folder: DataFolder, path: str, fix: str) -> None:
    data_folder.add(path, "# Rules\n")
    assert [(problem[0], problem[1], problem[5]) for problem in told(data_folder)] == [("GP005", path, fix)]


@pytest.mark.parametrize("name", ["README.md", "logo.png", ".policy.en.md.swp", "policy.en.md~", "old/policy.en.md"])
def test_what_lies_beside_the_templates_is_nobody_s_business(data_folder: DataFolder, name: str) -> None:
    data_folder.add(f"letters/{name}", "$ $ $")
    assert told(data_folder) == []


def test_a_letter_that_cannot_be_used_loses_no_record_and_is_no_record(data_folder: DataFolder) -> None:
    files = data_folder.load().files
    data_folder.add(POLICY, "$")
    book = data_folder.load()
    assert (book.files, book.lost) == (files, frozenset())
    assert data_folder.load(whole=False).problems == ()


@pytest.mark.parametrize("staged", [True, False])
def test_a_letter_is_checked_as_git_has_it(repository: Repository, staged: bool) -> None:
    from giftplan.book.git_tree import GitTree

    repository.add(POLICY, "# One\n")
    repository.commit()
    repository.write(POLICY, "# Two\n")
    tree = GitTree(repository.root, None if staged else "HEAD")
    assert tree.listing().letters == (POLICY,)
    assert letter_template(tree, EXAMPLE, "policy", "en").text == "# One\n"
