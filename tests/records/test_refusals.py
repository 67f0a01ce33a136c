"""What a record does not take: at the line that is wrong, in words that say how to write it."""

from typing import NamedTuple

import pytest

from tests.conftest import GIFT
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift

SETTINGS = "settings.yaml"
CULTURE = "cultures/cn.yaml"
LIMITS = "limits/fr.yaml"
CALENDAR = "calendar/2026.yaml"
CATALOGUE = "catalogue.yaml"
VOCABULARY = "vocabulary.yaml"
TIERS = "tiers.yaml"
TOUCHES = "touches.yaml"

SOURCE = "source: {title: A guide, seen: 2026-11-21}"
CHINA = "name: China\ncountries: [CN]\n"
FRANCE = "name: France\nlimits:\n"
PEN = "id: pen, name: Pen, kind: desk, price: {min: 1, max: 2}"
VAT = f"id: vat, side: giver, topic: vat, effect: none, level: warn, {SOURCE}"


def tier(**fields: str) -> str:
    """One tier in one line, after the three of the folder."""
    written = {
        "tier": "4",
        "name": "T",
        "lifetime_percent": "{min: 0, max: 1}",
        "budget": "{min: 0, max: 1}",
        "touches": "{min: 0, max: 1}",
    }
    return f"- {{{', '.join(f'{name}: {value}' for name, value in (written | fields).items())}}}\n"


class Case(NamedTuple):
    """A text, in a file of its own or after the lines that the folder has there; a mark stands before what is wrong.

    `says` are parts of what is said about it: message, why and fix together.
    """

    path: str
    text: str
    says: tuple[str, ...]


MARK = "»"
A = "partners/a.yaml"
WINDOW = f"windows:\n  - {{id: w, level: avoid, why: w, {SOURCE}, "
RULE = f"rules:\n  - {{id: a, level: never, why: w, {SOURCE}"

UNKNOWN_KEYS = [
    Case(SETTINGS, "»curency: EUR\n", ("no field 'curency'", "Did you mean 'currency'?")),
    Case(SETTINGS, "value_levels: {»tokens: 10}\n", ("no field 'tokens'", "Did you mean 'token'?")),
    Case(SETTINGS, "concentration:\n  »watsh: 0.2\n", ("no field 'watsh'", "Did you mean 'watch'?")),
    Case(SETTINGS, "campaigns:\n  - from: 2026-03-02\n    »till: 2026-03-13\n", ("no field 'till'",)),
    Case(TIERS, tier(**{"»bugdet": "{min: 0, max: 1}"}), ("no field 'bugdet'", "Did you mean 'budget'?")),
    Case(TOUCHES, "- {id: Q5, name: T, »month: [1]}\n", ("no field 'month'", "Did you mean 'months'?")),
    Case(CATALOGUE, f"- {{{PEN}, »prize: 5}}\n", ("no field 'prize'", "Did you mean 'price'?")),
    Case(VOCABULARY, "»colors: {red: []}\n", ("no field 'colors'", "Did you mean 'colours'?")),
    Case(PARTNER, "»teir: 1\n", ("no field 'teir'", "partner has no field", "Did you mean 'tier'?")),
    Case(PARTNER, "»zodiac: lion\n", ("no field 'zodiac'", "Its fields", "lifetime_value")),
    Case(PARTNER, "»'on': 1\n", ("no field 'on'",)),
    Case(PARTNER, "»1: x\n", ("no field '1'",)),
    Case(PARTNER, "»<<: {tier: 1}\n", ("no field '<<'",)),
    Case(PARTNER, "policy: [{»gifst: limited}]\n", ("'policy' has no field 'gifst'", "Did you mean 'gifts'?")),
    Case(PARTNER, "policy: {»gifst: limited}\n", ("no field 'gifst'", "Did you mean 'gifts'?")),
    Case(PARTNER, "policy:\n  »acepts:\n    - service\n", ("no field 'acepts'", "Did you mean 'accepts'?")),
    Case(PARTNER, "touches: {2026: {Q2: {»skp: true}}}\n", ("no field 'skp'", "Did you mean 'skip'?")),
    Case(PARTNER, "quiet:\n  - {»start: 2026-01-01, until: 2026-01-02}\n", ("no field 'start'",)),
    Case(PARTNER, "»id: rivoli\n", ("no field 'id'", "The file's own name and place tell it", "Remove 'id:'")),
    Case(PARTNER, "»path: x\n", ("no field 'path'", "Remove 'path:'")),
    Case(GIFT, gift() + "»valeu: 5\n", ("no field 'valeu'", "Did you mean 'value'?")),
    Case(GIFT, gift(card="{»handwriten: true}"), ("no field 'handwriten'", "Did you mean 'handwritten'?")),
    Case(GIFT, gift() + "»index: 0\n", ("no field 'index'",)),
    Case(CULTURE, f"{CHINA}»rule: []\n", ("no field 'rule'", "Did you mean 'rules'?")),
    Case(CULTURE, f"{CHINA}{RULE}, match: {{any_of: [{{»colr: red}}]}}}}\n", ("no field 'colr'", "mean 'colour'?")),
    Case(LIMITS, f"{FRANCE}  - {{{VAT}, »amuont: 1}}\n", ("no field 'amuont'", "Did you mean 'amount'?")),
    Case(CALENDAR, "countries: {FR: {»weeknd: [sun]}}\n", ("no field 'weeknd'", "Did you mean 'weekend'?")),
]

MISSING_FIELDS = [
    Case(A, "»country: FR\ncontacts: [{id: a, name: A}]\n", ("lacks the field 'name'", "Add 'name:'")),
    Case(A, "name: A\ncountry: »~\ncontacts: [{id: a, name: A}]\n", ("'country' is empty",)),
    Case(GIFT, gift(nature="") + "nature:» #1 book on paper\n", ("'nature' is empty", "begins with # in quotes")),
    Case(GIFT, gift(card="{reason: thanks, text: Hello, »you}"), ("no field 'you'", "holds a comma in quotes")),
    Case(A, "name: A\ncountry: FR\ncontacts: »[]\n", ("'contacts' is empty", "Add an entry")),
    Case(A, "name: A\ncountry: FR\ncontacts:\n  - »name: A\n", ("lacks the field 'id'",)),
    Case(GIFT, f"»{gift(value='')}", ("lacks the field 'value'",)),
    Case(GIFT, gift(recipients="»[]"), ("'recipients' is empty",)),
    Case(GIFT, f"»{gift(kind='')}", ("Write its kind (kind: desk)", "(gift: engraved-pen)")),
    Case(CULTURE, f"{CHINA}rules:\n  - »{{id: a, level: never, why: w}}\n", ("lacks the field 'source'",)),
    Case(LIMITS, f"{FRANCE}  - »{{{VAT}, amount: 73}}\n", ("Write per: gift, recipient-year",)),
    Case(
        A,
        "name: A\ncountry: FR\ncontacts: [{id: a, name: A}]\nstatus: »departed\n",
        ("Write departed: {date: 2026-02-01, by: them}",),
    ),
]

WRONG_SHAPES = [
    Case(PARTNER, "owner: »[claire]\n", ("'owner' is not one value", "A list stands here")),
    Case(PARTNER, "sector: »{retail: true}\n", ("'sector' is not one text", "A block of fields stands here")),
    Case(PARTNER, "causes: »river\n", ("'causes' is not a list", "'causes: [river]'")),
    Case(PARTNER, "events: »fair\n", ("'events' is not a list",)),
    Case(PARTNER, "policy: »allowed\n", ("'policy' is not a block of fields", "Indent its fields below it")),
    Case(PARTNER, "revenue: »42000\n", ("'revenue' is not a block of fields",)),
    Case(PARTNER, "status: »[active]\n", ("'status'", "A list stands here")),
    Case(PARTNER, "status: »{active: yes}\n", ("'status'", "A block of fields stands here")),
    Case(PARTNER, "attachment: [»[pride]]\n", ("'attachment'", "A list stands here")),
    Case(SETTINGS, "delivery_days: [tue, »~]\n", ("'delivery_days'", "Nothing stands here")),
    Case(PARTNER, "since: »[2014-03-01]\n", ("'since'", "a day", "A list stands here")),
    Case(PARTNER, "revenue: {2024: »}\n", ("an amount", "Nothing stands here")),
    Case(SETTINGS, "vat_percent: »{fr: 20}\n", ("'vat_percent'", "a percentage", "A block of fields stands here")),
    Case(A, "»", ("a partner is empty", "as in partners/maison-lefevre.yaml")),
    Case(A, "»# nothing yet\n", ("a partner is empty",)),
    Case(A, "»Rivoli\n", ("a partner holds a list or one text, not fields",)),
    Case(A, "»- name: A\n", ("a partner holds a list or one text, not fields",)),
    Case(GIFT, "»", ("a gift is empty",)),
    Case(GIFT, "- »a pen\n", ("a gift holds a list or one text",)),
    Case(CATALOGUE, "»pen: {name: Pen}\n", ("catalogue.yaml is not a list", "Begin each entry with '- '")),
    Case(TOUCHES, "- »[]\n", ("a touch holds a list or one text",)),
]

WRONG_WORDS = [
    Case(
        PARTNER,
        "status: »activ\n",
        ("'activ' cannot stand at 'status'", "prospect, active, departed", "mean 'active'?"),
    ),
    Case(PARTNER, "ties: »wife\n", ("'wife' cannot stand at 'ties'", "none, friend, family")),
    Case(PARTNER, "policy: {gifts: »forbidden}\n", ("'forbidden' cannot stand at 'gifts'", "refused")),
    Case(PARTNER, "policy: {accepts: [»flowers]}\n", ("'flowers' cannot stand at 'accepts'", "experience")),
    Case(PARTNER, "policy:\n  accepts:\n    - service\n    - »flowers\n", ("'flowers' cannot stand at 'accepts'",)),
    Case(
        PARTNER, "policy:\n  - accepts:\n      - service\n      - »flowers\n", ("'flowers' cannot stand at 'accepts'",)
    ),
    Case(
        PARTNER,
        "sensitive: [{from: 2026-01-01, until: 2026-01-02, what: »bid}]\n",
        ("'bid' cannot stand at 'what'", "tender"),
    ),
    Case(SETTINGS, "delivery_days: [»Tuesday]\n", ("'Tuesday' cannot stand at 'delivery_days'", "tue", "wed")),
    Case(SETTINGS, "rules: {GP501: »error}\n", ("'error' cannot stand at 'GP501'", "warning, advice, silent")),
    Case(GIFT, gift(kind="»pen"), ("'pen' cannot stand at 'kind'", "desk, book")),
    Case(GIFT, gift(outcome="»refused"), ("'refused' cannot stand at 'outcome'", "declined")),
    Case(CULTURE, f"{CHINA}rules:\n  - {{id: a, level: »nevr, why: w, {SOURCE}}}\n", ("mean 'never'?",)),
    Case(
        LIMITS, f"{FRANCE}  - {{{VAT.replace('giver', '»give')}}}\n", ("'give' cannot stand at 'side'", "mean 'giver'?")
    ),
    Case(PARTNER, "subdivision: »Bavaria\n", ("'Bavaria'", "as in BY")),
    Case(A, "name: A\ncountry: FR\ncontacts: [{id: a, name: A, language: »french}]\n", ("'french'", "as in fr")),
    Case(CULTURE, "name: China\ncountries: [»cn]\n", ("'cn'", "as in CN")),
    Case(CALENDAR, "countries: {»Germany: {}}\n", ("'Germany'", "as in DE")),
]

WRONG_VALUES = [
    Case(PARTNER, "tier: »0\n", ("'tier'", "at least 1")),
    Case(PARTNER, "tier: »first\n", ("'tier'", "plain digits")),
    Case(PARTNER, "tier: {»26: 1}\n", ("'26' is not a year from 1900 to 2199",)),
    Case(PARTNER, "since: »2026-02-30\n", ("'since': 2026-02-30 is not a day of the calendar",)),
    Case(PARTNER, "revenue: {2024: 45,»50}\n", ("'50' is not a year",)),
    Case(PARTNER, "revenue: {2024: »'45,50'}\n", ("'45,50' is not an amount", "with a dot, as in 49.90")),
    Case(A, "name: A\ncountry: »no\ncontacts: [{id: a, name: A}]\n", ("write two capitals",)),
    Case(A, "name: A\ncountry: FR\ncontacts: [{id: »Anna, name: A}]\n", ("'Anna' is not an id",)),
    Case(PARTNER, "feedback: [{date: 2026-01-01, score: »6}]\n", ("from 1 (unhappy) to 5 (delighted)",)),
    Case(PARTNER, "feedback: [{date: 2026-01-01, score: »0}]\n", ("'score'", "1")),
    Case(GIFT, gift(value="»1_000"), ("'value': '1_000' is not an amount", "without underscores")),
    Case(GIFT, gift(value="»-5"), ("amounts are never negative",)),
    Case(GIFT, gift(value=f"»{'9' * 5_000}"), ("is not an amount",)),
    Case(GIFT, gift(date=f"»{'9' * 5_000}"), ("is not a day",)),
    Case(GIFT, gift(date="»2026-02-17T10:00:00"), ("write it as 2026-02-17, without a time",)),
    Case(GIFT, gift(card="{handwritten: »yes}"), ("'yes' is neither true nor false",)),
    Case(TOUCHES, "- {id: Q5, name: T, months: [»13], weight: 1, priority: 5}\n", ("Write 1 to 12",)),
    Case(TOUCHES, "- {id: Q5, name: T, months: [1], weight: »0, priority: 5}\n", ("at least 1",)),
    Case(SETTINGS, "rates: {»eur: 1}\n", ("write three capitals, as in EUR",)),
    Case(SETTINGS, "vat_percent: »20%\n", ("'20%' is not an amount",)),
    Case(SETTINGS, "review_months: »0\n", ("at least 1",)),
    Case(
        CULTURE, f"{CHINA}{RULE}, match: {{quantity: »four}}}}\n", ("'four' is not a whole number that can stand here",)
    ),
    Case(CALENDAR, "ours: {»08-10: closed}\n", ("'08-10' is not a day",)),
]

CONTRADICTIONS = [
    Case(TIERS, tier(budget="»{min: 2, max: 1}"), ("the maximum is below the minimum",)),
    Case(TIERS, tier(touches="»{min: 3, max: 2}"), ("the maximum is below the minimum",)),
    Case(TIERS, tier(lifetime_percent="»{min: 0.5, max: 0.3}"), ("the maximum is below the minimum",)),
    Case(
        CATALOGUE,
        "- {id: pen, name: Pen, kind: desk, price: »{min: 1, max: 0.5}}\n",
        ("the maximum is below the minimum",),
    ),
    Case(SETTINGS, "value_levels: »{token: 40}\n", ("do not rise",)),
    Case(SETTINGS, "campaigns: [»{from: 2026-03-13, until: 2026-03-02}]\n", ("ends on 2026-03-02, before",)),
    Case(PARTNER, "quiet: [»{from: 2026-03-13, until: 2026-03-02}]\n", ("ends on 2026-03-02, before it begins",)),
    Case(PARTNER, "touches: {2026: {Q2: »{skip: true, date: 2026-05-21}}}\n", ("one of two",)),
    Case(PARTNER, "touches: {2026: {Q2: »{why: later}}}\n", ("Write date: 2026-05-21, or skip: true",)),
    Case(LIMITS, f"{FRANCE}  - »{{{VAT}, from: 2026-01-02, until: 2026-01-01}}\n", ("before it begins",)),
    Case(LIMITS, f"{FRANCE}  - »{{{VAT}, kinds: food, not_kinds: cash}}\n", ("Write one of the two",)),
]

TWICE = [
    Case(SETTINGS, "campaigns: []\n»campaigns: []\n", ("'campaigns' stands here for the second time",)),
    Case(PARTNER, "»name: Rivoli\n", ("'name' stands here for the second time",)),
    Case(PARTNER, "revenue: {2024: 1, 2025: 2, »2024: 3}\n", ("'2024' stands here for the second time",)),
    Case(TIERS, tier(tier="»1"), ("'1' stands here for the second time",)),
    Case(TIERS, tier(tier="»01"), ("stands here for the second time",)),
    Case(TOUCHES, "- {id: »Q1, name: T, months: [1], weight: 1, priority: 5}\n", ("'Q1' stands here for the second",)),
    Case(CATALOGUE, f"- {{{PEN}}}\n- {{{PEN.replace('pen', '»pen')}}}\n", ("'pen' stands here for the second time",)),
    Case(
        SETTINGS.replace("yaml", "yml"),
        "company: A\ncountry: FR\ncurrency: EUR\nteam:\n  - {id: paul, name: A}\n  - {id: »paul, name: B}\n",
        ("stands here for the second time",),
    ),
    Case(
        A,
        "name: A\ncountry: FR\ncontacts:\n  - {id: a, name: A}\n  - {id: b, name: B}\n  - {id: »a, name: C}\n",
        ("stands here for the second time",),
    ),
    Case(
        LIMITS, f"{FRANCE}  - {{{VAT}}}\n  - {{{VAT.replace('id: ', 'id: »')}}}\n", ("stands here for the second time",)
    ),
]

SENSELESS = [
    Case(SETTINGS, "min_days_between_touches: »999999\n", ("more than a year",)),
    Case(SETTINGS, "lead_days: »520000\n", ("more than a year",)),
    Case(SETTINGS, "vat_percent: »2000\n", ("more than the whole", "0 to 100")),
    Case(SETTINGS, "concentration: {watch: »25, alarm: 40}\n", ("a share from 0 to 1, as in 0.25",)),
    Case(TIERS, tier(lifetime_percent="{min: 0, max: »500}"), ("more than the whole",)),
    Case(TOUCHES, "- {id: »none, name: N, months: [1], weight: 1, priority: 5}\n", ("another id",)),
    Case(TOUCHES, "- {id: Q5, name: N, months: [1, 2, »1], weight: 1, priority: 5}\n", ("write it once",)),
    Case(CATALOGUE, f"- {{{PEN}, lead_days: »999999}}\n", ("more than a year",)),
    Case("vocabulary.yml", "sectors: [retail, {banking: regulated}, »banking]\n", ("second time", "another mark")),
    Case(CALENDAR, "countries: {FR: {days: {2026-01-01: A, »2027-01-01: New Year}}}\n", ("no day of 2026",)),
    Case(CALENDAR, "ours: {»2025-12-31: closed}\n", ("no day of 2026", "calendar/2025.yaml")),
    Case(CALENDAR, "countries: {FR: {weekend: »[]}}\n", ("'weekend' is empty",)),
    Case(CALENDAR, "countries: {FR: {weekend: [sat, »sat]}}\n", ("write it once",)),
    Case(CULTURE, f"{CHINA}{WINDOW}when: »{{easter: western, from: 1, to: -60}}}}\n", ("before it begins",)),
    Case(CULTURE, f"{CHINA}{WINDOW}when: »{{holiday: Obon, from: 2, to: -28}}}}\n", ("before it begins",)),
    Case(LIMITS, f"{FRANCE}  - {{{VAT.replace('topic: vat', 'topic: »record')}}}\n", ("within how many days",)),
    Case(PARTNER, "touches: {2026: {Q3: {date: »2031-09-09}}}\n", ("no day for a touch of 2026", "under its own year")),
    Case(PARTNER, "referred_by: {partner: »rivoli}\n", ("names itself",)),
    Case(
        A, "name: A\ncountry: FR\ncontacts:\n  - {id: a, name: A, formerly: »{partner: a, contact: a}}\n", ("itself",)
    ),
    Case(PARTNER, "lifetime_value: {amount: »84.000, basis: realised, as_of: 2025-12-31}\n", ("without a separator",)),
    Case(PARTNER, "revenue: {2024: 31,»000}\n", ("without a separator",)),
    Case(GIFT, gift(value="»1.234"), ("a thousand and more without a separator",)),
    Case(GIFT, gift(vat_percent="»2000"), ("more than the whole",)),
    Case(
        SETTINGS.replace("yaml", "yml"), "company: »'  '\ncountry: FR\ncurrency: EUR\n", ("nothing that can be seen",)
    ),
    Case(A, 'name: »"\\u200b\\ufeff "\ncountry: FR\ncontacts: [{id: a, name: A}]\n', ("nothing that can be seen",)),
]

WHENS = [
    "{holiday: Obon, easter: western, from: 0, to: 0}",
    "{holiday: Obon, from: 08-01, to: 08-31}",
    "{holiday: Obon}",
    "{easter: western, from: 0}",
    "{from: -2, to: 2}",
    "{from: 08-01}",
    "{from: 08-01, to: 5}",
    "{weekdays: [fri], from: 08-01, to: 08-31}",
    "{country: JP, from: 08-01, to: 08-31}",
    "{}",
]

ALL = [*UNKNOWN_KEYS, *MISSING_FIELDS, *WRONG_SHAPES, *WRONG_WORDS, *WRONG_VALUES, *CONTRADICTIONS, *TWICE, *SENSELESS]
LONGER = (SETTINGS, TIERS, TOUCHES, VOCABULARY, PARTNER)
"""The folder's own files: a case's text stands after what is in them."""
TRACES = ("{{", "[None", "None}", "['", "{'", "Input should", "'1900'", "data.md")
"""What a program says, and no person."""


def name_of(case: Case) -> str:
    before, _, after = case.text.partition(MARK)
    line = before.rpartition("\n")[2] + after.partition("\n")[0]
    return f"{case.path}: {line.strip()[:60]}"


def written(folder: DataFolder, case: Case) -> tuple[int, int]:
    """The line and column that the mark stood at, once the case's text is written without it."""
    file = folder.root / case.path
    if case.path in ("settings.yml", "vocabulary.yml"):
        folder.remove(case.path.replace("yml", "yaml"))
    text = (file.read_text(encoding="utf-8") if case.path in LONGER else "") + case.text
    folder.add(case.path, text.replace(MARK, "", 1))
    before = text[: text.index(MARK)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


@pytest.mark.parametrize("case", ALL, ids=name_of)
def test_it_is_refused_at_its_place_and_in_words(data_folder: DataFolder, case: Case) -> None:
    place = written(data_folder, case)
    problems = [problem for problem in data_folder.load().problems if problem.path == case.path]
    assert place in {problem.spot[:2] for problem in problems}, problems
    problem = next(problem for problem in problems if problem.spot[:2] == place)
    said = f"{problem.message} {problem.why} {problem.fix}"
    assert [part for part in case.says if part.casefold() not in said.casefold()] == [], said
    assert [trace for trace in TRACES if trace in said] == [], said
    assert len(problem.message) < 200


@pytest.mark.parametrize("when", WHENS)
def test_a_window_told_in_two_ways_or_none_is_refused(data_folder: DataFolder, when: str) -> None:
    data_folder.add(CULTURE, f"{CHINA}windows:\n  - {{id: w, when: {when}, level: avoid, why: w, {SOURCE}}}\n")
    problems = data_folder.load().problems
    assert [(problem.code, problem.spot[:2]) for problem in problems] == [("GP003", (4, 19))]
    assert "{{" not in problems[0].message


def test_every_wrong_field_of_a_record_is_named_at_once(data_folder: DataFolder) -> None:
    data_folder.extend(PARTNER, "teir: 1\nsince: 2026-02-30\nstatus: gone\n")
    assert [problem.spot.line for problem in data_folder.load().problems] == [5, 6, 7]


def test_a_record_with_one_wrong_field_is_not_planned_with(data_folder: DataFolder) -> None:
    data_folder.extend(PARTNER, "teir: 1\n")
    book = data_folder.load()
    assert book.partners == {}
    assert book.lost == {PARTNER}


def test_one_wrong_gift_of_a_list_keeps_the_others(data_folder: DataFolder) -> None:
    flow = "{partner: rivoli, date: 2026-02-17, recipients: [anna], nature: Pen, value: %s, kind: desk}"
    data_folder.add("gifts/2026/import.yaml", "".join(f"- {flow % value}\n" for value in ("10", "1e9", "20")))
    book = data_folder.load()
    assert [(problem.spot.line, problem.code) for problem in book.problems] == [(2, "GP003")]
    assert [(read.index, str(read.value)) for read in book.gifts] == [(0, "10"), (2, "20")]
    assert book.lost == {"gifts/2026/import.yaml"}


@pytest.mark.parametrize("path", [TIERS, TOUCHES])
def test_an_empty_list_is_no_better_than_a_missing_file(data_folder: DataFolder, path: str) -> None:
    data_folder.add(path, "[]\n")
    assert [problem.path for problem in data_folder.load().problems] == [path]
