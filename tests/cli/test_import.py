"""`giftplan import`: exports of CRMs and spreadsheets become records, the good rows whole, the others explained."""

import json
import shutil
import signal
import subprocess
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from giftplan.book.sheet import DELIMITERS
from giftplan.cli import import_
from giftplan.reports.imports.days import ORDERS
from tests.cli.terminal import GIFTPLAN
from tests.cli.terminal import answered
from tests.cli.terminal import call
from tests.cli.terminal import clean
from tests.cli.terminal import show
from tests.cli.test_main import inside
from tests.cli.test_main import refusal
from tests.conftest import PARTNER
from tests.conftest import DataFolder
from tests.conftest import gift

DAY = ("--as-of", "2026-10-06")


def snapshot(folder: DataFolder) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.root.rglob("*") if path.is_file()}


def export(folder: DataFolder, text: str | bytes) -> Path:
    file = folder.root.parent / "export.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def take(folder: DataFolder, what: str, text: str | bytes, *more: str, exit_code: int = 0) -> dict[str, Any]:
    """Import a file, and what it says of it."""
    done = inside("import", what, str(export(folder, text)), *DAY, "--format", "json", *more, folder=folder.root.parent)
    assert done.returncode == exit_code, (done.stdout, done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["schema"] == "giftplan/import/1"
    return found


def wrong(found: dict[str, Any]) -> list[tuple[int, str | None, str]]:
    return [(error["row"], error["column"], f"{error['message']}: {error['fix']}") for error in found["errors"]]


def text_of(folder: DataFolder, path: str) -> str:
    return (folder.root / path).read_text(encoding="utf-8")


EXCEL_FR = (
    "Raison sociale;Pays;Secteur;Niveau;Responsable;Client depuis;Prénom;Nom de famille;Fonction;CA 2025;Téléphone\r\n"
    "Société Dupré & Fils;Royaume-Uni;Commerce;2;Claire Morel;03/04/2019;Zoé;Dupré;Gérante;12 400,50;01 02\r\n"
    "Société Dupré & Fils;;;;;;Luc;Ferrand;Achats;;\r\n"
    "Ateliers Ögren;Suède;;Niveau 3;paul;17/05/2021;Maja;Ögren;;8 900 €;\r\n"
)


def test_an_export_of_a_french_excel(data_folder: DataFolder) -> None:
    found = take(data_folder, "partners", EXCEL_FR.encode("cp1252"))
    assert found["written"]
    assert found["not_taken"] == ["Téléphone"]
    assert found["notes"] == [
        "Read as Windows-1252, a semicolon between the cells.",
        "It is not UTF-8, so Windows-1252 was taken: is 'Prénom' right? Else name its encoding with --encoding.",
        "Client depuis: read day first, as row 4 proves ('17/05/2021').",
    ]
    assert found["totals"] == {"rows": 3, "new": 2, "changed": 0, "same": 0, "errors": 0}
    assert text_of(data_folder, "partners/societe-dupre-fils.yaml") == (
        "name: Société Dupré & Fils\n"
        "country: GB\n"
        "sector: retail\n"
        "tier: 2\n"
        "owner: claire\n"
        "since: 2019-04-03\n"
        "revenue: {2025: 12400.50}\n"
        "contacts:\n"
        "  - {id: zoe-dupre, name: Zoé Dupré, role: Gérante}\n"
        "  - {id: luc-ferrand, name: Luc Ferrand, role: Achats}\n"
    )
    book = data_folder.load()
    assert book.problems == ()
    assert book.partners["ateliers-ogren"].country == "SE"


def test_an_export_of_an_english_crm(data_folder: DataFolder) -> None:
    text = (
        '"Account Name","Billing Country","Industry","Account Owner","Customer Since","Contact Name","Job Title",'
        '"Lifetime Value","Lifetime value basis","As of","Status"\n'
        '"Pike, Hallam & Co","United Kingdom","Retail","paul","2020-02-03T00:00:00Z","Joan Pike","Owner",'
        '"£",,,"Active"\n'
        '"Tallow Ltd","USA","Retail","Paul Petit","2020-02-03 00:00","Sam Tallow","Owner","84,000.00","realised",'
        '"2025-12-31","Active"\n'
    )
    found = take(data_folder, "partners", text, exit_code=1)
    assert wrong(found) == [(2, "Lifetime Value", "'£' is not an amount: write it as 1234.50")]
    tallow = data_folder.load().partners["tallow-ltd"]
    assert (tallow.country, tallow.owner, str(tallow.since)) == ("US", "paul", "2020-02-03")
    assert [(value.amount, str(value.basis)) for value in tallow.lifetime_value] == [(Decimal(84000), "realised")]


GIFTS = (
    "\ufeffDate,Company,Recipient,Gift,Type,Value,Extras,Currency,Given by,Direction\n"
    "17/02/2026,Rivoli,Anna Rossi,Engraved pen,desk,20.00,,,claire,given\n"
    '03/03/2026,rivoli,anna,"Tea, in a tin",food,"1,234.50",4.90,,Claire Morel,\n'
    "03/03/2026,rivoli,anna,Linen,other,18.00,,,claire,\n"
    "03/03/2026,rivoli,claire; Paul Petit,Panettone,hamper,30,,,,reçu\n"
)


def test_gifts_are_written_one_file_each(data_folder: DataFolder) -> None:
    found = take(data_folder, "gifts", GIFTS)
    paths = [entry["path"] for entry in found["new"]]
    assert paths == [
        "gifts/2026/2026-02-17-rivoli.yaml",
        "gifts/2026/2026-03-03-rivoli.yaml",
        "gifts/2026/2026-03-03-rivoli-2.yaml",
        "gifts/2026/2026-03-03-rivoli-3.yaml",
    ]
    assert text_of(data_folder, paths[1]) == (
        'partner: rivoli\ndate: 2026-03-03\nrecipients: [anna]\nnature: "Tea, in a tin"\nkind: food\n'
        "value: 1234.50\nextras: 4.90\nby: claire\n"
    )
    received = next(one for one in data_folder.load().gifts if one.direction == "received")
    assert received.recipients == ("claire", "paul")
    assert found["findings"] == [
        {"rule": "GP101", "name": "policy-unverified", "count": 3},
        {"rule": "GP117", "name": "own-approval-missing", "count": 1},
    ]


@pytest.mark.parametrize(("what", "text"), [("partners", EXCEL_FR), ("gifts", GIFTS)])
def test_a_second_run_changes_nothing(data_folder: DataFolder, what: str, text: str) -> None:
    first = take(data_folder, what, text)
    before = snapshot(data_folder)
    again = take(data_folder, what, text)
    assert snapshot(data_folder) == before
    assert (again["new"], again["changed"]) == ([], [])
    assert again["totals"]["same"] == first["totals"]["new"]


def test_a_dry_run_writes_nothing(data_folder: DataFolder) -> None:
    before = snapshot(data_folder)
    found = take(data_folder, "partners", EXCEL_FR, "--dry-run")
    assert (found["written"], found["totals"]["new"]) == (False, 2)
    assert snapshot(data_folder) == before


def test_good_rows_are_not_lost_beside_bad_ones(data_folder: DataFolder) -> None:
    text = (
        "Société;Pays;Contact;Depuis;CA 2025;Responsable\n"
        "Alpha;France;Ada;31/02/2026;;\n"
        "Beta;Itlaie;Bea;;;\n"
        "Gamma;France;Gil;;12 34;\n"
        "Delta;France;;;;\n"
        "Epsilon;France;Eve;;;clara\n"
        "\n"
        "Zeta;France;Zed;;;;too many\n"
        "Eta;France;Eli;;-5,00;\n"
        "Theta;France;Tom;17/02/2026;5,00;claire\n"
    )
    found = take(data_folder, "partners", text, exit_code=1)
    assert [entry["path"] for entry in found["new"]] == ["partners/theta.yaml"]
    assert (data_folder.root / "partners/theta.yaml").exists()
    assert wrong(found) == [
        (2, "Depuis", "'31/02/2026' is not in the calendar: write a day that exists"),
        (3, "Pays", "no country 'Itlaie': did you mean Italie (IT)?"),
        (4, "CA 2025", "'12 34' has a space where no thousands end: write it as 1234.50"),
        (5, "Contact", "a new partner needs a contact: fill in a column 'contact'"),
        (6, "Responsable", "nobody in our team is 'clara': did you mean 'claire'?"),
        (8, None, "it has 7 cells, the header has 6: put a text that holds the separator between quotes"),
        (9, "CA 2025", "'-5,00' is negative: an amount never is: write what was paid"),
    ]


def test_what_a_partner_lacks_is_added_and_what_differs_is_told(data_folder: DataFolder) -> None:
    before = "name: Rivoli  # the shop\ncountry: IT\ntier: 2\ncontacts:\n  - {id: anna, name: Anna Rossi}\n"
    data_folder.add(PARTNER, before)
    text = "Company,Country,Tier,Owner,Since,Contact,Job title\nRIVOLI,Italie,1,claire,2019-04-03,Anna Rossi,\n"
    found = take(data_folder, "partners", text)
    assert found["changed"] == [
        {
            "path": PARTNER,
            "rows": [2],
            "changes": [
                {"field": "tier", "before": "2", "after": "1", "to_write": False},
                {"field": "owner", "before": None, "after": "claire", "to_write": True},
                {"field": "since", "before": None, "after": "2019-04-03", "to_write": True},
            ],
        }
    ]
    assert text_of(data_folder, PARTNER) == before + "owner: claire\nsince: 2019-04-03\n"
    whole = snapshot(data_folder)
    assert take(data_folder, "partners", text)["changed"][0]["changes"] == [found["changed"][0]["changes"][0]]
    assert snapshot(data_folder) == whole


STANDS: list[tuple[str, str]] = [
    (
        "name: Rivoli  # the shop\ncountry: IT\nowner: paul   # until spring\nrevenue: {2024: 10, 2025: 20.50}\n"
        "contacts:\n  - {id: anna, name: Anna Rossi, role: Buyer}\n",
        "name: Rivoli  # the shop\ncountry: IT\nowner: claire   # until spring\nrevenue: {2024: 10, 2025: 9400.00}\n"
        "contacts:\n  - {id: anna, name: Anna Rossi, role: Head of sales}\n",
    ),
    (
        "\ufeffname: Rivoli\r\ncountry: IT\r\nowner: 'paul'\r\nrevenue:\r\n  2025: 20\r\ncontacts:\r\n"
        "  - id: anna\r\n    name: Anna Rossi\r\n    role: Buyer # since May\r\n",
        "\ufeffname: Rivoli\r\ncountry: IT\r\nowner: claire\r\nrevenue:\r\n  2025: '9400.00'\r\ncontacts:\r\n"
        "  - id: anna\r\n    name: Anna Rossi\r\n    role: 'Head of sales' # since May\r\n",
    ),
]


def test_a_first_name_and_a_name_are_one_person(data_folder: DataFolder) -> None:
    text = "Raison sociale;Pays;Prénom;Nom\nBoulangerie Noir;FR;Ève;Noir\n"
    take(data_folder, "partners", text)
    assert [c.name for c in data_folder.load().partners["boulangerie-noir"].contacts] == ["Ève Noir"]


def test_a_list_of_people_makes_no_companies_of_their_names(data_folder: DataFolder) -> None:
    file = export(data_folder, "Nom;Prénom;Pays\nDupont;Jean;France\n")
    said = refusal(inside("import", "partners", str(file), *DAY, folder=data_folder.root.parent), 2)
    assert "'Nom' stands beside a first name, and no other column is a company's" in said
    take(data_folder, "partners", "Nom;Prénom;Pays\nDupont;Jean;France\n", "--map", "Nom=name")
    assert data_folder.load().partners["dupont"].contacts[0].name == "Jean"


def test_a_first_name_beside_a_whole_one_is_not_lost(data_folder: DataFolder) -> None:
    text = "Raison sociale;Pays;Prénom;Nom\nBoulangerie Noir;FR;Ève;Noir\n"
    call = ("import", "partners", str(export(data_folder, text)), "--map", "Nom=contacts.name", *DAY)
    said = refusal(inside(*call, folder=data_folder.root.parent), 2)
    assert "'Nom' is read as a whole name and 'Prénom' as a first one" in said
    assert "--map 'Nom=contacts.last_name'" in said


def test_the_country_of_a_partner_is_a_person_s_to_change(data_folder: DataFolder) -> None:
    """Which law judged the past would change with it."""
    before = snapshot(data_folder)
    (differs,) = take(data_folder, "partners", "Company,Country,Contact\nRivoli,FR,Anna Rossi\n")["changed"]
    assert [(change["field"], change["to_write"]) for change in differs["changes"]] == [("country", False)]
    assert snapshot(data_folder) == before


def test_somebody_who_was_faster_is_not_doubled(data_folder: DataFolder) -> None:
    """Four at once, of the same two gifts: what one has written the others do not write beside it."""
    data_folder.add("catalogue.yaml", "- {id: pen, name: Pen, kind: desk, price: {min: 5, max: 90}}\n")
    rows = "".join(f"rivoli,2024-02-{day:02},anna,Pen,20\n" for day in range(1, 29))
    file = export(data_folder, "partner,date,recipients,nature,value\n" + rows)
    call = [*GIFTPLAN, "import", "gifts", str(file), "--data", str(data_folder.root)]
    running = [subprocess.Popen(call, env=clean(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(4)]
    said = [process.communicate()[1].decode() for process in running]
    assert {process.returncode for process in running} <= {0, 3}, said
    assert all("Traceback" not in text for text in said)
    assert len(data_folder.load().gifts) == 28, said


@pytest.mark.parametrize(("before", "after"), STANDS, ids=["brackets", "blocks of Windows"])
def test_a_plain_fact_is_replaced_where_it_stands_and_every_other_byte_stays(
    data_folder: DataFolder, before: str, after: str
) -> None:
    data_folder.add(PARTNER, before.encode())
    text = "Company,Owner,Revenue 2025,Contact,Job title\nRivoli,claire,9400,Anna Rossi,Head of sales\n"
    (changed,) = take(data_folder, "partners", text)["changed"]
    assert [(change["field"], change["before"], change["to_write"]) for change in changed["changes"]] == [
        ("owner", "paul", True),
        ("revenue.2025", "20.50" if "20.50" in before else "20.00", True),
        ("contacts.anna.role", "Buyer", True),
    ]
    written = (data_folder.root / PARTNER).read_bytes().decode()
    assert written.replace("'", "") == after.replace("'", "")
    assert data_folder.judge().count("error") == 0
    again = take(data_folder, "partners", text)
    assert (again["changed"], again["totals"]["same"]) == ([], 1)
    assert (data_folder.root / PARTNER).read_bytes().decode() == written


REVENUES = {
    "revenue: {2025: 20.50}": "revenue: {2025: 20.50, 2026: 33000.00}",
    "revenue:   # by year\n  2024: 10  # the first\n  2025: 20.50\nowner: paul": (
        "revenue:   # by year\n  2024: 10  # the first\n  2025: 20.50\n  2026: 33000.00\nowner: paul"
    ),
    "revenue:\n    2025: 20.50   # so far": "revenue:\n    2025: 20.50   # so far\n    2026: 33000.00",
}


@pytest.mark.parametrize(("before", "after"), REVENUES.items())
def test_a_new_year_s_revenue_stands_behind_the_others(data_folder: DataFolder, before: str, after: str) -> None:
    file = "name: Rivoli\ncountry: IT\ncontacts: [{id: anna, name: Anna Rossi}]\n"
    data_folder.add(PARTNER, (file + before + "\n").encode())
    text = "Company,Contact,Revenue 2026\nRivoli,Anna Rossi,33000\n"
    take(data_folder, "partners", text)
    assert text_of(data_folder, PARTNER) == file + after + "\n"
    assert take(data_folder, "partners", text)["totals"]["same"] == 1


KEPT = {
    "lines of Windows": b"name: Rivoli\r\ncountry: IT\r\ncontacts: [{id: anna, name: Anna Rossi}]\r\n",
    "a mark, and no end of line": b"\xef\xbb\xbfname: Rivoli\ncountry: IT\ncontacts: [{id: anna, name: Anna Rossi}]",
    "a comment at the end": b"name: Rivoli\ncountry: IT\ncontacts: [{id: anna, name: Anna Rossi}]\n  # the end",
}
NOT_ADDED = {
    "one line of brackets": b"{name: Rivoli, country: IT, contacts: [{id: anna, name: Anna Rossi}]}\n",
    "an end of the document": b"name: Rivoli\ncountry: IT\ncontacts: [{id: anna, name: Anna Rossi}]\n...\n",
    "the field without a value": b"name: Rivoli\ncountry: IT\nowner:\ncontacts: [{id: anna, name: Anna Rossi}]\n",
}


@pytest.mark.parametrize("before", KEPT.values(), ids=KEPT)
def test_a_file_that_gains_a_field_keeps_every_byte(data_folder: DataFolder, before: bytes) -> None:
    file = data_folder.add(PARTNER, before)
    take(data_folder, "partners", "company,owner\nRivoli,paul\n")
    assert file.read_bytes().startswith(before)
    assert file.read_bytes().rstrip().endswith(b"owner: paul")
    book = data_folder.load()
    assert (book.problems, book.partners["rivoli"].owner) == ((), "paul")


@pytest.mark.parametrize("before", NOT_ADDED.values(), ids=NOT_ADDED)
def test_where_nothing_can_be_added_it_is_told(data_folder: DataFolder, before: bytes) -> None:
    file = data_folder.add(PARTNER, before)
    found = take(data_folder, "partners", "company,owner\nRivoli,paul\n")
    assert [change["to_write"] for change in found["changed"][0]["changes"]] == [False]
    assert file.read_bytes() == before


def test_an_empty_cell_erases_nothing_and_a_new_person_is_told(data_folder: DataFolder) -> None:
    before = text_of(data_folder, PARTNER)
    found = take(data_folder, "partners", "company,country,contact,title\nRivoli,,Bo Verdi,\nRivoli,,Anna Rossi,\n")
    change = {"field": "contacts.bo-verdi", "before": None, "after": "Bo Verdi", "to_write": False}
    assert [entry["changes"] for entry in found["changed"]] == [[change]]
    assert text_of(data_folder, PARTNER) == before


def test_two_companies_never_share_an_id(data_folder: DataFolder) -> None:
    text = "company,country,contact\nA & B,FR,Ada\nA-B,FR,Bea\nRivoli!,IT,Cy\nA & B,DE,Ada\n株式会社,JP,Dan\n"
    found = take(data_folder, "partners", text, exit_code=1)
    assert wrong(found) == [
        (
            3,
            "company",
            "the id 'a-b' is that of 'A & B' in row 2 already: add a column 'id' with an id for each company",
        ),
        (
            4,
            "company",
            "the id 'rivoli' is that of 'Rivoli' already: add a column 'id': rivoli if it is the same company, "
            "another one if it is not",
        ),
        (
            5,
            "country",
            "another country than in row 2, which is of the same company: say the same in both, or give each company "
            "an id of its own",
        ),
        (6, "company", "no id can be made of '株式会社': add a column 'id', as in maison-lefevre"),
    ]


def test_two_rows_that_are_alike_are_two_gifts(data_folder: DataFolder) -> None:
    row = "2026-05-21,rivoli,anna,Tea,food,12.00\n"
    head = "date,partner,recipients,nature,kind,value\n"
    data_folder.add("gifts/2026/2026-05-21-rivoli.yaml", gift(date="2026-05-21", nature="tea", kind="food", value="12"))
    found = take(data_folder, "gifts", head + row + row)
    assert [(entry["rows"], entry["path"]) for entry in found["same"]] == [([2], "gifts/2026/2026-05-21-rivoli.yaml")]
    assert [entry["path"] for entry in found["new"]] == ["gifts/2026/2026-05-21-rivoli-2.yaml"]
    changed = take(data_folder, "gifts", head + row + row.replace("12.00", "14.00"))["changed"]
    assert changed[0]["changes"] == [{"field": "value", "before": "12.00", "after": "14.00", "to_write": False}]


def test_a_gift_in_another_currency_gets_its_rate(data_folder: DataFolder) -> None:
    data_folder.extend("settings.yaml", "rates: {CHF: 1.05}\n")
    head = "date,partner,recipients,nature,kind,value,currency\n"
    found = take(data_folder, "gifts", head + "2026-05-21,rivoli,anna,Tea,food,12.00 CHF,\n")
    assert found["new"][0]["fields"] | {"currency": "CHF", "rate": "1.05"} == found["new"][0]["fields"]
    lost = take(data_folder, "gifts", head + "2026-05-22,rivoli,anna,Tea,food,12.00,NOK\n", exit_code=1)
    assert "what one NOK is worth in EUR: add a column 'rate'" in wrong(lost)[0][2]
    two = take(data_folder, "gifts", head + "2026-05-22,rivoli,anna,Tea,food,12.00 €,CHF\n", exit_code=1)
    assert wrong(two)[0][1] == "value"


def test_what_a_gift_is_comes_from_the_catalogue_or_is_asked_for(data_folder: DataFolder) -> None:
    data_folder.add("catalogue.yaml", "- {id: pen, name: A pen, kind: desk, price: {min: 9, max: 99}}\n")
    text = "date,partner,recipients,gift,value\n2026-05-21,rivoli,anna,a PEN,12.00\n2026-05-21,rivoli,anna,Cup,12.00\n"
    found = take(data_folder, "gifts", text, exit_code=1)
    assert found["new"][0]["fields"]["gift"] == "pen"
    assert "add a column 'kind'" in wrong(found)[0][2]


HOSTILE = {
    "an id that leaves the folder": ("../x,A,FR,Ada", "id", "is not an id"),
    "an id of git's": (".git/x,A,FR,Ada", "id", "is not an id"),
    "a megabyte": (f"a,{'x' * 1_000_000},FR,Ada", "name", "1,000,000 characters"),
    "an escape": ("a,\x1b[31mA,FR,Ada", "name", "U+001B"),
    "a mark that turns words round": ("a,A\u202eB,FR,Ada", "name", "U+202E"),
    "a status that needs a day": ("a,A,FR,Ada,departed", "status", "add a column 'departed on'"),
}


@pytest.mark.parametrize(("row", "column", "says"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_cells_are_refused(data_folder: DataFolder, row: str, column: str, says: str) -> None:
    before = snapshot(data_folder)
    row += "," * (4 - row.count(","))
    found = take(data_folder, "partners", f"id,name,country,contact,status\n{row}\n", exit_code=1)
    assert [(error["row"], error["column"]) for error in found["errors"]] == [(2, column)]
    assert says in wrong(found)[0][2]
    assert snapshot(data_folder) == before


@pytest.mark.parametrize(
    "name",
    [
        "=HYPERLINK(1)",
        "name: x",
        "- a",
        "{a: b}",
        "null",
        "NO",
        "[red]a",
        "# a",
        "a # b",
        "'",
        '"',
        "%a",
        "@a: !!python",
        "012",
        "*a",
        "Two\nlines",
    ],
)
def test_a_text_is_taken_as_it_is(data_folder: DataFolder, name: str) -> None:
    quoted = name.replace('"', '""')
    take(data_folder, "partners", f'id,name,country,contact,contact id\na,"{quoted}",NO,"{quoted}",b\n')
    book = data_folder.load()
    assert book.problems == ()
    assert (book.partners["a"].name, book.partners["a"].contacts[0].name) == (name, name)


WRONG_USE = {
    "what": (("partner",), "", "did you mean 'partners'?"),
    "a field": (("partners", "--map", "Phone=contacts.nam"), "", "did you mean 'contacts.name'?"),
    "a column": (("partners", "--map", "Fone=why"), "", "no such column: did you mean 'Phone'?"),
    "no field": (("partners", "--map", "Phone"), "", "--map Phone=why"),
    "dates": (("partners", "--dates", "dayfirst"), "", "did you mean 'day-first'?"),
    "delimiter": (("partners", "--delimiter", "x"), "", "comma, semicolon, tab, pipe"),
    "encoding": (("partners", "--encoding", "utf8"), "", "did you mean 'utf-8'?"),
    "a column twice": (("partners",), "name,name,country\nA,B,FR\n", "columns 1 ('name') and 2 ('name') both say name"),
    "two names of one field": (("partners",), "nom,société\nA,B\n", "columns 1 ('nom') and 2 ('société')"),
    "nothing known": (("partners",), "x,y\n1,2\n", "no column of row 1 is known (x, y)"),
}


@pytest.mark.parametrize(("words", "text", "says"), WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_is_told(data_folder: DataFolder, words: tuple[str, ...], text: str, says: str) -> None:
    file = export(data_folder, text or "name,country,contact,Phone\nA,FR,Ada,1\n")
    what, *more = words
    assert says in refusal(inside("import", what, str(file), *more, folder=data_folder.root.parent), 2)


@pytest.mark.parametrize(
    ("data", "says"), [(b"", "it is empty"), (b"PK\x03\x04", "a workbook"), (None, "No such file")]
)
def test_a_file_that_is_no_table_is_named(data_folder: DataFolder, data: bytes | None, says: str) -> None:
    file = export(data_folder, data or b"")
    if data is None:
        file.unlink()
    said = refusal(inside("import", "gifts", str(file), folder=data_folder.root.parent), 3)
    assert file.name in said
    assert says in said
    assert "a folder" in refusal(inside("import", "gifts", ".", folder=data_folder.root.parent), 3)


def test_columns_are_mapped_by_hand_and_left_out(data_folder: DataFolder) -> None:
    text = "Firm,Land,Who,Owner\nA,Italy,Ada,nobody\n"
    by_hand = ("--map", "Firm=name", "--map", "land=country", "--map", "Who=contacts.name", "--map", "Owner=")
    found = take(data_folder, "partners", text, *by_hand)
    assert found["not_taken"] == ["Owner"]
    assert found["new"][0]["fields"] == {"name": "A", "country": "IT", "contacts": [{"id": "ada", "name": "Ada"}]}


def test_history_is_told_of_and_not_refused(data_folder: DataFolder) -> None:
    data_folder.extend(PARTNER, "policy: {gifts: refused, verified: 2025-01-01}\n")
    found = take(data_folder, "gifts", GIFTS)
    assert found["totals"]["new"] == 4
    assert {"rule": "GP103", "name": "gift-refused", "count": 3} in found["findings"]
    in_check = json.loads(inside("check", *DAY, "--format", "json", folder=data_folder.root.parent).stdout)["findings"]
    assert sum(finding["rule"] == "GP103" for finding in in_check) == 3


def test_a_kill_in_the_middle_loses_nothing_and_a_second_run_writes_the_rest(data_folder: DataFolder) -> None:
    rows = "".join(f"Company {n},FR,Ada {n}\n" for n in range(1500))
    file = export(data_folder, "company,country,contact\n" + rows)
    partners = data_folder.root / "partners"
    arguments = [*GIFTPLAN, "import", "partners", str(file), "--quiet"]
    process = subprocess.Popen(
        arguments, cwd=data_folder.root.parent, env=clean(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    while len(list(partners.glob("*.yaml"))) < 20 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert 20 <= len(list(partners.glob("*.yaml"))) < 1501
    assert data_folder.load().problems == ()
    assert call("import", "partners", str(file), "--quiet", folder=data_folder.root.parent).returncode == 0
    assert len(data_folder.load().partners) == 1501


def test_a_folder_that_cannot_be_written_says_how_far_it_came(data_folder: DataFolder) -> None:
    outside = data_folder.root.parent / "elsewhere"
    shutil.move(data_folder.root / "partners", outside)
    (data_folder.root / "partners").symlink_to(outside)
    file = export(data_folder, "company,country,contact\nA,FR,Ada\n")
    done = inside("import", "partners", str(file), folder=data_folder.root.parent)
    assert done.returncode == 3
    assert "0 of 1 file are written" in done.stderr
    assert sorted(path.name for path in outside.iterdir()) == ["rivoli.yaml"]


@pytest.mark.parametrize(("answer", "is_written"), [("y\n", True), ("n\n", False), ("\x03", False)])
def test_at_a_terminal_it_asks_first(data_folder: DataFolder, answer: str, is_written: bool) -> None:
    file = export(data_folder, "company,country,contact\nA,FR,Ada\n")
    code, shown = answered("import", "partners", str(file), folder=data_folder.root.parent, answers=[answer])
    assert (code, "Write 1 file?" in shown) == (130 if answer == "\x03" else 0, True)
    assert (data_folder.root / "partners/a.yaml").exists() == is_written


def test_the_table_says_what_the_json_says(data_folder: DataFolder) -> None:
    done = inside("import", "partners", str(export(data_folder, EXCEL_FR)), "--dry-run", folder=data_folder.root.parent)
    assert done.stdout.startswith("Import partners · ")
    assert "3 rows · 2 new" in " ".join(done.stdout.split())
    assert "1 column is not taken: Téléphone; --map 'Téléphone=FIELD' takes one" in " ".join(done.stdout.split())
    assert done.stdout.splitlines()[-1] == "A dry run, nothing is written. To write 2 files: the same without --dry-run"


def test_a_file_that_cannot_be_read_is_not_imported_a_second_time(data_folder: DataFolder) -> None:
    data_folder.add("gifts/2026/2026-02-17-rivoli.yaml", "partner: [\n")
    file = export(data_folder, GIFTS)
    said = refusal(inside("import", "gifts", str(file), folder=data_folder.root.parent), 3)
    assert "2026-02-17-rivoli.yaml cannot be read" in said


def test_a_name_with_its_accents_apart_is_the_same_name(data_folder: DataFolder) -> None:
    apart = EXCEL_FR.replace("é", "e\u0301").replace("Ö", "O\u0308")
    take(data_folder, "partners", EXCEL_FR)
    before = snapshot(data_folder)
    assert take(data_folder, "partners", apart)["totals"]["same"] == 2
    assert snapshot(data_folder) == before


def test_who_left_is_told_whole_or_not_at_all(data_folder: DataFolder) -> None:
    text = "company,status,departed on\nRivoli,Lost,2026-02-17\n"
    data_folder.extend(PARTNER, "status: active\n")
    kept = text_of(data_folder, PARTNER)
    changes = take(data_folder, "partners", text)["changed"][0]["changes"]
    assert [(change["field"], change["to_write"]) for change in changes] == [
        ("status", False),
        ("departed.date", False),
    ]
    assert text_of(data_folder, PARTNER) == kept
    data_folder.add(PARTNER, kept.replace("status: active\n", ""))
    take(data_folder, "partners", text)
    assert text_of(data_folder, PARTNER).endswith("status: departed\ndeparted: {date: 2026-02-17}\n")


def test_the_help_names_the_words_that_are_taken() -> None:
    assert import_.ORDERS == ORDERS
    assert tuple(DELIMITERS) == import_.DELIMITERS


def test_who_knows_better_says_how_to_read_the_file(data_folder: DataFolder) -> None:
    text = "company|country|contact|since\nÉlan|FR|Ada|03/04/2020\n"
    found = take(data_folder, "partners", text, "--dry-run", exit_code=1)
    assert "--dates day-first or --dates month-first" in wrong(found)[0][2]
    by_hand = ("--dates", "month-first", "--delimiter", "pipe", "--encoding", "cp850", "--dry-run")
    found = take(data_folder, "partners", text.encode("cp850"), *by_hand)
    assert (found["new"][0]["fields"]["name"], found["new"][0]["fields"]["since"]) == ("Élan", "2020-03-04")


def test_a_terminal_shows_no_more_than_a_screen(data_folder: DataFolder) -> None:
    rows = "".join(f"Company {n},FR,Ada\n" for n in range(60)) + "".join(f"Bad {n},Atlantis,Ada\n" for n in range(30))
    file = export(data_folder, "company,country,contact\n" + rows)
    shown = show(
        "import", "partners", str(file), "--dry-run", "--color", "never", columns=80, folder=data_folder.root.parent
    )
    assert sum("company-" in line for line in shown.splitlines()) == 40
    assert " and 20 more records\n" in shown
    assert "and 10 more errors\n" in shown
    assert "All of it: the same with --dry-run --format json\n" in shown
    piped = call("import", "partners", str(file), "--dry-run", folder=data_folder.root.parent).stdout
    assert (piped.count("\nerror"), "more record" in piped) == (30, False)


def test_a_policy_and_its_limit_are_one_block(data_folder: DataFolder) -> None:
    text = "société;cadeaux;plafond;plafond par;vérifié le\nRivoli;limités;100 CHF;par an;2026-01-15\n"
    take(data_folder, "partners", text)
    assert text_of(data_folder, PARTNER).endswith(
        "policy: {gifts: limited, limit: 100.00, per: year, currency: CHF, verified: 2026-01-15}\n"
    )
    again = take(data_folder, "partners", text.replace("100 CHF", "80 CHF"))
    change = {"field": "policy.limit", "before": "100.00", "after": "80.00", "to_write": False}
    assert again["changed"][0]["changes"] == [change]
