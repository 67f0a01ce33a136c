"""A letter in words: days and amounts of its language, blanks, and values that change nothing but themselves."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from string import Template
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from giftplan.book.book import load
from giftplan.book.letters import letter_template
from giftplan.book.reading import adapter
from giftplan.book.shipped import BESIDE
from giftplan.book.trees import DiskTree
from giftplan.output.letter import WrittenLetter
from giftplan.output.letter import in_words
from giftplan.output.letter import written
from giftplan.output.screen.letter import letter_screen
from giftplan.output.screen.line import plain
from giftplan.output.screen.line import width_of
from giftplan.output.words import visible
from giftplan.records.letter import LANGUAGES
from giftplan.records.letter import LETTER_KINDS
from giftplan.records.letter import Language
from giftplan.records.letter import LetterKind
from giftplan.records.policy import Policy
from giftplan.records.words import GiftKind
from giftplan.reports.letter_values import CARDS_ALONE
from giftplan.reports.letter_values import AskedBefore
from giftplan.reports.letter_values import Money
from giftplan.reports.letter_values import Said
from giftplan.reports.letter_values import Value
from giftplan.reports.letters import Choices
from giftplan.reports.letters import Letter
from giftplan.reports.letters import letter_for
from tests.cli.test_hostile import FIFTY
from tests.cli.test_hostile import PARTNER
from tests.cli.test_hostile import as_markdown
from tests.cli.test_hostile import as_plain
from tests.cli.test_hostile import written as in_yaml
from tests.conftest import MINIMAL
from tests.conftest import DataFolder
from tests.trees import BytesTree

EXAMPLE = load(DiskTree(Path(__file__).parents[2] / "data"), whole=False)
DAY = date(2026, 10, 6)
FILES = {"partner": "data/partners/x.yaml", "settings": "data/settings.yaml"}
SAID = date(2026, 1, 14)


def policy(**fields: str | list[str]) -> Policy:
    """A partner's rules, as its file has them."""
    read: Policy = adapter("policy:Policy").validate_python(fields)
    return read


ENGLISH = (
    "On 14 January 2026 you told us: {}. If that is still so, one word is enough; if not, these are our questions."
)
FRENCH = (
    "Le 14 janvier 2026, vous nous avez répondu : {}. "
    "Si c'est toujours le cas, un mot suffit ; sinon, voici nos questions."
)


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (date(2026, 2, 3), "3 February 2026", "3 février 2026"),
        (date(2026, 2, 1), "1 February 2026", "1er février 2026"),
        (date(2028, 8, 31), "31 August 2028", "31 août 2028"),
        (Money(Decimal("68"), "EUR"), "68.00 EUR", "68,00 EUR"),
        (Money(Decimal("1220.5"), "CHF"), "1,220.50 CHF", "1 220,50 CHF"),
        (("river clean-up",), "river clean-up", "river clean-up"),
        (("schools", "trees", "boats"), "schools, trees and boats", "schools, trees et boats"),
        (
            CARDS_ALONE,
            "As long as we do not know your rules, we send cards and nothing else.",
            "Tant que nous ne connaissons pas vos règles, nous n'envoyons que des cartes.",
        ),
        (
            AskedBefore(date(2026, 8, 31)),
            "We asked you on 31 August 2026 whether a gift is welcome, and have not heard from you yet. "
            "You may of course say no.",
            "Nous vous avons demandé le 31 août 2026 si un cadeau est le bienvenu, "
            "et nous n'avons pas encore reçu de réponse. Vous pouvez bien sûr dire non.",
        ),
        (
            Said(SAID, policy(gifts="limited", limit="100", per="gift"), "EUR"),
            ENGLISH.format("at most 100.00 EUR a gift"),
            FRENCH.format("au plus 100,00 EUR par cadeau"),
        ),
        (
            Said(SAID, policy(gifts="limited", limit="60", per="person-year", at_most="2"), "CHF"),
            ENGLISH.format("at most 60.00 CHF a person and year; 2 gifts a year at most"),
            FRENCH.format("au plus 60,00 CHF par personne et par an ; 2 cadeaux par an au plus"),
        ),
        (
            Said(SAID, policy(gifts="allowed", at_most="1"), "EUR"),
            ENGLISH.format("gifts are allowed; 1 gift a year at most"),
            FRENCH.format("cadeaux autorisés ; 1 cadeau par an au plus"),
        ),
        (
            Said(SAID, policy(gifts="limited"), "EUR"),
            ENGLISH.format("gifts are limited"),
            FRENCH.format("cadeaux limités"),
        ),
        (
            Said(SAID, policy(gifts="refused"), "EUR"),
            ENGLISH.format("no gifts"),
            FRENCH.format("pas de cadeau"),
        ),
        (
            Said(SAID, policy(gifts="refused", accepts=["service", "donation"]), "EUR"),
            ENGLISH.format("no gifts; welcome: services and donations"),
            FRENCH.format("pas de cadeau ; bienvenus : services et dons"),
        ),
        (
            Said(SAID, policy(gifts="approval", refuses=["drink"], recurring="false"), "EUR"),
            ENGLISH.format("each gift needs your approval; no regular gifts; unwelcome: drinks"),
            FRENCH.format("chaque cadeau demande votre accord ; pas de cadeaux réguliers ; pas souhaités : boissons"),
        ),
        (
            Said(SAID, policy(gifts="allowed", accepts=["book", "food"], refuses=["cash", "voucher"]), "EUR"),
            ENGLISH.format("gifts are allowed; welcome: books and food; unwelcome: cash and vouchers"),
            FRENCH.format(
                "cadeaux autorisés ; bienvenus : livres et gourmandises ; pas souhaités : espèces et bons d'achat"
            ),
        ),
    ],
)
def test_what_is_known_is_said_in_the_language_of_the_letter(value: Value, english: str, french: str) -> None:
    assert in_words(value, "en") == english
    words = in_words(value, "fr")
    assert words.replace("\u00a0", " ") == french
    assert not re.search(r"(?<!\u00a0)[:;?!]", words)  # no line breaks before a French sign of two parts


def about(text: str, kind: LetterKind = "authorisation") -> Letter:
    """A letter whose nature is that text."""
    partner = EXAMPLE.partners["nordwind"]
    return letter_for(EXAMPLE, kind, partner, DAY, Choices(None, None, nature=text))


def test_every_kind_of_gift_has_its_word_in_both_languages() -> None:
    """Those of a policy that says no to everything are in its sentence: none is left in the words of the file."""
    kinds = list(get_args(GiftKind))
    said = Said(SAID, policy(gifts="allowed", refuses=kinds), "EUR")
    for language in LANGUAGES:
        words = in_words(said, language).partition("unwelcome: " if language == "en" else "pas souhaités\u00a0: ")[2]
        assert len(re.split(r", | and | et ", words.partition(". ")[0])) == len(kinds)


def made(template: str, text: str, language: Language = "en") -> WrittenLetter:
    return written(template, about(text), language, FILES)


def test_a_blank_can_be_seen_and_says_what_belongs_there() -> None:
    english = made("To $contact, $$5, ${contact}s\n", "pen")
    assert english.text == "To [______ the name of the person], $5, [______ the name of the person]s\n"
    assert [(blank.name, blank.where) for blank in english.blanks] == [("contact", "contacts in data/partners/x.yaml")]
    french = made("À $contact, par $sender\n", "pen", "fr")
    assert french.text == "À [______ le nom de la personne], par [______ qui signe]\n"
    assert as_markdown(french.text) == french.text.strip()


def test_a_sentence_that_is_left_out_leaves_no_gap() -> None:
    letter = letter_for(EXAMPLE, "policy", EXAMPLE.partners["rivoli"], DAY, Choices(None, None))
    found = written("# Rules\n\n$since\n\nYours,\n\n$copy\n", letter, "en", FILES)
    assert (found.text, found.blanks, found.subject) == ("# Rules\n\nYours,\n", (), "Rules")


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("A no is welcome. $since\n\nYours,\n", "A no is welcome.\n\nYours,\n"),
        ("A no is welcome. $since Yours,\n", "A no is welcome. Yours,\n"),
        ("A no is welcome. $since $copy\n", "A no is welcome.\n"),
        ("$since Yours,\n", "Yours,\n"),
        ("A\n\n$since $copy\n\n$copy\n\nB\n", "A\n\nB\n"),
        ("A ($since)\n", "A ()\n"),
        ("A  \nB  C $$\n", "A  \nB  C $\n"),
    ],
)
def test_what_is_left_out_leaves_no_space(template: str, text: str) -> None:
    """The spaces of the template's own words stay: two at the end of a line break it."""
    letter = letter_for(EXAMPLE, "policy", EXAMPLE.partners["rivoli"], DAY, Choices(None, None))
    assert written(template, letter, "en", FILES).text == text


@pytest.mark.parametrize("kind", LETTER_KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_has_a_gap(kind: LetterKind, language: Language) -> None:
    template = letter_template(EXAMPLE.tree, BESIDE, kind, language).text
    for name in ("rivoli", "nordwind", "tallgrass"):
        partner = EXAMPLE.partners[name]
        letter = letter_for(EXAMPLE, kind, partner, DAY, Choices(partner.first_there(DAY), None))
        text = written(template, letter, language, FILES).text
        assert not re.search(r"\n{3}|[ \u00a0]{2}|[ \u00a0]$", text, re.MULTILINE)
        assert "\0" not in text


EVERYWHERE = "# $nature\n\n$nature\n\n- $nature\n- a $nature b\n\n1. $nature\n\n> $nature\n\na\n$nature\n"


def shape(text: str) -> list[str]:
    """The blocks of a Markdown text, without its words."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [token.type for token in tokens]


def says(text: str) -> list[str]:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    pieces = [token.children or [] for token in tokens if token.type == "inline"]
    assert {piece.type for every in pieces for piece in every} <= {"text", "softbreak"}
    return ["".join(piece.content for piece in every) for every in pieces]


MARKS = st.text(st.sampled_from("#*_-+=>`~|[]()<>!&;:.\\ 1a$\n\t{}"), min_size=1, max_size=12)


@given(st.one_of(MARKS, st.text(min_size=1)).filter(lambda text: visible(text).strip() != ""))
def test_no_value_changes_what_stands_around_it(text: str) -> None:
    """Wherever it stands, it is read back as it was written, and nothing else is."""
    letter = made(EVERYWHERE, text).text
    value = visible(text).strip()
    assert shape(letter) == shape(made(EVERYWHERE, "pen").text)
    assert says(letter) == [value, value, value, f"a {value} b", value, value, f"a{value}"]


TEMPLATES = st.lists(
    st.sampled_from(["$", "$$", "${", "}", "$office", "$since", "${copy}", "$nature", "a", " ", "\n"])
).map("".join)


@given(st.one_of(st.binary(), TEMPLATES.map(str.encode), st.text().map(lambda text: text.encode("utf-8", "replace"))))
def test_any_template_is_a_letter_or_is_told(data: bytes) -> None:
    """What has no problem can be written from, and each $ that is left was written $$."""
    tree = BytesTree({"letters/policy.en.md": data})
    found = letter_template(BytesTree({}), tree, "policy", "en")
    if found.problems:
        assert all(problem.message and problem.fix and problem.spot.line >= 1 for problem in found.problems)
        return
    letter = written(found.text, about("pen", "policy"), "en", FILES)
    assert letter.text.count("$") == found.text.count("$$")
    assert {blank.name for blank in letter.blanks} | set(letter.filled) <= set(Template(found.text).get_identifiers())


@pytest.mark.parametrize("kind", LETTER_KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_words_stay_words_in_every_letter(tmp_path: Path, kind: LetterKind, language: Language) -> None:
    folder = DataFolder(tmp_path / "data")
    for path, text in MINIMAL.items():
        folder.add(path, text)
    for number, words in enumerate(FIFTY):
        folder.add(f"partners/p-{number:02}.yaml", PARTNER.format(words=in_yaml(words)))
    book = folder.load(whole=False)
    template = letter_template(book.tree, BESIDE, kind, language).text
    shapes = set()
    for number, words in enumerate(FIFTY):
        partner = book.partners[f"p-{number:02}"]
        letter = letter_for(book, kind, partner, DAY, Choices(partner.first_there(DAY), None))
        found = written(template, letter, language, FILES)
        assert visible(words).strip() in as_markdown(as_plain(found.text))
        shapes.add(tuple(shape(found.text)))
    assert len(shapes) == 1


@pytest.mark.parametrize("width", [20, 34, 60, 80, 120, 200])
def test_a_terminal_breaks_lines_and_loses_nothing(width: int) -> None:
    template = letter_template(EXAMPLE.tree, BESIDE, "authorisation", "fr").text
    text = written(template, about("Stylo"), "fr", FILES).text
    shown = plain(letter_screen(text, width))
    assert "".join(shown.split()) == "".join(text.split())
    assert max(map(width_of, shown.splitlines())) <= width
    assert not [line for line in shown.splitlines() if line.strip()[:1] in (":", "?", ";")]
