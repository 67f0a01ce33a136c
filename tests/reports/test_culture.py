"""What a custom is about, which line of the sheet it is, and whose a limit is."""

from datetime import date

import pytest
from pydantic import TypeAdapter

from giftplan.output.customs import match_words
from giftplan.output.customs import runs
from giftplan.planning.windows import Span
from giftplan.records.culture import CultureRule
from giftplan.reports.culture import about
from giftplan.reports.culture import card_of
from tests.planning.books import SOURCE
from tests.planning.books import Values
from tests.planning.books import book
from tests.planning.books import partner
from tests.planning.books import rule
from tests.planning.books import written

ABOUT: list[tuple[Values, str, str]] = [
    ({"tags": ["clock", "watch", "knife"]}, "nature", "clock, watch or knife"),
    ({"contains": ["alcohol"]}, "nature", "with alcohol"),
    ({"kind": ["cash"]}, "nature", "cash"),
    ({"quantity": ["4"]}, "nature", "a set of 4"),
    ({"tags": ["flowers"], "quantity": ["even"]}, "nature", "flowers, an even number"),
    ({"logo": ["prominent"]}, "nature", "a prominent logo"),
    ({"tags": ["flowers"], "colour": ["white"]}, "nature", "flowers, in white"),
    ({"wrapping": ["white", "black"]}, "colour", "white or black wrapping"),
    ({"wrapping": ["none"]}, "colour", "no wrapping"),
    ({"ink": ["red"]}, "colour", "a card in red ink"),
    ({"any_of": [{"wrapping": ["black"]}, {"colour": ["black"]}]}, "colour", "black wrapping or in black"),
    ({"value": ["premium", "lavish"]}, "value", "of premium or lavish value"),
    ({"value": ["lavish"], "during": ["tender"]}, "value", "of lavish value, during a tender"),
    ({"during": ["prospect", "negotiation"]}, "moment", "before any business or during a negotiation"),
    ({"during": ["after-signature"]}, "moment", "after the signature"),
    ({"sector": ["public"], "origin": ["abroad"]}, "moment", "to public, sent from abroad"),
    ({"delivery": ["in-person"]}, "manner", "handed over in person"),
]


@pytest.mark.parametrize(("match", "what", "words"), ABOUT, ids=[case[2] for case in ABOUT])
def test_what_a_custom_is_about(match: Values, what: str, words: str) -> None:
    found = TypeAdapter(CultureRule).validate_python(rule("r", "avoid", match=match))
    assert about(found) == what
    assert match_words(found.match) == words


def test_a_custom_without_a_match_is_about_the_manner() -> None:
    found = TypeAdapter(CultureRule).validate_python(rule("r", "know"))
    assert (about(found), match_words(found.match)) == ("manner", "")


CULTURE = {
    "name": "Sweden",
    "countries": ["SE"],
    "reviewed": "2026-11-21",
    "rules": [
        rule("wrapping", "prefer", match={"wrapping": ["blue"]}),
        rule("set", "never", match={"quantity": ["4"]}),
        rule("flowers", "avoid", match={"tags": ["flowers"], "quantity": ["even"]}),
        rule("wine", "avoid", scope="ask", restriction="no-alcohol", match={"contains": ["alcohol"]}),
        rule("bow", "avoid"),
        rule("habits", "know"),
    ],
    "windows": [
        {
            "id": "b",
            "when": {"from": "12-20", "to": "01-06"},
            "level": "avoid",
            "why": "w",
            "source": rule("", "")["source"],
        },
        {"id": "a", "when": {"weekdays": ["fri"]}, "level": "avoid", "why": "w", "source": SOURCE},
    ],
}


def test_the_card_of_a_country() -> None:
    found = book({"nordwind": partner(country="SE")}, files={"cultures/se.yaml": written(CULTURE)})
    assert found.settings is not None
    card = card_of(found, found.settings, "SE", 2027, date(2026, 10, 6))
    assert (card.name, card.is_own, card.reviewed) == ("Sweden", True, date(2026, 11, 21))
    assert [custom.rule.id for custom in card.customs] == ["set", "flowers", "wine", "wrapping", "bow", "habits"]
    assert [(line.part, line.custom.rule.id) for line in card.sheet] == [
        ("ask", "wine"),
        ("parcel", "set"),
        ("parcel", "wrapping"),
        ("hand", "bow"),
    ]
    spans = [(stretch.span.start, stretch.span.end) for stretch in card.stretches]
    assert spans == [(date(2026, 12, 20), date(2027, 1, 6)), (date(2027, 12, 20), date(2028, 1, 6))]
    assert [window.id for window in card.weekdays] == ["a"]
    assert [law.whose for law in card.laws] == []
    assert [law.whose for law in card_of(found, found.settings, "FR", 2027, date(2026, 10, 6)).laws] == ["ours"]


def test_days_that_follow_each_other_are_one_stretch() -> None:
    days = [date(2027, 2, day) for day in (2, 3, 4, 9, 10, 11, 16)]
    assert runs([days[0], days[1], days[3], days[5], days[6]], days) == [
        Span(days[0], days[1]),
        Span(days[3], days[3]),
        Span(days[5], days[6]),
    ]
    assert runs([], days) == []
