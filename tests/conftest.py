"""A small data folder whose files are all well, for tests to add their own files to."""

import signal
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.rules.engine import Report
from giftplan.rules.engine import judge
from tests.repository import Repository

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as in a shell's background: what we start would inherit it
    signal.signal(signal.SIGINT, signal.default_int_handler)

AS_OF = date(2026, 6, 30)
PARTNER = "partners/rivoli.yaml"
GIFT = "gifts/2026/2026-02-17-rivoli.yaml"

MINIMAL: Mapping[str, str] = {
    "settings.yaml": """\
        company: Atelier Nord
        country: FR
        currency: EUR
        team:
          - {id: claire, name: Claire Morel, role: compliance}
          - {id: paul, name: Paul Petit}
        """,
    "tiers.yaml": """\
        - {tier: 1, name: Strategic,     lifetime_percent: {min: 0.3,  max: 0.5}, budget: {min: 150, max: 500},   touches: {min: 4, max: 4}}
        - {tier: 2, name: Important,     lifetime_percent: {min: 0.1,  max: 0.3}, budget: {min: 50,  max: 150},   touches: {min: 2, max: 3}}
        - {tier: 3, name: Transactional, lifetime_percent: {min: 0.05, max: 0.1}, budget: {min: 0,   max: 29.99}, touches: {min: 1, max: 2}}
        """,  # noqa: E501 - as in the shipped file
    "touches.yaml": """\
        - {id: Q1, name: Opening surprise, months: [2, 3], weight: 30, priority: 1}
        - {id: Q2, name: Mid-year,         months: [5, 6], weight: 20, priority: 3}
        - {id: Q3, name: Back to work,     months: [9],    weight: 20, priority: 2}
        - {id: Q4, name: Before the rush,  months: [11],   weight: 30, priority: 4}
        """,
    "vocabulary.yaml": """\
        tags: [clock, flowers, pen]
        contents: [alcohol, pork]
        colours: {blue: [navy], white: [ivory]}
        restrictions: {no-alcohol: {contains: [alcohol]}}
        sectors: [retail, {banking: regulated}]
        interests: [tea, writing]
        sources: {conversation: fine, gossip: private}
        """,
    PARTNER: """\
        name: Rivoli
        country: IT
        contacts:
          - {id: anna, name: Anna Rossi}
        """,
}


@dataclass(frozen=True)
class DataFolder:
    """A data folder on the disk."""

    root: Path

    def add(self, path: str, content: str | bytes) -> Path:
        """Write a file below the folder; an indented text loses its common indent. What was there is replaced."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else textwrap.dedent(content).encode())
        return file

    def extend(self, path: str, text: str) -> Path:
        """Write further lines at the end of a file."""
        file = self.root / path
        with file.open("a", encoding="utf-8", newline="") as stream:
            stream.write(textwrap.dedent(text))
        return file

    def remove(self, path: str) -> None:
        """Take a file away."""
        (self.root / path).unlink()

    def load(self, whole: bool = True) -> Book:
        """The folder as a book."""
        return load(DiskTree(self.root), whole)

    def judge(self, as_of: date = AS_OF) -> Report:
        """Every finding of every rule."""
        return judge(self.load(), as_of)


@pytest.fixture(autouse=True)
def outside_of_a_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests may themselves run in a hook, whose variables speak of another repository."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A git repository without a commit, and with nothing in its data folder."""
    return Repository(tmp_path / "repository")


@pytest.fixture
def data_folder(tmp_path: Path) -> DataFolder:
    """A data folder with settings, tiers, touches, a vocabulary and one partner, whose files are all well."""
    folder = DataFolder(tmp_path / "data")
    for path, text in MINIMAL.items():
        folder.add(path, text)
    return folder


def gift(**fields: str) -> str:
    """The text of a gift to the folder's partner; a field given replaces or adds one, an empty one is left out."""
    written = {
        "partner": "rivoli",
        "date": "2026-02-17",
        "recipients": "[anna]",
        "nature": "Engraved pen",
        "value": "20.00",
        "kind": "desk",
    }
    return "".join(f"{name}: {value}\n" for name, value in (written | fields).items() if value)
