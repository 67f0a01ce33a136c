"""Does a rule match: yes, no, or unknown."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from giftplan.planning.matching import Answer
from giftplan.planning.matching import Verdict
from giftplan.planning.matching import answer
from giftplan.planning.matching import restricted_by
from giftplan.planning.matching import verdict
from giftplan.planning.subject import Subject
from giftplan.planning.subject import Words
from giftplan.planning.subject import subject_of
from giftplan.planning.subject import value_level
from giftplan.records.contact import Contact
from giftplan.records.culture import CultureRule
from giftplan.records.culture import Match
from giftplan.records.settings import ValueLevels
from giftplan.records.vocabulary import Vocabulary
from tests.planning.books import Values
from tests.planning.books import book
from tests.planning.books import contact
from tests.planning.books import gift
from tests.planning.books import idea
from tests.planning.books import partner
from tests.planning.books import rule
from tests.planning.books import written

SUBJECT = Subject(
    tags=frozenset({"pen"}),
    contains=frozenset(),
    quantity=4,
    colour="navy",
    wrapping="none",
    value="modest",
    kind="desk",
    logo="discreet",
    delivery="shipped",
    ink="blue",
    during=frozenset({"negotiation"}),
    sector="retail",
    abroad=True,
)
SHADES = {"navy": ("blue",), "ivory": ("white", "yellow")}
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN

CASES: list[tuple[dict[str, Any], Answer]] = [
    ({"tags": ["pen", "clock"]}, YES),
    ({"tags": ["clock"]}, NO),
    ({"tags": "pen"}, YES),
    ({"contains": ["alcohol"]}, NO),
    ({"quantity": ["4"]}, YES),
    ({"quantity": ["even"]}, YES),
    ({"quantity": ["odd", "9"]}, NO),
    ({"colour": ["blue"]}, YES),
    ({"colour": ["navy"]}, YES),
    ({"colour": ["white"]}, NO),
    ({"ink": ["black"]}, NO),
    ({"wrapping": ["none"]}, YES),
    ({"wrapping": ["white"]}, NO),
    ({"value": ["token", "modest"]}, YES),
    ({"value": ["lavish"]}, NO),
    ({"kind": ["desk"]}, YES),
    ({"logo": ["prominent"]}, NO),
    ({"delivery": ["shipped"]}, YES),
    ({"ink": ["red"]}, NO),
    ({"during": ["tender", "negotiation"]}, YES),
    ({"sector": ["public"]}, NO),
    ({"origin": ["abroad"]}, YES),
    ({"tags": ["pen"], "quantity": ["4"]}, YES),
    ({"tags": ["pen"], "quantity": ["3"]}, NO),
    ({"any_of": [{"tags": ["clock"]}, {"quantity": ["4"]}]}, YES),
    ({"any_of": [{"tags": ["clock"]}, {"quantity": ["3"]}]}, NO),
    ({"kind": ["desk"], "any_of": [{"tags": ["clock"]}]}, NO),
]


def match_of(values: dict[str, Any]) -> Match:
    return TypeAdapter(Match).validate_python(values)


@pytest.mark.parametrize(("values", "expected"), CASES, ids=[str(case[0]) for case in CASES])
def test_every_given_key_must_hold_and_a_list_means_any(values: dict[str, Any], expected: Answer) -> None:
    assert answer(match_of(values), SUBJECT, SHADES) is expected


@pytest.mark.parametrize(
    "key",
    [
        "tags",
        "contains",
        "quantity",
        "colour",
        "wrapping",
        "value",
        "kind",
        "logo",
        "delivery",
        "ink",
        "during",
        "sector",
    ],
)
def test_what_a_gift_does_not_state_is_unknown_never_passed(key: str) -> None:
    word = {
        "quantity": "4",
        "value": "token",
        "kind": "desk",
        "logo": "none",
        "delivery": "shipped",
        "during": "tender",
    }
    silent = replace(SUBJECT, **{key: None})
    assert answer(match_of({key: [word.get(key, "pen")]}), silent, SHADES) is UNKNOWN


def test_one_no_outweighs_what_is_unknown() -> None:
    silent = replace(SUBJECT, wrapping=None, abroad=None)
    assert answer(match_of({"wrapping": ["white"], "tags": ["clock"]}), silent, SHADES) is NO
    assert answer(match_of({"wrapping": ["white"], "tags": ["pen"]}), silent, SHADES) is UNKNOWN
    assert answer(match_of({"origin": ["abroad"]}), silent, SHADES) is UNKNOWN
    assert answer(match_of({"any_of": [{"wrapping": ["white"]}, {"tags": ["clock"]}]}), silent, SHADES) is UNKNOWN
    assert answer(match_of({"any_of": [{"wrapping": ["white"]}, {"tags": ["pen"]}]}), silent, SHADES) is YES


@pytest.mark.parametrize(
    ("amount", "level"),
    [
        ("0", "token"),
        ("10", "token"),
        ("10.01", "modest"),
        ("30", "modest"),
        ("60", "mid"),
        ("100", "premium"),
        ("100.01", "lavish"),
    ],
)
def test_value_levels_are_upper_ends(amount: str, level: str) -> None:
    assert value_level(Decimal(amount), ValueLevels()) == level


VOCABULARY = TypeAdapter(Vocabulary).validate_python(
    {
        "tags": ["wine", "vodka", "spirits", "red-rose", "flowers", "honey", "pen"],
        "contents": ["alcohol", "honey", "calfskin", "leather-cow", "leather"],
        "implies": {
            "wine": ["alcohol"],
            "spirits": ["alcohol"],
            "vodka": ["spirits"],
            "red-rose": ["flowers"],
            "calfskin": ["leather-cow"],
            "leather-cow": ["leather"],
        },
        "restrictions": {
            "no-alcohol": {"contains": ["alcohol"]},
            "no-clocks": {"tags": ["clock"]},
            "no-fours": {"quantity": ["4"]},
        },
    }
)
IMPLIED: list[tuple[list[str], list[str], set[str], set[str]]] = [
    (["wine"], [], {"wine"}, {"alcohol"}),
    (["vodka"], [], {"vodka", "spirits"}, {"alcohol"}),
    (["red-rose"], [], {"red-rose", "flowers"}, set()),
    ([], ["calfskin"], set(), {"calfskin", "leather-cow", "leather"}),
    (["honey"], [], {"honey"}, {"honey"}),
    ([], ["honey"], set(), {"honey"}),
    (["pen"], [], {"pen"}, set()),
]


@pytest.mark.parametrize(("tags", "contains", "all_tags", "all_contents"), IMPLIED)
def test_a_word_brings_what_it_implies(
    tags: list[str], contains: list[str], all_tags: set[str], all_contents: set[str]
) -> None:
    assert tuple(map(set, Words(VOCABULARY).all_of(tags, contains))) == (all_tags, all_contents)


def person(**more: Any) -> Contact:
    return TypeAdapter(Contact).validate_python(contact("anna", **more))


def custom(**more: Any) -> CultureRule:
    return TypeAdapter(CultureRule).validate_python({**rule("r", "never"), **more})


WINE = Subject(tags=frozenset({"wine"}), contains=frozenset({"alcohol"}))
ASK = {"scope": "ask", "restriction": "no-alcohol", "match": {"contains": ["alcohol"]}}
CLOCK = {"scope": "ask", "restriction": "no-clocks", "match": {"tags": ["clock"]}}
UNSURE = {**ASK, "match": {"contains": ["alcohol"], "delivery": ["shipped"]}}
GENERAL = {"match": {"contains": ["alcohol"]}}
LAW = {"scope": "law", "match": {"contains": ["alcohol"]}}
VERDICTS: list[tuple[str, Values, Values, Verdict]] = [
    ("nobody said anything", ASK, {}, Verdict.ASK),
    ("the person declared it", ASK, {"restrictions": ["no-alcohol"]}, Verdict.DECLARED),
    ("the person declared something else", ASK, {"restrictions": ["no-clocks"]}, Verdict.ASK),
    ("it is welcome, by its content", ASK, {"accepts": ["alcohol"]}, Verdict.SILENT),
    ("it is welcome, by its restriction", ASK, {"accepts": ["no-alcohol"]}, Verdict.SILENT),
    ("something else is welcome", ASK, {"accepts": ["clock"]}, Verdict.ASK),
    ("declared wins over welcome", ASK, {"restrictions": ["no-alcohol"], "accepts": ["alcohol"]}, Verdict.DECLARED),
    ("it does not match", CLOCK, {"restrictions": ["no-clocks"]}, Verdict.SILENT),
    ("not enough is said", UNSURE, {}, Verdict.UNKNOWN),
    ("not enough is said, and it is welcome", UNSURE, {"accepts": ["alcohol"]}, Verdict.SILENT),
    ("a custom of everybody", GENERAL, {}, Verdict.HOLDS),
    ("a custom of everybody is not silenced", GENERAL, {"accepts": ["alcohol"]}, Verdict.HOLDS),
    ("a law", LAW, {}, Verdict.HOLDS),
    ("a law is never silenced", LAW, {"accepts": ["alcohol", "no-alcohol"]}, Verdict.HOLDS),
    ("advice", {}, {}, Verdict.SILENT),
]


@pytest.mark.parametrize(
    ("rule_values", "who", "expected"), [case[1:] for case in VERDICTS], ids=[case[0] for case in VERDICTS]
)
def test_what_a_custom_means_for_a_person(rule_values: Values, who: Values, expected: Verdict) -> None:
    assert verdict(custom(**rule_values), WINE, person(**who), VOCABULARY, SHADES) is expected


RESTRICTED: list[tuple[str, Subject, str | None]] = [
    ("no-alcohol", WINE, "no-alcohol"),
    ("no-clocks", WINE, None),
    ("no-clocks", Subject(tags=frozenset({"clock"})), "no-clocks"),
    ("no-fours", Subject(quantity=4), "no-fours"),
    ("no-fours", Subject(quantity=6), None),
    ("no-fours", Subject(), None),
    ("not-a-word", WINE, None),
]


@pytest.mark.parametrize(("restriction", "subject", "expected"), RESTRICTED)
def test_a_declared_restriction_holds_in_every_country(
    restriction: str, subject: Subject, expected: str | None
) -> None:
    assert restricted_by(person(restrictions=[restriction]), VOCABULARY, subject) == expected


def recorded(given: Values, **more: Any) -> Subject:
    catalogue = written([idea("claret", "drink", "9", tags=["wine"], contains=["alcohol"])])
    found = book({"nordwind": partner(**more)}, [given], files={"catalogue.yaml": catalogue})
    assert found.settings is not None
    words = Words(found.vocabulary)
    return subject_of(found.gifts[0], found.partners["nordwind"], found, found.settings, words)


def test_a_gift_that_says_nothing_leaves_everything_open_but_tags() -> None:
    assert recorded(gift()) == Subject(
        tags=frozenset(),
        value="modest",
        kind="organisation",
        during=frozenset({"after-signature"}),
        abroad=False,
    )


def test_a_gift_says_what_it_is_and_what_its_idea_is() -> None:
    stated = {"quantity": "6", "colour": "navy", "wrapping": "none", "logo": "none", "ink": "blue"}
    given = gift(gift="claret", tags=["pen"], delivery="in-person", **stated)
    del given["kind"]
    sensitive = [{"from": "2026-02-01", "until": "2026-03-01", "what": "negotiation"}]
    assert recorded(given, country="CN", sector="retail", sensitive=sensitive) == Subject(
        tags=frozenset({"pen", "wine"}),
        contains=frozenset({"alcohol"}),
        quantity=6,
        colour="navy",
        wrapping="none",
        value="modest",
        kind="drink",
        logo="none",
        delivery="in-person",
        ink="blue",
        during=frozenset({"negotiation"}),
        sector="retail",
        abroad=True,
    )


LEVELS = [
    ("each person's part", gift(value="120.00", shared_by="6"), "modest"),
    ("at the gift's rate", gift(value="90.00", currency="USD", rate="1.2"), "lavish"),
    ("at the rate of the settings", gift(value="90.00", currency="USD"), "premium"),
    ("extras left out", gift(value="10.00", extras="20.00"), "token"),
]


@pytest.mark.parametrize(("given", "level"), [case[1:] for case in LEVELS], ids=[case[0] for case in LEVELS])
def test_the_value_of_a_recorded_gift(given: Values, level: str) -> None:
    assert recorded(given).value == level


WELCOME: list[tuple[list[str], Verdict]] = [
    (["alcohol"], Verdict.ASK),
    (["pork"], Verdict.ASK),
    (["alcohol", "pork"], Verdict.SILENT),
    (["halal"], Verdict.SILENT),
    (["food"], Verdict.SILENT),
]


@pytest.mark.parametrize(("accepts", "expected"), WELCOME)
def test_to_accept_one_thing_does_not_silence_a_rule_about_more(accepts: list[str], expected: Verdict) -> None:
    words = TypeAdapter(Vocabulary).validate_python({"restrictions": {"halal": {"contains": ["alcohol", "pork"]}}})
    food = custom(scope="ask", restriction="halal", match={"tags": ["food"], "delivery": ["shipped"]})
    subject = Subject(tags=frozenset({"food"}), delivery="shipped")
    assert verdict(food, subject, person(accepts=accepts), words, SHADES) is expected


def test_a_match_that_says_nothing_is_refused() -> None:
    nothing: list[Values] = [{}, {"tags": []}, {"any_of": []}]
    for empty in nothing:
        with pytest.raises(ValueError, match="a match says at least one thing"):
            match_of(empty)
