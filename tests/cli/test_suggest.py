"""`giftplan suggest`: the plan's own choice first, each idea with its reasons, and what ruled out the others."""

import json
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import pytest

from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.output.screen.line import plain
from giftplan.output.screen.suggest import suggest_screen
from giftplan.reports.suggestion import suggestion_for
from tests.cli.terminal import REPOSITORY
from tests.cli.terminal import show
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import PARTNER
from tests.conftest import DataFolder

DAY = ("--as-of", "2026-10-06")
SHIPPED = load(DiskTree(REPOSITORY / "data"))


@lru_cache
def suggested(partner: str, *arguments: str) -> dict[str, Any]:
    done = inside("suggest", partner, *DAY, "--format", "json", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def page(partner: str, *arguments: str) -> str:
    done = inside("suggest", partner, *DAY, *arguments)
    assert done.returncode == 0
    return done.stdout


def ids(found: dict[str, Any]) -> list[str]:
    return [idea["idea"] for idea in found["ideas"]]


def test_the_answer_says_what_it_is() -> None:
    found = suggested("nordwind", "--year", "2027")
    assert found["schema"] == "giftplan/suggest/1"
    assert (found["partner"], found["country"], found["year"], found["currency"]) == ("nordwind", "DE", 2027, "EUR")
    assert set(found) == {"schema", "partner", "country", "year", "currency", "touch", "ideas", "ruled_out"}


def test_it_is_the_touch_of_the_plan() -> None:
    planned = json.loads(inside("plan", "2027", *DAY, "--partner", "sakura", "--format", "json").stdout)["touches"]
    for in_plan in planned:
        found = suggested("sakura", "--year", "2027", "--touch", in_plan["touch"])
        same = ("touch", "date", "order_by", "form", "recipient", "budget", "status", "reasons")
        assert {key: found["touch"][key] for key in same} == {key: in_plan[key] for key in same}
        assert ids(found)[0] == in_plan["idea"]


def test_every_idea_of_the_catalogue_is_ranked_or_ruled_out_once() -> None:
    found = suggested("nordwind", "--year", "2027")
    every = [*ids(found), *(idea["idea"] for idea in found["ruled_out"])]
    assert len(every) == len(set(every)) >= 80
    assert [idea["rank"] for idea in found["ideas"]] == list(range(1, len(found["ideas"]) + 1))
    assert all(float(idea["price"]["min"]) < float(idea["up_to"]) for idea in found["ideas"])
    assert all(idea["reasons"] for idea in found["ideas"])


def test_what_is_ruled_out_names_the_rule() -> None:
    out = {idea["idea"]: (idea["rule"], idea["reason"]) for idea in suggested("najd", "--year", "2027")["ruled_out"]}
    assert out["regional-wine"][0] == "cultural-taboo"
    assert "Saudi Arabia: importing alcohol is illegal" in out["regional-wine"][1]
    assert out["ceramic-cup"][0] == "repeated-gift"
    assert out["mini-audit"][0] == "price"
    refused = {idea["rule"] for idea in suggested("kestrel", "--year", "2027")["ruled_out"]}
    assert refused == {"gift-refused", "price", "repeated-gift"}
    rules = {rule for p in ("najd", "altmuehl", "sakura") for rule in [i["rule"] for i in suggested(p)["ruled_out"]]}
    assert "kind-refused" in rules


def test_an_interest_comes_before_all_else_and_says_so() -> None:
    first = suggested("nordwind", "--year", "2027")["ideas"][0]
    assert first["reasons"][0] == "for an interest in models, trains"


def test_a_card_brings_no_ideas_but_its_reason() -> None:
    found = suggested("yunqiao", "--year", "2027")
    assert (found["touch"]["form"], found["ideas"], found["ruled_out"]) == ("card", [], [])
    assert "An unsettled complaint of 2026-07-09: mend first" in page("yunqiao", "--year", "2027")


def test_without_a_year_it_is_the_next_touch_to_come() -> None:
    assert suggested("nordwind")["touch"]["date"].startswith("2026-11")
    assert suggested("nordwind", "--touch", "Q2")["year"] == 2027
    assert suggested("nordwind", "--touch", "Q2", "--year", "2026")["touch"]["status"] == "done"


def test_a_touch_that_cannot_be_placed_says_why(data_folder: DataFolder) -> None:
    values = """\
        name: Rivoli
        country: IT
        tier: 1
        lifetime_value: {amount: 90000, basis: realised, as_of: 2025-12-31}
        policy: {gifts: allowed, verified: 2026-01-02}
        quiet: [{from: 2026-01-01, until: 2026-12-31, why: they moved}]
        contacts: [{id: anna, name: Anna Rossi}]
        """
    data_folder.add(PARTNER, values)
    done = inside("suggest", "rivoli", "--year", "2026", *DAY, folder=data_folder.root.parent)
    assert done.returncode == 0
    assert "Blocked, quiet days (they moved)" in " ".join(done.stdout.split())


def test_where_nothing_is_known_of_a_person_it_says_so(data_folder: DataFolder) -> None:
    values = """\
        name: Rivoli
        country: IT
        tier: 1
        lifetime_value: {amount: 90000, basis: realised, as_of: 2025-12-31}
        policy: {gifts: allowed, verified: 2026-01-02}
        contacts: [{id: anna, name: Anna Rossi}]
        """
    data_folder.add(PARTNER, values)
    data_folder.add("catalogue.yaml", "- {id: pen, name: Pen, kind: desk, price: {min: 90, max: 99}, tags: [pen]}\n")
    done = inside("suggest", "rivoli", "--year", "2026", "--as-of", "2026-01-05", folder=data_folder.root.parent)
    words = " ".join(done.stdout.split())
    assert "No interest of Anna Rossi is known: ask, and note it." in words
    assert "No idea is left: everything in the catalogue is ruled out." in words or "1 Pen" in words


def test_a_touch_that_is_over_brings_no_ideas() -> None:
    done = inside("suggest", "sakura", "--year", "2027", "--as-of", "2027-12-20", "--format", "json")
    found = json.loads(done.stdout)
    assert (found["touch"]["status"], found["ideas"], found["ruled_out"]) == ("missed", [], [])
    assert found["touch"]["because"].startswith("its months are over")


def test_an_idea_that_would_come_too_late_says_so() -> None:
    done = inside("suggest", "sakura", "--year", "2027", "--touch", "Q1", "--as-of", "2027-02-02", "--format", "json")
    ideas = json.loads(done.stdout)["ideas"]
    late = {idea["idea"]: idea["order_by"] for idea in ideas if idea["reasons"][0].startswith("comes too late")}
    assert late
    assert all(day < "2027-02-02" for day in late.values())
    assert all(idea["order_by"] >= "2027-02-02" for idea in ideas if idea["idea"] not in late)


def test_an_alternative_says_why_and_what_the_partner_supports() -> None:
    words = " ".join(page("kestrel", "--year", "2027").split())
    assert "Their policy refuses gifts and accepts: donation, service." in words
    assert "They support mountain rescue." in words


def test_where_a_tax_limit_leaves_a_service_no_policy_is_blamed() -> None:
    done = inside("suggest", "maison-lefevre", "--as-of", "2026-02-01", "--format", "json")
    rules = {idea["rule"] for idea in json.loads(done.stdout)["ruled_out"]}
    assert "tax-threshold-passed" in rules
    assert "gift-refused" not in rules


def test_a_restriction_that_nobody_can_look_up_rules_everything_out(data_folder: DataFolder) -> None:
    values = """\
        name: Rivoli
        country: IT
        tier: 1
        lifetime_value: {amount: 90000, basis: realised, as_of: 2025-12-31}
        policy: {gifts: allowed, verified: 2026-01-02}
        contacts: [{id: anna, name: Anna Rossi, restrictions: [no-alcohl]}]
        """
    data_folder.add(PARTNER, values)
    data_folder.add("catalogue.yaml", "- {id: pen, name: Pen, kind: desk, price: {min: 9, max: 99}, tags: [pen]}\n")
    folder = data_folder.root.parent
    done = inside("suggest", "rivoli", "--year", "2026", "--as-of", "2026-01-05", "--format", "json", folder=folder)
    found = json.loads(done.stdout)
    assert found["ideas"] == []
    assert "that the vocabulary does not know (no-alcohl)" in found["ruled_out"][0]["reason"]


def test_without_a_catalogue_it_says_so() -> None:
    """Nothing was ruled out, and nothing could be offered."""
    found = suggestion_for(
        replace(SHIPPED, catalogue={}), SHIPPED.partners["nordwind"], [2027], date(2026, 10, 6), "Q1"
    )
    assert "No idea: the catalogue is empty." in plain(suggest_screen(found, None, whole=False))


def test_a_terminal_shows_the_best_and_all_on_request() -> None:
    short = show("suggest", "nordwind", "--year", "2027", *DAY, "--color", "never", columns=80)
    whole = show("suggest", "nordwind", "--year", "2027", *DAY, "--all", "--color", "never", columns=80)
    total = len(suggested("nordwind", "--year", "2027")["ideas"])
    assert short.count("Mind: ") == 8
    assert f"{total - 8} more: giftplan suggest nordwind --year 2027 --touch Q1 --all" in short
    assert whole.count("Mind: ") == total == page("nordwind", "--year", "2027").count("Mind: ")


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_page_fits(columns: int) -> None:
    lines = show("suggest", "sakura", "--year", "2027", *DAY, "--color", "never", columns=columns).splitlines()
    assert max(map(len, lines)) <= columns
    assert not any("…" in line for line in lines)


REFUSED = [
    (("nordwindd",), "did you mean 'nordwind'?"),
    (("nordwind", "--touch", "Q9"), "--touch 'Q9'"),
    (("nordwind", "--year", "x"), "is not a year"),
    (("nordwind", "--format", "csv"), "--format 'csv'"),
]


@pytest.mark.parametrize(("arguments", "says"), REFUSED)
def test_what_names_nothing_is_refused_with_a_hint(arguments: tuple[str, ...], says: str) -> None:
    assert says in refusal(inside("suggest", *arguments), 2)


def test_a_touch_that_the_partner_does_not_get(data_folder: DataFolder) -> None:
    data_folder.add(PARTNER, "name: Rivoli\ncountry: IT\ntier: 3\ncontacts: [{id: anna, name: Anna}]\n")
    done = inside("suggest", "rivoli", "--touch", "Q4", *DAY, folder=data_folder.root.parent)
    assert (done.returncode, done.stdout) == (3, "")
    assert "rivoli does not get Q4 in 2026: the touches of that year are Q1, Q3" in done.stderr


def test_a_partner_whose_file_cannot_be_read(data_folder: DataFolder) -> None:
    data_folder.add(PARTNER, "name: [")
    done = inside("suggest", "rivoli", *DAY, folder=data_folder.root.parent)
    assert (done.returncode, done.stdout) == (3, "")
    assert "the file of 'rivoli' cannot be used: giftplan check says why" in done.stderr
