"""The knowledge that ships, read once."""

import pytest

from giftplan.book.book import Book
from giftplan.book.book import load
from giftplan.book.trees import DiskTree
from giftplan.records.settings import Settings
from tests.cli.terminal import REPOSITORY


@pytest.fixture(scope="session")
def shipped() -> Book:
    """The shipped data folder, whole."""
    return load(DiskTree(REPOSITORY / "data"))


@pytest.fixture(scope="session")
def settings(shipped: Book) -> Settings:
    """Its settings: a French giver."""
    assert shipped.settings is not None
    return shipped.settings
