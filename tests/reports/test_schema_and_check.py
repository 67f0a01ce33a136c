"""An editor is never greener than `check`, and never redder: slips of every kind, seen by both."""

import re
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any
from typing import NamedTuple

import pytest

from giftplan.book import kinds
from giftplan.book.book import load
from giftplan.book.kinds import Kind
from giftplan.book.kinds import kind_of
from giftplan.book.reading import Reader
from giftplan.reports.schema.whole import schema_of
from giftplan.rules import references
from giftplan.rules import vocabulary
from giftplan.rules.engine import judge
from tests.book.corpus import VALUES
from tests.reports.editors import as_read
from tests.reports.editors import complaints
from tests.reports.test_schema import DATA
from tests.reports.test_schema import EVERY_KIND
from tests.reports.test_schema import example
from tests.reports.test_schema import files_of
from tests.reports.test_schema import schema
from tests.rules.cases import ALL
from tests.rules.cases import Case
from tests.rules.cases import read
from tests.rules.cases import written
from tests.trees import BytesTree

UNSEEN = {
    "below the minimum": "two numbers are compared",
    "do not rise": "numbers are compared",
    "before it begins": "two days, or two numbers, are compared",
    "for the second time": "an id is compared with those of other entries",
    "names itself": "the id of a partner is its file's name",
    "is no day for a touch of": "a day is compared with the year above it",
    "is no day of 2": "a calendar's year is its file's name",
    "of the vocabulary": "the vocabulary's own restrictions and `implies` name words of the same file",
    "may not waive": "somebody's role stands in another file",
    "is not one rule": "a family of rules is told from a slip by its message only",
    "no contact": "a partner's contacts stand in its own file",
    "no partner": "partners come every day: their ids are not listed",
    "no rate for": "which currencies need a rate, all other files say",
    "no public holiday": "the names of holidays are those of another program",
    "the home currency": "which currency is ours, settings.yaml says, and a rate of 1 may stand",
    "holds no entry": "said of a file as a whole: a missing file is not open in an editor",
    "file is missing": "an editor sees only files that are there",
}
"""What a finding of `check` says that no JSON Schema of one file can say, each with the reason."""
SPELLED = re.compile(
    r"[-+]?[0-9][0-9_]*\.?[0-9]*(e[-+]?[0-9]+)?|0x[0-9a-f]+|0o[0-7]+|\.[0-9]+|true|false", re.IGNORECASE
)
"""A spelling that giftplan refuses (1e3, 1_000, +5, 45.505, 42.0; TRUE as an id): an editor sees its value only."""


def is_spelled(said: str) -> bool:
    """Is all that is wrong how a number is spelled?"""
    return any(SPELLED.fullmatch(word) for word in re.findall(r"'([^']*)'", said))


class Verdict(NamedTuple):
    """One file: what `check` says of it, and what an editor underlines."""

    path: str
    said: tuple[str, ...]
    underlined: tuple[str, ...]

    @property
    def is_greener(self) -> bool:
        """Does `check` refuse it for what a schema can see, and the editor not?"""
        seen = [said for said in self.said if not any(part in said for part in UNSEEN) and not is_spelled(said)]
        return bool(seen) and not self.underlined

    @property
    def is_redder(self) -> bool:
        """Does the editor refuse what `check` takes?"""
        return bool(self.underlined) and not self.said


def verdicts(case: Case) -> Iterator[Verdict]:
    """Every file of a case that has a kind and can be read as YAML."""
    tree = case.tree
    book = load(tree)
    found = [f for f in judge(book, case.day).findings if f.rule in ("GP001", "GP002", "GP003", "GP004")]
    broken = {finding.path for finding in found if finding.rule in ("GP001", "GP002")}
    for path in tree.files:
        placed = kind_of(path)
        if placed and path not in broken:
            said = tuple(f"{f.rule} {f.message}" for f in found if f.path == path)
            yield Verdict(path, said, tuple(complaints(schema_of(book, placed[0]), as_read(tree.files[path]))))


GP0 = [case for case in ALL if case.code in ("GP003", "GP004", "GP005")]


@pytest.mark.parametrize("case", GP0, ids=[f"{case.code}: {case.name}" for case in GP0])
def test_a_file_of_the_rules_cases_is_judged_as_check_does(case: Case) -> None:
    judged = list(verdicts(case))
    assert [verdict for verdict in judged if verdict.is_greener] == []
    assert [verdict for verdict in judged if verdict.is_redder] == []


def test_records_that_only_other_rules_speak_of_are_well() -> None:
    others = [case for case in ALL if not case.code.startswith("GP0")][::13]
    assert len(others) > 20
    assert [verdict for case in others for verdict in verdicts(case) if verdict.is_redder] == []


Change = Callable[[Any], Any]
TEXTS = (
    *("49,90", "1_000", "1.234,50", "-5", ".inf", ".nan", "-.inf", "2026-02-30", "2026-13-01", "2025-02-29", "1e3"),
    *("2026-02-17", "17.02.2026", "08-01", "02-30", "none", "yes", "true", "TRUE", "7", "75", "0", "007", "NO", "x y"),
    *(
        "1815",
        "2026",
        "99999999999999",
        "active",
        "''",
        "' '",
        "null",
        "'null'",
        "FR",
        "EUR",
        "ZZ",
        "A-b",
        "a--b",
        "'*'",
    ),
    *("3.5", "101", "1.01", "'68.00'", "'20'", "even", "GP104", "GP501", "gp501", "Q1", "claire", "alcohol", "pen"),
)
"""What may stand where another value stood, as it is written."""


class Plain(str):
    """A text that is written as it is."""

    __slots__ = ()


def changed(value: Any) -> Iterator[Any]:
    """The value with one thing in it changed, in every way that a slip takes."""
    if isinstance(value, dict):
        for key in value:
            yield {name: inside for name, inside in value.items() if name != key}
            yield {name if name != key else f"{key}x": inside for name, inside in value.items()}
            yield value | {key: [value[key]]}
            yield from (value | {key: one} for one in changed(value[key]))
        yield value | {"unheard-of": "x"}
        yield {}
    elif isinstance(value, list):
        yield []
        yield value[0] if value else "x"
        yield [*value, *value[:1]]
        for index, entry in enumerate(value[:2]):
            yield from ([*value[:index], one, *value[index + 1 :]] for one in changed(entry))
    elif value is not None:
        yield None
        yield {"a": "b"}
        yield from map(Plain, TEXTS)


def as_text(value: Any) -> str:
    """The record as somebody would write it: in YAML that a file of ours may be, a value in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_text(key)}: {as_text(inside)}" for key, inside in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_text, value)) + "]"
    if isinstance(value, Plain):
        return str(value) if "," not in value else f"'{value}'"
    return "null" if value is None else written(value).removesuffix("...\n").strip() if plain(value) else quoted(value)


def plain(text: str) -> bool:
    """Can it stand without quotes between brackets?"""
    return re.fullmatch(r"[\w.][\w. -]*[\w.]|\w", text) is not None


def quoted(text: str) -> str:
    """The text in quotes."""
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"


def said_of(kind: Kind, path: str, text: str) -> list[str]:
    """What GP001 to GP004 say of one file beside the example's settings, tiers, touches, catalogue and vocabulary."""
    reader = Reader(BytesTree({path: text.encode()}))
    stem = path.rpartition("/")[2].removesuffix(".yaml")
    records = list(reader.records(path, kind, stem))
    if not records and kind in (kinds.TIERS, kinds.TOUCHES) and not reader.problems:
        return ["this list has no entry"]  # as `check` says of the whole folder
    if reader.problems:
        return [problem.message for problem in reader.problems]
    book = replace(example(), partners={}, gifts=(), cultures=(), limits=(), calendars={})
    book = replace(book, **{FIELD[kind.word]: AS_FIELD[kind.word](records)}) if kind.word in FIELD else book
    hits = [*references.unknown(book), *references.said_twice(book), *vocabulary.unknown_words(book)]
    return [hit.message for hit in hits if hit.path == path]


FIELD = {"settings": "settings", "catalogue": "catalogue", "vocabulary": "vocabulary", "culture": "cultures"}
FIELD |= {"limits": "limits", "partner": "partners", "gift": "gifts", "calendar": "calendars"}
AS_FIELD: dict[str, Callable[[list[Any]], Any]] = {
    "settings": lambda found: found[0],
    "vocabulary": lambda found: found[0],
    "catalogue": lambda found: {idea.id: idea for idea in found},
    "partner": lambda found: {partner.id: partner for partner in found},
    "calendar": lambda found: dict(enumerate(found)),
    "culture": tuple,
    "limits": tuple,
    "gift": tuple,
}
TRIED = 120
"""So many changes of each kind of file are tried, always the same ones, spread over all places and all files."""


def tried(kind: Kind, number: int = TRIED) -> Iterator[tuple[str, str]]:
    """Files of that kind with one thing changed."""
    files = files_of(kind)[:: 1 if kind is kinds.PARTNER else 6]
    for position, file in enumerate(files):
        changes = list(changed(shortened(read(file.read_text(encoding="utf-8")))))
        chosen = Random(position).sample(changes, min(len(changes), 1 + number // len(files)))
        yield from ((file.relative_to(DATA).as_posix(), as_text(value)) for value in chosen)


def shortened(value: Any) -> Any:
    """The record with lists and mappings of like entries kept short: one custom fails as another does."""
    if isinstance(value, list):
        return [shortened(entry) for entry in value[:2]]
    if isinstance(value, dict):
        return {key: shortened(inside) for key, inside in list(value.items())[:40]}
    return value


@EVERY_KIND
def test_one_slip_in_a_file_of_the_example_is_judged_as_check_does(kind: Kind) -> None:
    greener, redder, number = [], [], 0
    for path, text in tried(kind):
        number += 1
        verdict = Verdict(text, tuple(said_of(kind, path, text)), tuple(complaints(schema(kind), as_read(text))))
        if verdict.is_greener:
            greener.append(verdict)
        if verdict.is_redder:
            redder.append(verdict)
    assert number > TRIED // 2
    assert (greener[:5], redder[:5]) == ([], [])


@EVERY_KIND
def test_quotes_are_never_wrong(kind: Kind) -> None:
    def all_quoted(value: Any) -> Any:
        if isinstance(value, list):
            return [all_quoted(entry) for entry in value]
        if isinstance(value, dict):
            return {key: all_quoted(inside) for key, inside in value.items()}
        return value if value is None else Plain(quoted(value).replace(",", ""))

    for file in files_of(kind)[::4]:
        text = as_text(all_quoted(read(file.read_text(encoding="utf-8"))))
        path = file.relative_to(DATA).as_posix()
        if not said_of(kind, path, text):
            assert complaints(schema(kind), as_read(text)) == []


BEHIND = [text for text, _ in VALUES if len(text) < 4_000]
"""Python itself reads no number of more digits."""


@pytest.mark.parametrize("text", BEHIND)
def test_what_stands_behind_a_colon_is_judged_as_check_does(text: str) -> None:
    gift = "partner: rivoli\ndate: 2026-02-17\nrecipients: [anna]\nnature: Pen\nkind: desk\nvalue: 20\n"
    for field in ("invoice", "why", "value", "extras", "quantity", "date", "currency", "partner", "outcome", "rate"):
        kept = re.sub(rf"^{field}: .*\n", "", gift, flags=re.MULTILINE)
        whole = f"{kept}{field}: {text}\n"
        said = [m for m in said_of(kinds.GIFT, "gifts/2026/a.yaml", whole) if "no rate for" not in m]
        said = [message for message in said if "partner 'rivoli'" not in message]
        verdict = Verdict(whole, tuple(said), tuple(complaints(schema(kinds.GIFT), as_read(whole))))
        assert not verdict.is_redder or field == "partner"
        assert not verdict.is_greener, verdict
