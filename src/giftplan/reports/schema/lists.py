"""The lists of the data folder out of which a field's word is taken, each as a JSON Schema."""

import json
import re
from collections.abc import Iterable
from collections.abc import Iterator
from hashlib import sha256

from giftplan import __version__
from giftplan.book.book import Book
from giftplan.records.countries import COUNTRIES
from giftplan.records.words import NO_TOUCH
from giftplan.reports.explanation import every_rule
from giftplan.reports.schema.conditions import Schema
from giftplan.rules.references import rule_names
from giftplan.rules.vocabulary import words_of

_WHOLE = re.compile(r"[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+", re.ASCII)
_BROKEN = re.compile(r"[0-9]+(\.[0-9]*)?(e[-+]?[0-9]{1,2})?|\.[0-9]+", re.ASCII | re.IGNORECASE)


def known_lists(book: Book) -> dict[str, Schema]:
    """Every list that can be read, by the name that a field's type bears; one that is lost is left out."""
    found = {what: _one_of(words) for what, words in _lists(book)}
    found["region"] = {"type": "string", "pattern": f"^({'|'.join(sorted(COUNTRIES))})(-[A-Z0-9]{{1,3}})?$"}
    return found


def mark_of(book: Book) -> str:
    """What a schema is made of, beside giftplan itself: another team, or another word, makes another mark."""
    told = json.dumps([__version__, known_lists(book)], sort_keys=True, default=str)
    return f"Of lists {sha256(told.encode()).hexdigest()[:16]}."


def _lists(book: Book) -> Iterator[tuple[str, Iterable[str]]]:
    yield "country", sorted(COUNTRIES)
    yield "country or everywhere", [*sorted(COUNTRIES), "*"]
    yield "rule", [word for word, code in rule_names().items() if not code.startswith("GP0")]
    yield "rule that is no error", [w for rule in every_rule() if rule.level != "error" for w in (rule.code, rule.name)]
    if book.settings is not None:
        yield "team member", [member.id for member in book.settings.team]
    if not book.is_lost("tiers"):
        yield "tier", [str(tier) for tier in book.tiers]
    if not book.is_lost("touches"):
        touches = [touch.id for touch in book.touches]
        yield "touch", touches
        yield "touch or none", [*touches, NO_TOUCH]
    if not book.is_lost("catalogue"):
        yield "idea of the catalogue", list(book.catalogue)
    if not book.is_lost("vocabulary"):
        yield from ((what, sorted(words)) for what, words in words_of(book.vocabulary).items())


def _one_of(words: Iterable[str]) -> Schema:
    return {"enum": [spelled for word in words for spelled in _as_read(word)]}


def _as_read(word: str) -> Iterator[object]:
    """A word, and what an editor takes it for where it stands without quotes: `7` is a number to it."""
    yield word
    if word in ("true", "True", "TRUE", "false", "False", "FALSE"):
        yield word.lower() == "true"
    elif _WHOLE.fullmatch(word):
        yield int(word, 0 if word[1:2] in ("x", "o") else 10)
    elif _BROKEN.fullmatch(word):
        yield float(word)
