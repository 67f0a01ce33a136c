"""What countries are called in English and French. The names, with their source, are in `country_names.tsv`."""

from functools import lru_cache
from pathlib import Path

from giftplan.records.countries import COUNTRIES
from giftplan.records.countries import MISTAKEN
from giftplan.records.folding import folded_words

_TABLE = Path(__file__).with_name("country_names.tsv")
_SMALL = frozenset({"the", "of", "and", "le", "la", "les", "l", "de", "du", "des", "d", "et"})
"""Words that one list of names has and another leaves out."""
_SHORT = {"saint": "st", "sainte": "ste"}


def country_named(text: str) -> str | None:
    """The two-letter code of a country by its code of two or three letters, or its English or French name."""
    code = text.strip().upper()
    code = MISTAKEN.get(code, code)
    return code if code in COUNTRIES else _codes().get(_key(text))


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """Every name that is known, as it is written, with its country's code."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: code for code, *names in rows for part in names for name in part.split("; ")}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {_key(name): code for name, code in country_names().items()}


def _key(name: str) -> str:
    words = [_SHORT.get(word, word) for word in folded_words(name)]
    return "".join([word for word in words if word not in _SMALL] or words)
