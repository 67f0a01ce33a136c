"""A partner's file that teaches, and an editor that is followed by a check."""

import json
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.terminal import call
from tests.cli.test_give import on_terminal
from tests.cli.test_main import inside
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift

CALL = ("brindille", "--name", "Papeterie Brindille", "--country", "FR", "--contact", "Léa Martin")
FILE = "partners/brindille.yaml"


def new(folder: DataFolder, *arguments: str) -> CompletedProcess[str]:
    return inside("new", *arguments, "--data", str(folder.root), "--as-of", "2026-06-30")


def test_the_file_is_a_partner_and_teaches_the_rest(data_folder: DataFolder) -> None:
    done = new(data_folder, *CALL, "--owner", "claire", "--tier", "2", "--since", "2024-03-01", "--role", "Owner")
    assert done.returncode == 0, done.stderr
    partner = data_folder.load().partners["brindille"]
    assert (partner.name, partner.country, partner.owner, partner.tier_in(2026)) == (
        *("Papeterie Brindille", "FR", "claire", 2),
    )
    assert [(contact.id, contact.name, contact.role) for contact in partner.contacts] == [
        ("lea", "Léa Martin", "Owner")
    ]
    assert data_folder.judge().count("error") == 0
    comments = [line for line in (data_folder.root / FILE).read_text("utf-8").splitlines() if "# " in line]
    for field in ("policy", "lifetime_value", "sector", "interests", "restrictions", "quiet", "sensitive", "revenue"):
        assert any(f"# {field}: " in line for line in comments), field


def test_every_example_in_the_comments_may_stand_there(data_folder: DataFolder) -> None:
    """Taken out of their comments, the examples are the fields of a partner that `check` accepts."""
    assert new(data_folder, *CALL).returncode == 0
    file = data_folder.root / FILE
    written = file.read_text("utf-8").splitlines()
    fields = {"sector", "tier", "owner", "since", "relation", "status", "lifetime_value", "revenue", "policy", "role"}
    fields |= {"language", "interests", "restrictions", "quiet", "sensitive"}
    opened = [
        line.replace("# ", "", 1) if any(line.strip().startswith(f"# {field}: ") for field in fields) else line
        for line in written
    ]
    file.write_text("\n".join(opened) + "\n", "utf-8")
    assert [finding.message for finding in data_folder.judge().findings if finding.level == "error"] == []
    partner = data_folder.load().partners["brindille"]
    assert (partner.sector, partner.policy[0].limit is not None, partner.quiet != ()) == ("retail", True, True)
    assert partner.contacts[0].restrictions == ("no-alcohol",)


def test_no_line_is_too_wide_to_read(data_folder: DataFolder) -> None:
    new(data_folder, *CALL)
    assert max(len(line) for line in (data_folder.root / FILE).read_text("utf-8").splitlines()) <= 90


def test_several_people_get_an_id_each(data_folder: DataFolder) -> None:
    more = ("--contact", "Léa Petit", "--contact", "王伟", "--contact", "Léa Petit")
    assert new(data_folder, *CALL, *more).returncode == 0
    contacts = data_folder.load().partners["brindille"].contacts
    assert [contact.id for contact in contacts] == ["lea", "lea-petit", "contact", "lea-petit-2"]
    assert contacts[2].name == "王伟"


def test_hostile_names_are_text(data_folder: DataFolder) -> None:
    name = 'A: #1 "[x]"\x1b[31m\n- {y}'
    done = new(data_folder, "odd", "--name", name, "--country", "FR", "--contact", "}]: x")
    assert (done.returncode, "\x1b" in done.stdout) == (0, False)
    partner = data_folder.load().partners["odd"]
    assert (partner.name, partner.contacts[0].name) == (name, "}]: x")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("brindille", "--country", "FR", "--contact", "Léa"), "--name"),
        (("brindille", "--name", "B", "--contact", "Léa"), "--country"),
        (("brindille", "--name", "B", "--country", "FR"), "--contact"),
        (("Papeterie Brindille", "--name", "B"), "did you mean 'papeterie-brindille'"),
        (("../../etc/passwd", "--name", "B"), "did you mean 'etc-passwd'"),
        (("rivoli", "--name", "B"), "there is a partner 'rivoli' already: giftplan edit rivoli"),
        (("b", "--name", "B", "--country", "FX", "--contact", "L"), "no country 'FX'"),
        (("b", "--name", "B", "--country", "FR", "--contact", "L", "--owner", "clare"), "did you mean 'claire'"),
        (("b", "--name", "B", "--country", "FR", "--contact", "L", "--tier", "4"), "--tier '4'"),
        (("b", "--name", "B", "--country", "FR", "--contact", "L", "--since", "1/3/24"), "--since"),
        (("b", "--name", "\u200b", "--country", "FR", "--contact", "L"), "--name"),
        (
            ("b", "--name", "B", "--country", "FR", "--contact", "L", "--status", "departed"),
            "--status: nothing says when it left",
        ),
    ],
)
def test_a_wrong_call_is_told_and_nothing_is_written(
    data_folder: DataFolder, arguments: tuple[str, ...], says: str
) -> None:
    done = new(data_folder, *arguments)
    assert (done.returncode, done.stdout, says in done.stderr) == (2, "", True), done.stderr
    assert [path.name for path in (data_folder.root / "partners").iterdir()] == ["rivoli.yaml"]


def test_an_unknown_word_is_an_error_and_not_written(data_folder: DataFolder) -> None:
    done = new(data_folder, *CALL, "--sector", "retial")
    assert (done.returncode, "Did you mean 'retail'" in done.stdout) == (1, True)
    assert not (data_folder.root / FILE).exists()


def test_a_dry_run_shows_and_writes_nothing(data_folder: DataFolder) -> None:
    done = new(data_folder, *CALL, "--dry-run")
    assert (done.returncode, "name: Papeterie Brindille" in done.stdout) == (0, True)
    assert not (data_folder.root / FILE).exists()


def test_json_says_the_same(data_folder: DataFolder) -> None:
    answer = json.loads(new(data_folder, *CALL, "--format", "json").stdout)
    assert (answer["schema"], answer["written"]) == ("giftplan/new/1", True)
    assert [finding["rule"] for finding in answer["findings"]] == ["GP404"]
    assert answer["text"] == (data_folder.root / FILE).read_text("utf-8")
    wrong = new(data_folder, "other", *CALL[1:], "--sector", "retial", "--format", "json")
    answer = json.loads(wrong.stdout)
    rules = {finding["rule"] for finding in answer["findings"]}
    assert (wrong.returncode, answer["written"], "GP003" in rules) == (1, False, True)


def test_a_terminal_is_asked_for_what_is_missing(data_folder: DataFolder) -> None:
    answers = ["Papeterie Brindille\n", "FR\n", "Léa Martin\n", "y\n"]
    code, shown = on_terminal(data_folder, "new", "brindille", answers=answers)
    assert code == 0, shown
    assert data_folder.load().partners["brindille"].name == "Papeterie Brindille"


# edit


def editor(tmp_path: Path, script: str) -> str:
    """A program that changes the file it is given, as an editor does."""
    file = tmp_path / "my editor.py"
    file.write_text(
        f"import sys\npath = sys.argv[-1]\ntext = open(path).read()\n{script}\nopen(path, 'w').write(text)\n"
    )
    return f"'{sys.executable}' '{file}' --wait"


def edit(folder: DataFolder, what: str, command: str | None, *more: str, name: str = "EDITOR") -> CompletedProcess[str]:
    unset = {"VISUAL": "", "EDITOR": ""}
    return call(
        *("edit", what, *more, "--data", str(folder.root), "--as-of", "2026-06-30"),
        environment=unset | ({name: command} if command else {}),
    )


@pytest.mark.parametrize("name", ["EDITOR", "VISUAL"])
def test_a_file_is_opened_and_checked(data_folder: DataFolder, tmp_path: Path, name: str) -> None:
    done = edit(data_folder, "rivoli", editor(tmp_path, "text = text.replace('Rivoli', 'Rivoli Srl')"), name=name)
    assert done.returncode == 0, done.stderr
    assert data_folder.load().partners["rivoli"].name == "Rivoli Srl"
    assert "0 errors" in done.stdout


def test_a_slip_is_told_at_once(data_folder: DataFolder, tmp_path: Path) -> None:
    done = edit(data_folder, "rivoli", editor(tmp_path, "text = text.replace('country', 'contry')"))
    assert done.returncode == 1
    assert "Did you mean 'country'?" in done.stdout


def test_what_cannot_be_read_can_be_opened(data_folder: DataFolder, tmp_path: Path) -> None:
    whole = (data_folder.root / PARTNER).read_text("utf-8")
    data_folder.add(PARTNER, "name: [\n")
    done = edit(data_folder, "rivoli", editor(tmp_path, f"text = {whole!r}"))
    assert done.returncode == 0, done.stdout


def test_what_an_edit_breaks_in_other_files_is_told(data_folder: DataFolder, tmp_path: Path) -> None:
    """Gifts are refused from now on, with the day of an older answer: the gift that was fine is an error."""
    allowed = "policy: {gifts: allowed, verified: 2026-01-10}\n"
    data_folder.extend(PARTNER, allowed)
    data_folder.add("gifts/2026/2026-02-17-rivoli.yaml", gift())
    done = edit(data_folder, "rivoli", editor(tmp_path, "text = text.replace('allowed', 'refused')"))
    assert (done.returncode, "GP103" in done.stdout) == (1, True)
    back = edit(data_folder, "rivoli", editor(tmp_path, "text = text.replace('refused', 'allowed')"))
    assert back.returncode == 0, back.stdout


@pytest.mark.parametrize("what", ["2026-02-17-rivoli", "gifts/2026/2026-02-17-rivoli.yaml"])
def test_a_gift_is_named_by_its_file(data_folder: DataFolder, what: str) -> None:
    data_folder.add("gifts/2026/2026-02-17-rivoli.yaml", "")
    done = edit(data_folder, what, "nano", "--dry-run")
    assert (done.returncode, "would open" in done.stderr, "2026-02-17-rivoli.yaml with the editor" in done.stderr) == (
        *(0, True, True),
    )


@pytest.mark.parametrize(
    ("what", "command", "code", "says"),
    [
        ("rivli", "nano", 2, "did you mean 'rivoli'"),
        ("../settings", "nano", 2, "no partner and no gift"),
        ("rivoli", None, 3, "set the variable EDITOR"),
        ("rivoli", "no-such-editor", 3, "cannot be started"),
        ("rivoli", "false", 3, "ended with an error"),
        ("rivoli", "'nano", 3, "cannot be called"),
    ],
)
def test_what_cannot_be_opened(data_folder: DataFolder, what: str, command: str | None, code: int, says: str) -> None:
    done = edit(data_folder, what, command)
    assert (done.returncode, done.stdout, says in done.stderr) == (code, "", True), done.stderr
