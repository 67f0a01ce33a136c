"""A gift is written down without an editor: weighed first, whole or not at all, and refused where it breaks a rule."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from giftplan.book.rendering import record_text
from giftplan.records.gift import Gift
from giftplan.reports.draft import ORDER
from giftplan.reports.weighing_case import FAMILIES
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import answered
from tests.cli.terminal import clean
from tests.cli.test_main import inside
from tests.conftest import DataFolder
from tests.repository import Repository

DAY = "2026-02-17"


@pytest.fixture
def folder(data_folder: DataFolder) -> DataFolder:
    """A partner with a policy, a tier and a base, and one idea in the catalogue."""
    data_folder.add(
        "partners/rivoli.yaml",
        """\
        name: Rivoli
        country: IT
        tier: 1
        lifetime_value: {amount: 50000, basis: realised, as_of: 2025-12-31}
        policy: {gifts: limited, limit: 100, per: year, verified: 2026-01-10}
        contacts:
          - {id: anna, name: Anna Rossi}
        """,
    )
    data_folder.add(
        "catalogue.yaml",
        "- {id: fine-pen, name: Fine pen, kind: desk, price: {min: 10, max: 60}, tags: [pen], contains: [alcohol]}\n",
    )
    return data_folder


def give(folder: DataFolder, *arguments: str, command: str = "give", day: str = DAY) -> CompletedProcess[str]:
    return inside(command, *arguments, "--data", str(folder.root), "--as-of", day)


def files(folder: DataFolder) -> dict[str, str]:
    gifts = folder.root / "gifts"
    return {path.relative_to(folder.root).as_posix(): path.read_text("utf-8") for path in sorted(gifts.rglob("*.yaml"))}


def test_a_gift_becomes_a_file_that_reads_as_written_by_hand(folder: DataFolder) -> None:
    done = give(
        folder, "rivoli", "L'art du thé", "--value", "64", "--kind", "book", "--why", "tea: not coffee", "--card"
    )
    assert done.returncode == 0, done.stderr
    assert files(folder) == {
        "gifts/2026/2026-02-17-rivoli.yaml": (
            "partner: rivoli\n"
            "date: 2026-02-17\n"
            "touch: Q1\n"
            "recipients: [anna]\n"
            "nature: L'art du thé\n"
            'why: "tea: not coffee"\n'
            "kind: book\n"
            "value: 64.00\n"
            "card: {handwritten: true}\n"
            "recorded: 2026-02-17\n"
        )
    }
    assert folder.judge().count("error") == 0


def test_first_it_says_what_the_gift_means(folder: DataFolder) -> None:
    give(folder, "rivoli", "Notebook", "--value", "40", "--kind", "desk", "--card")
    plan = json.loads(inside("plan", "2026", "--data", str(folder.root), "--as-of", DAY, "--format", "json").stdout)
    planned = next(touch["date"] for touch in plan["touches"] if touch["touch"] == "Q2")
    shown = give(folder, "rivoli", "Book", "--value", "55.5", "--kind", "book", "--date", "2026-05-20", "--card").stdout
    rows = [" ".join(line.split()) for line in shown.splitlines()]
    assert rows[0] == "A gift to Rivoli (Anna Rossi), Wed 20 May 2026"
    assert f"touch fills Q2, planned for {planned} (gift) ok" in rows
    assert "their policy 95.50 of 100.00 EUR a year, verified 2026-01-10 ok" in rows
    assert "negotiation none open on that day ok" in rows
    assert "your budget 95.50 of 100.00 EUR in 2026 ok" in rows
    assert "our own rule 55.50 of 150.00 EUR without a second person's approval ok" in rows
    assert any(row.startswith("culture (IT) no file speaks for that country") for row in rows)


def test_what_passes_their_limit_is_refused_and_not_written(folder: DataFolder) -> None:
    done = give(folder, "rivoli", "Fountain pen", "--value", "100.01", "--kind", "desk")
    assert done.returncode == 1
    assert files(folder) == {}
    assert "error GP104 policy-limit-exceeded" in done.stdout
    assert "--waive GP104 --why" in " ".join(done.stdout.split())


def test_an_error_that_it_causes_elsewhere_refuses_it_as_well(folder: DataFolder) -> None:
    """A gift of January that was forgotten takes the one of February past the limit of the year."""
    assert give(folder, "rivoli", "Notebook", "--value", "60", "--kind", "desk").returncode == 0
    done = give(folder, "rivoli", "Calendar", "--value", "50", "--kind", "desk", "--date", "2026-02-03")
    assert done.returncode == 1
    assert "GP104" in done.stdout
    assert len(files(folder)) == 1


def test_a_rule_is_set_aside_with_a_reason_and_a_name(folder: DataFolder) -> None:
    call = ("rivoli", "Fountain pen", "--value", "120", "--kind", "desk", "--waive", "policy-limit-exceeded")
    assert "--by and --why" in give(folder, *call).stderr
    done = give(
        folder, *call, "--waive", "GP202", "--why", "their board agreed", "--by", "claire", "--heard", "he signs"
    )
    assert done.returncode == 0, done.stdout
    (text,) = files(folder).values()
    assert text.endswith(
        "waivers:\n  - {rule: GP104, why: their board agreed, by: claire, until: 2026-02-17}\n"
        "  - {rule: GP202, why: their board agreed, by: claire, until: 2026-02-17}\n"
    )
    assert "why: he signs\n" in text
    assert folder.judge().count("error") == 0


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("GP108", "not set aside beforehand"),
        ("GP003", "cannot be set aside"),
        ("GP1", "whole family"),
        ("GP999", "no rule"),
    ],
)
def test_what_cannot_be_set_aside_here_is_told(folder: DataFolder, rule: str, says: str) -> None:
    done = give(folder, "rivoli", "card", "--waive", rule, "--why", "x", "--by", "claire")
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


def test_a_waiver_by_somebody_who_may_not_is_refused(folder: DataFolder) -> None:
    call = ("rivoli", "Pen set", "--value", "120", "--kind", "desk", "--why", "x", "--by", "paul")
    assert give(folder, *call, "--waive", "GP104", "--waive", "GP202").returncode == 1
    assert files(folder) == {}


def test_a_card_needs_no_value(folder: DataFolder) -> None:
    assert give(folder, "rivoli", "card", "--card-reason", "thanks").returncode == 0
    (text,) = files(folder).values()
    assert "nature: Handwritten card\nkind: card\nvalue: 0.00\ncard: {reason: thanks}\n" in text
    assert folder.load().gifts[0].card is not None


@pytest.mark.parametrize("nature", ["fine-pen", "Fine pen", "FINE PEN"])
def test_the_catalogue_lends_what_it_knows(folder: DataFolder, nature: str) -> None:
    assert give(folder, "rivoli", nature, "--value", "20").returncode == 0
    (text,) = files(folder).values()
    assert "gift: fine-pen\nkind: desk\nvalue: 20.00\n" in text
    assert "tags: [pen]\ncontains: [alcohol]\n" in text


def test_the_rate_of_the_day_is_written_down(folder: DataFolder) -> None:
    folder.extend("settings.yaml", "rates: {CHF: 1.05}\n")
    assert give(folder, "rivoli", "Tea tin", "--value", "20", "--kind", "food", "--currency", "CHF").returncode == 0
    (text,) = files(folder).values()
    assert "currency: CHF\nrate: 1.05\n" in text


def test_a_currency_without_a_rate_is_refused(folder: DataFolder) -> None:
    done = give(folder, "rivoli", "Tea tin", "--value", "20", "--kind", "food", "--currency", "CHF")
    assert done.returncode == 1
    assert "GP004" in done.stdout
    assert files(folder) == {}


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (("rivoli", "Tea", "--kind", "food"), "--value"),
        (("rivoli", "Tea", "--value", "20"), "--kind"),
        (("rivoli", "Tea", "--value", "45,50", "--kind", "food"), "--value: '45,50' is not an amount"),
        (("rivoli", "Tea", "--value", "-5", "--kind", "food"), "--value: '-5' is not an amount"),
        (("rivoli", "Tea", "--value", "20", "--kind", "fod"), "--kind"),
        (("rivoli", "Tea", "--value", "20", "--kind", "food", "--to", "ana"), "did you mean 'anna'"),
        (("rivoli", "Tea", "--value", "20", "--kind", "food", "--date", "2026-02-30"), "no day of the calendar"),
        (("rivoli", "Tea", "--value", "20", "--kind", "food", "--touch", "Q5"), "--touch 'Q5'"),
        (("rivoli", "Tea", "--value", "20", "--kind", "food", "--gift", "fine-pn"), "did you mean 'fine-pen'"),
        (("rivoli", "Tea", "--value", "20", "--kind", "food", "--quantity", "0"), "--quantity"),
        (("rivoli", "Tea", "--value", "20", "--kind", "food", "--reaction", "happy"), "--reaction"),
        (("rivoli", "\u200b", "--value", "20", "--kind", "food"), "NATURE"),
        (("rivli", "card"), "did you mean 'rivoli'"),
        (("../rivoli", "card"), "no partner '../rivoli'"),
        (("rivoli", "card", "--format", "csv"), "--format 'csv'"),
        (("rivoli", "card", "--contains", "none,pork"), "write one of both"),
    ],
)
def test_a_wrong_word_is_told_and_nothing_is_written(folder: DataFolder, call: tuple[str, ...], says: str) -> None:
    done = give(folder, *call)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert files(folder) == {}


def test_nobody_to_choose_from_several(folder: DataFolder) -> None:
    two = "[{id: anna, name: Anna Rossi}, {id: ugo, name: Ugo Rossi}]"
    folder.add("partners/rivoli.yaml", f"name: Rivoli\ncountry: IT\ncontacts: {two}\n")
    done = give(folder, "rivoli", "card")
    assert (done.returncode, "--to" in done.stderr, "anna, ugo" in done.stderr) == (2, True, True)
    assert give(folder, "rivoli", "card", "--to", "Ugo Rossi", "--to", "anna").returncode == 0
    assert "recipients: [ugo, anna]\n" in next(iter(files(folder).values()))


def test_dry_run_writes_nothing(folder: DataFolder) -> None:
    done = give(folder, "rivoli", "card", "--dry-run")
    assert (done.returncode, files(folder)) == (0, {})
    assert "To be written: " in done.stdout
    assert "nothing was written" in done.stderr


def test_a_second_gift_of_the_day_gets_a_name_of_its_own(folder: DataFolder) -> None:
    folder.add(
        "gifts/2026/2026-02-17-rivoli.yml",
        record_text(
            {"partner": "rivoli", "date": DAY, "recipients": ["anna"], "nature": "Note", "kind": "card", "value": "0"}
        ),
    )
    give(folder, "rivoli", "card")
    give(folder, "rivoli", "card")
    names = sorted(path.name for path in (folder.root / "gifts" / "2026").iterdir())
    assert names == ["2026-02-17-rivoli-2.yaml", "2026-02-17-rivoli-3.yaml", "2026-02-17-rivoli.yml"]


def test_a_day_to_come_is_a_gift_that_is_ordered(folder: DataFolder) -> None:
    assert give(folder, "rivoli", "Tea", "--value", "20", "--kind", "food", "--date", "2026-11-10").returncode == 0
    (path,) = files(folder)
    assert path == "gifts/2026/2026-11-10-rivoli.yaml"
    planned = json.loads(inside("plan", "2026", "--data", str(folder.root), "--as-of", DAY, "--format", "json").stdout)
    assert [touch["status"] for touch in planned["touches"] if touch["touch"] == "Q4"] == ["ordered"]


def test_json_says_the_same(folder: DataFolder) -> None:
    done = give(folder, "rivoli", "Tea tin", "--value", "20", "--kind", "food", "--card", "--format", "json")
    answer = json.loads(done.stdout)
    assert (answer["schema"], answer["written"], answer["refused"]) == ("giftplan/give/1", True, False)
    assert answer["path"].endswith("gifts/2026/2026-02-17-rivoli.yaml")
    assert answer["record"]["value"] == "20.00"
    assert {"subject": "their policy", "words": "20.00 of 100.00 EUR a year, verified 2026-01-10", "state": "ok"} in (
        answer["meaning"]
    )
    refused = give(folder, "rivoli", "Pen", "--value", "120", "--kind", "desk", "--format", "json")
    answer = json.loads(refused.stdout)
    assert (refused.returncode, answer["written"], answer["refused"]) == (1, False, True)
    assert "GP104" in [finding["rule"] for finding in answer["findings"]]


def test_a_hostile_text_is_text(folder: DataFolder) -> None:
    nature = 'x\x1b[31m\n"}: [red]\u202e # no'
    done = give(folder, "rivoli", nature, "--value", "20", "--kind", "food", "--why", "a: b")
    assert (done.returncode, "\x1b[31m" in done.stdout) == (0, False)
    assert folder.load().gifts[0].nature == nature


def test_bytes_that_are_no_text_are_refused(folder: DataFolder) -> None:
    done = give(folder, "rivoli", "Tea \udcff tin", "--value", "20", "--kind", "food")
    assert (done.returncode, done.stdout, files(folder)) == (2, "", {})
    assert "is not UTF-8" in done.stderr


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--heard", "x", "--why", "y"), "--heard says the same as --why"),
        (("--given-by", "claire", "--by", "paul"), "--given-by says the same as --by"),
        (("--reaction-on", "2026-02-18"), "go with --reaction"),
        (("--outcome", "refused"), "write one of accepted, shared, declined, returned, cancelled"),
        (("--logo", "big"), "--logo: 'big' cannot stand at 'logo'; write one of none, discreet, prominent"),
        (("--rate", "2"), "an amount in EUR has none"),
        (("--to", ""), "--to"),
        (("--approved-by", "claire"), "--approved-by, --approved-on: the date is missing"),
        (("--waive", "GP206", "--why", "", "--by", "claire"), "--waive: nothing is written there"),
        (("--waive", "GP206", "--why", "x", "--by", "clare"), "did you mean 'claire'"),
    ],
)
def test_no_word_goes_unread(folder: DataFolder, more: tuple[str, ...], says: str) -> None:
    done = give(folder, "rivoli", "Tea tin", "--value", "20", "--kind", "food", *more)
    assert (done.returncode, done.stdout, says in done.stderr) == (2, "", True), done.stderr
    assert files(folder) == {}


def test_a_slip_in_an_idea_s_id_is_no_new_thing(folder: DataFolder) -> None:
    assert "did you mean 'fine-pen'" in give(folder, "rivoli", "fine-pn", "--value", "20").stderr


LIMIT = """\
    name: France
    limits:
      - id: fr-vat
        country: FR
        side: giver
        topic: vat
        amount: 73
        currency: EUR
        per: recipient-year
        effect: VAT is lost
        level: warn
        confidence: high
        source: {title: A law, seen: 2026-11-21}
    """


def rows(shown: str) -> list[str]:
    return [" ".join(line.split()) for line in shown.splitlines()]


def test_what_was_written_down_for_later_counts_as_well(folder: DataFolder) -> None:
    """A gift of January, written down in June: the year's sums are those of the whole year."""
    folder.add("limits/fr.yaml", LIMIT)
    give(folder, "rivoli", "Lamp", "--value", "60", "--kind", "desk", "--card", "--date", "2026-06-03")
    done = give(folder, "rivoli", "Bowl", "--value", "20", "--kind", "desk", "--card", "--date", "2026-02-03")
    assert "tax (FR) 80.00 of 73.00 EUR a person and year (fr-vat) warning" in rows(done.stdout)
    assert "their policy 80.00 of 100.00 EUR a year, verified 2026-01-10 ok" in rows(done.stdout)
    assert "GP109 tax-threshold-passed in gifts/2026/2026-06-03-rivoli.yaml" in done.stdout


def test_a_second_gift_of_one_day_comes_after_the_first(folder: DataFolder) -> None:
    folder.add("limits/fr.yaml", LIMIT)
    for value in ("60", "10"):
        give(folder, "rivoli", f"Thing of {value}", "--value", value, "--kind", "desk", "--card")
    done = give(folder, "rivoli", "Pencil", "--value", "5", "--kind", "desk", "--card")
    assert "tax (FR) 75.00 of 73.00 EUR a person and year (fr-vat) warning" in rows(done.stdout)
    found = [found.path for found in folder.judge().findings if found.rule == "GP109"]
    assert found == ["gifts/2026/2026-02-17-rivoli-3.yaml"]


def test_a_rule_that_is_set_aside_is_not_called_well(folder: DataFolder) -> None:
    call = ("rivoli", "Fountain pen", "--value", "120", "--kind", "desk", "--why", "agreed", "--by", "claire")
    done = give(folder, *call, "--waive", "GP104", "--waive", "GP202", "--waive", "GP206", "--dry-run")
    assert "their policy 120.00 of 100.00 EUR a year, verified 2026-01-10 waived" in rows(done.stdout)


def test_a_year_that_is_over_is_never_called_well(folder: DataFolder) -> None:
    """GP206 speaks once, at the gift that passes the allowance; the row speaks of each."""
    folder.add("partners/rivoli.yaml", (folder.root / "partners/rivoli.yaml").read_text().replace("100", "400"))
    for value in ("100", "110"):
        give(folder, "rivoli", f"Thing of {value}", "--value", value, "--kind", "desk", "--card")
    done = give(folder, "rivoli", "Pencil", "--value", "5", "--kind", "desk", "--card")
    assert "your budget 215.00 of 200.00 EUR in 2026 warning" in rows(done.stdout)


def test_an_offer_that_was_turned_down_fills_nothing(folder: DataFolder) -> None:
    folder.add("limits/fr.yaml", LIMIT)
    done = give(folder, "rivoli", "Lamp", "--value", "60", "--kind", "desk", "--card", "--outcome", "declined")
    assert "outcome declined: it stays in the register, and no sum counts it ok" in rows(done.stdout)
    assert not [row for row in rows(done.stdout) if row.startswith(("tax", "touch", "your budget"))]
    assert "touch:" not in next(iter(files(folder).values()))


def test_somebody_who_has_left_is_told(folder: DataFolder) -> None:
    two = "[{id: anna, name: Anna Rossi, left: 2026-01-31}, {id: ugo, name: Ugo Rossi}]"
    folder.add("partners/rivoli.yaml", f"name: Rivoli\ncountry: IT\ncontacts: {two}\n")
    assert "person Anna Rossi left on 2026-01-31 warning" in rows(give(folder, "rivoli", "card", "--to", "anna").stdout)


@pytest.mark.parametrize(
    "broken", ["gifts/2026/old.yaml", "partners/other.yaml", "limits/fr.yaml", "cultures/it.yaml", "catalogue.yaml"]
)
def test_nothing_is_called_well_that_could_not_be_looked_at(folder: DataFolder, broken: str) -> None:
    folder.add(broken, "[\n")
    done = give(folder, "rivoli", "card")
    assert (done.returncode, done.stdout, broken in done.stderr) == (3, "", True)


def test_what_came_is_written_down_beside_a_file_that_cannot_be_read(folder: DataFolder) -> None:
    folder.add("partners/other.yaml", "[\n")
    done = give(folder, "rivoli", "Honey", "--value", "9", "--kind", "food", "--to", "paul", command="receive")
    assert (done.returncode, "Left out: 1 file that cannot be used (partners/other.yaml)" in done.stdout) == (0, True)


def test_what_nothing_rests_on_is_left_out_and_said(folder: DataFolder) -> None:
    folder.add("cultures/jp.yaml", "[\n")
    done = give(folder, "rivoli", "card")
    assert (done.returncode, "Left out: 1 file that cannot be used (cultures/jp.yaml)" in done.stdout) == (0, True)


def test_where_the_table_says_ok_check_says_nothing_about_it(tmp_path: Path) -> None:
    """Gifts to every partner of the example, at several days and values: no row is greener than `check`."""
    shutil.copytree(REPOSITORY / "data", tmp_path / "data")
    folder = DataFolder(tmp_path / "data")
    compared = 0
    moments = (("2026-03-04", "9"), ("2026-06-10", "60"), ("2026-12-24", "140"))
    for number, partner in enumerate(folder.load().partners.values()):
        for day, value in moments[number % 3 :][:1]:
            call = (partner.id, "Lamp", "--kind", "desk", "--to", partner.contacts[0].id, "--value", value, "--dry-run")
            done = give(folder, *call, "--date", day, "--format", "json", day="2026-10-06")
            assert done.returncode in (0, 1), done.stderr
            answer = json.loads(done.stdout)
            own = [f["rule"] for f in answer["findings"] if f["level"] != "advice" and f["path"] == answer["path"]]
            for row in answer["meaning"]:
                family = FAMILIES.get(row["subject"].partition(" (")[0], ())
                assert row["state"] != "ok" or not set(family) & set(own), (partner.id, day, row, own)
                compared += bool(family)
    assert compared > 80


def test_every_field_of_a_gift_has_its_place_in_the_file() -> None:
    """What has none would be dropped without a word."""
    assert set(ORDER) == {field.name for field in fields(Gift)} - {"path", "index"}


def test_a_printed_card_is_not_called_handwritten(folder: DataFolder) -> None:
    give(folder, "rivoli", "card", "--printed-card")
    assert "nature: Printed card\n" in next(iter(files(folder).values()))


# What came to us


def test_a_gift_received_is_written_down_for_whom_of_ours(folder: DataFolder) -> None:
    call = ("rivoli", "Case of wine", "--value", "80", "--kind", "drink")
    assert "--to" in give(folder, *call, command="receive").stderr
    done = give(folder, *call, "--to", "paul", "--declared", "2026-02-17", command="receive")
    assert done.returncode == 0, done.stderr
    assert "our own rule  80.00 of 50.00 EUR without declaring it  ok" in done.stdout
    (text,) = files(folder).values()
    assert text == (
        "partner: rivoli\ndate: 2026-02-17\ndirection: received\nrecipients: [paul]\nnature: Case of wine\n"
        "kind: drink\nvalue: 80.00\nrecorded: 2026-02-17\ndeclared: 2026-02-17\n"
    )


def test_of_a_card_that_came_nothing_is_invented(folder: DataFolder) -> None:
    give(folder, "rivoli", "card", "--to", "paul", command="receive")
    (text,) = files(folder).values()
    assert ("nature: Card\n" in text, "handwritten" in text) == (True, False)


def test_what_has_not_come_yet_is_not_received(folder: DataFolder) -> None:
    done = give(folder, "rivoli", "Wine", "--kind", "drink", "--value", "9", "--date", "2026-02-18", command="receive")
    assert (done.returncode, "still to come" in done.stderr, files(folder)) == (2, True, {})


def test_what_nobody_declared_is_said(folder: DataFolder) -> None:
    done = give(folder, "rivoli", "Wine", "--value", "80", "--kind", "drink", "--to", "paul", command="receive")
    assert done.returncode == 0
    assert "warning GP111 received-undeclared" in done.stdout


# A terminal


def on_terminal(folder: DataFolder, *arguments: str, answers: Sequence[str]) -> tuple[int, str]:
    """What a call shows on a terminal on which somebody answers each question."""
    return answered(*arguments, "--data", str(folder.root), "--as-of", DAY, answers=answers)


def test_a_terminal_is_asked_before_anything_is_written(folder: DataFolder) -> None:
    code, shown = on_terminal(folder, "give", "rivoli", "card", answers=["n\n"])
    assert (code, files(folder), "Write it? [Y/n]" in shown) == (0, {}, True)
    code, shown = on_terminal(folder, "give", "rivoli", "card", answers=["\n"])
    assert (code, len(files(folder))) == (0, 1)


def test_a_terminal_is_asked_for_what_is_missing(folder: DataFolder) -> None:
    code, shown = on_terminal(folder, "give", "rivoli", "Tea tin", answers=["food\n", "20\n", "y\n"])
    assert (code, len(files(folder))) == (0, 1), shown
    assert "kind: food\nvalue: 20.00\n" in next(iter(files(folder).values()))


def test_yes_asks_nothing(folder: DataFolder) -> None:
    code, shown = on_terminal(folder, "give", "rivoli", "card", "--yes", answers=[])
    assert (code, "Write it?" in shown, len(files(folder))) == (0, False, 1)


def test_ctrl_c_at_the_question_writes_nothing(folder: DataFolder) -> None:
    code, shown = on_terminal(folder, "give", "rivoli", "card", answers=["\x03"])
    assert (code, files(folder)) == (130, {})
    assert "stopped" in shown


# Whatever happens meanwhile


def test_twenty_at_once_are_twenty_files(folder: DataFolder) -> None:
    call = [sys.executable, "-m", "giftplan", "give", "rivoli", "card", "--data", str(folder.root), "--as-of", DAY]
    running = [
        subprocess.Popen(call, env=clean(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(20)
    ]
    assert [process.communicate()[1] and process.returncode for process in running] == [0] * 20
    assert len(files(folder)) == 20
    assert len(folder.load().gifts) == 20


def test_the_example_is_left_as_git_knows_it_by_a_dry_run(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    repository.add("settings.yaml", "company: A\ncountry: FR\ncurrency: EUR\n")
    done = inside("give", "x", "card", "--data", str(repository.root), "--dry-run")
    assert done.returncode == 2
    assert repository.git("status", "-s", "-uall") == "A  data/settings.yaml\n"
