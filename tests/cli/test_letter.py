"""`giftplan letter`: letters that a person would sign, with a blank wherever nobody has written something down."""

import json
import re
from io import BytesIO
from io import TextIOWrapper
from typing import Any

import pytest

from giftplan.cli import terminal
from giftplan.output.screen.letter import letter_screen
from giftplan.records.letter import LANGUAGES
from giftplan.records.letter import LETTER_KINDS
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import call
from tests.cli.terminal import show
from tests.cli.test_check import CONCISE
from tests.cli.test_hostile import as_markdown
from tests.cli.test_hostile import as_plain
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import PARTNER
from tests.conftest import DataFolder

DAY = ("--as-of", "2026-10-06")
PARTNERS = sorted(path.stem for path in (REPOSITORY / "data" / "partners").glob("*.yaml"))
STILL_THERE = [name for name in PARTNERS if name != "hautclair"]
RENEWAL = (
    "a renewal is near that day (2027-03-08 to 2027-04-30), and the letter says 'tied to no decision': better wait"
)
SEE = "as it is written in your data, so see that it is French:"
DONE = "nothing is sent: once they answer, write it down with giftplan edit"


def drafted(kind: str, partner: str, *arguments: str) -> dict[str, Any]:
    done = inside("letter", kind, partner, *DAY, "--format", "json", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def text(kind: str, partner: str, *arguments: str) -> str:
    done = inside("letter", kind, partner, *DAY, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def notes(kind: str, partner: str, *arguments: str) -> list[str]:
    done = inside("letter", kind, partner, *DAY, *arguments)
    assert done.returncode == 0, done.stderr
    return [line.removeprefix("giftplan: ") for line in done.stderr.splitlines()]


@pytest.mark.parametrize("kind", LETTER_KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_to_every_partner_is_whole(kind: str, language: str) -> None:
    """No $ is left, each blank is listed, and nothing in it is Markdown by chance."""
    for partner in STILL_THERE:
        found = drafted(kind, partner, "--language", language)
        letter = found["text"]
        assert (found["language"], letter[:2]) == (language, "# ")
        assert "$" not in letter
        assert re.findall(r"\[______ ([^\]]+)\]", letter) == [blank["asks"] for blank in found["blanks"]]
        as_markdown(as_plain(letter))
        assert letter == text(kind, partner, "--language", language)


def test_the_answer_says_what_it_is() -> None:
    found = drafted("authorisation", "verdier")
    assert set(found) == {
        *("schema", "kind", "partner", "as_of", "language", "contact", "by", "template", "touch"),
        *("filled", "blanks", "notes", "subject", "text"),
    }
    assert (found["schema"], found["kind"], found["partner"]) == ("giftplan/letter/1", "authorisation", "verdier")
    assert (found["as_of"], found["by"], found["contact"]) == ("2026-10-06", "claire", "nicolas")
    assert found["template"] == "data/letters/authorisation.fr.md"
    assert found["subject"] == "Pouvons-nous offrir ceci\u00a0?"
    assert (found["touch"]["touch"], found["touch"]["year"], found["touch"]["form"]) == ("Q1", 2027, "card")
    assert {entry["name"]: entry["text"] for entry in found["filled"]}["date"] == "6 octobre 2026"
    assert [(blank["name"], blank["where"]) for blank in found["blanks"]] == [
        ("nature", "--nature"),
        ("value", "--value"),
    ]


def test_it_asks_for_nothing_in_return_and_takes_a_no() -> None:
    for kind in LETTER_KINDS:
        english, french = text(kind, "kestrel"), text(kind, "verdier")
        assert re.search(r"(?i)a clear no is as welcome|if it is a no, that is a good answer", english)
        assert re.search(
            r"un non clair est aussi bienvenu|Si c'est non, c'est une bonne réponse", french, re.IGNORECASE
        )
        for word in ("order", "offer", "decision"):
            assert word not in english or "tied to no order, no offer and no decision" in english


BLANKS: dict[tuple[str, str], list[str]] = {
    ("policy", "maison-lefevre"): [],
    ("policy", "rivoli"): ["office"],
    ("authorisation", "verdier"): ["nature", "value"],
    ("authorisation", "rivoli"): ["office", "nature", "value"],
    ("donation", "kestrel"): [],
    ("donation", "sakura"): ["cause", "value"],
}
"""Worked out from the files by hand."""


@pytest.mark.parametrize(("kind", "partner"), BLANKS)
def test_a_blank_stands_exactly_where_nothing_is_written_down(kind: str, partner: str) -> None:
    assert [blank["name"] for blank in drafted(kind, partner)["blanks"]] == BLANKS[kind, partner]


def test_each_blank_is_listed_with_where_it_can_be_filled_in() -> None:
    assert notes("donation", "sakura", "--language", "fr") == [
        "left blank, a cause that you support: causes in data/partners/sakura.yaml, or by hand",
        "left blank, the amount: --value, or by hand",
        f"{DONE} sakura",
    ]
    assert "[______ une cause que vous soutenez]" in text("donation", "sakura", "--language", "fr")


def test_options_fill_the_blanks_and_data_stays_as_it_is() -> None:
    letter = text("authorisation", "verdier", "--nature", "Carte *du* Valais", "--value", "18.5")
    assert "- Quoi\u00a0: Carte \\*du\\* Valais\n- Valeur\u00a0: au plus 18,50\u00a0EUR, TVA," in letter
    assert notes("authorisation", "verdier", "--nature", "x", "--value", "18.5") == [
        RENEWAL,
        f"{SEE} 'compliance office'",
        f"{DONE} verdier",
    ]
    assert notes("authorisation", "verdier", "--quiet") == []


@pytest.mark.parametrize(
    ("partner", "language", "office", "note"),
    [
        ("maison-lefevre", "fr", "procurement", None),
        ("kestrel", "en", "company secretary", None),
        (
            *("nordwind", "en", "procurement"),
            "in English: letters are written in English and French, and Anna Keller's language is 'de'",
        ),
    ],
)
def test_the_language_is_the_contact_s(partner: str, language: str, office: str, note: str | None) -> None:
    french = f"{SEE} '{office}'"
    assert drafted("policy", partner)["language"] == language
    assert notes("policy", partner)[:-1] == [*([french] if language == "fr" else []), *([note] if note else [])]
    other = "en" if language == "fr" else "fr"
    assert drafted("policy", partner, "--language", other)["language"] == other
    assert notes("policy", partner, "--language", other)[:-1] == ([french] if other == "fr" else [])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("policy", "kestrel"), "'company secretary'"),
        (("authorisation", "kestrel"), "'company secretary', 'Nest boxes for a reserve'"),
        (("authorisation", "kestrel", "--nature", "Des nichoirs"), "'company secretary'"),
        (("donation", "kestrel"), "'mountain rescue'"),
        (("policy", "rivoli"), None),
        (("donation", "sakura"), None),
    ],
)
def test_words_of_the_data_in_a_french_letter_are_pointed_out(arguments: tuple[str, ...], told: str | None) -> None:
    """Nobody translates them. What the command line says is written for this letter, and a blank says nothing."""
    for language in LANGUAGES:
        expected = [f"{SEE} {told}"] if told and language == "fr" else []
        for said in (notes(*arguments, "--language", language), drafted(*arguments, "--language", language)["notes"]):
            assert [note for note in said if note.startswith(SEE)] == expected


def test_a_language_that_nobody_wrote_down_is_told(data_folder: DataFolder) -> None:
    done = inside("letter", "policy", "rivoli", *DAY, folder=data_folder.root.parent)
    assert done.returncode == 0
    assert done.stderr.splitlines()[0] == (
        "giftplan: in English: the language of Anna Rossi is not written down; --language fr writes it in French"
    )
    assert "signs]" in done.stdout  # the partner has no owner


def test_who_it_is_to_and_who_signs_can_be_said(data_folder: DataFolder) -> None:
    people = "[{id: anna, name: Anna Rossi, left: 2026-01-05}, {id: luc, name: Luc Rossi, language: fr}]"
    data_folder.add(PARTNER, f"name: Rivoli\ncountry: IT\nowner: claire\ncontacts: {people}\n")
    folder = data_folder.root.parent
    done = inside("letter", "donation", "rivoli", *DAY, "--by", "Paul Petit", folder=folder)
    assert "\nÀ Rivoli, à l'attention de\u00a0: Luc Rossi\n" in done.stdout
    assert "\n\nBonjour,\n\n" in done.stdout
    assert "Paul Petit, Atelier Nord" in done.stdout
    assert "Claire" not in done.stdout
    gone = inside("letter", "donation", "rivoli", *DAY, "--contact", "anna", folder=folder)
    assert "Anna Rossi has left rivoli: name a contact who is still there" in refusal(gone, 2)
    english = inside("letter", "donation", "rivoli", *DAY, "--language", "en", folder=folder)
    assert "\nTo Rivoli, for the attention of: Luc Rossi\n" in english.stdout
    assert "\n\nHello,\n\n" in english.stdout


def test_their_last_answer_stands_in_the_yearly_letter_and_only_there() -> None:
    yearly, first = text("policy", "nordwind"), text("policy", "cedarfall")
    assert (
        "\n\nOn 14 January 2026 you told us: at most 100.00 EUR a gift. "
        "If that is still so, one word is enough; if not, these are our questions.\n\n"
    ) in yearly
    assert "you told us" not in first
    assert "\n\n\n" not in first


def test_cards_alone_are_promised_to_those_whose_rules_nobody_knows() -> None:
    keep = "It changes nothing between us, and we will keep to it."
    assert f"{keep}\n\nThank you" in text("policy", "nordwind")
    cards = "As long as we do not know your rules, we send cards and nothing else."
    assert f"{keep} {cards}\n\nThank you" in text("policy", "cedarfall")
    french = "nous nous y tiendrons. Tant que nous ne connaissons pas vos règles, nous n'envoyons que des cartes.\n\n"
    assert french in text("policy", "cedarfall", "--language", "fr")


def test_a_request_that_nobody_answered_is_named_when_we_ask_again() -> None:
    again = text("authorisation", "tallgrass")
    assert (
        "we ask you.\n\nWe asked you on 31 August 2026 whether a gift is welcome, and have not heard from you yet. "
        "You may of course say no.\n\n- What:"
    ) in again
    french = text("authorisation", "tallgrass", "--language", "fr")
    assert "\n\nNous vous avons demandé le 31 août 2026 si un cadeau est le bienvenu, et nous n'avons pas" in french
    assert "we ask you.\n\n- What:" in text("authorisation", "nordwind")
    assert "asked_before" not in [blank["name"] for blank in drafted("authorisation", "nordwind")["blanks"]]


def test_a_day_that_has_passed_is_a_blank() -> None:
    """Q4 of nordwind is on 25 November: a day later it is late, and when it would come is not known."""
    late = inside("letter", "authorisation", "nordwind", "--as-of", "2026-11-26", "--touch", "Q4")
    assert late.returncode == 0
    assert "\n- When: [______ the day]\n" in late.stdout
    where = "touches in data/partners/nordwind.yaml, as in 2026: {Q2: ...}, or by hand"
    assert f"giftplan: left blank, the day: {where}" in late.stderr.splitlines()
    following = inside("letter", "authorisation", "nordwind", "--as-of", "2026-11-26")
    assert "\n- When: 3 February 2027\n" in following.stdout


@pytest.mark.parametrize("kind", ["authorisation", "donation"])
@pytest.mark.parametrize(
    ("partner", "caution"),
    [
        ("verdier", RENEWAL),
        ("yunqiao", "their last feedback, of 2026-07-09, is a 2: mend first, and write then"),
    ],
)
def test_what_to_think_of_first_is_told_beside_the_letter(kind: str, partner: str, caution: str) -> None:
    assert caution in notes(kind, partner)
    assert caution in drafted(kind, partner)["notes"]
    assert caution not in text(kind, partner)
    assert caution not in notes("policy", partner)


REFUSED = [
    (("polcy", "nordwind"), "KIND 'polcy': did you mean 'policy'?"),
    (("policy", "nordwnd"), "did you mean 'nordwind'?"),
    (("policy", "nordwind", "--contact", "ana"), "did you mean 'anna'?"),
    (("policy", "nordwind", "--language", "de"), "--language 'de': write one of en, fr"),
    (("policy", "nordwind", "--by", "clare"), "did you mean 'claire'?"),
    (("policy", "nordwind", "--value", "20"), "--value is for a letter of authorisation or donation"),
    (("donation", "kestrel", "--nature", "x"), "--nature is for a letter of authorisation: leave it out"),
    (("authorisation", "nordwind", "--nature", " "), "--nature: nothing is written there"),
    (("authorisation", "nordwind", "--value", "73,00"), "is not an amount"),
    (("authorisation", "nordwind", "--value", "73.01"), "the plan has 73.00 EUR for Q4, ask for no more"),
    (("authorisation", "nordwind", "--touch", "Q9"), "--touch 'Q9'"),
    (("authorisation", "nordwind", "--year", "x"), "is not a year"),
    (("policy", "nordwind", "--format", "html"), "--format 'html'"),
    (("policy", "hautclair"), "hautclair has left on 2026-02-06: no letter that asks for something, but a card"),
    (("donation", "hautclair"), "by hand"),
]


@pytest.mark.parametrize(("arguments", "says"), REFUSED)
def test_what_cannot_be_asked_is_refused_with_what_to_do(arguments: tuple[str, ...], says: str) -> None:
    assert says in refusal(inside("letter", *arguments, *DAY), 2)


def test_before_a_partner_left_it_had_not() -> None:
    assert inside("letter", "policy", "hautclair", "--as-of", "2026-01-20").returncode == 0


def test_a_template_of_our_own_wins(data_folder: DataFolder) -> None:
    data_folder.add("letters/policy.en.md", "# Quick question\n\n${partner}: $$1 = $office?\n")
    done = inside("letter", "policy", "rivoli", *DAY, "--language", "fr", folder=data_folder.root.parent)
    assert done.stdout == "# Quick question\n\nRivoli: $1 = [______ the office that knows your rules on gifts]?\n"
    assert done.stderr.splitlines()[0] == (
        "giftplan: in English: your policy letter has no French template, write data/letters/policy.fr.md"
    )
    other = inside("letter", "donation", "rivoli", "--language", "fr", "--format", "json", folder=data_folder.root)
    assert (json.loads(other.stdout)["template"], json.loads(other.stdout)["language"]) == (None, "fr")


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("# A\n\nTo $partnr\n", "data/letters/policy.en.md:3: a letter of this kind knows no '$partnr': did you mean"),
        ("# A\nfor 5$ a piece\n", "data/letters/policy.en.md:2: a $ stands here alone: write $$ for a dollar"),
        (
            "# A\n\n$nature\n",
            "data/letters/policy.en.md:3: a letter of this kind knows no '$nature': it knows $company",
        ),
        ("", "data/letters/policy.en.md:1: the template is empty: write the letter, or delete the file"),
    ],
)
def test_a_template_that_cannot_be_used_is_told_with_its_line(
    data_folder: DataFolder, template: str, says: str
) -> None:
    data_folder.add("letters/policy.en.md", template)
    folder = data_folder.root.parent
    assert says in refusal(inside("letter", "policy", "rivoli", *DAY, folder=folder), 3)
    checked = inside("check", "--format", "concise", *DAY, folder=folder)
    assert checked.returncode == 1
    (finding,) = [line for line in checked.stdout.splitlines() if "GP003" in line]
    assert CONCISE.fullmatch(finding)
    assert finding.startswith(says.partition(": ")[0] + ":")


def test_check_finds_nothing_in_the_shipped_letters_and_reads_them_where_they_are_asked_for() -> None:
    done = inside("check", "data/letters", *DAY)
    assert (done.returncode, "0 errors, 0 warnings" in done.stdout) == (0, True), done.stdout


def test_a_letter_is_written_to_a_file_and_never_over_a_template(data_folder: DataFolder) -> None:
    folder = data_folder.root.parent
    done = inside("letter", "policy", "rivoli", *DAY, "--output", "letter.md", folder=folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert (folder / "letter.md").read_text(encoding="utf-8").startswith("# Your rules on gifts\n")
    over = inside("letter", "policy", "rivoli", *DAY, "--output", "data/letters/policy.en.md", folder=folder)
    assert "name a file outside the data folder" in refusal(over, 2)


def test_hostile_words_stay_words(data_folder: DataFolder) -> None:
    name = '"# [red]\\n- *a*\\e[31m <b>$partner</b>"'
    data_folder.add(PARTNER, f"name: {name}\ncountry: IT\ncauses: [{name}]\ncontacts: [{{id: anna, name: {name}}}]\n")
    for kind in LETTER_KINDS:
        done = inside("letter", kind, "rivoli", *DAY, folder=data_folder.root.parent)
        assert done.returncode == 0
        assert r"# [red]\n- *a*\x1b[31m <b>$partner</b>" in as_markdown(as_plain(done.stdout))
        assert "\x1b" not in done.stderr


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_terminal_breaks_lines_where_it_ends(columns: int) -> None:
    shown = show("letter", "authorisation", "verdier", *DAY, "--quiet", "--color", "never", columns=columns)
    assert max(map(len, shown.splitlines())) <= columns
    assert shown.split() == text("authorisation", "verdier").split()


def test_a_pipe_gets_the_letter_in_utf8_whatever_the_terminal_can_show() -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    piped = call("letter", "policy", "maison-lefevre", *DAY, environment=ascii_only)
    assert piped.stdout == text("policy", "maison-lefevre")


def test_a_terminal_without_utf8_gets_plain_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A French colon stands behind a space at which no line breaks: such a terminal has no sign for it."""
    stream = TextIOWrapper(BytesIO(), encoding="ascii", newline="")
    monkeypatch.setattr("sys.stdout", stream)
    terminal.show(letter_screen("- Cause\u00a0: vélo\n", 80), "never")
    assert stream.buffer.getvalue() == b"- Cause : v\\xe9lo\n"


def test_a_broken_file_elsewhere_stops_no_letter(data_folder: DataFolder) -> None:
    data_folder.add("partners/other.yaml", "name: [")
    folder = data_folder.root.parent
    assert inside("letter", "policy", "rivoli", *DAY, folder=folder).returncode == 0
    said = refusal(inside("letter", "policy", "other", *DAY, folder=folder), 3)
    assert "the file of 'other' cannot be used: giftplan check says why" in said


@pytest.mark.parametrize("file", ["tiers.yaml", "touches.yaml"])
def test_rules_are_asked_for_without_a_plan(data_folder: DataFolder, file: str) -> None:
    folder = data_folder.root.parent
    whole = inside("letter", "policy", "rivoli", *DAY, folder=folder)
    data_folder.add(file, "[")
    done = inside("letter", "policy", "rivoli", *DAY, folder=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, whole.stdout, whole.stderr)
    assert done.stdout.startswith("# Your rules on gifts\n")
    for kind in ("authorisation", "donation"):
        said = refusal(inside("letter", kind, "rivoli", *DAY, folder=folder), 3)
        assert f"nothing can be planned without {file}, and it cannot be used: giftplan check says why" in said


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_no_letter_is_written_without_settings(data_folder: DataFolder, kind: str) -> None:
    data_folder.add("settings.yaml", "[")
    said = refusal(inside("letter", kind, "rivoli", *DAY, folder=data_folder.root.parent), 3)
    assert "settings.yaml" in said
    assert "cannot be used: giftplan check says why" in said
