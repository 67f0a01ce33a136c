"""`giftplan diff`: what a branch does, told by meaning, in a real repository."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_main import inside
from tests.planning.books import files_of
from tests.repository import Repository

DAY = ("--as-of", "2026-06-30")
NORDWIND = """\
name: Nordwind Logistik
country: DE
tier: 1
owner: claire
lifetime_value: {amount: 84000, basis: realised, as_of: 2025-12-31}
policy:
  gifts: limited
  limit: 100
  per: gift
  verified: 2026-01-15
contacts:
  - {id: anna, name: Anna Keller}
  - {id: jonas, name: Jonas Petersen}
  - {id: miriam, name: Miriam Schütt}
"""
LEFEVRE = """\
name: Maison Lefèvre
country: FR
tier: 2
lifetime_value: {amount: 40000, basis: realised, as_of: 2025-12-31}
policy: {gifts: allowed, verified: 2026-01-15, source: their letter}
contacts:
  - id: jean
    name: Jean Lefèvre
    interests: [{topic: "old maps of the Loire", source: conversation, noted: 2026-01-10}]
"""
PEN = """\
partner: nordwind
date: 2026-02-17
recipients: [anna]
nature: Engraved pen
why: she writes every order by hand
kind: desk
value: 40.00
card: {handwritten: true}
recorded: 2026-02-18
"""
PEN_FILE = "gifts/2026/2026-02-17-nordwind.yaml"
CALENDAR = """\
countries:
  FR: {weekend: [sat, sun], days: {2026-07-14: Bastille Day}}
  DE: {weekend: [sat, sun], days: {2026-10-03: German Unity Day}}
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose main has two partners and one gift, on a branch that has changed nothing yet."""
    made = Repository(tmp_path_factory.mktemp("diff") / "office")
    for path, text in files_of({}).items():
        made.write(path, text)
    for path, text in {"nordwind": NORDWIND, "maison-lefevre": LEFEVRE}.items():
        made.write(f"partners/{path}.yaml", text)
    made.write(PEN_FILE, PEN)
    made.write("calendar/2026.yaml", CALENDAR)
    made.write("calendar/2027.yaml", CALENDAR.replace("2026", "2027"))
    made.git("add", "-A")
    made.commit("what there is")
    made.git("checkout", "-q", "-b", "work")
    return made.top


class Branch(Repository):
    """A copy of the template, to be changed."""

    def __init__(self, template: Path, top: Path) -> None:
        shutil.copytree(template, top)
        self.top = top
        self.root = top / "data"

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def diff(self, *arguments: str) -> dict[str, Any]:
        done = inside("diff", *arguments, *DAY, "--format", "json", folder=self.top)
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def said(self, form: str, *arguments: str) -> str:
        done = inside("diff", *arguments, *DAY, "--format", form, folder=self.top)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def branch(template: Path, tmp_path: Path) -> Branch:
    return Branch(template, tmp_path / "office")


PARTS = ("register", "touches", "blocked", "budgets", "policies", "facts", "partners", "gifts", "waivers")


def told(found: dict[str, Any]) -> set[str]:
    """The parts in which something is different."""
    findings = found["findings"]
    parts = {part for part in PARTS if found[part]} | {name for name in ("new", "solved") if findings[name]}
    assert found["further_years"][0]["year"] == 2027
    return parts | ({"2027"} if found["further_years"][0]["touches"] else set())


def moves(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(touch["change"], touch["partner"], touch["touch"]) for touch in found["touches"]]


def test_a_branch_that_changed_nothing_says_so(branch: Branch) -> None:
    found = branch.diff()
    assert told(found) == set()
    assert found["totals"]["before"] == found["totals"]["after"] != "0.00"
    assert "Nothing that anybody plans with, judges by or reports." in branch.said("table")


def test_order_comments_quotes_and_names_of_files_do_not_count(branch: Branch) -> None:
    lines = NORDWIND.splitlines(keepends=True)
    branch.write(
        "partners/nordwind.yaml", "# ours since 2019\n" + "".join([*lines[1:5], *lines[10:], *lines[5:10], lines[0]])
    )
    branch.edit("partners/maison-lefevre.yaml", "name: Maison Lefèvre", 'name: "Maison Lefèvre"')
    branch.git("mv", f"data/{PEN_FILE}", "data/gifts/2026/spring.yml")
    branch.git("mv", "data/cultures/cn.yaml", "data/cultures/shared/china.yaml", check=False)
    branch.write("gifts/2026/spring.yml", "- " + PEN.replace("\n", "\n  ").rstrip() + "\n")
    assert told(branch.diff()) == set()


def test_a_new_partner_shows_that_partner_alone(branch: Branch) -> None:
    branch.write("partners/brume.yaml", "name: Brume\ncountry: DE\ncontacts: [{id: lea, name: Léa Brume}]\n")
    found = branch.diff()
    assert told(found) == {"touches", "partners", "2027"}
    assert [(one["change"], one["partner"]) for one in found["partners"]] == [("added", "brume")]
    assert moves(found) == [("added", "brume", "Q1")]
    assert found["touches"][0]["before"] is None
    assert found["touches"][0]["after"]["form"] == "card"


def test_quiet_days_move_the_touch_that_stood_on_them_and_the_comment_says_why(branch: Branch) -> None:
    plan = json.loads(inside("plan", "2026", *DAY, "--format", "json", folder=branch.top).stdout)
    day = next(t["date"] for t in plan["touches"] if (t["partner"], t["touch"]) == ("maison-lefevre", "Q3"))
    branch.edit(
        "partners/maison-lefevre.yaml",
        "contacts:",
        f"quiet: [{{from: {day}, until: {day}, why: stock-taking}}]\ncontacts:",
    )
    found = branch.diff()
    assert moves(found) == [("moved", "maison-lefevre", "Q3")]
    assert found["touches"][0]["before"]["date"] == day != found["touches"][0]["after"]["date"]
    row = next(line for line in branch.said("markdown").splitlines() if line.startswith("| moved"))
    assert "Maison Lefèvre" in row
    assert row.endswith("| quiet days |")


def test_a_stricter_policy_is_told_with_its_line_and_asks_for_compliance(branch: Branch) -> None:
    branch.edit("partners/nordwind.yaml", "limit: 100", "limit: 30")
    found = branch.diff()
    (policy,) = found["policies"]
    assert (policy["partner"], policy["sense"]) == ("nordwind", "stricter")
    assert (policy["path"], policy["line"]) == ("data/partners/nordwind.yaml", 7)
    assert policy["fields"] == [{"field": "limit", "before": "100.00", "after": "30.00"}]
    assert {touch["partner"] for touch in found["touches"]} == {"nordwind"}
    assert [new["rule"] for new in found["findings"]["new"]] == ["GP104"]
    assert float(found["totals"]["after"]) < float(found["totals"]["before"])
    assert "**For compliance:** gift rules of Nordwind Logistik." in branch.said("markdown")


def test_a_policy_that_replaces_another_says_that_the_earlier_one_is_lost_only_where_it_is(branch: Branch) -> None:
    before, after = NORDWIND[: NORDWIND.index("policy:")], NORDWIND[NORDWIND.index("contacts:") :]
    refused = "  - {gifts: refused, verified: 2026-06-01}\n"
    older = "  - {gifts: limited, limit: 100, per: gift, verified: 2026-01-15}\n"
    branch.write("partners/nordwind.yaml", f"{before}policy:\n{older}{refused}{after}")
    fields = {field["field"] for field in branch.diff()["policies"][0]["fields"]}
    assert "gifts" in fields
    assert "policy of another time" not in fields
    branch.git("commit", "-aqm", "they refuse now")
    branch.git("branch", "-f", "main", "work")
    branch.write("partners/nordwind.yaml", f"{before}policy:\n{refused}{after}")
    assert [field["field"] for field in branch.diff()["policies"][0]["fields"]] == ["policy of another time"]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("value: 40.00", "value: 45.00", "edited"),
        ("nature: Engraved pen", "nature: Pen", "edited"),
        ("recipients: [anna]", "recipients: [jonas]", "edited"),
        ("date: 2026-02-17", "date: 2026-02-18", "edited"),
    ],
)
def test_an_edited_entry_of_the_register_comes_first_in_every_format(
    branch: Branch, old: str, new: str, change: str
) -> None:
    branch.edit(PEN_FILE, old, new)
    found = branch.diff()
    (entry,) = found["register"]
    assert (entry["change"], entry["path"]) == (change, f"data/{PEN_FILE}")
    assert entry["fields"][0]["field"] == old.partition(":")[0]
    assert list(found).index("register") < list(found).index("touches")
    screen = branch.said("table").split("\n\n")
    assert screen[1].startswith(" Register  EDITED ")
    comment = branch.said("markdown").split("\n\n")
    assert comment[2].startswith("- Register: EDITED ")
    assert "1 entry of the register edited" in branch.said("markdown")


def test_a_removed_entry_of_the_register_comes_first_whatever_else_changed(branch: Branch) -> None:
    (branch.root / PEN_FILE).unlink()
    branch.write("gifts/2026/2026-06-02-nordwind.yaml", PEN.replace("2026-02-17", "2026-06-02").replace("pen", "bowl"))
    found = branch.diff()
    assert [(entry["change"], entry["path"]) for entry in found["register"]] == [("removed", f"data/{PEN_FILE}")]
    assert [(entry["change"], entry["nature"]) for entry in found["gifts"]] == [("added", "Engraved bowl")]


def test_what_is_learned_of_a_gift_later_is_no_edit_of_the_past(branch: Branch) -> None:
    branch.write(PEN_FILE, PEN + "reaction: {date: 2026-02-20, how: delighted}\ninvoice: F-12\n")
    found = branch.diff()
    assert found["register"] == []
    assert [entry["change"] for entry in found["gifts"]] == ["completed"]
    assert not found["asks_compliance"]
    branch.git("commit", "-aqm", "how it was liked")
    branch.git("branch", "-f", "main", "work")
    branch.edit(PEN_FILE, "how: delighted", "how: uneasy")
    assert [entry["change"] for entry in branch.diff()["register"]] == ["edited"]


def test_an_order_may_change_until_its_day(branch: Branch) -> None:
    ordered = PEN.replace("2026-02-17", "2026-09-15").replace("recorded: 2026-02-18\n", "")
    branch.write("gifts/2026/2026-09-15-nordwind.yaml", ordered)
    branch.git("add", "-A")
    branch.commit("ordered")
    branch.git("branch", "-f", "main", "work")
    branch.edit("gifts/2026/2026-09-15-nordwind.yaml", "value: 40.00", "value: 44.00")
    found = branch.diff()
    assert found["register"] == []
    assert moves(found)[0] == ("changed", "nordwind", "Q3")
    assert found["touches"][0]["cost"] == "4.00"
    assert "Ordered  EDITED" in branch.said("table")


def test_a_gift_that_is_written_down_fills_its_touch(branch: Branch) -> None:
    branch.write(
        "gifts/2026/2026-06-16-maison-lefevre.yaml",
        PEN.replace("nordwind", "maison-lefevre")
        .replace("2026-02-17", "2026-06-16")
        .replace("[anna]", "[jean]")
        .replace("2026-02-18", "2026-06-17"),
    )
    found = branch.diff()
    change = next(touch for touch in found["touches"] if touch["touch"] == "Q2")
    assert change["after"]["status"] == "done"
    assert change["after"]["budget"] == "40.00"
    assert "writes down 1 gift \\(40.00 EUR, Maison Lefèvre\\)" in branch.said("markdown")


def test_a_limit_of_the_law_is_told_with_its_line_and_its_words_are_not(branch: Branch) -> None:
    branch.edit("limits/fr.yaml", '"amount": "73"', '"amount": "60"')
    branch.edit("limits/fr.yaml", "the VAT is lost", "no VAT back")
    (fact,) = branch.diff()["facts"]
    assert (fact["kind"], fact["of"], fact["sense"], fact["line"]) == ("limit", ["France", "vat"], "stricter", 1)
    assert [field["field"] for field in fact["fields"]] == ["amount", "effect"]
    assert fact["fields"][1] == {"field": "effect", "before": None, "after": None}


def test_words_alone_decide_nothing(branch: Branch) -> None:
    branch.edit("limits/fr.yaml", "the VAT is lost", "no VAT back")
    branch.edit("cultures/cn.yaml", "because of clocks", "a clock counts the days that are left")
    branch.edit("settings.yaml", "Atelier Nord", "Atelier du Nord")
    found = branch.diff()
    assert told(found) == set()
    assert [(one["kind"], one["change"]) for one in found["reworded"]] == [
        ("culture", "reworded"),
        ("limit", "reworded"),
    ]
    assert not found["needs_a_yes"]
    assert "effect reworded" in branch.said("table")


def test_a_custom_a_tier_and_a_setting_are_told(branch: Branch) -> None:
    branch.edit("cultures/de.yaml", '"level": "never"', '"level": "avoid"')
    branch.edit("tiers.yaml", '"max": "500"', '"max": "300"')
    branch.edit(
        "settings.yaml", '"currency": "EUR"', '"currency": "EUR", "given_limit": "90", "rules": {"GP501": "silent"}'
    )
    found = branch.diff()
    assert {(fact["kind"], *fact["of"]): fact["sense"] for fact in found["facts"]} == {
        ("settings",): None,
        ("tier", "1"): "stricter",
        ("culture", "Germany", "negotiation"): "looser",
    }
    assert found["budgets"] == [
        {
            "partner": "nordwind",
            "before": "336.00",
            "after": "300.00",
            "usable": {"before": "219.00", "after": "219.00"},
        }
    ]
    comment = branch.said("markdown")
    assert "1 custom; 1 tier; our own settings" in comment
    assert "Compliance has to agree first." in comment


def test_a_partner_whose_file_is_called_otherwise_is_renamed_with_its_gifts(branch: Branch) -> None:
    branch.git("mv", "data/partners/nordwind.yaml", "data/partners/nordwind-logistik.yaml")
    branch.edit(PEN_FILE, "partner: nordwind", "partner: nordwind-logistik")
    found = branch.diff()
    (partner,) = found["partners"]
    assert (partner["change"], partner["before"], partner["after"]) == ("renamed", "nordwind", "nordwind-logistik")
    assert found["register"] == []
    assert {change for change, _, _ in moves(found)} <= {"moved", "changed"}
    assert found["findings"]["new"] == found["findings"]["solved"] == []


def test_a_waiver_is_told_with_who_and_why(branch: Branch) -> None:
    branch.edit(
        "partners/nordwind.yaml",
        "contacts:",
        "waivers: [{rule: GP206, why: agreed by finance, by: claire, until: 2026-12-31}]\ncontacts:",
    )
    (waiver,) = branch.diff()["waivers"]
    assert {key: waiver[key] for key in ("change", "partner", "rule", "by", "until", "why", "line")} == {
        "change": "added",
        "partner": "nordwind",
        "rule": "GP206",
        "by": "claire",
        "until": "2026-12-31",
        "why": "agreed by finance",
        "line": 11,
    }
    assert "Waived  GP206 nordwind, by claire until 31 Dec 2026: agreed by finance" in branch.said("table")
    branch.git("commit", "-aqm", "agreed")
    branch.git("branch", "-f", "main", "work")
    branch.edit("partners/nordwind.yaml", "until: 2026-12-31", "until: 2029-12-31")
    (longer,) = branch.diff()["waivers"]
    assert (longer["change"], longer["until_before"], longer["until"]) == ("changed", "2026-12-31", "2029-12-31")


def test_a_finding_is_new_the_same_or_solved_and_the_exit_code_follows_the_new_errors(branch: Branch) -> None:
    branch.edit(PEN_FILE, "value: 40.00", "value: 140.00")
    assert [new["rule"] for new in branch.diff()["findings"]["new"] if new["level"] == "error"] == ["GP104"]
    assert inside("diff", *DAY, folder=branch.top).returncode == 0
    assert inside("diff", *DAY, "--exit-code", folder=branch.top).returncode == 1
    branch.git("commit", "-aqm", "too much")
    branch.git("branch", "-f", "main", "work")
    branch.write(PEN_FILE, "# another line\n" + PEN.replace("40.00", "150.00"))
    found = branch.diff()["findings"]
    assert found["new"] == found["solved"] == []
    assert [changed["rule"] for changed in found["changed"] if changed["level"] == "error"] == ["GP104"]
    assert inside("diff", *DAY, "--exit-code", folder=branch.top).returncode == 1
    branch.write(PEN_FILE, "# another line\n" + PEN.replace("40.00", "140.00"))
    found = branch.diff()["findings"]
    assert found["new"] == found["changed"] == found["solved"] == []
    assert found["same"] >= 1
    assert inside("diff", *DAY, "--exit-code", folder=branch.top).returncode == 0
    branch.write(PEN_FILE, PEN)
    assert "GP104" in [solved["rule"] for solved in branch.diff()["findings"]["solved"]]


def test_a_new_warning_stops_only_where_it_is_asked_to(branch: Branch) -> None:
    branch.edit(PEN_FILE, "card: {handwritten: true}\n", "")
    assert [new["level"] for new in branch.diff()["findings"]["new"]] == ["warning"]
    assert inside("diff", *DAY, "--exit-code", folder=branch.top).returncode == 0
    assert inside("diff", *DAY, "--exit-code", "--strict", folder=branch.top).returncode == 1


@pytest.mark.parametrize("on_main", [False, True], ids=["broken-here", "broken-on-main"])
def test_a_partner_that_one_side_cannot_read_is_not_compared(branch: Branch, on_main: bool) -> None:
    broken = NORDWIND.replace("tier: 1", "tier: [1")
    if on_main:
        branch.write("partners/nordwind.yaml", broken)
        branch.git("commit", "-aqm", "broken")
        branch.git("branch", "-f", "main", "work")
        branch.write("partners/nordwind.yaml", NORDWIND)
    else:
        branch.write("partners/nordwind.yaml", broken)
    found = branch.diff()
    assert [(one["path"], one["sides"]) for one in found["not_compared"]] == [
        ("data/partners/nordwind.yaml", ["before" if on_main else "after"])
    ]
    assert found["touches"] == found["partners"] == found["budgets"] == found["policies"] == []
    assert found["totals"]["before"] == found["totals"]["after"]
    rules = [finding["rule"] for finding in found["findings"]["solved" if on_main else "new"]]
    assert rules == ["GP001"]
    assert [f for f in found["findings"]["solved"] if f["rule"] != "GP001"] == []
    assert "Not compared, since it cannot be read: data/partners/nordwind.yaml" in branch.said("table")


def test_settings_that_cannot_be_read_stop_the_plans_and_not_the_register(branch: Branch) -> None:
    branch.write("settings.yaml", "company: [\n")
    branch.edit(PEN_FILE, "value: 40.00", "value: 45.00")
    found = branch.diff()
    assert "settings.yaml" in found["no_plan"]
    assert found["totals"] == {"before": None, "after": None}
    assert [entry["change"] for entry in found["register"]] == ["edited"]
    assert [finding["rule"] for finding in found["findings"]["new"]] == ["GP001"]
    assert found["findings"]["solved"] == []
    assert "It may not be merged as it is: it brings 1 error" in branch.said("table")


def test_a_gift_that_cannot_be_read_is_no_removed_entry(branch: Branch) -> None:
    branch.write(PEN_FILE, PEN + "value: 45.00\n")
    found = branch.diff()
    assert found["register"] == []
    assert found["touches"] == []
    assert [one["path"] for one in found["not_compared"]] == [f"data/{PEN_FILE}"]


def test_the_year_after_is_told_and_can_be_asked_for(branch: Branch) -> None:
    branch.edit(
        "partners/nordwind.yaml", "contacts:", "touches: {2027: {Q3: {date: 2027-09-14, why: they move}}}\ncontacts:"
    )
    found = branch.diff()
    assert found["touches"] == []
    assert found["further_years"][0]["touches"] == 1
    later = branch.diff("--year", "2027")
    assert (later["year"], later["further_years"]) == (2027, [])
    assert [(touch["change"], touch["after"]["date"]) for touch in later["touches"]] == [("moved", "2027-09-14")]
    assert "giftplan diff main --year 2027" in " ".join(branch.said("table").split())


def test_what_was_written_about_a_person_is_not_repeated(branch: Branch) -> None:
    branch.edit("partners/maison-lefevre.yaml", "old maps of the Loire", "sails with his daughters")
    branch.edit(PEN_FILE, "she writes every order by hand", "her left hand hurts")
    for form in ("table", "markdown", "json"):
        said = branch.said(form)
        assert not any(words in said for words in ("Loire", "daughters", "order by hand", "hurts"))
        assert "contacts" in said


def test_another_tier_shows_the_touches_that_come_with_it(branch: Branch) -> None:
    branch.edit("partners/maison-lefevre.yaml", "tier: 2", "tier: 1")
    found = branch.diff()
    assert ("added", "maison-lefevre", "Q4") in moves(found)
    assert [(row["partner"], row["before"], row["after"]) for row in found["budgets"]] == [
        ("maison-lefevre", "80.00", "160.00")
    ]


def test_a_new_holiday_moves_the_touch_that_stood_on_it_and_no_other(branch: Branch) -> None:
    plan = json.loads(inside("plan", "2026", *DAY, "--format", "json", folder=branch.top).stdout)
    day = next(t["date"] for t in plan["touches"] if (t["partner"], t["touch"]) == ("nordwind", "Q3"))
    branch.edit("calendar/2026.yaml", "2026-10-03: German Unity Day", f"{day}: A feast, 2026-10-03: German Unity Day")
    found = branch.diff()
    assert moves(found) == [("moved", "nordwind", "Q3")]
    assert found["facts"][0]["fields"] == [{"field": f"countries.DE.days.{day}", "before": None, "after": "A feast"}]
    branch.write(
        "calendar/2026.yaml", CALENDAR.replace("2026-10-03: German", "2026-10-02: A feast, 2026-10-03: German")
    )
    assert moves(branch.diff()) == []
