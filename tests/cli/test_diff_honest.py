"""`giftplan diff` gives no green light that was not earned, raises no false alarm, and repeats nothing about people."""

import json

import pytest

from tests.cli.test_diff import DAY
from tests.cli.test_diff import NORDWIND
from tests.cli.test_diff import PEN
from tests.cli.test_diff import PEN_FILE
from tests.cli.test_diff import Branch
from tests.cli.test_diff import branch as branch
from tests.cli.test_diff import template as template
from tests.cli.test_main import inside
from tests.planning.books import LIMITS
from tests.planning.books import limit
from tests.planning.books import written

AGREE = "Compliance has to agree first."


def on_main(branch: Branch, message: str = "before") -> None:
    """What was written so far is what main has."""
    branch.git("add", "-A")
    branch.commit(message)
    branch.git("branch", "-f", "main", "work")


def verdict(branch: Branch) -> str:
    return next(line for line in reversed(branch.said("markdown").split("\n\n")[1].splitlines()))


def test_a_warning_that_becomes_an_error_is_new(branch: Branch) -> None:
    branch.edit("cultures/cn.yaml", '"confidence": "high"', '"confidence": "medium"')
    branch.write("partners/yunqiao.yaml", NORDWIND.replace("DE", "CN").replace("Nordwind", "Yunqiao"))
    clock = PEN.replace("nordwind", "yunqiao").replace("Engraved pen", "Desk clock") + "tags: [clock]\n"
    branch.write("gifts/2026/2026-02-17-yunqiao.yaml", clock)
    on_main(branch)
    branch.edit("cultures/cn.yaml", '"confidence": "medium"', '"confidence": "high"')
    found = branch.diff()["findings"]
    assert [(new["rule"], new["level"]) for new in found["new"]] == [("GP401", "error")]
    assert inside("diff", *DAY, "--exit-code", folder=branch.top).returncode == 1


def test_a_second_file_of_the_same_name_hides_nothing(branch: Branch) -> None:
    branch.write("limits/shared/zz.yaml", written({"name": "France", "limits": LIMITS["limits"]}))
    branch.edit("limits/fr.yaml", '"level": "warn"', '"level": "inform"')
    facts = {(fact["change"], fact["path"]): fact for fact in branch.diff()["facts"]}
    assert set(facts) == {("added", "data/limits/shared/zz.yaml"), ("changed", "data/limits/fr.yaml")}
    assert facts["changed", "data/limits/fr.yaml"]["sense"] == "looser"


def test_a_renamed_file_of_laws_shows_what_was_raised_in_it(branch: Branch) -> None:
    text = (branch.root / "limits/fr.yaml").read_text(encoding="utf-8")
    (branch.root / "limits/fr.yaml").unlink()
    branch.write("limits/shared/french.yaml", text.replace('"name": "France"', '"name": "French Republic"'))
    branch.edit("limits/shared/french.yaml", '"amount": "73"', '"amount": "730"')
    (fact,) = [fact for fact in branch.diff()["facts"] if fact["fields"]]
    assert fact["fields"] == [{"field": "amount", "before": "73.00", "after": "730.00"}]
    assert AGREE in verdict(branch)


def test_laws_that_are_taken_away_are_counted_and_need_a_yes(branch: Branch) -> None:
    many = [limit(f"vat-{number}", "73", **{"from": f"{2020 + number}-01-01"}) for number in range(3)]
    branch.write("limits/fr.yaml", written({"name": "France", "limits": many}))
    on_main(branch)
    (branch.root / "limits/fr.yaml").unlink()
    (fact,) = branch.diff()["facts"]
    assert (fact["change"], fact["entries"], fact["sense"]) == ("removed", 3, "looser")
    assert "**For compliance:** 3 limits of the law." in branch.said("markdown")
    assert AGREE in verdict(branch)


@pytest.mark.parametrize(
    ("path", "old", "new", "word"),
    [
        ("partners/nordwind.yaml", "limit: 100", "limit: 4000\n  at_most: 3", "gift rules of Nordwind Logistik"),
        ("partners/nordwind.yaml", "per: gift", "per: person-gift", "gift rules of Nordwind Logistik"),
        ("partners/nordwind.yaml", "country: DE", "country: SA", "Nordwind Logistik: country"),
        ("partners/nordwind.yaml", "name: Anna Keller", "name: Eva Braun", "Nordwind Logistik: anna name"),
        ("tiers.yaml", '"max": "500"', '"max": "5000"', "1 tier"),
        ("settings.yaml", '"role": "compliance"', '"role": "manager"', "our own settings"),
    ],
)
def test_what_allows_more_or_what_nobody_can_weigh_needs_a_yes(
    branch: Branch, path: str, old: str, new: str, word: str
) -> None:
    branch.edit(path, old, new)
    comment = branch.said("markdown")
    assert AGREE in comment
    line = next(line for line in comment.splitlines() if line.startswith("**For compliance:**"))
    assert word in line.replace("\\", "")


def test_an_answer_of_their_compliance_office_needs_a_yes(branch: Branch) -> None:
    granted = "authorisations: [{asked: 2026-01-20, answered: 2026-01-28, answer: granted, max: 8000}]\n"
    branch.write("partners/nordwind.yaml", NORDWIND + granted)
    (policy,) = branch.diff()["policies"]
    assert (policy["kind"], policy["sense"]) == ("authorisation", None)
    assert policy["fields"][0]["after"]["max"] == "8000.00"
    assert AGREE in verdict(branch)


def test_a_stricter_rule_alone_needs_nobody(branch: Branch) -> None:
    branch.edit("partners/nordwind.yaml", "limit: 100", "limit: 90")
    assert verdict(branch) == "Nothing in it breaks a rule."


def test_a_policy_of_another_time_that_is_added_is_told(branch: Branch) -> None:
    own = NORDWIND[NORDWIND.index("policy:") : NORDWIND.index("contacts:")]
    older = "  - {gifts: allowed, verified: 2024-01-01, source: x}\n"
    newer = "  - {gifts: limited, limit: 100, per: gift, verified: 2026-01-15}\n"
    branch.write("partners/nordwind.yaml", NORDWIND.replace(own, f"policy:\n{older}{newer}"))
    (policy,) = branch.diff()["policies"]
    assert policy["fields"] == [
        {
            "field": "policy of another time",
            "before": None,
            "after": {"gifts": "allowed", "per": "year", "recurring": True, "verified": ["2024-01-01"], "source": "x"},
        }
    ]


def test_words_about_a_person_are_in_no_comment(branch: Branch) -> None:
    skip = "touches: {2026: {Q4: {skip: true, why: she is on leave}}}\n"
    quiet = "quiet: [{from: 2026-09-03, until: 2026-09-03, why: a farewell}]\n"
    branch.write("partners/nordwind.yaml", NORDWIND + skip + quiet)
    for form in ("table", "markdown"):
        said = branch.said(form)
        assert [word for word in ("on leave", "farewell", "TouchDecision") if word in said] == []
        assert "skipped" in said


def test_a_list_of_gifts_that_is_split_into_files_is_no_change(branch: Branch) -> None:
    dear = PEN.replace("40.00", "140.00").replace("recorded: 2026-02-18\n", "")
    waived = "waivers: [{rule: GP501, why: she wrote it, by: claire, until: 2026-12-31}]\n"
    other = (
        PEN.replace("2026-02-17", "2026-05-19")
        .replace("2026-02-18", "2026-05-20")
        .replace("card: {handwritten: true}\n", waived)
    )

    def entry(text: str) -> str:
        return "- " + text.rstrip().replace("\n", "\n  ") + "\n"

    (branch.root / PEN_FILE).unlink()
    branch.write("gifts/2026/many.yaml", entry(dear) + entry(other))
    on_main(branch)
    (branch.root / "gifts/2026/many.yaml").unlink()
    branch.write(PEN_FILE, dear)
    branch.write("gifts/2026/2026-05-19-nordwind.yaml", other)
    found = branch.diff()
    assert found["register"] == found["gifts"] == found["waivers"] == []
    assert found["findings"]["new"] == found["findings"]["solved"] == []


def test_a_day_that_is_corrected_with_the_name_of_its_file_is_an_edit(branch: Branch) -> None:
    branch.git("mv", f"data/{PEN_FILE}", "data/gifts/2026/2026-02-18-nordwind.yaml")
    branch.edit("gifts/2026/2026-02-18-nordwind.yaml", "date: 2026-02-17", "date: 2026-02-18")
    (entry,) = branch.diff()["register"]
    assert entry["change"] == "edited"
    assert entry["fields"] == [{"field": "date", "before": "2026-02-17", "after": "2026-02-18"}]


def test_a_partner_is_renamed_though_somebody_came_and_the_company_has_another_name(branch: Branch) -> None:
    (branch.root / "partners/nordwind.yaml").unlink()
    renamed = (
        NORDWIND.replace("Nordwind Logistik", "Nordwind Group").replace("amount: 84000", "amount: 90000")
        + "  - {id: ute, name: Ute Lang}\n"
    )
    branch.write("partners/nordwind-group.yaml", renamed)
    branch.edit(PEN_FILE, "partner: nordwind", "partner: nordwind-group")
    found = branch.diff()
    assert [(one["change"], one["before"]) for one in found["partners"]] == [("renamed", "nordwind")]
    assert "84,000.00 -> 90,000.00" in " ".join(branch.said("table").split())
    assert found["register"] == []


@pytest.mark.parametrize("contact", [["anna"], []], ids=["a-person", "the-partner"])
def test_who_was_erased_on_request_is_named_nowhere(branch: Branch, contact: list[str]) -> None:
    branch.edit(PEN_FILE, "value: 40.00", "value: 140.00")
    on_main(branch)
    done = inside("forget", "nordwind", *contact, "--yes", *DAY, folder=branch.top)
    assert done.returncode == 0, done.stderr
    found = branch.diff()
    assert found["register"] == []
    assert [entry["change"] for entry in found["gifts"]] == ["erased"]
    for form in ("table", "markdown", "json"):
        said = branch.said(form)
        assert "Anna Keller" not in said
        assert "by hand" not in said
        assert contact or "Nordwind" not in said
    assert "1 entry in which somebody was erased on request" in branch.said("markdown")


def test_what_cannot_be_read_stops_a_job_that_trusts_the_exit_code(branch: Branch) -> None:
    branch.write("limits/de.yaml", "a: [\n")
    on_main(branch)
    branch.edit("tiers.yaml", '"max": "500"', '"max": "5000"')
    assert inside("diff", *DAY, "--exit-code", folder=branch.top).returncode == 1
    assert "Nobody can say whether it may be merged" in branch.said("table")


def test_the_first_line_says_what_is_left_out_and_what_is_edited(branch: Branch) -> None:
    branch.write("partners/nordwind.yaml", NORDWIND.replace("tier: 1", "tier: [1"))
    assert "For all but 1 partner, of whom something cannot be read" in branch.said("markdown").splitlines()[1]
    branch.write("partners/nordwind.yaml", NORDWIND)
    branch.edit(PEN_FILE, "nature: Engraved pen", "nature: Pen")
    assert "edits 1 gift \\(Nordwind Logistik\\)" in branch.said("markdown").splitlines()[1]


def test_what_is_only_silenced_is_not_called_solved(branch: Branch) -> None:
    branch.edit(PEN_FILE, "card: {handwritten: true}\n", "")
    on_main(branch)
    branch.edit("settings.yaml", '"currency": "EUR"', '"currency": "EUR", "rules": {"GP501": "silent"}')
    found = branch.diff()["findings"]
    assert (found["solved"], [one["rule"] for one in found["set_aside"]]) == ([], ["GP501"])
    branch.git("checkout", "-q", "data/settings.yaml")
    waiver = "waivers: [{rule: GP501, why: she wrote it, by: claire, until: 2026-12-31}]\n"
    branch.write(PEN_FILE, (branch.root / PEN_FILE).read_text(encoding="utf-8") + waiver)
    found = branch.diff()["findings"]
    assert (found["solved"], [one["rule"] for one in found["set_aside"]]) == ([], ["GP501"])


def test_another_home_currency_is_not_subtracted(branch: Branch) -> None:
    branch.edit("settings.yaml", '"currency": "EUR"', '"currency": "USD"')
    branch.edit("settings.yaml", '{"USD": "0.92"}', '{"EUR": "1.09"}')
    first = branch.said("markdown").splitlines()[1]
    assert " EUR → " in first
    assert " USD" in first
    assert "\\(\\+" not in first


def test_the_order_of_words_in_a_list_does_not_count(branch: Branch) -> None:
    branch.edit("settings.yaml", '"currency": "EUR"', '"currency": "EUR", "delivery_days": ["tue", "wed", "thu"]')
    on_main(branch)
    branch.edit("settings.yaml", '["tue", "wed", "thu"]', '["thu", "wed", "tue"]')
    assert branch.diff()["facts"] == []


def test_many_alarms_are_folded_with_their_number_in_sight(branch: Branch) -> None:
    for number in range(20):
        branch.write(
            f"gifts/2025/pen-{number}.yaml",
            PEN.replace("2026-02-17", f"2025-03-{number + 1:02}").replace("2026-02-18", "2025-03-28"),
        )
    on_main(branch)
    for number in range(20):
        (branch.root / f"gifts/2025/pen-{number}.yaml").unlink()
    comment = branch.said("markdown")
    assert "<summary>20 entries of the register edited or removed</summary>" in comment
    assert json.dumps(comment).count("REMOVED") == 20


def test_a_value_that_is_edited_beneath_an_erasure_is_an_alarm(branch: Branch) -> None:
    assert inside("forget", "nordwind", "anna", "--yes", *DAY, folder=branch.top).returncode == 0
    branch.edit(PEN_FILE, "value: 40.00", "value: 4.00")
    (entry,) = branch.diff()["register"]
    assert entry["fields"] == [{"field": "value", "before": "40.00", "after": "4.00"}]
    assert AGREE in branch.said("markdown")
    assert "Anna" not in branch.said("markdown")


@pytest.mark.parametrize("also", ["a-gift-before", "a-value-after"])
def test_a_partner_that_was_erased_beside_other_changes_is_named_nowhere(branch: Branch, also: str) -> None:
    branch.edit(
        "partners/nordwind.yaml", "  verified: 2026-01-15", "  verified: 2026-01-15\n  source: mail of Anna Keller"
    )
    on_main(branch)
    if also == "a-gift-before":
        branch.write("gifts/2026/2026-06-02-nordwind.yaml", PEN.replace("2026-02-17", "2026-06-02"))
    assert inside("forget", "nordwind", "--yes", *DAY, folder=branch.top).returncode == 0
    if also == "a-value-after":
        branch.edit("gifts/2026/2026-02-17-erased-1.yaml", "value: 40.00", "value: 4.00")
    for form in ("table", "markdown", "json"):
        said = branch.said(form)
        assert [word for word in ("Anna", "Keller", "Nordwind") if word in said] == []
    assert [entry["change"] for entry in branch.diff()["register"]] == (["edited"] if also == "a-value-after" else [])


def test_a_rule_that_is_waived_is_said_with_the_verdict_and_in_sight(branch: Branch) -> None:
    branch.edit(PEN_FILE, "value: 40.00", "value: 140.00")
    waiver = "waivers: [{rule: GP104, why: she asked, by: claire, until: 2026-12-31}]\n"
    branch.write(PEN_FILE, (branch.root / PEN_FILE).read_text(encoding="utf-8") + waiver)
    comment = branch.said("markdown")
    assert "It sets aside GP104 \\(Nordwind Logistik\\), by claire." in comment
    assert comment.index("- Waived: GP104") < comment.index("<details>")


def test_what_is_judged_no_more_is_not_called_solved(branch: Branch) -> None:
    branch.edit(PEN_FILE, "card: {handwritten: true}\n", "")
    on_main(branch)
    branch.edit("settings.yaml", '"currency": "EUR"', '"currency": "EUR", "judged_from": "2026-06-01"')
    found = branch.diff()["findings"]
    assert (found["solved"], [one["rule"] for one in found["set_aside"]]) == ([], ["GP501"])


def test_a_touch_whose_months_are_over_is_called_missed(branch: Branch) -> None:
    branch.write("partners/brume.yaml", "name: Brume\ncountry: DE\ncontacts: [{id: lea, name: Léa Brume}]\n")
    row = next(line for line in branch.said("markdown").splitlines() if line.startswith("| added"))
    assert "card, missed |" in row


def test_a_country_that_is_edited_beneath_an_erasure_is_told(branch: Branch) -> None:
    assert inside("forget", "nordwind", "anna", "--yes", *DAY, folder=branch.top).returncode == 0
    branch.edit("partners/nordwind.yaml", "country: DE", "country: FR")
    assert "people erased on request; country DE -> FR" in branch.said("table")
    assert "Nordwind Logistik\\: country" in branch.said("markdown")
    assert AGREE in branch.said("markdown")
