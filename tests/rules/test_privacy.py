"""The words of GP601, by sentences: those that anybody may write about a partner, and those that nobody may."""

from pathlib import Path

import pytest

from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.planning.sensitive_words import SensitiveWords
from giftplan.records.privacy import PrivateWords
from tests.conftest import DataFolder

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "data"
LANGUAGES = ("de", "en", "fr")
MATTERS = ("health", "religion", "politics", "union", "origin", "orientation")
LISTS: tuple[PrivateWords, ...] = load(DiskTree(SHIPPED)).private_words
WORDS = SensitiveWords(LISTS)
FOUND_AT_LEAST = 38
"""Of forty sentences that a note must not hold: no list of words knows every way to say it."""


def sentences(sort: str, language: str) -> list[str]:
    return (HERE / sort / f"{language}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_harmless_sentence_raises_no_alarm(language: str) -> None:
    harmless = sentences("harmless", language)
    assert len(harmless) >= 50
    assert [(said, sentence) for sentence in harmless if (said := WORDS.first_in(sentence))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_telling_sentence_is_found(language: str) -> None:
    telling = sentences("telling", language)
    assert len(telling) == 40
    missed = [sentence for sentence in telling if WORDS.first_in(sentence) is None]
    assert len(telling) - len(missed) >= FOUND_AT_LEAST, missed


def test_every_language_has_every_matter_and_a_source() -> None:
    assert sorted(Path(words.path).stem for words in LISTS) == list(LANGUAGES)
    for words in LISTS:
        assert tuple(words.words) == MATTERS
        assert words.source.url
        entries = [entry for matter in words.words.values() for entry in matter]
        assert sorted({entry.casefold() for entry in entries}) == sorted(entry.casefold() for entry in entries)


SAID = [
    ("She is diabetic, so no chocolate", "diabetic"),
    ("SHE IS DIABETIC", "DIABETIC"),
    ("elle est Diabétique", "Diabétique"),
    ("elle est diabetique", "diabetique"),
    ("sie ist jüdisch", "jüdisch"),
    ("sie ist juedisch", "juedisch"),
    ("sie ist judisch", "judisch"),
    ("ein schwüler Tag", None),
    ("sie ist ju\u0308disch", "j\u00fcdisch"),
    ("prediabetics", None),
    ("", None),
    ("ver.di", "ver.di"),
]


@pytest.mark.parametrize(("text", "words"), SAID)
def test_whole_words_whatever_their_accents_as_they_are_written(text: str, words: str | None) -> None:
    said = WORDS.first_in(text)
    assert (said.words if said else None) == words


def test_a_folder_without_lists_is_judged_by_those_that_ship(data_folder: DataFolder) -> None:
    interests = "interests: [{topic: sugar-free since she is diabetic}]"
    data_folder.add("partners/nord.yaml", f"name: Nord\ncountry: NO\ncontacts: [{{id: a, name: A, {interests}}}]\n")
    assert "GP601" in [finding.rule for finding in data_folder.judge().findings]


def test_a_folder_with_lists_of_its_own_is_judged_by_them(data_folder: DataFolder) -> None:
    words = "name: Ours\nwords: {health: [gout]}\nsource: {title: a source, seen: 2026-11-22}\n"
    data_folder.add("privacy/en.yaml", words)
    for name, topic in (("nord", "diabetic"), ("sud", "gout")):
        interests = f"interests: [{{topic: {topic}}}]"
        text = f"name: {name}\ncountry: NO\ncontacts: [{{id: a, name: A, {interests}}}]\n"
        data_folder.add(f"partners/{name}.yaml", text)
    assert [f.partner for f in data_folder.judge().findings if f.rule == "GP601"] == ["sud"]
