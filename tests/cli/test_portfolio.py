"""`giftplan portfolio`: who carries us, who waits, who left; and the same as if one were not there."""

import json
import re
from functools import lru_cache
from typing import Any

import pytest

from tests.cli.terminal import call
from tests.cli.terminal import show
from tests.cli.test_hostile import FIFTY
from tests.cli.test_hostile import as_json
from tests.cli.test_hostile import as_markdown
from tests.cli.test_hostile import as_plain
from tests.cli.test_hostile import missing
from tests.cli.test_hostile import written
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import PARTNER
from tests.conftest import DataFolder

DAY = ("--as-of", "2026-10-06")


@lru_cache
def told(*arguments: str) -> dict[str, Any]:
    done = inside("portfolio", *DAY, "--format", "json", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def words(*arguments: str, folder: DataFolder | None = None, day: tuple[str, ...] = DAY) -> str:
    """The piped page, its lines joined."""
    where = {"folder": folder.root.parent} if folder else {}
    done = inside("portfolio", *day, *arguments, **where)
    assert (done.returncode, done.stderr) == (0, "")
    return " ".join(done.stdout.split())


def test_the_answer_says_what_it_is() -> None:
    found = told()
    assert (found["schema"], found["as_of"], found["currency"]) == ("giftplan/portfolio/1", "2026-10-06", "EUR")
    assert (found["without"], found["shares_known"], found["left_out"]) == ([], True, [])
    assert found["partners"] == {"active": 15, "prospect": 2, "departed": 1}
    assert found["marks"] == {"watch": "0.2500", "alarm": "0.4000"}


def test_the_shares_of_the_example() -> None:
    """42,000 of 154,500 is 27.18 %; with 21,500 and 21,000 the first three have 84,500, 54.69 %."""
    last = told()["years"][-1]
    assert (last["year"], last["closed"], last["revenue"], last["partners"]) == (2025, True, "154500.00", 12)
    largest = {"partner": "maison-lefevre", "revenue": "42000.00", "share": "0.2718", "mark": "watch"}
    assert (last["largest"], last["first_three"], last["herfindahl"]) == (largest, "0.5469", "1387")
    page = words()
    assert "Herfindahl index 1,387 in 2025" in page
    assert "One partner alone is 10,000; 1,387 is as even as 7.2 of one size." in page
    assert "Of the 12 that bought in 2025, 11 partners are still with us: 139,900.00 EUR, 90.6 % of that year." in page
    assert "maison-lefevre: 27.2 % of 2025's revenue: above the watch mark" in page


def test_attachment_is_told_in_words_and_counted_nowhere() -> None:
    page = words()
    assert "maison-lefevre: the first who trusted us; saw us grow; the largest in 2025." in page
    assert "kestrel: we are proud to work for them" in page
    assert "najd: recommends us" in page
    assert told()["attachment"][0] == {
        "partner": "maison-lefevre",
        "name": "Maison Lefèvre",
        "marks": ["first-trust", "grew-with-us"],
        "rank": 1,
    }


def test_who_brought_whom_and_what_they_bought() -> None:
    assert (
        "verdier: brought maison-lefevre on 1 Feb 2014, had a word from us since. maison-lefevre bought 79,500.00 EUR "
        "since: 6,500.00 in 2023, 31,000.00 in 2024, 42,000.00 in 2025"
    ) in words()


def test_a_departure_keeps_facts_and_readings_apart() -> None:
    (gone,) = told()["departed"]
    assert (gone["partner"], gone["date"], gone["by"], gone["why"]) == ("hautclair", "2026-02-06", "them", "unknown")
    assert gone["facts"][0] == "orders fell from 36000 in 2024 to 14600 in 2025"
    assert gone["reading"][0] == "the whole trade shrinks; not every client who leaves is unhappy"
    assert gone["freed"] == {"year": 2026, "allowance": "468.00", "touches": 4}
    assert gone["given_since"] == {"date": "2026-02-17", "nature": "Goodbye card"}
    page = words()
    assert "nobody told us why: ask once, and respect the answer" in page
    assert page.index("Facts: orders fell") < page.index("Our reading: the whole trade")
    assert "What is set free could go first to fjordlys, orme (to look at again), or to an idea" in page


def test_who_waits_comes_last() -> None:
    page = words()
    assert "fjordlys: tier 3; its revenue grew by 69% from 2024 to 2025; ordered for a second site" in page
    assert "cedarfall: on 12 May 2026, 147 days ago, prospect: wants to see our workshop" in page
    assert "yunqiao: scored 2 on 9 Jul 2026: our brackets scratched forty of their panels" in page
    assert page.index("Departed ·") < page.index("Look at again ·") < page.index("Asked to meet us ·")
    assert "Nothing found under: Dormant, Not met for 24 months" in page


def test_friends_are_looked_at_as_work() -> None:
    assert "rivoli: a friend's company; disclosed on 5 Nov 2024; last feedback 4 on 24 Feb 2026" in words()


def test_nobody_s_future_is_told() -> None:
    pages = words() + words("--without", "maison-lefevre")
    assert re.findall(r"\b(will|would|probab\w+|risk\w*|predict\w*|likely|score of)\b", pages) == []


def test_without_the_largest() -> None:
    """154,500 without 42,000 is 112,500, of which sakura's 21,500 is 19.1 %."""
    found = told("--without", "maison-lefevre")
    (gone,) = found["without"]
    assert (gone["revenue"], gone["share"], gone["marks"]) == ("42000.00", "0.2718", ["first-trust", "grew-with-us"])
    assert gone["freed"] == {"year": 2026, "allowance": "100.00", "touches": 3}
    assert gone["people"] == [{"contact": "jean", "name": "Jean Lefèvre", "role": "Managing director"}]
    assert [one["partner"] for one in gone["brought"]] == ["orme"]
    assert (found["revenue_left"], found["with_them"]["herfindahl"]) == ("112500.00", "1387")
    last = found["years"][-1]
    assert (last["largest"]["partner"], last["largest"]["share"], last["herfindahl"]) == ("sakura", "0.1911", "1222")
    page = words("--without", "maison-lefevre")
    assert "112,500.00 EUR of 154,500.00 in 2025 (72.8 %), of which 14,600.00 from who has left" in page
    assert "Brought us orme: partners of their own, who stay in these figures" in page


def test_several_can_be_set_aside_and_one_named_twice_counts_once() -> None:
    found = told("--without", "maison-lefevre", "--without", "sakura", "--without", "sakura")
    assert [one["partner"] for one in found["without"]] == ["maison-lefevre", "sakura"]
    assert found["revenue_left"] == "91000.00"


def test_what_is_free_is_what_budget_says() -> None:
    budget = json.loads(inside("budget", "2026", *DAY, "--format", "json").stdout)["partners"]
    for row in budget:
        freed = told("--without", row["partner"])["without"][0]["freed"]
        assert freed["allowance"] == row["allowance"] or row["partner"] == "hautclair"


REFUSED = [
    (("--without", "nordwindd"), "did you mean 'nordwind'?"),
    (("--format", "csv"), "--format 'csv'"),
    (("--as-of", "soon"), "is no day"),
]


@pytest.mark.parametrize(("arguments", "says"), REFUSED)
def test_what_names_nothing_is_refused_with_a_hint(arguments: tuple[str, ...], says: str) -> None:
    assert says in refusal(inside("portfolio", *arguments), 2)


def test_a_folder_without_partners(data_folder: DataFolder) -> None:
    data_folder.remove(PARTNER)
    assert words(folder=data_folder) == (
        "Portfolio · no partners yet The first one: giftplan new PARTNER --name ... --country ..."
    )
    done = inside("portfolio", *DAY, "--format", "json", folder=data_folder.root.parent)
    assert (json.loads(done.stdout)["years"], json.loads(done.stdout)["shares"]) == ([], [])


def test_one_partner_that_bought_nothing(data_folder: DataFolder) -> None:
    page = words(folder=data_folder)
    assert page.startswith("Portfolio · 1 active partner No revenue of a closed year is written down")
    assert "1 partner without 'since': 0 of 0 gifts, 0 of 0 cards; 1 had nothing" in page
    assert words("--without", "rivoli", folder=data_folder).startswith(
        "Portfolio without rivoli · no revenue of a closed year Set aside"
    )


def test_one_partner_alone_carries_everything(data_folder: DataFolder) -> None:
    data_folder.extend(PARTNER, "revenue: {2025: 1000}\n")
    assert "rivoli: 100.0 % of 2025's revenue: above the alarm mark" in words(folder=data_folder)
    page = words("--without", "rivoli", folder=data_folder)
    assert "0.00 EUR of 1,000.00 in 2025 (0.0 %)" in page
    assert "Nobody else bought anything in 2025." in page


def test_while_a_partner_cannot_be_read_no_share_is_said(data_folder: DataFolder) -> None:
    data_folder.extend(PARTNER, "revenue: {2025: 1000}\n")
    data_folder.add("partners/bad.yaml", "name: [")
    page = words(folder=data_folder)
    assert "Shares of revenue are left out: a partner's file cannot be read" in page
    assert "100.0" not in page
    assert "Left out: 1 file that cannot be used (partners/bad.yaml). giftplan check says why" in page
    assert "Nothing found" not in page
    assert "Shares of revenue are left out" in words("--without", "rivoli", folder=data_folder)
    done = inside("portfolio", *DAY, "--format", "json", folder=data_folder.root.parent)
    found = json.loads(done.stdout)
    assert (found["shares_known"], found["shares"], found["years"]) == (False, [], [])
    assert "partners/bad.yaml" in done.stderr
    lost = inside("portfolio", "--without", "bad", folder=data_folder.root.parent)
    assert (lost.returncode, lost.stdout) == (3, "")
    assert "the file of 'bad' cannot be used" in lost.stderr


@pytest.mark.parametrize("arguments", [(), ("--without", "rivoli")])
@pytest.mark.parametrize("form", ["table", "json", "markdown"])
def test_without_settings_what_can_be_said_is_said(
    data_folder: DataFolder, arguments: tuple[str, ...], form: str
) -> None:
    data_folder.extend(PARTNER, "revenue: {2025: 1000}\nreferred_by: {partner: rivoli-two, date: 2025-01-01}\n")
    data_folder.extend(PARTNER, "status: departed\ndeparted: {date: 2026-02-01, why: they moved}\n")
    data_folder.add("settings.yaml", "company: [")
    done = inside("portfolio", *DAY, "--format", form, *arguments, folder=data_folder.root.parent)
    assert done.returncode == 0
    assert "1,000.00" in done.stdout or "1000.00" in done.stdout
    if form == "table" and not arguments:
        said = " ".join(done.stdout.split())
        assert "Left out, since settings.yaml cannot be used: the marks" in said
        assert "as said: they moved" in said


def test_a_silent_departure_is_counted_in_days(data_folder: DataFolder) -> None:
    data_folder.extend(PARTNER, "status: departed\ndeparted: {date: 2025-06-01, by: us}\n")
    page = words(folder=data_folder)
    assert "rivoli: Rivoli, left on 1 Jun 2025, by ours; why is not written down" in page
    assert "No word from us in the 492 days since" in page


def test_without_tiers_what_is_set_free_is_not_guessed(data_folder: DataFolder) -> None:
    data_folder.extend(PARTNER, "status: departed\ndeparted: {date: 2026-02-01}\n")
    data_folder.remove("tiers.yaml")
    page = words(folder=data_folder)
    assert "What is set free cannot be worked out: giftplan check says why" in page
    assert "Left out: 1 file that cannot be used (tiers.yaml)" in page


def test_a_tie_that_nobody_disclosed(data_folder: DataFolder) -> None:
    data_folder.extend(PARTNER, "ties: family\n")
    page = words(folder=data_folder)
    assert "rivoli: a relative's company; not disclosed yet: do it now; no feedback asked for yet" in page


def many(folder: DataFolder, number: int) -> None:
    """So many partners that all look bigger than their tier."""
    for index in range(number):
        lines = f"name: P{index}\ncountry: IT\ntier: 3\nrevenue: {{2024: 100, 2025: {200 + index}}}\n"
        folder.add(f"partners/p-{index:03}.yaml", f"{lines}contacts: [{{id: anna, name: Anna}}]\n")


def test_a_terminal_is_told_of_the_first_and_how_many_more(data_folder: DataFolder) -> None:
    many(data_folder, 40)
    folder = data_folder.root.parent
    short = show("portfolio", *DAY, "--color", "never", columns=80, folder=folder)
    whole = show("portfolio", *DAY, "--all", "--color", "never", columns=80, folder=folder)
    assert " and 32 more: giftplan portfolio --all" in short
    assert " and 37 more: giftplan portfolio --all" in short
    assert "giftplan portfolio --all" not in whole
    assert "giftplan portfolio --all" not in call("portfolio", *DAY, folder=folder).stdout
    assert len(short.splitlines()) < 60 < len(whole.splitlines())
    assert all(f"p-{index:03}" in whole for index in range(40))
    without = show("portfolio", *DAY, "--without", "p-000", "--color", "never", columns=80, folder=folder)
    assert " and 31 more: giftplan portfolio --without p-000 --all" in without


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("arguments", [(), ("--without", "maison-lefevre")])
def test_the_page_fits(columns: int, arguments: tuple[str, ...]) -> None:
    page = show("portfolio", *DAY, *arguments, "--color", "never", columns=columns)
    assert max(map(len, page.splitlines())) <= columns
    assert "…" not in page


def test_a_terminal_without_utf8_gets_plainer_signs() -> None:
    done = call("portfolio", *DAY, environment={"PYTHONIOENCODING": "ascii"}, encoding="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Portfolio - 15 active partners")


def hostile(folder: DataFolder) -> None:
    """What people wrote, wherever a portfolio shows it."""
    every = ", ".join(map(written, FIFTY))
    folder.extend(PARTNER, f"status: departed\ndeparted: {{date: 2026-02-01, facts: [{every}], reading: [{every}]}}\n")
    signals = "".join(f"  - {{date: 2026-03-01, what: {written(text)}}}\n" for text in FIFTY)
    meetings = "".join(f"  - {{asked: 2026-03-01, by: them, note: {written(text)}}}\n" for text in FIFTY)
    folder.add(
        "partners/asks.yaml",
        "name: Asks\ncountry: IT\ntier: 3\ncontacts: [{id: anna, name: Anna}]\n"
        f"signals:\n{signals}meetings:\n{meetings}",
    )


def test_what_people_wrote_is_shown_as_it_is(data_folder: DataFolder) -> None:
    hostile(data_folder)
    for form, read, raw in (("json", as_json, True), ("markdown", as_markdown, False), ("table", as_plain, False)):
        done = inside("portfolio", *DAY, "--format", form, folder=data_folder.root.parent)
        assert (done.returncode, done.stderr) == (0, "")
        said = read(done.stdout)
        assert missing(said, raw) == []
        assert said.count("q07z") == 4
