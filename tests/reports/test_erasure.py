"""Everybody of the shipped example, and every partner, can be erased: what names them goes, the register stays."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import pytest

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.traces import Traces
from giftplan.book.trees import DiskTree
from giftplan.reports.erasure import Erasure
from giftplan.reports.erasure import erasure_of
from giftplan.reports.naming import naming_company
from giftplan.reports.naming import naming_person
from giftplan.reports.purge import purge_of
from giftplan.reports.still_naming import Place
from giftplan.reports.still_naming import places_naming
from giftplan.rules._rule import RULES
from giftplan.rules.asked import Asked
from tests.cli.terminal import REPOSITORY
from tests.conftest import MINIMAL
from tests.conftest import gift
from tests.trees import BytesTree

DISK = DiskTree(REPOSITORY / "data")
FILES = {path: DISK.read(path) for path in DISK.listing().files}
SHIPPED = load(BytesTree(FILES))
EVERYBODY = [(partner.id, contact.id) for partner in SHIPPED.partners.values() for contact in partner.contacts]
AS_OF = date(2026, 10, 6)


def erasing(files: Mapping[str, bytes], partner: str, contact: str | None = None) -> tuple[Book, Erasure]:
    book = load(BytesTree(files), whole=False)
    return book, erasure_of(book, lambda path: files[path].decode("utf-8-sig"), book.partners[partner], contact)


def done(files: Mapping[str, bytes], erasure: Erasure) -> dict[str, bytes]:
    """The files as they are once it is written."""
    after = {path: data for path, data in files.items() if path not in {c.path for c in erasure.changes}}
    return after | {change.to: change.after.encode() for change in erasure.changes}


@lru_cache
def erased(partner: str, contact: str | None = None) -> tuple[Book, Erasure, Mapping[str, bytes]]:
    _, erasure = erasing(FILES, partner, contact)
    after = done(FILES, erasure)
    return load(BytesTree(after), whole=False), erasure, after


def broken(book: Book) -> list[str]:
    """What cannot be read, or leads nowhere."""
    rules = [rule for rule in RULES.values() if rule.code.startswith("GP0")]
    return sorted(hit.message for rule in rules for hit in rule.check(Asked(book, AS_OF)))


def register(book: Book) -> list[tuple[object, ...]]:
    """What has to be kept of every gift."""
    return sorted(
        (g.date, g.nature, g.value, str(g.extras), str(g.currency), g.outcome, g.direction, book.kind_of(g), g.people)
        for g in book.gifts
    ) + sorted(
        (book.partners[g.partner].country, len(g.recipients), str(g.rate), str(g.invoice), str(g.by), str(g.declared))
        for g in book.gifts
    )


def remaining(book: Book, erasure: Erasure, after: Mapping[str, bytes]) -> list[Place]:
    people = [(erasure.partner.id, name) for name in erasure.people]
    texts = ((path, data.decode("utf-8-sig")) for path, data in sorted(after.items()))
    return list(places_naming(book, erasure.naming, people, texts))


BEFORE = broken(load(BytesTree(FILES), whole=False))


@pytest.mark.parametrize(("partner", "contact"), EVERYBODY)
def test_a_person_is_erased_and_the_register_stays(partner: str, contact: str) -> None:
    book, _, after = erased(partner, contact)
    assert broken(book) == BEFORE == []
    assert register(book) == register(SHIPPED)
    gone = book.partners[partner].contact("person-1")
    before = SHIPPED.partners[partner].contact(contact)
    assert gone is not None
    assert before is not None
    assert (gone.name, gone.formerly, gone.left) == ("erased", before.formerly, before.left)
    assert (gone.role, gone.language, gone.interests, gone.restrictions, gone.accepts) == (None, None, (), (), ())
    assert book.partners[partner].contact(contact) is None
    for one in book.gifts_of(partner):
        if "person-1" in one.recipients:
            assert (one.why, one.card and one.card.text, one.reaction and one.reaction.note) == (None, None, None)
    assert before.name not in after[book.partners[partner].path].decode().partition("contacts:")[2]


@pytest.mark.parametrize(("partner", "contact"), EVERYBODY)
def test_lines_that_nobody_asked_to_change_are_as_they_were(partner: str, contact: str) -> None:
    _, erasure, after = erased(partner, contact)
    for path, data in FILES.items():
        if path not in {change.path for change in erasure.changes}:
            assert after[path] == data
    for change in erasure.others:
        gone = Counter(change.before.splitlines()) - Counter(change.after.splitlines())
        assert 0 < gone.total() <= len(change.edits)


@pytest.mark.parametrize("partner", SHIPPED.partners)
def test_a_partner_is_erased_and_the_register_stays(partner: str) -> None:
    book, _, after = erased(partner)
    before, gone = SHIPPED.partners[partner], book.partners["erased-1"]
    assert broken(book) == []
    assert register(book) == register(SHIPPED)
    assert partner not in book.partners
    assert [contact.name for contact in gone.contacts] == ["erased"] * len(before.contacts)
    kept = (
        "country",
        "sector",
        "tier",
        "owner",
        "status",
        "lifetime_value",
        "revenue",
        "sensitive",
        "ties",
        "reviewed",
    )
    assert [getattr(gone, field) for field in kept] == [getattr(before, field) for field in kept]
    assert [(p.gifts, p.limit, p.per, p.verified) for p in gone.policy] == [
        (p.gifts, p.limit, p.per, p.verified) for p in before.policy
    ]
    assert [(a.asked, a.answer, a.max, a.reference) for a in gone.authorisations] == [
        (a.asked, a.answer, a.max, None) for a in before.authorisations
    ]
    words = [(gone.causes, gone.events), [m.note for m in gone.meetings], [f.note for f in gone.feedback]]
    assert words == [((), ()), [None] * len(before.meetings), [None] * len(before.feedback)]
    assert {signal.what for signal in gone.signals} <= {"erased"}
    assert len(book.gifts_of("erased-1")) == len(SHIPPED.gifts_of(partner))
    assert not any(partner in path for path in after)
    assert not any(one.why or (one.card and one.card.text) for one in book.gifts_of("erased-1") if one.given)


def test_limits_still_follow_the_person() -> None:
    book, erasure, _ = erased("hautclair", "camille")
    former = book.partners["verdier"].contacts[1].formerly
    assert former is not None
    assert (former.partner, former.contact) == ("hautclair", "person-1")
    assert erasure.elsewhere == (("verdier", "camille"),)
    book, _, _ = erased("hautclair")
    former = book.partners["verdier"].contacts[1].formerly
    assert former is not None
    assert (former.partner, former.contact) == ("erased-1", "person-2")
    referred = erased("verdier")[0].partners["maison-lefevre"].referred_by
    assert referred is not None
    assert referred.partner == "erased-1"


def test_what_still_names_a_person_is_told_with_its_line() -> None:
    book, erasure, after = erased("maison-lefevre", "jean")
    found = remaining(book, erasure, after)
    assert [(path, line) for path, line, _ in found] == [
        ("gifts/2026/2026-05-21-maison-lefevre.yaml", 1),
        ("partners/maison-lefevre.yaml", 17),
        ("partners/maison-lefevre.yaml", 19),
        ("partners/orme.yaml", 1),
    ]
    assert found[1][2] == "    asked: Jean Lefèvre"


FOLDER = {path: "\n".join(line[8:] for line in text.splitlines()).encode() + b"\n" for path, text in MINIMAL.items()}
RIVOLI = """\
name: Rivoli
country: IT
contacts:
  - id: anna
    name: Anna Schütt-Rossi   # ill in 2024
    left: 2026-05-01
  - {id: person-1, name: erased}
  - {id: luca, name: Luca Bianchi, formerly: {partner: rivoli, contact: anna}}
meetings:
  - {asked: 2026-01-10, note: Frau Schuett was there}
  - {asked: 2026-02-10, note: ANNA called}
  - {asked: 2026-03-10, note: Annabel called}
  - {asked: 2026-04-10, note: rossi's uncle}
feedback: [{date: 2026-01-02, score: 5, note: with Luca Bianchi}]
quiet: [{from: 2026-06-01, until: 2026-06-02, why: anna is away}]
policy: {gifts: allowed, asked: Anna Schutt}
"""


def small(**more: str) -> dict[str, bytes]:
    return {**FOLDER, "partners/rivoli.yaml": RIVOLI.encode(), **{p: t.encode() for p, t in more.items()}}


def test_notes_that_name_the_person_go_however_the_name_is_typed() -> None:
    _, erasure = erasing(small(), "rivoli", "anna")
    assert erasure.own.after == RIVOLI.replace(
        "  - id: anna\n    name: Anna Schütt-Rossi   # ill in 2024\n    left: 2026-05-01\n",
        "  - {id: person-2, name: erased, left: 2026-05-01}\n",
    ).replace("contact: anna", "contact: person-2").replace("note: Frau Schuett was there", "note: null").replace(
        "note: ANNA called", "note: null"
    ).replace("note: rossi's uncle", "note: null")


def test_what_speaks_of_them_elsewhere_is_left_to_a_person() -> None:
    files = small(
        **{"letters/policy.md": "Dear Anna Schütt-Rossi,\n", "settings.yaml": FOLDER["settings.yaml"].decode()}
    )
    book, erasure = erasing(files, "rivoli", "anna")
    found = [(path, text.strip()) for path, _, text in remaining(book, erasure, done(files, erasure))]
    assert found == [
        ("letters/policy.md", "Dear Anna Schütt-Rossi,"),
        ("partners/rivoli.yaml", "quiet: [{from: 2026-06-01, until: 2026-06-02, why: anna is away}]"),
        ("partners/rivoli.yaml", "policy: {gifts: allowed, asked: Anna Schutt}"),
    ]


def test_somebody_of_the_same_name_elsewhere_is_somebody_else() -> None:
    other = "name: Casa Rossi\ncountry: FR\ncontacts: [{id: anna, name: Anna Petit}]\n# Anna Schütt-Rossi sent her\n"
    third = "name: Altra\ncountry: FR\ncontacts: [{id: b, name: B}]\nreferred_by: {partner: casa-rossi}\n"
    files = small(**{"partners/casa-rossi.yaml": other, "partners/altra.yaml": third})
    book, erasure = erasing(files, "rivoli", "anna")
    found = [(path, line) for path, line, _ in remaining(book, erasure, done(files, erasure)) if "rivoli" not in path]
    assert found == [("partners/casa-rossi.yaml", 4)]


def test_a_gift_that_others_share_loses_its_notes_and_says_so() -> None:
    path = "gifts/2026/2026-02-17-rivoli.yaml"
    shared = gift(
        recipients="[luca, anna] # both", why="they row", reaction="{date: 2026-02-20, how: pleased, note: x}"
    )
    _, erasure = erasing(small(**{path: shared}), "rivoli", "anna")
    assert erasure.shared == (path,)
    assert erasure.others[0].after == shared.replace("[luca, anna]", "[luca, person-2]").replace(
        "they row", "null"
    ).replace("note: x", "note: null")


def test_a_received_gift_keeps_its_notes_but_those_that_name_them() -> None:
    fields = {"direction": "received", "recipients": "[claire]", "kind": "food"}
    files = small(
        **{
            "gifts/2026/2026-02-17-rivoli.yaml": gift(why="a box at the gate", **fields),
            "gifts/2026/2026-02-18-rivoli.yaml": gift(date="2026-02-18", why="from Anna", **fields),
        }
    )
    _, erasure = erasing(files, "rivoli", "anna")
    assert [change.after for change in erasure.others] == [gift(date="2026-02-18", why="null", **fields)]


def test_erasing_twice_writes_nothing() -> None:
    files = small()
    _, once = erasing(files, "rivoli", "anna")
    after = done(files, once)
    assert erasing(after, "rivoli", "person-2")[1].changes == ()
    whole = done(after, erasing(after, "rivoli")[1])
    assert erasing(whole, "erased-1")[1].changes == ()
    assert [c.id for c in load(BytesTree(whole)).partners["erased-1"].contacts] == ["person-2", "person-1", "person-3"]


def test_a_second_partner_gets_the_next_number() -> None:
    after = dict(erased("orme")[2])
    _, erasure = erasing(after, "verdier")
    assert erasure.own.to == "partners/erased-2.yaml"
    assert load(BytesTree(done(after, erasure)), whole=False).gifts_of("erased-2")


def test_a_new_name_that_is_taken_gets_a_number() -> None:
    files = small(
        **{
            "gifts/2026/2026-02-17-rivoli.yaml": gift(recipients="[luca]"),
            "gifts/2026/2026-02-17-erased-1.yaml": gift(recipients="[luca]"),
        }
    )
    _, erasure = erasing(files, "rivoli")
    assert [change.to for change in erasure.others] == [
        "gifts/2026/2026-02-17-erased-1.yaml",
        "gifts/2026/2026-02-17-erased-1-2.yaml",
    ]


NAMED = [
    ("jean", "Jean Lefèvre", "JEAN rang", True),
    ("jean", "Jean Lefèvre", "lefevre's letter", True),
    ("jean", "Jean Lefèvre", "the jeans shop", False),
    ("fh", "Dr. Franziska Huber", "Dr. Meyer", False),
    ("fh", "Dr. Franziska Huber", "Frau Huber", True),
    ("fh", "Dr. Franziska Huber", "fh: yes", True),
    ("ms", "Miriam Schütt", "Schutt, Schuett", True),
    ("wf", "王芳", "昨天王芳来电", True),
    ("wf", "王芳", "昨天来电", False),
    ("jp", "Jean-Pierre d'Arc", "seen by pierre", True),
]


@pytest.mark.parametrize(("contact", "name", "text", "wanted"), NAMED)
def test_whole_words_name_a_person(contact: str, name: str, text: str, wanted: bool) -> None:
    assert naming_person(contact, name).is_in(text) is wanted


def test_a_company_is_named_by_its_whole_name_and_its_id() -> None:
    naming = naming_company("maison-lefevre", "Maison Lefèvre")
    assert [naming.is_in(text) for text in ("Maison Lefevre", "maison-lefevre.yaml", "the maison", "Lefèvre")] == [
        True,
        True,
        False,
        False,
    ]
    assert not naming_person("jean", "Jean Lefèvre").apart_from(["Maison Lefèvre"]).is_in("at Maison Lefèvre")


def test_the_lines_for_history_change_nothing_that_stays() -> None:
    _, erasure, after = erased("maison-lefevre", "jean")
    texts = [(path, data.decode("utf-8-sig")) for path, data in after.items()]
    purge = purge_of(erasure, Traces("data/", 3, ("data/partners/maison-lefevre.yaml",)), texts)
    assert "literal:Jean Lefèvre==>erased" in purge.lines
    assert "literal:he writes every order by hand==>erased" in purge.lines
    assert purge.lines[-1] == r"regex:\bjean\b==>person-1"
    assert [len(line) for line in purge.lines[:-1]] == sorted((len(line) for line in purge.lines[:-1]), reverse=True)
    for line in purge.lines[:-1]:
        words = line.removeprefix("literal:").removesuffix("==>erased")
        assert words == "Jean Lefèvre" or not any(words in text for _, text in texts)
    _, erasure, after = erased("verdier", "camille")
    texts = [(path, data.decode("utf-8-sig")) for path, data in after.items()]
    assert "camille" in purge_of(erasure, Traces("data/", 3, ()), texts).kept


def test_a_whole_partner_changes_its_names_in_history_as_well() -> None:
    _, erasure, after = erased("orme")
    purge = purge_of(erasure, Traces("our data/", 3, ()), [(p, d.decode("utf-8-sig")) for p, d in after.items()])
    assert purge.command == (
        "git filter-repo --replace-text ../erased.txt --replace-message ../erased.txt"
        " --path-rename 'our data/partners/orme.yaml:our data/partners/erased-1.yaml'"
        " --path-rename 'our data/gifts/2026/2026-03-25-orme.yaml:our data/gifts/2026/2026-03-25-erased-1.yaml'"
    )
