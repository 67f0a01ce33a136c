"""`giftplan show PARTNER`: the dossier that somebody reads before a meeting."""

import json
import re
from functools import lru_cache
from typing import Any

import pytest

from giftplan.output.screen.line import width_of
from tests.cli.terminal import call
from tests.cli.terminal import show
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift

DAY = ("--as-of", "2026-10-06")


@lru_cache
def page(partner: str, *arguments: str) -> str:
    """What a pipe gets of the example, its words one space apart."""
    done = inside("show", partner, *(arguments or DAY))
    assert (done.returncode, done.stderr) == (0, "")
    return " ".join(done.stdout.split())


@lru_cache
def told(partner: str, *arguments: str) -> dict[str, Any]:
    done = inside("show", partner, *(arguments or DAY), "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def of_folder(folder: DataFolder, *arguments: str) -> str:
    done = inside("show", "rivoli", *DAY, *arguments, folder=folder.root.parent)
    assert (done.returncode, done.stderr) == (0, "")
    return " ".join(done.stdout.split())


def states(found: dict[str, Any]) -> dict[str, str]:
    return {point["point"]: point["state"] for point in found["checklist"]}


def test_the_answer_says_what_it_is() -> None:
    found = told("nordwind")
    assert (found["schema"], found["partner"], found["as_of"]) == ("giftplan/show/1", "nordwind", "2026-10-06")
    assert (found["name"], found["tier"], found["tier_name"]) == ("Nordwind Logistik GmbH", 1, "Strategic")
    assert list(found) == [
        *("schema", "partner", "as_of", "currency", "path", "name", "country", "subdivision", "sector"),
        *("is_regulated", "relation", "status", "departed", "tier", "tier_name", "reviewed", "owner", "since"),
        *("lifetime_value", "revenue", "ties", "disclosed", "attachment", "causes", "people", "policy"),
        *("authorisations", "checklist", "budget", "not_planned", "touches", "blocked", "given", "received", "gifts"),
        *("referred_by", "referred", "last_met", "meetings", "feedback", "signals", "sensitive", "quiet", "events"),
        *("decisions", "waivers", "findings", "left_out"),
    ]


def test_people_their_tastes_and_who_said_so() -> None:
    shown = page("nordwind")
    assert "Person Anna Keller, Managing director; write in German" in shown
    assert "Likes tea (assistant, Oct 2025), letterpress (company, Mar 2026)" in shown
    assert "In common writing with Claire Morel" in shown
    assert "Not leather" in shown
    assert "Formerly Papeteries Hautclair (hautclair camille)" in page("verdier")
    assert "Welcome silk garment, as they said themselves" in page("najd")
    assert "Camille Perret, Shop projects; left 30 Jun 2025" in page("hautclair")


def test_their_policy_in_words() -> None:
    assert "100.00 EUR a gift; read 14 Jan 2026 with procurement" in page("nordwind")
    assert (
        "100.00 EUR a year for the whole company, at most 3 gifts a year, unwelcome: experience; read 15 Jan 2026"
        in page("maison-lefevre")
    )
    assert "no gifts, but welcome: service, donation; read 20 Jan 2026 with company secretary" in page("kestrel")
    assert "300.00 NOK a gift for each who shares it; heard from Ingrid Solheim, verified by nobody" in page("fjordlys")
    assert "Their policy nobody asked yet: giftplan letter policy rivoli" in page("rivoli")
    assert "gifts are allowed, no regular gifts, unwelcome: experience, hospitality" in page("altmuehl")
    assert "granted 27 Jan 2026 up to 20.00 EUR a gift until 30 Jun 2026 (over), asked 14 Jan 2026" in page("verdier")
    assert "Authorised asked 31 Aug 2026, no answer yet refused 9 Sep 2025, asked 20 Aug 2025" in page("tallgrass")


def test_the_checklist_has_five_points_each_with_its_state_and_the_reason() -> None:
    assert list(states(told("nordwind"))) == ["verified", "alternative", "services", "registered", "authorised"]
    assert list(states(told("nordwind")).values()) == ["done", "done", "open", "done", "not needed"]
    assert list(states(told("kestrel")).values()) == ["done", "done", "done", "done", "not needed"]
    assert list(states(told("tallgrass")).values()) == ["done", "open", "open", "done", "open"]
    assert set(states(told("hautclair")).values()) == {"not needed", "done"}
    assert all(point["reason"] for point in told("verdier")["checklist"])
    assert "verified ✓ · alternative known ✓ · services considered – · registered ✓ · authorised n/a" in page(
        "nordwind"
    )
    assert "authorised, open: asked on 2026-08-31, no answer yet, and silence is no yes" in page("tallgrass")


def test_the_budget_says_what_is_given_planned_and_what_bound_it() -> None:
    shown = page("nordwind")
    assert "Budget 2026 █████▒▒▒░░ 125.20 given, 73.00 planned, of 280.00 EUR; the middle of its share" in shown
    budget = told("maison-lefevre")["budget"]
    assert (budget["spent"], budget["planned"], budget["allowance"]) == ("75.30", "24.70", "100.00")
    assert (budget["usable"], budget["bound_by"], budget["left"]) == ("73.00", "limit", "24.70")
    assert "its policy's limit for the year; the tax limits of its people leave room for 73.00" in page(
        "maison-lefevre"
    )
    assert "none, a prospect: nothing exists yet that a gift could be proportioned to" in page("cedarfall")
    planned = json.loads(inside("plan", "2026", *DAY, "--partner", "kestrel", "--format", "json").stdout)
    assert told("kestrel")["touches"] == planned["touches"]
    assert told("kestrel")["blocked"] == planned["blocked"]


def test_given_and_received_stand_side_by_side() -> None:
    """33.10 + 30.60 + 58.50 + 71.80 + 53.40, extras included; the card is counted apart."""
    assert "Given 5 gifts, 247.40 EUR since 2025, and 1 card · Received 1 gift, 9.00 EUR since 2026" in page("nordwind")
    found = told("nordwind")
    assert found["given"] == {"gifts": 5, "value": "247.40", "cards": 1, "since": 2025, "without_rate": 0}
    assert found["received"] == {"gifts": 1, "value": "9.00", "cards": 0, "since": 2026, "without_rate": 0}


@pytest.mark.parametrize("partner", ["nordwind", "sakura", "yunqiao", "fjordlys", "hautclair"])
def test_no_account_is_made_of_gifts(partner: str) -> None:
    words = page(partner) + inside("show", partner, *DAY, "--format", "markdown").stdout
    assert re.findall(r"\b(balance|debt|owes?|owed|difference|ahead|behind|deficit|return on)\b", words) == []


def test_the_table_has_every_gift_and_what_is_to_come() -> None:
    lines = inside("show", "sakura", *DAY).stdout.splitlines()
    dated = [line.split()[0] for line in lines if re.match(r" \d{4}-\d\d-\d\d ", line)]
    gifts = json.loads(inside("show", "sakura", *DAY, "--format", "json").stdout)["gifts"]
    assert [one["date"] for one in gifts] == dated[: len(gifts)]
    assert "2026-11-12" in dated
    assert {one["state"] for one in gifts} >= {"given", "ordered"}
    assert "176.00 CNY given delighted" in page("yunqiao")
    assert "Honey" not in page("nordwind")
    assert "Jar of honey from Miriam's allotment claire 9.00 received not thanked yet" in page("nordwind")
    assert "thanked 19 Sep 2025, declared 18 Sep 2025" in page("yunqiao")
    assert "Q4 Locomotive in small scale thorben 73.00 planned" in page("nordwind")
    assert "- Q3 they move offices that month - skipped" in page("maison-lefevre")


def test_what_is_blocked_says_what_mends_it() -> None:
    shown = page("kestrel")
    assert "- Q3 no day is left - blocked" in shown
    assert "Blocked Q3, quiet days (they move the works) took 14 of 14 delivery days: give Q3 a date" in shown


def test_the_story_of_the_relation() -> None:
    lefevre, fjordlys = page("maison-lefevre"), page("fjordlys")
    assert "To us they were the first to trust us; they saw us grow" in lefevre
    assert "Brought by Banque Verdier SA, 1 Feb 2014" in lefevre
    assert "Signs leader of its niche in three countries (trade press, 10 Dec 2025)" in lefevre
    assert "We meet at Shop fitting fair, 20 May 2027" in lefevre
    assert "Decided Q2 2026 on 21 May 2026: we meet at the fair Q3 2026 left out: they move offices" in lefevre
    assert "Tier 1 since 2026; last questioned 23 Jan 2026" in lefevre
    assert "Met they asked to meet on 22 Sep 2026, and nobody has met since: wants to show the new foundry" in fjordlys
    assert "2 of 5, disappointed, 9 Jul 2026, not settled: our brackets scratched" in page("yunqiao")
    assert "2 of 5, disappointed, 8 Oct 2025, settled 29 Oct 2025: billed twice" in page("tallgrass")
    assert "Tie a friend of ours, disclosed 5 Nov 2024" in page("rivoli")
    assert "Take care crisis until 6 Nov 2026, open now" in page("nordwind")
    assert "Take care renewal from 8 Mar 2027 to 30 Apr 2027" in page("verdier")
    assert "They support mountain rescue" in page("kestrel")
    assert told("kestrel")["last_met"] == "2026-03-18"  # the audit was handed over in person


def test_what_a_referral_bought_is_a_fact_of_its_own() -> None:
    said = "Maison Lefèvre, 1 Feb 2014; the first word from us on 19 Feb 2025; it bought for 6,500.00 EUR in 2023"
    assert said in page("verdier")
    (brought,) = told("verdier")["referred"]
    assert brought["revenue"][-1] == {"year": 2025, "amount": "42000.00"}


def test_facts_and_readings_of_a_departure_stand_apart() -> None:
    shown = page("hautclair")
    assert "client since Jan 2013, left 6 Feb 2026" in shown
    assert "Left 6 Feb 2026, by them; why: unknown Facts orders fell from 36000 in 2024" in shown
    assert "Our reading the whole trade shrinks" in shown
    assert "giftplan letter" not in shown
    assert "giftplan suggest" not in shown


def test_the_rules_speak_last_and_advice_as_well() -> None:
    findings = told("maison-lefevre")["findings"]
    assert [(one["level"], one["rule"]) for one in findings] == [
        *(("warning", "GP109"), ("warning", "GP701"), ("advice", "GP303"), ("advice", "GP709")),
    ]
    assert "advice GP709 one of our 3 largest partners, and close to us" in page("maison-lefevre")
    every = json.loads(inside("check", *DAY, "--all", "--format", "json").stdout)["findings"]
    for name in ("kestrel", "hautclair", "yunqiao"):
        theirs = sorted((one["rule"], one["path"]) for one in every if one["partner"] == name)
        assert sorted((one["rule"], one["path"]) for one in told(name)["findings"]) == theirs


def test_what_came_later_is_not_known_yet() -> None:
    then = ("--as-of", "2026-02-20")
    found = told("nordwind", *then)
    assert [said["date"] for said in found["feedback"]] == ["2025-12-04"]
    assert [met["held"] for met in found["meetings"]] == ["2025-03-12"]
    assert [liked["topic"] for liked in found["people"][0]["interests"]] == ["tea"]
    teapot = next(one for one in found["gifts"] if one["nature"] == "Cast-iron teapot")
    assert (teapot["state"], teapot["reaction"]) == ("ordered", None)
    assert (found["given"]["gifts"], found["received"]["gifts"]) == (3, 0)
    assert "125.20 given and ordered" in page("nordwind", *then)
    early = told("kestrel", "--as-of", "2025-01-10")
    assert (early["policy"]["gifts"], early["policy"]["verified"], early["policy"]["source"]) == ("unknown", None, None)
    assert states(early)["verified"] == "open"
    old = told("maison-lefevre", "--as-of", "2025-06-01")
    assert (old["policy"]["limit"], old["policy"]["asked"], old["tier"]) == ("75.00", "Jean Lefèvre", 2)
    assert told("tallgrass", "--as-of", "2025-08-25")["authorisations"] == [
        {"asked": "2025-08-20", "answered": None, "answer": None, "max": None, "until": None, "reference": None}
    ]
    assert told("hautclair", "--as-of", "2025-06-01")["people"][1]["is_there"]
    assert "leaving 6 Feb 2026" in page("hautclair", "--as-of", "2025-06-01")


def test_a_terminal_shows_the_newest_and_all_on_request(data_folder: DataFolder) -> None:
    people = ", ".join(f"{{id: p{number}, name: Person {number}}}" for number in range(30))
    data_folder.add(PARTNER, f"name: Rivoli\ncountry: IT\ncontacts: [{people}]\n")
    for number in range(1, 15):
        record = gift(date=f"2025-06-{number:02}", recipients="[p1]", nature=f"Pen {number}x")
        data_folder.add(f"gifts/2025/{number}.yaml", record)
    folder = data_folder.root.parent
    short = show("show", "rivoli", *DAY, "--color", "never", columns=80, folder=folder)
    assert "Further       25 people (Person 5, Person 6, Person 7, Person 8 and 21 more)" in short
    assert "4 earlier gifts and cards: giftplan show rivoli --all" in short
    assert ("Pen 4x" in short, "Pen 5x" in short, "Person 29" in short) == (False, True, False)
    assert "findings more about gifts of earlier years: giftplan show rivoli --all" in short
    for whole in (
        show("show", "rivoli", *DAY, "--all", "--color", "never", columns=80, folder=folder),
        inside("show", "rivoli", *DAY, folder=folder).stdout,
    ):
        assert [number for number in range(30) if f"Person {number}," not in whole] == []
        assert [number for number in range(1, 15) if f"Pen {number}x" not in whole] == []
        assert "GP508" in whole
        assert "--all" not in whole


def test_where_nothing_is_known_it_says_so(data_folder: DataFolder) -> None:
    shown = of_folder(data_folder)
    for words in (
        "Rivoli · Italy · no tier yet · client · no owner",
        "Person Anna Rossi, what they do is not written down Likes nothing known yet: listen, and note it",
        "Their policy nobody asked yet: giftplan letter policy rivoli",
        "registered, not needed: nothing was given or received yet",
        "Budget 2026 none, not classed in a tier yet: cards only",
        "Given nothing yet · Received nothing yet",
        "Met never in person, as far as it is written down",
        "Feedback nothing heard yet",
    ):
        assert words in shown
    assert states(json.loads(inside("show", "rivoli", "--format", "json", folder=data_folder.root.parent).stdout))


def test_an_old_interest_wants_asking_again(data_folder: DataFolder) -> None:
    interests = "[{topic: tea, source: assistant, noted: 2021-09-30}, {topic: chess}]"
    data_folder.add(PARTNER, f"name: R\ncountry: IT\ncontacts: [{{id: a, name: A, interests: {interests}}}]\n")
    said = "tea (assistant, Sep 2021): heard long ago, ask again, chess (nobody wrote down who said so, no date)"
    assert said in of_folder(data_folder)


def test_diets_and_unknown_languages_are_told_as_they_are(data_folder: DataFolder) -> None:
    who = "{id: a, name: A, language: qz, restrictions: [no-alcohol, vegetarian]}"
    data_folder.add(PARTNER, f"name: R\ncountry: IT\ncontacts: [{who}]\n")
    shown = of_folder(data_folder)
    assert "write in qz" in shown
    assert "Not alcohol Only vegetarian" in shown


def test_gifts_that_were_turned_down_are_shown_and_in_no_sum(data_folder: DataFolder) -> None:
    data_folder.add("gifts/2026/a.yaml", gift(date="2026-02-17", nature="Lamp", outcome="declined"))
    data_folder.add("gifts/2026/b.yaml", gift(date="2026-03-17", nature="Tray", outcome="cancelled"))
    data_folder.add("gifts/2026/c.yaml", gift(date="2026-04-17", nature="Pen", currency="XAF", value="900"))
    back = gift(date="2026-05-05", nature="Wine", direction="received", recipients="[claire]", outcome="returned")
    data_folder.add("gifts/2026/d.yaml", back)
    shown = of_folder(data_folder)
    assert "Given 1 gift (1 without a known rate) since 2026 · Received nothing yet" in shown
    assert "1 gift without a rate counted as if in EUR" in shown
    for words in ("Lamp anna 20.00 declined", "Tray anna 20.00 cancelled", "900.00 XAF given", "received, returned"):
        assert words in shown


def test_waivers_in_force_name_who_why_and_until_when(data_folder: DataFolder) -> None:
    waivers = """\
        waivers:
          - {rule: GP206, why: agreed by finance, by: claire, until: 2026-12-31}
          - {rule: GP302, why: long over, by: paul, until: 2025-12-31}
        """
    data_folder.extend(PARTNER, waivers)
    own = "waivers: [{rule: GP301, why: their feast, by: paul, until: 2026-02-28}]\n"
    data_folder.add("gifts/2026/a.yaml", gift() + own)
    shown = of_folder(data_folder)
    said = "Set aside GP206 by claire until 31 Dec 2026: agreed by finance GP301 for the gift of 17 Feb 2026 by paul"
    assert said in shown
    assert "long over" not in shown


LOST = [
    ("settings.yaml", "nothing can be planned without settings.yaml, and it cannot be used: giftplan check says why"),
    ("tiers.yaml", "nothing can be planned without tiers.yaml"),
    ("touches.yaml", "nothing can be planned without touches.yaml"),
]


@pytest.mark.parametrize(("file", "says"), LOST)
def test_beside_a_file_that_cannot_be_read_the_rest_is_told(data_folder: DataFolder, file: str, says: str) -> None:
    data_folder.add(file, "- {")
    data_folder.add("gifts/2026/a.yaml", gift())
    shown = of_folder(data_folder)
    assert f"Budget 2026 {says}" in shown
    assert f"Left out: 1 file that cannot be used ({file})" in shown
    assert "Engraved pen" in shown
    assert "Anna Rossi" in shown
    found = json.loads(inside("show", "rivoli", *DAY, "--format", "json", folder=data_folder.root.parent).stdout)
    assert (found["budget"], found["touches"], found["left_out"]) == (None, [], [f"data/{file}"])
    assert says in found["not_planned"]
    written = inside("show", "rivoli", *DAY, "--format", "markdown", folder=data_folder.root.parent)
    assert (written.returncode, "Engraved pen" in written.stdout) == (0, True)


def test_without_settings_nobody_is_called_well(data_folder: DataFolder) -> None:
    data_folder.add("settings.yaml", "- {")
    data_folder.add("gifts/2026/a.yaml", gift())
    assert "registered, open: nobody can tell without settings.yaml" in of_folder(data_folder)


def test_a_gift_file_that_cannot_be_read_may_be_theirs(data_folder: DataFolder) -> None:
    data_folder.add("gifts/2026/b.yaml", "partner: [")
    assert "registered, open: gifts/2026/b.yaml cannot be used, and may be about them" in of_folder(data_folder)


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("tier: 7", "nothing can be planned: tiers.yaml has no tier 7. giftplan check says more"),
        ("country: QQ", "nothing can be planned: there is no country 'QQ'. giftplan check says more"),
    ],
)
def test_a_tier_or_country_that_does_not_exist(data_folder: DataFolder, field: str, says: str) -> None:
    country = "" if field.startswith("country") else "country: IT\n"
    data_folder.add(PARTNER, f"name: R\n{country}{field}\ncontacts: [{{id: a, name: A}}]\n")
    shown = of_folder(data_folder)
    assert says in shown
    assert "error GP004" in shown
    assert "giftplan suggest" not in shown


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nordwindd",), "did you mean 'nordwind'?"),
        (("nordwind", "--format", "csv"), "--format 'csv': write one of table, json, markdown"),
        (("nordwind", "--contact", "anna", "--format", "markdown"), "--format 'markdown'"),
    ],
)
def test_what_names_nothing_is_refused_with_a_hint(arguments: tuple[str, ...], says: str) -> None:
    assert says in refusal(inside("show", *arguments), 2)


def test_a_partner_whose_file_cannot_be_read(data_folder: DataFolder) -> None:
    data_folder.add(PARTNER, "name: [")
    done = inside("show", "rivoli", *DAY, folder=data_folder.root.parent)
    assert "the file of 'rivoli' cannot be used: giftplan check says why" in refusal(done, 3)


def test_a_reading_that_nobody_can_date_is_not_called_well(data_folder: DataFolder) -> None:
    policy = "policy: {gifts: allowed, verified: 2026-09-01, asked: legal}"
    data_folder.add(PARTNER, f"name: R\ncountry: IT\n{policy}\ncontacts: [{{id: anna, name: A}}]\n")
    assert "verified, done: read on 2026-09-01, with legal" in of_folder(data_folder)
    data_folder.add("vocabulary.yaml", "- {")
    assert "verified, open: read on 2026-09-01; whether that still holds" in of_folder(data_folder)


def test_a_gift_that_only_the_catalogue_could_tell_is_not_called_well(data_folder: DataFolder) -> None:
    data_folder.add("catalogue.yaml", "- {")
    data_folder.add("gifts/2026/a.yaml", gift(gift="pen", kind="", value="0.00"))
    assert "registered, open: nobody can tell without catalogue.yaml" in of_folder(data_folder)


def test_a_long_name_is_whole_on_a_narrow_screen(data_folder: DataFolder) -> None:
    name = "Maria " * 20
    data_folder.add(PARTNER, f"name: R\ncountry: IT\ncontacts: [{{id: a, name: '{name.strip()}'}}]\n")
    shown = show("show", "rivoli", *DAY, "--color", "never", columns=60, folder=data_folder.root.parent)
    assert (shown.count("Maria"), max(map(len, shown.splitlines())) <= 60) == (20, True)


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("partner", ["kestrel", "maison-lefevre", "verdier"])
def test_the_page_fits(partner: str, columns: int) -> None:
    shown = show("show", partner, *DAY, "--color", "never", columns=columns)
    assert max(map(width_of, shown.splitlines())) <= columns
    assert "…" not in shown
    assert ("Hidden at this width" in shown) == (columns == 60)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_terminals_without_utf8_get_plainer_signs(encoding: str) -> None:
    done = call("show", "nordwind", *DAY, environment={"PYTHONIOENCODING": encoding}, encoding=encoding)
    assert (done.returncode, done.stderr) == (0, "")
    assert "verified ok" in done.stdout
    assert "#####===.. 125.20 given" in done.stdout
