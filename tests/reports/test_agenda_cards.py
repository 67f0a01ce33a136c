"""What a card could speak of: facts for one person, and never a sentence."""

from datetime import date

from tests.planning.books import CULTURES
from tests.planning.books import SOURCE
from tests.planning.books import VOCABULARY
from tests.planning.books import book
from tests.planning.books import contact
from tests.planning.books import gift
from tests.planning.books import partner
from tests.planning.books import written
from tests.reports.agendas import WELL
from tests.reports.agendas import agenda
from tests.reports.agendas import tasks


def test_a_card_is_told_what_to_speak_of_and_never_how() -> None:
    likes = [
        {"topic": "old maps", "source": "conversation", "noted": "2024-03-01"},
        {"topic": "letters by hand", "tags": ["writing"], "source": "assistant", "noted": "2025-10-08"},
    ]
    values = {
        "country": "CN",
        "policy": {},
        "contacts": [contact("anna", language="zh", interests=likes)],
        "meetings": [{"held": "2025-12-01", "note": "long talk about their niche"}],
    }
    ink = [{"id": "ink", "level": "avoid", "match": {"ink": "red"}, "why": "an ending", "source": SOURCE}]
    files = {"cultures/cn.yaml": written({**CULTURES["cn"], "rules": ink})}
    mention = tasks(values, days=90, files=files)["write-card"].mention
    assert mention is not None
    assert [interest.topic for interest in mention.heard] == ["letters by hand", "old maps"]
    assert mention.common == ("writing",)
    assert mention.lately[0] == ("met on ", date(2025, 12, 1), ": long talk about their niche")
    assert (mention.customs, mention.language) == (("no red ink: an ending",), "zh")


def test_a_card_speaks_of_nothing_that_somebody_else_got() -> None:
    """Ben's lamp is nothing to mention to Anna, nor is what is more than a year ago."""
    pleased = {"date": "2025-12-10", "how": "delighted", "note": "on his desk"}
    lamp = gift(date="2025-12-01", recipients=["ben"], nature="A lamp", reaction=pleased)
    values = {"policy": {}, "contacts": [contact("anna")], "feedback": [{"date": "2024-06-01", "score": "5"}]}
    mention = tasks({**values, "contacts": [contact("anna"), contact("ben")]}, [lamp], days=90)["write-card"].mention
    assert mention is not None
    assert mention.lately == ()
    hers = {**lamp, "recipients": ["anna"]}
    mention = tasks(values, [hers], days=90)["write-card"].mention
    assert mention is not None
    assert mention.lately == (("Anna was delighted with 'A lamp' of ", date(2025, 12, 1), ": on his desk"),)


def test_after_a_crisis_one_asks_how_they_are() -> None:
    crisis = {"sensitive": [{"from": "2025-12-01", "until": "2025-12-20", "what": "crisis"}], "policy": {}}
    mention = tasks(crisis, days=90)["write-card"].mention
    assert mention is not None
    assert mention.reason == ("they had a hard time, until ", date(2025, 12, 20), ": ask first how they are")


def test_a_goodbye_card_thanks_and_asks_for_nothing() -> None:
    left = {"status": "departed", "departed": {"date": "2025-12-15", "why": "they closed"}}
    mention = tasks(left, days=90)["write-card"].mention
    assert mention is not None
    thanks = ("farewell: thank them for the years together", " since ", date(2024, 6, 3), ", and ask for nothing")
    assert mention.reason == thanks


def test_gossip_is_nothing_to_speak_of() -> None:
    words_of = {"sources": {"conversation": "fine", "gossip": "private"}, "interests": ["writing"]}
    likes = [{"topic": "a divorce", "source": "gossip"}, {"topic": "maps", "source": "conversation"}]
    files = {"vocabulary.yaml": written({**VOCABULARY, **words_of})}
    values = {"policy": {}, "contacts": [contact("anna", interests=likes)]}
    mention = tasks(values, days=90, files=files)["write-card"].mention
    assert mention is not None
    assert [interest.topic for interest in mention.heard] == ["maps"]


def test_every_card_has_something_to_speak_of() -> None:
    left = {"status": "departed", "departed": {"date": "2025-10-01"}, "touches": {"2025": {"Q4": {"skip": "true"}}}}
    found = tasks({**left, "meetings": [], "touches": {"2026": {"Q1": {"skip": "true"}}}}, as_of=date(2026, 1, 20))
    assert found["goodbye"].mention is not None
    assert found["goodbye"].mention.reason[0] == "farewell: thank them for the years together"
    assert "goodbye" not in tasks({**left, "meetings": []}, as_of=date(2026, 11, 1))


def test_what_an_uneasy_feedback_or_a_custom_to_ask_about_says_is_not_for_a_card() -> None:
    low = {"feedback": [{"date": "2025-12-01", "score": "3", "note": "so so"}], "meetings": [], "policy": {}}
    ask = [{"id": "a", "level": "avoid", "scope": "ask", "why": "some do not", "source": SOURCE}]
    files = {"cultures/fr.yaml": written({"name": "France", "countries": ["FR"], "rules": ask})}
    mention = tasks(low, days=90, files=files)["write-card"].mention
    assert mention is not None
    assert (mention.lately, mention.customs) == ((), ())


def test_the_event_of_the_day_is_why_one_writes() -> None:
    fair = {
        "events": [{"name": "A fair", "date": "2026-05-19"}],
        "policy": {},
        "touches": {"2026": {"Q1": {"skip": "true"}}},
    }
    mention = tasks(fair, as_of=date(2026, 5, 1))["write-card"].mention
    assert mention is not None
    assert mention.reason == ("the event: A fair",)


def test_what_somebody_likes_goes_with_them() -> None:
    likes = [{"topic": "handmade paper", "source": "press", "noted": "2024-10-22"}]
    before = partner(contacts=[contact("haruka", left="2025-10-01", interests=likes), contact("ben")])
    now = {"policy": {}, "contacts": [contact("hn", formerly={"partner": "sakura", "contact": "haruka"})]}
    made = book({"nordwind": partner(**{**WELL, **now}), "sakura": before})
    (card,) = [t for t in agenda(made, days=90).tasks if t.kind == "write-card" and t.partner.id == "nordwind"]
    assert card.mention is not None
    assert [interest.topic for interest in card.mention.heard] == ["handmade paper"]


def test_the_thing_that_goes_with_a_card_is_named_only_where_one_goes() -> None:
    alone = tasks({"policy": {}}, days=90)["write-card"].mention
    assert alone is not None
    assert alone.reason == ("news: to ask how they are",)
