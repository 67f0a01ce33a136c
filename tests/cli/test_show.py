"""`giftplan show PARTNER --contact C`: everything that is stored about a person, and nothing of anybody else."""

import json
from typing import Any

import pytest

from tests.cli.terminal import show
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift

DAY = ("--as-of", "2026-10-06")


def stored(partner: str, contact: str) -> dict[str, Any]:
    done = inside("show", partner, "--contact", contact, *DAY, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_answer_says_what_it_is() -> None:
    found = stored("maison-lefevre", "jean")
    assert found["schema"] == "giftplan/contact/1"
    assert set(found) == {
        *("schema", "partner", "contact", "purpose", "retention_months", "kept_until"),
        *("roles", "gifts", "places", "left_out"),
    }
    assert (found["partner"], found["contact"], found["retention_months"]) == ("maison-lefevre", "jean", 36)
    assert "as long as the relationship lasts and 36 months" in found["purpose"]


def test_every_field_of_the_record_and_of_each_gift_is_there() -> None:
    found = stored("maison-lefevre", "jean")
    (role,) = found["roles"]
    assert (role["path"], role["line"]) == ("data/partners/maison-lefevre.yaml", 29)
    assert role["interests"][0] == {
        "topic": "fountain pens",
        "tags": ["writing", "pens"],
        "source": "conversation",
        "noted": "2025-09-12",
    }
    assert (role["restrictions"], role["left"], role["language"]) == (["no-alcohol"], None, "fr")
    assert [one["date"] for one in found["gifts"]] == ["2025-05-15", "2025-11-18", "2026-02-12", "2026-05-21"]
    pen = found["gifts"][1]
    assert (pen["value"], pen["extras"], pen["why"]) == ("68.00", "4.90", "he writes every order by hand")
    assert pen["card"]["text"] == "Eleven years of orders in your hand. Here is something to go on with."
    assert pen["reaction"] == {
        "date": "2025-11-20",
        "how": "delighted",
        "note": "the next order was signed with it",
    }
    assert pen["path"] == "data/gifts/2025/2025-11-18-maison-lefevre.yaml"


def test_former_roles_are_followed_both_ways() -> None:
    for partner, other in (("verdier", "hautclair"), ("hautclair", "verdier")):
        found = stored(partner, "camille")
        assert [role["partner"] for role in found["roles"]] == [partner, other]
        assert [one["partner"] for one in found["gifts"]] == ["hautclair", "verdier", "verdier"]
    assert stored("hautclair", "camille")["kept_until"] == "2029-02-06"
    assert stored("verdier", "camille")["kept_until"] is None


def test_other_lines_and_comments_beside_are_told() -> None:
    places = {(place["path"], place["line"]) for place in stored("maison-lefevre", "jean")["places"]}
    assert ("data/partners/maison-lefevre.yaml", 36) in places  # '# declared by him; never why'
    assert ("data/partners/maison-lefevre.yaml", 17) in places  # asked: Jean Lefèvre
    assert ("data/partners/orme.yaml", 1) in places  # '# Brought by Jean Lefèvre'
    assert not any("catalogue" in path or "privacy" in path for path, _ in places)


def test_a_colleague_s_data_are_not_shown(data_folder: DataFolder) -> None:
    values = """\
        name: Rivoli
        country: IT
        contacts:
          - {id: anna, name: Anna Rossi}
          - {id: luca, name: Luca Rossi, interests: [{topic: chess}]}
        """
    data_folder.add(PARTNER, values)
    data_folder.add("gifts/2026/2026-02-17-rivoli.yaml", gift(recipients="[luca]", why="he plays"))
    done = inside("show", "rivoli", "--contact", "anna", *DAY, folder=data_folder.root.parent)
    assert "Anna Rossi · Rivoli · 0 gifts · 0 other places" in done.stdout
    assert "chess" not in done.stdout
    assert "he plays" not in done.stdout


def test_a_gift_that_was_turned_down_is_stored_as_well(data_folder: DataFolder) -> None:
    data_folder.add("gifts/2026/2026-02-17-rivoli.yaml", gift(outcome="declined", why="she rows"))
    shown = inside("show", "rivoli", "--contact", "anna", *DAY, folder=data_folder.root.parent).stdout
    assert "20.00 EUR, declined" in shown
    assert "she rows" in shown


def test_what_cannot_be_read_is_said(data_folder: DataFolder) -> None:
    data_folder.add("gifts/2026/2026-02-17-rivoli.yaml", "partner: [")
    shown = inside("show", "rivoli", "--contact", "anna", *DAY, folder=data_folder.root.parent).stdout
    assert "Left out: 1 file that cannot be used (gifts/2026/2026-02-17-rivoli.yaml)" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nordwindd", "--contact", "anna"), "did you mean 'nordwind'?"),
        (("nordwind", "--contact", "ana"), "did you mean 'anna'?"),
        (("nordwind", "--contact", "anna", "--format", "csv"), "--format 'csv'"),
    ],
)
def test_what_names_nobody_is_refused_with_a_hint(arguments: tuple[str, ...], says: str) -> None:
    assert says in refusal(inside("show", *arguments), 2)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_page_fits(columns: int) -> None:
    lines = show("show", "verdier", "--contact", "camille", *DAY, "--color", "never", columns=columns).splitlines()
    assert max(map(len, lines)) <= columns
    assert not any("…" in line for line in lines)
