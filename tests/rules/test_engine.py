"""What holds for every rule: order, levels, waivers, and what a closed year hides."""

from datetime import date

import pytest

from giftplan.rules._rule import RULES
from giftplan.rules._rule import Level
from giftplan.rules.engine import Finding
from giftplan.rules.engine import Report
from giftplan.rules.engine import judge
from tests.conftest import AS_OF
from tests.conftest import DataFolder
from tests.conftest import gift
from tests.rules.conftest import Registry

NORD = "partners/nord.yaml"
NORD_TEXT = "name: Flagged\ncountry: NO\ncontacts: [{id: kari, name: Kari}]\n"
A = "gifts/2026/a.yaml"
TWICE = "gifts/2026/b.yaml"


def of(report: Report, code: str = "GP290") -> list[Finding]:
    """The findings of one rule."""
    return [finding for finding in report.findings if finding.rule == code]


def waiver(rule: str = "GP290", until: str = "2026-12-31", by: str = "claire") -> str:
    return f"[{{rule: {rule}, why: agreed, by: {by}, until: {until}}}]"


def test_a_finding_has_its_rules_identity_and_its_place(data_folder: DataFolder, registry: Registry) -> None:
    registry.register(level="warning")
    data_folder.add(A, gift(nature="Flagged"))
    assert of(data_folder.judge()) == [
        Finding("GP290", "flagged", "warning", A, 4, 9, 7, "rivoli", "a flagged gift", "why", "fix", hidden=False)
    ]


def test_the_name_of_a_rule_is_that_of_its_function(registry: Registry) -> None:
    made = registry.register("GP291", "advice")
    assert (made.code, made.name, made.level, made.text) == ("GP291", "flagged", "advice", made.check.__doc__)
    assert RULES["GP291"] is made


def test_findings_stand_in_the_order_of_files_lines_and_codes(data_folder: DataFolder, registry: Registry) -> None:
    registry.register("GP291", "warning")
    registry.register("GP290", "error")
    data_folder.add(NORD, NORD_TEXT + "owner: nobody\nteir: 1\n")
    data_folder.add("partners/a.yaml", NORD_TEXT + "owner: nobody\n")
    data_folder.add(A, gift(nature="Flagged", by="nobody"))
    data_folder.add(TWICE, gift(nature="Flagged"))
    report = data_folder.judge()
    assert [(finding.path, finding.line, finding.rule) for finding in report.findings] == [
        (A, 4, "GP290"),
        (A, 4, "GP291"),
        (A, 7, "GP004"),
        (TWICE, 4, "GP006"),
        (TWICE, 4, "GP290"),
        (TWICE, 4, "GP291"),
        ("partners/a.yaml", 1, "GP290"),
        ("partners/a.yaml", 1, "GP291"),
        ("partners/a.yaml", 4, "GP004"),
        (NORD, 5, "GP003"),
    ]


def test_a_report_counts_files_and_levels(data_folder: DataFolder, registry: Registry) -> None:
    registry.register(level="advice")
    data_folder.add(A, gift(nature="Flagged", by="nobody"))
    data_folder.add(TWICE, gift(nature="Flagged"))
    report = data_folder.judge()
    assert report.files == 7
    assert [report.count("error"), report.count("warning"), report.count("advice")] == [1, 1, 2]
    assert report.as_of == date(2026, 6, 30)
    assert report.waived == 0


def settings_with(rules: str) -> str:
    team = "[{id: claire, name: Claire Morel, role: compliance}]"
    return f"company: Atelier Nord\ncountry: FR\ncurrency: EUR\nteam: {team}\nrules: {rules}\n"


LEVELS: list[tuple[Level, str, list[Level]]] = [
    ("warning", "{}", ["warning"]),
    ("warning", "{GP290: advice}", ["advice"]),
    ("warning", "{flagged: advice}", ["advice"]),
    ("warning", "{GP290: silent}", []),
    ("warning", "{flagged: silent}", []),
    ("warning", "{GP006: silent}", ["warning"]),
    ("advice", "{GP290: warning}", ["warning"]),
    ("advice", "{GP290: silent}", []),
    ("error", "{GP290: advice}", ["error"]),
    ("error", "{GP290: silent}", ["error"]),
    ("error", "{flagged: silent}", ["error"]),
]


@pytest.mark.parametrize(("level", "rules", "shown"), LEVELS)
def test_a_company_gives_a_rule_another_level_but_never_an_error(
    data_folder: DataFolder, registry: Registry, level: Level, rules: str, shown: list[Level]
) -> None:
    registry.register(level=level)
    data_folder.add("settings.yaml", settings_with(rules))
    data_folder.add(A, gift(nature="Flagged"))
    report = data_folder.judge()
    assert [finding.level for finding in of(report)] == shown
    refused = level == "error" and rules != "{}"
    assert [finding.rule for finding in report.findings if finding.path == "settings.yaml"] == ["GP003"] * refused


@pytest.mark.usefixtures("registry")
def test_a_warning_about_files_can_be_silenced_as_well(data_folder: DataFolder) -> None:
    data_folder.add("settings.yaml", settings_with("{duplicate-gift: silent}"))
    data_folder.add(A, gift())
    data_folder.add(TWICE, gift())
    assert data_folder.judge().findings == ()


def test_a_broken_settings_file_leaves_the_levels_as_they_are(data_folder: DataFolder, registry: Registry) -> None:
    registry.register(level="warning")
    data_folder.add("settings.yaml", settings_with("{GP290: silent}") + "x: [\n")
    data_folder.add(A, gift(nature="Flagged"))
    assert [finding.level for finding in of(data_folder.judge())] == ["warning"]


@pytest.mark.parametrize("rule", ["GP290", "flagged"])
def test_a_waiver_on_a_gift_sets_its_finding_aside(data_folder: DataFolder, registry: Registry, rule: str) -> None:
    registry.register()
    data_folder.add(A, gift(nature="Flagged", waivers=waiver(rule)))
    data_folder.add(TWICE, gift(nature="Flagged", date="2026-03-17"))
    report = data_folder.judge()
    assert [finding.path for finding in report.findings] == [TWICE]
    assert report.waived == 1


def test_a_waiver_covers_its_own_gift_of_a_list(data_folder: DataFolder, registry: Registry) -> None:
    registry.register()
    row = "- {partner: rivoli, date: %s, recipients: [anna], nature: Flagged, value: 20, kind: desk%s}\n"
    data_folder.add(A, row % ("2026-02-17", "") + row % ("2026-03-17", f", waivers: {waiver()}"))
    report = data_folder.judge()
    assert [(finding.rule, finding.line) for finding in report.findings] == [("GP290", 1)]
    assert report.waived == 1


def test_a_waiver_of_another_rule_sets_nothing_aside(data_folder: DataFolder, registry: Registry) -> None:
    registry.register()
    registry.register("GP291", "warning")
    data_folder.add(A, gift(nature="Flagged", waivers=waiver("GP291")))
    report = data_folder.judge()
    assert [finding.rule for finding in report.findings] == ["GP290"]
    assert report.waived == 1


def test_a_partners_waiver_covers_the_partner_and_its_gifts(data_folder: DataFolder, registry: Registry) -> None:
    registry.register()
    data_folder.add(NORD, NORD_TEXT + f"waivers: {waiver()}\n")
    data_folder.add(A, gift(partner="nord", recipients="[kari]", nature="Flagged"))
    data_folder.add(TWICE, gift(nature="Flagged"))
    report = data_folder.judge()
    assert [(finding.rule, finding.path) for finding in report.findings] == [("GP290", TWICE)]
    assert report.waived == 2


def test_a_gifts_waiver_covers_neither_the_partner_nor_other_gifts(data_folder: DataFolder, registry: Registry) -> None:
    registry.register()
    data_folder.add(NORD, NORD_TEXT)
    data_folder.add(A, gift(partner="nord", recipients="[kari]", nature="Flagged", waivers=waiver()))
    data_folder.add(TWICE, gift(partner="nord", recipients="[kari]", nature="Flagged", date="2026-03-17"))
    assert [finding.path for finding in of(data_folder.judge())] == [TWICE, NORD]


@pytest.mark.parametrize(("until", "waived"), [("2026-02-16", 0), ("2026-02-17", 1), ("2026-12-31", 1)])
@pytest.mark.parametrize("as_of", [date(2026, 1, 1), date(2026, 6, 30), date(2030, 1, 1)])
def test_a_gifts_waiver_ends_by_the_day_of_the_gift_whatever_day_it_is(
    data_folder: DataFolder, registry: Registry, until: str, waived: int, as_of: date
) -> None:
    registry.register()
    data_folder.add(A, gift(nature="Flagged", waivers=waiver(until=until)))
    assert data_folder.judge(as_of).waived == waived


@pytest.mark.parametrize(("until", "waived"), [("2026-02-16", 0), ("2026-02-17", 1), ("2026-12-31", 1)])
@pytest.mark.parametrize("as_of", [date(2026, 1, 1), date(2026, 6, 30), date(2030, 1, 1)])
def test_a_partners_waiver_ends_for_a_gift_by_the_day_of_the_gift(
    data_folder: DataFolder, registry: Registry, until: str, waived: int, as_of: date
) -> None:
    """A commit that was good stays good: what was waived on its day does not come back as an error later."""
    registry.register()
    data_folder.extend("partners/rivoli.yaml", f"waivers: {waiver(until=until)}\n")
    data_folder.add(A, gift(nature="Flagged"))
    assert data_folder.judge(as_of).waived == waived


@pytest.mark.parametrize(("as_of", "waived"), [(date(2026, 12, 30), 1), (date(2026, 12, 31), 1), (date(2027, 1, 1), 0)])
def test_a_partners_waiver_ends_for_the_partner_on_its_last_day(
    data_folder: DataFolder, registry: Registry, as_of: date, waived: int
) -> None:
    registry.register(level="warning")
    data_folder.add(NORD, NORD_TEXT + f"waivers: {waiver()}\n")
    report = data_folder.judge(as_of)
    assert (report.waived, len(of(report))) == (waived, 1 - waived)


@pytest.mark.usefixtures("registry")
def test_what_cannot_be_read_or_found_is_never_waived(data_folder: DataFolder) -> None:
    codes = ("GP003", "GP004", "GP006", "duplicate-gift")
    rows = ", ".join(waiver(code).strip("[]") for code in codes)
    data_folder.add(A, gift())
    data_folder.add(TWICE, gift(by="nobody", colour="nvy", waivers=f"[{rows}]"))
    report = data_folder.judge()
    assert report.waived == 0
    assert [finding.rule for finding in report.findings if finding.line < 9] == ["GP006", "GP004", "GP003"]
    assert [finding.message for finding in of(report, "GP004") if "waived" in finding.message] == [
        f"{code} cannot be waived" for code in ("GP003", "GP004", "GP006", "GP006")
    ]


def test_only_compliance_sets_a_rule_of_compliance_aside(data_folder: DataFolder, registry: Registry) -> None:
    registry.register("GP190")
    for path, by in ((A, "claire"), (TWICE, "paul")):
        data_folder.add(path, gift(nature="Flagged", date=f"2026-02-1{len(by)}", waivers=waiver("GP190", by=by)))
    report = data_folder.judge()
    errors = [(finding.rule, finding.path) for finding in report.findings if finding.level == "error"]
    assert errors == [("GP190", TWICE), ("GP004", TWICE)]
    assert report.waived == 1
    assert "'paul' may not waive GP190" in [finding.message for finding in of(report, "GP004")]


def test_a_legal_limit_is_waived_on_the_gift_alone(data_folder: DataFolder, registry: Registry) -> None:
    registry.register("GP108")
    data_folder.extend("partners/rivoli.yaml", f"waivers: {waiver('GP108')}\n")
    data_folder.add(A, gift(nature="Flagged"))
    data_folder.add(TWICE, gift(nature="Flagged", date="2026-03-17", waivers=waiver("GP108")))
    report = data_folder.judge()
    assert [finding.path for finding in of(report, "GP108")] == [A]
    assert report.waived == 1


def test_a_finding_about_a_file_that_cannot_be_read_names_its_partner(data_folder: DataFolder) -> None:
    data_folder.add(NORD, "name: [\n")
    data_folder.add("tiers.yaml", "- [\n")
    found = of(data_folder.judge(), "GP001")
    assert [(finding.path, finding.partner) for finding in found] == [(NORD, "nord"), ("tiers.yaml", None)]


def test_an_unused_waiver_is_named_where_it_stands(data_folder: DataFolder, registry: Registry) -> None:
    registry.register()
    data_folder.extend("partners/rivoli.yaml", f"waivers:\n  - {waiver()[1:-1]}\n")
    unused = data_folder.judge().findings
    assert [(finding.rule, finding.level, finding.path, finding.line) for finding in unused] == [
        ("GP007", "warning", "partners/rivoli.yaml", 6)
    ]
    assert (unused[0].partner, unused[0].hidden) == ("rivoli", False)


def test_the_second_of_two_waivers_is_not_called_unused_where_either_covers(
    data_folder: DataFolder, registry: Registry
) -> None:
    registry.register()
    data_folder.extend("partners/rivoli.yaml", f"waivers: {waiver()}\n")
    data_folder.add(A, gift(nature="Flagged", waivers=waiver()))
    report = data_folder.judge()
    assert report.findings == ()
    assert report.waived == 1


HIDDEN: list[tuple[Level, date, bool]] = [
    ("error", date(2026, 6, 30), False),
    ("error", date(2027, 1, 1), False),
    ("warning", date(2026, 1, 1), False),
    ("warning", date(2026, 12, 31), False),
    ("warning", date(2027, 1, 1), True),
    ("advice", date(2026, 6, 30), True),
    ("advice", date(2027, 1, 1), True),
]


@pytest.mark.parametrize(("level", "as_of", "hidden"), HIDDEN)
def test_a_closed_year_shows_errors_only(
    data_folder: DataFolder, registry: Registry, level: Level, as_of: date, hidden: bool
) -> None:
    registry.register(level=level)
    data_folder.add(A, gift(nature="Flagged"))
    report = data_folder.judge(as_of)
    assert [finding.hidden for finding in of(report)] == [hidden]
    assert report.count(level) == 1


def test_a_finding_about_no_year_is_never_of_a_closed_one(data_folder: DataFolder, registry: Registry) -> None:
    registry.register(level="warning")
    data_folder.add(NORD, NORD_TEXT)
    assert [finding.hidden for finding in of(data_folder.judge(date(2040, 1, 1)))] == [False]


def test_a_warning_made_advice_is_hidden_as_advice_is(data_folder: DataFolder, registry: Registry) -> None:
    registry.register(level="warning")
    data_folder.add("settings.yaml", settings_with("{GP290: advice}"))
    data_folder.add(A, gift(nature="Flagged"))
    assert [finding.hidden for finding in of(data_folder.judge())] == [True]


MILDER: list[tuple[Level, Level | None, str, list[Level]]] = [
    ("error", "warning", "{}", ["warning"]),
    ("warning", "advice", "{}", ["advice"]),
    ("warning", "advice", "{GP290: silent}", []),
    ("warning", "warning", "{GP290: advice}", ["advice"]),
    ("warning", "advice", "{GP290: warning}", ["advice"]),
    ("advice", "error", "{}", ["advice"]),
]


@pytest.mark.parametrize(("level", "hit", "rules", "shown"), MILDER)
def test_a_hit_may_be_milder_than_its_rule_and_never_graver(
    data_folder: DataFolder, registry: Registry, level: Level, hit: Level, rules: str, shown: list[Level]
) -> None:
    registry.register(level=level, hits=hit)
    data_folder.add("settings.yaml", settings_with(rules))
    data_folder.add(A, gift(nature="Flagged"))
    assert [finding.level for finding in of(data_folder.judge())] == shown


def test_hidden_findings_have_a_place_only_where_it_is_asked_for(data_folder: DataFolder, registry: Registry) -> None:
    registry.register(level="advice")
    data_folder.add(A, gift(nature="Flagged"))
    quick = judge(data_folder.load(), AS_OF, places=False)
    assert [(finding.line, finding.hidden) for finding in of(quick)] == [(1, True)]
    assert [finding.line for finding in of(data_folder.judge())] == [4]


def test_no_waiver_is_called_unused_where_nobody_could_judge(data_folder: DataFolder) -> None:
    data_folder.extend("partners/rivoli.yaml", f"waivers: {waiver('GP206')}\n")
    assert [finding.rule for finding in data_folder.judge().findings if finding.rule == "GP007"] == ["GP007"]
    data_folder.add("settings.yaml", "company: [\n")
    assert [finding.rule for finding in data_folder.judge().findings if finding.rule == "GP007"] == []


@pytest.mark.parametrize(("start", "unused"), [("2026-02-17", ["GP007"]), ("2026-02-18", [])])
def test_a_waiver_of_history_that_is_not_judged_is_not_called_unused(
    data_folder: DataFolder, start: str, unused: list[str]
) -> None:
    data_folder.extend("settings.yaml", f"judged_from: {start}\n")
    data_folder.add(A, gift(waivers=waiver("GP405")))
    assert [finding.rule for finding in data_folder.judge().findings if finding.rule == "GP007"] == unused


def test_sums_over_partners_are_silent_while_a_partners_file_cannot_be_read(data_folder: DataFolder) -> None:
    data_folder.extend("partners/rivoli.yaml", "revenue: {2025: 1000}\nattachment: [pride, first-trust]\n")
    codes = {finding.rule for finding in data_folder.judge().findings}
    assert {"GP701", "GP709"} <= codes
    data_folder.add(NORD, "name: [\n")
    assert codes - {finding.rule for finding in data_folder.judge().findings} == {"GP701", "GP709"}


def test_a_lost_culture_is_not_called_unknown(data_folder: DataFolder) -> None:
    assert "GP404" in [finding.rule for finding in data_folder.judge().findings]
    data_folder.add("cultures/it.yaml", "name: [\n")
    assert "GP404" not in [finding.rule for finding in data_folder.judge().findings]
